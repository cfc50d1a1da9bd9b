"""Linked: what else is kept beside somebody's random id, in plain words, for /mydata (X5)."""

from __future__ import annotations

from datetime import date

from sqlalchemy.ext.asyncio import AsyncSession

from bot.services.knowing import Visit
from bot.services.world import World
from bot.texts import say
from bot.wording.days import dated, day, month_of
from bot.wording.plain import defuse, in_words
from storage import (
    asked_as,
    calls,
    envelopes,
    ledger,
    listeners,
    new_ways,
    outbox,
    pilots,
    ratings,
    rounds,
    signins,
)
from storage.authenticators import has_authenticator
from storage.keys import RoundKeyGone
from surveys.anonymity.envelope import Envelope, unpack
from surveys.people.person import Person
from surveys.retention import last_day
from surveys.rounds.round import Round


async def list_envelopes(
    db: AsyncSession, world: World, here: Visit
) -> list[tuple[Round, Envelope]]:
    """Every envelope of theirs that can still be opened, whatever state its round is in."""
    if here.pid is None:
        return []
    found = []
    for rid in await ledger.rounds_of(db, here.pid):
        round_ = await rounds.load_round(db, rid)
        try:
            blob = await envelopes.load_envelope(db, world.keys, rid, here.pid)
        except RoundKeyGone:
            continue
        if round_ is not None and blob is not None:
            found.append((round_, unpack(blob)))
    return found


async def list_also(db: AsyncSession, world: World, here: Visit) -> list[str]:
    """Lines about sign-ins, what is on its way, the last month heard from, and their job."""
    if here.pid is None:
        return []
    language, kept = here.language, []
    browsers = await signins.count_signins(db, here.pid, world.today())
    waiting = await outbox.count_owed_to(db, here.pid)
    if browsers:
        kept.append(say("linked.browsers", language, count=browsers))
    if waiting:
        kept.append(say("linked.waiting", language, count=waiting))
    if any(envelope.lock for _, envelope in await list_envelopes(db, world, here)):
        kept.append(say("linked.lock", language))
    if await calls.list_calls_of(db, world.keys, here.pid):
        kept.append(say("linked.call", language))
    if isinstance(here.who, Person):
        kept += await _tried(db, world, here.who, language)
        kept += await _may_rate(db, world, here, here.who)
        kept += await _lived(db, world, here, here.who)
        if any(here.pid in way.whose for way in await new_ways.list_new_ways(db, world.keys)):
            kept.append(say("linked.new_way", language))
        kept += _heard(world, here)
        kept += await _working(db, world, here, here.who)
    return kept


async def _tried(db: AsyncSession, world: World, who: Person, language: str) -> list[str]:
    """A survey they try out now, and what they said of the questions of colleagues' drafts."""
    found = []
    if await pilots.load_trial(db, world.keys, who.id) is not None:
        found.append(say("linked.trial", language))
    for pilot in await pilots.list_pilots(db, world.keys):
        said = [note for note in pilot.notes if note.by == who.id]
        if pilot.owner == who.id:
            found.append(say("linked.pilot", language, count=len(pilot.notes)))
        if said:
            words = [defuse(note.words) for note in said if note.words]
            found.append(say("linked.notes", language, count=len(said), words="; ".join(words)))
    return found


async def _may_rate(db: AsyncSession, world: World, here: Visit, who: Person) -> list[str]:
    """Answers they can rate now: the same line whether or not they have."""
    found, asked = [], set(await ledger.rounds_of(db, who.id))
    for rating in await ratings.list_open(db):
        round_ = await rounds.load_round(db, rating.rid) if rating.rid in asked else None
        if round_ is not None:
            title = in_words(round_.survey.title, here.language)
            ends = day(rating.closes_at.astimezone(world.zone).date(), here.language)
            found.append(say("rate.envelope", here.language, title=title, day=ends))
    return found


async def _lived(db: AsyncSession, world: World, here: Visit, who: Person) -> list[str]:
    """Where they lived when a round asked them, if they have moved since."""
    found = []
    for rid in await ledger.rounds_of(db, who.id):
        was = (await asked_as.load_asked(db, world.keys, rid)).get(who.id)
        round_ = await rounds.load_round(db, rid)
        if was is not None and round_ is not None and was.home not in {"", who.home}:
            title = in_words(round_.survey.title, here.language)
            home = defuse(was.home)
            found.append(say("linked.asked_at", here.language, title=title, home=home))
    return found


def _heard(world: World, here: Visit) -> list[str]:
    """The month they were last heard from, and when they would be forgotten by itself."""
    assert isinstance(here.who, Person), "only a person has a month"
    if not here.desk.month or here.who.role.is_staff:
        return []
    month = date.fromisoformat(f"{here.desk.month}-01")
    until = last_day(month, world.policy.retention.people_days)
    return [
        say("linked.heard", here.language, month=month_of(month, here.language)),
        say("linked.until", here.language, day=dated(until, here.language)),
    ]


async def _working(db: AsyncSession, world: World, here: Visit, who: Person) -> list[str]:
    if not who.role.is_staff:
        return []
    found = []
    if await signins.has_pin(db, who.id):
        found.append(say("linked.pin", here.language))
    if await has_authenticator(db, who.id):
        found.append(say("linked.app", here.language))
    if any(one.pid == who.id for one in await listeners.list_listeners(db, world.keys)):
        found.append(say("linked.card", here.language))
    return [*found, say("linked.trail", here.language)]
