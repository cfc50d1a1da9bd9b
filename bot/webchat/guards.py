"""What stands before every route: headers, who may post, and kind pages when something is off."""

from __future__ import annotations

import logging
from ipaddress import ip_address
from urllib.parse import urlsplit

from aiohttp import web
from aiohttp.typedefs import Handler

from bot.webchat.page import show
from bot.webchat.wiring import SITE

_log = logging.getLogger(__name__)

NAME = "Earshot"
"""What we call ourselves: no program, no version."""

_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
    "connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; "
    "require-trusted-types-for 'script'; trusted-types 'none'; "
)
_FIXED = {
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=(), "
    "display-capture=(), clipboard-read=(), browsing-topics=()",
    "X-Robots-Tag": "noindex, nofollow",
    "Origin-Agent-Cluster": "?1",
    "Server": NAME,
}
METHODS = ("GET", "HEAD", "POST")
"""What is done here. TRACE would send cookies back; the others are nobody's."""


async def add_headers(request: web.Request, answer: web.StreamResponse) -> None:
    """Put the same guards on every answer, a page or a stream, kind or cross."""
    site = request.config_dict[SITE]
    frames = "'self'" if site.framed else "'none'"
    answer.headers.update(_FIXED)
    answer.headers.setdefault(
        "Content-Security-Policy", f"{_POLICY}frame-ancestors {frames}; frame-src {frames}"
    )
    answer.headers["X-Frame-Options"] = "SAMEORIGIN" if site.framed else "DENY"
    answer.headers.setdefault("Cache-Control", "no-store")
    if site.private_wire:
        answer.headers["Strict-Transport-Security"] = "max-age=31536000"


MACHINES = "/telegram/"
"""Under here it is not a browser that posts: those routes check a secret of their own."""

_LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
_EVERYWHERE = frozenset({"0.0.0.0", "::"})  # noqa: S104  # compared with, not listened on


def asks_for_us(request: web.Request) -> bool:
    """Whether the ``Host`` a browser names is ours: the public address, or this very machine.

    A strange name that leads here would be somebody else's page with our answers in it (DNS
    rebinding). Where we listen everywhere under no address of our own, a bare number will do:
    rebinding needs a name. Machines under ``MACHINES`` may come by another name.
    """
    if request.path.startswith(MACHINES):
        return True
    asked = _host(request.headers.get("Host", ""))
    ours = _host(urlsplit(request.config_dict[SITE].world.public_url).netloc)
    if asked in _LOOPBACK or asked == ours:
        return bool(asked)
    return ours in _EVERYWHERE and _is_number(asked)


def _host(said: str) -> str:
    """A ``Host`` without its port, in small letters; "" where it is not one."""
    try:
        return (urlsplit(f"//{said}").hostname or "").rstrip(".")
    except ValueError:
        return ""


def _is_number(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True


def from_our_own_page(request: web.Request) -> bool:
    """Whether a browser says that one of our pages sent this.

    ``Sec-Fetch-Site`` cannot be set by a script. Browsers too old for it send ``Origin``; one
    that sends neither is refused.
    """
    said = request.headers.get("Sec-Fetch-Site")
    if said is not None:
        return said == "same-origin"
    origin = urlsplit(request.headers.get("Origin", ""))
    return origin.scheme in {"http", "https"} and origin.netloc == request.host


def _harmless(request: web.Request) -> bool:
    return request.method in {"GET", "HEAD"} or request.path.startswith(MACHINES)


_WENT_AWAY = (ConnectionResetError, BrokenPipeError)


def _is_gone(request: web.Request) -> bool:
    """Whether whoever asked has gone: a closed page is no fault of ours and in no log."""
    return request.transport is None or request.transport.is_closing()


def _wants_words(request: web.Request) -> bool:
    return "text/html" in request.headers.get("Accept", "") or request.method == "GET"


def _oops(request: web.Request, status: int) -> web.StreamResponse:
    kind = {404: "lost", 405: "lost", 500: "broken"}.get(status, "refused")
    if not _wants_words(request):
        return web.json_response({"saved": False, "why": kind}, status=status)
    return show(request, "oops.html", status=status, kind=kind)


@web.middleware
async def answer_kindly(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Refuse what is not for us, and posts from other people's pages; be kind about faults."""
    try:
        if request.method not in METHODS:
            return _oops(request, 405)
        if not asks_for_us(request):
            return _oops(request, 421)
        if not (_harmless(request) or from_our_own_page(request)):
            return _oops(request, 403)
        return await handler(request)
    except web.HTTPException as said:
        if said.status < 400:
            raise
        return _oops(request, said.status)
    except TimeoutError:
        raise
    except Exception as fault:
        if isinstance(fault, _WENT_AWAY) and _is_gone(request):
            return web.Response(status=400)  # Nobody reads it: somebody closed their page.
        # The kind of fault and nothing else: its words may be somebody's.
        _log.error("a page could not be answered: %s", type(fault).__name__)
        return _oops(request, 500)
