"""Whoever carries off the disk: values, keys, canaries and words, in files of the real program.

The disk is the database with its log, the keys, the copies of keys, every backup, the log file
and the directory of temporary files.
"""

from __future__ import annotations

import hashlib
import hmac
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from itertools import pairwise
from pathlib import Path

import pytest

from bot.services.reading import reading
from bot.services.results import releasing
from storage.boxes import OVERHEAD, Box, BoxDamaged
from storage.keys import Keys
from surveys.anonymity.takeback import read_words, tags
from surveys.rounds.round import State
from tests.attacks import intruder
from tests.attacks.field import ASKED, CHANGE, RID, SENT, TEA, Past, begin
from tests.attacks.intruder import LAID, Rows, raw

PREFIX = 6
"""Bytes of a value that must not turn up anywhere else."""


def rows_at(past: Past, step: str) -> Rows:
    return intruder.tables(past.disk(step) / "data" / "earshot.db")


def secrets_in(root: Path) -> list[bytes]:
    """Every key there is, and what the program derives from it."""
    keys = Keys.open(root / "keys")
    found = [held for held in intruder.files(root / "keys").values() if held]
    derived = [keys._lookup, keys.codes_now, *keys.codes_before, keys.tombs._mark_key]
    return [*found, *derived]


def hashes_of(value: bytes, salts: Iterable[bytes]) -> Iterator[bytes]:
    """A value under the usual hashes, plain, salted and keyed."""
    for name in ("md5", "sha1", "sha256", "sha512", "blake2b"):
        yield hashlib.new(name, value).digest()
        yield hashlib.new(name, value.hex().encode()).digest()
    for salt in salts:
        yield hashlib.sha256(salt + value).digest()
        yield hashlib.sha256(value + salt).digest()
        yield hashlib.blake2b(value, key=salt[:64]).digest()
        yield hmac.digest(salt or b"0", value, "sha256")
        yield hmac.digest(salt or b"0", value, "sha1")


@pytest.mark.parametrize("step", ["sealed", "released"])
def test_a1_no_value_of_an_answer_occurs_beside_a_person(past: Past, step: str) -> None:
    """Nor its beginning, nor its HMAC under any key: one shared value would be the whole link.

    Fails when an answer's id is made from its author's id (fresh_id in sealing).
    """
    rows = rows_at(past, step)
    beside = intruder.beside_people(rows)
    secrets = secrets_in(past.disk(step))

    assert len(rows["answers"]) == 2 * SENT
    assert len(rows["participants"]) > ASKED
    for row in rows["answers"]:
        for column in ("aid", "wtag", "body_enc"):
            value = raw(row[column])
            assert value[:PREFIX] not in beside, column
            for secret in secrets:
                assert hmac.digest(secret, value, "sha256")[:PREFIX] not in beside, column


@pytest.mark.parametrize("step", ["sealed", "released"])
def test_a1_nobodys_own_id_matches_anything_stored(past: Past, step: str) -> None:
    """Somebody who knows an account's number or id, and every stored value and key, finds no
    answer with it.

    Fails when an answer's id is an HMAC of its author's id under a stored key.
    """
    rows = rows_at(past, step)
    stored = {raw(row[c])[:PREFIX] for row in rows["answers"] for c in ("aid", "wtag", "body_enc")}
    values = {raw(row[c]) for row in rows["answers"] for c in ("aid", "wtag")}
    salts = [*secrets_in(past.disk(step)), *values, *(raw(row["rid"]) for row in rows["rounds"])]
    for author in past.everybody:
        number = str(author.number)
        ids = [author.pid, number.encode(), f"{author.chat.value}:{number}".encode()]
        for own in [*ids, author.nick.encode()]:
            assert own[:PREFIX] not in stored
            for hashed in hashes_of(own, salts):
                assert hashed[:PREFIX] not in stored


