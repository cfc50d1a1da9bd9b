"""The columns of the three sheets: XLSForm's where it has one, ours where it has none."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from surveys.definitions.shorthand import LANGUAGE_PATTERN

SURVEY, CHOICES, SETTINGS = "survey", "choices", "settings"

TYPES: Final[Mapping[str, str]] = {
    "select_one": "single_choice",
    "select_multiple": "several_choices",
    "rank": "ranking",
    "range": "scale",
    "integer": "number",
    "text": "short_text",
}
"""What XLSForm calls types of ours. Every other one has our own name in the sheet."""

QUESTION_TEXTS: Final[Mapping[str, str]] = {
    "label": "text", "easy": "easy", "hint": "help", "unit": "unit", "not_sure": "not_sure",
}  # fmt: skip
"""Columns of ``survey`` with a text in each language, and what a survey calls it."""
QUESTION_TRUTHS = ("sensitive", "safety", "locked", "faces")
QUESTION_VALUES = ("min", "max", "dots", "points", "max_length", "earliest", "latest")
QUESTION_OTHER = ("type", "name", "relevant", "bins", "appearance", "parameters", "required")

CHOICE_TEXTS: Final[Mapping[str, str]] = {"label": "label", "easy": "easy"}
CHOICE_TRUTHS = ("exclusive", "own_words")
CHOICE_VALUES: Final[Mapping[str, str]] = {"name": "value", "image": "picture"}
CHOICE_OTHER = ("list_name",)

SETTING_TEXTS: Final[Mapping[str, str]] = {
    "form_title": "title", "why": "why", "could_change": "could_change", "decides": "decides",
    "opening": "opening",
}  # fmt: skip
SETTING_VALUES: Final[Mapping[str, str]] = {
    "form_id": "key", "version": "version", "topic": "topic",
}  # fmt: skip
SETTING_OTHER = ("default_language",)

KNOWN: Final[Mapping[str, tuple[str, ...]]] = {
    SURVEY: (*QUESTION_OTHER, *QUESTION_TRUTHS, *QUESTION_VALUES),
    CHOICES: (*CHOICE_OTHER, *CHOICE_TRUTHS, *CHOICE_VALUES),
    SETTINGS: (*SETTING_OTHER, *SETTING_VALUES),
}
"""The columns of each sheet that have no language."""
TEXTS: Final[Mapping[str, Mapping[str, str]]] = {
    SURVEY: QUESTION_TEXTS, CHOICES: CHOICE_TEXTS, SETTINGS: SETTING_TEXTS,
}  # fmt: skip
"""The columns of each sheet that may have one."""

_NAMES: Final[Mapping[str, str]] = {
    "en": "English", "cy": "Cymraeg", "pl": "Polski", "ur": "اردو", "ar": "العربية",
    "uk": "Українська", "fr": "Français", "es": "Español", "ro": "Română", "so": "Soomaali",
}  # fmt: skip
_IN_BRACKETS = re.compile(r".*\(([^()]+)\)\s*")


def language_name(code: str) -> str:
    """A language as a header says it: ``English (en)``."""
    return f"{_NAMES.get(code, code)} ({code})"


def language_code(said: str) -> str:
    """The code of a language as a header or a setting says it; "" where there is none."""
    found = _IN_BRACKETS.fullmatch(said)
    code = (found[1] if found else said).strip()
    if re.fullmatch(LANGUAGE_PATTERN, code):
        return code
    named = {name.casefold(): each for each, name in _NAMES.items()}
    return named.get(code.casefold(), "")


def split_header(header: str) -> tuple[str, str]:
    """A header's column and language: ``label::English (en)`` → label, ``English (en)``.

    ``media::image`` is XLSForm's older name of ``image``.
    """
    name, _, rest = header.partition("::")
    name, rest = name.strip().casefold().replace(" ", "_"), rest.strip()
    if name == "media":
        name, _, rest = rest.partition("::")
        name = name.strip().casefold()
    return name, rest.strip().lstrip(":").strip()
