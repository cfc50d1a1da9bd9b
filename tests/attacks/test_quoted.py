"""Hostile words through the whole program: typed in both chats, sealed, read, quoted, exported.

Twelve write. Some share their words, some the idea, some only with readers; a reader rewords one
idea with the words of somebody else. Then every screen of every role and every file is looked at.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import unescape
from pathlib import Path

import pytest

from bot.services.reading import reading
from bot.services.results import releasing, reporting
from storage import audit
from storage.audit import Entry
from storage.readings import Decision, Reading
from surveys.definitions.questions import Choice, LongText, ShortText, SingleChoice
from surveys.definitions.rules import Is
from surveys.definitions.survey import Survey
from surveys.exports.csv import COLUMNS, unguarded
from surveys.flow.replies import Sharing
from surveys.ids import QuestionKey, RoundId
from surveys.reports.model import FORM_VERSION, Report
from surveys.rounds.round import State
from tests.attacks.field import STAFF, House, Past, begin, write
from tests.attacks.looking import browser, in_chat, on_pages, on_the_command_line

pytestmark = [pytest.mark.full]

RID = RoundId("late-evenings")
WHEN, CHANGE, WHY = QuestionKey("when"), QuestionKey("change"), QuestionKey("why")
TITLE = "*Late* _evenings_ [tap](https://evil.example) <b>now</b>"
SURVEY = Survey(
    key="late-evenings",
    title={"en": TITLE},
    why={"en": "To make evenings better."},
    could_change={"en": "When lights go out."},
    decides={"en": "Mo, director"},
    questions=(
        SingleChoice(
            id=WHEN,
            text={"en": "When should lights go out?"},
            choices=(
                Choice(value="ten", label={"en": "At ten"}),
                Choice(value="other", label={"en": "Another time"}, own_words=True),
            ),
        ),
        LongText(id=CHANGE, text={"en": "What would you change?"}, max_length=400),
        ShortText(id=WHY, text={"en": "Why that time?"}, show_if=Is(is_={WHEN: "other"})),
    ),
)
SHARED = (
    "=1+1 makes the evening feel much shorter than it should be",
    "+2 hours would let us watch the whole film together",
    "-3 biscuits each is a mean way to end every day",
    "\uff1d somebody ought to ask us first before it changes",
    "\u200b=2 more lamps on the stairs would help the small ones",
    'line one of it\nline two, with a comma and "said" marks',
    "\u202eright to left is how my cousin writes at home",
)
IDEAS = (
    "purple curtains would keep the street lamp out of my bed",
    "nobody tells us why the lights go out so soon",
)
KEPT = (
    "my snoring keeps the others awake and they shout at me",
    "i cry at night when the corridor goes dark and cold",
    "somebody comes in without a knock after the lights go",
)
COPIED = "Some say that my snoring keeps the others awake at night."
REWORDED = "Thicker curtains are wished for."
TYPICAL = "Typical: a reader chose it as saying what several people said."
OTHERS = "branchcanary because of my quiet hour with the radio on"
OWN = "owncanary half past quorve"


@dataclass(frozen=True)
class Out:
    """What came of it: the screens, the files, the trail."""

    screens: Mapping[str, str]
    files: Mapping[str, bytes]
    heard: tuple[str, ...]
    trail: tuple[Entry, ...]
    report: Report
    passed: frozenset[str]


_LIVED: dict[Path, Out] = {}


@pytest.fixture
async def out(past: Past, tmp_path: Path) -> Out:
    """A round of hostile words, lived through once for all of these."""
    if past.base not in _LIVED:
        async with past.woken("released", tmp_path) as house:
            _LIVED[past.base] = await _live(house, past, tmp_path)
    return _LIVED[past.base]


async def _live(house: House, past: Past, disk: Path) -> Out:
    round_ = await house.launch(RID, SURVEY)
    texts = [*((t, "My words") for t in SHARED), *((t, "The idea") for t in IDEAS)]
    texts += [(t, "Only") for t in KEPT]
    for place, (author, (text, sharing)) in enumerate(zip(past.authors, texts, strict=True)):
        chatter = house.of(author)
        await begin(chatter, round_)
        await chatter.press("Another time" if place < 3 else "At ten")
        if place < 3:
            await write(chatter, OWN)
        await write(chatter, text)
        if place < 3:
            await write(chatter, OTHERS)
        await chatter.press(sharing)
        await chatter.press("Rip mine up")
        await chatter.press("Send")
    house.clock.on(days=8)
    await house.tick()
    assert (await house.round(RID)).state is State.SEALED
    passed = await _read(house)
    report = await _released(house)
    screens = await _screens(house, disk, round_.tag)
    files = {
        each: await reporting.export_released(house.world, RID, each) or b""
        for each in ("html", "csv", "json")
    }
    async with house.world.database.read() as db:
        trail = tuple(await audit.list_audit(db))
    heard = tuple(
        said.model_dump_json()
        for chatter in house.staff.values()
        for said in getattr(chatter, "heard", ())
    )
    return Out(screens, files, heard, trail, report, passed)


async def _screens(house: House, disk: Path, tag: str) -> dict[str, str]:
    """What every role sees of it in chat, on signed-in pages and at the computer."""
    seen: dict[str, str] = {}
    async with browser(house) as pages:
        for nick, role in STAFF:
            who = f"{nick} ({role.value})"
            seen |= await in_chat(house.staff[nick], who, tag)
            seen |= await on_pages(pages, house.staff[nick], who, tag)
    commands = ("round list", f"round status {RID}", "people", "report revoked")
    return seen | await on_the_command_line(disk, *commands)


async def _read(house: House) -> frozenset[str]:
    """Sam passes what is shared, rewords one idea well and the other with somebody's words."""
    sam = (await house.person("Sam")).id
    pile = await reading.begin_reading(house.world, sam, RID)
    assert pile is not None
    passed = set()
    for text in await reading.list_texts(house.world, sam, pile):
        decided = Reading(Decision.PASSED, typical=True)
        if text.sharing is Sharing.THE_IDEA:
            idea = COPIED if "nobody tells" in text.words else REWORDED
            decided = Reading(Decision.REWORDED, idea, typical=True)
        elif text.sharing is Sharing.MY_WORDS:
            passed.add(text.words)
        assert await reading.decide(house.world, sam, pile, text.handle, decided) is None
    return frozenset(passed)


