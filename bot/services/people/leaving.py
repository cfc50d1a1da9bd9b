"""Leaving: a colleague goes. Everything they have here is handed over or ended, in one commit.

Their next message, tap or page is refused, as a stranger's is. What is left for people to do is
said in plain words. What they did stays in the trail, under an id that no name belongs to.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from sqlalchemy.ext.asyncio import AsyncSession

from bot.outgoing import Say
from bot.services.owing import To, owe
from bot.services.people import forgetting
from bot.services.refusing import PlanRefused
from bot.services.safeguarding.keeping import keep
from bot.services.safeguarding.pinging import called, tell_author, tell_next
from bot.services.two_people import accounts_of
from bot.services.world import World
from bot.services.writing import passing_on
from bot.texts import say
from bot.wording import writing
from bot.wording.launching import title
from storage import (
    audit,
    concerns,
    drafts,
    listeners,
    messages,
    people,
    releases,
    rounds,
    signins,
    talks,
    tickets,
)
from surveys.ids import ParticipantId
from surveys.people.access import may
from surveys.people.crew import Need, list_lacking
from surveys.people.deeds import Deed
from surveys.people.person import Chat, Person
from surveys.people.roles import Role
from surveys.rounds.round import Round, State
from surveys.safeguarding.concern import Deed as Done
from surveys.talks.talk import Stage

MUST_STAY = frozenset(
    {Role.SAFEGUARDING_LEAD, Role.SAFEGUARDING_DEPUTY, Role.OUTSIDE_PERSON, Role.ADMIN}
)
"""Without any one of these Earshot does not start, or nobody can invite the next."""

HEARD_OUT = "left: the next is told"


class CannotLeave(PlanRefused):
    """Something must come first: the text says what."""


@dataclass(frozen=True, slots=True)
class Left:
    """What became of it, or would: lines in plain words, in the order they matter."""

    name: str
    lines: tuple[str, ...]


async def find_colleague(world: World, pid: ParticipantId) -> Person | None:
    """Somebody who works here; None for anybody else."""
    async with world.database.read() as db:
        person = await people.load_person(db, world.keys, pid)
    return person if person is not None and person.role.is_staff else None


async def what_first(world: World, person: Person) -> str:
    """What must come before they can leave, in words; "" for nothing."""
    async with world.database.read() as db:
        gone = [need for need in await _lacks(db, world, person) if need.roles & MUST_STAY]
    why = [say("leaving.only_one", called=one.called, fails=one.fails) for one in gone]
    name = person.nick or say("crew.no_name")
    return say("leaving.not_yet", name=name, why=" ".join(why)) if why else ""


async def leave(world: World, pid: ParticipantId, by: ParticipantId | None) -> Left:
    """End what a colleague has here, at once. ``by`` is None at the command line.

    Raises:
        CannotLeave: They are nobody's colleague, one's own account, or somebody must come first.
    """
    person = await find_colleague(world, pid)
    if person is None or by == pid:
        raise CannotLeave(say("leaving.first"))
    first = await what_first(world, person)
    if first:
        raise CannotLeave(first)
    async with world.database.write() as db:
        doer = None if by is None else await people.load_person(db, world.keys, by)
        again = await people.load_person(db, world.keys, pid)
        if again is None or (by is not None and (doer is None or not may(doer.role, LET))):
            raise CannotLeave(say("leaving.first"))
        lines = await _end(db, world, again)
        about = f"{again.role.value} {pid.hex()[:8]}"
        await audit.record(db, at=world.now(), who=by, action="left", about=about)
    world.wake()
    return Left(person.nick or say("crew.no_name"), tuple(lines))


LET = Deed.LET_LEAVE


async def _end(db: AsyncSession, world: World, person: Person) -> list[str]:
    """Hand over or end each thing; the account goes last."""
    lines = [say("leaving.signed_out")]
    gone = await _lacks(db, world, person)
    others = [one for one in await accounts_of(db, world, person) if one.id != person.id]
    lines += await _rounds(db, world, person)
    lines += await _letters(db, world, person)
    lines += await _talks(db, world, person)
    if await drafts.list_drafts(db, world.keys, person.id):
        lines.append(say("leaving.drafts"))
    if person.role.answers_concerns:
        lines += [say("leaving.rota"), say("leaving.concerns")]
    lines += _still_named(world, person)
    for one in others:
        lines.append(say("leaving.other_account", role=say(f"role.{one.role.value}")))
    lines += [say("leaving.lack", called=one.called, fails=one.fails) for one in gone]
    lines += [say("leaving.custody"), say("leaving.trail")]
    held = await _held_concerns(db, world, person)
    bye = To(person.address) if person.address.chat is Chat.TELEGRAM else None
    await signins.drop_signins(db, person.id)
    await forgetting.forget_silent(db, world, person)
    if bye is not None:
        await owe(db, world, bye, Say(text=say("refused.left")), kind="notice")
    await _pass_on(db, world, person, held)
    return lines


def _still_named(world: World, person: Person) -> list[str]:
    policy = world.policy
    contacts = (policy.safeguarding_lead, policy.safeguarding_deputy, policy.outside_person)
    names = {one.name.casefold() for one in contacts if one is not None}
    return [say("leaving.policy")] if person.nick.casefold() in names else []


async def _lacks(db: AsyncSession, world: World, person: Person) -> list[Need]:
    """Who of the fewest would be missing that is there now."""
    known = await people.list_people(db, world.keys)
    before = list_lacking(known)
    after = list_lacking([one for one in known if one.id != person.id])
    return [need for need in after if need not in before]


async def _rounds(db: AsyncSession, world: World, person: Person) -> list[str]:
    lines = []
    for round_ in await rounds.list_rounds(db):
        if round_.state in {State.CANCELLED, State.HELD}:
            continue
        lines += await _round(db, person, round_)
    return lines


async def _round(db: AsyncSession, person: Person, round_: Round) -> list[str]:
    blank = {"title": title(round_)}
    mine = person.id in {round_.proposed_by, round_.keeper_id}
    if round_.state is State.PROPOSED and mine:
        await rounds.claim_state(db, round_.id, was=State.PROPOSED, now=State.CANCELLED)
        return [say("leaving.cancelled", **blank)]
    lines = []
    if round_.state is State.PROPOSED and round_.confirmed_by == person.id:
        await rounds.update_round(db, round_.id, confirmed_by=None)
        lines.append(say("leaving.unconfirmed", **blank))
    if round_.state in {State.OPEN, State.CLOSED} and round_.keeper_id == person.id:
        lines.append(say("leaving.keeper", **blank))
    proposal = await releases.load_proposal(db, round_.id)
    if proposal is not None and proposal.proposed_by == person.id:
        await releases.drop_proposal(db, round_.id)
        lines.append(say("leaving.proposal", **blank))
    if await tickets.close_sittings_of(db, round_.id, person.id):
        lines.append(say("leaving.sitting"))
    said = [*round_.makers, round_.decider.partition(",")[0]]
    under_way = round_.state in {State.PROPOSED, State.OPEN, State.CLOSED}
    if under_way and person.nick.casefold() in {one.strip().casefold() for one in said}:
        lines.append(say("leaving.named_in", **blank))
    return lines


async def _letters(db: AsyncSession, world: World, person: Person) -> list[str]:
    """Letters go on when the account goes; answers with a name on end, and their authors hear.

    The lines are the same with and without any: an administrator reads them.
    """
    lines = []
    if may(person.role, Deed.BE_WRITTEN_TO):
        lines += [say("leaving.letters"), say("leaving.named")]
    for one in await messages.list_messages(db, world.keys, person.id):
        if one.route is None and one.state == "new":
            card = writing.told_card("writing.left", "en", name=person.nick)
            await passing_on.tell_author(db, world, one, card)
    for listener in await listeners.list_listeners(db, world.keys):
        if listener.pid == person.id:
            lines.append(say("leaving.card"))
        elif listener.second == person.id:
            await listeners.save_listener(db, world.keys, replace(listener, second=None))
            first = await people.load_person(db, world.keys, listener.pid)
            name = say("crew.no_name") if first is None else first.nick
            lines.append(say("leaving.second", name=name))
    return lines


async def _talks(db: AsyncSession, world: World, person: Person) -> list[str]:
    """A talk under way ends as one that was stopped: nothing of it is kept."""
    lines = []
    for talk in await talks.list_talks(db, world.keys, set(Stage)):
        if talk.host == person.id and talk.stage.is_under_way:
            await talks.drop_drafts(db, talk.id)
            await talks.save_talk(db, world.keys, replace(talk.kept(), stage=Stage.STOPPED))
            lines.append(say("leaving.talk", title=talk.title))
    return lines


async def _held_concerns(db: AsyncSession, world: World, person: Person) -> list[bytes]:
    """Live worries that wait for them: seen by them, or told to them last and not seen."""
    held = []
    for one in await concerns.list_concerns(db, world.keys):
        told = any(ping.to == person.id for ping in one.pings)
        theirs = one.seen_by == person.id or (one.seen_by is None and told)
        if one.is_live and one.filed_at is None and theirs:
            held.append(one.id)
    return held


async def _pass_on(db: AsyncSession, world: World, person: Person, held: list[bytes]) -> None:
    """Tell the next of the route, now that the rota is without them; tell each author who."""
    for concern in await concerns.list_concerns(db, world.keys):
        if concern.id not in held:
            continue
        was_seen = concern.seen_by == person.id
        free = replace(
            concern,
            seen_by=None,
            seen_at=None,
            next_step="",
            next_step_by=None,
            pings=tuple(one for one in concern.pings if one.to != person.id),
        ).done(Done(world.now(), HEARD_OUT, None))
        told = await tell_next(db, world, free)
        newest = told.pings[-1] if told.pings else None
        other = None if newest is None else await people.load_person(db, world.keys, newest.to)
        if was_seen and other is not None:
            names = {"who": called(person.nick, person.role)}
            names["other"] = called(other.nick, other.role)
            await tell_author(db, world, told, "handed", **names)
        await keep(db, world, told)
