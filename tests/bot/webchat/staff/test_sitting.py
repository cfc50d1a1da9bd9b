"""A ticket sitting in the browser: open, closed, and not a number more."""

from __future__ import annotations

import pytest

from storage import rounds, tickets
from surveys.ids import ParticipantId
from surveys.rounds.round import State, Way
from tests.bot.after_seal.house import House, a_round
from tests.bot.webchat.staff.browsing import Browser

pytestmark = pytest.mark.sqlite_only

AT = "staff/sitting/meet01/"


async def test_a_sitting_is_opened_and_closed_and_shows_nothing_else(
    house: House, browser: Browser
) -> None:
    """2.2: who opened it sees "open", before and after a slip was used, and no more."""
    round_ = a_round(State.OPEN, count=None, way=Way.TICKET)
    async with house.world.database.write() as db:
        await rounds.add_round(db, round_)
        slip = {"K7QF-2M9X-0ABC-DEFGH": ParticipantId(b"t" * 16)}
        await tickets.add_tickets(db, house.world.keys, round_.id, slip)
    await browser.sign_in("Kit")
    opened = await browser.post("Kit", AT, does="open", place="Maple House", count="5")
    async with house.world.database.write() as db:
        used = await tickets.claim_ticket(db, house.world.keys, "K7QF-2M9X-0ABC-DEFGH")
    again = await browser.get("Kit", AT)

    assert used is not None
    assert used.place == "Maple House"
    assert opened.text == again.text
    assert "The sitting is open." in opened.text
    assert "Maple House" not in opened.text
    closed = await browser.post("Kit", AT, does="close")
    assert "Open the sitting" in closed.text


@pytest.mark.parametrize(
    ("place", "count"),
    [("", "5"), ("Here", ""), ("Here", "0"), ("Here", "-1"), ("Here", "25"), ("Here", "٥")],
)
async def test_a_slip_in_the_form_is_given_back_kindly(
    house: House, browser: Browser, place: str, count: str
) -> None:
    """A11: no sitting for more people than there are slips, nor for no place at all."""
    async with house.world.database.write() as db:
        await rounds.add_round(db, a_round(State.OPEN, count=None, way=Way.TICKET))
    await browser.sign_in("Kit")
    page = await browser.post("Kit", AT, does="open", place=place, count=count)

    assert page.status == 422
    assert "There can't be more than slips" in page.words


@pytest.mark.parametrize(
    ("state", "way"),
    [(State.OPEN, Way.TOGETHER), (State.CLOSED, Way.TICKET), (State.SEALED, Way.TICKET)],
)
async def test_only_an_open_ticket_round_has_a_sitting(
    house: House, browser: Browser, state: State, way: Way
) -> None:
    """A slip must not work after the close."""
    async with house.world.database.write() as db:
        await rounds.add_round(db, a_round(state, count=None, way=way))
    await browser.sign_in("Kit")

    assert (await browser.get("Kit", AT)).status == 404
