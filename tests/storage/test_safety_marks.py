from itertools import pairwise

import pytest
from sqlalchemy import text

from storage.engine import Database
from storage.keys import Keys, RoundKeyGone
from storage.safety_marks import (
    SafetyMark,
    Verdict,
    drop_marks,
    load_marks,
    marker,
    set_mark,
)
from surveys.ids import QuestionKey, RoundId
from tests.storage.making import RID, pid

CHANGE, WORD = QuestionKey("change"), QuestionKey("word")
WORDS = "they shout at night"
READER = pid(9)


async def test_what_was_said_last_of_a_text_counts(database: Database, keys: Keys) -> None:
    """Somebody who marked a text fine by mistake must be able to take it back."""
    keys.make_round_keys(RID)
    mark = marker(keys, RID)(pid(1), CHANGE, WORDS)
    async with database.write() as db:
        await set_mark(db, keys, RID, mark, SafetyMark(Verdict.FINE, READER))
        await set_mark(db, keys, RID, mark, SafetyMark(Verdict.ASKED, READER))

        assert await load_marks(db, keys, RID) == {mark: SafetyMark(Verdict.ASKED, READER)}
        await drop_marks(db, RID)
        assert await load_marks(db, keys, RID) == {}


def test_another_author_question_word_or_round_has_another_mark(keys: Keys) -> None:
    """A changed answer has to be read anew; the same words of two people are two texts."""
    other = RoundId("autumn")
    keys.make_round_keys(RID)
    keys.make_round_keys(other)
    mark = marker(keys, RID)
    marks = [
        mark(pid(1), CHANGE, WORDS),
        mark(pid(2), CHANGE, WORDS),
        mark(pid(1), WORD, WORDS),
        mark(pid(1), CHANGE, WORDS + "."),
        marker(keys, other)(pid(1), CHANGE, WORDS),
    ]

    assert len(set(marks)) == len(marks)
    assert marks[0] == marker(keys, RID)(pid(1), CHANGE, WORDS)


async def test_a1_a_row_tells_neither_whose_text_it_is_nor_what_was_said(
    database: Database, keys: Keys
) -> None:
    """A1, A5: the table alone shows no author, no reader, no worry; every row is of one size."""
    keys.make_round_keys(RID)
    mark = marker(keys, RID)
    async with database.write() as db:
        for number, verdict in enumerate(Verdict):
            said = SafetyMark(verdict, READER)
            await set_mark(db, keys, RID, mark(pid(number), CHANGE, WORDS), said)
        rows = (await db.execute(text("SELECT mark, verdict FROM safety_marks"))).all()

    assert len({len(row.verdict) for row in rows}) == 1
    for row in rows:
        for said in (*Verdict, READER.hex(), WORDS):
            assert said not in row.verdict
        assert not any(pid(number) in row.mark for number in range(3))
    assert all(one.verdict != other.verdict for one, other in pairwise(rows))


async def test_a6_without_the_draft_key_no_mark_can_be_made_or_opened(
    database: Database, keys: Keys
) -> None:
    """A6: a copy of the table kept by somebody is worth nothing after the seal."""
    keys.make_round_keys(RID)
    mark = marker(keys, RID)(pid(1), CHANGE, WORDS)
    async with database.write() as db:
        await set_mark(db, keys, RID, mark, SafetyMark(Verdict.WORRIED, READER))
        keys.destroy_draft(RID)
        with pytest.raises(RoundKeyGone):
            await load_marks(db, keys, RID)
    with pytest.raises(RoundKeyGone):
        marker(keys, RID)
    keys.make_round_keys(RID)

    assert marker(keys, RID)(pid(1), CHANGE, WORDS) != mark
