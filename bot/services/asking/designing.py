"""Designing: surveys being written, kept and shown. Each is its author's alone until it is out."""

from __future__ import annotations

from datetime import date

from sqlalchemy.ext.asyncio import AsyncSession

from bot.outgoing import Say
from bot.services.world import World
from bot.wording.building import card as words
from storage import drafts
from storage.drafts import KeptDraft
from surveys.definitions.mistakes import SurveyMistake
from surveys.definitions.survey import Survey
from surveys.drafting.draft import Draft
from surveys.drafting.finishing import from_survey, to_survey
from surveys.ids import DraftId
from surveys.people.person import Person
from surveys.retention import WRITING, last_day


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


async def show(db: AsyncSession, world: World, person: Person, draft_id: DraftId) -> Say:
    """A draft's card as a new message; where it is gone or somebody else's, a word of that."""
    kept = await drafts.load_draft(db, world.keys, draft_id)
    if kept is None or kept.owner != person.id:
        return words.gone_card()
    return words.draft_card(kept.id, kept.draft)


def drop_on(world: World) -> date:
    """The last day a draft is kept that is changed today."""
    return last_day(world.today(), WRITING.days)
