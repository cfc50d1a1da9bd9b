"""Where a signed-in person can go: one list, by role. A view that gets a tab gets it here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from surveys.people.roles import Role

Allowed = Callable[[Role], bool]


@dataclass(frozen=True, slots=True)
class Tab:
    """One place to go. ``name`` is its key in the texts, ``path`` is under ``staff/``."""

    name: str
    path: str
    allowed: Allowed


def every_staff(role: Role) -> bool:
    """Everybody who signs in."""
    return role.is_staff


def may_read(role: Role) -> bool:
    """Readers of words before release."""
    return role.can_read


def may_release(role: Role) -> bool:
    """Whoever puts a result forward or lets it go."""
    return role.can_release


def may_sit(role: Role) -> bool:
    """Whoever opens a ticket sitting."""
    return role.can_author


def may_download(role: Role) -> bool:
    """Whoever sees released results."""
    return role.can_see_releases


def may_manage(role: Role) -> bool:
    """The administrator: people, invitations, the trail; no answers."""
    return role.can_manage_people


def may_answer_concerns(role: Role) -> bool:
    """Lead, deputy, outside person, trustee. Which concerns they see, ``alerting`` decides."""
    return role.answers_concerns


def may_see_rota(role: Role) -> bool:
    """The lead, who changes it, and the administrator, who sees names."""
    return role in {Role.SAFEGUARDING_LEAD, Role.ADMIN}


def may_oversee(role: Role) -> bool:
    """How concerns were met, in numbers: trustees and the lead."""
    return role in {Role.TRUSTEE, Role.SAFEGUARDING_LEAD}


def may_read_for_safety(role: Role) -> bool:
    """Who reads words before the names go, or is the second to look at one. Which rounds,
    ``safety_reading`` decides."""
    return role.can_read or role.answers_concerns


TABS = (
    Tab("home", "", every_staff),
    Tab("concerns", "concerns/", may_answer_concerns),
    Tab("safety", "safety/", may_read_for_safety),
    Tab("rounds", "rounds/", every_staff),
    Tab("downloads", "downloads/", may_download),
    Tab("invitations", "invitations/", may_manage),
    Tab("people", "people/", may_manage),
    Tab("listeners", "listeners/", may_manage),
    Tab("rota", "rota/", may_see_rota),
    Tab("trustees", "trustees/", may_oversee),
    Tab("trail", "trail/", may_manage),
)
"""In the order they are shown."""


def tabs_for(role: Role) -> tuple[Tab, ...]:
    """The tabs that a role has."""
    return tuple(tab for tab in TABS if tab.allowed(role))
