"""Releasing: everything read, one proposes, another approves, then everybody asked hears first."""

from __future__ import annotations

import asyncio
import re

import pytest
from sqlalchemy import delete

from bot.outgoing import Say
from bot.services.freezing import quoting_only, thaw
from bot.services.operating import purging
from bot.services.owing import OUTGOING
from bot.services.reading import reading
from bot.services.results import releasing, reporting
from bot.services.results.releasing import ReleaseRefused, Step
from bot.services.results.reporting import Format, Outlook
from bot.services.results.seeing_first import HEAD_START
from storage import answers, outbox, releases, rounds
from storage.outbox import Owed
from storage.readings import Decision, Reading
from storage.releases import Release
from surveys.flow.replies import Sharing
from surveys.ids import RoundId
from surveys.people.roles import Role
from surveys.reports.model import Report
from surveys.rounds.round import State
from tests.bot.after_seal.house import House, Written, seal_round, some_words
from tests.surveys.exports.opened import words_in

RID = RoundId("meetings")
TYPICAL = Reading(Decision.PASSED, typical=True)


async def read_all(house: House, *withheld: str) -> None:
    """Let Sam pass every text as typical, but withhold those that hold a given word."""
    sam = house.pid("Sam")
    pile = await reading.begin_reading(house.world, sam, RID)
    assert pile is not None
    for text in await reading.list_texts(house.world, sam, pile):
        hidden = any(word in text.words for word in withheld)
        decided = Reading(Decision.WITHHELD) if hidden else TYPICAL
        assert await reading.decide(house.world, sam, pile, text.handle, decided) is None


async def decide_one(house: House, holding: str, decided: Reading) -> None:
    """Let Sam decide the one text that holds these words."""
    sam = house.pid("Sam")
    pile = await reading.begin_reading(house.world, sam, RID)
    assert pile is not None
    for text in await reading.list_texts(house.world, sam, pile):
        if holding in text.words:
            assert await reading.decide(house.world, sam, pile, text.handle, decided) is None


async def release(house: House, by: str = "Sam", second: str = "Mo") -> Release:
    proposed = await releasing.propose_release(
        house.world, house.pid(by), RID, without_themes=True
    )
    assert isinstance(proposed, Release), proposed
    approved = await releasing.approve_release(house.world, house.pid(second), RID)
    assert isinstance(approved, Release), approved
    return approved


async def all_files(house: House) -> str:
    """Everything the released result is in any format, as text."""
    report = await reporting.load_report(house.world, None, RID)
    assert isinstance(report, Report)
    files = [words_in(reporting.report_file(report, each)) for each in Format]
    return "\n".join([*files, report.model_dump_json()])


async def owed(house: House) -> list[Owed]:
    """Everything owed, an hour and a bit from now."""
    found: list[Owed] = []
    now = house.world.now() + HEAD_START * 2
    async with house.world.database.write() as db:
        while batch := await outbox.claim_due(
            db, house.world.keys, now, limit=50, lease=HEAD_START
        ):
            found += batch
            for one in batch:
                await outbox.mark_delivered(db, one.id)
    return found


async def test_nothing_is_put_forward_before_everything_is_read(house: House) -> None:
    """Until they are read, words wait; a result made before would miss them."""
    await seal_round(house, some_words(24))
    sam = house.pid("Sam")

    assert (
        await releasing.propose_release(house.world, sam, RID, without_themes=True)
        is ReleaseRefused.UNREAD
    )
    assert await releasing.preview(house.world, sam, RID) is None
    await read_all(house)
    assert isinstance(
        await releasing.propose_release(house.world, sam, RID, without_themes=True), Release
    )


async def test_the_one_who_proposed_cannot_approve(house: House) -> None:
    """C8 in small: no single person lets anything out."""
    await seal_round(house, some_words(24))
    await read_all(house)
    sam = house.pid("Sam")
    await releasing.propose_release(house.world, sam, RID, without_themes=True)

    assert await releasing.approve_release(house.world, sam, RID) is ReleaseRefused.OWN
    assert await reporting.load_report(house.world, None, RID) is Outlook.NOT_YET
    approved = await releasing.approve_release(house.world, house.pid("Mo"), RID)
    assert isinstance(approved, Release)
    assert approved.proposed_by == sam
    assert approved.approved_by == house.pid("Mo")


@pytest.mark.sqlite_only
@pytest.mark.parametrize("name", ["Jo", "Mina", "Lee", "yp0"])
async def test_c1_only_those_who_may_release_do(house: House, name: str) -> None:
    """C1: a designer uses results and does not make them; an administrator sees none."""
    await seal_round(house, some_words(24))
    await read_all(house)
    pid, person = house.pid(name), house.people[name]

    assert (
        await releasing.propose_release(house.world, pid, RID, without_themes=True)
        is ReleaseRefused.GONE
    )
    assert await releasing.preview(house.world, pid, RID) is None
    assert await releasing.step_of(house.world, person, RID) is None
    await releasing.propose_release(house.world, house.pid("Sam"), RID, without_themes=True)
    assert await releasing.approve_release(house.world, pid, RID) is ReleaseRefused.GONE


