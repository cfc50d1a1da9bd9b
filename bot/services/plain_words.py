"""Plain words: what may be hard to read, or too much, in words that go to everybody asked."""

from __future__ import annotations

import asyncio
import re

from sqlalchemy.ext.asyncio import AsyncSession

from bot.services.hiding import roster_of
from bot.services.world import World
from bot.texts import say
from surveys.redaction.roster import Roster, find_known
from surveys.redaction.spans import Mark
from surveys.redaction.tokens import tokens_of

LONG_SENTENCE = 18
"""From this many words on a sentence is long. Unit: words."""

_SENTENCE = re.compile(r"[^.!?…\n]+")


def doubts_about(text: str) -> list[str]:
    """What may be hard to read; none for plain words."""
    long_ones = [one for one in _SENTENCE.findall(text) if len(one.split()) >= LONG_SENTENCE]
    return [say("back.long_sentence")] if long_ones else []


async def names_somebody(db: AsyncSession, world: World, text: str) -> bool:
    """Whether words name a young person or a home that is known here. Colleagues may be named.

    Whoever writes could learn so that somebody of a name is known here, as in every preview
    (``hiding.roster_of``); only those who decide or keep people safe are told.
    """
    everybody = await roster_of(db, world)
    known = Roster(people=everybody.people, homes=everybody.homes)
    found = await asyncio.to_thread(lambda: list(find_known(tokens_of(text), known)))
    return any(one.mark is Mark.HIDDEN for one in found)
