"""``earshot survey …``: check a survey file, list the library, print the format's schema."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from bot.cli.beside import check_place, put, refuse
from bot.cli.drafts import export_draft, list_drafts
from bot.cli.survey_files import parsed, put_sheet, read_file
from bot.wording import shelving
from surveys.coaching.coach import coach
from surveys.definitions.mistakes import SurveyMistake
from surveys.definitions.questions import Note
from surveys.definitions.schema import schema
from surveys.definitions.texts import untranslated
from surveys.library import library_keys, load_library, search_library

app = typer.Typer(help="Check survey files; list the library.", no_args_is_help=True)


@app.command()
def check(file: Annotated[Path, typer.Argument(help="The survey's YAML or .xlsx file.")]) -> None:
    """Say whether a survey can be sent, or what to mend: question, line and way out."""
    try:
        survey = read_file(file).survey
    except OSError as slip:
        refuse(f"{file} cannot be opened: {slip.strerror}. Check its name and where it is.")
    except SurveyMistake as mistake:
        refuse(mistake)
    asked = [item for item in survey.questions if not isinstance(item, Note)]
    typer.echo(f'"{survey.key}" version {survey.version} can be sent: {len(asked)} questions.')
    for advice in coach(survey):
        typer.echo(f"  advice: {advice}")
        if advice.rewrite is not None and not advice.rewrite.place.startswith("new "):
            typer.echo(f"    {advice.rewrite.place}: {advice.rewrite.text}")
    for lacking in untranslated(survey):
        typer.echo(f"  advice: {lacking.what} ({'.'.join(map(str, lacking.path))}).")


@app.command("list")
def list_surveys(
    words: Annotated[list[str] | None, typer.Argument(help="What it should be about.")] = None,
) -> None:
    """List what comes with Earshot, all or about some words: how to ask it, why and when."""
    found = search_library(" ".join(words or ()))
    for entry in found:
        typer.echo(f"{entry.key:28} {entry.title}")
        for line in shelving.said(entry):
            typer.echo(f"    {line}")
    if not found:
        typer.echo("Nothing there is about that. `earshot survey list` shows everything.")


@app.command()
def sheet(
    survey: Annotated[Path, typer.Argument(help="A library survey's key, or its YAML file.")],
    out: Annotated[Path, typer.Option(help="The spreadsheet to write.")],
) -> None:
    """Write a survey as a spreadsheet after XLSForm, and say what that cannot hold."""
    try:
        known = str(survey) in library_keys()
        found = load_library(str(survey)) if known else parsed(survey)[0]
    except OSError as slip:
        refuse(f"{survey} cannot be opened: {slip.strerror}. Check its name and where it is.")
    except SurveyMistake as mistake:
        refuse(mistake)
    check_place(out)
    put_sheet(found, out)


app.command("drafts")(list_drafts)
app.command("export-draft")(export_draft)


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
