"""Languages: what is not translated is said in English, and the doctor says how much that is."""

from __future__ import annotations

import pytest

import bot.texts
from bot.doctor.findings import Level
from bot.doctor.speaking import speaking
from bot.texts import fits, lacking, say
from surveys.definitions import own_words


def begin_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """A language of which one text is there."""
    monkeypatch.setitem(bot.texts._CATALOGUES, "xx", {"ask.saved": "⟦Saved.⟧"})


def test_a_text_that_nobody_has_translated_is_said_in_english(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A translator can begin with the texts that matter most."""
    begin_one(monkeypatch)

    assert say("ask.saved", "xx") == "⟦Saved.⟧"
    assert say("ask.several", "xx") == say("ask.several")


@pytest.mark.parametrize("text", ["", " ", "no blank", "{other}", "{closes} {more}", "{closes"])
def test_a_translation_with_other_blanks_cannot_be_said(text: str) -> None:
    """A date that is dropped from a promise is worse than English."""
    assert fits("Tan {closes}", "Until {closes}")
    assert not fits(text, "Until {closes}")


def test_the_doctor_says_how_much_a_language_lacks(monkeypatch: pytest.MonkeyPatch) -> None:
    """An administrator who switched a language on sees that it is half of one."""
    assert [one.level for one in speaking()] == [Level.OK]
    begin_one(monkeypatch)
    [found] = speaking()

    assert found.level is Level.WARN
    assert "ask.saved" not in lacking("xx")
    assert f"xx lacks {len(lacking('xx')) + len(own_words.lacking('xx'))} texts" in found.said
