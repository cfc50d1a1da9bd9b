"""G15: worried opens exactly one envelope, by two people, and its author is told first."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.services.knowing import ticket_address
from bot.services.reading import safety_opening, safety_reading
from bot.services.reading.safety_reading import NotTheirs
from bot.services.rounds import fielding
from bot.services.safeguarding import alerting
from storage import (
    answers,
    audit,
    envelopes,
    ledger,
    listeners,
    outbox,
    people,
    safety_marks,
)
from storage.listeners import Listener
from surveys.anonymity.envelope import Envelope, pack
from surveys.anonymity.packing import answer_from_bytes
from surveys.flow.answers import Wrote
from surveys.flow.replies import Fallback
from surveys.flow.sitting import Sitting, Stage
from surveys.people.person import Chat
from surveys.people.roles import Role
from surveys.rounds.round import State, Way
from surveys.safeguarding.concern import Concern, Source, Telling
from tests.bot import fielded as field
from tests.bot.chatting import Chats
from tests.bot.services.safely import CHANGE, SAD, Closed, closed_round, with_safety_read

WROTE = {0: "a later bedtime", 1: "better wifi", 2: SAD, 3: "more trips"}
AUTHOR = 2


@pytest.fixture
async def closed(chats: Chats) -> Closed:
    return await closed_round(with_safety_read(chats), WROTE)


async def actions(closed: Closed) -> list[tuple[str, str, object]]:
    async with closed.chats.world.database.read() as db:
        return [(e.action, e.about, e.who) for e in await audit.list_audit(db)]


async def test_g15_one_person_who_is_worried_opens_nothing(closed: Closed) -> None:
    """G15: a worry is one person's reading; the name behind it takes two."""
    await closed.worry("Rowan", SAD)
    pile = await closed.pile("Rowan")
    world, pid = closed.chats.world, await closed.pid("Rowan")

    assert await closed.concerns() == []
    assert await safety_reading.next_worry(world, pid, pile) is None
    asked = await marks(closed)
    handle = next(h for h, m in pile.handles.items() if m in asked)
    for deed in (safety_opening.agree, safety_opening.tell_without_name):
        with pytest.raises(NotTheirs):
            await deed(world, pid, pile, handle)
    assert await closed.concerns() == []


async def marks(closed: Closed) -> set[bytes]:
    world = closed.chats.world
    async with world.database.read() as db:
        return set(await safety_marks.load_marks(db, world.keys, closed.round.id))


async def test_g15_two_people_open_exactly_one_envelope(closed: Closed) -> None:
    """G15: who wrote this one text, and not a word of anything else they wrote."""
    await closed.worry("Rowan", SAD)
    await closed.agree("Dot")
    (concern,) = await closed.concerns()
    author = await closed.chats.pid(closed.asked[AUTHOR])

    assert (concern.source, concern.telling) == (Source.SAFETY_READ, Telling.TOLD_FIRST)
    assert (concern.author, concern.words) == (author, SAD)
    assert concern.opened_by == (await closed.pid("Rowan"), await closed.pid("Dot"))
    assert concern.review_by is None
    assert concern.severity >= 2
    said = await actions(closed)
    assert ("identity opened", concern.handle, await closed.pid("Dot")) in said
    assert ("identity opening asked", closed.round.id, await closed.pid("Rowan")) in said
    assert [a for a, *_ in said].count("identity opened") == 1
    assert not any(SAD in about or "Y2" in about for _, about, _ in said)


async def test_g15_where_a_life_is_at_risk_one_is_enough_and_it_is_reviewed(
    closed: Closed,
) -> None:
    """G15, C8: nobody waits for a second person then; a second looks at it within 24 hours."""
    pile, world, pid = await closed.pile("Rowan"), closed.chats.world, await closed.pid("Rowan")
    handle = await closed.handle_of("Rowan", pile, SAD)
    await safety_opening.open_alone(world, pid, pile, handle)
    (concern,) = await closed.concerns()

    assert concern.opened_by == (pid,)
    assert concern.is_urgent
    assert concern.review_by == closed.chats.clock() + timedelta(hours=24)
    assert [a for a, *_ in await actions(closed)].count("identity opened") == 1
    with pytest.raises(NotTheirs):
        await safety_opening.open_alone(world, pid, pile, handle)


