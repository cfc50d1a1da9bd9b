"""Noticing in a house talk: each typed sentence is looked at for danger, as everywhere else.

Nobody knows who said it, and nobody asks: whoever is told gets the words, the home, the time
and who typed them. The people in the room are told first; the ping goes seconds later.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from bot.services.safeguarding import alerting
from bot.services.safeguarding.looking import look as look_at
from bot.services.world import World
from bot.wording.noticing import First
from storage import concerns
from surveys.flow.cleaning import cleaned
from surveys.safeguarding.concern import Concern, Deed, Source, Telling
from surveys.safeguarding.screening import Screening
from surveys.safeguarding.telling import must_tell
from surveys.talks.talk import Talk

SAME_WITHIN = timedelta(hours=4)
"""The same words again in one talk are the same concern."""

TYPED = "typed in a house talk"
CHOSE = "the room chose to tell"


@dataclass(frozen=True, slots=True)
class Seen:
    """What the check made of a sentence.

    ``what``: "" nothing, "told" somebody is told, "may" the room may choose to tell,
    "unchecked" the check could not run. ``first``: who is, or would be, told. ``torn_out``:
    it is too grave to become a sentence of the talk.
    """

    what: str = ""
    first: str = ""
    torn_out: bool = False


async def look(db: AsyncSession, world: World, talk: Talk, words: str) -> Seen:
    """Look at a sentence that was just typed, and tell somebody where somebody must be told."""
    found = await look_at(db, world, words)
    found = replace(found, alert=must_tell(found, words))
    if not found.signpost:
        return Seen()
    if not found.concern:
        world.check_failed()
        return Seen("unchecked")
    concern = await _concern(db, world, talk, words, found)
    first = await _first(db, world, concern)
    if not found.alert:
        return Seen("may", first)
    await _alert(db, world, concern)
    return Seen("told", first, torn_out=found.urgent)


async def tell(db: AsyncSession, world: World, talk: Talk, words: str) -> str:
    """The room chose to tell somebody of a sentence. Returns who is told."""
    concern = await _concern(db, world, talk, words, await look_at(db, world, words))
    concern = concern.done(Deed(world.now(), CHOSE, talk.host))
    first = await _first(db, world, concern)
    await _alert(db, world, concern)
    return first


async def _alert(db: AsyncSession, world: World, concern: Concern) -> None:
    known = await concerns.list_concerns(db, world.keys)
    if not any(_is_same(one, concern) for one in known):
        await alerting.alert(db, world, concern)


async def _concern(
    db: AsyncSession, world: World, talk: Talk, words: str, found: Screening
) -> Concern:
    now = world.now()
    return Concern(
        id=world.fresh_bytes(16),
        handle=await alerting.fresh_handle(db, world),
        at=now,
        source=Source.HOUSE_TALK,
        telling=Telling.TOLD_FIRST,
        severity=max(1, found.severity),
        words=words,
        category=found.category,
        why=found.why,
        place=talk.home,
        deeds=(Deed(now, TYPED, talk.host),),
    )


async def _first(db: AsyncSession, world: World, concern: Concern) -> str:
    one = await alerting.first_on_route(db, world, concern)
    return "" if one is None else First(one.nick, one.role).named("en")


def _is_same(known: Concern, concern: Concern) -> bool:
    return (
        known.source is Source.HOUSE_TALK
        and known.place == concern.place
        and concern.at - known.at < SAME_WITHIN
        and cleaned(known.words).casefold() == cleaned(concern.words).casefold()
    )
