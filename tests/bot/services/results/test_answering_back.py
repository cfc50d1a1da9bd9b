"""Answers back through the chat: written, seen as it is read, sent once; and /what."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.services.results import answering_back
from bot.services.rounds import fielding, sealing
from bot.texts import say
from storage import answers_back, ledger, people, rounds
from surveys.people.person import Chat
from surveys.people.roles import Role
from surveys.rounds.round import Round, State
from tests.bot import fielded as field
from tests.bot.chatting import Chats, Chatter

NEXT = "Tea is at seven from Monday on. You choose what it is on Fridays."


async def held(chats: Chats) -> tuple[Round, list[Chatter], Chatter]:
    """A round that was held: who was asked, and Vi, who decides."""
    asked = await field.residents(chats, 8)
    ash, mo = await field.crew(chats)
    round_ = await field.fielded(chats, ash, mo)
    await field.send(chats, round_, asked[:2])
    ended = await field.end(chats, round_)
    assert ended.state is State.HELD
    await chats.deliver()
    return ended, asked, await decider(chats)


async def decider(chats: Chats) -> Chatter:
    async with chats.world.database.read() as db:
        found = await people.list_people(db, chats.world.keys, role=Role.DECISION_MAKER)
    return chats.at(next(one.address for one in found if one.nick == "Vi"))


async def test_34_whoever_decides_writes_back_and_everybody_asked_reads_it(chats: Chats) -> None:
    """Also those who did not answer: it is owed to everybody who was asked."""
    round_, asked, vi = await held(chats)

    assert "Waiting for your answer back" in await vi.type("/what")
    assert "What happens next" in await vi.press("Write back")
    preview = await vi.type(NEXT)
    assert NEXT in preview
    await vi.press("Add what can't be")
    await vi.type("A pool costs too much.")
    assert "Sent" in await vi.press("Send it")
    await chats.deliver()

    for young in (asked[0], asked[7]):
        assert NEXT in young.newest.text
        assert "A pool costs too much." in young.newest.text
        assert "Waiting for your answer" not in await young.type("/what")
    assert "Waiting for your answer back" not in await vi.type("/what")
    async with chats.world.database.read() as db:
        kept = await answers_back.load_answer(db, round_.id)
    assert kept is not None
    assert kept.given_on == chats.world.today()


async def test_an_answer_is_sent_once_however_often_the_button_is_pressed(chats: Chats) -> None:
    """A second press, or one by hand, tells nobody anything again."""
    round_, asked, vi = await held(chats)
    await vi.tap(f"ab:go:{round_.tag}")
    await vi.type(NEXT)
    await vi.tap(f"ab:send:{round_.tag}")
    await chats.deliver()
    before = dict(asked[0].shown)

    assert await vi.tap(f"ab:send:{round_.tag}") == say("back.sent_already")
    await vi.tap(f"ab:go:{round_.tag}")
    await chats.deliver()
    assert asked[0].shown == before


async def test_c5_only_whoever_the_round_names_can_answer_it(chats: Chats) -> None:
    """Another who decides presses the button by hand, and so does the author."""
    round_, _, _ = await held(chats)
    other = await chats.add("Bo", role=Role.DECISION_MAKER, home="")
    author = await chats.add("Ari", role=Role.EBE, home="")
    await other.tap(f"ab:go:{round_.tag}")
    await other.type(NEXT)
    await other.tap(f"ab:send:{round_.tag}")
    await author.tap(f"ab:send:{round_.tag}")

    async with chats.world.database.read() as db:
        kept = await answers_back.load_answer(db, round_.id)
    assert kept is None or kept.given_on is None


async def test_nothing_is_answered_before_the_result_is_out(chats: Chats) -> None:
    """Whoever decides has not seen what they would answer."""
    await field.residents(chats, 8)
    ash, mo = await field.crew(chats)
    round_ = await field.fielded(chats, ash, mo)
    vi = await decider(chats)
    await chats.deliver()

    assert await vi.tap(f"ab:go:{round_.tag}") == say("hear_back.gone")


async def test_34_what_says_the_same_to_whoever_sent_said_no_and_did_nothing(chats: Chats) -> None:
    """A phone that is looked at must not tell who answered."""
    asked = await field.residents(chats, 8)
    ash, mo = await field.crew(chats)
    round_ = await field.fielded(chats, ash, mo)
    await field.send(chats, round_, asked[:6])
    await asked[6].tap(f"no:{round_.tag}")
    said = []
    for moved in (True, False):
        if moved:
            async with chats.world.database.write() as db:
                await rounds.claim_state(db, round_.id, was=State.OPEN, now=State.CLOSED)
        said += [await one.type("/what") for one in (asked[0], asked[6], asked[7])]

    assert len(set(said)) == 1
    assert "Vi, director decides" in said[0]


async def test_34_it_is_said_once_that_an_answer_is_late(chats: Chats) -> None:
    """And not for ever after: everybody asked hears it one time, whoever decides before."""
    round_, asked, vi = await held(chats)
    chats.clock.at += timedelta(
        days=round_.answer_by.toordinal() - chats.world.today().toordinal()
    )
    chats.clock.at -= timedelta(days=2)
    assert await answering_back.say_late(chats.world) == 1
    assert await answering_back.say_late(chats.world) == 0
    await chats.deliver()
    assert "hear from you by" in vi.newest.text
    assert "late" not in asked[0].newest.text

    chats.clock.at += timedelta(days=3)
    assert await answering_back.say_late(chats.world) == 1
    assert await answering_back.say_late(chats.world) == 0
    await chats.deliver()
    assert "It's late" in asked[0].newest.text
    assert "It's late" in asked[7].newest.text
    assert "late" in vi.newest.text
    assert "It's late" in await asked[1].type("/what")


@pytest.mark.parametrize("days_left", [2, 0, -1])
async def test_a_round_held_late_asks_whoever_decides_once(chats: Chats, days_left: int) -> None:
    """A day that is near or past asks by itself: two cards about one round are one too many."""
    asked = await field.residents(chats, 8)
    ash, mo = await field.crew(chats)
    round_ = await field.fielded(chats, ash, mo)
    await field.send(chats, round_, asked[:2])
    today = round_.answer_by - timedelta(days=days_left)
    chats.clock.on(days=(today - chats.world.today()).days)
    await fielding.close_due(chats.world)
    await sealing.seal_due(chats.world)
    await answering_back.say_late(chats.world)
    await chats.deliver()
    vi = await decider(chats)

    assert (await field.again(chats, round_.id)).state is State.HELD
    cards = [m for m in vi.shown.values() if any("Write back" in one for one in m.labels())]
    assert len(cards) == 1


async def test_old_promises_are_not_said_to_be_late_months_afterwards(chats: Chats) -> None:
    """A program that was off, or is upgraded, does not begin with a heap of old news."""
    round_, _, _ = await held(chats)
    chats.clock.at += timedelta(days=120)

    assert await answering_back.say_late(chats.world) == 0
    assert round_.state is State.HELD


async def test_words_that_are_none_are_asked_for_again_and_cancel_leaves_it(chats: Chats) -> None:
    """Nothing is sent by mistake."""
    round_, _, vi = await held(chats)
    await vi.tap(f"ab:go:{round_.tag}")

    assert "whole sentence" in await vi.type("ok")
    assert "at most 600" in await vi.type("word " * 200)
    assert await vi.type("cancel") == say("back.left")
    async with chats.world.database.read() as db:
        assert await answers_back.load_answer(db, round_.id) is None


async def test_a_preview_says_what_is_hard_and_whom_it_names(chats: Chats) -> None:
    """It stays the organisation's answer: nothing is forbidden, it is said."""
    round_, _, vi = await held(chats)
    await vi.tap(f"ab:go:{round_.tag}")
    hard = await vi.type(
        "The organisation will undertake a comprehensive consultation regarding implementation."
    )
    await vi.tap(f"ab:go:{round_.tag}")
    named = await vi.type("Fern House gets the new sofa by Easter.")

    assert "hard to read" in hard
    assert "name somebody or a home" in named


