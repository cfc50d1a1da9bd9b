"""Before anyone is asked: odds from what was printed, and four ways where the answer is no."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Sequence

import pytest

from bot.outgoing import Button
from bot.services.asking import foreseeing
from storage import rounds
from storage.engine import Database
from storage.keys import Keys
from surveys.people.person import Chat
from surveys.protection.odds import Turnout
from tests import agreed
from tests.attacks.field import HOMES, RID, Hearing, House
from tests.attacks.test_comparing import moved_in, sealed, teas


@pytest.fixture
async def house(database: Database, keys: Keys) -> AsyncIterator[House]:
    opened = await House.open(database, keys)
    assert isinstance(opened, House)
    await opened.hire()
    yield opened
    await opened.close()


async def foreseen(house: House) -> str:
    ash = house.staff["Ash"]
    await ash.command("/rounds")
    await ash.press("Start a round")
    await ash.tap("st:who:food-honestly")
    return await agreed.plan_in_chat(ash, "Every home", "A week")


@pytest.mark.full
async def test_a9_odds_come_from_what_was_printed_and_from_no_count(house: House) -> None:
    """Whoever starts a round must not be able to read off how many answered the last.

    The exact counts are changed behind the released result; nothing that is said changes. With
    another printed turnout it does. Fails when a count is looked at.
    """
    both = await moved_in(house, 12)
    before = await foreseen(house)
    await house.launch()
    await sealed(house, teas(both[:10], 2, 4, 4))
    await house.read_and_release()
    house.clock.on(days=60)
    await house.staff["Ash"].press("Throw this plan away")
    said = await foreseen(house)
    async with house.world.database.write() as db:
        turnouts = await foreseeing.turnouts(db)
        await rounds.update_round(db, RID, count_sent=5, count_asked=40)
    await house.staff["Ash"].press("Throw this plan away")
    after = await foreseen(house)

    assert list(turnouts) == [Turnout.OVER_TWO_THIRDS]
    assert _without_days(said) == _without_days(after)
    assert "It could go either way" in before
    assert "It could go either way" not in said
    assert not re.search(r"\b(5|10|40)\b", _without_days(said).replace("fewer than 5", ""))


def _without_days(said: str) -> str:
    return re.sub(r"\d\d? \w+(, \d\d:\d\d)?", "", said)


async def test_d8_a_refusal_offers_four_ways_and_each_button_goes_there(house: House) -> None:
    """Four people in one home, nobody else. From the running bot: the refusal is kind, and each
    way is one tap away and back.

    Fails when a way is missing, or its button leads nowhere.
    """
    for place in range(4):
        await house.move_in(f"Wren{place}", HOMES[0], Chat.TELEGRAM)
    await foreseen(house)
    ash = house.staff["Ash"]
    refused = await ash.press("Propose it")
    ways = [button.label for button in ash.newest.buttons]
    went = {}
    for label in ways:
        went[label] = (await ash.press(label), buttons(ash))
        await ash.tap("st:ways:food-honestly")

    assert "It isn't your fault." in refused
    assert "hides nobody" in refused
    assert ways == [
        "Ask every home together",
        "Have a house talk",
        "Let them write to one person",
        "Ask, and let each of them choose",
    ]
    together, talk, letter, own = (went[label] for label in ways)
    assert "4 people today" in together[0]
    assert "can invite more people" in together[0]
    assert "one home" in talk[0]
    assert any(b.link.endswith("/staff/talks/") for b in talk[1])
    assert "with a name or without" in letter[0]
    assert letter[1][0].press == "om"
    assert "what happens if too few answer" in own[0]
    assert all("Other ways" in [b.label for b in shown] for _, shown in went.values())


@pytest.mark.full
async def test_d8_where_it_can_be_done_the_way_leads_on_to_it(house: House) -> None:
    """Every home together, from a refusal or poor odds: the next tap is a plan for them."""
    await moved_in(house, 8)
    checked = await foreseen(house)
    ash = house.staff["Ash"]
    await ash.press("Other ways to hear them")
    await ash.press("Ask every home together")
    led = await ash.press("Ask 8 people")

    assert "Probably too few will answer" in checked
    assert "What would help most: " in checked
    assert "Asks 8 people." in led
    assert "It asks young people in every home, and people who moved on." in led


@pytest.mark.full
async def test_d8_a_held_round_offers_them_too(house: House) -> None:
    """Too few sent one. Whoever asked is offered what else there is, and hears no number."""
    both = await moved_in(house, 8)
    await house.launch()
    await sealed(house, teas(both[:3], 1, 1, 1))
    ash = house.staff["Ash"]
    listed = await ash.command("/rounds")
    shown = await ash.press("What else for Tea time?")

    assert "held" in listed
    assert shown.startswith("Four ways that stay honest:")
    assert not re.search(r"\b3\b", listed.replace(str(house.clock().year), ""))


def buttons(chatter: Hearing) -> Sequence[Button]:
    return chatter.newest.buttons


async def test_c1_the_ways_are_for_those_who_ask(house: House) -> None:
    """A hand-made press from a young person's account gets the one same reply."""
    (young,) = await moved_in(house, 1)
    chatter = house.at(young.address)
    said = {
        await chatter.tap(code)
        for code in ("st:ways:-", "st:way:all:-", "st:way:own:food-honestly", "st:cmp:x:0:0:k")
    }

    assert said == {"That isn't open to you. Nothing was changed."}
