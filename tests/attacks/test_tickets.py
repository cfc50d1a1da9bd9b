"""Whoever gathers slips, codes and sign-ins: no slip leads to a person, no code works twice."""

from __future__ import annotations

import asyncio
import hashlib
import os
import re
from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from pathlib import Path
from typing import Any, cast

import pytest
from aiohttp import ClientSession, DummyCookieJar
from aiohttp.test_utils import TestClient

from bot.services.people import enrolling, inviting
from bot.services.people.inviting import Wanted
from storage import rounds
from storage.keys import Keys
from surveys.anonymity.tickets import read_code
from surveys.ids import RoundId
from surveys.people.person import Address, Chat, Kind
from surveys.people.roles import Role
from surveys.rounds.round import Round, State, Way
from tests import agreed
from tests.attacks import intruder
from tests.attacks.field import RID, SURVEY, Hearing, House, Past, a_plan, mark_of, sit
from tests.attacks.intruder import raw
from tests.attacks.looking import browser

FULL = bool(os.environ.get("EARSHOT_FULL"))
HAT = RoundId("hat")
SLIPS = 12
PLACES = (("Snowdrop kitchen", 3), ("Larkspur lounge", 2))


async def hat(house: House) -> tuple[Round, list[str]]:
    """An open ticket round, and its codes in the order they are printed."""
    ash, mo = await house.person("Ash"), await house.person("Mo")
    plan = a_plan(house.clock(), HAT, SURVEY, ash, way=Way.TICKET, tickets=SLIPS)
    async with house.world.database.write() as db:
        await agreed.answered(db, house.world, RID)
        await agreed.launch(db, house.world, plan, ash, mo)
    await house.tick()
    async with house.world.database.read() as db:
        round_ = await rounds.load_round(db, HAT)
    assert round_ is not None
    printed = await inviting.fresh_tickets(house.world, round_)
    return round_, [ticket.code for ticket in printed]


@dataclass
class Slip:
    """A slip that somebody drew, and the browser chat it opened."""

    code: str
    token: str
    pid: bytes
    chatter: Hearing


async def draw(house: House, code: str) -> Slip | None:
    """Use a slip at a tablet."""
    signed = await enrolling.enter_ticket(house.world, code)
    if signed is None:
        return None
    number = await enrolling.whose_token(house.world, signed.token)
    assert number is not None
    await house.deliver()
    chatter = house.at(Address(Chat.WEB, number))
    return Slip(code, signed.token, signed.pid, cast(Hearing, chatter))


async def sittings(house: House, round_: Round, codes: Sequence[str]) -> list[Slip]:
    """Two sittings, at two places; everybody there sends."""
    ash, left = await house.person("Ash"), list(codes)
    drawn: list[Slip] = []
    for place, heads in PLACES:
        assert await inviting.open_ticket_sitting(house.world, ash.id, HAT, place, heads)
        for _ in range(heads):
            slip = await draw(house, left.pop())
            assert slip is not None
            number = len(drawn)
            text = f"Ticketcanary{mark_of(number)} frumious evening"
            await sit(slip.chatter, round_, text=text)
            drawn.append(slip)
        assert await draw(house, left[-1]) is None, "beyond the head-count"
        assert await inviting.close_ticket_sitting(house.world, ash.id, HAT)
    return drawn


async def test_a15_no_slip_leads_to_a_person_and_none_is_left_after_the_seal(
    past: Past, tmp_path: Path
) -> None:
    """A slip is drawn from a hat so that nobody, the program included, knows whose it is.

    Before the seal: no slip's id or code is at any person or account. After it: no id of a
    slip, no sign-in of one and no chat number made from it is on the disk. Fails when the
    seal leaves a slip's sign-ins or its row in the ledger.
    """
    async with past.woken("released", tmp_path) as house:
        house.clock.on(days=70)
        round_, codes = await hat(house)
        slips = await sittings(house, round_, codes)
        before = intruder.tables(tmp_path / "data" / "earshot.db")
        opened = intruder.open_boxes(before, house.world.keys)
        keys, authors = house.world.keys, [(a.chat, a.number) for a in past.everybody]
        house.clock.on(days=8)
        await house.tick()
        await house.world.database.checkpoint()
        sealed = await house.round(HAT)

    pids = [raw(row["pid"]) for row in before["tickets"]]
    people = b"".join(raw(v) for row in before["participants"] for v in row.values())
    people += b"".join([*opened["participants"], *opened["audiences"]])
    assert len(pids) == SLIPS
    assert not any(pid[:6] in people for pid in pids)
    for row in before["tickets"]:
        for chat, number in authors:
            lookup = keys.lookup(chat.value, number)
            assert lookup[:6] not in b"".join(raw(value) for value in row.values())
    signed = {raw(row["pid"]) for row in before["signins"]} & set(pids)
    assert signed == {slip.pid for slip in slips}
    assert intruder.find(tmp_path, [slip.code for slip in slips]) == []

    assert sealed.state is State.SEALED
    assert intruder.holding(tmp_path / "data", [slip.pid for slip in slips]) == []
    readable = b"".join(box for boxes in _open_now(tmp_path).values() for box in boxes)
    for slip in slips:
        assert str(slip.chatter.address.number).encode() not in readable
        signed_in = hashlib.sha256(slip.token.encode()).digest()
        assert intruder.holding(tmp_path / "data", [signed_in]) == []


