"""A small linear model beside the signs: how much a sentence is like those that were worries.

It reads which words, pairs of words, kinds of words and parts of words there are, each put into
one of ``BUCKETS`` by CRC-32, and adds up their weights. The weights were learnt from the written
examples in tests/surveys/safeguarding by training.py there; they are a file of this package, whose
SHA-256 is pinned in ``weights_pin.py``.
"""

from __future__ import annotations

import base64
import hashlib
import math
import zlib
from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import islice

from surveys.safeguarding.lexicon import WORDS
from surveys.safeguarding.weights_pin import BIASES, SCALES, SHA256

BUCKETS = 1 << 16
HEADS = (
    "concern",
    "now",
    "self_harm",
    "abuse",
    "exploitation",
    "missing",
    "bullying",
    "medical",
    "staff_abuse",
    "risk_to_others",
)
LONGEST_SENTENCE = 60
"""Words of a sentence that are weighed at once; a longer one is weighed in parts."""
MOST_PARTS = 24
"""Parts of a text that are weighed; the rest of a very long one is left to the signs."""

_KINDS = (
    "kin staff peer hit knife sharp pills body private",
    "fear mock nude child drug run laugh",
)


@cache
def _kind_of() -> dict[str, str]:
    kinds: dict[str, str] = {}
    for kind in " ".join(_KINDS).split():
        for word in WORDS[kind].split("|"):
            if " " not in word:
                kinds.setdefault(word, f"<{kind}>")
    return kinds


def _stem(word: str) -> str:
    for ending in ("ing", "ed", "es", "s"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[: -len(ending)]
    return word


def _bucket(feature: str) -> int:
    return zlib.crc32(feature.encode()) % BUCKETS


def _parts(word: str) -> tuple[int, ...]:
    edged = f"<{word[:24]}>"
    return tuple(
        _bucket(f"c:{edged[at : at + size]}")
        for size in (3, 4, 5)
        for at in range(len(edged) - size + 1)
    )


def features(sentence: str) -> set[int]:
    """The buckets of a sentence in plain words."""
    words = sentence.split()
    stems = [_stem(word) for word in words]
    kinds = _kind_of()
    tagged = [kinds.get(word, word) for word in words]
    found: set[int] = set()
    for place, stem in enumerate(stems):
        found.update(_parts(words[place]))
        found.add(_bucket(f"u:{stem}"))
        found.add(_bucket(f"g:{tagged[place]}"))
        if place:
            found.add(_bucket(f"b:{stems[place - 1]} {stem}"))
            found.add(_bucket(f"gb:{tagged[place - 1]} {tagged[place]}"))
        if place > 1:
            found.add(_bucket(f"s:{stems[place - 2]} {stem}"))
            found.add(_bucket(f"gs:{tagged[place - 2]} {tagged[place]}"))
    return found


@dataclass(frozen=True, slots=True)
class Weighed:
    """What the model makes of a text, of its gravest part.

    Args:
        concern: Log-odds that there is a worry in it; above 0 is more likely than not, as the
            examples go.
        now: Log-odds that it is about now, among worries.
        categories: For each category, the log-odds that a worry is of it.
        gravest: The part of the text that weighs most.
    """

    concern: float
    now: float
    categories: dict[str, float]
    gravest: str

    @property
    def category(self) -> str:
        """The likeliest category, if there is a worry."""
        return max(self.categories, key=self.categories.__getitem__)


@cache
def load() -> tuple[array[int], ...]:
    """The weights, one array for each head. Read once.

    Raises:
        OSError: The file is missing.
        ValueError: It is not the file that was measured.
    """
    packed = resources.files("surveys.safeguarding").joinpath("weights.txt").read_bytes()
    if hashlib.sha256(packed).hexdigest() != SHA256:
        raise ValueError("surveys/safeguarding/weights.txt is not the file that was measured")
    unpacked = zlib.decompress(base64.b85decode(packed))
    return tuple(
        array("b", unpacked[start : start + BUCKETS]) for start in range(0, len(unpacked), BUCKETS)
    )


def _weigh_one(sentence: str, weights: Sequence[array[int]], heads: range) -> list[float]:
    found = features(sentence)
    length = math.sqrt(len(found)) or 1.0
    return [
        sum(map(weights[head].__getitem__, found)) * SCALES[head] / length + BIASES[head]
        for head in heads
    ]


def _parts_of(sentences: Sequence[str]) -> list[str]:
    parts: list[str] = []
    for sentence in sentences:
        words = sentence.split()
        for start in range(0, len(words), LONGEST_SENTENCE):
            parts.append(" ".join(words[start : start + LONGEST_SENTENCE]))
    if len(parts) == 2:
        parts.append(" ".join(parts))
    return list(islice(dict.fromkeys(parts), MOST_PARTS))


def weigh(sentences: Sequence[str]) -> Weighed:
    """Weigh a text, given its sentences in plain words with their idioms blotted out."""
    weights = load()
    gravest, where = -20.0, ""
    for part in _parts_of(sentences):
        concern = _weigh_one(part, weights, range(1))[0]
        if concern > gravest:
            gravest, where = concern, part
    others = _weigh_one(where, weights, range(1, len(HEADS)))
    return Weighed(gravest, others[0], dict(zip(HEADS[2:], others[1:], strict=True)), where)
