"""Trying out: a survey walked by its author as a young person will walk it, and by peers."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from bot.outgoing import Rewrite, Say
from bot.services.asking import picturing, piloting, walking
from bot.services.asking.piloting import Piloted as Piloted
from bot.services.asking.piloting import piloted as piloted
from bot.services.asking.piloting import word_of_it as word_of_it
from bot.services.asking.walking import do as do
from bot.services.asking.walking import hear as hear
from bot.services.knowing import Spoken, Visit
from bot.services.world import World
from bot.texts import say
from bot.wording.piloting import ANSWERS
from bot.wording.presses import Press
from surveys.anonymity.envelope import Envelope
from surveys.definitions.mistakes import SurveyMistake
from surveys.definitions.survey import Survey
from surveys.ids import DraftId
from surveys.people.person import Person
from surveys.rounds.trying import Meaning, Trial


async def preview(
    db: AsyncSession,
    world: World,
    person: Person,
    survey: Survey,
    draft_id: DraftId | None = None,
) -> Spoken:
    """Show a survey to its author exactly as a young person will see it; nothing is kept.

    ``draft_id`` is where the end of it leads back to.
    """
    try:
        survey = await picturing.publish(db, survey)
    except SurveyMistake as mistake:
        why = " ".join(f"{one.what}. {one.way_out}" for one in mistake.mistakes)
        return Spoken((Say(text=say("trying.not_ready", why=why)),), kind="notice")
    trial = Trial(
        pid=person.id,
        tag=world.fresh_bytes(6).hex(),
        survey=survey,
        envelope=Envelope(None),
        maker=person.nick,
        drop_on=world.today() + timedelta(days=1),
        draft=draft_id,
    )
    begun = await walking.begin(db, world, person, trial)
    return replace(begun, said=(Say(text=say("trying.begin")), *begun.said))


async def pilot(db: AsyncSession, world: World, person: Person, draft_id: DraftId) -> Spoken:
    """Offer to have peers try a draft and say what each question meant to them."""
    return await piloting.offer(db, world, person, draft_id)


async def press(db: AsyncSession, world: World, here: Visit, pressed: Press) -> Spoken:
    """Take a pressed button of a preview (``pv``) or of a pilot (``pi``)."""
    if pressed.kind == "pv":
        return await walking.press(db, world, here, pressed)
    assert isinstance(here.who, Person), "whoever may go these ways has a role"
    does, *rest = (*pressed.parts, "", "", "")
    person, draft = here.who, DraftId(rest[0])
    match does:
        case "who":
            return await piloting.offer(db, world, person, draft)
        case "ask":
            said = await piloting.ask(db, world, person, draft, rest[1])
            return _in_place(said, here)
        case "go":
            return await piloting.start(db, world, person, draft)
        case "no":
            return await piloting.refuse(db, world, person, draft)
        case "see":
            return await piloting.show_notes(db, world, person, draft)
        case "use":
            which = (int(rest[1]) if rest[1].isdecimal() else 0, rest[2])
            return _in_place(await piloting.use(db, world, person, draft, which), here)
        case "n":
            return await _note(db, world, here, pressed)
        case _:
            return Spoken(toast=say("refused.unknown_button", here.language))


async def _note(db: AsyncSession, world: World, here: Visit, pressed: Press) -> Spoken:
    """Take what a peer tapped of one question. A button of another question does nothing."""
    tag, place, code = (*pressed.parts[1:], "", "", "")[:3]
    trial = await walking.of_tag(db, world, here, tag)
    if trial is None or trial.noting is None:
        return Spoken(toast=say("trying.over", here.language))
    if place != str(trial.survey.position(trial.noting)):
        return Spoken(toast=say("refused.old_button", here.language))
    meaning = ANSWERS.get(code)
    if meaning is Meaning.CHANGE:
        return await walking.want_words(db, world, here, trial)
    if meaning is None:
        return await walking.carry_on(db, world, here, trial)
    return await walking.note(db, world, here, trial, meaning)


def _in_place(said: Spoken, here: Visit) -> Spoken:
    """Change the tapped card instead of saying it anew."""
    if here.message is None or len(said.said) != 1:
        return said
    card = said.said[0]
    assert isinstance(card, Say), "a card is one message"
    return replace(said, said=(Rewrite(message=here.message, text=card.text, rows=card.rows),))
