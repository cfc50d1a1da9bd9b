"""`earshot run` itself, killed again and again while somebody says that they are in danger."""

from __future__ import annotations

import os
import random
from pathlib import Path

import pytest

from bot.policies import write_policy
from storage import concerns, people
from storage.engine import open_database
from storage.keys import Keys
from storage.migrations import upgrade
from surveys.ids import ParticipantId
from surveys.people.person import Address, Chat, Kind, Person
from surveys.people.roles import Role
from surveys.safeguarding.concern import Concern
from tests.attacks import intruder
from tests.attacks.endangered import NOW, PLAN, ROTA
from tests.bot.chatting import POLICY
from tests.botapi.people import Phone
from tests.botapi.server import TOKEN, Server, bot_api
from tests.faults.killing import started
from tests.faults.test_killing_the_house import one_life

pytestmark = pytest.mark.full

KILLS = 20 if os.environ.get("EARSHOT_FULL") else 3
RUN = ("-m", "bot", "run", "--rehearsal")
EVERYBODY = {**ROTA, "Lee": Role.ADMIN, "Ann": Role.YOUNG_PERSON}


def number(nick: str) -> int:
    return 3001 + list(EVERYBODY).index(nick)


async def furnish(root: Path) -> Keys:
    """A rota and one young person, all in Telegram."""
    (root / "data").mkdir(mode=0o700, parents=True)
    write_policy(root / "data" / "policy.toml", POLICY.model_copy(update={"plan": PLAN}))
    keys = Keys.create(root / "keys", root / "copies")
    database = await open_database(f"sqlite:///{root / 'data' / 'earshot.db'}", lock=False)
    await upgrade(database)
    async with database.write() as db:
        for place, (nick, role) in enumerate(EVERYBODY.items()):
            young = role is Role.YOUNG_PERSON
            person = Person(
                id=ParticipantId(bytes([place + 1]) * 16),
                role=role,
                kind=Kind.YOUNG_PERSON if young else Kind.STAFF,
                nick=nick,
                home="Maple House" if young else "",
                address=Address(Chat.TELEGRAM, number(nick)),
                telegram_allowed=True,
            )
            await people.add_person(db, keys, person)
    await database.close()
    return keys


async def kept(root: Path, keys: Keys) -> list[Concern]:
    database = await open_database(f"sqlite:///{root / 'data' / 'earshot.db'}", lock=False)
    async with database.read() as db:
        found = await concerns.list_concerns(db, keys)
    await database.close()
    return found


async def test_g6_the_house_is_killed_at_random_and_the_lead_is_told_of_one_concern(
    tmp_path: Path,
) -> None:
    """Real processes, real Bot API calls, kill -9: in the end Ann reads who is told, before the
    lead's phone has the ping; there is one concern, with her words, and no log has them.

    Fails when an update is confirmed to Telegram before its commit.
    """
    root, moment = tmp_path / "house", random.Random(20261122)
    keys = await furnish(root)
    env = {
        "EARSHOT_DATA": str(root / "data"),
        "EARSHOT_KEYS": str(root / "keys"),
        "EARSHOT_KEY_COPIES": str(root / "copies"),
        "EARSHOT_BACKUPS": str(root / "backups"),
        "EARSHOT_TELEGRAM_TOKEN": TOKEN,
        "EARSHOT_WEBCHAT": "127.0.0.1:0",
    }
    async with bot_api() as server:
        phones = {nick: Phone(server, number(nick), nick) for nick in EVERYBODY}
        await phones["Ann"].type(NOW)
        for _ in range(KILLS):
            await one_life(server, env, moment)
        async with started(*RUN, env={**env, "EARSHOT_TELEGRAM_API": server.address}) as house:
            await phones["Mina"].reads("A concern needs you:", 60)
            await phones["Ann"].reads("I'm telling Mina", 60)
            await phones["Tess"].type("help")  # it runs, whatever earlier lives did already
            await phones["Tess"].reads("0800 1111", 60)
            code, wrote = await house.end(20)
        order = _arrived(server)

    assert code == 0, wrote
    assert "quorvelamp" not in wrote
    (concern,) = await kept(root, keys)
    assert concern.words == NOW
    assert [deed.what for deed in concern.deeds].count("alerted") <= 2
    assert order[0] == number("Ann")
    assert order.index(number("Ann")) < order.index(number("Mina"))
    assert intruder.find(root, ["quorvelamp"]) == []


def _arrived(server: Server) -> list[int]:
    """Whose phone got messages, in order."""
    return [int(given["chat_id"]) for given in server.books.made("sendMessage")]
