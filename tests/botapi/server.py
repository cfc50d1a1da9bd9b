"""An HTTP face for the books: a Bot API server on 127.0.0.1, with faults to order."""

from __future__ import annotations

import asyncio
import contextlib
import json
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any, Self

import aiohttp
from aiohttp import web

from tests.botapi.books import Books, Call, Json, Refusal
from tests.botapi.description import Description, read_form
from tests.botapi.faults import Fault, Faults, Rule, Scope
from tests.botapi.limits import Limits
from tests.botapi.methods import perform

TOKEN = "4242:AAtest-token-of-a-bot-that-is-not-there"


NO_ANSWER = 0
"""The status of a call that was neither done nor answered."""


class Server:
    """A Bot API server for one bot."""

    def __init__(self, now: Callable[[], float] = time.time, token: str = TOKEN) -> None:
        self.books = Books(now)
        self.token = token
        self.faults = Faults(now)
        self.address = ""
        self.refuses_token = False
        self.retry_pause = 0.02
        self.limits: Limits | None = None
        """Telegram's limits, where a test wants them kept."""
        self._description = Description.load()
        self._runner: web.AppRunner | None = None
        self._pushing: asyncio.Task[None] | None = None
        self._asking = 0
        self._is_closing = False

    async def __aenter__(self) -> Self:
        app = web.Application(client_max_size=20 * 2**20)
        app.router.add_route("*", "/bot{token}/{method}", self._on_call)
        app.router.add_get("/file/bot{token}/{path}", self._on_file)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        host, port = self._runner.addresses[0][:2]
        self.address = f"http://{host}:{port}"
        return self

    async def __aexit__(self, *_: object) -> None:
        self._is_closing = True
        await self.books.tell()
        if self._pushing is not None:
            self._pushing.cancel()
            await asyncio.gather(self._pushing, return_exceptions=True)
        assert self._runner is not None
        await self._runner.cleanup()

    def breaks(
        self,
        method: str,
        fault: Fault | None = None,
        *,
        times: int | None = 1,
        chat: int | None = None,
        chance: float = 1.0,
        between: tuple[int, int] | None = None,
        scope: Scope = "call",
        **how: Any,
    ) -> Rule:
        """Order a fault: one of ``tests.botapi.faults``, or its parts; 500 where none says more.

        See ``Rule`` for when it comes.
        """
        named = fault or Fault(**{"status": 500, **how})
        return self.faults.order(Rule(method, named, times, chat, chance, between, scope))

    async def _on_call(self, request: web.Request) -> web.StreamResponse:
        if request.match_info["token"] != self.token or self.refuses_token:
            return web.json_response(_refused(Refusal(401, "Unauthorized")), status=401)
        method = request.match_info["method"]
        given = await self._given(request, method)
        checked = {k: v for k, v in given.items() if k != "uploads"}
        self.books.violations += self._description.faults(method, checked)
        try:
            self.faults.look(method, given)
            fault = self.faults.next(method, given)
            if self.limits is not None:
                self.limits.count(method, given)
            result = await self._done(method, given) if not fault or fault.is_done else None
        except Refusal as refusal:
            self.books.calls.append(Call(method, given, refusal.code))
            return web.json_response(_refused(refusal), status=refusal.code)
        is_heard = fault is None or fault.is_heard
        status = 200 if fault is None or fault.is_done else fault.status or NO_ANSWER
        self.books.calls.append(Call(method, given, status, is_heard))
        await self.books.tell()
        answer: Json = {"ok": True, "result": result}
        if fault is not None and fault.status is not None:
            answer = _refused(Refusal(fault.status, fault.description, fault.retry_after))
        return await self.faults.carry(request, fault, answer)

    async def _on_file(self, request: web.Request) -> web.StreamResponse:
        content = self.books.files.get(request.match_info["path"])
        if request.match_info["token"] != self.token or content is None:
            return web.json_response(_refused(Refusal(404, "Not Found")), status=404)
        return web.Response(body=content)

    async def _done(self, method: str, given: Json) -> Any:
        if method == "getUpdates":
            return await self._updates(given)
        result = perform(self.books, method, given)
        if method == "setWebhook" and self.books.webhook is not None:
            self._pushing = asyncio.create_task(self._push())
        return result

    async def _given(self, request: web.Request, method: str) -> Json:
        described = self._description.methods.get(method, {})
        given = {k: read_form(described, k, v) for k, v in request.query.items()}
        if request.content_type == "application/json":
            return {**given, **await request.json()}
        for name, value in (await request.post()).items():
            if isinstance(value, web.FileField):
                content = value.file.read()
                given.setdefault("uploads", {})[name] = (value.filename, content)
                if name in {field["name"] for field in described.get("fields") or []}:
                    given[name] = content
            elif not str(value).startswith("attach://"):
                given[name] = read_form(described, name, str(value))
        return given

    async def _updates(self, given: Json) -> list[Json]:
        books = self.books
        if books.webhook is not None:
            raise Refusal(
                409,
                "Conflict: can't use getUpdates method while webhook is active; use "
                "deleteWebhook to delete the webhook first",
            )
        self._asking += 1
        mine = self._asking
        await books.tell()
        if "allowed_updates" in given:
            books.allowed = set(given["allowed_updates"]) or None
        books.confirm(given.get("offset"))
        await self._wait_for_updates(given.get("timeout", 0), mine)
        if mine != self._asking:
            raise Refusal(409, "Conflict: terminated by other getUpdates request")
        books.confirm(None)
        batch = [one.body for one in books.waiting[: given.get("limit", 100)]]
        return books.mischief.hand_out(batch, books.taps)

    async def _wait_for_updates(self, seconds: float, mine: int) -> None:
        books = self.books

        def over() -> bool:
            return bool(books.waiting) or mine != self._asking or self._is_closing

        if seconds and not over():
            try:
                await books.until(over, seconds)
            except TimeoutError:
                return

    async def _push(self) -> None:
        """Bring updates to the webhook, one at a time, until each is answered with 2xx."""
        books = self.books
        async with aiohttp.ClientSession() as session:
            while books.webhook is not None:
                await books.until(lambda: bool(books.waiting), 3600)
                head = {"X-Telegram-Bot-Api-Secret-Token": books.webhook.get("secret_token", "")}
                body = json.dumps(books.waiting[0].body)
                head["Content-Type"] = "application/json"
                with contextlib.suppress(aiohttp.ClientError):
                    url = books.webhook["url"]
                    async with session.post(url, data=body, headers=head) as answer:
                        if 200 <= answer.status < 300:
                            del books.waiting[0]
                            await books.tell()
                            continue
                await asyncio.sleep(self.retry_pause)


def _refused(refusal: Refusal) -> Json:
    body: Json = {"ok": False, "error_code": refusal.code, "description": refusal.description}
    if refusal.retry_after is not None:
        body["parameters"] = {"retry_after": refusal.retry_after}
    return body


@asynccontextmanager
async def bot_api(now: Callable[[], float] = time.time) -> AsyncIterator[Server]:
    """A server for one test; the test fails where a call broke the description."""
    async with Server(now) as server:
        yield server
    assert server.books.violations == []
