from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from datetime import date
from random import Random
from typing import Any

import pytest
from hypothesis import given

from surveys.definitions.mistakes import SurveyMistake
from surveys.definitions.questions import DateQuestion, LongText, Scale, SeveralChoices
from surveys.definitions.rules import Is
from surveys.sheets.reading import read_sheet
from tests.surveys.sheets.books import (
    CHOICES,
    SETTINGS,
    SURVEY,
    Rows,
    book,
    mistakes,
    packed,
    parts,
)
from tests.surveys.strategies import lucks, quick

HEAD = ("type", "name", "label")


def rows(*given: Sequence[Any]) -> Rows:
    return given


def test_a_form_as_xlsform_has_it_is_a_survey() -> None:
    """Types, lists, hints, languages and relevance by their usual names; empty rows between."""
    made = read_sheet(
        book(
            survey=rows(
                ("type", "name", "label::English (en)", "label::Cymraeg (cy)",
                 "hint::English (en)", "hint::Cymraeg (cy)", "relevant", "appearance",
                 "parameters", "max"),
                ("select_multiple things", "help", "What helps?", "Beth?", "Any", "Un", None, None,
                 None, 2),
                (None,) * 10,
                ("text", "why", "Say more", "Mwy", None, None, "selected(${help}, 'tea')",
                 "multiline", None, None),
                ("range", "mood", "How?", "Sut?", None, None, None, None, "start=1 end=7 step=1",
                 None),
                ("date", "day", "When?", "Pryd?", None, None, None, None, None, None),
            )[:-1],
            choices=rows(
                ("list_name", "name", "label::English (en)", "label::Cymraeg (cy)", "exclusive"),
                ("things", "tea", "Tea", "Te", None),
                ("things", "talk", "Talking", "Siarad", None),
                ("things", "none", "None of these", "Dim", "yes"),
                ("other", "x", "Not used", "Dim", None),
            ),
            settings=rows(
                ("form_title::English (en)", "form_title::Cymraeg (cy)", "form_id", "version",
                 "default_language", "why::en", "why::cy", "could_change::en", "could_change::cy",
                 "decides::en", "decides::cy", "topic"),
                ("Evenings", "Nosweithiau", "evenings", 2, "English (en)", "W", "W", "C", "C", "D",
                 "D", "home"),
            ),
        )
    )  # fmt: skip
    several, long, mood = made.questions

    assert (made.key, made.version, made.languages, made.topic) == (
        "evenings",
        2,
        ("en", "cy"),
        "home",
    )
    assert isinstance(several, SeveralChoices)
    assert (several.max, several.help) == (2, {"en": "Any", "cy": "Un"})
    assert [choice.exclusive for choice in several.choices] == [False, False, True]
    assert isinstance(long, LongText)
    assert long.show_if == Is.model_validate({"is": {"help": "tea"}})
    assert isinstance(mood, Scale)
    assert mood.points == 7


def test_a_day_is_read_however_the_spreadsheet_keeps_it() -> None:
    """As a text, or as a count of days."""
    head = (*HEAD, "earliest", "latest")
    made = read_sheet(
        book(survey=rows(head, ("date", "day", "When?", date(2026, 1, 1), "2026-12-31")))
    )
    asked = made.questions[0]

    assert isinstance(asked, DateQuestion)
    assert (asked.earliest, asked.latest) == (date(2026, 1, 1), date(2026, 12, 31))


TEXT = ("text", "line", "What would you change?")


