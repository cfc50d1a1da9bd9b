"""Boards of themes as they are kept, on both databases."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from storage import answers, theme_boards
from storage.burying import keep_gone
from storage.engine import Database, open_database
from storage.keys import Keys, RoundKeyGone
from surveys.ids import AnswerId, ParticipantId, QuestionKey, RoundId
from surveys.themes.board import Entry, Suggested
from surveys.themes.candidate import Origin, Run
from surveys.themes.codebook import ThemeId
from surveys.themes.log import KeptRun
from surveys.themes.moves import Accept, Move, NewTheme, Part, Sort, Split, Struck, Tag

NOW = datetime(2026, 11, 22, 10, tzinfo=UTC)
RID, CHANGE = RoundId("meetings"), QuestionKey("change")
SAM, VAL = ParticipantId(b"s" * 16), ParticipantId(b"v" * 16)
TEXTS = [AnswerId(bytes([number]) * 16) for number in range(1, 5)]
FOOD = ThemeId("theme_1")
TAG = b"t" * 32

RUN = KeptRun(
    Run("average-linkage 1", "a model", "0" * 64, {"clause_share": "0.7"}, 2),
    (
        Suggested("t1", Origin.CODEBOOK, tuple(TEXTS[:3]), "Food", theme=ThemeId("food")),
        Suggested("t2", Origin.ONE_PERSON, (TEXTS[3],)),
    ),
)


def an_entry(move: Move[AnswerId], by: ParticipantId = SAM) -> Entry:
    return Entry(by, NOW, move, "we talked about it")


async def seal_some(database: Database, keys: Keys) -> None:
    """Four answers, of which the last can be taken back."""
    keys.make_round_keys(RID)
    sealed = [(aid, CHANGE, b"words", TAG if aid == TEXTS[3] else None) for aid in TEXTS]
    async with database.write() as db:
        await answers.add_answers(db, keys, RID, sealed)


async def test_26_a_log_and_a_suggestion_come_back_as_they_were(
    database: Database, keys: Keys
) -> None:
    """26: who did what and when is kept, and the machine's first word as well."""
    await seal_some(database, keys)
    log = [
        an_entry(NewTheme("Food", "What we eat.", (TEXTS[0],), ThemeId("food"))),
        an_entry(Sort(TEXTS[1], frozenset({FOOD})), VAL),
        an_entry(Split(FOOD, (Part("Breakfast", frozenset(TEXTS[:1])),), over=False)),
    ]
    async with database.write() as db:
        assert await theme_boards.keep_run(db, keys, RID, CHANGE, RUN)
        for seq, entry in enumerate(log, start=1):
            assert await theme_boards.append_move(db, keys, RID, (CHANGE, seq), entry)
        again = await theme_boards.keep_run(db, keys, RID, CHANGE, KeptRun(RUN.run, ()))
    async with database.read() as db:
        assert await theme_boards.load_run(db, keys, RID, CHANGE) == RUN
        assert await theme_boards.list_moves(db, keys, RID, CHANGE) == log
        assert await theme_boards.load_run(db, keys, RID, QuestionKey("other")) is None

    assert not again


async def test_f7_of_two_writers_one_gets_a_number_and_the_other_hears_of_it(
    database: Database, keys: Keys, database_url: str
) -> None:
    """F7: two processes that both write entry 1 would lose one of two people's work."""
    await seal_some(database, keys)
    beside = await open_database(database_url, lock=False)

    async def write(through: Database, by: ParticipantId) -> list[int]:
        mine: list[int] = []
        seq = 1
        while len(mine) < 10:
            async with through.write() as db:
                entry = an_entry(Tag(TEXTS[0], FOOD), by)
                written = await theme_boards.append_move(db, keys, RID, (CHANGE, seq), entry)
                await asyncio.sleep(0)
            if written:
                mine.append(seq)
            seq += 1
        return mine

    try:
        sams, vals = await asyncio.gather(write(database, SAM), write(beside, VAL))
    finally:
        await beside.close()
    async with database.read() as db:
        kept = await theme_boards.list_moves(db, keys, RID, CHANGE)

    assert sorted(sams + vals) == list(range(1, 21))
    assert [one.by for one in kept] == [SAM if seq in sams else VAL for seq in sorted(sams + vals)]


