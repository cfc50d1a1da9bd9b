"""Deciding: a designer or whoever decides writes what comes of each theme, part by part, in chat.

Nothing is lost on the way: each part is kept as it is typed. A designer's words wait for whoever
decides; nothing goes out that a child could not read, or that names somebody.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy.ext.asyncio import AsyncSession

from bot.outgoing import Button, Rewrite, Rows, Say
from bot.services import plain_words
from bot.services.asking.going_ahead import CANCEL, deciders_of
from bot.services.knowing import Spoken, Visit, spoken
from bot.services.owing import BROADCAST, To, owe
from bot.services.results import answering_back, promises
from bot.services.results.decided import Decided, load_decided
from bot.services.results.seeing_first import Sight, sight_of
from bot.services.world import World
from bot.texts import say
from bot.wording import decisions as words
from bot.wording.plain import defuse
from bot.wording.presses import Press
from storage import answers_back, audit, decisions, people, rounds
from surveys.flow.commands import folded
from surveys.people.person import Person
from surveys.people.roles import Role
from surveys.reports.model import Decision, Verdict
from surveys.rounds import deciding
from surveys.rounds.deciding import Fault, Piece, Version, Written
from surveys.rounds.promise import ANSWERABLE
from surveys.rounds.round import Round, State
from surveys.rounds.typed_days import Trouble, read_due

WAITS = "dc:"
"""Before a round's tag, a theme's place, a part and the number of the draft that was seen, where
a desk keeps what is typed next."""


@dataclass(frozen=True, slots=True)
class Place:
    """One theme of one round, and who is at it."""

    round: Round
    made: Decided
    at: int
    person: Person
    decides: bool
    """Whether they are whoever decides."""

    @property
    def theme(self) -> str:
        """The theme's name; "" for the round as a whole."""
        return self.made.themes[self.at]

    @property
    def draft(self) -> Version | None:
        """What is written of it and waits."""
        return deciding.draft_of(self.made.versions, self.theme)


async def what(db: AsyncSession, world: World, here: Visit) -> Spoken:
    """What happened, and for whoever decides or designs, what is to be decided."""
    said = await answering_back.what(db, world, here)
    if not isinstance(here.who, Person):
        return said
    waiting, kept = await list_open(db, world, here.who)
    cards = [words.rounds_card(one, waits=one is waiting) for one in (waiting, kept) if one]
    if cards and not await promises.list_promises(db, world, here.who, 1):
        said = replace(said, said=said.said[1:])  # "Nothing yet" is for whoever is asked
    return replace(said, said=(*said.said, *cards))


async def list_open(
    db: AsyncSession, world: World, person: Person
) -> tuple[list[Round], list[Round]]:
    """The rounds whose themes somebody may decide, newest first: those that wait for it, and
    those with a promise that is not done."""
    waiting: list[Round] = []
    kept: list[Round] = []
    if person.role not in {Role.DESIGNER, Role.DECISION_MAKER}:
        return waiting, kept
    past = await rounds.list_rounds(db, states=set(ANSWERABLE))
    for round_ in sorted(past, key=lambda one: (one.closes_at, one.id), reverse=True):
        if not await may_write(db, world, person, round_):
            continue
        made = await load_decided(db, world, round_)
        answer = await answers_back.load_answer(db, round_.id)
        sent_back = answer is not None and answer.reopened_on and answer.given_on is None
        if sent_back or not made.all_told:
            waiting.append(round_)
        elif made.has_promises:
            kept.append(round_)
    return waiting, kept


async def rows_for(db: AsyncSession, world: World, person: Person) -> Rows:
    """The ways to what waits for somebody to decide it."""
    waiting, _ = await list_open(db, world, person)
    return tuple((words.round_button(one),) for one in waiting[: words.MOST_ROWS])


async def may_write(db: AsyncSession, world: World, person: Person, round_: Round) -> bool:
    """Whether somebody may write decisions of a round: any designer, and whoever decides it."""
    if round_.state not in ANSWERABLE or round_.checks:
        return False
    if round_.state is State.RELEASED and (
        await sight_of(db, world, person, round_.id) is not Sight.NOW
    ):
        return False  # those who were asked see it first
    if person.role is Role.DESIGNER:
        return True
    return await answering_back.may_answer(db, world, person, round_)


async def press(db: AsyncSession, world: World, here: Visit, pressed: Press) -> Spoken:
    """One step of deciding."""
    step, tag, *rest = (*pressed.parts, "", "")
    place = await find_place(db, world, here, tag, pressed.number(2) or 0)
    if place is None:
        return Spoken(toast=say("decide.gone"))
    await wait(db, world, here, "")
    more = next((one for one in rest[1:] if one), "")
    match step:
        case "o":
            return in_place(here, overview(world, place))
        case "t":
            return in_place(here, await theme_card(db, world, place))
        case "n":
            return in_place(here, _answers(world, place))
        case "v" if more in set(Verdict):
            return await _choose(db, world, here, place, Verdict(more))
        case "w" if more in set(Piece) and place.draft is not None:
            return await _ask(db, world, here, place, Piece(more))
        case "p":
            return await _put_forward(db, world, here, place, pressed.number(2) or 0)
        case _:
            return Spoken(toast=say("decide.gone"))


