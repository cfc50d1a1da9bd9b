"""Gathering an evidence pack: released results, talks that were let go, of one home or of all."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from bot.services.results import evidencing
from bot.services.results.evidencing import HomeRefused, Paper, Wanted
from storage import audiences, audit, rounds, talks
from storage.engine import Database
from storage.keys import Keys
from surveys.ids import RoundId
from surveys.people.audience import asking
from surveys.people.person import Kind
from surveys.people.roles import Role
from surveys.reports.model import FORM_VERSION
from surveys.rounds.round import State
from surveys.talks.talk import Stage, Talk
from tests.bot.after_seal.house import House, a_round, build_house
from tests.bot.services.results.test_reporting import released
from tests.surveys.reports.evidence import a_talk, pack_of

ALL = Wanted("", date(2026, 6, 1), date(2026, 12, 31))
MAPLE = replace(ALL, home="Maple House")
BIRCH = replace(ALL, home="Birch House")


@pytest.fixture
async def house(database: Database, keys: Keys) -> House:
    return await build_house(database, keys)


async def talked(house: House, home: str, stage: Stage, told: str = "") -> None:
    rid = RoundId(f"talk-{home[:5]}-{stage.value}".lower())
    keys = house.world.keys
    keys.make_round_keys(rid)
    talk = Talk(
        id=rid,
        stage=stage,
        title="The garden",
        prompts=("What should we keep?",),
        home=home,
        host=house.pid("Kit"),
        decider="Mo, director",
        hears_by=date(2026, 12, 9),
        on=date(2026, 11, 2),
        told=told,
    )
    async with house.world.database.write() as db:
        await talks.add_talk(db, keys, talk)
        await talks.save_result(db, keys, rid, a_talk().result)


async def ask(house: House, name: str, *, homes: frozenset[str] = frozenset()) -> None:
    """A round that too few answered, of these homes or of all."""
    round_ = replace(a_round(State.HELD, count=2), id=RoundId(name), tag=name[:6].ljust(6, "0"))
    async with house.world.database.write() as db:
        await rounds.add_round(db, round_)
        rule = asking(frozenset({Kind.YOUNG_PERSON}), homes)
        await audiences.set_audience(db, house.world.keys, round_.id, rule)


async def test_a_released_round_stands_in_the_pack_of_every_home_alike(house: House) -> None:
    """Reach is of the whole joint round: no pack is about a home's part of it."""
    await released(house)

    one = await evidencing.gather(house.world, MAPLE, by=None)
    other = await evidencing.gather(house.world, BIRCH, by=None)

    assert [each.title for each in one.rounds] == ["House meetings"]
    assert one.rounds == other.rounds


async def test_a_round_that_is_not_released_is_in_no_pack(house: House) -> None:
    """Those who were asked see it first; a pack is no way round that."""
    await released(house)
    house.clock.on(hours=-1)

    pack = await evidencing.gather(house.world, ALL, by=house.pid("Jo"))

    assert pack.rounds == ()


async def test_a_round_that_asked_other_homes_is_in_their_packs_only(house: House) -> None:
    """By its rule, never by who was there that day."""
    await ask(house, "maple0", homes=frozenset({"Maple House", "Rowan House"}))
    await ask(house, "everyone")

    maple = await evidencing.gather(house.world, MAPLE, by=None)
    birch = await evidencing.gather(house.world, BIRCH, by=None)
    every = await evidencing.gather(house.world, ALL, by=None)

    assert [len(each.rounds) for each in (maple, birch, every)] == [2, 1, 2]
    assert all(one.report is None for one in every.rounds)


async def test_a_house_talk_stands_in_its_own_homes_pack_and_in_no_others(house: House) -> None:
    """A manager never sees another home."""
    await talked(house, "Maple House", Stage.RELEASED)
    await talked(house, "Maple House", Stage.READ)
    await talked(house, "Birch House", Stage.ANSWERED, told="It stays.")

    maple = await evidencing.gather(house.world, MAPLE, by=None)
    birch = await evidencing.gather(house.world, BIRCH, by=None)
    every = await evidencing.gather(house.world, ALL, by=None)

    assert [one.told for one in maple.talks] == [""]
    assert [one.told for one in birch.talks] == ["It stays."]
    assert len(every.talks) == 2


async def test_what_closed_on_another_day_is_in_another_pack(house: House) -> None:
    """Half years follow each other: nothing is counted twice."""
    await released(house)

    earlier = replace(ALL, first=date(2026, 1, 1), last=date(2026, 6, 30))

    assert (await evidencing.gather(house.world, earlier, by=None)).rounds == ()


async def test_a_home_that_nobody_knows_is_named_with_those_there_are(house: House) -> None:
    """A slip of the pen must not make an empty pack that looks as if nobody was asked."""
    with pytest.raises(HomeRefused, match=r"Mapel House.*Birch House, Maple House, Rowan House"):
        await evidencing.gather(house.world, replace(ALL, home="Mapel House"), by=None)


async def test_e6_the_trail_says_that_a_pack_was_made_and_not_of_which_home(house: House) -> None:
    """E6: every export is in the trail; a home's name in the open is kept nowhere."""
    await evidencing.gather(house.world, MAPLE, by=house.pid("Jo"))

    async with house.world.database.read() as db:
        row = (await audit.list_audit(db))[-1]

    assert row.action == "evidence pack"
    assert "Maple" not in str(row)


async def test_whoever_belongs_to_a_home_makes_its_pack_and_no_other(house: House) -> None:
    """Walls: a manager never sees another home, nor what all of them said in their talks."""
    jo = await house.add("Nell", Role.DECISION_MAKER, "Maple House")

    assert await evidencing.homes_for(house.world, jo) == ("Maple House",)
    for wanted in (ALL, BIRCH):
        with pytest.raises(HomeRefused):
            await evidencing.gather(house.world, wanted, by=jo.id)
    assert (await evidencing.gather(house.world, MAPLE, by=jo.id)).home == "Maple House"


def test_a_pack_is_called_by_its_days_and_its_edition_and_never_by_a_home() -> None:
    """E6, and a download folder is read by others."""
    name = evidencing.file_name(pack_of(), Paper.DOCX)

    assert name == f"earshot-evidence-2026-05-22-2026-11-21-form{FORM_VERSION}.docx"
