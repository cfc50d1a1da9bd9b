"""G15, A9: before the names go, the words are read, by the right people, and nothing else is."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from bot.doctor.findings import Level
from bot.doctor.readers import read_by_two
from bot.services.reading import safety_reading
from bot.services.reading.safety_reading import NotTheirs
from bot.services.rounds import fielding
from storage import audit, people, safety_marks
from storage.safety_marks import Verdict
from surveys.flow.replies import Fallback
from surveys.people.roles import Role
from surveys.rounds.round import State
from tests.bot import fielded as field
from tests.bot.chatting import SURVEY, Chats
from tests.bot.services.safely import CHANGE, SAD, Closed, closed_round, with_safety_read

WROTE = {0: "a later bedtime", 1: "better wifi", 2: SAD, 3: "more trips"}


@pytest.fixture
async def closed(chats: Chats) -> Closed:
    return await closed_round(with_safety_read(chats), WROTE)


async def test_g15_no_key_is_destroyed_before_every_text_was_read(closed: Closed) -> None:
    """G15: once the key is gone nobody can find out who wrote the one that mattered."""
    waiting = await closed.tick()
    read = await closed.read_all("Rowan")
    sealed = await closed.tick()

    assert waiting.state is State.CLOSED
    assert sorted(read) == sorted(WROTE.values())
    assert sealed.state is State.SEALED
    assert not closed.chats.world.keys.has_draft(closed.round.id)


async def test_g15_one_text_left_is_enough_to_wait(closed: Closed) -> None:
    """G15: nearly all is not all; whoever wrote the last one counts as much."""
    world, pid = closed.chats.world, await closed.pid("Rowan")
    pile = await closed.pile("Rowan")
    for _ in range(len(WROTE) - 1):
        text = await safety_reading.next_text(world, pid, pile)
        assert text is not None
        await safety_reading.mark_fine(world, pid, pile, text.handle)

    assert (await closed.tick()).state is State.CLOSED


async def test_g15_after_72_hours_the_envelopes_are_opened_all_the_same(closed: Closed) -> None:
    """G15: people were told a day; a reader on holiday must not move it. The trail says so."""
    closed.chats.clock.on(hours=71, minutes=59)
    early = await closed.tick()
    closed.chats.clock.on(minutes=1)
    late = await closed.tick()
    async with closed.chats.world.database.read() as db:
        actions = [entry.action for entry in await audit.list_audit(db)]

    assert (early.state, late.state) == (State.CLOSED, State.SEALED)
    assert "safety read ran out" in actions
    told = closed.round.results_on
    assert closed.chats.clock().astimezone(closed.chats.world.zone).date() <= told


async def test_a_round_without_words_is_sealed_at_once(chats: Chats) -> None:
    """There is nothing to read; nobody waits three days for it, and nobody is pinged."""
    closed = await closed_round(with_safety_read(chats), {})
    await chats.deliver()

    pinged = [m.text for c in closed.staff.values() for m in c.shown.values()]

    assert (await closed.tick()).state is State.SEALED
    assert not any("Something waits" in text for text in pinged)


async def test_with_the_setting_off_nothing_waits(chats: Chats) -> None:
    """Where nobody asked is under 18, an organisation may do without."""
    closed = await closed_round(chats, WROTE)

    assert (await closed.tick()).state is State.SEALED


@pytest.mark.parametrize("fallback", [Fallback.TEAR_UP, Fallback.KEEP])
async def test_g15_a_round_with_too_few_is_read_before_it_is_held(
    chats: Chats, fallback: Fallback
) -> None:
    """G15: an envelope that is ripped up for want of others may hold the one cry for help."""
    closed = await closed_round(with_safety_read(chats), WROTE, sent=4, fallback=fallback)
    waiting = await closed.tick()
    await closed.read_all("Rowan")
    held = await closed.tick()
    async with chats.world.database.read() as db:
        left = await safety_marks.load_marks(db, chats.world.keys, closed.round.id)

    assert (waiting.state, held.state) == (State.CLOSED, State.HELD)
    assert left == {}


async def test_a9_while_a_round_is_open_nobody_reads_a_word(chats: Chats) -> None:
    """A9: not the safety readers either; people may still change their minds."""
    with_safety_read(chats)
    await field.residents(chats, 12)
    round_ = await field.fielded(chats, *await field.crew(chats))
    for role in Role:
        pid = await chats.pid(await chats.add(f"S-{role}", role=role, home=""))

        assert await safety_reading.begin(chats.world, pid, round_.id) is None
        assert await safety_reading.waiting_rounds(chats.world, pid) == []


@pytest.mark.parametrize(
    ("name", "reads"),
    [
        *(("Mina", True), ("Dot", True), ("Olu", True), ("Rowan", True)),
        *(("Rae", False), ("Tess", False), ("Lee", False), ("Ash", False), ("Mo", False)),
    ],
)
async def test_a9_only_safety_readers_see_the_words(
    closed: Closed, name: str, reads: bool
) -> None:
    """A9: nobody of the homes that were asked, no author, no administrator. A trustee may be
    the second person, and reads nothing by themselves."""
    world, pid = closed.chats.world, await closed.pid(name)
    pile = await safety_reading.begin(world, pid, closed.round.id)
    text = None if pile is None else await safety_reading.next_text(world, pid, pile)

    assert (text is not None) == reads
    if pile is not None and not reads:
        with pytest.raises(NotTheirs):
            await safety_reading.mark_fine(world, pid, pile, next(iter(pile.handles)))


async def test_a9_a_text_is_shown_with_its_question_and_nothing_else(closed: Closed) -> None:
    """A9, A10: no name, no home, no count, and another order at every sitting."""
    world, pid = closed.chats.world, await closed.pid("Rowan")
    orders = set()
    for _ in range(6):
        pile = await closed.pile("Rowan")
        text = await safety_reading.next_text(world, pid, pile)
        assert text is not None
        assert set(text.__slots__) == {"handle", "question", "beside", "words"}
        assert text.question == SURVEY.item(CHANGE).text["en"]
        orders.add(text.words)

    assert len(orders) > 1


async def test_c7_a_text_that_names_a_reader_waits_for_somebody_else(chats: Chats) -> None:
    """C7: what somebody says of the lead is not the lead's to read first."""
    said = {**WROTE, 4: "mina grabbed my arm and said nobody would believe me"}
    closed = await closed_round(with_safety_read(chats), said)
    lead = await closed.read_all("Mina")
    waiting = await closed.tick()
    deputy = await closed.read_all("Dot")

    assert sorted(lead) == sorted(WROTE.values())
    assert waiting.state is State.CLOSED
    assert deputy == [said[4]]
    assert (await closed.tick()).state is State.SEALED


