"""Walking: a survey gone through as a young person will go through it, and nothing kept of it.

Every reply goes the way of a real one (``answers.turning``), and every card is the real one. The
round around it is made up; its tag is the walk's own, so that no tap of one reaches the other.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, time, timedelta
from typing import Final

from sqlalchemy.ext.asyncio import AsyncSession

from bot.outgoing import Outgoing, Rewrite
from bot.services.answers import answering, telling
from bot.services.answers.turning import Opened, Turned, meant_by, turn
from bot.services.answers.understanding import WORDS, is_label, is_listening, is_own, is_understood
from bot.services.asking import noting
from bot.services.knowing import Spoken, Visit
from bot.services.people import forgetting
from bot.services.safeguarding import noticing
from bot.services.safeguarding.noticing import Where
from bot.services.world import World
from bot.texts import say
from bot.wording import cards
from bot.wording import piloting as notes
from bot.wording import trying_out as words
from bot.wording.presses import Press
from bot.wording.views import View
from storage import people, pilots
from surveys.anonymity.envelope import size_for
from surveys.anonymity.takeback import draw_words
from surveys.flow.commands import folded
from surveys.flow.events import Submitted, TornUp
from surveys.flow.replies import Paused, Reply, Resumed, Said, Skipped, WentBack
from surveys.flow.sitting import Sitting
from surveys.ids import RoundId
from surveys.people.person import Person
from surveys.rounds.round import Round, State, Way
from surveys.rounds.trying import Meaning, Trial

WAITING: Final = "trying"
"""What a desk waits for whose next typed words belong to a walk."""

_RID: Final = RoundId("preview")
_OPEN, _CLOSES, _ANSWERED = timedelta(days=7), time(18), timedelta(days=21)

_LEAVES: Final = frozenset({"later", "no"})
"""Buttons after which typed words belong to nothing, as in a round."""

_MEANT: Final[Mapping[str, Reply]] = {"skip": Skipped(), "back": WentBack(), "stop": Paused()}
"""What a typed command means in a walk, as it does in a round."""


async def begin(db: AsyncSession, world: World, person: Person, trial: Trial) -> Spoken:
    """Show the first screen. What they walked before is dropped."""
    desk = await people.load_desk(db, world.keys, person.id)
    here = Visit(person.address, person, desk)
    return await _take(db, world, here, trial, Resumed())


async def press(db: AsyncSession, world: World, here: Visit, pressed: Press) -> Spoken:
    """Take a pressed button of a walk; one of another walk, or of a round, does nothing."""
    meant = words.as_meant(pressed)
    trial = await _theirs(db, world, here)
    if meant is None or trial is None or meant.parts[0] != trial.tag:
        return Spoken(toast=say("trying.over", here.language))
    here = _speaking(here, trial)
    if meant.kind == "end":
        return await _end(db, world, here, trial)
    if trial.noting is not None:
        trial = _noted(trial)
    card = await _card(db, world, here, trial, meant)
    if card is not None:
        left = meant.kind in _LEAVES and bool(card.said)
        await _keep(db, world, here, trial, waiting="" if left else WAITING)
        return _marked(card, trial, here)
    reply = await meant_by(db, world, here, _opened(world, trial), meant)
    if isinstance(reply, Spoken):
        return reply
    return await _take(db, world, here, trial, reply)


async def hear(db: AsyncSession, world: World, here: Visit, text: str) -> Spoken | None:
    """Take typed words, where they belong to a walk; None where they go where they always go.

    Words of their own are looked at for danger as everywhere: an author is a person too.
    """
    trial = await _waiting(db, world, here)
    if trial is None:
        return None
    here, now = _speaking(here, trial), _opened(world, trial)
    label = is_label(now, text) and trial.noting is None
    command = WORDS.get(folded(text))
    if command is not None and not label:
        meant = _MEANT.get(command)
        return None if meant is None else await do(db, world, here, meant)
    if trial.noting is not None:
        meaning = Meaning.CHANGE if trial.wants_words else Meaning.SAID
        await noticing.notice(db, world, here, text)
        return await note(db, world, here, trial, meaning, text)
    if not is_listening(now):
        return None
    reply = Said(text, world.today())
    said = await _take(db, world, here, trial, reply)
    if is_own(now, text):
        at = Where(understood=is_understood(now, reply))
        noticed = await noticing.notice(db, world, here, text, at=at)
        if noticed is not None and noticed.screening.concern:
            return await do(db, world, here, Resumed())
    return said


async def do(db: AsyncSession, world: World, here: Visit, reply: Reply) -> Spoken | None:
    """Do in a walk what a typed command does in a round; None where typed words go elsewhere."""
    trial = await _waiting(db, world, here)
    if trial is None:
        return None
    here = _speaking(here, trial)
    if trial.noting is not None:
        if not isinstance(reply, Resumed):
            return await carry_on(db, world, here, trial)
        return _marked(Spoken((notes.note_card(trial),), kind="prompt"), trial, here)
    if not isinstance(reply, Resumed) and not is_listening(_opened(world, trial)):
        return None
    return await _take(db, world, here, trial, reply)


async def note(
    db: AsyncSession, world: World, here: Visit, trial: Trial, meaning: Meaning, text: str = ""
) -> Spoken:
    """Keep what they make of the question they are asked about; go on with the next."""
    await noting.keep_note(db, world, trial, meaning, text)
    return await carry_on(db, world, here, trial)


async def carry_on(db: AsyncSession, world: World, here: Visit, trial: Trial) -> Spoken:
    """Go on from what they were asked about a question."""
    return await _take(db, world, here, _noted(trial), Resumed())


async def want_words(db: AsyncSession, world: World, here: Visit, trial: Trial) -> Spoken:
    """They would change a question: note it, and ask how they would put it."""
    await noting.keep_note(db, world, trial, Meaning.CHANGE)
    trial = replace(trial, wants_words=True)
    await _keep(db, world, here, trial)
    card = notes.change_card(trial)
    said: Outgoing = card
    if here.tap and here.message is not None:
        said = Rewrite(message=here.message, text=card.text, rows=card.rows)
    return _marked(Spoken((said,), kind="prompt"), trial, here)


async def of_tag(db: AsyncSession, world: World, here: Visit, tag: str) -> Trial | None:
    """Their walk, where a button is of it."""
    trial = await _theirs(db, world, here)
    return trial if trial is not None and trial.tag == tag else None


async def _take(db: AsyncSession, world: World, here: Visit, trial: Trial, reply: Reply) -> Spoken:
    """Take one reply as a round would, and mark what is said of it."""
    turned = await turn(db, world, here, _opened(world, trial), reply)
    if isinstance(turned, Spoken):
        return turned
    events = turned.step.events
    if any(isinstance(event, TornUp) for event in events):
        await _drop(db, world, here, trial)
        return _marked(turned.told(here, trial.envelope), trial, here)
    kept = replace(trial.envelope, sitting=turned.step.sitting)
    if any(isinstance(event, Submitted) for event in events):
        kept = replace(kept, words=draw_words(world.chance.choice))
    trial = replace(trial, envelope=kept)
    trial = replace(trial, noting=noting.to_note(trial))
    await _keep(db, world, here, trial)
    if noting.is_through(trial):
        await noting.finish(db, world, trial)
    return _marked(_told(here, trial, turned), trial, here)


def _told(here: Visit, trial: Trial, turned: Turned) -> Spoken:
    """What is said of a reply; a peer is asked first what they made of the question."""
    told = turned.told(here, trial.envelope)
    if trial.noting is None:
        return _shown_only(told, here) if told.alert else told
    answered = tuple(one for one in told.said if isinstance(one, Rewrite) and not one.rows)
    return replace(told, said=(*answered, notes.note_card(trial)))


def _shown_only(told: Spoken, here: Visit) -> Spoken:
    """Take-back words as an example: nothing was sealed that they could open."""
    return replace(told, toast=say("trying.words", here.language, words=told.toast))


async def _card(
    db: AsyncSession, world: World, here: Visit, trial: Trial, meant: Press
) -> Spoken | None:
    """A card that a button shows and that is no step of the sitting; None for a step."""
    opened = _opened(world, trial)
    round_, sitting = opened.round, opened.envelope.sitting or Sitting(language=here.language)
    match meant.kind:
        case "later":
            return Spoken((cards.later_card(round_, here.language),), kind="notice")
        case "no":
            return _declined(round_, sitting, here)
        case "ex":
            return Spoken(
                (cards.examples_card(round_, world.policy, here.language),), kind="notice"
            )
        case "words":
            view = View(round_, world.policy, here.address.chat, sitting, world.rehearsal)
            shown = telling.show_words(view, opened.envelope)
            return _shown_only(shown, here) if opened.envelope.words else shown
        case "tear":
            return forgetting.sure(round_, here.language)
        case "fq":
            return await answering.choose_in(db, world, here, opened, "too_few")
        case "shq":
            return await answering.choose_in(db, world, here, opened, meant.number(1))
        case _:
            return None


def _declined(round_: Round, sitting: Sitting, here: Visit) -> Spoken:
    if sitting.sent:
        return Spoken(toast=say("refused.sent_already", here.language))
    return Spoken((cards.declined_card(round_, here.language),), kind="notice")


async def _end(db: AsyncSession, world: World, here: Visit, trial: Trial) -> Spoken:
    await _drop(db, world, here, trial)
    author = trial.maker if trial.piloting else ""
    card = words.over_card(trial.draft, here.language, author)
    return Spoken((card,), kind="notice")


async def _drop(db: AsyncSession, world: World, here: Visit, trial: Trial) -> None:
    await pilots.drop_trial(db, trial.pid)
    await _wait(db, world, here, "")


async def _keep(
    db: AsyncSession, world: World, here: Visit, trial: Trial, *, waiting: str = WAITING
) -> None:
    await pilots.save_trial(db, world.keys, trial)
    await _wait(db, world, here, waiting)


async def _wait(db: AsyncSession, world: World, here: Visit, waiting: str) -> None:
    """Remember whose the next typed words are, or forget that they are a walk's."""
    assert isinstance(here.who, Person), "only a known person walks"
    desk = await people.load_desk(db, world.keys, here.who.id)
    keeps = waiting or (desk.waiting if desk.waiting != WAITING else "")
    typed = () if here.typed is None else (here.typed,)
    now = replace(desk, waiting=keeps, messages=(*desk.messages, *typed))
    if now != desk:
        await people.save_desk(db, world.keys, here.who.id, now)


