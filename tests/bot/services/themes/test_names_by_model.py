"""A language model on the organisation's machine may name groups, and does nothing else."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from bot.services.themes.boards import Passed
from bot.services.themes.names_by_model import with_names
from surveys.ids import AnswerId
from surveys.redaction.roster import Roster
from surveys.themes.board import Suggested, remaining
from surveys.themes.candidate import Origin, Run
from surveys.themes.codebook import ThemeId
from surveys.themes.log import KeptRun
from surveys.themes.naming_by_model import Asked, NamedByModel
from tests.bot.after_seal.house import House

pytestmark = pytest.mark.sqlite_only

WIFI = ("the wifi goes off at night", "wifi is slow at night", "wifi at night is slow")
HIDDEN = "nobody may quote this wifi"
AIDS = [AnswerId(bytes([n]) * 16) for n in range(8)]
TEXTS = {
    **{aid: Passed(words, True) for aid, words in zip(AIDS, WIFI, strict=False)},
    AIDS[3]: Passed(HIDDEN, False),
    AIDS[4]: Passed("a dog", True),
    AIDS[5]: Passed("a dog or a cat", True),
}
KEPT = KeptRun(
    Run("m", "", "", {"k": "1"}),
    (
        Suggested("t1", Origin.GROUPED, (AIDS[3], *AIDS[:3])),
        Suggested("t2", Origin.GROUPED, tuple(AIDS[4:6])),
        Suggested("t3", Origin.CODEBOOK, (AIDS[4],), "Pets", theme=ThemeId("pets")),
    ),
)


def asks(house: House, label: str = "Slow wifi") -> list[Asked]:
    """The house has a model that always says this; what it was told."""
    seen: list[Asked] = []

    async def name(asked: Asked, roster: Roster) -> NamedByModel | None:
        seen.append(asked)
        return NamedByModel(label, "", "small-model", "0" * 64)

    house.world = replace(house.world, name_group=name)
    return seen


async def named(house: House) -> KeptRun:
    return await with_names(house.world, "What would you change?", TEXTS, KEPT)


async def test_without_a_model_nothing_is_different(house: House) -> None:
    """Off is how it comes, and how nearly every house stays."""
    assert house.world.name_group is None
    assert await named(house) is KEPT


async def test_a_group_that_enough_may_be_quoted_from_gets_a_name(house: House) -> None:
    """Only the name is new: what belongs together is as it was, and the run says who named it."""
    seen = asks(house)
    found = await named(house)

    assert [one.name for one in found.candidates] == ["Slow wifi", "", "Pets"]
    assert [replace(one, name="") for one in found.candidates[:2]] == list(KEPT.candidates[:2])
    assert found.run.parameters["named_t1"] == "small-model " + "0" * 64
    assert len(seen) == 1


async def test_what_may_not_be_quoted_is_not_told_to_it(house: House) -> None:
    """Somebody allowed readers to read it, and no one else."""
    seen = asks(house)
    await named(house)

    assert HIDDEN not in json.dumps([seen[0].quotes, seen[0].words])
    assert "quote" not in seen[0].words


async def test_a_name_that_tells_nothing_apart_is_left_out(house: House) -> None:
    """Two themes of one name would be one to everybody."""
    asks(house, "pets")

    assert (await named(house)).candidates == KEPT.candidates


async def test_a_name_goes_with_the_first_answer_that_is_taken_back(house: House) -> None:
    """It was made of their words too."""
    asks(house)
    left = remaining((await named(house)).candidates, AIDS[1:])

    assert left["t1"].name == ""
    assert left["t3"].name == "Pets"
