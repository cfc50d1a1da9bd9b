"""Reading: who may, in which order, what may be decided, what stays out."""

from __future__ import annotations

import pytest
from sqlalchemy import delete

from bot.services.masking import MaskTrouble
from bot.services.reading import reading
from bot.services.reading.reading import HowFar, NotTheirs, Pile
from storage import answers, audiences, audit, ledger, people, readings, rounds
from storage.readings import Decision, Reading
from surveys.flow.replies import Sharing
from surveys.people.roles import Role
from surveys.rounds.round import Round, State
from tests.bot.after_seal.house import House, Written, seal_round, some_words

PASSED = Reading(Decision.PASSED)


async def begin(house: House, name: str = "Sam") -> Pile:
    pile = await reading.begin_reading(house.world, house.pid(name), (await only(house)).id)
    assert pile is not None
    return pile


async def only(house: House) -> Round:
    async with house.world.database.read() as db:
        return (await rounds.list_rounds(db))[0]


async def test_a_reader_reads_every_text_and_nobody_hears_how_many(house: House) -> None:
    """Words wait until they are read; progress is in words."""
    await seal_round(house, some_words(6))
    pile, sam = await begin(house), house.pid("Sam")
    seen, fars = [], []
    while (text := await reading.next_text(house.world, sam, pile)) is not None:
        fars.append(await reading.how_far(house.world, sam, pile))
        seen.append(text.words)
        assert text.question == "What is one thing you would change?"
        assert await reading.decide(house.world, sam, pile, text.handle, PASSED) is None

    assert sorted(seen) == sorted(words for words, _ in some_words(6))
    assert fars == [HowFar.SOME_LEFT] * 3 + [HowFar.NEARLY_DONE] * 3
    assert await reading.all_decided(house.world, (await only(house)).id)


async def test_a_reader_from_one_of_the_homes_is_refused(house: House) -> None:
    """2.9: whoever knows the people could know the words."""
    round_ = await seal_round(house, some_words(6))

    assert await reading.begin_reading(house.world, house.pid("Rae"), round_.id) is None
    assert await reading.waiting_rounds(house.world, house.pid("Rae")) == []
    assert await reading.waiting_rounds(house.world, house.pid("Sam")) == [round_]


@pytest.mark.sqlite_only
async def test_a_home_counts_even_where_nobody_of_it_is_left(house: House) -> None:
    """The audience's rule names homes; the people may have moved since."""
    round_ = await seal_round(house, some_words(6))
    async with house.world.database.write() as db:
        for person in house.people.values():
            if person.home == "Maple House" and person.role is Role.YOUNG_PERSON:
                await ledger.forget_person(db, person.id)

    assert await reading.begin_reading(house.world, house.pid("Rae"), round_.id) is not None
    await house.add("Val", Role.READER, "Birch House")
    assert await reading.begin_reading(house.world, house.pid("Val"), round_.id) is None


@pytest.mark.sqlite_only
@pytest.mark.parametrize("name", ["Ash", "Kit", "Jo", "Mo", "Mina", "Lee", "yp0"])
async def test_c1_only_readers_read(house: House, name: str) -> None:
    """C1: no other role sees a word before the release, whatever else it may."""
    round_ = await seal_round(house, some_words(6))

    assert await reading.begin_reading(house.world, house.pid(name), round_.id) is None
    assert await reading.waiting_rounds(house.world, house.pid(name)) == []


@pytest.mark.sqlite_only
async def test_whoever_wrote_or_proposed_the_round_does_not_read_it(house: House) -> None:
    """2.8: whoever writes a round neither reads nor codes it."""
    await house.add("ash", Role.READER)
    await house.add("Bo", Role.READER)
    round_ = await seal_round(house, some_words(6), proposed_by="Bo")

    assert await reading.begin_reading(house.world, house.pid("ash"), round_.id) is None
    assert await reading.begin_reading(house.world, house.pid("Bo"), round_.id) is None


@pytest.mark.sqlite_only
async def test_a_reader_who_was_asked_does_not_read(house: House) -> None:
    """A reader must not meet their own words, nor know which are not theirs."""
    round_ = await seal_round(house, some_words(6))
    async with house.world.database.write() as db:
        await ledger.open_ledger(db, round_.id, [house.pid("Sam")])

    assert await reading.begin_reading(house.world, house.pid("Sam"), round_.id) is None


@pytest.mark.sqlite_only
@pytest.mark.parametrize("state", [s for s in State if s is not State.SEALED])
async def test_a9_words_are_read_in_one_state_only(house: House, state: State) -> None:
    """A9: before the seal nothing is there to be read, after the release nothing changes."""
    round_ = await seal_round(house, some_words(6), state=state)

    assert await reading.begin_reading(house.world, house.pid("Sam"), round_.id) is None