async def test_everybody_asked_hears_first_and_an_approval_happens_once(house: House) -> None:
    """ "You see the results first" is on the third screen."""
    await seal_round(house, some_words(24))
    await read_all(house)
    await release(house)
    async with house.world.database.read() as db:
        round_ = await rounds.load_round(db, RID)
        due_now = await outbox.next_due(db)
    told = await owed(house)
    young = {p.id for p in house.people.values() if p.role is Role.YOUNG_PERSON}

    assert round_ is not None
    assert round_.state is State.RELEASED
    assert due_now == house.world.now()
    assert {one.pid for one in told[:24]} == young
    assert {one.pid for one in told[24:]} == {house.pid("Jo"), house.pid("Mo")}
    again = await releasing.approve_release(house.world, house.pid("Kit"), RID)
    assert again is ReleaseRefused.GONE
    assert await owed(house) == []


@pytest.mark.sqlite_only
async def test_news_of_a_result_shows_no_result_on_a_lock_screen(house: House) -> None:
    """A card is read over a shoulder; the result is a tap further."""
    await seal_round(house, some_words(24))
    await read_all(house)
    await release(house)
    said = [OUTGOING.validate_json(one.body) for one in await owed(house)]
    texts = {one.text for one in said if isinstance(one, Say)}

    assert len(said) == 27, "those asked, the designer, and whoever writes back"
    assert not any("number" in text or "about" in text for text in texts)


async def test_a_text_withheld_or_for_readers_only_appears_in_no_format(house: House) -> None:
    """R10 and the sharing choices: what the author did not allow is nowhere."""
    secret: list[Written] = [
        ("Withhold the purple bicycle", Sharing.MY_WORDS),
        ("Only readers know the tin drum", Sharing.READERS_ONLY),
        ("The idea about a brass kettle is mine alone", Sharing.THE_IDEA),
        ("Mary from Birch House sings", Sharing.MY_WORDS),
        ("Another idea about velvet curtains here", Sharing.THE_IDEA),
    ]
    await seal_round(house, [*some_words(24), *secret])
    await read_all(house, "purple", "velvet")
    await decide_one(house, "kettle", Reading(Decision.REWORDED, "Some would like a warm drink."))
    await decide_one(house, "Mary", Reading(Decision.MASKED, "[a name] from [a place] sings"))
    await release(house)
    said = await all_files(house)

    for word in ("purple", "tin drum", "kettle", "velvet", "Mary", "Birch"):
        assert word not in said
    assert "I would change" in said


@pytest.mark.sqlite_only
async def test_a_decision_after_the_proposal_makes_it_void(house: House) -> None:
    """Otherwise words withheld in second thoughts would go out as they were."""
    await seal_round(house, some_words(24))
    await read_all(house)
    world, mo = house.world, house.pid("Mo")
    await releasing.propose_release(world, house.pid("Sam"), RID, without_themes=True)
    assert await releasing.step_of(world, house.people["Mo"], RID) is Step.APPROVE
    for number in range(24):
        await decide_one(house, f"number {number}.", Reading(Decision.WITHHELD))

    assert await releasing.approve_release(world, mo, RID) is ReleaseRefused.CHANGED
    assert await releasing.step_of(world, house.people["Mo"], RID) is Step.PROPOSE
    assert isinstance(
        await releasing.propose_release(world, mo, RID, without_themes=True), Release
    )
    approved = await releasing.approve_release(world, house.pid("Sam"), RID)
    assert isinstance(approved, Release)
    assert "I would change" not in await all_files(house)


@pytest.mark.sqlite_only
async def test_words_taken_back_before_the_approval_do_not_go_out(house: House) -> None:
    """X2: six words typed between two people's taps still count."""
    await seal_round(house, some_words(24))
    await read_all(house)
    await releasing.propose_release(house.world, house.pid("Sam"), RID, without_themes=True)
    async with house.world.database.write() as db:
        await db.execute(delete(answers.AnswerRow).where(answers.AnswerRow.qid == "change"))

    refused = await releasing.approve_release(house.world, house.pid("Mo"), RID)
    assert refused is ReleaseRefused.CHANGED


