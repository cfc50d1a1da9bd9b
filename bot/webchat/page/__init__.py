"""The page: templates, one style sheet, one script. Nothing comes from anybody else's server."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

import jinja2
from aiohttp import web

from bot.texts import say
from bot.webchat.wiring import SITE

HERE = Path(__file__).parent
STAFF = HERE.parent / "staff"

_TYPES = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}

_templates = jinja2.Environment(
    loader=jinja2.FileSystemLoader([HERE, STAFF, STAFF / "pages"]),
    autoescape=True,
    undefined=jinja2.StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


@cache
def _part(name: str) -> tuple[str, str, str]:
    """Read one of the page's files: its words, its type, and a mark that changes with it."""
    words = (HERE / name).read_text("utf-8")
    return words, _TYPES[Path(name).suffix], hashlib.sha256(words.encode()).hexdigest()[:12]


def part(name: str) -> str:
    """Say where a part of the page is. The address changes when the part does."""
    return f"/page/{name}?{_part(name)[2]}"


def dial(number: str) -> str:
    """Make what a phone dials (or texts) out of a number as people write it."""
    digits = "".join(letter for letter in number if letter in "+0123456789")
    return f"sms:{digits}" if len(digits) == 5 else f"tel:{digits}"


def words(group: str, language: str = "en") -> dict[str, str]:
    """The texts that the script shows, by key."""
    return {key: say(f"{group}.{key}", language) for key in _SCRIPT[group]}


_SCRIPT = {
    "page": (
        *("you_wrote", "earshot_says", "sending", "sent", "not_yet", "not_taken", "too_long"),
        *("offline", "back", "signed_out", "signed_out_way", "file", "close", "tidied"),
    ),
    "join": ("closed", "closed_way", "cut", "cut_way", "slow", "lost", "again", "home"),
    "ticket": ("empty", "closed", "closed_way"),
}

_templates.globals.update(say=say, part=part, dial=dial, words=words)


def show(
    request: web.Request, template: str, *, status: int = 200, **blanks: object
) -> web.Response:
    """Answer with a page. The help numbers are on every page, whoever is looking."""
    policy = request.config_dict[SITE].world.policy
    text = _templates.get_template(template).render(policy=policy, lang="en", **blanks)
    return web.Response(text=text, status=status, content_type="text/html", charset="utf-8")


async def give_mark(request: web.Request) -> web.Response:
    """Answer with the mark, to browsers that ask for it without being told."""
    return _give("mark.svg")


async def give_part(request: web.Request) -> web.Response:
    """Answer with the style sheet, the script or the mark."""
    name = request.match_info["name"]
    if Path(name).suffix not in _TYPES or not (HERE / name).is_file():
        raise web.HTTPNotFound
    return _give(name)


def _give(name: str) -> web.Response:
    text, kind, _ = _part(name)
    answer = web.Response(text=text, content_type=kind, charset="utf-8")
    answer.headers["Cache-Control"] = "public, max-age=31536000, immutable"
    answer.enable_compression()
    return answer
