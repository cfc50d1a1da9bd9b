"""A whole round through Telegram's own protocol, over real HTTP, with a restart in the middle."""

from __future__ import annotations

import asyncio
import json
import os
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

import aiohttp
import pytest

from bot.delivery import courier
from bot.delivery.pacing import Pace
from bot.main import House
from bot.services.results import reporting
from bot.services.results.reporting import Outlook
from bot.services.rounds import fielding
from surveys.people.roles import Role
from surveys.rounds.round import Round, State
from tests.botapi.people import Phone
from tests.botapi.server import TOKEN, Server, bot_api
from tests.whole import story
from tests.whole.players import InTelegram, together
from tests.whole.staff import IDEA, OverHttp
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
from tests.whole.story import HELP, HOMES, NICKS, OUTSIDE, RID, TWICE, UNSENT, WITHDRAWS, Young

FILES = Callable[[], list[Path]]


@dataclass
class Cast:
    """Everybody in the story."""

    ash: InTelegram
    mo: InTelegram
    vi: InTelegram
    jo: InTelegram
    sam: OverHttp
    kit: OverHttp
    young: list[Young] = field(default_factory=list)


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """No pause between messages to one person; with EARSHOT_FULL, Telegram's own pace."""
    if not os.environ.get("EARSHOT_FULL"):
        monkeypatch.setattr(courier, "Pace", lambda: Pace(bot_rate=10**5, chat_rate=10**5))


@asynccontextmanager
async def browserless() -> AsyncIterator[aiohttp.ClientSession]:
    """What staff without a browser ask with."""
    head = {"Sec-Fetch-Site": "same-origin", "Accept": "text/html"}
    jar = aiohttp.CookieJar(unsafe=True)
    async with aiohttp.ClientSession(headers=head, cookie_jar=jar) as session:
        yield session


@pytest.mark.usefixtures("quick")
@pytest.mark.full
async def test_a_whole_round_through_telegram(stage: Stage, disk: FILES, lines: Lines) -> None:
    """The main job, end to end: asked, answered, mixed, read, released, taken back, forgotten."""
    async with bot_api(stage.clock.seconds) as server, browserless() as session:
        changes = {"telegram_token": TOKEN, "telegram_api": server.address}
        stage.settings = stage.settings.model_copy(update=changes)
        await stage.set_up(safety_read=True)
        async with stage.up() as house:
            cast = await _moves_in(house, server, session)
            await _asked(house, cast)
            await together(*(story.invited_half(young) for young in cast.young))
        assert found_in(disk(), _all_words(cast)) == []
        await _something_while_nobody_listens(stage, cast)
        async with stage.up() as house:
            await _carry_on(house, cast)
            round_ = await _closes(house, cast)
            await _hear_back(house, cast, round_)
            await _leave(house, cast)
    _nothing_is_left(stage, disk, lines, cast)


async def _moves_in(house: House, server: Server, session: aiohttp.ClientSession) -> Cast:
    world, numbers = house.world, iter(range(880_000_001, 880_000_100))

    async def phone(role: Role, name: str, home: str = "") -> InTelegram:
        player = InTelegram(Phone(server, next(numbers), name))
        await player.type(f"/start {await story.invited(world, role, name, home)}")
        await player.sees("You're in.")
        return player

    async def desk(role: Role, name: str) -> OverHttp:
        code = await story.invited(world, role, name)
        return await OverHttp.sign_in(session, world.public_url, code)

    cast = Cast(
        ash=await phone(Role.EBE, "Ash"),
        mo=await phone(Role.DECISION_MAKER, "Mo"),
        vi=await phone(Role.DECISION_MAKER, story.DECIDER),
        jo=await phone(Role.DESIGNER, "Jo"),
        sam=await desk(Role.READER, "Sam"),
        kit=await desk(Role.EBE, "Kit"),
    )
    arriving = (phone(Role.YOUNG_PERSON, nick, HOMES[n % 3]) for n, nick in enumerate(NICKS))
    players = await asyncio.gather(*arriving)
    cast.young += [Young.plain(number, player) for number, player in enumerate(players)]
    return cast


async def _asked(house: House, cast: Cast) -> None:
    await story.propose(cast.ash)
    await story.agree(cast.vi)
    await story.confirm(cast.mo)
    round_ = await reaches(house, RID, State.OPEN)
    assert round_.count_asked == len(NICKS)
    assert house.world.keys.has_draft(RID)


def _all_words(cast: Cast) -> list[str]:
    return [*story.canaries(range(12)), *NICKS, *HOMES]


async def _something_while_nobody_listens(stage: Stage, cast: Cast) -> None:
    """An outage too long for taps to live through; what was sent at its end waits at Telegram."""
    stage.clock.on(minutes=5)
    await cast.young[OUTSIDE].player.tap("Games")
    await cast.young[HELP].player.type("/help")


async def _carry_on(house: House, cast: Cast) -> None:
    """Everybody is asked their present question again, and goes on from there."""

    async def go_on(young: Young, before: int) -> None:
        me = young.player
        assert isinstance(me, InTelegram)
        await me.until(lambda: me.last > before, "a question asked again")
        await story.second_half(young)

    last = [(young, young.player.last) for young in cast.young]  # type: ignore[attr-defined]
    await together(*(go_on(young, before) for young, before in last))


