"""Names and places to hide: the administrator's list, added to and taken from on any screen."""

from __future__ import annotations

from dataclasses import dataclass

from aiohttp import web
from aiohttp.web import FileField

from bot.services.people import name_list
from bot.texts import say
from bot.webchat.staff.doors import Answer, room_of, staff_path
from bot.webchat.staff.showing import show_staff
from bot.wording.days import day
from surveys.people.person import Person
from surveys.redaction.loading import RosterMistake, read_roster
from surveys.redaction.roster import Roster

LARGEST = 256 * 1024
"""Largest file that the page takes. Unit: bytes."""

DONE = ("added", "taken_out", "cleared", "nothing")


@dataclass(frozen=True, slots=True)
class Listed:
    """The names of one kind, as they are shown; each with what else it is called."""

    kind: str
    names: tuple[str, ...]


async def show_names(request: web.Request, person: Person) -> Answer:
    """The list by kinds, and the forms that change it."""
    done = next((one for one in DONE if one in request.query), "")
    return await _page(request, person, said=say(f"hide.{done}") if done else "")


async def add(request: web.Request, person: Person) -> Answer:
    """Add what was typed, of one kind, or what is in a file."""
    sent = await request.post()
    try:
        wanted = _wanted(sent.get("kind"), str(sent.get("names", "")), sent.get("file"))
        if not name_list.count(wanted):
            raise RosterMistake(say("hide.empty"))
        await name_list.add(room_of(request).world, wanted, person.id)
    except RosterMistake as mistake:
        return await _page(request, person, told=str(mistake))
    raise _back(request, "added")


async def take_out(request: web.Request, person: Person) -> Answer:
    """Take names of one kind off the list."""
    sent = await request.post()
    kind = _kind(sent.get("kind"))
    gone = [line.partition(",")[0] for line in str(sent.get("names", "")).splitlines()]
    taken = await name_list.take_out(room_of(request).world, kind, gone, person.id)
    raise _back(request, "taken_out" if taken else "nothing")


async def clear(request: web.Request, person: Person) -> Answer:
    """Forget the whole list."""
    done = await name_list.clear(room_of(request).world, person.id)
    raise _back(request, "cleared" if done else "nothing")


async def _page(
    request: web.Request, person: Person, *, told: str = "", said: str = ""
) -> web.Response:
    kept = await name_list.loaded(room_of(request).world)
    lists = [] if kept is None else [_listed(kept.roster, kind) for kind in name_list.KINDS]
    return show_staff(
        request,
        person,
        "names.html",
        tab="names",
        status=422 if told else 200,
        told=told,
        said=said,
        lists=[one for one in lists if one.names],
        since="" if kept is None else day(kept.on),
        kinds=name_list.KINDS,
        most=name_list.MOST,
    )


def _wanted(kind: object, typed: str, file: object) -> Roster:
    if not isinstance(file, FileField) or not file.filename:
        return name_list.lines_of(_kind(kind), typed)
    content = file.file.read(LARGEST + 1)
    if len(content) > LARGEST:
        raise RosterMistake(say("hide.too_large", most=LARGEST // 1024))
    if content.lstrip()[:1] in (b"{", b"["):
        return read_roster(content)
    try:
        return name_list.lines_of(_kind(kind), content.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise RosterMistake(say("hide.not_text")) from None


def _kind(sent: object) -> str:
    if sent not in name_list.KINDS:
        raise web.HTTPNotFound
    return str(sent)


def _listed(roster: Roster, kind: str) -> Listed:
    known = getattr(roster, kind)
    return Listed(kind, tuple(", ".join((one.name, *one.nicknames)) for one in known))


def _back(request: web.Request, done: str) -> web.HTTPSeeOther:
    return web.HTTPSeeOther(f"{staff_path(request, 'names', '')}?{done}")
