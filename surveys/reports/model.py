"""A report: the one protected form of a round's results, and all that any file may contain.

Everything here is a function of what protection printed, of words that people passed, and of
the survey. No count, no id of an answer, no time finer than a day.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from pydantic import BaseModel, ConfigDict, Field

FORM_VERSION = 4
"""Which edition of the rules of protection made a report. Changed with the rules."""


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Shape(StrEnum):
    """How a section's answers are printed."""

    COUNTS = "counts"
    THIRDS = "thirds"
    BANDS = "bands"
    MOST = "most"
    SPREAD_OUT = "spread_out"
    WORDS = "words"
    NOT_ENOUGH = "not_enough"


class Kind(StrEnum):
    """What was asked for."""

    ONE_ANSWER = "one_answer"
    SEVERAL_ANSWERS = "several_answers"
    OWN_WORDS = "own_words"
    COMMON_GROUND = "common_ground"
    """What several statements come to, read off what is printed of each."""


class Row(_Part):
    """One category with what is printed of it."""

    label: str
    """The category as its respondents saw it."""
    says: str
    """What is printed: "about 15", "fewer than half, maybe nobody"."""
    low: float | None = Field(default=None, ge=0, le=1)
    """Where the drawn range begins, as a share of those asked; None: nothing is drawn."""
    high: float | None = Field(default=None, ge=0, le=1)
    """Where the drawn range ends."""
    quiet: bool = False
    """Stands for no answer rather than for one."""
    change: str = ""
    """What became of it since the round before of the same series; "" where nothing is said."""


class Quote(_Part):
    """Words that their author allowed. ``reworded``: the idea, in a reader's words."""

    text: str
    reworded: bool = False
    why: str = ""
    """Why this one, in plain words."""


class Theme(_Part):
    """A theme that people settled and approved, with what is printed of it. Never a machine's."""

    name: str
    description: str = ""
    """What an answer in it says, in one line."""
    says: str
    """What is printed of how many wrote something in it."""
    low: float | None = Field(default=None, ge=0, le=1)
    """As of a row."""
    high: float | None = Field(default=None, ge=0, le=1)
    """As of a row."""
    id: str = ""
    """The theme of the codebook that it is; "" where it is none. In no file: it may be made of a
    name that was given up."""
    change: str = ""
    """What became of it since the round before of the same series; "" where nothing is said."""


class Section(_Part):
    """What may be shown of one question."""

    question: str
    """The question's id in its survey."""
    heading: str
    kind: Kind
    shape: Shape
    lead: str = ""
    """What the rows come to, or stands in their place."""
    rows: tuple[Row, ...] = ()
    notes: tuple[str, ...] = ()
    quotes: tuple[Quote, ...] = ()
    themes: tuple[Theme, ...] = ()
    """What people sorted the words into, alphabetical within what is printed of how many."""
    also_said: str = ""
    """What a reader wrote of other ideas, or that there is nothing to add; "" without themes."""

    @property
    def why_quoted(self) -> str:
        """Why its quotes are shown, where that is the same for all, to be said once; else ""."""
        whys = {quote.why for quote in self.quotes}
        return whys.pop() if len(whys) == 1 else ""


class Verdict(StrEnum):
    """What came of something that was asked for."""

    YES = "yes"
    PARTLY = "partly"
    NOT_NOW = "not_now"
    NO = "no"


class Decision(_Part):
    """What was decided of one theme, or of a whole round, in words for everybody asked.

    Not part of a release: it is laid beside one when a file is made, as it stands that day.
    """

    theme: str
    """The theme's name as the result prints it; "" for the round as a whole."""
    verdict: Verdict
    promise: str
    """What happens now, or what does not, in plain words."""
    reason: str
    """Why; also for a yes."""
    owner: str
    """Who sees to it: a name and a job."""
    due: date | None = None
    """The day by which it is done; None where nothing was promised."""
    decided_on: date
    late: bool = False
    """The day has gone by and it is not done."""
    done_on: date | None = None
    """The day it was done; None while it is not."""
    before: tuple[str, ...] = ()
    """What was said of it earlier, oldest first, in words with its day."""


class HeardBack(_Part):
    """What whoever decides wrote to everybody asked. Laid beside a release, as decisions are."""

    next: str
    """What happens next."""
    changed: str = ""
    why_not: str = ""
    given_on: date
    rated: str = ""
    """What is printed of how those asked found it; "" where nothing may be, or not yet."""
    sent_back: bool = False
    """Those asked sent it back: it counts as not given, and another is owed."""


class Report(_Part):
    """One round's results. ``enough`` is False where nothing at all may be shown."""

    form_version: int = FORM_VERSION
    round: str
    language: str
    title: str
    why: str
    could_change: str
    decides: str
    opened_on: date
    closed_on: date
    enough: bool
    form: str
    """Which form the answers are in, in words."""
    asked: str = ""
    answered: str = ""
    sections: tuple[Section, ...] = ()
    method: tuple[str, ...] = ()
    limits: tuple[str, ...] = ()
    release: str
    """What the release is called; "" where nothing was released, as nothing may be shown."""
    released_on: date
    """The day of the release; where there is none, the day the round closed."""
    approved_by: str = ""
    """The second person's name; empty until somebody has approved it."""
    answer_by: date | None = None
    """The day by which whoever decides answers everybody asked; None: a result of an older
    edition, which did not say."""
    answer_late: bool = False
    """That day has gone by, and no answer stands. Never frozen with the release."""
    decisions: tuple[Decision, ...] = ()
    """What was decided since, by theme. Never frozen with the release."""
    heard_back: HeardBack | None = None
    """What those asked were told since. Never frozen with the release."""
