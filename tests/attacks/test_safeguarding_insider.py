"""Whoever has the disk: what they learn of a worry; and who learns a name."""

from __future__ import annotations

import io
import json
import logging
import os
from pathlib import Path

import pypdf
import pytest

from bot.services import backing_up
from bot.services.safeguarding import mailing, rostering
from storage import concerns
from surveys.people.person import Chat
from surveys.people.roles import Role
from tests.attacks import intruder
from tests.attacks.endangered import (
    ABUSE,
    CHOICE,
    ROTA,
    UNINVOLVED,
    Desk,
    at_the_words,
    empty,
    house_with,
    quiet,
    somebody,
    texts,
)
from tests.attacks.field import HOMES, RID, Past, logging_to
from tests.attacks.looking import STAFF_PAGES, browser

CANARIES = ("zibblewick", "quorvelamp", "plimsollgrove", "brindlecot")
PAGES = (*STAFF_PAGES, "concerns/", "safety/", "rota/", "trustees/", "messages/", "people/",
         "invitations/", "listeners/", "downloads/")  # fmt: skip


@pytest.mark.parametrize(
    "choice", ["Just numbers", "That's not what I meant", "My people already"]
)
async def test_g8_just_numbers_leaves_no_row_letter_entry_line_or_byte(
    past: Past, tmp_path: Path, choice: str
) -> None:
    """Asked, and answered "nobody". Then every table is as if those words had been any others:
    no concern, nothing owed, no letter, no trail, no line in the log, no word in any file, and
    no box that any key of the disk opens holds it, in the backup made since either.

    Fails when the offer is only marked as over.
    """
    (tmp_path / "logs").mkdir(exist_ok=True)
    with logging_to(tmp_path / "logs" / "earshot.log", logging.DEBUG):
        async with house_with(past, tmp_path) as house:
            chatter = somebody(house, past)
            for nick in ROTA:
                person = await house.person(nick)
                async with house.world.database.write() as db:
                    mail = f"{nick.lower()}@example.org"
                    assert await rostering.set_email(db, house.world, person.id, mail, by=person)
            before = intruder.tables(tmp_path / "data" / "earshot.db")
            await chatter.type(CHOICE)
            offered = await house.kept()
            await chatter.press(choice)
            told = await house.after(minutes=31)
            told |= await house.after(days=1)
            kept, letters = await house.kept(), await house.letters()
            await empty(house)
            rows = intruder.tables(tmp_path / "data" / "earshot.db")
            backups = sorted((tmp_path / "backups").glob("*.backup"), key=os.path.getmtime)
            newest = intruder.tables(backups[-1])
            opened = {**intruder.open_boxes(rows, house.world.keys)}
            opened["backup"] = [
                box for boxes in intruder.open_boxes(newest, house.world.keys).values()
                for box in boxes
            ]  # fmt: skip

    assert len(offered) == 1
    assert (kept, letters, rows["concerns"], newest["concerns"]) == ([], [], [], [])
    said_daily = {text for one in told.values() for text in one}
    assert not any("concern" in text.casefold() for text in said_daily)
    assert rows["audit"] == before["audit"]
    for name in ("outbox", "letters", "calls", "safety_marks", "messages"):
        assert not [row for row in rows[name] if row not in before[name] and name != "outbox"]
    author = bytes(quiet(past).pid)
    assert not [row for row in rows["outbox"] if row["to_pid"] == author]
    assert not any(b"plimsollgrove" in box for boxes in opened.values() for box in boxes)
    assert intruder.find(tmp_path, ["plimsollgrove"]) == []
    assert intruder.holding(tmp_path, [offered[0].handle.encode(), offered[0].id]) == []
    assert _lines_about(tmp_path / "logs" / "earshot.log", author) == []


def _lines_about(log: Path, pid: bytes) -> list[str]:
    """Lines that name somebody, or speak of worries at all. SQL has no values in it."""
    marks = (pid.hex(), "bullying", "severity", "self_harm", "C-")
    return [line for line in log.read_text().splitlines() if any(m in line for m in marks)]


