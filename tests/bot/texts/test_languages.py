"""Every language has the same texts with the same blanks, whatever folders there are."""

from __future__ import annotations

from pathlib import Path
from string import Formatter

import pytest

from bot.texts import FALLBACK, HERE
from tests.bot.texts.catalogues import Catalogue, read


def slips(catalogues: dict[str, Catalogue]) -> list[str]:
    """What differs from the English catalogue: a line for each slip."""
    found = []
    first = catalogues[FALLBACK]
    for language, catalogue in catalogues.items():
        found += [f"{language}: {key} is missing" for key in first.keys() - catalogue.keys()]
        found += [f"{language}: {key} is in no other" for key in catalogue.keys() - first.keys()]
        for key in catalogue.keys() & first.keys():
            there, here = blanks(first[key]), blanks(catalogue[key])
            if there != here:
                found.append(f"{language}: {key} has the blanks {here}, not {there}")
            if not catalogue[key].strip():
                found.append(f"{language}: {key} is empty")
    return sorted(found)


def blanks(text: str) -> list[str] | str:
    """The blanks of a text, each as often as it stands there, or what is wrong with its braces."""
    try:
        parts = [(name, form) for _, name, form, _ in Formatter().parse(text) if name is not None]
    except ValueError as slip:
        return str(slip)
    if any(form or not name.isidentifier() for name, form in parts):
        return "a blank that is no name"
    return sorted(name for name, _ in parts)


def test_every_language_there_is_has_the_same_texts_and_blanks() -> None:
    """A translator who drops a blank would drop a date from a promise."""
    assert slips(read()) == []


TRANSLATED = {
    "one.toml": '[ask]\nhead = "{number} o {count}"\nsaved = "Wedi cadw."\n',
    "two.toml": '[card]\nlater = "Iawn. {closes}"\n',
}
SLIPS = {
    "a text left out": ({"two.toml": "[card]\n"}, "cy: card.later is missing"),
    "a text too many": (
        {"two.toml": '[card]\nlater = "Iawn. {closes}"\nnever = "Na."\n'},
        "cy: card.never is in no other",
    ),
    "a blank dropped": (
        {"two.toml": '[card]\nlater = "Iawn."\n'},
        "cy: card.later has the blanks [], not ['closes']",
    ),
    "a blank translated": (
        {"two.toml": '[card]\nlater = "Iawn. {cau}"\n'},
        "cy: card.later has the blanks ['cau'], not ['closes']",
    ),
    "a brace lost": (
        {"two.toml": '[card]\nlater = "Iawn. {closes"\n'},
        "cy: card.later has the blanks expected '}' before end of string, not ['closes']",
    ),
    "an empty text": (
        {"one.toml": '[ask]\nhead = "{number} o {count}"\nsaved = " "\n'},
        "cy: ask.saved is empty",
    ),
}


def write(root: Path, changed: dict[str, str] | None = None) -> dict[str, Catalogue]:
    """English and a made-up second language, in a folder of their own."""
    english = {
        "one.toml": '[ask]\nhead = "{number} of {count}"\nsaved = "Saved."\n',
        "two.toml": '[card]\nlater = "OK. {closes}"\n',
    }
    for language, files in (("en", english), ("cy", {**TRANSLATED, **(changed or {})})):
        (root / language).mkdir(parents=True)
        for name, text in files.items():
            (root / language / name).write_text(text, "utf-8")
    (root / "__pycache__").mkdir()
    return read(root)


def test_a_second_language_that_fits_is_taken(tmp_path: Path) -> None:
    """Order and files are the translator's; texts and blanks are not."""
    assert slips(write(tmp_path)) == []


@pytest.mark.parametrize("slip", SLIPS)
def test_a_second_language_that_does_not_fit_is_named(tmp_path: Path, slip: str) -> None:
    """The slip is named by language and text, so that it can be mended."""
    changed, said = SLIPS[slip]

    assert slips(write(tmp_path, changed)) == [said]


def test_every_folder_of_texts_is_looked_at() -> None:
    """A new language is tested from the day it is there."""
    folders = {f.name for f in HERE.iterdir() if f.is_dir() and not f.name.startswith("_")}

    assert set(read()) == folders
