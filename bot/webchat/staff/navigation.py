"""Where a signed-in person can go: one list. A view that gets a tab gets it here.

Who has which tab, the table in ``surveys/people/access.py`` says, by the tab's own way.
"""

from __future__ import annotations

from dataclasses import dataclass

from surveys.people.access import VIEWS, opens
from surveys.people.roles import Role


@dataclass(frozen=True, slots=True)
class Tab:
    """One place to go. ``name`` is its key in the texts, ``path`` is under ``staff/``."""

    name: str
    path: str


TABS = (
    Tab("home", ""),
    Tab("concerns", "concerns/"),
    Tab("safety", "safety/"),
    Tab("rounds", "rounds/"),
    Tab("themes", "themes/"),
    Tab("talks", "talks/"),
    Tab("minutes", "minutes/"),
    Tab("downloads", "downloads/"),
    Tab("invitations", "invitations/"),
    Tab("people", "people/"),
    Tab("listeners", "listeners/"),
    Tab("names", "names/"),
    Tab("pay", "pay/"),
    Tab("rota", "rota/"),
    Tab("new_ways", "new-ways/"),
    Tab("pause", "pause/"),
    Tab("trustees", "trustees/"),
    Tab("trail", "trail/"),
)
"""In the order they are shown."""


def tabs_for(role: Role) -> tuple[Tab, ...]:
    """The tabs that a role has."""
    return tuple(tab for tab in TABS if opens(role, f"GET {VIEWS}{tab.path}"))
