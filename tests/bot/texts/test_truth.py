"""What young people are told is so: each line here was once false somewhere, or nearly.

``tests/bot/wording/test_consent.py`` ties every sentence of the three screens to what keeps it;
these tests go through the program to the places where a sentence could stop being true.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.services.operating import purging
from bot.services.people import enrolling
from bot.services.rounds import fielding
from bot.wording.consent import Facts, promises
from bot.wording.prompts import choose_fallback, prompt_says, sent_card
from bot.wording.views import View
from storage import envelopes, people
from surveys.anonymity.envelope import unpack
from surveys.flow.engine import prompt_of
from surveys.flow.prompts import AskFallback
from surveys.flow.replies import Fallback
from surveys.flow.sitting import SCREENS, Sitting, Stage
from surveys.ids import QuestionKey
from surveys.people.person import Address, Chat
from surveys.rounds.round import Way
from tests.bot import fielded as field
from tests.bot.chatting import POLICY, START, SURVEY, Chats, a_round, answer_all
from tests.bot.services.people.test_enrolling import sit_down, ticket_round
from tests.bot.texts.catalogues import english
from tests.bot.wording.test_consent import FACTS, TICKET
from tests.surveys.reports.rounds import survey

TICKET_VIEW = View(
    replace(a_round(now=START), way=Way.TICKET), POLICY, Chat.WEB, Sitting(stage=Stage.CHECKING)
)


def keys(facts: Facts) -> set[str]:
    return {key for stage in SCREENS for part in promises(stage, facts) for key in part}


async def test_a_held_round_gives_a_reason_that_is_true_of_both(chats: Chats) -> None:
    """Six sent, all from one home: "only a few sent one" would be a lie to all six.

    Fails when what is said of a held round names one of its two reasons alone.
    """
    asked = await field.residents(chats, 12)
    round_ = await field.fielded(chats, *await field.crew(chats))
    await chats.deliver()
    await field.send(chats, round_, asked[0:12:3])
    await field.send(chats, round_, asked[1:2])
    await field.end(chats, round_)
    await chats.deliver()

    said = asked[0].newest.text
    assert "Too few envelopes came, or nearly all from one home." in said
    assert "Only a few" not in english()["card.held"]
    assert "nearly all from one home" in english()["fall.question"]


async def test_an_envelope_whose_keeper_has_left_is_not_said_to_be_with_them(chats: Chats) -> None:
    """Whoever chose to be heard by Ash must know that Ash never got it.

    Fails when the card is worded by what was chosen, and not by what was done.
    """
    asked = await field.residents(chats, 12)
    ash, mo = await field.crew(chats)
    round_ = await field.fielded(chats, ash, mo)
    await field.send(chats, round_, asked[:1], fallback=Fallback.LET_READ)
    async with chats.world.database.write() as db:
        await people.delete_person(db, await chats.pid(ash))
    await field.end(chats, round_)
    await chats.deliver()

    assert "has left, so it was ripped up unread" in asked[0].newest.text


async def test_a_kept_envelope_is_kept_as_long_as_is_said(chats: Chats) -> None:
    """Fails when the weeks in the words are not the weeks in the program."""
    asked = await field.residents(chats, 12)
    round_ = await field.fielded(chats, *await field.crew(chats))
    await field.send(chats, round_, asked[:1], fallback=Fallback.KEEP)
    await field.end(chats, round_)
    await chats.deliver()

    assert "for twelve weeks at most" in asked[0].newest.text
    assert timedelta(weeks=12) == purging.KEPT_FOR_NEXT


def test_a_ticket_is_offered_nothing_that_needs_a_name() -> None:
    """An envelope that belongs to nobody cannot be kept for them, nor read as theirs.

    Fails when a ticket is offered to keep it, to let somebody read it, or to be sent results.
    """
    asked = prompt_says(TICKET_VIEW, AskFallback(Fallback.TEAR_UP))[0]
    labels = [
        [button.label for row in said.rows for button in row if button.press.startswith("f:")]
        for said in (asked, choose_fallback(TICKET_VIEW))
    ]

    assert [len(each) for each in labels] == [1, 1]
    assert "I can't keep it for you" in asked.text
    assert "too_few_ticket" in keys(TICKET)
    assert "too_few" not in keys(TICKET)
    assert "I can't send you the results" in sent_card(TICKET_VIEW).text


@pytest.mark.parametrize("typed", ["keep mine for next time", "2", "3"])
async def test_a_ticket_that_types_keep_is_set_to_be_torn_up_all_the_same(
    chats: Chats, typed: str
) -> None:
    """What cannot be done is not noted as chosen, typed or forged.

    Fails when the envelope of a ticket holds another choice than to be torn up.
    """
    round_, codes = await ticket_round(chats)
    await sit_down(chats, round_)
    signed = await enrolling.enter_ticket(chats.world, codes[0])
    assert signed is not None
    number = await enrolling.whose_token(chats.world, signed.token)
    assert number is not None
    await chats.deliver()
    sitter = chats.at(Address(Chat.WEB, number))
    for label in ("Next", "OK", "Start"):
        await sitter.press(label)
    await answer_all(sitter)
    await sitter.press("If too few")
    await sitter.type(typed)
    await sitter.tap(f"f:{round_.tag}:1")
    async with chats.world.database.read() as db:
        blob = await envelopes.load_envelope(db, chats.world.keys, round_.id, signed.pid)
    assert blob is not None
    sitting = unpack(blob).sitting
    assert sitting is not None

    assert sitting.fallback is Fallback.TEAR_UP


def test_stopping_after_sending_does_not_threaten_what_was_sent() -> None:
    """Somebody who stops while changing a sent answer has sent it, and it stays sent.

    Fails when everyone who stops is told that theirs will be ripped up.
    """
    tea = QuestionKey("tea")
    begun = Sitting(stage=Stage.ASKING, at=tea, paused=True)
    sent = Sitting(stage=Stage.SENT, at=tea, paused=True)
    said = [
        prompt_says(replace(TICKET_VIEW, sitting=each), prompt_of(SURVEY, each))[0].text
        for each in (begun, sent)
    ]

    assert "ripped up unread" in said[0]
    assert "What you sent stays sent." in said[1]
    assert "ripped up" not in said[1]


def test_the_number_of_questions_is_a_most_where_some_are_not_asked_of_everybody() -> None:
    """Who is told seven and asked nine would wonder what else is not so.

    Fails when branches are counted as if everybody were asked them.
    """
    first, second = {"id": "heard", "type": "yes_no"}, {"id": "calm", "type": "yes_no"}
    surveys = [
        survey(first, second),
        survey(first, {**second, "show_if": {"is": {"heard": "no"}}}),
    ]
    found = [keys(replace(FACTS, round=replace(FACTS.round, survey=each))) for each in surveys]

    assert ["questions" in each for each in found] == [True, False]
    assert ["questions_most" in each for each in found] == [False, True]


async def test_days_that_can_move_are_said_to_move(chats: Chats) -> None:
    """A round can be closed early or given more days; what was said before must allow for it.

    Fails when the first screen gives days and does not say that they can change.
    """
    await field.residents(chats, 12)
    round_ = await field.fielded(chats, *await field.crew(chats))
    async with chats.world.database.write() as db:
        later = await fielding.extend(
            db, chats.world, round_.id, round_.closes_at + timedelta(days=3), None
        )
        closed = await fielding.close(db, chats.world, round_.id, None)

    assert closed
    assert later.results_on > round_.results_on
    assert "may_move" in keys(FACTS)


def test_nobody_is_said_to_have_written_what_they_only_chose() -> None:
    """A round from the library is begun by somebody who did not write its questions.

    Fails when the first screen says that they wrote them.
    """
    assert "chose these questions" in english()["consent.makers"]
    assert "wrote" not in english()["consent.makers"]
