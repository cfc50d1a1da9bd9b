"""Piloting: an author shows a draft to other Experts by Experience, who say what it meant."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from bot.outgoing import Say
from bot.services.asking import designing, noting, picturing, walking
from bot.services.knowing import Spoken
from bot.services.owing import BROADCAST, To, owe
from bot.services.two_people import accounts_of
from bot.services.world import World
from bot.texts import say
from bot.wording import piloting as cards
from bot.wording.building.said import refused_words
from bot.wording.piloting import PID_SHOWN, Colleague
from storage import drafts, people, pilots
from surveys.anonymity.envelope import Envelope
from surveys.definitions.mistakes import SurveyMistake
from surveys.definitions.survey import Survey
from surveys.drafting.applying import apply
from surveys.drafting.draft import Entry
from surveys.drafting.edits import Part, SetWords
from surveys.drafting.finishing import to_survey
from surveys.ids import DraftId, QuestionKey
from surveys.library import library_keys, load_library
from surveys.people.person import Person
from surveys.people.roles import Role
from surveys.retention import PILOTED
from surveys.rounds.trying import Peer, Pilot, Trial


@dataclass(frozen=True, slots=True)
class Piloted:
    """How many peers tried a draft to its end; ``since_change``: some did as it is now."""

    count: int = 0
    since_change: bool = False


async def offer(db: AsyncSession, world: World, person: Person, draft: DraftId) -> Spoken:
    """Show its author who could try a draft."""
    survey = await _own(db, world, person, draft)
    if isinstance(survey, Spoken):
        return survey
    pilot = await _pilot(db, world, person, draft)
    others = await _others(db, world, person, pilot, survey)
    return _card(cards.who_card(draft, survey, others, len(pilot.notes)))


async def ask(db: AsyncSession, world: World, person: Person, draft: DraftId, whom: str) -> Spoken:
    """Ask one colleague to try a draft, or all who were not asked; nobody twice for the same."""
    survey = await _own(db, world, person, draft)
    if isinstance(survey, Spoken):
        return survey
    pilot = await _pilot(db, world, person, draft)
    others = await _others(db, world, person, pilot, survey)
    meant = [
        one.person
        for one in others
        if one.peer is None and whom in {"all", one.person.id.hex()[:PID_SHOWN]}
    ]
    again = [
        one.person
        for one in others
        if one.peer is not None
        and (one.peer.refused or one.peer.done)
        and one.person.id.hex()[:PID_SHOWN] == whom
        and one.peer.mark != noting.mark_of(survey)
    ]
    for other in (*meant, *again):
        card = cards.invitation(draft, survey, person.nick)
        await owe(db, world, To.person(other, None, BROADCAST), card, kind="notice")
    fresh = {other.id: Peer() for other in (*meant, *again)}
    drop_on = world.today() + timedelta(days=PILOTED.days)
    pilot = replace(pilot, peers={**pilot.peers, **fresh}, drop_on=drop_on)
    await pilots.save_pilot(db, world.keys, pilot)
    others = await _others(db, world, person, pilot, survey)
    card = cards.who_card(draft, survey, others, len(pilot.notes))
    toast = say("piloting.sent" if fresh else "piloting.sent_before")
    return replace(_card(card), toast=toast)


async def start(db: AsyncSession, world: World, person: Person, draft: DraftId) -> Spoken:
    """A peer begins to try a draft, as it is now."""
    pilot = await pilots.load_pilot(db, world.keys, draft)
    author = None if pilot is None else await people.load_person(db, world.keys, pilot.owner)
    if pilot is None or author is None or person.id not in pilot.peers:
        return Spoken(toast=say("piloting.gone"))
    try:
        survey = await picturing.publish(db, await survey_of(db, world, draft))
    except SurveyMistake:
        return Spoken(toast=say("piloting.gone"))
    trial = Trial(
        pid=person.id,
        tag=world.fresh_bytes(6).hex(),
        survey=survey,
        envelope=Envelope(None),
        maker=author.nick,
        drop_on=world.today() + timedelta(days=1),
        draft=draft,
        piloting=True,
    )
    return await walking.begin(db, world, person, trial)


async def refuse(db: AsyncSession, world: World, person: Person, draft: DraftId) -> Spoken:
    """A peer can't just now."""
    pilot = await pilots.load_pilot(db, world.keys, draft, lock=True)
    author = None if pilot is None else await people.load_person(db, world.keys, pilot.owner)
    if pilot is None or author is None or person.id not in pilot.peers:
        return Spoken(toast=say("piloting.gone"))
    if not pilot.peers[person.id].done:
        peers = {**pilot.peers, person.id: Peer(refused=True)}
        await pilots.save_pilot(db, world.keys, replace(pilot, peers=peers))
    return Spoken(toast=say("piloting.no_done", author=author.nick))


