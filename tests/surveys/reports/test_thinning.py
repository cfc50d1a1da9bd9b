"""A released result, and the words that may not be shown any more."""

from __future__ import annotations

from surveys.flow.replies import Sharing
from surveys.protection.quoting import PassedText
from surveys.reports.model import Report
from surveys.reports.thinning import thinned
from tests.surveys.reports.rounds import FOOD, key, passed, report, section_of, wrote

TELL = key("tell")


def made(count: int) -> Report:
    return report(FOOD, wrote("tell", 20), 24, {"tell": passed(count)})


def quotes(one: Report) -> list[str]:
    return [quote.text for quote in section_of(one, "tell").quotes]


def test_x2_what_may_not_be_shown_any_more_goes_and_nothing_else_moves() -> None:
    """Figures that were printed stay printed. Fails when a quote stays that was taken back."""
    before = made(10)
    gone = quotes(before)[0]
    after = thinned(before, {TELL: [one for one in passed(10) if one.text != gone]}, 24)

    assert quotes(after) == [text for text in quotes(before) if text != gone][:5]
    rest = [section.model_copy(update={"quotes": ()}) for section in before.sections]
    assert [section.model_copy(update={"quotes": ()}) for section in after.sections] == rest
    assert thinned(after, {TELL: [one for one in passed(10) if one.text != gone]}, 24) == after


def test_never_all_that_is_left_is_shown() -> None:
    """Where nearly all authors of a question took theirs back, the last one is not left alone.

    Fails when only what was taken back goes.
    """
    before = made(10)
    left = [PassedText(text, Sharing.MY_WORDS, typical=True) for text in quotes(before)]

    assert len(quotes(thinned(before, {TELL: left[:4]}, 24))) == 2
    assert quotes(thinned(before, {TELL: left[:2]}, 24)) == []
    assert quotes(thinned(before, {}, 24)) == []


def test_the_same_words_of_two_people_go_one_by_one() -> None:
    """One of them took theirs back: a report that still has both quotes somebody who said no."""
    texts = [PassedText("More food.", Sharing.MY_WORDS, typical=True)] * 10
    before = report(FOOD, wrote("tell", 20), 24, {"tell": texts})

    assert len(quotes(before)) == 6
    assert len(quotes(thinned(before, {TELL: texts[:8]}, 24))) == 4


def test_x2_where_nothing_was_taken_back_nothing_goes() -> None:
    """A month in which nobody came back must not change a result."""
    before = made(10)

    assert thinned(before, {TELL: passed(10)}, 24) == before


def test_x2_who_takes_back_an_idk_changes_no_result() -> None:
    """It was never shown nor counted among what may be: nothing tells that it is gone."""
    idk = [PassedText("idk", Sharing.MY_WORDS, typical=True)] * 4
    before = report(FOOD, wrote("tell", 20), 24, {"tell": [*passed(10), *idk]})

    assert len(quotes(before)) == 6
    assert thinned(before, {TELL: passed(10)}, 24) == before


def test_why_quotes_are_shown_is_said_once_where_it_is_the_same_for_all() -> None:
    """The same sentence under each of twelve quotes is read once and then in the way."""
    section = section_of(made(10), "tell")
    first, *others = section.quotes
    mixed = section.model_copy(update={"quotes": (first.model_copy(update={"why": "x"}), *others)})

    assert section.why_quoted == first.why != ""
    assert mixed.why_quoted == ""
    assert section.model_copy(update={"quotes": ()}).why_quoted == ""
