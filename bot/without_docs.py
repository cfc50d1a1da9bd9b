"""Without documentation: what code says of itself is not kept in the memory of a house that runs.

Nobody reads it there, and it fills five megabytes, most of them SQLAlchemy's and
python-telegram-bot's. ``python -OO`` leaves it out too, but takes every ``assert`` with it.
"""

from __future__ import annotations

import inspect
import sys
from collections.abc import Sequence
from importlib.machinery import ModuleSpec, PathFinder, SourceFileLoader
from types import CodeType, ModuleType

WITHOUT = frozenset({"sqlalchemy", "telegram", "bot", "surveys", "storage"})
"""Those with much to say of themselves: two libraries, and we."""
WITH = "bot.cli"
"""Commands say of themselves what their functions say."""

NOTHING = "-"
"""In place of a function's words. SQLAlchemy insists that some of its functions have some."""

_A_FUNCTIONS = inspect.CO_OPTIMIZED | inspect.CO_NEWLOCALS
_SAYS_SO: int = getattr(inspect, "CO_HAS_DOCSTRING", 0)
"""What Python sets from 3.14 on in code whose first constant is documentation."""


def do_without_docs() -> None:
    """Have what is loaded from here on leave its documentation behind."""
    if not any(isinstance(finder, _Finder) for finder in sys.meta_path):
        sys.meta_path.insert(0, _Finder())


class _Finder:
    """Finds what Python would have found, to be loaded without its documentation."""

    def find_spec(
        self, name: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if name.partition(".")[0] not in WITHOUT or name.startswith(WITH):
            return None
        found = PathFinder.find_spec(name, path, target)
        if found is not None and type(found.loader) is SourceFileLoader:
            found.loader = _Loader(found.loader.name, found.loader.path)
        return found


class _Loader(SourceFileLoader):
    def get_code(self, fullname: str) -> CodeType | None:
        code = super().get_code(fullname)
        return None if code is None else undocumented(code)

    def exec_module(self, module: ModuleType) -> None:
        super().exec_module(module)
        module.__doc__ = None
        for one in list(vars(module).values()):
            of_it = isinstance(one, type) and one.__module__ == module.__name__
            if of_it and isinstance(vars(one).get("__doc__"), str):
                one.__doc__ = None


def undocumented(code: CodeType) -> CodeType:
    """The same code, with ``NOTHING`` for the documentation of every function in it. Classes and
    modules set theirs while they run."""
    constants = list(code.co_consts)
    for place, one in enumerate(constants):
        if isinstance(one, CodeType):
            constants[place] = undocumented(one)
    if _is_documented(code):
        constants[0] = NOTHING
    changed = any(a is not b for a, b in zip(constants, code.co_consts, strict=True))
    return code.replace(co_consts=tuple(constants)) if changed else code


def _is_documented(code: CodeType) -> bool:
    """Whether its first constant is a function's documentation, and nothing that it works with."""
    if _SAYS_SO:
        return bool(code.co_flags & _SAYS_SO)
    # Until then every function that is no lambda, comprehension or the like begins with its
    # documentation, or with None where it has none.
    is_function = code.co_flags & _A_FUNCTIONS == _A_FUNCTIONS and code.co_name[:1] != "<"
    return is_function and isinstance(next(iter(code.co_consts), None), str)
