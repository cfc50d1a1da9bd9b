"""Ranges that are published as one, and answers made no finer than them.

Every range is fixed by the survey, before anybody answers: of longer scales, of numbers, of
days, of a wheel's scores. A number's or a day's ranges are also the buttons it can be answered
with, so that what is tapped is what is published.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, assert_never

from surveys.definitions.answers import (
    Allotted,
    Answer,
    Banded,
    Chose,
    Counted,
    Dated,
    Ranked,
    Rated,
    Scored,
    Voted,
    Within,
)
from surveys.definitions.months import month_words, range_words
from surveys.definitions.questions import (
    AnyItem,
    BinOf,
    DateQuestion,
    Dots,
    Number,
    Pairs,
    Ranking,
    Scale,
    Wheel,
    Words,
)
from surveys.definitions.turns import put_ahead

MOST_BINS = 6
"""Most ranges that a number or a day is published in."""
MADE_BINS = 5
"""Most ranges that are made where an author fixes none."""

BINS: Mapping[int, tuple[tuple[int, int], ...]] = {
    6: ((1, 2), (3, 4), (5, 6)),
    7: ((1, 2), (3, 5), (6, 7)),
    8: ((1, 2), (3, 4), (5, 6), (7, 8)),
    9: ((1, 3), (4, 6), (7, 9)),
    10: ((1, 2), (3, 4), (5, 6), (7, 8), (9, 10)),
    11: ((1, 2), (3, 5), (6, 6), (7, 9), (10, 11)),
}
"""For each longer scale the points that are published as one, first and last included. Own
choice: symmetrical, at most five, a middle of its own where there is one."""

ScoreBin = Literal["low", "middle", "high"]
SCORE_BINS: tuple[ScoreBin, ...] = ("low", "middle", "high")
"""What a wheel's score is published as, lowest first."""


@dataclass(frozen=True, slots=True)
class Bin:
    """A range that is published as one, and a button to answer with.

    Args:
        value: How it is stored.
        label: How it is shown.
    """

    value: str
    label: Words


def scale_bins(points: int) -> tuple[tuple[int, int], ...]:
    """The points of a scale that are published as one, lowest first."""
    return BINS.get(points) or tuple((point, point) for point in range(1, points + 1))


def bins_of(item: Number | DateQuestion, languages: Iterable[str]) -> tuple[Bin, ...]:
    """The ranges of a sound question, lowest first, labelled in each language."""
    said = tuple(languages)
    if isinstance(item, Number):
        return tuple(Bin(span_value(span), _counted(item, span, said)) for span in spans_of(item))
    return tuple(_dated(item, first, last, said) for first, last in days_of(item))


def bin_of(item: Number | DateQuestion, answer: Counted | Dated | Within) -> str | None:
    """The value of the range an answer falls in; None where the question has none for it."""
    known = bins_of(item, ())
    match item, answer:
        case _, Within(bin=value):
            return value if value in {each.value for each in known} else None
        case Number(), Counted(number=number):
            places = spans_of(item)
            at = next((n for n, span in enumerate(places) if span[0] <= number <= span[1]), None)
        case DateQuestion(), Dated(day=day):
            days = days_of(item)
            at = next((n for n, span in enumerate(days) if span[0] <= day <= span[1]), None)
        case _:
            return None
    return None if at is None else known[at].value


def spans_of(item: Number) -> tuple[tuple[int, int], ...]:
    """The ranges of a number question, first and last included; those an author fixed, or up
    to five of even width, symmetrical, the middle ones the wider."""
    if item.bins:
        ends = [*(first - 1 for first in item.bins[1:]), item.max]
        return tuple(zip(item.bins, ends, strict=True))
    count = item.max - item.min + 1
    bins = min(MADE_BINS, count)
    wider = _WIDER[count % bins] if bins == MADE_BINS else ()
    spans, first = [], item.min
    for place in range(bins):
        width = count // bins + (place in wider)
        spans.append((first, first + width - 1))
        first += width
    return tuple(spans)


_WIDER: Mapping[int, tuple[int, ...]] = {
    0: (),
    1: (2,),
    2: (1, 3),
    3: (1, 2, 3),
    4: (0, 1, 3, 4),
}
"""Which of five ranges are one wider, by what is left over: the same from both ends."""


def days_of(item: DateQuestion) -> tuple[tuple[date, date], ...]:
    """The ranges of a date question: first and last day of each, cut off at its limits."""
    if item.bins is not None:
        return tuple(_days(item, item.bins))
    made = (tuple(_days(item, each)) for each in BinOf)
    return next((days for days in made if len(days) <= MOST_BINS), ())


