"""A text as words, each with what is needed to judge it."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from surveys.redaction.spans import PLACEHOLDER

WORD = re.compile(PLACEHOLDER.pattern + r"|[\w\u0300-\u036f]+(?:['’‘`ʼ\-][\w\u0300-\u036f]+)*")
BREAK = re.compile(r"[.!?\n,;:()\"“”…/|*•]|[-–—]\s|\s[-–—]")
APOSTROPHES = re.compile(r"['’‘`ʼ]")
ABBREVIATED = frozenset(["mr", "mrs", "ms", "dr", "st", "prof"])
LATIN = str.maketrans({"ł": "l", "đ": "d", "ø": "o", "ı": "i", "ß": "ss", "æ": "ae", "ð": "d"})


def plain(word: str) -> str:
    """The word in lower case without accents or apostrophes."""
    lower = word.lower()
    if lower.isalnum() and lower.isascii():
        return lower
    if not lower.isascii():
        parts = unicodedata.normalize("NFKD", lower.translate(LATIN))
        lower = "".join(each for each in parts if not unicodedata.combining(each))
    return APOSTROPHES.sub("", lower)


@dataclass(frozen=True, slots=True)
class Token:
    """One word and its place.

    Args:
        text: As written.
        plain: In lower case, without accents and apostrophes.
        start, end: Unit: code points of the text.
        opens: Whether a clause begins with it.
        stem: ``plain`` without a possessive ``'s``; the same where there is none.
        possessive: Whether it was written with an apostrophe and s.
    """

    text: str
    plain: str
    start: int
    end: int
    opens: bool
    stem: str
    possessive: bool

    @property
    def capital(self) -> bool:
        """Whether it begins with a capital and goes on in small letters."""
        return self.text[:1].isupper() and not self.text.isupper()


def tokens_of(text: str) -> list[Token]:
    """The words of a text in order. A word over 60 letters is no word that is looked up."""
    found: list[Token] = []
    for match in WORD.finditer(text):
        word = match[0]
        start, end = match.span()
        opens = not found or _breaks(text, found[-1], start)
        form = plain(word) if len(word) <= 60 and word[0] != "[" else ""
        possessive = len(word) > 2 and word[-1] in "sS" and word[-2] in "'’‘`ʼ"
        stem = form[:-1] if possessive else form
        found.append(Token(word, form, start, end, opens, stem, possessive))
    return found


def _breaks(text: str, last: Token, start: int) -> bool:
    """Whether a clause ends between a word and what begins at ``start``."""
    if text[last.end : start] == " ":
        return False
    if last.plain in ABBREVIATED and text[last.end : start].strip() == ".":
        return False
    return BREAK.search(text, last.end, start) is not None
