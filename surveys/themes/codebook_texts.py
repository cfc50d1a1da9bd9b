"""What may stand in a codebook: names, descriptions and ids, tidied and within their limits."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container

from surveys.themes.codebook import ThemeId

MOST_THEMES = 60
"""Most themes of an organisation's codebook: more than that, nobody keeps in mind."""
LONGEST_NAME = 40
"""Longest name that is typed in chat. Unit: characters."""
LONGEST_DESCRIPTION = 300
"""Longest description that is typed in chat. Unit: characters."""
LONGEST_ID = 40

_ID = re.compile(r"[a-z0-9_]{1,40}")
_TURNS_TEXT_AROUND = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


class CodebookMistake(Exception):
    """Something a codebook cannot hold: ``what`` it is, and the ``way_out``.

    Args:
        kind: One word that chat has a sentence for: ``name_empty``, ``name_long``,
            ``name_taken``, ``description_long``, ``strange``, ``full``, ``last``, ``gone``,
            ``same``, ``file``.
        where: Where in a file; empty in chat.
    """

    def __init__(self, kind: str, what: str, way_out: str, where: str = "") -> None:
        super().__init__(f"{where + ': ' if where else ''}{what}. {way_out}")
        self.kind, self.what, self.way_out, self.where = kind, what, way_out, where


def tidy_name(text: str, longest: int = LONGEST_NAME) -> str:
    """A name on one line.

    Raises:
        CodebookMistake: It is empty, too long, or holds a character that cannot be shown.
    """
    name = _on_one_line(text)
    if not any(char.isalnum() for char in name):
        raise CodebookMistake("name_empty", "a theme without a name", "Give it a few words.")
    if len(name) > longest:
        what = f'the name "{name[:longest]}…" is longer than {longest} characters'
        raise CodebookMistake("name_long", what, "Put the rest in its description.")
    return name


def tidy_description(text: str, longest: int = LONGEST_DESCRIPTION) -> str:
    """A description on one line; empty is allowed.

    Raises:
        CodebookMistake: It is too long, or holds a character that cannot be shown.
    """
    line = _on_one_line(text)
    if len(line) > longest:
        what = f'the description "{line[:40]}…" is longer than {longest} characters'
        raise CodebookMistake("description_long", what, "Keep what answers say most.")
    return line


def same_name(one: str, other: str) -> bool:
    """Whether two names are one to a reader: capitals aside."""
    return one.casefold() == other.casefold()


def is_id(text: str) -> bool:
    """Whether a text may be a theme's id as it is."""
    return _ID.fullmatch(text) is not None


def id_for(name: str, taken: Container[str] = ()) -> ThemeId:
    """An id made of a name: ``family_time``, and ``family_time_2`` where that is taken."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    letters = "".join(char for char in plain if not unicodedata.combining(char))
    slug = re.sub(r"[^a-z0-9]+", "_", letters.replace("'", "").replace("’", "")).strip("_")
    slug = slug[:LONGEST_ID].strip("_") or "theme"
    made, number = slug, 1
    while made in taken:
        number += 1
        made = f"{slug[: LONGEST_ID - 1 - len(str(number))].strip('_')}_{number}"
    return ThemeId(made)


def _on_one_line(text: str) -> str:
    line = unicodedata.normalize("NFC", " ".join(text.split()))
    for char in line:
        if char in _TURNS_TEXT_AROUND or unicodedata.category(char) in ("Cc", "Cs", "Cn"):
            what = f"a character that cannot be shown (U+{ord(char):04X})"
            raise CodebookMistake("strange", what, "Delete it.")
    return line
