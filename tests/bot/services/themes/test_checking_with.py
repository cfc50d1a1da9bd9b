"""Asking those who answered whether the draft themes are what people said."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import text, update

from bot.services.asking import hearing_back, launching
from bot.services.results import releasing
from bot.services.results.choosing_themes import Choice, theme_choice
from bot.services.results.releasing import ReleaseRefused
from bot.services.themes import approving, checking_with, composing
from bot.services.themes.checking_with import MISSING
from bot.services.themes.composing import IS_RIGHT, last_check
from storage import answers, answers_back, rounds
from storage.releases import Release
from surveys.anonymity.packing import answer_to_bytes
from surveys.definitions.questions import Note
from surveys.flow.answers import Chose
from surveys.flow.replies import Sharing
from surveys.ids import AnswerId, RoundId
from surveys.protection.forms import Span
from surveys.protection.themes import backing
from surveys.reports.model import Kind, Section, Shape, Theme
from surveys.reports.repeating import Before
from surveys.reports.words import backing_words
from surveys.rounds.round import Round, State
from tests.bot.after_seal.house import CHANGE, SURVEY, House, Written, some_words
from tests.bot.after_seal.themed import (
    FOOD,
    RID,
    WIFI,
    let_all_go,
    mark,
    put_forward,
    sorted_round,
)

SORTED = {FOOD: ["the food"], WIFI: ["the wifi"]}


async def waiting(house: House, written: list[Written] | None = None) -> None:
    """A round that names who decides, and whose themes wait for the lead."""
    themes = SORTED if written is None else {FOOD: ["food"], "Rare": ["rare"]}
    await sorted_round(house, written or some_words(24), themes)
    async with house.world.database.write() as db:
        await rounds.update_round(db, RID, decider_id=house.pid("Mo"), keeper_id=house.pid("Kit"))
    await put_forward(house)


async def looked(house: House, written: list[Written] | None = None) -> None:
    """And the lead has looked."""
    await waiting(house, written)
    await approving.confirm(house.world, house.pid("Mina"), RID, await mark(house))


async def ask(house: House, *, days: int = 5) -> str | None:
    closes = (house.world.today() + timedelta(days=days)).isoformat()
    return await checking_with.propose(house.world, house.pid("Sam"), RID, closes)


async def choice(house: House) -> Choice | None:
    async with house.world.database.read() as db:
        round_ = await rounds.load_round(db, RID)
    assert round_ is not None
    return await theme_choice(house.world, house.people["Sam"], round_)


async def the_check(house: House) -> Round:
    async with house.world.database.read() as db:
        round_ = await rounds.load_round(db, RID)
        assert round_ is not None
        check = await last_check(db, round_)
    assert check is not None
    return check


async def test_29_those_who_answered_are_shown_the_themes_and_asked_two_questions(
    house: House,
) -> None:
    """29: the same people, envelopes of its own; whoever decides is not asked again, a second
    person is."""
    await looked(house)
    assert await ask(house) is None
    check = await the_check(house)
    asked = [one.id for one in check.survey.questions if not isinstance(one, Note)]
    shown = " ".join(one.text["en"] for one in check.survey.questions)

    assert asked == [IS_RIGHT, MISSING]
    assert FOOD in shown
    assert "What people said of wifi." in shown
    assert check.checks == RID
    assert check.is_accepted
    assert check.confirmed_by is None
    assert check.count_asked == 24
    async with house.world.database.write() as db:
        confirmed = await launching.confirm(db, house.world, check.id, house.people["Ash"], 24)
    assert confirmed.confirmed_by == house.pid("Ash")


async def test_d7_a_theme_too_small_to_print_is_not_shown_to_those_who_answered(
    house: House,
) -> None:
    """Two of a house would learn of each other from the question. Fails when every theme is
    shown."""
    words: list[Written] = [(f"the food {n}", Sharing.MY_WORDS) for n in range(8)]
    words += [(f"rare thing {n}", Sharing.MY_WORDS) for n in range(2)]
    await looked(house, words)
    assert await ask(house) is None
    shown = " ".join(one.text["en"] for one in (await the_check(house)).survey.questions)

    assert FOOD in shown
    assert "Rare" not in shown


@pytest.mark.sqlite_only
async def test_29_of_slips_it_is_said_why_nobody_is_asked_and_what_to_do_instead(
    house: House,
) -> None:
    """A part of the page that is simply missing looks like a fault, and invites a way round."""
    await looked(house)
    async with house.world.database.write() as db:
        await db.execute(text("UPDATE rounds SET way = 'ticket' WHERE rid = :rid"), {"rid": RID})
    there = await stands(house)

    assert there is not None
    assert "answered on slips" in there.told
    assert "A house talk is made for that." in there.told
    assert not there.may_ask
    assert await ask(house) is not None


@pytest.mark.sqlite_only
async def test_d7_a_theme_that_an_earlier_result_keeps_out_is_not_shown_in_the_check(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Thirteen answered then, twelve now: both together say what one of them wrote of.
    Fails when a draft is audited without what is out."""
    then = Theme(name=FOOD, says=backing_words(backing(Span(3, 4), 13, safety=False)))
    section = Section(
        question=CHANGE, heading="x", kind=Kind.OWN_WORDS, shape=Shape.WORDS, themes=(then,)
    )
    before = Before(SURVEY, (section,), 13, date(2026, 10, 16), in_series=True)

    async def earlier(*_: object, **__: object) -> tuple[Before, ...]:
        return (before,)

    written: list[Written] = [(f"the food {n}", Sharing.MY_WORDS) for n in range(5)]
    written += [(f"other {n}", Sharing.MY_WORDS) for n in range(7)]
    await looked(house, written)
    assert await stands(house) is not None
    monkeypatch.setattr(composing, "earlier", earlier)

    assert await stands(house) is None
    assert await ask(house) is not None


