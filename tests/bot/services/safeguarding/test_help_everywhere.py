"""G5: the numbers are one tap away in every state, whoever somebody is and wherever they are."""

from __future__ import annotations

import os
import random

import pytest

from bot.services.people import enrolling
from storage import listeners
from storage.listeners import Listener
from surveys.people.person import Address, Chat
from surveys.people.roles import Role
from surveys.rounds.round import Way
from tests.bot.chatting import POLICY, Chats, Chatter
from tests.bot.services.people.test_enrolling import sit_down, ticket_round

pytestmark = pytest.mark.sqlite_only

WALKS = 60 if os.environ.get("EARSHOT_FULL") else 1
STEPS = 30
TYPED = (
    *("yes", "at six", "2", "games", "back", "skip", "stop", "later", "no", "delete"),
    *("/start", "/mydata", "/privacy", "/withdraw", "/message", "/tidy", "takeback", "cancel"),
    *("I like it here", "my name is bob", "six words that are not the ones", "🎉", "/deleteme"),
    *("what", "i hate everything", "someone is hitting me"),
)
ENDS = {"eraseyes"}
"""Presses that end the walk's own state: tried by tests of their own."""


def offers_help(chatter: Chatter) -> bool:
    """Whether the newest message with buttons has the way to the numbers among them."""
    newest = next((m for _, m in sorted(chatter.shown.items(), reverse=True) if m.rows), None)
    return newest is None or any(b.press in {"help", "comore"} for b in newest.buttons)


async def check(chatter: Chatter, *, phone: bool) -> None:
    """Ask for help from here, by a tap and by typing: the same card comes, and changes nothing."""
    before = chatter.newest.text if chatter.shown else ""
    for ask in (chatter.tap("help"), chatter.type("help"), chatter.type("/help")):
        said = await ask
        shown = [one.number for one in POLICY.numbers if one.number in said.splitlines()]
        assert len(shown) >= 3, (before, said)
        labels = chatter.newest.labels()
        assert ("Ask an adult here to come" in labels) is phone, (before, labels)


async def walk(chats: Chats, who: Chatter, chance: random.Random, *, phone: bool) -> None:
    """Go anywhere, by taps and by typing, and look for help at every step."""
    for _ in range(STEPS):
        buttons = [
            (button.press, message)
            for message, shown in sorted(who.shown.items())[-4:]
            for button in shown.buttons
            if button.press and button.press not in ENDS
        ]
        if buttons and chance.random() < 0.75:
            press, message = chance.choice(buttons)
            await who.tap(press, message)
        else:
            await who.type(chance.choice(TYPED))
        assert offers_help(who), who.newest
        if chance.random() < 0.2:
            await check(who, phone=phone)


async def people_to_write_to(chats: Chats) -> None:
    sam = await chats.add("Sam", chat=Chat.WEB, role=Role.LISTENER, home="")
    async with chats.world.database.write() as db:
        one = Listener(await chats.pid(sam), "advocate")
        await listeners.save_listener(db, chats.world.keys, one)


@pytest.mark.parametrize("seed", range(WALKS))
@pytest.mark.parametrize("chat", [Chat.TELEGRAM, Chat.WEB])
@pytest.mark.full
async def test_g5_help_is_one_tap_away_wherever_a_walk_leads(
    chats: Chats, chat: Chat, seed: int
) -> None:
    """Two rounds at once, one of them by name; every button and word may come at any time."""
    chance = random.Random(f"{chat} {seed}")  # a walk, not a secret
    await people_to_write_to(chats)
    ann = await chats.add(chat=chat)
    await chats.add("", role=Role.DUTY_PHONE)
    await chats.open_round(ann)
    await chats.open_round(ann, key="second", way=Way.NAMED)
    await ann.type("/start")
    await walk(chats, ann, chance, phone=True)


@pytest.mark.parametrize("seed", range(WALKS))
async def test_g5_a_stranger_has_it_too(chats: Chats, seed: int) -> None:
    """Nobody has to be known to be helped; there is no house to call to."""
    chance = random.Random(seed)  # a walk, not a secret
    await chats.add("", role=Role.DUTY_PHONE)
    stranger = chats.stranger()
    await stranger.type("hello")
    await walk(chats, stranger, chance, phone=False)


@pytest.mark.parametrize("seed", range(WALKS))
async def test_g5_a_ticket_has_it_too(chats: Chats, seed: int) -> None:
    """On a shared tablet, while the sitting is open and after the round has closed."""
    chance = random.Random(seed)  # a walk, not a secret
    await people_to_write_to(chats)
    await chats.add("", role=Role.DUTY_PHONE)
    round_, codes = await ticket_round(chats)
    await sit_down(chats, round_)
    signed = await enrolling.enter_ticket(chats.world, codes[0])
    assert signed is not None
    number = await enrolling.whose_token(chats.world, signed.token)
    assert number is not None
    await chats.deliver()
    sitter = chats.at(Address(Chat.WEB, number))
    await walk(chats, sitter, chance, phone=True)
    await chats.close_round(round_)
    await check(sitter, phone=True)


async def test_g5_after_a_round_has_closed_and_after_being_forgotten(chats: Chats) -> None:
    """Whoever was somebody a moment ago still gets the numbers."""
    ann = await chats.add()
    await chats.add("", role=Role.DUTY_PHONE)
    round_ = await chats.open_round(ann)
    await ann.type("/start")
    await chats.close_round(round_)
    await check(ann, phone=True)
    await ann.tap("eraseyes")
    await check(ann, phone=False)
