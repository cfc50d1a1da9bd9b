"""Words taken back after a result is out: it loses them by the month, and says so by the month."""

from __future__ import annotations

import pytest
from sqlalchemy import select, update

from bot.outgoing import Say
from bot.services.operating import purging
from bot.services.owing import OUTGOING
from bot.services.people import forgetting
from bot.services.results import releasing, reporting, revoking
from bot.services.results.revoking import Revoked
from storage import answers, audit, burying, readings
from storage.answers import AnswerRow
from storage.readings import Decision, Reading
from surveys.anonymity.packing import answer_from_bytes
from surveys.anonymity.takeback import tags
from surveys.flow.replies import Sharing
from surveys.ids import AnswerId
from surveys.reports.model import Report
from tests.bot.after_seal.house import CHANGE, House, seal_round, some_words
from tests.bot.services.results.test_releasing import (
    RID,
    all_files,
    owed,
    release,
)

pytestmark = pytest.mark.sqlite_only

WORDS = ("able", "about", "above", "acoustic", "across", "action")
WRONG = ("action", "able", "about", "above", "acoustic", "across")
KEEP = f"keep {' '.join(WORDS)}"
TAG = tags(WORDS, RID, [CHANGE])[CHANGE]


async def read_all(house: House) -> None:
    """Every text read and passed, as a reader's taps leave it."""
    async with house.world.database.write() as db:
        for stored in await answers.load_answers(db, house.world.keys, RID):
            if stored.question == CHANGE:
                read = Reading(Decision.PASSED, typical=True)
                await readings.record_reading(db, house.world.keys, RID, stored.id, read)


async def out(house: House) -> tuple[Report, str]:
    """A released result, and one of its quotes, whose author holds the words."""
    await seal_round(house, some_words(24))
    await read_all(house)
    await release(house)
    report = await result(house)
    quoted = report.sections[-1].quotes[0].text
    async with house.world.database.write() as db:
        for stored in await answers.load_answers(db, house.world.keys, RID):
            if quoted.encode() in stored.body:
                row = update(AnswerRow).where(AnswerRow.aid == stored.id)
                await db.execute(row.values(wtag=TAG))
    return report, quoted


async def result(house: House) -> Report:
    report = await reporting.load_report(house.world, None, RID)
    assert isinstance(report, Report)
    return report


async def sharings(house: House) -> dict[AnswerId, Sharing | None]:
    async with house.world.database.read() as db:
        stored = await answers.load_answers(db, house.world.keys, RID)
    return {one.id: answer_from_bytes(one.body)[1] for one in stored}


async def by_hand(house: House, text: str) -> str:
    return await forgetting.take_back_here(house.world, text, "page 192.0.2.1")


@pytest.mark.parametrize("text", [KEEP, f"Keep: {' '.join(WORDS).upper()}"])
async def test_x2_keep_and_the_six_words_leave_the_answer_and_end_the_leave_to_quote_it(
    house: House, text: str
) -> None:
    """The milder choice: exactly theirs, once; wrong words get the same reply and change nothing.

    Fails when the answer goes, another's changes, or the two replies differ.
    """
    await out(house)
    before = await sharings(house)
    wrong = await by_hand(house, f"keep {' '.join(WRONG)}")
    untouched = await sharings(house)
    said = await by_hand(house, text)
    once = await sharings(house)
    again = await by_hand(house, text)
    changed = {aid: now for aid, now in once.items() if now != before[aid]}

    assert untouched == before
    assert list(changed.values()) == [Sharing.READERS_ONLY]
    assert await sharings(house) == once
    assert {wrong, said, again} == {"taking_back.done_kept"}


async def test_x2_what_may_not_be_quoted_any_more_leaves_the_result_by_the_month(
    house: House,
) -> None:
    """Not that day: two quotes that vanish together would say that one person wrote both.

    Fails when the result changes within the month, or keeps the words after it.
    """
    before, quoted = await out(house)
    await by_hand(house, KEEP)
    await purging.purge(house.world)
    same_month = await result(house)
    house.clock.on(days=31)
    await purging.purge(house.world)
    after = await result(house)

    assert same_month == before
    assert quoted not in await all_files(house)
    assert [q.text for q in after.sections[-1].quotes] == [
        q.text for q in before.sections[-1].quotes if q.text != quoted
    ]
    rest = [s.model_copy(update={"quotes": ()}) for s in before.sections]
    assert [s.model_copy(update={"quotes": ()}) for s in after.sections] == rest


