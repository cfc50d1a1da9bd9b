"""Sources: what a survey to be asked is called on buttons, and where it comes from.

A survey of the library has its own key; a draft ``d-`` and its id; a round to be asked again
``r_`` and its tag. A key that came back on a button is not believed further than it is found.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncSession

from bot.services.asking import designing
from bot.services.world import World
from bot.wording.launching import AGAIN
from storage import rounds
from surveys.definitions.survey import Survey
from surveys.ids import DraftId, RoundId
from surveys.library import library_keys, load_library, wave_after
from surveys.people.person import Person

DRAFT = "d-"
"""Before a draft's id."""


@dataclass(frozen=True, slots=True)
class Source:
    """A survey that can be asked. ``again``: a round of the series that it goes on with."""

    key: str
    survey: Survey
    again: RoundId | None = None
    draft: DraftId | None = None


async def find(db: AsyncSession, world: World, person: Person, key: str) -> Source | None:
    """The survey that a button's key stands for; None where there is none, or it is another's
    draft.

    Raises:
        SurveyMistake: It is a draft that is not finished: each thing that is missing.
    """
    if key in library_keys():
        return Source(key, load_library(key))
    if key.startswith(AGAIN):
        round_ = await rounds.find_round(db, key.removeprefix(AGAIN))
        if round_ is None:
            return None
        follows = wave_after(round_.survey.key)
        survey = round_.survey if follows is None else load_library(follows)
        return Source(key, survey, again=round_.id)
    draft = draft_of(key)
    if draft is None or not await designing.is_of(db, world, person, draft):
        return None
    return Source(key, await designing.survey_of(db, world, draft), draft=draft)


def draft_of(key: str) -> DraftId | None:
    """The draft that a key stands for; None for any other key."""
    return DraftId(key.removeprefix(DRAFT)) if key.startswith(DRAFT) else None


def draft_key(draft: DraftId) -> str:
    """What buttons call a draft."""
    return f"{DRAFT}{draft}"