def _open_now(root: Path) -> dict[str, list[bytes]]:
    rows = intruder.tables(root / "data" / "earshot.db")
    return intruder.open_boxes(rows, Keys.open(root / "keys"))


async def test_a15_slips_do_not_lie_in_the_order_they_were_printed(
    past: Past, tmp_path: Path
) -> None:
    """Who sees the pile being cut must not know which row the third slip is.

    Fails when slips are printed in the order of their rows.
    """
    taus = []
    async with past.woken("released", tmp_path) as house:
        house.clock.on(days=70)
        round_, codes = await hat(house)
        for _ in range(12):
            rows = intruder.tables(tmp_path / "data" / "earshot.db")["tickets"]
            hashes = [raw(row["code_hash"]) for row in rows]
            kept = [hashes.index(house.world.keys.code_hash(code)) for code in codes]
            by_pid = sorted(range(SLIPS), key=lambda at: raw(rows[at]["pid"]))
            taus.append(
                (intruder.kendall(kept), intruder.kendall([by_pid.index(k) for k in kept]))
            )
            codes = [t.code for t in await inviting.fresh_tickets(house.world, round_)]

    spread = sqrt(2 * (2 * SLIPS + 5) / (9 * SLIPS * (SLIPS - 1)))
    for each in zip(*taus, strict=True):
        # Chance is outside 4.5 standard errors once in 150,000.
        assert abs(sum(each) / len(each)) <= 4.5 * spread / sqrt(len(each))


async def test_a15_what_a_sitting_knows_is_its_place_and_no_more(
    past: Past, tmp_path: Path
) -> None:
    """The one who opened it may look at its page all day: it says open, never how many.

    Fails when the page counts the slips that were used.
    """
    async with past.woken("released", tmp_path) as house, browser(house) as pages:
        house.clock.on(days=70)
        round_, codes = await hat(house)
        ash = await house.person("Ash")
        assert await inviting.open_ticket_sitting(house.world, ash.id, HAT, "Snowdrop", 4)
        at = await pages.sign_in(house.staff["Ash"])
        before = await pages.see(f"{at}/staff/sitting/{round_.tag}/")
        assert await draw(house, codes[0])
        assert await draw(house, codes[1])
        after = await pages.see(f"{at}/staff/sitting/{round_.tag}/")

    assert before.startswith("200")
    assert before == after


async def test_a11_slips_beyond_the_head_count_do_not_open(past: Past, tmp_path: Path) -> None:
    """Five at the table and a sixth slip: somebody would answer twice.

    Through the page where codes are typed. Fails when a sitting's seats are not counted.
    """
    async with past.woken("released", tmp_path) as house, browser(house) as pages:
        house.clock.on(days=70)
        _, codes = await hat(house)
        shut = await _type_code(pages.client, "/ticket", codes[0])
        ash = await house.person("Ash")
        assert await inviting.open_ticket_sitting(house.world, ash.id, HAT, "Snowdrop", 5)
        answers = await asyncio.gather(
            *(_type_code(pages.client, "/ticket", code) for code in codes)
        )
        rows = intruder.tables(tmp_path / "data" / "earshot.db")["tickets"]

    assert shut == 403
    assert sorted(answers) == [200] * 5 + [403] * (SLIPS - 5)
    assert sum(cast(int, row["used"]) for row in rows) == 5


@pytest.mark.parametrize("way", ["/join", "/ticket"])
async def test_c2_of_fifty_at_once_one_gets_in(past: Past, tmp_path: Path, way: str) -> None:
    """A photographed link is tried from fifty phones: one person, one sign-in for a link.

    A slip opens its one envelope again at the same tablet, so all of them see that one chat.
    Fails when a code is looked up in one transaction and marked used in another.
    """
    many = 50 if FULL or way == "/join" else 10
    async with past.woken("released", tmp_path) as house, browser(house) as pages:
        house.clock.on(days=70)
        if way == "/join":
            wanted = Wanted(Role.YOUNG_PERSON, Kind.YOUNG_PERSON, home="Tansley House")
            (link,) = await inviting.invite(house.world, wanted)
            code = link.code
        else:
            code = (await hat(house))[1][0]
            ash = await house.person("Ash")
            assert await inviting.open_ticket_sitting(house.world, ash.id, HAT, "Snowdrop", 5)
        before = intruder.tables(tmp_path / "data" / "earshot.db")
        answers = await asyncio.gather(*(_type_code(pages.client, way, code) for _ in range(many)))
        after = intruder.tables(tmp_path / "data" / "earshot.db")

    if way == "/join":
        assert sorted(answers) == [200] + [403] * 49
        assert len(after["participants"]) == len(before["participants"]) + 1
        assert len(after["signins"]) == len(before["signins"]) + 1
    else:
        assert sum(cast(int, row["used"]) for row in after["tickets"]) == 1
        assert {row["left"] for row in after["sittings"]} == {4}
    assert len(re.sub(r"\W", "", code)) * 5 >= 80
    assert read_code(code) or len(code) * 6 >= 128


async def _type_code(client: TestClient[Any, Any], way: str, code: str) -> int:
    """Type a code at a tablet of one's own: it shows no cookie."""
    async with ClientSession(cookie_jar=DummyCookieJar()) as session:
        headers = {"Sec-Fetch-Site": "same-origin"}
        async with session.post(
            client.make_url(way), json={"code": code}, headers=headers
        ) as said:
            return said.status
