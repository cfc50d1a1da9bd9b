"""The page: templates, one style sheet, one script. Nothing comes from anybody else's server."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from aiohttp import web

from bot.services.world import World
from bot.texts import say
from bot.webchat.wiring import SITE
from bot.wording.helping import Moment, numbers_for_moment, opens_words
from surveys.safeguarding.signposts import Number, few_and_more, is_page

if TYPE_CHECKING:
    import jinja2

HERE = Path(__file__).parent
STAFF = HERE.parent / "staff"

_TYPES = {
    ".css": "text/css",
    ".js": "text/javascript",
    ".svg": "image/svg+xml",
    ".png": "image/png",
}

JOINED = {
    "style.css": ("ground", "doors", "chat", "asking", "over", "easy"),
    "doors.js": ("base", "leaving", "doors"),
    "easy.js": ("base", "leaving", "speaking", "easy"),
    "chat.js": (
        *("base", "leaving", "speaking", "pictures", "words", "showing", "sending", "hearing"),
        *("looks", "veil", "lock", "filing", "chat"),
    ),
}
"""What the browser gets as one part, so that one wait is enough: the parts it is kept in."""

_RIGHT_TO_LEFT = {"ar", "ckb", "dv", "fa", "he", "ku", "ps", "sd", "ug", "ur", "yi"}


@cache
def _part(name: str) -> tuple[bytes, str, str]:
    """Read one of the page's parts: its bytes, its type, and a mark that changes with it."""
    content = _joined(name) if name in JOINED else (HERE / name).read_bytes()
    return content, _TYPES[Path(name).suffix], hashlib.sha256(content).hexdigest()[:12]


def _joined(name: str) -> bytes:
    """Put a sheet or a script together. A script's parts share one scope of their own."""
    script = name.endswith(".js")
    folder, kind = (HERE / "scripts", ".js") if script else (HERE / "styles", ".css")
    parts = "".join((folder / (one + kind)).read_text("utf-8") for one in JOINED[name])
    return (f'"use strict";\n(() => {{\n{parts}}})();\n' if script else parts).encode()


def direction(language: str) -> str:
    """Say which way a language is written: ``ltr`` or ``rtl``."""
    return "rtl" if language.split("-")[0].lower() in _RIGHT_TO_LEFT else "ltr"


def part(name: str) -> str:
    """Say where a part of the page is. The address changes when the part does."""
    return f"/page/{name}?{_part(name)[2]}"


def dial(number: str) -> str:
    """Make what a phone dials, texts or opens out of a number as people write it."""
    digits = "".join(letter for letter in number if letter in "+0123456789")
    if is_page(number):
        return f"https://{number}"
    return f"sms:{digits}" if len(digits) == 5 else f"tel:{digits}"


def to_ring(world: World) -> dict[str, str]:
    """Every number of the policy, each home's own included, and what a tap on it does."""
    plan = world.policy.plan
    own = [one.number for home in plan.homes for one in home.numbers]
    own += [home.duty_number for home in plan.homes if home.duty_number]
    return {number: dial(number) for number in (*own, *(n.number for n in world.policy.numbers))}


@dataclass(frozen=True, slots=True)
class Ringing:
    """The numbers of a page at this moment: those at hand, and the rest."""

    few: tuple[Number, ...]
    more: tuple[Number, ...]
    zone: ZoneInfo


def _ringing(world: World) -> Ringing:
    now = Moment(world.now())
    few, more = few_and_more(numbers_for_moment(world.policy, now))
    return Ringing(few, more, world.zone)


def words(group: str, language: str = "en") -> dict[str, str]:
    """The texts that the script shows, by key. Their blanks are left for the script to fill."""
    return {key.rpartition(".")[2]: say(key, language, **_BLANKS) for key in _SCRIPT[group]}


def _of(group: str, *keys: str) -> tuple[str, ...]:
    return tuple(f"{group}.{key}" for key in keys)


_BLANKS = {name: f"{{{name}}}" for name in ("seconds", "count", "label", "makers", "organisation")}

