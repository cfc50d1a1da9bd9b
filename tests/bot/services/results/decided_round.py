"""A round whose result is out, with two themes to decide, and everybody it takes."""

from __future__ import annotations

from dataclasses import dataclass

from bot.services.freezing import freeze
from storage import people, releases, rounds
from surveys.people.roles import Role
from surveys.reports.model import Kind, Report, Section, Shape, Theme
from surveys.rounds.round import Round, State
from tests.bot import fielded as field
from tests.bot.chatting import Chats, Chatter

TEA, BEDS = "Tea is too early", "Beds that squeak"
NEXT = "We read all of it. Tea and beds come first."
PROMISE = "Tea is at seven from Monday on."
REASON = "You said six is too early."
OWNER = "Jo Hill, cook"


@dataclass
class Out:
    """A released round and its people: who was asked, who decides, who designs."""

    chats: Chats
    round: Round
    asked: list[Chatter]
    vi: Chatter
    dee: Chatter

    async def decide(
        self, who: Chatter, theme: int, verdict: str = "yes", promise: str = PROMISE
    ) -> str:
        """Write a whole decision; return what is shown at its end."""
        await who.tap(f"dc:o:{self.round.tag}")
        await who.press(f"{theme}. ")
        await who.tap(f"dc:v:{self.round.tag}:{theme - 1}:{verdict}")
        shown = ""
        typed = (promise, REASON) if verdict == "no" else (promise, REASON, OWNER, "in 3 weeks")
        for words in typed:
            shown = await who.type(words)
        return shown

    async def decide_all(self) -> None:
        """Vi decides both themes."""
        for theme in (1, 2):
            await self.decide(self.vi, theme)
            await self.vi.press("Yes, that's decided")

    async def send(self) -> str:
        """Vi says what happens next where that is owed, and sends all of it."""
        said = await self.vi.tap(f"dcy:see:{self.round.tag}")
        if "First say what happens next" in said:
            await self.vi.type(NEXT)
            await self.vi.press("See what everyone gets")
        said = await self.vi.press("Send it to everyone")
        await self.chats.deliver()
        return said

    async def rate(self, *labels: str) -> None:
        """So many of those asked rate what they were told, one each."""
        for one, label in zip(self.asked, labels, strict=False):
            await one.press(label)


async def released(chats: Chats, count: int = 12) -> Out:
    """Twelve were asked; the result names two themes."""
    asked = await field.residents(chats, count)
    ash, mo = await field.crew(chats)
    dee = await chats.add("Dee", role=Role.DESIGNER, home="")
    round_ = await field.fielded(chats, ash, mo)
    await field.send(chats, round_, asked[:2])
    ended = await field.end(chats, round_)
    world = chats.world
    report = Report(
        round=round_.id, language="en", title="Evenings", why="", could_change="",
        decides=round_.decider, opened_on=world.today(), closed_on=world.today(), enough=True,
        form="", release="0011aabb", released_on=world.today(),
        sections=(
            Section(
                question="change", heading="What would you change?", kind=Kind.OWN_WORDS,
                shape=Shape.WORDS,
                themes=(Theme(name=TEA, says="some"), Theme(name=BEDS, says="some")),
            ),
        ),
    )  # fmt: skip
    async with world.database.write() as db:
        by, other = await field.person(chats, ash), await field.person(chats, mo)
        release = await releases.propose_release(
            db, world.keys, round_.id, freeze(report), by=by.id, on=world.today()
        )
        assert await releases.approve_release(db, release, by=other.id, on=world.today())
        await rounds.claim_state(db, round_.id, was=ended.state, now=State.RELEASED)
    await chats.deliver()
    async with world.database.read() as db:
        found = await people.list_people(db, world.keys, role=Role.DECISION_MAKER)
    vi = chats.at(next(one.address for one in found if one.nick == "Vi"))
    return Out(chats, await field.again(chats, round_.id), asked, vi, dee)
