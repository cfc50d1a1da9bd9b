"""What a person can do at a prompt, whatever app they do it in.

``at`` names what the pressed button belonged to; typed replies belong to the present prompt.
A button of an earlier prompt is refused, never applied to a later one. Where a question is asked
in turns, ``turn`` names the one that a way past it was shown under; None where nothing was, as
when it is typed: then the turn that is shown is meant.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from surveys.ids import QuestionKey


class Sharing(StrEnum):
    """How an open answer may be shared, decided by its author."""

    MY_WORDS = "my_words"
    THE_IDEA = "the_idea"
    READERS_ONLY = "readers_only"
    DONT_SHARE = "dont_share"


class Fallback(StrEnum):
    """What happens to an envelope if too few are sent."""

    TEAR_UP = "tear_up"
    KEEP = "keep"
    LET_READ = "let_read"


@dataclass(frozen=True, slots=True)
class Said:
    """They typed something. ``today`` is the day it is where they are, if that is known."""

    text: str
    today: date | None = None


@dataclass(frozen=True, slots=True)
class Picked:
    """They pressed a choice. On several choices, ``on`` is the state the button asks for, so
    that pressing it twice does no more than once."""

    at: QuestionKey
    value: str
    on: bool = True


@dataclass(frozen=True, slots=True)
class Gave:
    """They gave a choice its dots, or an area of a wheel its score. ``amount`` is what the
    button asks for in all, 0 to take it off, so that pressing it twice does no more than once."""

    at: QuestionKey
    value: str
    amount: int


@dataclass(frozen=True, slots=True)
class Done:
    """They pressed "Done" where several taps make an answer, "Keep" where there is one already,
    or "Next" on a note or an opening card."""

    at: str


@dataclass(frozen=True, slots=True)
class Skipped:
    """They pressed skip."""

    at: QuestionKey | None = None
    turn: str | None = None


@dataclass(frozen=True, slots=True)
class PreferredNot:
    """They would rather not say. ``off`` asks only that the vote which stood there is taken off,
    so that pressing it twice does no more than once."""

    at: QuestionKey | None = None
    turn: str | None = None
    off: bool = False


@dataclass(frozen=True, slots=True)
class WentBack:
    """They asked for the prompt before this one. ``words``: the button was shown where words
    beside a choice were asked for, and leads to the choices and no further."""

    at: str | None = None
    turn: str | None = None
    words: bool = False


@dataclass(frozen=True, slots=True)
class Agreed:
    """They pressed the way on, on one of the three screens (``at`` is the screen)."""

    at: str


@dataclass(frozen=True, slots=True)
class Shared:
    """They chose how their words may be shared: every answer, or ``question`` alone."""

    sharing: Sharing
    question: QuestionKey | None = None


@dataclass(frozen=True, slots=True)
class Signed:
    """They put their name on one answer, or took it off (``on`` is what the button asks for).

    The engine does not know the round's way: only rounds named by choice may pass this on.
    """

    question: QuestionKey
    on: bool = True


@dataclass(frozen=True, slots=True)
class Looked:
    """They looked over their words as readers get them, and go on (``at`` is whose)."""

    at: QuestionKey


@dataclass(frozen=True, slots=True)
class PutBack:
    """They want a hidden word of an answer to be read, or hidden again (``on`` is what the
    button asks for). ``words`` are folded as ``surveys.redaction.previewing`` compares them.

    The engine does not know what is hidden: only what a preview let them choose may come here.
    """

    question: QuestionKey
    words: str
    on: bool = True


@dataclass(frozen=True, slots=True)
class FellBack:
    """They chose what happens if too few are sent."""

    fallback: Fallback


@dataclass(frozen=True, slots=True)
class Changed:
    """They asked to change one earlier answer."""

    question: QuestionKey


@dataclass(frozen=True, slots=True)
class Sent:
    """They pressed Send."""


@dataclass(frozen=True, slots=True)
class Paused:
    """They stopped for now. The envelope stays until the round closes."""


@dataclass(frozen=True, slots=True)
class Resumed:
    """They came back, or asked to be shown where they are."""


@dataclass(frozen=True, slots=True)
class Withdrew:
    """They tore it up."""


@dataclass(frozen=True, slots=True)
class Spoke:
    """They asked for another language, or for easy words on or off."""

    easy: bool | None = None
    language: str | None = None


Reply = (
    Said
    | Picked
    | Gave
    | Done
    | Skipped
    | PreferredNot
    | WentBack
    | Agreed
    | Shared
    | Signed
    | Looked
    | PutBack
    | FellBack
    | Changed
    | Sent
    | Paused
    | Resumed
    | Withdrew
    | Spoke
)
