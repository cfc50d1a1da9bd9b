"""Reading slots: words inside one and nowhere else, two readers at once, pay, lost sittings."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import date

import pytest
from sqlalchemy import select

from bot.services.operating import purging
from bot.services.people.signing_in import IDLE
from bot.services.reading import reading, slots, topics
from bot.services.reading.piles import Skip
from bot.services.reading.reading import HowFar, NotTheirs, Pile
from bot.services.results import releasing
from storage import readings
from storage import slots as kept
from storage.readings import Decision, Reading
from surveys.flow.replies import Sharing
from surveys.ids import RoundId
from surveys.people.roles import Role
from surveys.people.slots import LINGER
from surveys.safeguarding import screening
from surveys.safeguarding.screening import CATEGORIES
from tests.bot.after_seal.house import CHANGE, DINNER, House, seal_round, some_words
from tests.bot.services.safely import SAD

pytestmark = pytest.mark.sqlite_only

RID = RoundId("meetings")
HEAVY = "i cut myself again last night"
PASSED = Reading(Decision.PASSED)


async def begin(house: House, name: str = "Sam", skip: Skip | None = None) -> Pile:
    pile = await reading.begin_reading(house.world, house.pid(name), RID, skip or Skip())
    assert pile is not None
    return pile


async def next_words(house: House, pile: Pile) -> str:
    text = await reading.next_text(house.world, pile.reader, pile)
    return "" if text is None else text.words


async def shown(house: House, pile: Pile) -> list[object]:
    """Everything a pile would show now."""
    world, pid = house.world, pile.reader
    looked = [await reading.look_at(world, pid, pile, handle) for handle in pile.handles]
    found: list[object] = [*await reading.list_texts(world, pid, pile), *looked]
    found += [await reading.next_text(world, pid, pile), await reading.how_far(world, pid, pile)]
    return [one for one in found if one is not None]


async def _stop(house: House) -> None:
    await slots.stop(house.world, house.pid("Sam"))


async def _run_out(house: House) -> None:
    house.clock.on(minutes=40)


async def _evening(house: House) -> None:
    house.clock.at = house.clock.at.replace(hour=21, minute=0)


@pytest.mark.parametrize("ending", [_stop, _run_out, _evening])
async def test_60_no_words_are_shown_outside_a_running_slot(
    house: House, ending: Callable[[House], Awaitable[None]]
) -> None:
    """60: an end that leaves words on the screen is none; unread ones are back in the pile."""
    await seal_round(house, some_words(5))
    if ending is _evening:
        house.clock.at = house.clock.at.replace(hour=20, minute=50)
    pile = await begin(house)
    first = await reading.next_text(house.world, house.pid("Sam"), pile)
    assert first is not None
    await reading.decide(house.world, house.pid("Sam"), pile, first.handle, PASSED)
    assert await shown(house, pile)
    await ending(house)

    assert await shown(house, pile) == []
    house.clock.at = house.clock.at.replace(day=22, hour=9)
    again = await begin(house)
    assert await shown(house, pile) == [], "the sitting before has ended for good"
    assert len(await reading.list_texts(house.world, house.pid("Sam"), again)) == 5
    async with house.world.database.read() as db:
        decided = await readings.list_readings(db, house.world.keys, RID)
    assert list(decided.values()) == [PASSED]


async def test_60_at_night_nobody_starts_and_nothing_is_kept(house: House) -> None:
    """60: refused at ten in the evening, and it is known when it opens again."""
    await seal_round(house, some_words(5))
    house.clock.at = house.clock.at.replace(hour=22)

    assert await reading.begin_reading(house.world, house.pid("Sam"), RID) is None
    assert slots.shut_until(house.world) is not None
    assert await slots.last_slot(house.world, house.pid("Sam")) is None


async def test_60_starting_again_moves_no_end(house: House) -> None:
    """60: pressing once more is no second helping, and a lost sitting costs none."""
    await seal_round(house, some_words(5))
    await begin(house)
    before = await slots.running(house.world, house.pid("Sam"))
    house.clock.on(minutes=30)
    await begin(house)
    after = await slots.running(house.world, house.pid("Sam"))

    assert before is not None
    assert after is not None
    assert (after.id, after.ends) == (before.id, before.ends)


async def test_60_after_a_crash_the_same_text_is_open_and_the_end_is_the_same(
    house: House,
) -> None:
    """60: what memory held is gone; the text that was open comes first, decided ones stay so."""
    await seal_round(house, some_words(6))
    pile = await begin(house)
    one = await reading.next_text(house.world, house.pid("Sam"), pile)
    assert one is not None
    await reading.decide(house.world, house.pid("Sam"), pile, one.handle, PASSED)
    open_ = await next_words(house, pile)
    again = await begin(house)

    assert not set(again.handles) & set(pile.handles)
    assert await next_words(house, again) == open_ != one.words


async def test_60_a_decision_that_comes_a_little_late_is_kept(house: House) -> None:
    """60: three careful sentences are not lost to the clock; and nothing is shown for it."""
    await seal_round(house, some_words(5))
    pile, sam = await begin(house), house.pid("Sam")
    handles = list(pile.handles)
    house.clock.on(minutes=43)

    assert await reading.decide(house.world, sam, pile, handles[0], PASSED) is None
    assert await shown(house, pile) == []
    house.clock.on(minutes=3)
    with pytest.raises(NotTheirs):
        await reading.decide(house.world, sam, pile, handles[1], PASSED)


async def test_60_a_worry_has_no_closing_time(house: House) -> None:
    """60, G16: somebody thinks of it with the door already shut."""
    await seal_round(house, [*some_words(5), (SAD, Sharing.MY_WORDS)])
    pile = await begin(house)
    texts = await reading.list_texts(house.world, house.pid("Sam"), pile)
    handle = next(text.handle for text in texts if text.words == SAD)
    house.clock.on(hours=12)
    await reading.raise_worry(house.world, house.pid("Sam"), pile, handle)

    async with house.world.database.read() as db:
        decided = await readings.list_readings(db, house.world.keys, RID)
    assert decided[pile.handles[handle]].decision is Decision.WITHHELD


async def test_60_a_text_that_lies_open_before_one_reader_is_given_to_no_other(
    house: House,
) -> None:
    """60: two people do not carry the same words, nor decide them twice."""
    await house.add("Val", Role.READER)
    await seal_round(house, some_words(2))
    sams, vals = await begin(house), await begin(house, "Val")
    first, second = await next_words(house, sams), await next_words(house, vals)

    assert {first, second} == {words for words, _ in some_words(2)}
    assert [t.words for t in await reading.list_texts(house.world, vals.reader, vals)] == [second]
    for handle in vals.handles:
        found = await reading.look_at(house.world, vals.reader, vals, handle)
        assert found is None or found.words == second
    await _stop(house)
    seen = {t.words for t in await reading.list_texts(house.world, vals.reader, vals)}
    assert seen == {first, second}, "what the first left is back in the pile"


async def test_60_what_lay_open_goes_back_when_a_slot_runs_out(house: House) -> None:
    """60: a reader who never came back holds up nothing."""
    await house.add("Val", Role.READER)
    await seal_round(house, some_words(1))
    sams = await begin(house)
    assert await next_words(house, sams)
    house.clock.on(minutes=30)
    vals = await begin(house, "Val")
    assert await next_words(house, vals) == ""
    assert await reading.how_far(house.world, vals.reader, vals) is HowFar.FOR_TODAY
    house.clock.on(minutes=10)

    assert await next_words(house, vals)


async def test_60_nobody_undoes_a_decision_they_never_saw(house: House) -> None:
    """60: a page left open since before does not write over what another reader decided."""
    await house.add("Val", Role.READER)
    await seal_round(house, some_words(1))
    world, sams, vals = house.world, await begin(house), await begin(house, "Val")
    (mine,) = await reading.list_texts(world, sams.reader, sams)
    (theirs,) = await reading.list_texts(world, vals.reader, vals)
    await reading.decide(world, vals.reader, vals, theirs.handle, Reading(Decision.WITHHELD))
    with pytest.raises(NotTheirs):
        await reading.decide(world, sams.reader, sams, mine.handle, PASSED)

    assert await reading.look_at(world, sams.reader, sams, mine.handle) is not None
    assert await reading.decide(world, sams.reader, sams, mine.handle, PASSED) is None


async def test_60_what_is_passed_on_stays_away_from_this_reader_alone(house: House) -> None:
    """60: it must not come back tomorrow, and must come to somebody."""
    await house.add("Val", Role.READER)
    await seal_round(house, some_words(3))
    pile = await begin(house)
    gone = (await reading.list_texts(house.world, pile.reader, pile))[0]
    await reading.pass_on(house.world, pile.reader, pile, gone.handle)
    with pytest.raises(NotTheirs):
        await reading.decide(house.world, pile.reader, pile, gone.handle, PASSED)
    house.clock.on(days=1)
    again, vals = await begin(house), await begin(house, "Val")

    mine = {t.words for t in await reading.list_texts(house.world, again.reader, again)}
    theirs = {t.words for t in await reading.list_texts(house.world, vals.reader, vals)}
    assert mine == theirs - {gone.words}
    assert len(theirs) == 3
    for text in await reading.list_texts(house.world, again.reader, again):
        await reading.decide(house.world, again.reader, again, text.handle, PASSED)
    assert await reading.how_far(house.world, again.reader, again) is HowFar.PASSED_ON
    assert not await reading.waits_for(house.world, again.reader, RID)
    assert await reading.waits_for(house.world, vals.reader, RID)


async def test_60_what_is_kept_of_passing_on_names_neither_reader_nor_text_nor_why(
    house: House,
) -> None:
    """60: "I knew this house" beside a reader would say where an author may have lived."""
    await seal_round(house, some_words(3))
    pile = await begin(house)
    for handle in list(pile.handles)[:2]:
        await reading.pass_on(house.world, pile.reader, pile, handle)
    async with house.world.database.read() as db:
        rows = (await db.execute(select(*kept.AsideRow.__table__.columns))).all()

    assert {column.name for column in kept.AsideRow.__table__.columns} == {"mark", "rid"}
    assert len(rows) == 2
    for mark, rid in rows:
        assert rid == RID
        assert len(mark) == 32
        assert not {pile.reader, *pile.handles.values()} & {mark[:16], mark[16:]}


async def test_60_topics_come_before_words_and_say_neither_how_many_nor_which(
    house: House,
) -> None:
    """60: every question that takes words, answered or not; kinds of danger, of the whole pile."""
    screening.warm_up()
    await seal_round(house, [*some_words(5), (HEAVY, Sharing.MY_WORDS), (HEAVY, Sharing.MY_WORDS)])
    found = await topics.list_topics(house.world, house.pid("Sam"), RID)

    assert found is not None
    assert [one.key for one in found.questions] == [DINNER, CHANGE]
    assert len(found.heavy) == 1
    assert set(found.heavy) <= set(CATEGORIES)
    assert await topics.list_topics(house.world, house.pid("Rae"), RID) is None


async def test_60_a_check_that_could_not_run_is_not_taken_for_nothing_found(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """60: a reader would walk into it trusting the page."""
    monkeypatch.setattr(screening, "screen", lambda words: screening.FAILED)
    await seal_round(house, some_words(5))
    found = await topics.list_topics(house.world, house.pid("Sam"), RID)

    assert found is not None
    assert not found.checked


async def test_60_what_is_left_out_today_is_not_met_and_is_there_tomorrow(house: House) -> None:
    """60: today is not for ever."""
    screening.warm_up()
    await seal_round(house, [*some_words(2), (HEAVY, Sharing.MY_WORDS)], own_words=some_words(1))
    found = await topics.list_topics(house.world, house.pid("Sam"), RID)
    assert found is not None
    pile = await begin(house, skip=Skip(frozenset({DINNER}), frozenset(found.heavy)))
    texts = await reading.list_texts(house.world, pile.reader, pile)

    assert {text.words for text in texts} == {words for words, _ in some_words(2)}
    for text in texts:
        await reading.decide(house.world, pile.reader, pile, text.handle, PASSED)
    assert await reading.how_far(house.world, pile.reader, pile) is HowFar.FOR_TODAY
    assert len((await begin(house)).handles) == 4


@pytest.mark.parametrize("sharing", [Sharing.MY_WORDS, Sharing.THE_IDEA])
async def test_60_words_in_another_language_are_reworded_before_anybody_sees_them(
    house: House, sharing: Sharing
) -> None:
    """60, 2.8: what is shown is the reader's, and is marked as that."""
    theirs = "Chciałabym, żeby kolacja była później niż teraz"
    await seal_round(house, [(theirs, sharing), *some_words(23)])
    pile = await begin(house)
    for text in await reading.list_texts(house.world, pile.reader, pile):
        told = Reading(Decision.REWORDED, "Dinner could be later.", typical=True)
        decided = told if text.words == theirs else Reading(Decision.WITHHELD)
        assert await reading.decide(house.world, pile.reader, pile, text.handle, decided) is None
    report = await releasing.preview(house.world, house.pid("Mo"), RID)

    assert report is not None
    assert theirs not in report.model_dump_json()


