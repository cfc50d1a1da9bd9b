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

HARD = 12.0
"""From above this age on words are hard. Unit: years."""

_SENTENCE = re.compile(r"[^.!?…\n]+")


def doubts_about(text: str) -> list[str]:
    """What may be hard to read; none for plain words."""
    doubts = []
    if any(len(one.split()) >= LONG_SENTENCE for one in _SENTENCE.findall(text)):
        doubts.append(say("back.long_sentence"))
    age = _reading_age(text)
    if age > HARD:
        doubts.append(say("back.hard", age=round(age)))
    return doubts


def _reading_age(text: str) -> float:
    # The hyphenator's patterns are large: loaded only where somebody writes.
    from surveys.coaching.reading_age import reading_age

    return reading_age(text.casefold())


async def names_somebody(db: AsyncSession, world: World, text: str) -> bool:
    """Whether words name a young person or a home that is known here. Colleagues may be named.

    Whoever writes could learn so that somebody of a name is known here, as in every preview
    (``hiding.roster_of``); only those who decide or keep people safe are told.
    """
    everybody = await roster_of(db, world)
    known = Roster(people=everybody.people, homes=everybody.homes)
    found = await asyncio.to_thread(lambda: list(find_known(tokens_of(text), known)))
    return any(one.mark is Mark.HIDDEN for one in found)
