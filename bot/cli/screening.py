"""``earshot screen``: what the check for signs of danger makes of each line."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from dataclasses import asdict

import typer

from surveys.safeguarding.screening import FAILED, screen, warm_up


def add_commands(app: typer.Typer) -> None:
    app.command("screen")(screen_lines)


def text_of(line: str) -> str:
    """A JSON line's ``text``; the line itself when it is not such a line."""
    line = line.rstrip("\r\n")
    try:
        read = json.loads(line)
    except (ValueError, RecursionError):
        return line
    if isinstance(read, dict) and isinstance(read.get("text"), str):
        return str(read["text"])
    return line


def screened(lines: Iterable[str], *, ready: bool = True) -> Iterator[str]:
    """A JSON line for each line. Not ``ready``: each says that the check could not run."""
    for line in lines:
        text = text_of(line)
        made = screen(text) if ready else FAILED
        yield json.dumps({"text": text, **asdict(made)}, ensure_ascii=True)


def screen_lines() -> None:
    """Read lines, or JSON lines with "text"; write what the check makes of each.

    One JSON line out for each line in, at once: text, concern, category, severity, signpost,
    alert, urgent, why. Nothing is kept. It misses things: docs/safeguarding.md says how many.
    """
    ready = True
    try:
        warm_up()
    except (OSError, ValueError) as slip:
        ready = False
        typer.echo(f"The check could not run: {slip}. Every line gets the card.", err=True)
    source = open(sys.stdin.fileno(), encoding="utf-8", errors="replace", closefd=False)  # noqa: SIM115
    for made in screened(iter(source.readline, ""), ready=ready):
        sys.stdout.write(made + "\n")
        sys.stdout.flush()
