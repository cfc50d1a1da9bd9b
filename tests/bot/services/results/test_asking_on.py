"""Asking on: one tap from a result to a draft of the next survey, for those who write surveys."""

from __future__ import annotations

import pytest

from bot.outgoing import Say
from bot.services.knowing import Spoken
from bot.services.results import asking_on, reporting
from bot.wording.presses import read_press
from storage import drafts
from surveys.definitions.questions import Statements
from surveys.drafting.draft import Kind
from surveys.drafting.following import Into, can_follow
from surveys.reports.model import Report
from tests.bot.after_seal.house import House, seal_round, some_words
from tests.bot.services.results.test_releasing import RID
from tests.bot.services.results.test_reporting import released, visit

pytestmark = pytest.mark.sqlite_only


async def offered(house: House, name: str) -> Spoken:
    async with house.world.database.write() as db:
        return await reporting.offer(db, house.world, visit(house, name))


async def tapped(house: House, name: str, press: str) -> Spoken:
    code = read_press(press)
    assert code is not None
    async with house.world.database.write() as db:
        return await asking_on.step(db, house.world, visit(house, name), code)


async def drafts_of(house: House, name: str) -> list[drafts.KeptDraft]:
    async with house.world.database.read() as db:
        return list(await drafts.list_drafts(db, house.world.keys, house.pid(name)))


async def test_one_tap_makes_the_quotes_of_a_result_the_statements_of_a_draft(
    house: House,
) -> None:
    """An Expert by Experience goes on from what people said without typing it again."""
    await released(house)
    card = (await offered(house, "Ash")).said[-1]
    assert isinstance(card, Say)
    [button] = [b for row in card.rows for b in row if ":statements:" in b.press]
    said = await tapped(house, "Ash", button.press)

    [kept] = await drafts_of(house, "Ash")
    report = await reporting.load_report(house.world, house.pid("Ash"), RID)
    assert isinstance(report, Report)
    quotes = {quote.text for section in report.sections for quote in section.quotes}
    entry = kept.draft.entries[0]
    assert entry.kind is Kind.STATEMENTS
    assert {choice.label["en"] for choice in entry.choices} <= quotes
    assert len(entry.choices) >= Statements.model_fields["choices"].metadata[0].min_length
    assert isinstance(said.said[0], Say)


@pytest.mark.parametrize("name", ["Jo", "yp0", "Lee"])
async def test_nobody_else_is_offered_it_or_can_press_for_it(house: House, name: str) -> None:
    """A9: who may see a result may not for that write surveys.

    Fails when a forged button makes a draft.
    """
    await released(house)
    said = await offered(house, name)
    card = (await offered(house, "Ash")).said[-1]
    assert isinstance(card, Say)
    forged = await tapped(house, name, card.rows[0][0].press)

    assert "statements" not in str(said)
    assert await drafts_of(house, name) == []
    assert len(forged.said) == 1


async def test_a9_before_the_release_there_is_nothing_to_ask_on_about(house: House) -> None:
    """A9: read and sealed is not released; words in a draft would be words in a chat.

    Fails when a draft is made of what readers passed.
    """
    await seal_round(house, some_words(24))
    for into in Into:
        said = await tapped(house, "Ash", f"res:meet01:{into.value}:0")
        assert "I would change" not in str(said)

    assert await drafts_of(house, "Ash") == []


async def test_an_old_button_of_words_that_went_says_so(house: House) -> None:
    """A place that is not there, or holds too little, makes no half a survey."""
    await released(house)
    report = await reporting.load_report(house.world, house.pid("Ash"), RID)
    assert isinstance(report, Report)
    assert can_follow(report)
    said = await tapped(house, "Ash", "res:meet01:statements:77")

    assert "aren't enough words" in str(said)
    assert await drafts_of(house, "Ash") == []


async def test_16_ask_this_next_is_an_authors_and_only_of_ideas(house: House) -> None:
    """16: a forged button of a result that asks for no ideas, or of somebody who does not write
    surveys, makes no draft."""
    await released(house)
    for name in ("Ash", "Jo", "yp0"):
        await tapped(house, name, "res:meet01:ask:0:0")
        assert await drafts_of(house, name) == []