async def _waiting(db: AsyncSession, world: World, here: Visit) -> Trial | None:
    """The walk that typed words belong to."""
    return await _theirs(db, world, here) if here.desk.waiting == WAITING else None


def _speaking(here: Visit, trial: Trial) -> Visit:
    """The visit, in the language that was chosen in the walk. Their chat keeps its own."""
    sitting = trial.envelope.sitting
    if sitting is None or sitting.language == here.language:
        return here
    return replace(here, desk=replace(here.desk, language=sitting.language))


async def _theirs(db: AsyncSession, world: World, here: Visit) -> Trial | None:
    if not isinstance(here.who, Person):
        return None
    return await pilots.load_trial(db, world.keys, here.who.id, lock=True)


def _noted(trial: Trial) -> Trial:
    """They were asked about a question, and are not asked about it again."""
    if trial.noting is None:
        return trial
    noted = (*trial.noted, trial.noting)
    return replace(trial, noted=noted, noting=None, wants_words=False)


def _marked(said: Spoken, trial: Trial, here: Visit) -> Spoken:
    """What is said, plainly marked, with buttons of the walk's own, and kept under no round."""
    shown = tuple(
        words.marked(one, trial.tag, here.language, piloting=trial.piloting) for one in said.said
    )
    return replace(said, said=shown, rid=None)


def _opened(world: World, trial: Trial) -> Opened:
    return Opened(round_of(world, trial), trial.envelope, trial.pid)


def round_of(world: World, trial: Trial) -> Round:
    """The round that a walk would be in if it opened the day it was begun."""
    day = trial.drop_on - timedelta(days=1)
    closes = datetime.combine(day + _OPEN, _CLOSES, tzinfo=world.zone)
    plan = world.policy.plan
    read_by = closes + timedelta(hours=plan.safety_read_hours if plan.safety_read else 72)
    return Round(
        id=_RID,
        tag=trial.tag,
        survey=trial.survey,
        way=Way.TOGETHER,
        state=State.OPEN,
        opens_at=world.now(),
        closes_at=closes,
        results_on=max(day + _OPEN + timedelta(days=3), read_by.date()),
        answer_by=day + _OPEN + _ANSWERED,
        makers=(trial.maker,),
        decider=trial.survey.decides[trial.survey.main_language],
        keeper=trial.maker,
        proposed_by=None,
        confirmed_by=None,
        keeper_id=None,
        policy_hash=world.policy.fingerprint(),
        envelope_size=size_for(trial.survey),
        k_min=world.k_min,
    )
