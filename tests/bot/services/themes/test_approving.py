"""The gate before themes: a reader, the safeguarding lead, a second person, in that order."""

from __future__ import annotations

import pytest
from sqlalchemy import delete

from bot.services.reading import piles
from bot.services.reading.piles import texts_of
from bot.services.results import releasing, reporting
from bot.services.results.releasing import ReleaseRefused, Step
from bot.services.themes import approving, standing
from bot.services.themes.approving import Part, Trouble
from bot.services.themes.standing import Stand
from storage import answers, audit, rounds
from storage.releases import Release
from surveys.anonymity.packing import answer_from_bytes
from surveys.definitions.answers import Answer
from surveys.flow.replies import Sharing
from surveys.reports.model import Report
from surveys.rounds.round import Round
from surveys.themes.approved import ApprovedThemes
from surveys.themes.moves import Rename
from tests.bot.after_seal.house import CHANGE, House, Written, some_words
from tests.bot.after_seal.themed import (
    FOOD,
    RID,
    WIFI,
    let_all_go,
    make,
    mark,
    put_forward,
    sort,
    sorted_round,
)

SORTED = {FOOD: ["the food"], WIFI: ["the wifi"]}


async def the_round(house: House) -> Round:
    async with house.world.database.read() as db:
        found = await rounds.load_round(db, RID)
    assert found is not None
    return found


async def stand(house: House) -> Stand:
    round_ = await the_round(house)
    async with house.world.database.read() as db:
        return (await standing.themes_of(db, house.world, round_)).stand


async def approved(house: House) -> ApprovedThemes | None:
    round_ = await the_round(house)
    async with house.world.database.read() as db:
        return await standing.approved_of(db, house.world, round_)


async def test_59_themes_are_approved_by_a_reader_the_lead_and_a_second_person(
    house: House,
) -> None:
    """59: in that order; before the last yes no theme is one."""
    await sorted_round(house, some_words(24), SORTED)
    seen = []
    for step in ("sorted", "put forward", "looked", "let go"):
        match step:
            case "put forward":
                await put_forward(house)
            case "looked":
                await approving.confirm(house.world, house.pid("Mina"), RID, await mark(house))
            case "let go":
                await approving.let_go(house.world, house.pid("Ash"), RID, await mark(house))
        seen.append((await stand(house), await approved(house) is not None))

    assert seen == [
        (Stand.SORTING, False),
        (Stand.LEAD, False),
        (Stand.SECOND, False),
        (Stand.APPROVED, True),
    ]
    async with house.world.database.read() as db:
        trail = {one.action for one in await audit.list_audit(db)}
    assert trail >= {
        "themes confirmed",
        "themes let go",
        "themes put forward",
    }


async def test_59_whoever_puts_themes_forward_does_not_let_them_go(house: House) -> None:
    """One person alone would be the whole gate. Fails when the second person is not asked for."""
    await sorted_round(house, some_words(24), SORTED)
    await put_forward(house, "Val")
    await approving.confirm(house.world, house.pid("Mina"), RID, await mark(house))
    seen = await mark(house)

    assert await approving.let_go(house.world, house.pid("Val"), RID, seen) is Trouble.OWN
    assert await approving.let_go(house.world, house.pid("Mina"), RID, seen) is Trouble.GONE
    assert await stand(house) is Stand.SECOND
    assert await approving.let_go(house.world, house.pid("Sam"), RID, seen) is None
    assert await stand(house) is Stand.APPROVED


async def test_59_without_the_lead_nobody_lets_themes_go(house: House) -> None:
    """A matter about a named person would be printed as a theme. Fails when the lead's yes is
    not asked for."""
    await sorted_round(house, some_words(24), SORTED)
    await put_forward(house)
    seen = await mark(house)

    for name in ("Ash", "Val", "Mo", "Lee"):
        assert await approving.let_go(house.world, house.pid(name), RID, seen) is Trouble.GONE
    for name in ("Sam", "Val", "Ash", "Mo", "Lee", "Dee", "Ola"):
        assert await approving.confirm(house.world, house.pid(name), RID, seen) is Trouble.GONE
    assert await stand(house) is Stand.LEAD


async def test_59_a_move_on_a_board_makes_every_yes_void(house: House) -> None:
    """Whoever said yes said it to other themes. Fails when a change is not looked for."""
    made = await sorted_round(house, some_words(24), SORTED)
    await let_all_go(house)
    assert await approved(house) is not None
    await make(house, Rename(made[FOOD], "Tea"), by="Val")

    assert await stand(house) is Stand.SORTING
    assert await approved(house) is None
    await put_forward(house)
    assert await stand(house) is Stand.LEAD