async def _closes(house: House, cast: Cast) -> Round:
    """A day later everyone has had a chance; at the close it is mixed, and the key is gone."""
    world, keys = house.world, house.world.keys
    round_ = await the_round(world, RID)
    house.world.now.on(days=1)  # type: ignore[attr-defined]
    async with world.database.write() as db:
        assert (await fielding.how_far(db, world, round_)).value == "everyone"
    house.world.now.to(round_.closes_at + timedelta(seconds=1))  # type: ignore[attr-defined]
    round_ = await reaches(house, RID, State.CLOSED)
    await cast.sam.unlock()
    await house.ticks.tick()
    assert keys_are_there(house, await the_round(house.world, RID))
    for_safety = await cast.sam.read_for_safety(round_)
    assert len(for_safety) > 2 * 8, "words that are shared with nobody are read for safety too"
    assert not any(nick in text for text in for_safety for nick in NICKS)
    round_ = await reaches(house, RID, State.SEALED)
    assert round_.count_sent == len(NICKS) - 2
    assert not keys.has_draft(RID)
    assert not list((keys.directory / "rounds").glob("*.draft"))
    assert keys.copies is not None
    assert not list(keys.copies.glob("*.draft"))
    for young in cast.young:
        await young.player.sees("The envelopes were opened together.")
    late = cast.young[TWICE].player
    await late.type("one more thing, quincelate")
    await late.sees("has closed, so I can't take that.")
    return round_


async def _hear_back(house: House, cast: Cast, round_: Round) -> None:
    read = await cast.sam.read_everything(round_)
    _what_was_read(read)
    await cast.sam.puts_forward(round_)
    await cast.kit.unlock()
    await cast.kit.approves(round_)
    assert (await the_round(house.world, RID)).state is State.RELEASED
    for young in cast.young:
        await young.player.sees("are ready. Those who were asked see them first.")
    assert "/report" not in await cast.jo.screen(), "nobody else hears before those asked"
    house.world.now.on(hours=1, seconds=1)  # type: ignore[attr-defined]
    house.courier.wake()
    await cast.jo.sees("is out. Send /report to open it.")
    await cast.jo.type("/report")
    page = await _file(cast.jo)
    await cast.young[UNSENT].player.tap("See the results")
    assert await _file(cast.young[UNSENT].player) == page
    await _in_every_format(house, page)


def _what_was_read(read: list[str]) -> None:
    text = "\n".join(read)
    assert len(read) == 2 * 8, "ten were sent, one of them without words, one not to be shared"
    assert "plumtreeaa" in text
    for number in (WITHDRAWS, UNSENT, story.SKIPS, story.OWN):
        assert f"plumtree{story.mark(number)}" not in text
        assert story.one_word(number) not in text
    assert "quince" not in text


async def _file(player: object) -> bytes:
    assert isinstance(player, InTelegram)
    room = player.phone.room
    await player.until(lambda: bool(room.files), "a file")
    name, content = room.files[-1]
    assert "-what-people-said-" in name
    assert name.endswith(".html")
    return content


async def _in_every_format(house: House, page: bytes) -> None:
    world = house.world
    jo = (await known(world))["Jo"].id
    files = {
        form: await reporting.export_released(world, RID, form, jo)
        for form in ("html", "csv", "json")
    }
    assert files["html"] == page
    assert files["csv"] is not None
    assert files["json"] is not None
    report = json.loads(files["json"])
    assert report["enough"] is True
    quotes = [q["text"] for section in report["sections"] for q in section["quotes"]]
    assert quotes
    for content in (page, files["csv"], files["json"]):
        text = content.decode()
        for never in ("plumtreeaa", "plumtreeab", "plumtreead", "plumtreeai", "plumtreeba"):
            assert never not in text
    assert isinstance(await reporting.load_report(world, b"x" * 16, RID), Outlook)  # type: ignore[arg-type]


async def _leave(house: House, cast: Cast) -> None:
    """Six words find what nobody else can find; somebody asks to be forgotten."""
    world = house.world
    before = await count_answers(world, RID)
    sender = cast.young[TWICE]
    await sender.player.type(" ".join(sender.words))
    await sender.player.sees("the answers are gone now.")
    assert await count_answers(world, RID) == before - story.ASKED
    leaver = cast.young[HELP]
    await leaver.player.type("/deleteme")
    await leaver.player.sees("Delete everything I have", buttons=("Yes, delete everything",))
    await leaver.player.tap("Yes, delete everything")
    await leaver.player.sees("I've forgotten you.")
    assert set(NICKS) - set(await known(world)) == {NICKS[HELP]}


def _nothing_is_left(stage: Stage, disk: FILES, lines: Lines, cast: Cast) -> None:
    """Nothing but what was released lies readable on any disk, and no word is in any log line."""
    secret = [one for one in story.canaries(range(12)) if one.startswith("quince")]
    kept_in = {0, 1, WITHDRAWS, HELP, story.RATHER_NOT, UNSENT, story.OWN}
    secret += [f"plumtree{story.mark(n)}" for n in kept_in]
    secret += [f"cosyheron{story.mark(n)}" for n in kept_in - {0, 1}]
    secret += ["quincelate", *NICKS, *HOMES, *(w for w in (_six(y) for y in cast.young) if w)]
    assert found_in(disk(), secret) == []
    logged = "\n".join(lines.kept)
    assert logged
    words = [*_all_words(cast), IDEA, TOKEN, "880000", *(w for y in cast.young if (w := _six(y)))]
    assert [word for word in words if word in logged] == []


def _six(young: Young) -> str:
    return " ".join(young.words)
