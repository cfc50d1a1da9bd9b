"""Without httpx: python-telegram-bot loads it for a request of its own, which nobody here makes.

We speak HTTP with aiohttp, so a start would hold three and a half megabytes it never uses. In its
place stands the module, found but not yet run, with nothing in it except the names that
python-telegram-bot needs for its annotations. Whoever asks it for anything else has the whole
httpx, in the same place.
"""

from __future__ import annotations

import importlib.util
import sys
from types import ModuleType
from typing import Any

NAME = "httpx"
COMMAND_LINE = "httpx._main"
"""It would load a whole library of coloured output."""
IN_ANNOTATIONS = ("AsyncClient", "Proxy", "URL")


class _NotYetRun(ModuleType):
    """A module that runs when it is first asked for something it does not have."""

    def __getattr__(self, name: str) -> Any:
        _run(self)
        return getattr(self, name)


class _StandIn:
    """Stands for a class of httpx's in an annotation. Whoever makes one gets httpx's."""

    def __new__(cls, *args: Any, **named: Any) -> Any:
        module = sys.modules[NAME]
        _run(module)
        return getattr(module, cls.__name__)(*args, **named)


def do_without_httpx() -> None:
    """Have httpx run when it is first used, not when it is first imported, and never with its
    command line. Does nothing where it runs already, or is not there."""
    found = None if NAME in sys.modules else importlib.util.find_spec(NAME)
    if found is None:
        return
    sys.modules[COMMAND_LINE] = None  # type: ignore[assignment]
    module = importlib.util.module_from_spec(found)
    module.__class__ = _NotYetRun
    for name in IN_ANNOTATIONS:
        setattr(module, name, type(name, (_StandIn,), {}))
    sys.modules[NAME] = module


def _run(module: ModuleType) -> None:
    if isinstance(module, _NotYetRun):
        module.__class__ = ModuleType  # type: ignore[assignment]
        assert module.__spec__ is not None, "it was made from one"
        assert module.__spec__.loader is not None, "it was found with one"
        module.__spec__.loader.exec_module(module)
