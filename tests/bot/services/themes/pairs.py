"""Two readers at the same twenty, for the tests of double coding."""

from __future__ import annotations

from collections.abc import Callable

from bot.services.reading import slots
from bot.services.themes import double_coding, double_seats
from bot.services.themes.double_coding import Coder
from storage import double_codes
from surveys.ids import RoundId
from surveys.people.roles import Role
from surveys.themes.codebook import ThemeId
from surveys.themes.double import Line
from tests.bot.after_seal.forty import seal_forty
from tests.bot.after_seal.house import CHANGE, House

RID = RoundId("meetings")

Judge = Callable[[str], set[str]]


def by_words(words: str) -> set[str]:
    """A coder who goes by a word or two."""
    found = set()
    if any(one in words for one in ("food", "tea", "dinner", "eat", "snack")):
        found.add("food")
    if any(one in words for one in ("wifi", "internet")):
        found.add("online")
    if any(one in words for one in ("staff", "they say", "listen")):
        found.add("staff")
    return found


def otherwise(words: str) -> set[str]:
    """A coder who sees the same, but for the staff."""
    found = by_words(words) - {"staff"}
    return found | {"having_a_say"} if "listen" in words or "they say" in words else found


async def pair(house: House, *, count: int = 40) -> None:
    """A sealed and read round, and a second reader beside Sam."""
    await house.add("Val", Role.READER)
    await seal_forty(house, count=count)


async def sit(house: House, name: str) -> Coder:
    """Somebody at their twenty."""
    coder = await double_seats.begin(house.world, house.pid(name), RID, CHANGE)
    assert isinstance(coder, Coder), coder
    return coder


async def code_all(house: House, name: str, judge: Judge = by_words) -> Coder:
    """Somebody codes all of their twenty, and says that they are done. Written down at once: one
    by one, as people do it, is another test's."""
    coder, world, pid = await sit(house, name), house.world, house.pid(name)
    offered = {theme.id for theme in await double_coding.themes_offered(world, pid, coder)}
    cards = await double_coding.list_cards(world, pid, coder)
    async with world.database.write() as db:
        for place, card in enumerate(cards):
            themes = frozenset(ThemeId(one) for one in judge(card.words)) & offered
            coded = (coder.seat, Line(place, themes))
            aid = coder.pile.handles[card.handle]
            await double_codes.save_line(db, world.keys, RID, aid, coded)
    assert await double_coding.finish(world, pid, coder)
    return coder


async def both(house: House, one: Judge = by_words, other: Judge = otherwise) -> Coder:
    """Both are done, Sam first. What comes back is Sam's sitting."""
    coder = await code_all(house, "Sam", one)
    await code_all(house, "Val", other)
    return coder


async def stop(house: House, name: str) -> None:
    """Somebody leaves for today."""
    await slots.stop(house.world, house.pid(name))
