"""``earshot codebook``: the themes that answers are sorted by, shown and carried as files."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.beside import beside, put, refuse

if TYPE_CHECKING:
    from bot.services.world import World
    from surveys.themes.codebook import Codebook

app = typer.Typer(help="The themes that answers are sorted by.", no_args_is_help=True)

Version = Annotated[
    int | None, typer.Option(help="An earlier version; the newest where it is left out.", min=1)
]
NO_HOUSE = "Nothing is set up here, so these are the themes that come with Earshot."
NOWHERE = (
    "Nothing is set up here, so there is nowhere to keep themes. `earshot setup` is the first "
    "step. For one table, without a house: `earshot themes TABLE --codebook FILE`."
)


@app.callback()
def codebook() -> None:
    """The themes that answers are sorted by; Experts by Experience change them with /themes."""


@app.command()
def show(version: Version = None) -> None:
    """Show the themes and what answers in each say."""
    from bot.cli.theme_table import clean

    found = _codebook(version)
    typer.echo(f"Version {found.version}, {len(found.themes)} themes")
    for theme in found.themes:
        said = f": {clean(theme.description)}" if theme.description else ""
        typer.echo(f"- {clean(theme.name)}{said}")


@app.command()
def export(
    file: Annotated[Path, typer.Argument(help="Where to: a name that ends .yaml, .csv or .qdc.")],
    version: Version = None,
) -> None:
    """Write the themes as a file: YAML, CSV, or REFI-QDA's codebook for other programs."""
    from surveys.themes.codebook_texts import CodebookMistake
    from surveys.themes.files.codebooks import write_codebook

    found = _codebook(version)
    try:
        content = write_codebook(found, file.suffix)
    except CodebookMistake as wrong:
        refuse(f"{file}: {wrong}")
    put(file, content)
    typer.echo(f"{file}: version {found.version}, {len(found.themes)} themes.")


@app.command("import")
def bring(
    file: Annotated[Path, typer.Argument(help="A codebook: .yaml, .csv or .qdc.")],
) -> None:
    """Take the themes of a file in place of those there are, as the next version.

    Themes are known again by their ids, in a .qdc by its guids. Versions before stay.
    """
    from storage.codebooks import CodebookChanged
    from surveys.themes.codebook_texts import CodebookMistake

    try:
        data = file.read_bytes()
    except OSError as slip:
        refuse(f"{file} cannot be opened: {slip.strerror}. Check its name and where it is.")
    if not _is_set_up():
        refuse(NOWHERE)

    async def take(world: World) -> Codebook:
        from bot.services.themes.codebooks import take_in

        return await take_in(world, data, file.suffix)

    try:
        kept = beside(take)
    except CodebookMistake as wrong:
        refuse(f"{file}: {wrong}")
    except CodebookChanged:
        refuse("Somebody changed the themes just now. Run it again.")
    typer.echo(f"Version {kept.version} now, {len(kept.themes)} themes.")


def _codebook(version: int | None) -> Codebook:
    """A version of this house's themes; the starter's where no house was set up yet."""
    from surveys.themes.starter import load_starter

    if _is_set_up():
        return _kept(version)
    starter = load_starter()
    if version not in (None, starter.version):
        refuse(f"There is no version {version}. There is only {starter.version}, the starter.")
    typer.echo(NO_HOUSE, err=True)
    return starter


def _is_set_up() -> bool:
    from bot.opening import POLICY
    from bot.settings import SettingRefused, read_settings

    try:
        return (read_settings().data / POLICY).exists()
    except SettingRefused as wrong:
        refuse(wrong)


def _kept(version: int | None) -> Codebook:
    from storage.codebooks import NoSuchVersion, list_versions, load_codebook

    async def load(world: World) -> Codebook | tuple[int, ...]:
        async with world.database.read() as db:
            try:
                return await load_codebook(db, world.keys, version)
            except NoSuchVersion:
                return await list_versions(db)

    found = beside(load)
    if isinstance(found, tuple):
        there = f"1 to {found[-1]}" if found else "only 1, the starter"
        refuse(f"There is no version {version}. There is {there}.")
    return found
