"""Two runs, the check on and the check off: nothing that is made of answers is any different."""

from __future__ import annotations

import random
import re
from dataclasses import replace
from pathlib import Path

import pytest

from bot.services.results import reporting
from storage.answers import load_answers
from surveys.anonymity.packing import answer_from_bytes
from surveys.flow.answers import Wrote
from surveys.rounds.round import State
from surveys.safeguarding import screening
from tests.attacks import intruder
from tests.attacks.endangered import ABUSE, CHOICE, NOW, Watched, house_with, quiet
from tests.attacks.field import RID, Past, logging_to, sit
from tests.attacks.looking import CREATORS, browser, in_chat, on_pages

FORMATS = ("html", "csv", "json")


def off(text: str) -> screening.Screening:
    """No check at all."""
    return screening.NOTHING


async def _live(
    past: Past, into: Path, words: str, *, sharing: str = "My words"
) -> dict[str, str]:
    """One worry in the open round, then its close, its reading and its release; all that is
    left of it wherever creators, results and logs are."""
    (into / "logs").mkdir(parents=True, exist_ok=True)
    seen: dict[str, str] = {}
    with logging_to(into / "logs" / "earshot.log", 20):
        async with house_with(past, into) as house:
            round_ = await house.round()
            await sit(house.of(quiet(past)), round_, text=words, sharing=sharing)
            await house.after(seconds=10)
            seen |= await _creators(house, past.tag, "open")
            house.clock.on(days=8)
            _draw_alike(house)
            await house.tick()
            sealed = await house.round()
            assert sealed.state is State.SEALED
            seen["progress"] = f"{sealed.count_sent} of {sealed.count_asked}"
            seen |= await _creators(house, past.tag, "sealed")
            async with house.world.database.read() as db:
                stored = await load_answers(db, house.world.keys, RID)
            kept = sorted(f"{one.question} {answer_from_bytes(one.body)}" for one in stored)
            seen["answers"] = "\n".join(kept)
            seen["sizes"] = str(sorted(len(one.body) for one in stored))
            _draw_alike(house)
            await house.read_and_release()
            for form in FORMATS:
                exported = await reporting.export_released(house.world, RID, form)
                seen[form] = (exported or b"").decode("utf-8-sig")
            seen |= await _creators(house, past.tag, "released")
            seen["the letters of those who were asked"] = str(len(await house.letters()))
    rows = intruder.tables(into / "data" / "earshot.db")
    trail = [f"{r['action']} {r['object']}" for r in rows["audit"]]
    # Eight days at one step: that nobody opened it is an alarm, in the administrators' own way.
    seen["trail"] = "\n".join(line for line in trail if not line.startswith("alarm un"))
    seen["ledger"] = str(sorted(str(row["state"]) for row in rows["ledger"]))
    seen["log"] = _without_times((into / "logs" / "earshot.log").read_text())
    return seen


async def _creators(house: Watched, tag: str, when: str) -> dict[str, str]:
    seen: dict[str, str] = {}
    commands, looked_at = CREATORS
    async with browser(house) as pages:
        for nick in ("Ash", "Jo", "Mo", "Lee"):
            seen |= await in_chat(house.staff[nick], f"{when} {nick}", tag, commands)
            seen |= await on_pages(pages, house.staff[nick], f"{when} {nick}", tag, looked_at)
    return seen


def _draw_alike(house: Watched) -> None:
    """From here on the same is drawn in every run."""
    drawn = random.Random(7)
    house.world = replace(house.world, chance=random.Random(8), fresh_bytes=drawn.randbytes)


def _without_times(log: str) -> str:
    return re.sub(r"^\S+ \S+ ", "", re.sub(r"\d+\.\d+ ?s\b", "", log), flags=re.M)


def _quoted(shown: str) -> str:
    """A result, with what was quoted in an order of its own: which words are drawn is chance."""
    return "\n".join(sorted(shown.splitlines()))


@pytest.mark.parametrize(
    ("name", "words", "sharing"),
    [
        pytest.param("told first", ABUSE, "My words", marks=pytest.mark.full),
        ("choices, and none made", CHOICE, "My words"),
        pytest.param("danger now", NOW, "Don't share", marks=pytest.mark.full),
    ],
)
@pytest.mark.full
async def test_g9_with_the_check_and_without_it_everything_made_of_answers_is_the_same(
    past: Past,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    words: str,
    sharing: str,
) -> None:
    """Results in every format, progress, the trail and screens of those who make rounds, the
    stored answers, their sizes, who is asked next, and the log: no trace that somebody was told.

    Fails when a count leaves out whoever was alerted about, or the log has a line of it.
    """
    with_it = await _live(past, tmp_path / "on", words, sharing=sharing)
    monkeypatch.setattr(screening, "screen", off)
    without = await _live(past, tmp_path / "off", words, sharing=sharing)

    assert set(with_it) == set(without)
    for what in with_it:
        on, of = with_it[what], without[what]
        if what in FORMATS or "result" in what:
            on, of = _quoted(on), _quoted(of)
        assert on == of, what


@pytest.mark.full
async def test_g9_danger_now_is_the_one_exception_and_is_torn_out_as_words_not_to_share_are(
    past: Past, tmp_path: Path
) -> None:
    """Severity 3: its words are in no stored answer, so no reader and no export can have them;
    everything else is as where its author had picked "Don't share"."""
    torn = await _live(past, tmp_path / "torn", NOW)
    kept = await _live(past, tmp_path / "kept", NOW, sharing="Don't share")

    assert "quorvelamp" not in "".join(torn.values())
    for what in ("answers", "sizes", "progress", "ledger", *FORMATS):
        assert _quoted(torn[what]) == _quoted(kept[what]), what


def test_the_past_has_texts_to_compare(past: Past) -> None:
    """What is compared is not empty: twelve people wrote."""
    rows = intruder.tables(past.disk("sealed") / "data" / "earshot.db")
    opened = intruder.open_boxes(rows, past.keys("sealed"))["answers"]
    texts = [one for one, *_ in map(answer_from_bytes, opened) if isinstance(one, Wrote)]
    assert len(texts) == len(past.authors)
