"""A house to measure: people of Telegram in the middle of a survey of closed questions.

``build`` makes one on a disk; ``open_house`` is the bot on it, without ticks and without the
pace that Telegram's limits ask for: what is measured is what an answer costs us.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

from benchmarks.botapi import FIRST_CHAT
from benchmarks.tick import NOW, Load, fill
from bot.delivery.courier import GATHERS, Courier
from bot.services.world import World
from bot.telegram.application import build as build_application
from bot.telegram.intake import Intake
from bot.telegram.requests import AioRequest
from bot.telegram.transport import Transport
from storage import envelopes, ledger, people, rounds
from storage.engine import Database, open_database
from storage.keys import Keys
from storage.migrations import upgrade
from surveys.anonymity.envelope import Envelope, pack, size_for
from surveys.definitions.survey import Survey
from surveys.flow.sitting import Sitting, Stage
from surveys.ids import ParticipantId, RoundId
from surveys.people.person import Address, Chat, Kind, Person
from surveys.people.roles import Role
from surveys.rounds.round import Round, State, Way
from surveys.safeguarding.policy import DEFAULT_NUMBERS, Contact, Policy

QUESTIONS = 40
"""The most a survey may have: so many taps of each person are measured."""

RID = RoundId("measured")
TOKEN = "42:bench"  # noqa: S105  # opens nothing


@dataclass(frozen=True, slots=True)
class Size:
    """How much there is besides those who answer. Units: people, rounds."""

    people: int = 0
    rounds: int = 0

    @property
    def load(self) -> Load:
        """The same as ``benchmarks.tick`` counts it: nine rounds in ten are over."""
        open_, closed = self.rounds // 40, self.rounds // 250
        over = self.rounds - open_ - closed
        return Load(over, 0, open_, closed, self.people)


async def build(
    place: Path, answering: int, size: Size | None = None, chat: Chat = Chat.TELEGRAM
) -> None:
    """Fill an empty place: so many who are in the middle of answering, and what else there is."""
    keys = Keys.create(place / "keys")
    database = await open_database(f"sqlite:///{place}/earshot.db")
    try:
        await upgrade(database)
        if size is not None:
            await fill(database, keys, size.load)
        await _ask(_world(keys, database), answering, chat)
        await database.checkpoint()
    finally:
        await database.close()


async def _ask(world: World, count: int, chat: Chat) -> None:
    keys, survey = world.keys, closed_questions()
    everybody = young_people(world, count, chat)
    round_ = a_round(survey, count, NOW)
    keys.make_round_keys(RID)
    first = Sitting(stage=Stage.ASKING, at=survey.questions[0].id)
    packed = pack(Envelope(first), round_.envelope_size)
    pids = [one.id for one in everybody]
    async with world.database.write() as db:
        await people.add_people(db, keys, everybody)
        await rounds.add_round(db, round_)
        await ledger.open_ledger(db, RID, pids)
        await envelopes.open_envelopes(db, keys, RID, pids, packed)
        for one in everybody:
            desk = await people.load_desk(db, keys, one.id)
            desk = type(desk)(round_tag=round_.tag, month=f"{world.today():%Y-%m}")
            await people.save_desk(db, keys, one.id, desk)


def young_people(world: World, count: int, chat: Chat) -> list[Person]:
    """So many, in thirty homes."""
    return [
        Person(
            id=ParticipantId(world.fresh_bytes(16)),
            role=Role.YOUNG_PERSON,
            kind=Kind.YOUNG_PERSON,
            nick=f"Heron{n}",
            home=f"House{n % 30}",
            address=Address(chat, FIRST_CHAT + n),
        )
        for n in range(count)
    ]


def closed_questions(count: int = QUESTIONS) -> Survey:
    """A survey of so many questions, each answered by a tap."""
    asked = [
        {"id": f"q{n}", "type": "yes_no", "text": {"en": f"Is it so, {n}?"}} for n in range(count)
    ]
    return Survey.model_validate(
        {
            "key": "measured",
            "title": {"en": "Living here"},
            "why": {"en": "To make the homes better."},
            "could_change": {"en": "The house rules."},
            "decides": {"en": "The head of homes"},
            "questions": asked,
        }
    )


def a_round(survey: Survey, count: int, now: datetime) -> Round:
    """An open round in which so many are asked, three days old."""
    return Round(
        id=RID,
        tag="bbbbbb",
        survey=survey,
        way=Way.TOGETHER,
        state=State.OPEN,
        opens_at=now - timedelta(days=3),
        closes_at=now + timedelta(days=4),
        results_on=(now + timedelta(days=8)).date(),
        answer_by=(now + timedelta(days=28)).date(),
        makers=("Ash",),
        decider="Mo, director",
        keeper="Ash",
        proposed_by=None,
        confirmed_by=None,
        keeper_id=None,
        policy_hash="",
        envelope_size=size_for(survey),
        count_asked=count,
    )


def a_policy() -> Policy:
    """The policy of a made-up organisation."""
    return Policy(
        organisation="Somewhere Homes",
        keeper_of_the_computer=Contact(name="Lee", job="administrator"),
        safeguarding_lead=Contact(name="Mina", job="safeguarding lead"),
        numbers=DEFAULT_NUMBERS,
    )


@dataclass(frozen=True, slots=True)
class House:
    """The bot, built: ``intake`` takes updates, ``courier`` delivers what is owed."""

    world: World
    intake: Intake
    courier: Courier


@asynccontextmanager
async def open_house(place: Path, address: str) -> AsyncIterator[House]:
    """The bot on a filled place, for the Bot API at ``address``."""
    keys = Keys.open(place / "keys")
    database = await open_database(f"sqlite:///{place}/earshot.db")
    bell: list[Courier] = []
    world = World(
        database=database,
        keys=keys,
        policy=a_policy(),
        now=lambda: NOW,
        wake=lambda: bell[0].wake(),
    )
    application = build_application(
        world, chat=Chat.TELEGRAM, request=AioRequest(), token=TOKEN, base_url=address
    )
    await application.initialize()
    carriers = {Chat.TELEGRAM: Transport(application.bot, on_phones=True)}
    courier = Courier(world, carriers, paces={}, gathers=GATHERS)
    bell.append(courier)
    world = application.bot_data.world = replace(world, hand=courier)
    intake = Intake(application, source=Chat.TELEGRAM.value, world=world)
    try:
        yield House(world, intake, courier)
    finally:
        await application.shutdown()
        await database.close()


def _world(keys: Keys, database: Database) -> World:
    return World(database=database, keys=keys, policy=a_policy(), now=lambda: NOW)
