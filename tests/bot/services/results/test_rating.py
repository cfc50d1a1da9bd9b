"""Rating in chat: one tap, in an envelope; printed or not; and what a bad majority does."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest
from sqlalchemy import select

from bot.services.asking import hearing_back
from bot.services.results import decided, keeping_promises, rating, reporting
from bot.texts import say
from storage import answers_back, outbox, ratings
from storage.envelopes import EnvelopeRow
from storage.keys import RoundKeyGone
from surveys.ids import RoundId
from surveys.people.audience import RESIDENTS
from surveys.reports.model import Report
from surveys.rounds.working_days import after
from tests.bot import fielded as field
from tests.bot.chatting import Chats
from tests.bot.services.results.decided_round import NEXT, PROMISE, REASON, Out, released

GOOD, PARTLY, BAD = "Good enough", "Partly", "Not good enough"


async def sent(chats: Chats) -> Out:
    out = await released(chats)
    await out.decide_all()
    await out.send()
    return out


async def ended(out: Out) -> None:
    """The seven days are over, and everything is said."""
    out.chats.clock.on(days=7, hours=8)
    assert await rating.close_due(out.chats.world) == 1
    assert await rating.close_due(out.chats.world) == 0
    await out.chats.deliver()


async def envelopes_of(out: Out) -> list[bytes]:
    async with out.chats.world.database.read() as db:
        (found,) = await ratings.list_ratings(db, out.round.id)
        return list(await db.scalars(select(EnvelopeRow.blob).where(EnvelopeRow.rid == found.id)))


async def in_the_way(out: Out) -> int:
    world = out.chats.world
    fresh = await field.again(out.chats, out.round.id)
    async with world.database.read() as db:
        asked = [await field.person(out.chats, one) for one in out.asked]
        found = await hearing_back.owed_before(
            db, world, replace(fresh, id=RoundId("next-one"), series=""), asked, RESIDENTS
        )
    return len(found)


async def test_33_a_paper_says_when_it_was_answered_sent_back_and_late(chats: Chats) -> None:
    """Whoever opens a file reads what is true that day, not on the day of the release."""
    out = await released(chats)
    first = await reporting.load_report(chats.world, None, out.round.id)
    await out.decide_all()
    await out.send()
    answered = await reporting.load_report(chats.world, None, out.round.id)
    await out.rate(*[BAD] * 12)
    await ended(out)
    back = await reporting.load_report(chats.world, None, out.round.id)
    chats.clock.on(days=30)
    late = await reporting.load_report(chats.world, None, out.round.id)
    for one in (first, answered, back, late):
        assert isinstance(one, Report)
    said = [(r.heard_back is not None, r.answer_late) for r in (first, answered, back, late)]

    assert said == [(False, False), (True, False), (True, False), (True, True)]
    assert [r.heard_back.sent_back for r in (answered, back, late)] == [False, True, True]
    assert back.answer_by != first.answer_by


async def test_33_a5_a_tap_says_the_same_whatever_it_was(chats: Chats) -> None:
    """Neither chat nor outbox nor trail says who rated, nor what."""
    out = await sent(chats)
    before = [dict(one.shown) for one in out.asked]
    said = [
        await one.press(label) for one, label in zip(out.asked, (GOOD, PARTLY, BAD), strict=False)
    ]
    said.append(await out.asked[3].press("I don't want to say"))

    assert len(set(said)) == 1
    assert [dict(one.shown) for one in out.asked] == before, "the chat keeps no sign of it"
    assert len({len(blob) for blob in await envelopes_of(out)}) == 1
    async with chats.world.database.read() as db:
        assert not await outbox.count_owed(db)


async def test_33_c5_who_was_not_asked_rates_nothing(chats: Chats) -> None:
    """A button by hand, from somebody else and after the end."""
    out = await sent(chats)
    code = f"rt:bad:{out.round.tag}:1"
    assert await out.dee.tap(code) == say("rate.over")
    for one in out.asked:
        await one.tap(code.replace(":1", ":2"))
    await ended(out)

    assert await out.asked[0].tap(code) == say("rate.over")
    assert "Too few ratings" in await out.asked[0].type("/what")


async def test_33_d1_of_four_the_decision_maker_hears_that_it_is_too_few(chats: Chats) -> None:
    """And nothing else; nothing is sent back."""
    out = await sent(chats)
    await out.rate(*[BAD] * 4)
    await ended(out)

    assert out.vi.newest.text == say("decide.rated_too_few", title="Evenings")
    assert "Too few ratings could be counted" in await out.asked[0].type("/what")
    assert not await in_the_way(out)


async def test_33_what_is_printed_are_bands_and_the_key_is_gone(chats: Chats) -> None:
    """The last tap of each counts; envelopes and key are gone before anything is said."""
    out = await sent(chats)
    await out.rate(*[BAD] * 6)
    await out.rate(*[GOOD] * 5)
    await ended(out)

    assert "“Good enough”: more than half, maybe everyone." in out.vi.newest.text
    assert "more than half" in await out.asked[9].type("/what")
    assert await envelopes_of(out) == []
    async with chats.world.database.read() as db:
        (found,) = await ratings.list_ratings(db, out.round.id)
    with pytest.raises(RoundKeyGone):
        chats.world.keys.draft(found.id)


async def test_33_a_bad_majority_sends_the_answer_back_and_blocks_new_rounds(chats: Chats) -> None:
    """The round is unanswered again: whoever decides and designers hear it, and /what says it."""
    out = await sent(chats)
    assert not await in_the_way(out)
    await out.rate(*[BAD] * 8)
    await ended(out)
    due = after(chats.world.today(), 10)

    assert "It counts as not answered now" in out.vi.newest.text
    assert "Vi, director looks at it again" in out.dee.newest.text
    told = await out.asked[11].type("/what")
    assert "More than half of those who rated it said: “Not good enough”" in told
    assert NEXT in told, "what was said before stays to be seen"
    assert PROMISE in told
    assert await in_the_way(out) == 1
    async with chats.world.database.read() as db:
        kept = await answers_back.load_answer(db, out.round.id)
    assert kept is not None
    assert kept.due_on == due


async def test_33_after_it_was_sent_back_everybody_is_told_again_and_rates_again(
    chats: Chats,
) -> None:
    """With what changed and what was said before; and new rounds may go on."""
    out = await sent(chats)
    await out.rate(*[BAD] * 8)
    await ended(out)
    await out.decide(out.vi, 1, promise="Tea is when you want it, from six to eight.")
    await out.vi.press("Yes, that's decided")
    await out.send()

    text = out.asked[7].newest.text
    assert "Something is new" in text
    assert "Tea is when you want it" in text
    assert f"Before that it was: yes, 8 March 2027: {PROMISE}" in text
    assert "Is that good enough?" in text
    assert not await in_the_way(out)
    await out.rate(*[GOOD] * 8)
    await ended(out)
    assert "“Good enough”: more than half" in await out.asked[0].type("/what")


async def test_33_plain_words_after_it_was_sent_back_are_rated_too(chats: Chats) -> None:
    """Where nothing is decided anew there is still an answer, and a way to say what it is."""
    out = await sent(chats)
    await out.rate(*[BAD] * 8)
    await ended(out)
    await out.vi.tap(f"ab:go:{out.round.tag}")
    await out.vi.type("We can't do more this year. In May we ask you about it again.")
    await out.vi.press("Send it to everyone")
    await chats.deliver()

    assert "Is that good enough?" in out.asked[0].newest.text
    assert await out.asked[0].press(BAD) != say("rate.over")


async def test_d2_nothing_is_printed_where_one_was_forgotten_since_it_was_rated_before(
    chats: Chats,
) -> None:
    """Whoever knows who went could take one result off the other. The answer stands."""
    out = await sent(chats)
    await out.rate(*[BAD] * 12)
    await ended(out)
    await out.asked[0].type("/deleteme")
    await out.asked[0].press("Yes")
    await out.decide(out.vi, 1, promise="Tea is when you want it, from six to eight.")
    await out.vi.press("Yes, that's decided")
    await out.send()
    out.asked.pop(0)
    await out.rate(*[BAD] * 11)
    await ended(out)

    assert "Too few ratings could be counted" in await out.asked[0].type("/what")
    assert not await in_the_way(out)


async def test_a6_the_key_of_a_rating_that_was_never_begun_is_destroyed(
    chats: Chats, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Killed after the key was made and before the commit: nobody is asked, and within two
    hours no key is left behind. One that is open keeps its own."""
    out = await released(chats)
    await out.decide_all()
    world = chats.world

    async def dies(*_: object) -> bool:
        raise KeyboardInterrupt

    with monkeypatch.context() as broken:
        broken.setattr(ratings, "open_rating", dies)
        async with world.database.read() as db:
            with pytest.raises(KeyboardInterrupt):
                await rating.begin(db, world, out.round)
    strays = rating.StrayKeys(world)
    assert [await strays.sweep() for _ in range(3)] == [0, 1, 0]
    await out.send()
    assert [await strays.sweep() for _ in range(3)] == [0, 0, 0]
    await out.rate(*[GOOD] * 6)
    await ended(out)

    assert "more than half" in out.vi.newest.text


