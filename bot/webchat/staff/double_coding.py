"""Two people sort the same twenty, each alone, in the signed-in view: one answer at a time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from aiohttp import web

from bot.services.reading import reading, slots
from bot.services.reading.piles import NotTheirs
from bot.services.themes import double_coding, double_seats, reading_together, sorting
from bot.services.themes.double_coding import Coder, Progress
from bot.services.themes.double_seats import Refused
from bot.texts import say
from bot.webchat.staff.doors import Answer, room_of, session_of, staff_path
from bot.webchat.staff.finding import round_of
from bot.webchat.staff.reading_time import after, clock_of
from bot.webchat.staff.showing import show_staff
from bot.wording.days import moment
from surveys.ids import QuestionKey
from surveys.people.person import Person
from surveys.rounds.round import Round
from surveys.themes.codebook import ThemeId
from surveys.themes.double import FEWEST, LONGEST_NOTE, MOST

NONE = "-"
"""What a page sends for "none of these"."""


@dataclass(frozen=True, slots=True)
class At:
    """Where a request is: which round and question, whose sitting, and how far it is."""

    round: Round
    question: QuestionKey
    place: int
    coder: Coder
    far: Progress


async def show_questions(request: web.Request, person: Person) -> Answer:
    """The open questions of a round, and the button that starts."""
    return await _questions(request, person, await round_of(request))


async def begin(request: web.Request, person: Person) -> Answer:
    """Sit down at one question's twenty, for the first time or again."""
    room, round_ = room_of(request), await round_of(request)
    place, question = _question(request, round_)
    begun = await double_seats.begin(room.world, person.id, round_.id, question)
    match begun:
        case Coder():
            room.twenties[(session_of(request), round_.id, question)] = begun
            raise web.HTTPSeeOther(f"{here_of(request, round_, place)}#work")
        case Refused.NOT_THEIRS:
            raise web.HTTPNotFound
        case Refused.TOGETHER:
            raise web.HTTPSeeOther(f"{here_of(request, round_, place)}together")
        case Refused.NIGHT:
            return await _questions(request, person, round_, status=409)
        case Refused.NOT_READ:
            told = say("double.not_read")
        case Refused.NO_THEMES:
            told = say("double.themes_first")
        case Refused.TAKEN:
            told = say("double.taken")
        case Refused.SAME_PERSON:
            told = say("double.same_person")
    return await _questions(request, person, round_, told=told, status=409)


async def show_next(request: web.Request, person: Person) -> Answer:
    """The next answer; or that this coder is through, waits, or can compare."""
    at = await at_twenty(request, person)
    if at.far.is_open:
        raise web.HTTPSeeOther(f"{here_of(request, at.round, at.place)}result")
    if at.far.done:
        return await show_page(request, person, at, "double_wait.html")
    card = await double_coding.next_card(room_of(request).world, person.id, at.coder)
    if card is None:
        raise web.HTTPSeeOther(f"{here_of(request, at.round, at.place)}all")
    return await _card(request, person, at, card)


async def show_answer(request: web.Request, person: Person) -> Answer:
    """One answer again, to change what this coder ticked."""
    at = await at_twenty(request, person)
    world, handle = room_of(request).world, request.match_info["handle"]
    card = await double_coding.look_at(world, person.id, at.coder, handle)
    if card is None:
        raise web.HTTPNotFound
    if at.far.done:
        raise web.HTTPSeeOther(here_of(request, at.round, at.place))
    return await _card(request, person, at, card, again=True)


async def code(request: web.Request, person: Person) -> Answer:
    """Keep what somebody ticked; then on to the next, or back to their list."""
    at = await at_twenty(request, person, late=True)
    world, handle = room_of(request).world, request.match_info["handle"]
    sent = await request.post()
    ticked = {str(one) for one in sent.getall("theme", [])}
    themes = frozenset(ThemeId(one) for one in ticked - {NONE})
    trouble = ""
    if not ticked:
        trouble = say("double.tick_one")
    elif len(themes) > MOST:
        trouble = say("double.too_many", most=MOST)
    if trouble:
        card = await double_coding.look_at(world, person.id, at.coder, handle)
        if card is None:
            raise web.HTTPNotFound
        again = card.themes is not None
        return await _card(request, person, at, card, again=again, told=trouble, ticked=themes)
    try:
        await double_coding.code(world, person.id, at.coder, handle, themes)
    except NotTheirs:
        raise web.HTTPNotFound from None
    where = "all" if sent.get("back") == "all" else ""
    raise web.HTTPSeeOther(f"{here_of(request, at.round, at.place)}{where}#work")


