from __future__ import annotations

import re

import pytest

from surveys.coaching.coach import LAST_WORDS, coach
from surveys.definitions.publishing import published_in
from surveys.definitions.questions import Note, Scale, WithChoices
from surveys.definitions.survey import Survey
from surveys.definitions.timing import minutes
from surveys.library import (
    LibraryEntry,
    library_keys,
    list_library,
    list_shelf,
    load_library,
    search_library,
    wave_after,
)
from surveys.protection.odds import LIKELY, UNLIKELY, odds

KEYS = sorted(library_keys())
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


def test_ten_rounds_and_the_house_talk_are_ready() -> None:
    """An Expert by Experience can open a round without writing anything."""
    assert [(entry.key, entry.title) for entry in list_shelf()] == [
        ("do-you-agree", "Do you agree?"),
        ("dream-big", "Dream big"),
        ("first-night", "Your first night"),
        ("food-honestly", "Food, honestly"),
        ("room-thats-yours", "A room that's yours"),
        ("something-not-right", "If something's not right"),
        ("staff-training", "Staff training: before"),
        ("what-first", "What should change first?"),
        ("what-next", "What should we ask next?"),
        ("who-should-work-here", "Who should work here"),
        ("house-talk", "House talk"),
    ]
    assert list_shelf()[:-1] == list_library()


def test_each_says_how_to_ask_it_of_how_many_why_and_when() -> None:
    """Whoever chooses one knows what it takes before they begin."""
    for entry in list_shelf():
        said = (entry.why, entry.when, entry.could_change, entry.decides)

        assert entry.ways
        assert all(said)
        assert entry.topic is not None
        for text in said:
            assert len(text.split()) <= 15, text
            assert len(re.findall(r"[.?]", text)) <= 1, text


@pytest.mark.parametrize("entry", list_library(), ids=lambda entry: entry.key)
def test_the_smallest_audience_is_one_that_probably_hears_something(entry: LibraryEntry) -> None:
    """A round that is stated for six people would end in nothing; a tender one needs more."""
    survey = load_library(entry.key)
    tender = sum(question.sensitive for question in survey.asked) > 1

    assert odds(entry.smallest) >= (LIKELY if tender else UNLIKELY)
    assert odds(entry.smallest) >= 0.5


def test_shared_questions_are_locked() -> None:
    """What is compared over time is word for word the same, whoever sends the round."""
    assert all(entry.locked for entry in list_library())
    for entry in list_library():
        for key in entry.waves:
            for name in set(entry.locked) & {each.id for each in load_library(key).asked}:
                assert load_library(key).item(name) == load_library(entry.key).item(name)


def test_a_training_is_followed_by_three_linked_rounds() -> None:
    """Before, just after, 30 days on: at least four questions stay, and each has its own."""
    assert wave_after("staff-training") == "staff-training-after"
    assert wave_after("staff-training-after") == "staff-training-30-days"
    assert wave_after("staff-training-30-days") is None
    assert wave_after("food-honestly") is None

    waves = [load_library(key) for key in KEYS if key.startswith("staff-training")]
    shared = set.intersection(*({each.id for each in wave.asked if each.locked} for wave in waves))
    assert shared == {"sure", "words", "time", "in_the_way"}
    assert all({each.id for each in wave.asked} - shared for wave in waves)


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("room", "room-thats-yours"), ("Bedrooms", "room-thats-yours"),
        ("meals", "food-honestly"), ("foood", "food-honestly"), ("dreams", "dream-big"),
        ("interveiw", "who-should-work-here"), ("recruitment", "who-should-work-here"),
        ("complain", "something-not-right"), ("complaints", "something-not-right"),
        ("moving in", "first-night"), ("training", "staff-training"),
        ("30 days", "staff-training"), ("house talk", "house-talk"), ("money", "dream-big"),
        ("a round about food", "food-honestly"), ("xylophone", None),
    ],
)  # fmt: skip
def test_rounds_are_found_by_what_they_are_about(words: str, first: str | None) -> None:
    """People type what comes to mind, in a hurry."""
    found = search_library(words)

    assert (found[0].key if found else None) == first


def test_a_search_for_nothing_finds_everything() -> None:
    """The list is the way out of a search."""
    assert search_library("  ") == search_library("the") == list_shelf()


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
    """Five to eight items, the offer of help among them, and about three minutes."""
    survey = load_library(key)

    assert 5 <= len(survey.questions) <= 8
    assert minutes(survey.questions) == 3 or key.startswith("staff-training")
    assert 2 <= minutes(survey.questions) <= 3


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
