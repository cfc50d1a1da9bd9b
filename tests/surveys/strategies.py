"""Random surveys, and random things people do at their prompts."""

from __future__ import annotations

import os
import string
from collections.abc import Sequence
from datetime import date, timedelta
from random import Random
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from surveys.definitions.bins import bins_of
from surveys.definitions.questions import (
    AGREE_VALUES,
    CANT_CHOOSE,
    YES_NO_VALUES,
    AgreeDisagree,
    AnyItem,
    Choice,
    DateQuestion,
    Dots,
    Jump,
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
    YesNo,
)
from surveys.definitions.rules import And, Answered, AnyOf, AtLeast, Below, Is, Not, Or, Rule
from surveys.definitions.survey import Survey
from surveys.definitions.turns import votes_allowed
from surveys.flow.replies import (
    Agreed,
    Changed,
    Done,
    Fallback,
    FellBack,
    Gave,
    Looked,
    Paused,
    Picked,
    PreferredNot,
    PutBack,
    Reply,
    Resumed,
    Said,
    Sent,
    Shared,
    Sharing,
    Signed,
    Skipped,
    Spoke,
    WentBack,
    Withdrew,
)
from surveys.flow.sitting import Stage
from surveys.ids import QuestionKey

FULL = bool(os.environ.get("EARSHOT_FULL"))


def quick(most: int = 60) -> settings:
    """Few examples by default, many in the full run; seeded, so that a run repeats itself."""
    return settings(
        max_examples=most * 25 if FULL else most,
        deadline=None,
        derandomize=not FULL,
        database=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )


NASTY = (
    "", " ", "\x00", "yes", "No", "NOPE", "not sure", "idk", "1", "2", "3.", "1, 2", "1 2 3",
    "skip", "Skip.", "BACK", "back!", "stop", "Stop", "help", "Delete", "rather not say",
    "next", "done", "ok", "send", "None of these", "🙂", "2️⃣", "Z̸̢a̶l̷g̶o̵", "a" * 4096, "\ud83d",
    "{q0}", "%s%n", "'; DROP TABLE answers;--", "../../etc/passwd", "{{7*7}}", "\u202eabc",
    "a thing 2, b thing 1", "3 a thing", "b thing then a thing", "about 14", "fourteen", "-3",
    "3 May 2026", "31/2/26", "May", "2020", "today", "yesterday", "agree", "pass", "neither",
    "שלום hello مرحبا", "\r\nline\r\n", "\u200b", "a thing", "B THING", "fine by me",
)  # fmt: skip
"""What people type, and what nobody should."""

anything_written = st.text(max_size=40) | st.sampled_from(NASTY)
"""What might be typed at any prompt."""


def words(text: str) -> dict[str, str]:
    """One text in the only language."""
    return {"en": text}


@st.composite
def choices(draw: st.DrawFn, *, several: bool) -> tuple[Choice, ...]:
    """Between two and five choices, some of which are exclusive or ask for words."""
    count = draw(st.integers(2, 5))
    return tuple(
        Choice(
            value=f"v{place}",
            label=words(f"{string.ascii_uppercase[place]} thing"),
            exclusive=several and draw(st.integers(0, 5)) == 0,
            own_words=draw(st.integers(0, 4)) == 0,
        )
        for place in range(count)
    )


def plain_choices(count: int) -> tuple[Choice, ...]:
    """So many choices of one label each."""
    return tuple(
        Choice(value=f"v{place}", label=words(f"{string.ascii_uppercase[place]} thing"))
        for place in range(count)
    )


def pictured(count: int) -> tuple[Choice, ...]:
    """So many choices that show a picture."""
    return tuple(
        choice.model_copy(update={"picture": f"{choice.value}.png"})
        for choice in plain_choices(count)
    )


@st.composite
def items(draw: st.DrawFn, place: int, before: Sequence[AnyItem], count: int) -> AnyItem:  # noqa: C901
    """One item whose rules look back and whose jumps go forward."""
    recalled = f" {{{before[-1].id}}}" if bool(before) and draw(st.booleans()) else ""
    common: dict[str, Any] = {
        "id": QuestionKey(f"q{place}"),
        "text": words(f"Item {place}?{recalled}"),
        "easy": words(f"Easy {place}?") if draw(st.booleans()) else None,
        "show_if": draw(rules(before)) if before and draw(st.integers(0, 2)) == 0 else None,
        "then": draw(jumps(place, before, count)) if draw(st.integers(0, 3)) == 0 else (),
    }
    match draw(st.integers(0, 16)):
        case 0:
            return SingleChoice(**common, choices=draw(choices(several=False)))
        case 1:
            offered = draw(choices(several=True))
            most = draw(st.none() | st.integers(1, len(offered)))
            fewest = draw(st.integers(1, most or len(offered)))
            return SeveralChoices(**common, choices=offered, min=fewest, max=most)
        case 2:
            return YesNo(**common)
        case 3:
            return Scale(**common, points=draw(st.integers(2, 11)))
        case 4:
            return ShortText(**common, max_length=20)
        case 5:
            return LongText(**common, max_length=200)
        case 6:
            return AgreeDisagree(**common)
        case 7:
            return ThisOrThat(**common, choices=plain_choices(2))
        case 8:
            return PictureChoice(**common, choices=pictured(draw(st.integers(2, 5))))
        case 9:
            return Ranking(**common, choices=plain_choices(draw(st.integers(3, 5))))
        case 10:
            dots = draw(st.integers(3, 10))
            return Dots(**common, choices=plain_choices(draw(st.integers(2, 6))), dots=dots)
        case 11:
            least = draw(st.integers(-20, 20))
            return Number(**common, min=least, max=least + draw(st.integers(1, 60)))
        case 12:
            first = draw(st.dates(date(1990, 1, 1), date(2030, 12, 31)))
            days = draw(st.integers(40, 4000))
            return DateQuestion(**common, earliest=first, latest=first + timedelta(days=days))
        case 13:
            points = draw(st.integers(3, 10))
            return Wheel(**common, choices=plain_choices(draw(st.integers(3, 5))), points=points)
        case 14:
            return Statements(**common, choices=plain_choices(draw(st.integers(3, 6))))
        case 15:
            return Pairs(**common, choices=plain_choices(draw(st.integers(3, 7))))
        case _:
            return Note(**common)


