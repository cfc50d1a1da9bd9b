"""Filing: a survey's file that its author sends becomes a draft; what is wrong is said kindly.

Of the file nothing is kept but the draft.
"""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING

from sqlalchemy.ext.asyncio import AsyncSession

from bot.outgoing import Say
from bot.services.knowing import Spoken
from bot.services.later import rooms
from bot.services.world import World
from bot.texts import say
from surveys.definitions.mistakes import SurveyMistake
from surveys.definitions.reading import read_survey
from surveys.definitions.survey import Survey
from surveys.people.person import Person

if TYPE_CHECKING:
    from bot.services.asking import designing
    from bot.wording import shelving as words
else:
    (designing,) = rooms("bot.services.asking", "designing")
    (words,) = rooms("bot.wording", "shelving")

LARGEST = 1024 * 1024
"""Largest file that is fetched. Unit: bytes. Each kind has a limit of its own below it."""
YAML, SHEETS = (".yaml", ".yml"), (".xlsx",)


def is_survey_file(name: str) -> bool:
    """Whether a file goes by a name that a survey's file has."""
    return PurePath(name).suffix.casefold() in (*YAML, *SHEETS)


def read_file(name: str, data: bytes) -> Survey | SurveyMistake:
    """The survey of a file, or everything that is wrong with it. Takes a moment: off the loop."""
    try:
        if PurePath(name).suffix.casefold() in YAML:
            return read_survey(data, name=name)
        # Loaded where it is used: few ever send a spreadsheet.
        from surveys.sheets.reading import read_sheet

        return read_sheet(data, name=name)
    except SurveyMistake as mistake:
        return mistake


async def take(
    db: AsyncSession, world: World, person: Person, read: Survey | SurveyMistake
) -> Spoken:
    """Make a draft of a survey that was sent, and show its card; or say what to put right."""
    if isinstance(read, SurveyMistake):
        return Spoken(words.mistakes_cards(read), kind="notice")
    draft = await designing.new_draft_from(db, world, person, read)
    card = await designing.show(db, world, person, draft)
    return Spoken((Say(text=say("shelving.taken")), card))
