"""The administrator's list of names and places to hide."""

from __future__ import annotations

import pytest

from bot.services.hiding import roster_of
from bot.services.people import name_list
from storage import audit
from surveys.ids import ParticipantId
from surveys.redaction.loading import RosterMistake
from surveys.redaction.redactor import redact
from surveys.redaction.roster import Known, Roster
from tests.bot.chatting import Chats

pytestmark = pytest.mark.sqlite_only
LEE = ParticipantId(b"lee" + bytes(13))


async def people_on(chats: Chats) -> dict[str, tuple[str, ...]]:
    kept = await name_list.loaded(chats.world)
    return {} if kept is None else {one.name: one.nicknames for one in kept.roster.people}


async def test_a_running_bot_goes_by_the_list_from_the_next_answer_on(chats: Chats) -> None:
    """An administrator adds a name because it just came up."""
    wanted = name_list.lines_of("schools", "Quernmoor\n")
    async with chats.world.database.read() as db:
        before = await roster_of(db, chats.world)
    await name_list.add(chats.world, wanted, LEE)
    async with chats.world.database.read() as db:
        after = await roster_of(db, chats.world)

    assert before.schools == ()
    assert redact("bored at quernmoor", after).redacted == "bored at [a school]"


async def test_adding_keeps_what_was_there_and_joins_other_names(chats: Chats) -> None:
    """The same line typed twice is one person, with every name they go by."""
    first = name_list.lines_of("people", "Sam Hill, Sammy\nJo Park")
    again = name_list.lines_of("people", "sam hill, Big S")
    assert await name_list.add(chats.world, first, LEE) == 2
    assert await name_list.add(chats.world, again, LEE) == 0

    assert await people_on(chats) == {"Jo Park": (), "Sam Hill": ("Sammy", "Big S")}


async def test_a_name_is_taken_out_and_the_last_one_takes_the_list_with_it(chats: Chats) -> None:
    """Whoever left is nobody's business here any more."""
    await name_list.add(chats.world, name_list.lines_of("people", "Sam Hill\nJo Park"), LEE)

    assert await name_list.take_out(chats.world, "people", ["SAM  hill", "Nobody"], LEE) == 1
    assert await people_on(chats) == {"Jo Park": ()}
    assert await name_list.take_out(chats.world, "people", ["Jo Park"], LEE) == 1
    assert await name_list.loaded(chats.world) is None
    assert not await name_list.clear(chats.world, LEE)


async def test_the_trail_tells_of_each_change_and_no_name(chats: Chats) -> None:
    """An administrator's list names children; the trail is read by others."""
    await name_list.replace_all(chats.world, name_list.lines_of("people", "Sam Hill"))
    await name_list.clear(chats.world, LEE)
    async with chats.world.database.read() as db:
        said = [(one.action, one.about) for one in await audit.list_audit(db)]

    assert said == [("names to hide changed", ""), ("names to hide cleared", "")]


@pytest.mark.parametrize(
    ("wanted", "told"),
    [
        (Roster(), "There is no name in it"),
        (
            Roster(people=tuple(Known(name=f"Sam {n}") for n in range(name_list.MOST + 1))),
            "3001 names. There is room for 3000",
        ),
        (
            Roster(people=(Known(name="Sam", nicknames=tuple(f"S{n}" for n in range(13))),)),
            "“Sam” has 13 other names. There is room for 12",
        ),
    ],
)
async def test_a_list_that_cannot_be_used_is_refused_and_changes_nothing(
    chats: Chats, wanted: Roster, told: str
) -> None:
    """It says the thing, the value, the limit and the way out."""
    with pytest.raises(RosterMistake, match=told):
        await name_list.replace_all(chats.world, wanted)

    assert await name_list.loaded(chats.world) is None


def test_a_line_without_a_name_is_refused_and_an_empty_one_is_not_a_name() -> None:
    """A pasted list has blank lines; a lone letter is a slip of the hand."""
    assert name_list.lines_of("people", "\n  \nSam Hill\n\n").people == (Known(name="Sam Hill"),)
    with pytest.raises(RosterMistake, match="number 2"):
        name_list.lines_of("people", "Sam Hill\nX")
