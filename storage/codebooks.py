"""The organisation's codebook: every version that was kept, each as one box.

Padded and under the identity key, as the list of words is. From outside one sees how many versions
there are. Who made which is not kept: a codebook is everybody's.
"""

from __future__ import annotations

import json
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from storage.base import NO_ROWID, Row, insert_into
from storage.keys import Keys
from surveys.themes.codebook import Codebook, Theme, ThemeId
from surveys.themes.starter import load_starter

STEP = 8 * 1024
"""The boxes are padded to multiples of this. Unit: bytes."""


class CodebookChanged(Exception):
    """Somebody kept that version first. Load the codebook again."""


class NoSuchVersion(LookupError):
    """No codebook of that version was ever kept."""


class CodebookRow(Row):
    """One version."""

    __tablename__ = "codebooks"
    __table_args__ = NO_ROWID

    version: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    body_enc: Mapped[bytes]


@dataclass(frozen=True, slots=True)
class Kept:
    """The codebook as it is, with what undoing and adding need to know.

    Args:
        codebook: The newest version.
        before: The version that undoing goes back to; None where there is none.
        ids: Every id that any version had: none of them may come to mean something else.
        content: The version this one says the same as: its own, or the one that was gone back to.
    """

    codebook: Codebook
    before: int | None
    ids: frozenset[ThemeId]
    content: int


async def load_codebook(db: AsyncSession, keys: Keys, version: int | None = None) -> Codebook:
    """The organisation's codebook, or a version of it; the starter where none was kept.

    Raises:
        NoSuchVersion: It was never kept.
    """
    if version is None:
        return (await load_kept(db, keys)).codebook
    found = await _load(db, keys, version)
    if found is not None:
        return found.codebook
    if version == load_starter().version and await _latest(db) is None:
        return load_starter()
    raise NoSuchVersion(version)


async def load_kept(db: AsyncSession, keys: Keys) -> Kept:
    """The newest version, with what changing it needs to know."""
    latest = await _latest(db)
    found = await _load(db, keys, latest) if latest is not None else None
    return found or _first(load_starter())


async def save_codebook(
    db: AsyncSession, keys: Keys, codebook: Codebook, content: int | None = None
) -> None:
    """Keep a codebook as the version after the newest. The first to be kept keeps the starter
    too, as it was then, so that what was sorted by it can be looked up.

    Args:
        db: A transaction that writes.
        keys: The organisation's.
        codebook: Its version is one more than the newest.
        content: The earlier version it says the same as, where one was gone back to.

    Raises:
        CodebookChanged: Its version is not the next: somebody else kept one meanwhile.
    """
    now = await load_kept(db, keys)
    if codebook.version != now.codebook.version + 1:
        raise CodebookChanged(codebook.version)
    if await _latest(db) is None:
        await _keep(db, keys, now)
    ids = now.ids | {theme.id for theme in codebook.themes}
    before = now.content
    if content is not None:
        before_it = await _load(db, keys, content)
        before = 0 if before_it is None else before_it.before or 0
    own = codebook.version if content is None else content
    await _keep(db, keys, Kept(codebook, before or None, ids, own))


async def list_versions(db: AsyncSession) -> tuple[int, ...]:
    """The versions that were kept, the oldest first."""
    found = await db.scalars(select(CodebookRow.version).order_by(CodebookRow.version))
    return tuple(found)


def _first(codebook: Codebook) -> Kept:
    ids = frozenset(theme.id for theme in codebook.themes)
    return Kept(codebook, None, ids, codebook.version)


async def _latest(db: AsyncSession) -> int | None:
    latest: int | None = await db.scalar(select(func.max(CodebookRow.version)))
    return latest


async def _keep(db: AsyncSession, keys: Keys, kept: Kept) -> None:
    version = kept.codebook.version
    themes = [[each.id, each.name, each.description] for each in kept.codebook.themes]
    plain = json.dumps([themes, kept.before, sorted(kept.ids), kept.content], ensure_ascii=False)
    body = keys.identity.seal(plain.encode(), about=_about(version), step=STEP)
    row = insert_into(db, CodebookRow).values(version=version, body_enc=body)
    done = await db.execute(
        row.on_conflict_do_nothing(index_elements=["version"]).returning(CodebookRow.version)
    )
    if done.scalar() is None:
        raise CodebookChanged(version)


async def _load(db: AsyncSession, keys: Keys, version: int) -> Kept | None:
    body = await db.scalar(select(CodebookRow.body_enc).where(CodebookRow.version == version))
    if body is None:
        return None
    themes, before, ids, content = json.loads(keys.identity.open(body, about=_about(version)))
    read = tuple(Theme(ThemeId(own), name, said) for own, name, said in themes)
    return Kept(Codebook(read, version), before, frozenset(map(ThemeId, ids)), content)


def _about(version: int) -> bytes:
    return b"codebook|" + str(version).encode()
