"""Speaking: the language somebody reads in their chat. It is kept on their desk, and nowhere else
but in the envelope of a round they answer in it."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy.ext.asyncio import AsyncSession

from bot.services.knowing import Spoken, Visit
from bot.services.people import enrolling
from bot.services.world import World
from bot.texts import languages, say
from bot.wording.presses import Press
from storage import people
from surveys.people.person import Person


async def choose(db: AsyncSession, world: World, here: Visit, pressed: Press) -> Spoken:
    """Say everything in this language from now on; go on where they are."""
    wanted = pressed.parts[0] if pressed.parts else ""
    if wanted not in languages() or not isinstance(here.who, Person):
        return Spoken(toast=say("refused.unknown_button", here.language))
    desk = await people.load_desk(db, world.keys, here.who.id)
    desk = replace(desk, language=wanted)
    await people.save_desk(db, world.keys, here.who.id, desk)
    return await enrolling.home(db, world, replace(here, desk=desk))
