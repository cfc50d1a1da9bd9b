"""Noting: what a peer makes of a draft's questions, one after the other, for its author."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from hashlib import sha256

from sqlalchemy.ext.asyncio import AsyncSession

from bot.services.owing import BROADCAST, To, owe
from bot.services.world import World
from bot.wording import piloting as cards
from storage import people, pilots
from surveys.definitions.survey import Survey
from surveys.flow.recalling import item_text
from surveys.flow.sitting import Stage
from surveys.ids import QuestionKey
from surveys.retention import PILOTED
from surveys.rounds.trying import Meaning, Note, Peer, Trial

LONGEST = 300
"""Most of what is said of a question that is kept. Unit: characters."""
_LONGEST_ASKED = 200


def mark_of(survey: Survey) -> str:
    """A mark of a survey as it is: another one after any change."""
    return sha256(survey.model_dump_json().encode()).hexdigest()[:16]


def to_note(trial: Trial) -> QuestionKey | None:
    """The question they are done with and were not asked about yet, if there is one."""
    sitting = trial.envelope.sitting
    if not trial.piloting or sitting is None or sitting.looking is not None:
        return None
    for question in trial.survey.asked:
        left = question.id in sitting.answers and question.id != sitting.at
        if left and question.id not in trial.noted:
            return question.id
    return None


def is_through(trial: Trial) -> bool:
    """Whether a peer has come to the end of what there is to say."""
    sitting = trial.envelope.sitting
    done = sitting is not None and sitting.stage in {Stage.CHECKING, Stage.SENT}
    return trial.piloting and done and to_note(trial) is None and trial.noting is None


async def keep_note(
    db: AsyncSession, world: World, trial: Trial, meaning: Meaning, words: str = ""
) -> None:
    """Keep what a peer made of the question they are asked about now; of each, the last word."""
    assert trial.draft is not None, "a peer tries a draft"
    assert trial.noting is not None, "they are asked about one"
    assert trial.envelope.sitting is not None, "they have begun"
    pilot = await pilots.load_pilot(db, world.keys, trial.draft, lock=True)
    if pilot is None or trial.pid not in pilot.peers:
        return
    item = trial.survey.item(trial.noting)
    asked = item_text(trial.survey, replace(trial.envelope.sitting, answers={}), item)
    note = Note(trial.pid, trial.noting, asked[:_LONGEST_ASKED], meaning, words.strip()[:LONGEST])
    others = tuple(
        one for one in pilot.notes if (one.by, one.question) != (trial.pid, trial.noting)
    )
    drop_on = world.today() + timedelta(days=PILOTED.days)
    kept = replace(pilot, notes=(*others, note), drop_on=drop_on)
    await pilots.save_pilot(db, world.keys, kept)


async def finish(db: AsyncSession, world: World, trial: Trial) -> None:
    """Say once to its author that a peer has tried a draft."""
    assert trial.draft is not None, "a peer tries a draft"
    pilot = await pilots.load_pilot(db, world.keys, trial.draft, lock=True)
    if pilot is None or trial.pid not in pilot.peers:
        return
    now = Peer(done=True, mark=mark_of(trial.survey))
    if pilot.peers[trial.pid] == now:
        return
    await pilots.save_pilot(db, world.keys, replace(pilot, peers={**pilot.peers, trial.pid: now}))
    author = await people.load_person(db, world.keys, pilot.owner)
    peer = await people.load_person(db, world.keys, trial.pid)
    if author is not None and peer is not None:
        card = cards.done_card(trial.draft, trial.survey, peer.nick)
        await owe(db, world, To.person(author, None, BROADCAST), card, kind="notice")
