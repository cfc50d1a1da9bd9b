"""What do we already know about something: results by the words in them, and by their meaning.

Words count as in BM25, the rarer the more. What is near in meaning comes after what says it:
words that people use of the same everyday things, and, where the sentence encoder is there, how
alike it finds two texts. Every hit says why it is one. Nothing asked for is kept.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice

from surveys.knowing.pieces import Part, Piece, Source
from surveys.library.searching import SMALL, nearly, words_of
from surveys.themes.everyday import everyday_topics
from surveys.themes.wording import COMMON

NEAR = 0.33
"""From this likeness on two texts are near in meaning. Cosine."""
MOST_PIECES = 2
"""Most pieces shown of one result."""

_ENOUGH, _EVENED = 1.2, 0.75
"""BM25: how soon a word said again stops counting, and how far long texts are evened out."""
_BEGINNING = 4
"""Shortest word that finds longer ones by their beginning. Unit: characters."""
_ENDING = 3
"""Most letters that a word may have beyond another it is found by. Unit: characters."""
_LONGER, _SLIP, _RELATED = 0.8, 0.5, 0.25
"""What a word counts that only begins alike, has one slip, or is said of the same things."""
_IN_TOPICS = 2
"""A word of more everyday topics than this says nothing about any of them."""
_WEIGHTS = {Part.TITLE: 2.0, Part.THEME: 1.8, Part.QUESTION: 1.5, Part.DECIDED: 1.3}
_ASKING = COMMON | SMALL | {"known", "already", "young", "people"}


@dataclass(frozen=True, slots=True)
class Says:
    """It says a word, so many times; as it stands there, not as it was typed."""

    word: str
    times: int


@dataclass(frozen=True, slots=True)
class SaysRelated:
    """It says a word that people use of the same things."""

    word: str


@dataclass(frozen=True, slots=True)
class NearInMeaning:
    """No word of it was asked for; what it says is alike."""


Why = Says | SaysRelated | NearInMeaning


@dataclass(frozen=True, slots=True)
class Found:
    """One piece, and why it is shown."""

    piece: Piece
    why: Why


@dataclass(frozen=True, slots=True)
class Hit:
    """One result in which something was found, the best of it first."""

    source: Source
    found: tuple[Found, ...]


@dataclass(frozen=True, slots=True)
class _Matched:
    """What of a text counts towards what was asked."""

    weights: Mapping[str, Mapping[str, float]]
    """By each word asked for, the words of the texts that stand for it and how far."""


def telling(asked: str) -> tuple[str, ...]:
    """The words of a question that say what it is about, each once; none where none does."""
    words = dict.fromkeys(words_of(asked))
    return tuple(word for word in words if word not in _ASKING and len(word) > 1)


def find(
    asked: str, sources: Sequence[Source], likeness: Mapping[str, float] | None = None
) -> tuple[Hit, ...]:
    """Every result in which something is known about what is asked, the best first.

    Pure: the same question, results and likeness give the same, in whatever order they come.

    Args:
        asked: What somebody would like to know, as they typed it.
        sources: The results they may open.
        likeness: How alike each piece's words are to the question, from -1 to 1, where that is
            known; None: words alone.
    """
    pieces = [(source, piece) for source in sources for piece in source.pieces]
    texts = [words_of(piece.words) for _, piece in pieces]
    matched = _matched(telling(asked), {word for words in texts for word in words})
    scored = _bm25(matched, texts)
    best: dict[str, list[tuple[float, int]]] = {}
    for at, (source, piece) in enumerate(pieces):
        near = 0.0 if likeness is None else likeness.get(piece.words, 0.0)
        score = scored[at] * _WEIGHTS.get(piece.part, 1.0) + (near if near >= NEAR else 0.0)
        if score > 0:
            best.setdefault(f"{source.talk} {source.key}", []).append((score, at))
    ranked = sorted((_ranked(found, pieces) for found in best.values()), key=lambda one: one[0])
    return tuple(_hit(places, pieces, texts, matched) for _, places in ranked)


def _ranked(
    found: list[tuple[float, int]], pieces: Sequence[tuple[Source, Piece]]
) -> tuple[tuple[float, float, str], list[int]]:
    """What a result is sorted by: how much it says, how new it is, its key; and its pieces."""
    found.sort(key=lambda one: (-one[0], pieces[one[1]][1].words, one[1]))
    source = pieces[found[0][1]][0]
    total = sum(score for score, _ in found[:3])
    return (-round(total, 6), -source.on.toordinal(), source.key), [at for _, at in found]


def _hit(
    places: Sequence[int],
    pieces: Sequence[tuple[Source, Piece]],
    texts: Sequence[Sequence[str]],
    matched: _Matched,
) -> Hit:
    shown: dict[str, Found] = {}
    for at in places:
        piece = pieces[at][1]
        shown.setdefault(piece.words, Found(piece, _why(texts[at], matched)))
    return Hit(pieces[places[0]][0], tuple(islice(shown.values(), MOST_PIECES)))


def _why(words: Sequence[str], matched: _Matched) -> Why:
    counted = Counter(words)
    said: list[tuple[float, int, str]] = []
    for stands_for in matched.weights.values():
        said += [(stands_for[word], counted[word], word) for word in counted if word in stands_for]
    if not said:
        return NearInMeaning()
    weight, times, word = max(said)
    return SaysRelated(word) if weight == _RELATED else Says(word, times)


def _matched(asked: Sequence[str], there: set[str]) -> _Matched:
    """Which words stand for those asked for. A slip counts only where the word as it was typed
    is nowhere, as in the library."""
    return _Matched({word: _standing_for(word, there) for word in asked})


def _standing_for(word: str, there: set[str]) -> dict[str, float]:
    found = {one: _LONGER for one in there if _begins_alike(word, one)}
    found |= {word: 1.0} if word in there else {}
    if not found:
        found = {one: _SLIP for one in there if nearly(word, one)}
    meant = {word, *(one for one, weight in found.items() if weight == _SLIP)}
    near = {one for each in meant for one in _related().get(each, ())}
    return {one: _RELATED for one in near & there} | found


def _begins_alike(word: str, there: str) -> bool:
    if word == there:
        return False
    if len(word) >= _BEGINNING and there.startswith(word):
        return True
    return (
        len(there) >= _BEGINNING and word.startswith(there) and len(word) - len(there) <= _ENDING
    )


@cache
def _related() -> dict[str, frozenset[str]]:
    """By each word of the everyday topics, the other words of the same ones."""
    topics = [
        {word for phrase in topic for word in words_of(phrase) if word not in _ASKING}
        for topic in everyday_topics()
    ]
    often = Counter(word for words in topics for word in words)
    telling_ = [{word for word in words if often[word] <= _IN_TOPICS} for words in topics]
    found: dict[str, set[str]] = {}
    for words in telling_:
        for word in words:
            found.setdefault(word, set()).update(words - {word})
    return {word: frozenset(others) for word, others in found.items()}


def _bm25(matched: _Matched, texts: Sequence[Sequence[str]]) -> list[float]:
    """How much each text says of what was asked; more where it says more of the words."""
    usual = sum(map(len, texts)) / max(1, len(texts))
    counted = [Counter(words) for words in texts]
    scores = [0.0] * len(texts)
    said = [0] * len(texts)
    for stands_for in matched.weights.values():
        often = [
            sum(weight * counts[word] for word, weight in stands_for.items() if word in counts)
            for counts in counted
        ]
        holding = sum(1 for times in often if times > 0)
        rare = math.log(1 + (len(texts) - holding + 0.5) / (holding + 0.5))
        for at, times in enumerate(often):
            if times > 0:
                long = 1 - _EVENED + _EVENED * len(texts[at]) / usual
                scores[at] += rare * times * (_ENOUGH + 1) / (times + _ENOUGH * long)
                said[at] += 1
    wanted = max(1, len(matched.weights))
    return [score * count / wanted for score, count in zip(scores, said, strict=True)]
