"""``earshot redact``: what would be hidden in each line, and how sure that is."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Annotated

import typer

from bot.cli.beside import refuse
from bot.cli.screening import text_of
from surveys.redaction.loading import RosterMistake, read_roster
from surveys.redaction.redactor import redact, warm_up
from surveys.redaction.roster import Roster


def add_commands(app: typer.Typer) -> None:
    app.command("redact")(redact_lines)


def redacted(lines: Iterable[str], roster: Roster) -> Iterator[str]:
    """A JSON line for each line: text, redacted, spans."""
    for line in lines:
        made = redact(text_of(line), roster)
        spans = [
            {"start": span.start, "end": span.end, "label": span.label, "mark": span.mark}
            for span in made.spans
        ]
        row = {"text": made.text, "redacted": made.redacted, "spans": spans}
        yield json.dumps(row, ensure_ascii=True)


def roster_in(file: Path) -> Roster:
    """The roster of a file, or a refusal that says what to mend."""
    try:
        return read_roster(file.read_bytes())
    except OSError as slip:
        refuse(f"{file} cannot be opened: {slip.strerror}. Check its name and where it is.")
    except RosterMistake as mistake:
        refuse(f"{file}: {mistake}")


def redact_lines(
    roster: Annotated[
        Path | None,
        typer.Option(help="A JSON file: people, homes, schools, streets."),
    ] = None,
) -> None:
    """Read lines, or JSON lines with "text", from standard input; write what would be hidden.

    One JSON line out for each line in, at once: text, redacted, spans (start, end, label, mark).
    "hidden" is sure, "ask" is doubtful. Nothing is kept and nothing leaves this machine.
    It misses things: docs/redaction.md says what, and how often.
    """
    known = roster_in(roster) if roster else Roster()
    warm_up()
    source = open(sys.stdin.fileno(), encoding="utf-8", errors="replace", closefd=False)  # noqa: SIM115
    for made in redacted(iter(source.readline, ""), known):
        sys.stdout.write(made + "\n")
        sys.stdout.flush()
