"""A round in the field, made the way it is made: proposed, confirmed, opened by a tick."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from bot.services.asking import launching
from bot.services.rounds import fielding, sealing
from storage import envelopes, ledger, rounds
from surveys.anonymity.envelope import Envelope, pack
from surveys.definitions.survey import Survey
from surveys.flow.answers import Answer, Chose, Rated, Wrote
from surveys.flow.replies import Fallback, Sharing
from surveys.flow.sitting import Sitting, Stage
from surveys.ids import QuestionKey, RoundId
from surveys.people.audience import RESIDENTS
from surveys.people.roles import Role
from surveys.rounds.ledger import Standing
from surveys.rounds.round import Round
from tests import agreed
from tests.bot.chatting import SURVEY, Chats, Chatter

HOMES = ("Maple House", "Fern House", "Birch House")

ANSWERS: dict[str, Answer] = {
    "heard": Chose(("yes",)),
    "tea": Chose(("six",)),
    "fun": Chose(("games",)),
    "calm": Rated(3),
    "word": Wrote("cosy"),
    "change": Wrote("a later bedtime"),
}


async def residents(chats: Chats, count: int) -> list[Chatter]:
    """Young people spread over three homes."""
    return [await chats.add(f"Y{n}", home=HOMES[n % 3]) for n in range(count)]


async def crew(chats: Chats) -> tuple[Chatter, Chatter]:
    """Who proposes and who confirms; Vi, who decides, is there too."""
    ash = await chats.add("Ash", role=Role.EBE, home="")
    mo = await chats.add("Mo", role=Role.DECISION_MAKER, home="")
    await vi(chats)
    return ash, mo


async def vi(chats: Chats) -> Chatter:
    """Who decides, in their chat."""
    async with chats.world.database.read() as db:
        found = await agreed.find_decider(db, chats.world)
    if found is not None:
        return chats.at(found.address)
    return await chats.add(agreed.DECIDER, role=Role.DECISION_MAKER, home="")


async def plan(chats: Chats, ash: Chatter, **changes: object) -> launching.Plan:
    """A plan to ask every resident, for a week."""
    keeper = await person(chats, ash)
    now = chats.clock()
    made: dict[str, object] = {
        "key": RoundId("evenings"),
        "survey": SURVEY,
        "audience": RESIDENTS,
        "closes_at": now + timedelta(days=7),
        "answer_by": (now + timedelta(days=28)).date(),
        "makers": ("Ash",),
        "keeper": keeper,
        **agreed.FIELDS,
    }
    made["decider_id"] = (await person(chats, await vi(chats))).id
    return launching.Plan(**{**made, **changes})  # type: ignore[arg-type]


async def person(chats: Chats, chatter: Chatter):  # type: ignore[no-untyped-def]
    from storage import people

    async with chats.world.database.read() as db:
        found = await people.find_person(db, chats.world.keys, chatter.address)
    assert found is not None
    return found


async def fielded(chats: Chats, ash: Chatter, mo: Chatter, **changes: object) -> Round:
    """An open round that was proposed by Ash and confirmed by Mo."""
    made = await plan(chats, ash, **changes)
    async with chats.world.database.write() as db:
        by, second = await person(chats, ash), await person(chats, mo)
        await agreed.launch(db, chats.world, made, by, second)
    await fielding.open_due(chats.world)
    return await again(chats, made.key)


async def again(chats: Chats, rid: RoundId) -> Round:
    """The round as it is now."""
    async with chats.world.database.read() as db:
        found = await rounds.load_round(db, rid)
    assert found is not None
    return found


async def send(
    chats: Chats,
    round_: Round,
    who: Sequence[Chatter],
    *,
    fallback: Fallback = Fallback.TEAR_UP,
    survey: Survey = SURVEY,
) -> None:
    """Put a sent envelope in place for each of them."""
    sitting = Sitting(
        stage=Stage.SENT,
        answers={QuestionKey(q.id): ANSWERS[q.id] for q in survey.asked},
        sharing=Sharing.MY_WORDS,
        fallback=fallback,
    )
    packed = pack(Envelope(sitting), round_.envelope_size)
    async with chats.world.database.write() as db:
        for chatter in who:
            pid = await _pid(db, chats, chatter)
            await envelopes.save_envelope(db, chats.world.keys, round_.id, pid, packed)
            await ledger.mark(db, round_.id, pid, Standing.SUBMITTED)


async def _pid(db, chats: Chats, chatter: Chatter):  # type: ignore[no-untyped-def]
    from storage import people

    found = await people.find_person(db, chats.world.keys, chatter.address)
    assert found is not None
    return found.id


async def end(chats: Chats, round_: Round) -> Round:
    """Move past the close; let the ticks close and seal (or hold) it."""
    chats.clock.at = round_.closes_at
    await fielding.close_due(chats.world)
    await sealing.seal_due(chats.world)
    return await again(chats, round_.id)


async def answer(chats: Chats, round_: Round) -> None:
    """What whoever decides wrote back, so that the same people may be asked again."""
    async with chats.world.database.write() as db:
        await agreed.answered(db, chats.world, round_.id)
