"""The rota: who is on it, who is away, and who may say so."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from bot.services.safeguarding import rostering
from storage import audit
from surveys.people.roles import Role
from tests.bot.chatting import Chats
from tests.bot.services.alerted import Alerted, a_rota

pytestmark = pytest.mark.sqlite_only


@pytest.fixture
async def rota(chats: Chats) -> Alerted:
    return await a_rota(chats)


async def away(rota: Alerted, whose: str, by: str, back_on: date | None) -> bool:
    who, setter = await rota.pid(whose), await rota.person(by)
    async with rota.world.database.write() as db:
        return await rostering.set_away(db, rota.world, who, back_on, by=setter)


async def there(rota: Alerted) -> list[str]:
    async with rota.world.database.read() as db:
        rows = await rostering.list_responders(db, rota.world)
    return [one.nick for one in rows if not one.away]


async def test_the_rota_is_in_the_order_of_the_route(rota: Alerted) -> None:
    """Nobody else is on it."""
    assert await there(rota) == ["Mina", "Dee", "Omar", "Tess"]


async def test_somebody_away_is_back_by_themselves_on_the_day_they_named(rota: Alerted) -> None:
    """Nobody has to remember to come back."""
    assert await away(rota, "Mina", "Mina", rota.world.today() + timedelta(days=2))
    assert await there(rota) == ["Dee", "Omar", "Tess"]
    rota.clock.on(days=1)
    assert "Mina" not in await there(rota)
    rota.clock.on(days=1)

    assert "Mina" in await there(rota)


@pytest.mark.parametrize(
    ("whose", "by", "may"),
    [
        ("Dee", "Dee", True),
        ("Dee", "Mina", True),
        ("Dee", "Lee", False),
        ("Mina", "Dee", False),
        ("Mina", "Ann", False),
        ("Mina", "Tess", False),
        ("Ann", "Lee", False),
    ],
)
async def test_c1_their_own_and_for_the_lead_anybodys(
    rota: Alerted, whose: str, by: str, may: bool
) -> None:
    """Whoever could send the lead away could decide who hears of what."""
    assert await away(rota, whose, by, rota.world.today() + timedelta(days=1)) is may


@pytest.mark.parametrize("days", [0, -1, 93, 10_000])
async def test_a_day_that_is_not_ahead_or_too_far_is_not_taken(rota: Alerted, days: int) -> None:
    """Away for good is a role to be given up."""
    assert not await away(rota, "Mina", "Mina", rota.world.today() + timedelta(days=days))


@pytest.mark.parametrize(
    ("email", "taken"),
    [
        ("mina@example.org", True),
        (" mina@example.org ", True),
        ("", True),
        ("mina", False),
        ("mina@example", False),
        ("mina@example.org\nBcc: all@example.org", False),
        ("a@b.c, d@e.f", False),
        ("mina@" + "x" * 300 + ".org", False),
    ],
)
async def test_b3_an_address_for_letters_is_one_address_and_no_header(
    rota: Alerted, email: str, taken: bool
) -> None:
    """A line break in it would be another header."""
    mina = await rota.person("Mina")
    async with rota.world.database.write() as db:
        assert await rostering.set_email(db, rota.world, mina.id, email, by=mina) is taken
        rows = await rostering.list_rota(db, rota.world)

    assert rows[0].duty.email == (email.strip() if taken else "")


async def test_away_is_said_in_chat_with_a_tap(rota: Alerted) -> None:
    """Until when; who is told meanwhile; and back again."""
    mina = rota.who["Mina"]
    said = await mina.type("/away")
    assert said.startswith("Until when are you away?")
    said = await mina.press("Wednesday 3 March")
    assert said == "You're off the rota. Dee is told first. You're back on Wednesday 3 March."
    assert (await mina.type("/away")).startswith("You're away until Wednesday 3 March.")
    assert await mina.press("I'm here") == "You're on the rota again."
    assert await there(rota) == ["Mina", "Dee", "Omar", "Tess"]
    async with rota.world.database.read() as db:
        actions = [entry.action for entry in await audit.list_audit(db)]
    assert actions == ["away from the rota", "back on the rota"]


async def test_the_last_one_to_go_is_told_that_alerts_still_come(chats: Chats) -> None:
    """Nobody on the rota is worse than somebody who is away."""
    rota = await a_rota(chats)
    for nick in ("Dee", "Omar", "Tess"):
        await away(rota, nick, nick, rota.world.today() + timedelta(days=3))
    await rota.who["Mina"].type("/away")

    assert "still come to you" in await rota.who["Mina"].press("Tuesday 2 March")


@pytest.mark.parametrize("code", ["aw:99999", "aw:-1", "aw:x", "aw:", "aw"])
async def test_b3_a_made_up_button_changes_nothing(rota: Alerted, code: str) -> None:
    """What comes back from a button is not believed."""
    await rota.who["Mina"].tap(code)

    assert await there(rota) == ["Mina", "Dee", "Omar", "Tess"]


async def test_c1_nobody_else_has_an_away(rota: Alerted) -> None:
    """A young person who tries it is told whom it is for."""
    await rota.add("Rae", Role.READER)
    for nick in ("Ann", "Lee", "Rae"):
        said = await rota.who[nick].type("/away")
        assert said == "That isn't open to you. Nothing was changed."
        assert await rota.who[nick].tap("aw:1") == said


async def test_x5_mydata_names_what_the_rota_keeps(rota: Alerted) -> None:
    """X5: their address for letters, and until when they are away; for nobody else a line."""
    mina = await rota.person("Mina")
    async with rota.world.database.write() as db:
        await rostering.set_email(db, rota.world, mina.id, "mina@example.org", by=mina)
    await away(rota, "Mina", "Mina", rota.world.today() + timedelta(days=2))
    said = await rota.who["Mina"].type("/mydata")

    assert "Letters about alerts go to: mina@example.org" in said
    assert "Away from the rota until: Wednesday 3 March" in said
    assert "rota" not in await rota.who["Ann"].type("/mydata")
