from __future__ import annotations

from itertools import chain

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveys.definitions.answers import Answer, Chose, Declined, Rated, Wrote
from surveys.definitions.bins import BINS
from surveys.definitions.categorising import categorise, categorise_in
from surveys.definitions.publishing import published, published_in
from surveys.definitions.questions import NonAnswer, Scale
from tests.surveys.definitions.answering import answers_to
from tests.surveys.definitions.writing import BYE, HEARD, HELP, LINE, MOOD, PICK, survey
from tests.surveys.strategies import quick, surveys

SKIPPED = Declined(NonAnswer.SKIPPED)
RATHER_NOT = Declined(NonAnswer.RATHER_NOT_SAY)
NOT_ASKED = Declined(NonAnswer.NOT_ASKED)


def cells(item: str, *, not_asked: bool = False) -> dict[str, list[str]]:
    [asked] = survey(item, "{id: z, type: yes_no, text: Z?}").questions[:1]
    return {
        vector.key: [category.value for category in vector.categories]
        for vector in published(asked, not_asked=not_asked)
    }


@pytest.mark.parametrize(
    ("item", "vectors"),
    [
        (PICK, {"pick": ["monday", "friday", "not_sure", "no_answer"]}),
        (HEARD, {"heard": ["yes", "no", "not_sure", "no_answer"]}),
        (MOOD, {"mood": ["1", "2", "3", "4", "5", "not_sure", "no_answer"]}),
        (
            HELP,
            {
                "help.tea": ["ticked", "not_ticked"],
                "help.talking": ["ticked", "not_ticked"],
                "help.music": ["ticked", "not_ticked"],
                "help.no_answer": ["answered", "no_answer"],
            },
        ),
        (LINE, {"line": ["wrote", "did_not"]}),
        (BYE, {}),
    ],
)
def test_each_type_publishes_its_categories(item: str, vectors: dict[str, list[str]]) -> None:
    """What a reader may learn is fixed by the question, before anybody answers."""
    assert cells(item) == vectors


def test_not_asked_is_a_category_only_where_it_can_happen() -> None:
    """An empty one would tell that everybody was asked."""
    assert cells(PICK, not_asked=True)["pick"][-2:] == ["no_answer", "not_asked"]
    assert cells(HELP, not_asked=True)["help.no_answer"] == ["answered", "no_answer", "not_asked"]
    assert cells(LINE, not_asked=True) == {"line": ["wrote", "did_not"]}


def test_an_item_of_a_survey_knows_whether_it_can_be_missed() -> None:
    """Nobody has to remember to ask."""
    asked = survey(PICK, "{id: b, type: yes_no, text: B?, show_if: {is: {pick: monday}}}")

    assert [category.value for category in published_in(asked, "b")[0].categories][
        -1
    ] == "not_asked"
    assert [category.value for category in published_in(asked, "pick")[0].categories][-1] == (
        "no_answer"
    )
    assert categorise_in(asked, "b", NOT_ASKED) == {"b": "not_asked"}
    assert categorise_in(asked, "pick", NOT_ASKED) == {"pick": "no_answer"}


@pytest.mark.parametrize(
    ("item", "answer", "category"),
    [
        (PICK, Chose(("friday",), "or Sunday"), {"pick": "friday"}),
        (PICK, SKIPPED, {"pick": "no_answer"}),
        (PICK, RATHER_NOT, {"pick": "no_answer"}),
        (HEARD, Chose(("not_sure",)), {"heard": "not_sure"}),
        (MOOD, Rated(4), {"mood": "4"}),
        (MOOD, Rated(None), {"mood": "not_sure"}),
        (MOOD, RATHER_NOT, {"mood": "no_answer"}),
        (
            HELP,
            Chose(("tea", "music")),
            {
                "help.tea": "ticked",
                "help.talking": "not_ticked",
                "help.music": "ticked",
                "help.no_answer": "answered",
            },
        ),
        (
            HELP,
            SKIPPED,
            {
                "help.tea": "not_ticked",
                "help.talking": "not_ticked",
                "help.music": "not_ticked",
                "help.no_answer": "no_answer",
            },
        ),
        (LINE, Wrote("Later bedtime"), {"line": "wrote"}),
        (LINE, RATHER_NOT, {"line": "did_not"}),
        (BYE, SKIPPED, {}),
    ],
)
def test_an_answer_falls_into_its_category(
    item: str, answer: Answer, category: dict[str, str]
) -> None:
    """The whole of what is counted, and nothing of what was written."""
    [asked] = survey(item, "{id: z, type: yes_no, text: Z?}").questions[:1]

    assert categorise(asked, answer) == category


