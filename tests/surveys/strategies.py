"""Random surveys, and random things people do at their prompts."""

from __future__ import annotations

import os
import string
from collections.abc import Sequence

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from surveys.definitions.questions import (
    YES_NO_VALUES,
    AnyItem,
    Choice,
    Jump,
    LongText,
    Note,
    Scale,
    SeveralChoices,
    ShortText,
    SingleChoice,
    YesNo,
)
from surveys.definitions.rules import And, Answered, AnyOf, AtLeast, Below, Is, Not, Or, Rule
from surveys.definitions.survey import Survey
from surveys.flow.replies import (
    Agreed,
    Changed,
    Done,
    Fallback,
    FellBack,
    Paused,
    Picked,
    PreferredNot,
    Reply,
    Resumed,
    Said,
    Sent,
    Shared,
    Sharing,
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


anything_written = st.one_of(
    st.text(max_size=40),
    st.sampled_from(
        [
            "", " ", "\x00", "yes", "No", "NOPE", "not sure", "idk", "1", "2", "3.", "1, 2", "1 2 3",
            "skip", "Skip.", "BACK", "back!", "stop", "Stop", "help", "Delete", "rather not say",
            "next", "done", "ok", "send", "None of these", "🙂", "2️⃣", "Z̸̢a̶l̷g̶o̵", "a" * 4096, "\ud83d",
            "{q0}", "%s%n", "'; DROP TABLE answers;--", "../../etc/passwd", "{{7*7}}", "\u202eabc",
            "שלום hello مرحبا", "\r\nline\r\n", "\u200b",
        ]
    ),
)  # fmt: skip
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


@st.composite
def items(draw: st.DrawFn, place: int, before: Sequence[AnyItem], count: int) -> AnyItem:
    """One item whose rules look back and whose jumps go forward."""
    recalled = f" {{{before[-1].id}}}" if before and draw(st.booleans()) else ""
    common = {
        "id": QuestionKey(f"q{place}"),
        "text": words(f"Item {place}?{recalled}"),
        "easy": words(f"Easy {place}?") if draw(st.booleans()) else None,
        "show_if": draw(rules(before)) if before and draw(st.integers(0, 2)) == 0 else None,
        "then": draw(jumps(place, before, count)) if draw(st.integers(0, 3)) == 0 else (),
    }
    match draw(st.integers(0, 6)):
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
        case _:
            return Note(**common)


@st.composite
def jumps(
    draw: st.DrawFn, place: int, before: Sequence[AnyItem], count: int
) -> tuple[Jump, ...]:
    """One jump forwards, to a later item or the end."""
    later = [f"q{each}" for each in range(place + 1, count)]
    when = draw(rules(before)) if before and draw(st.booleans()) else None
    return (Jump(to=draw(st.sampled_from([*later, "end"])), when=when),)


@st.composite
def rules(draw: st.DrawFn, before: Sequence[AnyItem], depth: int = 2) -> Rule:
    """A rule over earlier items."""
    if depth and draw(st.integers(0, 3)) == 0:
        inner = draw(st.lists(rules(before, depth - 1), min_size=1, max_size=2))
        return draw(
            st.sampled_from(
                [And(**{"and": tuple(inner)}), Or(**{"or": tuple(inner)}), Not(**{"not": inner[0]})]
            )
        )
    item = draw(st.sampled_from(list(before)))
    value = draw(st.sampled_from(picks(item) or ["v0"]))
    point = draw(st.integers(1, 11))
    return draw(
        st.sampled_from(
            [
                Is(**{"is": {item.id: value}}),
                AnyOf(**{"any": {item.id: (value, "v1")}}),
                Answered(answered=item.id),
                AtLeast(at_least={item.id: point}),
                Below(below={item.id: point}),
            ]
        )
    )


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
        case SingleChoice() | SeveralChoices():
            return [choice.value for choice in item.choices]
        case YesNo():
            return list(YES_NO_VALUES)
        case Scale():
            return [*(str(point) for point in range(1, item.points + 1)), "not_sure"]
        case _:
            return []


@st.composite
def replies(draw: st.DrawFn, survey: Survey) -> Reply:
    """Anything a person, or a very old button, may do; of this survey or of another."""
    item = draw(st.sampled_from(list(survey.questions)))
    key = draw(st.sampled_from([item.id, item.id, item.id, QuestionKey("elsewhere")]))
    place = draw(st.sampled_from([key, key, *[stage.value for stage in Stage]]))
    value = draw(st.sampled_from([*picks(item), "no_such_value"]))
    return draw(
        st.one_of(
            st.builds(Said, anything_written),
            st.builds(Picked, st.just(key), st.just(value), st.booleans()),
            st.builds(Done, st.just(place)),
            st.builds(Skipped, st.none() | st.just(key)),
            st.builds(PreferredNot, st.none() | st.just(key)),
            st.builds(WentBack, st.none() | st.just(place)),
            st.builds(Agreed, st.sampled_from([stage.value for stage in Stage])),
            st.builds(Shared, st.sampled_from(Sharing), st.none() | st.just(key)),
            st.builds(FellBack, st.sampled_from(Fallback)),
            st.builds(Changed, st.just(key)),
            st.just(Sent()),
            st.just(Paused()),
            st.just(Resumed()),
            st.just(Withdrew()) if draw(st.integers(0, 9)) == 0 else st.just(Resumed()),
            st.builds(Spoke, st.none() | st.booleans(), st.sampled_from([None, "en", "cy", "x" * 99])),
        )
    )
