"""A sealed round whose words are read and sorted into themes, as far as a test wants."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.services.reading.piles import texts_of
from bot.services.themes import approving
from bot.services.themes.boards import load_board
from storage import readings, theme_boards
from storage.readings import Decision, Reading
from surveys.flow.looking import own_words
from surveys.ids import AnswerId, RoundId
from surveys.people.roles import Role
from surveys.themes.board import Entry
from surveys.themes.codebook import ThemeId
from surveys.themes.moves import Move, NewTheme
from tests.bot.after_seal.house import CHANGE, House, Written, seal_round

RID = RoundId("meetings")
MORE = {
    "Val": Role.READER,
    "Dee": Role.SAFEGUARDING_DEPUTY,
    "Ola": Role.OUTSIDE_PERSON,
}
FOOD, WIFI = "Food", "Wifi"


async def read_all(house: House) -> None:
    """Every text is passed, as typical."""
    async with house.world.database.write() as db:
        for aid in await texts_of(db, house.world, RID):
            passed = Reading(Decision.PASSED, typical=True)
            await readings.record_reading(db, house.world.keys, RID, aid, passed)


async def answers_with(house: House, *holding: str) -> list[AnswerId]:
    """The texts of the open question that hold any of these words."""
    async with house.world.database.read() as db:
        found = await texts_of(db, house.world, RID)
    return [
        aid
        for aid, one in found.items()
        if one.question == CHANGE and any(word in own_words(one.answer) for word in holding)
    ]


async def make(house: House, move: Move[AnswerId], by: str = "Sam") -> None:
    """One move on the board of the open question."""
    world = house.world
    async with world.database.write() as db:
        board = await load_board(db, world, RID, CHANGE)
        entry = Entry(house.pid(by), world.now(), move)
        place = (CHANGE, board.version + 1)
        assert await theme_boards.append_move(db, world.keys, RID, place, entry)


async def sort(house: House, themes: Mapping[str, Sequence[str]]) -> dict[str, ThemeId]:
    """Make themes of the texts that hold certain words; how each is called on the board."""
    made = {}
    for name, words in themes.items():
        found = tuple(await answers_with(house, *words))
        await make(house, NewTheme(name, f"What people said of {name.lower()}.", found))
        async with house.world.database.read() as db:
            board = await load_board(db, house.world, RID, CHANGE)
        made[name] = next(reversed(board.themes))
    return made


async def sorted_round(
    house: House, written: Sequence[Written], themes: Mapping[str, Sequence[str]]
) -> dict[str, ThemeId]:
    """A round that is sealed, read and sorted; with a deputy and a second reader at hand."""
    await seal_round(house, written)
    for nick, role in MORE.items():
        if nick not in house.people:
            await house.add(nick, role)
    await read_all(house)
    return await sort(house, themes)


async def mark(house: House, name: str = "Sam") -> str:
    """Names the state that somebody sees now."""
    looked = await approving.look(house.world, house.pid(name), RID)
    assert looked is not None
    return looked.mark


async def put_forward(house: House, by: str = "Sam") -> None:
    """A reader puts the themes forward."""
    trouble = await approving.put_forward(house.world, house.pid(by), RID, await mark(house, by))
    assert trouble is None


async def let_all_go(house: House) -> None:
    """Everybody says yes who has to: Sam, Mina, Ash."""
    await put_forward(house)
    seen = await mark(house)
    assert await approving.confirm(house.world, house.pid("Mina"), RID, seen) is None
    assert await approving.let_go(house.world, house.pid("Ash"), RID, seen) is None