async def stands(house: House) -> checking_with.Check | None:
    return await checking_with.stand_of(house.world, house.pid("Sam"), RID)


async def test_29_before_the_lead_has_looked_nobody_is_asked(house: House) -> None:
    """A theme may hold a complaint about a person; a whole house would read it."""
    await waiting(house)

    assert await ask(house) is not None
    async with house.world.database.read() as db:
        assert await rounds.list_checks(db, RID) == []


@pytest.mark.sqlite_only
@pytest.mark.parametrize("name", ["Ash", "Mina", "Mo", "Lee", "Rae"])
async def test_c1_only_a_reader_of_the_round_asks(house: House, name: str) -> None:
    """C1: whoever sees the draft."""
    await looked(house)
    closes = (house.world.today() + timedelta(days=3)).isoformat()

    assert await checking_with.propose(house.world, house.pid(name), RID, closes) is not None
    assert await checking_with.stand_of(house.world, house.pid(name), RID) is None


async def test_29_it_closes_in_time_to_be_read_before_the_promised_answer(house: House) -> None:
    """The promise of the round is kept, not moved."""
    await looked(house)

    assert await ask(house, days=60) is not None
    assert await ask(house, days=0) is not None
    assert await ask(house, days=5) is None


async def test_29_it_has_no_promise_of_its_own_and_stands_in_nobodys_way(house: House) -> None:
    """The promise gate: the round's answer is the check's."""
    await looked(house)
    await ask(house)
    check = await the_check(house)
    async with house.world.database.write() as db:
        parent = await rounds.load_round(db, RID)
        assert parent is not None
        assert (
            await hearing_back.in_the_way(db, house.world, check, list(house.people.values()))
            == ()
        )
        await rounds.update_round(db, check.id, state=State.SEALED)
        owed = await answers_back.list_owed(db, since=parent.closes_at - timedelta(days=9))
    assert {one.rid for one in owed} == {RID}


async def seal_check(house: House, said: list[str]) -> RoundId:
    """The check, as the seal leaves it, with these answers to its first question."""
    check = await the_check(house)
    keys = house.world.keys
    keys.make_round_keys(check.id)
    keys.destroy_draft(check.id)
    kept = [
        (AnswerId(bytes([at]) * 16), IS_RIGHT, answer_to_bytes(Chose((one,)), None), None)
        for at, one in enumerate(said, start=1)
    ]
    async with house.world.database.write() as db:
        await answers.add_answers(db, keys, check.id, kept)
        await rounds.update_round(db, check.id, state=State.SEALED, count_sent=len(said))
    return check.id


async def test_29_its_result_goes_out_with_the_themes_and_not_alone(house: House) -> None:
    """29: readers see it first; leaders see it only beside the themes."""
    await looked(house)
    await ask(house)
    world, sam = house.world, house.pid("Sam")
    let = await approving.let_go(world, house.pid("Ash"), RID, await mark(house))
    assert let is None
    assert await releasing.propose_release(world, sam, RID) is ReleaseRefused.CHECKING
    assert await choice(house) is Choice.BEING_CHECKED
    early = await releasing.preview(world, house.pid("Mo"), RID)
    assert early is not None
    assert not any(section.themes for section in early.sections)
    rid = await seal_check(house, ["right"] * 9 + ["not_quite"] * 5)

    assert await releasing.propose_release(world, sam, rid) is ReleaseRefused.GONE
    check = await checking_with.stand_of(world, sam, RID)
    assert check is not None
    assert "Yes, that's right: between a third and two thirds" in check.lines
    assert isinstance(await releasing.propose_release(world, sam, RID), Release)
    preview = await releasing.preview(world, sam, RID)
    assert preview is not None
    assert preview.sections[-1].heading.startswith("We showed a draft of the themes")
    assert preview.sections[-1].quotes == ()


async def test_d1_below_five_nothing_is_said_of_the_check(house: House) -> None:
    """D1: of four, one would know."""
    await looked(house)
    await ask(house)
    await approving.let_go(house.world, house.pid("Ash"), RID, await mark(house))
    await seal_check(house, ["right"] * 4)
    check = await checking_with.stand_of(house.world, house.pid("Sam"), RID)
    preview = await releasing.preview(house.world, house.pid("Sam"), RID)

    assert check is not None
    assert check.lines == ()
    assert preview is not None
    assert not any(one.heading.startswith("We showed") for one in preview.sections)


async def test_29_slips_are_not_asked_again(house: House) -> None:
    """Nobody knows who drew one."""
    await let_nothing(house)
    assert await ask(house) is not None


async def let_nothing(house: House) -> None:
    """A round by slip whose themes are let go."""
    await sorted_round(house, some_words(24), SORTED)
    async with house.world.database.write() as db:
        await db.execute(
            update(rounds.RoundRow).where(rounds.RoundRow.rid == RID).values(way="ticket")
        )
    await let_all_go(house)
