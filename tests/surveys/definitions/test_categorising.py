"""Which category an answer falls into."""

from __future__ import annotations

from datetime import date
from itertools import combinations_with_replacement, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveys.definitions.answers import (
    Allotted,
    Answer,
    Banded,
    Chose,
    Counted,
    Dated,
    Declined,
    Ranked,
    Rated,
    Scored,
    Within,
)
from surveys.definitions.bins import coarsened
from surveys.definitions.categorising import categorise
from surveys.definitions.publishing import published
from surveys.definitions.questions import NonAnswer, Wheel
from surveys.ids import QuestionKey
from tests.surveys.definitions.answering import answers_to
from tests.surveys.everything import EVERY_TYPE, item
from tests.surveys.strategies import plain_choices, quick, surveys

LIFE = Wheel(id=QuestionKey("w"), text={"en": "W?"}, choices=plain_choices(3), points=3)
AREAS = ("v0", "v1", "v2")
BANDS = ("low", "middle", "high", "did_not_score")


@quick(25)
@given(st.data())
def test_what_is_kept_at_the_seal_counts_as_what_was_said(data: st.DataObject) -> None:
    """No count may change because an answer was made coarser.

    Fails when an answer is coarsened to another category.
    """
    asked = data.draw(surveys())
    for question in asked.asked:
        answer = data.draw(answers_to(question))
        assert categorise(question, coarsened(question, answer)) == categorise(question, answer)


@quick(25)
@given(st.data())
def test_every_answer_is_in_one_published_category_of_each_vector(data: st.DataObject) -> None:
    """Whoever fell out of a vector would change its n."""
    asked = data.draw(surveys())
    for question in asked.asked:
        vectors = {v.key: {c.value for c in v.categories} for v in published(question)}
        found = categorise(question, data.draw(answers_to(question)))
        assert found.keys() == vectors.keys()
        assert all(value in vectors[key] for key, value in found.items())


@pytest.mark.parametrize(
    ("name", "answer"),
    [
        ("listen", Chose(("yes",))),
        ("tea", Chose(("neither",))),
        ("room", Chose(("bed", "desk"))),
        ("better", Ranked(())),
        ("better", Ranked(("food", "nothing"))),
        ("money", Allotted((("food", 6),))),
        ("money", Allotted((("food", 0),))),
        ("money", Chose(("food",))),
        ("sleep", Counted(17)),
        ("sleep", Within("1_to_2")),
        ("moved", Dated(date(1999, 1, 1))),
        ("moved", Counted(3)),
        ("life", Scored((("school", 6),))),
        ("life", Banded((("school", "splendid"),))),
        ("life", Banded((("nowhere", "low"),))),
        ("mood", Within("1_to_3")),
        ("day", Rated(1)),
    ],
)
def test_an_answer_its_question_cannot_have_is_refused(name: str, answer: Answer) -> None:
    """Counting it anywhere would be wrong. Fails when it lands in some category."""
    with pytest.raises(ValueError, match=f'"{name}"'):
        categorise(item(name), answer)


def test_every_type_is_silent_alike() -> None:
    """Whoever skipped is in each vector, as no answer."""
    for question in EVERY_TYPE.asked:
        found = set(categorise(question, Declined(NonAnswer.SKIPPED)).values())
        assert found <= {"no_answer", "not_ticked", "did_not_score", "did_not"}


def test_d4_every_combination_of_a_wheels_tables_is_somebodys_enumerated() -> None:
    """D2-D5 hold jointly: given all other areas, an area's table can still be any.

    Fails when the silent are a category of their own, or an area must be scored.
    """
    people, patterns = 3, []
    for bands in product(BANDS, repeat=3):
        scored = tuple((a, b) for a, b in zip(AREAS, bands, strict=True) if b != BANDS[-1])
        answer = Banded(scored) if scored else Declined(NonAnswer.SKIPPED)
        found = categorise(LIFE, answer)
        patterns.append(tuple(BANDS.index(found[f"w.{area}"]) for area in AREAS))
    reached = {
        tuple(tuple(sorted(person[area] for person in crowd)) for area in range(3))
        for crowd in combinations_with_replacement(patterns, people)
    }
    tables = list(combinations_with_replacement(range(len(BANDS)), people))

    assert reached == set(product(tables, repeat=3))


@quick(60)
@given(
    st.integers(1, 40).flatmap(
        lambda n: st.lists(
            st.lists(st.sampled_from(BANDS), min_size=n, max_size=n), min_size=3, max_size=3
        )
    )
)
def test_d4_any_tables_of_a_wheels_areas_go_together(columns: list[list[str]]) -> None:
    """The same for any number of people: put any three columns side by side.

    Fails when some combination of areas cannot be answered.
    """
    for bands in zip(*columns, strict=True):
        scored = tuple((a, b) for a, b in zip(AREAS, bands, strict=True) if b != BANDS[-1])
        answer = Banded(scored) if scored else Declined(NonAnswer.RATHER_NOT_SAY)
        found = categorise(LIFE, answer)
        assert tuple(found[f"w.{area}"] for area in AREAS) == bands
