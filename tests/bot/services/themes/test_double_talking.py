"""27: how far two people agree, and what they make of what they coded differently."""

from __future__ import annotations

import pytest

from bot.services.reading.piles import NotTheirs
from bot.services.themes import double_coding, double_talking, sorting
from bot.services.themes.boards import load_board
from bot.services.themes.double_coding import Coder
from bot.services.themes.double_talking import Compared, Difference, Said, Trouble
from surveys.ids import AnswerId
from surveys.themes.agreement import Says
from surveys.themes.board import Board
from surveys.themes.codebook import ThemeId
from surveys.themes.double import LONGEST_REASON, Outcome
from surveys.themes.moves import Accept, Merge, NewTheme, NotATheme
from tests.bot.after_seal.house import CHANGE, House
from tests.bot.services.themes.pairs import (
    RID,
    both,
    by_words,
    code_all,
    otherwise,
    pair,
    sit,
    stop,
)

pytestmark = pytest.mark.sqlite_only

FOOD, STAFF = ThemeId("food"), ThemeId("staff")


async def compared(house: House, coder: Coder) -> Compared:
    found = await double_talking.compared(house.world, house.pid("Sam"), coder)
    assert found is not None
    return found


async def first_left(house: House, coder: Coder) -> Difference:
    handle = (await compared(house, coder)).left[0]
    found = await double_talking.look_at_difference(house.world, house.pid("Sam"), coder, handle)
    assert found is not None
    return found


async def settle(house: House, coder: Coder, said: Said) -> Difference:
    """What two say of the first difference that is left; the difference as it is then."""
    one = await first_left(house, coder)
    pid = house.pid("Sam")
    assert await double_talking.settle_one(house.world, pid, coder, one.handle, said) is None
    again = await double_talking.look_at_difference(house.world, pid, coder, one.handle)
    assert again is not None
    return again


async def board(house: House) -> Board:
    async with house.world.database.read() as db:
        return await load_board(db, house.world, RID, CHANGE)


def names_of(found: Board, aid: AnswerId) -> set[str]:
    return {found.themes[tid].name for tid in found.themes_of(aid)}


async def test_27_agreement_is_said_theme_by_theme_with_what_luck_gives(house: House) -> None:
    """27: of the same twenty, over the themes both were offered; the rare ones named as such."""
    await pair(house)
    found = await compared(house, await both(house))
    said = {one.theme: one for one in found.people}

    assert found.names == ("Sam", "Val")
    assert found.of == 20
    assert found.alike + len(found.left) == 20
    assert found.alike < 20
    assert set(said) == {theme.id for theme in found.themes}
    assert {one.n for one in found.people} == {20}
    assert said[FOOD].kappa == 1
    assert said[STAFF].second == 0
    assert said[ThemeId("pets")].says is Says.RARE
    assert found.over is not None
    assert found.over.left_out == sum(one.says in {Says.RARE, Says.COMMON} for one in found.people)


async def test_27_the_machine_stands_beside_the_two(house: House) -> None:
    """27: its own candidates against each of them, on the same twenty; nothing of theirs."""
    await pair(house)
    begun = await sorting.begin(house.world, house.pid("Sam"), RID, CHANGE)
    assert begun is not None
    found = await compared(house, await both(house, by_words, by_words))
    assert found.over is not None
    assert found.over.middle == 1
    assert found.machine[0] == found.machine[1]
    assert found.machine[0] is not None
    assert -1 <= found.machine[0].low <= found.machine[0].middle <= 1


async def test_27_without_a_suggestion_nothing_is_said_of_the_machine(house: House) -> None:
    """27: a codebook alone is nobody's coding."""
    await pair(house)
    assert (await compared(house, await both(house))).machine == (None, None)


@pytest.mark.parametrize("outcome", [Outcome.FIRST, Outcome.BOTH])
async def test_27_what_two_agree_on_is_on_the_board_with_its_reason(
    house: House, outcome: Outcome
) -> None:
    """27: who wrote it down, when and why; and the answer is read."""
    await pair(house)
    coder = await both(house)
    one = await first_left(house, coder)
    aid = coder.pile.handles[one.handle]
    after = await settle(house, coder, Said(outcome, "It names the staff."))
    found = await board(house)
    wanted = one.first if outcome is Outcome.FIRST else one.first | one.second
    names = {theme.name for theme in one.themes if theme.id in wanted}

    assert names_of(found, aid) == names
    assert found.is_read(aid)
    assert {(one.by, one.reason) for one in found.entries} == {
        (house.pid("Sam"), "It names the staff.")
    }
    assert [(name, talk.outcome, talk.reason) for name, talk in after.talks] == [
        ("Sam", outcome, "It names the staff.")
    ]
    assert one.handle in (await compared(house, coder)).talked


