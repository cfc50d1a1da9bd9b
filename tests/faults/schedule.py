"""A bot's lives under a random schedule of faults: what a seed does, and what came of it.

Everything is drawn from the seed: who writes what and when, what Telegram does to updates and to
answers, what the disk does, when the process dies, when the clock and the machine's zone jump.
``EARSHOT_SEED=N`` plays one again. The time of the bot passes as fast as it has nothing to do;
Telegram's stands still.
"""

from __future__ import annotations

import asyncio
import os
import time
from collections import Counter
from collections.abc import AsyncIterator, Callable, Coroutine, Iterator
from contextlib import (
    AbstractAsyncContextManager,
    AsyncExitStack,
    asynccontextmanager,
    contextmanager,
)
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

from bot.delivery.courier import BEHIND, LONGEST_REST, Courier
from bot.telegram import polling
from bot.telegram.context import App
from bot.telegram.requests import AioRequest, HoldOff
from storage import answers, inbox, outbox
from storage.engine import Database, DatabaseUnfit, open_database
from storage.keys import Keys
from tests.botapi.faults import Rule
from tests.botapi.people import Phone
from tests.botapi.running import RID, Bot, Clock, bot, small
from tests.botapi.server import Server
from tests.faults.breaking import Crashed, Mortal, Trouble, Troubles, breaking
from tests.faults.history import Finding, History, Wrong, told
from tests.faults.planning import ZONES, Plan, number_of

PROGRAM = tuple(str(Path(__file__).parents[2] / room) for room in ("bot", "storage"))
STUCK = 90.0
"""How long nothing may come of a life before it is called stuck. Unit: real seconds."""


@dataclass
class Wall(Clock):
    """A clock on a wall, which people put forward and back, and how long it really ran."""

    ran: float = 0.0

    def advance(self, **by: float) -> None:
        super().advance(**by)
        self.ran += timedelta(**by).total_seconds()

    def put(self, hours: int) -> None:
        """Put it forward, or back."""
        self.at += timedelta(hours=hours)

    def has_run(self) -> float:
        """Unit: seconds."""
        return self.ran


class Hasty(Courier):
    """A courier whose waits take no time: the clock goes on instead, where nothing else does."""

    clock: Wall

    async def _wait(self, seconds: float) -> None:
        rings = [asyncio.ensure_future(one.wait()) for one in (self._bell, self._halt)]
        is_idle = seconds >= LONGEST_REST
        least = 0.02 if is_idle else 0.0005
        rang, _ = await asyncio.wait(rings, timeout=least, return_when=asyncio.FIRST_COMPLETED)
        for one in rings:
            one.cancel()
        if not rang:
            least = 600.0 if is_idle else 20.0 if seconds == BEHIND else seconds
            self.clock.advance(seconds=seconds if self._out else least)


@dataclass
class Came:
    """What came of a schedule."""

    plan: Plan
    findings: list[Finding] = field(default_factory=list)
    crashes: int = 0
    not_begun: int = 0
    troubles: Counter[str] = field(default_factory=Counter)
    faults: int = 0
    written: int = 0
    stuck: str = ""
    owed: int = 0
    nonsense: int = 0
    set_aside: int = 0
    silent: int = 0
    """How often nobody said that something nobody can read was set aside."""
    impatient: int = 0

    @property
    def is_well(self) -> bool:
        """Whether nothing was lost, doubled, altered, forgotten or left lying."""
        is_aside = self.nonsense == self.set_aside and not self.silent
        return is_aside and not (self.findings or self.stuck or self.owed)


