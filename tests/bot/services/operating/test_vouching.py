"""Once a week the head of the trail goes to the lead, and is held against the trail."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import text
from typer.testing import CliRunner

from bot.cli.auditing import in_words
from bot.services.operating import vouching
from storage import audit, heads
from storage.heads import Checked, Fault, Head
from surveys.people.roles import Role
from tests.bot.chatting import Chats
from tests.bot.services.alerted import Alerted

MONDAY = datetime(2027, 3, 8, 9, 30, tzinfo=UTC)


@pytest.fixture
async def rota(chats: Chats) -> Alerted:
    """A lead, a deputy, an administrator, and a trail of a week ago."""
    made = Alerted(chats)
    for nick, role in (
        ("Mina", Role.SAFEGUARDING_LEAD),
        ("Dee", Role.SAFEGUARDING_DEPUTY),
        ("Lee", Role.ADMIN),
    ):
        await made.add(nick, role)
    async with chats.world.database.write() as db:
        await audit.record(db, at=chats.clock(), who=None, action="sealed", about="spring")
    chats.clock.at = MONDAY
    return made


async def told(rota: Alerted) -> dict[str, list[str]]:
    """What each was sent."""
    await rota.chats.deliver()
    return {
        nick: [shown.text for shown in chatter.shown.values()]
        for nick, chatter in rota.who.items()
    }


async def head_of(rota: Alerted) -> Head | None:
    async with rota.world.database.read() as db:
        return await heads.load_head(db)


async def test_c11_the_lead_has_the_head_once_a_week(rota: Alerted) -> None:
    """Noted elsewhere it shows what a chain cannot: an end cut off, a trail made anew."""
    head = await head_of(rota)
    done = [await vouching.vouch_due(rota.world) for _ in range(3)]
    said = await told(rota)
    rota.clock.on(days=7)
    again = await vouching.vouch_due(rota.world)
    both = await told(rota)

    assert done == [True, False, False]
    assert len(said["Mina"]) == 1
    assert str(head) in said["Mina"][0]
    assert said["Dee"] == said["Lee"] == []
    assert again
    assert len(both["Mina"]) == 2


@pytest.mark.parametrize("hour", [0, 6, 8, 21, 23])
async def test_s4_nobody_is_woken_for_it(rota: Alerted, hour: int) -> None:
    """It waits for the morning; it is not urgent."""
    rota.clock.at = MONDAY.replace(hour=hour, minute=5)

    assert not await vouching.vouch_due(rota.world)


async def test_a_week_that_was_slept_through_is_made_up_for(rota: Alerted) -> None:
    """A machine that is off on Mondays still vouches; once, not for each week."""
    rota.clock.on(days=17)

    assert await vouching.vouch_due(rota.world)
    assert not await vouching.vouch_due(rota.world)


async def test_while_the_lead_is_away_the_deputy_has_it_and_with_nobody_it_waits(
    chats: Chats,
) -> None:
    """A head that is sent to nobody must not count as sent."""
    rota = Alerted(chats)
    async with chats.world.database.write() as db:
        await audit.record(db, at=chats.clock(), who=None, action="sealed", about="spring")
    chats.clock.at = MONDAY
    nobody = await vouching.vouch_due(rota.world)
    await rota.add("Dee", Role.SAFEGUARDING_DEPUTY)
    somebody = await vouching.vouch_due(rota.world)

    assert (nobody, somebody) == (False, True)
    assert len((await told(rota))["Dee"]) == 1


async def test_in_the_week_the_trail_began_nothing_is_sent(rota: Alerted) -> None:
    """Who has just set it up has other things to read."""
    rota.clock.at = MONDAY - timedelta(days=6)

    assert not await vouching.vouch_due(rota.world)


async def test_c11_a_trail_that_does_not_hold_is_said_with_its_head(rota: Alerted) -> None:
    """The week's message is also the week's check."""
    async with rota.world.database.write() as db:
        await audit.record(db, at=rota.clock(), who=None, action="released", about="spring")
        await db.execute(text("UPDATE audit SET action = 'looked' WHERE seq = 1"))
    await vouching.vouch_due(rota.world)

    assert "entry 1 does not fit" in (await told(rota))["Mina"][0]


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (Checked(None, 0, None), "The trail is empty"),
        (Checked(None, 0, Head(3, "0123456789ab")), "whole. Its head is 3-0123-4567-89ab"),
        (Checked(Fault.BROKEN, 4, None), "broken at entry 4"),
        (Checked(Fault.CUT_OFF, 7, None), "entry 7 and what followed are gone"),
        (Checked(Fault.REWRITTEN, 5, None), "made the trail anew"),
        (Checked(Fault.CUT_OFF, 7, None), "unless the head has a slip"),
        (Checked(Fault.REWRITTEN, 5, None), "or the head has a slip"),
        (Checked(Fault.TOO_OLD, 2, None), "its time was over"),
    ],
)
def test_c11_each_thing_that_can_be_wrong_is_said_in_plain_words(
    found: Checked, said: str
) -> None:
    """An administrator reads it, not an engineer."""
    assert said in in_words(found)


def test_c11_a_head_that_is_none_is_refused_before_anything_is_looked_at() -> None:
    """A typing slip must not pass as a check."""
    from bot.cli.auditing import app

    done = CliRunner().invoke(app, ["verify", "--head", "the one from Monday"])

    assert done.exit_code == 1
    assert "is no head of the trail" in done.output
