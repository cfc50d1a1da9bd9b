"""What every use case is given: the database, the keys, the policy, time and chance."""

from __future__ import annotations

import random
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Protocol
from zoneinfo import ZoneInfo

from bot import clock
from bot.services.guessing import WrongCodes
from bot.services.underway import Underway
from storage.engine import Database
from storage.handing import Train
from storage.keys import Keys
from storage.people import Named
from surveys.exports.look import PLAIN, Look
from surveys.ids import RoundId
from surveys.knowing.pieces import Source
from surveys.people.person import Address
from surveys.redaction.roster import Roster
from surveys.safeguarding.policy import Policy

if TYPE_CHECKING:
    from surveys.themes.naming_by_model import Asked, NamedByModel


NameGroup = Callable[["Asked", Roster], Awaitable["NamedByModel | None"]]
"""Asks for a group's name; see ``names_by_model``."""


class Told(Protocol):
    """Whom something was told, of several processes by any: a set of them, but for one."""

    def __contains__(self, what: object, /) -> bool: ...
    def add(self, what: tuple[Address, datetime], /) -> None: ...


class Drawn(Protocol):
    """Take-back words kept ready; see ``bot.services.answers.stretching``."""

    def take(self, rid: RoundId) -> tuple[tuple[str, ...], bytes]:
        """A set of words, and what they stretch to; b"" where that is not ready."""
        ...


class Hand(Protocol):
    """Who delivers what is owed the moment it is committed: the courier, in its own process."""

    lease: timedelta
    """How long a claim lasts."""

    def has_room(self) -> bool:
        """Whether there is room for another."""
        ...

    def take(self, trains: Sequence[Train]) -> None:
        """Deliver what was claimed, after the commit that owes it."""
        ...


@dataclass(frozen=True, slots=True)
class World:
    """Supplied once by the wiring; tests supply their own clock and chance.

    ``public_url`` is the browser chat's address without a slash at its end; ``telegram_name``
    the Telegram bot's username, empty where Telegram is off. ``wake`` tells the courier that
    something new is owed; call it after the commit. ``hand`` takes what may go at once; None
    where this process has no courier. ``backups`` is the directory verified
    backups go to and ``carried`` the files each of them holds too, ``k_min`` the fewest
    envelopes that are opened. ``wrong_codes`` counts for both chats; so does ``take_backs``,
    right words and wrong alike. ``check_failed`` is told each time the check for danger could
    not run. ``roster`` is what ``hiding`` made last, by what it was made of: it is in no ``repr``
    and nowhere but in this memory; so is ``names``, whom it was made of. ``told_of_pause`` are
    the chats that were told of the pause that began then. ``name_group`` asks a language model
    on the organisation's own machine for a group's name; None, as nearly always: there is none.
    ``suggesting`` has, by its place, each board for which themes are being suggested, and how
    far that is. ``drawn`` has take-back words ready, where they are drawn beforehand.
    ``look`` is how a result's files look. ``meanings`` are texts of released results as the
    sentence encoder read them, to look things up by: in this memory alone. ``pieces`` are
    released results taken apart for that, each with a mark of what it was made of.
    """

    database: Database
    keys: Keys
    policy: Policy
    now: Callable[[], datetime] = clock.now
    chance: random.Random = field(default=clock.chance)
    fresh_bytes: Callable[[int], bytes] = clock.fresh_bytes
    fresh_code: Callable[[], str] = clock.fresh_code
    public_url: str = "http://127.0.0.1:8642"
    telegram_name: str = ""
    wake: Callable[[], None] = lambda: None
    hand: Hand | None = None
    drawn: Drawn | None = None
    backups: Path = Path("data-backups")
    carried: tuple[Path, ...] = ()
    k_min: int = 5
    rehearsal: bool = False
    check_failed: Callable[[], None] = lambda: None
    wrong_codes: WrongCodes = field(default_factory=lambda: WrongCodes(clock.now))
    take_backs: WrongCodes = field(default_factory=lambda: WrongCodes(clock.now))
    roster: dict[object, Roster] = field(default_factory=dict, repr=False, compare=False)
    names: dict[bytes, Named] = field(default_factory=dict, repr=False, compare=False)
    told_of_pause: Told = field(default_factory=set[tuple[Address, datetime]])
    steady: Callable[[], datetime] | None = None
    name_group: NameGroup | None = None
    look: Look = PLAIN
    meanings: dict[str, object] = field(default_factory=dict, repr=False, compare=False)
    pieces: dict[RoundId, tuple[int, Source]] = field(
        default_factory=dict, repr=False, compare=False
    )
    suggesting: dict[object, Underway] = field(default_factory=dict, repr=False, compare=False)

    @property
    def zone(self) -> ZoneInfo:
        """The zone that days and wall times are said in."""
        return ZoneInfo(self.policy.zone)

    def surely(self) -> datetime:
        """The instant that has been reached even if the host's clock was just put forward."""
        return self.now() if self.steady is None else min(self.now(), self.steady())

    def today(self) -> date:
        """Today, in the policy's zone."""
        return self.now().astimezone(self.zone).date()
