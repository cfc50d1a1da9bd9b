"""What a result's files cost: 10,000 responses and 12 questions, one format in a program each.

    python -m benchmarks.exports

prints how long each format takes, from a result to its bytes, the libraries it needs loaded
within that time; the most memory that the program had; and what the requirement allows. Each
format is drawn by a fresh program, so that none of them lives on what another has loaded.
"""

from __future__ import annotations

import json
import random
import re
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from bot.services.results.formats import Format, report_file
from surveys.definitions.answers import Answer, Chose, Rated, Wrote
from surveys.definitions.survey import Survey
from surveys.flow.replies import Sharing
from surveys.ids import QuestionKey
from surveys.protection.quoting import PassedText
from surveys.reports.compose import ReleaseFacts, RoundFacts, compose
from surveys.reports.model import Report
from surveys.reports.tally import tally

RESPONSES, QUESTIONS = 10_000, 12
MOST_MEMORY = 400
"""Unit: megabytes."""
QUICK, SLOW = 2.0, 6.0
"""Unit: seconds."""
ALLOWED = {
    Format.HTML: QUICK,
    Format.XLSX: QUICK,
    Format.CSV: QUICK,
    Format.DOCX: SLOW,
    Format.PPTX: SLOW,
    Format.PDF: SLOW,
    Format.JSON: QUICK,
    Format.BRIEF_DOCX: SLOW,
    Format.BRIEF_PDF: SLOW,
}
WORDS = ("food", "late", "noise", "garden", "staff", "room", "music", "trips", "bus", "football")


@dataclass(frozen=True, slots=True)
class Cost:
    """What drawing one file took. Units: seconds, megabytes, bytes. ``busy``: of a processor."""

    format: Format
    seconds: float
    busy: float
    memory: float
    size: int


def large(responses: int = RESPONSES) -> Report:
    """A result of so many responses: six questions of choices, three scales, three of words."""
    asked = Survey.model_validate(
        {
            "key": "large",
            "title": {"en": "Living here"},
            "why": {"en": "To make the homes better."},
            "could_change": {"en": "The house rules."},
            "decides": {"en": "The head of homes"},
            "questions": [_question(at) for at in range(QUESTIONS)],
        }
    )
    answers = list(_answers(asked, responses))
    return compose(
        survey=asked,
        facts=RoundFacts(
            "large", date(2026, 11, 2), date(2026, 11, 16), 2 * responses, responses, ""
        ),
        tallies=tally(asked, answers, responses),
        passed={
            one.id: [
                PassedText(_wrote(at), Sharing.MY_WORDS, typical=True)
                for at in range(min(500, responses))
            ]
            for one in asked.asked
            if one.type == "long_text"
        },
        release=ReleaseFacts("R-1", date(2026, 11, 20), "seed", "Sam"),
    )


def _question(at: int) -> dict[str, Any]:
    kind = ("single_choice", "single_choice", "scale", "long_text")[at % 4]
    made: dict[str, Any] = {"id": f"q{at}", "type": kind, "text": {"en": f"Question {at + 1}?"}}
    if kind == "single_choice":
        made["choices"] = [
            {"value": f"c{n}", "label": {"en": word}} for n, word in enumerate(WORDS)
        ]
    return made


def _answers(asked: Survey, responses: int) -> Iterator[tuple[QuestionKey, Answer]]:
    draw = random.Random(0)  # noqa: S311 # nothing hangs on it
    for one in asked.asked:
        for at in range(responses):
            match one.type:
                case "single_choice":
                    yield one.id, Chose((f"c{min(draw.randrange(10), draw.randrange(10))}",))
                case "scale":
                    yield one.id, Rated(1 + draw.randrange(5))
                case _:
                    yield one.id, Wrote(_wrote(at))


def _wrote(at: int) -> str:
    return f"We want more {WORDS[at % 10]} and less {WORDS[at // 10 % 10]}, said number {at}."


def cost(format: Format) -> Cost:
    """Draw one format in a program of its own."""
    said = subprocess.run(  # noqa: S603 # this program itself
        [sys.executable, "-m", "benchmarks.exports", format.value],
        input=large_as_text(), capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip
    told = json.loads(said)
    return Cost(format, told["seconds"], told["busy"], told["memory"], told["size"])


def large_as_text() -> str:
    """The large result, to be handed to a program that draws it. Made once."""
    if not _made:
        _made.append(large().model_dump_json())
    return _made[0]


_made: list[str] = []


def _draw(format: Format) -> None:
    report = Report.model_validate_json(sys.stdin.read())
    began, busy = time.perf_counter(), time.process_time()
    content = report_file(report, format)
    told = {"seconds": time.perf_counter() - began, "busy": time.process_time() - busy}
    print(json.dumps({**told, "memory": _most_memory(), "size": len(content)}))


def _most_memory() -> float:
    """The most that this program had. Linux counts a parent's memory into its child's usage, but
    not into what it says of the child itself."""
    own = Path("/proc/self/status")
    if own.exists():
        kept = re.search(r"VmHWM:\s+(\d+) kB", own.read_text())
        if kept is not None:
            return int(kept[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    """Print what each format costs, and what it may."""
    if len(sys.argv) > 1:
        _draw(Format(sys.argv[1]))
        return
    print(f"{RESPONSES:,} responses, {QUESTIONS} questions")
    head = f"{'format':12}{'seconds':>9}{'busy':>7}{'allowed':>9}"
    print(f"{head}{'MB':>7}{'allowed':>9}{'file, kB':>10}")
    for format in Format:
        one = cost(format)
        print(
            f"{format.value:12}{one.seconds:9.2f}{one.busy:7.2f}{ALLOWED[format]:9.0f}"
            f"{one.memory:7.0f}{MOST_MEMORY:9}{one.size / 1000:10.0f}"
        )


if __name__ == "__main__":
    main()
