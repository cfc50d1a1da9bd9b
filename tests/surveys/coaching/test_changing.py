from __future__ import annotations

import pytest

from surveys.coaching.changing import MOST_OWN, WordChanges, read_pair


@pytest.mark.parametrize(
    "text", ["contact -> family time", "contact→family time", "contact = family time"]
)
def test_a_pair_is_typed_with_an_arrow(text: str) -> None:
    """On a phone, whatever arrow there is."""
    assert read_pair(text) == ("contact", "family time")


@pytest.mark.parametrize(
    "text",
    ["contact", "-> x", "a -> b", "unit -> Unit", "x" * 41 + " -> y", "1+1 -> <b>", "a->b->c"],
)
def test_what_is_no_pair_is_not_taken(text: str) -> None:
    """A list that everybody sees holds words, and nothing else."""
    assert read_pair(text) is None


def test_words_come_and_go() -> None:
    """Added, in place of the same word; switched; taken out."""
    changes = WordChanges().with_pair("YP", "young person").with_pair("yp", "person")
    off = changes.switched("unit").switched("yp")

    assert changes.added == (("yp", "person"),)
    assert off.off == {"unit", "yp"}
    assert off.switched("unit").without("yp") == WordChanges()


def test_own_words_are_shown_first_and_none_twice() -> None:
    """Their own are the ones they look for."""
    shown = [entry.word for entry in WordChanges((("Unit", "house"),)).everything()]

    assert shown[0] == "Unit"
    assert len({word.casefold() for word in shown}) == len(shown)


def test_there_is_an_end_to_own_words() -> None:
    """The newest hundred."""
    changes = WordChanges()
    for at in range(MOST_OWN + 5):
        changes = changes.with_pair(f"word{at}", "better")

    assert len(changes.added) == MOST_OWN
    assert changes.added[0] == (f"word{MOST_OWN + 4}", "better")
