from __future__ import annotations

from surveys.sheets.book import Line
from surveys.sheets.tables import Row, table_of
from surveys.sheets.trees import choice_values, question_values, settings_values


def row(sheet: str, **texts: str) -> Row:
    lines = [Line(1, dict(enumerate(texts))), Line(2, dict(enumerate(texts.values())))]
    return table_of(sheet, lines, "en").rows[0]


def test_a_row_says_what_a_survey_file_would() -> None:
    """Truths as people write them, ranges as a list, texts by language."""
    made = question_values(
        row("survey", type="integer", name="n", label="N?", max="9", bins="0, 5", locked="x"), {}
    )

    assert made.faults == []
    assert {name: value for name, (_, value) in made.values.items()} == {
        "id": "n", "type": "number", "text": {"en": "N?"}, "max": "9", "bins": ["0", "5"],
        "locked": "true",
    }  # fmt: skip


def test_a_choice_and_the_settings_have_our_names() -> None:
    """form_id is the key, image the picture."""
    choice = choice_values(
        row("choices", list_name="l", name="a", label="A", image="bed", easy="E")
    )
    settings = settings_values(row("settings", form_id="k", form_title="T", version="2"))

    assert {name: value for name, (_, value) in choice.items()} == {
        "value": "a", "label": {"en": "A"}, "picture": "bed", "easy": {"en": "E"},
    }  # fmt: skip
    assert {name: value for name, (_, value) in settings.items()} == {
        "key": "k", "title": {"en": "T"}, "version": "2",
    }  # fmt: skip


def test_a_type_that_is_none_is_answered_with_the_nearest() -> None:
    """A slip in a word is the commonest of all."""
    (fault,) = question_values(row("survey", type="selct_one x", name="a"), {"x": []}).faults[:1]

    assert fault[1:] == ('there is no type "selct_one"', "Did you mean select_one?")
