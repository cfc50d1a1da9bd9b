"""Before anybody is asked: whoever decides says yes, a second person sees what is new."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.services.asking import agreeing, launching
from bot.services.refusing import PlanRefused
from bot.services.rounds import fielding
from storage import audit, people, rounds
from surveys.ids import ParticipantId, RoundId
from surveys.people.audience import Whom
from surveys.people.person import Address, Chat, Kind
from surveys.people.roles import Role
from surveys.rounds.round import State
from tests import agreed
from tests.bot import fielded as field
from tests.bot.chatting import SURVEY, Chats, Chatter

RID = RoundId("evenings")


async def waits(chats: Chats, **changes: object) -> tuple[Chatter, Chatter, Chatter]:
    """Ash proposed a round for twelve; Vi decides, Mo could be its second person."""
    await field.residents(chats, 12)
    ash, mo = await field.crew(chats)
    vi = await field.vi(chats)
    made = await field.plan(chats, ash, **changes)
    async with chats.world.database.write() as db:
        await launching.propose(db, chats.world, made, await field.person(chats, ash))
    await chats.deliver()
    return ash, mo, vi


def button(chatter: Chatter, start: str) -> str:
    """What the newest button with such a code sends."""
    found = [b.press for m in chatter.shown.values() for b in m.buttons]
    return next(code for code in reversed(found) if code.startswith(start))


async def opened(chats: Chats) -> State:
    await fielding.open_due(chats.world)
    return (await field.again(chats, RID)).state


async def test_c8_nothing_goes_out_before_whoever_decides_has_accepted(chats: Chats) -> None:
    """Young people asked for nothing: nobody had promised to answer."""
    _, mo, vi = await waits(chats)
    async with chats.world.database.write() as db:
        second = await field.person(chats, mo)
        with pytest.raises(PlanRefused, match="waits for Vi, director to accept"):
            await launching.confirm(db, chats.world, RID, second, 12)
        # Even if somebody had confirmed it behind the program's back.
        await rounds.update_round(db, RID, confirmed_by=second.id)

    assert await opened(chats) is State.PROPOSED
    assert "Nobody is asked before you say yes." in vi.newest.text
    await agreed.accept_in_chat(vi)
    assert (await field.again(chats, RID)).confirmed_by is None
    await mo.press("Yes, 12 people")
    assert await opened(chats) is State.OPEN


async def test_whoever_decides_reads_what_they_promise(chats: Chats) -> None:
    """The title, why, what could change, whom it asks, each question, and their day."""
    _, _, vi = await waits(chats)
    card = vi.newest.text

    for said in ("Ash wants to ask", "Evenings", "12 people", "who moved on", "1. "):
        assert said in card
    assert "I accept: I will answer by Monday 29 March" in [b.label for b in vi.newest.buttons]


async def test_a_yes_is_kept_in_the_trail_and_its_author_is_told(chats: Chats) -> None:
    """Who promised an answer, and when, must not be a matter of memory."""
    ash, _, vi = await waits(chats)
    said = await agreed.accept_in_chat(vi)
    async with chats.world.database.read() as db:
        trail = [(entry.action, entry.who) for entry in await audit.list_audit(db)]
        decider = (await field.person(chats, vi)).id

    assert "goes to a second person now" in said
    assert ("accepted", decider) in trail
    assert "Vi, director accepted Evenings" in ash.newest.text


async def test_c5_nobody_accepts_for_whoever_decides(chats: Chats) -> None:
    """A borrowed button, from every other account that works here."""
    ash, mo, vi = await waits(chats)
    code = button(vi, "dm:yes")
    lead = await chats.add("Mina", role=Role.SAFEGUARDING_LEAD, home="")
    said = [await each.tap(code) for each in (ash, mo, lead)]

    assert not (await field.again(chats, RID)).is_accepted
    assert said[0] == said[2] == "That isn't open to you. Nothing was changed."
    assert said[1] == "That one isn't waiting for you."


async def test_c8_the_author_cannot_accept_with_a_second_account(chats: Chats) -> None:
    """An author who is also the decision-maker would promise themselves an answer."""
    ash, _, _ = await waits(chats)
    first = await field.person(chats, ash)
    other = replace(
        first,
        id=ParticipantId(b"another account."),
        role=Role.DECISION_MAKER,
        nick="Ashley",
        address=Address(Chat.TELEGRAM, 880_999_999),
        same_as=first.id,
    )
    made = replace(await field.plan(chats, ash, key=RoundId("mine")), decider_id=other.id)
    async with chats.world.database.write() as db:
        await people.add_person(db, chats.world.keys, other)
        with pytest.raises(PlanRefused, match="those must be two people"):
            await launching.propose(db, chats.world, made, first)
        await rounds.update_round(db, RID, decider_id=other.id)
        with pytest.raises(PlanRefused, match="does not wait for Ashley"):
            await agreeing.accept(db, chats.world, RID, other)


async def test_c8_whoever_decides_is_not_the_second_person_too(chats: Chats) -> None:
    """Three people look at a round: who wrote it, who answers for it, and one more."""
    _, _, vi = await waits(chats)
    await agreed.accept_in_chat(vi)
    round_ = await field.again(chats, RID)
    said = await vi.tap(f"st:yes:{round_.tag}:12")
    decider = await field.person(chats, vi)
    async with chats.world.database.write() as db:
        with pytest.raises(PlanRefused, match="not the one who decides"):
            await launching.confirm(db, chats.world, RID, decider, 12)

    assert "isn't waiting" in said
    assert (await field.again(chats, RID)).confirmed_by is None


@pytest.mark.parametrize(
    "change", [{"answer_by": timedelta(days=7)}, {"decider_id": None}], ids=["day", "decider"]
)
async def test_c8_what_was_accepted_and_then_changed_is_not_accepted(
    chats: Chats, change: dict[str, timedelta | None]
) -> None:
    """A later day, or somebody else's name, is not what was promised."""
    _, mo, vi = await waits(chats)
    await agreed.accept_in_chat(vi)
    await mo.press("Yes, 12 people")
    was = await field.again(chats, RID)
    async with chats.world.database.write() as db:
        if "answer_by" in change:
            await rounds.update_round(db, RID, answer_by=was.answer_by + timedelta(days=7))
        else:
            second = await field.person(chats, mo)
            await rounds.update_round(db, RID, decider_id=second.id)

    assert await opened(chats) is State.PROPOSED
    assert not (await field.again(chats, RID)).is_accepted


