"""Who is told of a concern, in which order, and when the clock looks at it next. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from surveys.ids import ParticipantId
from surveys.people.roles import Role
from surveys.safeguarding.concern import Concern, Ping
from surveys.safeguarding.naming import Mentions
from surveys.safeguarding.plan import Plan
from surveys.safeguarding.whose import STAFF

ORDER = (
    Role.SAFEGUARDING_LEAD,
    Role.SAFEGUARDING_DEPUTY,
    Role.OUTSIDE_PERSON,
    Role.TRUSTEE,
)
"""Who is told first, and who next when nobody says that they have seen it."""

ARRIVES_WITHIN, ARRIVES_WITHIN_SERIOUS = timedelta(minutes=3), timedelta(minutes=15)
"""How long a first word may be on its way: of severity 3, and of less. (Own judgement.)"""
REMIND_EVERY = timedelta(hours=24)
"""How often somebody is reminded of a step that is late."""
REVIEW_WITHIN = timedelta(hours=24)
"""An identity that one person opened is looked at by a second within this."""

SATURDAY = 5

ALERTED = "alerted"
NOBODY = "nobody could be alerted"
NOT_DELIVERED = "alert not delivered"
OFFER = "choices offered"
SEEN = "seen"
LATE = "late"
UNOPENED = "author told that nobody has opened it"


@dataclass(frozen=True, slots=True)
class Responder:
    """Somebody on the rota. ``home``: the home whose line they are in; "" for none."""

    pid: ParticipantId
    role: Role
    nick: str
    home: str
    away: bool = False


class Due(StrEnum):
    """What the clock has to do about a concern."""

    OFFER_OVER = "offer_over"
    UNREACHED = "unreached"
    UNSEEN = "unseen"
    UNOPENED = "unopened"
    LATE = "late"
    REVIEW = "review"
    OUT_OF_TIME = "out_of_time"


def route(
    concern: Concern, responders: Sequence[Responder], *, text: str | None = None
) -> tuple[Responder, ...]:
    """Whom to tell, first to last: lead, deputy, outside person, trustee.

    Never the author, nor anybody the words name; and where staff may have done it, or the words
    name anybody of the route, nobody of the author's home. Whoever is away is skipped, unless all
    are.

    Args:
        text: Words to look at besides the concern's own.
    """
    may_see = ranked(concern, responders, text=text)
    return tuple(one for one in may_see if not one.away) or may_see


def ranked(
    concern: Concern, responders: Sequence[Responder], *, text: str | None = None
) -> tuple[Responder, ...]:
    """Everybody who may ever be told of it, in the order of the route, away or not."""
    mentions = Mentions.of(concern.words if text is None else f"{concern.words}\n{text}")
    rota = [one for one in responders if one.role in ORDER]
    named = {one.pid for one in rota if mentions.name(one.nick, one.role)}
    by_staff = bool(named) or _may_mean_staff(concern, mentions)
    found = (
        one
        for one in rota
        if one.pid != concern.author
        and not (by_staff and is_home_level(concern, one))
        and one.pid not in named
    )
    return tuple(sorted(found, key=lambda one: (ORDER.index(one.role), one.pid)))


def may_mean_staff(concern: Concern, text: str | None = None) -> bool:
    """Whether staff may have done it: by its category, or because the words name any staff.

    The category alone is not enough: three in ten texts on abuse by staff are called something
    else (docs/safeguarding.md).
    """
    return _may_mean_staff(concern, Mentions.of(f"{concern.words}\n{text or ''}"))


def _may_mean_staff(concern: Concern, mentions: Mentions) -> bool:
    if concern.category == "staff_abuse" or mentions.means_safeguarding():
        return True
    return any(STAFF.search(sentence) for sentence in mentions.sentences)


def is_home_level(concern: Concern, one: Responder) -> bool:
    """Whether somebody is of a home that the concern may be about. Where no home is known,
    everybody who has one is."""
    homes = {concern.home, concern.place, *concern.homes} - {""}
    if not one.home:
        return False
    return not homes or one.home.casefold() in {home.casefold() for home in homes}


def acknowledge_within(concern: Concern, plan: Plan) -> timedelta:
    """How long somebody has to say that they have seen it before the next is told."""
    minutes = (
        plan.acknowledge_now_minutes if concern.is_urgent else plan.acknowledge_serious_minutes
    )
    return timedelta(minutes=minutes)


def pending(concern: Concern, plan: Plan) -> dict[Due, datetime]:
    """Everything the clock has yet to do about a concern, and when. Times are UTC instants."""
    if not concern.is_live:
        offered = _last(concern, OFFER) or concern.at
        return {Due.OFFER_OVER: offered + timedelta(minutes=plan.offer_minutes)}
    found = {} if concern.review_by is None else {Due.REVIEW: concern.review_by}
    if concern.filed_at is not None:
        return found | {Due.OUT_OF_TIME: concern.filed_at + timedelta(days=plan.keep_filed_days)}
    if concern.seen_by is None:
        return found | _unseen(concern, plan)
    return found | {Due.LATE: _late(concern, plan)}


def next_due(concern: Concern, plan: Plan, now: datetime) -> datetime | None:
    """When the clock looks at a concern next; ``now`` where something is overdue already."""
    found = pending(concern, plan).values()
    return max(min(found), now) if found else None


def next_to_tell(
    concern: Concern, responders: Sequence[Responder]
) -> tuple[Responder, bool] | None:
    """Who is told next, and whether they were told before: then the route starts again.

    Whoever was never told comes first, so somebody added to the rota later is reached; then
    whoever was told longest ago. None where nobody may be told.
    """
    told = {ping.to: ping.at for ping in concern.pings}
    on_route = route(concern, responders)
    fresh = [one for one in on_route if one.pid not in told]
    if fresh:
        return fresh[0], False
    if not on_route:
        return None
    return min(on_route, key=lambda one: told[one.pid]), True


def may_see(concern: Concern, responders: Sequence[Responder], pid: ParticipantId) -> bool:
    """Whether somebody may see a concern: they were told of it, or stand before one who was.

    The second is for a lead who was away when it came. Trustees see only what reached them.
    """
    order = ranked(concern, responders)
    place = next((at for at, one in enumerate(order) if one.pid == pid), None)
    if place is None or not concern.is_live:
        return False
    if pid in concern.alerted or order[place].role is Role.TRUSTEE:
        return pid in concern.alerted
    return any(one.pid in concern.alerted for one in order[place + 1 :])


def lado_due(at: datetime, zone: ZoneInfo) -> datetime:
    """By when the LADO is told of harm by staff: the same time on the next working day.

    Monday to Friday are working days. Bank holidays are not known here: the time given is then
    early, never late. Source: Working Together to Safeguard Children: "within one working day".
    """
    local = at.astimezone(zone)
    day: date = local.date() + timedelta(days=1)
    while day.weekday() >= SATURDAY:
        day += timedelta(days=1)
    return datetime.combine(day, local.time(), zone)


def newest_ping(concern: Concern) -> Ping | None:
    """The last word to anybody that a concern is there."""
    return max(reversed(concern.pings), key=lambda ping: ping.at, default=None)


def _unseen(concern: Concern, plan: Plan) -> dict[Due, datetime]:
    within = acknowledge_within(concern, plan)
    told_last = [at for at in (_last(concern, ALERTED), _last(concern, NOBODY)) if at]
    base = max(told_last, default=concern.at)
    found = {Due.UNSEEN: base + within}
    ping = newest_ping(concern)
    if ping is not None and ping.state == "lost":
        found[Due.UNREACHED] = ping.at
    if ping is not None and ping.state == "owed":
        arrives = ARRIVES_WITHIN if concern.is_urgent else ARRIVES_WITHIN_SERIOUS
        found[Due.UNREACHED] = ping.at + arrives
    told = any(deed.what in {SEEN, UNOPENED} for deed in concern.deeds)
    if concern.author is not None and not told:
        first = next((d.at for d in concern.deeds if d.what in {ALERTED, NOBODY}), concern.at)
        found[Due.UNOPENED] = first + within
    return found


def _late(concern: Concern, plan: Plan) -> datetime:
    """When the step that was promised, or the promise of one, is late, or late still."""
    assert concern.seen_at is not None, "whoever has seen it did so at a time"
    promised = concern.next_step_by or concern.seen_at + acknowledge_within(concern, plan)
    said = _last(concern, LATE)
    return promised if said is None or said < promised else said + REMIND_EVERY


def _last(concern: Concern, what: str) -> datetime | None:
    return next((deed.at for deed in reversed(concern.deeds) if deed.what == what), None)
