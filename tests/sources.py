"""The program's own source, taken apart once for all the tests that look at it."""

from __future__ import annotations

import ast
import gc
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parent.parent


@cache
def nodes_of(path: Path) -> tuple[ast.AST, ...]:
    """Everything that is written in one file, in the order of ``ast.walk``: the module first."""
    # Nothing of it is garbage: looking for some in between takes twice as long as the reading.
    gc.disable()
    try:
        return tuple(ast.walk(ast.parse(path.read_text("utf-8"))))
    finally:
        gc.enable()


def calls_of(path: Path) -> tuple[ast.Call, ...]:
    """Every call that is written in one file."""
    return tuple(node for node in nodes_of(path) if isinstance(node, ast.Call))


@cache
def imports_of(path: Path) -> frozenset[str]:
    """What one file imports: modules, and ``module.name`` for each name taken out of one."""
    found: set[str] = set()
    for node in nodes_of(path):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return frozenset(found)


@cache
def imports_at_once(path: Path) -> frozenset[str]:
    """The packages that one file loads as soon as it is loaded itself."""
    module = nodes_of(path)[0]
    assert isinstance(module, ast.Module)
    return frozenset(
        (getattr(node, "module", None) or node.names[0].name).split(".")[0]
        for node in module.body
        if isinstance(node, ast.Import | ast.ImportFrom)
    )
