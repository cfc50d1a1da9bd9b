import pytest

from storage.engine import Database
from storage.surveys import SurveyChanged, add_survey, list_surveys, load_survey
from tests.storage.making import a_survey


async def test_a_survey_is_kept_as_it_was_written(database: Database) -> None:
    """What was asked must stay readable word for word."""
    async with database.write() as db:
        await add_survey(db, a_survey(title="Tŷ nos 🦦"))
        assert await load_survey(db, "evenings", 1) == a_survey(title="Tŷ nos 🦦")
        assert await load_survey(db, "evenings", 2) is None


async def test_a_published_version_never_changes(database: Database) -> None:
    """Answers name the version they answer; changing it would change what they mean."""
    async with database.write() as db:
        await add_survey(db, a_survey())
        await add_survey(db, a_survey())
        with pytest.raises(SurveyChanged, match="version 2"):
            await add_survey(db, a_survey(title="Mornings"))

        assert await load_survey(db, "evenings", 1) == a_survey()


async def test_versions_stand_side_by_side(database: Database) -> None:
    """An edit makes the next version; the one before stays."""
    async with database.write() as db:
        await add_survey(db, a_survey(2, "Mornings"))
        await add_survey(db, a_survey(1))

        assert [s.version for s in await list_surveys(db)] == [1, 2]
