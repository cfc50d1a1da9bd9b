"""Words that give somebody away, through the running program: typed, sealed, and then nowhere.

What is looked at is what the program leaves: every value that any key on the disk opens, in the
database and in each backup, and every file in clear.
"""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.services import backing_up
from bot.services.people import name_list
from bot.services.reading import reading
from bot.services.results import releasing, reporting
from bot.services.results.reporting import Format
from storage import answers
from storage.keys import Keys
from storage.readings import Decision, Reading
from surveys.anonymity.packing import answer_from_bytes
from surveys.flow.answers import Chose, Wrote
from surveys.people.person import Chat
from surveys.redaction.redactor import redact
from surveys.redaction.roster import Roster
from surveys.reports.model import Report
from surveys.rounds.round import Round, State
from tests.attacks import intruder
from tests.attacks.field import HOMES, RID, House, begin, house_in, logging_to, mark_of, six_words
from tests.attacks.where import Disk
from tests.bot.chatting import Chatter
from tests.surveys.exports.opened import words_in
from tests.surveys.redaction.scoring import Case, cases, is_covered, roster

LOADED = Roster.model_validate(
    {"people": ["Quillonby Trask"], "schools": ["Vexmoor Academy"], "streets": ["Tarnley Road"]}
)
MANY = 7
NAMES = ("zachariah", "chukwuemeka", "agnieszka", "bartholomew", "maximilian", "christabel")
"""All of nine letters or more: of shorter words too little is left to look for in base64."""
DANGER = "brantwell said he will kill me tonight and i want to die"
CONCERNED = b"brantwell"
STEPS = ("My words", "Rip mine up", "Send")


def typed_by(place: int) -> tuple[str, str]:
    """What one of them types: own words of a choice, and an answer. Each holds what it must not.

    A mark that redaction leaves alone tells whose is whose.
    """
    name, mark = NAMES[place % len(NAMES)], mark_of(place)
    own = f"Own{mark} tea with my mate {name}"
    text = (
        f"Text{mark} my mate {name} cooks with quillonby at vexmoor academy, 07700 9002{place:02}"
    )
    return own, text


def kept_of(place: int) -> tuple[str, str]:
    """The same as readers get it."""
    mark = mark_of(place)
    return (
        f"Own{mark} tea with my mate [a name]",
        f"Text{mark} my mate [a name] cooks with [a name] at [a school], [a phone number]",
    )


@dataclass(frozen=True)
class Sealed:
    """A sealed house, everybody's words, and what its log says."""

    house: House
    root: Path
    raw: tuple[bytes, ...]


@asynccontextmanager
async def sealed_house(root: Path) -> AsyncIterator[Sealed]:
    """Seven answer, one of them in danger; the round is sealed and backed up."""
    raw: list[str] = []
    with logging_to(root / "earshot.log"):
        async with house_in(root, lock=False) as house:
            await house.hire()
            await name_list.replace_all(house.world, LOADED)
            people = [
                await house.move_in(f"Wren{mark_of(n)}", HOMES[n % 3], Chat.TELEGRAM)
                for n in range(MANY)
            ]
            round_ = await house.launch()
            for place, chatter in enumerate(people):
                own, text = typed_by(place)
                text = DANGER if place == MANY - 1 else text
                raw += [own, text]
                await answer(chatter, round_, own, text)
            await backing_up.back_up(house.world)
            await seal(house)
            await backing_up.back_up(house.world)
            yield Sealed(house, root, tuple(one.lower().encode() for one in raw))


async def answer(chatter: Chatter, round_: Round, own: str, text: str) -> None:
    """Answer in these words, keep hidden what would be, and send."""
    await begin(chatter, round_)
    await chatter.press("Something else")
    await chatter.type(own)
    for typed in ("", text):
        if typed:
            await chatter.type(typed)
        for wanted in ("Keep hidden and go on", *(STEPS if typed else ())):
            shown = [label for one in chatter.shown.values() for label in one.labels()]
            if any(label.removeprefix("✓ ").startswith(wanted) for label in shown):
                await chatter.press(wanted)
    assert len(six_words(chatter.popups[-1])) == 6


async def seal(house: House) -> None:
    """Past the close, and past the safety read."""
    for _ in range(3):
        house.clock.on(days=8)
        await house.tick()
        if (await house.round()).state is State.SEALED:
            return
    raise AssertionError((await house.round()).state)


def opened(root: Path) -> Mapping[str, list[bytes]]:
    """Everything that any key opens, in the database and in every backup."""
    keys = Keys.open(root / "keys")
    found: dict[str, list[bytes]] = {}
    for place in intruder.databases(root):
        for table, boxes in intruder.open_boxes(intruder.tables(place), keys).items():
            found.setdefault(table, []).extend(box.lower() for box in boxes)
    return found


