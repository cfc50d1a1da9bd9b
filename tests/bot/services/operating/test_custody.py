"""What is told of every key."""

from __future__ import annotations

import pytest

from bot.services.operating.custody import standing
from bot.services.rounds import sealing
from storage.engine import Database
from storage.keys import Keys
from tests.bot import fielded as field
from tests.bot.chatting import Chats
from tests.bot.services.talks.test_talking import hold

pytestmark = pytest.mark.sqlite_only


async def test_the_keys_of_a_house_talk_are_named_like_those_of_rounds(
    database: Database, keys: Keys
) -> None:
    """A custodian's medium has them: a key that nobody names is one that nobody destroys."""
    held = await hold(database, keys)
    told = {line.name: line for line in (await standing(held.house.world)).lines}
    draft, text = told[f"{held.rid}.draft"], told[f"{held.rid}.text"]

    assert (draft.about, draft.is_lost) == ("what is being agreed in a house talk", False)
    assert text.about == "what was agreed in a house talk"
    assert text.dies.endswith("and every backup of these words with it")


async def test_the_text_key_of_a_round_that_was_ended_is_said_to_open_a_later_backup_alone(
    chats: Chats,
) -> None:
    """After an older backup was put back: who reads "answers" looks for some that are not here."""
    await field.residents(chats, 12)
    round_ = await field.fielded(chats, *await field.crew(chats))
    chats.world.keys.destroy_draft(round_.id)
    await sealing.seal_due(chats.world)
    told = {line.name: line for line in (await standing(chats.world)).lines}

    assert set(told) == {"identity.key", "safe.key", f"{round_.id}.text"}
    assert told[f"{round_.id}.text"].about.endswith(
        "if a later backup has any: here it was ended before the seal"
    )
