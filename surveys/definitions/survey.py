"""One version of a survey: why it is asked, who decides, what is asked."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Any, Self

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

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Self:
        """See ``BaseModel.model_copy``. What was worked out of this one is not taken along."""
        copied = super().model_copy(update=update, deep=deep)
        for name in copied.__dict__.keys() - type(self).model_fields:
            del copied.__dict__[name]
        return copied

    @property
    def main_language(self) -> str:
        """The language every text has."""
        return self.languages[0]

    @cached_property
    def asked(self) -> tuple[AnyQuestion, ...]:
        """The questions, in order, without the notes."""
        return tuple(item for item in self.questions if not isinstance(item, Note))

    @cached_property
    def branches(self) -> bool:
        """Whether who answers differently may meet different items."""
        return any(item.show_if is not None or item.then for item in self.questions)

    @cached_property
    def has_easy(self) -> bool:
        """Whether anything in it has easy words."""
        return any(
            item.easy or any(choice.easy for choice in getattr(item, "choices", ()))
            for item in self.questions
        )

    @cached_property
    def places(self) -> Mapping[str, int]:
        """Where each item stands, 0 the first."""
        # Of two with one name, which no survey that was read has, the first counts.
        return {str(item.id): n for n, item in reversed([*enumerate(self.questions)])}

    def position(self, item_id: str) -> int:
        """Where an item stands, 0 the first.

        Raises:
            KeyError: The survey has no such item.
        """
        return self.places[item_id]

    def item(self, item_id: str) -> AnyItem:
        """The item with this id.

        Raises:
            KeyError: The survey has no such item.
        """
        return self.questions[self.position(item_id)]
