"""C1, C4, C5 over HTTP: every role × every way of the staff views × whose it is.

The cells come from the program's own table. Whoever may not is told exactly what a stranger is
told of a page that never was, and not one row of the database is another.
"""

from __future__ import annotations

import os
import re
from dataclasses import replace

import pytest

from storage import people
from surveys.people.access import TABLE, WAYS
from surveys.people.access import may as permits
from surveys.people.deeds import STRANGER, TICKET, Deed, Only
from surveys.people.roles import Role
from tests.attacks.access.table import (
    ELSEWHERE,
    NAMES,
    OWN_TESTS,
    RESULTS,
    TRIES,
    Stage,
    Table,
    dump,
    lay,
    may,
    short,
    views,
    worried_first,
)
from tests.bot.after_seal.house import House
from tests.bot.webchat.staff.browsing import Browser

EACH = list(NAMES)
FULL = bool(os.environ.get("EARSHOT_FULL"))
SAMPLE = EACH if FULL else [Role.ADMIN]
"""In ``make test``: who holds the keys."""


def _works_here(role: str) -> bool:
    return role not in {Role.YOUNG_PERSON, TICKET, STRANGER}


async def _refused(table: Table, role: str, ways: list[str]) -> None:
    """Each of these ways is answered like one that never was, and leaves everything as it was."""
    world, name = table.house.world, NAMES[role]
    nowhere = await table.browser.get(name, "staff/there-is-no-such-view")
    before = await dump(world)
    pages = {way: await table.go(name, way) for way in ways}
    after = await dump(world)

    assert nowhere.status == 404
    assert [way for way, page in pages.items() if page.status != 404] == []
    assert {page.text for page in pages.values()} <= {nowhere.text}
    assert [name for name in before if before[name] != after[name]] == []


@pytest.mark.parametrize("role", SAMPLE)
async def test_c1_what_is_not_theirs_is_not_there_and_changes_nothing(
    house: House, browser: Browser, role: str
) -> None:
    """Every closed cell of a role, with the real handles of what lies there for others."""
    table = await lay(house, browser)
    if _works_here(role):
        await browser.sign_in(NAMES[role])
    closed = [way for way in views() if not may(role, way)]

    assert len(closed) > 15
    await _refused(table, role, closed)


@pytest.mark.full
@pytest.mark.parametrize("stage", [Stage.READ, Stage.OUT])
@pytest.mark.parametrize("role", EACH)
async def test_c1_nothing_opens_as_a_round_goes_on(
    house: House, browser: Browser, role: str, stage: Stage
) -> None:
    """A result that is read, put forward and released widens nobody's role."""
    table = await lay(house, browser, stage)
    if _works_here(role):
        await browser.sign_in(NAMES[role])

    await _refused(table, role, [way for way in views() if not may(role, way)])


OPEN = [
    pytest.param(role, way, id=f"{role}-{short(way)}")
    for role in EACH
    for way in views()
    if may(role, way) and short(way) in TRIES
]


@pytest.mark.full
@pytest.mark.parametrize(("role", "way"), OPEN)
async def test_c1_what_is_theirs_opens(
    house: House, browser: Browser, role: str, way: str
) -> None:
    """A matrix of refusals alone would be held by a program that is switched off."""
    table, name = await lay(house, browser, TRIES[short(way)].stage), NAMES[role]
    await browser.sign_in(*{name, "Sam"})
    if "worry/" in way and "safety" in way:
        await worried_first(house, name)
    if way == "concern confirm":
        await table.go("Mina" if name != "Mina" else "Dee", "concern ask")
        other = "Mina" if name != "Mina" else "Dee"
        await browser.sign_in(other)
        await browser.post(other, f"staff/concerns/{table.handles[way]}/ask")
    await table.ready(name, way)
    page = await table.go(name, way)
    asked_only = short(way) in RESULTS and not permits(role, Deed.SEE_RESULTS)

    assert page.status == (404 if asked_only else 200), page.words


def test_c1_every_way_was_tried_by_somebody_who_may() -> None:
    """A way added to the table is tried by hand here too, or this fails."""
    own = [way for way in views() if any(part in way for part in OWN_TESTS)]
    ways = {short(way) for way in views() if way not in own}

    assert ways - set(TRIES) == ELSEWHERE
    assert set(TRIES) - ways == set()


