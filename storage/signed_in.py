"""Whose chat a browser opens: asked at everything a page does, so in one query."""

from __future__ import annotations

from datetime import date

from sqlalchemy import bindparam, select
from sqlalchemy.ext.asyncio import AsyncSession

from storage.base import table_of
from storage.keys import Keys
from storage.people import PersonRow, open_address
from storage.signins import SigninRow
from surveys.ids import ParticipantId
from surveys.people.person import Address

_BROWSER, _PERSON = table_of(SigninRow), table_of(PersonRow)
_WHOSE = (
    select(_BROWSER.c.pid, _PERSON.c.address_enc)
    .join_from(_BROWSER, _PERSON, _BROWSER.c.pid == _PERSON.c.pid, isouter=True)
    .where(
        _BROWSER.c.token_hash == bindparam("token"), _BROWSER.c.expires_on >= bindparam("today")
    )
)


async def find_signed_in(
    db: AsyncSession, keys: Keys, token_hash: bytes, today: date
) -> tuple[ParticipantId, Address | None] | None:
    """Who is signed in with this token, and where they write from.

    Returns:
        No address for whoever sits there with a slip: nobody is known by that id. None where
        nobody is signed in with it: never, no longer, or signed out.
    """
    found = (await db.execute(_WHOSE, {"token": token_hash, "today": today})).one_or_none()
    if found is None:
        return None
    sealed = found.address_enc
    address = None if sealed is None else open_address(keys, found.pid, sealed)
    return ParticipantId(found.pid), address