async def _released(house: House) -> Report:
    kit, mo = await house.person("Kit"), await house.person("Mo")
    await releasing.propose_release(house.world, kit.id, RID, without_themes=True)
    done = await releasing.approve_release(house.world, mo.id, RID)
    assert not isinstance(done, releasing.ReleaseRefused), done
    await house.deliver()
    found = await reporting.load_report(house.world, None, RID)
    assert isinstance(found, Report)
    return found


def five(text: str) -> set[tuple[str, ...]]:
    """Five words in a row, by a rule of this test's own."""
    plain = unescape(re.sub(r"<[^>]*>", " ", text)).casefold()
    words = re.findall(r"[^\W_]+", plain)
    return {tuple(words[at : at + 5]) for at in range(len(words) - 4)}


def everywhere(out: Out) -> Iterator[tuple[str, str]]:
    """Everything that anybody is shown or can save, by where."""
    yield from out.screens.items()
    yield from ((name, content.decode("utf-8-sig")) for name, content in out.files.items())
    yield from (("heard", said) for said in out.heard)


def rows_of(out: Out) -> list[list[str]]:
    text = out.files["csv"].decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline=""), strict=True))


def quotes_of(out: Out) -> list[str]:
    return [q.text for section in out.report.sections for q in section.quotes]