async def show_notes(db: AsyncSession, world: World, person: Person, draft: DraftId) -> Spoken:
    """Show its author what peers made of a draft, question by question."""
    survey = await _own(db, world, person, draft)
    if isinstance(survey, Spoken):
        return survey
    pilot = await _pilot(db, world, person, draft)
    names = {}
    for pid in pilot.peers:
        peer = await people.load_person(db, world.keys, pid)
        names[pid] = "" if peer is None else peer.nick
    kept = await drafts.load_draft(db, world.keys, draft)
    entries = () if kept is None else kept.draft.entries
    handles = {one.id: one.handle for one in entries if not one.locked}
    return Spoken(cards.notes_cards(draft, survey, pilot.notes, names, handles), kind="notice")


async def use(
    db: AsyncSession, world: World, person: Person, draft: DraftId, which: tuple[int, str]
) -> Spoken:
    """Its author takes a peer's words for a question. ``which``: its handle, and by whom."""
    kept = await drafts.load_draft(db, world.keys, draft, lock=True)
    handle, peer = which
    entry = None if kept is None or kept.owner != person.id else kept.draft.entry(handle)
    if kept is None or entry is None:
        return Spoken(toast=say("piloting.gone"))
    pilot = await _pilot(db, world, person, draft)
    of_it = [one for one in pilot.notes if one.question == entry.id and cards.may_use(one)]
    note = next((one for one in of_it if one.by.hex()[: cards.PID_USED] == peer), None)
    if note is None:
        return Spoken(toast=say("piloting.gone"))
    done = apply(kept.draft, SetWords(handle, Part.TEXT, " ".join(note.words.split())))
    if done.refused is not None:
        return Spoken(toast=refused_words(done.refused))
    await drafts.save_draft(
        db, world.keys, replace(kept, draft=done.draft, drop_on=designing.drop_on(world))
    )
    await _follow(db, world, pilot, entry.id, done.draft.entry(handle))
    return replace(await show_notes(db, world, person, draft), toast=say("piloting.used"))


async def _follow(
    db: AsyncSession, world: World, pilot: Pilot, was: QuestionKey, entry: Entry | None
) -> None:
    """Notes stay with a question whose id was made from its words."""
    if entry is None or entry.id == was:
        return
    notes = tuple(
        replace(one, question=entry.id) if one.question == was else one for one in pilot.notes
    )
    await pilots.save_pilot(db, world.keys, replace(pilot, notes=notes))


async def piloted(db: AsyncSession, world: World, draft: DraftId) -> Piloted:
    """How many peers tried a draft to its end, and whether any did since its last change."""
    pilot = await pilots.load_pilot(db, world.keys, draft)
    if pilot is None:
        return Piloted()
    marks = [peer.mark for peer in pilot.peers.values() if peer.done]
    try:
        now = noting.mark_of(await survey_of(db, world, draft))
    except SurveyMistake:
        return Piloted(len(marks))
    return Piloted(len(marks), now in marks)


def word_of_it(survey: Survey, tried: Piloted) -> str:
    """What is said of a pilot where a round is proposed; "" for a library survey as it is."""
    if tried.count:
        key = "as_it_is" if tried.since_change else "before_change"
        return say(f"piloting.{key}", count=tried.count)
    shipped = survey.key in library_keys()
    if shipped and load_library(survey.key).questions == survey.questions:
        return ""
    return say("piloting.by_nobody")


async def survey_of(db: AsyncSession, world: World, draft: DraftId) -> Survey:
    """The survey that a draft is.

    Raises:
        SurveyMistake: It is gone, or not finished.
    """
    kept = await drafts.load_draft(db, world.keys, draft)
    if kept is None:
        raise SurveyMistake("draft", ())
    return to_survey(kept.draft)


async def _own(db: AsyncSession, world: World, person: Person, draft: DraftId) -> Survey | Spoken:
    """The survey of a draft of theirs; or what is said where it is not, or not finished."""
    kept = await drafts.load_draft(db, world.keys, draft)
    if kept is None or kept.owner != person.id:
        return Spoken(toast=say("piloting.gone"))
    try:
        return to_survey(kept.draft)
    except SurveyMistake as missing:
        why = " ".join(f"{one.what}. {one.way_out}" for one in missing.mistakes[:1])
        return _card(Say(text=say("piloting.not_ready", why=why)))


async def _pilot(db: AsyncSession, world: World, person: Person, draft: DraftId) -> Pilot:
    known = await pilots.load_pilot(db, world.keys, draft, lock=True)
    return known or Pilot(draft, person.id, world.today() + timedelta(days=PILOTED.days))


async def _others(
    db: AsyncSession, world: World, person: Person, pilot: Pilot, survey: Survey
) -> list[Colleague]:
    """Every other Expert by Experience, by name, and how far each is with the draft as it is."""
    mine = {one.id for one in await accounts_of(db, world, person)}
    known = await people.list_people(db, world.keys, role=Role.EBE)
    return [
        Colleague(one, pilot.peers.get(one.id))
        for one in sorted(known, key=lambda one: (one.nick.casefold(), one.id))
        if one.id not in mine
    ]


def _card(card: Say) -> Spoken:
    return Spoken((card,), kind="notice")
