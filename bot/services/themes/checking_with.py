"""Checking with: those who answered are shown the draft themes and asked whether that is what
people said, before anybody who decides sees any.

A round of two questions with envelopes of its own, to the same people, by the ordinary way: a
second person confirms it. Its promise is the round's; whoever decides said yes to that one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from bot.services.asking import launching
from bot.services.asking.launching import LaunchRefused, Plan
from bot.services.reading.piles import may_read
from bot.services.reading.reading import is_read
from bot.services.refusing import PlanRefused
from bot.services.themes.composing import IS_RIGHT, checked_section, last_check, names_to_print
from bot.services.themes.standing import Stand, Themes, themes_of
from bot.services.world import World
from bot.texts import say
from bot.wording.days import day
from bot.wording.deciding import FEWEST, Part, ready_words
from storage import audiences, audit, people, rounds
from surveys.definitions.questions import (
    Choice,
    LongText,
    Note,
    SingleChoice,
)
from surveys.definitions.survey import Survey
from surveys.definitions.texts import MAX_TEXT
from surveys.ids import ParticipantId, QuestionKey, RoundId
from surveys.people.person import Person
from surveys.rounds.round import Round, State, Way

MISSING = QuestionKey("themes_missing")
"""The second question."""
OPEN_FOR = timedelta(days=5)
"""How long it is open where nobody says otherwise."""
TO_READ = timedelta(days=4)
"""Least time between its close and the promised answer: it has to be opened and read."""
OVER = frozenset({State.SEALED, State.HELD})


@dataclass(frozen=True, slots=True)
class Check:
    """Where asking those who answered stands, for a reader.

    Args:
        told: Where it stands, in words; "" where nobody asked yet.
        lines: What they said, as it may be printed.
        may_ask: Whether it can be asked now.
        suggested: A day on which it could close, as a form takes it.
        first: The first such day.
        last: The last.
    """

    told: str = ""
    lines: tuple[str, ...] = ()
    may_ask: bool = False
    suggested: str = ""
    first: str = ""
    last: str = ""


async def stand_of(world: World, pid: ParticipantId, rid: RoundId) -> Check | None:
    """Where it stands; None where there is nothing to say, and for whoever does not read."""
    async with world.database.read() as db:
        round_ = await may_read(db, world, pid, rid)
        if round_ is None:
            return None
        check = await last_check(db, round_)
        if check is not None:
            return await _stands(db, world, round_, check)
        if round_.way is Way.TICKET:
            return Check(say("theme_check.slips"))
        first, last = _days(world, round_)
        themes = await themes_of(db, world, round_)
        shown = await _shown(db, world, round_, themes)
        if not shown or not _may_be_asked(round_, themes) or first > last:
            return None
    suggested = min(max(first, world.today() + OPEN_FOR), last)
    return Check("", (), True, suggested.isoformat(), first.isoformat(), last.isoformat())


async def propose(world: World, pid: ParticipantId, rid: RoundId, typed: str) -> str | None:
    """A reader gets the two questions ready, to close on a day. A second person confirms them.

    Args:
        typed: The day, as a form writes it.

    Returns:
        Why not, in words; None where it was done.
    """
    async with world.database.write() as db:
        round_ = await may_read(db, world, pid, rid)
        person = await people.load_person(db, world.keys, pid)
        if round_ is None or person is None:
            return say("theme_check.trouble_gone")
        themes = await themes_of(db, world, round_)
        shown = await _shown(db, world, round_, themes)
        if not shown or not _may_be_asked(round_, themes) or await last_check(db, round_):
            return say("theme_check.trouble_gone")
        first, last = _days(world, round_)
        closes = _day(typed)
        if closes is None or not first <= closes <= last:
            return say("theme_check.trouble_dates", day=day(last + timedelta(days=1)))
        plan = await _plan(db, world, round_, shown, closes)
        if plan is None:
            return say("theme_check.trouble_gone")
        try:
            async with db.begin_nested():
                await launching.propose(db, world, plan, person)
        except (PlanRefused, LaunchRefused):
            return say("theme_check.trouble_refused")
        await audit.record(db, at=world.now(), who=pid, action="themes asked about", about=rid)
    world.wake()
    return None


async def _stands(db: AsyncSession, world: World, round_: Round, check: Round) -> Check:
    match check.state:
        case State.PROPOSED:
            return Check(say("theme_check.waits"))
        case State.OPEN:
            closes = check.closes_at.astimezone(world.zone).date()
            return Check(say("theme_check.open", day=day(closes)))
        case State.HELD:
            return Check(say("theme_check.too_few"))
        case State.SEALED if await is_read(db, world, check.id):
            sections = await checked_section(db, world, round_)
            lines = tuple(
                line
                for one in sections
                for line in (one.lead, *(f"{row.label}: {row.says}" for row in one.rows))
                if line
            )
            return Check(say("theme_check.said" if lines else "theme_check.too_few"), lines)
        case _:
            return Check(say("theme_check.closed"))


def _may_be_asked(round_: Round, themes: Themes) -> bool:
    """After the lead has looked; never of slips, which ask nobody in particular."""
    return themes.stand in {Stand.SECOND, Stand.APPROVED} and round_.way is not Way.TICKET


def _days(world: World, round_: Round) -> tuple[date, date]:
    """The first and the last day on which it may close."""
    return world.today() + timedelta(days=1), round_.answer_by - TO_READ


def _day(typed: str) -> date | None:
    try:
        return date.fromisoformat(typed)
    except ValueError:
        return None


async def _shown(
    db: AsyncSession, world: World, round_: Round, themes: Themes
) -> list[tuple[str, list[tuple[str, str]]]]:
    """Each question, and the names and lines of those of its themes that a result would print:
    of any other nobody learns that it is there."""
    language = round_.survey.main_language
    left = {
        key: [replace(one, answers=one.answers & themes.texts[key].keys()) for one in settled]
        for key, settled in themes.settled.items()
    }
    lines = {key: {one.name: one.description for one in found} for key, found in left.items()}
    printed = await names_to_print(db, world, round_, left)
    return [
        (
            round_.survey.item(key).text[language],
            [(name, lines[key][name]) for name in sorted(names, key=str.casefold)],
        )
        for key, names in printed.items()
    ]


async def _plan(
    db: AsyncSession,
    world: World,
    round_: Round,
    shown: list[tuple[str, list[tuple[str, str]]]],
    closes: date,
) -> Plan | None:
    keeper = await _keeper(db, world, round_)
    if keeper is None:
        return None
    survey = survey_of(round_, shown)
    return Plan(
        key=await _key(db, round_),
        survey=survey,
        audience=await audiences.load_audience(db, world.keys, round_.id),
        closes_at=datetime.combine(closes, time(18), world.zone).astimezone(world.now().tzinfo),
        answer_by=round_.answer_by,
        makers=round_.makers,
        decider=round_.decider,
        keeper=keeper,
        space=_said(round_.space, Part.SPACE, survey),
        voice=_said(round_.voice, Part.VOICE, survey),
        decider_id=round_.decider_id,
        numbered=True,
        checks=round_.id,
    )


async def _keeper(db: AsyncSession, world: World, round_: Round) -> Person | None:
    pid = round_.keeper_id or round_.proposed_by
    return None if pid is None else await people.load_person(db, world.keys, pid)


def _said(words: str, part: Part, survey: Survey) -> str:
    return words if len(words.strip()) >= FEWEST else ready_words(part, Way.TOGETHER, survey)[0]


async def _key(db: AsyncSession, round_: Round) -> RoundId:
    stem, number = f"{round_.id[:40]}-check", 1
    while await rounds.load_round(db, RoundId(stem if number == 1 else f"{stem}-{number}")):
        number += 1
    return RoundId(stem if number == 1 else f"{stem}-{number}")


def survey_of(round_: Round, shown: list[tuple[str, list[tuple[str, str]]]]) -> Survey:
    """The draft themes to read, and two questions about them.

    Args:
        round_: The round whose themes they are.
        shown: Each question of it, with the names and lines of its themes.
    """
    language = round_.survey.main_language
    notes = [text for question, themes in shown for text in _pages(question, themes, language)]
    choices = ("right", "not_quite", "missing", "not_sure")
    return Survey(
        key="is-this-right",
        title={language: say("themes_asked.survey_title", language)},
        why={language: say("themes_asked.survey_why", language)},
        could_change={language: say("themes_asked.survey_change", language)},
        decides=round_.survey.decides,
        questions=(
            *(
                Note(id=QuestionKey(f"themes_{at}"), text={language: text})
                for at, text in enumerate(notes, start=1)
            ),
            SingleChoice(
                id=IS_RIGHT,
                text={language: say("themes_asked.question", language)},
                choices=tuple(
                    Choice(value=one, label={language: say(f"themes_asked.{one}", language)})
                    for one in choices
                ),
            ),
            LongText(id=MISSING, text={language: say("themes_asked.missing_question", language)}),
        ),
    )


def _pages(question: str, themes: list[tuple[str, str]], language: str) -> Iterator[str]:
    """A question and its themes, in as many messages as they need."""
    text = say("themes_asked.shown", language, question=question)
    for name, line in themes:
        key = "themes_asked.theme_line" if line else "themes_asked.theme"
        blanks = {"name": name, "line": line} if line else {"name": name}
        more = say(key, language, **blanks)
        if len(text) + len(more) + 1 > MAX_TEXT:
            yield text
            text = more
        else:
            text = f"{text}\n{more}"
    yield text
