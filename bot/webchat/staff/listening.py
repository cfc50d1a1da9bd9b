"""The people young people can write to: their cards, for the administrator. No letter is here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from aiohttp import web
from aiohttp.web import FileField

from bot.services.cleaning import LARGEST, PictureRefused
from bot.services.writing import listening
from bot.services.writing.listening import Wanted
from bot.texts import say
from bot.webchat.staff.doors import Answer, room_of, staff_path
from bot.webchat.staff.showing import show_staff
from bot.wording.writing import Reader
from surveys.ids import ParticipantId
from surveys.people.person import Person

DEFAULT_DAYS = 3


@dataclass(frozen=True, slots=True)
class Card:
    """One person on the list. ``handle`` names them in a form."""

    handle: str
    name: str
    job: str
    line: str
    face: str
    home: str
    days: int
    second: str
    second_handle: str


async def show_listeners(request: web.Request, person: Person) -> Answer:
    """Who can be written to, and the form that adds somebody or changes a card."""
    key = "saved" if "saved" in request.query else "removed" if "removed" in request.query else ""
    return await _page(request, person, said=say(f"listeners.{key}") if key else "")


async def save(request: web.Request, person: Person) -> Answer:
    """Add somebody, or change their card. A face is drawn anew before it is kept."""
    sent = await request.post()
    try:
        wanted = _wanted(sent)
        done = wanted is not None and await listening.save(
            room_of(request).world, person.id, wanted
        )
    except PictureRefused as refused:
        return await _page(request, person, told=str(refused))
    if not done:
        return await _page(request, person, told=say("listeners.not_kept"))
    raise web.HTTPSeeOther(f"{staff_path(request, 'listeners', '')}?saved")


async def remove(request: web.Request, person: Person) -> Answer:
    """Take somebody off the list."""
    pid = _pid(request.match_info["handle"])
    if pid is None or not await listening.remove(room_of(request).world, person.id, pid):
        raise web.HTTPNotFound
    raise web.HTTPSeeOther(f"{staff_path(request, 'listeners', '')}?removed")


async def _page(
    request: web.Request, person: Person, *, told: str = "", said: str = ""
) -> web.Response:
    readers, could = await listening.list_listening(room_of(request).world)
    change = request.query.get("change", "")
    cards = [_card(one) for one in readers]
    return show_staff(
        request,
        person,
        "listeners.html",
        tab="listeners",
        status=422 if told else 200,
        told=told,
        said=said,
        cards=cards,
        could=[(one.id.hex(), one.nick or say("crew.no_name"), one) for one in could],
        now=next((one for one in cards if one.handle == change), None),
        most=listening.MOST_DAYS,
        days=DEFAULT_DAYS,
        longest_job=listening.LONGEST_JOB,
        longest_line=listening.LONGEST_LINE,
    )


def _card(reader: Reader) -> Card:
    return Card(
        handle=reader.person.id.hex(),
        name=reader.person.nick or say("crew.no_name"),
        job=reader.job,
        line=reader.line,
        face=reader.face,
        home=reader.person.home,
        days=reader.days,
        second="" if reader.second is None else reader.second.nick or say("crew.no_name"),
        second_handle="" if reader.second is None else reader.second.id.hex(),
    )


def _wanted(sent: Mapping[str, object]) -> Wanted | None:
    pid = _pid(str(sent.get("person", "")))
    second = str(sent.get("second", ""))
    if pid is None or (second and _pid(second) is None):
        return None
    days = str(sent.get("days", ""))
    face = sent.get("face")
    content = b""
    if isinstance(face, FileField):
        content = face.file.read(LARGEST + 1)
    return Wanted(
        pid,
        " ".join(str(sent.get("job", "")).split()),
        " ".join(str(sent.get("line", "")).split()),
        int(days) if days.isascii() and days.isdigit() and len(days) < 4 else 0,
        _pid(second) if second else None,
        content,
        sent.get("no_face") == "yes",
    )


def _pid(handle: str) -> ParticipantId | None:
    try:
        pid = bytes.fromhex(handle)
    except ValueError:
        return None
    return ParticipantId(pid) if len(pid) == 16 else None
