"""T7: a refused token is told to those who look after Earshot, where they can hear it."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest

from bot.outgoing import Say
from bot.services.owing import OUTGOING
from bot.telegram.alarming import alarm_when_refused
from storage import outbox, people
from surveys.ids import ParticipantId
from surveys.people.person import Address, Chat, Kind, Person
from surveys.people.roles import Role
from tests.botapi.running import Bot

pytestmark = pytest.mark.sqlite_only


async def _add(bot: Bot, number: int, role: Role, chat: Chat) -> Person:
    person = Person(
        id=ParticipantId(bytes([number]) * 16),
        address=Address(chat, 9_000_000 + number),
        nick="Kit",
        role=role,
        kind=Kind.STAFF,
        home="",
    )
    async with bot.world.database.write() as db:
        await people.add_person(db, bot.world.keys, person)
    return person


async def test_t7_a_refused_token_stops_politely_and_is_told_once(small_bot: Bot) -> None:
    """T7: polling ends (so health is unwell), nothing is lost, and administrators hear of it."""
    kit = await _add(small_bot, 1, Role.ADMIN, Chat.WEB)
    await _add(small_bot, 2, Role.ADMIN, Chat.TELEGRAM)
    await _add(small_bot, 3, Role.READER, Chat.WEB)
    small_bot.server.refuses_token = True
    world, intake, stop = small_bot.world, small_bot.intake, asyncio.Event()
    alarm = asyncio.create_task(alarm_when_refused(world, intake.refused))
    await asyncio.wait_for(intake.poll(stop), 10)
    await asyncio.wait_for(alarm, 10)
    async with world.database.write() as db:
        owed = await outbox.claim_due(
            db, world.keys, world.now(), limit=10, lease=timedelta(minutes=1)
        )

    assert intake.refused.is_set()
    assert [one.to for one in owed] == [kit.address]
    said = OUTGOING.validate_json(owed[0].body)
    assert isinstance(said, Say)
    assert "token" in said.text
    assert small_bot.server.token not in said.text
    assert owed[0].kind == "notice"