async def test_g8_just_numbers_is_gone_from_new_backups_even_with_the_key(
    past: Past, tmp_path: Path
) -> None:
    """Whoever has K_safe and every backup: in those made before, the offer may lie; in the one
    made after the choice it does not. Fails when backups keep deleted rows' pages."""
    async with house_with(past, tmp_path) as house:
        chatter = somebody(house, past)
        await chatter.type(CHOICE)
        during = intruder.tables(await backing_up.back_up(house.world))
        await chatter.press("Just numbers")
        after = await backing_up.back_up(house.world)
        boxes = [intruder.raw(row["body_enc"]) for row in during["concerns"]]
        held = after.read_bytes()

    assert len(boxes) == 1
    assert intruder.tables(after)["concerns"] == []
    assert boxes[0][:64] not in held


@pytest.mark.full
async def test_g8_not_who_shows_nobody_who_it_is_until_two_have_opened_it(
    past: Past, tmp_path: Path
) -> None:
    """Every page of everybody, the PDF, every ping and letter, every export: no name, no pid.
    One of the rota alone can't; two can, the author is told, and the trail has both.

    Fails when the reply, the list or the PDF names the author for one of them.
    """
    async with house_with(past, tmp_path) as house, browser(house) as pages:
        ann = await house.move_in("Annwoodcanary", HOMES[0], past.authors[0].chat)
        pid = await house.pid(ann)
        for nick in ROTA:
            person = await house.person(nick)
            async with house.world.database.write() as db:
                await rostering.set_email(
                    db, house.world, person.id, f"{nick}@example.org", by=person
                )
        await ann.type(CHOICE)
        await ann.press("Tell Mina, not who")
        await ann.press("Yes, tell Mina")
        await house.after(seconds=10)
        (concern,) = await house.kept()
        await house.after(minutes=241)
        secrets = ("Annwoodcanary", pid.hex(), str(ann.address.number))
        seen: dict[str, str] = {}
        for nick in (*ROTA, *UNINVOLVED):
            desk = await Desk.of(pages, house.staff[nick])
            for page in (*PAGES, f"concerns/{concern.handle}/"):
                seen[f"{nick} {page}"] = await desk.see(page.format(tag=past.tag))
            seen[f"{nick} chat"] = "\n".join(texts(house.staff[nick]))
        lead, deputy = [await Desk.of(pages, house.staff[n]) for n in ("Mina", "Dee")]
        pdf = await lead.bytes(f"concerns/{concern.handle}/record.pdf")
        for letter in await house.letters():
            written = mailing.compose(letter, "earshot@example.org", house.world)
            seen[f"letter to {letter.to}"] = written.as_string()
        await lead.press(f"concerns/{concern.handle}/reply", reply="Thank you for telling.")
        seen["after a reply"] = await lead.see(f"concerns/{concern.handle}/")
        alone = await _open_alone(lead, concern.handle)
        await deputy.press(f"concerns/{concern.handle}/confirm")
        await house.deliver()
        opened = await lead.see(f"concerns/{concern.handle}/")
        rows = intruder.tables(tmp_path / "data" / "earshot.db")
        read = "".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages)

    people_pages = {w for w in seen if w.split()[1:] == ["people/"]}
    assert "plimsollgrove" in seen[f"Mina concerns/{concern.handle}/"]
    for what, shown in seen.items():
        if what not in people_pages:
            assert not [s for s in secrets if s in shown], what
    assert not [s for s in (*secrets, HIDDEN) if s in read]
    assert not [s for s in secrets if s.encode() in pdf]
    assert "Annwoodcanary" not in alone
    assert "Annwoodcanary" in opened
    assert "Two people have looked up who you are." in "\n".join(texts(ann))
    did = [(r["action"], r["object"]) for r in rows["audit"] if "identity" in str(r["action"])]
    assert did == [
        ("identity opening asked", concern.handle),
        ("identity opened", concern.handle),
    ]


HIDDEN = "00000000000000000000000000000000"


