"""How much of what was planted is covered, by kind and by origin of name.

``python -m tests.surveys.redaction.scoring [frozen|development] [--misses]`` prints the figures
that docs/redaction.md quotes. A planted span counts as found when every one of its characters is
covered; both marks count. A hard negative counts as touched only by what is hidden.
"""

from __future__ import annotations

import re
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from surveys.redaction.redactor import Redaction, redact
from surveys.redaction.roster import Roster

HERE = Path(__file__).parent
MARKED = re.compile(r"\[\[([A-Z]+)(?:/([a-z-]+))?:(.*?)\]\](?!\])")
PEOPLE_AND_PLACES = {"PERSON", "HOME", "SCHOOL", "STREET"}


@dataclass(frozen=True)
class Planted:
    """One thing that gives somebody away. Unit of start and end: code points."""

    label: str
    origin: str
    start: int
    end: int


@dataclass(frozen=True)
class Case:
    """One answer, the things planted in it, and the file it is from."""

    text: str
    planted: tuple[Planted, ...]
    source: str


def parse(line: str, source: str) -> Case:
    """Take the marks out of a line and remember where they were."""
    planted: list[Planted] = []
    pieces: list[str] = []
    at = length = 0
    for found in MARKED.finditer(line):
        before = line[at : found.start()]
        pieces += [before, found[3]]
        length += len(before)
        planted.append(Planted(found[1], found[2] or "", length, length + len(found[3])))
        length += len(found[3])
        at = found.end()
    return Case("".join([*pieces, line[at:]]), tuple(planted), source)


def cases(half: str) -> list[Case]:
    """All the answers of one half, in the order of their files."""
    return [
        parse(line, path.stem)
        for path in sorted((HERE / half).glob("*.txt"))
        for line in path.read_text(encoding="utf-8").splitlines()
        if line and not line.startswith("# ")
    ]


def roster(half: str) -> Roster:
    """The people, homes, schools and streets that the half takes as known."""
    return Roster.model_validate_json((HERE / half / "roster.json").read_text(encoding="utf-8"))


def is_covered(planted: Planted, redaction: Redaction) -> bool:
    """Whether every character of it is inside a span, whatever its label."""
    inside = {at for span in redaction.spans for at in range(span.start, span.end)}
    return all(at in inside for at in range(planted.start, planted.end))


def groups(case: Case, planted: Planted) -> Iterator[str]:
    """The lines of the table that a planted thing counts in."""
    if planted.origin == "roster":
        yield f"roster {planted.label}"
        yield "roster, all"
        return
    yield planted.label
    if planted.label == "PERSON":
        yield f"  name: {planted.origin}"
    if planted.label in PEOPLE_AND_PLACES:
        yield "unknown, all"
        words = case.text[planted.start : planted.end]
        if words == words.lower():
            yield "unknown, lower-case"


@dataclass(frozen=True)
class Score:
    """What a half scored: found and planted by group, leaks, and innocents touched."""

    found: Counter[str]
    planted: Counter[str]
    missed: tuple[str, ...]
    leaking: float
    innocent_hidden: float
    innocent_asked: float
    median_ms: float

    def recall(self, group: str) -> float:
        """The share found of one group."""
        return self.found[group] / self.planted[group]


def score(half: str) -> Score:
    """Run the half through redaction, with its roster."""
    known = roster(half)
    redact("warm", known)
    found: Counter[str] = Counter()
    planted: Counter[str] = Counter()
    missed: list[str] = []
    took: list[float] = []
    giving = [case for case in cases(half) if case.planted]
    innocent = [case for case in cases(half) if not case.planted]
    leaking = hidden = asked = 0
    for case in giving:
        began = time.perf_counter()
        redaction = redact(case.text, known)
        took.append((time.perf_counter() - began) * 1000)
        misses = [each for each in case.planted if not is_covered(each, redaction)]
        leaking += bool(misses)
        planted.update(group for each in case.planted for group in groups(case, each))
        found.update(
            group for each in case.planted if each not in misses for group in groups(case, each)
        )
        missed += [f"{miss.label} in: {redaction.redacted}  <- {case.text}" for miss in misses]
    for case in innocent:
        redaction = redact(case.text, known)
        marks = {str(span.mark) for span in redaction.spans}
        hidden += "hidden" in marks
        asked += marks == {"ask"}
        if marks:
            missed.append(f"innocent {sorted(marks)}: {redaction.redacted}  <- {case.text}")
    return Score(
        found,
        planted,
        tuple(missed),
        leaking / len(giving),
        hidden / len(innocent),
        asked / len(innocent),
        median(took),
    )


def lines(result: Score) -> Iterable[str]:
    """The table, one group a line."""
    for group in sorted(result.planted):
        found, planted = result.found[group], result.planted[group]
        yield f"{group:28} {found:4}/{planted:<4} {found / planted:.2f}"
    yield f"answers still leaking        {result.leaking:.3f}"
    yield f"innocents hidden             {result.innocent_hidden:.3f}"
    yield f"innocents asked only         {result.innocent_asked:.3f}"
    yield f"median ms                    {result.median_ms:.2f}"


if __name__ == "__main__":
    half_named = next((word for word in sys.argv[1:] if not word.startswith("-")), "frozen")
    scored = score(half_named)
    if "--misses" in sys.argv:
        print("\n".join(scored.missed))
    print("\n".join(lines(scored)))