@pytest.mark.parametrize("step", ["open", "sealed", "released"])
def test_a3_no_canary_lies_anywhere_in_clear(past: Past, step: str) -> None:
    """Every text anybody typed, sent, changed or never sent, in every spelling, in every file.

    A released result may hold words its author allowed; nothing else may, anywhere.
    Fails when envelopes, answers, owed messages or waiting updates are stored in clear.
    """
    root = past.disk(step)
    words = [text.split()[0] for text in past.canaries()]

    found = [place for word in set(words) for place in intruder.find(root, [word])]

    if step == "released":
        written = [r["json"] for r in rows_at(past, step)["releases"]]
        assert len(written) >= 1
        found = [place for place in found if "as utf-8 in data/earshot.db" not in place]
        found = [place for place in found if "as json in data/earshot.db" not in place]
    assert found == []
    assert intruder.find(root, [author.nick for author in past.everybody]) == []
    assert "logs/earshot.log" in intruder.files(root)


def test_a3_after_the_seal_no_draft_is_left(past: Past) -> None:
    """Not in the file, its free pages, its log, the outbox or a temporary file: a draft's own
    ciphertext would wait there for a stolen copy of the key.

    Fails when the log is not emptied after the seal (``checkpoint`` left out).
    """
    before = rows_at(past, "open")
    drafts = [raw(row["blob"])[:48] for row in before["envelopes"]]
    sealed = past.disk("sealed")

    assert len(drafts) == ASKED
    assert intruder.holding(past.disk("open") / "data", drafts) != []
    assert intruder.holding(sealed / "data", drafts) == []
    assert intruder.holding(sealed / "temp", drafts) == []
    assert rows_at(past, "sealed")["envelopes"] == []
    for name, boxes in intruder.open_boxes(rows_at(past, "sealed"), past.keys("sealed")).items():
        if name != "answers":
            assert not any(b"zibbledorf" in box or b"quorve" in box for box in boxes), name


def test_a3_what_nobody_sent_is_destroyed_unread(past: Past) -> None:
    """The first screen promises it: with every key, a text without Send is nowhere.

    Fails when the seal takes every envelope that holds answers.
    """
    unsent = past.others[0].typed[0].encode()
    torn = next(text for author in past.authors for text in author.typed if "glimmer" in text)
    before = intruder.open_boxes(rows_at(past, "open"), past.keys("open"))
    after = intruder.open_boxes(rows_at(past, "sealed"), past.keys("sealed"))

    assert any(unsent in box for box in before["envelopes"])
    assert not any(unsent in box for boxes in after.values() for box in boxes)
    for boxes in (before, after):
        assert not any(torn.encode() in box for held in boxes.values() for box in held)


async def test_a5_any_two_drafts_have_one_size_through_a_whole_sitting(
    past: Past, tmp_path: Path
) -> None:
    """Lengths matched 97 % of people to their words when drafts were not padded.

    Fails when ``pack`` does not fill the envelope up.
    """
    sizes: set[int] = set()
    seen: set[bytes] = set()

    def look() -> None:
        rows = intruder.tables(tmp_path / "data" / "earshot.db")["envelopes"]
        sizes.update(len(raw(row["blob"])) for row in rows)
        seen.update(raw(row["blob"])[:32] for row in rows)

    async with past.woken("open", tmp_path) as house:
        round_ = await house.round()
        chatter = house.of(past.others[1])
        look()
        await begin(chatter, round_)
        look()
        await chatter.press("Something else")
        look()
        await chatter.type("x")
        look()
        await chatter.type("never mind the tea, " * 18)
        look()
        await chatter.press("Only ")
        await chatter.press("Keep")
        look()
        await chatter.press("Send")
        look()
        await chatter.type("/withdraw")
        await chatter.press("Yes, tear")
        look()

    assert len(seen) > ASKED + 5
    assert len(sizes) == 1
    assert sizes.pop() - OVERHEAD >= 1024


@pytest.mark.parametrize("step", ["sealed", "released"])
def test_a6_the_key_of_the_envelopes_is_nowhere(past: Past, step: str) -> None:
    """Not in the keys, not on the second medium, not in a backup, not in the database.

    Fails when ``destroy_draft`` leaves the key or its copy.
    """
    before = intruder.files(past.disk("open"))
    key = before[f"keys/rounds/{RID}.draft"]

    assert before[f"copies/{RID}.draft"] == key
    assert intruder.holding(past.disk(step), [key, key.hex().encode()]) == []


