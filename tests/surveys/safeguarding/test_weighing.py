"""The small model: what it is made of, and that it is the one that was measured."""

from __future__ import annotations

from surveys.safeguarding.weighing import BUCKETS, HEADS, features, load, weigh
from tests.surveys.safeguarding.training import learn, variants


def test_every_head_has_a_weight_for_every_bucket() -> None:
    """A short file would weigh nothing and say so of nobody."""
    weights = load()

    assert [len(one) for one in weights] == [BUCKETS] * len(HEADS)


def test_the_same_words_have_the_same_features_everywhere() -> None:
    """CRC-32, not Python's hash, which differs at every start."""
    assert 0x0 <= min(features("my dad hits me")) < BUCKETS
    assert features("my dad hits me") == features("my dad hits me")


def test_nothing_weighs_nothing() -> None:
    """An empty text is no worry."""
    assert weigh([]).concern < -10


def test_a_worry_weighs_more_than_a_wish() -> None:
    """The direction, if nothing else, is right."""
    assert weigh([" my dad hits me "]).concern > weigh([" i want a later bedtime "]).concern


def test_learning_is_deterministic() -> None:
    """The same examples give the same file: anybody can make it again."""
    rows = [((1, 2), 0.7, True), ((2, 3), 0.7, False)] * 3

    assert learn(rows, 5) == learn(rows, 5)
    assert variants("my mum hits me on monday", 3) == variants("my mum hits me on monday", 3)
