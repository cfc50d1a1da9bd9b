"""Choosing: what somebody makes of their own concern. Read back first, then done.

A button that is not theirs, or of a concern that is gone, gets one same line.
"""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy.ext.asyncio import AsyncSession

from bot.outgoing import Outgoing, Rewrite, Say
from bot.services.knowing import Spoken, Visit
from bot.services.owing import HELP
from bot.services.safeguarding import alerting, helping, noticing
from bot.services.world import World
from bot.texts import say
from bot.wording import noticing as words
from bot.wording.noticing import Kept, Moment
from bot.wording.presses import Press
from storage import concerns, rounds
from surveys.definitions.questions import NonAnswer
from surveys.flow.answers import Declined
from surveys.rounds.round import State
from surveys.safeguarding.concern import Telling

SURE = {"name_yes": "name", "unnamed_yes": "unnamed"}
"""The second press of what cannot be undone."""


async def choose(db: AsyncSession, world: World, here: Visit, pressed: Press) -> Spoken:
    """Take a button of a card about their own words."""
    handle, choice, *_ = (*pressed.parts, "", "")
    held = await concerns.find_concern(db, world.keys, handle, lock=True)
    if held is None or here.pid is None or held[0].author != here.pid:
        return Spoken(toast=say("chosen.settled", here.language))
    moment = await noticing.moment_of(db, world, here, held[0])
    if choice == "out":
        return await _leave_out(db, world, here, moment)
    if moment.concern.telling is Telling.OFFERED:
        return await _of_offer(db, world, here, moment, choice)
    if choice == "not_meant" and moment.concern.not_meant:
        return Spoken(toast=moment.words("chosen.marked"), alert=True)
    if choice == "not_meant":
        await alerting.answer_offer(db, world, handle, here.pid, choice)
        return _shown(here, words.chosen_card(moment, "marked"), anew=True)
    return Spoken(toast=moment.words("chosen.told_already"), alert=True)


async def _of_offer(
    db: AsyncSession, world: World, here: Visit, moment: Moment, choice: str
) -> Spoken:
    assert here.pid is not None, "strangers have no concern of theirs"
    concern = moment.concern
    if choice == "back":
        return _shown(here, words.offer_card(moment, world.policy.plan))
    wanted = SURE.get(choice, choice)
    if wanted not in words.choices_for(concern, ticket=moment.ticket):
        return Spoken(toast=say("refused.unknown_button", here.language))
    if choice in SURE.values():
        return _shown(here, words.sure_card(moment, choice))
    await alerting.answer_offer(db, world, concern.handle, here.pid, wanted)
    done = _shown(here, words.chosen_card(moment, wanted))
    if wanted != "numbers":
        return done
    numbers = await helping.need_help(
        db, world, here, category=concern.category, severity=concern.severity
    )
    return replace(done, said=(*done.said, *numbers.said))


async def _leave_out(db: AsyncSession, world: World, here: Visit, moment: Moment) -> Spoken:
    """Take the answer out of their envelope: it counts as skipped."""
    concern = moment.concern
    round_ = None if concern.round is None else await rounds.load_round(db, concern.round)
    if round_ is None or round_.state is not State.OPEN:
        return Spoken(toast=moment.words("chosen.out_closed"), alert=True)
    envelope = await noticing.envelope_of(db, world, here, concern)
    key, sitting = concern.question, None if envelope is None else envelope.sitting
    if envelope is None or sitting is None or key is None or moment.kept is Kept.NOWHERE:
        return Spoken(toast=moment.words("chosen.out_gone"), alert=True)
    emptied = replace(
        sitting,
        answers={**sitting.answers, key: Declined(NonAnswer.SKIPPED)},
        masked=tuple(each for each in sitting.masked if each != key),
        signed=tuple(each for each in sitting.signed if each != key),
    )
    await noticing.put_back(db, world, round_, here, replace(envelope, sitting=emptied))
    return _shown(here, words.chosen_card(moment, "out"), anew=True)


def _shown(here: Visit, card: Say, *, anew: bool = False) -> Spoken:
    """The card in the tapped message's place, or below it."""
    shown: Outgoing = card
    if not anew and here.tap and here.message is not None:
        shown = Rewrite(message=here.message, text=card.text, rows=card.rows)
    return Spoken((shown,), rank=HELP, kind="notice")
