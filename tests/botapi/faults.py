"""What can go wrong between the bot and the Bot API: one middleware of the one server.

The words are Toxiproxy's (latency, bandwidth, slow close, timeout, reset, slicer, limit data) and
Telegram's own (429 to a call, a method, a chat or the whole bot; 5xx; 401; 403; answers that are
no JSON; an answer that is lost after what was asked was done). Two are put together with ``&``.
What is drawn is drawn from a seed, a method, a chat and the number of the call: the same seed
does the same to each chat, whoever is served first.
"""

from __future__ import annotations

import asyncio
import json
import math
import random
from collections import Counter
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Literal

from aiohttp import web

from tests.botapi.books import Json, Refusal

Nap = Callable[[float], Awaitable[None]]
Scope = Literal["call", "method", "chat", "bot"]


@dataclass(frozen=True)
class Fault:
    """What goes wrong with one answer.

    Args:
        status: Answered instead of the real answer.
        retry_after: What a 429 asks for. Unit: seconds.
        body: Sent instead of the real answer.
        happens: Whether what was asked for is done, though its answer is another or none.
        reset: Hang up instead of answering.
        until: Hold the answer back until this is set.
        late, jitter: How much later it is answered, and at most how much later still. Seconds.
        rate: How many bytes come in a second; 0 for all at once.
        piece: How many bytes come at a time; 0 for all at once.
        cut: After how many bytes the connection is gone.
        lingers: How long the end of the answer is kept back. Unit: seconds.
    """

    status: int | None = None
    description: str = "Internal Server Error"
    retry_after: int | None = None
    body: bytes | None = None
    happens: bool = False
    reset: bool = False
    until: asyncio.Event | None = None
    late: float = 0.0
    jitter: float = 0.0
    rate: int = 0
    piece: int = 0
    cut: int | None = None
    lingers: float = 0.0

    def __and__(self, other: Fault) -> Fault:
        """Both at once. Where both say something, the second is heard."""
        said = {each.name: getattr(other, each.name) for each in fields(other)}
        plain = {each.name: each.default for each in fields(other)}
        return replace(self, **{name: one for name, one in said.items() if one != plain[name]})

    @property
    def is_done(self) -> bool:
        """Whether what was asked for is done."""
        return self.happens or not (self.reset or self.status or self.body)

    @property
    def is_heard(self) -> bool:
        """Whether the bot gets the true answer."""
        return not (self.reset or self.status or self.body) and self.cut is None


def latency(seconds: float, jitter: float = 0.0) -> Fault:
    """The answer is late."""
    return Fault(late=seconds, jitter=jitter)


def bandwidth(bytes_a_second: int) -> Fault:
    """The answer trickles in."""
    return Fault(rate=bytes_a_second, piece=64)


def slow_close(seconds: float) -> Fault:
    """The answer is all there, but for its end."""
    return Fault(lingers=seconds)


def timeout(seconds: float) -> Fault:
    """No answer; after so long the connection is closed. Nothing was done."""
    return Fault(reset=True, late=seconds)


def reset() -> Fault:
    """The connection is cut off at once. Nothing was done."""
    return Fault(reset=True)


def half(count: int = 12) -> Fault:
    """It was done; the answer breaks off after so many bytes."""
    return Fault(cut=count)


def slicer(count: int = 7) -> Fault:
    """The answer comes in many small pieces."""
    return Fault(piece=count)


def lost() -> Fault:
    """It was done, and the answer is lost."""
    return Fault(happens=True, reset=True)


def too_many(seconds: int) -> Fault:
    """429: wait so long."""
    said = f"Too Many Requests: retry after {seconds}"
    return Fault(status=429, description=said, retry_after=seconds)


def down(status: int = 502) -> Fault:
    """5xx, with a page instead of JSON, as a proxy before Telegram sends it."""
    return Fault(status=status, body=b"<html>Bad Gateway</html>")


def unauthorised() -> Fault:
    """401: the token is refused."""
    return Fault(status=401, description="Unauthorized")


def blocked() -> Fault:
    """403: they blocked the bot."""
    return Fault(status=403, description="Forbidden: bot was blocked by the user")


def deactivated() -> Fault:
    """403: their account is no more."""
    return Fault(status=403, description="Forbidden: user is deactivated")


def not_found() -> Fault:
    """400: there is no such chat."""
    return Fault(status=400, description="Bad Request: chat not found")


def garbled(body: bytes = b'{"ok": true, "resu') -> Fault:
    """It was done; the answer says 200 and is no JSON, or not the right one."""
    return Fault(status=200, body=body, happens=True)


PASSING: Mapping[str, Fault] = {
    "latency": latency(0.001, jitter=0.002),
    "bandwidth": bandwidth(200_000),
    "slow close": slow_close(0.001),
    "timeout": timeout(0.002),
    "reset": reset(),
    "half": half(),
    "slicer": slicer(40),
    "late and in slices": latency(0.001) & slicer(60),
    "lost": lost(),
    "lost late": lost() & latency(0.002),
    "429": too_many(7),
    "500": Fault(status=500),
    "502": down(),
    "504": down(504),
    "401": unauthorised(),
    "no JSON": garbled(),
    "no object": garbled(b"[1]"),
    "no text": garbled(b"\xff\x00\xfe"),
}
"""Faults after which trying again is right; small, so that thousands can be drawn."""

