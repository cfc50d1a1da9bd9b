"""The plan: what an organisation decided to do when somebody may be in danger."""

from __future__ import annotations

from datetime import date, time
from enum import StrEnum

from pydantic import BaseModel, ConfigDict, Field, field_validator

from surveys.safeguarding.hours import read_hours
from surveys.safeguarding.screening import Category

SHORTEST_NUMBER = 3
"""Fewest characters of a number to ring: 999 has three."""


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class NoReply(StrEnum):
    """What happens with a serious worry when its author was offered choices and made none."""

    TELL = "tell"
    LEAVE = "leave"


class Signpost(_Part):
    """A number to ring. ``verified_on`` is the day somebody rang it."""

    name: str = Field(min_length=1, max_length=60)
    number: str = Field(min_length=SHORTEST_NUMBER, max_length=40)
    about: str = Field(default="", max_length=120)
    fits: tuple[Category, ...] = Field(default=(), alias="for")
    """The categories it is shown first for; none: for everything."""
    hours: str = Field(default="", max_length=60)
    """When it is open: "" for always, else days and times such as ``Mon-Fri 09:00-17:00``."""
    verified_on: date | None = None

    @field_validator("hours")
    @classmethod
    def _can_be_read(cls, hours: str) -> str:
        read_hours(hours)
        return hours


class Complaints(_Part):
    """How somebody complains of whoever works with them: real people, and a day to hold them to.

    Young people are shown all of it as it stands here.
    """

    who: str = Field(min_length=1, max_length=80)
    """Who takes it, with their job: not the home itself."""
    number: str = Field(min_length=SHORTEST_NUMBER, max_length=80)
    """Where it goes: a number to ring, an address or a page."""
    happens: str = Field(min_length=1, max_length=200)
    """What happens with it, in a sentence or two."""
    answered: str = Field(min_length=1, max_length=120)
    """By when there is an answer, as a sentence."""


class HomePlan(_Part):
    """Who can be reached for one home. ``home`` is the name that young people are invited with."""

    home: str = Field(min_length=1, max_length=60)
    kind: str = Field(default="", max_length=40)
    """What kind of home it is, in the organisation's words. Rounds may compare by it."""
    duty_number: str = Field(default="", max_length=40)
    """The home's duty phone, to ring. The duty phone's own chat is an account of its own."""
    numbers: tuple[Signpost, ...] = Field(default=(), max_length=8)
    """The home's own: its council's LADO and emergency duty team, advocate, visitor."""
    complaints: Complaints | None = None
    """Where its own differ from the organisation's."""
    advocate: Signpost | None = None
    """Its own advocate, where there is one; else the organisation's, else the national one."""
    visitor: Signpost | None = None
    """Whoever comes from outside each month to look at it (regulation 44)."""

    @field_validator("duty_number")
    @classmethod
    def _is_whole(cls, number: str) -> str:
        if number and len(number.strip()) < SHORTEST_NUMBER:
            raise ValueError(
                "no number to ring is that short. Way out: write it whole, "
                'or "" where there is none'
            )
        return number


class Plan(_Part):
    """The policy of ``safeguarding.toml``. What has no default is None until it is chosen."""

    sev2_no_reply: NoReply | None = None
    """Severity 2 of a category with choices, unanswered. ``earshot run`` refuses None."""
    choice_categories: tuple[Category, ...] = ("self_harm", "bullying", "medical")
    """Categories in which a worry that calls nobody by itself is offered choices."""
    offer_minutes: int = Field(default=30, ge=5, le=240)
    acknowledge_now_minutes: int = Field(default=10, ge=1, le=60)
    acknowledge_serious_minutes: int = Field(default=240, ge=10, le=1440)
    come_minutes: int = Field(default=5, ge=1, le=30)
    """How long an adult who was asked to come may take to say that they come."""
    proof_of_life_at: time = time(10)
    proof_of_life_minutes: int = Field(default=180, ge=10, le=720)
    safety_read: bool = True
    safety_read_hours: int = Field(default=72, ge=1, le=168)
    own_message_days: int = Field(default=3, ge=1, le=14)
    """By when a message to a person is read, before the second person gets it."""
    keep_filed_days: int = Field(default=365, ge=0, le=3650)
    """How long a concern is kept after it was filed on the child's record."""
    complaints: Complaints | None = None
    """Shown, besides other ways, to whoever complains of a worker; None: nobody wrote it yet."""
    advocate: Signpost | None = None
    """The advocacy the organisation's young people use; None: the national one."""
    homes: tuple[HomePlan, ...] = ()

    def home(self, name: str) -> HomePlan | None:
        """The plan of one home; None where nothing is written for it."""
        return next((one for one in self.homes if one.home == name), None)
