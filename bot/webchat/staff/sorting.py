"""Sense-making in the signed-in view: one question's answers, one by one and as groups.

Two people can be at it at once. Whatever is pressed says which version of the board its page
showed; where somebody was faster on the same thing, the page says so and asks.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from aiohttp import web

from bot.services.reading import reading, slots
from bot.services.reading.piles import may_read
from bot.services.themes import sorting
from bot.services.themes.views import View
from bot.texts import say
from bot.webchat.staff import sorting_shown
from bot.webchat.staff.doors import Answer, room_of, session_of, staff_path
from bot.webchat.staff.finding import round_of
from bot.webchat.staff.reading_time import after, clock_of
from bot.webchat.staff.showing import show_staff
from bot.webchat.staff.sorting_shown import LOOSE, NO_THEME
from bot.webchat.staff.sorting_sides import side_shown
from bot.webchat.staff.sorting_sitting import Sitting
from bot.webchat.staff.sorting_words import others_words, tell
from bot.wording.days import clock_time, moment
from surveys.ids import QuestionKey
from surveys.people.access import VIEWS, WAYS, may
from surveys.people.person import Person
from surveys.rounds.round import Round
from surveys.themes.suggesting import SMALLEST

BACK = re.compile(r"(groups|history|group/[a-z0-9_]+)?(#[a-z]-[\w-]+)?")
"""Where a page may say that it came from."""
ASKS_AGAIN = 3
"""How often a page asks how far the machine is. Unit: seconds."""


@dataclass(frozen=True, slots=True)
class At:
    """Where a request is: whose sitting, at which question, and the board as it is now."""

    round: Round
    here: str
    sitting: Sitting
    view: View


async def show_questions(request: web.Request, person: Person) -> Answer:
    """The open questions of a round, and the button that starts."""
    return await _questions(request, person)


async def begin(request: web.Request, person: Person) -> Answer:
    """Sit down at one question's board, afresh: what was put off comes round again."""
    room, round_ = room_of(request), await _may_read(request, person)
    place, question = _question(request, round_)
    begun = await sorting.begin(room.world, person.id, round_.id, question)
    if begun is None:
        return await _questions(request, person, status=409)
    key = (session_of(request), round_.id, question)
    before = room.sittings.get(key)
    room.sittings[key] = Sitting(begun, depth=before.depth if before else 0)
    raise web.HTTPSeeOther(f"{here_of(request, round_, place)}/#work")


async def show_next(request: web.Request, person: Person) -> Answer:
    """The next answer that nobody sorted, in this reader's order."""
    waits = await _machine_reads(request, person)
    if waits is not None:
        return waits
    at = await at_board(request, person)
    left = [one for one in at.view.texts if not one.is_read]
    text = next((one for one in left if one.handle not in at.sitting.put_off), None)
    if text is None:
        return await _page(request, person, at, "sorting_done.html", put_off=bool(left))
    one = sorting_shown.one_of(at.view, text, ticks=bool(text.read_by))
    return await _page(request, person, at, "sorting_one.html", one=one, again=False)


async def show_answer(request: web.Request, person: Person) -> Answer:
    """One answer again, to change what it is about."""
    at = await at_board(request, person)
    handle, group = request.match_info["handle"], request.query.get("from", "")
    text = next((one for one in at.view.texts if one.handle == handle), None)
    if text is None:
        at.sitting.told = say("sorting.gone")
        raise web.HTTPSeeOther(f"{at.here}/groups#work")
    back = safe_back(f"group/{group}#a-{handle}" if group else "groups")
    one = sorting_shown.one_of(at.view, text, ticks=True)
    return await _page(request, person, at, "sorting_one.html", one=one, again=True, back=back)


async def show_groups(request: web.Request, person: Person) -> Answer:
    """Every group: those that people decided, and what the machine suggests."""
    waits = await _machine_reads(request, person)
    if waits is not None:
        return waits
    at = await at_board(request, person)
    return await _page(
        request,
        person,
        at,
        "sorting_groups.html",
        look="groups",
        back="groups",
        parts=sorting_shown.parts_of_page(at.view),
        suggests=not at.view.few,
        unsuggested=at.view.unsuggested,
        left_aside=await sorting.left_codebook_aside(room_of(request).world, at.sitting.sorting),
        reads=sorting.reads_now(room_of(request).world, at.sitting.sorting),
        least=SMALLEST,
    )


