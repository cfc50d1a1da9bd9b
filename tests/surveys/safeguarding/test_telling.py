"""Of what a person is told first: the check's own, and blows."""

from __future__ import annotations

from pathlib import Path

import pytest

from surveys.safeguarding import screening
from surveys.safeguarding.telling import must_tell
from tests.surveys.safeguarding.scoring import read_examples

UNSEEN = Path(__file__).parent / "unseen"


@pytest.fixture(scope="module", autouse=True)
def _warm() -> None:
    screening.warm_up()


def told(text: str) -> bool:
    return must_tell(screening.screen(text), text)


@pytest.mark.parametrize(
    "text",
    [
        "Someone in my house keeps hitting me",
        "she punched me in the face at school",
        "they k1cked me again today",
        "my dad hits me",
    ],
)
def test_blows_are_told_whoever_gave_them(text: str) -> None:
    """The limits say that somebody who is being hurt is told of; a choice would break that."""
    assert told(text)


@pytest.mark.parametrize(
    "text",
    [
        "they call me names at school every day",
        "kids in my house take my stuff every day and call me fat",
        "I feel low a lot",
        "nobody ever hits me here",
        "The wifi's rubbish.",
    ],
)
def test_bullying_without_blows_stays_theirs_to_choose(text: str) -> None:
    """Told against their will, the next one would say nothing."""
    assert not told(text)


def test_g2_what_is_told_keeps_the_bar_on_the_unseen_set() -> None:
    """G2: blows must not make a person be called for one innocent text in twenty."""
    innocent = [one.text for one in read_examples(UNSEEN) if one.severity == 0]

    assert sum(map(told, innocent)) / len(innocent) <= 0.05
