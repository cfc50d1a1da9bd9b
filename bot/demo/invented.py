"""Answers that nobody gave: written for the demo, drawn the same way at every start."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import assert_never

from surveys.definitions.questions import (
    AGREE_VALUES,
    CANT_CHOOSE,
    YES_NO_VALUES,
    AgreeDisagree,
    AnyQuestion,
    DateQuestion,
    Dots,
    LongText,
    NonAnswer,
    Number,
    PictureChoice,
    Ranking,
    Scale,
    SeveralChoices,
    ShortText,
    SingleChoice,
    ThisOrThat,
    Wheel,
    WithChoices,
    YesNo,
)
from surveys.flow.answers import (
    Allotted,
    Answer,
    Chose,
    Counted,
    Dated,
    Declined,
    Ranked,
    Rated,
    Scored,
    Wrote,
)
from surveys.flow.replies import Sharing

WORDS: Mapping[str, Sequence[str]] = {
    "twenty_pounds": (
        "Jollof rice, properly, with enough pepper",
        "Big tray of lasagne so there's seconds",
        "Tacos. Everyone builds their own",
        "Pancakes for tea, sweet and savoury",
        "Chicken curry, rice and naan like at my nan's",
        "Pasta bake with loads of cheese",
        "Pierogi. I'd need help but I know the shape",
        "A roast with good gravy",
        "Homemade pizza, music on",
        "Stir fry because it's quick and you can choose",
        "Fajitas",
        "Soup and that nice bread from the market",
        "Burgers on the barbecue even if it rains",
        "Breakfast for dinner",
        "Noodles with everything",
    ),
    "menu": (
        "Something spicy once a week",
        "Fish and chips on a Friday",
        "Food from my country",
        "A proper breakfast at the weekend",
        "Salad that isn't sad",
        "Ramen",
        "Whatever we cooked ourselves that week",
        "More veggie stuff that isn't just cheese",
        "Toad in the hole",
        "Halal options that aren't an afterthought",
        "Pudding that isn't yoghurt",
        "Shepherd's pie",
    ),
    "rule": (
        "Let us in the kitchen after nine for toast",
        "No more names on milk",
        "One night a week where phones are allowed and it's takeaway",
        "I'd let people eat in their room when they've had a bad day",
        "Ask before you change the menu",
        "Let us go on the food shop",
        "Don't lock the snack cupboard",
        "You should be able to make a hot chocolate at night",
        "Stop waking people up for breakfast on Saturday",
        "Cook at different times if you've got training",
        "The kitchen should stay open",
        "Let us choose who sits where",
    ),
    "small_thing": (
        "Someone showed me where the toaster was and didn't make a thing of it",
        "The wifi code on a bit of paper on the bed",
        "Nobody asked me loads of questions",
        "A lock on the door",
        "Tea. And being left alone after",
        "If somebody had said what time people go to bed",
        "There was a lamp, I don't like the big light",
        "My own towel",
        "Being asked what I eat",
        "A dog!",
    ),
    "next_person": (
        "It's weird for a week and then it's less weird",
        "Ask for the good pillow",
        "You don't have to come down if you don't want to",
        "The shower takes ages to get hot, wait for it",
        "Bring your own mug",
        "It gets better after the first weekend",
        "You can say no to the board games",
        "Pick the chair by the window",
    ),
    "something_else": ("a plug by the bed", "a photo frame", "quiet music", "a key"),
}
"""Short texts by question. Invented for this page; any likeness is chance."""

SHARINGS = (
    Sharing.MY_WORDS,
    Sharing.MY_WORDS,
    Sharing.MY_WORDS,
    Sharing.THE_IDEA,
    Sharing.READERS_ONLY,
)


def invented(question: AnyQuestion, draw: random.Random) -> Answer:  # noqa: C901 one case a type
    """One made-up answer to a question of a library survey."""
    if draw.random() < 0.08:
        return Declined(NonAnswer.SKIPPED)
    match question:
        case SingleChoice() | PictureChoice():
            return Chose((_leaning(_values(question), draw),))
        case ThisOrThat():
            return Chose((_leaning([*_values(question), CANT_CHOOSE], draw),))
        case SeveralChoices():
            return _several(question, draw)
        case YesNo():
            return Chose((_leaning(YES_NO_VALUES, draw),))
        case AgreeDisagree():
            return Chose((_leaning(AGREE_VALUES, draw),))
        case Ranking() | Dots() | Wheel():
            return _weighed(question, draw)
        case Number():
            middle = (question.min + question.max) // 2
            return Counted(round(draw.triangular(question.min, question.max, middle)))
        case DateQuestion():
            days = (question.latest - question.earliest).days
            return Dated(question.earliest + timedelta(days=draw.randint(0, days)))
        case Scale():
            return Rated(draw.choice([None, *range(2, question.points + 1), question.points - 1]))
        case ShortText() | LongText():
            return Wrote(draw.choice(WORDS[question.id])) if question.id in WORDS else _nothing()
        case _:
            assert_never(question)


def _weighed(question: Ranking | Dots | Wheel, draw: random.Random) -> Answer:
    values = _values(question)
    some = draw.sample(values, draw.randint(2, len(values)))
    match question:
        case Ranking():
            first = _leaning(values, draw)
            return Ranked((first, *(value for value in some if value != first)))
        case Dots():
            given = Counter(_leaning(values, draw) for _ in range(question.dots))
            return Allotted(tuple((value, given[value]) for value in values if given[value]))
        case Wheel():
            scored = [value for value in values if value in some]
            return Scored(tuple((area, draw.randint(1, question.points)) for area in scored))
        case _:
            assert_never(question)


def _values(question: WithChoices) -> list[str]:
    return [choice.value for choice in question.choices]


def _several(question: SeveralChoices, draw: random.Random) -> Answer:
    open_ones = [c for c in question.choices if not c.exclusive]
    most = min(question.max or len(open_ones), 3)
    taken = draw.sample(open_ones, draw.randint(1, most))
    own = draw.choice(WORDS["something_else"]) if any(c.own_words for c in taken) else ""
    order = [c.value for c in question.choices if c in taken]
    return Chose(tuple(order), own)


def _leaning(values: Sequence[str], draw: random.Random) -> str:
    return draw.choices(values, weights=range(len(values) + 2, 2, -1))[0]


def _nothing() -> Answer:
    return Declined(NonAnswer.SKIPPED)
