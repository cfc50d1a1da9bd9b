"""The bars, on written sets that the signs and the weights were not made from.

What the sets are, and the figures, is in docs/safeguarding.md. A category below its bar is a
failure whatever the mean.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from surveys.safeguarding.screening import CATEGORIES, warm_up
from tests.surveys.safeguarding.scoring import Scored, read_examples, score, share

HERE = Path(__file__).parent


@pytest.fixture(scope="module")
def written() -> list[Scored]:
    warm_up()
    return score(read_examples(HERE / "examples"))


@pytest.fixture(scope="module")
def unseen() -> list[Scored]:
    """Only its totals are looked at, here as anywhere."""
    if not (HERE / "unseen").is_dir():
        pytest.skip("the unseen set is kept elsewhere")
    warm_up()
    return score(read_examples(HERE / "unseen"))


def rate(scored: list[Scored], of: str = "signpost") -> float:
    hit, number = share(scored, of)
    return hit / number


def test_g1_what_it_learnt_from_is_found(written: list[Scored]) -> None:
    """No measure of the unseen: a change that forgets what was known must not go unnoticed."""
    assert rate([one for one in written if one.example.severity == 3]) >= 0.97
    assert rate([one for one in written if one.example.severity >= 2]) >= 0.95


def test_g2_what_it_learnt_to_leave_alone_is_left_alone(written: list[Scored]) -> None:
    """The same for the innocent ones."""
    innocent = [one for one in written if not one.example.severity]

    assert rate(innocent) <= 0.05
    assert rate(innocent, "alert") <= 0.02


@pytest.mark.parametrize("category", CATEGORIES)
def test_every_category_has_sixty_written_worries_and_sixty_that_are_none(
    written: list[Scored], category: str
) -> None:
    """A category with few examples would be a promise without a ground."""
    near = [one.example for one in written if one.example.near == category]

    assert sum(1 for example in near if example.severity) >= 60
    assert sum(1 for example in near if not example.severity) >= 60


def test_g1_of_unseen_worries_enough_are_shown_the_card(unseen: list[Scored]) -> None:
    """Recall by severity: what a crisis line's own model misses is one in eight."""
    assert rate([one for one in unseen if one.example.severity == 3]) >= 0.90
    assert rate([one for one in unseen if one.example.severity >= 2]) >= 0.80


@pytest.mark.parametrize("category", CATEGORIES)
def test_g1_no_category_is_forgotten(unseen: list[Scored], category: str) -> None:
    """A category below its bar is a failure whatever the mean."""
    assert rate([one for one in unseen if one.example.category == category]) >= 0.65


def test_g2_of_unseen_innocent_texts_few_are_shown_the_card(unseen: list[Scored]) -> None:
    """Cards for everything would be read by nobody; alerts for nothing, by no lead."""
    innocent = [one for one in unseen if not one.example.severity]
    kinds = {"bullying_denied", "training", "topic"}
    named = [one for one in innocent if one.example.functionality in kinds]

    assert rate(innocent) <= 0.15
    assert rate(innocent, "alert") <= 0.05
    assert rate(named) <= 0.10
