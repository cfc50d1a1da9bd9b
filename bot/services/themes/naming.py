"""Naming: what in a round's themes speaks of a person, and who of the rota may look at it."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence

from sqlalchemy.ext.asyncio import AsyncSession

from bot.services.apart import homes_asked
from bot.services.reading.piles import texts_of
from bot.services.safeguarding.rostering import list_responders
from bot.services.themes.standing import Themes
from bot.services.two_people import is_second
from bot.services.world import World
from storage import people
from surveys.flow.looking import own_words
from surveys.ids import AnswerId, RoundId
from surveys.people.person import Person
from surveys.redaction.redactor import redact
from surveys.redaction.roster import Roster
from surveys.redaction.spans import PLACEHOLDER, Mark
from surveys.redaction.workers import names_worker
from surveys.rounds.round import Round
from surveys.safeguarding.naming import Mentions
from surveys.safeguarding.routing import ORDER, Responder

MAY_LOOK = ORDER[:3]
"""Who of the rota looks at themes, the first first."""


async def rota_of(db: AsyncSession, world: World, round_: Round) -> tuple[Responder, ...]:
    """The lead, the deputy, the outside person; whoever is away after those who are not. Nobody
    of a home that was asked."""
    homes = {home.casefold() for home in await homes_asked(db, world, round_) if home}
    found = [
        one
        for one in await list_responders(db, world)
        if one.role in MAY_LOOK and one.home.casefold() not in homes
    ]
    return tuple(sorted(found, key=lambda one: (one.away, ORDER.index(one.role), one.pid)))


async def placed_words(
    db: AsyncSession, world: World, themes: Themes, rid: RoundId
) -> dict[AnswerId, str]:
    """The texts that are in a theme, as their authors wrote them, by the order of random ids."""
    found = await texts_of(db, world, rid)
    placed = {
        aid
        for question, one in themes.every
        for aid in one.answers
        if aid in themes.texts[question] and aid in found
    }
    return {aid: own_words(found[aid].answer) for aid in sorted(placed)}


async def who_looks(
    db: AsyncSession,
    world: World,
    themes: Themes,
    written: Mapping[AnswerId, str],
    rota: Sequence[Responder],
) -> Person | None:
    """The first of the rota whom nothing in the themes may mean, and who did not put them
    forward."""
    lines = [f"{one.name} {one.description}" for _, one in themes.every]
    said = (*written.values(), *lines)
    mentions = await asyncio.to_thread(lambda: [Mentions.of(words) for words in said])
    for one in rota:
        if any(each.name(one.nick, one.role) for each in mentions):
            continue
        found = await people.load_person(db, world.keys, one.pid)
        if found is not None and await is_second(db, world, found, themes.gate.put_forward):
            return found
    return None


def pointing_at(
    written: Mapping[AnswerId, str], rota: Sequence[Responder], roster: Roster
) -> tuple[AnswerId, ...]:
    """The texts that speak of somebody who works here, or of whom the name was taken out."""
    return tuple(aid for aid, words in written.items() if _speaks_of_one(words, rota, roster))


def _speaks_of_one(words: str, rota: Sequence[Responder], roster: Roster) -> bool:
    if any(held.group().startswith("[a name") for held in PLACEHOLDER.finditer(words)):
        return True
    mentions = Mentions.of(words)
    of_rota = any(mentions.name(one.nick, one.role) for one in rota)
    return of_rota or names_worker(words, roster)


def names_somebody(line: str, roster: Roster) -> bool:
    """Whether a name or a line that somebody wrote could say who somebody is."""
    return any(span.mark is Mark.HIDDEN for span in redact(line, roster).spans)
