"""Which passed words a release shows."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveys.flow.replies import Sharing
from surveys.ids import QuestionKey
from surveys.protection.quoting import (
    PassedText,
    Shown,
    Why,
    Written,
    choose_quotes,
    most_shown,
    passed_of,
)

SILENT = ("idk", "nothing", "Nothing really", "n/a", "🤷", " ", "no comment", "dunno tbh", "...")


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


@given(
    telling=st.integers(0, 25),
    silent=st.lists(st.sampled_from(SILENT), max_size=12),
    typical=st.booleans(),
    seed=st.integers(0, 99),
)
def test_31_idk_and_nothing_are_never_quoted_and_make_no_room_for_others(
    telling: int, silent: list[str], *, typical: bool, seed: int
) -> None:
    """31: they say nothing; a sample must not be bigger, nor another one, because some wrote it.

    Fails when a text is shown for having letters in it.
    """
    said = texts(telling, typical=typical)
    quiet = [PassedText(words, Sharing.MY_WORDS, typical) for words in silent]

    assert shown([*quiet, *said], seed=seed) == shown(said, seed=seed)


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


def test_of_one_or_two_that_may_be_quoted_none_is() -> None:
    """Whoever allowed theirs and does not find it must not know whose the other one is.

    Fails when two are enough.
    """
    assert [len(shown(texts(count))) for count in range(7)] == [0, 0, 0, 1, 2, 3, 3]
    assert shown(texts(2, typical=True), total=9) == ()


def test_two_at_least_are_always_left_out() -> None:
    """Two who compare notes still cannot tell whether a reader kept theirs back."""
    assert all(count - most_shown(count) >= 2 for count in range(3, 40))


def test_each_quote_says_why_it_is_there() -> None:
    """A designer must know what several said from what one did.

    Fails when a mark of the reader's is lost on the way.
    """
    few = shown(texts(10, typical=True), total=9)
    many = shown(texts(10) + texts(10, typical=True))

    assert {quote.why for quote in few} == {Why.TYPICAL}
    assert {quote.why for quote in many} == {Why.TYPICAL, Why.CHANCE}


TELL, OTHER = QuestionKey("tell"), QuestionKey("other")
ASKED = {TELL: "What would you change about the house?", OTHER: "What else?"}
DOOR = "staff never knock on my door before they come in"


def idea(text: str, words: str = "Something of my own.") -> Written:
    return Written(TELL, words, PassedText(text, Sharing.THE_IDEA, reworded=True))


@pytest.mark.parametrize("of", [TELL, OTHER])
def test_r10_a_rewording_carries_nobodys_words(of: QuestionKey) -> None:
    """Not its author's, and not another's who said that only readers may see them.

    Fails when a rewording is compared with its own source alone.
    """
    kept = Written(of, f"I hate that {DOOR}!", None)
    carried = idea("Some say STAFF never knock on my door.")
    own = idea("It is about knocking.", words="It's about knocking, and it happens every day.")

    assert passed_of([kept, carried], ASKED) == {}
    assert passed_of([idea(DOOR, words=DOOR)], ASKED) == {}
    assert len(passed_of([kept, own], ASKED)[TELL]) == 1


def test_r10_what_the_question_says_or_somebody_shared_may_be_said_again() -> None:
    """Otherwise one reader's only text could keep common words out of everything."""
    words = "What would you change about the house, I would not say."
    kept = Written(TELL, words, None)
    asks = idea("They would change about the house what hurts.")
    shared = Written(OTHER, DOOR, PassedText(DOOR, Sharing.MY_WORDS))
    says = idea("Several write that staff never knock on my door.")

    assert len(passed_of([kept, asks], ASKED)[TELL]) == 1
    assert len(passed_of([Written(TELL, DOOR, None), shared, says], ASKED)[TELL]) == 1


def test_r10_masked_words_are_kept_out_of_rewordings_too() -> None:
    """A name that a reader took out of one text must not come back in the next."""
    seen = PassedText("[a name] is mean to us", Sharing.MY_WORDS)
    masked = Written(TELL, "Mary from Birch House is mean to us", seen)

    found = passed_of([masked, idea("Somebody says Mary from Birch House is mean.")], ASKED)
    assert found == {TELL: [seen]}
