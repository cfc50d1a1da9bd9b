"""A language that nobody speaks: every text of ours in brackets, so that all else shows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from string import Formatter
from typing import Any

import pytest

import bot.texts
from surveys.definitions import months, wording
from surveys.definitions.questions import Words
from surveys.definitions.survey import Survey
from surveys.flow import recalling

CODE = "xx"
_LISTS = {"day.weekdays", "day.months"}
"""Texts that are lists of words, each said by itself."""
_WRAPPED = re.compile(r"⟦[^⟦⟧]*⟧")
_CUT = re.compile(r"⟦[^⟦⟧\n]*…")
"""What was cut short has lost its other bracket."""
_LETTERS = re.compile(r"[^\W\d_]{2,}")


def wrapped(text: str) -> str:
    """Plain words of ours, in brackets."""
    return f"⟦{text}⟧" if re.search(r"[^\W\d_]", text) else text


def pseudo(text: str) -> str:
    """A text of a catalogue with brackets round its words; blanks stay outside them."""
    made = []
    for literal, name, _, _ in Formatter().parse(text):
        plain = literal.replace("{", "{{").replace("}", "}}")
        made.append("\n".join(map(wrapped, plain.split("\n"))))
        made.append("" if name is None else f"{{{name}}}")
    return "".join(made)


def speak(monkeypatch: pytest.MonkeyPatch) -> None:
    """Give the program a second language: a catalogue, and our words beside a survey's."""
    english = bot.texts._CATALOGUES[bot.texts.FALLBACK]
    texts = {
        key: " ".join(map(wrapped, text.split())) if key in _LISTS else pseudo(text)
        for key, text in english.items()
    }
    monkeypatch.setitem(bot.texts._CATALOGUES, CODE, texts)
    monkeypatch.setitem(months.MONTHS, CODE, tuple(map(wrapped, months.MONTHS["en"])))
    for words in (*wording.OURS.values(), months.TO, recalling._THAT):
        assert isinstance(words, dict)
        monkeypatch.setitem(words, CODE, wrapped(words["en"]))


def translated(survey: Survey) -> Survey:
    """The survey with every text of its author in the language too."""
    whole = _walk(survey.model_dump(mode="json"))
    return Survey.model_validate(whole | {"languages": [*survey.languages, CODE]})


def bare(text: str, known: Iterable[str] = ()) -> list[str]:
    """The words of a text that are neither in brackets nor known names."""
    text = text.replace("\u2060", "")
    while (shorter := _WRAPPED.sub(" ", text)) != text:
        text = shorter
    text = _CUT.sub(" ", text)
    for name in sorted(known, key=len, reverse=True):
        text = text.replace(name, " ")
    return _LETTERS.findall(text)


def _walk(node: Any) -> Any:
    if isinstance(node, Mapping):
        if node and all(isinstance(text, str) for text in node.values()) and "en" in node:
            words: Words = {**node, CODE: _kept_blanks(node["en"])}
            return words
        return {key: _walk(value) for key, value in node.items()}
    return [_walk(each) for each in node] if isinstance(node, list) else node


def _kept_blanks(text: str) -> str:
    """Brackets round what stands before, between and after recalled answers."""
    return "".join(
        part if part.startswith("{") else wrapped(part) for part in re.split(r"(\{\w+\})", text)
    )
