"""Experts by Experience run it: from an idea to a round that comes again, in both chats."""

from __future__ import annotations

import itertools
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Protocol

import aiohttp
import pytest
from playwright.async_api import Browser, Page, expect

from bot.delivery import courier
from bot.delivery.pacing import Pace
from bot.main import House
from bot.services.people import enrolling
from bot.services.world import World
from storage import rounds
from surveys.ids import RoundId
from surveys.people.roles import Role
from surveys.rounds.reminders import AT
from surveys.rounds.rhythm import Rhythm
from surveys.rounds.round import Round, State
from tests.botapi.people import Phone
from tests.botapi.server import TOKEN, Server, bot_api
from tests.whole import series, story
from tests.whole.players import WAIT, InBrowser, InTelegram, Player, together
from tests.whole.series import HOMES, NEXT, NICKS, NO_THANKS, RID, SENDERS, THIRD, UK, Young
from tests.whole.staff import AtScreen, Desk, OverHttp
from tests.whole.stage import Stage, keys_are_there, known, reaches, the_round

pytestmark = pytest.mark.full


class Doors(Protocol):
    """How people come in: each with a phone, or each at a page of their own."""

    watched: tuple[int, ...]
    """Who of those asked is watched on a screen; the others answer by services."""

    async def chat(self, world: World, code: str, name: str) -> Player:
        """Somebody's chat, by their way in."""

    async def desk(self, world: World, code: str) -> Desk:
        """Somebody's staff views, by their way in."""

    async def away(self) -> None:
        """Everybody puts their phone down, or closes the page."""

    async def back(self) -> None:
        """Everybody comes back."""


@dataclass
class ByTelegram:
    """Phones on the Bot API double; staff over HTTP."""

    server: Server
    session: aiohttp.ClientSession
    watched: tuple[int, ...] = tuple(range(len(NICKS)))
    numbers: Iterator[int] = field(default_factory=lambda: itertools.count(880_000_001))

    async def chat(self, world: World, code: str, name: str) -> Player:
        player = InTelegram(Phone(self.server, next(self.numbers), name))
        await player.type(f"/start {code}")
        await player.sees("You're in.")
        return player

    async def desk(self, world: World, code: str) -> Desk:
        return await OverHttp.sign_in(self.session, world.public_url, code)

    async def away(self) -> None:
        """A phone stays where it is."""

    async def back(self) -> None:
        """A chat stands as it stood."""


@dataclass
class ByBrowser:
    """Real pages, each in a browser of its own."""

    browser: Browser
    stack: AsyncExitStack
    watched: tuple[int, ...] = (0, 3, NO_THANKS)
    pages: list[tuple[Page, str]] = field(default_factory=list)

    async def chat(self, world: World, code: str, name: str) -> Player:
        context = await self.browser.new_context(reduced_motion="reduce")
        self.stack.push_async_callback(context.close)
        context.set_default_timeout(WAIT)
        player = await InBrowser.open(context, f"{world.public_url}/join#{code}")
        self.pages.append((player.page, player.page.url))
        return player

    async def desk(self, world: World, code: str) -> Desk:
        context = await self.browser.new_context(reduced_motion="reduce")
        self.stack.push_async_callback(context.close)
        return await AtScreen.sign_in(context, f"{world.public_url}/join#{code}")

    async def away(self) -> None:
        for page, _ in self.pages:
            await page.goto("about:blank")

    async def back(self) -> None:
        for page, address in self.pages:
            await page.goto(address)
            await expect(page.locator(".said").first).to_be_visible(timeout=WAIT)


@dataclass
class Cast:
    """Who makes it, tries it, approves it, decides; who reads; who is asked."""

    ash: Player
    kit: Player
    rae: Player
    vi: Player
    sam: Desk
    noor: Desk
    young: list[Young] = field(default_factory=list)
    others: list[int] = field(default_factory=list)

    @property
    def refuser(self) -> Player:
        """Who says "no thanks"."""
        return next(one.player for one in self.young if one.number == NO_THANKS)

    @property
    def sends(self) -> list[Young]:
        """Those on a screen who answer."""
        return [one for one in self.young if one.number in SENDERS]


@asynccontextmanager
async def phones(stage: Stage) -> AsyncIterator[Doors]:
    """The Bot API double, and staff with no browser."""
    head = {"Sec-Fetch-Site": "same-origin", "Accept": "text/html"}
    jar = aiohttp.CookieJar(unsafe=True)
    async with (
        bot_api(stage.clock.seconds) as server,
        aiohttp.ClientSession(headers=head, cookie_jar=jar) as session,
    ):
        changes = {"telegram_token": TOKEN, "telegram_api": server.address}
        stage.settings = stage.settings.model_copy(update=changes)
        yield ByTelegram(server, session)


