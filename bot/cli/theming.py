"""``earshot themes``: themes suggested for any table of short answers that somebody has."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.ending import end

# What reads and what suggests is loaded where it is used: `earshot --help` needs none of it.
if TYPE_CHECKING:
    from bot.cli.theme_table import Suggested
    from surveys.sheets.tabular import Table
    from surveys.themes.candidate import Remark
    from surveys.themes.files.shapes import Brought

STARTER = "starter"
"""What ``--codebook`` is given for the one that comes with Earshot."""
USUAL = ("text", "answer", "answers", "response", "comment", "comments")
"""Names of the column that is meant, where several hold words."""
FEW = 15
"""Fewer answers than this are better read together. Unit: answers."""
SUGGESTIONS = (
    "These are suggestions, not findings: a machine put alike words together. "
    "They become themes when people have read the answers and decided."
)
MISFIT = (
    "The codebook is about something else than these answers, so it was left aside: "
    "they were grouped by likeness alone."
)


def add_commands(app: typer.Typer) -> None:
    app.command("themes")(suggest_themes)


def suggest_themes(
    file: Annotated[Path, typer.Argument(help="A table: .csv, .tsv or .xlsx, with a header.")],
    column: Annotated[
        str, typer.Option(help="The column with the answers; not needed where one holds words.")
    ] = "",
    codebook: Annotated[
        str, typer.Option(help="Themes to start from: .yaml, .csv or .qdc, or: starter.")
    ] = "",
    sides: Annotated[
        str, typer.Option(help="A column that says agree or disagree; sides are kept apart.")
    ] = "",
    out: Annotated[
        Path | None, typer.Option("--json", help="Where to write it all as JSON; - for here.")
    ] = None,
) -> None:
    """Suggest themes for the answers in a table. Nothing is kept and nothing leaves this machine.

    The same table gives the same themes on every machine, with or without a network. They are
    suggestions: people read, change and decide.
    """
    from bot.cli.theme_table import as_json, shown, suggested
    from surveys.themes.suggesting import suggest

    table = _table(file)
    named = _column(table, column)
    remarks = _remarks(table, named, sides)
    brought = _codebook(codebook)
    with _progress() as told:
        made = suggest(remarks, brought.codebook if brought else None, told)
    given = {str(theme): name for theme, name in brought.given.items()} if brought else {}
    result = suggested(made, remarks, given)
    if out is not None:
        _write(out, as_json(result))
    if str(out) != "-":
        _tell(result, named, shown)


def _write(out: Path, content: dict[str, object]) -> None:
    text = json.dumps(content, ensure_ascii=False, indent=1) + "\n"
    if str(out) == "-":
        typer.echo(text, nl=False)
        return
    try:
        out.write_text(text, "utf-8")
    except OSError as slip:
        end(f"{out} cannot be written: {slip.strerror}. Choose another place.")


def _tell(result: Suggested, named: str, shown: Callable[[Suggested], None]) -> None:
    from surveys.themes.suggesting import LEFT_ASIDE

    count = sum(map(bool, result.themes))
    typer.echo(f"{count} answers in the column “{named}”")
    shown(result)
    if LEFT_ASIDE in result.run.parameters:
        typer.echo(MISFIT)
    typer.echo(SUGGESTIONS)
    if count < FEW:
        typer.echo(f"With fewer than {FEW} answers, read them together instead.")


def _table(file: Path) -> Table:
    from surveys.sheets.book import BookMistake
    from surveys.sheets.tabular import read_table

    try:
        table = read_table(file.read_bytes(), file.suffix)
    except OSError as slip:
        end(f"{file} cannot be opened: {slip.strerror}. Check its name and where it is.")
    except BookMistake as wrong:
        end(f"{file}: {wrong.where + ': ' if wrong.where else ''}{wrong.what}. {wrong.way_out}")
    if not table.rows:
        end(f"{file} has a header and no row below it. Give it a row for each answer.")
    return table


def _column(table: Table, asked: str) -> str:
    from bot.cli.theme_table import clean

    columns = ", ".join(f'"{clean(name)[:40]}"' for name in table.header)
    if asked:
        try:
            table.column(asked)
        except KeyError:
            end(f'There is no column "{clean(asked)}". There are: {columns}.')
        return asked
    found = table.text_columns() if len(table.header) > 1 else table.header
    usual = tuple(name for name in found if name.casefold() in USUAL)
    if len(found) != 1 and len(usual) != 1:
        end(f"Say which column holds the answers, with --column. There are: {columns}.")
    return (usual if len(usual) == 1 else found)[0]


def _remarks(table: Table, named: str, sides: str) -> list[Remark]:
    from bot.cli.theme_table import clean, side_of
    from surveys.themes.candidate import Remark

    texts = table.column(named)
    if not sides:
        return [Remark(text.strip(), quotable=True) for text in texts]
    read = [side_of(cell) for cell in table.column(_column(table, sides))]
    if not any(side for side, _ in read):
        end(f'No cell of "{clean(sides)}" says agree or disagree, yes or no, for or against.')
    if odd := sum(not known for _, known in read):
        told = f"Cells of “{clean(sides)}” that say neither: {odd}. They count as no side."
        typer.echo(told, err=True)
    return [
        Remark(text.strip(), quotable=True, side=side)
        for text, (side, _) in zip(texts, read, strict=True)
    ]


def _codebook(named: str) -> Brought | None:
    from surveys.themes.codebook_texts import CodebookMistake
    from surveys.themes.files.codebooks import bring_codebook
    from surveys.themes.files.shapes import Brought
    from surveys.themes.starter import load_starter

    if not named:
        return None
    path = Path(named)
    if named.casefold() == STARTER and not path.exists():
        return Brought(load_starter())
    try:
        return bring_codebook(path.read_bytes(), path.suffix)
    except OSError as slip:
        end(f'{path} cannot be opened: {slip.strerror}. Give a file, or the word "{STARTER}".')
    except CodebookMistake as wrong:
        end(f"{path}: {wrong}")


@contextmanager
def _progress() -> Iterator[Callable[[int, int], None] | None]:
    """A bar on standard error, where somebody is looking."""
    from rich.console import Console

    console = Console(stderr=True)
    if not console.is_terminal:
        yield None
        return
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    parts = (TextColumn("Looking for themes"), BarColumn(), TimeElapsedColumn())
    with Progress(*parts, console=console, transient=True) as bar:
        task = bar.add_task("", total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)
