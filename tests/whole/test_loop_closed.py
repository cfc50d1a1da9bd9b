"""The loop closed, in the whole program: from the seal to the day people are told again."""

from __future__ import annotations

from contextlib import AsyncExitStack
from dataclasses import dataclass, field, replace
from datetime import datetime, time, timedelta

import aiohttp
import pytest
from playwright.async_api import Browser

from bot.delivery import courier
from bot.delivery.pacing import Pace
from bot.main import House
from bot.services import knowing
from bot.services.asking import hearing_back
from bot.services.chat import conversing
from bot.services.people import enrolling
from bot.services.results import reporting
from storage import answers_back, envelopes, ratings
from storage.ratings import Stage as Rating
from surveys.ids import RoundId
from surveys.people.audience import RESIDENTS
from surveys.people.roles import Role
from surveys.reports.model import Report, Verdict
from surveys.rounds.round import Round, State
from surveys.rounds.working_days import TO_ANSWER, after
from tests.bot.after_seal.forty import ANSWERS
from tests.botapi.people import Phone
from tests.botapi.server import TOKEN, Server, bot_api
from tests.whole import deciding, story
from tests.whole.deciding import BED, FOOD, PRIVATE, RID, STAFF, WIFI, Sorter, found_in
from tests.whole.players import InBrowser, InTelegram, Player
from tests.whole.staff import OverHttp
from tests.whole.stage import Stage, known, reaches, the_round
from tests.whole.story import HOMES

NICKS = tuple(f"Quillon{story.mark(n)}" for n in range(len(ANSWERS)))
PRINTED = (FOOD, WIFI, BED, PRIVATE, STAFF)
NEXT = "We read every word. The kitchen comes first, and then the wifi."
AGAIN = "You said no, so we looked at it again, all of it."
FIRST = "You choose tea on Fridays from now on."
SECOND = "You choose tea on each day of the week."
REASON = "You said that you want more of a say."
BAD, GOOD = "Not good enough", "Good enough"
RATE = 30
"""How many say whether it is good enough."""


@dataclass
class Cast:
    """Everybody in the story; two of the forty who were asked, one in each chat."""

    sam: Sorter
    mina: OverHttp
    kit: OverHttp
    vi: InTelegram
    dee: InTelegram
    ann: InTelegram
    bo: InBrowser
    themes: list[str] = field(default_factory=list)

    @property
    def young(self) -> tuple[Player, Player]:
        return self.ann, self.bo


