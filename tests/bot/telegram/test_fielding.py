import pytest

from storage import rounds
from surveys.ids import RoundId
from surveys.people.roles import Role
from surveys.rounds.round import State
from tests.bot import fielded as field
from tests.bot.chatting import Chats


async def proposed(chats: Chats):  # type: ignore[no-untyped-def]
    """Ash has proposed a week of the first survey of the library to everyone."""
    await field.residents(chats, 12)
    ash, mo = await field.crew(chats)
    await ash.type("/rounds")
    await ash.press("Start a round")
    await ash.press("Food, honestly")
    await ash.press("Every home")
    await ash.press("A week")
    shown = await ash.press("Mo")
    said = await ash.press("Propose it")
    return ash, mo, shown, said


async def test_a_round_is_started_from_the_library_in_six_taps(chats: Chats) -> None:
    """Without a developer, with the odds said before anyone is asked."""
    _, mo, shown, said = await proposed(chats)

    assert "Asks 12 people" in shown
    assert "Someone else confirms" in shown
    assert "second person" in said
    assert "Ash wants to ask: Food, honestly" in mo.newest.text


async def test_the_second_person_confirms_the_count_in_chat(chats: Chats) -> None:
    """One tap, with the number on it; the round opens at the next tick."""
    _, mo, _, _ = await proposed(chats)
    await mo.press("Yes, 12 people")
    await field.fielding.open_due(chats.world)

    assert (await field.again(chats, RoundId("food-honestly"))).state is State.OPEN


async def test_who_proposed_cannot_confirm_by_borrowing_the_button(chats: Chats) -> None:
    """C5: a press that was never theirs changes nothing."""
    ash, mo, _, _ = await proposed(chats)
    code = mo.newest.buttons[0].press
    said = await ash.tap(code)

    assert "isn't waiting" in said
    assert (await field.again(chats, RoundId("food-honestly"))).confirmed_by is None


async def test_a_round_that_would_show_somebody_is_refused_in_plain_words(chats: Chats) -> None:
    """The author hears why, and what could be done instead."""
    await field.residents(chats, 4)
    ash, _ = await field.crew(chats)
    await ash.tap("st:see:food-honestly:1:0")
    said = await ash.press("Propose it")
    async with chats.world.database.read() as db:
        kept = await rounds.list_rounds(db)

    assert "hides nobody" in said
    assert kept == []


@pytest.mark.parametrize("code", ["st:who:0", "st:days:no-such", "st:see:0:1:0", "st:go::0:0"])
async def test_a_button_for_a_survey_that_is_not_there_starts_nothing(
    chats: Chats, code: str
) -> None:
    """A place in the library would mean another survey once one is added: a key cannot."""
    ash, _ = await field.crew(chats)

    assert await ash.tap(code) == "Left. Nothing was sent."


async def test_a_young_person_cannot_reach_any_of_it(chats: Chats) -> None:
    """C1: a hand-made press from the wrong account gets one same reply."""
    ann = await chats.add("Ann")
    said = {
        await ann.tap(code) for code in ("st:lib", "st:go:food-honestly:1:0", "st:yes:aaaaaa:12")
    }
    said.add(await ann.type("/rounds"))

    assert said == {"That isn't open to you. Nothing was changed."}


async def test_an_open_round_can_be_given_more_days_or_closed(chats: Chats) -> None:
    """Closing is asked twice; nobody can answer after it."""
    ash, mo, _, _ = await proposed(chats)
    await mo.press("Yes, 12 people")
    await field.fielding.open_due(chats.world)
    before = await field.again(chats, RoundId("food-honestly"))
    listed = await ash.type("/rounds")
    await ash.press("Give Food")
    later = await field.again(chats, RoundId("food-honestly"))
    await ash.type("/rounds")
    asked = await ash.press("Close Food")
    still = (await field.again(chats, RoundId("food-honestly"))).state
    await ash.press("Close Food")

    assert "Not enough yet." in listed
    assert (later.closes_at - before.closes_at).days == 3
    assert "Close it now?" in asked
    assert still is State.OPEN
    assert (await field.again(chats, RoundId("food-honestly"))).state is State.CLOSED


async def test_a_progress_band_is_for_whoever_proposed_the_round(chats: Chats) -> None:
    """Another Expert by Experience sees the round and its days, no more."""
    _, mo, _, _ = await proposed(chats)
    await mo.press("Yes, 12 people")
    await field.fielding.open_due(chats.world)
    kit = await chats.add("Kit", role=Role.EBE, home="")
    listed = await kit.type("/rounds")

    assert "open" in listed
    assert "enough" not in listed.lower()
