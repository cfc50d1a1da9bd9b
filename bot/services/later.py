"""Later: rooms of the house that are loaded when somebody first goes in.

A survey is drafted, a round planned and a list of themes kept by a few people on few days. What
that takes stays out of memory until then; whoever is first waits a few hundredths of a second.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Any


class Room:
    """A module by its name, loaded when one of its functions is first called.

    It gives what can be called and nothing else: an exception to be caught, or a constant, has
    to be asked of the module itself.
    """

    def __init__(self, module: str) -> None:
        self.module = module

    def __getattr__(self, name: str) -> Callable[..., Any]:
        if name.startswith("__"):  # asked by Python, of whatever it meets
            raise AttributeError(name)

        def called(*given: Any, **named: Any) -> Any:
            return getattr(import_module(self.module), name)(*given, **named)

        return called


def rooms(package: str, *names: str) -> tuple[Room, ...]:
    """Rooms of one package, in the order of their names."""
    return tuple(Room(f"{package}.{name}") for name in names)
