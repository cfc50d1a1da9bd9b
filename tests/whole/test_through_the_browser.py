"""A whole round in real browsers, with a restart while people answer."""

from __future__ import annotations

import json
import os
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.async_api import Browser, BrowserContext, expect

from bot.main import House
from bot.services.people import enrolling
from surveys.people.roles import Role
from surveys.rounds.round import Round, State
from tests.whole import story
from tests.whole.players import WAIT, InBrowser, together
from tests.whole.staff import IDEA, AtScreen
from tests.whole.stage import (
    Lines,
    Stage,
    count_answers,
    found_in,
    keys_are_there,
    known,
    reaches,
    the_round,
)
from tests.whole.story import (
    CHANGES,
    EASY,
    HELP,
    HOMES,
    NICKS,
    OWN,
    RID,
    STOPS,
    TWICE,
    WITHDRAWS,
    Young,
)

pytestmark = [pytest.mark.browser, pytest.mark.full]
FILES = Callable[[], list[Path]]


@dataclass
class Cast:
    """Everybody in the story who has a browser."""

    ash: InBrowser
    mo: InBrowser
    vi: InBrowser
    jo: InBrowser
    sam: AtScreen
    kit: AtScreen
    young: list[Young] = field(default_factory=list)
    others: list[int] = field(default_factory=list)


@dataclass
class Devices:
    """A phone for each young person, and one computer in the office for all who work there."""

    browser: Browser
    contexts: list[BrowserContext] = field(default_factory=list)

    async def fresh(self, **how: object) -> BrowserContext:
        context = await self.browser.new_context(reduced_motion="reduce", **how)  # type: ignore[arg-type]
        context.set_default_timeout(WAIT)
        self.contexts.append(context)
        return context


@asynccontextmanager
async def devices(browser: Browser) -> AsyncIterator[Devices]:
    """Devices that are put away at the end."""
    made = Devices(browser)
    yield made
    for context in made.contexts:
        await context.close()


@pytest.fixture
def watched(dialect: str) -> tuple[int, ...]:
    """Who of the twelve is watched in a browser of their own; fewer of them the second time."""
    if dialect == "sqlite" or os.environ.get("EARSHOT_FULL"):
        return (EASY, STOPS, WITHDRAWS)
    return (EASY, STOPS)


async def test_a_whole_round_in_browsers(
    stage: Stage, disk: FILES, lines: Lines, browser: Browser, watched: tuple[int, ...]
) -> None:
    """The main job, end to end, for people who have no Telegram."""
    await stage.set_up(safety_read=True)
    async with devices(browser) as shelf:
        async with stage.up() as house:
            cast = await _moves_in(house, shelf, watched)
            await story.propose(cast.ash)
            await story.agree(cast.vi)
            await story.confirm(cast.mo)
            await reaches(house, RID, State.OPEN)
            await together(*(story.invited_half(young) for young in cast.young))
        assert found_in(disk(), _all_words()) == []
        async with stage.up() as house:
            await together(_others(house, cast), *(story.second_half(y) for y in cast.young))
            round_ = await _closes(house, cast)
            await _hear_back(house, cast, round_)
            await _leave(house, cast)
    _nothing_is_left(disk, lines, cast)


async def _moves_in(house: House, shelf: Devices, watched: tuple[int, ...]) -> Cast:
    world = house.world

    async def link(role: Role, name: str, home: str = "") -> str:
        return f"{world.public_url}/join#{await story.invited(world, role, name, home)}"

    office = await shelf.fresh()
    cast = Cast(
        ash=await InBrowser.open(office, await link(Role.EBE, "Ash")),
        mo=await InBrowser.open(office, await link(Role.DECISION_MAKER, "Mo")),
        vi=await InBrowser.open(office, await link(Role.DECISION_MAKER, story.DECIDER)),
        jo=await InBrowser.open(office, await link(Role.DESIGNER, "Jo")),
        sam=await AtScreen.sign_in(office, await link(Role.READER, "Sam")),
        kit=await AtScreen.sign_in(office, await link(Role.EBE, "Kit")),
    )
    also = {EASY: (HELP, TWICE), STOPS: (OWN, CHANGES), WITHDRAWS: ()}
    for number, nick in enumerate(NICKS):
        home = HOMES[number % 3]
        if number in watched:
            device = await shelf.fresh(viewport={"width": 390, "height": 844})
            player = await InBrowser.open(device, await link(Role.YOUNG_PERSON, nick, home))
            cast.young.append(Young.plain(number, player, *also[number]))
        else:
            code = await story.invited(world, Role.YOUNG_PERSON, nick, home)
            assert await enrolling.enrol_web(world, code) is not None
            cast.others.append(number)
    return cast


def _all_words() -> list[str]:
    return [*story.canaries(range(12)), *NICKS, *HOMES]


async def _others(house: House, cast: Cast) -> None:
    round_, people = await the_round(house.world, RID), await known(house.world)
    for number in cast.others:
        await story.answer_by_services(house.world, round_, people[NICKS[number]], number)


