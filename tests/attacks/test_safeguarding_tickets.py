"""Somebody in danger who came in with a ticket: found by place, person and time, never by name."""

from __future__ import annotations

import hashlib
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import cast
from zoneinfo import ZoneInfo

import pytest

from bot.services.people import inviting
from surveys.rounds.round import State
from surveys.safeguarding.concern import Concern, Source, Telling
from tests.attacks import intruder
from tests.attacks.endangered import NOW, Desk, Watched, shown_words
from tests.attacks.field import HOMES, Past, begin, mark_of, sit
from tests.attacks.intruder import raw
from tests.attacks.looking import browser
from tests.attacks.test_tickets import HAT, Slip, draw, hat

PLACE, SEATS = f"{HOMES[0]}, blue tablet", 3


@asynccontextmanager
async def sitting_in(past: Past, into: Path) -> AsyncIterator[tuple[Watched, Slip, list[str]]]:
    """A ticket round, a sitting in it, and one who is asked what they would change; with the
    slips that are left."""
    async with past.woken("released", into) as woken:
        house = cast(Watched, woken)
        house.__class__ = Watched
        await house.man()
        house.clock.on(days=70)
        round_, codes = await hat(house)
        ash = await house.person("Ash")
        assert await inviting.open_ticket_sitting(house.world, ash.id, HAT, PLACE, SEATS)
        ann = await draw(house, codes[0])
        assert ann is not None
        house.clock.on(minutes=7)
        await begin(ann.chatter, round_)
        await ann.chatter.press("At six")
        yield house, ann, codes[1:]


async def danger(house: Watched, slip: Slip) -> tuple[str, Concern]:
    """They write that they are in danger; what they read, and what is kept."""
    said = await slip.chatter.type(NOW)
    (concern,) = await house.kept()
    return said, concern


async def test_g6_words_with_a_ticket_reach_the_lead_with_the_place_and_no_name(
    past: Past, tmp_path: Path
) -> None:
    """Told first that it is where they sit that is told; then the lead is pinged without content,
    and reads the words, the place, the home's own numbers, who opened the sitting and when, and
    that nobody knows the name.

    Fails when the place is not kept with the concern, or the card looks for a name.
    """
    async with sitting_in(past, tmp_path) as (house, ann, _), browser(house) as pages:
        before = {nick: len(one.heard) for nick, one in house.staff.items()}
        said, concern = await danger(house, ann)
        at_once = [nick for nick, one in house.staff.items() if len(one.heard) > before[nick]]
        told = await house.after(seconds=10)
        desk = await Desk.of(pages, house.staff["Mina"])
        page = shown_words(await desk.see(f"concerns/{concern.handle}/"))
        opened = house.clock.at.astimezone(ZoneInfo("Europe/London"))

    assert "They get your words, and where you are sitting. I don't know your name." in said
    assert "that it's you" not in said
    assert said.index("I'm telling Mina") < said.index("where you are sitting")
    assert at_once == []
    assert list(told) == ["Mina"]
    assert told["Mina"] == [
        f"A concern needs you: {concern.handle}, urgent. Sign in to Earshot to read it."
    ]
    assert NOW in page
    assert f"At {PLACE}" in page
    assert re.search(rf"Ash, Expert by Experience opened it, {opened:%A} {opened.day} ", page)
    assert "Somebody with a ticket. No name is kept." in page
    assert "07700 900123" in page
    assert (concern.source, concern.telling) == (Source.ANSWER, Telling.TOLD_FIRST)
    assert (concern.home, concern.nick, concern.severity) == ("", "", 3)


async def test_g6_who_opened_the_sitting_is_theirs_and_not_the_next_ones(
    past: Past, tmp_path: Path
) -> None:
    """Kit has opened the round's next sitting elsewhere; somebody of the first still types.

    Fails when the card shows whoever opened a sitting last.
    """
    async with sitting_in(past, tmp_path) as (house, ann, _), browser(house) as pages:
        kit = await house.person("Kit")
        assert await inviting.open_ticket_sitting(house.world, kit.id, HAT, HOMES[1], 3)
        _, concern = await danger(house, ann)
        desk = await Desk.of(pages, house.staff["Mina"])
        page = shown_words(await desk.see(f"concerns/{concern.handle}/"))

    assert f"At {PLACE}" in page
    assert "Ash, Expert by Experience opened it" in page
    assert "Kit, " not in page
    assert HOMES[1] not in page


