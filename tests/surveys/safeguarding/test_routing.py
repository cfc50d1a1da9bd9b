"""The route: who is told of a concern, in which order, and when the clock looks again."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from surveys.ids import ParticipantId
from surveys.people.roles import Role
from surveys.safeguarding import routing
from surveys.safeguarding.concern import Concern, Deed, Ping, Source, Telling
from surveys.safeguarding.naming import names
from surveys.safeguarding.plan import Plan
from surveys.safeguarding.routing import Due, Responder

EXAMPLES = 1000 if os.environ.get("EARSHOT_FULL") else 40
NOW = datetime(2027, 3, 1, 12, tzinfo=UTC)
LONDON = ZoneInfo("Europe/London")


def pid(number: int) -> ParticipantId:
    return ParticipantId(number.to_bytes(16, "big"))


LEAD = Responder(pid(1), Role.SAFEGUARDING_LEAD, "Mina", "")
DEPUTY = Responder(pid(2), Role.SAFEGUARDING_DEPUTY, "Dee", "")
OUTSIDE = Responder(pid(3), Role.OUTSIDE_PERSON, "Omar", "")
TRUSTEE = Responder(pid(4), Role.TRUSTEE, "Tess", "")
ROTA = (TRUSTEE, DEPUTY, OUTSIDE, LEAD)

CONCERN = Concern(
    id=bytes(16),
    handle="C-7F3K",
    at=NOW,
    source=Source.ANSWER,
    telling=Telling.TOLD_FIRST,
    severity=3,
    words="my stepdad keeps hitting me",
    category="abuse",
    author=pid(9),
    home="Elm House",
)

responders = st.lists(
    st.builds(
        Responder,
        pid=st.integers(1, 40).map(pid),
        role=st.sampled_from([*routing.ORDER, Role.ADMIN, Role.READER]),
        nick=st.sampled_from(["Mina", "Dee", "Omar", "Tess", "Will", ""]),
        home=st.sampled_from(["", "Elm House", "elm house", "Oak House"]),
        away=st.booleans(),
    ),
    max_size=8,
    unique_by=lambda one: one.pid,
)
concerns = st.builds(
    replace,
    st.just(CONCERN),
    words=st.sampled_from(
        ["my stepdad hit me", "staff hit me", "Mina did it", "the manager locks me in", "will he"]
    ),
    category=st.sampled_from(["abuse", "staff_abuse", "self_harm", None]),
    home=st.sampled_from(["", "Elm House"]),
    severity=st.integers(1, 3),
)


def roles(route: tuple[Responder, ...]) -> list[Role]:
    return [one.role for one in route]


def test_the_lead_is_told_first_and_a_trustee_last() -> None:
    """Section 3.7: lead, deputy, somebody outside, trustee."""
    assert routing.route(CONCERN, ROTA) == (LEAD, DEPUTY, OUTSIDE, TRUSTEE)


@settings(max_examples=EXAMPLES, deadline=None)
@given(concern=concerns, rota=responders)
def test_c7_g10_nobody_named_and_nobody_of_the_home_of_staff_is_ever_on_the_route(
    concern: Concern, rota: list[Responder]
) -> None:
    """Property: whatever the rota. Only those four roles, in their order, each once."""
    route = routing.route(concern, rota)

    assert not any(names(concern.words, one.nick, one.role) for one in route)
    assert [routing.ORDER.index(one.role) for one in route] == sorted(
        routing.ORDER.index(one.role) for one in route
    )
    assert len({one.pid for one in route}) == len(route)
    assert concern.author not in {one.pid for one in route}
    if routing.may_mean_staff(concern):
        own = {"elm house"} if concern.home else {"elm house", "oak house"}
        assert not any(one.home.lower() in own for one in route)


def test_c7_where_one_of_the_rota_is_named_nobody_of_the_home_is_told() -> None:
    """A colleague of whoever is named, in the same home, is no safe pair of ears.

    Fails when a name alone, without a word for staff, leaves the home's own people on the route.
    """
    deputy = replace(DEPUTY, home="Elm House")
    named = replace(CONCERN, words="mina hits me")

    assert routing.route(named, (LEAD, deputy, OUTSIDE)) == (OUTSIDE,)
    assert deputy in routing.route(CONCERN, (LEAD, deputy, OUTSIDE))


@settings(max_examples=EXAMPLES, deadline=None)
@given(concern=concerns, rota=responders)
def test_whoever_is_away_is_skipped_while_somebody_is_there(
    concern: Concern, rota: list[Responder]
) -> None:
    """Property: an empty route is worse than one who is away."""
    ranked, route = routing.ranked(concern, rota), routing.route(concern, rota)
    there = tuple(one for one in ranked if not one.away)

    assert route == (there or ranked)


@pytest.mark.parametrize(
    "words",
    [
        *("staff hit me", "the manager locked me in", "my key worker touches me"),
        *("the safeguarding lead grabbed me", "the DSL hit me", "the designated lead hit me"),
    ],
)
def test_g10_words_that_mean_staff_count_whatever_the_category_is(words: str) -> None:
    """Three in ten texts on abuse by staff are called something else."""
    own = replace(LEAD, home="Elm House")
    concern = replace(CONCERN, words=words, category="abuse")

    assert routing.route(concern, [own, DEPUTY]) == (DEPUTY,)
    assert routing.route(CONCERN, [own, DEPUTY]) == (own, DEPUTY)


def test_g10_where_no_home_is_known_nobody_of_any_home_is_told_of_staff() -> None:
    """A ticket's words may be about the home of whoever would read them."""
    own = replace(LEAD, home="Oak House")
    concern = replace(CONCERN, words="staff hit me", home="", place="")

    assert routing.route(concern, [own, DEPUTY]) == (DEPUTY,)
    assert routing.route(replace(concern, place="Elm House"), [own, DEPUTY]) == (own, DEPUTY)


