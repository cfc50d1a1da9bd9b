"""How far two people agree, in words, and their talk about what differs: one at a time."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from aiohttp import web

from bot.services.reading.piles import NotTheirs
from bot.services.themes import double_talking
from bot.services.themes.double_coding import NotYet
from bot.services.themes.double_talking import Compared, Difference, Said, Trouble
from bot.texts import say
from bot.webchat.staff.doors import Answer, room_of
from bot.webchat.staff.double_coding import At, at_twenty, here_of, show_page
from bot.wording.double_coding import band, spread_figures, spread_words, theme_line
from surveys.people.person import Person
from surveys.themes.agreement import Says, Spread
from surveys.themes.codebook import ThemeId
from surveys.themes.double import LONGEST_REASON, Outcome, Seat, Talk
from surveys.themes.playing import LONGEST_NAME

NOTHING: Mapping[str, object] = {}


async def show_result(request: web.Request, person: Person) -> Answer:
    """How far the two agree, the computer beside them, and what is left to talk about."""
    at = await at_twenty(request, person)
    try:
        found = await double_talking.compared(room_of(request).world, person.id, at.coder)
    except NotYet:
        found = None
    if found is None:
        raise web.HTTPSeeOther(here_of(request, at.round, at.place))
    other = _other(at, found.names)
    lines = [
        theme_line(theme, one, other)
        for theme, one in zip(found.themes, found.people, strict=True)
    ]
    rare = {Says.RARE, Says.COMMON}
    return await show_page(
        request,
        person,
        at,
        "double_result.html",
        found=found,
        other=other,
        over=spread_words(found.over),
        over_figures=spread_figures(found.over) if found.over and found.over.themes > 1 else "",
        lines=[line for line in lines if line.says not in rare],
        rare=[line.same for line in lines if line.says in rare],
        machine=_machine(at, found, other),
        put="put" in request.query,
    )


async def show_difference(request: web.Request, person: Person) -> Answer:
    """One answer that they sorted differently, both codings side by side."""
    at = await at_twenty(request, person)
    return await _difference(request, person, at)


async def settle(request: web.Request, person: Person) -> Answer:
    """Keep what the two say of it; then on to the next."""
    at = await at_twenty(request, person, late=True)
    sent = await request.post()
    ticked = [str(one) for one in sent.getall("theme", [])]
    said = _said(sent, ticked)
    if said is None:
        return await _difference(
            request, person, at, told=say("double.pick"), tried=sent, ticked=ticked
        )
    world, handle = room_of(request).world, request.match_info["handle"]
    try:
        trouble = await double_talking.settle_one(world, person.id, at.coder, handle, said)
    except (NotTheirs, NotYet):
        raise web.HTTPNotFound from None
    if trouble is not None:
        told = say(f"double.{trouble.value}")
        if trouble is Trouble.OVERTAKEN:
            return await _difference(request, person, at, told=told)
        return await _difference(request, person, at, told=told, tried=sent, ticked=ticked)
    found = await double_talking.compared(world, person.id, at.coder)
    where = f"talk/{found.left[0]}" if found is not None and found.left else "result"
    raise web.HTTPSeeOther(f"{here_of(request, at.round, at.place)}{where}?kept#work")


async def put_alike(request: web.Request, person: Person) -> Answer:
    """What both sorted alike goes onto the board."""
    at = await at_twenty(request, person, late=True)
    world, reason = room_of(request).world, say("double.alike_reason")
    try:
        put = await double_talking.keep_alike(world, person.id, at.coder, reason)
    except NotYet:
        raise web.HTTPNotFound from None
    done = "?put" if put is not None else ""
    raise web.HTTPSeeOther(f"{here_of(request, at.round, at.place)}result{done}")


async def _difference(
    request: web.Request,
    person: Person,
    at: At,
    *,
    told: str = "",
    tried: Mapping[str, object] = NOTHING,
    ticked: Collection[str] = (),
) -> web.Response:
    world, handle = room_of(request).world, request.match_info["handle"]
    try:
        one = await double_talking.look_at_difference(world, person.id, at.coder, handle)
    except NotYet:
        one = None
    if one is None:
        raise web.HTTPNotFound
    names = {theme.id: theme.name for theme in one.themes}
    mine = at.coder.seat is Seat.FIRST
    sides = [
        (Outcome.FIRST.value, one.names[0], mine, _named(one.first, names)),
        (Outcome.SECOND.value, one.names[1], not mine, _named(one.second, names)),
    ]
    return await show_page(
        request,
        person,
        at,
        "double_talk.html",
        one=one,
        sides=sides if mine else sides[::-1],
        before=[_told(talk, name, one, names) for name, talk in one.talks],
        told=told,
        chosen=tried.get("outcome", ""),
        reason=tried.get("reason", ""),
        fresh=tried.get("fresh", ""),
        ticked=ticked,
        longest=LONGEST_REASON,
        longest_name=LONGEST_NAME,
    )


def _said(sent: Mapping[str, object], themes: list[str]) -> Said | None:
    try:
        outcome = Outcome(str(sent.get("outcome", "")))
    except ValueError:
        return None
    is_new, seen = outcome is Outcome.NEW, str(sent.get("seen", ""))
    return Said(
        outcome,
        str(sent.get("reason", "")),
        frozenset(ThemeId(one) for one in themes) if is_new else frozenset(),
        str(sent.get("fresh", "")) if is_new else "",
        int(seen) if seen.isdecimal() and len(seen) < 5 else 0,
    )


def _named(themes: frozenset[ThemeId], names: Mapping[ThemeId, str]) -> list[str]:
    return sorted(names[one] for one in themes if one in names)


def _told(talk: Talk, by: str, one: Difference, names: Mapping[ThemeId, str]) -> str:
    """What came of a talk, in a line."""
    match talk.outcome:
        case Outcome.FIRST:
            what = say("double.was_first", name=one.names[0])
        case Outcome.SECOND:
            what = say("double.was_second", name=one.names[1])
        case Outcome.NEW:
            what = say("double.was_new", themes=", ".join(_named(talk.themes, names)))
        case Outcome.BOTH | Outcome.OPEN:
            what = say(f"double.was_{talk.outcome.value}")
    return say("double.said", name=by, what=what, reason=talk.reason)


def _other(at: At, names: tuple[str, str]) -> str:
    return names[1] if at.coder.seat is Seat.FIRST else names[0]


def _machine(at: At, found: Compared, other: str) -> list[str]:
    """The computer against each of the two, and the two against each other, in words."""
    mine, theirs = found.machine if at.coder.seat is Seat.FIRST else found.machine[::-1]
    if mine is None or theirs is None:
        return []
    lines = [
        say("double.machine_you", band=band(mine.middle)),
        say("double.machine_and", name=other, band=band(theirs.middle)),
    ]
    over: Spread | None = found.over
    return [*lines, *([say("double.you_two", band=band(over.middle))] if over else [])]
