"""Gathering: every result that somebody may open, as pieces to be looked through.

What is printed of a result is taken apart once and kept in memory, under a mark of everything it
was made of. What changed is taken apart anew; what left a result, or went, leaves the memory.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncSession

from bot.services.freezing import thaw
from bot.services.results import decided
from bot.services.results.seeing_first import Sight, find_sights
from bot.services.world import World
from bot.wording.plain import in_words
from storage import answers_back, decisions, people, ratings, releases, rounds, talks
from storage.answers_back import Kept
from storage.keys import RoundKeyGone
from storage.releases import Release
from surveys.ids import ParticipantId, RoundId
from surveys.knowing import pieces
from surveys.knowing.pieces import Source
from surveys.rounds.deciding import Version
from surveys.rounds.round import Round, State
from surveys.talks.talk import Stage

OUT = frozenset({Stage.RELEASED, Stage.ANSWERED})


@dataclass(frozen=True, slots=True)
class _Since:
    """What was said of results after they came out, of all rounds at once."""

    versions: Mapping[RoundId, Sequence[Version]]
    kept: Mapping[RoundId, Kept]
    ratings: Mapping[RoundId, int]

    def mark(self, world: World, release: Release) -> int:
        """Something that is another one as soon as anything of a result is."""
        rid = release.rid
        made_of = (tuple(self.versions.get(rid, ())), self.kept.get(rid), self.ratings.get(rid))
        return hash((release, world.keys.has_text(rid), made_of))


async def gather(
    db: AsyncSession, world: World, pid: ParticipantId | None
) -> tuple[list[Source], dict[str, str]]:
    """Every result this person may open, and what buttons call the rounds among them.

    It opens what ``reporting.find_report`` opens, and nothing else.

    Args:
        pid: Who asks; None: the operator.
    """
    over = [
        one
        for one in await rounds.list_rounds(db, states={State.RELEASED, State.HELD})
        if not one.checks
    ]
    sights = await find_sights(db, world, pid, [one.id for one in over])
    released = {one.rid: one for one in await releases.list_released(db)}
    since = _Since(
        await decisions.list_told(db),
        await answers_back.list_kept(db),
        await ratings.list_marks(db),
    )
    _forget_what_went(world, released)
    found: list[Source] = []
    tags: dict[str, str] = {}
    for one in over:
        release = released.get(one.id)
        source = None
        if one.state is State.HELD and sights[one.id] is not Sight.NONE:
            source = _of_held(one, since.kept.get(one.id))
        elif one.state is State.RELEASED and sights[one.id] is Sight.NOW and release is not None:
            source = await _of_release(db, world, one, release, since)
        if source is not None:
            found.append(source)
            tags[one.id] = one.tag
    return [*found, *await _talks(db, world, pid)], tags


def _forget_what_went(world: World, released: Mapping[RoundId, Release]) -> None:
    for rid in set(world.pieces) - set(released):
        del world.pieces[rid]


async def _of_release(
    db: AsyncSession, world: World, round_: Round, release: Release, since: _Since
) -> Source:
    mark = since.mark(world, release)
    known = world.pieces.get(round_.id)
    if known is not None and known[0] == mark:
        return known[1]
    report = await decided.beside(db, world, round_, thaw(world.keys, release))
    source = _answered(pieces.of_report(report), since.kept.get(round_.id))
    world.pieces[round_.id] = (mark, source)
    return source


def _of_held(round_: Round, kept: Kept | None) -> Source:
    title = in_words(round_.survey.title, round_.survey.main_language)
    return _answered(pieces.of_held(round_.id, title, round_.closes_at.date()), kept)


def _answered(source: Source, kept: Kept | None) -> Source:
    if kept is None or kept.given_on is None:
        return source
    return pieces.answered(source, kept.words.next, kept.words.changed, kept.words.why_not)


async def _talks(db: AsyncSession, world: World, pid: ParticipantId | None) -> list[Source]:
    """House talks that are out, for those whose role sees them."""
    if pid is not None:
        person = await people.load_person(db, world.keys, pid)
        if person is None or not person.role.can_see_releases:
            return []
    found = []
    for talk in await talks.list_talks(db, world.keys, OUT):
        try:
            result = await talks.load_result(db, world.keys, talk.id)
        except RoundKeyGone:
            continue
        if result is not None:
            found.append(pieces.of_talk(result))
    return found
