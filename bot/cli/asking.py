"""``earshot round …``: propose, confirm, look at, extend and close rounds."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Annotated

import typer

from bot.cli.answering_back import answer
from bot.cli.beside import beside, by_name, check_place, proved, put, wall_time
from bot.cli.drafts import draft_of
from bot.cli.survey_files import read_file
from bot.services.asking import deciding, forecasting, foreseeing, launching, picturing
from bot.services.people import inviting
from bot.services.refusing import PlanRefused
from bot.services.rounds import fielding
from bot.services.world import World
from bot.wording import launching as words
from bot.wording.steering import forecast_words
from storage import people, rounds
from surveys.ids import QuestionKey, RoundId
from surveys.library import library_keys, load_library
from surveys.people.audience import AudienceRule
from surveys.people.audience import asking as asked_of
from surveys.people.person import Kind, Person
from surveys.people.traits import Trait
from surveys.protection.breakdowns import Breakdown
from surveys.protection.odds import Asking
from surveys.rounds.rhythm import Rhythm
from surveys.rounds.round import Round, State, Way

app = typer.Typer(help="Propose, confirm, look at, extend and close rounds.", no_args_is_help=True)

DRAFT = "draft:"
"""Before a draft's title or id, where a survey is named."""

Which = Annotated[str, typer.Argument(help="A library survey's key, its file, or draft:TITLE.")]
Key = Annotated[str, typer.Argument(help="The round's key.")]
By = Annotated[str, typer.Option("--by", help="The name of the member of staff who confirms.")]


Compared = Annotated[
    list[str],
    typer.Option(help="What to compare, and in which questions: kind:mood,better. Twice at most."),
]


Decider = Annotated[
    str,
    typer.Option(help='The decision-maker who decides, a job after a comma: "Mo, director".'),
]
Keeper = Annotated[
    str, typer.Option(help="The EbE who reads an envelope whose author asks for that.")
]
Space = Annotated[
    str, typer.Option(help="How it is safe to say it, in a sentence people read first.")
]
Voice = Annotated[str, typer.Option(help="How it can be said, in a sentence people read first.")]
Kinds = Annotated[
    str,
    typer.Option(
        help="Kinds of people asked, with commas: young_person, care_leaver, ebe, staff, partner. "
        "Of those who work here, nobody who reads, decides on or approves rounds is asked."
    ),
]
Again = Annotated[
    str, typer.Option(help="A round that is over, to ask the same people again: a series.")
]
Often = Annotated[
    Rhythm, typer.Option(help="How often the same people are asked again by itself.")
]


@app.command("propose")
@app.command("open")
def open_round(
    survey: Which,
    closes: Annotated[str, typer.Option(help="When it closes: 2026-12-04 18:00, UK time.")],
    decider: Decider,
    keeper: Keeper,
    space: Space = "",
    voice: Voice = "",
    key: Annotated[str, typer.Option(help="The round's key. Default: the survey's.")] = "",
    way: Annotated[Way, typer.Option(help="How people take part.")] = Way.TOGETHER,
    kinds: Kinds = "young_person,care_leaver",
    homes: Annotated[str, typer.Option(help="Homes, with commas. Default: every home.")] = "",
    makers: Annotated[str, typer.Option(help="First names of who wrote it, with commas.")] = "",
    answer_by: Annotated[str, typer.Option(help="Day of the answer back. Default: 21 days.")] = "",
    opens: Annotated[str, typer.Option(help="When it opens. Default: once confirmed.")] = "",
    tickets: Annotated[int, typer.Option(help="How many tickets, for --way ticket.")] = 0,
    compare: Compared = [],  # noqa: B006  # typer copies it
    again: Again = "",
    rhythm: Often = Rhythm.ONCE,
    pin: Annotated[str, typer.Option(help="The keeper's PIN, where it is their draft.")] = "",
) -> None:
    """Propose a round and see its odds. Who decides accepts in chat; a second person confirms."""
    secret = _pin(survey, keeper, pin)

    async def do(world: World) -> tuple[Round, Asking]:
        closes_at = wall_time(closes, world.zone)
        asked = await _survey(world, survey, keeper, secret)
        plan = launching.Plan(
            key=RoundId(key or asked.survey.key),
            survey=asked.survey,
            pictures=asked.pictures,
            audience=_rule(kinds, homes),
            closes_at=closes_at,
            answer_by=_answer_day(answer_by, closes_at, world),
            makers=_names(makers) or (keeper,),
            decider=decider,
            decider_id=(await _decider(world, decider)).id,
            space=space,
            voice=voice,
            keeper=await by_name(world, keeper),
            way=way,
            opens_at=wall_time(opens, world.zone) if opens else None,
            tickets=tickets,
            compare=tuple(_breakdown(text) for text in compare),
            again=RoundId(again) if again else None,
            rhythm=rhythm,
            numbered=survey.startswith(DRAFT),
        )
        return await _proposed(world, plan)

    typer.echo(words.proposed(*beside(do)))


