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
    "kills, floods and faults": ["tests/faults", "tests/bot/telegram", "tests/bot/delivery"],
    "use cases, pages and words": [
        "tests/bot/services",
        "tests/bot/webchat",
        "tests/bot/wording",
        "tests/bot/texts",
    ],
    "the whole round, Telegram and browser": ["tests/browser", "tests/whole"],
    "defences taken out, and seen": ["tests/test_mutations.py"],
}


def main() -> int:
    """Run every group; print the table; end with 1 if anything failed or was left out."""
    rows, bad = [], 0
    for title, places in GROUPS.items():
        there = [place for place in places if (ROOT / place).exists()]
        print(f"… {title}", flush=True)
        rows.append(row := _run(title, there))
        bad += row[2] + row[3]
    width = max(len(row[0]) for row in rows)
    print(f"\n{'':{width}}  passed  failed  skipped  seconds  counted")
    for title, passed, failed, skipped, seconds, counted in rows:
        print(f"{title:{width}}  {passed:6}  {failed:6}  {skipped:7}  {seconds:7.0f}  {counted}")
    return 1 if bad else 0


def _run(title: str, places: list[str]) -> tuple[str, int, int, int, float, str]:
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as directory:
        report = Path(directory) / "report.xml"
        subprocess.run(
            [sys.executable, "-m", "pytest", "-n", "2", "--dist", "worksteal", "-q", "-rf",
             "--no-header", "--tb=short", f"--junitxml={report}", *places],
            cwd=ROOT,
            env={**os.environ, "EARSHOT_FULL": "1"},
            check=False,
        )  # fmt: skip
        cases = list(tree.parse(report).getroot().iter("testcase")) if report.exists() else []
    failed = sum(c.find("failure") is not None or c.find("error") is not None for c in cases)
    skipped = sum(c.find("skipped") is not None for c in cases)
    noted = [f"{p.get('value')} {p.get('name')}" for case in cases for p in case.iter("property")]
    passed = len(cases) - failed - skipped
    spent = time.monotonic() - began
    return title, passed, failed or int(not cases), skipped, spent, "; ".join(sorted(set(noted)))


if __name__ == "__main__":
    sys.exit(main())
