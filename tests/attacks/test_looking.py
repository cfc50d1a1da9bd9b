"""Whoever looks, in any role: nothing of any answer and no count before the release."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from storage import envelopes, ledger
from surveys.anonymity.envelope import Envelope, pack
from surveys.flow.answers import Chose, Wrote
from surveys.flow.sitting import Sitting, Stage
from surveys.ids import RoundId
from surveys.people.roles import Role
from surveys.rounds.ledger import Standing
from surveys.rounds.round import Round
from tests.attacks import intruder
from tests.attacks.field import CHANGE, RID, SENT, STAFF, TEA, Hearing, House, Past, sit
from tests.attacks.looking import (
    CREATORS,
    browser,
    everything,
    in_chat,
    on_pages,
    on_the_command_line,
)

BANDS = ("Not enough yet.", "Enough.", "Everyone's had a chance.")


@pytest.mark.parametrize("step", ["open", "sealed"])
@pytest.mark.full
async def test_a9_no_role_is_shown_an_answer_or_a_count_before_the_release(
    past: Past, tmp_path: Path, step: str
) -> None:
    """Results, counts, themes, exports, the command line: all roles, in an open round and in
    one that is mixed but not released. Only the reader named for it sees words, after the seal.

    Fails when a report is made from the answers, or a status shows how many were sent.
    """
    async with past.woken(step, tmp_path) as house:
        seen = await everything(house, tmp_path, past.tag, RID)
        asked = house.of(past.others[1])
        seen |= await in_chat(asked, "asked", past.tag)

    words = [text for author in past.everybody for text in author.typed]
    for what, shown in seen.items():
        assert not any(text in shown for text in words), what
        assert not re.search(rf"\b{SENT}\b", _without_dates(shown)), what
    assert seen[f"$ report {RID} --out {tmp_path / 'out'}"].startswith("1 ")
    assert len({shown for what, shown in seen.items() if what.endswith("/report")}) == 1


async def test_a9_only_the_reader_sees_words_after_the_seal(past: Past, tmp_path: Path) -> None:
    """And of no person: handles of one sitting, in an order of their own.

    Fails when the pages of reading are open to every member of staff.
    """
    readers = set()
    async with past.woken("sealed", tmp_path) as house, browser(house) as pages:
        for nick, role in STAFF:
            at = await pages.sign_in(house.staff[nick])
            await pages.see(f"{at}/staff/read/{past.tag}/", post=True)
            shown = await pages.see(f"{at}/staff/read/{past.tag}/")
            shown += await pages.see(f"{at}/staff/read/{past.tag}/all")
            if "zibbledorf" in shown or "quorve" in shown:  # either may lie on top
                readers.add(role)
            assert not any(author.nick in shown for author in past.everybody)

    assert readers == {Role.READER}


@pytest.mark.full
async def test_a10_one_more_envelope_changes_no_screen_but_the_band(
    past: Past, tmp_path: Path
) -> None:
    """A creator who watches which phone is out must not see its envelope arrive.

    Each day one more person has sent. From none to four every screen of those who make rounds
    or keep the computer, and the command line, says the same; the fifth may change the band,
    and only it. Fails when a screen shows how many were sent, or the band counts from 1.
    """
    days = []
    async with past.woken("released", tmp_path) as house:
        round_ = await _again(house)
        for count in range(7):
            house.clock.on(days=1)
            days.append(await _creators(house, round_.tag))
            days[-1] |= await on_the_command_line(tmp_path, f"round status {AGAIN}")
            if count < 6:
                await send(house, house.of(past.authors[count]), round_)

    for count in range(1, 5):
        assert days[count] == days[0], count
    assert days[4] != days[5] == days[6]
    for what, shown in days[4].items():
        assert _without_band(shown) == _without_band(days[5][what]), what


async def test_a10_on_one_day_the_band_stands_still(past: Past, tmp_path: Path) -> None:
    """Even the envelope that makes it enough must not be seen to arrive; nor does the trail,
    where all that staff do is kept, know of it.

    Fails when the band is worked out anew each time somebody looks.
    """
    async with past.woken("released", tmp_path) as house:
        round_ = await _again(house)
        for author in past.authors[:4]:
            await send(house, house.of(author), round_)
        house.clock.on(days=1)
        before = await _creators(house, round_.tag)
        trail = intruder.tables(tmp_path / "data" / "earshot.db")["audit"]
        await sit(house.of(past.authors[4]), round_, text="the fifth")
        assert intruder.tables(tmp_path / "data" / "earshot.db")["audit"] == trail
        after = await _creators(house, round_.tag)

    assert before == after
    assert trail


AGAIN = RoundId("evening-tea-2")


async def _again(house: House) -> Round:
    """The same people are asked once more, nine weeks later."""
    house.clock.on(days=63)
    return await house.launch(rid=AGAIN, days=14)


async def send(house: House, chatter: Hearing, round_: Round) -> None:
    """Send without a sitting, straight into the store, as Send leaves it there."""
    sent = Sitting(stage=Stage.SENT, answers={TEA: Chose(("six",)), CHANGE: Wrote("again")})
    packed = pack(Envelope(sent), round_.envelope_size)
    pid = await house.pid(chatter)
    async with house.world.database.write() as db:
        await envelopes.save_envelope(db, house.world.keys, round_.id, pid, packed)
        await ledger.mark(db, round_.id, pid, Standing.SUBMITTED)


async def _creators(house: House, tag: str) -> dict[str, str]:
    """Every screen of those who make rounds, and of whoever keeps the computer."""
    seen: dict[str, str] = {}
    commands, looked_at = CREATORS
    async with browser(house) as pages:
        for nick in ("Ash", "Lee"):
            seen |= await in_chat(house.staff[nick], nick, tag, commands)
            seen |= await on_pages(pages, house.staff[nick], nick, tag, looked_at)
    return seen


def _without_band(shown: str) -> str:
    for band in BANDS:
        shown = shown.replace(band, "BAND").replace(band.replace("'", "&#39;"), "BAND")
    return shown


def _without_dates(shown: str) -> str:
    shown = re.sub(r"<style.*?</style>|<script.*?</script>|<svg.*?</svg>", "", shown, flags=re.S)
    shown = re.sub(r"\d{1,2}(:\d\d)?\s?(pm|am)|\d\d:\d\d|\d{4}-\d\d-\d\d[T\d:+.Z-]*", "", shown)
    return re.sub(r"\b\d{1,2} (Mar|Apr|May|Jun)\w*( \d{4})?", "", shown)
