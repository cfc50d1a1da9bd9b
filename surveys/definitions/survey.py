"""One version of a survey: why it is asked, who decides, what is asked."""

from __future__ import annotations

from pydantic import Field

from surveys.definitions.questions import Definition, SurveyItem, Words


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
    opening: Words | None = None
    """A card shown before the first question, after the three screens."""
    questions: tuple[SurveyItem, ...] = Field(min_length=1, max_length=40)
