"""What is told of every key."""

from __future__ import annotations

import pytest

from bot.services.operating.custody import standing
from storage.engine import Database
from storage.keys import Keys
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
