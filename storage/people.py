"""Known people. What tells who they are is encrypted; they are found again by a keyed hash."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Collection, Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any

from pydantic_core import from_json
from sqlalchemy import bindparam, delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from storage.authenticators import drop_authenticator
from storage.base import NO_ROWID, Row, batched, insert_all, insert_into, table_of
from storage.direct import direct
from storage.drafts import drop_drafts_of
from storage.duties import drop_duty
from storage.keys import Keys
from storage.names import names_changed
from storage.plans import drop_plans_of
from storage.signins import drop_pin, drop_signins
from storage.wishes import add_wishes, drop_wishes, fill_wishes
from surveys.ids import ParticipantId
from surveys.people.person import Address, AgeBand, AgeNoted, Chat, Desk, Kind, Person
from surveys.people.roles import Role

DESK_SIZE = 1024
"""Every desk, padded. Unit: bytes."""
DESK_MESSAGES = 40


class PersonRow(Row):
    """One known person."""

    __tablename__ = "participants"
    __table_args__ = NO_ROWID

    pid: Mapped[bytes] = mapped_column(primary_key=True)
    lookup: Mapped[bytes] = mapped_column(unique=True)
    address_enc: Mapped[bytes]
    nick_enc: Mapped[bytes]
    role: Mapped[str]
    tags_enc: Mapped[bytes]
    desk_enc: Mapped[bytes]


_BY_LOOKUP = direct(
    select(*table_of(PersonRow).columns).where(PersonRow.lookup == bindparam("lookup"))
)
_DESK_OF = select(PersonRow.desk_enc).where(PersonRow.pid == bindparam("pid"))
_DESK, _DESK_LOCKED = direct(_DESK_OF), direct(_DESK_OF.with_for_update())
_SAVE_DESK = direct(
    update(table_of(PersonRow))
    .where(PersonRow.pid == bindparam("of_pid"))
    .values(desk_enc=bindparam("sealed"))
)


MANY = 500
"""So many people are listed at once. Unit: people."""
_TABLE = table_of(PersonRow)
_LISTED = (
    select(_TABLE.c.pid, _TABLE.c.role, _TABLE.c.address_enc, _TABLE.c.nick_enc, _TABLE.c.tags_enc)
    .where(_TABLE.c.pid > bindparam("after"))
    .order_by(_TABLE.c.pid)
    .limit(MANY)
)


class AddressTaken(Exception):
    """Somebody already has this address; one account is one person."""


async def add_person(db: AsyncSession, keys: Keys, person: Person) -> None:
    """Keep a new person, with an empty desk.

    Raises:
        AddressTaken: a person with this address is already known.
    """
    kept = await db.scalar(
        insert_into(db, PersonRow)
        .values(**_columns(keys, person))
        .on_conflict_do_nothing(index_elements=["lookup"])
        .returning(PersonRow.pid)
    )
    if kept is None:
        raise AddressTaken("this account already belongs to a known person")
    await add_wishes(db, keys, person.id)
    await names_changed(db)


async def add_people(db: AsyncSession, keys: Keys, added: Iterable[Person]) -> None:
    """Keep many new people in one go, each with an empty desk.

    Raises:
        sqlalchemy.exc.IntegrityError: one of them, or one of their addresses, is known already.
    """
    rows = [_columns(keys, person) for person in added]
    await insert_all(db, insert(PersonRow), rows, by=["pid"])
    await fill_wishes(db, keys)
    await names_changed(db)


def _columns(keys: Keys, person: Person) -> dict[str, Any]:
    nick = keys.identity.seal(person.nick.encode(), about=_about(person.id, "nick"), step=128)
    return {
        "pid": person.id,
        "lookup": _lookup(keys, person.address),
        "address_enc": _seal_address(keys, person.id, person.address),
        "nick_enc": nick,
        "role": person.role.value,
        "tags_enc": _seal_tags(keys, person),
        "desk_enc": _seal_desk(keys, person.id, Desk()),
    }


async def load_person(db: AsyncSession, keys: Keys, pid: ParticipantId) -> Person | None:
    """The person with this id, or None."""
    row = await db.scalar(select(PersonRow).where(PersonRow.pid == pid))
    return None if row is None else _person(keys, row)


async def load_people(
    db: AsyncSession, keys: Keys, pids: Collection[ParticipantId]
) -> dict[ParticipantId, Person]:
    """Those of these people who are known."""
    found: dict[ParticipantId, Person] = {}
    for some in batched(sorted(pids)):
        query = select(PersonRow).where(PersonRow.pid.in_(some)).order_by(PersonRow.pid)
        found |= {ParticipantId(row.pid): _person(keys, row) for row in await db.scalars(query)}
    return found


async def find_person(db: AsyncSession, keys: Keys, address: Address) -> Person | None:
    """The person who writes from this address, or None for a stranger."""
    found = await find_with_desk(db, keys, address)
    return None if found is None else found[0]


async def find_with_desk(
    db: AsyncSession, keys: Keys, address: Address
) -> tuple[Person, Desk] | None:
    """The person who writes from this address, and their desk; None for a stranger."""
    row = (await db.execute(_BY_LOOKUP, {"lookup": _lookup(keys, address)})).one_or_none()
    if row is None:
        return None
    return _person(keys, row), _open_desk(keys, row.pid, row.desk_enc)


@dataclass(frozen=True, slots=True, repr=False)
class Named:
    """What somebody is called and where they live, for redaction. Printed it shows nothing."""

    role: Role
    kind: Kind
    nick: str
    home: str


@dataclass(frozen=True, slots=True)
class SealedName:
    """A row's name and home, unopened. ``mark`` is another whenever one of them is changed."""

    pid: bytes
    role: str
    nick_enc: bytes
    tags_enc: bytes

    @property
    def mark(self) -> bytes:
        """The ends of both boxes, which never come twice, and the role. 32 bytes and more."""
        return self.nick_enc[-16:] + self.tags_enc[-16:] + self.role.encode()