async def test_r10_words_not_shared_as_they_are_appear_nowhere(out: Out) -> None:
    """In no chat, page, file or command of any role: not theirs, not in another's rewording.

    Fails when a rewording is compared with its own source alone.
    """
    shared = set[tuple[str, ...]]().union(*(five(text) for text in SHARED))
    barred = set[tuple[str, ...]]().union(*(five(text) for text in (*IDEAS, *KEPT))) - shared
    said = {where: five(text) & barred for where, text in everywhere(out)}

    assert {where: runs for where, runs in said.items() if runs} == {}
    assert COPIED not in quotes_of(out)
    assert len(out.screens) > 50


async def test_quotes_are_a_sample_and_say_why(out: Out) -> None:
    """Of eight that may be quoted some are, each with its reason, in every format."""
    quotes = [q for section in out.report.sections for q in section.quotes]

    assert 1 <= len(quotes) < len(out.passed)
    assert {q.text for q in quotes} <= out.passed | {REWORDED}
    assert {q.why for q in quotes} == {TYPICAL}
    together = sum(bool(section.quotes) for section in out.report.sections)
    for name, content in out.files.items():
        said = together if name == "html" else len(quotes)  # a page says it once of several
        assert content.decode("utf-8-sig").count(TYPICAL) == said, name


async def test_d7_words_of_a_branch_that_few_reached_and_of_other_are_nowhere(out: Out) -> None:
    """Three were asked why, three wrote beside a choice: neither what, nor that anybody did.

    Fails when quotes are chosen without asking how many surely wrote.
    """
    for where, text in everywhere(out):
        assert "branchcanary" not in text, where
        assert "owncanary" not in text, where
    assert [s.quotes for s in out.report.sections if s.question != CHANGE] == [(), ()]


async def test_e1_no_cell_of_the_saved_table_is_a_formula_and_the_words_come_back(
    out: Out,
) -> None:
    """What a young person typed runs on nobody's computer, and is still what they typed.

    Fails when a cell is written as it came.
    """
    rows = rows_of(out)
    words = [unguarded(row[3]) for row in rows if row[0] == "words"]

    for cell in (cell for row in rows for cell in row):
        bare = re.sub(r"^[\s\u200b\u202e\"']+", "", cell)
        assert cell.startswith("'") or not re.match(r"[=+\-@\t\r\uff1d]", bare), cell
    assert words == quotes_of(out)


async def test_e2_each_thing_said_is_one_record(out: Out) -> None:
    """Line breaks, commas, quotation marks and marks of direction shift no column."""
    rows = rows_of(out)

    assert tuple(rows[0]) == COLUMNS
    assert {len(row) for row in rows} == {len(COLUMNS)}
    assert len([row for row in rows if row[0] == "words"]) == len(quotes_of(out))
    kept = json.loads(out.files["json"])
    assert [q["text"] for s in kept["sections"] for q in s["quotes"]] == quotes_of(out)
    assert out.files["html"].count(b"<blockquote") == len(quotes_of(out))
    assert "\u202e".encode() not in out.files["html"]


async def test_e3_a_title_is_no_link_and_no_mark_up_in_any_chat_or_page(out: Out) -> None:
    """Whoever writes a round must not put a way out of it before young people."""
    assert any("Late" in text for _, text in everywhere(out))
    for where, text in out.screens.items():
        if where.endswith((".csv", ".json")):
            continue  # data: E1 and E2 look at those
        if re.match(r"\d\d\d ", text):
            assert "<b>now</b>" not in text, where
            assert 'href="https://evil.example' not in text, where
        else:
            assert "https://evil.example" not in text, where
    for said in out.heard:
        assert "https://evil.example" not in said


async def test_e5_e6_every_export_is_in_the_trail_with_its_release_and_form(out: Out) -> None:
    """What left can be found again; who opened it in a browser, too; and no time is in it."""
    about = f"{RID} {out.report.release} form{FORM_VERSION}"
    noted = {entry.action for entry in out.trail if entry.about == about}

    assert {"exported html", "exported csv", "exported json", "opened the result"} <= noted
    for name, content in out.files.items():
        said = re.sub(r"<style.*?</style>", "", content.decode("utf-8-sig"), flags=re.DOTALL)
        assert out.report.release in said, name
        assert not re.search(r"\b\d\d:\d\d\b", said), name
