"""Designing: surveys being written, kept and shown. Each is its author's alone until it is out."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from sqlalchemy.ext.asyncio import AsyncSession

from bot.outgoing import Say
from bot.services.world import World
from bot.wording.building import card as words
from storage import drafts, people
from storage.drafts import KeptDraft
from surveys.definitions.mistakes import SurveyMistake
from surveys.definitions.survey import Survey
from surveys.drafting.draft import Draft
from surveys.drafting.finishing import from_survey, to_survey
from surveys.ids import DraftId
from surveys.people.person import Person
from surveys.retention import WRITING, last_day

MARK: Final = "draft:"
"""What a desk's waiting begins with, where typed words go into a draft."""

_WAITING = re.compile(r"draft:([0-9a-f]{32}):(\d{4}-\d\d-\d\d)")


async def new_draft_from(
    db: AsyncSession, world: World, person: Person, survey: Survey | None = None
) -> DraftId:
    """Begin a draft of somebody's: a copy of a survey, or an empty one. Nothing is said yet."""
    draft = Draft() if survey is None else from_survey(survey)
    kept = KeptDraft(drafts.fresh_draft_id(), person.id, draft, drop_on(world))
    await drafts.save_draft(db, world.keys, kept)
    return kept.id


async def survey_of(db: AsyncSession, world: World, draft_id: DraftId) -> Survey:
    """The survey that a draft is. Whose draft it is, is the caller's to look at: ``is_of``.

    Raises:
        SurveyMistake: There is no such draft, or it is not finished: each thing that is missing,
            with the way out.
    """
    kept = await drafts.load_draft(db, world.keys, draft_id)
    if kept is None:
        raise SurveyMistake("draft", ())
    return to_survey(kept.draft)


async def is_of(db: AsyncSession, world: World, person: Person, draft_id: DraftId) -> bool:
    """Whether a draft is there and is this person's own."""
    kept = await drafts.load_draft(db, world.keys, draft_id)
    return kept is not None and kept.owner == person.id


@dataclass(frozen=True, slots=True)
class Waiting:
    """That somebody's next typed words go into a draft. Kept on their desk, for a day."""

    draft: DraftId
    since: date

    def __str__(self) -> str:
        return f"{MARK}{self.draft}:{self.since.isoformat()}"

    @classmethod
    def read(cls, kept: str, today: date) -> Waiting | None:
        """What was kept; None for anything else, and where it was kept before yesterday."""
        found = _WAITING.fullmatch(kept)
        if found is None:
            return None
        since = date.fromisoformat(found[2])
        return cls(DraftId(found[1]), since) if 0 <= (today - since).days <= 1 else None


async def wait(
    db: AsyncSession,
    world: World,
    person: Person,
    draft_id: DraftId | None,
    *,
    typed: int | None = None,
) -> None:
    """Let somebody's next words go into a draft; None: into no draft any more. ``typed`` is a
    message of theirs that stays in the chat, to be tidied with the others."""
    desk = await people.load_desk(db, world.keys, person.id)
    kept = "" if draft_id is None else str(Waiting(draft_id, world.today()))
    waiting = kept if kept or desk.waiting.startswith(MARK) else desk.waiting
    messages = desk.messages if typed is None else (*desk.messages, typed)
    now = replace(desk, waiting=waiting, messages=messages)
    if now != desk:
        await people.save_desk(db, world.keys, person.id, now)


async def show(db: AsyncSession, world: World, person: Person, draft_id: DraftId) -> Say:
    """A draft's card as a new message; what they type next goes into it. Where it is gone or
    somebody else's, a word of that."""
    kept = await drafts.load_draft(db, world.keys, draft_id)
    if kept is None or kept.owner != person.id:
        return words.gone_card()
    await wait(db, world, person, draft_id)
    draft = kept.draft.model_copy(update={"card": 0, "place": ""})
    if draft != kept.draft:
        await drafts.save_draft(db, world.keys, replace(kept, draft=draft))
    return words.draft_card(kept.id, draft)


async def point_to(db: AsyncSession, world: World, draft_id: DraftId) -> Say:
    """A word on a draft with the way to it, for an author who did not ask: what they type next
    goes where it went before."""
    kept = await drafts.load_draft(db, world.keys, draft_id)
    return words.gone_card() if kept is None else words.pointing_card(kept.id, kept.draft)


def drop_on(world: World) -> date:
    """The last day a draft is kept that is changed today."""
    return last_day(world.today(), WRITING.days)
