"""What is left on the disk when somebody takes back, is forgotten, or time is up."""

from __future__ import annotations

import logging
import shutil
from collections.abc import Mapping
from datetime import timedelta
from fnmatch import fnmatch
from itertools import pairwise
from pathlib import Path

import pytest

from bot.clockwork import ticks
from bot.services import backing_up
from bot.services.asking import launching
from bot.services.asking.launching import LaunchRefused
from bot.services.freezing import quoting_only
from bot.services.results import reporting, revoking
from storage import answers, inbox
from storage.keys import Keys
from surveys.anonymity.packing import answer_from_bytes
from surveys.anonymity.takeback import tags
from surveys.flow.looking import own_words
from surveys.flow.replies import Sharing
from surveys.ids import RoundId
from surveys.people.person import Chat
from surveys.reports.model import Report
from surveys.retained import CLASSES
from surveys.rounds.round import State
from tests.attacks import intruder
from tests.attacks.field import (
    CHANGE,
    RID,
    SENT,
    TEA,
    Author,
    House,
    Past,
    a_plan,
    begin,
    logging_to,
)
from tests.attacks.field import SURVEY as TEA_TIME
from tests.attacks.intruder import Rows, raw
from tests.attacks.looking import browser


async def an_hour(house: House) -> None:
    """What the program does by itself once an hour, and the half minute after it."""
    await ticks(house.world).tidy()
    await house.half_a_minute()


async def result(house: House) -> Report:
    """What everybody may open."""
    found = await reporting.load_report(house.world, None, RID)
    assert isinstance(found, Report)
    return found


def quotes(report: Report) -> list[str]:
    """Every text a result quotes."""
    return [quote.text for section in report.sections for quote in section.quotes]


def everything_opened(root: Path) -> bytes:
    """All that any key on the disk opens, of the database and of each backup."""
    keys = Keys.open(root / "keys", root / "copies")
    boxes = [
        box
        for file in intruder.databases(root)
        for opened in intruder.open_boxes(intruder.tables(file), keys).values()
        for box in opened
    ]
    return b"\n".join(boxes)


def rows_of(root: Path) -> Rows:
    return intruder.tables(root / "data" / "earshot.db")


# ---- the end of retention


@pytest.mark.full
async def test_x4_at_the_end_no_backup_of_any_day_gives_a_word_and_the_figures_stay(
    past: Past, tmp_path: Path
) -> None:
    """Every text of a year ago, quoted or not, in every backup anybody ever copied.

    Fails when the text key stays, or what a result quotes lies beside its figures.
    """
    async with past.woken("released", tmp_path) as house:
        before = await result(house)
        await backing_up.back_up(house.world)
        shutil.copytree(tmp_path / "backups", tmp_path / "stolen")
        readable = [t for t in past.canaries() if t.encode() in everything_opened(tmp_path)]
        house.clock.on(days=366)
        await an_hour(house)
        after = await result(house)
        rows = rows_of(tmp_path)
    opened = everything_opened(tmp_path)

    assert len(readable) >= SENT
    assert len(quotes(before)) >= 3
    assert len(intruder.databases(tmp_path / "stolen")) >= 4
    assert [text for text in past.canaries() if text.encode() in opened] == []
    assert intruder.find(tmp_path, past.canaries()) == []
    assert rows["answers"] == rows["readings"] == []
    assert after == quoting_only(before, lambda question, quote: False)
    assert rows["rounds"][0]["count_sent"] == SENT


async def test_x4_every_kind_of_file_of_a_house_has_a_class(past: Past, tmp_path: Path) -> None:
    """What lies beside the database is kept as well, and somebody must say for how long."""
    async with past.woken("open", tmp_path) as house:
        await backing_up.back_up(house.world)
        names = [n for n in intruder.files(tmp_path) if not n.startswith(("temp/", "logs/"))]
    patterns = [pattern for kept in CLASSES for pattern in kept.files]

    assert any(name.startswith("backups/") for name in names)
    unclassed = [n for n in names if not any(fnmatch(n, pattern) for pattern in patterns)]
    assert unclassed == [], unclassed


# ---- taking back


