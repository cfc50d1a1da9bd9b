"""What Telegram shows of the bot: menus by role, and what it is. Through the Bot API double."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from telegram import BotCommand

from bot.telegram.presenting import FOR_ALL, Presenter, menu_of
from bot.texts import languages, say
from storage import people
from surveys.ids import ParticipantId
from surveys.people.person import Address, Chat, Kind, Person
from surveys.people.roles import Role
from tests.botapi.running import Bot

pytestmark = pytest.mark.sqlite_only


def _presenter(bot: Bot) -> Presenter:
    return Presenter(bot.application.bot, bot.world, between=0.0)


async def _add(bot: Bot, number: int, role: Role, chat: Chat = Chat.TELEGRAM) -> Person:
    person = Person(
        id=ParticipantId(bytes([number]) * 16),
        address=Address(chat, 9_000_000 + number),
        nick="Ade",
        role=role,
        kind=Kind.STAFF,
        home="",
    )
    async with bot.world.database.write() as db:
        await people.add_person(db, bot.world.keys, person)
    return person


def _menus(bot: Bot) -> list[dict[str, Any]]:
    return bot.server.books.made("setMyCommands")


def _of_chat(bot: Bot, number: int) -> list[list[str]]:
    return [
        [one["command"] for one in given["commands"]]
        for given in _menus(bot)
        if given.get("scope", {}).get("chat_id") == number
    ]


@pytest.mark.parametrize("role", [None, *Role])
def test_every_menu_is_one_that_telegram_takes_and_every_command_has_words(
    role: Role | None,
) -> None:
    """A command without words, or with too many, would leave everybody without a menu."""
    menu = menu_of(role)
    assert len(set(menu)) == len(menu)
    for language in languages():
        for name in menu:
            command = BotCommand(name, say(f"menu.{name}", language))
            assert 1 <= len(command.description) <= 60
        assert len(say("about.description", language)) <= 512
        assert len(say("about.short", language)) <= 120


def test_c6_a_young_persons_menu_shows_nothing_that_is_for_staff() -> None:
    """A menu that shows what staff can do is read over a shoulder."""
    assert menu_of(Role.YOUNG_PERSON) == menu_of(None) == FOR_ALL
    assert "rounds" not in FOR_ALL
    assert "rounds" in menu_of(Role.EBE)
    assert "rounds" not in menu_of(Role.READER)


async def test_everybody_gets_a_menu_and_is_told_what_this_is(small_bot: Bot) -> None:
    """Before the first word, in each language there is, and for all the others."""
    await _presenter(small_bot).look()
    made = small_bot.server.books.made

    assert {one.get("language_code") for one in _menus(small_bot)} >= {None, "en"}
    assert all(len(one["commands"]) == len(FOR_ALL) for one in _menus(small_bot))
    assert "Ring 999" in made("setMyDescription")[0]["description"]
    assert made("setMyShortDescription")
    assert made("setChatMenuButton") == [{"menu_button": {"type": "commands"}}]
    assert not made("setMyName")


async def test_staff_get_their_own_menu_and_nobody_else_does(small_bot: Bot) -> None:
    """Only a chat whose role is known; a young person's menu tells Telegram nothing of them."""
    ebe = await _add(small_bot, 1, Role.EBE)
    young = await _add(small_bot, 2, Role.YOUNG_PERSON)
    web = await _add(small_bot, 3, Role.READER, Chat.WEB)
    await _presenter(small_bot).look()

    assert all("rounds" in menu for menu in _of_chat(small_bot, ebe.address.number))
    assert _of_chat(small_bot, ebe.address.number)
    assert not _of_chat(small_bot, young.address.number)
    assert not _of_chat(small_bot, web.address.number)


async def test_looking_again_asks_telegram_for_nothing(small_bot: Bot) -> None:
    """What is as it should be costs no call."""
    await _add(small_bot, 1, Role.EBE)
    presenter = _presenter(small_bot)
    await presenter.look()
    calls = len(small_bot.server.books.calls)
    await presenter.look()

    assert len(small_bot.server.books.calls) == calls


async def test_c4_who_is_staff_no_more_has_everybodys_menu_again(small_bot: Bot) -> None:
    """C4: a role taken away goes from the menu too."""
    ebe = await _add(small_bot, 1, Role.EBE)
    presenter = _presenter(small_bot)
    await presenter.look()
    async with small_bot.world.database.write() as db:
        await people.delete_person(db, ebe.id)
    await presenter.look()
    deleted = small_bot.server.books.made("deleteMyCommands")

    assert {one["scope"]["chat_id"] for one in deleted} == {ebe.address.number}
    assert {one.get("language_code") for one in deleted} >= {None, "en"}


@pytest.mark.parametrize("status", [400, 403, 500, 502])
async def test_t2_a_failing_telegram_never_stops_the_start(small_bot: Bot, status: int) -> None:
    """T2: a menu is never worth a bot that doesn't run; what may help is tried again."""
    await _add(small_bot, 1, Role.EBE)
    small_bot.server.breaks("*", status=status, times=1000)
    presenter, stop = _presenter(small_bot), asyncio.Event()
    running = asyncio.create_task(presenter.run(stop, every=0.0))
    await small_bot.server.books.until(lambda: len(small_bot.server.books.calls) > 8)
    stop.set()
    await asyncio.wait_for(running, 5)

    assert running.exception() is None


async def test_t1_asked_to_wait_it_waits_and_then_goes_on(small_bot: Bot) -> None:
    """T1: what was refused with a wait is asked for again at the next look."""
    presenter = _presenter(small_bot)
    small_bot.server.breaks("setMyDescription", status=429, retry_after=1000, times=1)
    await presenter.look()
    assert len(small_bot.server.books.made("setMyDescription")) == len(languages())
    await presenter.look()

    assert len(small_bot.server.books.made("setMyDescription")) > len(languages())
