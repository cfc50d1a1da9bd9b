from __future__ import annotations

import pytest

from bot.services.asking import sources
from bot.wording.launching import AGAIN
from surveys.library import load_library
from tests.bot import fielded as field
from tests.bot.chatting import Chats

WAVES = ("staff-training", "staff-training-after", "staff-training-30-days")


@pytest.mark.parametrize(
    ("asked", "next_"), [*zip(WAVES, (*WAVES[1:], WAVES[2]), strict=True), ("dream-big",) * 2]
)
async def test_asking_again_goes_on_with_the_next_of_a_training(
    chats: Chats, asked: str, next_: str
) -> None:
    """Before, just after, 30 days on; every other round is asked again as it was."""
    ash, mo = await field.crew(chats)
    await field.residents(chats, 12)
    round_ = await field.fielded(chats, ash, mo, survey=load_library(asked))
    async with chats.world.database.read() as db:
        person = await field.person(chats, ash)
        found = await sources.find(db, chats.world, person, f"{AGAIN}{round_.tag}")

    assert found is not None
    assert (found.survey.key, found.again) == (next_, round_.id)
