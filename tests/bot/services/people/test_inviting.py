"""Inviting: one-use ways in, bound to a role, hashed, with a last day."""

from __future__ import annotations

import asyncio
import math
from dataclasses import replace
from pathlib import Path

import pytest

from bot.services.people import inviting
from bot.services.people.inviting import InviteRefused, Wanted
from bot.services.people.printing import invite_sheet, ticket_sheet
from storage import audit, invites, rounds, tickets
from surveys.anonymity.tickets import ALPHABET, LENGTH
from surveys.ids import ParticipantId, RoundId
from surveys.people.person import Kind
from surveys.people.roles import Role
from surveys.rounds.round import Round, State, Way
from tests.bot.after_seal.house import House, a_round

YOUNG = Wanted(Role.YOUNG_PERSON, Kind.YOUNG_PERSON, home="Maple House")


async def test_c2_of_fifty_who_try_a_code_at_once_one_gets_in(house: House) -> None:
    """C2: a photographed slip must not let two people in."""
    (made,) = await inviting.invite(house.world, YOUNG)

    async def claim() -> object:
        async with house.world.database.write() as db:
            today = house.world.today()
            return await invites.claim_invite(db, house.world.keys, made.code, today)

    claimed = await asyncio.gather(*(claim() for _ in range(50)))

    assert sum(one is not None for one in claimed) == 1


def everything_stored(house: House) -> bytes:
    file = Path(house.world.database.url.split("///")[-1])
    return file.read_bytes() + file.with_name(file.name + "-wal").read_bytes()


@pytest.mark.sqlite_only
async def test_c2_codes_are_long_fresh_and_only_their_hash_is_kept(house: House) -> None:
    """C2: at least 128 bits, and whoever copies the database holds no way in."""
    made = await inviting.invite(house.world, replace(YOUNG, count=12))
    codes = {one.code for one in made}

    assert len(codes) == 12
    assert all(len(code) * math.log2(64) >= 128 for code in codes)
    stored = everything_stored(house)
    assert not any(code.encode() in stored for code in codes)


@pytest.mark.sqlite_only
async def test_c2_a_way_in_ends_after_its_last_day_and_keeps_its_role(house: House) -> None:
    """C2: expiring, role-bound."""
    wanted = Wanted(Role.READER, Kind.STAFF, names=("Val",), days=3)
    (made,) = await inviting.invite(house.world, wanted)
    async with house.world.database.write() as db:
        keys, today = house.world.keys, house.world.today()
        peeked = await invites.peek_invite(db, keys, made.code, today)
        last = await invites.peek_invite(db, keys, made.code, made.until)
        late = made.until.fromordinal(made.until.toordinal() + 1)
        gone = await invites.claim_invite(db, keys, made.code, late)

    assert peeked == last
    assert peeked is not None
    assert (peeked.role, peeked.nick) == (Role.READER, "Val")
    assert (made.until - today).days == 3
    assert gone is None


@pytest.mark.sqlite_only
async def test_telegram_is_off_unless_an_adult_turns_it_on(house: House) -> None:
    """Its UK terms ask for 16; most residents are younger."""
    (off,) = await inviting.invite(house.world, YOUNG)
    (on,) = await inviting.invite(house.world, replace(YOUNG, telegram=True))

    assert off.telegram_link is None
    assert on.telegram_link == f"https://t.me/EarshotBot?start={on.code}"
    assert on.web_link == f"http://127.0.0.1:8642/join#{on.code}"


@pytest.mark.sqlite_only
@pytest.mark.parametrize(
    "wanted",
    [
        replace(YOUNG, count=0),
        replace(YOUNG, count=201),
        replace(YOUNG, days=15),
        replace(YOUNG, days=0),
        replace(YOUNG, count=2, names=("Kit",)),
        replace(YOUNG, names=("K" * 41,)),
    ],
)
async def test_what_cannot_be_is_refused_and_nothing_is_made(house: House, wanted: Wanted) -> None:
    """An operator's slip is named, with its limit."""
    with pytest.raises(InviteRefused, match=r"\d"):
        await inviting.invite(house.world, wanted)
    async with house.world.database.read() as db:
        assert await audit.list_audit(db) == []


@pytest.mark.sqlite_only
@pytest.mark.parametrize("name", ["Sam", "Kit", "Jo", "Mo", "Mina", "yp0"])
async def test_c1_only_the_administrator_invites(house: House, name: str) -> None:
    """C1: whoever could invite could become anybody."""
    with pytest.raises(InviteRefused):
        await inviting.invite(house.world, YOUNG, by=house.pid(name))
    assert len(await inviting.invite(house.world, YOUNG, by=house.pid("Lee"))) == 1


@pytest.mark.sqlite_only
async def test_the_trail_says_how_many_were_invited_and_not_who(house: House) -> None:
    """It is read by people who need no names."""
    await inviting.invite(house.world, replace(YOUNG, count=2, names=("Kit", "Bea")))
    async with house.world.database.read() as db:
        (entry,) = await audit.list_audit(db)

    assert (entry.action, entry.about) == ("invited", "2 × young_person")


