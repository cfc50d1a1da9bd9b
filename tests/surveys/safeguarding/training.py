"""Learn the weights of ``surveys/safeguarding/weighing.py`` from the written examples.

``python -m tests.surveys.safeguarding.training FOLDER...`` reads the folders' JSON lines and
writes the package's weights.txt and weights_pin.py. Pure Python and deterministic: the same
examples give the same file. Never give it a set that is to stay unseen.
"""

from __future__ import annotations

import base64
import hashlib
import math
import random
import sys
import zlib
from array import array
from collections.abc import Sequence
from pathlib import Path

from surveys.safeguarding import weighing
from surveys.safeguarding.excusing import plain_meaning
from surveys.safeguarding.normalising import normalise
from tests.surveys.safeguarding.scoring import Example, read_examples

PACKAGE = Path(weighing.__file__).parent
RATE, DECAY, ROUNDS = 0.15, 1e-6, 10


def _sentences(example: Example) -> list[str]:
    return [plain_meaning(sentence) for sentence in normalise(example.text).sentences]


def _buckets(text: str) -> tuple[tuple[int, ...], float]:
    found = tuple(sorted(weighing.features(text)))
    return found, 1 / (math.sqrt(len(found)) or 1.0)


def _log_odds(weights: list[float], found: tuple[int, ...], scale: float) -> float:
    return sum(map(weights.__getitem__, found)) * scale


def learn(
    rows: Sequence[tuple[tuple[int, ...], float, bool]], rounds: int
) -> tuple[list[float], float]:
    """Logistic regression by AdaGrad, in a fixed shuffled order; the bias comes second."""
    weights = [0.0] * weighing.BUCKETS
    slopes = [1e-3] * weighing.BUCKETS
    bias, bias_slope = 0.0, 1e-3
    order = list(range(len(rows)))
    shuffle = random.Random(4).shuffle
    for _ in range(rounds):
        shuffle(order)
        for place in order:
            found, scale, wanted = rows[place]
            odds = max(-30.0, min(30.0, _log_odds(weights, found, scale) + bias))
            slip = 1 / (1 + math.exp(-odds)) - wanted
            if abs(slip) < 0.002:
                continue
            step = slip * scale
            for bucket in found:
                slope = step + DECAY * weights[bucket]
                slopes[bucket] += slope * slope
                weights[bucket] -= RATE * slope / math.sqrt(slopes[bucket])
            bias_slope += slip * slip
            bias -= 0.1 * slip / math.sqrt(bias_slope)
    return weights, bias


_SWAPS = tuple(
    tuple(words.split())
    for words in (
        "mum dad uncle stepdad nan grandad aunt stepmum brother cousin",
        "boyfriend ex girlfriend",
        "staff keyworker worker manager carer teacher",
        "mate friend sister roommate cousin brother",
        "he she",
        "him her",
        "his her",
        "monday tuesday wednesday thursday friday saturday sunday",
        "lads boys girls kids",
        "lad boy girl kid",
        "14 13 15 12 16",
        "tonight tomorrow today later",
        "jay callum steve dave sam leah ellie kyle josh ethan mark jess ben mia ryan",
        "school college",
        "always often sometimes",
        "little small younger",
    )
)
_SWAP = {word: words for words in _SWAPS for word in words}
VARIANTS, DROPPED = 3, 0.1


def variants(text: str, seed: int) -> list[str]:
    """The text, and others made of it: people, days and names swapped, a few words left out."""
    chance = random.Random(seed)
    made = [text]
    for _ in range(VARIANTS):
        words = [
            chance.choice(_SWAP[word]) if word in _SWAP and chance.random() < 0.6 else word
            for word in text.split()
            if chance.random() >= DROPPED
        ]
        made.append(" ".join(words))
    return list(dict.fromkeys(made))


def _examples(
    folders: list[Path],
) -> tuple[list[tuple[str, int, str]], list[tuple[str, int, str]]]:
    """Texts with severity and category: all of them, then the worries alone."""
    everything: list[tuple[str, int, str]] = []
    for folder in folders:
        for example in read_examples(folder):
            if example.functionality == "buried":
                continue
            parts = _sentences(example)
            everything.append((" ".join(parts), example.severity, example.near))
            if not example.severity and len(parts) > 1:
                everything += [(part, 0, example.near) for part in parts]
    return everything, [one for one in everything if one[1]]


def _pack(heads: list[list[float]]) -> tuple[bytes, list[float]]:
    packed = bytearray()
    scales: list[float] = []
    for weights in heads:
        scale = max(map(abs, weights)) / 127
        scales.append(scale)
        packed += array("b", [round(weight / scale) for weight in weights]).tobytes()
    return base64.b85encode(zlib.compress(bytes(packed), 9)), scales


def main(folders: list[Path]) -> None:
    """Learn, and write the two files."""
    everything, worries = _examples(folders)
    rows = [
        (*_buckets(variant), severity > 0)
        for seed, (text, severity, _) in enumerate(everything)
        for variant in variants(text, seed)
    ]
    heads, biases = [], []
    weights, bias = learn(rows, ROUNDS)
    heads.append(weights)
    biases.append(bias)
    made = [
        (*_buckets(variant), severity, category)
        for seed, (text, severity, category) in enumerate(worries)
        for variant in variants(text, seed)
    ]
    for name in weighing.HEADS[1:]:
        wanted = [
            (found, scale, severity == 3 if name == "now" else category == name)
            for found, scale, severity, category in made
        ]
        weights, bias = learn(wanted, 8)
        heads.append(weights)
        biases.append(bias)
    packed, scales = _pack(heads)
    (PACKAGE / "weights.txt").write_bytes(packed)
    listed = [", ".join(f"{number:.6g}" for number in some) for some in (scales, biases)]
    (PACKAGE / "weights_pin.py").write_text(
        '"""Which weights were measured. Written by tests/surveys/safeguarding/training.py."""\n\n'
        f'SHA256 = "{hashlib.sha256(packed).hexdigest()}"\n'
        f"SCALES = ({listed[0]})\nBIASES = ({listed[1]})\n"
    )
    print(
        f"{len(rows)} rows of {len(everything)} texts, {len(worries)} worries, {len(packed)} bytes"
    )


if __name__ == "__main__":
    main([Path(name) for name in sys.argv[1:]])
