from sqlalchemy import text

from storage.answers import AnswerRow
from storage.engine import Database
from storage.tables import IN_FLIGHT, metadata

ABOUT_NOBODY = {"audit"}
"""The one table with a hidden row number: staff actions are kept in order on purpose."""

PERSON_TABLES = {"participants", "ledger", "envelopes", "tickets", "messages", "outbox", "signins"}


def test_every_table_but_the_audit_has_no_hidden_row_number() -> None:
    """Ordered by rowid, random ids showed the true order of arrival: tau +1.00."""
    with_rowid = {
        name
        for name, table in metadata.tables.items()
        if table.dialect_options["sqlite"]["with_rowid"]
    }

    assert with_rowid == ABOUT_NOBODY


async def test_a2_the_file_itself_has_no_hidden_row_number(database: Database) -> None:
    """What counts is what the migration made, not what the classes say."""
    if database.dialect == "postgresql":
        return
    async with database.read() as db:
        made = await db.execute(
            text("SELECT name, sql FROM sqlite_master WHERE type = 'table' ORDER BY name")
        )
        with_rowid = {name for name, sql in made if "WITHOUT ROWID" not in sql}

    assert with_rowid == {"alembic_version", *ABOUT_NOBODY}


def test_a8_an_answer_shares_nothing_with_a_person_but_its_round() -> None:
    """No column, no key and no time connects the two."""
    table = metadata.tables["answers"]
    columns = {column.name for column in table.columns}
    of_people = {column.name for name in PERSON_TABLES for column in metadata.tables[name].columns}

    assert columns == {"aid", "rid", "qid", "body_enc", "wtag", "breakdown"}
    assert columns & of_people <= {"rid", "body_enc"}
    assert not table.foreign_keys
    assert AnswerRow.__tablename__ == "answers"


def test_only_what_readers_make_of_answers_points_at_them() -> None:
    """A foreign key from anything about a person would be the link the seal destroys."""
    pointing = {
        (name, key.target_fullname)
        for name, table in metadata.tables.items()
        for key in table.foreign_keys
    }

    assert pointing == {("readings", "answers.aid"), ("double_codes", "answers.aid")}


def test_the_ledger_and_the_envelopes_hold_no_time() -> None:
    """When somebody answered is not kept anywhere. Of a letter only the week it should be
    answered by is, so that it can go on to a second person, and the day it goes, counted from
    the end of a month; not whose it is."""
    for name in ("ledger", "envelopes", "answers", "participants", "tickets", "messages"):
        for column in metadata.tables[name].columns:
            if (name, column.name) not in {("messages", "due_on"), ("messages", "drop_on")}:
                assert "DATE" not in str(column.type).upper(), (name, column.name)


def test_every_table_in_flight_exists() -> None:
    """A renamed table must not slip into backups."""
    assert set(metadata.tables) >= IN_FLIGHT
