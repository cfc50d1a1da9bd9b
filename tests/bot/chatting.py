"""People chatting with the real adaptor: raw updates in, what is owed out, as if delivered.

``Chats`` holds both chats' applications and intakes on one world. A ``Chatter`` is one account
in one chat: ``await ann.type("hello")`` and ``await ann.press("Next")`` return what was said.
No network: everything said goes through the outbox, from which ``Chats.deliver`` takes it.
"""

from __future__ import annotations

import json
import random
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any, assert_never

from telegram.request import BaseRequest, RequestData

from bot.outgoing import Answer, Button, ClearUp, HandOver, Leave, Outgoing, Rewrite, Rows, Say
from bot.services import unasked
from bot.services.chat import tidying
from bot.services.guessing import WrongCodes
from bot.services.owing import OUTGOING
from bot.services.world import World
from bot.telegram.application import build
from bot.telegram.intake import Intake
from storage import envelopes, ledger, outbox, people, rounds
from storage.engine import Database
from storage.keys import Keys
from surveys.anonymity.envelope import Envelope, pack, size_for, unpack
from surveys.definitions.questions import (
    Choice,
    LongText,
    Note,
    Scale,
    SeveralChoices,
    ShortText,
    SingleChoice,
    YesNo,
)
from surveys.definitions.survey import Survey
from surveys.ids import ParticipantId, QuestionKey, RoundId
from surveys.people.person import Address, Chat, Kind, Person
from surveys.people.roles import Role
from surveys.rounds.round import Round, State, Way
from surveys.safeguarding import screening
from surveys.safeguarding.plan import Plan
from surveys.safeguarding.policy import DEFAULT_NUMBERS, Contact, Policy

START = datetime(2027, 3, 1, 12, 0, tzinfo=UTC)
TOKEN = "7000000001:AAHchattingchattingchattingchattingxx"

POLICY = Policy(
    organisation="Somewhere Homes",
    keeper_of_the_computer=Contact(name="Lee", job="administrator"),
    safeguarding_lead=Contact(name="Mina", job="safeguarding lead"),
    lawful_basis="legitimate interests",
    numbers=DEFAULT_NUMBERS,
    plan=Plan(safety_read=False),
)

SURVEY = Survey(
    key="evenings",
    languages=("en", "cy"),
    title={"en": "Evenings", "cy": "Nosweithiau"},
    why={"en": "To make evenings at home better."},
    could_change={"en": "What happens after tea."},
    decides={"en": "Mo, manager"},
    questions=(
        YesNo(id=QuestionKey("heard"), text={"en": "Do staff listen?"}),
        SingleChoice(
            id=QuestionKey("tea"),
            text={"en": "When should tea be?"},
            easy={"en": "Tea: when?"},
            choices=(
                Choice(value="six", label={"en": "At six"}),
                Choice(value="seven", label={"en": "At seven"}),
                Choice(value="other", label={"en": "Something else"}, own_words=True),
            ),
        ),
        Note(id=QuestionKey("half"), text={"en": "Half way."}),
        SeveralChoices(
            id=QuestionKey("fun"),
            text={"en": "What is good in the evening?"},
            choices=(
                Choice(value="games", label={"en": "Games"}),
                Choice(value="films", label={"en": "Films"}),
                Choice(value="none", label={"en": "None of these"}, exclusive=True),
            ),
        ),
        Scale(
            id=QuestionKey("calm"),
            text={"en": "How calm are evenings?"},
            labels=({"en": "not calm"}, {"en": "very calm"}),
        ),
        ShortText(id=QuestionKey("word"), text={"en": "One word for evenings?"}),
        LongText(id=QuestionKey("change"), text={"en": "What would you change?"}),
    ),
)


@dataclass
class Clock:
    """A clock that a test moves."""

    at: datetime = START

    def __call__(self) -> datetime:
        return self.at

    def on(self, **by: float) -> None:
        self.at += timedelta(**by)


class Deaf(BaseRequest):
    """No network at all: it knows who the bot is and fails on anything else."""

    @property
    def read_timeout(self) -> float:
        return 1.0

    async def initialize(self) -> None: ...

    async def shutdown(self) -> None: ...

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        *args: object,
        **rest: object,
    ) -> tuple[int, bytes]:
        assert url.endswith("/getMe"), f"a handler called {url.rsplit('/', 1)[-1]}"
        me = {"id": 1, "is_bot": True, "first_name": "Earshot", "username": "EarshotBot"}
        return 200, json.dumps({"ok": True, "result": me}).encode()


@dataclass
class Shown:
    """A message as it stands in a chat."""

    text: str
    rows: Rows = ()

    @property
    def buttons(self) -> tuple[Button, ...]:
        return tuple(button for row in self.rows for button in row)

    def labels(self) -> list[str]:
        return [button.label for button in self.buttons]


