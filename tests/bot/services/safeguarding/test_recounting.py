"""A concern in words: what is said of it, and what the words must not add."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from itertools import product

import pytest

from bot.services.safeguarding import recounting
from bot.services.safeguarding.recounting import Account
from storage.engine import Database
from storage.keys import Keys
from surveys.safeguarding.concern import Concern, Source, Telling
from surveys.safeguarding.screening import CATEGORIES
from tests.bot.after_seal.house import House, build_house
from tests.bot.webchat.staff.worries import staff_the_rota

pytestmark = pytest.mark.sqlite_only


@pytest.fixture
async def house(database: Database, keys: Keys) -> House:
    built = await build_house(database, keys)
    await staff_the_rota(built)
    return built


async def told(house: House, **changes: object) -> Account:
    concern = Concern(
        id=b"c" * 16,
        handle="C-7F3K",
        at=datetime(2026, 7, 3, 17, 4, 9, tzinfo=UTC),
        source=Source.OUTSIDE,
        telling=Telling.TOLD_FIRST,
        severity=2,
        words="he hit me",
        category="abuse",
        author=house.pid("yp0"),
        home="Maple House",
    )
    async with house.world.database.read() as db:
        return await recounting.recount(db, house.world, replace(concern, **changes))  # type: ignore[arg-type]


async def test_the_time_is_exact_and_says_which_clock(house: House) -> None:
    """In summer the wall is an hour ahead; a record that did not say so would be disputed."""
    assert (await told(house)).at == "Friday 3 July 2026, 18:04:09 BST"


async def test_there_are_words_for_every_kind_of_concern(house: House) -> None:
    """A missing word would be a fault in front of whoever opens it in a hurry."""
    for category, source, telling in product([*CATEGORIES, None], Source, Telling):
        account = await told(house, category=category, source=source, telling=telling)
        said = (account.category, account.severity, account.written, account.told, account.who)

        assert all(said), (category, source, telling)


async def test_a_home_that_nothing_is_written_for_is_still_named(house: House) -> None:
    """Somebody has to find it in a phone book then, but they know which."""
    account = await told(house, home="Elm House")

    assert account.home is not None
    assert (account.home.home, account.home.duty_number) == ("Elm House", "")
    assert (await told(house, home="")).home is None


async def test_staff_in_the_words_count_whatever_the_category(house: House) -> None:
    """G10: three in ten texts on harm by staff are called something else."""
    account = await told(house, words="the night worker hit me")

    assert account.by_staff
    assert not account.same_home
    assert [one.name for one in account.lado] == ["LADO of the council"]


@pytest.mark.parametrize(
    ("category", "shows"),
    [("risk_to_others", True), ("bullying", True), ("self_harm", False), ("medical", False)],
)
async def test_acting_shows_who_told_only_where_somebody_else_did_it(
    house: House, category: str, shows: bool
) -> None:
    """The step that keeps them safe is asked for where it is needed, or it is typed away."""
    assert (await told(house, category=category)).same_home is shows
