"""From ideas to the next question: asked, sorted, voted on, and begun as a survey of its own."""

from __future__ import annotations

import random
from collections.abc import Sequence

import pytest

from bot.demo.invented import invented, list_texts
from bot.services.reading.piles import texts_of
from bot.services.results import releasing
from bot.services.themes import approving
from bot.services.themes.boards import texts_on
from storage import drafts, envelopes, ledger, readings, theme_boards
from storage.readings import Decision, Reading
from surveys.anonymity.envelope import Envelope, pack
from surveys.definitions.questions import Pairs
from surveys.definitions.survey import Survey
from surveys.drafting.draft import Kind
from surveys.drafting.finishing import to_survey
from surveys.flow.answers import Wrote
from surveys.flow.replies import Sharing
from surveys.flow.sitting import Sitting, Stage
from surveys.ids import ParticipantId, RoundId
from surveys.library import load_library
from surveys.people.person import Person
from surveys.people.roles import Role
from surveys.reports.ideas import ASK_NEXT
from surveys.rounds.ledger import Standing
from surveys.rounds.round import Round, State
from surveys.themes.board import Entry
from surveys.themes.moves import NewTheme
from tests.bot import fielded as field
from tests.bot.chatting import Chats, Chatter

pytestmark = [pytest.mark.sqlite_only, pytest.mark.full]

IDEAS = {
    "A dog or a cat": "Could we have a dog or a cat in the house?",
    "Where we go at weekends": "Where do we all go at the weekends?",
    "Who can stay over": "Which friends can stay over at night?",
}
IDEAS_ROUND, VOTE, NEXT = RoundId("ideas"), RoundId("vote"), RoundId("next-one")


async def test_16_an_idea_of_many_becomes_the_next_question_that_everybody_gets(
    chats: Chats,
) -> None:
    """16: ideas are asked for, sorted, voted on two at a time; a tap makes the first of them a
    survey, and its round reaches everybody who had a say. Each idea waits for a yes or a no.

    Fails where one step's result does not fit the next one's beginning.
    """
    crowd = await field.residents(chats, 24)
    ash, mo = await field.crew(chats)
    await chats.add("Sam", role=Role.READER, home="")
    await chats.add("Mina", role=Role.SAFEGUARDING_LEAD, home="")
    await chats.add("Kit", role=Role.EBE, home="")

    ideas = await _asked(chats, (ash, mo), IDEAS_ROUND, load_library("what-next"), crowd)
    await _sorted(chats, ideas)
    await _released(chats, ideas, themes=True)
    await ash.type("/report")
    await ash.press("What first? ")
    vote = await _draft_of(chats, ash, Kind.PAIRS)
    (asked,) = [one for one in vote.asked if isinstance(one, Pairs)]
    assert {choice.label["en"] for choice in asked.choices} == set(IDEAS)

    await field.answer(chats, ideas)
    voted = await _asked(chats, (ash, mo), VOTE, vote, crowd)
    await _released(chats, voted, themes=False)
    await _each_idea_waits_for_a_yes_or_a_no(chats, voted)
    await ash.tap(f"res:{voted.tag}")
    assert sum(label.startswith("Ask this next: ") for label in ash.newest.labels()) == 3
    await ash.press("Ask this next: ")
    chosen = await _draft_of(chats, ash, Kind.LONG_TEXT)
    assert chosen.title["en"] in IDEAS

    await field.answer(chats, voted)
    last = await field.fielded(chats, ash, mo, key=NEXT, survey=chosen, numbered=True)
    await chats.deliver()
    for one in crowd:
        await one.type("/start")
    assert last.state is State.OPEN
    wanted = f"Start: {chosen.title['en']}"
    assert all(wanted in one.newest.labels() for one in crowd), crowd[0].newest