async def worry(request: web.Request, person: Person) -> Answer:
    """Somebody is worried by an answer: the same as while reading."""
    at = await at_twenty(request, person, late=True)
    says = (await request.post()).get("says")
    if says not in {"worried", "at_risk"}:
        raise web.HTTPNotFound
    world, handle = room_of(request).world, request.match_info["handle"]
    try:
        await reading.raise_worry(
            world, person.id, at.coder.pile, handle, at_risk=says == "at_risk"
        )
    except NotTheirs:
        raise web.HTTPNotFound from None
    raise web.HTTPSeeOther(f"{here_of(request, at.round, at.place)}?said")


async def show_all(request: web.Request, person: Person) -> Answer:
    """Everything this coder has, and nothing of the other's; and the button that ends it."""
    at = await at_twenty(request, person)
    world = room_of(request).world
    names = {
        theme.id: theme.name
        for theme in await double_coding.themes_offered(world, person.id, at.coder)
    }
    cards = [
        (card, None if card.themes is None else sorted(names[one] for one in card.themes))
        for card in await double_coding.list_cards(world, person.id, at.coder)
    ]
    return await show_page(request, person, at, "double_all.html", cards=cards)


async def finish(request: web.Request, person: Person) -> Answer:
    """This coder is done; or something waits for them still."""
    at = await at_twenty(request, person)
    await double_coding.finish(room_of(request).world, person.id, at.coder)
    raise web.HTTPSeeOther(here_of(request, at.round, at.place))


async def leave(request: web.Request, person: Person) -> Answer:
    """This coder leaves their seat to somebody else."""
    at = await at_twenty(request, person, late=True)
    if (await request.post()).get("sure") == "yes":
        await double_coding.give_up(room_of(request).world, person.id, at.coder)
        room_of(request).twenties.pop((session_of(request), at.round.id, at.question), None)
    raise web.HTTPSeeOther(staff_path(request, "twenty", at.round.tag, ""))


async def take_break(request: web.Request, person: Person) -> Answer:
    """A page without words. The time goes on, and is paid."""
    at = await at_twenty(request, person)
    return await show_page(request, person, at, "double_break.html")


async def show_together(request: web.Request, person: Person) -> Answer:
    """Too few answers: read together, and note what was agreed and what was not."""
    return await _together(request, person)


async def note(request: web.Request, person: Person) -> Answer:
    """Keep a note of what was read together."""
    round_ = await round_of(request)
    place, question = _question(request, round_)
    said = str((await request.post()).get("note", ""))
    world = room_of(request).world
    if not await reading_together.note_together(world, person.id, round_.id, question, said):
        return await _together(request, person, tried=said)
    raise web.HTTPSeeOther(f"{here_of(request, round_, place)}together?kept")


async def at_twenty(request: web.Request, person: Person, *, late: bool = False) -> At:
    """Whose sitting a request is in. Being here counts as a tap.

    Args:
        late: For what shows nothing: it may come a little after the slot's end.

    Raises:
        HTTPSeeOther: Without a running slot: to what follows one, or to what comes before.
    """
    room, round_ = room_of(request), await round_of(request)
    place, question = _question(request, round_)
    coder = room.twenties.get((session_of(request), round_.id, question))
    far = None if coder is None else await double_coding.progress(room.world, person.id, coder)
    if coder is not None and far is not None:
        await slots.tap(room.world, person.id)
        return At(round_, question, place, coder, far)
    if late and coder is not None and coder.pile.reader == person.id:
        return At(round_, question, place, coder, Progress(0, 0, False, "", False, False))
    raise await _elsewhere(request, person, round_)


async def show_page(
    request: web.Request, person: Person, at: At, template: str, **blanks: Any
) -> web.Response:
    """A page of one question's twenty."""
    here = here_of(request, at.round, at.place)
    standing: dict[str, Any] = {
        "round": at.round,
        "here": here[:-1],
        "rest": f"{here}break",
        "asked": asked_of(at.round, at.question),
        "far": at.far,
        "said": "said" in request.query,
        "kept": "kept" in request.query,
        "told": "",
        "clock": await clock_of(request, person),
    }
    status = 422 if blanks.get("told") else 200
    return show_staff(request, person, template, status=status, **(standing | blanks))


