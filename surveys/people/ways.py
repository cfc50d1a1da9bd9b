"""Ways as the table of who may do what writes them."""

from __future__ import annotations

SLOT = "/c/{slot}"
VIEWS = f"{SLOT}/staff/"


def views(*ways: str) -> tuple[str, ...]:
    """Pages under a chat's staff views: "GET trail/"."""
    split = (way.partition(" ") for way in ways)
    return tuple(f"{method} {VIEWS}{path}" for method, _, path in split)


def slot(*ways: str) -> tuple[str, ...]:
    """Pages of a chat: "GET events"."""
    split = (way.partition(" ") for way in ways)
    return tuple(f"{method} {SLOT}/{path}" for method, _, path in split)


def taps(kinds: str) -> tuple[str, ...]:
    """Buttons by their kinds, with blanks between."""
    return tuple(f"tap {kind}" for kind in kinds.split())


def typed(names: str) -> tuple[str, ...]:
    """Typed commands by their names, with blanks between."""
    return tuple(f"/{name}" for name in names.split())


def run(names: str) -> tuple[str, ...]:
    """Commands at the computer by their names, with commas between."""
    return tuple(f"$ {name.strip()}" for name in names.split(","))
