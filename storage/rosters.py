"""What redaction looks names up in: when it changed."""

from __future__ import annotations

from datetime import date

from sqlalchemy import func, select, union_all
from sqlalchemy.ext.asyncio import AsyncSession

from storage.boxes import NONCE_SIZE
from storage.invites import InviteRow
from storage.people import PersonRow


async def names_mark(db: AsyncSession, today: date) -> frozenset[bytes]:
    """A mark of everything that names are taken from: it changes when any of that does.

    Every box has a beginning of its own, drawn anew whenever it is sealed, and a name is sealed
    with the home beside it. So nothing is opened for this, and it is quick.
    """
    boxes = (
        select(PersonRow.tags_enc),
        select(InviteRow.body_enc).where(InviteRow.used == 0, InviteRow.expires_on >= today),
    )
    found = union_all(
        *(
            query.with_only_columns(func.substr(*query.selected_columns, 1, NONCE_SIZE))
            for query in boxes
        )
    )
    return frozenset((await db.execute(found)).scalars())
