"""C1, C4, C5 through the real handlers: every role × every command and button × whose it is.

The cells come from the program's own table; a way added there is tried here without a line more.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import replace

import pytest

from bot.services import letters
from bot.services.letters import By, Turn
from bot.services.people import enrolling
from bot.services.safeguarding import alerting
from bot.texts import say
from storage import calls, messages, people
from storage.messages import Route
from surveys.people.access import TABLE, WAYS, opens
from surveys.people.deeds import EVERYBODY, STRANGER, TICKET, Only
from surveys.people.person import Address, Chat
from surveys.people.roles import Role
from surveys.safeguarding.concern import Concern, Source, Telling
from tests.attacks.access.table import OWN_WORLD, dump
from tests.bot.chatting import Chats, Chatter
from tests.bot.services.people.test_enrolling import sit_down, ticket_round

FULL = bool(os.environ.get("EARSHOT_FULL"))
EACH = [*Role, TICKET, STRANGER]
SAMPLE = EACH if FULL else [Role.YOUNG_PERSON, STRANGER]
TYPED = [way for way in WAYS if way.startswith("/")]
TAPS = [way for way in WAYS if way.startswith("tap ")]
NOT_YOURS = say("refused.not_yours")
ARGUMENTS = ("", ":evenin", ":evenin:1", ":evenin:0:0", f":{'0' * 32}") if FULL else (":evenin:1",)
"""What a button may carry besides its kind: nothing, a round's tag and places, somebody's id."""


async def somebody(chats: Chats, who: str) -> Chatter:
    """An account of this role; somebody with a slip; somebody nobody invited."""
    if who == STRANGER:
        return chats.stranger()
    if who != TICKET:
        return await chats.add("Kim", role=Role(who))
    round_, codes = await ticket_round(chats)
    await sit_down(chats, round_)
    signed = await enrolling.enter_ticket(chats.world, codes[0])
    assert signed is not None
    number = await enrolling.whose_token(chats.world, signed.token)
    assert number is not None
    await chats.deliver()
    return chats.at(Address(Chat.WEB, number))


async def go(chatter: Chatter, way: str, argument: str = "") -> str:
    """Type a command, or tap a button of this kind."""
    if way.startswith("/"):
        return await chatter.type(way)
    kind = way.removeprefix("tap ")
    return await chatter.tap(f"{kind}{argument}")


def one_reply(who: str, way: str, stranger: str) -> str:
    """What everybody who may not is told: strangers, who they are talking to."""
    return stranger if who == STRANGER and way.startswith("/") else NOT_YOURS


@pytest.mark.parametrize("who", SAMPLE)
async def test_c1_what_is_not_theirs_gets_one_same_reply_and_changes_nothing(
    chats: Chats, who: str
) -> None:
    """Every closed cell: a command typed by hand, a button pressed by hand, with any object."""
    round_ = await chats.open_round(await chats.add("Ann"))
    chatter = await somebody(chats, who)
    stranger = await chatter.type("/start") if who == STRANGER else ""
    await chatter.type("/start")
    closed = [way for way in (*TYPED, *TAPS) if not opens(who, way)]
    before = await dump(chats.world)
    said = {
        (way, argument): await go(chatter, way, argument)
        for way in closed
        for argument in (("",) if way.startswith("/") else ARGUMENTS)
    }

    assert round_.tag == "evenin"
    assert closed
    assert {k: v for k, v in said.items() if v != one_reply(who, k[0], stranger)} == {}
    assert await dump(chats.world) == before


@pytest.mark.full
@pytest.mark.parametrize("who", EACH)
async def test_c1_what_is_theirs_is_never_answered_as_closed(chats: Chats, who: str) -> None:
    """Commands and buttons without an object; what needs one is tried in the rooms' own tests."""
    chatter = await somebody(chats, who)
    mine = [way for way in (*TYPED, *TAPS) if opens(who, way) and not _needs(way)]
    said = {way: await go(chatter, way) for way in mine if way != "tap eraseyes"}

    assert [way for way, words in said.items() if words == NOT_YOURS] == []


def _needs(way: str) -> bool:
    """Whether a button means nothing without its object."""
    kinds = {"ompick", "omname", "omnone", "omback", "tear", "coway", "tb", "cn"}
    asked = Only.ASKED in TABLE[WAYS[way]].only
    return way.startswith("tap ") and (asked or way.removeprefix("tap ") in kinds)


def closed_to_some() -> list[str]:
    return [way for way in (*TYPED, *TAPS) if TABLE[WAYS[way]].who < EVERYBODY]