@st.composite
def jumps(draw: st.DrawFn, place: int, before: Sequence[AnyItem], count: int) -> tuple[Jump, ...]:
    """One jump forwards, to a later item or the end."""
    later = [f"q{each}" for each in range(place + 1, count)]
    when = draw(rules(before)) if bool(before) and draw(st.booleans()) else None
    return (Jump(to=draw(st.sampled_from([*later, "end"])), when=when),)


@st.composite
def rules(draw: st.DrawFn, before: Sequence[AnyItem], depth: int = 2) -> Rule:
    """A rule over earlier items."""
    if depth and draw(st.integers(0, 3)) == 0:
        inner = draw(st.lists(rules(before, depth - 1), min_size=1, max_size=2))
        joined: tuple[Rule, ...] = (
            And.model_validate({"and": inner}),
            Or.model_validate({"or": inner}),
            Not.model_validate({"not": inner[0]}),
        )
        return draw(st.sampled_from(joined))
    item = draw(st.sampled_from(list(before)))
    value = draw(st.sampled_from(picks(item) or ["v0"]))
    point = draw(st.integers(1, 11))
    simple: tuple[Rule, ...] = (
        Is.model_validate({"is": {item.id: value}}),
        AnyOf.model_validate({"any": {item.id: (value, "v1")}}),
        Answered(answered=item.id),
        AtLeast(at_least={item.id: point}),
        Below(below={item.id: point}),
    )
    return draw(st.sampled_from(simple))


@st.composite
def surveys(draw: st.DrawFn, most: int = 7) -> Survey:
    """A survey of up to ``most`` items, with branches, jumps, recall and every type."""
    count = draw(st.integers(1, most))
    made: list[AnyItem] = []
    for place in range(count):
        made.append(draw(items(place, tuple(made), count)))
    return Survey(
        key="random",
        title=words("T"),
        why=words("W"),
        could_change=words("C"),
        decides=words("D"),
        opening=words("Hello") if draw(st.booleans()) else None,
        questions=tuple(made),
    )


def picks(item: AnyItem) -> list[str]:
    """Every value a button of this item may carry."""
    match item:
        case SingleChoice() | SeveralChoices() | PictureChoice() | Ranking() | Dots() | Wheel():
            return [choice.value for choice in item.choices]
        case Statements() | Pairs():
            allowed = votes_allowed(item)
            return [f"{key}.{vote}" for key, votes in allowed.items() for vote in votes]
        case ThisOrThat():
            return [*(choice.value for choice in item.choices), CANT_CHOOSE]
        case AgreeDisagree():
            return list(AGREE_VALUES)
        case Number() | DateQuestion():
            return [each.value for each in bins_of(item, ())]
        case YesNo():
            return list(YES_NO_VALUES)
        case Scale():
            return [*(str(point) for point in range(1, item.points + 1)), "not_sure"]
        case _:
            return []


def any_reply(luck: Random, survey: Survey) -> Reply:
    """Anything a person, or a very old button, may do; of this survey or of another.

    Drawn from a seed and not by strategies, which take fifty times as long over a walk.
    """
    item = luck.choice(survey.questions)
    key = luck.choice([item.id, item.id, item.id, QuestionKey("elsewhere")])
    place = luck.choice([str(key), str(key), *(stage.value for stage in Stage)])
    maybe = luck.choice([None, key])
    keys = list(votes_allowed(item)) if isinstance(item, Statements | Pairs) else []
    turn = luck.choice([None, *keys])
    ways: tuple[Reply, ...] = (
        Said(luck.choice(NASTY), luck.choice([None, date(2027, 3, 1)])),
        Said("".join(chr(luck.randrange(1, 0x3000)) for _ in range(luck.randrange(30)))),
        Picked(key, luck.choice([*picks(item), "no_such_value"]), luck.random() < 0.7),
        Gave(key, luck.choice([*picks(item), "no_such_value"]), luck.randrange(-1, 12)),
        Done(place),
        Skipped(maybe, turn),
        PreferredNot(maybe, turn, luck.random() < 0.5),
        WentBack(luck.choice([None, place]), turn, luck.random() < 0.1),
        Agreed(luck.choice(list(Stage)).value),
        Shared(luck.choice(list(Sharing)), maybe),
        Signed(key, luck.random() < 0.7),
        FellBack(luck.choice(list(Fallback))),
        Looked(key),
        PutBack(key, luck.choice(["a", "ok", "x" * 99]), luck.random() < 0.7),
        Changed(key),
        Sent(),
        Paused(),
        Resumed(),
        Withdrew() if luck.random() < 0.1 else Resumed(),
        Spoke(luck.choice([None, True, False]), luck.choice([None, "en", "cy", "x" * 99])),
    )
    return luck.choice(ways)


def lucks() -> st.SearchStrategy[Random]:
    """A seeded source of chance."""
    return st.integers(0, 2**32 - 1).map(Random)
