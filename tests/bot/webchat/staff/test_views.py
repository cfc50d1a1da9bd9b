"""Who reaches which staff view: the whole matrix, and what everybody else is told."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from importlib import import_module
from inspect import iscoroutinefunction, signature
from typing import cast

import pytest
from aiohttp import web

from bot.services.people.signing_in import pin_trouble
from bot.services.world import World
from bot.webchat.staff.views import BEFORE_PIN, BEHIND_PIN, add_staff_routes
from storage import people, rounds
from surveys.ids import RoundId
from surveys.people.roles import Role
from surveys.rounds.round import State, Way
from tests.bot.after_seal.house import House, a_round, seal_round, some_words
from tests.bot.webchat.staff.browsing import PIN, Browser
from tests.bot.webchat.staff.worries import RESPONDERS, worry

pytestmark = pytest.mark.sqlite_only

STAFF = ("Sam", "Rae", "Kit", "Jo", "Mo", "Lee", *RESPONDERS, "Lou", "Duty")
"""Reader, reader from one of the homes, EbE, designer, decision-maker, administrator; lead,
deputy, outside person, trustee; somebody to write to, a duty phone."""


OUTSIDE = (1033).to_bytes(16, "big").hex()
"""How a form names Ola."""
LOU = (int.from_bytes(bytes.fromhex(OUTSIDE), "big") + 2).to_bytes(16, "big").hex()


@dataclass(frozen=True)
class View:
    """A view, how it is asked for, and who may."""

    path: str
    allowed: frozenset[str]
    fields: tuple[tuple[str, str], ...] | None = None


ALL = frozenset(STAFF) - {"Duty"}
"""A duty phone is carried by whoever is on duty: it has no views, and no PIN to tell around."""
IN_ROUNDS = ALL - {"Lou"}
ADMIN = frozenset({"Lee"})
TOLD = frozenset({"Mina"})
"""Who was told of the concern on the table. The others on the rota were not, so far."""
APART = frozenset({"Sam"})
"""The one reader no home of whom was asked."""
NOBODY: frozenset[str] = frozenset()
TABLED = "staff/concerns/C-7F31/"
PAID_BY_TIME = frozenset({"Sam", "Rae", "Kit"})
"""Readers and Experts by Experience, who log their time: each sees their own and no other."""
RELEASERS = frozenset({"Sam", "Rae", "Kit", "Mo"})
A_TALK = (
    *(("home", "Maple House"), ("count", "3"), ("about", "free"), ("how", "shared")),
    *(("decider", "Mo"), ("hears_by", "2026-12-05")),
)
SORTING = ("", "groups", "group/1", "answer/00", "history", "break")
TWENTY = ("", "all", "break", "answer/00", "together", "result", "talk/00")
VIEWS = (
    View("staff/", ALL),
    View("staff/rounds/", IN_ROUNDS),
    View("staff/rounds/meet01/", IN_ROUNDS),
    View("staff/rounds/meet01/preview", frozenset()),  # nothing is read yet
    View("staff/rounds/meet01/result", frozenset()),
    View("staff/rounds/meet01/result.csv", frozenset()),
    View("staff/rounds/meet01/result.html", frozenset()),
    View("staff/rounds/meet01/result.json", frozenset()),
    View("staff/rounds/meet01/poster.pdf", frozenset()),
    View("results/meet01", frozenset()),
    View("results/meet01/all", frozenset()),
    View("staff/read/meet01/", frozenset({"Sam"}), ()),
    View("staff/read/meet01/", frozenset({"Sam"})),
    View("staff/sitting/ticket/", frozenset({"Kit"})),
    View(
        "staff/sitting/ticket/",
        frozenset({"Kit"}),
        (("does", "open"), ("place", "Maple House"), ("count", "5")),
    ),
    View("staff/messages/", ALL),
    View("staff/messages/" + "0" * 32, frozenset(), ()),
    View("staff/letters/" + "0" * 32, frozenset(), (("does", "open"),)),
    View("staff/listeners/", ADMIN),
    View("staff/listeners/", ADMIN, (("person", LOU), ("job", "visitor"), ("days", "3"))),
    View("staff/listeners/" + "0" * 32 + "/remove", frozenset(), ()),
    View("staff/trail/", ADMIN),
    View("staff/app/", ALL),
    View("staff/downloads/", ALL - ADMIN - {"Duty"}),
    View("staff/revoked/", ALL - ADMIN - {"Duty"}),
    View("staff/evidence/", frozenset({"Jo", "Mo"})),
    View("staff/evidence/", frozenset({"Jo", "Mo"}), (("home", ""), ("format", "docx"))),
    View("staff/concerns/", frozenset(RESPONDERS)),
    View(TABLED, TOLD),
    View(f"{TABLED}record.pdf", TOLD),
    View(f"{TABLED}seen", TOLD, ()),
    View(
        f"{TABLED}step",
        TOLD,
        (("words", "I ring"), ("safe", "x"), ("day", "2026-11-22"), ("time", "10:00")),
    ),
    View(f"{TABLED}reply", TOLD, (("reply", "Thank you."),)),
    View(f"{TABLED}ask", frozenset(), ()),  # who it is, is shown
    View(f"{TABLED}confirm", frozenset(), ()),
    View(f"{TABLED}home", frozenset(), (("home", "Maple House"),)),  # it has an author
    View(f"{TABLED}pass", TOLD, ()),
    View(f"{TABLED}over", TOLD, (("to", OUTSIDE), ("note", "They knew."))),
    View(f"{TABLED}filed", TOLD, (("saved", "yes"),)),
    View(f"{TABLED}nothing", frozenset(), ()),
    View("staff/concerns/C-0000/", frozenset()),
    View("staff/rota/", frozenset({"Mina", "Lee"})),
    View("staff/rota/" + "0" * 32, frozenset(), ()),
    View(f"staff/rota/{OUTSIDE}", TOLD, (("email", "ola@example.org"),)),
    View("staff/trustees/", frozenset({"Mina", "Tess"})),
    View("staff/safety/", frozenset({"Sam", "Rae", *RESPONDERS})),
    View("staff/safety/meet01/", frozenset()),  # it is sealed; see test_safety_reading
    View("staff/safety/meet01/", frozenset(), ()),
    View("staff/safety/meet01/worry/", frozenset()),
    View("staff/safety/meet01/worry/" + "x" * 12, frozenset(), (("says", "agree"),)),
    View("staff/safety/meet01/text/" + "x" * 12, frozenset()),
    View("staff/safety/meet01/text/" + "x" * 12, frozenset(), (("says", "fine"),)),
    View("staff/read/meet01/" + "x" * 12 + "/worry", frozenset(), (("says", "worried"),)),
    View("staff/people/", ADMIN),
    View("staff/people/" + "0" * 32 + "/reset", frozenset(), ()),
    View("staff/people/" + "0" * 32 + "/leave", frozenset()),
    View("staff/people/" + "0" * 32 + "/leave", frozenset(), ()),
    View(f"staff/people/{OUTSIDE}/leave", frozenset()),  # there is no other outside person
    View(f"staff/people/{LOU}/leave", ADMIN),
    View("staff/people/new-way", ADMIN, (("name", "yp0"), ("home", "Maple House"))),
    View("staff/people/move", ADMIN, (("name", "yp1"), ("home", "Birch House"))),
    View("staff/new-ways/", frozenset({"Mina", "Dee"})),
    View("staff/new-ways/" + "0" * 32 + "/agree", frozenset(), ()),  # nobody is asked for
    View("staff/new-ways/" + "0" * 32 + "/refuse", frozenset({"Mina", "Dee"}), ()),
    View("staff/pause/", frozenset({"Mina", "Lee"})),
    View("staff/pause/", frozenset({"Mina", "Lee"}), ()),
    View("staff/pause/end", frozenset({"Mina", "Lee"}), ()),
    View("staff/invitations/made/sheet.pdf", frozenset()),  # nothing is made yet
    View("staff/names/", ADMIN),
    View("staff/names/", ADMIN, (("kind", "people"), ("names", "Sam Hill"))),
    View("staff/names/out", ADMIN, (("kind", "people"), ("names", "Sam Hill"))),
    View("staff/names/clear", ADMIN, ()),
    View("staff/invitations/", ADMIN),
    View("staff/invitations/", ADMIN, (("role", "reader"), ("count", "1"), ("days", "3"))),
    View("staff/invitations/made/", ADMIN),
    View("staff/invitations/made/", ADMIN, ()),
    View("staff/invitations/revoke", ADMIN, (("link", "x" * 22),)),
    View("staff/read/meet01/topics", frozenset({"Sam"})),
    View("staff/read/meet01/all", frozenset({"Sam"})),
    View("staff/read/meet01/break", frozenset({"Sam"})),
    View("staff/read/meet01/" + "x" * 12, frozenset()),
    View("staff/read/meet01/" + "x" * 12, frozenset(), (("decision", "passed"),)),
    View("staff/read/meet01/leave-out", frozenset({"Sam"}), ()),  # nothing was passed on
    View("staff/read/meet01/stop", frozenset({"Sam"}), ()),
    View("staff/after-reading/", frozenset({"Sam", "Rae"})),  # Rae read nothing: led home
    View("staff/minutes/", PAID_BY_TIME),
    View("staff/minutes/minutes.csv", PAID_BY_TIME),
    View("staff/pay/", ADMIN),
    View("staff/pay/2026-11.csv", ADMIN),
    View(f"staff/pay/2026-10/{LOU}", ADMIN, (("does", "approve"),)),
    View("staff/rounds/meet01/approve", frozenset(), (("sure", "yes"), ("release", "00"))),
    View("staff/rounds/meet01/propose", frozenset(), (("sure", "yes"), ("themes", "none"))),
    View("staff/talks/", ALL - ADMIN),
    View("staff/talks/", frozenset({"Kit"}), A_TALK),
    View("staff/talks/talk-0/", frozenset()),  # nobody's talk is under way; see test_talks
    View("staff/talks/talk-0/", frozenset(), (("does", "stop"),)),
    View("staff/talks/talk-0/hand-over", frozenset(), ()),
    View("staff/talks/talk-0/read/", frozenset()),
    View("staff/talks/talk-0/read/", frozenset(), ()),
    View("staff/talks/talk-0/read/00", frozenset(), (("decision", "passed"),)),
    View("staff/talks/talk-0/read/00/worry", frozenset(), (("says", "worried"),)),
    View("staff/talks/talk-0/result", frozenset()),
    View("staff/talks/talk-0/file", frozenset()),
    View("staff/talks/talk-0/let-go", frozenset(), (("sure", "yes"), ("release", "00"))),
    View("staff/talks/talk-0/answer", frozenset(), (("words", "Done."),)),
    View("staff/themes/", frozenset({"Sam", "Rae", "Kit", "Mina", "Dee", "Ola"})),
    View("staff/themes/meet01/", APART),
    # Nothing is sorted yet, so that nobody can put anything forward; see test_theme_gate.
    *(View(f"staff/themes/meet01/{way}", NOBODY, ()) for way in ("forward", "looked", "let-go")),
    View("staff/themes/meet01/check", NOBODY, ()),
    View("staff/themes/meet01/worry/00", NOBODY, (("says", "worried"),)),
    View("staff/themes/meet01/also/1", NOBODY),
    View("staff/themes/meet01/also/1", NOBODY, (("words", "More of this"),)),
    # Without a slot of theirs a reader is led to what comes before one, and begins none unread.
    View("staff/sort/meet01/", APART),
    View("staff/sort/meet01/1/", NOBODY, ()),
    *(View(f"staff/sort/meet01/1/{way}", APART) for way in SORTING),
    View("staff/sort/meet01/1/move", APART, (("does", "tag"), ("seen", "0"))),
    View("staff/twenty/meet01/", APART),
    View("staff/twenty/meet01/1/", NOBODY, ()),
    *(View(f"staff/twenty/meet01/1/{way}", APART) for way in TWENTY),
    View("staff/twenty/meet01/1/answer/00", APART, (("theme", "food"),)),
    View("staff/twenty/meet01/1/answer/00/worry", APART, (("says", "worried"),)),
    *(View(f"staff/twenty/meet01/1/{way}", APART, ()) for way in ("done", "leave", "alike")),
    View("staff/twenty/meet01/1/together", APART, (("words", "Rest, or rules?"),)),
    View("staff/twenty/meet01/1/talk/00", APART, (("theme", "food"),)),
    View("staff/rounds/nobody/", frozenset()),
    View("staff/read/nobody/", frozenset(), ()),
)


async def set_the_table(house: House) -> None:
    """A round whose words wait, a ticket round in the field, and a concern for the lead."""
    await seal_round(house, some_words(6))
    ticket = replace(a_round(State.OPEN, count=None, way=Way.TICKET), tag="ticket")
    other = ticket.survey.model_copy(update={"key": "other"})
    async with house.world.database.write() as db:
        await rounds.add_round(db, replace(ticket, id=RoundId("tickets"), survey=other))
    assert house.pid("Ola").hex() == OUTSIDE
    await worry(house)


async def ask(browser: Browser, name: str, view: View) -> int:
    page = (
        await browser.get(name, view.path)
        if view.fields is None
        else await browser.post(name, view.path, **dict(view.fields))
    )
    return page.status


WAYS_IN = {"staff/", "staff/pin", "staff/choose", "staff/lock", "staff/app/"}
"""What stands before the door; tests of their own look at these."""


def test_c1_no_route_of_the_staff_views_is_left_out_of_the_matrix() -> None:
    """A view added later is in the table above, or this fails."""
    site = web.Application()
    add_staff_routes(site, cast(World, None))
    tried = {(view.path, "GET" if view.fields is None else "POST") for view in VIEWS}
    left_out = []
    for route in site.router.routes():
        assert route.resource is not None
        path = route.resource.canonical.removeprefix("/c/{slot}/")
        pattern = re.compile(re.sub(r"\{\w+\}", "[^/]+", path))
        found = any(how == route.method and pattern.fullmatch(where) for where, how in tried)
        is_ours = path != route.resource.canonical and path not in WAYS_IN
        if is_ours and route.method != "HEAD" and not found:
            left_out.append((path, route.method))

    assert left_out == []


def test_every_view_that_is_loaded_when_it_is_opened_is_there() -> None:
    """A name with a slip in it would be found out by whoever opens the page."""
    alone = dict.fromkeys(BEFORE_PIN.values(), ("request",))
    behind = dict.fromkeys(BEHIND_PIN.values(), ("request", "person"))
    for name, given in (*alone.items(), *behind.items()):
        module, _, function = name.partition(".")
        found = getattr(import_module(f"bot.webchat.staff.{module}"), function)

        assert iscoroutinefunction(found), name
        signature(found).bind(*given)


@pytest.mark.parametrize("name", STAFF)
@pytest.mark.full
async def test_c1_each_role_reaches_its_own_views_and_no_others(
    house: House, browser: Browser, name: str
) -> None:
    """C1: what is not theirs is not there; a slip here shows words to the wrong person."""
    await set_the_table(house)
    await browser.sign_in(name)
    reached = {
        (view.path, view.fields is not None): (await ask(browser, name, view)) == 200
        for view in VIEWS
    }
    expected = {(v.path, v.fields is not None): name in v.allowed for v in VIEWS}
    if name in RELEASERS:
        # They may ask; they are told that words wait first, and nothing is put forward.
        page = await browser.post(name, "staff/rounds/meet01/propose", sure="yes", themes="none")
        assert page.status == 422
        assert "aren't read yet" in page.words

    assert reached == expected


@pytest.mark.parametrize("name", ["yp0", "nobody", "Duty"])
async def test_c1_everybody_else_gets_one_and_the_same_reply(
    house: House, browser: Browser, name: str
) -> None:
    """C1: a young person, or a stranger, cannot even tell which views exist."""
    await set_the_table(house)
    pages = [
        await browser.get(name, view.path)
        if view.fields is None
        else await browser.post(name, view.path, **dict(view.fields))
        for view in VIEWS
    ]
    nowhere = await browser.get(name, "staff/there-is-no-such-view")

    assert {page.status for page in pages} == {404}
    assert {page.text for page in pages} == {nowhere.text}


@pytest.mark.parametrize("name", STAFF)
async def test_without_the_pin_every_view_leads_to_it(
    house: House, browser: Browser, name: str
) -> None:
    """A cookie alone is whoever sits at the laptop."""
    await set_the_table(house)
    await browser.sign_in(name)
    await browser.post(name, "staff/lock")
    for view in VIEWS:
        if view.path.startswith("results/") or name not in view.allowed:
            continue
        page = (
            await browser.get(name, view.path)
            if view.fields is None
            else await browser.post(name, view.path, **dict(view.fields))
        )

        assert "Type your PIN" in page.text, view
        assert "I would change" not in page.text


async def test_c4_a_role_taken_away_is_refused_at_the_next_request(
    house: House, browser: Browser
) -> None:
    """C4: nobody waits for a session to end; open pages and buttons included."""
    await seal_round(house, some_words(6))
    await browser.sign_in("Sam")
    page = await browser.post("Sam", "staff/read/meet01/")
    assert page.status == 200
    async with house.world.database.write() as db:
        await people.delete_person(db, house.pid("Sam"))
        demoted = replace(house.people["Sam"], role=Role.DESIGNER)
        await people.add_person(db, house.world.keys, demoted)

    path = f"staff/read/meet01/{page.handle}"
    assert (await browser.get("Sam", "staff/read/meet01/")).status == 404
    assert (await browser.post("Sam", path, decision="passed")).status == 404


async def test_views_lock_after_ten_idle_minutes_and_words_leave_the_screen(
    house: House, browser: Browser
) -> None:
    """A laptop left open shows nobody's words for long."""
    await seal_round(house, some_words(6))
    await browser.sign_in("Sam")
    page = await browser.post("Sam", "staff/read/meet01/")
    refresh = 'http-equiv="refresh" content="605"'
    assert refresh in page.text
    house.clock.on(minutes=10)

    again = await browser.get("Sam", "staff/read/meet01/")
    assert "Type your PIN" in again.text
    assert "I would change" not in again.text


