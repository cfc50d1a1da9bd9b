"""Slots: several people signed in side by side in one browser, each under ``/c/<slot>/``."""

from __future__ import annotations

import hashlib
import hmac
import re
from typing import TypedDict

from aiohttp import web

from bot.webchat.wiring import SITE, SignedIn

KEPT_DAYS = 365
"""How long a personal link's sign-in stays on its device. A ticket's ends with the browser."""

_SLOT = re.compile(r"[A-Za-z0-9_-]{1,40}")
_WAY = "earshot_way_"
_VIEWS = "earshot_views_"
_HOST_ONLY = "__Host-"
"""A cookie so named is taken only over TLS, from this very host, for all of it: no neighbour
under the same domain can plant one."""
_SHARED, _OWN = "shared.", "own."


class _Kept(TypedDict):
    path: str
    httponly: bool
    samesite: str
    secure: bool


def _named(request: web.Request, name: str) -> str:
    return f"{_HOST_ONLY}{name}" if request.config_dict[SITE].private_wire else name


def _cookie(request: web.Request) -> str:
    return request.cookies.get(_named(request, f"earshot_{request.match_info['slot']}"), "")


def token(request: web.Request) -> str:
    """The secret this browser shows for the chat in the address; "" when it shows none."""
    _, mark, found = _cookie(request).partition(".")
    good = mark and _SLOT.fullmatch(request.match_info["slot"]) and 16 <= len(found) <= 128
    return found if good else ""


def device(request: web.Request) -> bytes:
    """Names this browser's sign-in in memory: a hash of its cookie's secret."""
    return hashlib.sha256(token(request).encode()).digest()


def on_shared_device(request: web.Request) -> bool:
    """Whether this chat was opened with a ticket, so that the next person may sit down here."""
    return _cookie(request).startswith(_SHARED)


async def whose(request: web.Request) -> int | None:
    """Say whose chat this is, asked anew each time: a sign-in ends the moment it is dropped."""
    shown = token(request)
    return await request.config_dict[SITE].calls.whose(shown) if shown else None


def let_in(
    request: web.Request, answer: web.StreamResponse, signed: SignedIn, code: str = ""
) -> None:
    """Give the browser its cookie. ``code`` is a personal link's; "" for a ticket.

    A second cookie, without any right of its own, remembers which link this was, so that
    opening the same link again on the same device finds the chat.
    """
    if not _SLOT.fullmatch(signed.slot):
        raise ValueError("a slot is 1 to 40 letters, digits, - or _")
    age = KEPT_DAYS * 86_400 if code else None
    value = (_OWN if code else _SHARED) + signed.token
    kept = _kept(request, f"/c/{signed.slot}/")
    answer.set_cookie(_named(request, f"earshot_{signed.slot}"), value, max_age=age, **kept)
    if code:
        name = _named(request, _WAY + signed.slot)
        answer.set_cookie(name, _mark(code), max_age=age, **_kept(request, "/"))


def let_into_views(request: web.Request, answer: web.StreamResponse, secret: str) -> None:
    """Give the browser what opens the staff views, made anew at each sign-in to them.

    It opens nothing without the chat's own cookie, and ends with the browser.
    """
    kept = _kept(request, f"/c/{request.match_info['slot']}/staff")
    answer.set_cookie(_named(request, _VIEWS + request.match_info["slot"]), secret, **kept)


def views_token(request: web.Request) -> str:
    """The secret this browser shows for the chat's staff views; "" when it shows none."""
    found = request.cookies.get(_named(request, _VIEWS + request.match_info["slot"]), "")
    return found if 16 <= len(found) <= 128 else ""


def let_out_of_views(request: web.Request, answer: web.StreamResponse) -> None:
    """Take back what opened the staff views."""
    kept = _kept(request, f"/c/{request.match_info['slot']}/staff")
    answer.del_cookie(_named(request, _VIEWS + request.match_info["slot"]), **kept)


def let_out(request: web.Request, answer: web.StreamResponse) -> None:
    """Take the cookies back."""
    slot = request.match_info["slot"]
    answer.del_cookie(_named(request, f"earshot_{slot}"), **_kept(request, f"/c/{slot}/"))
    answer.del_cookie(_named(request, _WAY + slot), **_kept(request, "/"))
    let_out_of_views(request, answer)


def _kept(request: web.Request, path: str) -> _Kept:
    """How a cookie is kept. Over TLS its name binds it to this host, and that asks for ``/``."""
    secure = request.config_dict[SITE].private_wire
    path = "/" if secure else path
    return {"path": path, "httponly": True, "samesite": "Strict", "secure": secure}


def opened_here(request: web.Request) -> list[str]:
    """The chats that personal links opened on this device."""
    start = _named(request, _WAY)
    slots = (name.removeprefix(start) for name in request.cookies if name.startswith(start))
    return sorted(slot for slot in slots if _SLOT.fullmatch(slot))


def opened_with(request: web.Request, code: str) -> str | None:
    """The slot that this same link opened on this same device."""
    for slot in opened_here(request):
        if hmac.compare_digest(_ascii(request.cookies[_named(request, _WAY + slot)]), _mark(code)):
            return slot
    return None


def _ascii(shown: str) -> str:
    """A cookie's value as something that can be compared in even time."""
    return shown.encode("ascii", "replace").decode()


def _mark(code: str) -> str:
    return hashlib.sha256(f"earshot way {code}".encode()).hexdigest()[:32]
