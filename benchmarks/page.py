"""The browser chat with 300 people at once: ``python -m benchmarks.page``.

The whole program, without Telegram. Everybody has the page open and answers a closed question in
the same second, three times over; measured is how long each waits for the next question.
"""

from __future__ import annotations

import asyncio
import hashlib
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import aiohttp

from benchmarks.botapi import FIRST_CHAT
from benchmarks.house import a_policy, build
from benchmarks.starting import settings
from benchmarks.updates import a_place, memory, processor
from bot import clock
from bot.policies import write_policy
from storage import people, signins
from storage.engine import open_database
from storage.keys import Keys
from surveys.people.person import Chat

PEOPLE, TIMES = 300, 3
LIFE = "abcdefgh"
"""What a page calls itself on its line and in all it sends: it is looked up once whether a lock
keeps it out, and no more while its line is open."""
STARTS = 60.0
"""How long the program may take to listen. Unit: seconds."""


@dataclass(frozen=True, slots=True)
class Seen:
    """How long each waited, sorted, in milliseconds; the program's processor for an answer, in
    milliseconds; the most memory it had, in megabytes."""

    waits: list[float]
    busy: float
    most: float

    def wait(self, share: float) -> float:
        """How long that share of them waited at most. Unit: milliseconds."""
        return self.waits[min(len(self.waits) - 1, int(share * len(self.waits)))]


@dataclass(frozen=True, slots=True)
class Browser:
    """Somebody with the page open."""

    client: aiohttp.ClientSession
    at: str

    async def listen(self) -> asyncio.StreamReader:
        """Open the line, and read what it begins with."""
        line = await self.client.get(
            f"{self.at}events?life={LIFE}&after=0", timeout=aiohttp.ClientTimeout(total=None)
        )
        line.raise_for_status()
        await line.content.readline()
        return line.content  # type: ignore[return-value]  # it reads as one does

    async def answer(self, line: asyncio.StreamReader, number: int) -> float:
        """Type an answer; return how long it takes until the next question. Unit: seconds."""
        began = time.perf_counter()
        sent = {"kind": "text", "client": number, "text": "Yes"}
        async with self.client.post(f"{self.at}updates?life={LIFE}", json=sent) as answer:
            if not (await answer.json())["saved"]:
                raise RuntimeError("an answer was not taken")
        while b'"does":"say"' not in await line.readline():
            pass
        return time.perf_counter() - began


async def together(address: str, cookies: Sequence[tuple[str, str]], pid: int) -> Seen:
    """Have everybody answer at once, as often as is measured."""
    jar = aiohttp.DummyCookieJar()
    connector = aiohttp.TCPConnector(limit=0)
    async with aiohttp.ClientSession(cookie_jar=jar, connector=connector) as session:
        clients = [
            Browser(_Client(session, cookie), f"{address}/c/{slot}/")  # type: ignore[arg-type]
            for slot, cookie in cookies
        ]
        lines = await asyncio.gather(*(one.listen() for one in clients))
        await asyncio.gather(
            *(one.answer(line, 1) for one, line in zip(clients, lines, strict=True))
        )
        before, waits = processor(pid), []
        for number in range(2, 2 + TIMES):
            waits += await asyncio.gather(
                *(one.answer(line, number) for one, line in zip(clients, lines, strict=True))
            )
        busy = processor(pid) - before
        return Seen(
            sorted(wait * 1000 for wait in waits),
            busy * 1000 / len(waits),
            memory(pid, "VmHWM"),
        )


class _Client:
    """A session that shows one browser's cookie, and says that its page sends it."""

    def __init__(self, session: aiohttp.ClientSession, cookie: str) -> None:
        self._session = session
        self._head = {"Cookie": cookie, "Sec-Fetch-Site": "same-origin"}

    def get(self, url: str, **how: Any) -> Any:
        """As a session's."""
        return self._session.get(url, headers=self._head, **how)

    def post(self, url: str, **how: Any) -> Any:
        """As a session's."""
        return self._session.post(url, headers=self._head, **how)


async def _signed_in(place: Path) -> list[tuple[str, str]]:
    """Sign everybody in; return each one's slot and cookie."""
    keys = Keys.open(place / "keys")
    database = await open_database(f"sqlite:///{place}/earshot.db")
    cookies = []
    try:
        async with database.write() as db:
            for person in await people.list_people(db, keys):
                token = clock.fresh_code()
                until = clock.now().date() + timedelta(days=9)
                await signins.add_signin(
                    db, person.id, hashlib.sha256(token.encode()).digest(), until
                )
                slot = f"s{person.address.number - FIRST_CHAT}"
                cookies.append((slot, f"earshot_{slot}=own.{token}"))
    finally:
        await database.close()
    return cookies


def measure() -> Seen:
    """Build a house, start the program, have everybody answer."""
    with a_place() as place:
        asyncio.run(build(place, PEOPLE, chat=Chat.WEB))
        cookies = asyncio.run(_signed_in(place))
        (place / "keys").rename(f"{place}-keys")
        write_policy(place / "policy.toml", a_policy())
        with settings(place, telegram=False) as address:
            program = subprocess.Popen(  # this program's own part
                [sys.executable, "-m", "bot", "run", "--rehearsal"], stdout=subprocess.DEVNULL
            )
            try:
                _wait_for(address)
                return asyncio.run(together(address, cookies, program.pid))
            finally:
                program.terminate()
                program.wait(30)


def _wait_for(address: str) -> None:
    import urllib.error
    import urllib.request

    began = time.perf_counter()
    while time.perf_counter() - began < STARTS:
        try:
            urllib.request.urlopen(f"{address}/health", timeout=1)  # noqa: S310
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
        else:
            return
    raise RuntimeError("the program did not start")


def main() -> None:
    """Print it."""
    seen = measure()
    sys.stdout.write(
        f"{PEOPLE} at once: p50 {seen.wait(0.5):.0f} ms, p95 {seen.wait(0.95):.0f} ms, p99 "
        f"{seen.wait(0.99):.0f} ms; {seen.busy:.1f} ms of processor an answer; "
        f"at most {seen.most:.0f} MB\n"
    )


if __name__ == "__main__":
    main()
