import asyncio

import pytest
from sqlalchemy import text

from storage.engine import Database
from storage.keys import Keys
from storage.people import (
    MANY,
    AddressTaken,
    add_people,
    add_person,
    change_address,
    delete_person,
    find_person,
    list_people,
    load_desk,
    load_person,
    reseal_desks,
    save_desk,
)
from storage.signed_in import find_signed_in
from storage.signins import PinResult, add_signin, check_pin, set_pin
from storage.slices import in_slices
from surveys.people.person import Address, Chat, Desk
from surveys.people.roles import Role
from tests.storage.making import NOW, TODAY, a_person, pid


async def test_a_person_is_kept_whole(database: Database, keys: Keys) -> None:
    """Everything that was told comes back, in any alphabet."""
    person = a_person(nick="Zoë 🦦", home="Tŷ Gwyn", telegram_allowed=True)
    async with database.write() as db:
        await add_person(db, keys, person)
        assert await load_person(db, keys, person.id) == person
        assert await find_person(db, keys, person.address) == person


async def test_a_stranger_is_nobody(database: Database, keys: Keys) -> None:
    """An address of one chat is not the same number in the other."""
    person = a_person(address=Address(Chat.WEB, 7))
    async with database.write() as db:
        await add_person(db, keys, person)

        assert await find_person(db, keys, Address(Chat.TELEGRAM, 7)) is None
        assert await load_person(db, keys, pid(99)) is None
        assert await load_desk(db, keys, pid(99)) == Desk()


async def test_a3_who_somebody_is_cannot_be_read_from_the_table(
    database: Database, keys: Keys
) -> None:
    """Telegram asks for it, and a stolen file must name nobody."""
    person = a_person(nick="CANARYNICK", home="CANARYHOUSE", address=Address(Chat.WEB, 987654321))
    async with database.write() as db:
        await add_person(db, keys, person)
        row = (await db.execute(text("SELECT * FROM participants"))).one()

    stored = repr(tuple(row))
    for secret in ("CANARYNICK", "CANARYHOUSE", "987654321"):
        assert secret not in stored
        assert secret.encode() not in b"".join(v for v in row if isinstance(v, bytes))


async def test_a5_two_people_look_alike_in_size(database: Database, keys: Keys) -> None:
    """A long home name or a full desk must not single anybody out."""
    async with database.write() as db:
        await add_person(db, keys, a_person(1, nick="Al", home=""))
        await add_person(db, keys, a_person(2, nick="Alexandria the Second", home="Old Mill"))
        await save_desk(
            db, keys, pid(2), Desk("k3v9qa", "erase", "cy", tuple(range(10**8, 10**8 + 40)))
        )
        rows = (await db.execute(text("SELECT * FROM participants"))).all()

    sizes = {tuple(len(v) for v in row if isinstance(v, bytes)) for row in rows}
    assert len(sizes) == 1


async def test_one_account_is_one_person(database: Database, keys: Keys) -> None:
    """A second invitation used from the same account must not make a twin."""
    async with database.write() as db:
        await add_person(db, keys, a_person(1))
        with pytest.raises(AddressTaken):
            await add_person(db, keys, a_person(2, address=a_person(1).address))


async def test_a_person_goes_on_from_another_chat(database: Database, keys: Keys) -> None:
    """A new phone finds the same person; the old address finds nobody."""
    old, new = a_person(1).address, Address(Chat.TELEGRAM, 55)
    async with database.write() as db:
        await add_person(db, keys, a_person(1))
        await add_person(db, keys, a_person(2))
        await change_address(db, keys, pid(1), new)
        found = await find_person(db, keys, new)

        assert found is not None
        assert (found.id, found.address) == (pid(1), new)
        assert await find_person(db, keys, old) is None
        with pytest.raises(AddressTaken):
            await change_address(db, keys, pid(1), a_person(2).address)


async def test_people_are_listed_by_role(database: Database, keys: Keys) -> None:
    """Whom a ping goes to is a question of role."""
    async with database.write() as db:
        await add_person(db, keys, a_person(2, role=Role.READER))
        await add_person(db, keys, a_person(1))

        assert [p.id for p in await list_people(db, keys)] == [pid(1), pid(2)]
        assert [p.id for p in await list_people(db, keys, role=Role.READER)] == [pid(2)]


