"""The library in chat: look through it, see a round as it will be asked, take it, or its file."""

from __future__ import annotations

import base64

from sqlalchemy.ext.asyncio import AsyncSession

from bot.outgoing import HandOver, Say
from bot.services.asking import designing, trying_out
from bot.services.knowing import Spoken
from bot.services.world import World
from bot.wording import shelving as words
from bot.wording.presses import Press
from surveys.definitions.mistakes import SurveyMistake
from surveys.definitions.survey import Survey
from surveys.definitions.writing import write_survey
from surveys.ids import DraftId
from surveys.library import list_shelf, load_library, search_library
from surveys.people.person import Person

YAML, XLSX = (
    "application/yaml",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
)


def look(looked_for: str = "") -> Say:
    """The shelf: all of it, or what it has about some words."""
    found = search_library(looked_for)
    return words.shelf_card(found or list_shelf(), looked_for, found=bool(found))


async def step(db: AsyncSession, world: World, person: Person, pressed: Press) -> Spoken:
    """One tap in the library: a round's card, its preview, a draft of it, or its file."""
    part, key = pressed.parts[0] if pressed.parts else "", "".join(pressed.parts[1:2])
    if part == "dyaml":
        return await _draft_files(db, world, person, DraftId(key))
    entry = next((each for each in list_shelf() if key in (each.key, *each.waves)), None)
    if entry is None:
        return Spoken((look(),))
    if entry.path is None:
        return Spoken((words.entry_card(entry),))
    return await _done(db, world, person, part, load_library(key)) or Spoken(
        (words.entry_card(entry),)
    )


async def _done(
    db: AsyncSession, world: World, person: Person, part: str, survey: Survey
) -> Spoken | None:
    """What is done with a survey of the library; None for a part that is nothing to do."""
    match part:
        case "see":
            return await trying_out.preview(db, world, person, survey)
        case "mine":
            draft = await designing.new_draft_from(db, world, person, survey)
            return Spoken((await designing.show(db, world, person, draft),))
        case "yaml":
            return Spoken((as_file(survey),))
        case "xlsx":
            return Spoken((as_sheet(survey),))
        case _:
            return None


def as_file(survey: Survey) -> HandOver:
    """A survey as the file its author would have written."""
    return _handed(f"{survey.key}.yaml", write_survey(survey).encode(), YAML, survey)


def as_sheet(survey: Survey) -> HandOver:
    """A survey as a spreadsheet, as far as one can say it."""
    # Loaded where it is used: it takes a while, and few ever ask for a spreadsheet.
    from surveys.sheets.writing import write_sheet

    sheet = write_sheet(survey)
    return _handed(f"{survey.key}.xlsx", sheet.data, XLSX, survey, sheet.left_out)


def _handed(
    name: str, data: bytes, kind: str, survey: Survey, left_out: tuple[str, ...] = ()
) -> HandOver:
    content = base64.b64encode(data).decode()
    text = words.file_words(survey, left_out)
    return HandOver(name=name, content=content, media_type=kind, text=text)


async def _draft_files(db: AsyncSession, world: World, person: Person, draft: DraftId) -> Spoken:
    """Both files of a draft, if it is this person's and finished; else what is missing."""
    if not await designing.is_of(db, world, person, draft):
        return Spoken((await designing.show(db, world, person, draft),))
    try:
        survey = await designing.survey_of(db, world, draft)
    except SurveyMistake as mistake:
        return Spoken(words.mistakes_cards(mistake))
    return Spoken((as_file(survey), as_sheet(survey)))
