"""Coaching drafts: the one most useful thought on what was just written, taken or left by tap."""

from __future__ import annotations

from typing import Final

from bot.services.asking.coaching import Hints
from bot.services.asking.taking_words import Taken, told
from bot.texts import say
from bot.wording.building.place import read_place
from surveys.coaching.advice import Advice, AdviceKind
from surveys.drafting.applying import apply
from surveys.drafting.draft import Draft
from surveys.drafting.edits import TakeRewrite
from surveys.drafting.finishing import so_far

LAST: Final = AdviceKind.TENDER_AT_THE_EDGE
"""A thought that waits until there is nothing else to say."""
ELSEWHERE: Final = AdviceKind.NO_EASY_WORDS
"""What the card says once for all questions, where it is asked whether the survey is ready."""
MOST_LEFT: Final = 200
"""How many thoughts are remembered as left."""


PLACES: Final = frozenset({"add", "entry", "ready"})
"""Where a thought is shown."""
NO_HINTS: Final = Hints()


def wants_thought(draft: Draft) -> bool:
    """Whether a thought could be shown where the author stands."""
    return read_place(draft).name in PLACES


def thought_on(draft: Draft, hints: Hints = NO_HINTS) -> Advice | None:
    """The thought to show where the author stands: on the question changed last, or, where it
    is asked whether the survey is ready, on the whole. None where there is nothing to say."""
    place = read_place(draft)
    if place.name not in PLACES:
        return None
    entry = draft.entry(place.handle)
    if place.name != "ready" and (entry is None or entry.locked):
        return None
    survey = so_far(draft)
    if survey is None:
        return None
    about = None if entry is None else entry.id
    found = [
        one
        for one in hints.on(survey)
        if one.question_id == about
        and one.kind is not ELSEWHERE
        and _name(draft, one) not in draft.left
    ]
    return min(found, key=_rank, default=None)


def use(draft: Draft, hints: Hints = NO_HINTS) -> Taken:
    """Take the words that the thought suggests."""
    advice = thought_on(draft, hints)
    if advice is None or advice.rewrite is None:
        return Taken(draft, say("building.old"))
    done = apply(draft, TakeRewrite(advice.rewrite))
    return told(draft, done, read_place(draft), say("building.changed"))


def leave(draft: Draft, hints: Hints = NO_HINTS) -> Taken:
    """Leave it as it is; this thought is not shown again."""
    advice = thought_on(draft, hints)
    if advice is None:
        return Taken(draft, say("building.old"))
    left = (*draft.left, _name(draft, advice))[-MOST_LEFT:]
    return Taken(draft.model_copy(update={"left": left}), say("building.left"))


def _rank(advice: Advice) -> tuple[bool, bool]:
    """What can be taken with one tap comes first."""
    return advice.kind is LAST, advice.rewrite is None


def _name(draft: Draft, advice: Advice) -> str:
    """A thought as it is remembered: about which entry, and of what kind."""
    found = (one.handle for one in draft.entries if one.id == advice.question_id)
    return f"{next(found, 0)} {advice.kind.value}"