def test_a6_no_backed_up_envelope_can_be_opened_after_the_seal(past: Past) -> None:
    """Old backups lie about for years; they must become noise the moment a round is sealed.

    Fails when backups are made with the key inside, or the key outlives the seal.
    """
    root = past.disk("sealed")
    backups = intruder.databases(root / "backups")
    tried, opened = 0, 0
    for backup in backups:
        for row in intruder.tables(backup)["envelopes"]:
            about = b"|".join((b"envelope", raw(row["rid"]), raw(row["pid"])))
            for secret in secrets_in(root):
                with suppress(BoxDamaged, ValueError):
                    tried += 1
                    Box(secret).open(raw(row["blob"]), about=about)
                    opened += 1
    key = (past.disk("open") / "keys" / "rounds" / f"{RID}.draft").read_bytes()
    row = intruder.tables(backups[0])["envelopes"][0]
    about = b"|".join((b"envelope", raw(row["rid"]), raw(row["pid"])))

    assert len(backups) == 3
    assert tried > 2 * ASKED
    assert opened == 0
    assert Box(key).open(raw(row["blob"]), about=about)


async def test_a6_while_a_copy_is_out_of_reach_nothing_is_released_and_the_day_is_shown(
    past: Past, tmp_path: Path
) -> None:
    """A key copy in somebody's drawer opens every old backup: the round is not sealed yet.

    Fails when an unreachable copy counts as destroyed.
    """
    async with past.woken("open", tmp_path) as house:
        shutil.move(tmp_path / "copies", tmp_path / "elsewhere")
        house.clock.on(days=8)
        await house.tick()
        kit = house.staff["Kit"]
        shown = await kit.command("/rounds")
        waiting = await house.round()
        sam, mo = await house.person("Sam"), await house.person("Mo")
        tried = (
            await reading.begin_reading(house.world, sam.id, RID),
            await releasing.propose_release(house.world, sam.id, RID, without_themes=True),
            await releasing.approve_release(house.world, mo.id, RID),
        )
        for _ in range(3):
            await house.tick()
        backups = len(intruder.databases(tmp_path / "backups"))
        shutil.move(tmp_path / "elsewhere", tmp_path / "copies")
        await house.tick()
        done = await house.round()

    assert waiting.state is State.SEALING
    assert backups == 3, "two from before, and the seal's own: not one for every try"
    assert waiting.key_copy_outstanding_until is not None
    assert f"{waiting.key_copy_outstanding_until:%d %B}".lstrip("0") in shown
    assert tried == (None, releasing.ReleaseRefused.GONE, releasing.ReleaseRefused.GONE)
    assert done.state is State.SEALED
    assert not (tmp_path / "copies" / f"{RID}.draft").exists()


def test_a8_two_answers_of_one_person_share_nothing(past: Past) -> None:
    """No id, no tag, no value, no time; and the tag of one question says nothing of another.

    Fails when the tag is made without the question's key.
    """
    rows = rows_at(past, "sealed")["answers"]
    mine = _by_author(past, "sealed")
    values = [raw(row[c]) for row in rows for c in ("aid", "wtag")]

    assert set(rows[0]) - LAID == {"aid", "rid", "qid", "body_enc", "wtag", "breakdown"}
    assert len({row.get("xmin") for row in rows}) == 1, "they came in one transaction"
    assert {row["breakdown"] for row in rows} == {None}, "nobody is compared by anything here"
    assert len(set(values)) == len(values) == 4 * SENT
    assert {len(raw(row["body_enc"])) for row in rows} == {256 + OVERHEAD}
    for tea, change in mine.values():
        for a, b in ((tea, change), (change, tea)):
            for column in ("aid", "wtag"):
                for salt in (CHANGE.encode(), TEA.encode(), raw(a["aid"])):
                    assert hmac.digest(raw(a[column]), salt, "sha256") != raw(b["wtag"])
                    assert hashlib.sha256(raw(a[column]) + salt).digest() != raw(b["wtag"])
                assert raw(a[column])[:4] != raw(b[column])[:4]