class Schedule:
    """One seed, lived through on one database. ``register`` says which handlers the bot has."""

    register: Callable[[App], None] = staticmethod(small)

    def __init__(self, plan: Plan, url: str, keys: Keys, server: Server) -> None:
        self.plan, self.url, self.keys, self.server = plan, url, keys, server
        self.came = Came(plan)
        self.history = History()
        self.clock = Wall()
        server.faults.now = self.clock.has_run
        self.phones = [Phone(server, number_of(n), f"P{n}") for n in range(plan.people)]
        self.troubles = Troubles([], lambda: None)
        self._heard: Counter[int] = Counter()
        self._odd: Counter[int] = Counter()
        self._ends_in_trouble = 0
        self._sent: dict[int, list[str]] = {n: [] for n in range(plan.people)}
        self._to_write = list(plan.writes)

    async def live(self) -> Came:
        """All of its lives; one in which Telegram alone makes trouble; and one without any, to its
        end."""
        lives: list[tuple[Trouble, ...]] = [*self.plan.lives, ()]
        books, faults = self.server.books, self.server.faults
        books.mischief, faults.seed = self.plan.mischief, self.plan.seed
        faults.rules += [Rule(**vars(rule)) for rule in self.plan.rules]
        with breaking(lambda: self.troubles), _no_pauses(self.clock), _zone_as_it_was():
            for number, troubles in enumerate(lives):
                most = len(self._to_write) // (len(lives) - number + 1)
                await self._one_life(list(troubles), most)
                await self._look()
            self.came.faults = sum(faults.came.values())
            self.came.impatient = faults.impatient
            faults.cease()
            await self._one_life([], len(self._to_write))
            await self._look()
        await self._judge()
        return self.came

    async def _one_life(self, plan: list[Trouble], most: int) -> None:
        died = asyncio.Event()
        loop = asyncio.get_running_loop()

        def dies() -> None:
            loop.call_soon_threadsafe(died.set)  # perhaps in a driver's thread

        self.troubles = Troubles(plan, dies)
        writing, self._to_write = self._to_write[:most], self._to_write[most:]
        typing = asyncio.create_task(self._write(writing))
        try:
            async with self._running(died) as built:
                await self._until_calm(built, died, typing)
        except Crashed:
            self.came.crashes += 1
        except (DatabaseUnfit, HoldOff):
            # As the program would: it ends, and is started again; or goes on without Telegram.
            self.came.not_begun += 1
        await typing
        self.came.troubles += self.troubles.came
        self._ends_in_trouble += bool(self.troubles.came)
        self.troubles.is_on = False

    @asynccontextmanager
    async def _running(self, died: asyncio.Event) -> AsyncIterator[Bot]:
        """The bot, polling and delivering; at the end of the block stopped, or as it died."""
        database = await open_database(self.url, lock=False)
        request = Mortal()
        request.troubles = self.troubles
        Hasty.clock = self.clock
        ends: list[BaseException | None] = []
        try:
            async with self._built(database, request) as built, AsyncExitStack() as stack:
                tasks = [asyncio.create_task(one) for one in await self._ways_in(built, stack)]
                tasks.append(asyncio.create_task(built.courier.run(built.stop)))
                yield built
                built.stop.set()
                await self._ended(tasks, died)
                await _bury(tasks)
                ends += [one.exception() for one in tasks if not one.cancelled()]
        finally:
            if self.troubles.is_dead:
                self.troubles.bury()
            self.troubles.is_on = False
            await request.shutdown()
            await database.close()
            self.troubles.bury()  # what was opened since, and what was cut off in a read
        if self.troubles.is_dead:
            raise Crashed
        for end in ends:
            if end is not None:
                raise end

    def _built(self, database: Database, request: AioRequest) -> AbstractAsyncContextManager[Bot]:
        return bot(
            database,
            self.keys,
            self.server,
            clock=self.clock,
            register=self.register,
            request=request,
            courier=Hasty,
        )

    async def _ways_in(self, built: Bot, stack: AsyncExitStack) -> list[Coroutine[Any, Any, None]]:
        """What takes updates, until ``built.stop``."""
        return [built.intake.poll(built.stop)]

    async def _ended(self, tasks: list[asyncio.Task[None]], died: asyncio.Event) -> None:
        """Wait until it has stopped, or died while it did."""
        all_of_it = asyncio.gather(*tasks, return_exceptions=True)
        dead = asyncio.create_task(died.wait())
        ends, _ = await asyncio.wait(
            (all_of_it, dead), timeout=STUCK, return_when=asyncio.FIRST_COMPLETED
        )
        if not ends:
            self.came.stuck = "told to stop, it did not end"
        dead.cancel()
        all_of_it.cancel()
        await asyncio.gather(dead, all_of_it, return_exceptions=True)

    async def _write(self, some: list[tuple[int, str, int]]) -> None:
        """What people do in this life, whether the bot lives or not."""
        for who, kind, turns in some:
            phone, n = self.phones[who], len(self._sent[who])
            for _ in range(turns):
                await asyncio.sleep(0)
            text = f"{who}/{n}/{kind}"
            match kind:
                case "jump":
                    self.clock.put(1 if turns else -1)
                    continue
                case "zone":
                    os.environ["TZ"] = ZONES[(who + n + turns) % len(ZONES)]
                    time.tzset()
                    continue
                case "nonsense":
                    self.came.nonsense += 1
                    self.came.silent += 1
                    self._odd[who] += 1
                    chat = {"id": phone.number, "type": "private"}
                    await self.server.books.queue("message", {"date": "never", "chat": chat})
                    continue
            self._sent[who].append(text)
            self.came.written += 1
            await self._send(who, n, kind)

    async def _send(self, who: int, n: int, kind: str) -> None:
        phone, text = self.phones[who], self._sent[who][n]
        self.history.sent((who, n), text)
        await (phone.type(text) if kind == "typed" else phone.tap_code(text))

    def _was_told(self, who: int) -> bool:
        """Whether somebody was told all that they sent, or would not hear it."""
        said = {*self.phones[who].said, *self._refused(who)}
        return all(f"Saved: {text}" in said for text in self._sent[who])

    def _refused(self, who: int) -> Counter[str]:
        """What Telegram refused to bring to somebody, for good."""
        return Counter(
            str(call.given.get("text"))
            for call in self.server.books.calls
            if call.method == "sendMessage"
            and call.given.get("chat_id") == number_of(who)
            and call.status in (400, 403)
        )

    async def _until_calm(
        self, built: Bot, died: asyncio.Event, typing: asyncio.Task[None]
    ) -> None:
        """Until everybody was told all they sent, or the bot died."""
        books = self.server.books

        def is_calm() -> bool:
            told_all = all(map(self._was_told, list(self._sent)))
            return typing.done() and self._is_handed_over() and told_all

        calm = asyncio.create_task(books.until(is_calm, STUCK))
        dead = asyncio.create_task(died.wait())
        await asyncio.wait((calm, dead), return_when=asyncio.FIRST_COMPLETED)
        dead.cancel()
        if calm.done() and calm.exception() is not None:
            waiting = len(books.waiting)
            self.came.stuck = f"{waiting} updates wait; refused: {built.intake.refused.is_set()}"
        calm.cancel()
        await asyncio.gather(calm, dead, return_exceptions=True)
        if not (self.troubles.plan or self.came.stuck):
            await self._until_nothing_is_owed(built)

    def _is_handed_over(self) -> bool:
        """Whether Telegram has nothing left to bring."""
        return not self.server.books.waiting

    async def _until_nothing_is_owed(self, built: Bot) -> None:
        while True:
            async with built.world.database.read() as db:
                if not (await outbox.count_owed(db) or await inbox.count_waiting(db)):
                    return
            await asyncio.sleep(0.002)

    async def _look(self) -> None:
        """Note what people were told since the last look, then what is stored."""
        for phone in self.phones:
            said = phone.said
            for one in said[self._heard[phone.number] :]:
                if one.startswith("Saved: "):
                    text = one.removeprefix("Saved: ")
                    self.history.saved(_key(text), text)
            self._heard[phone.number] = len(said)
        database = await open_database(self.url, lock=False)
        async with database.read() as db:
            found: dict[Any, list[str]] = {}
            for kept in await answers.load_answers(db, self.keys, RID):
                text = kept.body.decode()
                found.setdefault(_key(text), []).append(text)
            self.came.owed = await outbox.count_owed(db)
            self.came.set_aside = await inbox.count_set_aside(db)
        await database.close()
        self.history.read(found)

    async def _judge(self) -> None:
        lost: Counter[str] = Counter(
            call.given["text"].removeprefix("Saved: ")
            for call in self.server.books.calls
            if call.method == "sendMessage" and call.status == 200 and not call.is_heard
        )
        for who, phone in enumerate(self.phones):
            brought = [*phone.said, *self._refused(who).elements()]
            sorry = sum(one.startswith("Sorry, I couldn't") for one in brought)
            self.came.silent -= min(sorry, self._odd[who])
        in_order = not self.plan.mischief.shuffled
        self.came.findings += self.history.findings()
        for who, texts in self._sent.items():
            said = [
                one.removeprefix("Saved: ")
                for one in self.phones[who].said
                if one.startswith("Saved: ")
            ]
            # Said, and not marked as said when a life ended: at each such end once more.
            doubts = {text: lost[text] + self._ends_in_trouble for text in texts}
            refused = self._refused(who)
            texts = [one for one in texts if one in said or not refused[f"Saved: {one}"]]
            self.came.findings += told(texts, said, doubts, in_order=in_order)
            # Marked as given up, unless the database was away just then.
            most = 1 + sum(self.came.troubles.values())
            again = [
                text
                for text, count in refused.items()
                if count > most and text.startswith("Saved: ")
            ]
            self.came.findings += [Finding(Wrong.PESTERED, None, text, 0) for text in again]


def _key(text: str) -> tuple[int, int]:
    who, n, _ = text.split("/")
    return int(who), int(n)


@contextmanager
def _no_pauses(clock: Clock) -> Iterator[None]:
    """Pauses of the way in take no time."""
    real = polling.pause

    async def pause(stop: asyncio.Event, seconds: float) -> None:
        clock.advance(seconds=seconds)
        await asyncio.sleep(0)

    polling.pause = pause
    try:
        yield
    finally:
        polling.pause = real


@contextmanager
def _zone_as_it_was() -> Iterator[None]:
    was = os.environ.get("TZ")
    try:
        yield
    finally:
        os.environ.pop("TZ", None)
        if was is not None:
            os.environ["TZ"] = was
        time.tzset()


async def _bury(tasks: list[asyncio.Task[None]]) -> None:
    """End everything that the bot has under way, as a dead process's is."""
    mine = [task for task in asyncio.all_tasks() if task in tasks or _of_bot(task)]
    for task in mine:
        task.cancel()
    await asyncio.gather(*mine, return_exceptions=True)


def _of_bot(task: asyncio.Task[Any]) -> bool:
    code = getattr(task.get_coro(), "cr_code", None)
    return code is not None and str(code.co_filename).startswith(PROGRAM)