async def test_the_order_and_the_names_are_drawn_anew_each_time(house: House) -> None:
    """C5: an order or a name that stayed would let two readers compare notes."""
    await seal_round(house, some_words(12))
    sam = house.pid("Sam")
    piles = [await begin(house) for _ in range(3)]
    orders = [[t.words for t in await reading.list_texts(house.world, sam, p)] for p in piles]

    assert len({tuple(order) for order in orders}) == 3
    assert not set(piles[0].handles) & set(piles[1].handles)
    async with house.world.database.read() as db:
        stored = await answers.load_answers(db, house.world.keys, piles[0].rid)
    handles = "".join(piles[0].handles)
    assert not any(a.id.hex() in handles for a in stored)


@pytest.mark.sqlite_only
async def test_c5_another_readers_text_cannot_be_reached(house: House) -> None:
    """C5: names of texts are worth nothing outside their own pile."""
    await house.add("Val", Role.READER)
    await seal_round(house, some_words(6))
    mine, theirs = await begin(house, "Sam"), await begin(house, "Val")
    handle = next(iter(theirs.handles))
    world, sam = house.world, house.pid("Sam")

    assert await reading.look_at(world, sam, mine, handle) is None
    assert await reading.list_texts(world, sam, theirs) == []
    with pytest.raises(NotTheirs):
        await reading.decide(world, sam, mine, handle, PASSED)
    with pytest.raises(NotTheirs):
        await reading.decide(world, sam, theirs, handle, PASSED)


@pytest.mark.sqlite_only
async def test_c4_a_role_taken_away_ends_the_reading_at_once(house: House) -> None:
    """C4: a pile in somebody's hands is worth nothing once they are no reader."""
    await seal_round(house, some_words(6))
    pile = await begin(house)
    handle = next(iter(pile.handles))
    async with house.world.database.write() as db:
        await people.delete_person(db, house.pid("Sam"))

    assert await reading.list_texts(house.world, house.pid("Sam"), pile) == []
    with pytest.raises(NotTheirs):
        await reading.decide(house.world, house.pid("Sam"), pile, handle, PASSED)


@pytest.mark.sqlite_only
async def test_a_decision_can_be_changed_until_the_release(house: House) -> None:
    """Reading late at night is no reason to be bound."""
    await seal_round(house, some_words(6))
    pile, sam = await begin(house), house.pid("Sam")
    text = await reading.next_text(house.world, sam, pile)
    assert text is not None
    await reading.decide(house.world, sam, pile, text.handle, Reading(Decision.WITHHELD))
    typical = Reading(Decision.PASSED, typical=True)
    await reading.decide(house.world, sam, pile, text.handle, typical)

    again = await reading.look_at(house.world, sam, pile, text.handle)
    assert again is not None
    assert again.reading == typical
    async with house.world.database.write() as db:
        await rounds.claim_state(db, pile.rid, was=State.SEALED, now=State.RELEASED)
    with pytest.raises(NotTheirs):
        await reading.decide(house.world, sam, pile, text.handle, PASSED)


@pytest.mark.sqlite_only
async def test_a_text_passed_on_waits_for_another_reader(house: House) -> None:
    """ "I know who this is" must not be noted as a decision, nor against the reader."""
    await house.add("Val", Role.READER)
    await seal_round(house, some_words(5))
    pile, sam = await begin(house), house.pid("Sam")
    texts = await reading.list_texts(house.world, sam, pile)
    await reading.pass_on(house.world, sam, pile, texts[0].handle)
    for text in texts[1:]:
        await reading.decide(house.world, sam, pile, text.handle, PASSED)

    assert await reading.how_far(house.world, sam, pile) is HowFar.PASSED_ON
    left = {t.words for t in await reading.list_texts(house.world, sam, pile)}
    assert texts[0].words not in left
    assert not await reading.all_decided(house.world, pile.rid)
    theirs = await begin(house, "Val")
    found = await reading.next_text(house.world, house.pid("Val"), theirs)
    assert found is not None
    assert found.words == texts[0].words


@pytest.mark.sqlite_only
async def test_what_every_reader_passed_on_can_be_left_out_and_nothing_else(house: House) -> None:
    """Else one text that nobody wants to read would keep the result from everybody, for ever."""
    await house.add("Val", Role.READER)
    await seal_round(house, some_words(3))
    world, sams, vals = house.world, await begin(house), await begin(house, "Val")
    (gone, *rest) = await reading.list_texts(world, sams.reader, sams)
    await reading.pass_on(world, sams.reader, sams, gone.handle)
    for text in rest:
        await reading.decide(world, sams.reader, sams, text.handle, PASSED)
    assert not await reading.leave_out(world, sams.reader, sams)
    assert await reading.how_far(world, sams.reader, sams) is HowFar.PASSED_ON
    (theirs,) = [
        text
        for text in await reading.list_texts(world, vals.reader, vals)
        if text.words == gone.words
    ]
    await reading.pass_on(world, vals.reader, vals, theirs.handle)

    assert await reading.how_far(world, sams.reader, sams) is HowFar.NOBODY_LEFT
    assert await reading.leave_out(world, sams.reader, sams)
    assert await reading.all_decided(world, sams.rid)
    assert not await reading.leave_out(world, vals.reader, vals)