async def test_x2_of_a_taken_back_answer_nothing_is_left_on_its_board(
    database: Database, keys: Keys
) -> None:
    """X2: what people made of it goes with it; sizes and numbers stay, so nothing is told."""
    await seal_some(database, keys)
    log = [
        an_entry(Accept("t1")),
        an_entry(Tag(TEXTS[3], FOOD)),
        an_entry(NewTheme("Bed", answers=(TEXTS[2], TEXTS[3]))),
    ]
    async with database.write() as db:
        await theme_boards.keep_run(db, keys, RID, CHANGE, RUN)
        for seq, entry in enumerate(log, start=1):
            await theme_boards.append_move(db, keys, RID, (CHANGE, seq), entry)
        before = await sizes(db)
        assert await theme_boards.strike(db, keys, RID) == 0
        await answers.delete_tagged(db, RID, [TAG])
        assert await theme_boards.strike(db, keys, RID) == 2
        assert await sizes(db) == before
        kept = await theme_boards.list_moves(db, keys, RID, CHANGE)
        run = await theme_boards.load_run(db, keys, RID, CHANGE)

    assert kept[0] == log[0]
    assert kept[1] == Entry(SAM, NOW, Struck())
    assert kept[2].move == NewTheme("Bed", answers=(TEXTS[2],))
    assert run is not None
    assert [one.members for one in run.candidates] == [tuple(TEXTS[:3]), ()]


async def test_x2_a_move_in_the_very_moment_of_a_take_back_leaves_nothing_of_that_answer(
    database: Database, keys: Keys, database_url: str
) -> None:
    """X2: whichever of the two is first, what is left names nothing that is gone. Fails on
    PostgreSQL when a strike does not wait for a move, and when a move does not look again."""
    await seal_some(database, keys)
    beside = await open_database(database_url, lock=False)
    waiting = text("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted")

    async def take_back() -> None:
        async with beside.write() as db:
            await answers.delete_tagged(db, RID, [TAG])
            await theme_boards.strike(db, keys, RID)

    async def move(seq: int) -> bool:
        async with database.write() as db:
            entry = an_entry(Tag(TEXTS[3], FOOD))
            return await theme_boards.append_move(db, keys, RID, (CHANGE, seq), entry)

    try:
        async with database.write() as db:
            entry = an_entry(Tag(TEXTS[3], FOOD))
            first = await theme_boards.append_move(db, keys, RID, (CHANGE, 1), entry)
            taken = asyncio.create_task(take_back())
            while database.dialect == "postgresql" and not taken.done():
                if await db.scalar(waiting):
                    break
        await taken
    finally:
        await beside.close()
    again = await move(2)
    async with database.read() as db:
        kept = await theme_boards.list_moves(db, keys, RID, CHANGE)

    assert first
    assert not again
    assert kept == [Entry(SAM, NOW, Struck())]


async def test_a13_a_backup_brings_nothing_back_of_a_taken_back_answer(
    database: Database, keys: Keys
) -> None:
    """A13: the answer is taken out anew at the start, and what people had made of it too."""
    await seal_some(database, keys)
    async with database.write() as db:
        await theme_boards.append_move(db, keys, RID, (CHANGE, 1), an_entry(Tag(TEXTS[3], FOOD)))
        keys.entomb_erased([TAG], NOW.date())
        await keep_gone(db, keys, from_backup=True)
        (left,) = await theme_boards.list_moves(db, keys, RID, CHANGE)

    assert left.move == Struck()


async def test_x1_boards_end_with_the_rounds_words(database: Database, keys: Keys) -> None:
    """X1: without the key nothing opens; then the rows go."""
    await seal_some(database, keys)
    async with database.write() as db:
        await theme_boards.keep_run(db, keys, RID, CHANGE, RUN)
        await theme_boards.append_move(db, keys, RID, (CHANGE, 1), an_entry(Accept("t1")))
    keys.destroy_text(RID)
    async with database.write() as db:
        with pytest.raises(RoundKeyGone):
            await theme_boards.load_run(db, keys, RID, CHANGE)
        with pytest.raises(RoundKeyGone):
            await theme_boards.list_moves(db, keys, RID, CHANGE)
        await theme_boards.drop_boards(db, RID)
        assert await sizes(db) == ([], [])


async def sizes(db: AsyncSession) -> tuple[list[int], list[int]]:
    """How long every row's box is: suggestions, then entries."""
    found = []
    for table in ("theme_runs", "theme_moves"):
        rows = await db.scalars(text(f"SELECT length(body_enc) FROM {table}"))
        found.append(sorted(rows.all()))
    return found[0], found[1]
