"""What came of the released round: its themes, what was decided of each, and its rating."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from bot.demo.invented import IDEAS
from bot.services.results import answering_back, rating, releasing
from bot.services.themes import approving
from bot.services.themes.boards import texts_on
from bot.services.world import World
from bot.texts import say
from storage import decisions, ledger, ratings, rounds, theme_boards
from surveys.ids import AnswerId, QuestionKey, RoundId
from surveys.people.person import Person
from surveys.reports.model import Verdict
from surveys.rounds.deciding import Written
from surveys.rounds.promise import WrittenBack
from surveys.rounds.rating import Rate
from surveys.rounds.round import Round
from surveys.themes.board import Entry
from surveys.themes.moves import NewTheme

SORTED_OF = QuestionKey("try")
"""The released round's question in one's own words."""
RATED = (Rate.GOOD,) * 14 + (Rate.PARTLY,) * 6
"""How those asked found the answer."""


@dataclass(frozen=True, slots=True)
class Topic:
    """One theme of the made-up texts.

    Args:
        line: What an answer in it says.
        signs: Pieces of the texts that are in it.
        verdict: What was decided of it.
        due: Its day, from the demo's start on; None where there is nothing to do. Unit: days.
        done: The day it was done on; None where it is not. Unit: days.
    """

    key: str
    line: str
    signs: tuple[str, ...]
    verdict: Verdict
    due: int | None = None
    done: int | None = None


TOPICS: Mapping[str, Topic] = {
    "Going places": Topic(
        "places",
        "Seeing more than the street they live in.",
        ("the sea", "plane", "snow", "tree house", "gig", "telescope", IDEAS[2]),
        Verdict.PARTLY,
        due=-6,
    ),
    "A home of my own": Topic(
        "home",
        "Their own place, or an animal to look after.",
        ("a dog", "chickens", "balcony", "front door", "old van", IDEAS[1]),
        Verdict.NO,
    ),
    "Work I pick myself": Topic(
        "work",
        "A job they dream of, or to try one for a day.",
        ("trainers", "paramedic", "nail shop", "restaurant", "telly", "Coach"),
        Verdict.YES,
        due=-120,
        done=-126,
    ),
    "Learning something": Topic(
        "learning",
        "To get good at something, at school or far from it.",
        ("book", "studio", "dance", "sign language", "maths", "boxing", "uni,", IDEAS[0]),
        Verdict.NOT_NOW,
        due=45,
    ),
}
"""By name, in the order they were sorted in."""


@dataclass(frozen=True, slots=True)
class Hands:
    """Whose hands a result goes through: four people, as everywhere."""

    reader: Person
    lead: Person
    second: Person
    decider: Person


async def release(world: World, rid: RoundId, hands: Hands) -> None:
    """What is read is sorted, looked at, let go, and released with its themes."""
    async with world.database.write() as db:
        texts = await texts_on(db, world, rid, SORTED_OF)
        words = {aid: one.words for aid, one in texts.items()}
        for number, (name, topic) in enumerate(TOPICS.items(), 1):
            move = NewTheme(name, topic.line, _about(topic, words))
            entry = Entry(hands.reader.id, world.now(), move)
            await theme_boards.append_move(db, world.keys, rid, (SORTED_OF, number), entry)
    yes = (
        (approving.put_forward, hands.reader),
        (approving.confirm, hands.lead),
        (approving.let_go, hands.second),
    )
    for step, person in yes:
        looked = await approving.glance(world, person.id, rid)
        assert looked is not None, f"{person.nick} has a part in it"
        trouble = await step(world, person.id, rid, looked.mark)
        assert trouble is None, trouble
    await releasing.propose_release(world, hands.reader.id, rid)
    await releasing.approve_release(world, hands.second.id, rid)


def _about(topic: Topic, words: Mapping[AnswerId, str]) -> tuple[AnswerId, ...]:
    return tuple(aid for aid, said in words.items() if any(sign in said for sign in topic.signs))


async def answer_back(world: World, rid: RoundId, hands: Hands, days_ago: int) -> None:
    """Whoever decides says what happens next, and what comes of each theme; it is told to
    everybody who was asked, and they begin to rate it.

    Args:
        days_ago: How long before the demo's start this is. Unit: days.
    """
    written = WrittenBack(next=say("demo.back_next"), changed=say("demo.back_changed"))
    start = world.today() + timedelta(days=days_ago)
    async with world.database.write() as db:
        round_ = await _round(db, rid)
        await answering_back.give(db, world, round_, written, hands.decider)
        numbers = []
        for name, topic in TOPICS.items():
            due = None if topic.due is None else start + timedelta(days=topic.due)
            made = Written(
                topic.verdict,
                promise=say(f"demo.promise_{topic.key}"),
                reason=say(f"demo.reason_{topic.key}"),
                owner="" if due is None else say(f"demo.owner_{topic.key}"),
                due=due,
            )
            number = await decisions.save_draft(db, rid, name, made)
            assert await decisions.let_go(db, rid, number, world.today())
            numbers.append(number)
        assert await decisions.mark_told(db, rid, numbers, 1)
        for number, topic in zip(numbers, TOPICS.values(), strict=True):
            if topic.done is not None:
                on = start + timedelta(days=topic.done)
                await decisions.mark_done(db, rid, number, on)
            elif topic.due is not None and topic.due < 0:  # All were told so, on that day.
                await decisions.claim_reminder(db, rid, number)
                await decisions.claim_late(db, rid, number)
        begun = await rating.begin(db, world, round_)
        assert begun is not None, "its people were asked by name"
        asked = await ledger.list_asked(db, rid)
        for pid, given in zip(asked, RATED, strict=False):
            await ratings.rate(db, world.keys, begun.id, pid, given)


async def release_slips(world: World, rid: RoundId, hands: Hands) -> None:
    """A round by slips comes out, and whoever decides says what happens next."""
    await releasing.propose_release(world, hands.reader.id, rid, without_themes=True)
    await releasing.approve_release(world, hands.second.id, rid)
    async with world.database.write() as db:
        round_ = await _round(db, rid)
        written = WrittenBack(next=say("demo.back_slips"))
        await answering_back.give(db, world, round_, written, hands.decider)


async def _round(db: AsyncSession, rid: RoundId) -> Round:
    round_ = await rounds.load_round(db, rid)
    assert round_ is not None, "it was just let go"
    return round_
