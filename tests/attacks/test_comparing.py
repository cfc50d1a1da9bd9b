"""Whoever wants to know what a few people said, by comparing groups or waves of one round."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Mapping, Sequence
from typing import cast

import pytest
from sqlalchemy import text

from bot.services.results import reporting
from storage import envelopes, ledger, people, rounds
from storage.engine import Database
from storage.keys import Keys
from surveys.anonymity.envelope import Envelope, pack
from surveys.flow.answers import Answer, Chose, Wrote
from surveys.flow.replies import Sharing
from surveys.flow.sitting import Sitting, Stage
from surveys.ids import ParticipantId, QuestionKey, RoundId
from surveys.people.person import Address, AgeBand, AgeNoted, Chat, Kind, Person
from surveys.people.roles import Role
from surveys.people.traits import Trait
from surveys.protection.breakdowns import Breakdown
from surveys.rounds.ledger import Standing
from surveys.rounds.round import Round, State
from tests import agreed
from tests.attacks.field import CHANGE, HOMES, RID, TEA, Hearing, House

AGAIN = RoundId("evening-tea-2")
BY_KIND = Breakdown(Trait.KIND, (TEA,))
OTHER = ("other", "seven", "six")


@pytest.fixture
async def house(database: Database, keys: Keys) -> AsyncIterator[House]:
    opened = await House.open(database, keys)
    assert isinstance(opened, House)
    await opened.hire()
    yield opened
    await opened.close()


async def moved_in(house: House, young: int, left: int = 0) -> list[Person]:
    """Young people in three homes, and people who left care and live in none."""
    first = len(house.chatters)
    made = [
        Person(
            id=ParticipantId(house.world.fresh_bytes(16)),
            role=Role.YOUNG_PERSON,
            kind=Kind.YOUNG_PERSON if place < young else Kind.CARE_LEAVER,
            nick=f"Wren{first + place}",
            home=HOMES[place % 3] if place < young else "",
            address=Address(Chat.WEB, 10_000 + 1000 * first + place),
            age=AgeNoted(AgeBand.UNDER_16, house.world.today()),
        )
        for place in range(young + left)
    ]
    async with house.world.database.write() as db:
        for person in made:
            await people.add_person(db, house.world.keys, person)
    return made


async def send(house: House, round_: Round, said: Mapping[ParticipantId, str]) -> None:
    """Envelopes as Send leaves them."""
    async with house.world.database.write() as db:
        for place, (pid, tea) in enumerate(said.items()):
            given: dict[QuestionKey, Answer] = {
                TEA: Chose((tea,)),
                CHANGE: Wrote(f"thing {place}"),
            }
            sent = Sitting(stage=Stage.SENT, answers=given, sharing=Sharing.MY_WORDS)
            packed = pack(Envelope(sent), round_.envelope_size)
            await envelopes.save_envelope(db, house.world.keys, round_.id, pid, packed)
            await ledger.mark(db, round_.id, pid, Standing.SUBMITTED)


async def sealed(house: House, said: Mapping[ParticipantId, str], rid: RoundId = RID) -> Round:
    await send(house, await house.round(rid), said)
    house.clock.on(days=8)
    await house.tick()
    return await house.round(rid)


async def marks(house: House) -> list[tuple[str, bytes | None]]:
    """Question and sealed group of every stored answer, as they lie in the table."""
    async with house.world.database.read() as db:
        found = await db.execute(text("SELECT qid, breakdown FROM answers ORDER BY aid"))
        return [(str(qid), None if mark is None else bytes(mark)) for qid, mark in found]


def teas(pids: Sequence[Person], *times: int) -> dict[ParticipantId, str]:
    said = [value for value, count in zip(OTHER, times, strict=True) for _ in range(count)]
    return {person.id: tea for person, tea in zip(pids, said, strict=True)}


async def exported(house: House, rid: RoundId = RID) -> dict[str, str]:
    files = {
        f: await reporting.export_released(house.world, rid, f) for f in ("html", "csv", "json")
    }
    return {form: (content or b"").decode("utf-8-sig") for form, content in files.items()}


@pytest.mark.full
async def test_d6_groups_of_ten_are_kept_told_and_printed_apart(house: House) -> None:
    """Twelve young people and eleven who left care. Only answers to the question that was named
    carry a group, under the round's key; every format prints the groups, and not their sum.

    Fails when the group is kept on every answer, lies open, or is printed beside the total.
    """
    young, left = (both := await moved_in(house, 12, 11))[:12], both[12:]
    round_ = await house.launch(compare=(BY_KIND,))
    chatter = cast(Hearing, house.at(young[0].address))
    told = await chatter.tap(f"go:{round_.tag}")
    after = await sealed(house, teas(young, 2, 4, 6) | teas(left, 1, 9, 1))
    kept = await marks(house)
    await house.read_and_release()
    files = await exported(house)

    assert "We may compare young people and care leavers, only if each has at least 10." in told
    assert after.breakdowns[0].sizes == (11, 12)
    assert {question for question, mark in kept if mark is not None} == {TEA}
    assert sum(mark is not None for _, mark in kept) == 23
    assert len({len(mark) for _, mark in kept if mark is not None}) == 1
    assert not any(b"care" in (mark or b"") for _, mark in kept)
    for content in files.values():
        assert "care leavers" in content
        assert "people in care" in content
    sections = json.loads(files["json"])["sections"]
    assert [s["question"] for s in sections] == ["tea.care_leaver", "tea.young_person", "change"]
    assert [row["says"] for row in sections[0]["rows"]][
        1
    ] == "more than two thirds, maybe everyone"


async def test_d6_one_short_of_ten_and_no_answer_carries_a_group_any_more(house: House) -> None:
    """Nine of those who left care sent theirs. What was told at launch is dropped for good: no
    answer, column or count of it is anywhere, and the result is everybody's.

    Fails when groups are copied first and checked later, or a small one is merely not printed.
    """
    both = await moved_in(house, 12, 11)
    await house.launch(compare=(BY_KIND,))
    after = await sealed(house, teas(both[:12], 2, 4, 6) | teas(both[12:21], 0, 8, 1))
    kept = await marks(house)
    await house.read_and_release()
    files = await exported(house)

    assert after.state is State.SEALED
    assert after.breakdowns[0].dropped
    assert after.breakdowns[0].sizes == ()
    assert [mark for _, mark in kept] == [None] * 42
    for content in files.values():
        assert "care leavers" not in content
        assert "Groups were not compared." in content
    assert [s["question"] for s in json.loads(files["json"])["sections"]] == ["tea", "change"]


@pytest.mark.full
async def test_d6_a_comparison_that_could_never_be_shown_cannot_be_launched(house: House) -> None:
    """Nine are asked of one group. In chat no button offers it; forged, it is refused with its
    way out, and four ways on."""
    await moved_in(house, 12, 9)
    ash = house.staff["Ash"]
    await ash.command("/rounds")
    await ash.press("Start a round")
    await ash.tap("st:who:food-honestly")
    await agreed.plan_in_chat(ash, "Every home", "A week")
    offered = [button.label for button in ash.newest.buttons]
    plan = next(b.press for b in ash.newest.buttons if b.press.startswith("st:go:"))
    await ash.tap(f"{plan.replace('st:go', 'st:set')}:compare:k0")
    forged = await ash.press("Propose it")

    assert not any(label.startswith("Compare") for label in offered)
    assert "fewer than 10 people" in forged
    async with house.world.database.read() as db:
        assert await rounds.list_rounds(db) == []


@pytest.mark.full
async def test_d6_groups_are_chosen_in_chat_and_the_second_person_reads_them(house: House) -> None:
    """Two taps more; what it costs is said: shown for each group, not for everyone."""
    young = (await moved_in(house, 12, 11))[0]
    ash, mo = house.staff["Ash"], house.staff["Mo"]
    await ash.command("/rounds")
    await ash.press("Start a round")
    await ash.tap("st:who:food-honestly")
    await agreed.plan_in_chat(ash, "Every home", "A week")
    asked = await ash.press("Compare young people and care leavers")
    checked = await ash.press(ash.newest.buttons[0].label)
    await ash.press("Propose it")
    await agreed.accept_in_chat(house.staff[agreed.DECIDER])
    second = mo.newest.text
    await mo.press("Yes, 23 people")
    await house.tick()
    round_ = await house.round(RoundId("food-honestly"))
    first = await house.at(young.address).tap(f"go:{round_.tag}")

    assert "not for everyone" in asked
    compared = "It compares young people and care leavers in"
    assert compared in checked
    assert compared in second
    assert [each.trait for each in round_.breakdowns] == [Trait.KIND]
    assert "We may compare young people and care leavers, only if each has at least 10." in first


@pytest.mark.full
async def test_a12_a_series_asks_the_same_people_and_says_what_changed(house: House) -> None:
    """A joiner waits, a leaver still counts, and the second result says up or down.

    Fails when a wave asks whoever lives there by then, or a leaver stops the series.
    """
    both = await moved_in(house, 16)
    await house.launch()
    await sealed(house, teas(both, 2, 12, 2))
    await house.read_and_release()
    house.clock.on(days=30)
    (newcomer,) = await moved_in(house, 1)
    async with house.world.database.write() as db:
        await people.delete_person(db, both[0].id)
        await ledger.forget_person(db, both[0].id)
    ash, mo = house.staff["Ash"], house.staff["Mo"]
    await ash.command("/rounds")
    await ash.press("Ask Tea time again")
    checked = await agreed.plan_in_chat(ash, "A week")
    await ash.press("Propose it")
    await agreed.accept_in_chat(house.staff[agreed.DECIDER])
    await mo.press("Yes, 15 people")
    await house.tick()
    wave = await house.round(AGAIN)
    async with house.world.database.read() as db:
        asked = set(await ledger.list_asked(db, AGAIN))
    await sealed(house, teas(both[1:], 0, 2, 13), AGAIN)
    await house.read_and_release(AGAIN)
    files = await exported(house, AGAIN)

    assert "It asks the same people as before." in checked
    assert wave.series == RID == (await house.round()).series
    assert asked == {person.id for person in both[1:]}
    assert newcomer.id not in asked
    tea = json.loads(files["json"])["sections"][0]
    assert {row["label"]: row["change"] for row in tea["rows"]} == {
        "At six": "up since then",
        "At seven": "down since then",
        "Something else": "about the same as then",
        "No answer": "about the same as then",
    }
    for content in files.values():
        assert "up since then" in content
        assert "Compared with what the same people were asked" in content


@pytest.mark.full
async def test_a12_outside_the_series_a_leaver_makes_nearly_the_same_people(house: House) -> None:
    """The same people but one, asked by themselves, is what cannot be."""
    both = await moved_in(house, 12)
    await house.launch()
    await sealed(house, teas(both, 2, 4, 6))
    house.clock.on(days=30)
    async with house.world.database.write() as db:
        await people.delete_person(db, both[0].id)
        await ledger.forget_person(db, both[0].id)
    ash = house.staff["Ash"]
    await ash.tap("st:days:food-honestly")
    await agreed.plan_in_chat(ash, "A week")
    said = await ash.press("Propose it")
    await ash.tap(f"st:days:r_{(await house.round()).tag}")
    await agreed.plan_in_chat(ash, "A week")
    again = await ash.press("Propose it")

    assert "nearly the same people" in said
    assert "second person confirms it" in again


@pytest.mark.full
async def test_a12_the_second_result_of_the_same_people_is_audited_beside_the_first(
    house: House,
) -> None:
    """Twelve answered, then fourteen of the same. What cannot be printed beside the first result
    is "not enough to show" in every format; alone it would be thirds.

    Fails when a result is made without looking at what is out already.
    """
    both = await moved_in(house, 14)
    await house.launch()
    await sealed(house, teas(both[:12], 0, 4, 8))
    await house.read_and_release()
    house.clock.on(days=20)
    await house.launch(AGAIN)
    await sealed(house, teas(both, 5, 5, 4), AGAIN)
    await house.read_and_release(AGAIN)
    tea = json.loads((await exported(house, AGAIN))["json"])["sections"][0]

    assert tea["shape"] == "not_enough"
    assert tea["rows"] == []


async def test_x5_mydata_says_how_old_somebody_is_held_to_be(house: House) -> None:
    """An age band is kept about them, so they can see it, who said it and when; and /privacy
    says that groups may be kept."""
    (young,) = await moved_in(house, 1)
    chatter = house.at(young.address)
    mine = await chatter.type("/mydata")
    kept = await chatter.type("/privacy")

    assert "How old: under 16. An adult wrote that down on Monday 1 March." in mine
    assert "Each group has ten or more." in kept
