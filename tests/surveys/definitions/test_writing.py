from __future__ import annotations

from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from surveys.definitions.questions import Choice
from surveys.definitions.reading import read_survey
from surveys.definitions.soundness import faults
from surveys.definitions.source import strange_character
from surveys.definitions.survey import Survey
from surveys.definitions.topics import Topic
from surveys.definitions.writing import write_survey
from surveys.library import list_library, load_library
from tests.surveys.definitions.writing import HEAD, HELP, MOOD, PICK, survey
from tests.surveys.strategies import quick, surveys

AWKWARD = (
    "yes", "No", "null", "~", "1", "1.5", "0x1f", "2026-01-01", "12:30", "- a", "#1", "a: b",
    "a #b", "a:", "[a]", "{}", "'a'", '"a"', '\\n "', "> a", "| a", "?", "? a", "!a", "&a", "*a",
    "%a", "@a", "`a`", "a\nb", "a\n\nb", "a\n  b", "  a", "a  b", "=", "<<", "---", "...", "🙂 a",
    "a\u2028b", "a\u00a0b", "a\ufeffb", "a\uffffb", "\u200fa", "it's", "a, b", "word " * 40,
    "a  " + "word " * 40, "x" * 300, "Why? - because", "a\n- b\n# c", ",", "on", "e\u0301",
)  # fmt: skip
"""Texts that some writer of YAML gets wrong."""

texts = (st.sampled_from(AWKWARD) | st.text(max_size=30)).map(lambda text: text.strip() or "a")
readable = texts.filter(lambda text: strange_character(text) is None and not set(text) & set("{}"))


def again(made: Survey) -> Survey:
    return read_survey(write_survey(made))


@given(surveys())
@quick(40)
def test_what_is_written_is_read_as_the_same_survey(made: Survey) -> None:
    """An author who takes a file out and sends it back loses nothing: no type, rule or jump."""
    if not faults(made):
        assert again(made) == made


@given(readable, readable, readable, st.booleans())
@quick(25)
def test_every_text_comes_back_as_it_was(one: str, two: str, three: str, welsh: bool) -> None:
    """People write colons, quotes, dashes and "No"; YAML has its own ideas about each."""
    line = " ".join(two.split()) or "a"
    label = line[:20].strip()
    made = survey(
        "{id: mood, type: scale, text: T, easy: E, labels: [Bad, Good], not_sure: N}", PICK
    )
    languages: dict[str, Any] = {"languages": ("en", "cy")} if welsh else {}

    def words(text: str) -> dict[str, str]:
        return {"en": text, "cy": f"y {text}"} if welsh else {"en": text}

    mood = made.questions[0].model_copy(
        update={
            "text": words(one), "easy": words(three), "help": words(two),
            "labels": (words(label), words("Good")), "not_sure": words(label),
        }
    )  # fmt: skip
    pick = made.questions[1].model_copy(
        update={
            "text": words(three),
            "choices": (
                Choice(value="no", label=words(label), easy=words(label)),
                Choice(value="b", label=words("Not sure"), own_words=True),
            ),
        }
    )
    made = made.model_copy(
        update={
            **languages, "title": words(label), "why": words(one[:280].strip()),
            "could_change": words("c"), "decides": words("d"), "opening": words(three),
            "questions": (mood, pick),
        }
    )  # fmt: skip

    if not faults(made):
        assert again(made) == made


@pytest.mark.parametrize("key", [entry.key for entry in list_library()])
def test_a_library_round_goes_out_and_comes_back(key: str) -> None:
    """The first thing an author does is take one out and change a word."""
    made = load_library(key)

    assert again(made) == made
    assert max(map(len, write_survey(made).splitlines())) <= 99


@pytest.mark.parametrize("text", AWKWARD)
def test_any_reader_of_yaml_takes_a_text_for_a_text(text: str) -> None:
    """An author's editor must not show a No as a false."""
    text = " ".join(text.split())
    made = survey(MOOD).model_copy(update={"title": {"en": text}})

    assert yaml.safe_load(write_survey(made))["title"] == text


def test_a_survey_is_written_as_an_author_would() -> None:
    """Short forms, nothing that stands at its default, a blank line between questions."""
    made = survey(
        MOOD,
        HELP.replace("}", ", show_if: {is: {mood: '3'}}, max: 2}"),
        "{id: bye, type: note, text: 'Thanks: bye', then: [{to: end, when: {answered: mood}}]}",
        head=HEAD.replace("To hear how meetings go.", "|\n  One line.\n  Another."),
    ).model_copy(update={"topic": Topic.HOME})

    assert write_survey(made) == (
        "key: house-meeting\n"
        "title: House meeting\n"
        "why: |-\n"
        "  One line.\n"
        "  Another.\n"
        "could_change: when we meet\n"
        "decides: The manager\n"
        "topic: home\n"
        "\n"
        "questions:\n"
        "  - id: mood\n"
        "    type: scale\n"
        "    text: How was it?\n"
        "\n"
        "  - id: help\n"
        "    type: several_choices\n"
        "    text: What helps?\n"
        '    show_if: {is: {mood: "3"}}\n'
        "    choices: [Tea, Talking, Music]\n"
        "    max: 2\n"
        "\n"
        "  - id: bye\n"
        "    type: note\n"
        '    text: "Thanks: bye"\n'
        "    then:\n"
        "      - {to: end, when: {answered: mood}}\n"
    )