async def test_g6_the_author_is_told_first_and_kindly(closed: Closed) -> None:
    """G6: nobody learns from a worker at the door that their words were passed on."""
    await closed.chats.deliver()
    author = closed.asked[AUTHOR]
    before = {who.address: len(who.shown) for who in closed.asked}
    await closed.worry("Rowan", SAD)
    await closed.agree("Olu")
    async with closed.chats.world.database.write() as db:
        due = await outbox.claim_due(
            db, closed.chats.world.keys, closed.chats.clock(), lease=timedelta(seconds=0)
        )
    await closed.chats.deliver()
    said = author.newest

    assert due[0].to == author.address
    assert "Thank you for writing" in said.text
    assert "Mina, safeguarding lead" in said.text
    assert "not mean" not in said.text
    assert SAD not in said.text, "a phone on the table shows nothing of it"
    assert said.labels() == ["That's not what I meant", "Need help?"]
    others = [who for who in closed.asked if who is not author]
    assert all(len(who.shown) == before[who.address] for who in others)


async def test_the_author_may_say_that_it_is_not_what_they_meant(closed: Closed) -> None:
    """Marked, never swallowed; the button works."""
    await closed.worry("Rowan", SAD)
    await closed.agree("Olu")
    await closed.chats.deliver()
    await closed.asked[AUTHOR].press("That's not what I meant")
    (concern,) = await closed.concerns()

    assert concern.not_meant
    assert concern.is_live


async def test_the_words_are_torn_out_and_everything_else_stays(closed: Closed) -> None:
    """Acting on it could give them away beside the same words in a report."""
    await closed.worry("Rowan", SAD)
    await closed.agree("Olu")
    await closed.read_all("Mina")
    sealed = await closed.tick()
    async with closed.chats.world.database.read() as db:
        stored = await answers.load_answers(db, closed.chats.world.keys, closed.round.id)
    kept = [answer_from_bytes(one.body)[0] for one in stored if one.question == CHANGE]

    assert sealed.state is State.SEALED
    assert Wrote(SAD) not in kept
    assert {a.text for a in kept if isinstance(a, Wrote)} == set(WROTE.values()) - {SAD}
    assert len(kept) == 8


async def test_the_seal_waits_for_the_second_person(closed: Closed) -> None:
    """G15: everything read and one worry open is not over."""
    await closed.worry("Rowan", SAD)
    await closed.read_all("Rowan")
    waiting = await closed.tick()
    await closed.agree("Olu")

    assert waiting.state is State.CLOSED
    assert (await closed.tick()).state is State.SEALED


async def test_a_worry_that_no_second_person_looked_at_goes_on_without_a_name(
    closed: Closed,
) -> None:
    """G15, G16: after 72 hours the key goes, and the worry does not go with it."""
    await closed.worry("Rowan", SAD)
    closed.chats.clock.on(hours=72)
    sealed = await closed.tick()
    (concern,) = await closed.concerns()

    assert sealed.state is State.SEALED
    assert (concern.telling, concern.author) == (Telling.NO_AUTHOR, None)
    assert concern.words == SAD
    assert set(concern.homes) == {"Maple House", "Fern House", "Birch House"}
    assert concern.alerted


async def test_a_second_person_who_would_not_open_it_still_passes_it_on(closed: Closed) -> None:
    """Two people differ about the name, not about whether somebody should know."""
    await closed.chats.deliver()
    await closed.worry("Rowan", SAD)
    world, pid, pile = closed.chats.world, await closed.pid("Tess"), await closed.pile("Tess")
    text = await safety_reading.next_worry(world, pid, pile)
    assert text is not None
    await safety_opening.tell_without_name(world, pid, pile, text.handle)
    await closed.chats.deliver()
    (concern,) = await closed.concerns()

    assert concern.telling is Telling.NO_AUTHOR
    assert len({who.newest.text for who in closed.asked}) == 1
    await closed.read_all("Rowan")
    assert (await closed.tick()).state is State.SEALED


async def test_words_that_are_with_somebody_already_raise_no_second_alarm(
    closed: Closed,
) -> None:
    """One worry, one alarm; and the reader learns nothing of there being one already."""
    world = closed.chats.world
    alive = Concern(
        id=b"a" * 16,
        handle="",
        at=closed.chats.clock(),
        source=Source.ANSWER,
        telling=Telling.WITHOUT_NAME,
        severity=2,
        words=f" {SAD}\n",
        author=await closed.chats.pid(closed.asked[AUTHOR]),
        round=closed.round.id,
        question=CHANGE,
    )
    async with world.database.write() as db:
        await alerting.alert(db, world, alive)
    await closed.worry("Rowan", SAD)
    await closed.read_all("Rowan")
    said = [a for a, *_ in await actions(closed)]

    assert len(await closed.concerns()) == 1
    assert "identity opening asked" in said
    assert (await closed.tick()).state is State.SEALED