async def list_sealed_names(db: AsyncSession, after: bytes, most: int) -> list[SealedName]:
    """The next ``most`` people's names and homes after an id, in the order of their random ids."""
    columns = (PersonRow.pid, PersonRow.role, PersonRow.nick_enc, PersonRow.tags_enc)
    query = select(*columns).where(PersonRow.pid > after).order_by(PersonRow.pid).limit(most)
    return [SealedName(*row) for row in (await db.execute(query)).all()]


def open_name(keys: Keys, sealed: SealedName) -> Named:
    """Open one; in a thread, where there are many."""
    box, pid = keys.identity, sealed.pid
    kind, home, *_ = from_json(box.open(sealed.tags_enc, about=_about(pid, "tags")))
    nick = box.open(sealed.nick_enc, about=_about(pid, "nick")).decode()
    return Named(Role(sealed.role), Kind(kind), nick, home)


async def list_people(db: AsyncSession, keys: Keys, *, role: Role | None = None) -> list[Person]:
    """Everybody, or everybody with a role, in the order of their random ids.

    Thousands are read a slice at a time and opened in a thread: it takes seconds, and in between
    everybody else has their turn.
    """
    found: list[Person] = []
    query = _LISTED if role is None else _LISTED.where(_TABLE.c.role == role.value)
    after = b""
    while some := (await db.execute(query, {"after": after})).all():
        if len(some) < MANY:
            found += _people(keys, some)
            break
        found += await asyncio.to_thread(_people, keys, some)
        after = some[-1].pid
    return found


def _people(keys: Keys, rows: Iterable[Any]) -> list[Person]:
    return [_person(keys, row) for row in rows]


async def delete_person(db: AsyncSession, pid: ParticipantId) -> bool:
    """Forget a person and every way they sign in. Their rows elsewhere are the caller's.

    Returns:
        True when there was such a person.
    """
    await drop_signins(db, pid)
    await drop_pin(db, pid)
    await drop_authenticator(db, pid)
    await drop_duty(db, pid)
    await drop_wishes(db, pid)
    await drop_drafts_of(db, pid)
    await drop_plans_of(db, pid)
    gone = await db.scalar(delete(PersonRow).where(PersonRow.pid == pid).returning(PersonRow.pid))
    await names_changed(db)
    return gone is not None


async def change_address(
    db: AsyncSession, keys: Keys, pid: ParticipantId, address: Address
) -> None:
    """Let a person go on from another chat.

    Raises:
        AddressTaken: somebody else writes from there.
    """
    other = await db.scalar(
        select(PersonRow.pid).where(
            PersonRow.lookup == _lookup(keys, address), PersonRow.pid != pid
        )
    )
    if other is not None:
        raise AddressTaken("this account already belongs to a known person")
    await db.execute(
        update(PersonRow)
        .where(PersonRow.pid == pid)
        .values(lookup=_lookup(keys, address), address_enc=_seal_address(keys, pid, address))
    )


async def change_tags(
    db: AsyncSession, keys: Keys, person: Person, *, home: str, kind: Kind
) -> None:
    """Somebody lives elsewhere now, or is another kind of people. All else of theirs stays."""
    tags = _seal_tags(keys, replace(person, home=home, kind=kind))
    await db.execute(update(PersonRow).where(PersonRow.pid == person.id).values(tags_enc=tags))
    await names_changed(db)


async def load_desk(
    db: AsyncSession, keys: Keys, pid: ParticipantId, *, lock: bool = False
) -> Desk:
    """What a person has open outside any envelope; an empty desk for somebody unknown.

    ``lock`` keeps others from it until the transaction ends: for who changes a part of it beside
    the one who writes there just now.
    """
    sealed = await db.scalar(_DESK_LOCKED if lock else _DESK, {"pid": pid})
    return Desk() if sealed is None else _open_desk(keys, pid, sealed)


