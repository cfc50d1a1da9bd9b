"""What each class of data allows no longer is dropped, whatever stops in between."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import text

from bot.services.operating import purging, retaining
from bot.services.operating.retaining import Why
from storage import (
    answers,
    audit,
    ledger,
    messages,
    outbox,
    rounds,
    seen,
    signins,
)
from storage.audit import verify
from storage.engine import Database
from storage.keys import RoundKeyGone
from surveys.ids import RoundId
from surveys.people.roles import Role
from surveys.retention import Retention
from surveys.rounds.round import Round, State
from tests.bot import fielded as field
from tests.bot.chatting import Chats, Chatter


async def sealed(chats: Chats) -> tuple[Round, list[Chatter]]:
    """A round of twelve that six have sent an envelope in."""
    asked = await field.residents(chats, 12)
    round_ = await field.fielded(chats, *await field.crew(chats))
    await field.send(chats, round_, asked[:6])
    return await field.end(chats, round_), asked


async def sizes(database: Database, *tables: str) -> Mapping[str, int]:
    async with database.read() as db:
        found = [await db.scalar(text(f"SELECT count(*) FROM {table}")) or 0 for table in tables]
    return dict(zip(tables, found, strict=True))


@pytest.mark.sqlite_only
@pytest.mark.parametrize(("hour", "times"), [(3, 1), (12, 0)])
async def test_the_database_is_written_anew_at_night_and_only_then(
    chats: Chats, monkeypatch: pytest.MonkeyPatch, hour: int, times: int
) -> None:
    """What was deleted must not lie in free pages; nobody waits for it in the day."""
    done: list[str] = []
    really = Database.vacuum

    async def noted(self: Database) -> None:
        done.append("vacuum")
        await really(self)

    monkeypatch.setattr(Database, "vacuum", noted)
    chats.clock.at = datetime(2027, 1, 11, hour, 10, tzinfo=UTC)
    await purging.purge(chats.world)

    assert len(done) == times


async def test_x4_at_the_end_of_retention_the_key_dies_and_the_counts_stay(
    chats: Chats, database: Database
) -> None:
    """Whatever backup is brought, those words can be read by nobody; how many sent one stays."""
    round_, _ = await sealed(chats)
    keys = chats.world.keys
    keys.text(round_.id)
    chats.clock.at = round_.closes_at + timedelta(days=364)
    await purging.purge(chats.world)
    keys.text(round_.id)
    chats.clock.on(days=1)
    await purging.purge(chats.world)
    ended = await field.again(chats, round_.id)

    with pytest.raises(RoundKeyGone):
        keys.text(round_.id)
    assert await sizes(database, "answers", "readings") == {"answers": 0, "readings": 0}
    assert (ended.count_asked, ended.count_sent) == (12, 6)


async def test_x4_a_stop_before_the_key_died_is_made_good(
    chats: Chats, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The rows are gone and the key is not: older backups could still be read."""
    round_, _ = await sealed(chats)
    chats.clock.at = round_.closes_at + timedelta(days=366)
    with monkeypatch.context() as stopped:
        stopped.setattr(type(chats.world.keys), "destroy_text", lambda self, rid: 1 / 0)
        await purging.purge(chats.world)
    chats.world.keys.text(round_.id)
    await purging.purge(chats.world)

    with pytest.raises(RoundKeyGone):
        chats.world.keys.text(round_.id)


async def test_x4_answers_that_a_backup_brought_back_are_dropped_again(
    chats: Chats, database: Database
) -> None:
    """Nobody can read them; they still need not lie there."""
    round_, _ = await sealed(chats)
    async with database.write() as db:
        await db.execute(text("CREATE TABLE aside AS SELECT * FROM answers"))
    chats.clock.at = round_.closes_at + timedelta(days=366)
    await purging.purge(chats.world)
    async with database.write() as db:
        await db.execute(text("INSERT INTO answers SELECT * FROM aside"))
        await db.execute(text("DROP TABLE aside"))
    await purging.purge(chats.world)

    assert await sizes(database, "answers") == {"answers": 0}


async def test_who_was_asked_goes_after_a_year_and_how_many_stays(
    chats: Chats, database: Database
) -> None:
    """The list of who was asked is about people, and a promise ends it. Not before eight weeks:
    audiences are compared so long."""
    round_, asked = await sealed(chats)
    chats.clock.at = round_.closes_at + timedelta(days=364)
    await purging.purge(chats.world)
    before = await sizes(database, "ledger", "audiences")
    chats.clock.on(days=2)
    await purging.purge(chats.world)
    said = await asked[0].type("/mydata")

    assert before == {"ledger": 12, "audiences": 1}
    assert await sizes(database, "ledger", "audiences") == {"ledger": 0, "audiences": 0}
    assert (await field.again(chats, round_.id)).count_asked == 12
    assert "You haven't been asked anything yet." in said


async def test_what_is_short_lived_ends_in_its_own_time(chats: Chats, database: Database) -> None:
    """Update ids after 48 hours and the day; sign-ins after their last day; messages nobody
    fetched after ninety days."""
    ann = await chats.add()
    today = chats.world.today()
    async with database.write() as db:
        await seen.claim_update(db, "telegram", 1, today)
        await signins.add_signin(db, await chats.pid(ann), b"t" * 32, today)
        await outbox.owe(db, chats.world.keys, to=ann.address, body=b"hello", now=chats.clock())
    counted = []
    for days in (0, 1, 2, 88):
        chats.clock.on(days=days)
        await purging.purge(chats.world)
        counted.append(await sizes(database, "seen_updates", "signins", "outbox"))

    assert [one["seen_updates"] for one in counted] == [1, 1, 0, 0]
    assert [one["signins"] for one in counted] == [1, 0, 0, 0]
    assert [one["outbox"] for one in counted] == [1, 1, 1, 0]