def told(concern: Concern, *people: Responder, at: datetime = NOW) -> Concern:
    for place, one in enumerate(people):
        then = at + timedelta(minutes=10 * place)
        pings = tuple(p for p in concern.pings if p.to != one.pid)
        concern = replace(
            concern,
            alerted=tuple(dict.fromkeys((*concern.alerted, one.pid))),
            pings=(*pings, Ping(one.pid, then, b"m", "arrived")),
        ).done(Deed(then, routing.ALERTED))
    return concern


def test_g7_the_route_starts_again_at_the_top_and_takes_in_whoever_is_new() -> None:
    """Somebody added to the rota meanwhile is told before anybody is told twice."""
    all_told = told(CONCERN, LEAD, DEPUTY, OUTSIDE, TRUSTEE)
    second = replace(DEPUTY, pid=pid(7), nick="Kit")

    assert routing.next_to_tell(all_told, ROTA) == (LEAD, True)
    assert routing.next_to_tell(all_told, (*ROTA, second)) == (second, False)
    assert routing.next_to_tell(told(all_told, LEAD, at=NOW + timedelta(hours=1)), ROTA) == (
        DEPUTY,
        True,
    )
    assert routing.next_to_tell(CONCERN, ()) is None


@pytest.mark.parametrize(("severity", "minutes"), [(3, 10), (2, 240), (1, 240)])
def test_g7_an_acknowledgement_is_due_in_minutes_or_hours_by_severity(
    severity: int, minutes: int
) -> None:
    """Ten minutes at severity 3, four hours at 2; first it is checked that the word arrived."""
    concern = replace(told(CONCERN, LEAD), severity=severity)
    due = routing.pending(concern, Plan())

    assert due[Due.UNSEEN] == NOW + timedelta(minutes=minutes)
    assert due[Due.UNOPENED] == NOW + timedelta(minutes=minutes)
    assert routing.next_due(concern, Plan(), NOW) == NOW + timedelta(minutes=minutes)
    fresh = replace(concern, pings=(Ping(LEAD.pid, NOW, b"m"),))
    arrives = 3 if severity == 3 else 15
    assert routing.next_due(fresh, Plan(), NOW) == NOW + timedelta(minutes=arrives)


