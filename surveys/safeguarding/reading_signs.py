"""The small language that signs are written in, and finding them in a sentence.

One sign a line: ``severity name: words``. Words are parted by spaces; ``a/b`` is either; an
underscore joins a phrase; ``{list}`` is any entry of a list; ``?`` after a word lets it be absent;
``..`` is a gap of at most four words without a negation in it; ``$`` is the sentence's end. After
the words, ``!n`` means that "not" is part of the sign, ``!t`` that a topic does not excuse it,
``!a`` that who did it decides the category, ``!s`` that it stands whatever the model weighs, which
adds up words and cannot tell "I never feel safe" from "I feel safe". Gaps are bounded, so that
every sign is found, or not, in time proportional to the text.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from surveys.safeguarding.lexicon import WORDS
from surveys.safeguarding.signs import (
    abuse,
    bullying,
    exploitation,
    medical,
    missing,
    risk_to_others,
    self_harm,
    staff_abuse,
)

_MODULES = {
    "self_harm": self_harm,
    "staff_abuse": staff_abuse,
    "abuse": abuse,
    "exploitation": exploitation,
    "missing": missing,
    "bullying": bullying,
    "medical": medical,
    "risk_to_others": risk_to_others,
}
_LINE = re.compile(r"(?P<severity>[123]) (?P<name>\w+): (?P<words>.*?)(?P<flags>( ![ntas])*)$")
_GAP = r"(?:(?!(?:not|never|no|without) )[^ ]+ ){0,4}?"
_ANY_GAP = r"(?:[^ ]+ ){0,4}?"


@dataclass(frozen=True, slots=True)
class Sign:
    """One sign: its category, severity 1 to 3, name, and what must be in a sentence for it."""

    category: str
    severity: int
    name: str
    pattern: re.Pattern[str]
    needs: tuple[frozenset[str], ...]
    holds_negation: bool
    outlives_topic: bool
    asks_who: bool
    stands: bool


def _alternatives(element: str, lists: Mapping[str, str]) -> list[str]:
    found: list[str] = []
    for choice in element.split("/"):
        if choice.startswith("{"):
            name = choice.strip("{}")
            entries = lists[name] if name in lists else WORDS[name]
            found += entries.split("|")
        else:
            found.append(choice.replace("_", " "))
    return found


def _compile(category: str, line: str, lists: Mapping[str, str]) -> Sign:
    parts = _LINE.match(line)
    if parts is None:
        raise ValueError(f'a sign of {category} is not written as "severity name: words": {line}')
    flags = parts["flags"].split()
    gap = _ANY_GAP if "!n" in flags else _GAP
    pattern: list[str] = []
    needs: list[frozenset[str]] = []
    for element in parts["words"].split():
        if element == "..":
            pattern.append(gap)
            continue
        optional = element.endswith("?")
        choices = _alternatives(element.rstrip("?"), lists)
        if not any(choices):
            continue
        words = sorted({c for c in choices if c not in ("", "$")}, key=lambda c: (-len(c), c))
        either = "|".join(re.escape(word).replace(r"\ ", " ") for word in words)
        ending = "|$" if "$" in choices else ""
        one = f"(?:(?:{either}) {ending})" if words else "$"
        pattern.append(one + ("?" if optional else ""))
        if words and not optional and "$" not in choices and "" not in choices:
            needs.append(frozenset(word.split()[0] for word in words))
    while pattern and pattern[-1] in (_GAP, _ANY_GAP):
        pattern.pop()
    return Sign(
        category=category,
        severity=int(parts["severity"]),
        name=parts["name"],
        pattern=re.compile(" " + "".join(pattern)),
        needs=tuple(sorted(needs, key=len)),
        holds_negation="!n" in flags,
        outlives_topic="!t" in flags,
        asks_who="!a" in flags,
        stands="!s" in flags,
    )


@cache
def all_signs() -> tuple[Sign, ...]:
    """Every sign, gravest first. Made once, at the first call."""
    signs = [
        _compile(category, line.strip(), module.LISTS)
        for category, module in _MODULES.items()
        for line in module.SIGNS.strip().splitlines()
    ]
    return tuple(sorted(signs, key=lambda sign: -sign.severity))


@cache
def _by_word() -> dict[str, tuple[int, ...]]:
    index: dict[str, list[int]] = defaultdict(list)
    for place, sign in enumerate(all_signs()):
        for word in sign.needs[0]:
            index[word].append(place)
    return {word: tuple(places) for word, places in index.items()}


def likely_signs(words: frozenset[str]) -> Iterator[Sign]:
    """The signs that a sentence of these words could hold, gravest first."""
    index = _by_word()
    places = sorted({place for word in words for place in index.get(word, ())})
    signs = all_signs()
    for place in places:
        sign = signs[place]
        if not any(words.isdisjoint(need) for need in sign.needs):
            yield sign