@pytest.mark.sqlite_only
async def test_the_proposal_that_was_looked_at_is_the_one_approved(house: House) -> None:
    """2.3.1: a page left open must not approve what came after it."""
    await seal_round(house, some_words(24))
    await read_all(house)
    first = await releasing.propose_release(
        house.world, house.pid("Sam"), RID, without_themes=True
    )
    await releasing.propose_release(house.world, house.pid("Ash"), RID, without_themes=True)
    assert isinstance(first, Release)

    mo = house.pid("Mo")
    refused = await releasing.approve_release(house.world, mo, RID, first.id)
    assert refused is ReleaseRefused.CHANGED


async def test_a_release_never_changes(house: House) -> None:
    """Whatever happens to answers or people afterwards, everybody sees the same."""
    await seal_round(house, some_words(24))
    await read_all(house)
    await release(house)
    before = await all_files(house)
    async with house.world.database.write() as db:
        await answers.drop_answers(db, RID)
    house.clock.on(days=9)

    assert await all_files(house) == before
    out = await releasing.propose_release(house.world, house.pid("Sam"), RID, without_themes=True)
    assert out is ReleaseRefused.OUT


async def test_x4_a_release_keeps_its_figures_and_loses_its_words_with_their_key(
    house: House,
) -> None:
    """A quote is somebody's words, and a year later nobody should still be quoted."""
    await seal_round(house, some_words(24))
    await read_all(house)
    await release(house)
    before = await reporting.load_report(house.world, None, RID)
    assert isinstance(before, Report)
    async with house.world.database.read() as db:
        kept = await releases.load_release(db, RID)
    assert kept is not None
    quoted = [quote.text for section in before.sections for quote in section.quotes]
    house.world.keys.destroy_text(RID)
    after = await reporting.load_report(house.world, None, RID)

    assert len(quoted) > 3
    assert not any(text in kept.json for text in quoted)
    assert after == quoting_only(before, lambda question, quote: False)


async def test_x2_words_taken_back_leave_a_release_at_the_turn_of_the_month(house: House) -> None:
    """Later exports have them no longer; until then, and in every figure, nothing moves."""
    await seal_round(house, some_words(24))
    await read_all(house)
    await release(house)
    before = await reporting.load_report(house.world, None, RID)
    assert isinstance(before, Report)
    quoted = before.sections[-1].quotes[0].text
    async with house.world.database.write() as db:
        for stored in await answers.load_answers(db, house.world.keys, RID):
            if quoted.encode() in stored.body:
                await db.execute(
                    delete(answers.AnswerRow).where(answers.AnswerRow.aid == stored.id)
                )
    await purging.purge(house.world)
    same_month = await reporting.load_report(house.world, None, RID)
    house.clock.on(days=31)
    await purging.purge(house.world)
    later = await reporting.load_report(house.world, None, RID)

    late = before.model_copy(update={"answer_late": True})

    assert same_month == before
    assert later == quoting_only(late, lambda question, quote: quote.text != quoted)


@pytest.mark.sqlite_only
async def test_d4_proposing_twice_gives_the_same_result_but_for_the_sample(house: House) -> None:
    """D4: a result is a function of what is published; only its sample of words is drawn."""
    await seal_round(house, some_words(24))
    await read_all(house)
    world, sam = house.world, house.pid("Sam")
    looked = [await releasing.preview(world, sam, RID) for _ in range(2)]
    proposed = await releasing.propose_release(world, sam, RID, without_themes=True)
    assert isinstance(proposed, Release)
    again = await releasing.preview(world, house.pid("Mo"), RID)

    assert again == thaw(world.keys, proposed)
    shown = [
        [(s.question, s.rows, s.lead, len(s.quotes)) for s in r.sections]
        for r in (*looked, again)
        if r is not None
    ]
    assert shown[0] == shown[1] == shown[2]


@pytest.mark.parametrize("count", [6, 7, 13, 23])
@pytest.mark.full
async def test_d1_rounds_of_any_size_close_their_report(house: House, count: int) -> None:
    """D1, D5: a report for every size the gate lets through, none with a mean below 20."""
    await seal_round(house, some_words(count))
    await read_all(house)
    await release(house)
    said = re.sub(r"Page \d+ of \d+", "", await all_files(house))

    assert f" {count} " not in said
    assert f">{count}<" not in said


async def test_two_approvals_at_once_release_once(house: House) -> None:
    """F7 in small: two people tap at the same moment; everybody asked hears it once."""
    await seal_round(house, some_words(24))
    await read_all(house)
    await releasing.propose_release(house.world, house.pid("Sam"), RID, without_themes=True)
    done = await asyncio.gather(
        *(releasing.approve_release(house.world, house.pid(n), RID) for n in ("Mo", "Kit", "Ash"))
    )

    assert [isinstance(one, Release) for one in done].count(True) == 1
    assert [one for one in done if not isinstance(one, Release)] == [ReleaseRefused.GONE] * 2
    staff = {house.pid("Jo"), house.pid("Mo")}
    assert len([one for one in await owed(house) if one.pid not in staff]) == 24
