"""Where a sitting goes next, and back. Every function returns the sitting that follows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from surveys.definitions.questions import (
    AnyItem,
    Dots,
    InTurns,
    Note,
    Ranking,
    SeveralChoices,
    Wheel,
)
from surveys.definitions.survey import Survey
from surveys.flow.answers import Allotted, Chose, Ranked, Scored, Voted
from surveys.flow.branching import has_words, path, wrote_something
from surveys.flow.sitting import SCREENS, Sitting, Stage
from surveys.flow.turning import last_turn, turn_before
from surveys.flow.verdicts import Unfinished
from surveys.ids import QuestionKey


def past_consent(survey: Survey, sitting: Sitting) -> Sitting:
    """After the third screen: the survey's own card, or straight to the first item."""
    if survey.opening is not None:
        return _to(sitting, Stage.OPENING)
    return onward(survey, sitting)


def onward(survey: Survey, sitting: Sitting) -> Sitting:
    """To the next thing they have not seen to.

    Someone who went back to change one answer does not walk through the later ones again:
    the next question is the next one without an answer, with the notes just before it.
    """
    met = path(survey, sitting.answers)
    changing = sitting.stage in (Stage.CHECKING, Stage.SENT)
    stop = _first_open(met, sitting) if changing else _next_stop(met, sitting)
    if stop is not None:
        asking = changing or sitting.stage is Stage.ASKING
        return arrive(sitting if asking else replace(sitting, stage=Stage.ASKING), stop)
    if sitting.stage is Stage.SENT:
        return _to(sitting, Stage.SENT)
    if wrote_something(survey, sitting) and not sitting.sharing_asked:
        return _to(sitting, Stage.SHARING)
    return _to(sitting, Stage.CHECKING if changing else Stage.FALLBACK)


def past_sharing(sitting: Sitting) -> Sitting:
    """After how their words may be shared: what happens if too few send one."""
    return _to(replace(sitting, sharing_asked=True), Stage.FALLBACK)


def past_fallback(sitting: Sitting) -> Sitting:
    """After what happens if too few send one: the summary."""
    return _to(sitting, Stage.CHECKING)


def backward(survey: Survey, sitting: Sitting) -> Sitting | None:
    """To the prompt before this one; None where there is none."""
    if sitting.wanting_words is not None:
        return replace(sitting, wanting_words=None)
    if sitting.scoring is not None:
        return replace(sitting, scoring=_turn_before(survey, sitting))
    if sitting.at is not None and sitting.stage in (Stage.CHECKING, Stage.SENT):
        return _to(sitting, sitting.stage)
    met = path(survey, sitting.answers)
    if sitting.stage in SCREENS:
        place = SCREENS.index(sitting.stage)
        return _to(sitting, SCREENS[place - 1]) if place else None
    if sitting.stage is Stage.ASKING:
        return _before(survey, sitting, met, _place(met, sitting))
    if sitting.stage is Stage.SHARING:
        return _before(survey, sitting, met, len(met))
    if sitting.stage is Stage.FALLBACK:
        if wrote_something(survey, sitting):
            return _to(sitting, Stage.SHARING)
        return _before(survey, sitting, met, len(met))
    return _to(sitting, Stage.FALLBACK) if sitting.stage is Stage.CHECKING else None


def _turn_before(survey: Survey, sitting: Sitting) -> str | None:
    """What is awaited a step before; None for a wheel's list, and for the first turn."""
    item = present_item(survey, sitting)
    if not isinstance(item, InTurns):
        return None
    return turn_before(item, Unfinished(scoring=sitting.scoring, draw=sitting.draw)) or None


def arrive(sitting: Sitting, item: AnyItem) -> Sitting:
    """At an item, with what they ticked, ranked or gave there before standing again."""
    here = replace(_bare(sitting), at=item.id) if sitting.at != item.id else _bare(sitting)
    match item, sitting.answers.get(item.id):
        case SeveralChoices(), Chose(values=values):
            return replace(here, ticked=values)
        case Ranking(), Ranked(values=values):
            return replace(here, ticked=values)
        case Dots(), Allotted(dots=amounts):
            return replace(here, amounts=amounts)
        case Wheel(), Scored(scores=amounts):
            return replace(here, amounts=amounts)
        case _, Voted(votes=votes):
            return replace(here, votes=votes)
        case _:
            return here


def present_item(survey: Survey, sitting: Sitting) -> AnyItem | None:
    """The item being asked or changed now, where one is."""
    if sitting.stage not in (Stage.ASKING, Stage.CHECKING, Stage.SENT):
        return None
    place = None if sitting.at is None else survey.places.get(sitting.at)
    return None if place is None else survey.questions[place]


def mended(survey: Survey, sitting: Sitting) -> Sitting:
    """The sitting, moved on where it asks for something that is not there (any more)."""
    if sitting.looking is not None and not _can_look(survey, sitting, sitting.looking):
        sitting = replace(sitting, looking=None)
    lost = sitting.stage is Stage.ASKING and present_item(survey, sitting) is None
    return onward(survey, sitting) if lost else sitting


def _can_look(survey: Survey, sitting: Sitting, at: QuestionKey) -> bool:
    """Whether there are words there that readers would get."""
    answer = sitting.answers.get(at)
    asked = any(item.id == at for item in survey.questions)
    torn_out = at in sitting.masked or not sitting.consented
    return asked and answer is not None and has_words(answer) and not torn_out


def _to(sitting: Sitting, stage: Stage) -> Sitting:
    return replace(_bare(sitting), stage=stage, at=None)


def _bare(sitting: Sitting) -> Sitting:
    """The sitting without an unfinished answer."""
    if not sitting.is_begun:
        return sitting
    return replace(sitting, ticked=(), wanting_words=None, amounts=(), scoring=None, votes=())


def _before(
    survey: Survey, sitting: Sitting, met: Sequence[AnyItem], place: int
) -> Sitting | None:
    if place > 0:
        there = arrive(replace(sitting, stage=Stage.ASKING), met[place - 1])
        return _at_its_end(there, met[place - 1])
    return _to(sitting, Stage.OPENING) if survey.opening is not None else None


def _at_its_end(sitting: Sitting, item: AnyItem) -> Sitting:
    """Where somebody lands who goes back into an item: at the last of its turns."""
    if isinstance(item, InTurns):
        return replace(sitting, scoring=last_turn(item, sitting.draw))
    return sitting


def _place(met: Sequence[AnyItem], sitting: Sitting) -> int:
    return next((place for place, item in enumerate(met) if item.id == sitting.at), -1)


def _next_stop(met: Sequence[AnyItem], sitting: Sitting) -> AnyItem | None:
    here = _place(met, sitting)
    places = range(here + 1, len(met))
    stop = next((place for place in places if _is_open(met[place], sitting)), len(met))
    while stop - 1 > here and isinstance(met[stop - 1], Note):
        stop -= 1
    return met[stop] if stop < len(met) else None


def _first_open(met: Sequence[AnyItem], sitting: Sitting) -> AnyItem | None:
    return next((item for item in met if _is_open(item, sitting)), None)


def _is_open(item: AnyItem, sitting: Sitting) -> bool:
    return not isinstance(item, Note) and item.id not in sitting.answers
