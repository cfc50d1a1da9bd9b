"""A round that closed in the made-up house, with words that nobody has read yet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

from storage import audiences, envelopes, ledger, rounds
from surveys.anonymity.envelope import Envelope, pack
from surveys.definitions.answers import Answer
from surveys.flow.answers import Chose, Wrote
from surveys.flow.replies import Sharing
from surveys.flow.sitting import Sitting, Stage
from surveys.ids import ParticipantId, QuestionKey, RoundId
from surveys.people.audience import RESIDENTS
from surveys.people.roles import Role
from surveys.rounds.ledger import Standing
from surveys.rounds.round import Round, State
from tests.bot.after_seal.house import CHANGE, DINNER, LISTENED, House, a_round

UNREAD = RoundId("unread")


async def close_round(
    house: House, said: Mapping[str, str], *, own_words: Mapping[str, str] | None = None
) -> Round:
    """Everybody named sent an envelope with these words; the rest of those asked sent none."""
    made = a_round(State.CLOSED, count=None)
    survey = made.survey.model_copy(update={"key": "bedtimes"})
    now = house.clock()
    round_ = replace(
        made,
        id=UNREAD,
        tag="unread",
        survey=survey,
        opens_at=now - timedelta(days=7),
        closes_at=now,
        results_on=(now + timedelta(days=3)).date(),
    )
    keys = house.world.keys
    keys.make_round_keys(UNREAD)
    asked = [p.id for p in house.people.values() if p.role is Role.YOUNG_PERSON]
    empty = pack(Envelope(None), round_.envelope_size)
    async with house.world.database.write() as db:
        await rounds.add_round(db, round_)
        await audiences.set_audience(db, keys, UNREAD, RESIDENTS)
        await ledger.open_ledger(db, UNREAD, asked)
        await envelopes.open_envelopes(db, keys, UNREAD, asked, empty)
        for nick, words in said.items():
            other = (own_words or {}).get(nick)
            packed = pack(_envelope(words, other), round_.envelope_size)
            await _send(db, house, house.pid(nick), packed)
    return round_


async def _send(db, house: House, pid: ParticipantId, packed: bytes) -> None:  # type: ignore[no-untyped-def]
    await envelopes.save_envelope(db, house.world.keys, UNREAD, pid, packed)
    await ledger.mark(db, UNREAD, pid, Standing.SUBMITTED)


def _envelope(words: str, own: str | None) -> Envelope:
    answers: dict[QuestionKey, Answer] = {LISTENED: Chose(("yes",)), CHANGE: Wrote(words)}
    answers[DINNER] = Chose(("six",)) if own is None else Chose(("other",), own)
    return Envelope(Sitting(stage=Stage.SENT, answers=answers, sharing=Sharing.MY_WORDS))
