"""Published survey versions. They never change; an edit makes the next."""

from __future__ import annotations

from functools import lru_cache

from sqlalchemy import bindparam, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from storage.base import NO_ROWID, Row, insert_into
from surveys.definitions.survey import Survey


class SurveyRow(Row):
    """One version of a survey, as it was published."""

    __tablename__ = "surveys"
    __table_args__ = NO_ROWID

    key: Mapped[str] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True)
    content: Mapped[str]


_CONTENT = select(SurveyRow.content).where(
    SurveyRow.key == bindparam("key"), SurveyRow.version == bindparam("version")
)


class SurveyChanged(Exception):
    """A published version was given other content. Raise its version instead."""


async def add_survey(db: AsyncSession, survey: Survey) -> None:
    """Publish a survey version. The same again is fine.

    Raises:
        SurveyChanged: this key and version is already published with other content.
    """
    await db.execute(
        insert_into(db, SurveyRow)
        .values(key=survey.key, version=survey.version, content=survey.model_dump_json())
        .on_conflict_do_nothing()
    )
    kept = await load_survey(db, survey.key, survey.version)
    if kept != survey:
        raise SurveyChanged(
            f'survey "{survey.key}" version {survey.version} is already published and never '
            f"changes; make this one version {survey.version + 1}"
        )


async def next_version(db: AsyncSession, survey: Survey) -> Survey:
    """A survey under the number it is published with: that of a version which says the same,
    its own where nothing has been published under its key, or one more than the greatest."""
    rows = await db.scalars(
        select(SurveyRow.content)
        .where(SurveyRow.key == survey.key)
        .order_by(SurveyRow.version.desc())
    )
    kept = [Survey.model_validate_json(content) for content in rows]
    for one in kept:
        if one == survey.model_copy(update={"version": one.version}):
            return one
    number = kept[0].version + 1 if kept else survey.version
    return survey.model_copy(update={"version": number})


async def load_survey(db: AsyncSession, key: str, version: int) -> Survey | None:
    """A published version, or None."""
    content = await db.scalar(_CONTENT, {"key": key, "version": version})
    return None if content is None else read_survey(content)


@lru_cache(maxsize=64)
def read_survey(content: str) -> Survey:
    """A published version, as it is kept. Read once: it never changes, and is asked for with
    every answer."""
    return Survey.model_validate_json(content)


async def list_surveys(db: AsyncSession) -> list[Survey]:
    """Every published version, by key and version."""
    rows = await db.scalars(select(SurveyRow).order_by(SurveyRow.key, SurveyRow.version))
    return [Survey.model_validate_json(row.content) for row in rows]
