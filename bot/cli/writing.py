"""``earshot survey …``: check a survey file, list the library, print the format's schema."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from bot.cli.beside import check_place, put, refuse
from bot.services.asking import picturing
from surveys.coaching.coach import coach
from surveys.definitions.mistakes import SurveyMistake
from surveys.definitions.questions import Note
from surveys.definitions.reading import read_survey
from surveys.definitions.schema import schema
from surveys.library import list_library

app = typer.Typer(help="Check survey files; list the library.", no_args_is_help=True)


@app.command()
def check(file: Annotated[Path, typer.Argument(help="The survey's YAML file.")]) -> None:
    """Say whether a survey can be sent, or what to mend: question, line and way out."""
    try:
        text = file.read_bytes()
        survey = read_survey(text, name=file.name)
        picturing.gather(survey, file.parent, text)
    except OSError as slip:
        refuse(f"{file} cannot be opened: {slip.strerror}. Check its name and where it is.")
    except SurveyMistake as mistake:
        refuse(mistake)
    asked = [item for item in survey.questions if not isinstance(item, Note)]
    typer.echo(f'"{survey.key}" version {survey.version} can be sent: {len(asked)} questions.')
    for advice in coach(survey):
        typer.echo(f"  advice: {advice}")


@app.command("list")
def list_surveys() -> None:
    """List the surveys that come with Earshot."""
    for entry in list_library():
        typer.echo(f"{entry.key:28} {entry.title}")


@app.command("schema")
def print_schema(
    out: Annotated[Path | None, typer.Option(help="A file to write instead of printing.")] = None,
) -> None:
    """Print the JSON Schema of the survey format, for an editor to check while you write."""
    text = json.dumps(schema(), indent=2, ensure_ascii=False)
    if out is None:
        typer.echo(text)
    else:
        check_place(out)
        put(out, f"{text}\n".encode())
        typer.echo(f"{out} is written.")
