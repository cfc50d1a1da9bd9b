"""Pictures that published surveys show, by the SHA-256 of their bytes.

They are survey material, like a question's words: about nobody, written by nobody who answers,
and open to everybody who is asked. So they are not encrypted. Like survey versions they are
never changed and never dropped: a version must show tomorrow what it showed when it was asked.

Faces of people one can write to are kept here too, put there by themselves or with their leave,
and shown to everybody who is known. Which face is whose is encrypted; a face goes with its person.
A photo that an author put into a draft goes with the draft, until a round of it is proposed.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from storage.base import NO_ROWID, Row, insert_into

FACE = "face:"
"""What the source of a face begins with."""

DRAFTED = "draft:"
"""What the source of a photo begins with that stands in a draft and was never proposed."""


class PictureRow(Row):
    """One cleaned picture. ``source`` is the SHA-256 of the author's own file."""

    __tablename__ = "pictures"
    __table_args__ = NO_ROWID

    digest: Mapped[str] = mapped_column(primary_key=True)
    source: Mapped[str] = mapped_column(index=True)
    media_type: Mapped[str]
    content: Mapped[bytes]


@dataclass(frozen=True, slots=True)
class Picture:
    """A cleaned picture: its bytes, ``image/png`` or ``image/jpeg``, and its author's file.

    ``source`` is the SHA-256 of the file it was cleaned from, in hexadecimal.
    """

    content: bytes
    media_type: str
    source: str

    @property
    def digest(self) -> str:
        """The SHA-256 of its bytes: 64 lower-case hexadecimal digits."""
        return hashlib.sha256(self.content).hexdigest()


async def add_picture(db: AsyncSession, picture: Picture) -> str:
    """Keep a picture. The same again is fine.

    Returns:
        The digest it is kept under. Where the same file was kept before, it is that one's, even
        if a later Pillow would write other bytes: a published version never changes.
    """
    known = await db.scalar(
        select(PictureRow.digest)
        .where(PictureRow.source == picture.source)
        .order_by(PictureRow.digest)
        .limit(1)
    )
    if known is not None:
        return known
    kept = insert_into(db, PictureRow).values(
        digest=picture.digest,
        source=picture.source,
        media_type=picture.media_type,
        content=picture.content,
    )
    if picture.source.startswith((FACE, DRAFTED)):
        await db.execute(kept.on_conflict_do_nothing())
    else:  # a survey's own picture stays, even if it was a face before
        source = {"source": picture.source}
        await db.execute(kept.on_conflict_do_update(index_elements=["digest"], set_=source))
    return picture.digest


async def drop_face(db: AsyncSession, digest: str) -> None:
    """Drop a face. A picture of a survey stays, whatever its digest."""
    await db.execute(
        delete(PictureRow).where(
            PictureRow.digest == digest, PictureRow.source.startswith(FACE, autoescape=True)
        )
    )


async def keep_pictures(db: AsyncSession, digests: Iterable[str]) -> None:
    """Keep pictures for good that a version now shows, whatever they were before."""
    wanted = list(set(digests))
    passing = PictureRow.source.startswith(
        DRAFTED, autoescape=True
    ) | PictureRow.source.startswith(FACE, autoescape=True)
    await db.execute(
        update(PictureRow)
        .where(PictureRow.digest.in_(wanted), passing)
        .values(source=PictureRow.digest)
        .execution_options(synchronize_session=False)
    )


async def drop_drafted(db: AsyncSession, but: Iterable[str]) -> None:
    """Drop photos of drafts that no draft names any more. ``but``: those that one does."""
    in_draft = PictureRow.source.startswith(DRAFTED, autoescape=True)
    await db.execute(delete(PictureRow).where(in_draft, PictureRow.digest.not_in(list(set(but)))))


async def load_picture(db: AsyncSession, digest: str) -> Picture | None:
    """The picture with this digest, or None."""
    row = await db.scalar(select(PictureRow).where(PictureRow.digest == digest))
    return None if row is None else Picture(row.content, row.media_type, row.source)


async def find_pictures(db: AsyncSession, digests: Iterable[str]) -> frozenset[str]:
    """Those of the digests that are kept."""
    wanted = list(set(digests))
    rows = await db.scalars(select(PictureRow.digest).where(PictureRow.digest.in_(wanted)))
    return frozenset(rows)
