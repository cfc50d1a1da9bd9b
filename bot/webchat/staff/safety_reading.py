"""The safety read in the signed-in view: one text at a time, with its question and no name."""

from __future__ import annotations

from aiohttp import web

from bot.services.reading import safety_opening, safety_reading
from bot.services.reading.safety_reading import NotTheirs, SafetyPile, SafetyText, ends_at
from bot.webchat.staff.doors import Answer, room_of, sign_in_of, staff_path
from bot.webchat.staff.finding import round_of
from bot.webchat.staff.showing import show_staff
from bot.wording.days import moment
from surveys.people.person import Person
from surveys.rounds.round import Round

SAID = frozenset({"was_asked", "was_opened", "was_told", "was_gone"})
"""What is said at the top of the next page, by its text."""


async def show_waiting(request: web.Request, person: Person) -> Answer:
    """The closed rounds with words to read, or with a worry to look at; never how many."""
    world = room_of(request).world
    waiting = [
        (round_, unread, asked, moment(ends_at(world, round_), world.zone))
        for round_, unread, asked in await safety_reading.waiting_rounds(world, person.id)
    ]
    return show_staff(
        request,
        person,
        "safety.html",
        tab="safety",
        waiting=waiting,
        said=_said(request),
    )


async def begin(request: web.Request, person: Person) -> Answer:
    """Draw a fresh order, and go to the words, or to what somebody is worried about."""
    room, round_ = room_of(request), await round_of(request)
    pile = await safety_reading.begin(room.world, person.id, round_.id)
    if pile is None:
        raise web.HTTPNotFound
    for key, before in list(room.safety_piles.items()):
        if (before.reader, before.rid) == (person.id, round_.id):
            del room.safety_piles[key]
    room.safety_piles[(sign_in_of(request), round_.id)] = pile
    worries = (await request.post()).get("what") == "worries"
    raise web.HTTPSeeOther(_path(request, round_, *(("worry", "") if worries else ("",))))


async def show_next(request: web.Request, person: Person) -> Answer:
    """The next text that nobody has looked at yet."""
    round_, pile = await _pile(request, person)
    text = await safety_reading.next_text(room_of(request).world, person.id, pile)
    return _show(request, person, round_, pile, text)


async def show_again(request: web.Request, person: Person) -> Answer:
    """One text again that was marked as nothing to worry about."""
    round_, pile = await _pile(request, person)
    text = await _again(request, person, pile)
    if text is None:
        raise web.HTTPSeeOther(_on(request, round_, "was_gone"))
    return _show(request, person, round_, pile, text, again=True)


async def mark(request: web.Request, person: Person) -> Answer:
    """Nothing to worry about; worried; a life at risk; or for somebody else to read."""
    round_, pile = await _pile(request, person)
    world, handle = room_of(request).world, request.match_info["handle"]
    said = ""
    try:
        match (await request.post()).get("says"):
            case "fine":
                await safety_reading.mark_fine(world, person.id, pile, handle)
            case "worried":
                await safety_opening.ask(world, person.id, pile, handle)
                said = "was_asked"
            case "at_risk":
                await safety_opening.open_alone(world, person.id, pile, handle)
                said = "was_opened"
            case "pass_on":
                pile.passed_on.add(handle)
            case _:
                raise web.HTTPNotFound
    except NotTheirs:
        said = "was_gone"
    raise web.HTTPSeeOther(_on(request, round_, said))


async def show_worry(request: web.Request, person: Person) -> Answer:
    """A text that somebody else is worried about, for a second person."""
    round_, pile = await _pile(request, person)
    text = await safety_reading.next_worry(room_of(request).world, person.id, pile)
    if text is None:
        raise web.HTTPSeeOther(_list(request, _said(request)))
    return show_staff(
        request,
        person,
        "safety_worry.html",
        tab="safety",
        round=round_,
        text=text,
        said=_said(request),
    )


async def answer_worry(request: web.Request, person: Person) -> Answer:
    """The second person agrees; would tell it without a name; or leaves it to somebody else."""
    round_, pile = await _pile(request, person)
    world, handle = room_of(request).world, request.match_info["handle"]
    said = ""
    try:
        match (await request.post()).get("says"):
            case "agree":
                await safety_opening.agree(world, person.id, pile, handle)
                said = "was_opened"
            case "without":
                await safety_opening.tell_without_name(world, person.id, pile, handle)
                said = "was_told"
            case "at_risk":
                await safety_opening.agree(world, person.id, pile, handle, at_risk=True)
                said = "was_opened"
            case "later":
                pile.passed_on.add(handle)
            case _:
                raise web.HTTPNotFound
    except NotTheirs:
        said = "was_gone"
    raise web.HTTPSeeOther(f"{_path(request, round_, 'worry', '')}{_query(said)}")


def _show(
    request: web.Request,
    person: Person,
    round_: Round,
    pile: SafetyPile,
    text: SafetyText | None,
    *,
    again: bool = False,
) -> web.Response:
    blanks = {"tab": "safety", "round": round_, "said": _said(request), "last": pile.last}
    if text is None:
        return show_staff(request, person, "safety_done.html", **blanks)  # type: ignore[arg-type]
    return show_staff(
        request,
        person,
        "safety_text.html",
        text=text,
        again=again,
        **blanks,  # type: ignore[arg-type]
    )


async def _again(request: web.Request, person: Person, pile: SafetyPile) -> SafetyText | None:
    world, handle = room_of(request).world, request.match_info["handle"]
    try:
        return await safety_reading.look_at(world, person.id, pile, handle)
    except NotTheirs:
        return None


async def _pile(request: web.Request, person: Person) -> tuple[Round, SafetyPile]:
    """The pile of this sitting, if the round is still this person's to look at."""
    room, round_ = room_of(request), await round_of(request)
    async with room.world.database.read() as db:
        may = await safety_reading.may_look(db, room.world, person.id, round_.id)
    pile = room.safety_piles.get((sign_in_of(request), round_.id))
    if may is None and pile is not None and pile.reader == person.id:
        # Sealed while they looked: that is no fault of theirs.
        raise web.HTTPSeeOther(_list(request, "was_gone"))
    if may is None:
        raise web.HTTPNotFound
    if pile is None or pile.reader != person.id:
        raise web.HTTPSeeOther(_list(request, ""))
    return round_, pile


def _said(request: web.Request) -> str:
    said = request.query.get("said", "")
    return said if said in SAID else ""


def _query(said: str) -> str:
    return f"?said={said}" if said else ""


def _on(request: web.Request, round_: Round, said: str) -> str:
    return f"{_path(request, round_, '')}{_query(said)}"


def _list(request: web.Request, said: str) -> str:
    return f"{staff_path(request, 'safety', '')}{_query(said)}"


def _path(request: web.Request, round_: Round, *parts: str) -> str:
    return staff_path(request, "safety", round_.tag, *parts)
