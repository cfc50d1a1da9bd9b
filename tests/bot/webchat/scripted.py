"""A scripted bot behind the real page: real python-telegram-bot, no database."""

from __future__ import annotations

import secrets
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, cast

from aiohttp import web
from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.ext import (
    Application,
    CallbackQueryHandler,
    CommandHandler,
    ContextTypes,
    MessageHandler,
    filters,
)

from bot.services.guessing import WrongCodes
from bot.services.world import World
from bot.webchat.botapi import WebRequest
from bot.webchat.desk import ChatDesk
from bot.webchat.front import PACE
from bot.webchat.site import build_site
from bot.webchat.wiring import Calls
from storage.engine import Database
from storage.keys import Keys
from surveys.people.person import Address
from surveys.safeguarding.policy import DEFAULT_NUMBERS, Contact, Policy

POLICY = Policy(
    organisation="Willow Trust",
    keeper_of_the_computer=Contact(name="Ash", job="keeps the computer"),
    safeguarding_lead=Contact(name="Sam", job="safeguarding lead"),
    numbers=DEFAULT_NUMBERS,
)
WHEN = datetime(2027, 3, 1, 12, tzinfo=UTC)
SAFE = ["They keep their word", "They stay calm", "They stick up for me", "Something else"]


@dataclass(frozen=True)
class In:
    """Somebody let in."""

    slot: str
    token: str