def score_bin(points: int, score: int) -> str:
    """Whether a score is published as low, middle or high. Symmetrical: 1 is low, the highest
    is high, and each is at most the lower or upper half.

    Raises:
        ValueError: The score is not from 1 to ``points``.
    """
    for name, (first, last) in zip(SCORE_BINS, score_spans(points), strict=True):
        if first <= score <= last:
            return name
    raise ValueError(f"a score is from 1 to {points}")


def score_spans(points: int) -> tuple[tuple[int, int], ...]:
    """The scores that are low, middle and high, first and last included."""
    edge = (points + 1) // 3 if points != 4 else 1
    return ((1, edge), (edge + 1, points - edge), (points - edge + 1, points))


def coarsened(item: AnyItem, answer: Answer) -> Answer:
    """The answer, no finer than what its question publishes of it; what is kept at the seal.

    Args:
        item: The question it belongs to.
        answer: As it was accepted; one that is no finer already comes back as it is.
    """
    match item, answer:
        case Scale(), Rated(point=int() as point) if item.points in BINS:
            span = next(span for span in BINS[item.points] if span[0] <= point <= span[1])
            return answer if span[0] == span[1] else Within(span_value(span))
        case Number(), Counted():
            return Within(_known_bin(item, answer))
        case DateQuestion(), Dated():
            return Within(_known_bin(item, answer))
        case Ranking(), Ranked(values=values):
            return Ranked(values[:1])
        case Dots(), Allotted(dots=dots):
            return Allotted(tuple((value, 1) for value, _ in dots))
        case Pairs(), Voted(votes=votes):
            return Chose(put_ahead(item, dict(votes)))
        case Wheel(), Scored(scores=scores):
            return Banded(tuple((area, score_bin(item.points, score)) for area, score in scores))
        case _:
            return answer


def span_value(span: tuple[int, int]) -> str:
    """How a range of points or numbers is stored: ``3_to_5``, or ``3`` alone."""
    first, last = span
    return f"{first}" if first == last else f"{first}_to_{last}"


def _known_bin(item: Number | DateQuestion, answer: Counted | Dated) -> str:
    value = bin_of(item, answer)
    if value is None:
        # Never the answer itself: this may reach a log.
        raise ValueError(f'question "{item.id}" ({item.type}) cannot have this answer')
    return value


def _counted(item: Number, span: tuple[int, int], languages: tuple[str, ...]) -> Words:
    first, last = span
    if first == last:
        plain: Words = {language: f"{first}" for language in languages}
    elif first < 0:
        plain = range_words(first, last, languages)
    else:
        plain = {language: f"{first}–{last}" for language in languages}
    units = item.unit or {}
    return {language: f"{plain[language]} {units.get(language, '')}".strip() for language in plain}


def _dated(item: DateQuestion, first: date, last: date, languages: tuple[str, ...]) -> Bin:
    kind = item.bins or next(
        (each for each in BinOf if len(tuple(_days(item, each))) <= MOST_BINS), BinOf.YEAR
    )
    match kind:
        case BinOf.MONTH:
            return Bin(f"{first:%Y_%m}", month_words(first, last, languages))
        case BinOf.QUARTER:
            quarter = (first.month + 2) // 3
            return Bin(f"{first.year}_q{quarter}", month_words(first, last, languages))
        case BinOf.YEAR if first.year == last.year:
            return Bin(f"{first.year}", {language: f"{first.year}" for language in languages})
        case BinOf.YEAR:
            label = range_words(first.year, last.year, languages)
            return Bin(f"{first.year}_to_{last.year}", label)
        case _:
            assert_never(kind)


def _days(item: DateQuestion, kind: BinOf) -> Iterator[tuple[date, date]]:
    """Every range of a kind, from the one with the earliest day on."""
    step = {BinOf.MONTH: 1, BinOf.QUARTER: 3, BinOf.YEAR: 12 * _years_together(item)}[kind]
    months = (item.earliest.year * 12 + item.earliest.month - 1) // min(step, 12) * min(step, 12)
    while (first := _first_of(months)) <= item.latest:
        last = _first_of(months + step) - timedelta(days=1)
        yield max(first, item.earliest), min(last, item.latest)
        months += step


def _years_together(item: DateQuestion) -> int:
    years = item.latest.year - item.earliest.year + 1
    return -(-years // MOST_BINS)


def _first_of(months: int) -> date:
    return date(months // 12, months % 12 + 1, 1)
