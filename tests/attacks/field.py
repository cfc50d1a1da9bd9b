"""A whole round in the field, driven through both chats' real adaptors, and its disk.

``grow`` makes one past: an organisation, a round from invitation to release, and a copy of the
disk at each step. Tests look at the copies, or wake one and go on from there.
"""

from __future__ import annotations

import json
import logging
import random
import shutil
import sys
import tempfile
import threading
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, cast

from bot import logs
from bot.clock import chance
from bot.clockwork import ticks
from bot.outgoing import Outgoing
from bot.policies import write_policy
from bot.services import backing_up
from bot.services.asking.launching import Plan
from bot.services.people import enrolling, inviting
from bot.services.people.inviting import Wanted
from bot.services.reading import reading
from bot.services.results import releasing
from storage import people, rounds, signins
from storage.engine import open_database
from storage.keys import Keys
from storage.migrations import upgrade
from storage.readings import Decision, Reading
from surveys.definitions.questions import Choice, LongText, SingleChoice
from surveys.definitions.survey import Survey
from surveys.flow.answers import Answer, Chose, Wrote
from surveys.ids import ParticipantId, QuestionKey, RoundId
from surveys.people.audience import RESIDENTS
from surveys.people.person import Address, Chat, Kind, Person
from surveys.people.roles import Role
from surveys.rounds.round import Round, State
from tests import agreed
from tests.attacks.where import copy_of, database_of, settle
from tests.bot.chatting import POLICY, Chats, Chatter
from tests.servers.postgres import PostgresServer

RID = RoundId("evening-tea")
TEA, CHANGE = QuestionKey("tea"), QuestionKey("change")
PIN = "246813"

SURVEY = Survey(
    key="evening-tea",
    title={"en": "Tea time"},
    why={"en": "To make tea time better."},
    could_change={"en": "When tea is."},
    decides={"en": "Mo, director"},
    questions=(
        SingleChoice(
            id=TEA,
            text={"en": "When should tea be?"},
            choices=(
                Choice(value="six", label={"en": "At six"}),
                Choice(value="seven", label={"en": "At seven"}),
                Choice(value="other", label={"en": "Something else"}, own_words=True),
            ),
        ),
        LongText(id=CHANGE, text={"en": "What would you change?"}, max_length=400),
    ),
)

HOMES = ("Quillow House", "Brackmere House", "Tansley House")
SENT, ASKED = 12, 14
STAFF = (
    ("Ash", Role.EBE),
    ("Kit", Role.EBE),
    ("Sam", Role.READER),
    ("Mo", Role.DECISION_MAKER),
    ("Jo", Role.DESIGNER),
    ("Mina", Role.SAFEGUARDING_LEAD),
    ("Lee", Role.ADMIN),
    (agreed.DECIDER, Role.DECISION_MAKER),
)
VI = ParticipantId(b"who decides here")


@dataclass
class Hearing(Chatter):
    """A chatter that keeps everything it was ever sent, tidied or not."""

    heard: list[Outgoing] = field(default_factory=list)

    def meet(self, said: Outgoing) -> tuple[int, ...]:
        self.heard.append(said)
        return super().meet(said)

    async def command(self, text: str) -> str:
        """Send a command as chats do: marked as one."""
        length = len(text.split()[0])
        marked = [{"type": "bot_command", "offset": 0, "length": length}]
        return await self.type(text, entities=marked)


