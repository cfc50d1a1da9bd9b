"""Double coding in the store: one coder at a time, nothing to be told from outside."""

from datetime import UTC, datetime
from random import Random

from sqlalchemy import delete, select

from storage import double_codes
from storage.answers import AnswerRow, add_answers
from storage.double_codes import DoubleCodeRow, SheetRow
from storage.engine import Database
from storage.keys import Keys
from surveys.ids import AnswerId, ParticipantId, QuestionKey
from surveys.themes.codebook import Theme, ThemeId
from surveys.themes.double import (
    LONGEST_REASON,
    MOST,
    TWENTY,
    Line,
    Note,
    Outcome,
    Seat,
    Sheet,
    Talk,
    draw,
)
from tests.storage.making import RID

CHANGE = QuestionKey("change")
AIDS = tuple(AnswerId(bytes([number]) * 16) for number in range(30))
SAM, VAL = ParticipantId(b"s" * 16), ParticipantId(b"v" * 16)
FOOD = ThemeId("food")
TALK = Talk(SAM, datetime(2026, 11, 22, tzinfo=UTC), Outcome.FIRST, frozenset({FOOD}), "Tea.")


async def drawn(database: Database, keys: Keys) -> tuple[dict[AnswerId, Line], ...]:
    keys.make_round_keys(RID)
    lines = draw(AIDS, Random(1))
    async with database.write() as db:
        await add_answers(db, keys, RID, [(aid, CHANGE, b"words", None) for aid in AIDS])
        await double_codes.add_lines(db, keys, RID, CHANGE, lines)
    return lines[Seat.FIRST], lines[Seat.SECOND]


async def test_a_sheet_is_kept_whole(database: Database, keys: Keys) -> None:
    """Whoever comes back finds who codes, what both are offered, and what was noted."""
    keys.make_round_keys(RID)
    themes = (Theme(FOOD, "Food", "Meals and snacks"),)
    sheet = Sheet((SAM, None), (True, False), themes, (Note(VAL, "As one."),))
    async with database.write() as db:
        assert await double_codes.load_sheet(db, keys, RID, CHANGE) == Sheet()
        assert await double_codes.load_sheet(db, keys, RID, CHANGE, lock=True) == Sheet()
        await double_codes.save_sheet(db, keys, RID, CHANGE, sheet)
        assert await double_codes.load_sheet(db, keys, RID, CHANGE) == sheet
        assert await double_codes.load_sheet(db, keys, RID, QuestionKey("other")) == Sheet()


async def test_each_coder_has_the_same_twenty_in_an_order_of_their_own(
    database: Database, keys: Keys
) -> None:
    """27: the order of one would otherwise steer the other alike."""
    first, second = await drawn(database, keys)
    async with database.read() as db:
        ones = await double_codes.load_lines(db, keys, RID, CHANGE, Seat.FIRST)
        twos = await double_codes.load_lines(db, keys, RID, CHANGE, Seat.SECOND)

    assert list(ones) == sorted(first, key=lambda aid: first[aid].place)
    assert set(ones) == set(twos) == set(second)
    assert len(ones) == TWENTY
    assert list(ones) != list(twos)


async def test_what_is_coded_cannot_be_told_from_outside(database: Database, keys: Keys) -> None:
    """An empty line, one in many themes and a long talk are boxes of one size."""
    first, _ = await drawn(database, keys)
    aid = next(iter(first))
    many = frozenset(ThemeId("a" * 38 + f"{number:02}") for number in range(MOST))
    long = Talk(SAM, TALK.at, Outcome.NEW, many, "\N{GRINNING FACE}" * LONGEST_REASON)
    async with database.write() as db:
        await double_codes.save_line(db, keys, RID, aid, (Seat.FIRST, Line(3, many)))
        assert await double_codes.add_talk(db, keys, (RID, CHANGE, aid), 0, long)
        sizes = {len(body) for body in (await db.scalars(select(DoubleCodeRow.body_enc))).all()}
        found = await double_codes.load_lines(db, keys, RID, CHANGE, Seat.FIRST)
        assert found[aid] == Line(3, many)
    assert len(sizes) == 1


async def test_an_answer_that_is_taken_back_takes_all_that_was_said_of_it(
    database: Database, keys: Keys
) -> None:
    """A taken-back answer is in no code and in no talk any more."""
    first, _ = await drawn(database, keys)
    aid = next(iter(first))
    async with database.write() as db:
        await double_codes.add_talk(db, keys, (RID, CHANGE, aid), 0, TALK)
        await db.execute(delete(AnswerRow).where(AnswerRow.aid == aid))
    async with database.read() as db:
        rows = (await db.scalars(select(DoubleCodeRow.aid))).all()
        assert aid not in rows
        assert len(rows) == 2 * (TWENTY - 1)
        assert await double_codes.list_talks(db, keys, RID, CHANGE) == {}


async def test_a_talk_replaces_no_other(database: Database, keys: Keys) -> None:
    """Two phones at once: the second to save is told, and both words of one talk stay."""
    first, _ = await drawn(database, keys)
    at = (RID, CHANGE, next(iter(first)))
    later = Talk(VAL, TALK.at, Outcome.OPEN, frozenset(), "Not so sure.")
    async with database.write() as db:
        assert await double_codes.add_talk(db, keys, at, 0, TALK)
        assert not await double_codes.add_talk(db, keys, at, 0, later)
        assert await double_codes.add_talk(db, keys, at, 1, later)
        talks = await double_codes.list_talks(db, keys, RID, CHANGE)
    assert talks == {at[2]: (TALK, later)}


async def test_a_seat_that_is_given_up_is_empty_and_keeps_its_order(
    database: Database, keys: Keys
) -> None:
    """Whoever takes it up codes the same twenty, and meets nobody's codes in it."""
    first, _ = await drawn(database, keys)
    aid = next(iter(first))
    async with database.write() as db:
        coded = Line(first[aid].place, frozenset({FOOD}))
        await double_codes.save_line(db, keys, RID, aid, (Seat.FIRST, coded))
        await double_codes.clear_lines(db, keys, RID, CHANGE, Seat.FIRST)
        assert await double_codes.load_lines(db, keys, RID, CHANGE, Seat.FIRST) == first


async def test_nothing_is_left_when_retention_ends(database: Database, keys: Keys) -> None:
    """Sheets name staff and themes: they go with the words."""
    await drawn(database, keys)
    async with database.write() as db:
        await double_codes.save_sheet(db, keys, RID, CHANGE, Sheet((SAM, VAL)))
        await double_codes.drop_sheets(db, RID)
        for row in (SheetRow.rid, DoubleCodeRow.rid):
            assert (await db.scalars(select(row))).all() == []