FOR_GOOD: Mapping[str, Fault] = {
    "blocked": blocked(),
    "deactivated": deactivated(),
    "chat not found": not_found(),
}
"""Faults after which trying again is wrong."""


@dataclass
class Rule:
    """When a fault comes.

    Args:
        method: Which method; ``*`` is every method but getUpdates.
        times: How often at most; None for always.
        chat: In which chat only.
        chance: How likely at each call.
        between: From which call of that method in that chat, and before which.
        scope: Whom a 429 means: this call alone, or for as long as it asks the method, the chat
            or the whole bot.
    """

    method: str
    fault: Fault
    times: int | None = 1
    chat: int | None = None
    chance: float = 1.0
    between: tuple[int, int] | None = None
    scope: Scope = "call"

    def fits(self, method: str, chat: int | None, call: int, draw: float) -> bool:
        """Whether it comes at this call."""
        named = self.method in (method, "*" if method != "getUpdates" else "")
        due = self.between is None or self.between[0] <= call < self.between[1]
        mine = self.chat in (None, chat)
        return named and due and mine and self.times != 0 and draw < self.chance


@dataclass
class Faults:
    """The middleware: the faults that were ordered, and what came of them.

    ``impatient`` counts calls of a chat that had itself been told to wait, and did not.
    """

    now: Callable[[], float]
    seed: int = 0
    rules: list[Rule] = field(default_factory=list)
    came: Counter[str] = field(default_factory=Counter)
    impatient: int = 0
    nap: Nap = asyncio.sleep
    _calls: Counter[tuple[str, int | None]] = field(default_factory=Counter)
    _halts: dict[tuple[str, object], float] = field(default_factory=dict)
    _told: dict[tuple[str, object], float] = field(default_factory=dict)

    def order(self, rule: Rule) -> Rule:
        """Have a fault come from now on."""
        self.rules.append(rule)
        return rule

    def cease(self) -> None:
        """No more faults; nobody has to wait any longer."""
        self.rules.clear()
        self._halts.clear()
        self._told.clear()

    def next(self, method: str, given: Json) -> Fault | None:
        """The fault of this call, if it has one."""
        chat = given.get("chat_id")
        call = self._calls[method, chat]
        self._calls[method, chat] += 1
        for place, rule in enumerate(self.rules):
            draws = random.Random(f"{self.seed}|{place}|{method}|{chat}|{call}")
            if not rule.fits(method, chat, call, draws.random()):
                continue
            if rule.times is not None:
                rule.times -= 1
            self._halt(rule, method, chat)
            self.came[rule.method] += 1
            late = rule.fault.late + draws.random() * rule.fault.jitter
            return replace(rule.fault, late=late, jitter=0.0)
        return None

    def look(self, method: str, given: Json) -> None:
        """Whether somebody was told to wait.

        Raises:
            Refusal: 429, with what is left to wait.
        """
        if method == "getUpdates" and ("method", method) not in self._halts:
            return
        chat, now = given.get("chat_id"), self.now()
        mine = ("method", method), ("chat", chat), ("bot", None)
        until = max((self._halts.get(one, 0.0) for one in mine), default=0.0)
        if until > now:
            self.impatient += self._told.get((method, chat), 0.0) > now
            self._told[method, chat] = until
            left = math.ceil(until - now)
            raise Refusal(429, f"Too Many Requests: retry after {left}", left)

    def _halt(self, rule: Rule, method: str, chat: int | None) -> None:
        if rule.fault.retry_after is None or rule.scope == "call":
            return
        whom = {"method": method, "chat": chat, "bot": None}[rule.scope]
        until = self.now() + rule.fault.retry_after
        self._halts[rule.scope, whom] = self._told[method, chat] = until

    async def carry(
        self, request: web.Request, fault: Fault | None, answer: Json
    ) -> web.StreamResponse:
        """Bring an answer to the bot, in the way the fault has it."""
        if fault is None:
            return web.json_response(answer)
        if fault.late:
            await self.nap(fault.late)
        if fault.until is not None:
            await fault.until.wait()
        if fault.reset:
            return _hung_up(request)
        body = json.dumps(answer).encode() if fault.body is None else fault.body
        status = fault.status or 200
        if not (fault.rate or fault.piece or fault.lingers or fault.cut is not None):
            return web.Response(status=status, body=body)
        return await self._trickle(request, fault, status, body)

    async def _trickle(
        self, request: web.Request, fault: Fault, status: int, body: bytes
    ) -> web.StreamResponse:
        response = web.StreamResponse(status=status)
        response.content_type = "application/json"
        if not fault.lingers:
            response.content_length = len(body)
        await response.prepare(request)
        some = body if fault.cut is None else body[: fault.cut]
        size = fault.piece or len(some) or 1
        for start in range(0, len(some), size):
            await response.write(some[start : start + size])
            await self.nap(size / fault.rate if fault.rate else 0.0)
        if fault.cut is not None:
            return _hung_up(request, response)
        if fault.lingers:
            await self.nap(fault.lingers)
        await response.write_eof()
        return response


def _hung_up(
    request: web.Request, response: web.StreamResponse | None = None
) -> web.StreamResponse:
    assert request.transport is not None
    request.transport.abort()
    return response or web.Response()
