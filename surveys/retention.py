"""Retention: every class of data that is kept, why, for how long, and what is destroyed then.

One table for all, ``surveys.retained``: what purges by it, what people are told in /privacy,
``earshot retention`` and ``docs/retention.md`` say the same because they read the same.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

SEEN = timedelta(days=2)
"""Telegram offers an update for a day at most; its id is kept for 48 hours, to the day's end."""

KEPT_FOR_NEXT = timedelta(weeks=12)
"""Longest an envelope waits for the next time, after too few were sent."""

UNDELIVERED = timedelta(days=90)
"""Longest a message waits for somebody who never opens their page."""

SET_ASIDE = timedelta(days=30)
"""How long an update that nobody could take is kept, for an engineer."""

SIGNED_IN = timedelta(days=365)
"""How long a browser stays signed in."""

INVITED = timedelta(days=14)
"""Longest an invitation can be used."""

PROVED = timedelta(days=400)
"""How long the daily tests of the alarm are kept: a year to look back on."""

MAIL = timedelta(hours=24)
"""Longest a mail server is asked to take a letter."""

WRITING = timedelta(days=365)
"""How long a survey that nobody goes on writing is kept, after the month of its last change."""

PILOTED = timedelta(days=30)
"""How long what peers said of a draft is kept after its last note."""

CALLED = timedelta(minutes=30)
"""How long a call for an adult is kept once it is over."""


class Retention(BaseModel):
    """What an organisation may decide: days, each within limits. ``[retention]`` in its policy.

    The least of ``asked_days`` is how long two audiences are compared (eight weeks), its most
    what the design promises (twelve months).
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    answers_days: int = Field(default=365, ge=90, le=1825)
    asked_days: int = Field(default=365, ge=56, le=365)
    letters_days: int = Field(default=180, ge=30, le=730)
    people_days: int = Field(default=730, ge=180, le=1825)
    trail_days: int = Field(default=1095, ge=365, le=3650)
    backups_days: int = Field(default=90, ge=7, le=365)

    @model_validator(mode="after")
    def _possible(self) -> Self:
        if self.trail_days < self.answers_days:
            raise ValueError(
                f"trail_days ({self.trail_days}) is shorter than answers_days "
                f"({self.answers_days}), so nobody could show who let a result go while its "
                f"words are kept. Way out: make trail_days at least {self.answers_days}"
            )
        return self


@dataclass(frozen=True, slots=True)
class Kept:
    """One class of data.

    Args:
        key: Its short name.
        what: What it is, in plain words.
        why: Why it is kept at all.
        how_long: For how long. ``{answers_days}`` and the like are the organisation's own days.
        starts: What starts the clock.
        destroyed: What is destroyed: rows, a key, or files.
        exempt: Whom or what it spares; "" for nobody.
        tables: The tables it lies in.
        files: The kinds of files it lies in, as patterns of their names.
    """

    key: str
    what: str
    why: str
    how_long: str
    starts: str
    destroyed: str
    exempt: str = ""
    tables: tuple[str, ...] = ()
    files: tuple[str, ...] = ()

    def term(self, retention: Retention) -> str:
        """For how long, as an organisation has decided it."""
        return self.how_long.format(**retention.model_dump())


def last_day(start: date, days: int) -> date:
    """The last day something is kept whose clock began in the month of ``start``.

    Counted from that month's end, so that what began in one month goes on one day and no day of
    anybody's is shown.
    """
    first_of_next = (start.replace(day=1) + timedelta(days=32)).replace(day=1)
    return first_of_next - timedelta(days=1) + timedelta(days=days)
