"""What is owed to one chat and is not wanted any more."""

from __future__ import annotations

from sqlalchemy import delete
from sqlalchemy.ext.asyncio import AsyncSession

from storage.keys import Keys
from storage.outbox_rows import OutboxRow, OwedKind
from surveys.ids import ParticipantId, RoundId
from surveys.people.person import Address


async def drop_owed_there(
    db: AsyncSession,
    keys: Keys,
    to: Address,
    pid: ParticipantId,
    *kinds: OwedKind,
    rid: RoundId | None = None,
) -> None:
    """Owe somebody no longer what fits all that is given, in the one chat they have.

    Without ``kinds`` it is of any kind.

    It is found by the chat, however much is owed to everybody else: while thousands are asked,
    to look through all of it for each would take hours.
    """
    wanted = [
        OutboxRow.lane == keys.lookup(to.chat.value, to.number),
        OutboxRow.to_pid == pid,
    ]
    if kinds:
        wanted.append(OutboxRow.kind.in_(kinds))
    if rid is not None:
        wanted.append(OutboxRow.rid == rid)
    await db.execute(delete(OutboxRow).where(*wanted))
