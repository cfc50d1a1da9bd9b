"""Whether two questions ask the same: by the words that carry them, and nothing else.

No model and no network: small words are left out, endings taken off, words that stand in most
questions ("make", "good", "feel") weigh little, and words of nearly the same letters count as one.
"""

from __future__ import annotations

import re
from functools import lru_cache

from surveys.coaching.lines import plain

SAME = 0.52
"""From here two questions ask the same. Unit: the share of their weight that both have."""

_WORD = re.compile(r"[a-z]+")
_SMALL = frozenset(
    [
        "a",
        "an",
        "and",
        "are",
        "as",
        "at",
        "be",
        "been",
        "being",
        "but",
        "by",
        "can",
        "could",
        "did",
        "do",
        "does",
        "done",
        "for",
        "from",
        "had",
        "has",
        "have",
        "he",
        "her",
        "here",
        "hers",
        "him",
        "his",
        "how",
        "i",
        "if",
        "in",
        "is",
        "it",
        "its",
        "just",
        "me",
        "mine",
        "much",
        "my",
        "no",
        "nor",
        "not",
        "of",
        "on",
        "one",
        "or",
        "our",
        "out",
        "own",
        "please",
        "s",
        "shall",
        "she",
        "should",
        "so",
        "some",
        "such",
        "t",
        "than",
        "that",
        "the",
        "their",
        "them",
        "then",
        "there",
        "these",
        "they",
        "this",
        "those",
        "to",
        "too",
        "u",
        "up",
        "us",
        "was",
        "we",
        "were",
        "what",
        "when",
        "where",
        "which",
        "who",
        "whom",
        "whose",
        "why",
        "will",
        "with",
        "would",
        "you",
        "your",
        "yours",
        "re",
        "ve",
        "ll",
        "d",
        "m",
        "about",
        "also",
        "any",
        "now",
        "over",
        "really",
        "very",
        "most",
        "mostly",
        "often",
        "day",
        "days",
        "time",
        "times",
        "get",
        "got",
        "go",
        "goes",
        "put",
        "someone",
        "somebody",
        "people",
        "person",
        "young",
        "thing",
        "things",
        "tell",
        "say",
        "finish",
        "think",
        "pick",
        "many",
        "more",
        "lot",
        "let",
        "ever",
        "another",
        "way",
        "ways",
        "next",
        "last",
        "week",
        "month",
        "year",
        "years",
        "today",
        "ten",
        "imagine",
        "somewhere",
        "something",
        "anybody",
        "anyone",
        "anything",
        "hour",
        "hours",
        "else",
        "other",
        "others",
        "along",
    ]
)
_LIGHT = frozenset(
    [
        "make",
        "good",
        "bad",
        "better",
        "best",
        "worst",
        "change",
        "feel",
        "know",
        "like",
        "want",
        "help",
        "ask",
        "new",
        "first",
        "live",
        "life",
        "find",
        "need",
        "easy",
        "hard",
        "happy",
        "work",
        "enough",
        "house",
        "home",
        "nice",
        "great",
        "start",
        "give",
        "take",
        "come",
        "see",
        "use",
        "keep",
        "try",
        "well",
        "everyone",
        "place",
        "fast",
        "learn",
        "before",
        "look",
    ]
)
_SAME_WORD = {
    "tea": "meal", "dinner": "meal", "supper": "meal", "lunch": "meal", "evening": "meal", "meals": "meal",
    "hungry": "food", "eat": "food", "snack": "food", "bedroom": "room", "staff": "worker", "adult": "worker",
    "workers": "worker", "carer": "worker", "shift": "worker", "mum": "parent", "dad": "parent",
    "internet": "wifi", "asleep": "sleep", "heard": "listen", "listened": "listen", "unsafe": "safe",
    "safety": "safe", "trip": "outing", "holiday": "outing", "cook": "cook", "complaint": "complain",
    "choose": "choice", "chose": "choice", "friends": "friend", "mates": "friend", "summer": "summer",
    "menu": "meal", "dish": "meal", "dishes": "meal", "breakfast": "meal", "gp": "doctor",
    "nurse": "doctor", "ill": "doctor", "online": "wifi", "broadband": "wifi", "telly": "tv",
    "mobile": "phone", "bath": "bathroom", "shower": "bathroom", "toilet": "bathroom",
    "noise": "loud", "noisy": "loud", "cash": "money", "allowance": "money", "clothing": "clothes",
    "bus": "travel", "lift": "travel", "lifts": "travel", "transport": "travel", "taxi": "travel",
    "argument": "argue", "row": "argue", "fight": "argue", "bully": "bullying",
    "outdoors": "garden", "outside": "garden", "bed": "sleep", "bedtime": "sleep",
    "wall": "paint", "walls": "paint", "colour": "paint", "decorate": "paint",
    "relatives": "family", "mother": "parent", "father": "parent", "homework": "homework",
}  # fmt: skip
_SAME_PHRASE = (
    (
        re.compile(r"\b(?:people|adults|grown ups|those) (?:who|that) (?:work|look after)\b"),
        "staff",
    ),
    (re.compile(r"\b(?:others|young people|people) (?:who|that) live\b"), "other young friends"),
    (re.compile(r"\bother (?:young people|kids|children)\b"), "other young friends"),
)
"""What several words call, in one."""
_LITTLE = 0.35


def similarity(one: str, other: str) -> float:
    """How much of what two questions say is the same, from 0 to 1."""
    first, second = _carried(plain(one)), _carried(plain(other))
    if not first or not second:
        return 0.0
    shared = sum(_weight(word) for word in first if _has(second, word))
    whole = sum(map(_weight, first)) + sum(map(_weight, second)) - shared
    topic = any(_weight(word) == 1 and _has(second, word) for word in first)
    return shared / whole if topic or _all_light(first, second) else 0.5 * shared / whole


def _all_light(first: frozenset[str], second: frozenset[str]) -> bool:
    return all(_weight(word) < 1 for word in first | second)


@lru_cache(maxsize=4096)
def _carried(text: str) -> frozenset[str]:
    said = text.replace("'", " ").replace("-", " ")
    for phrase, word in _SAME_PHRASE:
        said = phrase.sub(word, said)
    words = (word for word in _WORD.findall(said) if word not in _SMALL)
    return frozenset(
        _SAME_WORD.get(word, _SAME_WORD.get(_stem(word), _stem(word))) for word in words
    )


def _stem(word: str) -> str:
    for ending in ("ings", "ing", "ness", "ies", "ed", "es", "ly", "s", "er"):
        if word.endswith(ending) and len(word) - len(ending) > 2:
            base = word[: -len(ending)]
            if ending == "ies":
                return base + "y"
            return (
                base[:-1]
                if len(base) > 3 and base[-1] == base[-2] and base[-1] not in "ls"
                else base
            )
    return word[:-1] if word.endswith("e") and len(word) > 4 else word


def _weight(word: str) -> float:
    return _LITTLE if word in _LIGHT or f"{word}e" in _LIGHT else 1.0


def _has(words: frozenset[str], word: str) -> bool:
    return word in words or any(_near(word, each) for each in words)


@lru_cache(maxsize=8192)
def _near(one: str, other: str) -> bool:
    """Whether two words differ by an ending or a slip: pairs of letters, compared."""
    if min(len(one), len(other)) < 5:
        return False
    if one[:5] == other[:5] and abs(len(one) - len(other)) <= 3:
        return True
    first = {one[at : at + 2] for at in range(len(one) - 1)}
    second = {other[at : at + 2] for at in range(len(other) - 1)}
    return 2 * len(first & second) / (len(first) + len(second)) > 0.8
