"""Two types: what a machine suggests, and what people approved. Nothing makes one the other."""

from __future__ import annotations

from dataclasses import replace

import pytest

from surveys.ids import AnswerId, ParticipantId, QuestionKey
from surveys.themes.approved import (
    AlsoSaid,
    ApprovedTheme,
    ApprovedThemes,
    NotApproved,
    approve,
)
from surveys.themes.board import SettledTheme
from surveys.themes.codebook import ThemeId

QID = QuestionKey("change")
SAM, MINA, ASH = (ParticipantId(name.ljust(16).encode()) for name in ("sam", "mina", "ash"))
ONE, TWO, THREE = (AnswerId(bytes([at]) * 16) for at in (1, 2, 3))
FOOD = SettledTheme(ThemeId("theme_1"), "Food", "What we eat.", frozenset({ONE, TWO, THREE}))


def some(also: AlsoSaid | None = None) -> ApprovedThemes:
    said = {QID: also} if also else {}
    return approve({QID: (FOOD,)}, said, put_forward=SAM, lead=MINA, second=ASH)


def test_59_only_approve_makes_an_approved_theme() -> None:
    """Fails when anybody can make one: then a candidate is one line from a result."""
    with pytest.raises(NotApproved):
        ApprovedTheme("theme_1", "Food", "", frozenset(), _given=object())
    with pytest.raises(NotApproved):
        ApprovedThemes({}, {}, _given=None)
    assert some().themes[QID][0].name == "Food"


@pytest.mark.parametrize(("lead", "second"), [(SAM, ASH), (MINA, SAM), (SAM, SAM)])
def test_59_whoever_puts_themes_forward_is_neither_of_the_others(
    lead: ParticipantId, second: ParticipantId
) -> None:
    """Fails when one person can be the whole gate."""
    with pytest.raises(NotApproved):
        approve({QID: (FOOD,)}, {}, put_forward=SAM, lead=lead, second=second)


def test_an_approved_theme_loses_answers_and_stays_approved() -> None:
    """What was taken back since is in no count."""
    left = some().only({ONE, TWO}, set())

    assert left.themes[QID][0].answers == {ONE, TWO}
    assert replace(left) == left


def test_30_a_sentence_goes_with_any_answer_it_was_written_from() -> None:
    """30: an idea that may not be told any more is in no sentence. Fails when one is enough."""
    also = AlsoSaid("A calm spot would help.", frozenset({ONE, TWO}))

    assert some(also).only({ONE, TWO, THREE}, {ONE, TWO}).also_said == {QID: also}
    assert some(also).only({ONE, TWO, THREE}, {ONE}).also_said == {}