async def test_60_a_months_minutes_are_each_readers_and_nothing_else(house: House) -> None:
    """60, 44: for pay: who, when, how long. A break counts; a slot without an end is bounded."""
    await house.add("Val", Role.READER)
    await seal_round(house, some_words(5))
    await begin(house)
    house.clock.on(minutes=12)
    await slots.tap(house.world, house.pid("Sam"))
    await _stop(house)
    await begin(house, "Val")
    house.clock.on(days=2)
    await begin(house)
    house.clock.on(minutes=3)
    await _stop(house)
    spent = await slots.minutes_of_month(house.world, date(2026, 11, 30))

    assert [(s.name, s.day.day, s.minutes) for s in spent] == [
        ("Sam", 21, 12),
        ("Sam", 23, 3),
        ("Val", 21, 10),
    ]
    assert slots.totals(spent) == {"Sam": 15, "Val": 10}
    assert {s.what for s in spent} == {"House meetings"}
    assert await slots.minutes_of_month(house.world, date(2026, 12, 1)) == []
    own = await slots.own_minutes(house.world, house.pid("Sam"))
    assert [(s.day.day, s.minutes) for s in own] == [(23, 3), (21, 12)]


async def test_60_minutes_go_when_the_trail_goes_and_claims_within_the_hour(house: House) -> None:
    """60, 52: pay is kept as long as it may be asked about, and no longer."""
    await seal_round(house, some_words(2))
    pile = await begin(house)
    assert await next_words(house, pile)
    house.clock.on(hours=1)
    await purging.end_short_lived(house.world)
    async with house.world.database.read() as db:
        assert (await db.scalars(select(kept.ClaimRow.mark))).all() == []
    house.clock.on(days=house.world.policy.retention.trail_days - 1)
    await purging.end_trail(house.world)
    assert await slots.last_slot(house.world, house.pid("Sam")) is not None
    house.clock.on(days=2)
    await purging.end_trail(house.world)

    assert await slots.last_slot(house.world, house.pid("Sam")) is None


def test_60_what_is_paid_after_the_last_tap_is_as_long_as_the_views_stay_open() -> None:
    """60: past that nobody can be reading: the door has locked."""
    assert LINGER == IDLE