async def test_59_a_yes_is_to_what_was_looked_at(house: House) -> None:
    """A page that lay open while somebody sorted on."""
    made = await sorted_round(house, some_words(24), SORTED)
    await put_forward(house)
    old = await mark(house, "Mina")
    await make(house, Rename(made[FOOD], "Tea"))
    await put_forward(house)

    confirmed = await approving.confirm(house.world, house.pid("Mina"), RID, old)
    assert confirmed is Trouble.CHANGED
    assert await stand(house) is Stand.LEAD


async def test_59_the_lead_who_finds_something_sends_it_back(house: House) -> None:
    """And nobody lets it go from there."""
    await sorted_round(house, some_words(24), SORTED)
    await put_forward(house)
    await approving.refuse(house.world, house.pid("Mina"), RID, await mark(house))

    assert await stand(house) is Stand.REFUSED
    let = await approving.let_go(house.world, house.pid("Ash"), RID, await mark(house))
    assert let is Trouble.GONE


NAMING: list[Written] = [
    ("my key worker shouts at me about the food", Sharing.READERS_ONLY),
    ("[a name] never lets me have the food", Sharing.MY_WORDS),
    ("the food is cold", Sharing.MY_WORDS),
    ("better pudding with the food", Sharing.MY_WORDS),
    ("the wifi goes off", Sharing.MY_WORDS),
    ("my support worker hates the wifi, not in any group", Sharing.MY_WORDS),
]


async def test_59_the_lead_sees_names_and_what_speaks_of_somebody_and_no_more(
    house: House,
) -> None:
    """Texts are readers' business; only what could be about a person is the lead's. Nothing
    that is in no theme."""
    await sorted_round(house, NAMING, {FOOD: ["the food"]})
    await put_forward(house)
    looked = await approving.look(house.world, house.pid("Mina"), RID)

    assert looked is not None
    assert looked.part is Part.LEAD
    assert {one.words for one in looked.texts} == {NAMING[0][0], NAMING[1][0]}
    assert [one.name for asked in looked.asked for one in asked.themes] == [FOOD]
    for name in ("Sam", "Val"):
        other = await approving.look(house.world, house.pid(name), RID)
        assert other is not None
        assert other.texts == ()


@pytest.mark.sqlite_only
@pytest.mark.parametrize("name", ["Ash", "Kit", "Jo", "Mo", "Lee", "Rae", "yp0", "Dee", "Ola"])
async def test_c1_nobody_else_sees_themes_that_wait_for_the_lead(house: House, name: str) -> None:
    """C6: before the lead has looked they may name somebody."""
    await sorted_round(house, some_words(24), SORTED)
    await put_forward(house)

    assert await approving.look(house.world, house.pid(name), RID) is None


async def test_c7_where_a_text_names_the_lead_the_deputy_looks(house: House) -> None:
    """And the lead sees nothing: not that there is anything to look at."""
    named: list[Written] = [("Mina never asks about the food", Sharing.MY_WORDS), *NAMING]
    await sorted_round(house, named, {FOOD: ["the food"]})
    await put_forward(house)

    assert await approving.look(house.world, house.pid("Mina"), RID) is None
    looked = await approving.look(house.world, house.pid("Dee"), RID)
    assert looked is not None
    assert named[0][0] in {one.words for one in looked.texts}
    seen = looked.mark
    assert await approving.confirm(house.world, house.pid("Mina"), RID, seen) is Trouble.GONE
    assert await approving.confirm(house.world, house.pid("Dee"), RID, seen) is None


async def test_a_text_that_worries_the_lead_becomes_a_concern_and_leaves_the_themes(
    house: House,
) -> None:
    """As from the reader's desk: withheld for good, and the themes wait again."""
    await sorted_round(house, NAMING, {FOOD: ["the food"]})
    await put_forward(house)
    looked = await approving.look(house.world, house.pid("Mina"), RID)
    assert looked is not None
    handle = next(one.handle for one in looked.texts if "key worker" in one.words)
    assert await approving.worry(house.world, house.pid("Mina"), RID, handle) is None

    assert await stand(house) is Stand.REFUSED
    round_ = await the_round(house)
    async with house.world.database.read() as db:
        themes = await standing.themes_of(db, house.world, round_)
    assert len(themes.settled[CHANGE][0].answers) == 3


async def test_a_theme_that_names_somebody_is_not_put_forward(house: House) -> None:
    """R2: a name that stands in no quote does not stand in a theme either."""
    made = await sorted_round(house, some_words(24), SORTED)
    await make(house, Rename(made[FOOD], "Rowan House food"))
    seen = await mark(house)

    done = await approving.put_forward(house.world, house.pid("Sam"), RID, seen)
    assert done is Trouble.NAMED