async def _draft_of(chats: Chats, ash: Chatter, kind: Kind) -> Survey:
    """The survey of the draft that asks such a question, as it would be asked."""
    pid = await chats.pid(ash)
    async with chats.world.database.read() as db:
        kept = await drafts.list_drafts(db, chats.world.keys, pid)
    (found,) = [one.draft for one in kept if one.draft.entries[0].kind is kind]
    return to_survey(found)


async def _asked(
    chats: Chats,
    crew: tuple[Chatter, Chatter],
    key: RoundId,
    survey: Survey,
    crowd: Sequence[Chatter],
) -> Round:
    """A round of it that everybody answered, sealed."""
    round_ = await field.fielded(chats, *crew, key=key, survey=survey, numbered=True)
    draw = random.Random(7)  # the same at every run
    unsaid = list_texts(draw)
    async with chats.world.database.write() as db:
        for number, one in enumerate(crowd):
            answers = {each.id: invented(each, draw, unsaid) for each in survey.asked}
            if ASK_NEXT in answers and not isinstance(survey.item(ASK_NEXT), Pairs):
                answers[ASK_NEXT] = Wrote(list(IDEAS.values())[number % 3])
            sitting = Sitting(stage=Stage.SENT, answers=answers, sharing=Sharing.MY_WORDS)
            pid = await chats.pid(one)
            packed = pack(Envelope(sitting), round_.envelope_size)
            await envelopes.save_envelope(db, chats.world.keys, round_.id, pid, packed)
            await ledger.mark(db, round_.id, pid, Standing.SUBMITTED)
    return await field.end(chats, round_)


async def _sorted(chats: Chats, round_: Round) -> None:
    """Every text is passed, and each idea is a theme of its own that three people let go."""
    world, sam = chats.world, await _pid_of(chats, "Sam")
    async with world.database.write() as db:
        for aid in await texts_of(db, world, round_.id):
            passed = Reading(Decision.PASSED, typical=True)
            await readings.record_reading(db, world.keys, round_.id, aid, passed)
        texts = await texts_on(db, world, round_.id, ASK_NEXT)
        for number, (name, said) in enumerate(IDEAS.items(), 1):
            about = tuple(aid for aid, one in texts.items() if one.words == said)
            move = NewTheme(name, f"Whether we ask about {name.lower()}.", about)
            place = (ASK_NEXT, number)
            entry = Entry(sam, world.now(), move)
            assert await theme_boards.append_move(db, world.keys, round_.id, place, entry)
    steps = (
        (approving.put_forward, "Sam"),
        (approving.confirm, "Mina"),
        (approving.let_go, "Kit"),
    )
    for step, name in steps:
        pid = await _pid_of(chats, name)
        looked = await approving.glance(world, pid, round_.id)
        assert looked is not None
        assert await step(world, pid, round_.id, looked.mark) is None


async def _released(chats: Chats, round_: Round, *, themes: bool) -> None:
    """Put forward by one and let go by another; everybody who was asked is sent the news."""
    world = chats.world
    if not themes:
        async with world.database.write() as db:
            for aid in await texts_of(db, world, round_.id):
                await readings.record_reading(
                    db, world.keys, round_.id, aid, Reading(Decision.PASSED)
                )
    sam, kit = await _pid_of(chats, "Sam"), await _pid_of(chats, "Kit")
    await releasing.propose_release(world, sam, round_.id, without_themes=not themes)
    await releasing.approve_release(world, kit, round_.id)
    chats.clock.on(hours=2)
    await chats.deliver()


async def _each_idea_waits_for_a_yes_or_a_no(chats: Chats, round_: Round) -> None:
    vi = await field.vi(chats)
    card = await vi.tap(f"dc:o:{round_.tag}")

    assert all(f"{idea}: nothing yet" in card for idea in IDEAS)


async def _pid_of(chats: Chats, nick: str) -> ParticipantId:
    from storage import people

    async with chats.world.database.read() as db:
        found: list[Person] = await people.list_people(db, chats.world.keys)
    return next(one.id for one in found if one.nick == nick)