async def hear(db: AsyncSession, world: World, here: Visit, text: str) -> Spoken | None:
    """Take typed words as a part of a decision; None where they are for something else."""
    if not here.desk.waiting.startswith(WAITS):
        return None
    tag, at, named, seen = (*here.desk.waiting.removeprefix(WAITS).split(":"), "", "", "")[:4]
    place = await find_place(db, world, here, tag, int(at) if at.isdecimal() else 0)
    if place is None or place.draft is None or named not in set(Piece):
        await wait(db, world, here, "")
        return spoken(say("decide.gone"))
    if folded(text) in CANCEL:
        await wait(db, world, here, "")
        return spoken(say("decide.kept"))
    if seen != str(place.draft.number):
        await wait(db, world, here, "")
        card = await theme_card(db, world, place)
        return Spoken((Say(text=say("decide.meanwhile")), card), kind="notice")
    written = _with(place, Piece(named), text, world.today())
    if isinstance(written, str):
        return spoken(written)
    return await _keep(db, world, here, place, written)


def overview(world: World, place: Place) -> Say:
    """Every theme, and what comes of it."""
    made = place.made
    stands = deciding.standing(made.versions)
    rows = [
        words.Standing(theme, stands.get(theme), deciding.draft_of(made.versions, theme))
        for theme in made.themes
    ]
    ready = not deciding.undecided(made.themes, made.versions)
    may_send = place.decides and ready and bool(deciding.to_tell(made.versions))
    return words.overview_card(place.round, rows, world.today(), may_send=may_send)


async def theme_card(db: AsyncSession, world: World, place: Place) -> Say:
    """What is written of one theme as it will be read; where nothing is, the four answers."""
    if place.draft is None or deciding.lacking(place.draft.words) is not None:
        return _answers(world, place)
    return await _draft(db, world, place, place.draft)


def shown(world: World, place: Place, version: Version) -> Decision:
    """A version as everybody will read it, with what they were told before."""
    told = [one for one in place.made.versions if one.told and one.theme == version.theme]
    fresh = replace(version, on=version.on or world.today(), told=place.made.telling)
    (made,) = deciding.decisions_of(
        (version.theme,), [*told, fresh], place.round.decider, world.today()
    )
    return made


async def doubts_about(db: AsyncSession, world: World, written: Written) -> list[str]:
    """What keeps a decision from going out: hard words, long sentences, a young person's name
    or a home's. Who sees to it may be named."""
    told = " ".join([written.promise, written.reason])
    doubts = plain_words.doubts_about(told)
    if await plain_words.names_somebody(db, world, told):
        doubts.append(say("back.has_name"))
    return doubts


async def find_place(
    db: AsyncSession, world: World, here: Visit, tag: str, at: int
) -> Place | None:
    """Where somebody is; None where it is not theirs, or over."""
    round_ = await rounds.find_round(db, tag)
    if round_ is None or not isinstance(here.who, Person):
        return None
    if not await may_write(db, world, here.who, round_):
        return None
    made = await load_decided(db, world, round_)
    decides = await answering_back.may_answer(db, world, here.who, round_)
    return Place(round_, made, min(at, len(made.themes) - 1), here.who, decides)


def in_place(here: Visit, said: Say) -> Spoken:
    """Say something where the tapped message stands."""
    if here.message is None or not here.tap:
        return Spoken((said,), kind="notice")
    changed = Rewrite(message=here.message, text=said.text, rows=said.rows)
    return Spoken((changed,), kind="notice")


async def wait(db: AsyncSession, world: World, here: Visit, waiting: str) -> None:
    """Keep what the next typed words are for; "" for nothing of ours."""
    assert isinstance(here.who, Person), "only a known person has a desk"
    desk = await people.load_desk(db, world.keys, here.who.id)
    if waiting or desk.waiting.startswith(WAITS):
        await people.save_desk(db, world.keys, here.who.id, replace(desk, waiting=waiting))


async def _choose(
    db: AsyncSession, world: World, here: Visit, place: Place, verdict: Verdict
) -> Spoken:
    """An answer is tapped: what was typed before stays, as far as it fits this one. Tapped twice
    it is asked about once."""
    before = Written(verdict) if place.draft is None else place.draft.words
    if before.verdict is verdict and here.desk.waiting == _waiting_for(place):
        await wait(db, world, here, here.desk.waiting)
        return Spoken(toast=say("decide.type_it"))
    written = before.as_verdict(verdict)
    said = await _keep(db, world, here, place, written)
    if not before.promise or written.promise:
        return said
    was = Say(text=say("decide.was", words=defuse(before.promise)))
    return replace(said, said=(was, *said.said))