async def test_r10_a_theme_that_carries_words_nobody_shared_is_not_put_forward(
    house: House,
) -> None:
    """R10: five words in a row are known by whoever heard them. Fails when a theme's name and
    line are not compared."""
    words = [(f"they never let me have my phone at night {n}", Sharing.THE_IDEA) for n in range(9)]
    made = await sorted_round(house, words, {FOOD: ["phone"]})
    await make(house, Rename(made[FOOD], "Never let me have my phone"))
    seen = await mark(house)

    done = await approving.put_forward(house.world, house.pid("Sam"), RID, seen)
    assert done is Trouble.CLOSE


async def test_a_result_needs_themes_or_the_choice_that_there_are_none(house: House) -> None:
    """Nobody publishes past the gate by not looking. Fails when the choice is not asked for."""
    await sorted_round(house, some_words(24), SORTED)
    world, sam = house.world, house.pid("Sam")

    assert await releasing.propose_release(world, sam, RID) is ReleaseRefused.THEMES
    await let_all_go(house)
    assert isinstance(await releasing.propose_release(world, sam, RID), Release)


async def test_approved_themes_stand_in_the_result_and_a_change_unmakes_the_proposal(
    house: House,
) -> None:
    """59: a proposal that was frozen with themes is not let go once they were changed."""
    made = await sorted_round(house, some_words(24), SORTED)
    await let_all_go(house)
    world, sam = house.world, house.pid("Sam")
    preview = await releasing.preview(world, sam, RID)
    assert preview is not None
    section = next(one for one in preview.sections if one.question == CHANGE)
    assert [(one.name, one.says) for one in section.themes] == [
        (FOOD, "about 5"),
        (WIFI, "about 5"),
    ]
    await releasing.propose_release(world, sam, RID)
    await make(house, Rename(made[FOOD], "Tea"))
    assert await releasing.step_of(world, house.people["Mo"], RID) is Step.PROPOSE
    done = await releasing.approve_release(world, house.pid("Mo"), RID)
    assert done is ReleaseRefused.CHANGED


async def test_a_released_result_has_its_themes(house: House) -> None:
    """To the end: frozen, thawed, and in a file."""
    await sorted_round(house, some_words(24), SORTED)
    await let_all_go(house)
    await releasing.propose_release(house.world, house.pid("Sam"), RID)
    await releasing.approve_release(house.world, house.pid("Mo"), RID)
    report = await reporting.load_report(house.world, None, RID)

    assert isinstance(report, Report)
    page = reporting.report_file(report, reporting.Format.HTML).decode()
    assert FOOD in page
    assert "What people wrote about" in page
    assert "A safeguarding lead looked at the themes" in " ".join(report.method)


async def test_an_answer_that_is_taken_back_silently_leaves_its_theme(house: House) -> None:
    """It is no change of anybody's: the yes stands, and a theme of two is gone."""
    await sorted_round(house, NAMING, {FOOD: ["cold", "pudding", "key worker"]})
    await let_all_go(house)
    async with house.world.database.write() as db:
        found = await texts_of(db, house.world, RID)
        gone = next(
            aid for aid, one in found.items() if "pudding" in getattr(one.answer, "text", "")
        )
        await db.execute(delete(answers.AnswerRow).where(answers.AnswerRow.aid == gone))

    assert await stand(house) is Stand.APPROVED
    left = await approved(house)
    assert left is not None
    assert [len(one.answers) for one in left.themes[CHANGE]] == [2]
    preview = await releasing.preview(house.world, house.pid("Sam"), RID)
    assert preview is not None
    assert all(section.themes == () for section in preview.sections)


async def test_nothing_is_put_forward_where_nobody_sorted(house: House) -> None:
    """An empty list of themes would read as: nobody said anything."""
    await sorted_round(house, some_words(24), {})
    await sort(house, {})
    done = await approving.put_forward(house.world, house.pid("Sam"), RID, await mark(house))

    assert done is Trouble.NOTHING


@pytest.mark.sqlite_only
async def test_a_first_page_opens_no_words_where_nothing_waits_for_whoever_looks(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A reader's first page asks this of every round; each would open all of its words."""
    opened: list[bytes] = []

    def watched(body: bytes) -> tuple[Answer, Sharing | None]:
        opened.append(body)
        return answer_from_bytes(body)

    async def waits(name: str) -> bool:
        opened.clear()
        return await approving.glance(house.world, house.pid(name), RID, waiting=True) is not None

    await sorted_round(house, some_words(24), SORTED)
    monkeypatch.setattr(piles, "answer_from_bytes", watched)
    for name in ("Sam", "Mina", "Ash"):
        assert not await waits(name)
        assert opened == []
    await put_forward(house)
    assert not await waits("Sam")
    assert opened == []
    assert await waits("Mina")
    await approving.confirm(house.world, house.pid("Mina"), RID, await mark(house))
    assert await waits("Ash")
    await approving.let_go(house.world, house.pid("Ash"), RID, await mark(house))
    assert not await waits("Ash")
    assert opened == []