@pytest.mark.parametrize(
    ("given", "place", "what"),
    [
        ({"survey": rows(HEAD, ("selct_one days", "day", "Which?"), TEXT)},
         'sheet "survey", row 2, column A (type)', 'there is no type "selct_one"'),
        ({"survey": rows(HEAD, TEXT, ("select_one weeks", "day", "Which?"))},
         'sheet "survey", row 3, column A (type)', '"weeks"'),
        ({"survey": rows(HEAD, TEXT, ("text", "line", "Again"))},
         'sheet "survey", row 3, column B (name)', '"line" is question 1\'s already'),
        ({"survey": rows((*HEAD, "calculation"), (*TEXT, "1+1"))},
         'sheet "survey", row 1, column D', 'no column "calculation"'),
        ({"survey": rows((*HEAD, "relevant"), TEXT, ("text", "b", "B", "${line} ~ 3"))},
         'sheet "survey", row 3, column D (relevant)', '"~ 3" is not understood'),
        ({"survey": rows((*HEAD, "relevant"), TEXT, ("text", "b", "B", "${line} = 'x'"))},
         'sheet "survey", row 3, column D (relevant) ("b")', "no choices to compare with"),
        ({"survey": rows((*HEAD, "required"), (*TEXT, "yes"))},
         'sheet "survey", row 2, column D (required)', "every question can be skipped"),
        ({"survey": rows((*HEAD, "label::nowhere"), (*TEXT, "x"))},
         'sheet "survey", row 1, column D', "names no language"),
        ({"survey": rows((*HEAD, "label"), (*TEXT, "x"))},
         'sheet "survey", row 1, column D', "column C over again"),
        ({"survey": rows((*HEAD, None), (*TEXT, "x"))},
         'sheet "survey", row 2, column D', "no header over it"),
        ({"survey": rows((*HEAD, "sensitive"), (*TEXT, "perhaps"))},
         'sheet "survey", row 2, column D (sensitive)', 'sensitive is "perhaps"'),
        ({"survey": rows((*HEAD, "max"), ("integer", "n", "How many?", "lots"))},
         'sheet "survey", row 2, column D (max)', '"lots", which is not a whole number'),
        ({"survey": rows((*HEAD, "appearance"), (*TEXT, "likert"))},
         'sheet "survey", row 2, column D (appearance)', 'no appearance "likert"'),
        ({"survey": rows((*HEAD, "parameters"), ("range", "n", "How?", "start=0 end=10"))},
         'sheet "survey", row 2, column D (parameters)', "start=0 end=10"),
        ({"survey": rows(HEAD, ("text", "line", "=1+1"))},
         'sheet "survey", row 2, column C (label)', "a formula stands there"),
        ({"survey": rows(HEAD, ("text", "line", "a\u202eb"))},
         'sheet "survey", row 2, column C (label)', "U+202E"),
        ({"choices": rows(CHOICES[0], *CHOICES[1:], ("days", "Not sure!", "Not sure"))},
         'sheet "choices", row 4, column B (name)', '"Not sure!"'),
        ({"choices": rows(CHOICES[0], *CHOICES[1:], ("days", "monday", "Monday"))},
         'sheet "choices", row 4, column B (name)', "choice 1's already"),
        ({"settings": rows(SETTINGS[0], ("E", "even ings", "W", "C", "D"))},
         'sheet "settings", row 2, column B (form_id)', '"even ings"'),
        ({"settings": rows((*SETTINGS[0], "default_language"), (*SETTINGS[1], "Klingon"))},
         'sheet "settings", row 2, column F (default_language)', '"Klingon" is no language'),
        ({"settings": rows(SETTINGS[0], SETTINGS[1], SETTINGS[1])},
         'sheet "settings", row 3', "a second row"),
        ({"settings": rows(SETTINGS[0][:3], SETTINGS[1][:3])},
         'sheet "settings", row 1', "the survey has no could_change"),
        ({"survey": rows(HEAD)}, 'sheet "survey", row 1', "the questions are 0"),
        ({"survey": rows(HEAD, ("range ends", "m", "How?")),
          "choices": rows(CHOICES[0], ("ends", "1", "Bad"), ("ends", "4", "Good"))},
         'sheet "choices", row 2, column B (name)', "not for the two ends"),
        ({"survey": rows(HEAD, ("range ends", "m", "How?")),
          "choices": rows(CHOICES[0], ("ends", "bad", "Bad"), ("ends", "5", "Good"))},
         'sheet "choices", row 2, column B (name)', '"bad" is no point'),
    ],
)  # fmt: skip
def test_a_mistake_names_sheet_row_column_and_value(
    given: dict[str, Rows], place: str, what: str
) -> None:
    """Whoever made the sheet finds the cell at once, and is told the way out."""
    found = mistakes(book(**given))

    assert any(each.place.startswith(place) and what in each.what for each in found), found
    assert all(each.way_out for each in found)


def test_every_mistake_is_said_at_once() -> None:
    """Nobody sends a file ten times to learn of ten slips."""
    survey = rows((*HEAD, "min", "nonsense"), ("select_one x", "Day!", None, "a", "b"), ("?", "b"))
    found = mistakes(book(survey=survey))

    assert {each.line for each in found} >= {1, 2}


def test_what_is_no_spreadsheet_is_a_mistake_of_the_file() -> None:
    """A photo, a page, a bomb: one line, no trace."""
    (found,) = mistakes(b"GIF89a")

    assert str(found).startswith("the file: this is no .xlsx file")


def test_the_usual_sheet_is_sound() -> None:
    """What the other tests change one thing of."""
    assert mistakes(book(SURVEY, CHOICES, SETTINGS)) == ()


WHOLE = book()
SPOILING = (b"", b"<c/>", b"999999999999", b'" r="ZZZ99', b"-1", b"&#0;", b"1e999", b"\xff\xfe")


@given(lucks())
@quick(12)
def test_whatever_is_done_to_a_file_it_is_a_survey_or_a_mistake(luck: Random) -> None:
    """Bytes of the archive turned, cut off, or text of its parts spoilt: never a fault."""
    if luck.random() < 0.4:
        spoilt = bytearray(WHOLE)
        for _ in range(luck.randrange(1, 12)):
            spoilt[luck.randrange(len(spoilt))] = luck.randrange(256)
        data = bytes(spoilt[: luck.randrange(len(spoilt)) if luck.random() < 0.2 else None])
    else:
        files = parts(WHOLE)
        name = luck.choice([each for each in files if "sheet" in each or "workbook" in each])
        spoilt = bytearray(files[name])
        for _ in range(luck.randrange(1, 6)):
            at = luck.randrange(len(spoilt))
            spoilt[at : at + luck.randrange(1, 30)] = luck.choice(SPOILING)
        data = packed(files | {name: bytes(spoilt)})

    with suppress(SurveyMistake):
        assert read_sheet(data).questions
