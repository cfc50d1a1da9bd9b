"""Survey files of both kinds, as an operator names them: YAML, and spreadsheets."""

from __future__ import annotations

from pathlib import Path

import typer

from bot.cli.beside import put
from bot.services.asking import picturing
from bot.services.asking.picturing import Pictured
from surveys.definitions.reading import read_survey
from surveys.definitions.survey import Survey

YAML = (".yaml", ".yml")
SHEETS = (".xlsx",)


def read_file(path: Path) -> Pictured:
    """The survey of a file, with the pictures that lie beside it.

    Raises:
        OSError: The file cannot be opened.
        SurveyMistake: It holds no survey that can be sent, or names a picture that is missing.
    """
    survey, text = parsed(path)
    return picturing.gather(survey, path.parent, text)


def parsed(path: Path) -> tuple[Survey, bytes]:
    """The survey of a file as it is written there, and the file's text where it has lines.

    Raises:
        OSError: The file cannot be opened.
        SurveyMistake: It holds no survey that can be sent.
    """
    data = path.read_bytes()
    if path.suffix.casefold() not in SHEETS:
        return read_survey(data, name=path.name), data
    # Loaded where it is used: few ever bring a spreadsheet.
    from surveys.sheets.reading import read_sheet

    return read_sheet(data, name=path.name), b""


def put_sheet(survey: Survey, out: Path) -> None:
    """Write a survey as a spreadsheet, and say what that cannot hold."""
    from surveys.sheets.writing import write_sheet

    made = write_sheet(survey)
    put(out, made.data)
    typer.echo(f"{out} is written.")
    for left_out in made.left_out:
        typer.echo(f"  left out: {left_out}")