@pytest.mark.parametrize("first", ["", "keep "], ids=["out", "kept"])
async def test_x2_taken_back_words_leave_later_exports_and_no_figure_moves(
    past: Past, tmp_path: Path, first: str
) -> None:
    """Two of those quoted take back, their answers or only the leave to quote them; the exports
    of next month have neither, at once, and the list names the release and the month.

    Fails when results are not thinned, or are thinned the same day.
    """
    async with past.woken("released", tmp_path) as house:
        before = await result(house)
        theirs = [a for a in past.authors if set(a.typed) & set(quotes(before))][:2]
        for number, author in enumerate(theirs):
            await house.stranger(990_000_100 + number).type(first + " ".join(author.words))
        left = len(rows_of(tmp_path)["answers"])
        await an_hour(house)
        same_month = await reporting.export_released(house.world, RID, "csv")
        house.clock.on(days=31)
        await an_hour(house)
        after = await result(house)
        later = await reporting.export_released(house.world, RID, "csv")
        listed = await revoking.list_revoked(house.world, None)
    gone = {text for author in theirs for text in author.typed}

    assert len(theirs) == 2
    assert left == 2 * SENT - (0 if first else 4)
    assert [(one.round.id, one.release) for one in listed] == [(RID, before.release)]
    assert same_month is not None
    assert later is not None
    assert all(a.typed[0].encode() in same_month for a in theirs)
    assert not any(text.encode() in later for text in gone)
    # A month later it also says that nobody answered by the day that was promised: time, not they.
    now = before.model_copy(update={"answer_late": True})
    assert after == quoting_only(now, lambda question, quote: quote.text not in gone)


async def test_x2_the_door_takes_back_the_leave_to_be_quoted_alone(
    past: Past, tmp_path: Path
) -> None:
    """From a slip: nothing goes, and two copies of the file do not show which answers changed.

    Every one is sealed anew, for right words and for wrong ones alike, in its old size. Fails
    when only what changed is written, or an answer goes.
    """
    author, other = past.authors[:2]
    async with past.woken("released", tmp_path) as house, browser(house) as pages:
        page = await pages.see("/takeback")

        async def door(words: str) -> str:
            sent = {"words": words, "keep": True}
            async with pages.client.post("/takeback", json=sent) as answer:
                return f"{answer.status} {await answer.text()}"

        copies = [rows_of(tmp_path)["answers"]]
        said = []
        for words in (reversed(other.words), author.words, author.words):
            said.append(await door(" ".join(words)))
            copies.append(rows_of(tmp_path)["answers"])
        keys = Keys.open(tmp_path / "keys", tmp_path / "copies")
        async with house.world.database.read() as db:
            stored = await answers.load_answers(db, keys, RID)
    read = [answer_from_bytes(one.body) for one in stored]
    theirs = [sharing for answer, sharing in read if own_words(answer) in author.typed]

    assert "don&#39;t quote me" in page
    assert set(said) == {'200 {"why": "done_kept"}'}
    assert [len(copy) for copy in copies] == [2 * SENT] * 4
    for earlier, later in pairwise(copies):
        bodies = [{raw(row["body_enc"]) for row in copy} for copy in (earlier, later)]
        assert not bodies[0] & bodies[1]
        sizes = [
            {raw(row["aid"]): len(raw(row["body_enc"])) for row in copy}
            for copy in (earlier, later)
        ]
        assert sizes[0] == sizes[1]
    assert set(theirs) == {Sharing.READERS_ONLY}


