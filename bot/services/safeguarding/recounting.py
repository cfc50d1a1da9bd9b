"""Recounting one concern in words: what its page shows and its signed record holds.

Who wrote it is in here only where the concern shows it; nothing else leads there either.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot.services.safeguarding.calling import is_at
from bot.services.world import World
from bot.texts import say
from bot.wording.days import exactly, moment
from bot.wording.launching import title
from storage import audit, people, rounds, tickets
from surveys.ids import ParticipantId
from surveys.people.person import MOVED_ON, Person
from surveys.rounds.round import Way
from surveys.safeguarding.concern import Concern, Source, Telling
from surveys.safeguarding.naming import Mentions
from surveys.safeguarding.plan import HomePlan, Signpost
from surveys.safeguarding.routing import ORDER, lado_due, may_mean_staff

Known = Mapping[ParticipantId, Person]


@dataclass(frozen=True, slots=True)
class Done:
    """One thing that was done. ``words`` are theirs, exactly."""

    when: str
    who: str
    what: str
    words: str


@dataclass(frozen=True, slots=True)
class Ticket:
    """The sitting in which a ticket was used."""

    place: str
    opened: str


@dataclass(frozen=True, slots=True)
class Account:
    """One concern in words. ``at`` is exact to the second; "" stands for what is not known."""

    concern: Concern
    at: str
    category: str
    severity: str
    told: str
    written: str
    asked: str
    who: str
    home: HomePlan | None
    """None where no home is known; without numbers where none is written down."""
    by_staff: bool
    lado: tuple[Signpost, ...]
    lado_by: datetime
    same_home: bool
    """Acting on it may show who told, to somebody in the same home."""
    ticket: Ticket | None
    seen: str
    done: tuple[Done, ...]


async def recount(db: AsyncSession, world: World, concern: Concern) -> Account:
    """Put one concern into words, for somebody who may see it."""
    known = {one.id: one for one in await people.list_people(db, world.keys)}
    place = concern.home or concern.place
    home = _home_at(world, place) or (HomePlan(home=place) if place else None)
    written, asked = await _where(db, concern)
    by_staff = may_mean_staff(concern) or _names_responder(concern, known)
    return Account(
        concern,
        at=exactly(concern.at, world.zone),
        category=say(f"concern_category.{concern.category or 'unknown'}"),
        severity=say(f"concern_severity.{concern.severity}"),
        told=say(f"concern_telling.{concern.telling.value}"),
        written=written,
        asked=asked,
        who=_who(concern, known),
        home=home,
        by_staff=by_staff,
        lado=lado_of(home),
        lado_by=lado_due(concern.at, world.zone),
        same_home=not by_staff and home is not None and _by_another(concern),
        ticket=await _ticket(db, world, concern, known),
        seen=_seen(concern, known),
        done=tuple(
            Done(
                exactly(deed.at, world.zone),
                _doer(concern, deed.by, known),
                deed.what[:1].upper() + deed.what[1:],
                deed.words,
            )
            for deed in concern.deeds
        ),
    )


def _names_responder(concern: Concern, known: Known) -> bool:
    """Whether the words name somebody who answers concerns: staff, whatever the check thought."""
    mentions = Mentions.of(concern.words)
    return any(p.role in ORDER and mentions.name(p.nick, p.role) for p in known.values())


def _home_at(world: World, place: str) -> HomePlan | None:
    """What is written for a home, or for the one that a sitting's place is in."""
    return next((one for one in world.policy.plan.homes if is_at(place, one.home)), None)


def lado_of(home: HomePlan | None) -> tuple[Signpost, ...]:
    """The numbers of the council's LADO that are written down for a home."""
    numbers = home.numbers if home else ()
    return tuple(one for one in numbers if "lado" in f"{one.name} {one.about}".casefold())


def name_of(person: Person | None) -> str:
    """A colleague as others read them: Dee, safeguarding deputy."""
    if person is None:
        return say("concern_deed.somebody")
    role = say(f"my_role.{person.role.value}")
    return say("concern_deed.who", nick=person.nick or say("crew.no_name"), role=role)


def _by_another(concern: Concern) -> bool:
    return concern.category in {"risk_to_others", "bullying", "abuse", "exploitation"}


async def _where(db: AsyncSession, concern: Concern) -> tuple[str, str]:
    """Where it was written, and the question it stands under."""
    source = say(f"concern_source.{concern.source.value}")
    round_ = None if concern.round is None else await rounds.load_round(db, concern.round)
    if round_ is None:
        return source, ""
    asked = next((q.text["en"] for q in round_.survey.questions if q.id == concern.question), "")
    return f"{source}. {say('concern.in_round', title=title(round_))}", asked


def _who(concern: Concern, known: Known) -> str:
    if concern.source is Source.REHEARSAL:
        return say("concern.who_rehearsal")
    if concern.source is Source.HOUSE_TALK:
        return say("concern.who_talk")
    if concern.telling is Telling.NO_AUTHOR or concern.author is None:
        return say("concern.who_nobody")
    if not concern.shows_author:
        return say("concern.who_hidden")
    person = known.get(concern.author)
    if person is None and concern.nick:
        return say("concern.who_was", nick=concern.nick, home=concern.home)
    if person is None:
        return say("concern.who_ticket" if concern.place else "concern.who_left")
    nick = person.nick or say("concern.who_no_nick")
    if person.home == MOVED_ON:
        return say("concern.who_no_home", nick=nick)
    return say("concern.who_is", nick=nick, home=person.home)


def _doer(concern: Concern, by: ParticipantId | None, known: Known) -> str:
    if by is None:
        return say("concern_deed.earshot")
    if by == concern.author:
        return say("concern_deed.author")
    return name_of(known.get(by))


def _seen(concern: Concern, known: Known) -> str:
    return "" if concern.seen_by is None else name_of(known.get(concern.seen_by))


async def _ticket(db: AsyncSession, world: World, concern: Concern, known: Known) -> Ticket | None:
    """The place, and who opened the sitting and when, as the trail has it."""
    if not concern.place or concern.round is None:
        return None
    round_ = await rounds.load_round(db, concern.round)
    if round_ is not None and round_.way is not Way.TICKET:
        return None
    seat = concern.author and await tickets.find_seat(db, world.keys, concern.author)
    opened = [
        entry
        for entry in await audit.list_audit(db)
        if entry.action == "sitting opened"
        and entry.about == concern.round
        and entry.at <= concern.at
        and (not seat or entry.who == seat[1])
    ]
    if not opened or opened[-1].who is None:
        return Ticket(concern.place, say("concern.ticket_nobody"))
    who, when = name_of(known.get(opened[-1].who)), moment(opened[-1].at, world.zone)
    return Ticket(concern.place, say("concern.ticket_opened", who=who, when=when))