@pytest.mark.parametrize("role", [r for r in SAMPLE if _works_here(r)])
async def test_c4_a_role_taken_away_takes_every_page_and_button_at_once(
    house: House, browser: Browser, role: str
) -> None:
    """Their sitting is open, their pile is drawn, a page is on the screen: none of it helps."""
    now = Role.LISTENER if role == Role.DESIGNER else Role.DESIGNER
    table, name = await lay(house, browser), NAMES[role]
    await browser.sign_in(name)
    lost = [way for way in views() if may(role, way) and not may(now, way)]
    for way in lost:
        if "read/{tag}/{handle}" in way:
            await table.ready(name, way)
    async with house.world.database.write() as db:
        before = await people.load_person(db, house.world.keys, house.pid(name))
        assert before is not None
        await people.delete_person(db, before.id)
        await people.add_person(db, house.world.keys, replace(before, role=now))
    await browser.sign_in(name)

    await _refused(table, role, lost)


@pytest.mark.full
@pytest.mark.parametrize("role", [r for r in EACH if _works_here(r)])
async def test_c4_somebody_who_was_removed_has_nothing_left(
    house: House, browser: Browser, role: str
) -> None:
    """The account is gone: what was open a moment ago is answered as to a stranger."""
    table, name = await lay(house, browser), NAMES[role]
    await browser.sign_in(name)
    async with house.world.database.write() as db:
        await people.delete_person(db, house.pid(name))

    await _refused(table, STRANGER, views())
    await _refused(table, role, views())


THEIRS = {Only.SENT_TO_THEM, Only.TOLD, Only.HANDLE, Only.APART, Only.OTHERS, Only.ON_ROTA}
"""Conditions under which somebody whose role may is still refused, for whose it is."""
WITH_OBJECT = [
    way
    for way in views()
    if THEIRS & set(TABLE[WAYS[way]].only) and ("{" in short(way) or way.startswith("concern "))
]


async def _take_to_another(table: Table) -> None:
    """Put somebody else's in the place of every handle; a home of theirs was asked."""
    for path in list(table.handles):
        if "messages/" in path or "letters/" in path:
            del table.handles[path]
    page = await table.browser.get("Lou", "staff/messages/")
    for kind in ("messages", "letters"):
        found = re.findall(rf'action="[^"]*/{kind}/([0-9a-f]{{32}})"', page.text)
        table.handles[f"staff/{kind}/{{handle}}"] = found[0]
    for path in list(table.handles):
        if "concerns/" in path or path.startswith("concern "):
            table.handles[path] = "C-7F32"
    table.handles |= dict.fromkeys(
        (way for way in views() if way.startswith("concern ")), "C-7F32"
    )
    table.handles["staff/rota/{handle}"] = table.house.pid("Sam").hex()


def _turn_to_oneself(table: Table, name: str) -> None:
    """What is done to a colleague, nobody does to themselves."""
    for path in ("reset", "leave"):
        table.handles[f"staff/people/{{handle}}/{path}"] = table.house.pid(name).hex()


@pytest.mark.full
@pytest.mark.parametrize("role", [role for role in EACH if _works_here(role)])
async def test_c5_another_persons_post_worry_round_or_text_is_refused(
    house: House, browser: Browser, role: str
) -> None:
    """The role may go the way; the handle is real and somebody else's."""
    table, name = await lay(house, browser), NAMES[role]
    house.people[name] = replace(house.people[name], home="Maple House")
    async with house.world.database.write() as db:
        await people.delete_person(db, house.pid(name))
        await people.add_person(db, house.world.keys, house.people[name])
    await browser.sign_in(*{name, "Lou", "Sam"})
    await _take_to_another(table)
    _turn_to_oneself(table, name)
    mine = [way for way in WITH_OBJECT if may(role, way)]
    mine = [way for way in mine if not _is_own(name, way)]
    await _refused(table, role, mine)


def _is_own(name: str, way: str) -> bool:
    """The lead was told of C-7F32 and Lou's post is Lou's: these are theirs.

    New ways in are for lead and deputy alike; who of them may agree is tried where one moves.
    Everybody's pay but their own is an administrator's: theirs is tried where months are marked.
    """
    own_post = name == "Lou" and ("messages/" in way or "letters/" in way)
    shared = any(place in way for place in ("talks/", "new-ways/", "pay/"))
    return own_post or (name == "Mina" and "concern" in way) or shared
