"""A house with something of everything in it, and how to go each way of the staff views.

Everything here is made from the program's own table (``surveys.people.access``): a way that is
added there is tried by everybody who may not go it, without a line here.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import Enum
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy import Table as Table_

from bot.services import letters
from bot.services.answers import naming
from bot.services.knowing import TICKET_NUMBERS
from bot.services.letters import By, Turn
from bot.services.people import rebinding
from bot.services.reading import safety_opening, safety_reading
from bot.services.results import releasing
from bot.services.world import World
from storage import messages, people, rounds
from storage.messages import Route
from storage.tables import metadata
from surveys.ids import RoundId
from surveys.people.access import VIEWS, WAYS, opens
from surveys.people.deeds import STRANGER, TICKET
from surveys.people.person import Address, Chat
from surveys.people.roles import Role
from surveys.rounds.round import State, Way
from surveys.safeguarding.concern import Telling
from tests.bot.after_seal.house import House, a_round, seal_round, send_all, some_words
from tests.bot.after_seal.unread import UNREAD, close_round
from tests.bot.services.results.test_releasing import read_all
from tests.bot.webchat.staff.browsing import PIN, Browser, Page
from tests.bot.webchat.staff.worries import RESPONDERS, worry

NAMES: Mapping[str, str] = {
    Role.YOUNG_PERSON: "yp0",
    Role.EBE: "Kit",
    Role.READER: "Sam",
    Role.DESIGNER: "Jo",
    Role.DECISION_MAKER: "Mo",
    Role.SAFEGUARDING_LEAD: "Mina",
    Role.SAFEGUARDING_DEPUTY: "Dee",
    Role.OUTSIDE_PERSON: "Ola",
    Role.TRUSTEE: "Tess",
    Role.LISTENER: "Lou",
    Role.DUTY_PHONE: "Duty",
    Role.ADMIN: "Lee",
    TICKET: "slip",
    STRANGER: "nobody",
}
"""Who stands for each role in the house."""

SAID = {"yp0": "a later bedtime", "yp1": "better wifi", "yp2": "another sofa"}
OWN_WORLD = ("outbox", "seen_updates")
"""Tables in which a refusal may leave something: that it was said, and to which update."""


class Stage(Enum):
    """How far the round on the table is."""

    UNREAD = "unread"
    READ = "read"
    OUT = "out"


@dataclass(frozen=True)
class Try:
    """How a way is gone by somebody who may: in which house, and with what typed."""

    stage: Stage = Stage.UNREAD
    form: Mapping[str, str] = field(default_factory=dict)


TRIES: Mapping[str, Try] = {
    "GET ": Try(),
    "POST pin": Try(form={"pin": PIN}),
    "GET app/": Try(),
    "GET rounds/": Try(),
    "GET rounds/{tag}/": Try(),
    "GET rounds/{tag}/preview": Try(Stage.READ),
    "POST rounds/{tag}/propose": Try(Stage.READ, {"sure": "yes", "themes": "none"}),
    "POST rounds/{tag}/approve": Try(Stage.READ, {"sure": "yes", "release": "{release}"}),
    "GET rounds/{tag}/result": Try(Stage.OUT),
    "GET rounds/{tag}/result.{format}": Try(Stage.OUT),
    "GET rounds/{tag}/poster.{kind}": Try(Stage.OUT),
    "GET downloads/": Try(Stage.OUT),
    "GET revoked/": Try(Stage.OUT),
    "GET evidence/": Try(Stage.OUT),
    "POST evidence/": Try(Stage.OUT, {"home": "", "format": "docx"}),
    "GET sitting/{tag}/": Try(),
    "POST sitting/{tag}/": Try(form={"does": "open", "place": "Maple House", "count": "5"}),
    "POST read/{tag}/": Try(),
    "GET read/{tag}/": Try(),
    "GET read/{tag}/all": Try(),
    "GET read/{tag}/topics": Try(),
    "GET read/{tag}/break": Try(),
    "POST read/{tag}/stop": Try(),
    "POST read/{tag}/leave-out": Try(),
    "GET after-reading/": Try(),
    "GET minutes/": Try(),
    "GET minutes/minutes.csv": Try(),
    "GET pay/": Try(),
    "GET pay/{month}.csv": Try(),
    "POST pay/{month}/{handle}": Try(form={"does": "approve"}),
    "GET read/{tag}/{handle}": Try(),
    "POST read/{tag}/{handle}": Try(form={"decision": "passed"}),
    "POST read/{tag}/{handle}/worry": Try(form={"says": "worried"}),
    "GET safety/": Try(),
    "POST safety/{tag}/": Try(),
    "GET safety/{tag}/": Try(),
    "GET safety/{tag}/text/{handle}": Try(),
    "POST safety/{tag}/text/{handle}": Try(form={"says": "fine"}),
    "GET safety/{tag}/worry/": Try(),
    "POST safety/{tag}/worry/{handle}": Try(form={"says": "without"}),
    "GET messages/": Try(),
    "POST messages/{handle}": Try(),
    "POST letters/{handle}": Try(form={"does": "open"}),
    "GET concerns/": Try(),
    "GET concerns/{handle}/": Try(),
    "GET concerns/{handle}/record.pdf": Try(),
    "GET rota/": Try(),
    "POST rota/{handle}": Try(form={"email": "ola@example.org"}),
    "GET trustees/": Try(),
    "GET people/": Try(),
    "GET listeners/": Try(),
    "POST listeners/": Try(form={"person": "{Lou}", "job": "visitor", "days": "3"}),
    "POST listeners/{handle}/remove": Try(),
    "POST people/{handle}/reset": Try(),
    "GET people/{handle}/leave": Try(),
    "POST people/{handle}/leave": Try(),
    "POST people/new-way": Try(form={"name": "yp0", "home": "Maple House"}),
    "POST people/move": Try(form={"name": "yp0", "home": "Maple House", "to": "Birch House"}),
    "GET new-ways/": Try(),
    "POST new-ways/{handle}/agree": Try(),
    "POST new-ways/{handle}/refuse": Try(),
    "GET pause/": Try(),
    "POST pause/": Try(),
    "POST pause/end": Try(),
    "GET names/": Try(),
    "POST names/": Try(form={"kind": "people", "names": "Sam Hill"}),
    "POST names/out": Try(form={"kind": "people", "names": "Sam Hill"}),
    "POST names/clear": Try(),
    "GET invitations/": Try(),
    "POST invitations/": Try(form={"role": "reader", "count": "1", "days": "3"}),
    "GET invitations/made/": Try(),
    "GET invitations/made/sheet.pdf": Try(),
    "POST invitations/made/": Try(),
    "POST invitations/revoke": Try(form={"link": "x" * 22}),
    "GET themes/": Try(),
    "GET trail/": Try(),
    "concern seen": Try(),
    "concern step": Try(
        form={"words": "I ring", "safe": "x", "day": "2026-11-22", "time": "10:00"}
    ),
    "concern over": Try(form={"note": "They knew."}),
    "concern pass": Try(),
    "concern reply": Try(form={"reply": "Thank you."}),
    "concern filed": Try(form={"saved": "yes"}),
    "concern home": Try(form={"home": "Maple House"}),
    "concern ask": Try(),
    "concern confirm": Try(),
}
"""Each way under the staff views (or part of a concern's page) that was tried by who may."""

ELSEWHERE = {"POST choose", "POST app/", "POST lock", "POST concerns/{handle}/{deed}"}
"""Ways whose own tests show them gone: a first PIN or code, locking; and deed by deed."""

OWN_TESTS = ("talks/", "sort/", "twenty/", "themes/{tag}/")
"""Ways that go step by step, and are gone in tests of their own: house talks, sorting, coding
twenty twice, letting themes go. That they are shut to all others is tried here."""

RESULTS = {
    "GET rounds/{tag}/result",
    "GET rounds/{tag}/result.{format}",
    "GET rounds/{tag}/poster.{kind}",
}
"""Open to whoever may see results, and to others only where they were asked."""

CONCERN_OF = {"concern ask": "C-7F33", "concern confirm": "C-7F34", "concern home": "C-7F35"}
"""Which worry a deed is tried on: two without a name, one without an author."""


def views() -> list[str]:
    """Every way of the signed-in views, as the table has them."""
    return [way for way in WAYS if VIEWS in way or way.startswith("concern ")]


def short(way: str) -> str:
    """A way as ``TRIES`` names it."""
    return way.replace(VIEWS, "")


async def dump(world: World) -> dict[str, list[str]]:
    """Every row of every table, as it lies there; of a desk, all but which messages to tidy."""
    async with world.database.read() as db:
        found = {
            name: sorted([repr(tuple(row)) for row in await db.execute(_all_of(table))])
            for name, table in metadata.tables.items()
            if name not in OWN_WORLD
        }
        known = await people.list_people(db, world.keys)
        desks = [(p.id, await people.load_desk(db, world.keys, p.id)) for p in known]
    return found | {"desks": [repr((pid, replace(desk, messages=()))) for pid, desk in desks]}


def _all_of(table: Table_) -> Select[Any]:
    return select(*(column for column in table.columns if column.name != "desk_enc"))


@dataclass
class Table:
    """A laid table: the house, its browser, and the handles of what lies there."""

    house: House
    browser: Browser
    stage: Stage
    handles: dict[str, str] = field(default_factory=dict)

    async def go(self, name: str, way: str, form: Mapping[str, str] | None = None) -> Page:
        """Go a way over HTTP, with what stands for its blanks here."""
        sent = TRIES.get(short(way), Try()).form if form is None else form
        if way.startswith("concern "):
            handle = self.handles.get(way, "C-7F31")
            method, path = "POST", f"staff/concerns/{handle}/{way.removeprefix('concern ')}"
        else:
            method, _, path = way.partition(" ")
            path = self._filled(path.removeprefix("/c/{slot}/"))
        if method == "GET":
            return await self.browser.get(name, path)
        return await self.browser.post(name, path, **self._typed(name, sent))

    def _filled(self, path: str) -> str:
        tag = "unread" if "/safety/" in path else "ticket" if "/sitting/" in path else "meet01"
        blanks = {
            "tag": tag,
            "format": "csv",
            "kind": "pdf",
            "talk": "talk-00",
            "deed": "seen",
            "month": "2026-11",
        }
        handle = self.handles.get(path, "x" * 12)
        return re.sub(
            r"\{(\w+)\}", lambda m: handle if m[1] == "handle" else blanks.get(m[1], "x"), path
        )

    def _typed(self, name: str, form: Mapping[str, str]) -> dict[str, str]:
        people = {f"{{{nick}}}": one.id.hex() for nick, one in self.house.people.items()}
        release = {"{release}": self.handles.get("release", "")}
        sent = {key: (people | release).get(value, value) for key, value in form.items()}
        if "note" in form:
            sent["to"] = self.house.pid("Ola" if name != "Ola" else "Dee").hex()
        return sent

    async def ready(self, name: str, way: str) -> None:
        """Bring somebody who may go a way to where it begins: their own pile, their own post."""
        path = way.partition(" ")[2].removeprefix("/c/{slot}/")
        if "/read/{tag}" in path and path != "staff/read/{tag}/":
            page = await self.browser.post(name, "staff/read/meet01/")
            self.handles[path] = page.handle
        elif path == "staff/after-reading/":
            await self.browser.post(name, "staff/read/meet01/")
            await self.browser.post(name, "staff/read/meet01/stop")
        elif (
            "/safety/{tag}/" in path and way.partition(" ")[0] + path != "POSTstaff/safety/{tag}/"
        ):
            await self._ready_for_safety(name, path)
        elif "/messages/{handle}" in path or "/letters/{handle}" in path:
            page = await self.browser.get(name, "staff/messages/")
            kind = "messages" if "/messages/" in path else "letters"
            found = re.findall(rf'action="[^"]*/{kind}/([0-9a-f]{{32}})"', page.text)
            self.handles[path] = found[0]
        elif "invitations/made/" in path:
            await self.go(name, f"POST {VIEWS}invitations/")
        elif "listeners/{handle}" in path:
            await self.go(name, f"POST {VIEWS}listeners/")

    async def _ready_for_safety(self, name: str, path: str) -> None:
        worries = {"what": "worries"} if "/worry/" in path else {}
        page = await self.browser.post(name, "staff/safety/unread/", **worries)
        found = re.search(r'action="[^"]*/(?:text|worry)/([\w-]{10,})"', page.text)
        if found is not None:
            self.handles[path] = found[1]


async def lay(house: House, browser: Browser, stage: Stage = Stage.UNREAD) -> Table:
    """Everything there is to reach, somebody else's for each: rounds, words, worries, post."""
    table = Table(house, browser, stage)
    slip = Address(Chat.WEB, TICKET_NUMBERS + 5)
    house.people["slip"] = replace(house.people["yp0"], address=slip)
    await seal_round(house, some_words(6))
    ticket = replace(a_round(State.OPEN, count=None, way=Way.TICKET), tag="ticket")
    other = ticket.survey.model_copy(update={"key": "other"})
    async with house.world.database.write() as db:
        await rounds.add_round(db, replace(ticket, id=RoundId("tickets"), survey=other))
    await close_round(house, SAID)
    await _write(house)
    await _worry(house, table)
    for name in ("Lou", "Ola", "Sam"):
        table.handles[name] = house.pid(name).hex()
    way = await rebinding.ask(house.world, house.pid("Lee"), "yp0", "Maple House")
    table.handles |= {
        "staff/new-ways/{handle}/agree": way.id.hex(),
        "staff/new-ways/{handle}/refuse": way.id.hex(),
        "staff/rota/{handle}": house.pid("Ola").hex(),
        "staff/listeners/{handle}/remove": house.pid("Lou").hex(),
        "staff/people/{handle}/reset": house.pid("Sam").hex(),
        "staff/pay/{month}/{handle}": house.pid("Sam").hex(),
        "staff/people/{handle}/leave": house.pid("Sam").hex(),
        "staff/concerns/{handle}/": "C-7F31",
        "staff/concerns/{handle}/record.pdf": "C-7F31",
        "staff/concerns/{handle}/{deed}": "C-7F31",
    }
    if stage is not Stage.UNREAD:
        await _read(house, table, out=stage is Stage.OUT)
    return table


async def _write(house: House) -> None:
    """A letter and an answer with a name on, for everybody who works here."""
    body = naming.written(("What would you change?", "more walks"))
    async with house.world.database.write() as db:
        for role, name in NAMES.items():
            if role in {TICKET, STRANGER, Role.YOUNG_PERSON}:
                continue
            to, sender = house.pid(name), house.pid("yp1")
            await messages.add_message(
                db, house.world.keys, to=to, sender=sender, body=body, rid=RoundId("meetings")
            )
            await messages.add_message(
                db,
                house.world.keys,
                to=to,
                sender=sender,
                body=letters.write_turns([Turn(By.AUTHOR, "I'd like to talk")]),
                route=Route(named=True, second=None),
                due_on=house.world.today(),
            )


async def _worry(house: House, table: Table) -> None:
    """Worries: one all were told of, one the lead alone, two without a name, one without any."""
    told = tuple(house.pid(name) for name in RESPONDERS)
    await worry(house, alerted=told)
    await worry(house, number=2)
    for number in (3, 4):
        await worry(house, number=number, alerted=told, telling=Telling.WITHOUT_NAME)
    await worry(
        house,
        number=5,
        alerted=told,
        telling=Telling.NO_AUTHOR,
        author=None,
        homes=("Maple House",),
    )
    table.handles |= CONCERN_OF


async def _read(house: House, table: Table, *, out: bool) -> None:
    await read_all(house)
    world, rid = house.world, RoundId("meetings")
    proposal = await releasing.propose_release(world, house.pid("Ash"), rid, without_themes=True)
    assert not isinstance(proposal, releasing.ReleaseRefused)
    table.handles["release"] = proposal.id.hex()
    if out:
        done = await releasing.approve_release(world, house.pid("Rae"), rid)
        assert not isinstance(done, releasing.ReleaseRefused)
        await send_all(house)


async def worried_first(house: House, but: str) -> None:
    """Somebody else is worried by a text of the safety read."""
    by = "Mina" if but != "Mina" else "Dee"
    pile = await safety_reading.begin(house.world, house.pid(by), UNREAD)
    assert pile is not None
    await safety_opening.ask(house.world, house.pid(by), pile, next(iter(pile.handles)))


def may(role: str, way: str) -> bool:
    """What the table says of a cell."""
    return opens(role, way)
