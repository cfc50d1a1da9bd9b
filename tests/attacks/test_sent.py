"""Whatever people send, and take back: nothing strange is kept, nothing torn up stays."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
from pathlib import Path

import pytest

from bot.services import backing_up
from bot.services.results import reporting
from bot.services.themes.composing import compose_round
from storage import rounds
from storage.keys import Keys
from surveys.exports.csv import COLUMNS
from surveys.reports.model import Report
from tests.attacks import intruder
from tests.attacks.field import RID, SENT, Past, begin
from tests.attacks.intruder import raw

STRANGE = "Strangecanary"
SENDER = {"id": 4242424242, "is_bot": False, "first_name": f"{STRANGE}Friend"}
PHOTO = {"file_id": f"{STRANGE}File", "file_unique_id": "u1", "width": 9, "height": 9}
MEDIA: dict[str, dict[str, object]] = {
    "photo": {"photo": [PHOTO], "caption": f"{STRANGE} caption"},
    "voice": {"voice": {"file_id": f"{STRANGE}V", "file_unique_id": "u2", "duration": 3}},
    "document": {"document": {"file_id": f"{STRANGE}D", "file_unique_id": "u3"}},
    "contact": {"contact": {"phone_number": "07700900123", "first_name": f"{STRANGE}Mum"}},
    "location": {"location": {"longitude": -1.2345678, "latitude": 53.7654321}},
    "sticker": {
        "sticker": {
            "file_id": f"{STRANGE}S", "file_unique_id": "u4", "type": "regular", "width": 1,
            "height": 1, "is_animated": False, "is_video": False,
        }
    },
    "forward": {
        "text": f"{STRANGE} what my friend wrote",
        "forward_origin": {"type": "user", "date": 1, "sender_user": SENDER},
    },
}  # fmt: skip


@pytest.mark.parametrize("kind", sorted(MEDIA))
async def test_e7_what_is_attached_is_kept_nowhere_under_any_key(
    past: Past, tmp_path: Path, kind: str
) -> None:
    """A photo names the room, a forward names a friend: nothing of it, encrypted or not.

    In the middle of a question for words. Fails when a caption or a forwarded text is an
    answer, or an update that nobody wants is set aside.
    """
    async with past.woken("open", tmp_path) as house:
        chatter = house.of(past.others[1])
        await begin(chatter, await house.round())
        await chatter.press("At six")
        said = await chatter.send(MEDIA[kind])
        rows = intruder.tables(tmp_path / "data" / "earshot.db")
        opened = intruder.open_boxes(rows, house.world.keys)

    kept = b"\n".join(box for boxes in opened.values() for box in boxes)
    assert len(said) > 20
    assert STRANGE not in said
    for mark in (STRANGE, "07700900123", "53.7654321", "4242424242"):
        assert mark.encode() not in kept
    assert intruder.find(tmp_path, [STRANGE]) == []
    assert rows["inbox"] == []


async def test_e5_an_export_holds_its_columns_and_nothing_of_the_store(
    past: Past, tmp_path: Path
) -> None:
    """No id, tag, time or hidden line for whoever opens the file in an editor.

    Fails when an export is written from rows of answers.
    """
    root = past.disk("released")
    async with past.woken("released", tmp_path) as house:
        files = {
            form: await reporting.export_released(house.world, RID, form) or b""
            for form in ("html", "csv", "json")
        }
    rows = intruder.tables(root / "data" / "earshot.db")
    ids = [raw(row[c]) for row in rows["answers"] for c in ("aid", "wtag")]
    ids += [raw(row["pid"]) for row in rows["participants"]]
    table = list(csv.reader(io.StringIO(files["csv"].decode("utf-8-sig"))))

    assert tuple(table[0]) == COLUMNS
    assert {len(row) for row in table} == {len(COLUMNS)}
    assert set(json.loads(files["json"])) == set(Report.model_fields)
    for form, content in files.items():
        assert content, form
        for own in ids:
            assert own not in content
            assert own.hex().encode() not in content
        shown = re.sub(rb"<style.*?</style>", b"", content, flags=re.S)
        assert not re.search(rb"\b\d\d:\d\d\b", shown)
        assert not any(author.nick.encode() in content for author in past.everybody)
        assert not re.search(rb"<meta name=.?(author|generator)", content)


async def test_e5_what_is_quoted_comes_in_no_order_of_arrival_or_of_the_store(
    past: Past, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The third quote must not be the third to send. One release's four may be in order by
    chance, so the same words are drawn under a dozen other keys.

    Fails when every text is quoted, in the order of its words.
    """
    rows = intruder.tables(past.disk("released") / "data" / "earshot.db")
    reports = [Report.model_validate_json(raw(rows["releases"][0]["json"]))]
    async with past.woken("released", tmp_path) as house, house.world.database.read() as db:
        round_ = await rounds.load_round(db, RID)
        assert round_ is not None
        for number in range(12):
            drawn = hashlib.sha256(bytes([number])).digest()
            monkeypatch.setattr(Keys, "code_hash", lambda keys, text, drawn=drawn: drawn)
            reports.append(await compose_round(db, house.world, round_, None))
    sent = [next(t for t in author.typed if "zibbledorf" in t) for author in past.authors]
    orders = []
    for report in reports:
        quotes = [quote.text for section in report.sections for quote in section.quotes]
        assert len(quotes) < SENT + 4, "a sample, never all"
        orders.append([sent.index(text) for text in quotes if text in sent])

    assert any(len(order) >= 4 for order in orders)
    assert any(order != sorted(order) for order in orders)


