"""Understanding: what typed words are to whoever is being asked: a label, a command, words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from bot.services.answers.turning import Opened, Turned
from surveys.definitions.questions import AgreeDisagree, Scale, YesNo
from surveys.flow.branching import has_words
from surveys.flow.engine import step
from surveys.flow.events import Accepted, Event, Ticked
from surveys.flow.matching import label_named
from surveys.flow.moving import present_item
from surveys.flow.replies import Said
from surveys.flow.sitting import Stage
from surveys.safeguarding.crying import is_cry

BARE: Final = re.compile(r"[\d\s.,:/-]*")
"""A number or a date in figures: an answer, and no words."""


WORDS: Final[Mapping[str, str]] = {
    "help": "help",
    "need help": "help",
    "help me": "help",
    "privacy": "privacy",
    "my data": "mydata",
    "mydata": "mydata",
    "withdraw": "withdraw",
    "tear it up": "withdraw",
    "rip it up": "withdraw",
    "delete": "delete",
    "delete me": "deleteme",
    "deleteme": "deleteme",
    "tidy": "tidy",
    "tidy up": "tidy",
    "stop": "stop",
    "pause": "stop",
    "skip": "skip",
    "back": "back",
}
"""Bare words, folded, and the commands they stand for. A label of the present question counts
before all but the words for help."""


def is_listening(now: Opened) -> bool:
    """Whether typed words are for the round: not once it is sent and nothing is being changed."""
    sitting = now.envelope.sitting
    if sitting is None:
        return False
    return sitting.stage is not Stage.SENT or sitting.at is not None or sitting.looking is not None


def is_label(now: Opened, text: str) -> bool:
    """Whether words are what a choice of the present question is called."""
    sitting = now.envelope.sitting
    if sitting is None or sitting.paused or sitting.wanting_words is not None:
        return False
    if sitting.looking is not None:
        return False
    choices = getattr(present_item(now.round.survey, sitting), "choices", ())
    return label_named(choices, text, sitting.language) is not None


def is_own(now: Opened, text: str, taken: Turned | None = None) -> bool:
    """Whether there are words of their own to look at for danger. ``taken``: what the reply led
    to, where that is known."""
    if taken is not None and any(_is_one_of_ours(now, event) for event in taken.step.events):
        return False
    return not is_label(now, text) and (not BARE.fullmatch(text) or is_cry(text))


def _is_one_of_ours(now: Opened, event: Event) -> bool:
    """Whether it is an answer that only a few whole words are taken for, none of them a sign of
    danger. What the check has learnt reads some as one all the same: "unsure" as an illness."""
    if not isinstance(event, Accepted) or has_words(event.answer):
        return False
    return isinstance(now.round.survey.item(event.question), YesNo | AgreeDisagree | Scale)


def is_understood(now: Opened, reply: Said, taken: Turned | None = None) -> bool:
    """Whether words stand for something we offered (a choice, a point, a day) and are none of
    their own. ``taken`` is what the reply led to, where it was taken already."""
    if now.envelope.sitting is None:
        return False
    if taken is None or taken.reply is not reply:
        events = step(now.round.survey, now.envelope.sitting, reply).events
    else:
        events = taken.step.events
    return any(map(_is_offered, events))


def _is_offered(event: Event) -> bool:
    return isinstance(event, Ticked) or (
        isinstance(event, Accepted) and not has_words(event.answer)
    )
