"""27: two people code the same twenty, and neither sees the other's before both are done."""

from __future__ import annotations

import dataclasses
from collections.abc import Awaitable, Callable

import pytest
from sqlalchemy import delete, select

from bot.services.reading import piles, reading, slots
from bot.services.reading.piles import NotTheirs, Pile
from bot.services.themes import double_coding, double_seats, double_talking, reading_together
from bot.services.themes.double_coding import Coder, NotYet
from bot.services.themes.double_seats import Refused
from storage import answers, double_codes, people, readings
from storage.audit import AuditRow
from storage.readings import Decision, Reading
from surveys.anonymity.packing import answer_from_bytes
from surveys.definitions.answers import Answer
from surveys.flow.replies import Sharing
from surveys.ids import RoundId
from surveys.people.roles import Role
from surveys.themes.codebook import ThemeId
from surveys.themes.double import LONGEST_NOTE, MOST, Outcome, Seat
from tests.bot.after_seal.forty import seal_forty
from tests.bot.after_seal.house import CHANGE, LISTENED, House
from tests.bot.services.themes.pairs import RID, both, by_words, code_all, pair, sit, stop

pytestmark = pytest.mark.sqlite_only

FOOD = frozenset({ThemeId("food")})


async def begin(house: House, name: str) -> Coder | Refused:
    return await double_seats.begin(house.world, house.pid(name), RID, CHANGE)


async def words(house: House, name: str, coder: Coder) -> list[str]:
    cards = await double_coding.list_cards(house.world, house.pid(name), coder)
    return [card.words for card in cards]


async def test_27_both_get_the_same_twenty_each_in_an_order_of_their_own(house: House) -> None:
    """27: drawn once, by chance, for both; and the same again after leaving and coming back."""
    await pair(house)
    sam, val = await sit(house, "Sam"), await sit(house, "Val")
    ones, twos = await words(house, "Sam", sam), await words(house, "Val", val)
    await stop(house, "Sam")
    house.clock.on(minutes=5)
    again = await sit(house, "Sam")

    assert sorted(ones) == sorted(twos)
    assert len(set(ones)) == 20
    assert ones != twos
    assert await words(house, "Sam", again) == ones
    assert not sam.pile.handles.keys() & again.pile.handles.keys()


async def test_27_leaving_in_the_middle_loses_nothing(house: House) -> None:
    """27: twenty take ten minutes or three evenings; several themes, and none of these."""
    await pair(house)
    coder, pid = await sit(house, "Sam"), house.pid("Sam")
    two = FOOD | {ThemeId("staff")}
    for themes in (two, frozenset[ThemeId]()):
        card = await double_coding.next_card(house.world, pid, coder)
        assert card is not None
        await double_coding.code(house.world, pid, coder, card.handle, themes)
    assert not await double_coding.finish(house.world, pid, coder)
    await stop(house, "Sam")
    house.clock.on(hours=2)
    again = await sit(house, "Sam")
    cards = await double_coding.list_cards(house.world, pid, again)
    far = await double_coding.progress(house.world, pid, again)

    assert [card.themes for card in cards[:3]] == [two, frozenset(), None]
    assert far is not None
    assert (far.coded, far.of, far.done) == (2, 20, False)


async def test_27_nobody_sees_the_others_codes_before_both_are_done(house: House) -> None:
    """27: every way there is, at every moment until the second says that they are done."""
    await pair(house)
    world, sam, val = house.world, house.pid("Sam"), house.pid("Val")
    ones = await code_all(house, "Sam")
    twos = await sit(house, "Val")

    async def tries(pid: bytes, coder: Coder) -> None:
        who = house.people["Sam" if pid == sam else "Val"].id
        with pytest.raises(NotYet):
            await double_talking.compared(world, who, coder)
        said = double_talking.Said(Outcome.FIRST, "Because.")
        for handle in coder.pile.handles:
            with pytest.raises(NotYet):
                await double_talking.look_at_difference(world, who, coder, handle)
            with pytest.raises(NotYet):
                await double_talking.settle_one(world, who, coder, handle, said)
        with pytest.raises(NotYet):
            await double_talking.keep_alike(world, who, coder, "alike")
        async with world.database.read() as db:
            desk = await double_coding.desk_of(db, world, who, coder)
            assert desk is not None
            with pytest.raises(NotYet):
                await double_coding.codes_of(db, world, coder, coder.seat.other, desk)
            with pytest.raises(NotYet):
                await double_coding.both_of(db, world, coder, desk)

    await tries(val, twos)
    await tries(sam, ones)
    mine = await double_coding.list_cards(world, val, twos)
    assert {card.themes for card in mine} == {None}, "the first one's codes are nobody's here"
    for card in mine:
        await double_coding.code(world, val, twos, card.handle, FOOD)
    await tries(val, twos)
    assert await double_coding.finish(world, val, twos)
    assert await double_talking.compared(world, val, twos) is not None
    assert await double_talking.compared(world, sam, ones) is not None