async def test_x1_what_was_torn_up_is_off_the_disk_within_a_minute(
    past: Past, tmp_path: Path
) -> None:
    """Somebody who rips it up must be believed, by the files too.

    The old envelope's own bytes are gone from the database and its log; a later backup holds
    an empty one. Fails when the log is emptied neither at once nor twice a minute.
    """
    author = past.authors[0]
    async with past.woken("open", tmp_path) as house:
        chatter = house.of(author)
        await chatter.command("/withdraw")
        blob = _blob(tmp_path, author.pid)
        before = intruder.holding(tmp_path / "data", [blob])
        said = await chatter.press("Yes, tear")
        await house.half_a_minute()
        left = intruder.holding(tmp_path / "data", [blob])
        later = await backing_up.back_up(house.world)
        rows = intruder.tables(later)

    assert "older copy" in said
    assert before != []
    assert left == []
    opened = intruder.open_boxes(rows, Keys.open(tmp_path / "keys"))
    assert not any(author.typed[0].encode() in box for box in opened["envelopes"])


async def test_x1_whoever_is_forgotten_is_off_the_disk_within_a_minute(
    past: Past, tmp_path: Path
) -> None:
    """/deleteme: name, number, envelope, and every row with their id, in no file but older
    backups.

    Fails when a row about a person is left.
    """
    author = past.authors[1]
    async with past.woken("open", tmp_path) as house:
        chatter = house.of(author)
        await chatter.command("/deleteme")
        await chatter.press("Yes, delete")
        await house.half_a_minute()
        left = intruder.holding(tmp_path / "data", [author.pid])
        rows = intruder.tables(tmp_path / "data" / "earshot.db")
        opened = intruder.open_boxes(rows, house.world.keys)

    assert left == []
    kept = b"\n".join(box for boxes in opened.values() for box in boxes)
    assert author.nick.encode() not in kept
    assert str(author.number).encode() not in kept
    assert author.typed[0].encode() not in kept


async def test_x2_six_words_take_out_exactly_their_authors_answers(
    past: Past, tmp_path: Path
) -> None:
    """From any chat, after the seal; wrong words are answered alike and take nothing.

    Fails when tags are not made from the words, or wrong ones are said to be wrong.
    """
    async with past.woken("sealed", tmp_path) as house:
        wrong = await house.stranger().type(" ".join(reversed(past.authors[0].words)))
        untouched = len(_answers(tmp_path))
        right = await house.stranger(990_000_002).type(" ".join(past.authors[0].words))
        again = await house.stranger(990_000_003).type(" ".join(past.authors[0].words))
        opened = intruder.open_boxes(
            intruder.tables(tmp_path / "data" / "earshot.db"), house.world.keys
        )

    assert wrong == right == again
    assert untouched == 2 * SENT
    assert len(_answers(tmp_path)) == 2 * SENT - 2
    texts = b"\n".join(opened["answers"])
    assert past.authors[0].typed[0].encode() not in texts
    assert all(author.typed[0].encode() in texts for author in past.authors[1:3])


def _answers(root: Path) -> list[dict[str, object]]:
    return intruder.tables(root / "data" / "earshot.db")["answers"]


def _blob(root: Path, pid: bytes) -> bytes:
    rows = intruder.tables(root / "data" / "earshot.db")["envelopes"]
    return next(raw(row["blob"])[:48] for row in rows if row["pid"] == pid)
