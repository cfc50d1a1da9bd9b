"""Themes that people decide, in the whole program: from forty answers to a released result."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass, field, replace
from datetime import datetime, time, timedelta
from pathlib import Path

import aiohttp
import pytest

from bot.delivery import courier
from bot.delivery.pacing import Pace
from bot.main import House
from bot.services.asking import hearing_back, launching
from bot.services.people import enrolling
from bot.services.results import reporting
from bot.services.themes.boards import load_board, texts_on
from storage import envelopes, rounds
from surveys.anonymity.envelope import unpack
from surveys.ids import RoundId
from surveys.people.audience import RESIDENTS
from surveys.people.roles import Role
from surveys.rounds.round import Round, State
from surveys.themes.board import settled
from tests import agreed
from tests.bot.after_seal.forty import ANSWERS
from tests.botapi.people import Phone
from tests.botapi.server import TOKEN, bot_api
from tests.whole import deciding, story
from tests.whole.deciding import (
    BED,
    CHANGE,
    FOOD,
    LINE,
    PET,
    PLACED,
    PRIVATE,
    RID,
    STAFF,
    TAKEN_BACK,
    WIFI,
    Sorter,
    found_in,
)
from tests.whole.players import InTelegram, together
from tests.whole.staff import IDEA, PIN, OverHttp
from tests.whole.stage import Lines, Stage, known, reaches, the_round
from tests.whole.stage import found_in as lie_in
from tests.whole.story import HOMES

FILES = Callable[[], list[Path]]
NICKS = tuple(f"Quillon{story.mark(n)}" for n in range(len(ANSWERS)))
BY_PHONE = (0, 1)
CHECKS = 14
"""How many say whether the themes are right."""
OF_STAFF = 24
"""The one answer in a theme that speaks of somebody who works there."""
ALSO = "A calm place to sit would help too."


@dataclass
class Cast:
    """Who reads, looks, lets go; who is asked, and has a phone; what the machine suggested."""

    sam: Sorter
    val: Sorter
    mina: OverHttp
    kit: OverHttp
    phones: list[InTelegram]
    six: tuple[str, ...] = ()
    offered: set[str] = field(default_factory=set)


@pytest.mark.full
async def test_d7_e4_themes_are_what_people_decided_from_the_first_tap_to_the_result(
    stage: Stage, disk: FILES, lines: Lines, monkeypatch: pytest.MonkeyPatch
) -> None:
    """26 to 31 and 59 in one walk, with a restart in the middle of the sorting."""
    monkeypatch.setattr(courier, "Pace", lambda: Pace(bot_rate=10**5, chat_rate=10**5))
    head = {"Sec-Fetch-Site": "same-origin", "Accept": "text/html"}
    async with AsyncExitStack() as stack:
        server = await stack.enter_async_context(bot_api(stage.clock.seconds))
        session = await stack.enter_async_context(
            aiohttp.ClientSession(headers=head, cookie_jar=aiohttp.CookieJar(unsafe=True))
        )
        changes = {"telegram_token": TOKEN, "telegram_api": server.address}
        stage.settings = stage.settings.model_copy(update=changes)
        await stage.set_up(safety_read=True)
        async with stage.up() as house:
            phones = [InTelegram(Phone(server, 880_000_001 + n, NICKS[n])) for n in BY_PHONE]
            cast = await _moves_in(house, session, phones)
            round_ = await _asked_and_sealed(house, cast)
            await _groups(house, cast, round_)
            assert await cast.sam.sort_some(round_, 12) == 12
            before = await _decided(house)
        async with stage.up() as house:
            for reader in (cast.sam, cast.val):
                await _opens(reader.desk)
                await reader.sit_down(round_)
            assert await _decided(house) == before, "a restart loses nothing"
            await _rest(house, cast, round_)
            await _twenty(cast, round_)
            check = await _lead_and_check(house, cast, round_)
            await _let_go(house, cast, round_, check)
            await _result(house, cast)
            await _promise(house, check)
    _nothing_else_lies_about(disk, lines)


async def _moves_in(
    house: House, session: aiohttp.ClientSession, phones: list[InTelegram]
) -> Cast:
    world = house.world

    async def desk(role: Role, name: str) -> OverHttp:
        code = await story.invited(world, role, name)
        return await OverHttp.sign_in(session, world.public_url, code)

    for number, nick in enumerate(NICKS):
        code = await story.invited(world, Role.YOUNG_PERSON, nick, HOMES[number % 3])
        if number in BY_PHONE:
            await phones[number].type(f"/start {code}")
            await phones[number].sees("You're in.")
        else:
            assert await enrolling.enrol_web(world, code) is not None
    for role, name in ((Role.EBE, "Ash"), (Role.DECISION_MAKER, "Mo")):
        code = await story.invited(world, role, name)
        assert await enrolling.enrol_web(world, code) is not None
    return Cast(
        sam=Sorter("Sam", await desk(Role.READER, "Sam")),
        val=Sorter("Val", await desk(Role.READER, "Val")),
        mina=await desk(Role.SAFEGUARDING_LEAD, "Mina"),
        kit=await desk(Role.EBE, "Kit"),
        phones=phones,
    )


async def _asked_and_sealed(house: House, cast: Cast) -> Round:
    """Forty answer, two of them by phone; read for safety, mixed, and every text decided on."""
    world, staff = house.world, await known(house.world)
    round_ = await deciding.opened(house, answered_in=timedelta(days=28))
    assert round_.count_asked == len(NICKS)
    await together(*(deciding.answers_by_phone(cast.phones[n], n) for n in BY_PHONE))
    for number, nick in enumerate(NICKS):
        if number not in BY_PHONE:
            await deciding.answer(world, round_, staff[nick], number)
    async with world.database.read() as db:
        held = await envelopes.load_envelope(db, world.keys, RID, staff[NICKS[TAKEN_BACK]].id)
    assert held is not None
    cast.six = unpack(held).words
    return await _closed_and_read(house, cast, round_, len(ANSWERS))


async def _closed_and_read(house: House, cast: Cast, round_: Round, texts: int) -> Round:
    world, rid = house.world, round_.id
    world.now.to(round_.closes_at + timedelta(seconds=1))  # type: ignore[attr-defined]
    round_ = await reaches(house, rid, State.CLOSED)
    await _opens(cast.sam.desk)
    await house.ticks.tick()
    assert len(await cast.sam.desk.read_for_safety(round_)) == texts
    round_ = await reaches(house, rid, State.SEALED)
    await _to_noon(house)
    await _opens(cast.sam.desk)
    if texts > 0:
        assert "Nobody has sorted" not in await cast.sam.desk.get("staff/")
        await cast.sam.desk.read_everything(round_)
    return round_


async def _to_noon(house: House) -> None:
    """The next day at noon, on the wall: nobody reads at night."""
    world = house.world
    at = datetime.combine(world.today() + timedelta(days=1), time(12), world.zone)
    world.now.to(at)  # type: ignore[attr-defined]


async def _opens(desk: OverHttp) -> None:
    """Type the PIN, where it is asked for."""
    if "Type your PIN" in await desk.get("staff/"):
        await desk.post("staff/pin", pin=PIN)


async def _decided(house: House) -> dict[str, set[str]]:
    """What people stand behind: which words are in which theme."""
    async with house.world.database.read() as db:
        board = await load_board(db, house.world, RID, CHANGE)
        texts = await texts_on(db, house.world, RID, CHANGE)
    return {one.name: {texts[aid].words for aid in one.answers} for one in settled(board)}


async def _groups(house: House, cast: Cast, round_: Round) -> None:
    """28: accept, rename, merge, split, move, "not a theme", undo; and one who was slower."""
    sam, val = cast.sam, cast.val
    await _opens(val.desk)
    for reader in (sam, val):
        await reader.sit_down(round_)
    offered = await sam.groups(round_)
    assert "A computer made these groups. It is often wrong." in sam.page
    cast.offered |= set(offered)
    first, second, third = list(offered.values())[:3]
    await val.groups(round_)
    await sam.press(round_, ("accept", first), (f"name-{first}", "Tea"), ("back", "groups"))
    kept = sam.cards("decided")
    (theme,) = kept.values()
    await _too_slow(val, round_, first)
    await sam.look(sam.at("sort", round_, "group", theme))
    named = ("name", FOOD), ("about", LINE)
    await sam.press(
        round_, ("does", "rename"), ("here", theme), ("back", f"group/{theme}"), *named
    )
    assert FOOD in sam.page
    await _splits_and_moves(sam, round_, theme)
    await sam.groups(round_)
    picked = [("group", theme), ("group", second)]
    await sam.press(round_, ("does", "merge"), *picked, ("back", "groups"))
    assert second not in sam.cards("machine").values()
    await sam.undo(round_)
    assert second in sam.cards("machine").values()
    await sam.press(round_, ("does", "drop"), ("group", third), ("back", "groups"))
    assert third not in sam.cards("machine").values()
    await _falls_apart(sam, round_)
    assert await _decided(house) == {FOOD: set()}, "nobody stands behind an answer in it yet"


async def _too_slow(val: Sorter, round_: Round, first: str) -> None:
    """Val meant the group as it was: nothing is written, and both are shown."""
    stale = await val.press(
        round_, ("does", "drop"), ("group", first), ("back", "groups"), status=409
    )
    assert "Somebody was faster" in stale
    assert "Kept “Tea” as a theme" in stale
    await val.groups(round_)
    assert "Tea" in val.cards("decided")


async def _splits_and_moves(sam: Sorter, round_: Round, theme: str) -> None:
    """One answer is split off, another moves after it; both presses are taken back."""
    back, shape = f"group/{theme}", r'name="answer" value="([\w-]+)"'
    first, second, *rest = inside = re.findall(shape, sam.page)
    move = [("does", "move"), ("here", theme), ("back", back)]
    await sam.press(round_, *move, ("answer", first), ("fresh", "Elsewhere"))
    split = found_in(sam.page, r'name="undoes" value="([\d-]+)"')
    to = found_in(sam.page, r'name="to" value="(\w+)">Elsewhere<')
    await sam.press(round_, ("here", theme), ("back", back), ("answer", second), ("to", to))
    assert re.findall(shape, sam.page) == rest
    await sam.undo(round_, back)
    await sam.press(round_, ("does", "undo"), ("undoes", split), ("back", back))
    assert re.findall(shape, sam.page) == inside


async def _falls_apart(sam: Sorter, round_: Round) -> None:
    """A group falls along what the machine saw inside it, if anything; a press puts it back."""
    for handle in (await sam.groups(round_)).values():
        await sam.look(sam.at("sort", round_, "group", handle))
        if 'value="split"' in sam.page:
            back = ("back", f"group/{handle}")
            await sam.press(round_, ("does", "split"), ("here", handle), back)
            assert len(sam.cards("decided")) > 1
            await sam.undo(round_)
            assert len(sam.cards("decided")) == 1
            return


async def _rest(house: House, cast: Cast, round_: Round) -> None:
    """Two people at once put everything that is left where it belongs."""
    sam, val = cast.sam, cast.val
    done = len(sam.met)
    while done < len(ANSWERS):
        done += await val.sort_some(round_, 5) + await sam.sort_some(round_, 5)
    assert f"{len(ANSWERS)} of {len(ANSWERS)} sorted" in await sam.look(sam.at("sort", round_))
    assert sorted(sam.met + val.met) == sorted(
        IDEA if n in deciding.IDEAS else words for n, words in enumerate(ANSWERS)
    )
    assert await _decided(house) == _meant()
    history = await sam.look(sam.at("sort", round_, "history"))
    assert "Sam, " in history
    assert "Val, " in history
    assert "Kept “Tea” as a theme" in history, "what was before a restart is told after it"


def _meant(*gone: int) -> dict[str, set[str]]:
    return {
        name: {ANSWERS[n] for n in numbers if n not in gone} for name, numbers in PLACED.items()
    }


async def _twenty(cast: Cast, round_: Round) -> None:
    """27: twenty by two, each alone; they differ on what is private, and talk each over."""
    sam, val = cast.sam, cast.val

    def otherwise(words: str) -> list[str]:
        return [one for one in deciding.about(words) if one != PRIVATE]

    ones = await sam.sort_twenty(round_, deciding.about)
    assert "You are done" in sam.page
    twos = await val.sort_twenty(round_, otherwise)
    assert sorted(ones) == sorted(twos)
    assert "How far you agree" in val.page
    differ = sum(deciding.about(words) != otherwise(words) for words in ones)
    talked = 0
    await sam.look(sam.at("twenty", round_, "result"))
    while found := re.search(r"talk/[\w-]+", sam.page):
        if 'name="outcome"' not in sam.page:
            await sam.look(sam.at("twenty", round_, found[0]))
        reason = [("outcome", "first"), ("reason", "It is about a door."), ("seen", "0")]
        await sam.send(sam.at("twenty", round_, found[0]), reason)
        talked += 1
        if "Nothing is left to talk about." in sam.page:
            break
    assert talked == differ
    await sam.send(sam.at("twenty", round_, "alike"), [])
    assert "It is on the board." in sam.page


async def _lead_and_check(house: House, cast: Cast, round_: Round) -> Round:
    """59, 30, 29: what else was said; the lead looks; those who answered are asked."""
    sam, at = cast.sam, f"staff/themes/{round_.tag}/"
    page = await sam.look(f"{at}also/1")
    used = found_in(page, r'name="used" value="([0-9a-f]+)"')
    await sam.send(f"{at}also/1", [("says", "save"), ("words", ALSO), ("used", used)])
    assert ALSO in await sam.look(at)
    assert "Ask the people who answered" not in sam.page, "not before the lead has looked"
    await _yes(sam.desk, at, "forward", "with the safeguarding lead now")
    await _opens(cast.mina)
    lead = await cast.mina.get(at)
    assert all(name in lead for name in PLACED)
    assert {words for words in ANSWERS if f">{words}<" in lead} == {ANSWERS[OF_STAFF]}
    await _yes(cast.mina, at, "looked", "")
    await _takes_back(house, cast, round_)
    page = await sam.look(at)
    closes = found_in(page, r'name="closes" value="([\d-]+)"')
    await sam.send(f"{at}check", [("closes", closes)])
    assert "It waits for someone who isn't asked to say yes to it." in sam.page
    return await _checked(house, cast, round_)


async def _yes(desk: OverHttp, at: str, to: str, told: str) -> None:
    mark = found_in(await desk.get(at), r'name="mark" value="([0-9a-f]+)"')
    assert told in await desk.post(f"{at}{to}", sure="yes", mark=mark)


async def _takes_back(house: House, cast: Cast, round_: Round) -> None:
    """R7: six words, and the answer is on no board and in no theme."""
    words = ANSWERS[TAKEN_BACK]
    sam = cast.sam
    await sam.sit_down(round_)
    await sam.groups(round_)
    assert words in await sam.look(sam.at("sort", round_, "group", sam.cards("decided")[WIFI]))
    body, base = {"words": " ".join(cast.six)}, house.world.public_url
    async with sam.desk.session.post(f"{base}/takeback", json=body) as answer:
        assert await answer.json() == {"why": "done"}
    for page in ("groups", "history", ""):
        assert words not in await sam.look(sam.at("sort", round_, page))
    assert f"{len(ANSWERS) - 1} of {len(ANSWERS) - 1} sorted" in sam.page
    assert await _decided(house) == _meant(TAKEN_BACK)


async def _checked(house: House, cast: Cast, round_: Round) -> Round:
    """Some say whether it is right, in envelopes of their own; that is read like any other."""
    world = house.world
    async with world.database.read() as db:
        (check,) = await rounds.list_checks(db, round_.id)
    shown = " ".join(one.text["en"] for one in check.survey.questions)
    assert all(name in shown for name in (FOOD, WIFI, BED, PRIVATE, STAFF))
    assert PET not in shown
    staff = await known(world)
    async with world.database.write() as db:
        await launching.confirm(db, world, check.id, staff["Ash"], check.count_asked)
    check = await reaches(house, check.id, State.OPEN)
    house.courier.wake()
    await deciding.answers_check_by_phone(cast.phones[0], shown=(FOOD, LINE, WIFI), hidden=PET)
    for number in range(2, CHECKS + 1):
        missing = "pets are missing" if number == 2 else ""
        choice = "not_quite" if number % 5 == 0 else "right"
        person = staff[NICKS[number]]
        await deciding.answer_check(world, check, person, choice, missing)
    check = await _closed_and_read(house, cast, check, 1)
    assert check.count_sent == CHECKS
    return check


async def _let_go(house: House, cast: Cast, round_: Round, check: Round) -> None:
    """59: a second person lets the themes go; two people let the result go."""
    sam, at = cast.sam, f"staff/themes/{round_.tag}/"
    assert "What they said" in await sam.look(at)
    assert "Yes, that's right" in sam.page
    await _opens(cast.kit)
    await _yes(cast.kit, at, "let-go", "can go into the result")
    where = f"staff/rounds/{round_.tag}/"
    assert "With the themes that were let go" in await sam.look(where)
    await sam.send(f"{where}propose", [("sure", "yes"), ("themes", "with")])
    await cast.kit.approves(round_)
    assert (await the_round(house.world, RID)).state is State.RELEASED


async def _result(house: House, cast: Cast) -> None:
    """D7, E4: themes by n alone; nobody's theme of two, nothing of the machine's, in any file."""
    house.world.now.on(hours=1, seconds=1)  # type: ignore[attr-defined]
    sam = (await known(house.world))["Sam"].id
    files = {
        form: (await reporting.export_released(house.world, RID, form, sam) or b"").decode()
        for form in ("html", "csv", "json")
    }
    report = json.loads(files["json"])
    section = report["sections"][0]
    assert section["also_said"] == ALSO
    said = {one["name"]: one["says"] for one in section["themes"]}
    assert said == dict.fromkeys((FOOD, WIFI, BED, PRIVATE, STAFF), "about 5")
    assert section["quotes"]
    for text in files.values():
        assert FOOD in text
        assert PET not in text
        assert ANSWERS[TAKEN_BACK] not in text
        assert not any(name in text for name in cast.offered - set(PLACED))
        assert ANSWERS[deciding.READERS_ONLY] not in text


async def _promise(house: House, check: Round) -> None:
    """The check has no promise of its own: one answer frees everybody it asked."""
    world = house.world
    staff = await known(world)
    asked = [staff[nick] for nick in NICKS]
    wanted = replace(await the_round(world, RID), id=RoundId("one-more-thing"), series="")
    async with world.database.write() as db:
        assert await hearing_back.in_the_way(db, world, check, asked) == ()
        owed = await hearing_back.owed_before(db, world, wanted, asked, RESIDENTS)
        assert [one.rid for one in owed] == [RID], "the check owes nobody an answer of its own"
        await agreed.answered(db, world, RID)
        assert await hearing_back.owed_before(db, world, wanted, asked, RESIDENTS) == ()


def _nothing_else_lies_about(disk: FILES, lines: Lines) -> None:
    """No word of anybody's, and no name of a theme that was not printed, is readable anywhere."""
    secret = [PET, *(ANSWERS[n] for n in (TAKEN_BACK, deciding.READERS_ONLY, 35, 36))]
    assert lie_in(disk(), secret) == []
    logged = "\n".join(lines.kept)
    assert [one for one in (*secret, *NICKS, WIFI, TOKEN) if one in logged] == []
