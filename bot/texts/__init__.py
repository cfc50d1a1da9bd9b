"""What the bot says, by key and language. The words live in the .toml files beside this."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path
from string import Formatter

HERE = Path(__file__).parent
FALLBACK = "en"


def load() -> dict[str, Mapping[str, str]]:
    """Read every catalogue: one folder a language, keys dotted: ``refused.too_long``."""
    return {
        folder.name: {
            f"{group}.{key}": text
            for path in sorted(folder.glob("*.toml"))
            for group, texts in tomllib.loads(path.read_text("utf-8")).items()
            for key, text in texts.items()
        }
        for folder in HERE.iterdir()
        if folder.is_dir() and not folder.name.startswith("_")
    }


def blanks(text: str) -> set[str]:
    """Name the blanks in a text: ``{home}`` gives ``home``."""
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def fits(text: str, english: str) -> bool:
    """Whether a translation has words, and the blanks of the English text and no others."""
    try:
        return bool(text.strip()) and blanks(text) == blanks(english)
    except ValueError:  # a brace that is never closed
        return False


_WRITTEN = load()
_CATALOGUES = {
    language: {
        key: text for key, text in texts.items() if fits(text, _WRITTEN[FALLBACK].get(key, text))
    }
    for language, texts in _WRITTEN.items()
}
"""What can be said. A translation that does not fit is not among it: the English is said."""


def lacking(language: str) -> tuple[str, ...]:
    """Keys of the texts that are read in English in this language: nobody has translated them,
    or not so that they can be said."""
    there = _CATALOGUES.get(language, {})
    return tuple(key for key in _CATALOGUES[FALLBACK] if key not in there)


def say(key: str, language: str = FALLBACK, **blanks: object) -> str:
    """Return one text with its blanks filled.

    Raises:
        KeyError: No such key, or a blank has no value. Both are bugs in a caller, so tests
            meet them before a participant can.
    """
    text = _CATALOGUES.get(language, {}).get(key) or _CATALOGUES[FALLBACK][key]
    return text.format_map(blanks)


def languages() -> list[str]:
    """Every language there is a catalogue for."""
    return sorted(_CATALOGUES)
