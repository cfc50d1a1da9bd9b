"""A room is loaded when somebody first goes in, and is then what it always was."""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType

import pytest

from bot.services.later import Room, rooms

NAME = "bot.services.a_room"


@pytest.fixture
def room(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """A module that is there to be loaded."""
    made = ModuleType(NAME)
    made.__dict__["greet"] = lambda name, *, warmly=False: f"hello {name}" + "!" * warmly
    monkeypatch.setitem(sys.modules, NAME, made)
    return made


def test_a_room_is_not_looked_for_before_one_goes_in() -> None:
    """A table of what can be done names many; nobody wants most of them today."""
    (nowhere,) = rooms("bot.services", "nowhere_at_all")
    enter = nowhere.enter

    with pytest.raises(ModuleNotFoundError):
        enter()


def test_what_it_does_is_what_the_module_does_now(
    room: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It holds on to nothing: what takes a function's place takes it here, too."""
    greet = Room(NAME).greet

    assert greet("Sam", warmly=True) == "hello Sam!"
    monkeypatch.setattr(room, "greet", lambda name: f"good night {name}")
    assert greet("Sam") == "good night Sam"


def test_every_room_that_is_named_is_there() -> None:
    """One that was moved would be missed by whoever goes in first."""
    for way in (
        "bot.services.chat.conversing",
        *(f"bot.telegram.{name}" for name in ("answering", "fielding", "filing", "looking_up")),
        *(f"bot.telegram.{name}" for name in ("reporting", "shelving", "steering")),
        *(f"bot.services.asking.{name}" for name in ("agreeing", "filing")),
        "bot.services.results.reporting",
    ):
        named = [one for one in vars(import_module(way)).values() if isinstance(one, Room)]
        assert named, way
        for one in named:
            import_module(one.module)