async def stored(house: House) -> list[str]:
    """Every text that the sealed round holds, typed or chosen with own words."""
    async with house.world.database.read() as db:
        kept = await answers.load_answers(db, house.world.keys, RID)
    words: list[str] = []
    for one in kept:
        said, _ = answer_from_bytes(one.body)
        if isinstance(said, Wrote):
            words.append(said.text)
        elif isinstance(said, Chose) and said.own_words:
            words.append(said.own_words)
    return sorted(words)


@pytest.mark.full
async def test_r6_r8_after_the_seal_what_was_typed_is_nowhere_but_in_a_concern(
    first: Disk,
) -> None:
    """Not in the answers, the database's free pages, its log, a backup, the audit or the log file;
    and of names of different lengths (R6) the same bytes are left, with no number among them.

    Fails when the seal stores what was typed (``as_read`` left out).
    """
    async with sealed_house(first.root) as sealed:
        kept = await stored(sealed.house)
        boxes, lying = opened(first.root), intruder.files(first.root)
    expected = [words for place in range(MANY - 1) for words in kept_of(place)]
    expected.append(kept_of(MANY - 1)[0])
    names = [*(name.encode() for name in NAMES), b"with quillonby", b"at vexmoor", b"07700 9002"]

    assert kept == sorted(expected)
    for table, plain in boxes.items():
        typed = sealed.raw[:-1] if table == "concerns" else sealed.raw
        wanted = [*names, *typed, *(() if table == "concerns" else (CONCERNED,))]
        assert [box for box in plain if any(one in box for one in wanted)] == [], table
    assert any(CONCERNED in box for box in boxes["concerns"])
    found = intruder.find(first.root, [*NAMES, "vexmoor academy", "brantwell"])
    assert found == []
    assert "earshot.log" in lying
    mine = [box for box in boxes["answers"] if b"text" in box]
    shapes = {re.sub(rb"text[a-z]{2}\b", b"text", box) for box in mine}
    assert len(mine) >= MANY - 1
    assert len(shapes) == 1
    assert not re.search(rb"\d", shapes.pop())


RESTS = (
    *("next room", "what we call her", "used to be here"),
    *("where we hang out", "corner of", "she was there"),
)
"""What is left of each text once nothing in it names anybody."""


@pytest.mark.full
async def test_r4_with_author_and_reader_nothing_that_was_planted_comes_out(first: Disk) -> None:
    """What redaction misses, its author changes in the preview or the reader takes out: then no
    planted name is in a result, in any format.

    Fails when a result is made of what was stored instead of what the reader let through.
    """
    known = roster("frozen")
    hard = [one for one in cases("frozen") if leaks(one, known)][:6]
    pieces = [piece for one in hard for piece in pieces_of(one)]
    async with house_in(first.root, lock=False) as house:
        await house.hire()
        await name_list.replace_all(house.world, known)
        people = [
            await house.move_in(f"Wren{mark_of(n)}", HOMES[n % 3], Chat.TELEGRAM)
            for n in range(len(hard))
        ]
        round_ = await house.launch()
        for chatter, one in zip(people, hard, strict=True):
            await answer(chatter, round_, f"with my mate {NAMES[0]}", one.text)
        await seal(house)
        await read_with_care(house, pieces)
        mo = (await house.person("Mo")).id
        report = await reporting.load_report(house.world, mo, RID)
        assert isinstance(report, Report)
        out = "\n".join(words_in(reporting.report_file(report, one)) for one in Format).lower()

    assert len(hard) == 6
    assert any(rest in out for rest in RESTS), "three of the six are drawn as quotes"
    assert "ask may" not in out
    for piece in (*NAMES, *(one for one in pieces if one != "may")):
        assert not re.search(rf"\b{re.escape(piece)}\b", out), piece


async def read_with_care(house: House, pieces: Sequence[str]) -> None:
    """Sam takes out what is left of what was planted; Kit and Mo let the rest go."""
    sam, kit, mo = [(await house.person(nick)).id for nick in ("Sam", "Kit", "Mo")]
    pile = await reading.begin_reading(house.world, sam, RID)
    assert pile is not None
    for one in await reading.list_texts(house.world, sam, pile):
        masked = one.words
        for piece in pieces:
            masked = re.sub(rf"\b{re.escape(piece)}\b", "[a name]", masked, flags=re.IGNORECASE)
        how = Decision.PASSED if masked == one.words else Decision.MASKED
        decision = Reading(how, "" if how is Decision.PASSED else masked, typical=True)
        assert await reading.decide(house.world, sam, pile, one.handle, decision) is None
    refused = releasing.ReleaseRefused
    assert not isinstance(
        await releasing.propose_release(house.world, kit, RID, without_themes=True), refused
    )
    assert not isinstance(await releasing.approve_release(house.world, mo, RID), refused)


def leaks(case: Case, known: Roster) -> bool:
    """Whether redaction leaves anything planted in it."""
    found = redact(case.text, known)
    return not all(is_covered(one, found) for one in case.planted)


def pieces_of(case: Case) -> list[str]:
    """What was planted in it, longest first."""
    return sorted((case.text[p.start : p.end].lower() for p in case.planted), key=len)[::-1]