async def test_a_life_at_risk_is_told_even_where_a_lesser_worry_is_known(
    closed: Closed,
) -> None:
    """The lead has words of severity 2 and no name; whoever reads them now fears for a life."""
    world = closed.chats.world
    pile, pid = await closed.pile("Rowan"), await closed.pid("Rowan")
    alive = Concern(
        id=b"a" * 16,
        handle="",
        at=closed.chats.clock(),
        source=Source.ANSWER,
        telling=Telling.WITHOUT_NAME,
        severity=2,
        words=SAD,
        author=await closed.chats.pid(closed.asked[AUTHOR]),
        round=closed.round.id,
        question=CHANGE,
    )
    async with world.database.write() as db:
        await alerting.alert(db, world, alive)
    await safety_opening.open_alone(world, pid, pile, await closed.handle_of("Rowan", pile, SAD))

    assert len(await closed.concerns()) == 2


async def test_what_was_said_outlives_a_restart(closed: Closed) -> None:
    """A pile is memory; what somebody was worried about is not."""
    await closed.worry("Rowan", SAD)
    waiting = await safety_reading.waiting_rounds(closed.chats.world, await closed.pid("Olu"))
    await closed.agree("Olu")

    assert [(r.id, unread, asked) for r, unread, asked in waiting] == [
        (closed.round.id, True, True)
    ]
    assert len(await closed.concerns()) == 1


@pytest.mark.full
async def test_g15_a_round_that_would_be_held_is_opened_the_same_way(chats: Chats) -> None:
    """G15: too few for a result is not too few for a person to be helped."""
    closed = await closed_round(with_safety_read(chats), {0: SAD}, sent=3, fallback=Fallback.KEEP)
    await closed.worry("Rowan", SAD)
    await closed.agree("Olu")
    held = await closed.tick()
    (concern,) = await closed.concerns()

    assert held.state is State.HELD
    assert concern.author == await chats.pid(closed.asked[0])


async def test_somebody_who_asked_to_be_forgotten_meanwhile_stays_forgotten(
    closed: Closed,
) -> None:
    """X3: their envelope went before anybody was told; there is nothing left to open."""
    await closed.worry("Rowan", SAD)
    author = closed.asked[AUTHOR]
    await author.type("/deleteme")
    await author.press("Yes, delete everything")
    world, pid, pile = closed.chats.world, await closed.pid("Olu"), await closed.pile("Olu")

    assert await safety_reading.next_worry(world, pid, pile) is None
    await closed.read_all("Olu")
    assert (await closed.tick()).state is State.SEALED


async def test_g15_a_ticket_is_opened_to_its_place_and_told_in_its_chat(chats: Chats) -> None:
    """G15: nobody has a name there; the place of the sitting and the slip's own chat are all."""
    with_safety_read(chats)
    ash, mo = await field.crew(chats)
    mina = await chats.add("Mina", role=Role.SAFEGUARDING_LEAD, home="")
    rowan = await chats.add("Rowan", role=Role.READER, home="")
    await field.residents(chats, 12)
    round_ = await field.fielded(chats, ash, mo, way=Way.TICKET, tickets=12)
    async with chats.world.database.write() as db:
        slips = await ledger.list_asked(db, round_.id)
        for slip in slips[:8]:
            sitting = Sitting(stage=Stage.SENT, answers={CHANGE: Wrote(SAD)})
            packed = pack(Envelope(sitting, place="Fern House"), round_.envelope_size)
            await envelopes.save_envelope(db, chats.world.keys, round_.id, slip, packed)
    chats.clock.at = round_.closes_at
    await fielding.close_due(chats.world)
    closed = Closed(chats, round_, [], {"Mina": mina, "Rowan": rowan})
    await closed.worry("Rowan", SAD)
    await closed.agree("Mina")
    (concern,) = await closed.concerns()
    await chats.deliver()

    assert concern.author in slips[:8]
    assert (concern.home, concern.place) == ("", "Fern House")
    said = chats.at(ticket_address(concern.author)).newest.text
    assert "where you are sitting. I don't know your name." in said
    assert [len(chats.at(ticket_address(s)).shown) for s in slips].count(1) == 1


async def test_g16_everybody_can_write_back_to_whoever_was_told(closed: Closed) -> None:
    """G16: the same button for all; it begins an own message to the lead, named or not."""
    world = closed.chats.world
    mina = await closed.chats.add("Mina", role=Role.SAFEGUARDING_LEAD, home="", chat=Chat.WEB)
    async with world.database.write() as db:
        await people.delete_person(db, await closed.pid("Mina"))
        listener = Listener(await closed.chats.pid(mina), "safeguarding lead")
        await listeners.save_listener(db, world.keys, listener)
    await closed.worry("Rowan", SAD)
    pile = await closed.pile("Olu")
    text = await safety_reading.next_worry(world, await closed.pid("Olu"), pile)
    assert text is not None
    await safety_opening.tell_without_name(world, await closed.pid("Olu"), pile, text.handle)
    await closed.chats.deliver()
    said = await closed.asked[7].press("Write to Mina")

    assert "Mina, safeguarding lead" in said
    assert "Without my name" in closed.asked[7].newest.labels()
