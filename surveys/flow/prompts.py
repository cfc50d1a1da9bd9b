"""What we show a person next. The ways in and out turn these into words and buttons."""

from __future__ import annotations

from dataclasses import dataclass

from surveys.definitions.questions import AnyItem, AnyQuestion, Words
from surveys.definitions.turns import Turn
from surveys.flow.answers import Answer
from surveys.flow.replies import Fallback, Sharing
from surveys.flow.sitting import Stage
from surveys.ids import QuestionKey


@dataclass(frozen=True, slots=True)
class ConsentScreen:
    """One of the three screens before question one."""

    stage: Stage


@dataclass(frozen=True, slots=True)
class OpeningCard:
    """The survey's own card, before question one."""

    text: Words


@dataclass(frozen=True, slots=True)
class InTurn:
    """Which turn of a question is shown: ``number`` of ``count``; ``said`` is the vote that
    stands there, if one does; ``rest`` whether any turn has none."""

    turn: Turn
    number: int
    count: int
    said: str | None = None
    rest: bool = True


@dataclass(frozen=True, slots=True)
class AskItem:
    """One item, a question or a note.

    ``number`` of ``count`` counts the questions on the present path (notes are not counted;
    a note carries the number of the question after it). ``minutes_left`` is at least 1.
    ``text`` is the wording to show: the easy or the ordinary one, in the sitting's language,
    with earlier answers put in.
    """

    item: AnyItem
    text: str
    number: int
    count: int
    minutes_left: int
    ticked: tuple[str, ...] = ()
    wanting_words: str | None = None
    amounts: tuple[tuple[str, int], ...] = ()
    scoring: str | None = None
    in_turn: InTurn | None = None
    """Where the question is asked in turns: the one that is shown."""
    before: Answer | None = None
    """What they answered here earlier, when they came back to it."""
    can_go_back: bool = False
    can_keep: bool = False
    """Whether "Done" here leaves an earlier answer just as it is."""


@dataclass(frozen=True, slots=True)
class LookOver:
    """The words they just gave, to be seen as readers get them, changed, or let go on."""

    item: AnyItem
    answer: Answer
    put_back: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class AskSharing:
    """How may what you wrote be shared? Asked once, only of those who wrote something."""

    now: Sharing


@dataclass(frozen=True, slots=True)
class AskFallback:
    """What should happen to yours if too few send one?"""

    now: Fallback


@dataclass(frozen=True, slots=True)
class Summary:
    """Everything in the envelope, to check, change or send (or, once sent, to look at)."""

    entries: tuple[tuple[AnyQuestion, Answer, Sharing | None], ...]
    """Sharing is None where the answer holds no words of their own."""
    sent: bool
    signed: tuple[QuestionKey, ...] = ()
    """Questions whose answer carries its author's name."""


@dataclass(frozen=True, slots=True)
class Pausing:
    """They stopped for now; the envelope waits."""


@dataclass(frozen=True, slots=True)
class Nothing:
    """The envelope was torn up; there is nothing to ask."""


Prompt = (
    ConsentScreen
    | OpeningCard
    | AskItem
    | LookOver
    | AskSharing
    | AskFallback
    | Summary
    | Pausing
    | Nothing
)
