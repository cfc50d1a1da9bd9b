from __future__ import annotations

import pytest

from surveys.definitions.questions import MAX_RECALL
from surveys.definitions.texts import MAX_PROMPT, units, untranslated
from tests.surveys.definitions.writing import HEAD, LINE, MOOD, file, mistakes, survey

TWO = """\
key: a
languages: [en, cy]
title: {en: A, cy: B}
why: {en: A, cy: B}
could_change: {en: A, cy: B}
decides: {en: A, cy: B}
"""


def said(text: str) -> list[str]:
    return [mistake.what for mistake in mistakes(text)]


def test_a_survey_in_two_languages_has_its_main_one_everywhere() -> None:
    """What is not translated yet is read in the main language; nothing is read in none."""
    whole = "{id: a, type: yes_no, text: {en: A?, cy: B?}, help: {en: A, cy: B}}"
    part = "{id: a, type: yes_no, text: {en: A?, cy: B?}, help: {en: A}}"
    plain = "{id: a, type: scale, text: {en: A?, cy: B?}, labels: [{en: A, cy: B}, Good]}"

    assert said(file(whole, head=TWO)) == []
    assert said(file(part, head=TWO)) == []
    assert said(file(part.replace("help: {en", "help: {cy"), head=TWO)) == [
        "the help is missing in en"
    ]
    assert said(file(plain, head=TWO)) == []


def test_what_a_survey_lacks_in_its_other_languages_is_named() -> None:
    """A translator is shown each text that whoever chose the language would read in English."""
    part = "{id: a, type: yes_no, text: {en: A?, cy: B?}, help: {en: A}}"

    assert [fault.what for fault in untranslated(survey(part, head=TWO))] == [
        "the help is missing in cy"
    ]
    assert untranslated(survey(MOOD)) == ()


def test_a_language_that_is_not_listed_is_a_mistake() -> None:
    """A text nobody can be shown is a slip, most often an unquoted brace."""
    [mistake] = mistakes(file("{id: a, type: yes_no, text: {en: A?, fr: B?}}"))

    assert mistake.what == 'the text has a language "fr" that the survey does not list'


@pytest.mark.parametrize("codes", ["[english]", "[en, en]", "[EN]", "['']"])
def test_languages_are_codes_and_each_is_there_once(codes: str) -> None:
    """The chat offers them by code."""
    head = TWO.replace("[en, cy]", codes)

    assert any("language" in what for what in said(file(MOOD, head=head)))


@pytest.mark.parametrize(
    ("item", "what"),
    [
        ("{id: a, type: yes_no, text: %s}", "the text is 601 characters long; the most is 600"),
        ("{id: a, type: yes_no, text: A?, easy: %s}", "the easy is 601 characters long"),
        ("{id: a, type: yes_no, text: A?, help: %s}", "the help is 601 characters long"),
        (
            "{id: a, type: single_choice, text: A?, choices: [B, {value: c, label: %s}]}",
            "the label is 601 characters long; the most is 60",
        ),
        ("{id: a, type: scale, text: A?, labels: [B, %s]}", "the label is 601 characters long"),
        ("{id: a, type: scale, text: A?, not_sure: %s}", "the not_sure is 601 characters long"),
    ],
)
def test_b4_a_text_too_long_for_its_place_is_refused(item: str, what: str) -> None:
    """Telegram cuts a long button and refuses a long message: at a young person, too late."""
    assert [found.startswith(what) for found in said(file(item % ("a" * 601)))] == [True]


def test_length_is_counted_as_telegram_counts() -> None:
    """An emoji is two of Telegram's units, so 301 of them do not fit 600."""
    assert units("a🙂") == 3
    assert said(file(f"{{id: a, type: yes_no, text: {'🙂' * 300}}}")) == []
    assert said(file(f"{{id: a, type: yes_no, text: {'🙂' * 301}}}")) == [
        "the text is 602 characters long; the most is 600"
    ]


def test_an_empty_text_is_a_mistake() -> None:
    """Telegram refuses an empty message, and an empty button cannot be pressed."""
    assert said(file("{id: a, type: yes_no, text: }")) == ["the text is empty"]
    assert said(file("{id: a, type: yes_no, text: A?, easy: '  '}")) == ["the easy is empty"]


def test_a_label_is_one_line() -> None:
    """A button shows one."""
    assert said(file('{id: a, type: single_choice, text: A?, choices: [B, "C\\nd"]}')) == [
        "the label has two lines"
    ]


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("'You said {line}. What next?'", []),
        ("'You said {nothing}.'", ["{nothing} is not an earlier question"]),
        ("'You said {a}.'", ["{a} is not an earlier question"]),
        ("'You said {line'", ['a brace that is not around a question\'s id, in "You said {line"']),
        ("'{{line}}'", ['a brace that is not around a question\'s id, in "{{line}}"']),
        ("'{} or { line }'", ['a brace that is not around a question\'s id, in "{} or { line }"']),
    ],
)
def test_b4_braces_put_in_an_earlier_answer_or_are_refused(text: str, what: list[str]) -> None:
    """A brace that recalls nothing would be shown to a young person as it stands."""
    assert said(file(LINE, f"{{id: a, type: yes_no, text: {text}}}")) == what


def test_a_note_cannot_be_recalled() -> None:
    """It has no answer."""
    note, after = "{id: n, type: note, text: Hi}", "{id: a, type: yes_no, text: 'So {n}?'}"

    assert said(file(note, after)) == ["{n} is not an earlier question"]


def test_braces_stand_in_questions_only() -> None:
    """The title and the buttons are shown where there is no answer yet."""
    head = HEAD.replace("House meeting", "'{line}'")

    assert said(file(LINE, head=head)) == ['a brace in "{line}"']


def test_b4_a_prompt_fits_a_message_with_the_longest_answers_put_in() -> None:
    """Telegram would refuse the message only for somebody who wrote a lot."""
    recalls = "{line} " * (MAX_PROMPT // (2 * MAX_RECALL) + 1)
    [mistake] = mistakes(file(LINE, f"{{id: a, type: yes_no, text: '{recalls}'}}"))

    assert "it can get" in mistake.what


def test_the_largest_question_still_fits_a_message() -> None:
    """Every text at its limit, twenty choices and one recall: within 4,096 with room to spare."""
    choices = ", ".join(f"{{value: c{at}, label: {'l' * 60}}}" for at in range(20))
    item = (
        f"{{id: a, type: single_choice, text: '{'t' * 593} {{line}}', easy: {'e' * 600},"
        f" help: {'h' * 600}, choices: [{choices}]}}"
    )

    assert len(survey(LINE, item).questions) == 2
