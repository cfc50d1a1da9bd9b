"""``earshot round answer``: write back to everybody asked, for whoever decides."""

from __future__ import annotations

from typing import Annotated

import typer

from bot.cli.beside import beside
from bot.services.refusing import PlanRefused
from bot.services.world import World
from surveys.ids import RoundId
from surveys.rounds.promise import ANSWERABLE, LONGEST, WrittenBack, fault_in
from surveys.rounds.round import Round

Key = Annotated[str, typer.Argument(help="The round's key.")]


def answer(
    key: Key,
    next_: Annotated[str, typer.Option("--next", help="What happens next, in plain words.")],
    changed: Annotated[str, typer.Option(help="What changed already.")] = "",
    why_not: Annotated[str, typer.Option(help="What can't be, and why.")] = "",
    yes: Annotated[bool, typer.Option("--yes", help="Send it without asking again.")] = False,
) -> None:
    """Send everybody who was asked what whoever decides wrote back. Once, and for good."""
    from bot.wording.answering_back import preview_card

    written = WrittenBack(next_.strip(), changed.strip(), why_not.strip())
    round_, doubts = beside(lambda world: _ready(world, key, written))
    typer.echo(preview_card(round_, written, doubts).text)
    if not yes:
        typer.confirm("Send this to everyone who was asked?", abort=True)
    given = beside(lambda world: _give(world, key, written))
    typer.echo("Sent." if given else "That was answered already; nothing was sent.")


async def _ready(world: World, key: str, written: WrittenBack) -> tuple[Round, list[str]]:
    from bot.services.results import answering_back
    from storage import rounds

    async with world.database.read() as db:
        round_ = await rounds.load_round(db, RoundId(key))
        if round_ is None:
            raise PlanRefused(f'there is no round "{key}"; see `earshot round list`')
        if round_.state not in ANSWERABLE:
            raise PlanRefused(
                f'round "{key}" has no result yet; its answer back comes after the release, or '
                "once it was held. See `earshot round status`"
            )
        for option, words in _options(written):
            fault = fault_in(words)
            if fault is not None:
                raise PlanRefused(
                    f"{option} is {fault.value.replace('_', ' ')}; write a whole sentence, "
                    f"of at most {LONGEST} letters"
                )
        return round_, await answering_back.doubts_about(db, world, written)


def _options(written: WrittenBack) -> list[tuple[str, str]]:
    more = [("--changed", written.changed), ("--why-not", written.why_not)]
    return [("--next", written.next), *((name, words) for name, words in more if words)]


async def _give(world: World, key: str, written: WrittenBack) -> bool:
    from bot.services.results import answering_back
    from storage import rounds

    async with world.database.write() as db:
        round_ = await rounds.load_round(db, RoundId(key))
        if round_ is None or round_.state not in ANSWERABLE:
            return False
        return await answering_back.give(db, world, round_, written, None)