async def show_group(request: web.Request, person: Person) -> Answer:
    """One group with every answer in it."""
    at = await at_board(request, person)
    handle = request.match_info["group"]
    card = sorting_shown.card_of(at.view, handle)
    if card is None:
        became = sorting_shown.theme_of(at.view, handle)
        if not became and handle not in {LOOSE, NO_THEME} and not at.sitting.said:
            at.sitting.told = at.sitting.told or say("sorting.gone")
        raise web.HTTPSeeOther(f"{at.here}/{f'group/{became}' if became else 'groups'}#work")
    return await _page(
        request,
        person,
        at,
        "sorting_group.html",
        look="groups",
        back=f"group/{handle}",
        card=card,
        lines=sorting_shown.rows_of(at.view, card),
        others=sorting_shown.chips_of(at.view, but=handle),
    )


async def show_history(request: web.Request, person: Person) -> Answer:
    """Who did what and when, the newest first; and what the machine had at first."""
    at = await at_board(request, person)
    world = room_of(request).world
    lines = await sorting.history(world, person.id, at.sitting.sorting) or ()
    steps = [
        {
            "entry": one.entry,
            "what": one.what[:1].upper() + one.what[1:],
            "who": one.line.by or say("trail.someone"),
            "at": clock_time(one.line.at, world.zone, world.today()),
            "why": one.line.reason,
            "stands": one.line.stands,
        }
        for one in reversed(tell(lines, at.view))
    ]
    first = [one for one in at.view.candidates.values() if one.parent is None]
    return await _page(
        request,
        person,
        at,
        "sorting_history.html",
        look="history",
        back="history",
        steps=steps,
        first=sorting_shown.originals(at.view, first),
    )


async def take_break(request: web.Request, person: Person) -> Answer:
    """A page without words. The time goes on, and is paid."""
    at = await at_board(request, person)
    clock = await clock_of(request, person)
    return show_staff(
        request, person, "sorting_break.html", round=at.round, here=at.here, clock=clock
    )


async def _machine_reads(request: web.Request, person: Person) -> Answer | None:
    """How far the machine is, as long as it reads and this reader would rather wait than begin:
    a page that asks again by itself. It opens no word, and is no tap.
    """
    world, sitting = room_of(request).world, await sitting_of(request, person)
    under = None if sitting is None else sorting.reads_now(world, sitting.sorting)
    if sitting is None or under is None:
        return None
    sitting.begins = sitting.begins or "begin" in request.query
    if sitting.begins or not await sorting.is_open(world, person.id, sitting.sorting):
        return None
    round_ = await _may_read(request, person)
    place, question = _question(request, round_)
    page = show_staff(
        request,
        person,
        "sorting_wait.html",
        round=round_,
        here=here_of(request, round_, place),
        asked=round_.survey.item(question).text[round_.survey.main_language],
        done=under.done,
        all=under.of,
    )
    page.headers["Refresh"] = str(ASKS_AGAIN)
    return page


async def at_board(request: web.Request, person: Person) -> At:
    """The sitting that this browser chat has at the question the address names, while its slot
    runs: being here counts as a tap.

    Raises:
        HTTPSeeOther: Without a running slot: to what follows one, or to what comes before.
    """
    room, round_ = room_of(request), await _may_read(request, person)
    place, _ = _question(request, round_)
    sitting = await sitting_of(request, person)
    if sitting is not None:
        view = await sorting.board_of(room.world, person.id, sitting.sorting, depth=sitting.depth)
        if view is not None:
            await slots.tap(room.world, person.id)
            return At(round_, here_of(request, round_, place), sitting, view)
    slot = await slots.last_slot(room.world, person.id)
    if slot is not None and not slot.is_running(room.world.now()) and not slot.debriefed:
        await after(request, person)
    raise web.HTTPSeeOther(staff_path(request, "sort", round_.tag, ""))


async def sitting_of(request: web.Request, person: Person) -> Sitting | None:
    """The sitting that this browser chat had at a question, whether or not its slot still runs."""
    round_ = await _may_read(request, person)
    _, question = _question(request, round_)
    sitting = room_of(request).sittings.get((session_of(request), round_.id, question))
    if sitting is None or sitting.sorting.pile.reader != person.id:
        return None
    return sitting


