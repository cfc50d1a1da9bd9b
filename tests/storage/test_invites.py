import asyncio
from datetime import timedelta

import pytest
from sqlalchemy import text

from storage.engine import Database
from storage.invites import (
    Waiting,
    add_invite,
    claim_invite,
    count_waiting,
    peek_invite,
    purge_invites,
    revoke_invite,
    revoke_waiting,
)
from storage.keys import Keys
from surveys.people.person import Invitation, Kind
from surveys.people.roles import Role
from tests.storage.making import TODAY

CODE = "pT4Jm0pC1l9wqZ0aYkq3xA"
FOR_OTTER = Invitation(
    Role.YOUNG_PERSON, Kind.YOUNG_PERSON, "CANARYNICK", "Maple House", telegram_allowed=False
)


async def test_c2_of_fifty_at_once_one_gets_in(database: Database, keys: Keys) -> None:
    """A photographed slip must not let in two people."""
    async with database.write() as db:
        await add_invite(db, keys, CODE, FOR_OTTER, TODAY)

    async def claim() -> Invitation | None:
        async with database.write() as db:
            return await claim_invite(db, keys, CODE, TODAY)

    claims = await asyncio.gather(*(claim() for _ in range(50)))

    assert sorted(claims, key=lambda c: c is None) == [FOR_OTTER] + [None] * 49


async def test_c2_an_invitation_expires(database: Database, keys: Keys) -> None:
    """A slip found behind the radiator next month opens nothing."""
    async with database.write() as db:
        await add_invite(db, keys, CODE, FOR_OTTER, TODAY)
        tomorrow = TODAY + timedelta(days=1)

        assert await peek_invite(db, keys, CODE, tomorrow) is None
        assert await claim_invite(db, keys, CODE, tomorrow) is None
        assert await claim_invite(db, keys, "another-code", TODAY) is None
        assert await peek_invite(db, keys, CODE, TODAY) == FOR_OTTER
        assert await claim_invite(db, keys, CODE, TODAY) == FOR_OTTER
        assert await peek_invite(db, keys, CODE, TODAY) is None


async def test_c2_the_code_itself_is_not_stored(database: Database, keys: Keys) -> None:
    """Whoever reads the table must not be able to use what is in it."""
    async with database.write() as db:
        await add_invite(db, keys, CODE, FOR_OTTER, TODAY)
        row = (await db.execute(text("SELECT * FROM invites"))).one()

    held = b"".join(v if isinstance(v, bytes) else str(v).encode() for v in row)
    assert CODE.encode() not in held
    assert b"CANARYNICK" not in held


async def test_c2_an_invitation_is_bound_to_its_role(database: Database, keys: Keys) -> None:
    """Changing the column does not make an administrator of anybody."""
    async with database.write() as db:
        await add_invite(db, keys, CODE, FOR_OTTER, TODAY)
        await db.execute(text("UPDATE invites SET role = 'admin'"))

        assert await claim_invite(db, keys, CODE, TODAY) is None


async def test_x3_a_used_invitation_no_longer_says_for_whom(
    database: Database, keys: Keys
) -> None:
    """Erasing a person must not leave their nickname in a used slip."""
    async with database.write() as db:
        await add_invite(db, keys, CODE, FOR_OTTER, TODAY)
        await claim_invite(db, keys, CODE, TODAY)
        sealed = await db.scalar(text("SELECT body_enc FROM invites"))

    about = b"invite|" + keys.code_hash(CODE)
    assert keys.identity.open(bytes(sealed), about=about) == b""


async def test_used_and_expired_invitations_are_forgotten(database: Database, keys: Keys) -> None:
    """Nothing is kept longer than it works."""
    async with database.write() as db:
        await add_invite(db, keys, "used", FOR_OTTER, TODAY)
        await add_invite(db, keys, "old", FOR_OTTER, TODAY - timedelta(days=1))
        await add_invite(db, keys, "good", FOR_OTTER, TODAY)
        await claim_invite(db, keys, "used", TODAY)
        await purge_invites(db, TODAY)

        assert await db.scalar(text("SELECT count(*) FROM invites")) == 1
        assert await claim_invite(db, keys, "good", TODAY) == FOR_OTTER


@pytest.mark.postgres_only
async def test_c2_two_in_the_same_moment_cannot_both_get_in(
    database: Database, keys: Keys
) -> None:
    """The second has already seen the slip unused when the first commits."""
    async with database.write() as db:
        await add_invite(db, keys, CODE, FOR_OTTER, TODAY)
    async with database.write() as one:
        first = await claim_invite(one, keys, CODE, TODAY)
        second = asyncio.create_task(claim_in_own_transaction(database, keys))
        async with database.read() as watching:
            waits = text("SELECT 1 FROM pg_locks WHERE NOT granted")
            while not await watching.scalar(waits):  # noqa: ASYNC110  # nothing else tells
                await asyncio.sleep(0.005)

    assert (first, await second) == (FOR_OTTER, None)


async def claim_in_own_transaction(database: Database, keys: Keys) -> Invitation | None:
    async with database.write() as db:
        return await claim_invite(db, keys, CODE, TODAY)


async def test_what_waits_is_counted_by_role_and_day_and_revoked(
    database: Database, keys: Keys
) -> None:
    """A count is all an administrator needs; a used one and an old one are in none."""
    yesterday, later = TODAY - timedelta(days=1), TODAY + timedelta(days=7)
    codes = [f"{number}{CODE[1:]}" for number in range(5)]
    async with database.write() as db:
        for code, until in zip(codes, (TODAY, TODAY, later, later, yesterday), strict=True):
            await add_invite(db, keys, code, FOR_OTTER, until)
        await claim_invite(db, keys, codes[0], TODAY)
        waiting = await count_waiting(db, TODAY)
        assert waiting == [
            Waiting(Role.YOUNG_PERSON, TODAY, 1),
            Waiting(Role.YOUNG_PERSON, later, 2),
        ]
        assert await revoke_waiting(db, Role.READER, later) == 0
        assert await revoke_waiting(db, Role.YOUNG_PERSON, later) == 2
        assert not await revoke_invite(db, keys, codes[0])
        assert await revoke_invite(db, keys, codes[1])
        assert not await revoke_invite(db, keys, codes[1])
        assert await claim_invite(db, keys, codes[1], TODAY) is None
        assert await count_waiting(db, TODAY) == []