async def test_a_letter_nobody_has_opened_is_never_dropped_and_is_said_to_be_overdue(
    chats: Chats,
) -> None:
    """A young person's words must not end unread because a clock ran out."""
    ann, ash = await chats.add(), await chats.add("Ash", role=Role.EBE, home="")
    sender, reader = await chats.pid(ann), await chats.pid(ash)
    async with chats.world.database.write() as db:
        unread, read = [
            await messages.add_message(
                db, chats.world.keys, to=reader, sender=sender, body=b"hello"
            )
            for _ in range(2)
        ]
        await messages.mark_read(db, read)
    await purging.purge(chats.world)
    chats.clock.on(days=212)
    await purging.purge(chats.world)
    async with chats.world.database.read() as db:
        left = [m.id for m in await messages.list_messages(db, chats.world.keys, reader)]
    (coming,) = [c for c in await retaining.list_coming(chats.world) if c.kept == "letters"]

    assert left == [unread]
    assert coming.why is Why.UNREAD
    assert coming.day < chats.world.today()


async def test_a13_a_sealed_round_needs_no_tombstone_once_backups_from_before_are_refused(
    chats: Chats,
) -> None:
    """Among the keys lies a list of every round there ever was, else."""
    round_, _ = await sealed(chats)
    chats.clock.at = round_.closes_at + timedelta(days=400)
    await purging.purge(chats.world)
    assert chats.world.keys.entombed() == {round_.id}
    chats.clock.on(days=32)
    await purging.purge(chats.world)

    assert chats.world.keys.entombed() == frozenset()


async def test_the_trail_ends_after_its_time_and_its_chain_holds(chats: Chats) -> None:
    """What staff did three years ago is nobody's business; that nothing was cut out still is."""
    await sealed(chats)
    chats.clock.on(days=1100)
    await purging.purge(chats.world)
    async with chats.world.database.read() as db:
        left = [entry.action for entry in await audit.list_audit(db)]

        assert await verify(db) is None
    assert "proposed" not in left
    assert left[-1] == "trail shortened"


async def test_old_backups_go_by_the_day_in_their_names_and_the_newest_stays(
    chats: Chats,
) -> None:
    """Names lie in them; the last one that could bring the house back is never thrown away."""
    place = chats.world.backups
    place.mkdir(parents=True)
    today = chats.world.today()
    ages = {91: "gone", 90: "kept"}
    for age in ages:
        (place / f"earshot-{today - timedelta(days=age)}-01.backup").write_bytes(b"x")
    (place / "earshot-notes.txt").write_text("not ours")
    await purging.purge(chats.world)
    left = {path.name for path in place.iterdir()}
    chats.clock.on(days=400)
    await purging.purge(chats.world)

    assert left == {f"earshot-{today - timedelta(days=90)}-01.backup", "earshot-notes.txt"}
    assert {path.name for path in place.iterdir()} == left


async def test_one_class_that_fails_keeps_no_other_waiting(
    chats: Chats, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A damaged row of one kind must not keep everything else for ever."""

    async def broken(world: object) -> None:
        raise RuntimeError("of no concern to others")

    await sealed(chats)
    monkeypatch.setattr(purging, "JOBS", (broken, *purging.JOBS))
    chats.clock.on(days=400)
    await purging.purge(chats.world)

    assert await sizes(database, "answers", "ledger") == {"answers": 0, "ledger": 0}


async def test_what_goes_when_is_said_for_each_round_and_in_order(chats: Chats) -> None:
    """An administrator who is asked "when is it gone?" has an answer with a day."""
    round_, _ = await sealed(chats)
    world = replace(
        chats.world,
        policy=chats.world.policy.model_copy(
            update={"retention": Retention(asked_days=60, answers_days=90)}
        ),
    )
    closed = round_.closes_at.date()
    coming = await retaining.list_coming(world)

    assert [(c.day, c.kept, c.what) for c in coming if c.kept != "backups"] == [
        (closed + timedelta(days=60), "asked", "evenings"),
        (closed + timedelta(days=90), "answers", "evenings"),
    ]
    assert all(c.why is None for c in coming)


async def test_a_key_copy_out_of_reach_is_said_with_its_way_out(chats: Chats) -> None:
    """Until it is destroyed, envelopes in older backups could be opened."""
    ann = await chats.add()
    round_ = await chats.open_round(ann)
    yesterday = chats.world.today() - timedelta(days=1)
    async with chats.world.database.write() as db:
        await rounds.claim_state(
            db,
            round_.id,
            was=State.OPEN,
            now=State.SEALING,
            key_copy_outstanding_until=yesterday,
        )
    (coming,) = await retaining.list_coming(chats.world)

    assert (coming.kept, coming.day, coming.why) == ("envelopes", yesterday, Why.COPY)


async def test_nothing_of_an_open_round_is_ever_due(chats: Chats, database: Database) -> None:
    """Whatever the clock says: what is being answered is not leftovers."""
    ann = await chats.add()
    round_ = await chats.open_round(ann)
    chats.clock.on(days=2000)
    await purging.purge(chats.world)
    async with database.read() as db:
        asked = await ledger.count(db, round_.id)

    assert asked == 1
    assert chats.world.keys.has_draft(RoundId("evenings"))
    assert date(2030, 1, 1) < chats.world.today()
    assert await answers_of(database, round_.id) == 0


async def answers_of(database: Database, rid: RoundId) -> int:
    async with database.read() as db:
        return await answers.count_answers(db, rid)
