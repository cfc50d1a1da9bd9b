"""Knowing who writes: a person, somebody with a ticket, or a stranger; and answering them."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from sqlalchemy.ext.asyncio import AsyncSession

from bot.outgoing import Answer, Outgoing, Say
from bot.services.owing import REPLY, To, owe
from bot.services.world import World
from storage import people, tickets
from storage.outbox import OwedKind
from surveys.ids import ParticipantId, RoundId
from surveys.people.deeds import STRANGER, TICKET
from surveys.people.person import Address, Chat, Desk, Person

TICKET_NUMBERS = 1 << 51
"""Browser chats of tickets are numbered from here; those of people below. A chat number of a
ticket is made from its random pid, so that nothing more is kept to find it again."""


@dataclass(frozen=True, slots=True)
class Sitter:
    """Somebody who came in with a ticket. No name, no row of their own, one round."""

    id: ParticipantId
    rid: RoundId
    address: Address


@dataclass(frozen=True, slots=True)
class Found:
    """What was looked up before this visit's transaction: about what, and the results that say
    it, by their keys."""

    about: str
    keys: tuple[str, ...]


class LookFirst(Exception):
    """A draft has another title, and what is known about that is to be looked up outside the
    transaction: undo it, and begin it anew with what ``looking_up.look_first`` gives."""

    def __init__(self, about: str, pid: ParticipantId) -> None:
        super().__init__("look first")
        self.about, self.pid = about, pid


@dataclass(frozen=True, slots=True)
class Visit:
    """One message or tap: from where, from whom, and what it touched."""

    address: Address
    who: Person | Sitter | None = None
    desk: Desk = field(default_factory=Desk)
    tap: str = ""
    """The id of the tap to answer; empty where they typed."""
    message: int | None = None
    """The message that was tapped, or the one they sent."""
    found: Found | None = None

    @property
    def language(self) -> str:
        """What they read."""
        return self.desk.language

    @property
    def known_as(self) -> str:
        """Whom the table of who may do what knows them as: a role, a ticket or a stranger."""
        if self.who is None:
            return STRANGER
        return TICKET if isinstance(self.who, Sitter) else self.who.role

    @property
    def pid(self) -> ParticipantId | None:
        """The id on their envelope; None for a stranger."""
        return None if self.who is None else self.who.id

    @property
    def typed(self) -> int | None:
        """The message they sent, where they sent one."""
        return None if self.tap else self.message


@dataclass(frozen=True, slots=True)
class Spoken:
    """What a visit is answered with. ``toast`` is said on the tapped button, if one was."""

    said: tuple[Outgoing, ...] = ()
    toast: str = ""
    alert: bool = False
    rid: RoundId | None = None
    """The round whose words these are: they are kept under its draft key."""
    rank: int = REPLY
    kind: OwedKind = "prompt"
    nameless: bool = False
    """They were just forgotten: nothing may be kept under their id any more."""


def spoken(text: str, *, kind: OwedKind = "notice") -> Spoken:
    """One plain message."""
    return Spoken((Say(text=text),), kind=kind)


async def visit(
    db: AsyncSession, world: World, address: Address, *, tap: str = "", message: int | None = None
) -> Visit:
    """Find out whose message or tap this is."""
    if _is_tickets(address):
        return Visit(address, await _sitter(db, address), Desk(), tap, message)
    found = await people.find_with_desk(db, world.keys, address)
    if found is None:
        return Visit(address, None, Desk(), tap, message)
    return Visit(address, *found, tap, message)


async def heard_from(db: AsyncSession, world: World, here: Visit) -> Visit:
    """Note the month in which somebody last wrote or tapped, so that who is long gone can be
    forgotten. Once a month at most, and nothing finer."""
    month = f"{world.today():%Y-%m}"
    if not isinstance(here.who, Person) or here.desk.month == month:
        return here
    desk = replace(here.desk, month=month)
    await people.save_desk(db, world.keys, here.who.id, desk)
    return replace(here, desk=desk)


async def whose(db: AsyncSession, world: World, address: Address) -> Person | Sitter | None:
    """The person or ticket that speaks from an address; None for a stranger."""
    if _is_tickets(address):
        return await _sitter(db, address)
    return await people.find_person(db, world.keys, address)


def _is_tickets(address: Address) -> bool:
    return address.chat is Chat.WEB and address.number >= TICKET_NUMBERS


async def _sitter(db: AsyncSession, address: Address) -> Sitter | None:
    prefix = (address.number - TICKET_NUMBERS).to_bytes(6, "big")
    found = await tickets.find_used(db, prefix)
    return None if found is None else Sitter(found[1], found[0], address)


def ticket_address(pid: ParticipantId) -> Address:
    """Where the chat of a ticket is."""
    return Address(Chat.WEB, TICKET_NUMBERS + int.from_bytes(pid[:6], "big"))


async def utter(db: AsyncSession, world: World, to: Visit, said: Spoken) -> None:
    """Owe what a visit is answered with; a tap is always answered, and first."""
    pid = None if said.nameless else to.pid
    staff = isinstance(to.who, Person) and to.who.role.is_staff
    owed_to = To(to.address, pid, said.rid, said.rank, staff)
    if to.tap:
        answer = Answer(tap=to.tap, text=said.toast, alert=said.alert)
        await owe(db, world, owed_to, answer, kind="answer")
    elif said.toast and not said.alert:
        await owe(db, world, owed_to, Say(text=said.toast), kind="notice")
    await owe(db, world, owed_to, *said.said, kind=said.kind)
