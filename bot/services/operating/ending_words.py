"""Ending words: a round's answers, and the words its result quotes, when their time is over."""

from __future__ import annotations

from bot.services.operating.retaining import has_text, is_ended, words_end
from bot.services.world import World
from storage import (
    answers,
    audit,
    double_codes,
    releases,
    rounds,
    slots,
    theme_boards,
    theme_gates,
)
from surveys.rounds.round import Round, State


async def end_words(world: World) -> None:
    """End of retention: a round's text key dies, and its words with it in every backup.

    The rows go first and the key after the commit: a stop between the two is made good an hour
    later, since the key is still there. What a backup brought back later is dropped by the same
    look. Figures stay.
    """
    async with world.database.read() as db:
        ended = [r for r in await rounds.list_rounds(db) if is_ended(r)]
    for round_ in ended:
        if words_end(world, round_) <= world.today():
            await _end_words_of(world, round_)


async def _end_words_of(world: World, round_: Round) -> None:
    from bot.services.results import releasing  # with all that makes a result, once in a while

    has_key = has_text(world, round_)
    async with world.database.write() as db:
        if not has_key and not await answers.count_answers(db, round_.id):
            return
        release = await releases.load_release(db, round_.id)
        figures = None if release is None else releasing.figures_of(world, release)
        await answers.drop_answers(db, round_.id)
        await slots.drop_asides(db, round_.id)
        await theme_boards.drop_boards(db, round_.id)
        await theme_gates.drop_gate(db, round_.id)
        await double_codes.drop_sheets(db, round_.id)
        await releases.drop_words(db, round_.id, figures)
        await audit.record(db, at=world.now(), who=None, action="words destroyed", about=round_.id)
    world.pieces.pop(round_.id, None)
    await world.database.checkpoint()
    world.keys.destroy_text(round_.id)


async def thin_results(world: World) -> None:
    """At the turn of a month, words that were taken back leave the results that quote them."""
    async with world.database.read() as db:
        released = await rounds.list_rounds(db, states={State.RELEASED})
    for round_ in released:
        if has_text(world, round_):
            async with world.database.write() as db:
                from bot.services.results import releasing  # as above

                await releasing.thin(db, world, round_)