@dataclass
class Chatter:
    """One account in one chat, and everything it was shown."""

    chats: Chats
    address: Address
    first_name: str = "Ann"
    shown: dict[int, Shown] = field(default_factory=dict)
    popups: list[str] = field(default_factory=list)
    taps_answered: list[str] = field(default_factory=list)
    files: list[HandOver] = field(default_factory=list)
    left: int = 0

    @property
    def newest(self) -> Shown:
        """The message at the bottom of the chat."""
        return self.shown[max(self.shown)]

    async def type(self, text: str, **more: object) -> str:
        """Send words; return everything said in answer, message by message, or the popup."""
        return await self.send({"text": text, **more})

    async def send(self, content: Mapping[str, object]) -> str:
        """Send any message (a photo, a place); return what was said in answer."""
        return await self.update({"message": self.message(content)})

    async def press(self, label: str) -> str:
        """Press the newest button whose label is, or begins with, ``label``."""
        for message in sorted(self.shown, reverse=True):
            for button in self.shown[message].buttons:
                if button.label.removeprefix("✓ ").startswith(label):
                    return await self.tap(button.press, message)
        found = [label for each in self.shown.values() for label in each.labels()]
        raise AssertionError(f"no button {label!r}; there are {found}")

    async def tap(self, code: str, message: int | None = None) -> str:
        """Press a button that carries ``code``, whether it is shown or not."""
        below = max(self.shown, default=1) if message is None else message
        shown = self.message({"text": "(a message of ours)"}) | {"message_id": below}
        tap = {
            "id": str(self.chats.fresh_id()),
            "from": self.account(),
            "chat_instance": "1",
            "message": shown,
            "data": code,
        }
        return await self.update({"callback_query": tap})

    async def update(self, raw: Mapping[str, object]) -> str:
        """Send a raw update of this account; return what was said in answer."""
        before, popups = dict(self.shown), len(self.popups)
        await self.chats.take(self.address.chat, {"update_id": self.chats.fresh_id(), **raw})
        await self.chats.deliver()
        said = [m.text for number, m in self.shown.items() if before.get(number) != m]
        return "\n---\n".join([*self.popups[popups:], *said])

    def account(self) -> dict[str, object]:
        """Who Telegram says this is."""
        return {
            "id": self.address.number,
            "is_bot": False,
            "first_name": self.first_name,
            "username": f"{self.first_name.lower()}_handle",
            "language_code": "en",
        }

    def message(self, content: Mapping[str, object]) -> dict[str, object]:
        """A raw message from this account, in its private chat."""
        chat = {"id": self.address.number, "type": "private", "first_name": self.first_name}
        seconds = int(self.chats.clock().timestamp())
        number = self.chats.fresh_message()
        return {
            "message_id": number,
            "date": seconds,
            "chat": chat,
            "from": self.account(),
            **content,
        }

    def meet(self, said: Outgoing) -> tuple[int, ...]:
        """Show what was delivered, as a chat would; return the new messages' ids."""
        match said:
            case Say():
                number = self.chats.fresh_message()
                self.shown[number] = Shown(said.text, said.rows)
                return (number,)
            case Rewrite():
                self.shown[said.message] = Shown(said.text, said.rows)
            case Answer():
                self.taps_answered.append(said.tap)
                self.popups.extend([said.text] if said.text else [])
            case HandOver():
                self.files.append(said)
            case ClearUp():
                gone = sum(self.shown.pop(m, None) is not None for m in said.messages)
                self.popups.append(said.text.replace("{left}", "0") if gone else said.text)
            case Leave():
                self.left += 1
            case _:
                assert_never(said)
        return ()