@pytest.mark.browser
@pytest.mark.full
async def test_33_the_loop_is_closed_from_the_seal_until_people_are_told_again(
    stage: Stage, browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    """32 to 35 in one walk: themes, seen first, decided, told, rated, sent back, told again."""
    monkeypatch.setattr(courier, "Pace", lambda: Pace(bot_rate=10**5, chat_rate=10**5))
    head = {"Sec-Fetch-Site": "same-origin", "Accept": "text/html"}
    async with AsyncExitStack() as stack:
        server = await stack.enter_async_context(bot_api(stage.clock.seconds))
        session = await stack.enter_async_context(
            aiohttp.ClientSession(headers=head, cookie_jar=aiohttp.CookieJar(unsafe=True))
        )
        changes = {"telegram_token": TOKEN, "telegram_api": server.address}
        stage.settings = stage.settings.model_copy(update=changes)
        await stage.set_up()
        async with stage.up() as house:
            cast = await _moves_in(house, session, server, browser)
            await _themes(house, cast, await _sealed(house, cast))
            await _seen_first(house, cast)
            await _decided(house, cast)
            await _told(house, cast, NEXT, FIRST)
            await _rated(house, cast, BAD, 1)
            await _sent_back(house, cast)
            await _decided_anew(house, cast)
            await _told(house, cast, AGAIN, SECOND)
            await _rated(house, cast, GOOD, 2)
            await _kept(house, cast)


async def _moves_in(
    house: House, session: aiohttp.ClientSession, server: Server, browser: Browser
) -> Cast:
    world = house.world

    async def desk(role: Role, name: str) -> OverHttp:
        code = await story.invited(world, role, name)
        return await OverHttp.sign_in(session, world.public_url, code)

    async def phone(role: Role, name: str, number: int) -> InTelegram:
        player = InTelegram(Phone(server, 880_000_000 + number, name))
        home = HOMES[0] if role is Role.YOUNG_PERSON else ""
        await player.type(f"/start {await story.invited(world, role, name, home)}")
        await player.sees("You're in.")
        return player

    for number, nick in enumerate(NICKS):
        if number > 1:
            code = await story.invited(world, Role.YOUNG_PERSON, nick, HOMES[number % 3])
            assert await enrolling.enrol_web(world, code) is not None
    for role, name in ((Role.EBE, "Ash"), (Role.DECISION_MAKER, "Mo")):
        code = await story.invited(world, role, name)
        assert await enrolling.enrol_web(world, code) is not None
    code = await story.invited(world, Role.YOUNG_PERSON, NICKS[1], HOMES[1])
    context = await browser.new_context(reduced_motion="reduce")
    return Cast(
        sam=Sorter("Sam", await desk(Role.READER, "Sam")),
        mina=await desk(Role.SAFEGUARDING_LEAD, "Mina"),
        kit=await desk(Role.EBE, "Kit"),
        vi=await phone(Role.DECISION_MAKER, "Vi", 1),
        dee=await phone(Role.DESIGNER, "Dee", 2),
        ann=await phone(Role.YOUNG_PERSON, NICKS[0], 3),
        bo=await InBrowser.open(context, f"{world.public_url}/join#{code}"),
    )


async def _sealed(house: House, cast: Cast) -> Round:
    """Forty answer; their envelopes are opened together, and every text is read."""
    world, staff = house.world, await known(house.world)
    round_ = await deciding.opened(house, answered_in=timedelta(days=42))
    for number, nick in enumerate(NICKS):
        await deciding.answer(world, round_, staff[nick], number)
    world.now.to(round_.closes_at + timedelta(seconds=1))  # type: ignore[attr-defined]
    round_ = await reaches(house, RID, State.SEALED)
    noon = datetime.combine(world.today() + timedelta(days=1), time(12), world.zone)
    world.now.to(noon)  # type: ignore[attr-defined]
    await cast.sam.desk.unlock()
    await cast.sam.desk.read_everything(round_)
    return round_


async def _themes(house: House, cast: Cast, round_: Round) -> None:
    """People sort, put forward, look and let go; two of them let the result go."""
    sam, at = cast.sam, f"staff/themes/{round_.tag}/"
    await sam.sit_down(round_)
    assert await sam.sort_some(round_, len(ANSWERS)) == len(ANSWERS)
    await cast.mina.unlock()
    await cast.kit.unlock()
    for desk, to in ((sam.desk, "forward"), (cast.mina, "looked"), (cast.kit, "let-go")):
        mark = found_in(await desk.get(at), r'name="mark" value="([0-9a-f]+)"')
        await desk.post(f"{at}{to}", sure="yes", mark=mark)
    where = f"staff/rounds/{round_.tag}/"
    await sam.send(f"{where}propose", [("sure", "yes"), ("themes", "with")])
    await cast.kit.approves(round_)
    assert (await the_round(house.world, RID)).state is State.RELEASED


async def _seen_first(house: House, cast: Cast) -> None:
    """33: both who were asked open it, with the day they hear by; the designer only later."""
    house.courier.wake()
    for young in cast.young:
        await young.has("The results of “One thing” are ready.")
        await young.has("You hear what happens next by")
    await cast.dee.type("/what")
    await cast.dee.sees("What happened?")
    assert "Waiting for decisions" not in await cast.dee.screen()
    house.world.now.on(hours=1, seconds=1)  # type: ignore[attr-defined]
    await house.ticks.tick()
    house.courier.wake()
    await cast.dee.has("“One thing”")
    report = await _report(house)
    cast.themes = [one.name for one in report.sections[0].themes]
    assert set(cast.themes) == set(PRINTED)
    assert report.decisions == ()


async def _report(house: House) -> Report:
    pid = (await known(house.world))[NICKS[0]].id
    report = await reporting.load_report(house.world, pid, RID)
    assert isinstance(report, Report)
    return report


async def _decided(house: House, cast: Cast) -> None:
    """32: Dee writes the first, Vi says yes to it; Vi writes the others."""
    await cast.dee.type("/what")
    await cast.dee.sees("Waiting for decisions", buttons=("Decide: One thing",))
    await cast.dee.tap("Decide: One thing")
    await _writes(cast.dee, cast.themes, FOOD, "Yes", FIRST)
    await cast.dee.tap("Show it to Vi")
    house.courier.wake()
    await cast.vi.sees(FIRST, buttons=("Yes, that's decided", "Not like this"))
    await cast.vi.tap("Yes, that's decided")
    await cast.vi.sees("4 left to decide")
    for theme in cast.themes:
        if theme != FOOD:
            verdict = "Not now" if theme == WIFI else "Partly"
            await _writes(cast.vi, cast.themes, theme, verdict, "We begin with one house in May.")
            await cast.vi.tap("Yes, that's decided")
            await cast.vi.sees("left to decide" if theme != cast.themes[-1] else "All are decided")


async def _writes(
    who: InTelegram, themes: list[str], theme: str, verdict: str, promise: str
) -> None:
    """One decision, part by part."""
    label = f"{themes.index(theme) + 1}. {theme}"
    await who.sees(buttons=(label,))
    await who.tap(label)
    await who.sees(theme, buttons=(verdict,))
    await who.tap(verdict)
    for asked, typed in (
        ("What happens now?", promise),
        ("Why?", REASON),
        ("Who sees to it?", "Jo Hill, cook"),
        ("By when", "in 6 weeks"),
    ):
        await who.sees(asked)
        await who.type(typed)
    await who.sees(promise, buttons=("Another answer",))


async def _told(house: House, cast: Cast, head: str, promise: str) -> None:
    """33: what happens next, and what was decided: the same to everybody, in both chats."""
    await cast.vi.tap("See what everyone gets")
    await cast.vi.sees("What happens next with “One thing”?")
    await cast.vi.type(head)
    await cast.vi.sees(head, buttons=("See what everyone gets",))
    await cast.vi.tap("See what everyone gets")
    await cast.vi.sees(promise, buttons=("Send it to everyone who was asked",))
    await cast.vi.tap("Send it to everyone who was asked")
    await cast.vi.has("Till")
    house.courier.wake()
    for young in cast.young:
        await young.has(head)
        await young.sees(promise, buttons=(GOOD, "Partly", BAD, "I don't want to say"))
    assert not await _owed(house), "it was answered: the same people may be asked again"
    report = await _report(house)
    assert report.heard_back is not None
    assert report.heard_back.next == head
    assert {one.theme for one in report.decisions} == set(PRINTED)


async def _owed(house: House) -> list[RoundId]:
    world = house.world
    staff = await known(world)
    asked = [staff[nick] for nick in NICKS]
    now = await the_round(world, RID)
    wanted = replace(now, id=RoundId("one-more-thing"), series="")
    async with world.database.read() as db:
        found = await hearing_back.owed_before(db, world, wanted, asked, RESIDENTS)
    return [one.rid for one in found]


async def _rated(house: House, cast: Cast, label: str, number: int) -> None:
    """Thirty rate it in one tap; after seven days their envelopes are opened, and are gone."""
    world = house.world
    for young in cast.young:
        await young.tap(label)
        await young.popup("That's in your envelope.")
    round_ = await the_round(world, RID)
    code = f"rt:{'bad' if label == BAD else 'good'}:{round_.tag}:{number}"
    staff = await known(world)
    async with world.database.write() as db:
        for nick in NICKS[2:RATE]:
            here = await knowing.visit(db, world, staff[nick].address, tap="1")
            await conversing.tap(db, world, here, code)
    async with world.database.read() as db:
        *_, rating = await ratings.list_ratings(db, RID)
        held = await envelopes.load_all(db, world.keys, rating.id)
    assert len(held) == len(NICKS)
    world.now.to(rating.closes_at + timedelta(seconds=1))  # type: ignore[attr-defined]
    await house.ticks.tick()
    house.courier.wake()
    async with world.database.read() as db:
        *_, rating = await ratings.list_ratings(db, RID)
    assert rating.stage is Rating.OVER
    assert not world.keys.has_draft(rating.id)


async def _sent_back(house: House, cast: Cast) -> None:
    """33, 35: a bad printed majority: not answered any more, and everybody can see it."""
    await cast.vi.has("It counts as not answered now.")
    await cast.dee.has("looks at it again by")
    for young in cast.young:
        await young.type("/what")
        await young.sees("More than half of those who rated it said: “Not good enough”.")
        await young.sees(NEXT)
        await young.sees(FIRST)
    assert await _owed(house) == [RID]
    report = await _report(house)
    assert report.heard_back is not None
    assert "looks at it again" in report.heard_back.rated
    async with house.world.database.read() as db:
        kept = await answers_back.load_answer(db, RID)
    assert kept is not None
    assert kept.due_on == after(house.world.today(), TO_ANSWER)


async def _decided_anew(house: House, cast: Cast) -> None:
    """32: one theme is decided anew; what was said before stays under it."""
    await cast.vi.type("/what")
    await cast.vi.sees("Waiting for decisions", buttons=("Decide: One thing",))
    await cast.vi.tap("Decide: One thing")
    await _writes(cast.vi, cast.themes, FOOD, "Yes", SECOND)
    await cast.vi.sees("Before that it was: yes,")
    await cast.vi.tap("Yes, that's decided")
    await cast.vi.sees("All are decided", buttons=("See what everyone gets",))


async def _kept(house: House, cast: Cast) -> None:
    """34: "What happened?" says where each promise stands, and how it was rated."""
    for young in cast.young:
        await young.type("/what")
        await young.has("“Good enough”: about 30.")
    report = await _report(house)
    (food,) = (one for one in report.decisions if one.theme == FOOD)
    assert food.verdict is Verdict.YES
    assert food.promise == SECOND
    assert [FIRST in before for before in food.before] == [True]
    assert await _owed(house) == []
