"""Choosing: whether a result has themes, which whoever puts it forward has to say."""

from __future__ import annotations

from enum import StrEnum

from bot.services.themes import standing
from bot.services.themes.composing import is_going_on
from bot.services.world import World
from surveys.people.person import Person
from surveys.rounds.round import Round, State


class Choice(StrEnum):
    """What there is to choose from."""

    APPROVED = "approved"
    """With the themes that people let go, or without."""
    NONE_YET = "none_yet"
    """Only without: nobody let any go."""
    BEING_CHECKED = "being_checked"
    """Only without, until those who answered have said whether the themes are right."""


async def theme_choice(world: World, person: Person, round_: Round) -> Choice | None:
    """What somebody who puts a result forward has to say of its themes; None where it says
    nothing about any."""
    if round_.state is not State.SEALED or not person.role.can_release:
        return None
    async with world.database.read() as db:
        if not await standing.wants_themes(db, world, round_):
            return None
        if await is_going_on(db, world, round_):
            return Choice.BEING_CHECKED
        if (await standing.themes_of(db, world, round_)).would_be_approved:
            return Choice.APPROVED
    return Choice.NONE_YET