async def test_x2_a_slip_is_enough_when_the_chat_is_gone(past: Past, tmp_path: Path) -> None:
    """Nobody signed in, no cookie: the door takes six words, right and wrong ones alike, and
    slows whoever tries too many. No page of it says whose they were.

    Fails when the door asks for a chat, or says that words were wrong.
    """
    async with past.woken("sealed", tmp_path) as house, browser(house) as pages:
        page = await pages.see("/takeback")

        async def door(words: str) -> str:
            async with pages.client.post("/takeback", json={"words": words}) as answer:
                return f"{answer.status} {await answer.text()}"

        wrong = await door(" ".join(reversed(past.authors[0].words)))
        before = len(rows_of(tmp_path)["answers"])
        right = await door(" ".join(past.authors[0].words))
        after = len(rows_of(tmp_path)["answers"])
        odd = await door("no idea")
        tries = {await door(" ".join(past.authors[1].words[::-1])) for _ in range(18)}
        slowed = await door(" ".join(past.authors[1].words))
        left = len(rows_of(tmp_path)["answers"])

    assert page.startswith("200")
    assert "Your six words" in page
    assert wrong == right
    assert tries == {right}
    assert odd == '200 {"why": "not_six"}'
    assert slowed == '200 {"why": "slow"}'
    assert (before, after, left) == (2 * SENT, 2 * SENT - 2, 2 * SENT - 2)


async def test_x2_what_was_taken_back_is_off_the_disk_within_a_minute(
    past: Past, tmp_path: Path
) -> None:
    """Their ciphertext too, from the database and its log: the key is still there to open it.

    Fails when the log is not emptied twice a minute.
    """
    author = past.authors[0]
    theirs = set(tags(author.words, RID, (TEA, CHANGE)).values())
    async with past.woken("sealed", tmp_path) as house:
        kept = [
            raw(r["body_enc"])[:48] for r in rows_of(tmp_path)["answers"] if r["wtag"] in theirs
        ]
        before = intruder.holding(tmp_path / "data", kept)
        await house.stranger().type(" ".join(author.words))
        await house.half_a_minute()
        left = intruder.holding(tmp_path / "data", kept)

    assert len(kept) == 2
    assert before != []
    assert left == []


@pytest.mark.parametrize("first", ["", "keep "], ids=["out", "kept"])
async def test_a16_a_take_back_in_ones_own_chat_shows_nobody(
    past: Past, tmp_path: Path, first: str
) -> None:
    """Right words and wrong ones leave the same: in the log, the trail, what is owed, the desk.

    One known person types their words, another types wrong ones; but for the answers that went,
    nobody who has the disk and every key can tell which was which. Fails when a take-back is
    noted, or the desk keeps that words were asked for.
    """
    one, other = [a for a in past.authors if a.chat is Chat.TELEGRAM][:2]
    left: list[Mapping[str, object]] = []
    for number, (author, words) in enumerate(
        ((one, one.words), (other, tuple(reversed(other.words))))
    ):
        root = tmp_path / str(number)
        async with past.woken("sealed", root) as house:
            log = root / "taking.log"
            with logging_to(log, logging.INFO):
                await house.of(author).command("/takeback")
                await house.of(author).type(first + " ".join(words))
                await house.half_a_minute()
            left.append(_traces(root, author, log))

    assert left[0] == left[1]
    assert left[0]["outbox"] == 0
    assert not left[0]["waiting"]
    assert left[0]["log"] == []


def _traces(root: Path, author: Author, log: Path) -> Mapping[str, object]:
    rows = rows_of(root)
    keys = Keys.open(root / "keys", root / "copies")
    desks = b"\n".join(intruder.open_boxes(rows, keys)["participants"])
    return {
        "audit": [(row["action"], row["object"]) for row in rows["audit"]],
        "outbox": len(rows["outbox"]),
        "seen": len(rows["seen_updates"]),
        "inbox": len(rows["inbox"]),
        "waiting": b"take_back" in desks,
        "words": [" ".join(author.words).encode() in desks],
        "log": log.read_text().splitlines(),
        "tombs": len(keys.tombs.path.read_bytes()),
        "kept": sorted(name for name, held in rows.items() if len(held)),
    }


# ---- being forgotten


