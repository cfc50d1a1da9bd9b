"""Documents that nothing checks drift."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
import typer.main

from bot.cli import app
from bot.settings import OTHERS, WAY_OUT, Settings
from surveys.definitions.reading import read_survey

ROOT = Path(__file__).parent.parent
DOCUMENTS = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]


def commands(group: click.Group, prefix: str = "earshot") -> Iterator[str]:
    return (name for name, _ in _walk(group, prefix))


def _walk(group: click.Group, prefix: str = "earshot") -> Iterator[tuple[str, click.Command]]:
    for name, command in group.commands.items():
        if hasattr(command, "commands"):
            yield from _walk(command, f"{prefix} {name}")
        else:
            yield f"{prefix} {name}", command


def test_every_command_is_documented() -> None:
    """An operator finds every command in one table."""
    text = (ROOT / "docs/running.md").read_text("utf-8")

    assert [c for c in commands(typer.main.get_command(app)) if f"`{c}" not in text] == []


def test_every_setting_is_documented_and_has_a_way_out() -> None:
    """A wrong setting is refused with the way out, and can be looked up."""
    text = (ROOT / "docs/running.md").read_text("utf-8")

    assert [f for f in Settings.model_fields if f"`EARSHOT_{f.upper()}`" not in text] == []
    assert set(Settings.model_fields) == set(WAY_OUT)


_COMMANDS = {name: command for name, command in _walk(typer.main.get_command(app))}


def _typed(text: str) -> Iterator[str]:
    """What a document tells somebody to type at Earshot: in code spans, and lines in boxes."""
    yield from re.findall(r"`(earshot [^`\n]+)`", text)
    yield from re.findall(r"(?m)^ *(?:\.venv/bin/)?(earshot [a-z][^#`\n]*)", text)


def _unknown(typed: str) -> str | None:
    """Which command or option of a line there is not; None where there is all of it."""
    words = typed.split()
    names = [" ".join(words[:count]) for count in range(len(words), 0, -1)]
    name = next((each for each in names if each in _COMMANDS), None)
    if name is None:
        groups = {known.rpartition(" ")[0] for known in _COMMANDS}
        return None if typed in groups | {"earshot --help"} else typed
    known = {
        option for each in _COMMANDS[name].params for option in (*each.opts, *each.secondary_opts)
    }
    wanted = re.findall(r"(?<=\s)--[a-z0-9-]+", typed)
    return next((f"{name} {one}" for one in wanted if one not in known | {"--help"}), None)


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda d: d.name)
def test_every_command_and_setting_a_document_names_is_there(document: Path) -> None:
    """Whoever follows it on a bad day types it as it stands."""
    text = document.read_text("utf-8")
    known = {*(name.upper() for name in Settings.model_fields), *OTHERS}

    assert [one for one in map(_unknown, _typed(text)) if one is not None] == []
    assert [one for one in re.findall(r"EARSHOT_([A-Z_]+)", text) if one not in known] == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda d: d.name)
def test_every_path_a_document_names_exists(document: Path) -> None:
    """A newcomer who follows the words arrives."""
    text = document.read_text("utf-8")
    linked = re.findall(r"\]\((?!https?:)([^)#]+)\)", text) + re.findall(r'src="([^"]+)"', text)
    named = re.findall(
        r"`((?:bot|surveys|storage|tests|docs|benchmarks|deploy)/[\w./{}-]*)`", text
    )

    assert [path for path in linked if not (document.parent / path).exists()] == []
    assert [path for path in named if "{" not in path and not (ROOT / path).exists()] == []


def _places(document: Path) -> set[str]:
    """Where a link can lead to inside a document: its headings, as they are written in links."""
    headings = re.findall(r"(?m)^#+ (.+)$", document.read_text("utf-8"))
    return {re.sub(r"[^\w\- ]", "", each.lower()).replace(" ", "-") for each in headings}


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda d: d.name)
def test_every_place_inside_a_document_that_is_linked_to_exists(document: Path) -> None:
    """On a bad day nobody searches for where a page meant."""
    links = re.findall(r"\]\((?!https?:)([^)#]*)#([^)]+)\)", document.read_text("utf-8"))
    lost = [
        f"{path}#{place}"
        for path, place in links
        if place not in _places(document.parent / path if path else document)
    ]

    assert lost == []


def test_decision_numbers_are_unique_and_in_order() -> None:
    """Two records with one number cannot be cited."""
    numbers = [int(p.name[:4]) for p in sorted((ROOT / "docs/decisions").glob("*.md"))]

    assert numbers == list(range(1, len(numbers) + 1))


def test_the_readme_is_short_enough_to_be_read() -> None:
    """For the people who will use it; the rest is in docs."""
    assert len((ROOT / "README.md").read_text("utf-8").splitlines()) <= 150


def test_the_survey_in_the_manual_can_be_sent() -> None:
    """The example an author copies must work."""
    example = re.search(r"```yaml\n(.*?)```", (ROOT / "docs/surveys.md").read_text("utf-8"), re.S)

    assert example is not None
    assert read_survey(example[1]).key == "evenings"