async def load_desks(
    db: AsyncSession, keys: Keys, pids: Collection[ParticipantId]
) -> dict[ParticipantId, Desk]:
    """The desks of those of these people who are known."""
    found: dict[ParticipantId, Desk] = {}
    for some in batched(sorted(pids)):
        query = select(PersonRow.pid, PersonRow.desk_enc).where(PersonRow.pid.in_(some))
        rows = await db.execute(query.order_by(PersonRow.pid))
        found |= {ParticipantId(pid): _open_desk(keys, pid, desk) for pid, desk in rows.all()}
    return found


async def save_desk(db: AsyncSession, keys: Keys, pid: ParticipantId, desk: Desk) -> None:
    """Replace a person's desk. Of its messages the latest 40 are kept."""
    await db.execute(_SAVE_DESK, {"of_pid": pid, "sealed": _seal_desk(keys, pid, desk)})


async def reseal_desks(
    db: AsyncSession, keys: Keys, last: bytes | None = None, most: int = 500
) -> bytes | None:
    """Encrypt the next desks anew, so that two backups do not show whose changed.

    Args:
        last: Where it left off, as it said; None to begin.
        most: How many desks at once.

    Returns:
        Where it left off; None once it was the last.
    """
    columns = (PersonRow.pid, PersonRow.desk_enc)
    query = select(*columns).where(PersonRow.pid > (last or b"")).order_by(PersonRow.pid)
    rows = (await db.execute(query.limit(most).with_for_update())).all()
    fresh = [{"of_pid": pid, "sealed": _resealed_desk(keys, pid, desk)} for pid, desk in rows]
    if fresh:
        await (await db.connection()).execute(_SAVE_DESK, fresh)
    return rows[-1].pid if len(rows) == most else None


def _resealed_desk(keys: Keys, pid: bytes, sealed: bytes) -> bytes:
    about = _about(pid, "desk")
    return keys.identity.seal(keys.identity.open(sealed, about=about), about=about, size=DESK_SIZE)


def _lookup(keys: Keys, address: Address) -> bytes:
    return keys.lookup(address.chat.value, address.number)


def _about(pid: bytes, part: str) -> bytes:
    return b"participant|" + part.encode() + b"|" + pid


def _seal_address(keys: Keys, pid: bytes, address: Address) -> bytes:
    plain = json.dumps([address.chat.value, address.number]).encode()
    return keys.identity.seal(plain, about=_about(pid, "address"), size=64)


def open_address(keys: Keys, pid: bytes, sealed: bytes) -> Address:
    """Open the address of one row; for a query of its own."""
    chat, number = from_json(keys.identity.open(sealed, about=_about(pid, "address")))
    return Address(Chat(chat), number)


def _seal_tags(keys: Keys, person: Person) -> bytes:
    noted = [*age_noted(person.age), *same_noted(person.same_as)]
    plain = json.dumps(
        [person.kind.value, person.home, person.telegram_allowed, *noted], ensure_ascii=False
    )
    return keys.identity.seal(plain.encode(), about=_about(person.id, "tags"), step=256)


def _person(keys: Keys, row: Any) -> Person:
    box = keys.identity
    kind, home, telegram, *more = from_json(box.open(row.tags_enc, about=_about(row.pid, "tags")))
    return Person(
        id=ParticipantId(row.pid),
        role=Role(row.role),
        kind=Kind(kind),
        nick=box.open(row.nick_enc, about=_about(row.pid, "nick")).decode(),
        home=home,
        address=open_address(keys, row.pid, row.address_enc),
        telegram_allowed=telegram,
        age=read_age(more),
        same_as=read_same(more),
    )


def age_noted(age: AgeNoted | None) -> list[str]:
    """An age band as it is kept: nothing, or band and day."""
    return [] if age is None else [age.band.value, age.on.isoformat()]


def read_age(kept: Sequence[object]) -> AgeNoted | None:
    """What ``age_noted`` kept."""
    words = [one for one in kept if isinstance(one, str)]
    return AgeNoted(AgeBand(words[0]), date.fromisoformat(words[1])) if words else None


def same_noted(other: ParticipantId | None) -> list[dict[str, str]]:
    """The other account of the same person as it is kept: nothing, or which."""
    return [] if other is None else [{"same_as": other.hex()}]


def read_same(kept: Sequence[object]) -> ParticipantId | None:
    """What ``same_noted`` kept."""
    named = [one["same_as"] for one in kept if isinstance(one, dict) and "same_as" in one]
    return ParticipantId(bytes.fromhex(named[0])) if named else None


def _seal_desk(keys: Keys, pid: bytes, desk: Desk) -> bytes:
    kept = replace(desk, messages=desk.messages[-DESK_MESSAGES:])
    while len(plain := json.dumps(asdict(kept)).encode()) > DESK_SIZE - 4 and kept.messages:
        kept = replace(kept, messages=kept.messages[1:])
    return keys.identity.seal(plain, about=_about(pid, "desk"), size=DESK_SIZE)


def _open_desk(keys: Keys, pid: bytes, sealed: bytes) -> Desk:
    fields = from_json(keys.identity.open(sealed, about=_about(pid, "desk")))
    return Desk(**{**fields, "messages": tuple(fields["messages"])})
