"""Agreeing: whoever decides says yes to a round before anybody is asked, and a second person
sees what is new in it. Either can send it back with a note, and nothing is lost.

Only the account that is named as the one who decides can say yes, and to the round as it is
then. It is a third human being, beside whoever proposed the round and its second person.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy.ext.asyncio import AsyncSession

from bot.outgoing import Say
from bot.services.asking import deciding, keeping_plans
from bot.services.awaiting import is_decider, is_seconds, seconds_of, waits_for
from bot.services.later import rooms
from bot.services.owing import BROADCAST, To, owe
from bot.services.refusing import PlanRefused
from bot.services.world import World
from bot.wording import agreeing as words
from bot.wording import launching as round_words
from bot.wording.agreeing import Looked
from bot.wording.deciding import FEWEST_NOTE, MOST_NOTE
from storage import audiences, audit, people, rounds
from surveys.definitions.comparing import differences
from surveys.ids import ParticipantId, RoundId
from surveys.people.person import Person
from surveys.rounds.round import Round, State

if TYPE_CHECKING:
    from bot.services.asking import coaching, designing, sources, trying_out
else:
    coaching, designing, sources, trying_out = rooms(
        "bot.services.asking", "coaching", "designing", "sources", "trying_out"
    )


async def ask_decider(db: AsyncSession, world: World, round_: Round) -> None:
    """Ask whoever decides for their yes."""
    decider = await deciding.decider_in(db, world, round_.decider_id)
    if decider is not None:
        card = await decider_card(db, world, round_)
        await owe(db, world, To.person(decider, None, BROADCAST), card, kind="notice")


async def decider_card(db: AsyncSession, world: World, round_: Round) -> Say:
    """What whoever decides is asked to say yes to."""
    rule = await audiences.load_audience(db, world.keys, round_.id)
    return words.decider_card(round_, await author_of(db, world, round_), rule)


async def accept(db: AsyncSession, world: World, rid: RoundId, by: Person) -> Round:
    """Whoever decides says yes to a round as it is now. Its second person is asked next.

    Raises:
        PlanRefused: It does not wait for them, or they proposed it with another account.
    """
    round_ = await _waiting_for(db, world, rid, by)
    if not await rounds.mark_accepted(db, round_):
        raise PlanRefused(f'round "{rid}" changed meanwhile; look at it again')
    await audit.record(db, at=world.now(), who=by.id, action="accepted", about=rid)
    accepted = await rounds.load_round(db, rid)
    assert accepted is not None, "it was just there"
    await _tell_author(db, world, accepted, words.accepted_told(accepted))
    await ask_seconds(db, world, accepted)
    return accepted


async def _waiting_for(db: AsyncSession, world: World, rid: RoundId, by: Person) -> Round:
    round_ = await rounds.load_round(db, rid)
    if round_ is None or not await waits_for(db, world, round_, by):
        raise PlanRefused(f'round "{rid}" does not wait for {by.nick} to accept it')
    return round_


async def ask_seconds(db: AsyncSession, world: World, round_: Round) -> None:
    """Ask everybody who could be a round's second person; where nobody could, say so to its
    author."""
    card = await second_card(db, world, round_)
    seconds = await seconds_of(db, world, round_)
    for person in seconds:
        await owe(db, world, To.person(person, None, BROADCAST), card, kind="notice")
    if not seconds:
        await _tell_author(db, world, round_, words.no_second_card(round_))


async def second_card(db: AsyncSession, world: World, round_: Round) -> Say:
    """What a second person is shown: whom it asks, who said yes, and what is new."""
    looked = await look(db, world, round_)
    by = await author_of(db, world, round_)
    return round_words.confirm_card(round_, by, looked)


async def look(db: AsyncSession, world: World, round_: Round) -> Looked:
    """What is new in a round's questions since anybody approved them, and what was tried."""
    before = await rounds.last_approved(db, round_.survey.key, but=round_.id)
    tried = trying_out.Piloted()
    source = await keeping_plans.source_of(db, world, round_.id)
    draft = None if source is None else sources.draft_of(source)
    if draft is not None:
        tried = await trying_out.piloted(db, world, draft)
    return Looked(
        is_new=before is None,
        changes=differences(before, round_.survey),
        advice=await coaching.coach_round(db, world, round_),
        peers=tried.count,
        tried_now=tried.since_change,
        rule=await audiences.load_audience(db, world.keys, round_.id),
    )


async def send_back(
    db: AsyncSession, world: World, round_: Round, by: Person, note: str
) -> PlanRefused | None:
    """Send a proposed round back with a note. Its author gets the note, the plan and the draft.

    Returns:
        Why not: the note is too short or too long, or it is not waiting any more; else None.
    """
    if not FEWEST_NOTE <= len(note) <= MOST_NOTE:
        return PlanRefused(f"a note takes {FEWEST_NOTE} to {MOST_NOTE} letters")
    stopped = await rounds.claim_state(
        db, round_.id, was=State.PROPOSED, now=State.CANCELLED, confirmed_by=None
    )
    if not stopped:
        return PlanRefused(f'round "{round_.id}" is not waiting any more')
    await audit.record(db, at=world.now(), who=by.id, action="sent back", about=round_.id)
    back = await keeping_plans.hand_back(db, world, round_.id, note, by.nick)
    if back is None:
        await _tell(db, world, round_.keeper_id, words.sent_back_card(round_, by.nick, note, None))
        return None
    owner, chosen = back
    await _tell(db, world, owner, words.sent_back_card(round_, by.nick, note, chosen.tag))
    draft = sources.draft_of(chosen.source)
    author = await people.load_person(db, world.keys, owner)
    if draft is not None and author is not None:
        await _tell(db, world, owner, await designing.point_to(db, world, draft))
    return None


async def may_send_back(db: AsyncSession, world: World, round_: Round, person: Person) -> bool:
    """Whether somebody may send a round back: who decides, until they said yes; or somebody who
    could be its second person."""
    if round_.state is not State.PROPOSED:
        return False
    waits = is_decider(round_, person) and not round_.is_accepted
    return waits or await is_seconds(db, world, round_, person)


async def author_of(db: AsyncSession, world: World, round_: Round) -> str:
    """Who proposed a round, by name; the first of its makers, where that was at the computer."""
    pid = round_.proposed_by
    found = None if pid is None else await people.load_person(db, world.keys, pid)
    return found.nick if found is not None else next(iter(round_.makers), "")


async def _tell_author(db: AsyncSession, world: World, round_: Round, card: Say) -> None:
    await _tell(db, world, round_.proposed_by or round_.keeper_id, card)


async def _tell(db: AsyncSession, world: World, pid: ParticipantId | None, card: Say) -> None:
    person = None if pid is None else await people.load_person(db, world.keys, pid)
    if person is not None:
        await owe(db, world, To.person(person, None, BROADCAST), card, kind="notice")
