"""Purging: drop what its class of data allows no longer, a little at every tick."""

from __future__ import annotations

from datetime import timedelta

from bot.services.world import World
from storage import envelopes, invites, rounds, seen
from storage.keys import RoundKeyGone
from surveys.ids import RoundId
from surveys.rounds.round import State

SEEN = timedelta(days=3)
"""Telegram offers an update for at most a day; its id is kept for two and the days are whole."""

VACUUM_HOUR = 3
"""When the database is written anew, so that nothing deleted is left in it. Unit: hours."""

KEPT = timedelta(weeks=12)
"""Longest a held envelope waits for a next time."""


async def purge(world: World) -> None:
    """Drop old update ids, spent or ended invitations, and held envelopes nobody came for."""
    async with world.database.write() as db:
        await seen.purge_seen(db, world.today() - SEEN)
        await invites.purge_invites(db, world.today())
    await _end_keeping(world)
    if world.now().astimezone(world.zone).hour == VACUUM_HOUR:
        await world.database.vacuum()


async def empty_log(world: World) -> None:
    """Empty the database's own log. What was torn up or deleted still lies there until then.

    Raises:
        CheckpointBusy: Somebody is reading; it is tried again half a minute later.
    """
    await world.database.checkpoint()


async def _end_keeping(world: World) -> None:
    async with world.database.read() as db:
        held = await rounds.list_rounds(db, states={State.HELD})
    for round_ in held:
        if not world.keys.has_draft(round_.id):
            continue
        if await _still_kept(world, round_.id, ended=round_.closes_at < world.now() - KEPT):
            continue
        await world.database.checkpoint()
        if world.keys.destroy_draft(round_.id):
            world.keys.entomb(round_.id)


async def _still_kept(world: World, rid: RoundId, *, ended: bool) -> bool:
    async with world.database.write() as db:
        if ended:
            await envelopes.drop_envelopes(db, rid)
            return False
        try:
            return bool(await envelopes.load_all(db, world.keys, rid))
        except RoundKeyGone:
            return False
