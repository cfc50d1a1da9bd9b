"""The whole program, with a lead who blocked the bot: the deputy and a letter, within seconds."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.main import House
from bot.services.safeguarding import alerting, rostering
from storage import concerns, people
from surveys.ids import ParticipantId
from surveys.people.person import Address, Chat, Kind, Person
from surveys.people.roles import Role
from tests.botapi.people import Phone
from tests.botapi.server import TOKEN, Server, bot_api
from tests.servers.post import PASSWORD, post_office
from tests.whole.stage import SOON, Stage

pytestmark = [pytest.mark.sqlite_only, pytest.mark.full]

CREW = {
    "Mina": Role.SAFEGUARDING_LEAD,
    "Dee": Role.SAFEGUARDING_DEPUTY,
    "Omar": Role.OUTSIDE_PERSON,
    "Lee": Role.ADMIN,
    "Ann": Role.YOUNG_PERSON,
}


def everybody() -> dict[str, Person]:
    young = Role.YOUNG_PERSON
    return {
        nick: Person(
            ParticipantId(bytes([number]) * 16),
            role,
            Kind.YOUNG_PERSON if role is young else Kind.STAFF,
            nick,
            "Maple House" if role is young else "",
            Address(Chat.TELEGRAM, 1000 + number),
            telegram_allowed=True,
        )
        for number, (nick, role) in enumerate(CREW.items(), start=1)
    }


async def until(house: House, stage: Stage, true: Callable[[], bool]) -> None:
    """Let seconds pass, quicker than they do, until something is so."""
    async with asyncio.timeout(SOON):
        while not true():
            stage.clock.on(seconds=1)
            house.courier.wake()
            await asyncio.sleep(0.1)


async def test_g6_g7_words_of_danger_reach_the_deputy_and_a_letter_the_lead(
    stage: Stage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """From what is typed in Telegram to "seen", through every part that runs.

    Fails when a ping that Telegram refuses waits for ten minutes, when letters are not posted,
    or when the author is not told first.
    """
    await stage.set_up()
    crew = everybody()
    async with bot_api(stage.clock.seconds) as telegram, post_office(tmp_path) as office:
        monkeypatch.setenv("SSL_CERT_FILE", str(office.certificate))
        stage.settings = _with(stage, telegram, office.port)
        phones = {nick: Phone(telegram, one.address.number, nick) for nick, one in crew.items()}
        async with stage.up() as house:
            world = house.world
            async with world.database.write() as db:
                for one in crew.values():
                    await people.add_person(db, world.keys, one)
                mina = crew["Mina"]
                await rostering.set_email(db, world, mina.id, "mina@example.org", by=mina)
            phones["Mina"].room.is_blocked = True
            await phones["Ann"].type("my stepdad keeps hitting me")
            await until(house, stage, lambda: bool(phones["Dee"].said and office.letters))
            async with world.database.read() as db:
                (concern,) = await concerns.list_concerns(db, world.keys)
            assert phones["Dee"].said[0].startswith(f"A concern needs you: {concern.handle}")
            assert concern.handle in str(office.letters[0].get_payload())
            assert "could not be delivered" in phones["Lee"].said[0]
            assert any("Mina, safeguarding lead" in said for said in phones["Ann"].said)
            async with world.database.write() as db:
                await alerting.acknowledge(db, world, concern.handle, crew["Dee"])
            world.wake()
            await until(house, stage, lambda: "Dee" in phones["Ann"].said[-1])

            assert house.healthy()
    assert telegram.books.violations == []
    assert {line.split()[0].lower() for line in office.heard_in_clear} <= {"ehlo", "starttls"}


def _with(stage: Stage, telegram: Server, port: int):  # type: ignore[no-untyped-def]
    return stage.settings.model_copy(
        update={
            "telegram_token": TOKEN,
            "telegram_api": telegram.address,
            "smtp": f"smtp://earshot%40example.org@127.0.0.1:{port}",
            "smtp_password": PASSWORD,
        }
    )
