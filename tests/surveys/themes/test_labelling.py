"""Three words that tell a group from the rest."""

from __future__ import annotations

from surveys.themes.labelling import label_words


def test_a_label_tells_a_group_from_the_rest() -> None:
    """A word that everybody says tells nothing of what these say."""
    texts = ["the home has cold food", "cold food at home", "food at home is cold"]
    others = ["wifi at home is slow", "home is loud", "home is far from town", "love this home"]

    assert label_words(texts, others)[:2] == ("cold", "food")


def test_where_nothing_may_be_quoted_there_are_no_words() -> None:
    """A label is what goes further than the readers."""
    assert label_words([], ["wifi is slow"]) == ()


def test_no_word_of_a_label_is_another_form_of_one_before_it() -> None:
    """Three words tell three things: "dog, dogs" wastes one. "bus" and "business" are two."""
    texts = ["a dog would calm us", "dogs calm everyone", "my dog, a calm dog", "two dogs"]
    others = ["the bus is late", "no business of theirs", "cold dinners"]

    assert label_words(texts, others) == ("calm", "dog", "two")
    assert label_words(["bus business", "business bus"], ["a", "b"]) == ("bus", "business")


def test_a_word_that_lacks_its_apostrophe_labels_nothing() -> None:
    """Few type it: "cant" and "thats" tell as little as "can't" and "that's"."""
    assert label_words(["thats why i cant sleep", "cant sleep havent slept"], ["wifi"]) == (
        "sleep",
        "slept",
    )