async def _open_alone(lead: Desk, handle: str) -> str:
    await lead.press(f"concerns/{handle}/ask")
    await lead.press(f"concerns/{handle}/confirm")
    await lead.press(f"concerns/{handle}/ask")
    return await lead.see(f"concerns/{handle}/")


async def test_a3_an_insider_without_the_concerns_key_learns_that_there_are_rows_and_no_more(
    past: Past, tmp_path: Path
) -> None:
    """The database, its log, all backups, the program's log and every key but K_safe: no word,
    category, handle beside a person, round or author. After delivery nothing is owed to whoever
    wrote; their row, their ledger and their desk are as those of somebody who wrote "pudding".

    Fails when a concern's row holds its author, round or handle outside the box.
    """
    (tmp_path / "logs").mkdir(exist_ok=True)
    with logging_to(tmp_path / "logs" / "earshot.log", logging.INFO):
        async with house_with(past, tmp_path) as house, browser(house) as pages:
            chatter = await at_the_words(house, past)
            await chatter.type(ABUSE)
            await house.after(seconds=10)
            (concern,) = await house.kept()
            lead = await Desk.of(pages, house.staff["Mina"])
            await lead.press(f"concerns/{concern.handle}/seen")
            await lead.press(f"concerns/{concern.handle}/reply", reply="Glimmerquill thanks")
            await house.after(minutes=1)
            await house.half_a_minute()
            await empty(house)
            rows = intruder.tables(tmp_path / "data" / "earshot.db")
            keys = house.world.keys
    (tmp_path / "keys").rename(tmp_path.parent / f"{tmp_path.name}-keys")
    (tmp_path / "copies").rename(tmp_path.parent / f"{tmp_path.name}-copies")
    author = quiet(past)
    row = rows["concerns"][0]

    assert set(row) - {"ctid", "xmin"} == {"cid", "due_at", "body_enc"}
    assert len(intruder.raw(row["body_enc"])) == len(concerns._seal(keys, concern))
    assert intruder.find(tmp_path, [*CANARIES, "Glimmerquill"]) == []
    clear = json.dumps(row, default=lambda v: v.hex() if isinstance(v, bytes) else str(v))
    for mark in (author.pid.hex(), past.tag, str(RID), concern.handle):
        assert mark not in clear
    assert not [r for r in rows["outbox"] if r["to_pid"] == bytes(author.pid)]
    assert {r["object"] for r in rows["audit"] if r["at"] and r["object"] == concern.handle}
    beside = intruder.beside_people({k: v for k, v in rows.items() if k != "audit"})
    assert concern.handle.encode() not in beside
    assert concern.handle not in (tmp_path / "logs" / "earshot.log").read_text()


async def test_g8_while_their_page_is_closed_what_waits_does_not_say_whose_concern_it_is(
    past: Past, tmp_path: Path
) -> None:
    """The lead replies to a concern without a name; its author, who uses the browser, is asleep.
    The trail says that C-... was replied to at a moment; no row of that moment may name them."""
    async with house_with(past, tmp_path) as house, browser(house) as pages:
        ann = await house.move_in("Annwoodcanary", HOMES[0], Chat.WEB)
        pid = bytes(await house.pid(ann))
        await ann.type(CHOICE)
        await ann.press("Tell Mina, not who")
        await ann.press("Yes, tell Mina")
        await house.after(seconds=10)
        (concern,) = await house.kept()
        house.delivers = False
        house.clock.on(minutes=3)
        lead = await Desk.of(pages, house.staff["Mina"])
        await lead.press(f"concerns/{concern.handle}/reply", reply="Thank you for telling.")
        rows = intruder.tables(tmp_path / "data" / "earshot.db")
    at = {str(r["at"]) for r in rows["audit"] if r["object"] == concern.handle}
    theirs = [str(r["not_before"]) for r in rows["outbox"] if r["to_pid"] == pid]

    assert at
    assert theirs
    assert not at & set(theirs)
    assert all(":00:00" in time for time in theirs)


def test_every_role_that_answers_concerns_is_on_the_rota_of_these_tests() -> None:
    """A role that is added to the rota is looked at here too."""
    assert {role for role in Role if role.answers_concerns} == set(ROTA.values())