def here_of(request: web.Request, round_: Round, place: int) -> str:
    """Where one question is sorted."""
    return staff_path(request, "sort", round_.tag, str(place))


def safe_back(said: str) -> str:
    """Where to go on after a press: a place of these pages, or the next answer."""
    return said if BACK.fullmatch(said) else ""


async def _page(
    request: web.Request, person: Person, at: At, template: str, **blanks: Any
) -> web.Response:
    """A page of one question, with what was just done, and what others did meanwhile."""
    sitting, view = at.sitting, at.view
    also = await _meanwhile(request, person, at)
    standing: dict[str, Any] = {
        "round": at.round,
        "here": at.here,
        "rest": f"{at.here}/break",
        "look": "one_by_one",
        "back": "",
        "asked": view.question,
        "side": side_shown(at.round.survey, sitting.sorting.question),
        "done": view.read,
        "count": view.of,
        "far": sorting_shown.far_words(view),
        "seen": view.version,
        "can_fewer": view.fewer,
        "can_more": view.more,
        "told": sitting.told,
        "said": sitting.said,
        "also": also,
        "undoes": "-".join(str(one) for one in sitting.undoes),
        "focus": sitting.focus,
        "came_from": sitting.came_from,
        "typed": sitting.typed,
        "clock": await clock_of(request, person),
        "onward": onward(request, person, at.round),
    }
    status = 422 if sitting.told else 200
    answer = show_staff(request, person, template, status=status, **(standing | blanks))
    sitting.told = sitting.said = sitting.also = sitting.typed = ""
    sitting.focus = sitting.came_from = ""
    sitting.undoes = ()
    sitting.seen = view.version
    return answer


async def _meanwhile(request: web.Request, person: Person, at: At) -> str:
    """What others did since this reader's last page, in a line."""
    if at.sitting.also or at.sitting.seen < 0 or at.view.version <= at.sitting.seen:
        return at.sitting.also
    lines = await sorting.history(room_of(request).world, person.id, at.sitting.sorting) or ()
    return others_words(tell(lines, at.view), at.sitting.seen, person.nick)


def onward(request: web.Request, person: Person, round_: Round) -> list[dict[str, str]]:
    """What comes after the sorting, where this person may go there."""
    return [
        {
            "path": staff_path(request, place, round_.tag, ""),
            "name": say(f"sorting.to_{place}"),
            "about": say(f"sorting.to_{place}_how"),
        }
        for place in ("twenty", "themes")
        if _may_go(person, f"GET {VIEWS}{place}/{{tag}}/")
    ]


def _may_go(person: Person, way: str) -> bool:
    deed = WAYS.get(way)
    return deed is not None and may(person.role, deed)


async def _questions(request: web.Request, person: Person, *, status: int = 200) -> web.Response:
    room, round_ = room_of(request), await _may_read(request, person)
    world = room.world
    keys = [one.id for one in round_.survey.questions]
    found = await sorting.questions_of(world, person.id, round_.id)
    shut = slots.shut_until(world)
    slot = await slots.running(world, person.id)
    runs = slot is not None and slot.rid == round_.id
    return show_staff(
        request,
        person,
        "sorting_questions.html",
        status=status,
        round=round_,
        questions=[
            {
                "place": keys.index(key) + 1,
                "asked": asked,
                "side": side_shown(round_.survey, key),
            }
            for key, asked in found
        ],
        is_read=await reading.all_decided(world, round_.id),
        shut="" if shut is None else moment(shut, world.zone),
        minutes=0 if shut else slots.minutes_now(world),
        clock=await clock_of(request, person) if runs else None,
        to=slots.supporter_of(world, person),
        onward=onward(request, person, round_),
    )


async def _may_read(request: web.Request, person: Person) -> Round:
    room, round_ = room_of(request), await round_of(request)
    async with room.world.database.read() as db:
        if await may_read(db, room.world, person.id, round_.id) is None:
            raise web.HTTPNotFound
    return round_


def _question(request: web.Request, round_: Round) -> tuple[int, QuestionKey]:
    """The question that an address names by its place in the survey."""
    place = request.match_info["place"]
    if not place.isdecimal() or not 0 < int(place) <= len(round_.survey.questions):
        raise web.HTTPNotFound
    return int(place), round_.survey.questions[int(place) - 1].id
