from __future__ import annotations

import re

import pytest

from surveys.coaching.coach import LAST_WORDS, coach
from surveys.definitions.publishing import published_in
from surveys.definitions.questions import Note, Scale, WithChoices
from surveys.definitions.survey import Survey
from surveys.definitions.timing import minutes
from surveys.library import list_library, load_library

KEYS = [entry.key for entry in list_library()]
each = pytest.mark.parametrize("key", KEYS)


def wordings(survey: Survey) -> list[str]:
    """Everything a young person reads."""
    found = [survey.title, survey.why, survey.could_change, survey.opening or {}]
    for item in survey.questions:
        found += [item.text, item.easy or {}, item.help or {}]
        match item:
            case _ if isinstance(item, WithChoices):
                found += [choice.label for choice in item.choices]
            case Scale():
                found += item.labels
            case _:
                pass
    return [text for words in found for text in words.values()]


def test_seven_surveys_are_ready_to_send() -> None:
    """An Expert by Experience can open a round without writing anything."""
    assert KEYS == [
        "dream-big", "first-night", "food-honestly", "room-thats-yours", "something-not-right",
        "staff-training", "who-should-work-here",
    ]  # fmt: skip
    assert [entry.title for entry in list_library()] == [
        "Dream big", "Your first night", "Food, honestly", "A room that's yours",
        "If something's not right", "How did the training land?", "Who should work here",
    ]  # fmt: skip


@each
def test_a_survey_is_listed_under_its_own_key(key: str) -> None:
    """The name of the file is what people type."""
    assert load_library(key).key == key


def test_a_name_the_library_does_not_have_is_said() -> None:
    """A slip in a command; a path in it finds nothing either."""
    for key in ("food", "../definitions/questions", "food-honestly.yaml", ""):
        with pytest.raises(KeyError, match="the library has no survey"):
            load_library(key)


@each
def test_the_library_takes_its_own_advice(key: str) -> None:
    """Authors copy what they find here."""
    assert [str(advice) for advice in coach(load_library(key))] == []


@each
def test_a_survey_is_short(key: str) -> None:
    """Five to eight items and about three minutes."""
    survey = load_library(key)

    assert 5 <= len(survey.asked) <= 8
    assert minutes(survey.questions) == 3


@each
def test_every_item_has_easy_words_no_longer_than_the_others(key: str) -> None:
    """Easy words that say more are not easier."""
    for item in load_library(key).questions:
        assert item.easy is not None
        assert len(item.easy["en"]) <= len(item.text["en"]) + 15


@each
def test_the_last_item_points_to_help(key: str) -> None:
    """And promises no more than Need help? does: to show who there is."""
    last = load_library(key).questions[-1]

    assert isinstance(last, Note)
    assert last.text["en"].startswith(LAST_WORDS)
    assert "Need help?" in last.text["en"]
    assert not re.search(r"\b(will|call you|contact|get in touch)\b", last.text["en"])


@each
def test_the_words_are_kind_and_plain(key: str) -> None:
    """The voice: no stigma words, no shouting, nothing about people who can be named."""
    banned = r"!|\b(invalid|error|please note|user|placement|unit|LAC|contact|case|why)\b"

    assert [text for text in wordings(load_library(key)) if re.search(banned, text, re.I)] == []


@each
def test_every_sentence_has_fifteen_words_at_most(key: str) -> None:
    """Counted here without the checker, so that neither can be wrong alone."""
    for text in wordings(load_library(key)):
        for sentence in re.split(r"[.?!…:\n]", text):
            assert len(sentence.split()) <= 15, sentence


@each
def test_every_question_can_be_counted(key: str) -> None:
    """Five categories that mean something, and what stands for none: six people fill no more."""
    survey = load_library(key)
    for question in survey.asked:
        for vector in published_in(survey, question.id):
            answers = [category for category in vector.categories if category.kind == "answer"]
            assert 1 <= len(answers) <= 6
