"""How an item is answered, in a line or two under its words."""

from __future__ import annotations

from typing import assert_never

from bot.wording.plain import defuse
from bot.wording.views import View
from surveys.definitions.questions import (
    AgreeDisagree,
    DateQuestion,
    Dots,
    InTurns,
    LongText,
    Note,
    Number,
    Pairs,
    PictureChoice,
    Ranking,
    Scale,
    SeveralChoices,
    ShortText,
    SingleChoice,
    Statements,
    ThisOrThat,
    Wheel,
    Words,
    YesNo,
)
from surveys.flow.matching import labelled_points
from surveys.flow.prompts import AskItem, InTurn
from surveys.flow.recalling import label_of, worded


def hints(view: View, asked: AskItem) -> list[str]:  # noqa: C901 one case a type
    """The lines under an item's words: how it is answered, and where its turns have come."""
    if asked.wanting_words:
        return [view.words("ask.own_words")]
    match asked.item:
        case SeveralChoices():
            return [view.words("ask.several")]
        case Ranking():
            return [view.words("ask.ranking")]
        case Dots(dots=dots):
            left = dots - sum(given for _, given in asked.amounts)
            return [view.words("ask.dots_left", left=left, dots=dots), view.words("ask.dots")]
        case Wheel():
            return [_wheel_hint(view, asked.item, asked.scoring)]
        case Number(min=least, max=most):
            return [view.words("ask.number", least=least, most=most)]
        case DateQuestion():
            return [view.words("ask.date")]
        case Statements() | Pairs():
            return _turn(view, asked.item, asked.in_turn)
        case PictureChoice():
            return [view.words("ask.picture")]
        case ShortText() | LongText():
            return [view.words("ask.write")]
        case Scale():
            return _ends(view, asked.item)
        case SingleChoice() | YesNo() | AgreeDisagree() | ThisOrThat() | Note():
            return []
        case _:
            assert_never(asked.item)


def _turn(view: View, item: InTurns, at: InTurn | None) -> list[str]:
    """Which statement or which two ideas this is about, and how many there are."""
    if at is None:
        return []
    labels = {
        choice.value: defuse(label_of(view.round.survey, view.sitting, choice))
        for choice in item.choices
    }
    count = {"number": at.number, "count": at.count}
    match item:
        case Statements():
            said = view.words("ask.statement", statement=labels[at.turn.shown[0]])
            return ["", view.words("ask.statement_of", **count), said]
        case Pairs():
            one, two = (labels[value] for value in at.turn.shown)
            lines = ["", view.words("ask.pair_of", **count)]
            return [*lines, view.words("ask.pair", one=one, two=two)]
        case _:
            assert_never(item)


def _wheel_hint(view: View, item: Wheel, scoring: str | None) -> str:
    area = next((choice for choice in item.choices if choice.value == scoring), None)
    if area is None:
        return view.words("ask.wheel", points=item.points)
    label = defuse(label_of(view.round.survey, view.sitting, area))
    return view.words("ask.wheel_area", area=label, points=item.points)


def _ends(view: View, scale: Scale) -> list[str]:
    labels = labelled_points(scale)
    if 1 not in labels or (len(labels) == scale.points > 2 and not scale.faces):
        return []
    low, high = (in_their_words(view, labels[point]) for point in (1, scale.points))
    return [view.words("ask.scale_ends", low=low, high=high, points=scale.points)]


def in_their_words(view: View, words: Words) -> str:
    """One of the survey's texts for this person, inert."""
    return defuse(worded(view.round.survey, view.sitting, words))