async def test_c4_whoever_decides_no_more_writes_nothing_more(chats: Chats) -> None:
    """Their words would have gone to everybody."""
    round_, _, vi = await held(chats)
    await vi.tap(f"ab:go:{round_.tag}")
    async with chats.world.database.write() as db:
        mine = await people.find_person(db, chats.world.keys, vi.address)
        assert mine is not None
        desk = await people.load_desk(db, chats.world.keys, mine.id)
        await people.delete_person(db, mine.id)
        await people.add_person(db, chats.world.keys, replace(mine, role=Role.DESIGNER))
        await people.save_desk(db, chats.world.keys, mine.id, desk)

    assert await vi.type(NEXT) == say("hear_back.gone")
    assert desk.waiting


async def test_home_leads_to_what_happened_once_a_round_is_over(chats: Chats) -> None:
    """Nobody has to know a command."""
    round_, asked, _ = await held(chats)
    await asked[0].type("/start")

    assert "“Evenings”" in await asked[0].press("What happened?")
    assert round_.survey.title["en"] == "Evenings"


async def test_somebody_who_was_asked_nothing_is_told_so(chats: Chats) -> None:
    """And a stranger nothing at all."""
    ann = await chats.add("Ann", chat=Chat.WEB)

    assert say("happened.none") in await ann.type("/what")
    assert "Evenings" not in await chats.stranger().type("/what")