@dataclass
class Scripted:
    """The page's other half. ``refuse`` makes every update fail before its commit."""

    desk: ChatDesk = field(default_factory=lambda: ChatDesk(now=lambda: WHEN))
    people: dict[str, int] = field(default_factory=dict)
    links: dict[str, In] = field(default_factory=dict)
    tickets: dict[str, In] = field(default_factory=dict)
    raw: list[dict[str, Any]] = field(default_factory=list)
    seen: set[int] = field(default_factory=set)
    opened: list[Address] = field(default_factory=list)
    ticked: set[int] = field(default_factory=set)
    refuse: bool = False
    rehearsal: bool = False
    well: bool = True
    lacks: tuple[str, ...] = ()
    came_of_slips: list[list[str]] = field(default_factory=list)
    public_url: str = "http://127.0.0.1:8642"
    now: datetime = WHEN
    answer: Callable[[Update], Any] | None = None

    def __post_init__(self) -> None:
        builder = Application.builder().token("1:web").request(WebRequest(self.desk))
        builder = cast(Any, builder.get_updates_request(WebRequest(self.desk)).updater(None))
        self.application = builder.job_queue(None).build()
        self.application.add_handler(CommandHandler("start", self._start))
        self.application.add_handler(CommandHandler("privacy", self._privacy))
        self.application.add_handler(CallbackQueryHandler(self._pressed))
        self.application.add_handler(MessageHandler(filters.TEXT, self._said))

    def person(self, slot: str = "one", number: int = 77) -> In:
        """Sign somebody in."""
        signed = In(slot, secrets.token_urlsafe(16))
        self.people[signed.token] = number
        return signed

    def link(self, code: str = "link-code-1234567890", slot: str = "one", number: int = 77) -> str:
        """Make a personal link's code."""
        self.links[code] = self.person(slot, number)
        return code

    def ticket(self, code: str = "mossy-otter-42", slot: str = "slip", number: int = 99) -> str:
        """Make a slip's code."""
        self.tickets[code] = self.person(slot, number)
        return code

    @property
    def texts(self) -> list[str]:
        """What was typed, in the order it was taken."""
        return [one["message"]["text"] for one in self.raw if "message" in one]

    async def take(self, raw: dict[str, Any]) -> None:
        """Take an update once, as the real intake does."""
        if self.refuse:
            raise ConnectionError("the database is out of reach")
        if raw["update_id"] in self.seen:
            return
        self.seen.add(raw["update_id"])
        self.raw.append(raw)
        update = Update.de_json(raw, self.application.bot)
        await self.application.process_update(update)

    async def _enrol(self, code: str) -> In | None:
        return self.links.pop(code, None)

    async def _ticket(self, code: str) -> In | None:
        return self.tickets.get(code)

    async def _whose(self, token: str) -> int | None:
        return self.people.get(token)

    async def _on_open(self, address: Address) -> None:
        self.opened.append(address)

    async def _lacking(self) -> tuple[str, ...]:
        return self.lacks

    async def _told_of_slips(self) -> list[list[str]]:
        return self.came_of_slips

    def site(self, **more: Any) -> web.Application:
        """The real site over this bot."""
        world = World(
            database=cast(Database, None),
            keys=cast(Keys, None),
            policy=POLICY,
            now=lambda: self.now,
            public_url=self.public_url,
            rehearsal=self.rehearsal,
            wrong_codes=WrongCodes(lambda: self.now),
        )
        calls = Calls(
            take=self.take,
            enrol=self._enrol,
            enter_ticket=self._ticket,
            whose=self._whose,
            on_open=self._on_open,
            healthy=lambda: self.well,
            lacking=self._lacking,
            came_of_slips=self._told_of_slips,
        )
        made = build_site(world, self.desk, calls, **more)
        made[PACE] = 0.0
        return made

    @asynccontextmanager
    async def awake(self) -> AsyncIterator[Scripted]:
        """Start the bot, and stop it."""
        async with self.application:
            yield self

    # ---- the script: a welcome, a question to tick, words, the end

    async def _start(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        message = update.message
        assert message is not None
        await message.reply_text(
            "Hi. I'm Earshot. I'm a computer. Jo and Ade wrote these questions. They grew up in "
            "care, and now they work for Willow Trust.\n\nYour answers wait in a locked envelope. "
            "You can change them until Friday.",
            reply_markup=_keyboard(
                [("Next", "ok:ab12:0")], [("Need help?", "help"), ("Not now", "later:ab12")]
            ),
        )

    async def _privacy(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        message = update.message
        assert message is not None
        await message.reply_text("Here is what I keep, and for how long.")

    async def _pressed(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        query = update.callback_query
        assert query is not None
        assert query.message is not None
        chat = query.message.chat.id
        match (query.data or "").split(":"):
            case ["ok", *_]:
                await query.answer()
                await query.edit_message_reply_markup(None)
                await context.bot.send_message(chat, ASKED, reply_markup=self._ticks())
            case ["c", _, _, place, on]:
                (self.ticked.add if on == "1" else self.ticked.discard)(int(place))
                await query.answer()
                await query.edit_message_text(ASKED, reply_markup=self._ticks())
            case ["d", *_]:
                await query.answer()
                chosen = ", ".join(SAFE[place] for place in sorted(self.ticked))
                await query.edit_message_text(f"{ASKED.splitlines()[2]}\n✓ {chosen}")
                await context.bot.send_message(chat, WRITE, reply_markup=_way_past())
            case ["words", *_]:
                await query.answer("apple river stone cloud tiger lamp", show_alert=True)
            case ["file", *_]:
                await context.bot.send_document(chat, b"<p>hello</p>", filename="results.html")
                await query.answer("Here it is.")
            case _:
                await query.answer("That button has had its day.")

    async def _said(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        message = update.message
        assert message is not None
        await message.reply_text(
            "Thanks, that's sent. It's kept locked.",
            reply_markup=_keyboard(
                [("My take-back words", "words:ab12")],
                [("See the results", "file:ab12")],
                [("Change something", "go:ab12"), ("Tidy up", "tidy")],
                [("Need help?", "help")],
            ),
        )

    def _ticks(self) -> InlineKeyboardMarkup:
        rows = [
            [(f"{'☑' if place in self.ticked else '☐'} {label}",
              f"c:ab12:2:{place}:{int(place not in self.ticked)}")]
            for place, label in enumerate(SAFE)
        ]  # fmt: skip
        return _keyboard(*rows, [("Done", "d:ab12:2")], *WAYS)


ASKED = "3 of 7 · about 2 min\n\nWhat makes an adult good to live around?\nTick any that fit."
WRITE = "4 of 7 · about 2 min\n\nThink of a room you've liked being in. What made it good?"
WAYS = (
    [("Back", "b:ab12:2"), ("Skip", "s:ab12:2"), ("Rather not say", "r:ab12:2")],
    [("Easy words", "e:ab12:1"), ("Need help?", "help")],
)


def _way_past() -> InlineKeyboardMarkup:
    return _keyboard(*WAYS)


def _keyboard(*rows: list[tuple[str, str]]) -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup(
        [[InlineKeyboardButton(text, callback_data=press) for text, press in row] for row in rows]
    )