@pytest.mark.sqlite_only
async def test_a_sheet_is_printed_from_what_was_made(house: House) -> None:
    """From invitation to paper, for both kinds of people."""
    young = await inviting.invite(house.world, replace(YOUNG, names=("Kit",), telegram=True))
    staff = await inviting.invite(house.world, Wanted(Role.READER, Kind.STAFF))

    assert invite_sheet(young).startswith(b"%PDF")
    assert invite_sheet(staff).startswith(b"%PDF")


async def open_ticket_round(house: House, count: int = 6) -> Round:
    round_ = replace(
        a_round(State.OPEN, count=None, way=Way.TICKET), id=RoundId("hat"), count_asked=count
    )
    house.world.keys.make_round_keys(round_.id)
    async with house.world.database.write() as db:
        await rounds.add_round(db, round_)
        slips = {f"made at opening {n}": ParticipantId(bytes([n]) * 16) for n in range(count)}
        await tickets.add_tickets(db, house.world.keys, round_.id, slips)
    return round_


async def use(house: House, code: str) -> bool:
    async with house.world.database.write() as db:
        return await tickets.claim_ticket(db, house.world.keys, code) is not None


@pytest.mark.sqlite_only
async def test_a_printed_ticket_works_only_while_a_sitting_is_open(house: House) -> None:
    """2.2: a slip in the wrong pocket opens nothing the night before."""
    round_ = await open_ticket_round(house)
    made = await inviting.fresh_tickets(house.world, round_)
    kit = house.pid("Kit")
    assert not await use(house, made[0].code)

    assert await inviting.open_ticket_sitting(house.world, kit, round_.id, "Maple House", 2)
    assert [await use(house, one.code) for one in made[:3]] == [True, True, False]
    assert await inviting.close_ticket_sitting(house.world, kit, round_.id)
    assert not await use(house, made[3].code)
    assert ticket_sheet(made).startswith(b"%PDF")
    assert all(len(one.code.replace("-", "")) == LENGTH for one in made)
    assert all(set(one.code) <= set(ALPHABET) | {"-"} for one in made)


@pytest.mark.sqlite_only
async def test_printing_again_ends_the_slips_that_were_not_used(house: House) -> None:
    """A sheet left in a printer is worth nothing once the next is printed."""
    round_ = await open_ticket_round(house)
    first = await inviting.fresh_tickets(house.world, round_)
    await inviting.open_ticket_sitting(house.world, house.pid("Kit"), round_.id, "Here", 6)
    assert await use(house, first[0].code)
    second = await inviting.fresh_tickets(house.world, round_)

    assert len(second) == 5
    assert not await use(house, first[1].code)
    assert await use(house, second[0].code)
    assert await use(house, first[0].code)


@pytest.mark.sqlite_only
@pytest.mark.parametrize("name", ["Sam", "Jo", "Mo", "Mina", "Lee", "yp0"])
async def test_c1_only_an_expert_by_experience_opens_a_sitting(house: House, name: str) -> None:
    """2.2: the EbE who sat there is what an alert from a ticket can name."""
    round_ = await open_ticket_round(house)
    pid = house.pid(name)

    assert not await inviting.open_ticket_sitting(house.world, pid, round_.id, "Here", 2)
    assert not await inviting.close_ticket_sitting(house.world, pid, round_.id)


@pytest.mark.sqlite_only
@pytest.mark.parametrize(
    ("place", "heads"), [("", 2), ("  ", 2), ("x" * 61, 2), ("A", 0), ("A", 7)]
)
async def test_a_sitting_needs_a_place_and_no_more_heads_than_slips(
    house: House, place: str, heads: int
) -> None:
    """A11: tickets beyond the confirmed head-count do not open."""
    round_ = await open_ticket_round(house)
    kit = house.pid("Kit")

    assert not await inviting.open_ticket_sitting(house.world, kit, round_.id, place, heads)


@pytest.mark.sqlite_only
async def test_a_sitting_opened_twice_does_not_add_its_seats(house: House) -> None:
    """A11: two sittings side by side would let in twice as many as sit there."""
    round_ = await open_ticket_round(house)
    made = await inviting.fresh_tickets(house.world, round_)
    kit = house.pid("Kit")
    for _ in range(2):
        await inviting.open_ticket_sitting(house.world, kit, round_.id, "Here", 2)

    assert sum([await use(house, one.code) for one in made]) == 2


@pytest.mark.sqlite_only
async def test_tickets_are_printed_only_for_an_open_ticket_round(house: House) -> None:
    """Anything else is refused with what to do."""
    with pytest.raises(InviteRefused, match="no slips to print"):
        await inviting.fresh_tickets(house.world, a_round(State.OPEN))