async def test_27_a_sitting_made_up_for_the_others_seat_opens_nothing(house: House) -> None:
    """27: the seat is asked of what is kept, not of what the page says."""
    await pair(house)
    ones = await code_all(house, "Sam")
    twos = await sit(house, "Val")
    forged = dataclasses.replace(twos, seat=Seat.FIRST)
    theirs = dataclasses.replace(
        ones, pile=dataclasses.replace(ones.pile, reader=twos.pile.reader)
    )
    for coder in (forged, theirs, ones):
        pid = house.pid("Val")
        assert await double_coding.list_cards(house.world, pid, coder) == []
        assert await double_coding.progress(house.world, pid, coder) is None
        assert await double_talking.compared(house.world, pid, coder) is None


async def test_27_of_the_other_it_is_known_only_whether_they_are_done(house: House) -> None:
    """27: "they have done 12" would already steer; only the first name, and done or not."""
    await pair(house)
    coder = await sit(house, "Sam")
    alone = await double_coding.progress(house.world, house.pid("Sam"), coder)
    await sit(house, "Val")
    joined = await double_coding.progress(house.world, house.pid("Sam"), coder)
    await code_all(house, "Val")
    done = await double_coding.progress(house.world, house.pid("Sam"), coder)

    assert alone is not None
    assert joined is not None
    assert done is not None
    assert (alone.other, alone.other_done) == ("", False)
    assert (joined.other, joined.other_done) == ("Val", False)
    assert (done.other, done.other_done, done.is_open) == ("Val", True, False)


async def test_27_done_is_done(house: House) -> None:
    """27: whoever has finished changes nothing any more, least of all once they could peek."""
    await pair(house)
    coder = await both(house)
    cards = await double_coding.list_cards(house.world, house.pid("Sam"), coder)
    with pytest.raises(NotTheirs):
        await double_coding.code(house.world, house.pid("Sam"), coder, cards[0].handle, FOOD)
    assert not await double_coding.give_up(house.world, house.pid("Sam"), coder)
    after = await double_coding.list_cards(house.world, house.pid("Sam"), coder)
    assert [card.themes for card in after] == [card.themes for card in cards]


async def test_27_two_accounts_of_one_person_are_not_two(house: House) -> None:
    """27: agreement with oneself is none."""
    await pair(house)
    await house.add("SAM", Role.READER)
    await sit(house, "Sam")
    assert await begin(house, "SAM") is Refused.SAME_PERSON


async def test_27_a_third_one_is_told_that_two_do_it(house: House) -> None:
    """27: twenty answers are coded by two; a third begins nothing and sees nothing."""
    await pair(house)
    await house.add("Una", Role.READER)
    await sit(house, "Sam")
    await sit(house, "Val")
    assert await begin(house, "Una") is Refused.TAKEN


@pytest.mark.parametrize("name", ["Rae", "Ash", "Mo", "Lee", "yp0", "Mina"])
async def test_27_only_who_may_read_the_round_codes_it(house: House, name: str) -> None:
    """27: no author, no reader of a home that was asked, nobody else."""
    await pair(house)
    assert await begin(house, name) is Refused.NOT_THEIRS


async def test_27_not_at_night_and_not_outside_a_slot(house: House) -> None:
    """60: coding is reading; it stands under the same clock."""
    await pair(house)
    coder, pid = await sit(house, "Sam"), house.pid("Sam")
    assert await words(house, "Sam", coder)
    await stop(house, "Sam")
    assert await words(house, "Sam", coder) == []
    assert await double_coding.progress(house.world, pid, coder) is None
    house.clock.at = house.clock.at.replace(hour=22)
    assert await begin(house, "Sam") is Refused.NIGHT


