"""Agreeing: the limits somebody accepted are the ones they are met with, or they read them anew.

A round goes on for days, and an organisation can change what is passed on, or to whom. What the
limits screen says is always what is done now; who accepted other limits is shown it again before
anything more is asked or kept (G4). What was sent stays sent.
"""

from __future__ import annotations

from dataclasses import replace

from bot.outgoing import Say
from bot.services.knowing import Spoken, Visit
from bot.texts import say
from surveys.flow.engine import Step
from surveys.flow.events import ConsentGiven
from surveys.flow.replies import Paused, Reply, Spoke, Withdrew
from surveys.flow.sitting import Sitting, Stage
from surveys.safeguarding.policy import Policy


def is_stale(policy: Policy, sitting: Sitting, reply: Reply) -> bool:
    """Whether they accepted other limits than today's, and want to go on."""
    if not sitting.consented or sitting.sent or isinstance(reply, Paused | Spoke | Withdrew):
        return False
    return bool(sitting.limits) and sitting.limits != policy.limits_mark()


def at_limits(sitting: Sitting) -> Sitting:
    """Back at the limits, with every answer as it is."""
    return replace(
        sitting,
        stage=Stage.LIMITS,
        at=None,
        paused=False,
        ticked=(),
        wanting_words=None,
        amounts=(),
        scoring=None,
        limits="",
    )


def noted(policy: Policy, taken: Step) -> Step:
    """The step, with which limits were accepted in it."""
    if not any(isinstance(event, ConsentGiven) for event in taken.events):
        return taken
    return replace(taken, sitting=replace(taken.sitting, limits=policy.limits_mark()))


def with_word_of_it(told: Spoken, visit: Visit) -> Spoken:
    """Say first that the limits are others now."""
    changed = Say(text=say("consent.changed", visit.language))
    return replace(told, said=(changed, *told.said))