@pytest.mark.parametrize("left", [True, False])
async def test_where_whoever_decides_has_left_another_one_can(chats: Chats, left: bool) -> None:
    """A promise must not hang on an account that is gone."""
    round_, _, vi = await held(chats)
    bo = await chats.add("Bo", role=Role.DECISION_MAKER, home="")
    if left:
        async with chats.world.database.write() as db:
            await people.delete_person(db, await chats.pid(vi))

    said = await bo.tap(f"ab:go:{round_.tag}")
    assert ("What happens next" in said) is left


async def test_whoever_was_forgotten_is_not_told(chats: Chats) -> None:
    """Their row is gone with them."""
    round_, asked, vi = await held(chats)
    await asked[3].type("/deleteme")
    await asked[3].press("Yes")
    before = dict(asked[3].shown)
    await vi.tap(f"ab:go:{round_.tag}")
    await vi.type(NEXT)
    await vi.tap(f"ab:send:{round_.tag}")
    await chats.deliver()

    assert asked[3].shown == before
    async with chats.world.database.read() as db:
        assert len(await ledger.list_asked(db, round_.id)) == 7


async def test_a_restart_between_typing_and_sending_loses_nothing(chats: Chats) -> None:
    """What was typed lies in the database, and so does what the next words are for."""
    round_, asked, vi = await held(chats)
    await vi.tap(f"ab:go:{round_.tag}")
    await chats.close()
    chats.intakes.clear()
    await vi.type(NEXT)
    await chats.close()
    chats.intakes.clear()
    await vi.press("Send it")
    await chats.deliver()

    assert NEXT in asked[5].newest.text


async def test_a_bare_press_sends_nothing_that_nobody_wrote(chats: Chats) -> None:
    """Buttons made by hand: no words yet, a part there is not, no round, no step."""
    round_, asked, vi = await held(chats)
    before = dict(asked[0].shown)
    for code in ("ab:send", f"ab:add:{round_.tag}:next", f"ab:x:{round_.tag}", "ab", "ab:go:zz"):
        await vi.tap(code)
    await vi.tap(f"ab:send:{round_.tag}")
    await chats.deliver()

    assert asked[0].shown == before
