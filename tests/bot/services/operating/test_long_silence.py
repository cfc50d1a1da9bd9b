"""Whoever was silent for too long is told once, kindly, and forgotten if they stay silent."""

from __future__ import annotations

from datetime import date

import pytest

from bot.services.operating import long_silence, purging
from bot.wording.days import dated
from storage import people
from surveys.people.person import Chat
from surveys.people.roles import Role
from surveys.retention import last_day
from tests.bot.chatting import Chats, Chatter

SOON = "I forget you after"


def wait(chats: Chats) -> date:
    """Come to the last six weeks of what began today; return its last day."""
    until = last_day(chats.world.today(), chats.world.policy.retention.people_days)
    chats.clock.on(days=(until - chats.world.today() - long_silence.TOLD_BEFORE).days + 1)
    return until


async def told(chats: Chats, chatter: Chatter) -> list[str]:
    await purging.purge(chats.world)
    await chats.deliver()
    return [text for text in texts(chatter) if SOON in text]


def texts(chatter: Chatter) -> list[str]:
    return [chatter.shown[at].text for at in sorted(chatter.shown)]


async def test_who_was_not_heard_from_for_two_years_is_forgotten_and_who_works_here_is_not(
    chats: Chats,
) -> None:
    """A name and a home of somebody who moved on years ago serve nobody."""
    ann, ben = await chats.add(), await chats.add("Ben")
    ash = await chats.add("Ash", role=Role.EBE, home="")
    for each in (ann, ben):
        await each.type("/start")
    await purging.purge(chats.world)
    chats.clock.on(days=400)
    await ben.type("/start")
    chats.clock.on(days=400)
    await purging.purge(chats.world)
    async with chats.world.database.read() as db:
        left = {p.nick for p in await people.list_people(db, chats.world.keys)}

    assert left == {"Ben", "Ash"}
    assert "I have nothing about you." in await ann.type("/mydata")
    assert "I have nothing about you." not in await ash.type("/mydata")


async def test_whoever_is_asked_in_an_open_round_is_not_forgotten_meanwhile(chats: Chats) -> None:
    """An envelope would vanish under somebody's hands."""
    ann = await chats.add()
    await chats.open_round(ann)
    await purging.purge(chats.world)
    chats.clock.on(days=900)
    await purging.purge(chats.world)

    assert await chats.pid(ann)


async def test_a16_who_asked_to_type_their_words_and_did_not_is_not_marked_for_it(
    chats: Chats,
) -> None:
    """Thinking of it is as private as doing it."""
    ann = await chats.add()
    await ann.tap("takeback")
    async with chats.world.database.read() as db:
        asked = await people.load_desk(db, chats.world.keys, await chats.pid(ann))
    await purging.purge(chats.world)
    async with chats.world.database.read() as db:
        later = await people.load_desk(db, chats.world.keys, await chats.pid(ann))

    assert (asked.waiting, later.waiting) == ("take_back", "")


@pytest.mark.parametrize("chat", Chat)
async def test_whoever_is_soon_forgotten_is_told_once_and_by_day(chats: Chats, chat: Chat) -> None:
    """A kind word, no nagging; a locked phone shows none of it."""
    ann = await chats.add("Ann", chat=chat)
    await ann.type("/start")
    until = wait(chats)
    chats.clock.on(days=-1)
    assert await told(chats, ann) == []

    chats.clock.on(hours=36)
    assert await told(chats, ann) == [], "midnight"
    chats.clock.on(hours=10)
    assert len(await told(chats, ann)) == 1
    chats.clock.on(days=14)
    assert len(await told(chats, ann)) == 1
    assert dated(until) in texts(ann)[-1]


async def test_any_word_keeps_them_and_begins_anew(chats: Chats) -> None:
    """The button is one; so is a single letter. Two years on they are told again."""
    ann, ben = await chats.add(), await chats.add("Ben")
    for each in (ann, ben):
        await each.type("/start")
    wait(chats)
    assert await told(chats, ann)
    assert await told(chats, ben)
    assert await ann.press("I'm still here") == "Nothing was deleted. You stay."
    await ben.type("k")
    wait(chats)

    assert [len(await told(chats, each)) for each in (ann, ben)] == [2, 2]


async def test_who_works_here_or_is_asked_just_now_is_told_nothing(chats: Chats) -> None:
    """They are not forgotten either: it would not be true."""
    ash = await chats.add("Ash", role=Role.EBE, home="")
    ann = await chats.add()
    await ash.type("/start")
    await ann.type("/start")
    wait(chats)
    await chats.open_round(ann)

    assert await told(chats, ash) == []
    assert await told(chats, ann) == []


async def test_who_stays_silent_is_forgotten_on_the_day_that_was_said(chats: Chats) -> None:
    """Told or not, reached or not: nothing is kept for longer than was promised."""
    ann = await chats.add()
    await ann.type("/start")
    wait(chats)
    await told(chats, ann)
    left = []
    for days in (long_silence.TOLD_BEFORE.days - 1, 1):
        chats.clock.on(days=days)
        await purging.purge(chats.world)
        async with chats.world.database.read() as db:
            left.append(len(await people.list_people(db, chats.world.keys)))

    assert left == [1, 0]
