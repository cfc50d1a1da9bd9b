"""Mailing: letters without content by SMTP over TLS, when a chat is not enough.

What a letter says is a handle. The server's certificate is checked; nothing is sent in clear.
"""

from __future__ import annotations

import asyncio
import logging
import smtplib
import threading
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from email.message import EmailMessage
from email.utils import format_datetime, make_msgid
from functools import partial

from bot.services.alarming import alarm
from bot.services.delivering import pause_after
from bot.services.world import World
from bot.smtp import MailServer, post
from bot.texts import say
from storage import letters
from storage.letters import Letter

log = logging.getLogger(__name__)

EVERY = 2.0
"""How often we look for letters. Unit: seconds."""
FIRST_PAUSE, LONGEST_PAUSE = 10.0, 900.0
"""Between attempts at a letter: doubling, capped. Unit: seconds."""
ALARM_AFTER = 3
"""Attempts at one letter after which administrators are told."""
TOO_OLD = timedelta(hours=24)
"""A letter is given up then: it would be about something long seen to, or told again."""


class Postman:
    """Sends what letters wait, one at a time, off the loop. Without a server they wait."""

    def __init__(self, world: World, server: MailServer | None) -> None:
        self._world = world
        self._server = server
        self._alarmed = False

    async def run(self, stop: asyncio.Event) -> None:
        """Send until told to stop; what was not sent stays owed."""
        while not stop.is_set():
            try:
                await self.send_due()
            except Exception as fault:
                log.error("letters could not be looked for (%s)", type(fault).__name__)
            try:
                await asyncio.wait_for(stop.wait(), EVERY)
            except TimeoutError:
                continue

    async def send_due(self) -> int:
        """Send every letter that is due; return how many a server took."""
        world = self._world
        async with world.database.read() as db:
            due = await letters.next_letter_due(db)
            if due is None or due > world.now():
                return 0
            waiting = await letters.list_letters(db, world.keys, due=world.now())
        return sum([await self._see_off(letter) for letter in waiting])

    async def _see_off(self, letter: Letter) -> bool:
        world = self._world
        if world.now() - letter.written > TOO_OLD:
            await self._drop(letter)
            return False
        if self._server is None:
            await self._put_off(letter)
            return False
        try:
            written = compose(letter, self._server.sender, world)
            await _aside(partial(post, self._server, written))
        except (OSError, smtplib.SMTPException) as fault:
            log.warning("a letter could not be sent (%s)", type(fault).__name__)
            await self._put_off(letter)
            return False
        await self._drop(letter)
        self._alarmed = False
        return True

    async def _drop(self, letter: Letter) -> None:
        async with self._world.database.write() as db:
            await letters.drop_letter(db, letter.id)

    async def _put_off(self, letter: Letter) -> None:
        """Try again later; after a few attempts administrators know, once until one succeeds."""
        world, tries = self._world, letter.attempts + 1
        pause = timedelta(seconds=pause_after(tries, FIRST_PAUSE, LONGEST_PAUSE))
        async with world.database.write() as db:
            await letters.postpone_letter(db, letter.id, world.now() + pause)
            if self._server is not None and tries >= ALARM_AFTER and not self._alarmed:
                await alarm(db, world, "letters")
                self._alarmed = True
        world.wake()


async def _aside(do: Callable[[], None]) -> None:
    """Do something slow in a thread. A stop does not wait for it."""
    loop = asyncio.get_running_loop()
    done: asyncio.Future[None] = loop.create_future()

    def tell(fault: Exception | None) -> None:
        if not done.done():
            done.set_result(None) if fault is None else done.set_exception(fault)

    def run() -> None:
        fault: Exception | None = None
        try:
            do()
        except Exception as raised:
            fault = raised
        with suppress(RuntimeError):  # the loop has ended, and with it whoever asked
            loop.call_soon_threadsafe(tell, fault)

    threading.Thread(target=run, name="letter", daemon=True).start()
    await done


def compose(letter: Letter, sender: str, world: World) -> EmailMessage:
    """A letter as it is sent. Neither a name nor words nor a category is in it."""
    match letter.kind:
        case "concern":
            what = "concern_urgent" if letter.urgent else "concern"
            subject, text = "concern_subject", say(f"letter.{what}", handle=letter.handle)
        case "proof":
            subject, text = "proof_subject", say("letter.proof")
        case "alarm":
            subject, text = "alarm_subject", say(f"alarm.{letter.handle}")
    if letter.rehearsal:
        subject, text = "rehearsal_subject", say("ping.rehearsal", text=text)
    written = EmailMessage()
    written["Subject"] = say(f"letter.{subject}")
    written["From"], written["To"] = sender, letter.to
    written["Date"] = format_datetime(world.now())
    written["Message-ID"] = make_msgid(domain=sender.rpartition("@")[2] or "localhost")
    written["Auto-Submitted"] = "auto-generated"
    written.set_content(text)
    return written
