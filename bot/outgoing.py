"""What the bot says, before any chat gets hold of it: neutral values the outbox can keep."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field


class _Outgoing(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Ask(StrEnum):
    """The two ways in which somebody is asked to take part, unasked."""

    INVITATION = "invitation"
    REMINDER = "reminder"


class Button(_Outgoing):
    """A button and what pressing it sends back. ``press`` is at most 64 bytes.

    ``link`` makes it open a page instead (then ``press`` is empty). ``picture`` is the digest of
    the choice's own picture: the browser draws it on the button, Telegram in a collage.
    """

    label: str
    press: str = ""
    link: str = ""
    picture: str = ""


Rows = tuple[tuple[Button, ...], ...]


class Collage(_Outgoing):
    """The pictures of a question's choices, to be drawn as one: numbered, in the choices' order.

    ``pictures`` are digests, 2 to 9 of them (an empty one leaves its tile plain), and ``labels``
    the words under them, as many. ``alt`` says in words what is on it.
    """

    draws: Literal["collage"] = "collage"
    pictures: tuple[str, ...]
    labels: tuple[str, ...] = ()
    alt: str = ""


class Spoke(_Outgoing):
    """One area of a wheel: its name, and its score from 1 to the wheel's points, or none yet."""

    label: str
    score: int | None = None


class WheelPicture(_Outgoing):
    """Areas with their scores, to be drawn round a middle. ``alt`` says the same in words."""

    draws: Literal["wheel"] = "wheel"
    spokes: tuple[Spoke, ...]
    points: int
    alt: str = ""


Drawing = Annotated[Collage | WheelPicture, Field(discriminator="draws")]
"""What is to be drawn. Only this is owed and kept: the picture is made when it is sent."""


class Say(_Outgoing):
    """A new message. Plain text: nothing in it becomes formatting, a link or a mention."""

    does: Literal["say"] = "say"
    text: str
    rows: Rows = ()
    tidy: bool = True
    """Whether "Tidy up" should be able to remove it."""
    unasked: bool = False
    """It comes by itself: a locked phone may show that something waits, and nothing more."""
    ask: Ask | None = None
    """How it asks somebody to take part in a round, if it does: these are counted."""
    guarded: bool = False
    """For staff alone: the chat is asked not to let it be passed on."""
    picture: Drawing | None = None


class Rewrite(_Outgoing):
    """Change a message in place. If it is gone or unchanged, that is fine; ``anew`` says it as a
    new one where it is gone.

    A picture it has stays unless ``picture`` is another.
    """

    does: Literal["rewrite"] = "rewrite"
    message: int
    text: str
    rows: Rows = ()
    picture: Drawing | None = None
    anew: bool = False


class Answer(_Outgoing):
    """Answer a tap: take the waiting mark off the button, and perhaps say something.

    ``text`` is at most 200 characters. ``alert`` shows it until it is closed: how take-back
    words are shown, so that they are in no message.
    """

    does: Literal["answer"] = "answer"
    tap: str
    text: str = ""
    alert: bool = False


class HandOver(_Outgoing):
    """A file: its name, its bytes in base64, a line about it."""

    does: Literal["hand_over"] = "hand_over"
    name: str
    content: str
    media_type: str = "text/html"
    text: str = ""


class ClearUp(_Outgoing):
    """Remove messages from the chat, as far as the chat allows (Telegram: 48 hours)."""

    does: Literal["clear_up"] = "clear_up"
    messages: tuple[int, ...]
    text: str = ""
    """What to say once it is done, with ``{left}`` for how many could not be removed."""


class Leave(_Outgoing):
    """Leave a group or channel: Earshot speaks to one person at a time."""

    does: Literal["leave"] = "leave"


Outgoing = Annotated[
    Say | Rewrite | Answer | HandOver | ClearUp | Leave, Field(discriminator="does")
]