_SCRIPT = {
    "page": (
        *_of("page", "you_wrote", "earshot_says", "sending", "sent", "not_yet", "not_taken"),
        *_of("page", "too_long", "offline", "back", "signed_out", "signed_out_way", "file"),
        *_of("page", "close", "tidied", "change", "read", "read_stop", "read_choices"),
        *_of("page", "given", "one_fewer", "file_large", "file_not"),
        *_of("idle", "idle_title", "idle_what", "idle_on", "ending_title", "ending_what"),
        *_of("idle", "ending_soon", "ending_stay", "ending_now", "ending_wait"),
        *_of("lock", "lock_with", "lock_now", "lock_not_now", "lock_choose", "lock_choose_what"),
        *_of("lock", "lock_again", "lock_again_what", "lock_differ", "lock_kept", "lock_not_kept"),
        *_of("lock", "lock_ask", "lock_ask_what", "lock_wrong", "lock_wait", "lock_try"),
        *_of(
            "lock",
            "lock_offline",
            "lock_forgot",
            "lock_count",
            "lock_nothing",
            "forgot_title",
            "forgot_what",
        ),
        *_of("lock", "forgot_back", "forgot_tear", "picture_star", "picture_boat"),
        *_of("lock", "picture_tree", "picture_cat", "picture_key", "picture_sun", "picture_cup"),
        *_of("lock", "picture_kite", "picture_shell"),
        "consent.makers",
    ),
    "join": _of(
        "join", "closed", "closed_way", "cut", "cut_way", "slow", "lost", "both", "both_way"
    ),
    "easy": _of("easy", "read", "read_stop", "read_card"),
    "ticket": _of("ticket", "empty", "closed", "closed_way"),
    "taking_back": _of(
        "taking_back", "done", "done_kept", "slow", "not_six", "page_empty", "page_lost"
    ),
}


@cache
def _templates() -> jinja2.Environment:
    """What makes pages: loaded with the first of them, since most homes have no browser chat."""
    import jinja2

    made = jinja2.Environment(
        loader=jinja2.FileSystemLoader([HERE, STAFF, STAFF / "pages"]),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals.update(say=say, part=part, dial=dial, words=words, direction=direction)
    made.globals.update(opens_words=opens_words)
    return made


def show(
    request: web.Request, template: str, *, status: int = 200, **blanks: object
) -> web.Response:
    """Answer with a page. The help numbers are on every page, whoever is looking."""
    world = request.config_dict[SITE].world
    text = (
        _templates()
        .get_template(template)
        .render(
            policy=world.policy,
            ringing=partial(_ringing, world),
            rehearsal=world.rehearsal,
            lang="en",
            **blanks,
        )
    )
    return web.Response(text=text, status=status, content_type="text/html", charset="utf-8")


async def give_mark(request: web.Request) -> web.Response:
    """Answer with the mark, to browsers that ask for it without being told."""
    return _give("mark.svg")


async def give_manifest(request: web.Request) -> web.Response:
    """Say how the page may be put on a home screen. No worker comes with it: it keeps nothing."""
    icons = [
        {"src": part(f"icon-{name}.png"), "type": "image/png", "sizes": size, "purpose": purpose}
        for name, size, purpose in _ICONS
    ]
    manifest = {
        "name": say("page.name"),
        "short_name": say("page.name"),
        "description": say("page.tagline"),
        "id": "/",
        "start_url": "/",
        "scope": "/",
        "display": "standalone",
        "lang": "en",
        "dir": direction("en"),
        "background_color": "#f5f1ea",
        "theme_color": "#f5f1ea",
        "icons": icons,
    }
    return web.json_response(manifest, content_type="application/manifest+json")


_ICONS = (
    ("192", "192x192", "any"),
    ("512", "512x512", "any"),
    ("maskable", "512x512", "maskable"),
)


async def give_part(request: web.Request) -> web.Response:
    """Answer with a style sheet, a script, the mark or an icon."""
    name = request.match_info["name"]
    known = name in JOINED or (Path(name).suffix in _TYPES and (HERE / name).is_file())
    if not known:
        raise web.HTTPNotFound
    return _give(name)


def _give(name: str) -> web.Response:
    content, kind, _ = _part(name)
    pixels = kind == "image/png"
    answer = web.Response(body=content, content_type=kind, charset=None if pixels else "utf-8")
    answer.headers["Cache-Control"] = "public, max-age=31536000, immutable"
    if not pixels:
        answer.enable_compression()
    return answer
