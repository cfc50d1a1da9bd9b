"""``earshot survey drafts`` and ``export-draft``: what an author writes in chat, at the computer.

A draft is its author's alone, so each command takes their PIN.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from bot.cli.beside import beside, check_place, proved, put, refuse
from bot.cli.survey_files import SHEETS, YAML, put_sheet
from bot.services.asking import drafts_by_name
from bot.services.world import World
from storage import drafts
from surveys.definitions.survey import Survey
from surveys.definitions.writing import write_survey
from surveys.drafting.finishing import to_survey

By = Annotated[str, typer.Option("--by", help="Whose drafts: the name they go by.")]
Pin = Annotated[str, typer.Option(prompt=True, hide_input=True, help="Their PIN.")]


def list_drafts(by: By, pin: Pin) -> None:
    """List somebody's drafts: the id and title of each, and how many questions it has."""

    async def do(world: World) -> list[str]:
        author = await proved(world, by, pin)
        async with world.database.read() as db:
            kept = await drafts.list_drafts(db, world.keys, author.id)
        return [
            f"{drafts_by_name.listed(one)}: {len(one.draft.entries)} questions" for one in kept
        ]

    found = beside(do)
    for line in found:
        typer.echo(line)
    if not found:
        typer.echo("No drafts yet. `/build` in chat begins one.")


def export_draft(
    name: Annotated[str, typer.Argument(help="The draft's title, or its id.")],
    by: By,
    out: Annotated[Path, typer.Option(help="The .yaml or .xlsx file to write.")],
    pin: Pin,
) -> None:
    """Write a finished draft as a file, which `survey check` and `round propose` take."""
    sheet = out.suffix.casefold() in SHEETS
    if not sheet and out.suffix.casefold() not in YAML:
        refuse(f"{out} is neither a .yaml nor a .xlsx file. Way out: give it one of these names.")
    check_place(out)

    async def do(world: World) -> Survey:
        return await draft_of(world, by, name, pin)

    survey = beside(do)
    if sheet:
        put_sheet(survey, out)
        return
    put(out, write_survey(survey).encode())
    typer.echo(f"{out} is written.")


async def draft_of(world: World, by: str, name: str, pin: str) -> Survey:
    """The survey of an author's finished draft.

    Raises:
        PlanRefused: There is no such draft of theirs, or the PIN is not right.
        SurveyMistake: It is not finished: each thing that is missing.
    """
    author = await proved(world, by, pin)
    async with world.database.read() as db:
        return to_survey((await drafts_by_name.find(db, world, author, name)).draft)
