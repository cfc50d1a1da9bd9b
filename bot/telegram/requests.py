"""HTTP for python-telegram-bot over aiohttp: its own httpx client is its bottleneck."""

from __future__ import annotations

import json
from functools import lru_cache
from typing import Any

import aiohttp
from pydantic_core import from_json, to_json
from telegram.error import NetworkError, TelegramError, TimedOut
from telegram.request import BaseRequest, RequestData
from yarl import URL

POOL = 256
"""Most connections open at once."""

READ, CONNECT = 15.0, 10.0
"""How long to wait for an answer, and for a connection. Unit: seconds."""

TOO_MANY = 429
_AS_JSON = {"Content-Type": "application/json"}


class HoldOff(TelegramError):
    """Telegram asks us to wait. Stands for PTB's ``RetryAfter``, which warns whenever made."""

    def __init__(self, seconds: float) -> None:
        super().__init__("asked to wait")
        self.seconds = seconds


class AioRequest(BaseRequest):
    """One pooled aiohttp session. No fault it raises carries an address: the token is in it."""

    __slots__ = ("_session",)

    def __init__(self) -> None:
        self._session: aiohttp.ClientSession | None = None

    @property
    def read_timeout(self) -> float | None:
        return READ

    async def initialize(self) -> None:
        if self._session is None or self._session.closed:
            self._session = aiohttp.ClientSession(
                connector=aiohttp.TCPConnector(limit=POOL, keepalive_timeout=60),
                cookie_jar=aiohttp.DummyCookieJar(),
                headers={"User-Agent": self.USER_AGENT},
                auto_decompress=True,
            )

    async def shutdown(self) -> None:
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Any = BaseRequest.DEFAULT_NONE,
        write_timeout: Any = BaseRequest.DEFAULT_NONE,
        connect_timeout: Any = BaseRequest.DEFAULT_NONE,
        pool_timeout: Any = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        if self._session is None:
            raise NetworkError("the request was used before it was initialised")
        waits = _waits(
            _given(read_timeout, READ),
            _given(connect_timeout, CONNECT),
            _given(pool_timeout, CONNECT),
        )
        address = URL(url, encoded=True)
        try:
            async with self._session.request(
                method, address, **_body(request_data), timeout=waits, allow_redirects=False
            ) as answer:
                payload = await answer.read()
        except TimeoutError:
            raise TimedOut("no answer in time") from None
        except (aiohttp.ClientError, OSError) as fault:
            raise NetworkError(type(fault).__name__) from None
        if answer.status == TOO_MANY:
            raise HoldOff(_asked_to_wait(payload))
        return answer.status, payload

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        """As PTB's own, which would log what it cannot read."""
        try:
            read = from_json(payload)
        except ValueError:
            read = _read_all_the_same(payload)
        if not isinstance(read, dict):
            raise NetworkError("the answer was not an object")
        return read


@lru_cache(maxsize=32)
def _waits(read: float, connect: float, pool: float) -> aiohttp.ClientTimeout:
    return aiohttp.ClientTimeout(
        total=None, sock_read=read, sock_connect=connect, connect=pool + connect
    )


def _given(wanted: Any, usual: float) -> float:
    if wanted is BaseRequest.DEFAULT_NONE or wanted is None:
        return usual
    return float(wanted)


def _body(request_data: RequestData | None) -> dict[str, Any]:
    if request_data is None:
        return {}
    if not request_data.contains_files:
        return {"data": to_json(request_data.parameters), "headers": _AS_JSON}
    form = aiohttp.FormData()
    for name, value in request_data.json_parameters.items():
        form.add_field(name, value)
    for name, (filename, content, media_type) in request_data.multipart_data.items():
        form.add_field(name, content, filename=filename, content_type=media_type)
    return {"data": form}


def _read_all_the_same(payload: bytes) -> Any:
    """An answer in which a letter is broken; what is no JSON for all that is refused."""
    try:
        return json.loads(payload.decode("utf-8", "replace"))
    except ValueError:
        raise NetworkError("the answer was not JSON") from None


def _asked_to_wait(payload: bytes) -> float:
    try:
        return max(1.0, float(json.loads(payload)["parameters"]["retry_after"]))
    except (ValueError, KeyError, TypeError):
        return 5.0
