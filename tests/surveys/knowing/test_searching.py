"""Searching: what is known about something, found by words, by slips of them, and by meaning."""

from __future__ import annotations

import random
import time
from datetime import date

import pytest

from surveys.knowing.pieces import Part, Piece, Source
from surveys.knowing.searching import (
    NEAR,
    Hit,
    NearInMeaning,
    Says,
    SaysRelated,
    find,
    telling,
)


def source(key: str, *words: str, on: date = date(2026, 5, 1), part: Part = Part.WORDS) -> Source:
    return Source(key, key, on, tuple(Piece(part, one, "What would you change?") for one in words))


MEALS = source("meals", "The food is cold, and the food comes late", "More choice at dinner")
NIGHTS = source("nights", "Let us stay up later at the weekend", "A quieter landing")
PHONES = source("phones", "The wifi goes off at ten", "Let us keep our phones")
ALL = (MEALS, NIGHTS, PHONES)


def keys(hits: tuple[Hit, ...]) -> list[str]:
    return [hit.source.key for hit in hits]


def test_what_says_the_word_is_found_and_says_how_often() -> None:
    """Whoever looks sees why a result is there before they open it."""
    [hit] = find("What do we already know about food?", ALL)

    assert hit.source is MEALS
    assert hit.found[0].why == Says("food", 2)


@pytest.mark.parametrize("asked", ["phone", "Phones", "phoens", "phon", "phones'"])
def test_a_slip_a_plural_and_a_beginning_find_the_word(asked: str) -> None:
    """Nobody looks twice because of one letter."""
    assert keys(find(asked, ALL))[0] == "phones"


def test_what_is_said_of_the_same_things_comes_after_what_says_it() -> None:
    """ "dinner" is about food; a result that says food itself comes first."""
    other = source("kitchen", "We want to choose our breakfast")
    hits = find("food", (other, MEALS))

    assert keys(hits) == ["meals", "kitchen"]
    assert hits[1].found[0].why == SaysRelated("breakfast")


def test_likeness_finds_what_shares_no_word_and_says_that_it_is_only_near() -> None:
    """A hit by meaning never passes for one that says the word."""
    near = {"Let us stay up later at the weekend": 0.5, "The wifi goes off at ten": NEAR - 0.01}
    [hit] = find("bedtime zzz", ALL, near)

    assert hit.source is NIGHTS
    assert hit.found[0].why == NearInMeaning()


def test_the_order_does_not_hang_on_how_results_come() -> None:
    """The same question finds the same, whoever asks it and when."""
    results = [source(f"r{n}", "food and phones", on=date(2026, 1, 1 + n)) for n in range(6)]
    first = keys(find("food", results))
    random.Random(3).shuffle(results)

    assert keys(find("food", results)) == first == [f"r{n}" for n in (5, 4, 3, 2, 1, 0)]


def test_a_theme_counts_for_more_than_a_row() -> None:
    """What people settled says more than one answer that could be tapped."""
    row = source("row", "Better food", part=Part.PRINTED, on=date(2026, 6, 1))
    theme = source("theme", "Better food", part=Part.THEME)

    assert keys(find("food", (row, theme))) == ["theme", "row"]


@pytest.mark.parametrize("asked", ["", "   ", "what do we know about the", "?!", "\U0001f642"])
def test_words_that_say_nothing_find_nothing(asked: str) -> None:
    """A list of everything would look like an answer."""
    assert telling(asked) == ()
    assert find(asked, ALL) == ()


def test_nothing_known_is_an_empty_answer_and_no_slip() -> None:
    """No results, no words, or nothing about it: all alike."""
    assert find("zebras", ALL) == ()
    assert find("food", ()) == ()
    assert find("food", (Source("empty", "Empty", date(2026, 1, 1), ()),)) == ()


@pytest.mark.full
def test_three_hundred_results_are_looked_through_in_half_a_second() -> None:
    """41: a question in chat is answered before anybody wonders. Words alone."""
    draw = random.Random(5)
    words = [f"{a}{b}" for a in ("tea", "bed", "wifi", "room", "staff") for b in range(400)]
    results = [
        source(f"r{n}", *(" ".join(draw.choices(words, k=12)) for _ in range(40)))
        for n in range(300)
    ]
    began = time.perf_counter()
    find("bedtimes and staff7 and the wifi", results)

    assert time.perf_counter() - began < 1.5
