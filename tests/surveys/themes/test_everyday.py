"""Everyday topics: a list that helps where people speak of many things, and only there."""

from __future__ import annotations

from surveys.themes.everyday import count_in, everyday_topics


def test_the_list_counts_only_where_answers_range_widely() -> None:
    """Answers to a narrow question all lie near two topics: the list would make them one."""
    assert count_in([0, 1] * 20) == 0.0
    assert count_in(list(range(30))) == 1.0
    assert 0 < count_in([0, 1, 2, 3, 4, 5, 6, 7] * 5) < 1
    assert count_in([3]) == 0.0


def test_every_topic_has_phrases_to_be_near_to() -> None:
    """A topic of one word is near to whatever holds that word."""
    topics = everyday_topics()

    assert len(topics) > 80
    assert all(len(topic) >= 3 and all(topic) for topic in topics)
