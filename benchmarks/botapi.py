"""A lean Bot API on the loopback, in a program of its own, and the people who write to the bot.

    python -m benchmarks.botapi '{"count": 2000, "side_by_side": 64, ...}'

prints its address on one line; then, once it has measured what it was asked for, what it saw, as
JSON on another. Everybody writes again only when they were answered, or, with ``a_second``, at
that pace whatever the bot does. It checks nothing: ``tests/botapi`` is for that.
"""

from __future__ import annotations

import asyncio
import json
import sys
import time
from collections import deque
from dataclasses import asdict, dataclass, field
from typing import Any

from aiohttp import web

Json = dict[str, Any]

FIRST_CHAT = 1_000
"""The chat of the first person; the others count on from it."""

AT_ONCE = 100
"""Most updates in an answer to ``getUpdates``, as Telegram has it."""

GIVES_UP = 180.0
"""How long a measurement may take at most before it is taken for hung. Unit: seconds."""

ME = {"id": 42, "is_bot": True, "first_name": "Bench", "username": "bench_bot"}


@dataclass(frozen=True, slots=True)
class Load:
    """What people do.

    ``count`` updates are measured after ``warm_up`` others, of ``people``, of whom
    ``side_by_side`` wait for an answer at any time. ``a_second``: updates a second instead.
    ``rests``: so many seconds after the bot first asked for any.
    ``taps``: they tap the first button they are shown; the first time, and without, they type
    ``words``.
    """

    count: int
    side_by_side: int = 1
    warm_up: int = 100
    people: int = 100
    a_second: float = 0.0
    rests: float = 0.0
    taps: bool = False
    words: str = "Yes"


@dataclass(slots=True)
class Seen:
    """What was measured. Units: seconds, of the clock. ``polled``: since this program began."""

    seconds: float = 0.0
    waits: list[float] = field(default_factory=list)
    calls: int = 0
    polled: float = 0.0


class Telegram:
    """The server, and everybody's phone."""

    def __init__(self, load: Load) -> None:
        self.load, self.seen = load, Seen()
        self.began = time.perf_counter()
        self.done = asyncio.Event()
        self._queue: deque[Json] = deque()
        self._given = 0
        self._more = asyncio.Event()
        self._ring = deque(range(FIRST_CHAT, FIRST_CHAT + load.people))
        self._buttons: dict[int, tuple[int, str]] = {}
        self._sent_at: dict[int, float] = {}
        self._message = self._answered = self._written = 0
        # A house that is measured twice must not take the second time for the first. By the
        # millisecond: nothing here answers a thousand updates a second.
        self._update = int(time.time() * 1000) % 2**31
        self._measuring = 0.0

    async def on_call(self, request: web.Request) -> web.Response:
        """Answer one call of any method."""
        method = request.match_info["method"].lower()
        given: Json = dict(request.query)
        body = await request.read()
        if body:
            is_json = request.content_type == "application/json"
            given |= json.loads(body) if is_json else dict(await request.post())
        if method == "getupdates":
            return _yes(await self._updates(given))
        if method == "getme":
            return _yes(ME)
        self.seen.calls += 1
        if method == "sendmessage":
            return _yes(self._shown(given))
        if method.startswith("edit"):
            return _yes(_message(int(given["message_id"]), int(given["chat_id"])))
        return _yes(True)

    async def _updates(self, given: Json) -> list[Json]:
        if not self.seen.polled:
            self.seen.polled = time.perf_counter() - self.began
            sys.stdout.write("polled\n")
            sys.stdout.flush()
            self._pacer = asyncio.create_task(self._begin())
        offset = int(given.get("offset") or 0)
        while self._queue and offset and self._queue[0]["update_id"] < offset:
            self._queue.popleft()
        wait = float(given.get("timeout") or 0)
        while not self._queue and wait:
            self._more.clear()
            try:
                await asyncio.wait_for(self._more.wait(), wait)
            except TimeoutError:
                break
        return list(self._queue)[: min(AT_ONCE, int(given.get("limit") or AT_ONCE))]

    async def _begin(self) -> None:
        await asyncio.sleep(self.load.rests)
        if self.load.a_second:
            await self._at_a_pace()
        else:
            for _ in range(self.load.side_by_side):
                self._write()

    async def _at_a_pace(self) -> None:
        began = time.perf_counter()
        for n in range(self.load.warm_up + self.load.count):
            await asyncio.sleep(max(0.0, began + n / self.load.a_second - time.perf_counter()))
            self._write()

    def _write(self) -> None:
        """Let the next person who waits for nothing write something."""
        if self._written >= self.load.warm_up + self.load.count or not self._ring:
            return
        chat = self._ring.popleft()
        self._update, self._written = self._update + 1, self._written + 1
        person = {"id": chat, "is_bot": False, "first_name": "Sam"}
        shown = self._buttons.get(chat) if self.load.taps else None
        update: Json = {"update_id": self._update}
        if shown is None:
            self._message += 1
            said = _message(self._message, chat)
            update["message"] = {**said, "from": person, "text": self.load.words}
        else:
            update["callback_query"] = {
                "id": str(self._update),
                "from": person,
                "chat_instance": "1",
                "data": shown[1],
                "message": {**_message(shown[0], chat), "from": ME},
            }
        self._sent_at[chat] = time.perf_counter()
        self._queue.append(update)
        self._more.set()

    def _shown(self, given: Json) -> Json:
        """Take a message to somebody, who writes again now."""
        chat, now = int(given["chat_id"]), time.perf_counter()
        self._message += 1
        markup = given.get("reply_markup")
        if markup:
            rows = (json.loads(markup) if isinstance(markup, str) else markup)["inline_keyboard"]
            self._buttons[chat] = (self._message, rows[0][0]["callback_data"])
        sent_at = self._sent_at.pop(chat, None)
        if sent_at is not None:
            self._count(chat, now, now - sent_at)
        return _message(self._message, chat)

    def _count(self, chat: int, now: float, waited: float) -> None:
        self._answered += 1
        self._ring.append(chat)
        if self._answered == self.load.warm_up:
            self._measuring, self.seen.calls = now, 0
            sys.stdout.write("warm\n")
            sys.stdout.flush()
        elif self._answered > self.load.warm_up:
            self.seen.waits.append(waited)
        if self._answered == self.load.warm_up + self.load.count:
            self.seen.seconds = now - self._measuring
            self.done.set()
        elif not self.load.a_second:
            self._write()


def _message(number: int, chat: int) -> Json:
    where = {"id": chat, "type": "private", "first_name": "Sam"}
    return {"message_id": number, "date": int(time.time()), "chat": where, "text": "?"}


def _yes(result: Any) -> web.Response:
    return web.json_response({"ok": True, "result": result})


async def main(load: Load) -> None:
    """Serve until everything asked for is measured; then until the input ends."""
    telegram = Telegram(load)
    app = web.Application()
    app.router.add_route("*", "/bot{token}/{method}", telegram.on_call)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    host, port = runner.addresses[0][:2]
    sys.stdout.write(f"http://{host}:{port}\n")
    sys.stdout.flush()
    await asyncio.wait_for(telegram.done.wait(), GIVES_UP)
    sys.stdout.write(json.dumps(asdict(telegram.seen)) + "\n")
    sys.stdout.flush()
    await asyncio.to_thread(sys.stdin.read)
    await runner.cleanup()


if __name__ == "__main__":
    asyncio.run(main(Load(**json.loads(sys.argv[1]))))
