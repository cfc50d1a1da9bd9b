"""The same schedules through the program's own handlers: people change what they have sent.

Everybody's envelope was sent already. Each thing written changes one answer: a tap on "Change"
and the new words. What they are shown then, the whole envelope, is what they were told is saved.
"""

from __future__ import annotations

import random
import re
from dataclasses import replace
from datetime import timedelta
from typing import Any

from bot.services.rounds import fielding, sealing
from bot.telegram.handlers import register_all
from storage import answers, audiences, envelopes, inbox, ledger, outbox, people, rounds, surveys
from storage.engine import Database, open_database
from storage.keys import Keys
from surveys.anonymity.envelope import Envelope, pack, unpack
from surveys.flow.answers import Wrote
from surveys.flow.sitting import Sitting, Stage
from surveys.ids import ParticipantId
from surveys.people.audience import RESIDENTS
from surveys.people.person import Address, Chat, Kind, Person
from surveys.people.roles import Role
from surveys.rounds.ledger import Standing
from surveys.rounds.round import Round, State
from tests.bot.chatting import a_round
from tests.botapi.running import START, a_world
from tests.faults.history import Finding, Wrong
from tests.faults.schedule import Schedule, Wall
from tests.faults.test_killing_the_house import FIVE

PEOPLE = 6
HOMES = ("Maple House", "Fern House", "Birch House")
_SHOWN = re.compile(r"^(\d)\. What about \d\?\n   (.+)$", re.MULTILINE)


def pid(who: int) -> ParticipantId:
    """Whose envelope it is."""
    return ParticipantId((1001 + who).to_bytes(16, "big"))


async def everybody_sent(database: Database, keys: Keys) -> Round:
    """An open round of five questions, and six people who have sent theirs."""
    round_ = a_round(FIVE, now=START - timedelta(hours=1))
    keys.make_round_keys(round_.id)
    pids = [pid(who) for who in range(PEOPLE)]
    async with database.write() as db:
        for who in range(PEOPLE):
            one = Person(
                id=pid(who),
                role=Role.YOUNG_PERSON,
                kind=Kind.YOUNG_PERSON,
                nick=f"Otter{who}",
                home=HOMES[who % 3],
                address=Address(Chat.TELEGRAM, 1001 + who),
                telegram_allowed=True,
            )
            await people.add_person(db, keys, one)
        await surveys.add_survey(db, round_.survey)
        await rounds.add_round(db, round_)
        await audiences.set_audience(db, keys, round_.id, RESIDENTS)
        await ledger.open_ledger(db, round_.id, pids)
        empty = pack(Envelope(None), round_.envelope_size)
        await envelopes.open_envelopes(db, keys, round_.id, pids, empty)
        for who in range(PEOPLE):
            kept = {q.id: Wrote(f"first {who} {n}") for n, q in enumerate(FIVE.questions)}
            sitting = Sitting(stage=Stage.SENT, answers=kept)
            packed = pack(Envelope(sitting), round_.envelope_size)
            await envelopes.save_envelope(db, keys, round_.id, pid(who), packed)
            await ledger.mark(db, round_.id, pid(who), Standing.SUBMITTED)
    return round_


class Editing(Schedule):
    """One seed of changes to sent envelopes."""

    register = staticmethod(register_all)
    round: Round

    def settle(self, round_: Round) -> None:
        """What everybody had sent before, and was told. A tap and the words after it come in
        order: shuffled they mean something else. Everybody is there to be told."""
        self.plan.mischief.shuffled = 0.0
        passing = tuple(rule for rule in self.plan.rules if rule.chat is None)
        self.plan = replace(self.plan, rules=passing)
        self.round = round_
        self._which = random.Random(f"editing {self.plan.seed}")
        self._last: dict[tuple[int, int], str] = {}
        self._calls = 0
        for who in range(PEOPLE):
            for n in range(len(FIVE.questions)):
                self._note(who, n, f"first {who} {n}")
                self.history.saved((who, n), f"first {who} {n}")

    def _note(self, who: int, n: int, text: str) -> None:
        self.history.sent((who, n), text)
        self._last[who, n] = text

    async def _send(self, who: int, n: int, kind: str) -> None:
        which, text = self._which.randrange(len(FIVE.questions)), f"changed {who} {n}"
        await self.phones[who].tap_code(f"ch:{self.round.tag}:{which}")
        self._note(who, which, text)
        await self.phones[who].type(text)

    def _was_told(self, who: int) -> bool:
        said = "\n".join(self._shown(1001 + who))
        mine = {key: text for key, text in self._last.items() if text.startswith("changed")}
        return all(f"   {text}\n" in said for (one, _), text in mine.items() if one == who)

    def _shown(self, number: int) -> list[str]:
        return [
            str(call.given.get("text", ""))
            for call in self.server.books.calls
            if call.given.get("chat_id") == number and call.status == 200
        ]

    async def _look(self) -> None:
        calls = self.server.books.calls
        for call in calls[self._calls :]:
            text, number = str(call.given.get("text", "")), call.given.get("chat_id")
            if number is None or call.status != 200:
                continue
            for which, value in _SHOWN.findall(text):
                self.history.saved((number - 1001, int(which) - 1), value)
        self._calls = len(calls)
        database = await open_database(self.url, lock=False)
        async with database.read() as db:
            self.came.owed = await outbox.count_owed(db)
            self.came.set_aside = await inbox.count_set_aside(db)
        self.history.read(await self._stored(database))
        await database.close()

    async def _stored(self, database: Database) -> dict[Any, list[str]]:
        found: dict[Any, list[str]] = {}
        async with database.read() as db:
            for who in range(PEOPLE):
                blob = await envelopes.load_envelope(db, self.keys, self.round.id, pid(who))
                sitting = None if blob is None else unpack(blob).sitting
                kept = {} if sitting is None else sitting.answers
                for n, question in enumerate(FIVE.questions):
                    one = kept.get(question.id)
                    found[who, n] = [one.text] if isinstance(one, Wrote) else []
        return found

    async def _judge(self) -> None:
        """Open the envelopes together, as a round is sealed: what is there then is what was sent
        last, of everybody, once."""
        self.came.silent = 0
        self.came.findings += self.history.findings()
        database = await open_database(self.url, lock=False)
        world = a_world(database, self.keys, Wall(self.round.closes_at + timedelta(hours=2)))
        await fielding.close_due(world)
        await sealing.seal_due(world)
        async with database.read() as db:
            sealed = await rounds.load_round(db, self.round.id)
            assert sealed is not None
            kept = await answers.load_answers(db, self.keys, self.round.id)
        await database.close()
        assert sealed.state in (State.SEALING, State.SEALED), sealed.state
        found = sorted(str(one.body) for one in kept)
        wanted = sorted(self._last.values())
        lost = [text for text in wanted if not any(text in one for one in found)]
        self.came.findings += [Finding(Wrong.LOST, None, text, 0) for text in lost]
        if len(found) != len(wanted):
            self.came.findings.append(Finding(Wrong.DOUBLED, None, len(found), 0))