async def test_27_leaving_it_as_it_is_is_an_outcome_too(house: House) -> None:
    """27: "we disagree, because ..." stands in the log, and the board is as it was."""
    await pair(house)
    coder = await both(house)
    after = await settle(house, coder, Said(Outcome.OPEN, "Rest for one, rules for the other."))
    assert after.talks[0][1].themes == frozenset()
    assert (await board(house)).version == 0


async def test_27_a_new_answer_may_name_a_new_theme(house: House) -> None:
    """27: the talk often finds the theme that was missing."""
    await pair(house)
    coder = await both(house)
    one = await first_left(house, coder)
    said = Said(Outcome.NEW, "Neither.", frozenset({FOOD}), "  Being  heard ")
    after = await settle(house, coder, said)
    found = await board(house)

    food = next(theme.name for theme in one.themes if theme.id == FOOD)
    assert names_of(found, coder.pile.handles[one.handle]) == {food, "Being heard"}
    assert "Being heard" in {theme.name for theme in after.themes}
    taken = await first_left(house, coder)
    again = await double_talking.settle_one(
        house.world,
        house.pid("Sam"),
        coder,
        taken.handle,
        Said(Outcome.NEW, "x", fresh="being heard"),
    )
    assert again is Trouble.NAME_TAKEN
    assert (await board(house)).version == found.version


async def test_27_what_cannot_be_kept_is_said(house: House) -> None:
    """27: no reason, an endless one, a new answer without one; nothing of it is kept."""
    await pair(house)
    coder = await both(house)
    one = await first_left(house, coder)
    for said, trouble in (
        (Said(Outcome.FIRST, "  "), Trouble.NO_REASON),
        (Said(Outcome.FIRST, "x" * (LONGEST_REASON + 1)), Trouble.TOO_LONG),
        (Said(Outcome.NEW, "But what?"), Trouble.NOTHING_NEW),
        (Said(Outcome.FIRST, "Late.", seen=1), Trouble.OVERTAKEN),
    ):
        pid = house.pid("Sam")
        got = await double_talking.settle_one(house.world, pid, coder, one.handle, said)
        assert got is trouble
    odd = Said(Outcome.NEW, "Odd.", frozenset({ThemeId("nonsense")}))
    with pytest.raises(NotTheirs):
        await double_talking.settle_one(house.world, house.pid("Sam"), coder, one.handle, odd)
    assert (await first_left(house, coder)).talks == ()
    assert (await board(house)).version == 0


async def test_27_two_phones_in_one_talk_do_not_write_over_each_other(house: House) -> None:
    """27: the second to save sees what the first wrote, and may add to it; both stay."""
    await pair(house)
    coder = await both(house)
    one = await first_left(house, coder)
    await settle(house, coder, Said(Outcome.FIRST, "Sam's words."))
    val, world, pid = await sit(house, "Val"), house.world, house.pid("Val")
    aid = coder.pile.handles[one.handle]
    theirs = next(handle for handle, one_aid in val.pile.handles.items() if one_aid == aid)
    blind = Said(Outcome.SECOND, "Val's words.")
    assert await double_talking.settle_one(world, pid, val, theirs, blind) is Trouble.OVERTAKEN
    seen = Said(Outcome.SECOND, "Val's words.", seen=1)
    assert await double_talking.settle_one(world, pid, val, theirs, seen) is None
    found = await double_talking.look_at_difference(world, pid, val, theirs)
    assert found is not None
    assert [talk.reason for _, talk in found.talks] == ["Sam's words.", "Val's words."]
    assert names_of(await board(house), aid) == {
        theme.name for theme in one.themes if theme.id in one.second
    }


