"""Recall per category, severity and functionality, and false alarms: on any labelled set.

``python -m tests.surveys.safeguarding.scoring FOLDER [--each]`` prints them. A line of a set is
JSON with ``text``, ``category`` (null when innocent), ``severity`` (0 when innocent) and
``functionality``. Without ``--each`` no text is printed, so that a set can stay unseen.
"""

from __future__ import annotations

import json
import sys
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from surveys.safeguarding.screening import Screening, screen, warm_up


@dataclass(frozen=True, slots=True)
class Example:
    """One labelled text; ``category`` is None and ``severity`` 0 when there is nothing in it."""

    text: str
    category: str | None
    severity: int
    functionality: str
    near: str


@dataclass(frozen=True, slots=True)
class Scored:
    """An example and what the check made of it."""

    example: Example
    screening: Screening


def read_examples(folder: Path) -> Iterator[Example]:
    """Every labelled text of a folder of JSON lines, in order of file name."""
    for file in sorted(folder.glob("*.jsonl")):
        for line in file.read_text(encoding="utf-8").splitlines():
            if line.strip():
                row = json.loads(line)
                severity = int(row.get("severity") or 0)
                yield Example(
                    text=row["text"],
                    category=row.get("category") if severity else None,
                    severity=severity,
                    functionality=str(row.get("functionality", "")),
                    near=str(row.get("near") or row.get("category") or ""),
                )


def score(examples: Iterable[Example]) -> list[Scored]:
    """Screen each example."""
    return [Scored(example, screen(example.text)) for example in examples]


def share(scored: Iterable[Scored], of: str = "signpost") -> tuple[int, int]:
    """How many have ``of`` true, and how many there are."""
    flags = [bool(getattr(one.screening, of)) for one in scored]
    return sum(flags), len(flags)


def _percent(counts: tuple[int, int]) -> str:
    hit, of = counts
    return f"{hit / of:6.1%} ({hit}/{of})" if of else "     – (0)"


def _grouped(scored: Iterable[Scored], key: str) -> dict[str, list[Scored]]:
    groups: dict[str, list[Scored]] = defaultdict(list)
    for one in scored:
        groups[str(getattr(one.example, key))].append(one)
    return dict(sorted(groups.items()))


def lines(scored: list[Scored]) -> Iterator[str]:
    """The figures, a line each; no text of the set."""
    positives = [one for one in scored if one.example.severity]
    negatives = [one for one in scored if not one.example.severity]
    serious = [one for one in positives if one.example.severity >= 2]
    gravest = [one for one in positives if one.example.severity == 3]
    lightest = [one for one in positives if one.example.severity == 1]
    yield f"severity 3 signpost   {_percent(share(gravest))}"
    yield f"severity 2+ signpost  {_percent(share(serious))}"
    yield f"severity 1 signpost   {_percent(share(lightest))}"
    yield f"severity 3 urgent     {_percent(share(gravest, 'urgent'))}"
    lighter = [one for one in positives if one.example.severity < 3]
    yield f"severity 1, 2 urgent  {_percent(share(lighter, 'urgent'))}"
    yield f"severity 1 alert      {_percent(share(lightest, 'alert'))}"
    yield f"severity 2+ alert     {_percent(share(serious, 'alert'))}"
    yield f"innocent signpost     {_percent(share(negatives))}"
    yield f"innocent alert        {_percent(share(negatives, 'alert'))}"
    for name, group in _grouped(positives, "category").items():
        heavy = [one for one in group if one.example.severity >= 2]
        right = sum(one.screening.category == name for one in group)
        yield (
            f"  {name:15} signpost {_percent(share(group))},"
            f" of severity 2+ {_percent(share(heavy))}, named so {right / len(group):.0%}"
        )
    for label, some in (("found", positives), ("innocent, signpost", negatives)):
        for name, group in _grouped(some, "functionality").items():
            yield f"  {label} {name:28} {_percent(share(group))}"


def main(folder: str, each: bool) -> None:
    """Print the figures of a folder's examples."""
    warm_up()
    examples = list(read_examples(Path(folder)))
    began = time.perf_counter()
    scored = score(examples)
    spent = (time.perf_counter() - began) / max(1, len(examples))
    print(f"{len(examples)} texts, {spent * 1000:.1f} ms each")
    print("\n".join(lines(scored)))
    if each:
        for one in scored:
            wanted, got = one.example, one.screening
            if bool(wanted.severity) != got.signpost:
                label = f"{wanted.severity}>{got.severity} {wanted.near}/{wanted.functionality}"
                print(f"{label}: {wanted.text} [{got.why}]")


if __name__ == "__main__":
    main(sys.argv[1], "--each" in sys.argv)
