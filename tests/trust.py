"""Part of ``docs/trust.md``, written from the tests: ``python -m tests.trust``.

What stands between the two marks is made here: each promise, the tests that hold it, on which
databases, whether they were seen to fail, and what is left. The rest of that page is written by
hand.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from bot.intruder.report import CHECKS
from tests.mutations import MUTATIONS
from tests.promises import PROMISES

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs/trust.md"
BEGIN, END = "<!-- from the tests -->", "<!-- by hand -->"

FROM_OUTSIDE = (
    "tests/attacks/",
    "tests/whole/",
    "tests/browser/",
    "tests/botapi/",
    "tests/faults/",
)
"""Tests that drive the program through its chats and pages, and look at what it leaves."""
_TEST = re.compile(
    r"^(?:async )?def (?:(?P<name>test_\w+)|\w+)\(|^    \"\"\"(?P<said>.*?)\"\"\"",
    re.MULTILINE | re.DOTALL,
)
_IDS = re.compile(r"test_((?:[a-z]\d+_)+)")

HEAD = """
## Promise by promise

Written from the tests by `python -m tests.trust`; `make test` fails when it is stale. *Tried from
outside*: tests that drive the program as people do and then read what it left, in
`tests/attacks`, `tests/whole`, `tests/browser` or `tests/faults`. *Seen to fail*: the defence was
taken out and a test noticed (`docs/mutations.md`). *Databases*: "both" where its tests run on
SQLite and on PostgreSQL, where whoever attacks reads every row with the place it lies in (`ctid`)
and the transaction it came in (`xmin`), and every backup; what lies between the rows of SQLite's
file is looked at there alone; a dash: they need no database. *Own*: the check of `earshot audit
privacy` that looks at an organisation's own files.

| | what is promised | tried from outside | other tests | databases | seen to fail | own | left |
|---|---|---|---|---|---|---|---|
"""
BOTH, NEITHER = "both", "-"
ALONE = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}
_CELLS = re.compile(r"^\| ([ACDEFRSTX]\d+) \|(?:[^|]*\|){3} ([^|]*) \|", re.MULTILINE)
_COLLECTED = re.compile(
    r"^(tests/[\w/]+\.py)::(\w+)(?:\[(?:.*-)?(sqlite|postgresql)\b)?", re.MULTILINE
)


@cache
def by_requirement() -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    """For each requirement the tests that bear its id, by file."""
    found: dict[str, dict[str, list[str]]] = {}
    for path in sorted((ROOT / "tests").rglob("test_*.py")):
        for name, said in _tests_in(path):
            for requirement in _ids(name, said):
                files = found.setdefault(requirement, {})
                files.setdefault(str(path.relative_to(ROOT)), []).append(name)
    return {
        requirement: {file: tuple(names) for file, names in files.items()}
        for requirement, files in found.items()
    }


def seen_to_fail() -> frozenset[str]:
    """The requirements of which a test was seen to fail with a defence taken out."""
    found = {mutation.of for mutation in MUTATIONS}
    for mutation in MUTATIONS:
        for test in mutation.seen_by:
            found |= _ids(test.partition("::")[2], "")
    return frozenset(found)


def from_outside(requirement: str) -> list[str]:
    """The files of tests that hold a requirement from outside."""
    files = by_requirement().get(requirement, {})
    return [file for file in files if file.startswith(FROM_OUTSIDE)]


def databases_written() -> Mapping[str, str]:
    """On which databases each requirement is held, as the page says."""
    return dict(_CELLS.findall(PAGE.read_text("utf-8")))


def databases_found() -> Mapping[str, str]:
    """On which databases each is held, as pytest collects its tests: half a minute."""
    said = subprocess.run(
        [sys.executable, "-m", "pytest", "--collect-only", "-q", "-o", "addopts=", "tests"],
        cwd=ROOT,
        env={**os.environ, "EARSHOT_FULL": "1"},
        capture_output=True,
        text=True,
        check=True,
    )
    engines: dict[tuple[str, str], set[str]] = {}
    for file, name, engine in _COLLECTED.findall(said.stdout):
        engines.setdefault((file, name), set()).update({engine} - {""})
    found = {}
    for requirement, files in by_requirement().items():
        held = {(file, name) for file, names in files.items() for name in names}
        on = set().union(*(engines.get(one, set()) for one in held))
        found[requirement] = BOTH if len(on) == len(ALONE) else ALONE.get("".join(on), NEITHER)
    return found


def part(databases: Mapping[str, str]) -> str:
    """What stands between the marks."""
    proven = seen_to_fail()
    lines = []
    for requirement, promise in PROMISES.items():
        files = by_requirement().get(requirement, {})
        outside = ", ".join(f"`{file}`" for file in from_outside(requirement))
        rooms = sorted({_room(file) for file in files if not file.startswith(FROM_OUTSIDE)})
        checks = ", ".join(check.key for check in CHECKS if requirement in check.of)
        lines.append(
            f"| {requirement} | {promise.said} | {outside or '-'} "
            f"| {', '.join(f'`{room}`' for room in rooms) or '-'} "
            f"| {databases.get(requirement, NEITHER)} "
            f"| {'yes' if requirement in proven else '-'} | {checks or '-'} | {promise.left} |"
        )
    return HEAD + "\n".join(lines) + "\n\n"


def page(databases: Mapping[str, str]) -> str:
    """The whole page, with that part as it must be."""
    before, _, rest = PAGE.read_text("utf-8").partition(BEGIN)
    return before + BEGIN + "\n" + part(databases) + END + rest.partition(END)[2]


def _tests_in(path: Path) -> Iterator[tuple[str, str]]:
    """Each test's name and what it says of itself. Read as words: parsing takes ten times."""
    name = ""
    for found in _TEST.finditer(path.read_text("utf-8")):
        if found["name"]:
            name = found["name"]
        elif name:
            yield name, found["said"]
            name = ""


def _ids(name: str, said: str) -> set[str]:
    found = _IDS.match(name)
    in_name = {one.upper() for one in found[1].split("_")} if found else set()
    return (in_name | set(re.findall(r"\b([ACDFRSTX]\d+)\b", said))) & PROMISES.keys()


def _room(file: str) -> str:
    """The directory a test is in; at most three deep, so that the page moves seldom."""
    return "/".join(Path(file).parent.parts[:3])


if __name__ == "__main__":
    PAGE.write_text(page(databases_found()), "utf-8")