def test_a8_answers_of_one_person_do_not_lie_side_by_side(past: Past) -> None:
    """Pairing first with first, and neighbours with neighbours, does no better than chance.

    Fails when questions are not shuffled and ids are handed out in turn.
    """
    rows = rows_at(past, "sealed")["answers"]
    pairs = {(raw(t["aid"]), raw(c["aid"])) for t, c in _by_author(past, "sealed").values()}
    columns = {str(q): [raw(row["aid"]) for row in rows if row["qid"] == q] for q in (CHANGE, TEA)}
    guessed = {(tea, change) for change, tea in intruder.guess_by_place(columns)}
    in_turn = [raw(row["aid"]) for row in rows]
    beside = {frozenset(two) for two in pairwise(in_turn)}

    # Of 12 pairs chance gets 1 right, six or more once in 1,700 rounds; of 23 neighbours 1.
    assert len(guessed & pairs) < 6
    assert len(beside & {frozenset(pair) for pair in pairs}) < 7


def test_a17_no_take_back_tag_can_be_had_without_the_words(past: Past) -> None:
    """Every message ever sent, every value of the database and of all backups, every key: none
    of them is the key of a tag.

    Fails when tags are made from an author's id or from nothing but the round's key.
    """
    root = past.disk("released")
    rows = rows_at(past, "released")
    tagged = {raw(row["wtag"]) for row in rows["answers"]}
    values = {
        raw(value)
        for file in intruder.databases(root)
        for held in intruder.tables(file).values()
        for row in held
        for value in row.values()
        if value is not None
    }
    opened = intruder.open_boxes(rows, past.keys("released")).values()
    values |= {box for boxes in opened for box in boxes} | set(secrets_in(root))
    values |= {message.encode() for message in past.messages}
    values |= {author.pid for author in past.everybody}
    for value in values:
        for question in (TEA, CHANGE):
            assert hmac.digest(value, question.encode(), "sha256") not in tagged
            stretched = hashlib.sha256(value).digest()
            assert hmac.digest(stretched, question.encode(), "sha256") not in tagged

    author = past.authors[0]
    assert set(tags(author.words, RID, (TEA, CHANGE)).values()) <= tagged


def test_a17_the_words_are_in_no_message_outbox_or_backup(past: Past) -> None:
    """They were shown in a pop-up, once; after the seal they are in their authors' heads only.

    Fails when the words are said in a message, or the envelope outlives the seal.
    """
    root = past.disk("sealed")
    phrases = [" ".join(author.words) for author in past.authors]
    everything = intruder.open_boxes(rows_at(past, "sealed"), past.keys("sealed"))

    assert all(any(phrase in popup for popup in past.popups) for phrase in phrases)
    assert not any(phrase in message for phrase in phrases for message in past.messages)
    assert intruder.find(root, phrases) == []
    for boxes in everything.values():
        for author in past.authors:
            listed = ('"' + '","'.join(author.words) + '"').encode()
            assert not any(" ".join(author.words).encode() in box for box in boxes)
            assert not any(listed in box for box in boxes)
    assert all(read_words(phrase) for phrase in phrases)


def test_every_answer_is_there_once_as_it_was_typed(past: Past) -> None:
    """What the attacks look at is a seal that worked: all twelve, each answer once."""
    mine = _by_author(past, "sealed")

    assert len(mine) == SENT
    assert len({raw(row["aid"]) for pair in mine.values() for row in pair}) == 2 * SENT


# ---- what the tests know and the intruder does not


def _by_author(past: Past, step: str) -> Mapping[str, tuple[dict[str, object], dict[str, object]]]:
    """Each author's two rows: found by the words they were shown."""
    rows = {raw(row["wtag"]): row for row in rows_at(past, step)["answers"]}
    found = {}
    for author in past.authors:
        mine = tags(author.words, RID, (TEA, CHANGE))
        found[author.nick] = (rows[mine[TEA]], rows[mine[CHANGE]])
    return found
