"""Nobody answers: who is told next, when, and what the young person hears meanwhile."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.services.safeguarding import proving, rehearsing
from tests.attacks import intruder
from tests.attacks.endangered import (
    ABUSE,
    NOW,
    ROTA,
    Desk,
    house_with,
    quiet,
    reopened,
    somebody,
    texts,
)
from tests.attacks.field import Past
from tests.attacks.looking import browser

WINTER = datetime(2027, 3, 2, 9, 0, tzinfo=UTC)
SPRING = datetime(2027, 3, 28, 0, 55, tzinfo=UTC)
"""Five minutes before the clocks go forward: ten minutes later it is 02:05."""
AUTUMN = datetime(2027, 10, 31, 0, 55, tzinfo=UTC)
"""Five minutes before they go back: ten minutes later it is 01:05 again."""


def pinged(told: dict[str, list[str]]) -> set[str]:
    """Who of the rota was told that a concern is there."""
    return {
        nick
        for nick, said in told.items()
        if nick in ROTA and any("concern needs" in t for t in said)
    }


@pytest.mark.parametrize("begins", [WINTER, SPRING, AUTUMN], ids=["winter", "spring", "autumn"])
@pytest.mark.full
async def test_g7_each_of_the_route_is_told_to_the_minute_with_a_restart_before_each(
    past: Past, tmp_path: Path, begins: datetime
) -> None:
    """Ten minutes each: not a second before, and at the first tick after, though the program was
    stopped and started between every two and the clocks changed. The young person hears after
    ten minutes that nobody has opened it, once, and who has when somebody does.

    Fails when a time is kept in memory, or in local time.
    """
    minutes = timedelta(minutes=10)
    async with house_with(past, tmp_path) as house:
        house.clock.at = begins
        ann = somebody(house, past)
        await ann.type(NOW)
    heard: list[set[str]] = []
    young: list[str] = []
    for step in range(5):
        due = begins + step * minutes
        async with reopened(tmp_path, due - timedelta(seconds=1)) as house:
            early = pinged(await house.after())
            heard.append(pinged(await house.after(seconds=7 if step == 0 else 2)))
            young += texts(house.of(quiet(past)))
            assert not early
    async with reopened(tmp_path, begins + timedelta(minutes=41)) as house, browser(house) as at:
        (concern,) = await house.kept()
        desk = await Desk.of(at, house.staff["Omar"])
        await desk.press(f"concerns/{concern.handle}/seen")
        await house.deliver()
        young += texts(house.of(quiet(past)))
        quietly = await house.after(minutes=9)

    assert heard[:4] == [{"Mina"}, {"Dee"}, {"Omar"}, {"Tess"}]
    assert sum("No one has opened it yet. Ring 999" in text for text in young) == 1
    assert "A person has it now. Omar, outside" in young[-1] or "Omar" in young[-1]
    assert pinged(quietly) == set()


async def test_g7_a_program_that_was_off_for_a_night_says_so_and_tells_the_next_at_once(
    past: Past, tmp_path: Path
) -> None:
    """The computer was off from the commit on. At its start the author's words, the lead and the
    next person all go out; nothing is dropped as too late."""
    async with house_with(past, tmp_path) as house:
        house.delivers = False
        began = house.clock()
        await somebody(house, past).type(NOW)
    async with reopened(tmp_path, began + timedelta(hours=9)) as house:
        told = await house.after()
        told_later = await house.after(seconds=30)
        ann = texts(house.of(quiet(past)))

    assert {"Mina", "Dee"} <= pinged(told) | pinged(told_later)
    assert any("I'm telling Mina" in text for text in ann)
    assert ann.index(next(t for t in ann if "I'm telling Mina" in t)) < ann.index(
        next(t for t in ann if "No one has opened it yet" in t)
    )


async def test_g7_a_rehearsal_with_the_leads_phone_off_reaches_the_deputy_and_passes(
    past: Past, tmp_path: Path
) -> None:
    """Marked in every message; no young person hears of it; it passes when the deputy says that
    they have seen it, ten minutes in, and is in no one's worries."""
    async with house_with(past, tmp_path) as house, browser(house) as pages:
        counts = {a.nick: len(house.of(a).heard) for a in past.everybody}
        await rehearsing.rehearse(house.world)
        first = await house.after(seconds=10)
        second = await house.after(minutes=10)
        (concern,) = await house.kept()
        desk = await Desk.of(pages, house.staff["Dee"])
        page = await desk.see(f"concerns/{concern.handle}/")
        await desk.press(f"concerns/{concern.handle}/seen")
        after = await house.after(minutes=11)
        passed = await rehearsing.last_rehearsal(house.world)
        rows = intruder.tables(tmp_path / "data" / "earshot.db")["audit"]

    said = [text for told in (first, second) for one in told.values() for text in one]
    assert first.keys() & ROTA.keys() == {"Mina"}
    assert "Dee" in second
    assert all(t.startswith("REHEARSAL.") for t in said if "concern needs" in t)
    assert "rehears" in page.casefold()
    assert pinged(after) == set()
    assert passed == house.clock().date()
    assert counts == {a.nick: len(house.of(a).heard) for a in past.everybody}
    assert [r["action"] for r in rows][-1] == "rehearsal passed"


async def test_g17_a_missed_test_ping_is_known_to_the_deputy_and_the_administrator(
    past: Past, tmp_path: Path
) -> None:
    """The lead does not tap for three hours after the daily test: both are told, on a day the
    clocks change too, once."""
    async with house_with(past, tmp_path) as house:
        house.clock.at = datetime(2027, 3, 28, 9, 0, tzinfo=UTC)
        await proving.prove_due(house.world)
        await house.deliver()
        assert texts(house.staff["Mina"])[-1].startswith("Test of the alarm.")
        await house.staff["Dee"].press("I'm here")
        heard = {nick: len(texts(house.staff[nick])) for nick in ("Dee", "Lee")}
        for minutes in (170, 11, 60, 60):
            house.clock.on(minutes=minutes)
            await proving.prove_due(house.world)
            await house.deliver()
        new = {nick: texts(house.staff[nick])[count:] for nick, count in heard.items()}

    assert [len(said) for said in new.values()] == [1, 1]
    assert all("has not answered the daily test" in said[0] for said in new.values())


async def test_x3_deleting_me_says_by_name_what_stays_and_takes_the_offer_along(
    past: Past, tmp_path: Path
) -> None:
    """What was passed on stays with the lead, named; what was only offered is gone."""
    async with house_with(past, tmp_path) as house:
        ann = somebody(house, past)
        await ann.type(ABUSE)
        await ann.type("plimsollgrove they call me names at school every day")
        assert len(await house.kept()) == 2
        said = await ann.command("/deleteme")
        buttons = [b for b in ann.newest.buttons if "eras" in b.press or "yes" in b.press]
        said += await ann.tap(buttons[0].press)
        kept: list[object] = [one.words for one in await house.kept()]
        later = await house.after(minutes=241)

    assert kept == [ABUSE]
    assert "Mina, safeguarding lead" in said
    assert "Dee" in pinged(later)


def test_the_tests_know_the_whole_rota() -> None:
    """``Watched`` plays those four."""
    assert list(ROTA) == ["Mina", "Dee", "Omar", "Tess"]
