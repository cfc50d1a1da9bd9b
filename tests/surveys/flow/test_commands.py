"""Words that mean the same everywhere."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveys.flow.commands import COMMAND_WORDS, command_in, folded, means_onward
from surveys.flow.replies import Paused, PreferredNot, Reply, Skipped, WentBack


@pytest.mark.parametrize(
    ("text", "reply"),
    [
        ("skip", Skipped()),
        ("Skip.", Skipped()),
        ("  SKIP IT! ", Skipped()),
        ("/skip", Skipped()),
        ("Back", WentBack()),
        ("go back…", WentBack()),
        ("STOP", Paused()),
        ("Rather not say", PreferredNot()),
        ("I'd rather not say.", PreferredNot()),
        ("I’d rather not", PreferredNot()),
    ],
)
def test_b2_a_command_counts_however_it_is_written(text: str, reply: Reply) -> None:
    """B2: somebody upset does not mind their capitals; the way out must work anyway."""
    assert command_in(text) == reply


@pytest.mark.parametrize("text", ["stop shouting at us", "skip school", "my back hurts", "", "?"])
def test_a_command_inside_a_sentence_is_a_sentence(text: str) -> None:
    """What somebody writes about stopping or going back is an answer, and must be kept."""
    assert command_in(text) is None


def test_tearing_up_is_never_read_out_of_one_typed_word() -> None:
    """What cannot be undone is asked for by name and confirmed, outside the engine."""
    assert command_in("withdraw") is None
    assert command_in("delete") is None
    assert {"withdraw", "delete", "help", "stop"} <= COMMAND_WORDS


def test_every_command_word_is_written_as_it_is_compared() -> None:
    """A word that folding would change could never be matched."""
    assert {folded(word) for word in COMMAND_WORDS} == COMMAND_WORDS


@pytest.mark.parametrize("text", ["ok", "Yes!", "NEXT", "start", "👉 next"])
def test_onward_is_understood(text: str) -> None:
    """A screen with one way on takes it typed, too."""
    assert means_onward(text)


def test_folding_keeps_what_is_nothing_but_signs() -> None:
    """An emoji can be a label; folding it away would make every emoji the same."""
    assert folded("🙂") == "🙂"
    assert folded("Ça va, TŶ!") == "ca va ty"
    assert folded("2️⃣") == "2"


@given(st.text(st.characters(codec="ascii")))
def test_plain_letters_are_folded_as_all_others_are(text: str) -> None:
    """They go a shorter way; an accent, which folding takes away, sends them the long one."""
    if any(sign.isalnum() for sign in text):
        assert folded(text) == folded(text + "\u0301")
