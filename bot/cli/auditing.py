"""``earshot audit``: is the trail of what staff did whole; what could be worked out here."""

from __future__ import annotations

from typing import Annotated

import typer

from bot.cli.beside import beside, refuse
from bot.cli.privacy import privacy
from bot.services.world import World
from storage import heads
from storage.heads import Checked, Fault

HELP = "Checks to show: the trail, and what could be worked out here."
app = typer.Typer(help=HELP, no_args_is_help=True)
app.command()(privacy)


@app.callback()
def _group() -> None:
    """Keep this a group, also with one command."""


@app.command()
def verify(
    head: Annotated[
        str, typer.Option(help='A head from a weekly message, as "214-9f3a-1c20-b7de".')
    ] = "",
) -> None:
    """Say whether the trail is whole. Ends with 1 when it is not.

    Without --head a changed, missing or moved entry shows, but not an end that was cut off, nor
    a trail that was made anew from its first entry: only a head noted elsewhere shows these.
    """
    noted = heads.read_head(head) if head else None
    if head and noted is None:
        refuse(f'"{head}" is no head of the trail. Copy it from a weekly message to the lead.')

    async def do(world: World) -> Checked:
        async with world.database.read() as db:
            return await heads.check(db, noted)

    found = beside(do)
    if found.fault is not None:
        refuse(in_words(found))
    typer.echo(in_words(found))
    if found.head is not None and noted is None:
        typer.echo(
            "Whether its end was cut off, or all of it made anew, this cannot show: give --head "
            "with a head from a weekly message to the lead."
        )
    elif noted is not None:
        typer.echo(f"The entry that was noted, {noted}, is in it unchanged.")


def in_words(found: Checked) -> str:
    """What was found, in a sentence or two."""
    match found.fault:
        case None if found.head is None:
            return "The trail is empty: nobody did anything yet."
        case None:
            return f"The trail is whole. Its head is {found.head}."
        case Fault.BROKEN:
            return (
                f"The trail is broken at entry {found.at}: that entry was changed, taken out or "
                "moved. Nothing from there on can be relied on. Keep the database as it is, and "
                "compare with a backup from before."
            )
        case Fault.CUT_OFF:
            return (
                f"The end of the trail was cut off: entry {found.at} and what followed are gone. "
                "They were there when the head was noted, unless the head has a slip: copy it "
                "once more from the message. If it says the same, compare with a backup from then."
            )
        case Fault.REWRITTEN:
            return (
                f"This is not the trail that was noted: entry {found.at} is another one. Somebody "
                "made the trail anew, or the head has a slip: copy it once more from the message. "
                "If it says the same, compare with a backup from when the head was noted."
            )
        case Fault.TOO_OLD:
            return (
                f"Nothing can be said of entry {found.at}: its time was over and it went, as "
                "docs/retention.md says. Give a newer head."
            )