def here_of(request: web.Request, round_: Round, place: int) -> str:
    """Where a question's twenty are."""
    return staff_path(request, "twenty", round_.tag, str(place), "")


def asked_of(round_: Round, question: QuestionKey) -> str:
    """What was asked."""
    return round_.survey.item(question).text[round_.survey.main_language]


async def _card(
    request: web.Request,
    person: Person,
    at: At,
    card: double_coding.Card,
    *,
    again: bool = False,
    told: str = "",
    ticked: frozenset[ThemeId] | None = None,
) -> web.Response:
    world = room_of(request).world
    return await show_page(
        request,
        person,
        at,
        "double_one.html",
        card=card,
        themes=await double_coding.themes_offered(world, person.id, at.coder),
        ticked=card.themes if ticked is None else ticked,
        no_theme=NONE,
        again=again,
        told=told,
    )


async def _together(request: web.Request, person: Person, *, tried: str = "") -> web.Response:
    room, round_ = room_of(request), await round_of(request)
    place, question = _question(request, round_)
    slot = await slots.running(room.world, person.id)
    if slot is None or slot.rid != round_.id:
        raise await _elsewhere(request, person, round_)
    notes = await reading_together.list_notes(room.world, person.id, round_.id, question)
    wrong = say("double.note_wrong", longest=LONGEST_NOTE, most=reading_together.MOST_NOTES)
    told = wrong if request.method == "POST" else ""
    return show_staff(
        request,
        person,
        "double_together.html",
        status=422 if told else 200,
        round=round_,
        here=here_of(request, round_, place)[:-1],
        board=staff_path(request, "sort", round_.tag, ""),
        asked=asked_of(round_, question),
        fewest=FEWEST,
        notes=notes,
        tried=tried,
        told=told,
        said=False,
        kept="kept" in request.query,
        longest=LONGEST_NOTE,
        clock=await clock_of(request, person),
    )


async def _questions(
    request: web.Request, person: Person, round_: Round, *, told: str = "", status: int = 200
) -> web.Response:
    world = room_of(request).world
    async with world.database.read() as db:
        if await reading.may_read(db, world, person.id, round_.id) is None:
            raise web.HTTPNotFound
    keys = [one.id for one in round_.survey.questions]
    found = await sorting.questions_of(world, person.id, round_.id)
    few = await double_seats.list_few(world, person.id, round_.id)
    shut, slot = slots.shut_until(world), await slots.running(world, person.id)
    runs = slot is not None and slot.rid == round_.id
    return show_staff(
        request,
        person,
        "double_questions.html",
        status=status,
        round=round_,
        questions=[
            {"place": keys.index(key) + 1, "asked": asked, "few": key in few}
            for key, asked in found
        ],
        fewest=FEWEST,
        is_read=await reading.all_decided(world, round_.id),
        shut="" if shut is None else moment(shut, world.zone),
        minutes=0 if shut else slots.minutes_now(world),
        clock=await clock_of(request, person) if runs else None,
        to=slots.supporter_of(world, person),
        told=told,
    )


async def _elsewhere(request: web.Request, person: Person, round_: Round) -> web.HTTPSeeOther:
    """The slot is over: to what follows it. There was none: to where one starts."""
    world = room_of(request).world
    async with world.database.read() as db:
        if await reading.may_read(db, world, person.id, round_.id) is None:
            raise web.HTTPNotFound
    slot = await slots.last_slot(world, person.id)
    if slot is not None and not slot.is_running(world.now()) and not slot.debriefed:
        await after(request, person)
    return web.HTTPSeeOther(staff_path(request, "twenty", round_.tag, ""))


def _question(request: web.Request, round_: Round) -> tuple[int, QuestionKey]:
    """The question that an address names by its place in the survey."""
    place = request.match_info["place"]
    if not place.isdecimal() or not 0 < int(place) <= len(round_.survey.questions):
        raise web.HTTPNotFound
    return int(place), round_.survey.questions[int(place) - 1].id