async def _closes(house: House, cast: Cast) -> Round:
    world, keys = house.world, house.world.keys
    round_ = await the_round(world, RID)
    world.now.to(round_.closes_at + timedelta(seconds=1))  # type: ignore[attr-defined]
    round_ = await reaches(house, RID, State.CLOSED)
    await cast.sam.unlock()
    await house.ticks.tick()
    assert keys_are_there(house, await the_round(house.world, RID))
    for_safety = await cast.sam.read_for_safety(round_)
    assert any("half past quince" in text for text in for_safety), "shared with nobody, read here"
    assert not any(nick in text for text in for_safety for nick in NICKS)
    round_ = await reaches(house, RID, State.SEALED)
    withdrew = sum(WITHDRAWS in young.does for young in cast.young)
    assert round_.count_sent == len(NICKS) - withdrew
    assert not keys.has_draft(RID)
    assert not list((keys.directory / "rounds").glob("*.draft"))
    house.courier.wake()
    for young in cast.young:
        await young.player.sees("The envelopes were opened together.")
    return round_


async def _hear_back(house: House, cast: Cast, round_: Round) -> None:
    read = "\n".join(await cast.sam.read_everything(round_))
    assert "plumtreeaa" in read
    assert "quinceab" in read
    assert (f"plumtree{story.mark(WITHDRAWS)}" in read) == (WITHDRAWS in cast.others)
    assert f"plumtree{story.mark(OWN)}" not in read, "they did not want it shared"
    await cast.sam.puts_forward(round_)
    await cast.kit.unlock()
    await cast.kit.approves(round_)
    for young in cast.young:
        await young.player.sees("are ready. Those who were asked see them first.")
    assert "/report" not in await cast.jo.screen(), "nobody else hears before those asked"
    await _open_it(cast.young[0].player)
    house.world.now.on(hours=1, seconds=1)  # type: ignore[attr-defined]
    house.courier.wake()
    await cast.jo.sees("is out. Send /report to open it.")
    await cast.jo.type("/report")
    await cast.jo.sees("You can have it as a file too", buttons=("Word", "Poster to print"))
    await cast.jo.has("look at it right here")
    await cast.jo.has("Open it on its own page")
    await _every_format(cast)


async def _open_it(player: object) -> None:
    """The page of the result, in a tab beside the chat."""
    assert isinstance(player, InBrowser)
    await player.tap("See the results")
    await player.sees("look at it right here", buttons=("Open it on its own page",))
    async with player.page.expect_popup() as opening:
        await player.tap("Open it on its own page")
    result = await opening.value
    await expect(result.get_by_role("heading", level=1)).to_contain_text(story.TITLE)
    text = await result.locator("body").inner_text()
    assert "plumtreeaa" not in text
    await result.close()


async def _every_format(cast: Cast) -> None:
    """Files from the chat and from the signed-in views say the same, and nobody's secret."""
    page = cast.jo.page
    async with page.expect_download() as saving:
        await page.get_by_role("link", name="Save the file").last.click()
    handed = (await (await saving.value).path()).read_bytes()
    await cast.kit.unlock()
    await cast.kit.page.get_by_role("link", name="Open the result").click()
    await cast.kit.page.get_by_role("heading", name="Save as").wait_for()
    found = {}
    for form in ("HTML", "CSV", "JSON"):
        async with cast.kit.page.expect_download() as saving:
            await cast.kit.page.get_by_role("link", name=form).click()
        found[form] = (await (await saving.value).path()).read_bytes()
    assert found["HTML"] == handed
    report = json.loads(found["JSON"])
    assert report["enough"] is True
    assert [q for section in report["sections"] for q in section["quotes"]]
    for content in (handed, *found.values()):
        text = content.decode()
        for never in ("plumtreeaa", "plumtreeab", "plumtreead", "plumtreeai", "plumtreeba"):
            assert never not in text


async def _leave(house: House, cast: Cast) -> None:
    world = house.world
    before = await count_answers(world, RID)
    sender, leaver = cast.young[0], cast.young[1]
    await sender.player.type(" ".join(sender.words))
    await sender.player.sees("the answers are gone now.")
    assert await count_answers(world, RID) == before - story.ASKED
    await leaver.player.type("/deleteme")
    await leaver.player.sees("Delete everything I have", buttons=("Yes, delete everything",))
    await leaver.player.tap("Yes, delete everything")
    await leaver.player.sees("I've forgotten you.")
    assert set(NICKS) - set(await known(world)) == {NICKS[1]}
    faults = [fault for player in (cast.ash, cast.mo, cast.jo) for fault in player.faults]
    assert faults == []


def _nothing_is_left(disk: FILES, lines: Lines, cast: Cast) -> None:
    kept_in = (0, 1, HELP, story.RATHER_NOT, OWN)
    secret = [f"plumtree{story.mark(n)}" for n in kept_in]
    secret += [f"cosyheron{story.mark(n)}" for n in kept_in[2:]]
    secret += [] if WITHDRAWS in cast.others else [f"plumtree{story.mark(WITHDRAWS)}"]
    secret += [*NICKS, *HOMES, *(" ".join(y.words) for y in cast.young if y.words)]
    assert found_in(disk(), secret) == []
    logged = "\n".join(lines.kept)
    assert logged
    six = [" ".join(young.words) for young in cast.young if young.words]
    assert [word for word in (*_all_words(), IDEA, *six) if word in logged] == []
