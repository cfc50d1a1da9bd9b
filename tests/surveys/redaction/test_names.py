"""Names that no roster holds."""

from __future__ import annotations

import pytest

from surveys.redaction.redactor import redact
from surveys.redaction.roster import Roster
from tests.surveys.redaction.test_numbers import found


@pytest.mark.parametrize(
    "text",
    [
        "my key worker {} never has time",
        "{} said no",
        "me and {} cooked",
        "new lad called {} came",
        "{}'s room is bigger",
        "ask {}",
    ],
)
@pytest.mark.parametrize("name", ["darren", "folasade", "tadhg", "zelkorin"])
def test_r3_a_name_is_found_by_its_list_or_by_the_words_around_it(text: str, name: str) -> None:
    """A name on no list ("zelkorin") stands where names stand."""
    first = redact(text.format(name), Roster()).spans[0]

    assert first.label == "PERSON"
    assert text.format(name)[first.start : first.end].startswith(name)


@pytest.mark.parametrize(
    "text",
    [
        "i may go",
        "i hope so",
        "will you come",
        "mark my words",
        "the grace period",
        "summer holidays",
        "have patience with us",
        "the river is nice",
        "harry potter books",
        "romeo and juliet",
        "my social worker never comes",
        "jesus christ its freezing",
    ],
)
def test_r5_words_that_are_names_elsewhere_stay(text: str) -> None:
    """Hiding ordinary words takes the voice away."""
    assert [each for each in found(text) if each[2] == "hidden"] == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("hi its bex again", "bex"),
        ("ask for smudge", "smudge"),
        ("big up tank and the rest", "tank"),
        ("they call mo names", "mo"),
        ("ivy self harms", "ivy"),
        ("im friends wiv ash", "ash"),
        ("i hate nick", "nick"),
        ("miss u summer", "summer"),
        ("paddy boy is me brother", "paddy boy"),
    ],
)
def test_r3_a_name_that_is_a_word_is_at_least_asked_about(text: str, name: str) -> None:
    """What stands beside people says that a word is somebody."""
    assert [(piece, label) for piece, label, _ in found(text)] == [(name, "PERSON")]


def test_a_title_and_a_family_name_belong_to_the_name() -> None:
    """Half a name is enough to know somebody."""
    assert redact("told mrs. entwistle", Roster()).redacted == "told [a name]"
    assert redact("ngozi okonkwo helps", Roster()).redacted == "[a name] helps"
    assert redact("paddy connors came", Roster()).redacted == "[a name] came"
