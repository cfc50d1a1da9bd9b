"""Everything is lost but two media. Somebody follows docs/restoring.md, word for word."""

from __future__ import annotations

import asyncio
import os
import re
import shutil
import sys
from asyncio.subprocess import PIPE
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import aiohttp
import pytest
from sqlalchemy import select

from bot.main import House
from bot.opening import open_world
from bot.services.backing_up import back_up
from bot.services.operating import custody
from bot.settings import Settings
from storage import answers, envelopes, ledger, rounds
from storage.custody import copy_out
from storage.tables import metadata
from surveys.anonymity.envelope import unpack
from surveys.people.roles import Role
from surveys.rounds.round import State
from tests.botapi.people import Phone
from tests.botapi.server import TOKEN, Server, bot_api
from tests.servers.postgres import PostgresServer
from tests.whole import story
from tests.whole.players import InTelegram
from tests.whole.stage import SOON, Stage, free_port, known, reaches, the_round
from tests.whole.story import HOMES, NICKS, RID

ROOT = Path(__file__).parents[2]
BOOK = ROOT / "docs" / "restoring.md"
LEAVES, TAKES_BACK = NICKS[3], NICKS[5]


def commands() -> list[str]:
    """The commands of the book, a block each, in their order."""
    blocks = re.findall(r"^ *```sh\n(.*?)^ *```$", BOOK.read_text("utf-8"), re.M | re.S)
    return ["\n".join(line.strip() for line in block.splitlines()) for block in blocks]


@dataclass
class Reader:
    """Somebody with the book, two media and an empty computer."""

    home: Path
    media: dict[str, Path]
    env: dict[str, str]

    async def does(self, block: str) -> str:
        """Type one block of commands as it stands, but for where the media are."""
        process = await self.begins(block)
        out, said = await asyncio.wait_for(process.communicate(), SOON)
        assert process.returncode == 0, f"{block}\n{out.decode()}{said.decode()}"
        return out.decode() + said.decode()

    async def begins(self, block: str) -> asyncio.subprocess.Process:
        for written, place in self.media.items():
            block = block.replace(written, str(place))
        return await asyncio.create_subprocess_exec(
            *("/bin/sh", "-ec", block),
            cwd=self.home,
            env=self.env,
            stdout=PIPE,
            stderr=PIPE,
            start_new_session=True,
        )


def reader(tmp_path: Path, media: dict[str, Path], more: dict[str, str]) -> Reader:
    """An empty computer on which only ``earshot`` is installed."""
    installed, home = tmp_path / "bin", tmp_path / "empty"
    installed.mkdir()
    home.mkdir()
    program = installed / "earshot"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m bot "$@"\n', "utf-8")
    program.chmod(0o755)
    own = {
        "PATH": f"{installed}:{os.environ['PATH']}",
        "PYTHONPATH": str(ROOT),
        "PYTHONUNBUFFERED": "1",
        "HOME": str(home),
        "EARSHOT_WEBCHAT": f"127.0.0.1:{free_port()}",
    }
    return Reader(home, media, own | more)


async def lives(stage: Stage, server: Server, medium: Path) -> dict[str, Phone]:
    """What happens before the loss: a round, a seal, a take-back, an erasure. Keys on a medium."""
    await stage.set_up()
    async with stage.up() as house:
        phones = await _moves_in(house, server)
        await story.propose(InTelegram(phones["Ash"]))
        await story.agree(InTelegram(phones[story.DECIDER]))
        await story.confirm(InTelegram(phones["Mo"]))
        await reaches(house, RID, State.OPEN)
        await _answer(house)
        world = house.world
        copy_out(world.keys, medium, await custody.ends(world), world.today())
        words = await _words_of(house, TAKES_BACK)
        await back_up(world)
        stage.clock.to((await the_round(world, RID)).closes_at + timedelta(seconds=1))
        await reaches(house, RID, State.SEALED)
        me = InTelegram(phones[TAKES_BACK])
        await me.type(" ".join(words))
        await me.sees("the answers are gone now.")
        leaver = InTelegram(phones[LEAVES])
        await leaver.type("/deleteme")
        await leaver.sees("Delete everything I have", buttons=("Yes, delete everything",))
        await leaver.tap("Yes, delete everything")
        await leaver.sees("I've forgotten you.")
    return phones


async def _moves_in(house: House, server: Server) -> dict[str, Phone]:
    numbers = iter(range(880_000_001, 880_000_100))
    phones: dict[str, Phone] = {}
    homes = {nick: HOMES[n % 3] for n, nick in enumerate(NICKS)}
    staff = {
        "Ash": Role.EBE,
        "Mo": Role.DECISION_MAKER,
        story.DECIDER: Role.DECISION_MAKER,
        "Sam": Role.READER,
        "Kit": Role.EBE,
    }
    for nick in (*staff, *NICKS):
        role = staff.get(nick, Role.YOUNG_PERSON)
        code = await story.invited(house.world, role, nick, homes.get(nick, ""))
        phones[nick] = Phone(server, next(numbers), nick)
        player = InTelegram(phones[nick])
        await player.type(f"/start {code}")
        await player.sees("You're in.")
    return phones