def _answer_day(given: str, closes_at: datetime, world: World) -> date:
    at = wall_time(given, world.zone) if given else closes_at + timedelta(days=21)
    return at.date()


async def _decider(world: World, named: str) -> Person:
    """The decision-maker somebody names; what stands after a comma is their job."""
    name = named.partition(",")[0].strip().casefold()
    async with world.database.read() as db:
        there = await deciding.deciders(db, world)
    found = [person for person in there if person.nick.casefold() == name]
    if len(found) == 1:
        return found[0]
    how_many = "no decision-maker here is" if not found else f"{len(found)} of those here are"
    raise PlanRefused(
        f'--decider "{named}": {how_many} called that; there are {deciding.listed(there)}. They '
        "accept in chat before anybody is asked. Way out: name one as they go by, a job after a "
        'comma if you like: "Mo, director"'
    )


async def _proposed(world: World, plan: launching.Plan) -> tuple[Round, Asking]:
    if plan.way is not Way.TICKET:
        await _check_homes(world, plan.audience)
    async with world.database.write() as db:
        made = await launching.propose(db, world, plan, None)
        days = (made.closes_at - made.opens_at) / timedelta(days=1)
        asking = await foreseeing.asking(db, world, made.survey, made.count_asked, days)
        return made, replace(asking, again=plan.again is not None)


@app.command()
def confirm(
    key: Key,
    by: By,
    count: Annotated[int, typer.Option(help="How many people you counted.")],
    pin: Annotated[str, typer.Option(prompt=True, hide_input=True, help="Your PIN.")],
) -> None:
    """Confirm a proposed round as the second person."""

    async def do(world: World) -> Round:
        person = await proved(world, by, pin)
        async with world.database.write() as db:
            return await launching.confirm(db, world, RoundId(key), person, count)

    confirmed = beside(do)
    typer.echo(f'Round "{confirmed.id}" is confirmed. The running bot opens it when it is due.')


app.command("answer")(answer)


@app.command("list")
def list_rounds() -> None:
    """List the rounds there are, with their state and their days. Never how many answered."""

    async def do(world: World) -> list[Round]:
        async with world.database.read() as db:
            return await rounds.list_rounds(db)

    found = beside(do)
    for round_ in found:
        typer.echo(words.row(round_))
    if not found:
        typer.echo("No rounds yet. `earshot round propose --help` says how to begin.")


@app.command()
def status(key: Key) -> None:
    """Say where a round is: its state, its days, when its results can be out and, while it is
    open, its progress band."""

    async def do(world: World) -> str:
        round_, band = await _found(world, key), None
        expected = forecasting.of_round(world, round_)
        if round_.state is State.OPEN:
            async with world.database.write() as db:
                band = await fielding.how_far(db, world, round_)
        said = words.status(round_, band)
        return f"{said}\n{forecast_words(expected)}" if expected is not None else said

    typer.echo(beside(do))