async def test_a_button_of_another_day_accepts_nothing_and_shows_it_anew(chats: Chats) -> None:
    """They said yes to a day. If that moved, they are asked again."""
    _, _, vi = await waits(chats)
    code = button(vi, "dm:yes")
    was = await field.again(chats, RID)
    async with chats.world.database.write() as db:
        await rounds.update_round(db, RID, answer_by=was.answer_by + timedelta(days=1))
    said = await vi.tap(code)

    assert "Something changed since I showed you that." in said
    assert "Tuesday 30 March" in said
    assert not (await field.again(chats, RID)).is_accepted


async def test_of_two_approvals_at_once_one_counts(chats: Chats) -> None:
    """Two people tap in the same second; the trail must name one."""
    _, mo, vi = await waits(chats)
    kit = await chats.add("Kit", role=Role.EBE, home="")
    await agreed.accept_in_chat(vi)
    async with chats.world.database.write() as db:
        round_ = await rounds.load_round(db, RID)
        assert round_ is not None
        first, second = await field.person(chats, mo), await field.person(chats, kit)
        done = [await rounds.mark_confirmed(db, round_, who.id) for who in (first, second)]
        moved = replace(round_, answer_by=round_.closes_at.date())
        twice = await rounds.mark_accepted(db, moved)

    assert done == [True, False]
    assert not twice
    assert (await field.again(chats, RID)).confirmed_by == first.id


async def test_whoever_decides_and_left_answers_nobody(chats: Chats) -> None:
    """Between the yes and the opening they left: somebody else has to promise."""
    ash, mo, vi = await waits(chats)
    await agreed.accept_in_chat(vi)
    await mo.press("Yes, 12 people")
    async with chats.world.database.write() as db:
        await people.delete_person(db, (await field.person(chats, vi)).id)

    assert await opened(chats) is State.PROPOSED
    assert "decides" in await ash.type("/rounds")