async def test_what_was_marked_fine_can_be_looked_at_again(closed: Closed) -> None:
    """A thumb slips; the text must still be there."""
    world, pid, pile = closed.chats.world, await closed.pid("Rowan"), await closed.pile("Rowan")
    handle = await closed.handle_of("Rowan", pile, SAD)
    await safety_reading.mark_fine(world, pid, pile, handle)
    again = await safety_reading.look_at(world, pid, pile, handle)

    assert pile.last == handle
    assert again is not None
    assert again.words == SAD


async def test_a_pile_is_worth_nothing_to_anybody_else(closed: Closed) -> None:
    """C5: a handle from somebody else's screen opens nothing."""
    world, pile = closed.chats.world, await closed.pile("Rowan")
    handle = next(iter(pile.handles))
    with pytest.raises(NotTheirs):
        await safety_reading.next_text(world, await closed.pid("Mina"), pile)
    with pytest.raises(NotTheirs):
        await safety_reading.mark_fine(world, await closed.pid("Mina"), pile, handle)


async def test_the_trail_has_one_entry_for_each_reader_and_none_for_each_text(
    closed: Closed,
) -> None:
    """A10: as many entries as texts would tell the administrator how many wrote."""
    await closed.read_all("Rowan")
    await closed.read_all("Rowan")
    async with closed.chats.world.database.read() as db:
        entries = [e for e in await audit.list_audit(db) if e.action.startswith("safety read")]

    assert [(e.action, e.about) for e in entries] == [("safety read done", closed.round.id)]