@pytest.mark.parametrize("role", [r for r in Role if r.is_staff] if FULL else [Role.EBE])
async def test_c4_a_role_taken_away_is_refused_at_the_next_tap(chats: Chats, role: Role) -> None:
    """Buttons that stand open in the chat are pressed after the role has gone."""
    chatter = await chats.add("Kim", role=role)
    await chatter.type("/start")
    now = Role.DUTY_PHONE if role is not Role.DUTY_PHONE else Role.DESIGNER
    lost = [way for way in closed_to_some() if opens(role, way) and not opens(now, way)]
    async with chats.world.database.write() as db:
        pid = await chats.pid(chatter)
        person = await people.load_person(db, chats.world.keys, pid)
        assert person is not None
        await people.delete_person(db, pid)
        await people.add_person(db, chats.world.keys, replace(person, role=now))
    await chatter.type("/start")
    before = await dump(chats.world)
    said = {way: await go(chatter, way, ":x") for way in lost}

    assert said
    assert set(said.values()) == {NOT_YOURS}
    assert await dump(chats.world) == before


@pytest.mark.full
@pytest.mark.parametrize("role", [r for r in Role if r.is_staff])
async def test_c4_somebody_who_was_removed_is_a_stranger_at_the_next_tap(
    chats: Chats, role: Role
) -> None:
    """Nothing of a chat that was theirs is left to press."""
    chatter = await chats.add("Kim", role=role)
    await chatter.type("/start")
    async with chats.world.database.write() as db:
        await people.delete_person(db, await chats.pid(chatter))
    before = await dump(chats.world)
    said = {way: await go(chatter, way, ":x") for way in TAPS if not opens(STRANGER, way)}

    assert set(said.values()) == {NOT_YOURS}
    assert await dump(chats.world) == before


NO_OBJECT = {
    *("help", "comore", "co", "om", "omstop", "tidy", "home", "takeback", "erase", "eraseyes"),
    *("keepme", "keepit", "aw", "pl", "st:list", "st:lib", "st:drop", "wy"),
}
"""Buttons that are about whoever presses them, or about nothing."""
KINDS = [way.removeprefix("tap ") for way in TAPS if way.removeprefix("tap ") not in NO_OBJECT]
SOME = KINDS if FULL else ["c", "cn", "omback", "st:endyes"]


async def _hers(chats: Chats) -> tuple[Chatter, list[str]]:
    """Bea: a round half answered, a letter, a worry with choices, a call; and their handles."""
    world, bea = chats.world, await chats.add("Bea")
    lou = await chats.add("Lou", chat=Chat.WEB, role=Role.LISTENER, home="")
    await chats.add("Duty", role=Role.DUTY_PHONE)
    round_ = await chats.open_round(bea)
    for screen in range(3):
        await bea.tap(f"ok:{round_.tag}:{screen}")
    await bea.tap(f"go:{round_.tag}")
    await bea.tap("co")
    mine = await chats.pid(bea)
    worry = Concern(
        id=bytes(16),
        handle="C-7F31",
        at=chats.clock(),
        source=Source.OUTSIDE,
        telling=Telling.OFFERED,
        severity=2,
        words="I feel low a lot",
        category="self_harm",
        author=mine,
    )
    async with world.database.write() as db:
        await alerting.offer(db, world, worry)
        body = letters.write_turns([Turn(By.AUTHOR, "hello"), Turn(By.READER, "hi")])
        route = Route(named=False, second=None)
        letter = await messages.add_message(
            db, world.keys, to=await chats.pid(lou), sender=mine, body=body, route=route
        )
        held = await calls.list_calls_of(db, world.keys, mine)
    assert held
    handles = [round_.tag, "C-7F31", letter.hex(), *(call.id.hex() for call in held)]
    return bea, [*handles, mine.hex()]


def _arguments(handles: Iterable[str]) -> list[str]:
    more = ("", ":1", ":0:0", ":12", ":name_yes", ":numbers", ":out")
    return [f":{one}{part}" for one in handles for part in (more if FULL else more[1:2])]


@pytest.mark.parametrize(
    "role", [Role.YOUNG_PERSON, Role.EBE, Role.SAFEGUARDING_LEAD] if FULL else [Role.EBE]
)
async def test_c5_a_button_with_somebody_elses_object_changes_nothing_of_theirs(
    chats: Chats, role: Role
) -> None:
    """Every kind of button × everything that is Bea's, pressed by hand by somebody else."""
    bea, handles = await _hers(chats)
    kim = await chats.add("Kim", role=role, home="")
    await kim.type("/start")
    before = await dump(chats.world)
    shown = dict(bea.shown)
    said = {
        f"{kind}{argument}": await kim.tap(f"{kind}{argument}")
        for kind in SOME
        for argument in _arguments(handles)
    }
    after = await dump(chats.world)

    assert [name for name in before if before[name] != after[name]] == []
    assert bea.shown == shown
    assert not [code for code, words in said.items() if "Do staff listen" in words]


def test_the_dump_looks_at_everything_but_what_is_said() -> None:
    """A table left out of the comparison could be written to unseen."""
    assert OWN_WORLD == ("outbox", "seen_updates")
