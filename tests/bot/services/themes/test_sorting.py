"""Sorting a question's answers into themes: who may, what they see, and two at once."""

from __future__ import annotations

import pytest

from bot.services.themes import sorting
from bot.services.themes.sorting import Moved, Refused, Sorting, Stale
from bot.services.themes.views import View
from storage import answers, audit, readings, theme_boards
from storage.readings import Decision, Reading
from surveys.flow.replies import Sharing
from surveys.ids import AnswerId, RoundId
from surveys.people.roles import Role
from surveys.themes.candidate import Origin
from surveys.themes.moves import Accept, Confirm, NewTheme, Rename, Sort, Tag
from surveys.themes.playing import Refusal
from tests.bot.after_seal.house import CHANGE, House, Written, seal_round, some_words

RID = RoundId("meetings")


async def read_all(house: House, **otherwise: Reading) -> None:
    """Everything is passed, but what is said otherwise by its first word."""
    keys = house.world.keys
    async with house.world.database.write() as db:
        from bot.services.reading.piles import texts_of

        for aid, found in (await texts_of(db, house.world, RID)).items():
            words = found.answer.text if hasattr(found.answer, "text") else ""
            read = otherwise.get(words.split()[0] if words else "", Reading(Decision.PASSED))
            await readings.record_reading(db, keys, RID, aid, read)


async def sat_down(house: House, nick: str = "Sam") -> tuple[Sorting, View]:
    """Somebody at the board, and what they see."""
    sitting = await sorting.begin(house.world, house.pid(nick), RID, CHANGE)
    assert sitting is not None
    view = await sorting.board_of(house.world, house.pid(nick), sitting)
    assert view is not None
    return sitting, view


async def test_a_reader_sorts_what_was_read(house: House) -> None:
    """From the sitting down to a theme with an answer in it."""
    await seal_round(house, some_words(18))
    await read_all(house)
    sitting, view = await sat_down(house)

    assert view.of == 18
    assert view.offered
    first = view.offered[0]
    done = await sorting.move(
        house.world, house.pid("Sam"), sitting, Accept(first.id, "Food"), view.version
    )
    assert isinstance(done, Moved)
    assert done.view is not None
    (theme,) = done.view.themes
    assert set(theme.members) == set(first.members) == theme.by_machine
    kept = await sorting.move(
        house.world,
        house.pid("Sam"),
        sitting,
        Sort(theme.members[0], frozenset({theme.id})),
        done.view.version,
    )
    assert isinstance(kept, Moved)
    assert kept.view is not None
    assert (kept.view.read, kept.view.of) == (1, 18)
    back = await sorting.undo(house.world, house.pid("Sam"), sitting, kept.entry, kept.entry)
    assert isinstance(back, Moved)
    assert back.view is not None
    assert back.view.read == 0
    lines = await sorting.history(house.world, house.pid("Sam"), sitting)
    assert lines is not None
    assert [line.by for line in lines] == ["Sam"] * 3
