"""``make prove``: every requirement at its full counts, and one table of what was run.

The tests are those of ``make test``; with ``EARSHOT_FULL=1`` they take their full numbers of
kills, rounds and tables. A test may note what it counted with ``record_property``.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
import xml.etree.ElementTree as tree
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent
GROUPS = {
    "the engine, every reply in every state": ["tests/surveys/flow", "tests/conversations"],
    "surveys that are refused": ["tests/surveys/definitions", "tests/surveys/library"],
    "what may be shown, table by table": [
        "tests/surveys/protection",
        "tests/surveys/reports",
        "tests/surveys/exports",
    ],
    "envelopes, seals and take-back": ["tests/surveys/anonymity", "tests/attacks"],
    "both databases": ["tests/storage"],
    "kills, floods and faults": [
        "tests/faults",
        "--ignore=tests/faults/test_schedules.py",
        "--ignore=tests/faults/test_editing.py",
        "tests/bot/telegram",
        "tests/bot/delivery",
    ],
    "random schedules of faults": [
        "tests/faults/test_schedules.py",
        "tests/faults/test_editing.py",
    ],
    "use cases, pages and words": [
        "tests/bot/services",
        "tests/bot/webchat",
        "tests/bot/wording",
        "tests/bot/texts",
    ],
    "signs of danger, and redaction": ["tests/surveys/safeguarding", "tests/surveys/redaction"],
    "the commands, the proxy and the house": [
        "tests/bot/cli",
        "tests/bot/gauges",
        "tests/bot/demo",
        "tests/bot/scheduler",
        "tests/deploy",
        "tests/surveys/rounds",
        "tests/test_architecture.py",
        "tests/test_docs.py",
        "tests/test_letters.py",
        "tests/test_licences.py",
        "tests/test_sbom.py",
    ],
    "the whole round, Telegram and browser": ["tests/browser", "tests/whole"],
    "defences taken out, and seen": ["tests/test_mutations.py"],
}
ALONE = "limits of time, with nothing beside them"


@dataclass(frozen=True)
class Proved:
    """What came of one group. Unit of ``seconds``: seconds; of the rest: tests."""

    title: str
    passed: int
    failed: int
    skipped: int
    on_postgres: int
    seconds: float
    counted: str


def main() -> int:
    """Run every group; print the table; end with 1 if anything failed or was left out."""
    rows = []
    for title, places in GROUPS.items():
        print(f"… {title}", flush=True)
        rows.append(_run(title, places, "-m", "not alone", "-n", "2", "--dist", "worksteal"))
    print(f"… {ALONE}", flush=True)
    rows.append(_run(ALONE, ["tests"], "-m", "alone"))
    width = max(len(row.title) for row in rows)
    print(f"\n{'':{width}}  passed  failed  skipped  PostgreSQL  seconds  counted")
    for row in rows:
        print(
            f"{row.title:{width}}  {row.passed:6}  {row.failed:6}  {row.skipped:7}  "
            f"{row.on_postgres:10}  {row.seconds:7.0f}  {row.counted}"
        )
    return 1 if any(row.failed or row.skipped for row in rows) else 0


def _run(title: str, places: list[str], *how: str) -> Proved:
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as directory:
        report = Path(directory) / "report.xml"
        subprocess.run(
            [sys.executable, "-m", "pytest", *how, "-q", "-rf",
             "--no-header", "--tb=short", f"--junitxml={report}", *places],
            cwd=ROOT,
            env={**os.environ, "EARSHOT_FULL": "1"},
            check=False,
        )  # fmt: skip
        cases = list(tree.parse(report).getroot().iter("testcase")) if report.exists() else []
    failed = sum(c.find("failure") is not None or c.find("error") is not None for c in cases)
    skipped = sum(c.find("skipped") is not None for c in cases)
    return Proved(
        title=title,
        passed=len(cases) - failed - skipped,
        failed=failed or int(not cases),
        skipped=skipped,
        on_postgres=sum("postgresql" in (case.get("name") or "") for case in cases),
        seconds=time.monotonic() - began,
        counted=_counted(cases),
    )


def _counted(cases: list[tree.Element]) -> str:
    """What the tests noted: numbers of one kind together ("200 kill -9"), words as they are."""
    counts: Counter[str] = Counter()
    said: list[str] = []
    for noted in (each for case in cases for each in case.iter("property")):
        name, value = noted.get("name") or "", noted.get("value") or ""
        if value.isdecimal():
            counts[name] += int(value)
        else:
            said.append(f"{value} {name}")
    return "; ".join([*(f"{count} {name}" for name, count in counts.items()), *said])


if __name__ == "__main__":
    sys.exit(main())
