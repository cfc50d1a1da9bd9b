"""The gate as it is kept: sealed in one step, and nothing of an answer that is gone."""

from __future__ import annotations

from sqlalchemy import delete, select

from storage import answers, theme_gates
from storage.boxes import OVERHEAD
from storage.engine import Database
from storage.keys import Keys
from storage.theme_gates import STEP, Gate, ThemeGateRow
from surveys.ids import AnswerId, ParticipantId, QuestionKey, RoundId
from surveys.themes.approved import AlsoSaid

RID, QID = RoundId("meetings"), QuestionKey("change")
ONE, TWO = AnswerId(b"1" * 16), AnswerId(b"2" * 16)
WHO = ParticipantId(b"7" * 16)
FULL = Gate(
    boards={QID: 4},
    put_forward=WHO,
    lead=ParticipantId(b"8" * 16),
    second=ParticipantId(b"9" * 16),
    also_said={QID: AlsoSaid("A calm spot would help.", frozenset({ONE, TWO}))},
)


async def test_a_gate_is_kept_and_dropped(database: Database, keys: Keys) -> None:
    """Whatever was said yes to, after a restart as well."""
    keys.make_round_keys(RID)
    async with database.write() as db:
        assert await theme_gates.load_gate(db, keys, RID) == Gate()
        await theme_gates.save_gate(db, keys, RID, FULL)
        assert await theme_gates.load_gate(db, keys, RID) == FULL
        await theme_gates.drop_gate(db, RID)
        assert await theme_gates.load_gate(db, keys, RID) == Gate()


async def test_how_far_themes_are_cannot_be_told_from_outside(
    database: Database, keys: Keys
) -> None:
    """A box that grows with each yes would say that there is one."""
    keys.make_round_keys(RID)
    sizes = set()
    for gate in (Gate(), Gate(boards={QID: 1}, put_forward=WHO), FULL):
        async with database.write() as db:
            await theme_gates.save_gate(db, keys, RID, gate)
            sealed = (await db.scalars(select(ThemeGateRow.body_enc))).one()
        assert b"calm" not in sealed
        sizes.add(len(sealed))

    assert sizes == {STEP + OVERHEAD}


async def test_x2_what_was_written_from_a_taken_back_answer_goes_with_it(
    database: Database, keys: Keys
) -> None:
    """X2: a sentence outlives nobody's consent; and the row changes for every take-back."""
    keys.make_round_keys(RID)
    async with database.write() as db:
        rows = [(aid, QID, b"{}", None) for aid in (ONE, TWO)]
        await answers.add_answers(db, keys, RID, rows)
        await theme_gates.save_gate(db, keys, RID, FULL)
        before = (await db.scalars(select(ThemeGateRow.body_enc))).one()
        await theme_gates.strike_gate(db, keys, RID)
        assert await theme_gates.load_gate(db, keys, RID) == FULL
        assert (await db.scalars(select(ThemeGateRow.body_enc))).one() != before
        await db.execute(delete(answers.AnswerRow).where(answers.AnswerRow.aid == ONE))
        await theme_gates.strike_gate(db, keys, RID)
        left = await theme_gates.load_gate(db, keys, RID)

    assert left.also_said == {}
    assert left.second == FULL.second