@dataclass
class House(Chats):
    """Both chats and everybody in them, with the ticks that the running program has."""

    staff: dict[str, Hearing] = field(default_factory=dict)
    delivers: bool = True
    """Off where hundreds would be told and nobody listens."""

    def at(self, address: Address) -> Chatter:
        return self.chatters.setdefault(address, Hearing(self, address))

    async def deliver(self) -> int:
        return await super().deliver() if self.delivers else 0

    async def tick(self) -> None:
        """Everything that is due, in the program's own order."""
        await ticks(self.world).tick()
        await self.deliver()

    async def half_a_minute(self) -> None:
        """What the program does by itself in half a minute."""
        self.clock.on(seconds=30)
        ticking = ticks(self.world)
        await ticking.tick()
        await ticking.wipe()
        await self.deliver()

    async def hire(self) -> None:
        """Everybody who works with rounds, in the browser chat, each with a PIN."""
        async with self.world.database.write() as db:
            for place, (nick, role) in enumerate(STAFF):
                kind = Kind.EBE if role is Role.EBE else Kind.STAFF
                person = Person(
                    id=VI if nick == agreed.DECIDER else self._pid(),
                    role=role,
                    kind=kind,
                    nick=nick,
                    home="",
                    address=Address(Chat.WEB, 7_000_001 + place),
                )
                await people.add_person(db, self.world.keys, person)
                self.staff[nick] = cast(Hearing, self.at(person.address))
        async with self.world.database.write() as db:
            await signins.set_pin(db, await self.pid(self.staff["Sam"]), PIN)

    def _pid(self) -> ParticipantId:
        return ParticipantId(self.world.fresh_bytes(16))

    def of(self, author: Author) -> Hearing:
        """The chat of somebody who was asked."""
        return cast(Hearing, self.at(Address(author.chat, author.number)))

    async def person(self, nick: str) -> Person:
        """A colleague, by name."""
        async with self.world.database.read() as db:
            found = await people.find_person(db, self.world.keys, self.staff[nick].address)
        assert found is not None
        return found

    async def move_in(self, nick: str, home: str, chat: Chat) -> Hearing:
        """Invite a young person and let them use their link."""
        wanted = Wanted(
            Role.YOUNG_PERSON, Kind.YOUNG_PERSON, home=home, names=(nick,), telegram=True
        )
        (link,) = await inviting.invite(self.world, wanted)
        if chat is Chat.TELEGRAM:
            chatter = self.at(Address(chat, 5_900_000_000 + chance.randrange(10**8)))
            chatter.first_name = f"Handle{nick}"
            await chatter.type(f"/start {link.code}")
            return cast(Hearing, chatter)
        known = set(self.chatters)
        signed = await enrolling.enrol_web(self.world, link.code)
        assert signed is not None
        async with self.world.database.read() as db:
            person = await people.load_person(db, self.world.keys, signed.pid)
        assert person is not None
        assert person.address not in known
        await self.deliver()
        return cast(Hearing, self.at(person.address))

    async def launch(
        self, rid: RoundId = RID, survey: Survey = SURVEY, *, days: float = 7, **more: Any
    ) -> Round:
        """Propose a round for everybody who lives in a home, confirm it, and let it open. They
        heard back about every round before."""
        ash, mo = await self.person("Ash"), await self.person("Mo")
        plan = a_plan(self.clock(), rid, survey, ash, days, **more)
        async with self.world.database.write() as db:
            await agreed.all_answered(db, self.world)
            await agreed.launch(db, self.world, plan, ash, mo)
        await self.tick()
        return await self.round(rid)

    async def round(self, rid: RoundId = RID) -> Round:
        async with self.world.database.read() as db:
            found = await rounds.load_round(db, rid)
        assert found is not None
        return found

    async def read_and_release(self, rid: RoundId = RID) -> None:
        """Sam passes every text, Kit puts the result forward, Mo lets it go."""
        sam, kit, mo = [(await self.person(nick)).id for nick in ("Sam", "Kit", "Mo")]
        pile = await reading.begin_reading(self.world, sam, rid)
        assert pile is not None
        for handle in list(pile.handles):
            decision = Reading(Decision.PASSED, typical=True)
            assert await reading.decide(self.world, sam, pile, handle, decision) is None
        assert not isinstance(
            await releasing.propose_release(self.world, kit, rid, without_themes=True),
            releasing.ReleaseRefused,
        )
        assert not isinstance(
            await releasing.approve_release(self.world, mo, rid), releasing.ReleaseRefused
        )
        await self.deliver()


def a_plan(
    now: datetime, rid: RoundId, survey: Survey, keeper: Person, days: float = 7, **more: Any
) -> Plan:
    """What an author decides, for everybody who lives in a home."""
    closes = now + timedelta(days=days)
    fixed: dict[str, Any] = {
        "key": rid,
        "survey": survey,
        "audience": RESIDENTS,
        "closes_at": closes,
        "answer_by": (closes + timedelta(days=21)).date(),
        "makers": ("Ash", "Kit"),
        **agreed.FIELDS,
        "decider_id": VI,
        "keeper": keeper,
    }
    return Plan(**(fixed | more))


@asynccontextmanager
async def house_in(
    root: Path, *, at: datetime | None = None, lock: bool = True
) -> AsyncIterator[House]:
    """Open the house whose disk is ``root``: data, keys, key copies and backups."""
    keys = (Keys.open if (root / "keys").exists() else Keys.create)(root / "keys", root / "copies")
    database = await open_database(database_of(root), lock=lock)
    house = None
    try:
        opened = await House.open(database, keys, chance=chance, backups=root / "backups")
        assert isinstance(opened, House)
        house = opened
        # A chat never gives an update's or a message's number twice.
        house._ids = random.Random(chance.getrandbits(64))
        house._messages = chance.randrange(10**6, 10**8)
        if at is not None:
            house.clock.at = at
        yield house
    finally:
        if house is not None:
            await house.close()
        await database.close()


# ---- one person's sitting