@quick(60)
@given(st.data())
def test_everybody_is_in_exactly_one_category_of_every_vector(data: st.DataObject) -> None:
    """So n is one per round, and no remainder can be worked out from another question."""
    asked = data.draw(surveys())
    item = data.draw(st.sampled_from(asked.questions))
    vectors = published_in(asked, item.id)
    found = categorise_in(asked, item.id, data.draw(answers_to(item)))

    assert list(found) == [vector.key for vector in vectors]
    for vector in vectors:
        values = [category.value for category in vector.categories]
        assert values.count(found[vector.key]) == 1
        assert len(set(values)) == len(values) >= 2


@pytest.mark.parametrize("points", range(2, 12))
def test_a_scale_publishes_five_bins_at_most_and_loses_no_point(points: int) -> None:
    """Eleven cells among ten people would each be one person."""
    [item] = survey(f"{{id: a, type: scale, text: A?, points: {points}}}").questions
    bins = [categorise(item, Rated(point))["a"] for point in range(1, points + 1)]
    [vector] = published(item)

    assert list(dict.fromkeys(bins)) == [category.value for category in vector.categories][:-2]
    assert len(set(bins)) <= 5


@pytest.mark.parametrize("points", sorted(BINS))
def test_bins_are_symmetrical(points: int) -> None:
    """Neither end of a scale may look more crowded by how it was cut."""
    widths = [last - first + 1 for first, last in BINS[points]]

    assert widths == widths[::-1]
    assert list(chain(*(range(first, last + 1) for first, last in BINS[points]))) == list(
        range(1, points + 1)
    )


def labels(scale: str) -> list[str]:
    [item] = survey(f"{{id: a, type: scale, text: A?, {scale}}}").questions
    return [category.label["en"] for category in published(item)[0].categories]


def test_points_are_published_under_the_words_people_saw() -> None:
    """A 2 means nothing to whoever did not see the question."""
    assert labels("points: 3, labels: [Bad, OK, Good], not_sure: Can't say") == [
        "Bad", "OK", "Good", "Can't say", "No answer",
    ]  # fmt: skip
    assert labels("points: 3, labels: [Bad, Good]")[:3] == ["1 (Bad)", "2", "3 (Good)"]
    assert labels("points: 7, labels: [Bad, Good]")[:3] == ["1–2 (Bad)", "3–5", "6–7 (Good)"]
    assert labels("points: 6, labels: [A, B, C, D, E, F]")[:3] == ["A – B", "C – D", "E – F"]


@pytest.mark.parametrize(
    ("item", "answer"),
    [
        (PICK, Chose(("sunday",))),
        (PICK, Chose(("monday", "friday"))),
        (PICK, Chose(())),
        (PICK, Wrote("Monday")),
        (HELP, Chose(("cake",))),
        (HELP, Rated(1)),
        (HEARD, Chose(("maybe",))),
        (MOOD, Rated(6)),
        (MOOD, Rated(0)),
        (MOOD, Chose(("1",))),
        (LINE, Rated(1)),
    ],
)
def test_an_answer_to_another_question_is_a_bug_that_shows_no_words(
    item: str, answer: Answer
) -> None:
    """Counting it anywhere would be wrong, and the error may reach a log."""
    [asked] = survey(item, "{id: z, type: yes_no, text: Z?}").questions[:1]
    with pytest.raises(ValueError, match="cannot have this") as caught:
        categorise(asked, answer)

    assert "Monday" not in str(caught.value)


def test_a_label_is_there_in_every_language_of_the_question() -> None:
    """A report in Welsh must not stumble over our own words."""
    item = Scale(id="a", text={"en": "A?", "cy": "B?"})

    assert all(set(cell.label) == {"en", "cy"} for cell in published(item)[0].categories)