async def test_every_view_is_dressed_in_the_same_headers(house: House, browser: Browser) -> None:
    """A18: nothing of these pages may be stored, framed or sent elsewhere."""
    await seal_round(house, some_words(6))
    await browser.sign_in("Sam")
    for path in ("staff/", "staff/rounds/", "staff/rounds/meet01/"):
        page = await browser.get("Sam", path)

        assert page.headers["Cache-Control"] == "no-store"
        assert "default-src 'none'" in page.headers["Content-Security-Policy"]
        assert page.headers["X-Frame-Options"] == "DENY"
        assert page.headers["Referrer-Policy"] == "no-referrer"
        assert "<script>" not in page.text
        assert "style=" not in page.text


async def test_a_form_posted_from_another_site_is_refused(house: House, browser: Browser) -> None:
    """A link in a message must not be able to approve a release."""
    await seal_round(house, some_words(6))
    await browser.sign_in("Sam")
    answer = await browser.client.post(
        "/c/Sam/staff/read/meet01/",
        headers={
            "Cookie": "earshot_Sam=own.Sam-0123456789abcdef",
            "Sec-Fetch-Site": "cross-site",
        },
    )

    assert answer.status == 403


async def test_several_people_are_signed_in_side_by_side(house: House, browser: Browser) -> None:
    """The demo, and a shared office computer: one person's PIN opens nobody else's views."""
    await seal_round(house, some_words(6))
    await browser.sign_in("Sam", "Jo")
    await browser.post("Jo", "staff/lock")

    assert "Hello Sam" in (await browser.get("Sam", "staff/")).text
    assert "Type your PIN" in (await browser.get("Jo", "staff/")).text
    browser.tokens["Sam"] = "Sam-fedcba9876543210"
    assert "Type your PIN" in (await browser.get("Sam", "staff/")).text


def test_the_pin_of_these_tests_is_one_that_would_be_taken() -> None:
    """Otherwise they would prove nothing about real ones."""
    assert pin_trouble(PIN) is None