@dataclass
class Author:
    """Somebody who was asked: who they are, and all they ever typed, in order."""

    nick: str
    home: str
    chat: Chat
    number: int
    pid: bytes
    typed: tuple[str, ...] = ()
    final: Mapping[str, Answer] = field(default_factory=dict)
    words: tuple[str, ...] = ()
    """Their six take-back words, as the pop-up showed them."""


async def begin(chatter: Chatter, round_: Round) -> str:
    """Open a round and accept the three screens."""
    await chatter.tap(f"go:{round_.tag}")
    await chatter.press("Next")
    await chatter.press("OK")
    return await chatter.press("Start")


async def sit(
    chatter: Chatter,
    round_: Round,
    *,
    text: str,
    tea: str = "At six",
    own: str = "",
    sharing: str = "My words",
    fallback: str = "Rip mine up",
    send: bool = True,
) -> tuple[str, ...]:
    """Answer ``SURVEY`` and send it. Gives back the six words, or nothing."""
    await begin(chatter, round_)
    await chatter.press(tea)
    if own:
        await write(chatter, own)
    await write(chatter, text)
    if not send:
        return ()
    await chatter.press(sharing)
    await chatter.press(fallback)
    await chatter.press("Send")
    return six_words(chatter.popups[-1])


async def write(chatter: Chatter, words: str) -> None:
    """Answer in these words; what the preview would hide, if anything, stays hidden."""
    await chatter.type(words)
    if "Keep hidden and go on" in chatter.newest.labels():
        await chatter.press("Keep hidden and go on")


def six_words(popup: str) -> tuple[str, ...]:
    """The words in the pop-up."""
    return tuple(popup.splitlines()[1].split())


# ---- the past


@dataclass(frozen=True)
class Past:
    """One past, its authors in the order they sent, and the disk at each step."""

    base: Path
    authors: tuple[Author, ...]
    """The twelve who sent, first to last."""
    others: tuple[Author, ...]
    """One who never pressed Send, one who never began."""
    at: Mapping[str, datetime]
    tag: str
    messages: tuple[str, ...]
    """Everything ever said in a message or on a button, as JSON. Pop-ups are kept apart."""
    popups: tuple[str, ...]
    server: PostgresServer | None = None
    """Where the databases are, for a past that was lived on PostgreSQL."""

    def disk(self, step: str) -> Path:
        """The disk as it was: ``open``, ``sealed`` or ``released``."""
        return self.base / step

    def keys(self, step: str) -> Keys:
        return Keys.open(self.disk(step) / "keys")

    @property
    def everybody(self) -> tuple[Author, ...]:
        return self.authors + self.others

    def canaries(self) -> list[str]:
        """Every text anybody typed."""
        return [text for author in self.everybody for text in author.typed]

    def copied(self, step: str, into: Path) -> Path:
        """A copy of the disk as it was at a step, for a test to do with as it likes."""
        return copy_of(self.disk(step), into, self.server)

    @asynccontextmanager
    async def woken(self, step: str, into: Path) -> AsyncIterator[House]:
        """Wake a copy of the disk as it was at a step, at that moment."""
        self.copied(step, into)
        async with house_in(into, at=self.at[step]) as house:
            for place, (nick, _) in enumerate(STAFF):
                address = Address(Chat.WEB, 7_000_001 + place)
                house.staff[nick] = cast(Hearing, house.at(address))
            yield house


async def grow(base: Path, server: PostgresServer | None = None) -> Past:
    """Live through one round of twelve, on SQLite or on a server. About two seconds."""
    root = base / "now"
    (root / "temp").mkdir(parents=True)
    (root / "logs").mkdir()
    if server is not None:
        settle(root, server.make("past_now"))
    write_policy(root / "data" / "policy.toml", POLICY)
    at: dict[str, datetime] = {}
    with logging_to(root / "logs" / "earshot.log", logging.INFO), temp_in(root / "temp"):
        await _migrate(root)
        async with house_in(root, lock=server is None) as house:
            await house.hire()
            authors = await _everybody(house)
            round_ = await house.launch()
            await _answer(house, round_, authors)
            at["open"] = await _keep(base, "open", house, server)
            house.clock.on(days=8)
            await house.tick()
            assert (await house.round()).state is State.SEALED
            at["sealed"] = await _keep(base, "sealed", house, server)
            await house.read_and_release()
            at["released"] = await _keep(base, "released", house, server)
            everybody = [cast(Hearing, chatter) for chatter in house.chatters.values()]
    heard = [said for chatter in everybody for said in chatter.heard]
    return Past(
        base=base,
        authors=tuple(authors[:SENT]),
        others=tuple(authors[SENT:]),
        at=at,
        tag=round_.tag,
        messages=tuple(one.model_dump_json() for one in heard if one.does != "answer"),
        popups=tuple(popup for chatter in everybody for popup in chatter.popups),
        server=server,
    )


