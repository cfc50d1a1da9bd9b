"""What an author means who types a question: its kind, and what goes with it. A guess, no more."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Final

from surveys.definitions.questions import Words
from surveys.drafting.draft import Kind, Settings
from surveys.drafting.naming import folded

HOW_OFTEN: Final = ("Every day", "Most days", "Some days", "Never", "Not sure")
"""Choices offered for "How often …?"."""
MOST_COUNTED: Final = 20
"""The highest number a "How many …?" takes, until its author says another."""

_VERBS: Final = frozenset(
    {
        *("do", "does", "did", "is", "are", "was", "were", "have", "has", "had", "can", "could"),
        *("would", "will", "should", "am", "may", "might"),
    }
)
_TELL: Final = frozenset(
    {"tell", "describe", "explain", "imagine", "share", "write", "say", "why"}
)
_PICK: Final = frozenset({"pick", "choose", "select", "tick", "which"})

_PHRASES: Final = (
    (re.compile(r"\b(?:pick|choose|which|tap)\b.*\bpictures?\b"), Kind.PICTURE_CHOICE),
    (re.compile(r"\b(?:in order|rank)\b|most important first"), Kind.RANKING),
    (re.compile(r"\bdots?\b|\bshare out\b"), Kind.DOTS),
    (re.compile(r"\bareas? of\b|\bwheel\b|\bgive each\b|\bscore each\b"), Kind.WHEEL),
    (re.compile(r"\btwo at a time\b|\bcompare (?:these |the )?ideas\b"), Kind.PAIRS),
    (re.compile(r"\bstatements\b|\bagree with (?:these|each|them)\b"), Kind.STATEMENTS),
    (re.compile(r"\bagree\b"), Kind.AGREE_DISAGREE),
)
"""What names a kind wherever it stands, in the order it is looked for."""

_SEVERAL = re.compile(
    r"\bup to (\d+|two|three|four|five)\b|\ball that\b|\b(?:pick|tick|choose) any\b"
)


@dataclass(frozen=True, slots=True)
class Guess:
    """A question as it was meant: ``text`` without a mark like "Note:"; ``labels`` and
    ``settings`` to begin with, where its words suggest some."""

    kind: Kind
    text: str
    labels: tuple[str, ...] = ()
    settings: Settings | None = None


def guess(text: str, today: date, language: str = "en") -> Guess:
    """Guess what is meant. ``today`` sets the days a question for a day takes at first."""
    text = text.strip()
    note = re.match(r"(?i)\s*(?:note|read this|info)\s*[:–-]\s*", text)
    if note:
        return Guess(Kind.NOTE, text[note.end() :])
    asked = _asked(text)
    return (
        _by_phrase(text, asked, today, language)
        or _by_how(text, asked, language)
        or _by_first_word(text, asked)
        or Guess(Kind.SHORT_TEXT, text)
    )


def _asked(text: str) -> str:
    """The part that asks: the last sentence with a question mark, else the first sentence."""
    sentences: list[str] = [
        one.strip() for one in re.findall(r"[^.!?\n]+[.!?]*", text) if one.strip()
    ]
    asking = [one for one in sentences if one.endswith("?")]
    return asking[-1] if asking else sentences[0] if sentences else ""


def _by_phrase(text: str, asked: str, today: date, language: str) -> Guess | None:
    low = " ".join(text.casefold().split())
    if pair := _either(asked):
        return Guess(Kind.THIS_OR_THAT, text, pair)
    if several := _SEVERAL.search(low):
        most = _number(several[1]) if several[1] else None
        return Guess(Kind.SEVERAL_CHOICES, text, (), Settings(max=most) if most else None)
    if "how often" in low:
        return Guess(Kind.SINGLE_CHOICE, text, HOW_OFTEN if language == "en" else ())
    if re.search(r"\bhow (many|old)\b", low):
        return Guess(Kind.NUMBER, text, (), Settings(min=0, max=MOST_COUNTED))
    if re.match(r"when\b|(on )?(what|which) (day|date)\b", folded(asked)):
        return Guess(Kind.DATE, text, (), _days(asked, today))
    kind = next((kind for pattern, kind in _PHRASES if pattern.search(low)), None)
    return None if kind is None else Guess(kind, text)


def _by_how(text: str, asked: str, language: str) -> Guess | None:
    low = folded(asked)
    found = re.search(r"\bhow (\w+)", low)
    if "on a scale" in low:
        return Guess(Kind.SCALE, text)
    if found is None or not asked.endswith("?"):
        return None
    if found[1] in {"do", "is", "are", "was", "were", "did", "does"}:
        if re.search(r"\b(feel|feeling|going|like|find|was|is|are|were)\b", low):
            return Guess(Kind.SCALE, text, (), Settings(points=5, faces=True))
        return Guess(Kind.SHORT_TEXT, text)
    if found[1] in {"long", "far", "about"}:
        return Guess(Kind.SHORT_TEXT, text)
    if found[1] in {"would", "can", "could", "should", "might", "come"}:
        return Guess(Kind.LONG_TEXT, text)
    return Guess(Kind.SCALE, text, (), Settings(points=5, labels=_ends(found[1], language)))


def _by_first_word(text: str, asked: str) -> Guess | None:
    low = folded(asked).split()
    first = low[0] if low else ""
    is_question = asked.endswith("?")
    if first in _TELL or "anything" in low:
        return Guess(Kind.LONG_TEXT, text)
    if first in _PICK:
        return Guess(Kind.SINGLE_CHOICE, text)
    if is_question:
        return Guess(Kind.YES_NO, text) if first in _VERBS else None
    if first == "name":
        return Guess(Kind.SHORT_TEXT, text)
    if len(low) > 2 and first not in {"what", "who", "where", "when", "how"}:
        return Guess(Kind.AGREE_DISAGREE, text)
    return None


def _either(asked: str) -> tuple[str, str] | None:
    """The two sides of "Would you rather … or …?"."""
    found = re.search(
        r"(?i)\b(?:rather|prefer)\b(?: to)?(?: have| be)?[,:]?\s+(.{1,60}?),? or (.{1,60}?)\s*\?",
        asked,
    )
    if found is None or " or " in found[2]:
        return None
    first, second = (one.strip(" ,:;") for one in (found[1], found[2]))
    return (first[:1].upper() + first[1:], second[:1].upper() + second[1:])


def _ends(word: str, language: str) -> tuple[Words, ...] | None:
    if language != "en":
        return None
    top = "A lot" if word in {"much", "well"} else f"Very {word}"
    return ({language: "Not at all"}, {language: top})


def _days(asked: str, today: date) -> Settings:
    ahead = re.search(r"(?i)\b(will|would|should|next|can)\b", asked)
    first, last = (0, 1) if ahead else (-2, 0)
    return Settings(
        earliest=date(today.year + first, 1, 1), latest=date(today.year + last, 12, 31)
    )


def _number(word: str) -> int | None:
    words = {"two": 2, "three": 3, "four": 4, "five": 5}
    number = words.get(word) or (int(word) if word.isdecimal() and len(word) < 3 else 0)
    return number if 1 <= number <= 20 else None