@pytest.mark.full
async def test_g8_nobody_can_open_who_it_was_for_there_is_nothing_to_open(
    past: Past, tmp_path: Path
) -> None:
    """Two people, the whole disk and every key: the slip's id leads to no person."""
    async with sitting_in(past, tmp_path) as (house, ann, _), browser(house) as pages:
        _, concern = await danger(house, ann)
        await house.after(seconds=10)
        mina = await Desk.of(pages, house.staff["Mina"])
        await mina.press(f"concerns/{concern.handle}/ask")
        dee = await Desk.of(pages, house.staff["Dee"])
        await dee.press(f"concerns/{concern.handle}/open")
        page = shown_words(await mina.see(f"concerns/{concern.handle}/"))
        rows = intruder.tables(tmp_path / "data" / "earshot.db")

    assert "Somebody with a ticket. No name is kept." in page
    assert not any(author.nick in page for author in past.everybody)
    assert concern.author == ann.pid
    people = b"".join(raw(value) for row in rows["participants"] for value in row.values())
    assert ann.pid[:6] not in people


@pytest.mark.full
async def test_x2_after_the_seal_their_words_take_back_their_answers_and_not_the_concern(
    past: Past, tmp_path: Path
) -> None:
    """They send, the round is sealed, and the six words find exactly theirs; what danger made
    them write was torn out before and lies with the lead alone, whose card stays whole. The
    slip's id is nowhere but in the locked concern, and leads nowhere."""
    async with sitting_in(past, tmp_path) as (house, ann, codes), browser(house) as pages:
        _, concern = await danger(house, ann)
        for label in ("My words", "Rip mine up", "Send"):
            await ann.chatter.press(label)
        words = ann.chatter.popups[-1].splitlines()[1]
        await the_others_send(house, codes)
        house.clock.on(days=8)
        await house.tick()
        assert (await house.round(HAT)).state is State.SEALED
        sealed = _answers(house, tmp_path)
        helper = house.of(past.authors[0])
        await helper.command("/takeback")
        said = await helper.type(words)
        await helper.command("/takeback")
        again = await helper.type(words)
        left = _answers(house, tmp_path)
        kept = [one.words for one in await house.kept()]
        desk = await Desk.of(pages, house.staff["Mina"])
        page = shown_words(await desk.see(f"concerns/{concern.handle}/"))
        await house.world.database.checkpoint()

    assert len(sealed) - len(left) == 2  # their choice, and the empty place of their words
    assert not any(b"kill" in box for box in sealed)
    assert said == again
    assert kept == [NOW]
    assert f"At {PLACE}" in page
    assert "Somebody with a ticket. No name is kept." in page
    assert intruder.holding(tmp_path / "data", [ann.pid]) == []
    signed_in = hashlib.sha256(ann.token.encode()).digest()
    assert intruder.holding(tmp_path / "data", [signed_in]) == []
    assert intruder.find(tmp_path, [NOW.split()[0], ann.code]) == []


async def the_others_send(house: Watched, codes: list[str]) -> None:
    """Two more at the tablet, and three at another home the next day."""
    ash, round_ = await house.person("Ash"), await house.round(HAT)
    for place, heads in ((PLACE, SEATS - 1), (HOMES[1], 3)):
        if place != PLACE:
            assert await inviting.open_ticket_sitting(house.world, ash.id, HAT, place, heads)
        for _ in range(heads):
            slip = await draw(house, codes.pop())
            assert slip is not None
            text = f"Ticketcanary{mark_of(len(codes))} frumious evening"
            await sit(slip.chatter, round_, text=text)


def _answers(house: Watched, root: Path) -> list[bytes]:
    rows = intruder.tables(root / "data" / "earshot.db")
    theirs = [row for row in rows["answers"] if row["rid"] == str(HAT)]
    return intruder.open_boxes({**rows, "answers": theirs}, house.world.keys)["answers"]


@pytest.mark.full
async def test_x3_forgetting_the_ticket_leaves_the_concern_and_says_so(
    past: Past, tmp_path: Path
) -> None:
    """They press "forget me": envelope and slip go; what was passed on stays, named as staying;
    the lead's card still has the place, and the route goes on to the deputy."""
    async with sitting_in(past, tmp_path) as (house, ann, _), browser(house) as pages:
        _, concern = await danger(house, ann)
        await house.after(seconds=10)
        said = await ann.chatter.command("/deleteme")
        said += await ann.chatter.tap("eraseyes")
        told = await house.after(minutes=10)
        desk = await Desk.of(pages, house.staff["Mina"])
        page = shown_words(await desk.see(f"concerns/{concern.handle}/"))
        (after,) = await house.kept()

    assert "Mina, safeguarding lead" in said
    assert "forgot your ticket" in said
    assert any("concern needs you" in text for text in told["Dee"])
    assert after.words == NOW
    assert f"At {PLACE}" in page
    assert "No name is kept." in page
    assert "Ash, Expert by Experience opened it" in page
