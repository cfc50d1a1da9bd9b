"""A closed round whose words are to be read before the names go, and who reads them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from bot.services.reading import safety_opening, safety_reading
from bot.services.reading.safety_reading import SafetyPile
from bot.services.rounds import fielding, sealing
from storage import concerns, envelopes, ledger
from surveys.anonymity.envelope import Envelope, pack
from surveys.flow.answers import Wrote
from surveys.flow.replies import Fallback, Sharing
from surveys.flow.sitting import Sitting, Stage
from surveys.ids import ParticipantId, QuestionKey
from surveys.people.roles import Role
from surveys.rounds.ledger import Standing
from surveys.rounds.round import Round
from surveys.safeguarding.concern import Concern
from surveys.safeguarding.plan import Plan
from tests.bot import fielded as field
from tests.bot.chatting import POLICY, SURVEY, Chats, Chatter

WORD, CHANGE = QuestionKey("word"), QuestionKey("change")
SAD = "someone comes into my room at night and i cant sleep"


def with_safety_read(chats: Chats, **plan: object) -> Chats:
    """The same chats, in a world whose plan has the safety read."""
    made = Plan(safety_read=True, **plan)
    chats.world = replace(chats.world, policy=POLICY.model_copy(update={"plan": made}))
    return chats


@dataclass
class Closed:
    """A round that was closed with words in it, and everybody's chats by name."""

    chats: Chats
    round: Round
    asked: list[Chatter]
    staff: dict[str, Chatter]

    async def pid(self, name: str) -> ParticipantId:
        return await self.chats.pid(self.staff[name])

    async def pile(self, name: str) -> SafetyPile:
        pile = await safety_reading.begin(self.chats.world, await self.pid(name), self.round.id)
        assert pile is not None
        return pile

    async def handle_of(self, name: str, pile: SafetyPile, words: str) -> str:
        """What a text is called in somebody's pile."""
        for handle in pile.handles:
            text = await safety_reading.look_at(
                self.chats.world, await self.pid(name), pile, handle
            )
            if text is not None and text.words == words:
                return handle
        raise AssertionError(f"{words!r} is not in the pile")

    async def read_all(self, name: str) -> list[str]:
        """Read everything that is left, and worry about none of it."""
        world, pid, pile = self.chats.world, await self.pid(name), await self.pile(name)
        read = []
        while text := await safety_reading.next_text(world, pid, pile):
            read.append(text.words)
            await safety_reading.mark_fine(world, pid, pile, text.handle)
        return read

    async def worry(self, name: str, words: str) -> None:
        pile = await self.pile(name)
        handle = await self.handle_of(name, pile, words)
        await safety_opening.ask(self.chats.world, await self.pid(name), pile, handle)

    async def agree(self, name: str) -> None:
        """The second person agrees with whatever somebody is worried about."""
        world, pid, pile = self.chats.world, await self.pid(name), await self.pile(name)
        text = await safety_reading.next_worry(world, pid, pile)
        assert text is not None
        await safety_opening.agree(world, pid, pile, text.handle)

    async def tick(self) -> Round:
        await sealing.seal_due(self.chats.world)
        return await field.again(self.chats, self.round.id)

    async def concerns(self) -> list[Concern]:
        async with self.chats.world.database.read() as db:
            return await concerns.list_concerns(db, self.chats.world.keys)


async def closed_round(
    chats: Chats,
    said: Mapping[int, str],
    *,
    sent: int = 8,
    fallback: Fallback = Fallback.TEAR_UP,
    **changes: object,
) -> Closed:
    """Twelve are asked, some send; who wrote what to the last question is by their number."""
    asked = await field.residents(chats, 12)
    ash, mo = await field.crew(chats)
    staff = {
        "Mina": await chats.add("Mina", role=Role.SAFEGUARDING_LEAD, home=""),
        "Dot": await chats.add("Dot", role=Role.SAFEGUARDING_DEPUTY, home=""),
        "Olu": await chats.add("Olu", role=Role.OUTSIDE_PERSON, home=""),
        "Tess": await chats.add("Tess", role=Role.TRUSTEE, home=""),
        "Rowan": await chats.add("Rowan", role=Role.READER, home=""),
        "Rae": await chats.add("Rae", role=Role.READER, home="Maple House"),
        "Lee": await chats.add("Lee", role=Role.ADMIN, home=""),
        "Ash": ash,
        "Mo": mo,
    }
    round_ = await field.fielded(chats, ash, mo, **changes)
    await chats.deliver()
    await write(chats, round_, asked[:sent], said, fallback)
    chats.clock.at = round_.closes_at
    await fielding.close_due(chats.world)
    return Closed(chats, await field.again(chats, round_.id), asked, staff)


async def write(
    chats: Chats,
    round_: Round,
    who: list[Chatter],
    said: Mapping[int, str],
    fallback: Fallback = Fallback.TEAR_UP,
) -> None:
    """Put a sent envelope in place for each of them: choices, and words where they wrote any."""
    async with chats.world.database.write() as db:
        for number, chatter in enumerate(who):
            answers = {
                QuestionKey(q.id): field.ANSWERS[q.id]
                for q in SURVEY.asked
                if q.id not in {WORD, CHANGE}
            }
            if number in said:
                answers[CHANGE] = Wrote(said[number])
            sitting = Sitting(
                stage=Stage.SENT, answers=answers, sharing=Sharing.MY_WORDS, fallback=fallback
            )
            pid = await chats.pid(chatter)
            packed = pack(Envelope(sitting), round_.envelope_size)
            await envelopes.save_envelope(db, chats.world.keys, round_.id, pid, packed)
            await ledger.mark(db, round_.id, pid, Standing.SUBMITTED)
