"""One-use ways in. The code is known to its paper only; here lies a keyed hash of it."""

from __future__ import annotations

import asyncio
import json
from dataclasses import dataclass
from datetime import date

from sqlalchemy import delete, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from storage.base import NO_ROWID, Row, insert_into
from storage.keys import Keys
from storage.names import names_changed
from storage.people import age_noted, read_age, read_same, same_noted
from surveys.people.person import Invitation, Kind
from surveys.people.roles import Role

MANY = 200
"""More invitations than this are opened in a thread: everybody else would wait."""


class InviteRow(Row):
    """One invitation: for whom is encrypted, and wiped when it is used."""

    __tablename__ = "invites"
    __table_args__ = NO_ROWID

    code_hash: Mapped[bytes] = mapped_column(primary_key=True)
    body_enc: Mapped[bytes]
    role: Mapped[str]
    expires_on: Mapped[date]
    used: Mapped[int]


@dataclass(frozen=True, slots=True)
class Waiting:
    """Unused invitations of one role with one last day: how many, never whose."""

    role: Role
    until: date
    count: int


async def add_invite(
    db: AsyncSession, keys: Keys, code: str, invitation: Invitation, expires_on: date
) -> None:
    """Keep an invitation. ``expires_on`` is the last day it can be used."""
    hashed = keys.code_hash(code)
    await db.execute(
        insert_into(db, InviteRow).values(
            code_hash=hashed,
            body_enc=_seal(keys, hashed, invitation),
            role=invitation.role.value,
            expires_on=expires_on,
            used=0,
        )
    )
    await names_changed(db)


async def claim_invite(db: AsyncSession, keys: Keys, code: str, today: date) -> Invitation | None:
    """Use an invitation. Of any number who try at once, one gets it.

    Returns:
        The invitation, once. None for a code that is used, past its day or unknown: the three
        are alike on purpose.
    """
    hashed = keys.code_hash(code)
    invitation = await peek_invite(db, keys, code, today)
    blank = keys.identity.seal(b"", about=_about(hashed), step=256)
    claimed = await db.scalar(
        update(InviteRow)
        .where(InviteRow.code_hash == hashed, InviteRow.used == 0, InviteRow.expires_on >= today)
        .values(used=1, body_enc=blank)
        .returning(InviteRow.code_hash)
        .execution_options(synchronize_session=False)
    )
    if claimed is None:
        return None
    await names_changed(db)
    return invitation


async def peek_invite(db: AsyncSession, keys: Keys, code: str, today: date) -> Invitation | None:
    """What an unused invitation is for, without using it."""
    hashed = keys.code_hash(code)
    found = (
        await db.execute(
            select(InviteRow.body_enc, InviteRow.role).where(
                InviteRow.code_hash == hashed,
                InviteRow.used == 0,
                InviteRow.expires_on >= today,
            )
        )
    ).one_or_none()
    return None if found is None else _open(keys, hashed, found.body_enc, Role(found.role))


async def list_invited(db: AsyncSession, keys: Keys, today: date) -> list[Invitation]:
    """What every invitation that can still be used is for. For redaction: it is shown nowhere."""
    rows = await db.execute(
        select(InviteRow.code_hash, InviteRow.body_enc, InviteRow.role).where(
            InviteRow.used == 0, InviteRow.expires_on >= today
        )
    )
    sealed = rows.all()

    def opened() -> list[Invitation | None]:
        return [_open(keys, code, body, Role(role)) for code, body, role in sealed]

    found = await asyncio.to_thread(opened) if len(sealed) > MANY else opened()
    return [one for one in found if one is not None]


async def count_waiting(db: AsyncSession, today: date) -> list[Waiting]:
    """Invitations that can still be used, by role and last day."""
    rows = await db.execute(
        select(InviteRow.role, InviteRow.expires_on, func.count())
        .where(InviteRow.used == 0, InviteRow.expires_on >= today)
        .group_by(InviteRow.role, InviteRow.expires_on)
        .order_by(InviteRow.expires_on, InviteRow.role)
    )
    return [Waiting(Role(role), until, count) for role, until, count in rows.all()]


async def revoke_waiting(db: AsyncSession, role: Role, until: date) -> int:
    """Destroy every unused invitation of a role with this last day. Returns how many."""
    gone = await db.scalars(
        delete(InviteRow)
        .where(InviteRow.role == role.value, InviteRow.expires_on == until, InviteRow.used == 0)
        .returning(InviteRow.code_hash)
    )
    await names_changed(db)
    return len(gone.all())


async def revoke_invite(db: AsyncSession, keys: Keys, code: str) -> bool:
    """Destroy one unused invitation. False where there is none: used, past its day or unknown."""
    gone = await db.scalar(
        delete(InviteRow)
        .where(InviteRow.code_hash == keys.code_hash(code), InviteRow.used == 0)
        .returning(InviteRow.code_hash)
    )
    if gone is not None:
        await names_changed(db)
    return gone is not None


async def purge_invites(db: AsyncSession, today: date) -> None:
    """Forget invitations that are used or past their last day."""
    gone = await db.scalars(
        delete(InviteRow)
        .where((InviteRow.used == 1) | (InviteRow.expires_on < today))
        .returning(InviteRow.code_hash)
    )
    if gone.all():
        await names_changed(db)


def _about(hashed: bytes) -> bytes:
    return b"invite|" + hashed


def _seal(keys: Keys, hashed: bytes, invitation: Invitation) -> bytes:
    plain = json.dumps(
        [
            invitation.role.value,
            invitation.kind.value,
            invitation.nick,
            invitation.home,
            invitation.telegram_allowed,
            *age_noted(invitation.age),
            *same_noted(invitation.same_as),
            *([] if invitation.new_way is None else [{"new_way": invitation.new_way.hex()}]),
        ],
        ensure_ascii=False,
    )
    return keys.identity.seal(plain.encode(), about=_about(hashed), step=256)


def _open(keys: Keys, hashed: bytes, sealed: bytes, role: Role) -> Invitation | None:
    """The role is bound: a row whose role column was changed opens nothing."""
    sealed_role, kind, nick, home, telegram, *more = json.loads(
        keys.identity.open(sealed, about=_about(hashed))
    )
    if Role(sealed_role) is not role:
        return None
    age, same_as = read_age(more), read_same(more)
    ways = [one["new_way"] for one in more if isinstance(one, dict) and "new_way" in one]
    new_way = bytes.fromhex(ways[0]) if ways else None
    return Invitation(role, Kind(kind), nick, home, telegram, age, same_as, new_way)