async def test_33_f1_what_was_cut_off_after_the_envelopes_goes_on(
    chats: Chats, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Killed between the printing and the key: the next tick destroys it, and says it once."""
    out = await sent(chats)
    await out.rate(*[BAD] * 8)
    out.chats.clock.on(days=7, hours=8)
    keys = chats.world.keys
    with monkeypatch.context() as broken:
        broken.setattr(type(keys), "destroy_draft", lambda *_: False)
        assert await rating.close_due(chats.world) == 0
        assert "rated" not in await out.asked[0].type("/what")
    both = await asyncio.gather(rating.close_due(chats.world), rating.close_due(chats.world))
    await chats.deliver()

    assert sum(both) == 1
    assert sum("not answered now" in one.text for one in out.vi.shown.values()) == 1


async def test_33_a_lost_key_is_too_few(chats: Chats) -> None:
    """Nobody can open the envelopes: nothing is said of what was in them."""
    out = await sent(chats)
    await out.rate(*[BAD] * 8)
    async with chats.world.database.read() as db:
        (found,) = await ratings.list_ratings(db, out.round.id)
    chats.world.keys.destroy_draft(found.id)
    assert await out.asked[0].press(GOOD) == say("rate.over")
    await ended(out)

    assert out.vi.newest.text == say("decide.rated_too_few", title="Evenings")


async def test_33_whoever_lost_the_message_finds_the_question_under_what(chats: Chats) -> None:
    """And /mydata says the same to whoever rated and to whoever did not."""
    out = await sent(chats)
    await out.rate(BAD)
    young = out.asked[4]
    await young.type("/what")
    assert "Is that good enough?" in await young.press("Is it good enough?")
    assert await young.press(PARTLY) == await out.asked[0].press(PARTLY)
    lines = [
        next(line for line in (await one.type("/mydata")).splitlines() if "good enough" in line)
        for one in (out.asked[0], out.asked[8])
    ]

    assert lines[0] == lines[1]


async def test_x1_whoever_is_forgotten_takes_their_rating_along(chats: Chats) -> None:
    """Their envelope goes with them, unread."""
    out = await sent(chats)
    await out.rate(*[BAD] * 5)
    await out.asked[0].type("/deleteme")
    await out.asked[0].press("Yes")
    assert len(await envelopes_of(out)) == len(out.asked) - 1
    await ended(out)

    assert out.vi.newest.text == say("decide.rated_too_few", title="Evenings")


async def test_e1_decisions_stand_beside_a_result_and_are_never_frozen_in_it(chats: Chats) -> None:
    """Once told, and not before; with how they were rated."""
    out = await released(chats)
    pid = await chats.pid(out.asked[0])
    await out.decide_all()
    report = await reporting.load_report(chats.world, pid, out.round.id)
    assert isinstance(report, Report)
    assert report.decisions == ()
    await out.send()
    await out.rate(*[BAD] * 8)
    await ended(out)
    after_ = await reporting.load_report(chats.world, pid, out.round.id)

    assert isinstance(after_, Report)
    assert [one.promise for one in after_.decisions] == [PROMISE, PROMISE]
    assert after_.decisions[0].reason == REASON
    assert after_.heard_back is not None
    assert after_.heard_back.next == NEXT
    assert "looks at it again" in after_.heard_back.rated
    async with chats.world.database.read() as db:
        assert await decided.beside(db, chats.world, out.round, report) == after_


async def test_34_a_promise_that_went_by_is_said_once_to_everybody(chats: Chats) -> None:
    """Whoever decides is reminded before; what is done is not late."""
    out = await sent(chats)
    chats.clock.on(days=19)
    assert await keeping_promises.say_due(chats.world) == 2
    assert await keeping_promises.say_due(chats.world) == 0
    await chats.deliver()
    assert "Is it done?" in out.vi.newest.text
    await out.vi.press("It's done: Beds")
    chats.clock.on(days=3)
    assert await keeping_promises.say_due(chats.world) == 1
    assert await keeping_promises.say_due(chats.world) == 0
    await chats.deliver()

    newest = {one.newest.text for one in out.asked}
    assert len(newest) == 1
    (text,) = newest
    assert "It's late" in text
    assert "Beds" not in text
    assert "It's late" in await out.asked[0].type("/what")
    chats.clock.on(days=40)
    assert await keeping_promises.say_due(chats.world) == 0