@dataclass
class Chats:
    """Both chats on one world, and everybody in them."""

    world: World
    clock: Clock
    intakes: dict[Chat, Intake] = field(default_factory=dict)
    chatters: dict[Address, Chatter] = field(default_factory=dict)
    _ids: random.Random = field(default_factory=lambda: random.Random(5))
    _messages: int = 10

    @classmethod
    async def open(cls, database: Database, keys: Keys, **world: Any) -> Chats:
        """Both chats, on a still clock, with the check for danger ready as after a start."""
        if screening.screen("") is screening.FAILED:
            screening.warm_up()
        clock = Clock()
        settings: dict[str, Any] = {
            "now": clock,
            "chance": random.Random(3),
            "telegram_name": "EarshotBot",
            "wrong_codes": WrongCodes(clock),
        }
        backups = keys.directory.with_name("backups")
        made = World(database, keys, POLICY, **({"backups": backups} | settings | world))
        return cls(made, clock)

    async def intake(self, chat: Chat) -> Intake:
        """One chat's way in, with every handler, built when it is first used."""
        if chat not in self.intakes:
            app = build(self.world, chat=chat, request=Deaf(), token=TOKEN)
            await app.initialize()
            self.intakes[chat] = Intake(app, source=chat.value, world=self.world)
        return self.intakes[chat]

    async def close(self) -> None:
        for intake in self.intakes.values():
            await intake.close()
            await intake.application.shutdown()

    def fresh_id(self) -> int:
        """An update's or a tap's id: in no order, none twice (nearly)."""
        return self._ids.randrange(1, 2**50)

    def fresh_message(self) -> int:
        self._messages += 1
        return self._messages

    async def take(self, chat: Chat, raw: dict[str, Any]) -> None:
        """Take one raw update to its commit."""
        await (await self.intake(chat)).take(raw)

    async def deliver(self) -> int:
        """Deliver everything that is due, in order; return how many things."""
        count, world = 0, self.world
        async with world.database.write() as db:
            while await outbox.count_owed(db):
                due = await outbox.claim_due(
                    db, world.keys, self.clock(), lease=timedelta(seconds=60)
                )
                for owed in await unasked.let_go(db, world, due):
                    said = OUTGOING.validate_json(owed.body)
                    ids = self.at(owed.to).meet(said)
                    await outbox.mark_delivered(db, owed.id)
                    if isinstance(said, Say) and said.tidy:
                        await tidying.remember(db, world, owed, ids)
                    count += 1
                if not due:
                    break
        return count

    def at(self, address: Address) -> Chatter:
        """Whoever is at an address; somebody new where nobody was."""
        return self.chatters.setdefault(address, Chatter(self, address))

    def stranger(self, number: int = 990_000_001, chat: Chat = Chat.TELEGRAM) -> Chatter:
        """Somebody nobody invited."""
        return self.at(Address(chat, number))

    async def add(
        self,
        nick: str = "Ann",
        *,
        chat: Chat = Chat.TELEGRAM,
        role: Role = Role.YOUNG_PERSON,
        home: str = "Maple House",
    ) -> Chatter:
        """A known person, as after joining."""
        number = 880_000_000 + len(self.chatters)
        chatter = self.at(Address(chat, number))
        chatter.first_name = f"Account{len(self.chatters)}"
        person = Person(
            id=ParticipantId(self.world.fresh_bytes(16)),
            role=role,
            kind=Kind.YOUNG_PERSON if role is Role.YOUNG_PERSON else Kind.STAFF,
            nick=nick,
            home=home,
            address=chatter.address,
            telegram_allowed=True,
        )
        async with self.world.database.write() as db:
            await people.add_person(db, self.world.keys, person)
        return chatter

    async def pid(self, chatter: Chatter) -> ParticipantId:
        async with self.world.database.read() as db:
            person = await people.find_person(db, self.world.keys, chatter.address)
        assert person is not None
        return person.id

    async def open_round(
        self, *asked: Chatter, survey: Survey = SURVEY, key: str = "", way: Way = Way.TOGETHER
    ) -> Round:
        """An open round that these people are asked in; nobody has been sent anything."""
        round_ = a_round(survey, key=key or survey.key, way=way, now=self.clock())
        self.world.keys.make_round_keys(round_.id)
        pids = [await self.pid(chatter) for chatter in asked]
        empty = pack(Envelope(None), round_.envelope_size)
        async with self.world.database.write() as db:
            await rounds.add_round(db, round_)
            await ledger.open_ledger(db, round_.id, pids)
            await envelopes.open_envelopes(db, self.world.keys, round_.id, pids, empty)
        return round_

    async def envelope(self, round_: Round, chatter: Chatter) -> Envelope:
        """What is in somebody's envelope now."""
        async with self.world.database.read() as db:
            pid = await self.pid(chatter)
            blob = await envelopes.load_envelope(db, self.world.keys, round_.id, pid)
        assert blob is not None
        return unpack(blob)

    async def close_round(self, round_: Round) -> None:
        async with self.world.database.write() as db:
            await rounds.claim_state(db, round_.id, was=State.OPEN, now=State.CLOSED)


def a_round(
    survey: Survey = SURVEY, *, key: str = "evenings", way: Way = Way.TOGETHER, now: datetime
) -> Round:
    """An open round, a week before its close."""
    return Round(
        id=RoundId(key),
        tag=(key.replace("-", "") + "aaaaaa")[:6],
        survey=survey,
        way=way,
        state=State.OPEN,
        opens_at=now,
        closes_at=now + timedelta(days=7),
        results_on=date(2027, 3, 11),
        answer_by=date(2027, 4, 1),
        makers=("Ash", "Kit"),
        decider="Mo, manager",
        keeper="Ash",
        proposed_by=None,
        confirmed_by=None,
        keeper_id=None,
        policy_hash=POLICY.fingerprint(),
        envelope_size=size_for(survey),
        count_asked=12,
    )


async def consent(chatter: Chatter, round_: Round) -> str:
    """Start a round and go through the three screens; return the first question."""
    await chatter.tap(f"go:{round_.tag}")
    await chatter.press("Next")
    await chatter.press("OK")
    return await chatter.press("Start")


async def answer_all(chatter: Chatter) -> str:
    """Answer ``SURVEY`` from its first question to the summary."""
    await chatter.press("Yes")
    await chatter.press("At six")
    await chatter.press("Next")
    await chatter.press("☐ Games")
    await chatter.press("Done")
    await chatter.press("3")
    await chatter.type("cosy")
    await chatter.type("A later bedtime")
    await chatter.press("My words")
    return await chatter.press("Rip mine up")
