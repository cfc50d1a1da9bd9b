"""The organisation's policy: the names and numbers that the bot's promises are made of."""

from __future__ import annotations

import hashlib

from pydantic import BaseModel, ConfigDict, Field, field_validator

from surveys.exports.look import COLOUR, refusal
from surveys.people.quiet import Quiet
from surveys.retention import Retention
from surveys.safeguarding.plan import Plan, Signpost
from surveys.safeguarding.readers import ReadingCare


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Contact(_Part):
    """A person with a job, as the bot says them: "Sam, safeguarding lead"."""

    name: str = Field(min_length=1, max_length=40)
    job: str = Field(min_length=1, max_length=60)
    number: str = Field(default="", max_length=40)
    """Where a young person reaches them, if they cannot be written to in chat; "" for nowhere."""

    def __str__(self) -> str:
        return f"{self.name}, {self.job}"


class Appearance(_Part):
    """How the files of a result look."""

    colour: str = COLOUR
    """The organisation's colour, ``#rrggbb``: headings and bars are made of it."""

    @field_validator("colour")
    @classmethod
    def _readable(cls, value: str) -> str:
        if why := refusal(value):
            raise ValueError(why)
        return value


class Policy(_Part):
    """What the three screens and the help card are generated from."""

    organisation: str = Field(min_length=1, max_length=80)
    keeper_of_the_computer: Contact
    """Who could open envelopes if they broke the rules: told to everyone before question one."""
    safeguarding_lead: Contact
    safeguarding_deputy: Contact | None = None
    """Told next, when the lead has not opened a concern in time."""
    outside_person: Contact | None = None
    """Told after that: from outside the organisation's own line."""
    lawful_basis: str = Field(default="not yet decided", max_length=200)
    numbers: tuple[Signpost, ...] = Field(min_length=3, max_length=12)
    zone: str = "Europe/London"
    retention: Retention = Retention()
    """How long each class of data is kept, where an organisation may decide it."""
    reading: ReadingCare = ReadingCare()
    """How long readers read at a time, and whom they talk to afterwards."""
    quiet: Quiet = Quiet()
    """When nobody is written to unasked, and how often at most, where they chose nothing."""
    look: Appearance = Appearance()
    """How the files of a result look; no promise, and so in no fingerprint."""
    plan: Plan = Plan()
    """What is done when somebody may be in danger; read from ``safeguarding.toml``."""

    def limits_mark(self) -> str:
        """A short mark of everything the limits screen says of this policy: twelve letters.

        Another mark means that whoever accepted the limits before accepted other ones.
        """
        plan = self.plan
        said = (
            str(self.safeguarding_lead),
            str(self.keeper_of_the_computer),
            plan.sev2_no_reply,
            *plan.choice_categories,
            str(plan.offer_minutes),
            str(plan.safety_read),
        )
        return hashlib.sha256("|".join(map(str, said)).encode()).hexdigest()[:12]

    def fingerprint(self) -> str:
        """A SHA-256 of the whole policy, kept with a round so that what was said can be shown."""
        return hashlib.sha256(self.model_dump_json(exclude={"look"}).encode()).hexdigest()


EMERGENCY = Signpost(name="Emergency", number="999", about="Someone is in danger now")
DEFAULT_NUMBERS = (
    EMERGENCY,
    Signpost(
        name="Childline",
        number="0800 1111",
        about="Free, any time, under 19. It isn't on the bill",
    ),
    Signpost(name="Shout", number="85258", about="Text SHOUT. Free, any time"),
    Signpost(name="Samaritans", number="116 123", about="Free, any time, any age"),
    Signpost(
        name="NHS 111",
        number="111",
        about="Press 2 when you feel too low to cope. Free, any time",
        fits=("self_harm", "medical"),
    ),
    Signpost(
        name="HOPELINE247",
        number="0800 068 4141",
        about="If you think of ending your life. Free, under 35",
        fits=("self_harm",),
    ),
    Signpost(
        name="Runaway Helpline",
        number="116 000",
        about="Call or text. If you ran away, or might. Free",
        fits=("missing", "exploitation"),
    ),
    Signpost(
        name="Coram Voice Always Heard",
        number="0808 800 5792",
        about="Someone on your side about your care. Free",
        fits=("staff_abuse",),
        hours="Mon-Fri 10:00-16:00",
    ),
    Signpost(
        name="Help at Hand",
        number="0800 528 0731",
        about="The Children's Commissioner's people, for your rights in care. Free",
        fits=("staff_abuse",),
        hours="Mon-Fri 09:00-17:00",
    ),
    Signpost(
        name="Become",
        number="0800 023 2033",
        about="Advice on care and leaving care. Free",
        hours="Mon-Fri 10:00-16:00",
    ),
    Signpost(
        name="Ofsted",
        number="0300 123 1231",
        about="They check homes. If yours isn't safe",
        fits=("staff_abuse",),
        hours="Mon-Fri 09:00-17:00",
    ),
    Signpost(
        name="Report Remove",
        number="childline.org.uk",
        about="Search there for Report Remove. It gets a nude picture of you taken down",
        fits=("exploitation",),
    ),
)
"""Signposts from public sources (see docs/safeguarding.md for what could not be checked); an
organisation rings every one, and says when."""
