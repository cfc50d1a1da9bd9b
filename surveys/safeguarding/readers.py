"""Care for readers: how long they read at a time, and whom they talk to afterwards."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field

from surveys.safeguarding.plan import Signpost


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Supporter(_Part):
    """A person a reader talks to after reading. Not whoever decides on their work or pay."""

    name: str = Field(min_length=1, max_length=40)
    job: str = Field(min_length=1, max_length=60)
    reach: str = Field(default="", max_length=120)
    """How to reach them: a number, a place and a time, in words."""
    readers: tuple[str, ...] = Field(default=(), max_length=20)
    """The first names of those they are there for; none: for whoever has nobody else."""

    def __str__(self) -> str:
        return f"{self.name}, {self.job}"


NUMBERS = (
    Signpost(name="Samaritans", number="116 123", about="Free, any time, any age"),
    Signpost(name="Shout", number="85258", about="Text SHOUT. Free, any time"),
    Signpost(name="NHS 111", number="111", about="Press 2 when you feel too low to cope"),
    Signpost(name="Emergency", number="999", about="Someone is in danger now"),
)
"""Numbers for readers, who are grown up: Childline would send them on."""


class ReadingCare(_Part):
    """``[reading]`` in an organisation's policy."""

    minutes: int = Field(default=40, ge=10, le=60)
    """How long a slot lasts. Unit: minutes."""
    supporters: tuple[Supporter, ...] = Field(default=(), max_length=12)
    numbers: tuple[Signpost, ...] = Field(default=NUMBERS, min_length=1, max_length=8)
    """Whom readers can ring."""

    def supporter_of(self, name: str) -> Supporter | None:
        """Whom a reader talks to: their own, else who is there for everybody. Never themselves."""
        others = [one for one in self.supporters if one.name.casefold() != name.casefold()]
        own = (one for one in others if name.casefold() in map(str.casefold, one.readers))
        anybody = (one for one in others if not one.readers)
        return next(own, None) or next(anybody, None)
