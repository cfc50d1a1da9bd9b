"""The signed record of a concern: exact, checkable, kept nowhere, and with nobody in it who
is not shown."""

from __future__ import annotations

import base64
import io
import re
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from pypdf import PdfReader, PdfWriter

from bot.services.safeguarding import filing
from bot.services.safeguarding.filing import Verdict, verify
from storage import audit
from storage.engine import Database
from storage.keys import Keys
from surveys.safeguarding.concern import Concern, Deed, Source, Telling
from surveys.safeguarding.record import MARK
from tests.bot.after_seal.house import NOW, House, build_house

pytestmark = pytest.mark.sqlite_only

WORDS = 'Dave said "dont tell" \U0001f62d مرحبا and hit my arm'


def a_concern(house: House, **changes: object) -> Concern:
    """What yp0 wrote, as it stands after the lead has seen it."""
    concern = Concern(
        id=b"c" * 16,
        handle="C-7F3K",
        at=NOW,
        source=Source.OUTSIDE,
        telling=Telling.TOLD_FIRST,
        severity=2,
        words=WORDS,
        category="abuse",
        why='harm: "hit my arm"',
        author=house.pid("yp0"),
        home="Maple House",
        seen_by=house.pid("Mina"),
        seen_at=NOW + timedelta(minutes=4),
        next_step="I will ring the duty phone",
        next_step_by=NOW + timedelta(hours=1),
        deeds=(Deed(NOW + timedelta(minutes=4), "seen", house.pid("Mina")),),
    )
    return replace(concern, **changes)  # type: ignore[arg-type]


@pytest.fixture
async def house(database: Database, keys: Keys) -> House:
    return await build_house(database, keys)


async def draw(house: House, **changes: object) -> bytes:
    return await filing.draw_up(house.world, house.people["Mina"], a_concern(house, **changes))


def inside(pdf: bytes) -> str:
    """The record that lies in a file."""
    found = re.search(MARK + rb"(\S+) ", pdf)
    assert found
    return base64.b64decode(found[1]).decode("ascii").encode().decode("unicode_escape")


def shown(pdf: bytes) -> str:
    """What stands on its pages."""
    text = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)
    return " ".join(text.split())


async def test_the_record_has_exact_words_and_times_and_everything_done(house: House) -> None:
    """What a court or a social worker reads years later."""
    pdf = await draw(house)
    page = shown(pdf)

    assert 'Dave said "dont tell" [loudly crying face]' in page
    assert "Saturday 21 November 2026, 10:00:00 GMT" in page
    assert "10:04:00 GMT" in page
    assert "Mina, safeguarding lead" in page
    assert "Abuse or assault" in page
    assert "yp0, who lives at Maple House" in page
    assert "I will ring the duty phone" in page
    assert "مرحبا" in inside(pdf).encode("utf-16", "surrogatepass").decode("utf-16")


async def test_the_same_moment_makes_the_same_file(house: House) -> None:
    """Signing twice must not look like a change."""
    assert await draw(house) == await draw(house)


async def test_every_changed_byte_shows(house: House) -> None:
    """A letter, a time, the signature itself: none can be touched unseen."""
    pdf, own = await draw(house), house.world.keys.signing.public_key().public_bytes_raw()

    assert verify(pdf, own)[0] is Verdict.SOUND
    for at in range(0, len(pdf), 97):
        touched = pdf[:at] + bytes([pdf[at] ^ 1]) + pdf[at + 1 :]
        assert verify(touched, own)[0] is not Verdict.SOUND, at


async def test_a_changed_word_in_the_record_is_told_from_a_file_made_anew(house: House) -> None:
    """A document store may rewrite a file; the record inside still holds or does not."""
    pdf, own = await draw(house), house.world.keys.signing.public_key().public_bytes_raw()
    found = re.search(MARK + rb"(\S+) ", pdf)
    assert found
    other = base64.b64encode(base64.b64decode(found[1]).replace(b"hit my arm", b"hug my arm"))
    rewritten = io.BytesIO()
    PdfWriter(clone_from=io.BytesIO(pdf)).write(rewritten)

    assert verify(pdf.replace(found[1], other), own)[0] is Verdict.CHANGED
    assert verify(rewritten.getvalue(), own)[0] is Verdict.RECORD_SOUND
    assert verify(b"%PDF-1.4 something else", own) == (Verdict.NOT_OURS, "")
    assert verify(pdf, bytes(32))[0] is Verdict.OTHER_KEY


async def test_g8_whoever_is_not_shown_is_nowhere_in_the_file(house: House) -> None:
    """G8: "not who" holds on paper, in the record inside and in the file's own metadata."""
    pdf = await draw(
        house,
        telling=Telling.WITHOUT_NAME,
        deeds=(Deed(NOW, "that isn't what I meant", house.pid("yp0")),),
    )
    read = PdfReader(io.BytesIO(pdf))

    for told in (shown(pdf), inside(pdf), str(dict(read.metadata or {}))):
        assert "yp0" not in told
        assert house.pid("yp0").hex() not in told
    assert "Whoever wrote it" in shown(pdf)
    assert read.metadata is not None
    assert not read.metadata.author
    assert "Mina" not in str(dict(read.metadata))


async def test_it_is_made_on_demand_and_kept_nowhere(house: House, tmp_path: Path) -> None:
    """Exact words outside K_safe would be a second, unguarded store."""
    before = {path for path in house.world.keys.directory.parent.rglob("*.pdf")}
    await draw(house)
    async with house.world.database.read() as db:
        newest = (await audit.list_audit(db))[-1]

    assert {path for path in house.world.keys.directory.parent.rglob("*.pdf")} == before
    assert (newest.who, newest.action, newest.about) == (
        house.pid("Mina"),
        "concern saved",
        "C-7F3K",
    )


@pytest.mark.parametrize(
    "words", ["", "x" * 4096, "\U0001f62d" * 1000, "\x00\ud800", "a\n" * 2000]
)
async def test_b1_any_words_there_can_be_become_a_record(house: House, words: str) -> None:
    """B1: nobody's words may be the ones that cannot be filed."""
    pdf = await draw(house, words=words, why="", deeds=())

    assert verify(pdf)[0] is Verdict.SOUND
    assert len(PdfReader(io.BytesIO(pdf)).pages) >= 1


async def test_a_rehearsal_says_so_on_its_first_line(house: House) -> None:
    """Practice must never end up on a real record unseen."""
    pdf = await draw(house, source=Source.REHEARSAL, author=None)

    assert shown(pdf).startswith("Rehearsal. Nobody wrote this.")
