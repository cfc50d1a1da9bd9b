"""Inviting: one-use ways in, for a named person or as tickets that are nobody's."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from bot.services.refusing import PlanRefused
from bot.services.two_people import accounts_of
from bot.services.world import World
from storage import audit, invites, people, result_doors, rounds, tickets
from storage.invites import Waiting
from surveys.anonymity.result_codes import draw_code
from surveys.anonymity.tickets import draw_codes
from surveys.ids import ParticipantId, RoundId
from surveys.people.crew import forbidden
from surveys.people.person import AgeBand, AgeNoted, Invitation, Kind
from surveys.people.roles import Role
from surveys.rounds.round import Round, State, Way

LONGEST_DAYS = 14
"""Most days a way in may wait to be used (trust.md 2.9)."""

MOST_AT_ONCE = 200
LONGEST_NAME = 40
KIND_OF = {Role.YOUNG_PERSON: Kind.YOUNG_PERSON, Role.EBE: Kind.EBE}
"""What kind of people a role says somebody is; the others are staff."""
LONGEST_PLACE = 60


_CODE_IN_LINK = re.compile(r"[A-Za-z0-9_-]{8,64}$")


class InviteRefused(PlanRefused):
    """Something about the invitations cannot be: the text names it and the way out."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which ways in to make. ``names`` are first names, as many as ``count``, or none.

    ``telegram`` also allows Telegram: off unless an adult turns it on, because its terms ask
    people in the United Kingdom to be 16. ``days`` counts from today, at most 14. ``same_as``
    is another account of the same human being, where the way in is for somebody who has one.
    """

    role: Role
    kind: Kind
    count: int = 1
    home: str = ""
    names: tuple[str, ...] = ()
    telegram: bool = False
    days: int = LONGEST_DAYS
    age: AgeBand | None = None
    same_as: ParticipantId | None = None


@dataclass(frozen=True, slots=True)
class Invite:
    """A way in, while it can still be shown. Only a hash of ``code`` is kept."""

    code: str
    web_link: str
    telegram_link: str | None
    first_name: str
    home: str
    until: date
    role: Role


@dataclass(frozen=True, slots=True)
class Ticket:
    """A slip from a hat, while it can still be printed. Nobody knows whose it is."""

    code: str
    web_link: str
    until: date
    result_code: str = ""
    """What opens the round's result once it is out. The same on every slip of it."""


async def invite(world: World, wanted: Wanted, by: ParticipantId | None = None) -> list[Invite]:
    """Make ways in, bound to a role. ``by`` is None on the command line.

    Raises:
        InviteRefused: A number is out of its range, names are missing, or somebody who may
            not invite asked.
    """
    _check(wanted)
    until = world.today() + timedelta(days=wanted.days)
    names = wanted.names or ("",) * wanted.count
    noted = AgeNoted(wanted.age, world.today()) if wanted.age else None
    made = [_invite(world, wanted, name.strip(), until) for name in names]
    async with world.database.write() as db:
        if by is not None and not await _may_invite(db, world, by):
            raise InviteRefused("only the administrator invites people")
        same_as = await _joined(db, world, wanted)
        for one in made:
            invitation = Invitation(
                role=wanted.role,
                kind=wanted.kind,
                nick=one.first_name,
                home=wanted.home,
                telegram_allowed=wanted.telegram,
                age=noted,
                same_as=same_as,
            )
            await invites.add_invite(db, world.keys, one.code, invitation, until)
        about = f"{wanted.count} × {wanted.role.value}"
        await audit.record(db, at=world.now(), who=by, action="invited", about=about)
    return made


async def list_waiting(world: World) -> list[Waiting]:
    """Ways in that nobody has used yet, as counts. For whom each one is stays encrypted."""
    async with world.database.read() as db:
        return await invites.count_waiting(db, world.today())


async def revoke_waiting(world: World, by: ParticipantId, role: Role, until: date) -> int:
    """Make unused ways in of one role and last day stop working. Returns how many."""
    async with world.database.write() as db:
        if not await _may_invite(db, world, by):
            return 0
        count = await invites.revoke_waiting(db, role, until)
        if count:
            about = f"{count} × {role.value}"
            await audit.record(
                db, at=world.now(), who=by, action="invitations revoked", about=about
            )
    return count


async def revoke_link(world: World, by: ParticipantId, link: str) -> bool:
    """Make one lost way in stop working, from its link or its code.

    Returns:
        False where there is none: used, past its day, never made, or not theirs to revoke.
    """
    code = _CODE_IN_LINK.search(link.strip())
    async with world.database.write() as db:
        if code is None or not await _may_invite(db, world, by):
            return False
        gone = await invites.revoke_invite(db, world.keys, code[0])
        if gone:
            action = "invitation revoked"
            await audit.record(db, at=world.now(), who=by, action=action, about="1")
    return gone


