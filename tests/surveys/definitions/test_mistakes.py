from __future__ import annotations

from surveys.definitions.mistakes import Mistake, SurveyMistake, shown


def test_a_mistake_says_line_question_thing_and_way_out() -> None:
    """An author needs all four to put it right."""
    mistake = Mistake(12, "heard", 'choice value "very good" has a space', "Use very_good.", 3)

    assert str(mistake) == (
        'line 12, question 3 ("heard"): choice value "very good" has a space. Use very_good.'
    )


def test_all_mistakes_are_listed_under_the_files_name() -> None:
    """One run should be enough to see everything that is wrong."""
    found = SurveyMistake("food", (Mistake(1, None, "a", "b."), Mistake(2, None, "c", "d.")))

    assert str(found) == 'survey "food": 2 things to put right\n  line 1: a. b.\n  line 2: c. d.'


def test_one_mistake_is_one_thing() -> None:
    """It is read by people."""
    assert str(SurveyMistake("x", (Mistake(1, None, "a", "b."),))).startswith(
        'survey "x": 1 thing to put right'
    )


def test_a_flood_of_mistakes_is_cut() -> None:
    """A file in the wrong form would fill the screen with one cause."""
    found = SurveyMistake("x", tuple(Mistake(n, None, "a", "b.") for n in range(1, 61)))

    assert len(found.mistakes) == 60
    assert str(found).splitlines()[-1] == "  … and 10 more"


def test_an_authors_long_words_are_cut_when_quoted() -> None:
    """A message must stay readable whatever is in the file."""
    assert shown("one\n two") == '"one two"'
    assert shown("x" * 50) == f'"{"x" * 39}…"'
