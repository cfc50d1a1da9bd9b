"""Which passed words a release shows."""

from __future__ import annotations

from random import Random

import pytest

from surveys.flow.replies import Sharing
from surveys.protection.quoting import PassedText, Shown, choose_quotes


def texts(count: int, sharing: Sharing = Sharing.MY_WORDS, **how: bool) -> list[PassedText]:
    return [PassedText(f"words {at}", sharing, **how) for at in range(count)]


def shown(
    passed: list[PassedText], *, wrote: int = 30, surely: int = 30, total: int = 40, seed: int = 1
) -> tuple[Shown, ...]:
    draw = Random(seed)
    return choose_quotes(passed, wrote=wrote, surely_wrote=surely, total=total, draw=draw)


@pytest.mark.parametrize("wrote", range(5))
def test_d1_fewer_than_five_writers_show_no_words(wrote: int) -> None:
    """Each of so few would be looked for. Fails when one writer is enough."""
    assert shown(texts(wrote), wrote=wrote) == ()
    assert shown(texts(9, typical=True), total=wrote) == ()


def test_never_all_words_are_shown() -> None:
    """If all were, the one that is missing would be known too.

    Fails when ten of ten may be shown.
    """
    for count in range(1, 30):
        assert len(shown(texts(count))) <= 0.6 * count


@pytest.mark.parametrize("sharing", [Sharing.READERS_ONLY, Sharing.DONT_SHARE])
def test_words_for_readers_only_are_never_shown(sharing: Sharing) -> None:
    """Their author said who may read them."""
    assert shown(texts(10, sharing)) == ()
    assert shown(texts(10, sharing, reworded=True)) == ()


def test_an_idea_is_shown_only_in_a_readers_words() -> None:
    """ "The idea, not my words" means exactly that."""
    assert shown(texts(10, Sharing.THE_IDEA)) == ()
    assert all(quote.reworded for quote in shown(texts(10, Sharing.THE_IDEA, reworded=True)))


def test_below_twenty_only_typical_words_are_shown() -> None:
    """In a small group an unusual sentence is a signature.

    Fails when any text may be quoted from five.
    """
    assert shown(texts(10), total=19) == ()
    assert len(shown(texts(10, typical=True), total=19)) == 6
    assert len(shown(texts(10), total=20)) == 6


def test_d4_the_number_of_quotes_says_no_more_than_what_is_printed() -> None:
    """Eighteen quotes would say that thirty wrote, where "five or more" is printed.

    Fails when only the number of texts limits the sample.
    """
    assert len(shown(texts(30), surely=5)) == 3
    assert len(shown(texts(30), surely=0)) == 0


def test_e5_the_same_release_shows_the_same_words_whatever_order_they_came_in() -> None:
    """The order they are stored in must not reach the page.

    Fails when the first texts are shown, or the draw begins from the order they came in.
    """
    passed = texts(20)

    assert shown(passed) == shown(passed[::-1])
    assert shown(passed) != shown(passed, seed=2)


def test_empty_words_are_not_quotes() -> None:
    """An empty line in quotation marks reads as something withheld."""
    assert shown([PassedText("  ", Sharing.MY_WORDS)] * 10) == ()