async def test_x3_a_deleted_person_is_gone_with_sign_ins_and_pin(
    database: Database, keys: Keys
) -> None:
    """A browser left signed in must not outlive its person."""
    async with database.write() as db:
        await add_person(db, keys, a_person(1))
        await add_signin(db, pid(1), b"t" * 32, TODAY)
        await set_pin(db, pid(1), "123456")

        assert await delete_person(db, pid(1))
        assert not await delete_person(db, pid(1))
        assert await load_person(db, keys, pid(1)) is None
        assert await find_signed_in(db, keys, b"t" * 32, TODAY) is None
        assert await check_pin(db, pid(1), "123456", NOW) is PinResult.NONE


async def test_a_desk_keeps_the_latest_messages_to_tidy(database: Database, keys: Keys) -> None:
    """Forty fit whatever their numbers; the oldest go first."""
    numbers = tuple(range(2**52, 2**52 + 60))
    async with database.write() as db:
        await add_person(db, keys, a_person(1))
        await save_desk(db, keys, pid(1), Desk("k3v9qa", "take_back", "en", numbers))
        kept = await load_desk(db, keys, pid(1))

    assert (kept.round_tag, kept.waiting) == ("k3v9qa", "take_back")
    assert kept.messages == numbers[-40:]


async def test_resealing_desks_changes_every_one_and_no_word(
    database: Database, keys: Keys
) -> None:
    """Two backups must not show whose desk changed in between."""
    async with database.write() as db:
        for number in (1, 2):
            await add_person(db, keys, a_person(number))
        await save_desk(db, keys, pid(1), Desk(waiting="erase"))
        before = set(await db.scalars(text("SELECT desk_enc FROM participants")))
        await reseal_desks(db, keys)
        after = set(await db.scalars(text("SELECT desk_enc FROM participants")))

        assert len(before | after) == 4
        assert (await load_desk(db, keys, pid(1))).waiting == "erase"


@pytest.mark.postgres_only
async def test_f3_what_is_done_at_a_desk_while_a_backup_seals_it_anew_is_kept(
    database: Database, keys: Keys
) -> None:
    """SQLite lets one write at a time. Fails when the desks are read without being locked: what
    was read before the change was written over it."""
    async with database.write() as db:
        await add_people(db, keys, [a_person(1), a_person(2)])

    async def seal_anew() -> None:
        async with database.write() as db:
            await reseal_desks(db, keys)

    async with database.write() as db:
        await save_desk(db, keys, pid(1), Desk(waiting="erase"))
        sealing = asyncio.create_task(seal_anew())
        waits = text("SELECT 1 FROM pg_locks WHERE NOT granted")
        async with asyncio.timeout(10):
            while not await db.scalar(waits):  # noqa: ASYNC110  # nothing else tells
                await asyncio.sleep(0.01)
    await sealing

    async with database.read() as db:
        assert (await load_desk(db, keys, pid(1))).waiting == "erase"


@pytest.mark.full
@pytest.mark.parametrize("count", [MANY, 2 * MANY + 1])
async def test_of_ever_so_many_each_is_listed_once_in_order(
    database: Database, keys: Keys, count: int
) -> None:
    """They are read a slice at a time; whoever fell between two would be told of nothing."""
    many = [
        a_person(number, role=Role.READER if number == 7 else Role.YOUNG_PERSON)
        for number in range(1, count + 1)
    ]
    async with database.write() as db:
        await add_people(db, keys, many)

        assert await list_people(db, keys) == sorted(many, key=lambda one: one.id)
        assert await list_people(db, keys, role=Role.READER) == [many[6]]
        assert len(await list_people(db, keys, role=Role.YOUNG_PERSON)) == count - 1


@pytest.mark.full
async def test_a4_every_desk_is_sealed_anew_however_small_the_slices(
    database: Database, keys: Keys
) -> None:
    """One left out between two slices would show that nobody wrote at that desk."""
    async with database.write() as db:
        await add_people(db, keys, [a_person(number) for number in range(1, 6)])
    async with database.read() as db:
        before = set(await db.scalars(text("SELECT desk_enc FROM participants")))
    await in_slices(database, lambda db, last: reseal_desks(db, keys, last, most=2))

    async with database.read() as db:
        after = set(await db.scalars(text("SELECT desk_enc FROM participants")))
    assert len(before | after) == 10


async def test_many_people_are_kept_in_one_go(database: Database, keys: Keys) -> None:
    """A list of a hundred is one statement, and each is found by their address."""
    many = [a_person(number) for number in range(1, 4)]
    async with database.write() as db:
        await add_people(db, keys, many)

        assert await list_people(db, keys) == many
        assert await find_person(db, keys, many[1].address) == many[1]
