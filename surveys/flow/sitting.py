"""One person's pass through one survey version, so far: everything an envelope holds of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from surveys.flow.answers import Answer
from surveys.flow.replies import Fallback, Sharing
from surveys.ids import QuestionKey


class Stage(StrEnum):
    """Where a sitting is. They come in this order; nothing is asked before consent."""

    WHO_SEES = "who_sees"
    LIMITS = "limits"
    IN_CHARGE = "in_charge"
    OPENING = "opening"
    ASKING = "asking"
    SHARING = "sharing"
    FALLBACK = "fallback"
    CHECKING = "checking"
    SENT = "sent"
    TORN_UP = "torn_up"


SCREENS = (Stage.WHO_SEES, Stage.LIMITS, Stage.IN_CHARGE)


@dataclass(frozen=True, slots=True)
class Sitting:
    """A draft until it is sent; a sent one can be changed until the round closes.

    ``at`` is the item being asked in ``ASKING``, or being changed in ``SENT`` and
    ``CHECKING`` (None there: the summary is shown). ``ticked``, ``wanting_words``,
    ``amounts`` and ``scoring`` are the present question's unfinished answer.
    """

    stage: Stage = Stage.WHO_SEES
    language: str = "en"
    easy: bool = False
    paused: bool = False
    at: QuestionKey | None = None
    answers: Mapping[QuestionKey, Answer] = field(default_factory=dict)
    ticked: tuple[str, ...] = ()
    wanting_words: str | None = None
    """The own-words choice that was taken and whose words are awaited."""
    amounts: tuple[tuple[str, int], ...] = ()
    """Dots or scores given so far, by choice."""
    scoring: str | None = None
    """The area of a wheel whose score is awaited; the turn shown, where a question is asked in
    turns and this is not the first (``turns.Turn.key``)."""
    votes: tuple[tuple[str, str], ...] = ()
    """Votes given so far, in the order of ``turns.in_order``."""
    draw: int = 0
    """The number drawn when they began, from which the order of turns is worked out."""
    sharing: Sharing = Sharing.READERS_ONLY
    sharing_asked: bool = False
    """Whether they were asked how their words may be shared; it is asked once."""
    sharing_of: Mapping[QuestionKey, Sharing] = field(default_factory=dict)
    """Answers whose sharing differs from ``sharing``."""
    signed: tuple[QuestionKey, ...] = ()
    """Answers their author put their name on, in questionnaire order. Never any by default."""
    looking: QuestionKey | None = None
    """The answer whose words they look over now, as readers get them, before going on."""
    put_back: Mapping[QuestionKey, frozenset[str]] = field(default_factory=dict)
    """Words that would be hidden and their author wants read, folded, by answer. A wish: what
    must stay hidden does so all the same."""
    masked: tuple[QuestionKey, ...] = ()
    """Answers of which a person was told at once: at the seal their words are torn out."""
    limits: str = ""
    """A mark of the limits that were accepted; "" where nobody noted it."""
    fallback: Fallback = Fallback.TEAR_UP

    @property
    def sent(self) -> bool:
        """Whether the envelope counts as submitted."""
        return self.stage is Stage.SENT

    @property
    def is_begun(self) -> bool:
        """Whether anything of an answer is given that is not finished."""
        begun = self.wanting_words is not None or self.scoring is not None
        return bool(begun or self.ticked or self.amounts or self.votes)

    @property
    def consented(self) -> bool:
        """Whether the three screens were accepted."""
        return self.stage not in SCREENS and self.stage is not Stage.TORN_UP
