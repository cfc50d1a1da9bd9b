"""Answers as bytes."""

from __future__ import annotations

import json

import pytest

from surveys.anonymity.packing import (
    answer_from_bytes,
    answer_record,
    answer_to_bytes,
    read_answer,
)
from surveys.definitions.questions import NonAnswer
from surveys.flow.answers import Answer, Banded, Chose, Declined, Rated, Within, Wrote
from surveys.flow.replies import Sharing
from tests.surveys.everything import SAID

ANSWERS: list[Answer] = [
    Chose(("a", "b"), 'their "own"\nwords 🙂'),
    Chose(("a",)),
    Rated(11),
    Rated(None),
    Wrote("Z̸̢a̶l̷g̶o̵ \\ \u2028 שלום"),
    *SAID.values(),
    Within("2026_q2"),
    Banded((("school", "low"),)),
    *[Declined(why) for why in NonAnswer],
]


@pytest.mark.parametrize("answer", ANSWERS)
@pytest.mark.parametrize("sharing", [None, *Sharing])
def test_a_sealed_answer_comes_out_as_it_went_in(answer: Answer, sharing: Sharing | None) -> None:
    """What a reader reads must be what was written, and shared as its author said."""
    assert answer_from_bytes(answer_to_bytes(answer, sharing)) == (answer, sharing)
    assert read_answer(json.loads(json.dumps(answer_record(answer)))) == answer


def test_a8_a_body_holds_the_answer_and_its_sharing_and_nothing_else() -> None:
    """A8: whatever else a body held could join two of them."""
    assert json.loads(answer_to_bytes(Rated(3), None)) == [["rated", 3], None]


@pytest.mark.parametrize(
    "junk",
    [
        b"",
        b"3",
        b"\xff",
        b'[["shouted", 1], null]',
        b'[["rated", 1]]',
        b'[["dated", "soon"], null]',
    ],
)
def test_what_is_not_an_answer_is_refused(junk: bytes) -> None:
    """A damaged row must stop the reading, not turn into somebody's answer."""
    with pytest.raises(ValueError):  # noqa: PT011 the kinds of damage differ in words
        answer_from_bytes(junk)
