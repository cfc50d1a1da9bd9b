"""Keeping house talks: what stays of one that is over, and what goes, key first. By the clock."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from bot.services.backing_up import back_up
from bot.services.world import World
from storage import audit, talks
from surveys.talks.talk import Stage, Talk

PAST_ITS_TIME = "house talk past its time"
WITHOUT_ITS_KEY = "house talk without its key"
"""What the trail says of talks that went by themselves."""

UNDER_WAY = frozenset(stage for stage in Stage if stage.is_under_way)
LATER = frozenset({Stage.KEPT, Stage.READ, Stage.RELEASED, Stage.ANSWERED})


async def finish_due(world: World) -> int:
    """Finish talks that are over: destroy the key of what was left out, and with a talk that
    was stopped every key it had. One that nobody ended, or whose key was lost, goes whole.

    Taken up again at the next tick if the machine stops in between. Returns how many went on.
    """
    async with world.database.read() as db:
        due = await talks.list_talks(db, world.keys, {Stage.CLOSING, Stage.STOPPED, *UNDER_WAY})
    gone_on = 0
    for talk in due:
        if talk.stage is Stage.CLOSING:
            gone_on += await _close(world, talk)
        elif talk.stage is Stage.STOPPED:
            gone_on += await _forget(world, talk)
        else:
            gone_on += await _look_at(world, talk)
    return gone_on


async def forget_due(world: World) -> int:
    """End of retention: destroy the text keys of old talks, and their rows. Returns how many."""
    term = timedelta(days=world.policy.retention.answers_days)
    async with world.database.read() as db:
        known = await talks.list_talks(db, world.keys, LATER)
    old = [talk for talk in known if talk.on + term < world.today()]
    for talk in old:
        world.keys.destroy_text(talk.id)
        await _drop(world, talk, PAST_ITS_TIME)
    return len(old)


async def _close(world: World, talk: Talk) -> bool:
    if world.keys.has_draft(talk.id):
        await world.database.checkpoint()
        await back_up(world)
    if not world.keys.destroy_draft(talk.id):
        return False  # the second medium is out of reach: nobody reads it before
    async with world.database.write() as db:
        await talks.save_talk(db, world.keys, replace(talk, stage=Stage.KEPT))
    await world.database.checkpoint()
    return True


async def _forget(world: World, talk: Talk) -> bool:
    world.keys.destroy_text(talk.id)
    if not world.keys.destroy_draft(talk.id):
        return False
    await _drop(world, talk, "")
    return True


async def _look_at(world: World, talk: Talk) -> bool:
    """A talk under way: whether it was left lying, or came back from an old backup."""
    if not world.keys.has_draft(talk.id):
        # Its other key stays: a newer backup may hold what was kept of it.
        await _drop(world, talk, WITHOUT_ITS_KEY)
        return True
    if talk.ends_at is not None and world.now() < talk.ends_at:
        return False
    async with world.database.write() as db:
        now = await talks.load_talk(db, world.keys, talk.id, lock=True)
        if now is None or not now.stage.is_under_way:
            return False
        await talks.drop_drafts(db, talk.id)
        await talks.save_talk(db, world.keys, replace(now.kept(), stage=Stage.STOPPED))
        action = "house talk left lying, nothing kept"
        await audit.record(db, at=world.now(), who=None, action=action, about=talk.id)
    return True


async def _drop(world: World, talk: Talk, action: str) -> None:
    async with world.database.write() as db:
        await talks.drop_talk(db, talk.id)
        if action:
            await audit.record(db, at=world.now(), who=None, action=action, about=talk.id)
    await world.database.checkpoint()