async def test_27_below_thirty_people_read_together_and_note_where_they_differ(
    house: House,
) -> None:
    """27: twenty of twenty-nine would be nearly all; there is a place for the note."""
    await pair(house, count=29)
    pid = house.pid("Sam")
    assert await begin(house, "Sam") is Refused.TOGETHER
    said = "We agree on  food.\nVal sees quiet as rest, I see it as rules."
    assert await reading_together.note_together(house.world, pid, RID, CHANGE, said)
    await begin(house, "Val")
    found = await reading_together.list_notes(house.world, house.pid("Val"), RID, CHANGE)
    assert found == [("Sam", "We agree on food. Val sees quiet as rest, I see it as rules.")]


async def test_27_a_note_has_words_a_length_and_a_slot(house: House) -> None:
    """27: empty, endless and out of a slot are all kept nowhere."""
    await pair(house, count=29)
    world, pid = house.world, house.pid("Sam")
    assert not await reading_together.note_together(world, pid, RID, CHANGE, "no slot yet")
    await begin(house, "Sam")
    for said in ("  ", "x" * (LONGEST_NOTE + 1)):
        assert not await reading_together.note_together(world, pid, RID, CHANGE, said)
    for _ in range(reading_together.MOST_NOTES):
        assert await reading_together.note_together(world, pid, RID, CHANGE, "one more")
    assert not await reading_together.note_together(world, pid, RID, CHANGE, "too many")
    assert await reading_together.list_notes(world, house.pid("Rae"), RID, CHANGE) == []
    await stop(house, "Sam")
    assert await reading_together.list_notes(world, pid, RID, CHANGE) == []


async def test_27_before_everything_is_read_nobody_codes(house: House) -> None:
    """27: a text's first reader decides alone what anybody may see of it."""
    await house.add("Val", Role.READER)
    await seal_forty(house, read=False)
    assert await begin(house, "Sam") is Refused.NOT_READ
    other = await double_seats.begin(house.world, house.pid("Sam"), RID, LISTENED)
    assert other is Refused.NOT_THEIRS


async def test_27_withheld_words_are_drawn_for_nobody(house: House) -> None:
    """27: what must not be shown is not shown here either; masked words stand as masked."""
    await pair(house)
    world = house.world
    async with world.database.write() as db:
        kept = [one for one in await answers.load_answers(db, world.keys, RID)]
        of_change = sorted(one.id for one in kept if one.question == CHANGE)
        for aid in of_change[:10]:
            withheld = Reading(Decision.WITHHELD)
            await readings.record_reading(db, world.keys, RID, aid, withheld)
        for aid in of_change[10:]:
            masked = Reading(Decision.MASKED, f"[a name] {aid.hex()[:4]}")
            await readings.record_reading(db, world.keys, RID, aid, masked)
    coder = await sit(house, "Sam")
    assert not set(coder.pile.handles.values()) & set(of_change[:10])
    assert all(one.startswith("[a name]") for one in await words(house, "Sam", coder))


async def _take_back(house: House, coder: Coder, handle: str) -> None:
    async with house.world.database.write() as db:
        gone = coder.pile.handles[handle]
        await db.execute(delete(answers.AnswerRow).where(answers.AnswerRow.aid == gone))


async def _withhold(house: House, coder: Coder, handle: str) -> None:
    async with house.world.database.write() as db:
        await readings.record_reading(
            db, house.world.keys, RID, coder.pile.handles[handle], Reading(Decision.WITHHELD)
        )


async def _pass_on(house: House, coder: Coder, handle: str) -> None:
    pile = await reading.begin_reading(house.world, house.pid("Val"), RID)
    assert pile is not None
    theirs = {aid: name for name, aid in pile.handles.items()}
    aid = coder.pile.handles[handle]
    await reading.pass_on(house.world, house.pid("Val"), pile, theirs[aid])


@pytest.mark.parametrize("going", [_take_back, _withhold, _pass_on])
async def test_27_an_answer_that_goes_is_gone_for_both(
    house: House, going: Callable[[House, Coder, str], Awaitable[None]]
) -> None:
    """27: taken back, withheld, or not to be seen again by one of them: nineteen are left, and
    an agreement of nineteen."""
    await pair(house)
    coder = await both(house)
    before = await double_talking.compared(house.world, house.pid("Sam"), coder)
    handle = next(iter(coder.pile.handles))
    await going(house, coder, handle)
    after = await double_talking.compared(house.world, house.pid("Sam"), coder)

    assert before is not None
    assert after is not None
    assert (before.of, after.of) == (20, 19)
    assert handle not in after.left
    assert len(await words(house, "Sam", coder)) == 19


