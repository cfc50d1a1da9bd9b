"""From what somebody typed to plain words: one text, and the clauses it is made of.

Everything is done by single passes over the text, so that a hostile text takes no longer than
an ordinary one of its length.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from surveys.safeguarding.spelling import EMOJI, LEET, SPELLINGS

LONGEST = 6000
"""Characters read from the start of a text; Telegram's longest message has 4,096."""

_ZERO_WIDTH = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufe00-\ufe0f\ufeff]")
_SPACED = re.compile(r"(?<![^\s])\w(?:[ .\-_*]{1,2}\w(?!\w)){2,40}")
_THRICE = re.compile(r"([a-z])\1{2,}")
_SENTENCE = re.compile(r"[.!?\n\r;…]+")
_BREAK = re.compile(
    r"[,:()\[\]–—]+| - | (?=but )| (?=cos )| (?=so i )|(?<= )(?=and i )|(?<= )(?=then )"
)
_WORD = re.compile(r"[a-z0-9£]+")
_LOOKALIKE = str.maketrans("аеорсухіѕ", "aeopcyxis")
_APOSTROPHE = str.maketrans("", "", "'’‘`´ʼ")
_LEET_WORD = re.compile(
    r"\b(?=[a-z0-9$@]*[a-z])(?=[a-z0-9$@]*[013457$@])[a-z0-9$@]{3,20}(?![a-z0-9])"
)
_TIMES = re.compile(
    r"^(?:\d+(?:am|pm|st|nd|rd|th|s|k|yr|yrs|h|hrs?|mins?|y|yo|x)?|ps\d|mp3|a\d|y\d+)$"
)
_CENSORED = (
    (re.compile(r"k[*#]+l{0,2}\b"), "kill"),
    (re.compile(r"r[*#@]+pe"), "rape"),
    (re.compile(r"su[*#!]+c?ide"), "suicide"),
    (re.compile(r"d[*#!]+e\b"), "die"),
)
_VERB_AFTER_ILL = [
    "kill",
    "be",
    "get",
    "do",
    "go",
    "hit",
    "stab",
    "run",
    "leave",
    "jump",
    "die",
    "never",
    "just",
    "end",
    "cut",
    "burn",
    "hurt",
    "have",
    "pay",
    "make",
    "take",
    "batter",
    "smash",
    "always",
    "still",
    "post",
    "tell",
    "come",
    "find",
    "miss",
    "not",
]


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause in plain words, with a space before and after each, and its sentence's place."""

    words: str
    sentence: int


@dataclass(frozen=True, slots=True)
class Plain:
    """A text in plain words: ``whole`` in one string, and its clauses in order."""

    whole: str
    clauses: tuple[Clause, ...]
    sentences: tuple[str, ...]


def _letters(text: str) -> str:
    """Fold case, look-alikes, invisible characters, emoji, spaced-out and repeated letters."""
    text = _ZERO_WIDTH.sub("", text[:LONGEST])
    text = unicodedata.normalize("NFKC", text).lower().translate(_LOOKALIKE)
    text = "".join(EMOJI.get(one, one) for one in text)[:LONGEST]
    text = unicodedata.normalize("NFKD", text)
    text = "".join(one for one in text if not unicodedata.combining(one))
    return text.translate(_APOSTROPHE)


def _close_up(found: re.Match[str]) -> str:
    """Join letters that were spaced out; two spaces or more between them part words."""
    written = found.group()
    words = re.split(r" {2}", written) if " " in written else [written]
    return " ".join(re.sub(r"[ .\-_*]", "", word) for word in words)


def _unleet(found: re.Match[str]) -> str:
    word = found.group()
    if word in SPELLINGS or _TIMES.match(word):
        return word
    return word.replace("11", "ll").translate(LEET)


def _spell(words: list[str]) -> list[str]:
    spelt: list[str] = []
    for place, word in enumerate(words):
        following = words[place + 1] if place + 1 < len(words) else ""
        if word in ("ill", "hell", "shell") and following in _VERB_AFTER_ILL:
            spelt += {"ill": ["i", "will"], "hell": ["he", "will"], "shell": ["she", "will"]}[word]
        elif word == "id" and following in ("", "card", "and", "badge", "off"):
            spelt.append("identity")
        elif word == "ns" or word == "sc":
            spelt.append(word)
        else:
            reading = SPELLINGS.get(word)
            spelt += [word] if reading is None else reading.split()
    return spelt


def _words(part: str) -> list[str]:
    return _spell([_THRICE.sub(r"\1\1", word) for word in _WORD.findall(part)])


_DOUBLED = re.compile(r"([a-z])\1$")


def _tidy(word: str) -> str:
    """ "killl" became "kill"; "meee" became "mee", which is "me"."""
    if len(word) > 2 and _DOUBLED.search(word) and word[:-1] in _ENDINGS:
        return word[:-1]
    return word


_ENDINGS = frozenset(
    [
        "me",
        "he",
        "she",
        "die",
        "i",
        "so",
        "no",
        "you",
        "we",
        "be",
        "to",
        "do",
        "help",
        "please",
        "mum",
        "dad",
        "him",
        "sad",
        "stop",
    ]
)


def normalise(text: str) -> Plain:
    """Read a text in plain words.

    Args:
        text: What was typed. Any Unicode; only its first ``LONGEST`` characters are read.

    Returns:
        Its clauses: lower case, no punctuation, short forms written out, misspellings and
        text-speak read as the words they stand for.
    """
    folded = _letters(text)
    for seen, meant in _CENSORED:
        folded = seen.sub(meant, folded)
    folded = _SPACED.sub(_close_up, folded)
    folded = _LEET_WORD.sub(_unleet, folded)
    clauses: list[Clause] = []
    sentences: list[str] = []
    for part in _SENTENCE.split(folded):
        whole: list[str] = []
        for piece in _BREAK.split(part):
            words = [_tidy(word) for word in _words(piece)]
            if words:
                clauses.append(Clause(f" {' '.join(words)} ", len(sentences)))
                whole += words
        if whole:
            sentences.append(f" {' '.join(whole)} ")
    return Plain("".join(sentences), tuple(clauses), tuple(sentences))
