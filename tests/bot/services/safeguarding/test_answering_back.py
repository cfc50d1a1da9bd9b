"""G16: a worry without an author reaches the lead and everybody, and singles out nobody."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.outgoing import Say
from bot.services.owing import OUTGOING
from bot.services.reading import reading
from bot.services.reading.reading import NotTheirs, Pile
from bot.services.results import releasing
from bot.services.results.releasing import ReleaseRefused
from bot.services.safeguarding import answering_back
from bot.services.safeguarding.answering_back import ALL_TOLD, Worry
from storage import audiences, concerns, outbox, people, readings, rounds
from storage.readings import Decision, Reading
from surveys.flow.replies import Sharing
from surveys.ids import RoundId
from surveys.people.audience import RESIDENTS
from surveys.people.person import Person
from surveys.rounds.round import State, Way
from surveys.safeguarding.concern import Concern, Source, Telling
from tests.bot.after_seal.house import CHANGE, HOMES, House, a_round, seal_round, some_words
from tests.bot.services.safely import SAD

RID = RoundId("meetings")
WRITTEN = [*some_words(7), (SAD, Sharing.MY_WORDS)]


async def pile_of(house: House, name: str = "Sam") -> Pile:
    pile = await reading.begin_reading(house.world, house.pid(name), RID)
    assert pile is not None
    return pile


async def handle_of(house: House, pile: Pile, words: str, name: str = "Sam") -> str:
    texts = await reading.list_texts(house.world, house.pid(name), pile)
    return next(text.handle for text in texts if text.words == words)


async def worried(house: House, words: str = SAD, *, at_risk: bool = False) -> Pile:
    pile = await pile_of(house)
    handle = await handle_of(house, pile, words)
    await reading.raise_worry(house.world, house.pid("Sam"), pile, handle, at_risk=at_risk)
    return pile


async def all_concerns(house: House) -> list[Concern]:
    async with house.world.database.read() as db:
        return await concerns.list_concerns(db, house.world.keys)


async def owed(house: House) -> list[tuple[Person | None, Say]]:
    """Everything that waits to be sent, and to whom; nothing is taken off."""
    house.clock.on(minutes=10)
    found = []
    async with house.world.database.write() as db:
        due = await outbox.claim_due(
            db, house.world.keys, house.clock(), lease=timedelta(seconds=0)
        )
        for one in due:
            said = OUTGOING.validate_json(one.body)
            assert isinstance(said, Say)
            found.append((await people.find_person(db, house.world.keys, one.to), said))
            await outbox.mark_delivered(db, one.id)
    return found


async def test_g16_the_lead_has_the_words_and_every_home_that_was_asked(house: House) -> None:
    """G16: nobody can say who it was, so each home is looked at."""
    await seal_round(house, WRITTEN)
    await worried(house)
    (concern,) = await all_concerns(house)

    assert (concern.telling, concern.source) == (Telling.NO_AUTHOR, Source.READING)
    assert (concern.author, concern.home, concern.words) == (None, "", SAD)
    assert (concern.round, concern.question) == (RID, CHANGE)
    assert set(concern.homes) == set(HOMES)
    assert concern.alerted == (house.pid("Mina"),)
    assert not concern.shows_author


async def test_g16_everybody_who_was_asked_gets_the_same_words(house: House) -> None:
    """G16: a message to some would show who wrote it; so nobody gets another, or a button more."""
    await seal_round(house, WRITTEN)
    await worried(house)
    sent = await owed(house)
    young = [(p, said) for p, said in sent if p is not None and p.nick.startswith("yp")]

    assert len({p.id for p, _ in young}) == len(young) == 24
    assert len({said.model_dump_json() for _, said in young}) == 1
    said = young[0][1]
    assert said.unasked, "a locked phone shows only that something waits"
    assert "same message" in said.text
    assert SAD not in said.text
    assert "Mina, safeguarding lead" in said.text
    assert "Need help?" in [button.label for row in said.rows for button in row]


async def test_g16_it_is_sent_at_night_too(house: House) -> None:
    """S4: quiet hours hold reminders, not this."""
    await seal_round(house, WRITTEN)
    pile = await pile_of(house)
    handle = await handle_of(house, pile, SAD)
    house.clock.at = house.clock.at.replace(hour=23)
    await reading.raise_worry(house.world, house.pid("Sam"), pile, handle)
    sent = await owed(house)

    assert len([p for p, _ in sent if p is not None and p.nick.startswith("yp")]) == 24


async def test_g16_the_order_of_sending_is_drawn_anew(house: House) -> None:
    """G16: neither the list's order nor anybody's place in the round."""
    await seal_round(house, WRITTEN)
    before = [house.pid(f"yp{number}") for number in range(24)]
    await worried(house)
    sent = [p.id for p, _ in await owed(house) if p is not None and p.nick.startswith("yp")]

    assert sorted(sent) == sorted(before)


async def test_g16_the_text_leaves_the_report_and_no_decision_brings_it_back(
    house: House,
) -> None:
    """G16: another reader, or a slip of the same one, must not put it in print."""
    await seal_round(house, WRITTEN)
    pile = await worried(house)
    handle = await handle_of(house, pile, SAD)
    await reading.decide(
        house.world, house.pid("Sam"), pile, handle, Reading(Decision.PASSED, typical=True)
    )
    texts = await reading.list_texts(house.world, house.pid("Sam"), pile)
    (text,) = [one for one in texts if one.handle == handle]

    assert text.stays_out
    assert text.reading == Reading(Decision.WITHHELD)
    assert [one.words for one in texts if one.stays_out] == [SAD]


async def test_g16_a_result_put_forward_before_the_worry_is_void(house: House) -> None:
    """G16: nobody can let go what was frozen with those words in it."""
    await seal_round(house, WRITTEN)
    pile = await pile_of(house)
    for text in await reading.list_texts(house.world, house.pid("Sam"), pile):
        passed = Reading(Decision.PASSED, typical=True)
        await reading.decide(house.world, house.pid("Sam"), pile, text.handle, passed)
    await releasing.propose_release(house.world, house.pid("Sam"), RID, without_themes=True)
    handle = await handle_of(house, pile, SAD)
    await reading.raise_worry(house.world, house.pid("Sam"), pile, handle)
    refused = await releasing.approve_release(house.world, house.pid("Mo"), RID)
    await releasing.propose_release(house.world, house.pid("Sam"), RID, without_themes=True)
    out = await releasing.approve_release(house.world, house.pid("Mo"), RID)

    assert refused is ReleaseRefused.CHANGED
    assert not isinstance(out, ReleaseRefused)
    assert SAD not in out.json


async def test_g16_a_second_worry_is_told_and_sends_nobody_a_second_message(
    house: House,
) -> None:
    """Two messages in a row frighten everybody; the lead hears of both."""
    await seal_round(house, [*WRITTEN, ("i want it all to stop", Sharing.MY_WORDS)])
    pile = await worried(house)
    first = len(await owed(house))
    handle = await handle_of(house, pile, "i want it all to stop")
    await reading.raise_worry(house.world, house.pid("Sam"), pile, handle)
    second = [p for p, _ in await owed(house) if p is not None and p.nick.startswith("yp")]
    told = [
        any(deed.what == ALL_TOLD for deed in concern.deeds)
        for concern in await all_concerns(house)
    ]

    assert first >= 24
    assert second == []
    assert told == [True, False]


async def test_g16_a_worry_a_day_later_is_told_to_everybody_again(house: House) -> None:
    """A day on it is another matter, and may be somebody else."""
    await seal_round(house, [*WRITTEN, ("i want it all to stop", Sharing.MY_WORDS)])
    await worried(house)
    await owed(house)
    house.clock.on(hours=24)
    pile = await pile_of(house)
    handle = await handle_of(house, pile, "i want it all to stop")
    await reading.raise_worry(house.world, house.pid("Sam"), pile, handle)

    assert len([p for p, _ in await owed(house) if p and p.nick.startswith("yp")]) == 24


async def test_pressing_twice_raises_one_worry(house: House) -> None:
    """T8: a double tap, or two readers of the same text."""
    await seal_round(house, WRITTEN)
    pile = await worried(house)
    handle = await handle_of(house, pile, SAD)
    await reading.raise_worry(house.world, house.pid("Sam"), pile, handle)

    assert len(await all_concerns(house)) == 1


@pytest.mark.parametrize(("at_risk", "severity"), [(False, 2), (True, 3)])
async def test_a_life_at_risk_is_urgent(house: House, at_risk: bool, severity: int) -> None:
    """A reader who fears for a life is believed, whatever the check thinks of the words."""
    await seal_round(house, [*some_words(7), ("see you all on the other side", Sharing.MY_WORDS)])
    await worried(house, "see you all on the other side", at_risk=at_risk)
    (concern,) = await all_concerns(house)

    assert concern.severity >= severity
    assert concern.is_urgent or not at_risk


async def test_c5_nobody_else_raises_a_worry_in_a_readers_name(house: House) -> None:
    """C5: somebody from one of the homes, with a handle from another screen, gets nowhere."""
    await seal_round(house, WRITTEN)
    pile = await pile_of(house)
    handle = await handle_of(house, pile, SAD)
    for name in ("Rae", "Mo", "Lee", "yp0"):
        with pytest.raises(NotTheirs):
            await reading.raise_worry(house.world, house.pid(name), pile, handle)

    assert await all_concerns(house) == []


async def test_g9_without_a_worry_nothing_is_withheld_by_itself(house: House) -> None:
    """G9: a concern that its author was told of changes no result by being there."""
    await seal_round(house, WRITTEN)
    alive = Concern(
        id=b"a" * 16,
        handle="C-ABCD",
        at=house.clock(),
        source=Source.ANSWER,
        telling=Telling.WITHOUT_NAME,
        severity=2,
        words=SAD,
        author=house.pid("yp3"),
        round=RID,
        question=CHANGE,
    )
    async with house.world.database.write() as db:
        await concerns.add_concern(db, house.world.keys, alive, due_at=None)
    await pile_of(house)
    async with house.world.database.read() as db:
        decided = await readings.list_readings(db, house.world.keys, RID)

    assert decided == {}


async def test_g16_of_a_ticket_round_the_lead_gets_every_home_there_is(house: House) -> None:
    """Nobody can be written to: slips stand for nobody. So the homes are all there is."""
    made = a_round(State.SEALED, way=Way.TICKET)
    async with house.world.database.write() as db:
        await rounds.add_round(db, made)
        await audiences.set_audience(db, house.world.keys, RID, RESIDENTS)
        worry = Worry(CHANGE, SAD, Source.READING)
        await answering_back.raise_worry(db, house.world, made, worry, house.pid("Sam"))
    (concern,) = await all_concerns(house)
    young = [p for p, _ in await owed(house) if p and p.nick.startswith("yp")]

    assert set(concern.homes) == set(HOMES)
    assert young == []
