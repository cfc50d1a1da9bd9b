"""Admitting: whether whoever is here may go a way. The one table says so, before anything else.

Whoever may not gets one same reply, whatever they tried and whatever it would have shown.
"""

from __future__ import annotations

from bot.services.knowing import Spoken, Visit, spoken
from bot.services.safeguarding import helping
from bot.services.world import World
from bot.texts import say
from surveys.people.access import opens


def refused(world: World, here: Visit, way: str) -> Spoken | None:
    """The one reply, for whoever may not go this way; None for whoever may.

    Raises:
        NoSuchWay: The way is not in the table.
    """
    if opens(here.known_as, way):
        return None
    if here.tap:
        return Spoken(toast=say("refused.not_yours", here.language))
    if here.who is None:
        return helping.stranger(world, here)
    return spoken(say("refused.not_yours", here.language))
