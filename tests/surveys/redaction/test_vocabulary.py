"""The lists of names, words and places, and how they lie to one another."""

from __future__ import annotations

from surveys.redaction.vocabulary import vocabulary


def test_the_commonest_words_are_words_and_no_names_that_are_none() -> None:
    """They are asked first: a name among them would be shown."""
    words = vocabulary()
    plainly = words.often - words.gated

    assert all(word in words.words for word in plainly)
    assert not any(word in words.given or word in words.family for word in plainly)


def test_a_word_is_one_whichever_list_it_is_found_in() -> None:
    """Names that are words are a list of their own: they are not in that of words."""
    words = vocabulary()
    asked = [*words.often, *words.gated, *words.surnames, "bedtime", "xqzt", ""]

    assert [words.is_word(each) for each in asked] == [each in words.words for each in asked]