async def test_27_what_was_never_offered_is_not_kept(house: House) -> None:
    """27: a form can be filled in by hand; only what both were offered can be coded."""
    await pair(house)
    coder, pid = await sit(house, "Sam"), house.pid("Sam")
    card = await double_coding.next_card(house.world, pid, coder)
    assert card is not None
    offered = await double_coding.themes_offered(house.world, pid, coder)
    many = frozenset(theme.id for theme in offered[: MOST + 1])
    for themes in (frozenset({ThemeId("nonsense")}), many):
        with pytest.raises(NotTheirs):
            await double_coding.code(house.world, pid, coder, card.handle, themes)
    with pytest.raises(NotTheirs):
        await double_coding.code(house.world, pid, coder, "x" * 22, FOOD)


async def test_27_a_seat_that_is_given_up_is_taken_by_somebody_else_empty(house: House) -> None:
    """27: somebody who cannot go on stops nothing, and leaves nothing to be seen."""
    await pair(house)
    await house.add("Una", Role.READER)
    world, pid = house.world, house.pid("Val")
    sam = await code_all(house, "Sam")
    val = await sit(house, "Val")
    card = await double_coding.next_card(world, pid, val)
    assert card is not None
    await double_coding.code(world, pid, val, card.handle, FOOD)
    assert await double_coding.give_up(world, pid, val)
    una = await sit(house, "Una")
    cards = await double_coding.list_cards(world, house.pid("Una"), una)

    assert {one.themes for one in cards} == {None}
    assert await words(house, "Val", val) == []
    assert una.seat is val.seat
    await code_all(house, "Una", by_words)
    found = await double_talking.compared(world, house.pid("Sam"), sam)
    assert found is not None
    assert found.names == ("Sam", "Una")


async def test_27_who_may_not_read_any_more_holds_no_seat(house: House) -> None:
    """27: a reader who has left blocks nobody, and their codes go with their seat."""
    await pair(house)
    await house.add("Una", Role.READER)
    val = await sit(house, "Val")
    await sit(house, "Sam")
    async with house.world.database.write() as db:
        await people.delete_person(db, house.pid("Val"))
    una = await sit(house, "Una")
    assert una.seat is val.seat


async def test_27_what_is_kept_says_nothing_from_outside(house: House) -> None:
    """27: one size for all, whoever is where; the trail says who coded, and nothing more."""
    await pair(house)
    await both(house)
    async with house.world.database.read() as db:
        sizes = set((await db.scalars(select(double_codes.DoubleCodeRow.body_enc))).all())
        trail = (await db.execute(select(AuditRow.action, AuditRow.object))).all()
    assert len({len(one) for one in sizes}) == 1
    coded = [(action, about) for action, about in trail if "cod" in action]
    assert coded == [("coding begun", RID), ("coded alone", RID)] * 2


async def test_a_pile_of_another_slot_is_no_sitting(house: House) -> None:
    """60: a sitting ends with its slot for good."""
    await pair(house)
    coder = await sit(house, "Sam")
    old = Pile(house.pid("Sam"), RoundId(RID), b"x" * 16, coder.pile.handles)
    stale = dataclasses.replace(coder, pile=old)
    assert await words(house, "Sam", stale) == []
    assert await slots.running(house.world, house.pid("Sam")) is not None


async def test_a_tap_at_the_twenty_opens_twenty_answers_and_not_the_round(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Six thousand sealed answers opened at each tap would be a page that hangs."""
    await pair(house)
    coder = await sit(house, "Sam")
    opened: list[bytes] = []

    def watched(body: bytes) -> tuple[Answer, Sharing | None]:
        opened.append(body)
        return answer_from_bytes(body)

    monkeypatch.setattr(piles, "answer_from_bytes", watched)
    first, *_ = await double_coding.list_cards(house.world, house.pid("Sam"), coder)
    assert len(opened) == 20
    await double_coding.code(house.world, house.pid("Sam"), coder, first.handle, FOOD)
    assert len(opened) == 40
