"""Taking defences out, one at a time, in a copy of the program: ``python -m tests.mutating``.

With requirements (``D5 E1``) only theirs; with ``--page`` it prints ``docs/mutations.md`` instead.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as tree
from collections.abc import Iterable, Sequence
from pathlib import Path

from tests.mutations import MUTATIONS, Mutation

ROOT = Path(__file__).parent.parent
COPIED = ("surveys", "storage", "bot", "tests", "pyproject.toml")


def copy(to: Path) -> Path:
    """The program and its tests, in a place of their own."""
    for name in COPIED:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, to / name)
        else:
            shutil.copy2(ROOT / name, to / name)
    return to


def taken_out(mutation: Mutation, text: str) -> str:
    """The file's text without the defence.

    Raises:
        ValueError: The old text does not stand in it exactly once: the change has to be
            written anew, since nobody knows any more whether its tests see it.
    """
    if (times := text.count(mutation.old)) != 1:
        raise ValueError(
            f"{mutation.of}, {mutation.taken_out}: {mutation.file} holds the old text {times} "
            "times. Way out: write the change in tests/mutations.py for the file as it is."
        )
    return text.replace(mutation.old, mutation.new)


def take_out(mutation: Mutation, copied: Path) -> None:
    """Make the change in a copy."""
    place = copied / mutation.file
    place.write_text(taken_out(mutation, place.read_text("utf-8")), "utf-8")


def failing(copied: Path, tests: Iterable[str]) -> set[str]:
    """Which of these tests fail in a copy, each named without its parameters.

    Raises:
        RuntimeError: They could not be run at all, or another program than the copy was.
    """
    report = copied / "report.xml"
    found = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "--no-header",
         "--tb=line", f"--basetemp={copied / 'places'}", f"--junitxml={report}",
         "-o", "junit_family=xunit1", *tests],
        cwd=copied,
        env={**_environment(), "PYTHONPATH": str(copied)},
        capture_output=True,
        text=True,
        check=False,
    )  # fmt: skip
    if found.returncode not in {0, 1}:
        raise RuntimeError(found.stdout[-2000:] + found.stderr[-2000:])
    cases = tree.parse(report).getroot().iter("testcase")
    return {_named(case) for case in cases if case.find("failure") is not None}


def _environment() -> dict[str, str]:
    """Small counts: what is looked at is whether a test fails, not how often."""
    own = ("EARSHOT_", "PYTEST_")
    return {name: said for name, said in os.environ.items() if not name.startswith(own)}


def _named(case: tree.Element) -> str:
    path = case.get("classname", "").replace(".", "/")
    return f"{path}.py::{case.get('name', '').partition('[')[0]}"


def imported_from(copied: Path) -> set[Path]:
    """Where the rooms are imported from when tests run in a copy."""
    said = subprocess.run(
        [sys.executable, "-c",
         "import surveys, storage, bot; print(surveys.__path__[0], storage.__path__[0],"
         " bot.__path__[0], sep='\\n')"],
        cwd=copied,
        env={**_environment(), "PYTHONPATH": str(copied)},
        capture_output=True,
        text=True,
        check=True,
    )  # fmt: skip
    return {Path(line).parent for line in said.stdout.splitlines()}


PAGE_BEGINS = """# Defences taken out

A test that cannot fail guards nothing. Each line below is one small change to the program:
a defence is taken out, and the tests beside it must fail. The changes are in `tests/mutations.py`;
each is made in a copy of the program. One whose old text no longer stands in its file fails
`make test`.

- all of them: `make prove`, or `.venv/bin/python -m tests.mutating`
- those of one requirement: `.venv/bin/python -m tests.mutating D5`
- this page anew: `.venv/bin/python -m tests.mutating --page > docs/mutations.md`

| requirement | taken out | tests that fail |
|---|---|---|
"""


def page() -> str:
    """The page of documents that lists every change."""
    lines = [
        f"| {m.of} | {m.taken_out} | {', '.join(t.partition('::')[2] for t in m.seen_by)} |"
        for m in MUTATIONS
    ]
    return PAGE_BEGINS + "\n".join(lines) + "\n"


def main(wanted: Sequence[str]) -> int:
    """Take out every defence of the named requirements, or of all; print what saw it."""
    if list(wanted) == ["--page"]:
        sys.stdout.write(page())
        return 0
    missed = 0
    for mutation in MUTATIONS:
        if wanted and mutation.of not in wanted:
            continue
        with tempfile.TemporaryDirectory() as place:
            copied = copy(Path(place))
            take_out(mutation, copied)
            left = set(mutation.seen_by) - failing(copied, mutation.seen_by)
        missed += bool(left)
        print(f"{mutation.of:4} {'NOT SEEN' if left else 'seen':8} {mutation.taken_out}")
        for name in sorted(left):
            print(f"         still passes: {name}")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