async def test_s2_s3_s6_experts_run_it_in_telegram(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Capabilities 18 to 24 in one walk, over Telegram's own protocol, with three restarts."""
    monkeypatch.setattr(courier, "Pace", lambda: Pace(bot_rate=10**5, chat_rate=10**5))
    async with phones(stage) as doors:
        await _to_october(stage, doors, await _whole_path(stage, doors))


@pytest.mark.browser
async def test_s2_s3_s6_experts_run_it_in_browsers(stage: Stage, browser: Browser) -> None:
    """The same walk for people who have no Telegram, on to October with the links of March."""
    async with AsyncExitStack() as stack:
        doors = ByBrowser(browser, stack)
        await _to_october(stage, doors, await _whole_path(stage, doors))


async def _to_october(stage: Stage, doors: Doors, cast: Cast) -> None:
    """Half a year with the computer off: everybody's way in still leads in."""
    await doors.away()
    stage.clock.to(series.AUTUMN)
    async with stage.up() as house:
        await doors.back()
        await _autumn_comes(house, cast)


async def _whole_path(stage: Stage, doors: Doors) -> Cast:
    stage.clock.to(series.BEGINS)
    await stage.set_up(safety_read=True)
    async with stage.up() as house:
        cast = await _move_in(house, doors)
        await series.begins_to_build(cast.ash)
        await doors.away()
    async with stage.up():
        await doors.back()
        await series.goes_on_building(cast.ash)
        await series.tries(cast.ash, cast.kit)
        await series.puts_forward(cast.ash)
        await series.accepts(cast.vi, "Wednesday 14 April")
        await doors.away()
    async with stage.up() as house:
        await doors.back()
        await series.approves(cast.rae, new=True)
        await reaches(house, RID, State.OPEN)
        await series.refuses(cast.refuser)
        await together(*(series.first_half(one) for one in cast.sends))
        await doors.away()
    async with stage.up() as house:
        await doors.back()
        await together(*(series.second_half(one) for one in cast.sends))
        await _others_answer(house, cast)
        await _weeks_go_by(house, cast)
        await _hear_back(house, cast, await _closes(house, cast))
        await _comes_again(house, cast)
    return cast


async def _move_in(house: House, doors: Doors) -> Cast:
    world = house.world

    async def chat(role: Role, name: str) -> Player:
        return await doors.chat(world, await story.invited(world, role, name), name)

    cast = Cast(
        ash=await chat(Role.EBE, "Ash"),
        kit=await chat(Role.EBE, "Kit"),
        rae=await chat(Role.EBE, "Rae"),
        vi=await chat(Role.DECISION_MAKER, "Vi"),
        sam=await doors.desk(world, await story.invited(world, Role.READER, "Sam")),
        noor=await doors.desk(world, await story.invited(world, Role.EBE, "Noor")),
    )
    for number, nick in enumerate(NICKS):
        code = await series.invited(world, nick, HOMES[number % len(HOMES)])
        if number in doors.watched:
            cast.young.append(Young(number, await doors.chat(world, code, nick)))
        else:
            assert await enrolling.enrol_web(world, code) is not None
            cast.others.append(number)
    return cast


async def _others_answer(house: House, cast: Cast) -> None:
    round_, people = await the_round(house.world, RID), await known(house.world)
    for number in cast.others:
        if number in SENDERS:
            await series.answer_by_services(house.world, round_, people[NICKS[number]], number)


async def _weeks_go_by(house: House, cast: Cast) -> None:
    """S6: two reminders, at half past four by the clock on the wall, before and after it is put
    forward; the same words whether somebody answered or not, and none after "no thanks"."""
    round_ = await the_round(house.world, RID)
    assert round_.closes_at.astimezone(UK) == datetime(2027, 3, 31, 18, tzinfo=UK)
    for number, on in enumerate((date(2027, 3, 24), date(2027, 3, 30)), start=1):
        at = datetime.combine(on, AT, tzinfo=UK)
        await _goes_to(house, at - timedelta(minutes=1))
        assert (await the_round(house.world, RID)).reminders_sent == number - 1
        await _goes_to(house, at)
        assert (await the_round(house.world, RID)).reminders_sent == number
        for one in cast.young:
            if one.number != NO_THANKS:
                await one.player.sees("If you've sent yours, there's nothing to do.")
    assert "If you've sent yours" not in await cast.refuser.screen()


async def _goes_to(house: House, moment: datetime) -> None:
    house.world.now.to(moment)  # type: ignore[attr-defined]
    await house.ticks.tick()
    house.courier.wake()


async def _closes(house: House, cast: Cast) -> Round:
    """The close, the safety read, and the names are gone."""
    world = house.world
    round_ = await the_round(world, RID)
    await _goes_to(house, round_.closes_at - timedelta(minutes=1))
    assert (await the_round(world, RID)).state is State.OPEN
    world.now.to(round_.closes_at + timedelta(seconds=1))  # type: ignore[attr-defined]
    round_ = await reaches(house, RID, State.CLOSED)
    await cast.sam.unlock()
    await house.ticks.tick()
    assert keys_are_there(house, await the_round(world, RID))
    assert len(await cast.sam.read_for_safety(round_)) == len(SENDERS)
    round_ = await reaches(house, RID, State.SEALED)
    assert round_.count_sent == len(SENDERS)
    assert not world.keys.has_draft(RID)
    house.courier.wake()
    for one in cast.young:
        await one.player.sees("The envelopes were opened together.")
    return round_


async def _hear_back(house: House, cast: Cast, round_: Round) -> None:
    """Read in a slot, let go by two, and answered by whoever decides."""
    await _goes_to(house, datetime(2027, 4, 1, 17, tzinfo=UK))
    await cast.sam.unlock()
    assert len(await cast.sam.read_everything(round_)) == len(SENDERS)
    await cast.sam.puts_forward(round_)
    await cast.noor.unlock()
    await cast.noor.approves(round_)
    assert (await the_round(house.world, RID)).state is State.RELEASED
    house.courier.wake()
    for one in cast.young:
        await one.player.sees("are ready. Those who were asked see them first.")
    await series.answers_back(cast.vi)
    house.courier.wake()
    await together(*(series.hears(one) for one in cast.young))


async def _comes_again(house: House, cast: Cast) -> None:
    """S2: proposed by itself a week before, at the hour of the wall; it waits for both."""
    first = await the_round(house.world, RID)
    assert first.rhythm is Rhythm.MONTHLY
    assert first.again_at is not None
    await _goes_to(house, first.again_at - timedelta(seconds=30))
    assert await _find(house.world, NEXT) is None
    await _goes_to(house, first.again_at)
    wave = await the_round(house.world, NEXT)
    opens = first.opens_at.astimezone(UK).replace(month=4)
    assert wave.opens_at.astimezone(UK) == opens
    assert (wave.state, wave.is_accepted, wave.series) == (State.PROPOSED, False, RID)
    await cast.ash.sees(f"“{series.TITLE}” comes again on")
    await series.accepts(cast.vi, "Saturday 15 May")
    await _goes_to(house, opens + timedelta(minutes=1))
    assert (await the_round(house.world, NEXT)).state is State.PROPOSED, "one yes is not enough"
    await series.approves(cast.rae, new=False)
    opened = await reaches(house, NEXT, State.OPEN)
    assert opened.count_asked == len(NICKS)
    house.courier.wake()
    for one in cast.young:
        await one.player.sees("A question is waiting.", buttons=("Start", "No thanks"))


async def _autumn_comes(house: House, cast: Cast) -> None:
    """S2, S3: the computer was off from April to October. What was due is done once; one wave is
    proposed, and it closes by the wall clock after the clocks go back."""
    world = house.world
    await reaches(house, NEXT, State.HELD)
    wave = await the_round(world, THIRD)
    assert (wave.state, wave.series) == (State.PROPOSED, RID)
    opens = wave.opens_at.astimezone(UK)
    assert (opens.date(), opens.hour) == (date(2027, 10, 17), 16)
    async with world.database.read() as db:
        assert len(await rounds.list_rounds(db)) == len((RID, NEXT, THIRD))
    await cast.vi.has("everyone who was asked is to hear from you by Wednesday 13 October")
    await cast.vi.has("It closes Sunday 31 October, 6pm.")
    await series.looks_up(cast.vi)
    await series.accepts(cast.vi, "Sunday 14 November")
    await series.approves(cast.rae, new=False)
    await _goes_to(house, wave.opens_at)
    wave = await reaches(house, THIRD, State.OPEN)
    for number, day in enumerate((24, 30), start=1):
        at = datetime.combine(date(2027, 10, day), AT, tzinfo=UK)
        await _goes_to(house, at - timedelta(minutes=1))
        assert (await the_round(world, THIRD)).reminders_sent == number - 1
        await _goes_to(house, at)
        assert (await the_round(world, THIRD)).reminders_sent == number
    closes = datetime(2027, 10, 31, 18, tzinfo=UK)
    await _goes_to(house, closes - timedelta(minutes=1))
    assert (await the_round(world, THIRD)).state is State.OPEN
    world.now.to(closes + timedelta(seconds=1))  # type: ignore[attr-defined]
    await house.ticks.tick()
    assert (await the_round(world, THIRD)).state is not State.OPEN
    house.courier.wake()


async def _find(world: World, rid: RoundId) -> Round | None:
    async with world.database.read() as db:
        return await rounds.load_round(db, rid)
