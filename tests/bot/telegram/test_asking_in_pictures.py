"""Pictures and a wheel, answered in Telegram over HTTP, from the tap to the tidied chat."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from io import BytesIO

import pytest
from PIL import Image

from bot.delivery.courier import Courier
from bot.telegram.application import build
from bot.telegram.drawing import Easel
from bot.telegram.intake import Intake
from bot.telegram.requests import AioRequest
from bot.telegram.transport import Transport
from surveys.definitions.survey import Survey
from surveys.people.person import Chat
from tests.bot import fielded as field
from tests.bot.chatting import Chats
from tests.botapi.people import Phone
from tests.botapi.server import Server, bot_api


def words(text: str) -> dict[str, str]:
    return {"en": text}


SURVEY = Survey.model_validate(
    {
        "key": "places",
        "title": words("Places"),
        "why": words("To make it nicer."),
        "could_change": words("The lounge."),
        "decides": words("Sam"),
        "questions": [
            {
                "type": "picture_choice",
                "id": "where",
                "text": words("Where do you like being?"),
                "choices": [
                    {"value": "own", "label": words("My bed"), "picture": "bed"},
                    {"value": "out", "label": words("Outside"), "picture": "garden"},
                ],
            },
            {
                "type": "wheel",
                "id": "life",
                "text": words("How are these going?"),
                "choices": [
                    {"value": value, "label": words(value.title())}
                    for value in ("school", "friends", "sleep")
                ],
            },
        ],
    }
)


class Telegram:
    """One person's phone, and the whole program at the other end of it."""

    def __init__(self, server: Server, phone: Phone, intake: Intake, courier: Courier) -> None:
        self.server, self.phone = server, phone
        self._intake, self._courier = intake, courier

    async def taps(self, label: str) -> None:
        await self.phone.tap(label)
        await self._turn()

    async def types(self, text: str) -> None:
        await self.phone.type(text)
        await self._turn()

    async def _turn(self) -> None:
        waiting = self.server.books.waiting
        while waiting:
            await self._intake.take(waiting.pop(0).body)
        await self._courier.drain()

    async def comes_to_the_first_question(self) -> None:
        await self.types("/start")
        await self.taps("Start")
        for _ in range(6):
            if any("photo" in message for message in self.phone.screen):
                return
            first = self.phone.screen[-1]["reply_markup"]["inline_keyboard"][0][0]
            await self.taps(first["text"])
        raise AssertionError(f"no picture came: {self.phone.said}")

    def picture(self) -> Image.Image:
        return Image.open(BytesIO(self.phone.room.files[-1][1]))


@asynccontextmanager
async def telegram(chats: Chats, server: Server, number: int) -> AsyncIterator[Telegram]:
    application = build(
        chats.world,
        chat=Chat.TELEGRAM,
        request=AioRequest(),
        token=server.token,
        base_url=server.address,
    )
    await application.initialize()
    intake = Intake(application, source=Chat.TELEGRAM.value, world=chats.world)
    carrier = Transport(application.bot, Easel(chats.world).draw)
    courier = Courier(chats.world, {Chat.TELEGRAM: carrier}, paces={})
    try:
        yield Telegram(server, Phone(server, number), intake, courier)
    finally:
        await intake.close()
        await application.shutdown()


@pytest.fixture
async def house(chats: Chats) -> AsyncIterator[Telegram]:
    """A round with pictures, and one young person who is asked in it."""
    ash, mo = await field.crew(chats)
    asked = await field.residents(chats, 9)
    await field.fielded(chats, ash, mo, survey=SURVEY)
    await chats.deliver()
    async with (
        bot_api(lambda: chats.clock().timestamp()) as server,
        telegram(chats, server, asked[0].address.number) as one,
    ):
        await one.comes_to_the_first_question()
        yield one


async def test_pictures_are_asked_and_answered_where_they_stand(house: Telegram) -> None:
    """One picture with numbers, the words under it, and the answer in its place."""
    (shown,) = [message for message in house.phone.screen if "photo" in message]
    assert "Where do you like being?" in shown["caption"]
    assert house.picture().format == "JPEG"

    await house.taps("2. Outside")

    assert "Outside" in shown["caption"]
    assert "reply_markup" not in shown


async def test_a_wheel_grows_with_each_score_in_one_message(house: Telegram) -> None:
    """Never a pile of wheels, and never one that lags behind."""
    await house.taps("1. My bed")
    wheel = house.phone.screen[-1]
    assert "How are these going?" in wheel["caption"]
    seen = [house.phone.room.files[-1][1]]
    for area in ("School", "Sleep"):
        await house.taps(area)
        await house.taps("4")
        assert house.phone.screen[-1] is wheel
        seen.append(house.phone.room.files[-1][1])

    assert len(set(seen)) == 3
    await house.taps("Done")
    assert "reply_markup" not in wheel
    assert "4" in wheel["caption"]


async def test_tidying_takes_the_pictures_too(house: Telegram) -> None:
    """A wheel left behind in a chat is an answer left behind."""
    await house.taps("1. My bed")
    assert [message for message in house.phone.screen if "photo" in message]

    await house.types("/tidy")

    assert not [message for message in house.phone.screen if "photo" in message]