async def test_27_what_both_coded_alike_goes_onto_the_board_at_once(house: House) -> None:
    """27: nothing to talk about; and doing it again changes nothing."""
    await pair(house)
    coder = await both(house)
    far = await compared(house, coder)
    pid = house.pid("Sam")
    put = await double_talking.keep_alike(house.world, pid, coder, "Both coded it so.")
    found = await board(house)

    assert put == far.alike
    assert sum(found.is_read(aid) for aid in coder.pile.handles.values()) == far.alike
    assert await double_talking.keep_alike(house.world, pid, coder, "Again.") == 0
    assert (await board(house)).version == found.version


async def test_27_themes_of_the_board_are_what_both_are_offered(house: House) -> None:
    """27: people's themes before the codebook's; what became of them since is followed."""
    await pair(house)
    world, pid = house.world, house.pid("Sam")
    begun = await sorting.begin(world, pid, RID, CHANGE)
    assert begun is not None
    for name in ("Eating", "Meals", "People here"):
        assert isinstance(
            await sorting.move(world, pid, begun, NewTheme(name), 0),
            sorting.Moved,
        )
    ids = {one.name: tid for tid, one in (await board(house)).themes.items()}

    def one(words: str) -> set[str]:
        return {ids["Eating"]} if FOOD in by_words(words) else set()

    def other(words: str) -> set[str]:
        return {ids["Meals"]} if FOOD in by_words(words) else {ids["People here"]}

    coder = await code_all(house, "Sam", one)
    await code_all(house, "Val", other)
    offered = [theme.name for theme in (await compared(house, coder)).themes]
    assert offered == ["Eating", "Meals", "People here"]
    seen = (await board(house)).version
    merged = await sorting.move(world, pid, begun, Merge(ids["Meals"], ids["Eating"]), seen)
    assert isinstance(merged, sorting.Moved)
    away = await sorting.move(world, pid, begun, NotATheme(ids["People here"]), seen + 1)
    assert isinstance(away, sorting.Moved)
    for _ in range(5):
        left = (await compared(house, coder)).left
        if not left:
            break
        await settle(house, coder, Said(Outcome.SECOND, "Val saw it better."))
    found = await board(house)
    assert {names_of(found, aid) == {"Eating"} for aid in found.members(ids["Eating"])} == {True}
    assert found.members(ids["Eating"])
    assert not found.members(ids["People here"])


async def test_27_a_theme_that_was_accepted_has_the_machine_behind_it(house: House) -> None:
    """27: by the candidate itself, whatever people moved in and out of it afterwards."""
    await pair(house)
    world, pid = house.world, house.pid("Sam")
    begun = await sorting.begin(world, pid, RID, CHANGE)
    assert begun is not None
    found = await board(house)
    largest = max(
        (one for one in found.candidates.values() if one.parent is None),
        key=lambda one: len(one.members),
    )
    accepted = await sorting.move(world, pid, begun, Accept(largest.id, "The machine's"), 0)
    assert isinstance(accepted, sorting.Moved)
    inside = frozenset(largest.members)
    tid = next(iter((await board(house)).themes))

    async def as_the_machine(name: str) -> Coder:
        coder = await sit(house, name)
        who = house.pid(name)
        for handle, aid in coder.pile.handles.items():
            themes = frozenset({tid}) if aid in inside else frozenset[ThemeId]()
            await double_coding.code(world, who, coder, handle, themes)
        assert await double_coding.finish(world, who, coder)
        return coder

    coder = await as_the_machine("Sam")
    await as_the_machine("Val")
    machine = (await compared(house, coder)).machine[0]
    if len(inside & set(coder.pile.handles.values())) >= 3:
        assert machine is not None
        assert machine.middle == 1


async def test_27_outside_a_slot_there_is_no_talk(house: House) -> None:
    """60: words and codings are for those who read, while they read."""
    await pair(house)
    coder = await both(house, by_words, otherwise)
    handle = (await compared(house, coder)).left[0]
    world, pid = house.world, house.pid("Sam")
    await stop(house, "Sam")
    house.clock.on(hours=1)
    assert await double_talking.compared(world, pid, coder) is None
    assert await double_talking.look_at_difference(world, pid, coder, handle) is None
    assert await double_talking.keep_alike(world, pid, coder, "Alike.") is None
    said = Said(Outcome.FIRST, "Too late.")
    with pytest.raises(NotTheirs):
        await double_talking.settle_one(world, pid, coder, handle, said)
