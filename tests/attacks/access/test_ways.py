"""C1: nothing is routed that the table does not know, and the table knows of nothing else.

Walks the running application's own routes, its commands, the kinds of its buttons and its
command line. What is found and not listed fails here, before anybody can go that way unasked.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer
from aiohttp import web

from bot.cli import app
from bot.services.chat import conversing
from bot.telegram.presenting import menu_of
from bot.texts import say
from bot.webchat.staff.doors import behind_pin
from bot.webchat.staff.navigation import TABS, tabs_for
from bot.wording import replies
from surveys.people.access import VIEWS, WAYS, NoSuchWay, opens
from surveys.people.roles import Role
from tests.attacks.access.table import dump
from tests.bot.chatting import Chats
from tests.bot.webchat.staff.browsing import Browser

ROOT = Path(__file__).parents[3] / "bot"
OWN_HANDLERS = {"/known", "/library", "/rounds", "/report", "/results"}
"""Commands that a handler of their own takes."""
OWN_KINDS = {"dm", "lb", "tb", "cn", "shq", "res", "pb", "wy", "kn"}
"""Buttons that are told apart by hand."""
STEPPED = {"st", "rh"}
"""Buttons of which each step is a way of its own."""


def _commands(group: Any, before: str = "") -> Iterator[str]:
    for name, command in group.commands.items():
        if hasattr(command, "commands"):
            yield from _commands(command, f"{before}{name} ")
        else:
            yield f"$ {before}{name}"


def _written(function: str) -> set[tuple[str, ...]]:
    """What is written first in every call of a function, wherever the program has one."""
    found = set()
    texts = (path.read_text("utf-8") for path in ROOT.rglob("*.py"))
    for written in (text for text in texts if f"{function}(" in text):
        for node in ast.walk(ast.parse(written)):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == function:
                if not (node.args and isinstance(node.args[0], ast.Constant)):
                    continue  # Its kind is a name: what follows is no kind.
                words = (a.value for a in node.args if isinstance(a, ast.Constant))
                found.add(tuple(word for word in words if isinstance(word, str)))
    return found


async def test_c1_every_route_of_the_running_site_is_a_row(browser: Browser) -> None:
    """The site as it is served, pages for everybody and the signed-in ones."""
    site = browser.client.server.app  # type: ignore[attr-defined]
    assert isinstance(site, web.Application)
    routed = {
        f"{route.method} {route.resource.canonical}"
        for route in site.router.routes()
        if route.resource is not None and route.method != "HEAD"
    }
    pages = {way for way in WAYS if way.startswith(("GET ", "POST "))}

    assert routed - pages == set()
    assert pages - routed == set()


def test_c1_every_command_is_a_row() -> None:
    """As typed in either chat."""
    known = {f"/{name}" for name in conversing.COMMANDS} | OWN_HANDLERS

    assert {way for way in WAYS if way.startswith("/")} == known
    assert {f"/{name}" for role in Role for name in menu_of(role)} <= known
    assert set(conversing.WORDS.values()) <= set(conversing.COMMANDS)


def test_c1_every_kind_of_button_is_a_row() -> None:
    """Those that are taken, and those that any text of ours can show."""
    taken = {*conversing._PLAIN, *conversing._OF_ROUND, *conversing._OF_PRESS, *OWN_KINDS}
    taken |= set(replies._READ)
    listed = {way.removeprefix("tap ") for way in WAYS if way.startswith("tap ")}
    written = [words for words in _written("press") if words]
    pressed = {words[0] for words in written}
    steps = {":".join(words[:2]) for words in written if words[0] in STEPPED and words[1:]}

    assert {kind for kind in listed if kind.partition(":")[0] not in STEPPED} == taken
    assert pressed - STEPPED <= taken
    assert steps <= listed


def test_c1_every_command_of_the_operator_is_a_row() -> None:
    """Whoever sits at the computer; and there is none that reads answers."""
    group = typer.main.get_command(app)

    assert {way for way in WAYS if way.startswith("$ ")} == set(_commands(group))


def test_c1_what_is_in_no_row_cannot_be_routed() -> None:
    """A page, a command and a button that somebody adds and forgets to list."""

    async def view(request: web.Request, person: object) -> web.StreamResponse:
        raise AssertionError("nobody may come here")

    with pytest.raises(NoSuchWay, match=r"surveys/people/access\.py"):
        behind_pin(view, f"GET {VIEWS}everything/")
    assert "tap everything" not in WAYS


def test_c1_a_tab_is_shown_to_whoever_may_follow_it_and_to_nobody_else() -> None:
    """A tab that leads to "there is nothing here" tells that there is something."""
    for role in Role:
        shown = {tab.name for tab in tabs_for(role)}

        assert shown == {tab.name for tab in TABS if opens(role, f"GET {VIEWS}{tab.path}")}


async def test_c1_a_button_of_a_kind_in_no_row_is_told_so_and_does_nothing(chats: Chats) -> None:
    """Also one that some handler would have taken."""
    ann = await chats.add("Ann")
    await ann.type("/start")
    before = await dump(chats.world)

    assert await ann.tap("everything:1") == say("refused.unknown_button")
    assert await ann.tap("st:everything") == say("refused.unknown_button")
    assert await dump(chats.world) == before
