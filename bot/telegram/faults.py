"""What can go wrong between an update and its commit, and how a handler's fault gets out."""

from __future__ import annotations

from contextvars import ContextVar
from dataclasses import dataclass

from telegram.ext import ApplicationHandlerStop, CallbackContext


class AlreadyTaken(Exception):
    """This update was committed before; nothing is to be done again."""


class NotTaken(Exception):
    """The database is out of reach: the sender's chat must keep the update and bring it again."""


raised: ContextVar[list[Exception]] = ContextVar("raised")
"""What handlers raised while one update was taken. python-telegram-bot swallows it otherwise."""


@dataclass(slots=True)
class Kept:
    """An update out of the inbox. It goes from there with the transaction of its effects."""

    gone: bool = False


from_inbox: ContextVar[Kept | None] = ContextVar("from_inbox", default=None)
"""Set while an update out of the inbox is taken."""


async def on_fault(
    _: object,
    context: CallbackContext[object, object, object, object],  # type: ignore[type-var]
) -> None:
    """Keep the fault for the intake to judge, and let no later handler see the update."""
    if context.error is not None:
        raised.get([]).append(context.error)
    raise ApplicationHandlerStop