async def _answer(house: House) -> None:
    round_ = await the_round(house.world, RID)
    people = await known(house.world)
    for number, nick in enumerate(NICKS):
        await story.answer_by_services(house.world, round_, people[nick], number)


async def _words_of(house: House, nick: str) -> tuple[str, ...]:
    pid = (await known(house.world))[nick].id
    async with house.world.database.read() as db:
        held = await envelopes.load_envelope(db, house.world.keys, RID, pid)
    assert held is not None
    return unpack(held).words


@asynccontextmanager
async def followed(book: Reader) -> AsyncIterator[str]:
    """Do every block of the book; give what was said, while the program it started runs."""
    said, running = "", None
    for block in commands():
        if block.startswith("earshot run"):
            running = await book.begins(block)
            assert running.stdout is not None
            async with asyncio.timeout(SOON):
                async for line in running.stdout:
                    if b"The browser chat is at" in line:
                        break
        else:
            said += await book.does(block)
        if block.startswith("mkdir"):
            book.home /= block.rpartition("cd ")[2]
    assert running is not None
    try:
        yield said
    finally:
        os.killpg(running.pid, 15)
        await asyncio.wait_for(running.communicate(), SOON)


@pytest.fixture
def again(server: PostgresServer | None) -> str:
    """The address of an empty database to restore into; "" for SQLite."""
    if server is None:
        return ""
    server.drop("again")
    return server.make("again")


@pytest.mark.full
@pytest.mark.parametrize("only", ["newest", "older"])
async def test_a13_the_book_and_two_media_bring_the_house_back(
    stage: Stage, tmp_path: Path, again: str, only: str
) -> None:
    """After a seal and an erasure, by its commands as they stand, in an empty directory.

    With the backup that the seal made, and with one from before both: sealed and erased things
    stay away. Fails when a tombstone is left out, or a command of the book is not one.
    """
    medium = tmp_path / "key-medium"
    backups = stage.settings.backup_directory
    async with bot_api(stage.clock.seconds) as api:
        telegram = {"telegram_token": TOKEN, "telegram_api": api.address}
        stage.settings = stage.settings.model_copy(update=telegram)
        phones = await lives(stage, api, medium)
        kept = tmp_path / "backup-medium"
        shutil.copytree(backups, kept)
        shutil.rmtree(stage.settings.data.parent)
        found = sorted(kept.glob("*.backup"))
        assert len(found) == 2
        if only == "older":
            found[-1].unlink()
        more = {"EARSHOT_TELEGRAM_TOKEN": TOKEN, "EARSHOT_TELEGRAM_API": api.address}
        if again:
            more["EARSHOT_DATABASE_URL"] = again
        book = reader(tmp_path, {"/media/backups": kept, "/media/keys": medium}, more)
        async with followed(book) as said:
            assert "policy.toml and safeguarding.toml came back" in said
            assert "It is well." in said
            await _the_page_answers(book.env["EARSHOT_WEBCHAT"])
            await _the_chat_knows(phones)
    await _is_as_it_should_be(book, again, only)


async def _the_page_answers(at: str) -> None:
    async with aiohttp.ClientSession() as session, session.get(f"http://{at}/help") as page:
        assert page.status == 200
        assert "0800 1111" in await page.text()


async def _the_chat_knows(phones: dict[str, Phone]) -> None:
    """Whoever was there is known again; whoever was forgotten is a stranger."""
    there, gone = InTelegram(phones[NICKS[0]]), InTelegram(phones[LEAVES])
    await there.type("/mydata")
    await there.sees(NICKS[0])
    await gone.type("/mydata")
    await gone.sees("I have nothing about you.")


async def _is_as_it_should_be(book: Reader, again: str, only: str) -> None:
    settings = Settings(data=book.home / "data", database_url=again)
    async with open_world(settings, alone=True) as world, world.database.read() as db:
        everybody = await known(world)
        round_ = await rounds.load_round(db, RID)
        assert round_ is not None
        assert LEAVES not in everybody
        assert set(NICKS) - set(everybody) == {LEAVES}
        assert len(await ledger.list_asked(db, RID)) == len(NICKS) - 1
        assert (await db.execute(select(metadata.tables["envelopes"]))).all() == []
        if only == "older":
            assert round_.state is State.CANCELLED
            return
        assert round_.state is State.SEALED
        left = await answers.load_answers(db, world.keys, RID)
        counts = Counter(answer.question for answer in left)
        assert max(counts.values()) == len(NICKS) - 1, "one took theirs back"