async def test_whoever_is_asked_gets_no_second_persons_card(chats: Chats) -> None:
    """They would be refused at the yes; where nobody is left, its author hears so."""
    nicks = (*(f"E{n}" for n in range(7)), "Ash")
    *others, ash = [await chats.add(nick, role=Role.EBE, home="") for nick in nicks]
    async with chats.world.database.write() as db:
        for one in await people.list_people(db, chats.world.keys, role=Role.EBE):
            await people.change_tags(db, chats.world.keys, one, home="", kind=Kind.EBE)
    vi = await field.vi(chats)
    made = await field.plan(chats, ash, audience=Whom.EXPERTS.rule)
    async with chats.world.database.write() as db:
        await launching.propose(db, chats.world, made, await field.person(chats, ash))
    await chats.deliver()
    await agreed.accept_in_chat(vi)
    await chats.deliver()
    round_ = await field.again(chats, RID)

    for one in others:
        assert not one.shown
        assert "isn't waiting" in await one.tap(f"st:ok:{round_.tag}")
    assert "Nobody here can look at Evenings as the second person" in ash.newest.text


async def test_a_greeting_leads_to_what_waits_for_a_yes(chats: Chats) -> None:
    """ "There's nothing to answer" was not true of somebody a round waited for."""
    ash, mo, vi = await waits(chats)
    asks = await vi.type("/start")
    nothing = await mo.type("/start")
    await agreed.accept_in_chat(vi)
    looks = await mo.type("/start")
    lead = await chats.add("Mina", role=Role.SAFEGUARDING_LEAD, home="")
    both = await lead.type("/start")

    assert "Something waits for your yes." in asks
    assert "Evenings waits for your yes" in vi.newest.labels()
    assert "nothing to answer" in nothing
    assert "Something waits for your yes." in looks
    assert "Something waits for your yes.\nIf a concern needs you" in both
    assert "Yes, 12 people" in (await mo.press("Look at Evenings"), mo.newest.labels())[1]
    assert "nothing to answer" in await vi.type("/start")
    assert "nothing to answer" in await ash.type("/start")


async def test_it_is_sent_back_with_a_note_and_nothing_is_lost(chats: Chats) -> None:
    """By whoever decides, in their own words; the plan is its author's again."""
    ash, mo, vi = await planned(chats)
    await vi.press("I can't")
    said = await vi.type("Please ask about weekends too.\nNot only evenings.")
    back = ash.newest.text
    again = await ash.press("Plan it again")
    cancelled = (await field.again(chats, RoundId("food-honestly"))).state
    await ash.press("Propose it")
    await agreed.accept_in_chat(vi)

    assert said == "Sent back, with your note. Nobody was asked."
    assert "Vi sent Food, honestly back." in back
    assert "Please ask about weekends too. Not only evenings." in again
    assert "Asks 12 people" in again
    assert cancelled is State.CANCELLED
    assert (await field.again(chats, RoundId("food-honestly-2"))).is_accepted
    assert "Ash wants to ask" in mo.newest.text


async def planned(chats: Chats) -> tuple[Chatter, Chatter, Chatter]:
    """Ash planned a round of the library in chat and proposed it."""
    await field.residents(chats, 12)
    ash, mo = await field.crew(chats)
    vi = await field.vi(chats)
    await ash.tap("st:who:food-honestly")
    await agreed.plan_in_chat(ash, "Every home", "A week")
    await ash.press("Propose it")
    return ash, mo, vi


async def test_a_second_person_sends_it_back_too(chats: Chats) -> None:
    """They saw something in the questions; a flat no would lose what was written."""
    ash, mo, vi = await planned(chats)
    await agreed.accept_in_chat(vi)
    await mo.press("Send it back with a note")
    short = await mo.type("?")
    await mo.type("The third question is two questions.")

    assert "A note takes 2 to 500" in short
    assert "The third question is two questions." in ash.newest.text
    assert (await field.again(chats, RoundId("food-honestly"))).state is State.CANCELLED


@pytest.mark.parametrize("who", ["author", "decider who said yes", "stranger to it"])
async def test_c5_a_note_is_taken_from_nobody_else(chats: Chats, who: str) -> None:
    """Sending back ends a round: only the two who are asked about it may."""
    ash, _, vi = await planned(chats)
    await agreed.accept_in_chat(vi)
    tag = (await field.again(chats, RoundId("food-honestly"))).tag
    jo = await chats.add("Jo", role=Role.DESIGNER, home="")
    chatter = {"author": ash, "decider who said yes": vi, "stranger to it": jo}[who]
    for code in (f"st:back:{tag}", f"dm:no:{tag}"):
        await chatter.tap(code)
        await chatter.type("Stop this round, please.")

    assert (await field.again(chats, RoundId("food-honestly"))).state is State.PROPOSED