async def _everybody(house: House) -> list[Author]:
    authors = []
    for place in range(ASKED):
        nick, home = f"Wrenfield{place:02}", HOMES[place % len(HOMES)]
        chat = Chat.TELEGRAM if place % 2 else Chat.WEB
        chatter = await house.move_in(nick, home, chat)
        pid = await house.pid(chatter)
        authors.append(Author(nick, home, chat, chatter.address.number, pid))
    random.Random(11).shuffle(authors)
    return authors


def mark_of(place: int) -> str:
    """Two letters for each place: nothing that redaction takes for anybody's, as "07" is."""
    return 2 * "abcdefghijklmnopqrstuvwxyz"[place]


async def _answer(house: House, round_: Round, authors: Sequence[Author]) -> None:
    """Twelve send, one after another; one stops before Send; one never begins."""
    for place, author in enumerate(authors[: SENT + 1]):
        chatter = house.of(author)
        text = f"Canary{mark_of(place)} zibbledorf they never knock"
        own = f"Owncanary{mark_of(place)} half past quorve" if place % 4 == 0 else ""
        tea = "Something else" if own else ("At six", "At seven")[place % 2]
        author.typed = (text, own) if own else (text,)
        if place == 3:
            await _change_of_mind(chatter, round_, author)
        author.words = await sit(chatter, round_, text=text, tea=tea, own=own, send=place < SENT)
        value = "other" if own else ("six", "seven")[place % 2]
        author.final = {TEA: Chose((value,), own), CHANGE: Wrote(text)}
        if place == 6:
            await backing_up.back_up(house.world)
    await backing_up.back_up(house.world)


async def _change_of_mind(chatter: Chatter, round_: Round, author: Author) -> None:
    """Answer, go back, and tear it up before starting again."""
    first = "Firstdraft glimmerpost of somebody who thought again"
    author.typed += (first,)
    await begin(chatter, round_)
    await chatter.press("At six")
    await chatter.type(first)
    await chatter.type("/withdraw")
    await chatter.press("Yes, tear")


async def _keep(base: Path, step: str, house: House, server: PostgresServer | None) -> datetime:
    """Copy the disk, and say what time it is on it. A server copies what nobody has open."""
    shutil.copytree(base / "now", base / step)
    if server is not None:
        await house.world.database.close()
        settle(base / step, server.make(f"past_{step}", like="past_now"))
    return house.clock()


async def _migrate(root: Path) -> None:
    database = await open_database(database_of(root), lock=False)
    await upgrade(database)
    await database.close()


# ---- what the program leaves elsewhere


@contextmanager
def logging_to(path: Path, level: int = logging.DEBUG) -> Iterator[None]:
    """Set logging up as the program does, into a file, at every library's most talkative.

    The same lines go as JSON into a file beside it: ``as_json(path)``.
    """
    root = logging.getLogger()
    handlers, was = list(root.handlers), root.level
    hooks = sys.excepthook, threading.excepthook, sys.unraisablehook
    quiet = {name: logging.getLogger(name).level for name in _LIBRARIES}
    with path.open("w") as out, as_json(path).open("w") as also:
        logs.set_up("not-the-token", level=level, to=out)
        second = logging.StreamHandler(also)
        second.setFormatter(logs.InJson(["not-the-token"]))
        root.addHandler(second)
        try:
            if level == logging.DEBUG:
                root.setLevel(level)
                for name in _LIBRARIES:
                    logging.getLogger(name).setLevel(level)
            yield
        finally:
            root.handlers[:] = handlers
            root.setLevel(was)
            for name, before in quiet.items():
                logging.getLogger(name).setLevel(before)
            logging.captureWarnings(capture=False)
            sys.excepthook, threading.excepthook, sys.unraisablehook = hooks


def as_json(path: Path) -> Path:
    """Where ``logging_to`` puts the same lines as JSON."""
    return path.with_name(path.name + ".json")


_LIBRARIES = (
    "bot", "storage", "surveys", "aiohttp.access", "httpx", "httpcore", "aiosqlite",
    "sqlalchemy", "sqlalchemy.engine", "telegram", "asyncio", "apscheduler", "alembic",
)  # fmt: skip


@contextmanager
def temp_in(path: Path) -> Iterator[None]:
    """Make ``path`` the place of temporary files."""
    was = tempfile.tempdir
    tempfile.tempdir = str(path)
    try:
        yield
    finally:
        tempfile.tempdir = was


def said_in(messages: Sequence[str]) -> str:
    """Everything said, end to end, as people read it."""
    return "\n".join(json.loads(one).get("text", "") + one for one in messages)
