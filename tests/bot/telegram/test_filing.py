from __future__ import annotations

import json

import pytest
from telegram.error import NetworkError
from telegram.request import RequestData

from storage import drafts
from surveys.definitions.writing import write_survey
from surveys.library import load_library
from surveys.people.roles import Role
from surveys.sheets.writing import write_sheet
from tests.bot import chatting
from tests.bot.chatting import Chats, Chatter, Deaf
from tests.bot.telegram.test_asking_in_pictures import telegram
from tests.botapi.server import bot_api

FOOD = load_library("food-honestly")


class Files(Deaf):
    """A Bot API that has files to fetch, and counts how often it is asked for one."""

    held: dict[str, bytes] = {}
    asked: list[str] = []

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        *args: object,
        **rest: object,
    ) -> tuple[int, bytes]:
        name = url.rsplit("/", 1)[-1]
        if name == "getFile":
            assert request_data is not None
            key = request_data.json_parameters["file_id"]
            self.asked.append(key)
            if key not in self.held:
                raise NetworkError("no line")
            found = {"file_id": key, "file_unique_id": key, "file_path": key}
            return 200, json.dumps({"ok": True, "result": found}).encode()
        if "/file/" in url:
            return 200, self.held[name]
        return await super().do_request(url, method, request_data)


@pytest.fixture(autouse=True)
def files(monkeypatch: pytest.MonkeyPatch) -> type[Files]:
    """A chat whose files can be fetched."""
    Files.held, Files.asked = {}, []
    monkeypatch.setattr(chatting, "Deaf", Files)
    return Files


async def send(chatter: Chatter, name: str, data: bytes | None, *, size: int = 0) -> str:
    """Send a file; return what was said."""
    if data is not None:
        Files.held["f1"] = data
    document = {"file_id": "f1", "file_unique_id": "u", "file_name": name}
    return await chatter.send({"document": document | {"file_size": size or len(data or b"")}})


async def drafts_of(chatter: Chatter) -> list[str]:
    world = chatter.chats.world
    async with world.database.read() as db:
        kept = await drafts.list_drafts(db, world.keys, await chatter.chats.pid(chatter))
    return [one.draft.head.key for one in kept]


@pytest.mark.parametrize("kind", ["yaml", "YML", "xlsx"])
async def test_a_survey_that_an_author_sends_becomes_a_draft(chats: Chats, kind: str) -> None:
    """A file from a computer goes on in the chat; nothing of it is kept but the draft."""
    ash = await chats.add("Ash", role=Role.EBE, home="")
    data = write_sheet(FOOD).data if kind == "xlsx" else write_survey(FOOD).encode()
    said = await send(ash, f"food.{kind}", data)

    assert "That file works" in said
    assert "Food, honestly" in said
    assert await drafts_of(ash) == ["food-honestly"]


async def test_every_mistake_of_a_file_is_said_kindly(chats: Chats) -> None:
    """With its line and the way out; and there is no draft of half a survey."""
    ash = await chats.add("Ash", role=Role.EBE, home="")
    wrong = write_survey(FOOD).replace("type: scale", "type: scal").replace("why:", "wy:")
    said = await send(ash, "food.yaml", wrong.encode())

    assert "Nearly" in said
    assert "there is no type" in said
    assert "Did you mean scale?" in said
    assert '"wy" is not a key' in said
    assert await drafts_of(ash) == []


@pytest.mark.parametrize("role", [Role.YOUNG_PERSON, Role.LISTENER])
async def test_anybody_elses_file_is_not_even_fetched(
    chats: Chats, files: type[Files], role: Role
) -> None:
    """A young person's file may be anything: it is refused kindly, as it always was."""
    kim = await chats.add("Kim", role=role)
    said = await send(kim, "food.yaml", write_survey(FOOD).encode())

    assert said == "I can only take typed words and taps. I didn't open that or keep it."
    assert files.asked == []
    assert await drafts_of(kim) == []


@pytest.mark.parametrize(
    ("name", "size", "said"),
    [
        ("holiday.jpg", 10, "I can read a survey's file"),
        ("", 10, "I can read a survey's file"),
        ("food.yaml.exe", 10, "I can read a survey's file"),
        ("food.xlsx", 30_000_000, "too large"),
    ],
)
async def test_what_is_no_survey_is_not_fetched(
    chats: Chats, files: type[Files], name: str, size: int, said: str
) -> None:
    """By its name and its size, before a byte of it is here."""
    ash = await chats.add("Ash", role=Role.EBE, home="")

    assert said in await send(ash, name, b"x", size=size)
    assert files.asked == []


async def test_a_file_that_does_not_come_is_asked_for_again(chats: Chats) -> None:
    """Telegram may not answer. Nothing is stuck behind it, and nothing is said to be saved."""
    ash = await chats.add("Ash", role=Role.EBE, home="")

    assert "send it again" in await send(ash, "food.yaml", None, size=5)
    assert await drafts_of(ash) == []


@pytest.mark.parametrize("data", [b"", b"\xff\xfe\x00", b"key: [", b"PK\x03\x04junk"])
async def test_a_broken_file_is_an_answer_and_no_fault(chats: Chats, data: bytes) -> None:
    """Whatever is in it, the chat goes on."""
    ash = await chats.add("Ash", role=Role.EBE, home="")

    assert "put right" in await send(ash, "food.yaml", data)
    assert "put right" in await send(ash, "food.xlsx", data)


async def test_a_survey_goes_out_as_a_file_and_comes_back_the_same(chats: Chats) -> None:
    """Out of the library, into a spreadsheet program, back into the chat."""
    ash = await chats.add("Ash", role=Role.EBE, home="")
    await ash.tap("lb:yaml:first-night")
    await ash.tap("lb:xlsx:first-night")

    assert [file.name for file in ash.files] == ["first-night.yaml", "first-night.xlsx"]


async def test_a_file_is_fetched_over_http(chats: Chats, monkeypatch: pytest.MonkeyPatch) -> None:
    """The real request, against a Bot API server: asked for once, and by its own address."""
    monkeypatch.undo()
    ash = await chats.add("Ash", role=Role.EBE, home="")
    async with (
        bot_api(lambda: chats.clock().timestamp()) as server,
        telegram(chats, server, ash.address.number) as one,
    ):
        await one.phone.send_file("food.xlsx", write_sheet(FOOD).data)
        await one._turn()
        await one.phone.send_file("food.yaml", b"key: x")
        await one._turn()

        assert [c.method for c in server.books.calls].count("getFile") == 2
        assert server.books.violations == []
        assert any("That file works" in said for said in one.phone.said)
        assert any("Nearly" in said for said in one.phone.said)
    assert await drafts_of(ash) == ["food-honestly"]
