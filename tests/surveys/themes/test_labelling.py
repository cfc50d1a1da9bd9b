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
