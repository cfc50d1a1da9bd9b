import pytest

from bot.services.rounds import fielding
from storage import rounds
from surveys.ids import RoundId
from surveys.people.roles import Role
from surveys.rounds.round import State
from tests import agreed
from tests.bot import fielded as field
from tests.bot.chatting import Chats


async def proposed(chats: Chats):  # type: ignore[no-untyped-def]
    """Ash has proposed a week of the first survey of the library to everyone."""
    ash, mo, vi, shown, said = await waiting(chats)
    await agreed.accept_in_chat(vi)
    return ash, mo, shown, said


async def waiting(chats: Chats):  # type: ignore[no-untyped-def]
    """The same, and Vi, who decides, has not said yes."""
    await field.residents(chats, 12)
    ash, mo = await field.crew(chats)
    vi = await field.vi(chats)
    await ash.type("/rounds")
    await ash.press("Start a round")
    await ash.tap("st:who:food-honestly")
    shown = await agreed.plan_in_chat(ash, "Every home", "A week")
    said = await ash.press("Propose it")
    return ash, mo, vi, shown, said


async def test_a_round_is_started_from_the_library_in_nine_taps(chats: Chats) -> None:
    """Without a developer, with the odds said before anyone is asked."""
    _, mo, shown, said = await proposed(chats)

    assert "Asks 12 people" in shown
    assert "Then someone else confirms" in shown
    assert "second person" in said
    assert "Ash wants to ask: Food, honestly" in mo.newest.text


async def test_the_second_person_confirms_the_count_in_chat(chats: Chats) -> None:
    """One tap, with the number on it; the round opens at the next tick."""
    _, mo, _, _ = await proposed(chats)
    await mo.press("Yes, 12 people")
    await fielding.open_due(chats.world)

    assert (await field.again(chats, RoundId("food-honestly"))).state is State.OPEN


async def test_who_proposed_cannot_confirm_by_borrowing_the_button(chats: Chats) -> None:
    """C5: a press that was never theirs changes nothing."""
    ash, mo, _, _ = await proposed(chats)
    code = next(b.press for b in mo.newest.buttons if b.press.startswith("st:yes"))
    said = await ash.tap(code)

    assert "isn't waiting" in said
    assert (await field.again(chats, RoundId("food-honestly"))).confirmed_by is None


async def test_a_round_that_would_show_somebody_is_refused_in_plain_words(chats: Chats) -> None:
    """The author hears why, and what could be done instead."""
    await field.residents(chats, 4)
    ash, _ = await field.crew(chats)
    await ash.tap("st:days:food-honestly")
    await agreed.plan_in_chat(ash, "A week")
    said = await ash.press("Propose it")
    async with chats.world.database.read() as db:
        kept = await rounds.list_rounds(db)

    assert "hides nobody" in said
    assert kept == []


@pytest.mark.parametrize(
    "code", ["st:who:0", "st:days:no-such", "st:set:0:1", "st:go::0:0", "st:who:d-0"]
)
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
        await ann.tap(code)
        for code in ("st:lib", "st:go:abcdef", "dm:yes:abcdef:20270101", "st:yes:aaaaaa:12")
    }
    said.add(await ann.type("/rounds"))

    assert said == {"That isn't open to you. Nothing was changed."}


async def test_an_open_round_can_be_given_more_days_or_closed(chats: Chats) -> None:
    """Closing is asked twice; nobody can answer after it."""
    ash, mo, _, _ = await proposed(chats)
    await mo.press("Yes, 12 people")
    await fielding.open_due(chats.world)
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
    await fielding.open_due(chats.world)
    kit = await chats.add("Kit", role=Role.EBE, home="")
    listed = await kit.type("/rounds")

    assert "open" in listed
    assert "enough" not in listed.lower()


async def test_d8_what_stands_in_the_way_since_is_said_before_anybody_taps(chats: Chats) -> None:
    """Somebody had themselves forgotten meanwhile: "not waiting any more" would be no answer."""
    ash, mo, _, _ = await proposed(chats)
    for chatter in list(chats.chatters.values())[:7]:
        await chatter.type("/deleteme")
        await chatter.press("Yes, delete everything")
    listed = await ash.type("/rounds")
    said = await mo.press("Yes, 12 people")
    stopped = await mo.press("No, stop it")

    assert "It can't open now." in listed
    assert "Food, honestly can't open now. It isn't your fault." in said
    assert stopped == "Stopped. Nobody was asked."
    assert (await field.again(chats, RoundId("food-honestly"))).state is State.CANCELLED


async def test_what_was_proposed_can_be_stopped_by_whoever_did(chats: Chats) -> None:
    """A slip in the survey is seen a minute later, and a second person may be away."""
    ash, mo, _, _ = await proposed(chats)
    await ash.type("/rounds")

    assert await ash.press("Stop Food, honestly") == "Stopped. Nobody was asked."
    assert "isn't waiting" in await mo.press("Yes, 12 people")


async def test_s3_who_confirms_after_the_closing_day_asks_nobody(chats: Chats) -> None:
    """Twelve people would be told of a question that shuts the same minute."""
    ash, mo, _, _ = await proposed(chats)
    chats.clock.on(days=8)
    assert "gone by" in await ash.type("/rounds")

    assert "asks nobody: the day it was to close has gone by" in await mo.press("Yes, 12 people")
    assert (await field.again(chats, RoundId("food-honestly"))).confirmed_by is None


async def test_s3_a_round_whose_days_went_by_in_an_outage_asks_nobody(chats: Chats) -> None:
    """Confirmed, and then the computer was off for a fortnight. Its author is told."""
    ash, mo, _, _ = await proposed(chats)
    await mo.press("Yes, 12 people")
    chats.clock.on(days=8)
    await fielding.open_due(chats.world)
    await chats.deliver()

    assert (await field.again(chats, RoundId("food-honestly"))).state is State.CANCELLED
    assert "asks nobody" in ash.newest.text
    asked = list(chats.chatters.values())[:12]
    assert not any("waiting" in shown.text for c in asked for shown in c.shown.values())
