"""What the wiring hands the browser chat: one record, kept in the application."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from aiohttp import web

from bot.services.people.locking import Locks, NoLocks
from bot.services.results.opening import Out
from bot.services.world import World
from bot.webchat.desk import ChatDesk
from bot.webchat.places import Network
from surveys.people.person import Address


class SignedIn(Protocol):
    """Somebody has been let in: where their chat is, and the secret that opens it again."""

    @property
    def slot(self) -> str:
        """A short name for their chat's address. Not a secret."""
        ...

    @property
    def token(self) -> str:
        """At least 128 random bits. Only its hash is kept."""
        ...


async def _nobody(number: int) -> bool:
    return False


async def _nothing_yet() -> list[list[str]]:
    return []


async def _nothing_out() -> Sequence[Any]:
    return ()


@dataclass(frozen=True, slots=True)
class Calls:
    """What the page asks of the rest of the program.

    Args:
        take: Handle one raw update to its commit. Raises when it was not taken: the page will
            send it again.
        enrol: Use up a personal link's code.
        enter_ticket: Open or reopen a chat with a ticket's code.
        whose: The number of the chat that this token opens, or None.
        on_open: A page has been opened: deliver what waits for it.
        healthy: Whether the program is doing its work.
        lacking: What keeps it from serving now, each in a word; nothing when it can.
        locks: The picture locks.
        sends_files: Whether the chat of this number is an author's, who may send a file.
        came_of_slips: What came of rounds by slip, each in lines, for a tablet's first page.
        results_of_slips: The rounds by slip whose result opens from there.
    """

    take: Callable[[dict[str, Any]], Awaitable[None]]
    enrol: Callable[[str], Awaitable[SignedIn | None]]
    enter_ticket: Callable[[str], Awaitable[SignedIn | None]]
    whose: Callable[[str], Awaitable[int | None]]
    on_open: Callable[[Address], Awaitable[None]]
    healthy: Callable[[], bool] = lambda: True
    lacking: Callable[[], Awaitable[Sequence[str]]] = _nothing_out
    locks: Locks = field(default_factory=NoLocks)
    sends_files: Callable[[int], Awaitable[bool]] = _nobody
    came_of_slips: Callable[[], Awaitable[list[list[str]]]] = _nothing_yet
    results_of_slips: Callable[[], Awaitable[Sequence[Out]]] = _nothing_out


@dataclass(frozen=True, slots=True)
class Site:
    """Everything a route needs. ``framed`` lets our own demo page show chats side by side.

    ``proxies`` are our own: only they are believed about where a request comes from.
    """

    world: World
    desk: ChatDesk
    calls: Calls
    framed: bool = False
    proxies: tuple[Network, ...] = ()

    @property
    def private_wire(self) -> bool:
        """Whether people reach us over TLS, so that cookies may insist on it."""
        return self.world.public_url.startswith("https:")


SITE = web.AppKey("site", Site)
