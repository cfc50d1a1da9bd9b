"""What is done by the clock, in order: the services that each tick of the scheduler calls."""

from __future__ import annotations

from functools import partial

from bot.scheduler.ticks import Due, Ticks
from bot.services import hiding
from bot.services.operating import purging, vouching
from bot.services.reading import time_logging
from bot.services.results import answering_back, keeping_promises, learning, rating
from bot.services.rounds import coming_again, ending, fielding, reminding, sealing
from bot.services.safeguarding import calling, clocking, proving
from bot.services.talks import keeping as talk_keeping
from bot.services.world import World
from bot.services.writing import passing_on


def ticks(world: World) -> Ticks:
    """Everything that is done by the clock."""
    often, hourly = partial(purging.empty_log, world), partial(purging.purge, world)
    prove = partial(proving.prove_due, world)
    vouch = partial(vouching.vouch_due, world)
    late, working = partial(answering_back.say_late, world), partial(time_logging.ask_due, world)
    promises = partial(keeping_promises.say_due, world)
    learned = partial(learning.ask_due, world)
    hours: list[Due] = [hourly, vouch, late, promises, learned, rating.StrayKeys(world).sweep]
    return Ticks(due(world), hours, often=[prove, often, working])


def due(world: World) -> tuple[Due, ...]:
    """What each tick does, in order: close before sealing, seal before opening what follows."""
    return tuple(
        partial(do, world)
        for do in (
            clocking.clock_due,
            fielding.close_due,
            sealing.seal_due,
            ending.end_due,
            rating.close_due,
            coming_again.come_due,
            fielding.open_due,
            reminding.remind_due,
            calling.clock_due,
            passing_on.pass_late,
            talk_keeping.finish_due,
            hiding.keep_ready,
        )
    )
