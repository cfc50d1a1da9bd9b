"""Presenting: what Telegram shows of the bot before anybody types: commands, and what it is.

Nothing here is needed for anybody's answers. Whatever fails is tried again at the next round.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping

from telegram import (
    Bot,
    BotCommand,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeChat,
    BotCommandScopeDefault,
    MenuButtonCommands,
)
from telegram.error import BadRequest, Forbidden, TelegramError

from bot.services.world import World
from bot.telegram.polling import pause
from bot.telegram.requests import HoldOff
from bot.texts import FALLBACK, languages, say
from storage import people
from surveys.people.access import opens
from surveys.people.person import Chat
from surveys.people.roles import Role

log = logging.getLogger(__name__)

FOR_ALL = (
    *("start", "help", "message", "stop", "quiet", "results", "what", "withdraw", "tidy"),
    *("mydata", "privacy", "deleteme"),
)
"""What everybody's menu offers, in the order it is looked for."""

LOOK_AGAIN = 300.0
"""How often it is looked whether somebody's role has changed. Unit: seconds."""

BETWEEN = 0.1
"""The pause between two calls, so that no reply has to wait for them. Unit: seconds."""

LONGEST_HOLD = 120.0
"""Asked to wait longer than this, we leave it for the next look. Unit: seconds."""


def menu_of(role: Role | None) -> tuple[str, ...]:
    """The commands of a role's menu; None is everybody who is not staff, strangers too."""
    if role is None or not role.is_staff:
        return FOR_ALL
    own = (
        *(("rounds",) if opens(role, "/rounds") else ()),
        *(("build",) if opens(role, "/build") else ()),
        *(("words",) if opens(role, "/words") else ()),
        *(("themes",) if opens(role, "/themes") else ()),
        *(("library",) if opens(role, "/library") else ()),
        *(("reach",) if opens(role, "/reach") else ()),
        *(("learned",) if opens(role, "/learned") else ()),
        *(("known",) if opens(role, "/known") else ()),
        *(("talk",) if role.can_author else ()),
        *(("away",) if opens(role, "/away") else ()),
        *(("time",) if opens(role, "/time") else ()),
    )
    return (*FOR_ALL[:2], *own, *FOR_ALL[2:])


class Presenter:
    """Keeps what Telegram shows true. In memory it knows whose menu it has changed."""

    def __init__(self, bot: Bot, world: World, *, between: float = BETWEEN) -> None:
        self._bot, self._world, self._between = bot, world, between
        self._stop = asyncio.Event()
        self._is_introduced = False
        self._shown: dict[int, tuple[str, ...]] = {}

    async def run(self, stop: asyncio.Event, every: float = LOOK_AGAIN) -> None:
        """Present, and look again now and then, until told to stop. Never raises."""
        self._stop = stop
        while not stop.is_set():
            try:
                await self.look()
            except Exception as fault:
                log.warning("Telegram could not be told what to show", exc_info=fault)
            await pause(stop, every)

    async def look(self) -> None:
        """Introduce the bot once; then give each role its menu, and take back what is past."""
        if not self._is_introduced:
            self._is_introduced = await self._introduce()
        wanted = await self._wanted()
        for number in self._shown.keys() - wanted.keys():
            if await self._reset(number):
                del self._shown[number]
        for number, menu in wanted.items():
            if self._shown.get(number) != menu and await self._offer(number, menu):
                self._shown[number] = menu

    async def _wanted(self) -> Mapping[int, tuple[str, ...]]:
        async with self._world.database.read() as db:
            known = await people.list_people(db, self._world.keys)
        return {
            person.address.number: menu_of(person.role)
            for person in known
            if person.address.chat is Chat.TELEGRAM and person.role.is_staff
        }

    async def _introduce(self) -> bool:
        bot, done = self._bot, True
        done &= await self._do(lambda: bot.set_chat_menu_button(menu_button=MenuButtonCommands()))
        for code, language in _spoken():
            about, short = say("about.description", language), say("about.short", language)
            done &= await self._set_commands(FOR_ALL, BotCommandScopeDefault(), code, language)
            done &= await self._set_commands(
                FOR_ALL, BotCommandScopeAllPrivateChats(), code, language
            )
            done &= await self._do(
                lambda about=about, code=code: bot.set_my_description(about, code)  # type: ignore[misc]
            )
            done &= await self._do(
                lambda short=short, code=code: bot.set_my_short_description(short, code)  # type: ignore[misc]
            )
        return done

    async def _offer(self, number: int, menu: tuple[str, ...]) -> bool:
        scope = BotCommandScopeChat(number)
        done = [await self._set_commands(menu, scope, c, language) for c, language in _spoken()]
        return all(done)

    async def _reset(self, number: int) -> bool:
        scope = BotCommandScopeChat(number)
        done = [
            await self._do(lambda code=code: self._bot.delete_my_commands(scope, code))  # type: ignore[misc]
            for code, _ in _spoken()
        ]
        return all(done)

    async def _set_commands(
        self,
        menu: tuple[str, ...],
        scope: BotCommandScopeDefault | BotCommandScopeAllPrivateChats | BotCommandScopeChat,
        code: str | None,
        language: str,
    ) -> bool:
        commands = [BotCommand(name, say(f"menu.{name}", language)) for name in menu]
        return await self._do(lambda: self._bot.set_my_commands(commands, scope, code))

    async def _do(self, call: Callable[[], Awaitable[object]]) -> bool:
        """One call, slowly. True: it is done, or asking again cannot help."""
        if self._stop.is_set():
            return False
        await pause(self._stop, self._between)
        try:
            await call()
        except HoldOff as asked:
            if asked.seconds <= LONGEST_HOLD:
                await pause(self._stop, asked.seconds)
            return False
        except (BadRequest, Forbidden):
            return True
        except TelegramError as fault:
            log.warning("Telegram was not told what to show (%s)", type(fault).__name__)
            return False
        return True


def _spoken() -> list[tuple[str | None, str]]:
    """Telegram's code for each catalogue; None is what everybody else sees."""
    return [(None, FALLBACK), *((language, language) for language in languages())]
