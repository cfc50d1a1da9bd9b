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
    InTurns,
    LongText,
    NonAnswer,
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
    WithChoices,
    YesNo,
)
from surveys.definitions.turns import DRAWS, in_order, turns_of
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
    Voted,
    Wrote,
)
from surveys.flow.replies import Sharing

WORDS: Mapping[str, Sequence[str]] = {
    "try": (
        "Learn to drive and go to the sea on my own",
        "Make my own trainers, like actually design them",
        "Get a dog. A big old one nobody wants",
        "Fly somewhere. I've never been on a plane",
        "Be a paramedic",
        "Open a nail shop",
        "Write a book where nobody's sad about me",
        "Do a proper recording in a studio",
        "Go back to my old dance class",
        "Have a garden with chickens",
        "Coach the under tens",
        "See snow",
        "A flat with a balcony and my mates next door",
        "Do up an old van",
        "Learn sign language so I can talk to more people",
        "Sleep in a tree house for a week",
        "Be on the telly, but as the camera person",
        "Have my own front door and paint it yellow",
        "Go to a gig without anyone waiting outside",
        "Do my maths again with a nicer teacher",
        "Try boxing",
        "Cook in a real restaurant for one night",
        "Go to uni, maybe. Nobody I know has",
        "Own a telescope",
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
        "Somebody carried my bags up and went away again",
        "A charger that fitted",
        "Knowing which bathroom was mine",
        "Hearing people laugh downstairs",
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
        "Nobody minds if you just listen",
        "Put your name on your snacks",
        "The cat is friendlier than she looks",
        "Unpack when you feel like it",
        "Ask for a lift, they usually say yes",
        "First night is the worst one",
    ),
    "one_thing": (
        "wifi goes off at 10 even when theres no school",
        "wifi dont reach my room at all, i sit on the stairs",
        "stop blocking every app, i cant even watch football",
        "give us our phones at night were not babies",
        "better tea. its always pasta bake",
        "let us cook for ourselfs once a week",
        "same dinners every single week",
        "snacks that arent locked away. im hungry after school",
        "proper food from home, jollof or something with flavour",
        "knock and WAIT before u come in",
        "a lock for my door, little ones go through my stuff",
        "dont read out my buisness in the kitchen where everyone hears",
        "staff write everything down about us, id like some privacy",
        "a dog!!",
        "could we have a cat. animals calm me down",
        "a hamster, id look after it",
        "later curfew in summer, its still light out",
        "bedtime same for a 10 year old and me, not fair",
        "one rule for some people and another for the rest",
        "id stay out with my mates till 10 like normal people",
        "see my brother more then once a month",
        "my nan coming here for tea",
        "longer calls with my mum, somewhere nobody listens",
        "if contact gets cancelled tell me why",
        "same staff. theres always someone new on shift",
        "agency people who dont know my name or what i eat",
        "my keyworker left and nobody said til after",
        "less time in the office, more time with us",
        "its so loud at nite i cant sleep",
        "doors slamming all the time do my head in",
        "somewhere quiet that isnt my bedroom",
        "paint my room. anything but cream",
        "a bed that doesnt squeak, and a desk",
        "put my own posters up without asking",
        "more trips, not just bowling again",
        "boxing club but theres never anyone to drive me",
        "a bus pass, then i dont need to ask for lifts",
        "ask us stuff and then actualy do it",
        "house meetings where it changes something, we say the same every time",
        "better wifi and nicer food tbh",
        "more pocket money, trainers cost loads",
        "idk",
        "nothing really",
    ),
    "something_else": ("a plug by the bed", "a photo frame", "quiet music", "a key"),
}
"""Short texts by question. Invented for this page; any likeness is chance."""

IDEAS = (
    "Learning something by hand from somebody who does it for a living",
    "A place of their own, with an animal in it",
    "Going further away than ever before",
)
"""What the made-up reader of the released round writes where its author allowed the idea and
not the words."""

SILENT = 0.08
"""How many leave a question out. Unit: share of all."""
WAYS_OUT = frozenset({"not_sure", "cant_choose", "cant_remember", "pass"})

SHARINGS = (
    Sharing.MY_WORDS,
    Sharing.MY_WORDS,
    Sharing.MY_WORDS,
    Sharing.THE_IDEA,
    Sharing.READERS_ONLY,
)


