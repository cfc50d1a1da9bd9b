"""``/report`` and ``/results`` in both chats, through the real adaptor."""

from __future__ import annotations

import base64
from dataclasses import replace

import pytest

from bot.services.results import releasing
from storage import answers, audiences, ledger, rounds
from storage.releases import Release
from surveys.anonymity.packing import answer_to_bytes
from surveys.flow.answers import Chose
from surveys.ids import AnswerId, QuestionKey
from surveys.people.audience import RESIDENTS
from surveys.people.person import Chat
from surveys.people.roles import Role
from surveys.rounds.round import State
from tests.bot.chatting import Chats, Chatter, a_round

pytestmark = pytest.mark.sqlite_only


async def put_out(chats: Chats, asked: Chatter, *, key: str = "evenings") -> None:
    """A round that was sealed with 24 answers, read and released."""
    world = chats.world
    round_ = replace(
        a_round(key=key, now=chats.clock()),
        tag=f"tag{len(key):03}",
        state=State.SEALED,
        count_asked=30,
        count_sent=24,
    )
    world.keys.make_round_keys(round_.id)
    heard = [
        (
            AnswerId(bytes([n, len(key)]) * 8),
            QuestionKey("heard"),
            answer_to_bytes(Chose(("yes",)), None),
            None,
        )
        for n in range(24)
    ]
    async with world.database.write() as db:
        await rounds.add_round(db, round_)
        await audiences.set_audience(db, world.keys, round_.id, RESIDENTS)
        await ledger.open_ledger(db, round_.id, [await chats.pid(asked)])
        await answers.add_answers(db, world.keys, round_.id, heard)
    ash = await chats.pid(await chats.add("Ash", role=Role.EBE, home=""))
    mo = await chats.pid(await chats.add("Mo", role=Role.DECISION_MAKER, home=""))
    assert isinstance(
        await releasing.propose_release(world, ash, round_.id, without_themes=True), Release
    )
    assert isinstance(await releasing.approve_release(world, mo, round_.id), Release)


@pytest.mark.parametrize("chat", list(Chat))
async def test_the_news_of_a_result_has_a_button_that_opens_it(chats: Chats, chat: Chat) -> None:
    """Who was asked gets from the card to the page with one tap, in either chat."""
    ann = await chats.add("Ann", chat=chat)
    await put_out(chats, ann)
    await chats.deliver()
    assert "ready" in ann.newest.text
    await ann.press("See the results")

    assert [file.name.startswith("evenings-what-people-said-") for file in ann.files] == [True]
    assert b"Evenings" in base64.b64decode(ann.files[0].content)
    assert len(ann.taps_answered) == 1


@pytest.mark.parametrize("command", ["/report", "/results"])
async def test_a_designer_gets_a_released_result_by_command(chats: Chats, command: str) -> None:
    """Either word works, once those who were asked were sent it (33, seen first)."""
    ann = await chats.add("Ann")
    jo = await chats.add("Jo", role=Role.DESIGNER, home="")
    await put_out(chats, ann)
    early = await jo.type(command)
    await chats.deliver()
    await jo.type(command)

    assert "result for you to open" in early
    assert len(jo.files) == 1
    assert jo.files[0].media_type == "text/html"


async def test_several_results_are_offered_as_buttons(chats: Chats) -> None:
    """The newest first; each opens its own."""
    ann = await chats.add("Ann")
    await put_out(chats, ann)
    chats.clock.on(days=30)
    await put_out(chats, ann, key="evenings-again")
    await chats.deliver()
    jo = await chats.add("Jo", role=Role.DESIGNER, home="")
    said = await jo.type("/report")

    assert "Which result?" in said
    assert len(jo.newest.buttons) == 2
    await jo.press(jo.newest.labels()[0])
    assert b"evenings-again" in base64.b64decode(jo.files[0].content)


async def test_the_home_cards_button_offers_what_there_is(chats: Chats) -> None:
    """ "What came of it" names no round: it answers as the command does."""
    ann = await chats.add("Ann", chat=Chat.WEB)
    await put_out(chats, ann)
    await ann.tap("res")

    assert len(ann.files) == 1


@pytest.mark.parametrize("code", ["res:tag014", "res:", "res:nobody:1:2"])
async def test_a9_a_forged_button_hands_nothing_over(chats: Chats, code: str) -> None:
    """A9, C5: what a button carries came from outside."""
    ann = await chats.add("Ann")
    bea = await chats.add("Bea")
    await put_out(chats, ann, key="evenings-again")
    said = await bea.tap(code)

    assert bea.files == []
    assert "result" in said
    assert len(bea.taps_answered) == 1


async def test_a_stranger_is_told_that_there_is_nothing(chats: Chats) -> None:
    """C1: one generic reply."""
    ann = await chats.add("Ann")
    await put_out(chats, ann)
    stranger = chats.stranger()

    assert "no result for you" in await stranger.type("/report")
    assert stranger.files == []
