"""One version of a survey: why it is asked, who decides, what is asked."""

from __future__ import annotations

from pydantic import Field

from surveys.definitions.questions import AnyItem, AnyQuestion, Definition, Note, SurveyItem, Words
from surveys.definitions.topics import Topic

MAX_ITEMS = 40
"""Most items in a survey, notes included. Its envelopes have to hold an answer to each."""


class Survey(Definition):
    """One version of a survey. A published version never changes; an edit makes the next.

    Read one with ``surveys.definitions.reading``, which also checks what no single field
    can: loops, dead ends, duplicate ids.
    """

    key: str = Field(pattern=r"^[a-z][a-z0-9-]*$", max_length=32)
    version: int = Field(default=1, ge=1)
    languages: tuple[str, ...] = Field(default=("en",), min_length=1)
    """Language codes; the first is the main one, and every text has it."""
    title: Words
    why: Words
    """What the answers are for, in a sentence a young person can read."""
    could_change: Words
    """What could change because of the answers."""
    decides: Words
    """Who decides: a job, or a name and a job."""
    topic: Topic | None = None
    """What it is about, so that somebody can say "not this topic". None: nothing in particular."""
    opening: Words | None = None
    """A card shown before the first question, after the three screens."""
    questions: tuple[SurveyItem, ...] = Field(min_length=1, max_length=MAX_ITEMS)

    @property
    def main_language(self) -> str:
        """The language every text has."""
        return self.languages[0]

    @property
    def asked(self) -> tuple[AnyQuestion, ...]:
        """The questions, in order, without the notes."""
        return tuple(item for item in self.questions if not isinstance(item, Note))

    def position(self, item_id: str) -> int:
        """Where an item stands, 0 the first.

        Raises:
            KeyError: The survey has no such item.
        """
        for position, item in enumerate(self.questions):
            if item.id == item_id:
                return position
        raise KeyError(item_id)

    def item(self, item_id: str) -> AnyItem:
        """The item with this id.

        Raises:
            KeyError: The survey has no such item.
        """
        return self.questions[self.position(item_id)]