async def test_a_result_that_lost_words_is_listed_by_its_release_and_month_and_no_more(
    house: House,
) -> None:
    """Whoever holds a copy must be able to replace it; nobody learns who, when or how much."""
    before, _ = await out(house)
    await by_hand(house, KEEP)
    jo = house.pid("Jo")
    early = await revoking.list_revoked(house.world, jo)
    house.clock.on(days=31)
    await purging.purge(house.world)
    await purging.purge(house.world)
    listed = await revoking.list_revoked(house.world, jo)

    assert early == []
    assert [(one.release, one.month, one.round.id) for one in listed] == [
        (before.release, "2026-12", RID)
    ]
    assert set(Revoked.__slots__) == {"round", "release", "month"}
    for name in ("yp0", "Lee"):
        assert await revoking.list_revoked(house.world, house.pid(name)) == []
    assert len(await revoking.list_revoked(house.world, None)) == 1


async def test_whoever_let_it_go_is_told_once_a_month_and_without_a_word_of_it(
    house: House,
) -> None:
    """A copy on somebody's desk goes on quoting. Fails when nobody is told, or the day after
    another result's people are."""
    _, quoted = await out(house)
    await by_hand(house, KEEP)
    await owed(house)
    house.clock.on(days=31)
    await purging.purge(house.world)
    await purging.purge(house.world)
    told = await owed(house)
    said = [OUTGOING.validate_json(one.body) for one in told]
    house.clock.on(days=31)
    await purging.purge(house.world)

    assert [one.pid for one in told] == [house.pid("Mo")]
    assert isinstance(said[0], Say)
    assert "were taken back" in said[0].text
    assert not set(quoted.split()[-2:]) & set(said[0].text.split())
    assert said[0].unasked
    assert await owed(house) == []


async def test_where_nobody_took_anything_back_nothing_is_listed_or_said(house: House) -> None:
    """A message every month would be thrown away unread in the month it matters."""
    await out(house)
    await by_hand(house, f"keep {' '.join(WRONG)}")
    await owed(house)
    house.clock.on(days=31)
    await purging.purge(house.world)

    assert await revoking.list_revoked(house.world, None) == []
    assert await owed(house) == []


async def test_x2_before_the_release_words_that_may_not_be_quoted_do_not_go_out(
    house: House,
) -> None:
    """Six words typed between two people's taps still count."""
    await seal_round(house, some_words(24))
    async with house.world.database.write() as db:
        rows = await db.scalars(select(AnswerRow.aid).where(AnswerRow.qid == CHANGE))
        for number, aid in enumerate(rows.all()):
            if number < 22:
                row = update(AnswerRow).where(AnswerRow.aid == aid)
                await db.execute(row.values(wtag=TAG))
    await read_all(house)
    await releasing.propose_release(house.world, house.pid("Sam"), RID, without_themes=True)
    await by_hand(house, KEEP)

    refused = await releasing.approve_release(house.world, house.pid("Mo"), RID)
    assert refused is releasing.ReleaseRefused.CHANGED
    await release(house)
    assert "I would change" not in await all_files(house)


async def test_a13_an_older_copy_does_not_bring_the_leave_to_quote_back(house: House) -> None:
    """Fails when there is no tombstone of it."""
    await out(house)
    async with house.world.database.read() as db:
        rows = await db.execute(select(AnswerRow.aid, AnswerRow.body_enc))
        bodies = [(aid, body) for aid, body in rows]
    await by_hand(house, KEEP)
    wanted = await sharings(house)
    async with house.world.database.write() as db:
        for aid, body in bodies:
            await db.execute(update(AnswerRow).where(AnswerRow.aid == aid).values(body_enc=body))
    restored = await sharings(house)
    async with house.world.database.write() as db:
        await burying.keep_gone(db, house.world.keys)

    assert restored != wanted
    assert await sharings(house) == wanted


async def test_a16_the_milder_choice_leaves_no_trace_of_who_or_which(
    house: House, caplog: pytest.LogCaptureFixture
) -> None:
    """No line in the trail or the log; and every answer is written, right words or wrong.

    Fails when only what changed is written.
    """
    caplog.set_level("DEBUG")
    await out(house)
    async with house.world.database.read() as db:
        entries = len(await audit.list_audit(db))
        at_first = set(await db.scalars(select(AnswerRow.body_enc)))
    caplog.clear()
    await by_hand(house, f"keep {' '.join(WRONG)}")
    async with house.world.database.read() as db:
        after_wrong = set(await db.scalars(select(AnswerRow.body_enc)))
    await by_hand(house, KEEP)
    async with house.world.database.read() as db:
        after_right = set(await db.scalars(select(AnswerRow.body_enc)))
        assert len(await audit.list_audit(db)) == entries

    ours = [r for r in caplog.records if r.name.split(".")[0] in {"bot", "storage", "surveys"}]
    assert ours == []
    assert not at_first & after_wrong
    assert not after_wrong & after_right
