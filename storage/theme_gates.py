"""The gate that a round's themes go through: who put them forward, who looked, who let them go.

All of it lies under the round's text key, in boxes of one step: how far it is cannot be told
from outside. Themes stand on their boards; here is only which state of each board it was. What a
reader wrote of other ideas stands here, with the ids of the answers it was written from.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Set
from dataclasses import dataclass, field, replace

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from storage.answers import AnswerRow
from storage.base import NO_ROWID, Row, insert_into
from storage.keys import Keys
from surveys.ids import AnswerId, ParticipantId, QuestionKey, RoundId
from surveys.themes.approved import AlsoSaid

STEP = 8192
"""Gates are padded to multiples of this. Unit: bytes."""


class ThemeGateRow(Row):
    """One round's gate."""

    __tablename__ = "theme_gates"
    __table_args__ = NO_ROWID

    rid: Mapped[str] = mapped_column(primary_key=True)
    body_enc: Mapped[bytes]


@dataclass(frozen=True, slots=True)
class Gate:
    """How far a round's themes are.

    Args:
        boards: Which state of each question's board was put forward: how many moves it had.
        put_forward: Who put them forward; None while nobody has.
        lead: Who confirmed that no matter about a named person is inside.
        refused: Whether whoever looked for that said that there is one.
        second: Who let them go.
        none_by: Who chose that there are no themes this time.
        also_said: What a reader wrote beside the themes, by question.
    """

    boards: Mapping[QuestionKey, int] = field(default_factory=dict)
    put_forward: ParticipantId | None = None
    lead: ParticipantId | None = None
    refused: bool = False
    second: ParticipantId | None = None
    none_by: ParticipantId | None = None
    also_said: Mapping[QuestionKey, AlsoSaid] = field(default_factory=dict)

    def afresh(self) -> Gate:
        """The same before anybody put anything forward; what a reader wrote stays."""
        return Gate(also_said=self.also_said)

    def without(self, there: Set[AnswerId]) -> Gate:
        """The same without what was written from answers that are gone."""
        kept = {q: said for q, said in self.also_said.items() if said.answers <= there}
        return replace(self, also_said=kept)


async def load_gate(db: AsyncSession, keys: Keys, rid: RoundId) -> Gate:
    """A round's gate; an empty one where nothing was done.

    Raises:
        RoundKeyGone: retention has ended.
    """
    sealed = await db.scalar(select(ThemeGateRow.body_enc).where(ThemeGateRow.rid == rid))
    if sealed is None:
        return Gate()
    return _gate(json.loads(keys.text(rid).open(sealed, about=_about(rid))))


async def save_gate(db: AsyncSession, keys: Keys, rid: RoundId, gate: Gate) -> None:
    """Keep how far a round's themes are, in place of what was kept before.

    Raises:
        RoundKeyGone: the round's text key was destroyed or lost.
    """
    body = json.dumps(_plain(gate), ensure_ascii=False).encode()
    sealed = keys.text(rid).seal(body, about=_about(rid), step=STEP)
    await db.execute(
        insert_into(db, ThemeGateRow)
        .values(rid=rid, body_enc=sealed)
        .on_conflict_do_update(index_elements=["rid"], set_={"body_enc": sealed})
    )


async def strike_gate(db: AsyncSession, keys: Keys, rid: RoundId) -> None:
    """Forget what was written from answers that are gone. Sealed anew whether or not there was
    any: by the row nobody sees which.

    Raises:
        RoundKeyGone: retention has ended.
    """
    if await db.scalar(select(ThemeGateRow.rid).where(ThemeGateRow.rid == rid)) is None:
        return
    there = await db.scalars(select(AnswerRow.aid).where(AnswerRow.rid == rid))
    left = frozenset(AnswerId(aid) for aid in there.all())
    await save_gate(db, keys, rid, (await load_gate(db, keys, rid)).without(left))


async def drop_gate(db: AsyncSession, rid: RoundId) -> None:
    """End of retention: forget how a round's themes were let go."""
    await db.execute(delete(ThemeGateRow).where(ThemeGateRow.rid == rid))


def _plain(gate: Gate) -> dict[str, object]:
    return {
        "boards": dict(gate.boards),
        "refused": gate.refused,
        **{
            name: None if pid is None else pid.hex()
            for name, pid in (
                ("put_forward", gate.put_forward),
                ("lead", gate.lead),
                ("second", gate.second),
                ("none_by", gate.none_by),
            )
        },
        "also_said": {
            question: [said.text, sorted(aid.hex() for aid in said.answers)]
            for question, said in gate.also_said.items()
        },
    }


def _gate(kept: dict[str, object]) -> Gate:
    def who(name: str) -> ParticipantId | None:
        pid = kept[name]
        return None if pid is None else ParticipantId(bytes.fromhex(str(pid)))

    boards, also_said = kept["boards"], kept["also_said"]
    assert isinstance(boards, dict)
    assert isinstance(also_said, dict)
    return Gate(
        boards={QuestionKey(question): int(moves) for question, moves in boards.items()},
        put_forward=who("put_forward"),
        lead=who("lead"),
        refused=bool(kept["refused"]),
        second=who("second"),
        none_by=who("none_by"),
        also_said={
            QuestionKey(question): AlsoSaid(
                text, frozenset(AnswerId(bytes.fromhex(aid)) for aid in answers)
            )
            for question, (text, answers) in also_said.items()
        },
    )


def _about(rid: str) -> bytes:
    return b"theme gate|" + rid.encode()
