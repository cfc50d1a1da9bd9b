"""How an item is answered, in a line or two under its words."""

from __future__ import annotations

from typing import assert_never

from bot.wording.plain import defuse
from bot.wording.views import View
from surveys.definitions.questions import (
    AgreeDisagree,
    DateQuestion,
    Dots,
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
from surveys.flow.prompts import AskItem
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
            return _turn_of(view, asked)
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


def main_line(view: View, asked: AskItem) -> str:
    """What is answered now, which stands first: the item's words, or the statement shown."""
    at = asked.in_turn
    if at is None or not isinstance(asked.item, Statements):
        return defuse(asked.text)
    shown = next(choice for choice in asked.item.choices if choice.value == at.turn.key)
    label = label_of(view.round.survey, view.sitting, shown)
    return view.words("ask.statement", statement=defuse(label))


def _turn_of(view: View, asked: AskItem) -> list[str]:
    """Which of its turns this is; under a statement, what it is asked of."""
    at = asked.in_turn
    if at is None:
        return []
    number = view.words("ask.turn_of", number=at.number, count=at.count)
    return [defuse(asked.text), number] if isinstance(asked.item, Statements) else [number]


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
