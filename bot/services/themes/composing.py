"""Composing: a round's answers, what was decided of its words, and its themes, as one protected
result. Whoever looks at it, releasing and asking back decide."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy.ext.asyncio import AsyncSession

from bot.services.asking.launching import MEMORY
from bot.services.asking.repeating import earlier
from bot.services.freezing import thaw
from bot.services.reading.reading import is_read
from bot.services.reading.written import asked_words, written_as
from bot.services.themes import standing
from bot.services.world import World
from storage import answers, readings, rounds
from storage.releases import Release
from surveys.anonymity.packing import answer_from_bytes
from surveys.flow.answers import Answer
from surveys.flow.looking import own_words
from surveys.ids import QuestionKey
from surveys.protection.quoting import Written, passed_of
from surveys.reports import words
from surveys.reports.compose import ReleaseFacts, RoundFacts, compose, themes_to_print
from surveys.reports.model import Report, Section
from surveys.reports.tally import tally, tally_groups
from surveys.rounds.round import Round, State
from surveys.themes.board import SettledTheme

IS_RIGHT = QuestionKey("themes_right")
"""The first question of the check of draft themes."""


async def compose_round(
    db: AsyncSession, world: World, round_: Round, proposal: Release | None
) -> Report:
    """The result of a round as of now, under a proposal's name and day if there is one.

    The same answers and decisions give the same report, word for word.
    """
    decided = await readings.list_readings(db, world.keys, round_.id)
    counted: list[tuple[QuestionKey, Answer]] = []
    grouped: list[tuple[QuestionKey, str, Answer]] = []
    written: list[Written] = []
    for stored in await answers.load_answers(db, world.keys, round_.id):
        answer, sharing = answer_from_bytes(stored.body)
        counted.append((stored.question, answer))
        if stored.group is not None:
            grouped.append((stored.question, stored.group, answer))
        if own_words(answer).strip():
            written.append(written_as(stored.question, answer, sharing, decided.get(stored.id)))
    name = thaw(world.keys, proposal).release if proposal else world.fresh_bytes(4).hex()
    themes = await standing.approved_of(db, world, round_)
    if themes is not None and await is_going_on(db, world, round_):
        # Those who answered see them first; whoever decides looks at results before their release.
        themes = None
    report = compose(
        survey=round_.survey,
        facts=await _facts(db, world, round_),
        tallies=tally_groups(
            round_.survey,
            tally(round_.survey, counted, round_.count_sent or 0),
            grouped,
            round_.breakdowns,
        ),
        passed=passed_of(written, asked_words(round_)),
        release=ReleaseFacts(
            id=name,
            on=proposal.on if proposal else world.today(),
            # Under a key, so that nobody who reads a release can draw its sample again; and
            # the round's, so that nobody looks or puts forward again until they like what came.
            seed=world.keys.code_hash(f"sample {round_.id}").hex(),
        ),
        themes=themes,
    )
    if themes is None or not report.enough:
        return report
    section = await checked_section(db, world, round_)
    return report.model_copy(update={"sections": (*report.sections, *section)})


async def names_to_print(
    db: AsyncSession,
    world: World,
    round_: Round,
    themes: Mapping[QuestionKey, Sequence[SettledTheme]],
) -> dict[QuestionKey, tuple[str, ...]]:
    """The names of those draft themes that a result would print, by question: beside every result
    that is out of the same people, as the result itself is."""
    stored = await answers.load_answers(db, world.keys, round_.id)
    counted = [(one.question, answer_from_bytes(one.body)[0]) for one in stored]
    tallies = tally(round_.survey, counted, round_.count_sent or 0)
    facts = await _facts(db, world, round_)
    return themes_to_print(round_.survey, facts, tallies, themes)


async def _facts(db: AsyncSession, world: World, round_: Round) -> RoundFacts:
    return RoundFacts(
        key=round_.id,
        opened_on=round_.opens_at.astimezone(world.zone).date(),
        closed_on=round_.closes_at.astimezone(world.zone).date(),
        invited=round_.count_asked,
        total=round_.count_sent or 0,
        decides=round_.decider,
        breakdowns=round_.breakdowns,
        earlier=await earlier(db, world, round_, within=MEMORY.days),
        answer_by=round_.answer_by,
    )


async def last_check(db: AsyncSession, round_: Round) -> Round | None:
    """The round that asked last whether these themes are what people said; None where none."""
    found = await rounds.list_checks(db, round_.id)
    return found[-1] if found else None


async def is_going_on(db: AsyncSession, world: World, round_: Round) -> bool:
    """Whether those who answered are asked now, or what they said is not read yet."""
    check = await last_check(db, round_)
    if check is None or check.state is State.HELD:
        return False
    return check.state is not State.SEALED or not await is_read(db, world, check.id)


async def checked_section(db: AsyncSession, world: World, round_: Round) -> tuple[Section, ...]:
    """What people said of a draft of the themes, as it may be printed; nothing before it is
    opened and read, or where too few said anything."""
    check = await last_check(db, round_)
    if check is None or check.state is not State.SEALED or not await is_read(db, world, check.id):
        return ()
    report = await compose_round(db, world, check, None)
    return tuple(
        one.model_copy(update={"heading": words.CHECKED})
        for one in report.sections
        if one.question == IS_RIGHT
    )