def list_texts(draw: random.Random) -> dict[str, list[str]]:
    """The short texts in the order they are given, so that no two people write the same."""
    return {key: draw.sample(texts, len(texts)) for key, texts in WORDS.items()}


def invented(  # noqa: C901 one case a type
    question: AnyQuestion, draw: random.Random, unsaid: Mapping[str, list[str]]
) -> Answer:
    """One made-up answer to a question of a library survey.

    Args:
        unsaid: What ``list_texts`` gave. A text is taken out of it; where none is left, the
            question is skipped.
    """
    if draw.random() < SILENT:
        return _nothing()
    match question:
        case SingleChoice() | PictureChoice():
            return Chose((_leaning(question, _values(question), draw),))
        case ThisOrThat():
            return Chose((_leaning(question, [*_values(question), CANT_CHOOSE], draw),))
        case SeveralChoices():
            return _several(question, draw)
        case YesNo():
            return Chose((_leaning(question, YES_NO_VALUES, draw),))
        case AgreeDisagree():
            return Chose((_leaning(question, AGREE_VALUES, draw),))
        case Ranking() | Dots() | Wheel():
            return _weighed(question, draw)
        case Statements() | Pairs():
            return _voted(question, draw)
        case Number():
            middle = (question.min + question.max) // 2
            return Counted(round(draw.triangular(question.min, question.max, middle)))
        case DateQuestion():
            days = (question.latest - question.earliest).days
            return Dated(question.earliest + timedelta(days=draw.randint(0, days)))
        case Scale():
            return Rated(draw.choice([None, *range(2, question.points + 1), question.points - 1]))
        case ShortText() | LongText():
            left = unsaid.get(question.id, [])
            return Wrote(left.pop()) if left else _nothing()
        case _:
            assert_never(question)


def _voted(question: InTurns, draw: random.Random) -> Answer:
    """A vote at each turn but a few. Each statement and each two ideas have a favourite."""
    votes = {
        turn.key: _fixed(f"{question.id}.{turn.key}").choice(turn.votes[:2])
        if draw.random() < 0.6
        else draw.choice(turn.votes)
        for turn in turns_of(question, draw.randrange(DRAWS))
        if draw.random() >= SILENT
    }
    return Voted(in_order(question, votes)) if votes else _nothing()


def _weighed(question: Ranking | Dots | Wheel, draw: random.Random) -> Answer:
    values = _values(question)
    some = draw.sample(values, draw.randint((len(values) + 1) // 2, len(values)))
    match question:
        case Ranking():
            first = _leaning(question, values, draw)
            return Ranked((first, *(value for value in some if value != first)))
        case Dots():
            given = Counter(_leaning(question, values, draw) for _ in range(question.dots))
            return Allotted(tuple((value, given[value]) for value in values if given[value]))
        case Wheel():
            scored = [value for value in values if value in some]
            return Scored(tuple((area, _score(question, area, draw)) for area in scored))
        case _:
            assert_never(question)


def _score(wheel: Wheel, area: str, draw: random.Random) -> int:
    """Each area has a score that is common for it."""
    common = _fixed(f"{wheel.id}.{area}").randint(1, wheel.points)
    return round(draw.triangular(1, wheel.points, common))


def _values(question: WithChoices) -> list[str]:
    return [choice.value for choice in question.choices]


def _several(question: SeveralChoices, draw: random.Random) -> Answer:
    open_ones = [c for c in question.choices if not c.exclusive]
    most = min(question.max or len(open_ones), 3)
    taken = draw.sample(open_ones, draw.randint(1, most))
    own = draw.choice(WORDS["something_else"]) if any(c.own_words for c in taken) else ""
    order = [c.value for c in question.choices if c in taken]
    return Chose(tuple(order), own)


def _leaning(question: AnyQuestion, values: Sequence[str], draw: random.Random) -> str:
    """One of the values. Each question has its favourites; few take a way out."""
    ways_out = [value for value in values if value in WAYS_OUT]
    wanted = [value for value in values if value not in WAYS_OUT]
    order = [*_fixed(question.id).sample(wanted, len(wanted)), *ways_out]
    weights = [place**2 for place in range(len(order) + 1, 1, -1)]
    return draw.choices(order, weights)[0]


def _fixed(name: str) -> random.Random:
    return random.Random(name)  # noqa: S311  # the same demo at every start


def _nothing() -> Answer:
    return Declined(NonAnswer.SKIPPED)