async def test_somebody_who_types_that_they_need_help_is_heard_and_no_note(chats: Chats) -> None:
    """The next words were to be a note. They were not."""
    _, _, vi = await planned(chats)
    await vi.press("I can't")
    said = await vi.type("help me")

    assert "Sent back" not in said
    assert (await field.again(chats, RoundId("food-honestly"))).state is State.PROPOSED


# ---- what a second person sees


async def test_a_second_person_sees_only_what_changed_since_it_was_approved(chats: Chats) -> None:
    """The whole again would be read by nobody the third time."""
    await field.residents(chats, 12)
    ash, mo = await field.crew(chats)
    await field.fielded(chats, ash, mo)
    was = SURVEY.questions[0]
    reworded = was.model_copy(update={"text": {**was.text, "en": "Are you listened to?"}})
    changed = SURVEY.model_copy(update={"questions": (reworded, *SURVEY.questions[1:])})
    made = await field.plan(chats, ash, key=RoundId("next"), survey=changed, numbered=True)
    async with chats.world.database.write() as db:
        await rounds.update_round(db, RID, state=State.CANCELLED)
        proposed = await agreed.propose(db, chats.world, made, await field.person(chats, ash))
    await chats.deliver()
    card = mo.newest.text

    assert proposed.survey.version == SURVEY.version + 1
    assert "Changed since it was last approved:" in card
    assert f"1: wording: “{was.text['en']}” is now “Are you listened to?”" in card
    assert card.count(" is now ") == 1


async def test_a_survey_nobody_approved_is_shown_whole_and_what_is_known_of_it(
    chats: Chats,
) -> None:
    """New: every question, whether peers tried it, and what the coach still says."""
    _, mo, vi = await planned(chats)
    await agreed.accept_in_chat(vi)
    card = mo.newest.text
    await mo.press("See every question")
    listed = mo.newest.text
    back = await mo.press("Look at")

    assert "1. " in listed
    assert back == card.removeprefix("Something is waiting.\n\n")
    assert 'question "' not in card, "nobody finds a question by its name in a file"
    assert "New: nobody has approved these questions before." in card
    assert "No peer has tried it." in card
    assert "coach" in card
    assert "How it is safe: You answer by yourself" in card
    assert "Vi said yes, and answers by" in card


async def test_a_second_person_walks_it_as_a_young_person_will(chats: Chats) -> None:
    """Words on a card are not a round on a phone."""
    _, mo, vi = await planned(chats)
    await agreed.accept_in_chat(vi)
    first = await mo.press("See it as they will")
    then = await mo.press("Next")

    assert "Food" in first
    assert then
    assert "isn't open to you" not in then


async def test_an_open_round_keeps_its_version_when_the_next_is_published(chats: Chats) -> None:
    """Whoever answers today must not be asked something else tomorrow."""
    await field.residents(chats, 12)
    ash, mo = await field.crew(chats)
    first = await field.fielded(chats, ash, mo)
    changed = SURVEY.model_copy(update={"title": {**SURVEY.title, "en": "Evenings now"}})
    made = await field.plan(chats, ash, key=RoundId("next"), survey=changed, numbered=True)
    again = await field.plan(chats, ash, key=RoundId("third"), survey=SURVEY, numbered=True)
    async with chats.world.database.write() as db:
        second = await launching.propose(db, chats.world, made, await field.person(chats, ash))
        third = await launching.propose(db, chats.world, again, await field.person(chats, ash))
    now = await field.again(chats, RID)

    assert now.survey == first.survey == SURVEY
    assert second.survey.version == SURVEY.version + 1
    assert third.survey == SURVEY


async def test_young_people_read_who_decides_by_when_and_how_it_is_safe(chats: Chats) -> None:
    """Space, voice, audience and influence, before question one."""
    await field.residents(chats, 12)
    ash, mo = await field.crew(chats)
    round_ = await field.fielded(chats, ash, mo)
    ann = next(iter(chats.chatters.values()))
    said = await ann.tap(f"go:{round_.tag}")

    assert "Who will use the answers: Vi, director." in said
    assert f"How it's safe: {agreed.SPACE}" in said
    assert f"How you can say it: {agreed.VOICE}" in said