async def test_safety_readers_are_told_at_the_close_and_nobody_else(closed: Closed) -> None:
    """Nobody reads what they do not know of; the ping says nothing of what waits."""
    await closed.chats.deliver()
    told = {
        name
        for name, chatter in closed.staff.items()
        if any("Something waits for you" in m.text for m in chatter.shown.values())
    }

    assert told == {"Mina", "Dot", "Olu", "Rowan"}


async def test_readers_are_reminded_once_half_way(closed: Closed) -> None:
    """A ping is easily missed, and three days are not long."""
    await closed.chats.deliver()
    mina = closed.staff["Mina"]
    before = len(mina.shown)
    for hours in (35, 1, 1, 20):
        closed.chats.clock.on(hours=hours)
        await closed.tick()
        await closed.chats.deliver()

    assert len(mina.shown) == before + 1
    assert "Something waits for you" in mina.newest.text


async def test_marks_are_gone_after_the_seal(closed: Closed) -> None:
    """A6: nothing is left that was made of anybody's words."""
    await closed.read_all("Rowan")
    async with closed.chats.world.database.read() as db:
        before = await safety_marks.load_marks(db, closed.chats.world.keys, closed.round.id)
    await closed.tick()
    async with closed.chats.world.database.read() as db:
        rows = (await db.execute(select(safety_marks.SafetyMarkRow))).all()

    assert {said.verdict for said in before.values()} == {Verdict.FINE}
    assert rows == []


async def test_the_hours_count_from_the_close_itself(chats: Chats) -> None:
    """A machine that was off over the close must not eat the readers' three days."""
    with_safety_read(chats)
    asked = await field.residents(chats, 12)
    round_ = await field.fielded(chats, *await field.crew(chats))
    await field.send(chats, round_, asked[:8])
    chats.clock.at = round_.closes_at + timedelta(days=5)
    await fielding.close_due(chats.world)
    late = await field.again(chats, round_.id)

    assert not await safety_reading.is_over(chats.world, late)
    assert late.closes_at == chats.clock()
    assert safety_reading.ends_at(chats.world, late) == late.closes_at + timedelta(hours=72)
    assert late.answer_by >= late.results_on


@pytest.mark.parametrize("hours", [1, 72, 100, 168])
async def test_the_day_people_are_told_is_never_before_the_read_is_over(
    chats: Chats, hours: int
) -> None:
    """Consent: "by {opens} the envelopes are opened together" has to stay true."""
    with_safety_read(chats, safety_read_hours=hours)
    await field.residents(chats, 12)
    round_ = await field.fielded(chats, *await field.crew(chats))
    async with chats.world.database.write() as db:
        later = round_.closes_at + timedelta(days=1, hours=11)
        extended = await fielding.extend(db, chats.world, round_.id, later, None)
    for one in (round_, extended):
        over = one.closes_at + timedelta(hours=hours)

        assert over.astimezone(chats.world.zone).date() <= one.results_on
        assert safety_reading.ends_at(chats.world, one) == over


async def test_the_doctor_warns_where_fewer_than_two_could_read(closed: Closed) -> None:
    """A text that names the only reader waits for nobody, and goes unread after 72 hours.

    Fails when somebody who may not read this round is counted among those who could.
    """
    world = closed.chats.world
    async with world.database.read() as db:
        known = await people.list_people(db, world.keys)
        able = [o for o in known if await safety_reading.could_read(db, world, closed.round, o)]
    before = await read_by_two(world)
    async with world.database.write() as db:
        for one in able[1:]:
            await people.delete_person(db, one.id)
    (left,) = await read_by_two(world)

    assert [one.level for one in before] == [Level.OK]
    assert left.level is Level.WARN
    assert f"Only {able[0].nick} could read" in left.said
