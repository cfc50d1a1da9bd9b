"""Words that a person reads stand in the catalogues, not in the program."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import bot
from tests.sources import calls_of

ROOT = Path(next(iter(bot.__path__)))
SOURCES = sorted(ROOT.rglob("*.py"))
PAGES = sorted(ROOT.rglob("*.html"))
SCRIPTS = sorted(ROOT.rglob("*.js"))

SAID = {
    "Say", "Rewrite", "Answer", "HandOver", "ClearUp", "Button", "Collage", "WheelPicture",
    "Spoke", "spoken", "Spoken", "Column",
}  # fmt: skip
"""What shows its words to somebody."""

NOT_WORDS = {"does", "press", "name", "media_type", "content", "link", "kind", "key", "address"}
"""Their parts that are no words: codes, addresses, names of files."""

MAY_HOLD_WORDS = {
    "bot/cli": "an operator's terminal; commands and their help are Typer's",
    "bot/demo/organisation.py": "a made-up organisation: data, not our words",
    "bot/demo/answered.py": "a made-up round's result and what came of it: data, not our words",
    "bot/demo/invented.py": "made-up answers: data, not our words",
    "bot/demo/showing.py": "two lines on the terminal that runs the demo",
    "bot/doctor": "what the doctor finds, for an operator's terminal",
    "bot/intruder": "the report of `earshot audit privacy`, for an operator's terminal",
    "bot/rehearsal": "a made-up round, and what the terminal says that shows it",
    "bot/plans.py": "what stands in an operator's file beside each setting",
    "bot/house_life.py": "two lines on the terminal that runs the bot",
    "bot/working.py": "one line on the terminal that runs a worker",
    "bot/opening.py": "one line on that terminal, when a backup was made before an upgrade",
}
"""Files whose strings a person reads and that are in no catalogue, and why."""

MAY_TAKE_WORDS = {
    "Refused$|Error$|Rejected$|^_too_wide$": "an author's or operator's mistake, for a terminal",
    "^BackupFailed$": "an operator's mistake, or a full disk, for a terminal",
    "^KeyLine$": "what `earshot keys status` says, for a terminal",
    "^(debug|info|warning|error|exception|critical|_log\\w*)$": "a line of the log",
    "^(record|note_opened|Deed|_note)$": "what was done, kept as it was written that day",
    "^(create_task|__init__|strftime|Formatter|provisioning_uri)$": "a name inside the program",
    "^(Field|HTTP\\w+|Option|Argument|TimedOut|_bad)$": "what a program, not a person, is told",
    "^get$": "what to look up, or a way out of a wrong setting, for a terminal",
}
"""Calls that may take a string of several words, and why no catalogue has to hold it."""


def called(node: ast.Call) -> str:
    func = node.func
    return func.attr if isinstance(func, ast.Attribute) else getattr(func, "id", "")


def strings(node: ast.expr) -> Iterator[str]:
    """The strings written into an expression, but for those in calls inside it."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif not isinstance(node, ast.Call):
        for inner in ast.iter_child_nodes(node):
            if isinstance(inner, ast.expr):
                yield from strings(inner)


def place(path: Path) -> str:
    return path.relative_to(ROOT.parent).as_posix()


def test_nothing_that_is_said_is_written_into_the_program() -> None:
    """What stands in the source is in no translation, and in none of these tests.

    Fails when a button's label or a message's text is a string in the source.
    """
    found = [
        f"{place(path)}:{node.lineno}: {text!r}"
        for path in SOURCES
        for node in calls_of(path)
        if called(node) in SAID
        for part in [*node.args, *(k.value for k in node.keywords if k.arg not in NOT_WORDS)]
        for text in strings(part)
        if re.search("[A-Za-z]{2}", text)
    ]

    assert found == []


def test_strings_of_several_words_have_a_reason() -> None:
    """A text that finds another way to somebody is found here. Each exception has a reason."""
    found = [
        f"{place(path)}:{node.lineno}: {called(node)}: {text!r}"
        for path in SOURCES
        if not any(place(path).startswith(allowed) for allowed in MAY_HOLD_WORDS)
        for node in calls_of(path)
        if not any(re.search(allowed, called(node)) for allowed in MAY_TAKE_WORDS)
        for part in [*node.args, *(keyword.value for keyword in node.keywords)]
        for text in strings(part)
        if re.search(r"[A-Za-z]{2,} [a-z]{2,} [a-z]{2,}", text)
    ]

    assert found == []


def test_no_exception_is_there_for_nothing() -> None:
    """A reason that no file needs any more would let the next text through."""
    assert [each for each in MAY_HOLD_WORDS if not (ROOT.parent / each).exists()] == []


_TEMPLATE = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}|<!--.*?-->|<style.*?</style>", re.S)
_SHOWN_PART = re.compile(r'\b(?:aria-label|title|placeholder|alt)="([^"]*)"')
NAMES = {"Earshot"}
"""Names, the same in every language."""


@pytest.mark.parametrize("path", PAGES, ids=place)
def test_no_page_has_words_of_its_own(path: Path) -> None:
    """A page is a frame; what it says comes from the catalogues, parts read aloud too."""
    bare = _TEMPLATE.sub("", path.read_text("utf-8"))
    text = re.sub(r'[\w-]+="[^"]*"', "", re.sub(r"<[^>]*>", "\n", bare))
    shown = [*_SHOWN_PART.findall(bare), *text.split("\n")]

    assert {line.strip() for line in shown if re.search("[A-Za-z]{2}", line)} <= NAMES


@pytest.mark.parametrize("path", SCRIPTS, ids=place)
def test_no_script_has_words_of_its_own(path: Path) -> None:
    """What a script shows, the page hands it from the catalogues."""
    bare = re.sub(r"^\s*//.*$|/\*.*?\*/", "", path.read_text("utf-8"), flags=re.M | re.S)
    found = re.findall(r"""["'`]([A-Z][a-z’']+(?: [a-z’']+)+[^"'`]*)["'`]""", bare)

    assert found == []
