"""A made-up house after the seal: people of every role, and a round whose words wait."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta

from sqlalchemy import delete

from bot.services.world import World
from storage import answers, audiences, ledger, people, rounds
from storage.engine import Database
from storage.keys import Keys
from storage.outbox import OutboxRow
from surveys.anonymity.packing import answer_to_bytes
from surveys.definitions.questions import Choice, LongText, NonAnswer, SingleChoice, YesNo
from surveys.definitions.survey import Survey
from surveys.flow.answers import Answer, Chose, Declined, Wrote
from surveys.flow.replies import Sharing
from surveys.ids import AnswerId, ParticipantId, QuestionKey, RoundId
from surveys.people.audience import RESIDENTS
from surveys.people.person import Address, Chat, Kind, Person
from surveys.people.roles import Role
from surveys.rounds.ledger import Standing
from surveys.rounds.round import Round, State, Way
from surveys.safeguarding.policy import DEFAULT_NUMBERS, Contact, Policy

NOW = datetime(2026, 11, 21, 10, 0, tzinfo=UTC)
HOMES = ("Maple House", "Birch House", "Rowan House")

POLICY = Policy(
    organisation="Somewhere Homes",
    keeper_of_the_computer=Contact(name="Lee", job="administrator"),
    safeguarding_lead=Contact(name="Mina", job="safeguarding lead"),
    numbers=DEFAULT_NUMBERS,
)

LISTENED = QuestionKey("listened")
DINNER = QuestionKey("dinner")
CHANGE = QuestionKey("change")

SURVEY = Survey(
    key="house-meeting",
    title={"en": "House meetings"},
    why={"en": "To make house meetings better."},
    could_change={"en": "When they are, and who speaks first."},
    decides={"en": "Mo, director"},
    questions=(
        YesNo(id=LISTENED, text={"en": "Do staff listen at house meetings?"}),
        SingleChoice(
            id=DINNER,
            text={"en": "When should dinner be?"},
            choices=(
                Choice(value="six", label={"en": "At six"}),
                Choice(value="seven", label={"en": "At seven"}),
                Choice(value="other", label={"en": "Something else"}, own_words=True),
            ),
        ),
        LongText(id=CHANGE, text={"en": "What is one thing you would change?"}),
    ),
)

Written = tuple[str, Sharing | None]


@dataclass
class Clock:
    """A clock that a test moves."""

    at: datetime = NOW

    def __call__(self) -> datetime:
        return self.at

    def on(self, **by: float) -> None:
        self.at += timedelta(**by)


@dataclass
class House:
    """The world of a test, its clock, and its people by name."""

    world: World
    clock: Clock
    people: dict[str, Person] = field(default_factory=dict)

    def pid(self, name: str) -> ParticipantId:
        return self.people[name].id

    async def add(self, nick: str, role: Role, home: str = "") -> Person:
        person = self.known(nick, role, home)
        async with self.world.database.write() as db:
            await people.add_person(db, self.world.keys, person)
        return person

    def known(self, nick: str, role: Role, home: str = "") -> Person:
        number = 1000 + len(self.people)
        person = Person(
            id=ParticipantId(number.to_bytes(16, "big")),
            role=role,
            kind=Kind.YOUNG_PERSON if role is Role.YOUNG_PERSON else Kind.STAFF,
            nick=nick,
            home=home,
            address=Address(Chat.WEB, number),
        )
        self.people[nick] = person
        return person


async def build_house(database: Database, keys: Keys) -> House:
    """Everybody who works with results, and 24 young people in three homes."""
    clock = Clock()
    draw = random.Random(7)
    world = World(
        database,
        keys,
        POLICY,
        now=clock,
        chance=draw,
        telegram_name="EarshotBot",
        backups=keys.directory.with_name("backups"),
    )
    house = House(world, clock)
    for nick, role, home in (
        ("Sam", Role.READER, ""),
        ("Rae", Role.READER, "Maple House"),
        ("Ash", Role.EBE, ""),
        ("Kit", Role.EBE, ""),
        ("Jo", Role.DESIGNER, ""),
        ("Mo", Role.DECISION_MAKER, ""),
        ("Mina", Role.SAFEGUARDING_LEAD, ""),
        ("Lee", Role.ADMIN, ""),
    ):
        house.known(nick, role, home)
    for number in range(24):
        house.known(f"yp{number}", Role.YOUNG_PERSON, HOMES[number % 3])
    async with database.write() as db:
        for person in house.people.values():
            await people.add_person(db, keys, person)
    return house


async def send_all(house: House) -> None:
    """Everything owed is sent: whoever was asked has theirs, and a result is open to others."""
    async with house.world.database.write() as db:
        await db.execute(delete(OutboxRow))


def a_round(
    state: State = State.SEALED, *, count: int | None = 24, way: Way = Way.TOGETHER
) -> Round:
    """A round about house meetings, at any point of its life."""
    return Round(
        id=RoundId("meetings"),
        tag="meet01",
        survey=SURVEY,
        way=way,
        state=state,
        opens_at=NOW - timedelta(days=10),
        closes_at=NOW - timedelta(days=3),
        results_on=date(2026, 11, 20),
        answer_by=date(2026, 12, 10),
        makers=("Ash",),
        decider="Mo, director",
        keeper="Ash",
        proposed_by=None,
        confirmed_by=None,
        keeper_id=None,
        policy_hash="0" * 64,
        envelope_size=4096,
        count_asked=24,
        count_sent=count,
    )


async def seal_round(
    house: House,
    written: Sequence[Written],
    *,
    state: State = State.SEALED,
    own_words: Sequence[Written] = (),
    proposed_by: str = "Ash",
) -> Round:
    """Put a round with these texts into the store, as the seal leaves it.

    Everyone who wrote also answered the other two questions.
    """
    count = max(len(written), len(own_words))
    round_ = replace(a_round(state, count=count), proposed_by=house.pid(proposed_by))
    keys = house.world.keys
    keys.make_round_keys(round_.id)
    sealed: list[tuple[AnswerId, QuestionKey, bytes, bytes | None]] = []

    def add(question: QuestionKey, answer: Answer, sharing: Sharing | None = None) -> None:
        aid = AnswerId(random.Random(len(sealed)).randbytes(16))
        sealed.append((aid, question, answer_to_bytes(answer, sharing), None))

    for number in range(count):
        add(LISTENED, Chose(("yes",) if number % 3 else ("no",)))
        if number < len(own_words):
            add(DINNER, Chose(("other",), own_words[number][0]), own_words[number][1])
        else:
            add(DINNER, Chose(("six",) if number % 2 else ("seven",)))
        if number < len(written):
            add(CHANGE, Wrote(written[number][0]), written[number][1])
        else:
            add(CHANGE, Declined(NonAnswer.SKIPPED))
    keys.destroy_draft(round_.id)
    asked = [p.id for p in house.people.values() if p.role is Role.YOUNG_PERSON]
    async with house.world.database.write() as db:
        await rounds.add_round(db, round_)
        await audiences.set_audience(db, keys, round_.id, RESIDENTS)
        await ledger.open_ledger(db, round_.id, asked)
        for pid in asked:
            await ledger.mark(db, round_.id, pid, Standing.ASKED)
        await answers.add_answers(db, keys, round_.id, sealed)
    return round_


def some_words(count: int, sharing: Sharing = Sharing.MY_WORDS) -> list[Written]:
    """That many different texts, all shared alike."""
    things = ("the food", "bedtime", "the wifi", "the sofa", "lifts to town", "the garden")
    return [(f"I would change {things[n % 6]}, number {n}.", sharing) for n in range(count)]
