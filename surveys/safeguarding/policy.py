"""The organisation's policy: the names and numbers that the bot's promises are made of."""

from __future__ import annotations

import hashlib

from pydantic import BaseModel, ConfigDict, Field

from surveys.safeguarding.plan import Plan, Signpost


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Contact(_Part):
    """A person with a job, as the bot says them: "Sam, safeguarding lead"."""

    name: str = Field(min_length=1, max_length=40)
    job: str = Field(min_length=1, max_length=60)

    def __str__(self) -> str:
        return f"{self.name}, {self.job}"


class Policy(_Part):
    """What the three screens and the help card are generated from."""

    organisation: str = Field(min_length=1, max_length=80)
    keeper_of_the_computer: Contact
    """Who could open envelopes if they broke the rules: told to everyone before question one."""
    safeguarding_lead: Contact
    lawful_basis: str = Field(default="not yet decided", max_length=200)
    numbers: tuple[Signpost, ...] = Field(min_length=3, max_length=12)
    zone: str = "Europe/London"
    plan: Plan = Plan()
    """What is done when somebody may be in danger; read from ``safeguarding.toml``."""

    def fingerprint(self) -> str:
        """A SHA-256 of the whole policy, kept with a round so that what was said can be shown."""
        return hashlib.sha256(self.model_dump_json().encode()).hexdigest()


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
        name="Coram Voice Always Heard",
        number="0808 800 5792",
        about="Someone on your side about your care",
    ),
)
"""Signposts from public sources (see docs/trust.md); an organisation re-verifies them."""