async def _joined(db: AsyncSession, world: World, wanted: Wanted) -> ParticipantId | None:
    """The first account of whoever the way in is for, where they have one already.

    Raises:
        InviteRefused: It is for several, the account is gone, or their roles may not meet.
    """
    if wanted.same_as is None:
        return None
    if wanted.count != 1:
        raise InviteRefused("one person has one more account at a time; leave --count out")
    person = await people.load_person(db, world.keys, wanted.same_as)
    if person is None:
        raise InviteRefused("there is no such account any more; see `earshot people`")
    for account in await accounts_of(db, world, person):
        why = forbidden(account.role, wanted.role)
        if why:
            roles = [one.value.replace("_", " ") for one in (account.role, wanted.role)]
            raise InviteRefused(
                f"{roles[0]} and {roles[1]} may not be one person: {why}. "
                "Way out: somebody else; docs/access.md has the table"
            )
    return person.same_as or person.id


async def _may_invite(db: AsyncSession, world: World, pid: ParticipantId) -> bool:
    person = await people.load_person(db, world.keys, pid)
    return person is not None and person.role.can_manage_people


async def fresh_tickets(world: World, round_: Round) -> list[Ticket]:
    """Codes for a ticket round's unused slips, to print once.

    The codes are drawn anew each time and the ones before stop working, so that no list of
    them lies about. Used slips go on.

    Raises:
        InviteRefused: The round is not a ticket round, or is not open.
    """
    if round_.way is not Way.TICKET or round_.state is not State.OPEN:
        raise InviteRefused(
            f'round "{round_.id}" has no slips to print; tickets are printed while a '
            "ticket round is open"
        )
    codes = draw_codes(round_.count_asked, world.fresh_bytes)
    async with world.database.write() as db:
        count = await tickets.reissue(db, world.keys, round_.id, codes)
        opens = await result_doors.ensure_code(db, round_.id, lambda: draw_code(world.fresh_bytes))
        await audit.record(db, at=world.now(), who=None, action="tickets printed", about=round_.id)
    until = round_.closes_at.astimezone(world.zone).date()
    printed = list(codes[:count])
    world.chance.shuffle(printed)
    return [Ticket(code, f"{world.public_url}/ticket#{code}", until, opens) for code in printed]


async def open_ticket_sitting(
    world: World, ebe_pid: ParticipantId, rid: RoundId, place: str, head_count: int
) -> bool:
    """Let slips work at a place, for as many people as are there.

    Returns:
        False for whoever may not, a round that is not open or not by ticket, a place without
        a name, or a head-count outside 1 to the number of slips: all alike.
    """
    async with world.database.write() as db:
        round_ = await _sitting_round(db, world, ebe_pid, rid)
        fits = 0 < len(place.strip()) <= LONGEST_PLACE
        if round_ is None or not fits or not 1 <= head_count <= round_.count_asked:
            return False
        await tickets.close_sittings(db, rid)
        await tickets.open_sitting(
            db,
            world.keys,
            rid,
            opened_by=ebe_pid,
            place=place.strip(),
            head_count=head_count,
        )
        await audit.record(db, at=world.now(), who=ebe_pid, action="sitting opened", about=rid)
    return True


async def close_ticket_sitting(world: World, ebe_pid: ParticipantId, rid: RoundId) -> bool:
    """End a round's sitting; its slips stop working until the next one."""
    async with world.database.write() as db:
        if await _sitting_round(db, world, ebe_pid, rid) is None:
            return False
        await tickets.close_sittings(db, rid)
        await audit.record(db, at=world.now(), who=ebe_pid, action="sitting closed", about=rid)
    return True


async def _sitting_round(
    db: AsyncSession, world: World, pid: ParticipantId, rid: RoundId
) -> Round | None:
    person = await people.load_person(db, world.keys, pid)
    round_ = await rounds.load_round(db, rid)
    if person is None or not person.role.can_author or round_ is None:
        return None
    return round_ if round_.way is Way.TICKET and round_.state is State.OPEN else None


def _invite(world: World, wanted: Wanted, name: str, until: date) -> Invite:
    code = world.fresh_code()
    in_telegram = wanted.telegram and bool(world.telegram_name)
    return Invite(
        code=code,
        web_link=f"{world.public_url}/join#{code}",
        telegram_link=f"https://t.me/{world.telegram_name}?start={code}" if in_telegram else None,
        first_name=name,
        home=wanted.home,
        until=until,
        role=wanted.role,
    )


def _check(wanted: Wanted) -> None:
    if not 1 <= wanted.count <= MOST_AT_ONCE:
        raise InviteRefused(f"count is {wanted.count}; make 1 to {MOST_AT_ONCE} ways in at a time")
    if not 1 <= wanted.days <= LONGEST_DAYS:
        raise InviteRefused(f"days is {wanted.days}; a way in lasts 1 to {LONGEST_DAYS} days")
    if wanted.role is Role.DUTY_PHONE and not wanted.home.strip():
        raise InviteRefused(
            "a duty phone is a home's: where would it ring? Way out: say which home"
        )
    if wanted.names and len(wanted.names) != wanted.count:
        raise InviteRefused(
            f"{len(wanted.names)} names for {wanted.count} ways in; give as many, or none"
        )
    too_long = [name for name in wanted.names if len(name.strip()) > LONGEST_NAME]
    if too_long or len(wanted.home) > LONGEST_PLACE:
        raise InviteRefused(
            f"a first name has at most {LONGEST_NAME} letters, a home's name {LONGEST_PLACE}"
        )
