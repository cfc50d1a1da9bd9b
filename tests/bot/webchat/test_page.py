"""The tests of bot/webchat/page: what every page is made of."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from bot.texts import say
from bot.webchat import page as made
from bot.webchat.page import JOINED, dial, direction, part, words
from tests.bot.webchat.conftest import Visitor

SOURCE = made.HERE
TEMPLATES = sorted(SOURCE.glob("*.html"))
SCRIPTS = "".join(path.read_text("utf-8") for path in sorted(SOURCE.glob("scripts/*.js")))


NINE = ("star", "boat", "tree", "cat", "key", "sun", "cup", "kite", "shell")


def test_a18_the_script_touches_no_storage_and_no_history() -> None:
    """What is typed lives in the page's memory. The browser test proves it from the bytes."""
    script = SCRIPTS

    for word in ("localStorage", "sessionStorage", "indexedDB", "caches", "serviceWorker"):
        assert word not in script
    for word in ("document.cookie", "pushState", "innerHTML", "eval(", "sendBeacon"):
        assert word not in script


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_no_page_asks_anybody_else_or_carries_its_own_script(template: Path) -> None:
    """The strict policy would block it, and a third party would learn who is here."""
    text = template.read_text("utf-8")

    assert not re.search(r"(src|href)=\"(https?:)?//", text)
    assert "<style" not in text
    assert not re.search(r"<script(?![^>]*src=)", text)
    assert not re.search(r"\s(style|on[a-z]+)=", text)


async def test_the_first_paint_is_under_a_hundred_kilobytes(signed_in: Visitor) -> None:
    """An old tablet on a weak line is the usual case."""
    size = len(await (await signed_in.get("/c/one/")).read())
    for name in ("style.css", "chat.js", "mark.svg"):
        answer = await signed_in.get(part(name))
        assert answer.status == 200
        assert "immutable" in answer.headers["Cache-Control"]
        size += len(await answer.read())

    assert size < 100_000


@pytest.mark.parametrize("name", ["__init__.py", "chat.html", "..%2fsite.py", "nothing.css"])
async def test_only_the_pages_parts_are_given_out(page: Visitor, name: str) -> None:
    """Our own source and templates are nobody's download."""
    assert (await page.get(f"/page/{name}")).status == 404


def test_every_part_of_a_script_or_a_sheet_is_joined_into_one() -> None:
    """A part that nobody joins would be work that no browser ever gets."""
    kept = {path.stem for path in SOURCE.glob("scripts/*.js")}
    sheets = {path.stem for path in SOURCE.glob("styles/*.css")}
    joined = {one for name, parts in JOINED.items() if name.endswith(".js") for one in parts}

    assert joined == kept
    assert set(JOINED["style.css"]) == sheets


async def test_the_page_can_be_put_on_a_home_screen(page: Visitor) -> None:
    """A home screen asks for a name, a start and icons; nothing of it keeps a word."""
    answer = await page.get("/manifest.webmanifest")
    manifest = await answer.json(content_type="application/manifest+json")

    assert manifest["start_url"] == "/"
    assert manifest["display"] == "standalone"
    for icon in manifest["icons"]:
        found = await page.get(icon["src"])
        assert found.content_type == "image/png"
        with Image.open(BytesIO(await found.read())) as drawn:
            assert icon["sizes"] == f"{drawn.width}x{drawn.height}"


@pytest.mark.parametrize(("language", "way"), [("en", "ltr"), ("ar", "rtl"), ("fa-AF", "rtl")])
def test_a_language_is_written_its_own_way(language: str, way: str) -> None:
    """The page turns round by itself when its first right-to-left language comes."""
    assert direction(language) == way


@pytest.mark.parametrize("sheet", sorted(SOURCE.glob("styles/*.css")), ids=lambda path: path.name)
def test_a_sheet_names_no_left_and_no_right(sheet: Path) -> None:
    """Start and end turn with the language; left and right do not."""
    text = sheet.read_text("utf-8").replace("safe-area-inset-left", "")
    text = text.replace("safe-area-inset-right", "")

    assert not re.search(r"(margin|padding|border)-(left|right)|text-align: (left|right)", text)
    assert not re.search(r"(?<![-\w])(left|right):", text)


def test_every_text_the_script_shows_exists() -> None:
    """A missing text would leave a silent gap in the one moment it is needed."""
    script = SCRIPTS
    shown = set(re.findall(r"words\.([a-z_]+)", script))

    assert shown <= set(words("page")) | set(words("easy"))
    assert {f"picture_{name}" for name in NINE} <= set(words("page"))
    assert words("join")["closed"] == say("join.closed")


@pytest.mark.parametrize(
    ("number", "expected"),
    [("0800 1111", "tel:08001111"), ("999", "tel:999"), ("85258", "sms:85258")],
)
def test_a_number_can_be_rung_with_one_tap(number: str, expected: str) -> None:
    """Copying a number is one step too many for somebody who is shaking."""
    assert dial(number) == expected