@app.command()
def close(key: Key) -> None:
    """Close a round now. Its envelopes are opened together, or held, at the next tick."""

    async def do(world: World) -> bool:
        rid = (await _found(world, key)).id
        async with world.database.write() as db:
            return await fielding.close(db, world, rid, None)

    typer.echo(
        "Closed." if beside(do) else f'Round "{key}" is not open; see `earshot round list`.'
    )


@app.command()
def extend(
    key: Key, closes: Annotated[str, typer.Option(help="The new, later time it closes.")]
) -> None:
    """Give an open round a later close."""

    async def do(world: World) -> Round:
        later = wall_time(closes, world.zone)
        async with world.database.write() as db:
            return await fielding.extend(db, world, RoundId(key), later, None)

    typer.echo(words.row(beside(do)))


@app.command()
def tickets(
    key: Key, out: Annotated[Path, typer.Option(help="The PDF to write.")] = Path("tickets.pdf")
) -> None:
    """Print a ticket round's slips, shuffled. Printing again ends the slips not used yet."""

    async def do(world: World) -> bytes:
        round_ = await _found(world, key)
        # The PDF library is large: loaded only where a sheet is printed.
        from bot.services.people.printing import ticket_sheet

        return ticket_sheet(await inviting.fresh_tickets(world, round_))

    check_place(out)
    put(out, beside(do))
    typer.echo(f"{out} is written. Cut the slips apart and let people draw from a hat.")


async def _check_homes(world: World, rule: AudienceRule) -> None:
    """A home that is misspelt must not pass for one where nobody lives."""
    async with world.database.read() as db:
        known = {person.home for person in await people.list_people(db, world.keys)} - {""}
    for home in sorted(rule.homes - known):
        there = ", ".join(sorted(known)) or "nobody with a home yet"
        raise PlanRefused(
            f'nobody lives in "{home}"; there are {there}. Way out: write it as it stands '
            "there (`earshot people`), or leave --homes out to ask every home"
        )


async def _found(world: World, key: str) -> Round:
    async with world.database.read() as db:
        round_ = await rounds.load_round(db, RoundId(key))
    if round_ is None:
        raise PlanRefused(f'there is no round "{key}"; see `earshot round list`')
    return round_


def _pin(survey: str, keeper: str, given: str) -> str:
    """The PIN of whoever wrote a draft: it is nobody else's to put forward."""
    if given or not survey.startswith(DRAFT):
        return given
    return str(typer.prompt(f"{keeper}'s PIN", hide_input=True))


async def _survey(world: World, name: str, author: str, pin: str) -> picturing.Pictured:
    if name.startswith(DRAFT):
        draft = name.removeprefix(DRAFT)
        return picturing.Pictured(await draft_of(world, author, draft, pin))
    return await asyncio.to_thread(_gathered, name)


def _gathered(name: str) -> picturing.Pictured:
    if name in library_keys():
        return picturing.gather(load_library(name))
    path = Path(name)
    if not path.is_file():
        raise PlanRefused(
            f'"{name}" is neither a survey of the library nor a file; see `earshot survey list`. '
            f'A draft of the keeper\'s is named "{DRAFT}" and its title'
        )
    return read_file(path)


def _names(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(",") if part.strip())


def _breakdown(text: str) -> Breakdown:
    trait, _, questions = text.partition(":")
    try:
        by = Trait(trait.strip())
    except ValueError:
        raise PlanRefused(
            f'"{trait}" is nothing people can be compared by; there are: '
            + ", ".join(each.value for each in Trait)
        ) from None
    return Breakdown(by, tuple(QuestionKey(name) for name in _names(questions)))


def _rule(kinds: str, homes: str) -> AudienceRule:
    try:
        wanted = frozenset(Kind(name.replace("-", "_")) for name in _names(kinds))
    except ValueError:
        raise PlanRefused(
            f'"{kinds}" names a kind of people there is not; there are: '
            + ", ".join(kind.value for kind in Kind)
        ) from None
    return asked_of(wanted, frozenset(_names(homes)))
