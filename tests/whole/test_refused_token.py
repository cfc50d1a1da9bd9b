"""T7 in the whole program: Telegram refuses the token while it runs."""

from __future__ import annotations

import asyncio

import pytest

from storage import audit, people
from surveys.ids import ParticipantId
from surveys.people.person import Address, Chat, Kind, Person
from surveys.people.roles import Role
from tests.botapi.server import TOKEN, bot_api
from tests.whole.stage import SOON, Stage

pytestmark = pytest.mark.sqlite_only


async def test_t7_a_token_refused_while_running_reaches_the_administrator(stage: Stage) -> None:
    """T7: polling stops, health says so, somebody is told, and the browser chat goes on."""
    await stage.set_up()
    lee = Person(
        id=ParticipantId(b"l" * 16),
        role=Role.ADMIN,
        kind=Kind.STAFF,
        nick="Lee",
        home="",
        address=Address(Chat.WEB, 7_000_001),
    )
    async with bot_api(stage.clock.seconds) as telegram:
        with_telegram = {"telegram_token": TOKEN, "telegram_api": telegram.address}
        stage.settings = stage.settings.model_copy(update=with_telegram)
        async with stage.up() as house:
            async with house.world.database.write() as db:
                await people.add_person(db, house.world.keys, lee)
            assert house.alarms.telegram_refused_at is None
            telegram.refuses_token = True
            async with asyncio.timeout(SOON):
                await asyncio.wait([one for one in house.tasks if one.get_name() == "watch"])

            assert house.alarms.telegram_refused_at is not None
            assert not house.healthy()
            async with house.world.database.read() as db:
                assert (await audit.list_audit(db))[-1].action == "alarm telegram_refused"
