"""Answers made of several taps that carry an order or an amount."""

from __future__ import annotations

import pytest

from surveys.definitions.questions import Dots, Ranking, Wheel
from surveys.flow.answers import Allotted, Ranked, Scored
from surveys.flow.events import Refusal, Refused
from surveys.flow.replies import Done, Gave, Picked, Said
from surveys.flow.stepping import judge_dots, judge_ranking, judge_wheel
from surveys.flow.verdicts import Unfinished, Verdict
from surveys.ids import QuestionKey
from tests.surveys.strategies import plain_choices, words

Q = QuestionKey("q")
RANKING = Ranking(id=Q, text=words("?"), choices=plain_choices(3))
DOTS = Dots(id=Q, text=words("?"), choices=plain_choices(3), dots=4)
WHEEL = Wheel(id=Q, text=words("?"), choices=plain_choices(3), points=5)


def dots(reply: Said | Picked | Done | Gave, *given: tuple[str, int]) -> Verdict:
    return judge_dots(DOTS, Unfinished(amounts=given), reply, "en")


def wheel(reply: Said | Picked | Done | Gave, draft: Unfinished = Unfinished()) -> Verdict:  # noqa: B008
    return judge_wheel(WHEEL, draft, reply, "en")


def test_a_ranking_is_in_the_order_it_was_tapped() -> None:
    """Whoever taps one off and on again puts it last.

    Fails when the ticks are put in the question's order.
    """
    draft = Unfinished(("v2", "v0"))

    assert judge_ranking(RANKING, draft, Picked(Q, "v1"), "en") == Unfinished(("v2", "v0", "v1"))
    assert judge_ranking(RANKING, draft, Picked(Q, "v2"), "en") == draft
    assert judge_ranking(RANKING, draft, Picked(Q, "v2", on=False), "en") == Unfinished(("v0",))
    assert judge_ranking(RANKING, draft, Done(Q), "en") == Ranked(("v2", "v0"))
    assert judge_ranking(RANKING, draft, Picked(Q, "x"), "en") == Refused(Refusal.NOT_A_CHOICE)
    assert judge_ranking(RANKING, Unfinished(), Done(Q), "en") == Refused(Refusal.TOO_FEW, 1)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("3 1", ("v2", "v0")), ("3, 1, 2", ("v2", "v0", "v1")), ("2", ("v1",)),
        ("c thing, a thing", ("v2", "v0")), ("c thing > a thing", ("v2", "v0")),
        ("c thing then a thing", ("v2", "v0")), ("c thing\na thing\nc thing", ("v2", "v0")),
    ],
)  # fmt: skip
def test_an_order_can_be_typed(text: str, expected: tuple[str, ...]) -> None:
    """By number or by name, and a slip of naming one twice counts once."""
    assert judge_ranking(RANKING, Unfinished(), Said(text), "en") == Ranked(expected)


def test_t8_dots_are_what_the_button_asks_for_in_all() -> None:
    """T8: tapping twice must not give two.

    Fails when a button adds to what is there.
    """
    assert dots(Gave(Q, "v0", 2), ("v0", 1)) == Unfinished(amounts=(("v0", 2),))
    assert dots(Gave(Q, "v0", 2), ("v0", 2)) == Unfinished(amounts=(("v0", 2),))
    assert dots(Gave(Q, "v0", 0), ("v0", 1), ("v1", 1)) == Unfinished(amounts=(("v1", 1),))


def test_never_more_dots_are_out_than_there_are() -> None:
    """Fails when a choice's own dots are counted twice, or others' are forgotten."""
    given = (("v0", 2), ("v1", 1))

    assert dots(Gave(Q, "v0", 3), *given) == Unfinished(amounts=(("v0", 3), ("v1", 1)))
    assert dots(Gave(Q, "v0", 4), *given) == Refused(Refusal.NO_DOTS_LEFT, 4)
    assert dots(Said("a thing 3, b thing 2")) == Refused(Refusal.NO_DOTS_LEFT, 4)
    assert dots(Said("a thing 3, b thing")) == Allotted((("v0", 3), ("v1", 1)))
    assert dots(Done(Q), *given) == Allotted(given)
    assert dots(Done(Q)) == Refused(Refusal.TOO_FEW, 1)
    assert dots(Said("a thing 0")) == Refused(Refusal.TOO_FEW, 1)
    assert dots(Gave(Q, "v0", -1)) == Refused(Refusal.NOT_A_CHOICE)
    assert dots(Picked(Q, "v0")) == Refused(Refusal.NOT_A_CHOICE)


def test_a_wheels_area_is_opened_scored_and_closed() -> None:
    """One thing at a time, and back to the list."""
    some = Unfinished(amounts=(("v1", 2),))
    opened = Unfinished(amounts=some.amounts, scoring="v0")

    assert wheel(Picked(Q, "v0"), some) == opened
    assert wheel(Picked(Q, "v0", on=False), opened) == some
    assert wheel(Gave(Q, "v0", 3), opened) == Unfinished(amounts=(("v0", 3), ("v1", 2)))
    assert wheel(Said("four"), opened) == Unfinished(amounts=(("v0", 4), ("v1", 2)))
    assert wheel(Gave(Q, "v1", 0), some) == Unfinished()
    assert wheel(Done(Q), some) == Scored((("v1", 2),))
    assert wheel(Done(Q)) == Refused(Refusal.TOO_FEW, 1)


def test_a_score_outside_the_wheel_is_refused_with_its_limit() -> None:
    """Somebody is told how far it goes."""
    opened = Unfinished(scoring="v0")

    assert wheel(Said("6"), opened) == Refused(Refusal.NOT_A_POINT, 5)
    assert wheel(Gave(Q, "v0", 6)) == Refused(Refusal.NOT_A_POINT, 5)
    assert wheel(Said("a thing 6, b thing 1")) == Refused(Refusal.NOT_A_POINT, 5)
    assert wheel(Said("a thing 2, b thing")) == Refused(Refusal.NOT_A_CHOICE)
    assert wheel(Gave(Q, "x", 1)) == Refused(Refusal.NOT_A_CHOICE)


def test_a_wheel_can_be_typed_whole_and_an_area_be_named() -> None:
    """What was tapped before stays where it is not typed anew."""
    some = Unfinished(amounts=(("v1", 2), ("v2", 4)))

    assert wheel(Said("a thing 3, b thing 1"), some) == Scored((("v0", 3), ("v1", 1), ("v2", 4)))
    assert wheel(Said("b thing"), some) == Unfinished(amounts=some.amounts, scoring="v1")
    assert wheel(Said("2")) == Unfinished(scoring="v1")
    assert wheel(Said("9")) == Refused(Refusal.NOT_A_CHOICE)