ALLOWED = {
    Sharing.MY_WORDS: set(Decision),
    Sharing.THE_IDEA: {Decision.PASSED, Decision.REWORDED, Decision.WITHHELD},
    Sharing.READERS_ONLY: {Decision.PASSED, Decision.WITHHELD},
}


@pytest.mark.sqlite_only
@pytest.mark.parametrize("sharing", list(ALLOWED))
@pytest.mark.parametrize("decision", list(Decision))
async def test_a_reader_decides_only_within_what_the_author_allowed(
    house: House, sharing: Sharing, decision: Decision
) -> None:
    """ "The idea, not my words" cannot become a quote by a reader's tap."""
    await seal_round(house, some_words(5, sharing))
    pile, sam = await begin(house), house.pid("Sam")
    text = await reading.next_text(house.world, sam, pile)
    assert text is not None
    says = {Decision.MASKED: "I would change [something]", Decision.REWORDED: "Homes could."}
    decided = Reading(decision, says.get(decision, ""))
    if decision in ALLOWED[sharing]:
        assert await reading.decide(house.world, sam, pile, text.handle, decided) is None
    else:
        with pytest.raises(NotTheirs):
            await reading.decide(house.world, sam, pile, text.handle, decided)


@pytest.mark.sqlite_only
async def test_what_is_not_to_be_shared_is_not_even_read(house: House) -> None:
    """ "Don't share" is torn out at the seal; should one ever get here, it stays shut."""
    shared: list[Written] = [*some_words(5), ("Tell nobody", Sharing.DONT_SHARE), ("?", None)]
    await seal_round(house, shared)
    pile = await begin(house)
    texts = await reading.list_texts(house.world, house.pid("Sam"), pile)

    assert "Tell nobody" not in {text.words for text in texts}
    assert {t.sharing for t in texts if t.words == "?"} == {Sharing.READERS_ONLY}


@pytest.mark.sqlite_only
async def test_own_words_beside_a_choice_are_read_too(house: House) -> None:
    """Two words at "something else" can name a person as well as a page can."""
    await seal_round(house, [], own_words=some_words(5))
    pile = await begin(house)
    texts = await reading.list_texts(house.world, house.pid("Sam"), pile)

    assert len(texts) == 5
    assert {(t.question, t.beside) for t in texts} == {
        ("When should dinner be?", "Something else")
    }


@pytest.mark.sqlite_only
async def test_a_mask_that_adds_something_is_not_kept(house: House) -> None:
    """What stays must be the author's own words."""
    await seal_round(house, some_words(5))
    pile, sam = await begin(house), house.pid("Sam")
    text = await reading.next_text(house.world, sam, pile)
    assert text is not None
    made_up = Reading(Decision.MASKED, "I love it here [a place]")

    trouble = await reading.decide(house.world, sam, pile, text.handle, made_up)
    assert trouble is MaskTrouble.SOMETHING_ADDED
    async with house.world.database.read() as db:
        assert await readings.list_readings(db, house.world.keys, pile.rid) == {}


@pytest.mark.sqlite_only
async def test_a_text_taken_back_leaves_the_pile(house: House) -> None:
    """X2: six words typed while somebody reads."""
    await seal_round(house, some_words(5))
    pile, sam = await begin(house), house.pid("Sam")
    before = await reading.list_texts(house.world, sam, pile)
    async with house.world.database.write() as db:
        gone = pile.handles[before[0].handle]
        await db.execute(delete(answers.AnswerRow).where(answers.AnswerRow.aid == gone))

    after = await reading.list_texts(house.world, sam, pile)
    assert [t.handle for t in after] == [t.handle for t in before[1:]]
    with pytest.raises(NotTheirs):
        await reading.decide(house.world, sam, pile, before[0].handle, PASSED)


@pytest.mark.sqlite_only
async def test_a10_the_trail_does_not_tell_how_many_texts_there_were(house: House) -> None:
    """A9, A10: one entry a text would let the administrator count who wrote."""
    trails = []
    for count in (5, 9):
        round_ = await seal_round(house, some_words(count))
        pile, sam = await begin(house), house.pid("Sam")
        for text in await reading.list_texts(house.world, sam, pile):
            await reading.decide(house.world, sam, pile, text.handle, PASSED)
        async with house.world.database.write() as db:
            trails.append([(e.action, e.about) for e in await audit.list_audit(db)])
            await answers.drop_answers(db, round_.id)
            await db.execute(delete(rounds.RoundRow))
            await db.execute(delete(audit.AuditRow))
            await db.execute(delete(ledger.LedgerRow))
            await db.execute(delete(audiences.AudienceRow))

    assert trails[0] == trails[1] == [("reading begun", "meetings"), ("all read", "meetings")]