async def test_x3_whoever_is_forgotten_is_found_nowhere_but_in_older_backups(
    past: Past, tmp_path: Path
) -> None:
    """Name, number, id and words: by bytes and under every key. A new invitation starts fresh.

    What a fault once set aside of theirs goes too. Fails when any row of theirs is left.
    """
    author = next(a for a in past.authors if a.chat is Chat.TELEGRAM)
    marks = [author.nick.encode(), str(author.number).encode(), author.typed[0].encode()]
    marks += [author.pid, author.pid.hex().encode()]
    async with past.woken("open", tmp_path) as house:
        async with house.world.database.write() as db:
            odd = f'{{"from": {{"id": {author.number}, "first_name": "{author.nick}"}}}}'
            await inbox.set_aside(db, house.world.keys, "telegram", 77, odd.encode())
        shutil.move(tmp_path / "backups", tmp_path.with_name(f"{tmp_path.name}-older"))
        await house.of(author).command("/deleteme")
        await house.of(author).press("Yes, delete")
        await an_hour(house)
        await backing_up.back_up(house.world)
        opened, held = everything_opened(tmp_path), intruder.files(tmp_path)
        fresh = await house.move_in(author.nick, author.home, Chat.TELEGRAM)
        pid = await house.pid(fresh)
        said = await fresh.type("/mydata")
    older = tmp_path.with_name(f"{tmp_path.name}-older")
    shutil.copytree(tmp_path / "keys", older / "keys")
    shutil.copytree(tmp_path / "copies", older / "copies")

    assert [mark for mark in marks if mark in opened] == []
    assert [name for name, bytes_ in held.items() if author.pid in bytes_] == []
    assert marks[0] in everything_opened(older)
    assert pid != author.pid
    assert "You haven't been asked anything yet." in said


async def test_a12_a_forgotten_person_is_not_worked_out_by_asking_the_rest_again(
    past: Past, tmp_path: Path
) -> None:
    """Fourteen were asked, one is forgotten: thirteen look like the same people, and are not.

    Fails when audiences are compared by the rows that are left.
    """
    async with past.woken("sealed", tmp_path) as house:
        ash = await house.person("Ash")
        plan = a_plan(house.clock(), RoundId("again"), TEA_TIME, ash)
        async with house.world.database.write() as db:
            allowed = await launching.propose(db, house.world, plan, ash)
            await launching.cancel(db, house.world, allowed.id, ash)
        gone = house.of(past.authors[0])
        await gone.command("/deleteme")
        await gone.press("Yes, delete")
        plan = a_plan(house.clock(), RoundId("once-more"), TEA_TIME, ash)
        with pytest.raises(LaunchRefused):
            async with house.world.database.write() as db:
                await launching.propose(db, house.world, plan, ash)


# ---- a yes that is taken back


@pytest.mark.full
async def test_x6_a_yes_taken_back_in_the_middle_is_asked_and_counted_no_more(
    past: Past, tmp_path: Path
) -> None:
    """Half an answer is in the envelope; they tear it up. Until the close nothing of the round
    comes, and nothing of theirs is in it.

    Fails when whoever tore it up is reminded, or what they had begun is sealed.
    """
    author = past.others[0]
    async with past.woken("open", tmp_path) as house:
        chatter = house.of(author)
        await chatter.command("/withdraw")
        await chatter.press("Yes, tear")
        await house.deliver()
        heard = len(chatter.heard)
        round_ = await house.round()
        while house.clock() < round_.closes_at - timedelta(hours=13):
            house.clock.on(hours=12)
            await house.tick()
        reminded = len(chatter.heard) - heard
        others = sum("question" in str(one) for one in house.of(past.others[1]).heard)
        house.clock.at = round_.closes_at
        await house.tick()
        await house.tick()
        sealed = await house.round()
        opened = everything_opened(tmp_path)

    assert reminded == 0
    assert others > 0
    assert sealed.state is State.SEALED
    assert sealed.count_sent == SENT
    assert author.typed[0].encode() not in opened
    assert len(rows_of(tmp_path)["answers"]) == 2 * SENT


async def test_x6_they_may_begin_again_and_then_it_counts(past: Past, tmp_path: Path) -> None:
    """Tearing it up is no ban."""
    async with past.woken("open", tmp_path) as house:
        chatter = house.of(past.others[0])
        await chatter.command("/withdraw")
        await chatter.press("Yes, tear")
        said = await begin(chatter, await house.round())
        states = {
            str(row["state"])
            for row in rows_of(tmp_path)["ledger"]
            if raw(row["pid"]) == past.others[0].pid
        }

    assert "When should tea be?" in said
    assert states == {"invited"}
