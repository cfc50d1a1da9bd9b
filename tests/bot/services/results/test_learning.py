"""Learning: a round's team is asked once, writes if it likes, and a like round shows it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import delete

from bot.outgoing import Say
from bot.services.owing import OUTGOING
from bot.services.people import forgetting
from bot.services.results import learning
from bot.services.results.learning import AFTER, NEVER_AFTER
from bot.wording.presses import Press
from storage import answers_back, lessons, outbox, people
from storage.outbox import OutboxRow
from surveys.drafting.finishing import from_survey
from surveys.ids import ParticipantId
from surveys.rounds.promise import WrittenBack
from surveys.rounds.round import State
from tests.bot.after_seal.house import SURVEY, House, seal_round, some_words
from tests.bot.services.results.test_releasing import RID, read_all, release
from tests.bot.services.results.test_reporting import released, visit

pytestmark = [pytest.mark.sqlite_only]
TAG = "meet01"


async def over(house: House) -> None:
    """A round that is out, of which everything owed was sent."""
    await released(house)
    house.clock.on(hours=2)
    await sent(house)


async def sent(house: House) -> None:
    async with house.world.database.write() as db:
        await db.execute(delete(OutboxRow))


async def asked(house: House) -> set[str]:
    """Who was asked what they learned, since everything was sent."""
    names = {person.id: name for name, person in house.people.items()}
    found = set()
    async with house.world.database.write() as db:
        owed = await outbox.claim_due(
            db, house.world.keys, house.world.now(), limit=100, lease=AFTER
        )
    for one in owed:
        said = OUTGOING.validate_json(one.body)
        if isinstance(said, Say) and "What did you learn" in said.text and one.pid is not None:
            found.add(names[ParticipantId(one.pid)])
    return found


async def tap(house: House, name: str, *parts: str) -> str:
    async with house.world.database.write() as db:
        return str(await learning.press(db, house.world, visit(house, name), Press("ln", parts)))


async def write(house: House, name: str, text: str) -> str | None:
    async with house.world.database.write() as db:
        here = visit(house, name)
        desk = await people.load_desk(db, house.world.keys, here.who.id)  # type: ignore[union-attr]
        said = await learning.hear(db, house.world, replace(here, desk=desk), text)
        return None if said is None else str(said)


async def test_the_team_is_asked_once_after_a_fortnight(house: House) -> None:
    """Whoever made it and designers; nobody who was asked in it. And never again."""
    await over(house)
    early = await learning.ask_due(house.world)
    house.clock.on(days=14)
    first = await learning.ask_due(house.world)
    to = await asked(house)
    await sent(house)
    house.clock.on(days=14)

    assert (early, first) == (0, 1)
    assert to == {"Ash", "Jo"}
    assert await learning.ask_due(house.world) == 0
    assert await asked(house) == set()


async def test_once_everybody_heard_back_nobody_waits_a_fortnight(house: House) -> None:
    """While it is fresh, but after those who were asked heard."""
    await over(house)
    async with house.world.database.write() as db:
        await answers_back.give(db, RID, WrittenBack("Meetings move to six."), date(2026, 11, 22))

    assert await learning.ask_due(house.world) == 1


async def test_a_held_round_is_learned_from_and_an_old_one_is_left_alone(house: House) -> None:
    """Too few answering is something to learn from; a round of months ago is not dug up."""
    await seal_round(house, some_words(3), state=State.HELD)
    house.clock.on(days=15)
    assert await learning.ask_due(house.world) == 1
    async with house.world.database.write() as db:
        await lessons.drop_asked(db, RID)
    house.clock.on(days=NEVER_AFTER.days)

    assert await learning.ask_due(house.world) == 0


async def test_33_no_team_is_asked_before_those_who_were_asked_saw_the_result(
    house: House,
) -> None:
    """33: the question itself would tell a designer that a result is out.

    Fails when a team is asked, or may write, while those who were asked have it to themselves.
    """
    await seal_round(house, some_words(24))
    await read_all(house)
    await release(house)
    async with house.world.database.write() as db:
        await answers_back.give(db, RID, WrittenBack("Meetings move to six."), date(2026, 11, 22))
    early = (await learning.ask_due(house.world), await tap(house, "Jo", "w", TAG))
    house.clock.on(hours=2)

    assert early[0] == 0
    assert "isn't here" in early[1]
    assert await learning.ask_due(house.world) == 1


async def test_what_is_typed_is_kept_changed_and_deleted_by_its_author(house: House) -> None:
    """Two short parts; the second may be left; the author has the last word."""
    await over(house)
    await tap(house, "Ash", "w", TAG)
    first = await write(house, "Ash", "Ten questions were too many")
    last = await write(house, "Ash", "Five, and pictures")
    shown = await learned(house, "Kit")
    mine = await learned(house, "Ash")
    await tap(house, "Jo", "dy", TAG)
    still = await learned(house, "Kit")
    await tap(house, "Ash", "dy", TAG)

    assert first is not None
    assert last is not None
    assert "otherwise next time" in first
    assert "Ten questions were too many" in shown
    assert "Next time: Five, and pictures" in shown
    assert ("Delete mine" in mine, "Delete mine" in shown) == (True, False)
    assert "Ten questions" in still
    assert "Nobody has written anything yet" in await learned(house, "Kit")


async def learned(house: House, name: str) -> str:
    async with house.world.database.write() as db:
        return str(await learning.show(db, house.world, visit(house, name)))


async def test_a_name_in_it_is_pointed_out(house: House) -> None:
    """What a team writes stands for years; a young person is not to stand in it."""
    await over(house)
    await house.add("Zebedee", house.people["yp0"].role, "Maple House")
    await tap(house, "Ash", "w", TAG)
    said = await write(house, "Ash", "Zebedee said it was too long")

    assert said is not None
    assert "seems to name somebody" in said


async def test_c5_nobody_writes_about_a_round_of_others(house: House) -> None:
    """C5: a forged button of a round that they did not make, or that is not over."""
    await over(house)

    assert "isn" in await tap(house, "Kit", "w", TAG)
    assert "isn" in await tap(house, "Mina", "w", "nosuch")


async def test_words_of_danger_or_of_yesterday_are_not_taken(house: House) -> None:
    """What may be about whoever types is heard as everywhere; a day later it is for nothing."""
    await over(house)
    await tap(house, "Ash", "w", TAG)
    danger = await write(house, "Ash", "help me i want to kill myself")
    house.clock.on(days=1)
    late = await write(house, "Ash", "Ten questions were too many")

    assert (danger, late) == (None, None)
    assert "Nobody has written anything yet" in await learned(house, "Kit")


async def test_a_draft_of_a_like_round_shows_what_was_learned(house: House) -> None:
    """Of the same survey, or found by what it is called; of another not."""
    await over(house)
    await tap(house, "Ash", "w", TAG)
    await write(house, "Ash", "Ten questions were too many")
    same = from_survey(SURVEY)
    other = from_survey(SURVEY.model_copy(update={"key": "pets"}))
    async with house.world.database.read() as db:
        world = house.world
        assert await learning.like(db, world, same, set()) is not None
        assert await learning.like(db, world, other, {RID}) is not None
        assert await learning.like(db, world, other, set()) is None


async def test_x5_whoever_asks_sees_what_they_wrote_about_rounds(house: House) -> None:
    """X5: it is linked to them, so it is in /mydata; of others' words nothing is."""
    await over(house)
    await tap(house, "Ash", "w", TAG)
    await write(house, "Ash", "Ten questions were too many")
    async with house.world.database.write() as db:
        mine = str(await forgetting.my_data(db, house.world, visit(house, "Ash")))
        others = str(await forgetting.my_data(db, house.world, visit(house, "Jo")))

    assert "What you wrote about “House meetings”: Ten questions were too many" in mine
    assert "Ten questions" not in others