async def _keep(
    db: AsyncSession, world: World, here: Visit, place: Place, written: Written
) -> Spoken:
    number = await decisions.save_draft(db, place.round.id, place.theme, written)
    draft = Version(number, place.theme, written)
    kept = tuple(one for one in place.made.versions if one != place.draft)
    place = replace(place, made=replace(place.made, versions=(*kept, draft)))
    piece = deciding.lacking(written)
    if piece is not None:
        return await _ask(db, world, here, place, piece)
    await wait(db, world, here, "")
    await audit.record(
        db, at=world.now(), who=place.person.id, action="decision written", about=place.round.id
    )
    card = await _draft(db, world, place, draft)
    return Spoken((card,), kind="notice")


async def _ask(db: AsyncSession, world: World, here: Visit, place: Place, piece: Piece) -> Spoken:
    assert place.draft is not None, "a part of something is asked for"
    draft = place.draft.words
    await wait(db, world, here, _waiting_for(place, piece))
    return Spoken((words.type_card(place.round, draft, piece, place.at),), kind="notice")


def _waiting_for(place: Place, piece: Piece | None = None) -> str:
    """What a desk keeps while a part is typed: left out, the first that is lacking. No desk keeps
    the word for none."""
    if piece is None and place.draft is not None:
        piece = deciding.lacking(place.draft.words)
    if piece is None or place.draft is None:
        return "none"
    return f"{WAITS}{place.round.tag}:{place.at}:{piece.value}:{place.draft.number}"


async def _draft(db: AsyncSession, world: World, place: Place, draft: Version) -> Say:
    doubts = await doubts_about(db, world, draft.words)
    ways: tuple[Button, ...] = ()
    if not doubts:
        forward = (words.forward_button(place.round, draft),)
        ways = words.accept_buttons(place.round, draft) if place.decides else forward
    card = words.draft_card(place.round, place.at, shown(world, place, draft), draft, ways)
    return words.with_doubts(card, doubts)


def _answers(world: World, place: Place) -> Say:
    stands = deciding.standing(place.made.versions).get(place.theme)
    now = None if stands is None else shown_now(world, place, stands)
    told = stands is not None and bool(stands.told)
    card = words.theme_card(place.round, place.at, place.theme, now, told=told)
    if place.decides and stands is not None and told and _is_to_do(stands):
        done = (words.done_button(place.round, stands),)
        return card.model_copy(update={"rows": (done, *card.rows)})
    return card


def _is_to_do(stands: Version) -> bool:
    """Whether something was promised with a day to it; of a no there is nothing to do."""
    return stands.words.due is not None and stands.done_on is None


def shown_now(world: World, place: Place, stands: Version) -> Decision:
    """What stands of a theme, as it is read today."""
    if not stands.told:
        return shown(world, place, stands)
    (made,) = deciding.decisions_of(
        (stands.theme,),
        [one for one in place.made.versions if one.theme == stands.theme],
        place.round.decider,
        world.today(),
    )
    return made


async def _put_forward(
    db: AsyncSession, world: World, here: Visit, place: Place, number: int
) -> Spoken:
    """Show a draft to whoever decides, as it is now."""
    found = [one for one in place.made.versions if one.number == number and one.on is None]
    decider = defuse(place.round.decider)
    if not found:
        return Spoken(toast=say("decide.changed"))
    (draft,) = found
    if deciding.lacking(draft.words) or await doubts_about(db, world, draft.words):
        return Spoken(toast=say("decide.not_yet"))
    there = await deciders_of(db, world, place.round)
    for person in there:
        card = words.came_card(place.round, shown(world, place, draft), draft)
        await owe(db, world, To.person(person, None, BROADCAST), card, kind="notice")
    said = say("decide.forwarded" if there else "decide.nobody", decider=decider)
    return in_place(here, Say(text=said, rows=overview(world, place).rows))


def _with(place: Place, piece: Piece, text: str, today: date) -> Written | str:
    """A draft with what was typed; what is wrong with it, in words, where it cannot stand."""
    assert place.draft is not None, "something is written on"
    written, decider = place.draft.words, defuse(place.round.decider)
    if piece is Piece.DUE:
        due = read_due(text, today)
        if isinstance(due, Trouble):
            return say(f"decide.{due.value}")
        return replace(written, due=due)
    told = " ".join(text.split())
    match deciding.fault_in(piece, told):
        case None:
            return written.having(piece, told)
        case Fault.TOO_LONG:
            return say("decide.too_long", limit=deciding.most_of(piece))
        case Fault.NO_JOB:
            return say("decide.no_job", decider=decider)
        case Fault.EMPTY:
            return say("decide.empty")
        case Fault.TOO_SHORT:
            return say("decide.too_short")