def test_what_is_overdue_is_due_now() -> None:
    """After a day off, the next tick does it."""
    later = NOW + timedelta(days=1)

    assert routing.next_due(told(CONCERN, LEAD), Plan(), later) == later


def test_c7_a_lead_who_is_named_can_not_see_it_and_the_deputy_can() -> None:
    """C7, also where the lead was told by mistake."""
    concern = told(replace(CONCERN, words="Mina hit me"), LEAD, DEPUTY)

    assert not routing.may_see(concern, ROTA, LEAD.pid)
    assert routing.may_see(concern, ROTA, DEPUTY.pid)


def test_whoever_was_passed_by_while_away_may_see_it_and_nobody_further_on() -> None:
    """A lead who is back sees what the deputy was told. Trustees see what reached them."""
    away = replace(LEAD, away=True)
    concern = told(CONCERN, DEPUTY)
    rota = (away, DEPUTY, OUTSIDE, TRUSTEE)

    assert [routing.may_see(concern, rota, one.pid) for one in rota] == [True, True, False, False]
    offered = replace(concern, telling=Telling.OFFERED)
    assert not any(routing.may_see(offered, rota, one.pid) for one in rota)


@pytest.mark.parametrize(
    ("at", "due"),
    [
        ("2027-03-03T16:02", "2027-03-04T16:02"),
        ("2027-03-05T16:02", "2027-03-08T16:02"),
        ("2027-03-06T09:00", "2027-03-08T09:00"),
        ("2027-03-26T16:00", "2027-03-29T16:00"),
        ("2027-10-29T16:00", "2027-11-01T16:00"),
    ],
)
def test_g10_the_lado_is_told_within_one_working_day(at: str, due: str) -> None:
    """The same wall time on the next working day, over weekends and changes of the clocks."""
    given_at = datetime.fromisoformat(at).replace(tzinfo=LONDON).astimezone(UTC)

    assert routing.lado_due(given_at, LONDON) == datetime.fromisoformat(due).replace(tzinfo=LONDON)


moments = st.integers(-3000, 3000).map(lambda minutes: NOW + timedelta(minutes=minutes))
maybe = st.none() | moments


@settings(max_examples=EXAMPLES, deadline=None)
@given(
    concern=st.builds(
        replace,
        concerns,
        telling=st.sampled_from(Telling),
        author=st.none() | st.just(pid(9)),
        filed_at=maybe,
        review_by=maybe,
        next_step_by=maybe,
        pings=st.lists(
            st.builds(
                Ping,
                to=st.integers(1, 4).map(pid),
                at=moments,
                message=st.just(b"m"),
                state=st.sampled_from(["owed", "arrived", "lost", "passed", "again"]),
            ),
            max_size=4,
            unique_by=lambda ping: ping.to,
        ).map(tuple),
        deeds=st.lists(
            st.builds(
                Deed,
                at=moments,
                what=st.sampled_from([routing.ALERTED, routing.LATE, routing.UNOPENED, "x"]),
            ),
            max_size=5,
        ).map(tuple),
    ),
    seen_at=maybe,
    now=moments,
)
def test_g7_whatever_was_done_the_clock_always_looks_again(
    concern: Concern, seen_at: datetime | None, now: datetime
) -> None:
    """Property: no deed, in any order, leaves a concern that nothing will ever come back to.

    And while nobody has seen it, that is within the time to acknowledge it.
    """
    seen_by = None if seen_at is None else pid(1)
    concern = replace(concern, seen_at=seen_at, seen_by=seen_by)
    due = routing.next_due(concern, Plan(), now)

    assert due is not None
    assert due >= now
    if concern.is_live and seen_by is None and concern.filed_at is None:
        told = [d.at for d in concern.deeds if d.what == routing.ALERTED] or [concern.at]
        latest = max(told) + routing.acknowledge_within(concern, Plan())
        assert due <= max(now, latest)
