"""The room of a house talk over HTTP: what its devices may do, and what they never show."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from bot.webchat.talking import TALKS
from tests.bot.after_seal.house import House
from tests.bot.webchat.staff.browsing import Browser, open_browser
from tests.bot.webchat.staff.fixtures import browser, house
from tests.bot.webchat.staff.in_room import (
    Device,
    codes_in,
    start_talk,
    talking_room,
    turn_in,
)

__all__ = ["browser", "house"]

pytestmark = [pytest.mark.sqlite_only, pytest.mark.full]


def bare(text: str) -> str:
    """A page without what changes from one to the next: marks of turns, drawn orders, moves."""
    text = re.sub(r'(turn" value|moves|watch)="[\w/]*"', "", text)
    return "\n".join(sorted(re.sub(r"\s+", " ", line) for line in text.splitlines()))


async def test_d8_whatever_is_pressed_the_answer_is_the_same(browser: Browser) -> None:
    """D8: somebody who looks at the page afterwards learns nothing, nor from its length."""
    answers = set()
    for what in ("right", "not_quite", "leave_out"):
        room = await talking_room(browser)
        await room.say("Keep the sofa.")
        answers.add(bare((await room.devices[0].press(what)).text))

    assert len(answers) == 1


async def test_d8_nobody_sees_that_anybody_has_pressed(browser: Browser) -> None:
    """D8: neither the host nor another phone sees a count, an order or a time until all have.

    Fails when a page changes, or asks its pages to look again, because one person pressed.
    """
    room = await talking_room(browser)
    await room.say("Keep the sofa.")
    host, phone = bare((await room.page()).text), bare((await room.devices[2].look()).text)
    moves = re.search(r'data-moves="(\d+)"', (await room.page()).text)
    await room.devices[0].press("leave_out")
    await room.devices[1].press("right")
    again = re.search(r'data-moves="(\d+)"', (await room.page()).text)

    assert bare((await room.page()).text) == host
    assert bare((await room.devices[2].look()).text) == phone
    assert moves
    assert again
    assert moves[1] == again[1]


@pytest.mark.parametrize(
    ("presses", "says"),
    [
        (("right", "right", "right"), "It stays."),
        (("right", "not_quite", "right"), "Not quite yet."),
        (("right", "not_quite", "leave_out"), "It's left out."),
        (("leave_out", "leave_out", "leave_out"), "It's left out."),
    ],
)
async def test_d8_only_what_comes_of_a_vote_is_said(
    browser: Browser, presses: tuple[str, ...], says: str
) -> None:
    """D8, 2.2: stays, changed or left out; never how many said what."""
    room = await talking_room(browser)
    await room.say("Keep the sofa.")
    page = await room.everybody(*presses)
    shown = [await device.look() for device in room.devices]

    assert says in page.words
    assert all(says in one.words for one in shown)
    assert len({bare(one.text) for one in shown}) == 1


async def test_d8_left_out_by_one_and_by_all_look_the_same(browser: Browser) -> None:
    """D8: to the host as well, down to the last sign of the page."""
    pages = set()
    for presses in (("leave_out", "right", "right"), ("leave_out",) * 3):
        room = await talking_room(browser)
        await room.say("Keep the sofa.")
        page = await room.everybody(*presses)
        pages.add(bare(page.text.replace(room.rid, "")))

    assert len(pages) == 1


def watch(text: str) -> str:
    found = re.search(r"/talk/stage/(\w+)", text)
    assert found
    return found[1]


async def test_d8_of_two_people_neither_can_be_sure(browser: Browser) -> None:
    """D8: the host presses too, so what comes of it waits for them."""
    room = await talking_room(browser, 2)
    await room.say("Keep the sofa.")
    for device in room.devices:
        await device.press("right")
    assert "It stays." not in (await room.page()).words
    page = await room.host_press("leave_out")

    assert "It's left out." in page.words


async def test_a_tablet_goes_round_and_each_press_is_one_turn(browser: Browser) -> None:
    """One code, as many turns as people; between two the page shows nothing of either."""
    room = await talking_room(browser, 3, how="shared")
    (tablet,) = room.devices
    await room.say("Keep the sofa.")
    before = await tablet.look()
    between = await tablet.press("leave_out")

    assert "I'm next" in before.words
    assert bare(between.text) == bare(before.text)
    assert "sofa" not in between.words
    await tablet.press("right")
    last = await tablet.press("right")
    assert "Now wait until everyone has pressed." in last.words


async def test_a_press_that_is_sent_twice_counts_once(browser: Browser) -> None:
    """A double tap, or "Back" and again, must not take the next person's turn.

    Fails when the mark of a turn is not used up.
    """
    room = await talking_room(browser, 3, how="shared")
    (tablet,) = room.devices
    await room.say("Keep the sofa.")
    mark = turn_in(await tablet.next())
    await tablet._send(
        "POST", "/talk/room", [("does", "press"), ("turn", mark), ("press", "right")]
    )
    again = await tablet._send(
        "POST", "/talk/room", [("does", "press"), ("turn", mark), ("press", "leave_out")]
    )
    await tablet.press("right")
    await tablet.press("right")
    page = await room.host_press("right")

    assert "I'm next" in again.words
    assert "It stays." in page.words


async def test_a_phone_presses_once_in_a_vote(browser: Browser) -> None:
    """Nobody votes for somebody else by pressing again."""
    room = await talking_room(browser)
    await room.say("Keep the sofa.")
    phone = room.devices[0]
    await phone.press("right")
    for _ in range(3):
        page = await phone.press("leave_out", turn="0" * 16)

    assert "Now wait until everyone has pressed." in page.words
    await room.devices[1].press("right")
    await room.devices[2].press("right")
    assert "It stays." in (await room.host_press("right")).words


async def test_d8_the_buttons_swap_places(browser: Browser) -> None:
    """D8: where a finger went tells nobody across the room what it pressed."""
    room = await talking_room(browser)
    await room.say("Keep the sofa.")
    firsts: Counter[str] = Counter()
    for _ in range(40):
        page = await room.devices[0].look()
        firsts[re.findall(r'name="press" value="(\w+)"', page.text)[0]] += 1

    assert len(firsts) == 3


async def test_c2_a_code_lets_one_device_in(browser: Browser) -> None:
    """C2: a second phone with the same code would be a press too many."""
    await browser.sign_in("Kit")
    room = await start_talk(browser, 2)
    codes = codes_in(await room.page())
    assert codes == []
    await room.do("count", count="2", how="own")
    first, *_ = codes_in(await room.page())
    assert (await Device(browser).enter(first.lower().replace("-", " "))).status == 200
    late = Device(browser)
    refused = await late.enter(first)

    assert refused.status == 403
    assert "That code doesn't open a talk." in refused.words
    assert late.cookie == ""


async def test_c3_wrong_codes_are_slowed(browser: Browser) -> None:
    """C3: a guesser is answered alike, and then not at all."""
    device = Device(browser)
    browser.client.app[TALKS]  # served
    statuses = [(await device.enter(f"wrong-{number}")).status for number in range(21)]

    assert statuses[:20] == [403] * 20
    assert statuses[20] == 429
    assert (await device.enter(" ")).status == 422


@pytest.mark.parametrize("made_up", ["", "x", "talk-00.ab.1.cd", "....", "talk-1.é.1.é"])
async def test_c5_a_made_up_seat_sees_nothing(browser: Browser, made_up: str) -> None:
    """C5: what a device shows bears a mark that only we can make."""
    room = await talking_room(browser)
    await room.say("Keep the sofa.")
    if made_up:
        made_up = made_up.replace("talk-00", room.rid)
    stranger = Device(browser, cookie=made_up.encode("ascii", "replace").decode())
    page = await stranger.look()
    pressed = await stranger.press("leave_out")

    assert "No talk is open on this device." in page.words
    assert "sofa" not in pressed.words


async def test_c5_a_seat_cannot_make_itself_more_turns(browser: Browser) -> None:
    """C5: the number of turns is under the mark."""
    room = await talking_room(browser)
    greedy = Device(browser, cookie=room.devices[0].cookie.replace(".1.", ".5."))

    assert "No talk is open on this device." in (await greedy.look()).words


async def test_d8_a_restart_in_the_middle_holds_the_vote_again_and_says_so(
    browser: Browser, house: House
) -> None:
    """D8, 2.3: presses are in memory only. What was agreed before is still there.

    Fails when a press outlives the process, or a sentence does not.
    """
    room = await talking_room(browser)
    await room.say("Keep Fridays.")
    await room.agree()
    await room.say("Keep the sofa.")
    for device in room.devices:
        await device.press("leave_out")
    later = await open_browser(house)
    later.tokens, later.views = browser.tokens, {}
    await later.sign_in("Kit")
    room.browser = later
    for device in room.devices:
        device.browser = later
    page, phone = await room.page(), await room.devices[0].look()
    ended = await room.agree()
    await later.client.close()

    assert "Earshot had to start again." in page.words
    assert "Earshot had to start again." in phone.words
    assert "It stays." in ended.words
    assert "Keep Fridays." in ended.words


async def test_g5_help_and_the_way_to_stop_are_on_every_page(browser: Browser) -> None:
    """G5: one tap, in every state, on every device; and nobody has to sign in for it."""
    room = await start_talk(browser, 3, how="shared")
    (tablet,) = room.devices
    seen = [await tablet.look(), await tablet.next()]
    await room.everybody("right", "right", "right")
    seen.append(await tablet.look())
    await room.say("Keep the sofa.")
    seen += [await tablet.look(), await tablet.next()]
    await room.everybody("right", "right", "right")
    await room.do("read_back")
    seen += [await tablet.look(), await tablet.next()]
    for page in seen:
        assert 'href="#numbers"' in page.text
        assert 'href="tel:999"' in page.text
        assert 'name="does" value="stop"' in page.text
    over = await tablet.stop()
    assert 'href="tel:999"' in over.text


async def test_d8_anybody_may_stop_and_nothing_says_who(browser: Browser, house: House) -> None:
    """2.2: nothing is kept, and every page says the same."""
    room = await talking_room(browser)
    await room.say("Keep the sofa.")
    page = await room.devices[1].stop()
    others = {bare((await device.look()).text) for device in room.devices}

    assert "The talk was stopped. Nothing is kept." in page.words
    assert "If I told someone about a worry, they keep that." in page.words
    assert others == {bare(page.text)}
    assert "Nothing of it is kept." in (await room.page()).words


async def test_g4_nothing_is_typed_before_everybody_agreed_to_the_limits(
    browser: Browser,
) -> None:
    """G4: told first, and agreed to; one "Not for me" is enough, and nobody learns whose."""
    room = await start_talk(browser)
    early = await room.say("Keep the sofa.")
    limits = await room.devices[0].look()
    page = await room.everybody("right", "leave_out", "right")

    assert "That talk is over." not in early.words
    assert "sofa" not in early.words
    for must in ("It isn't secret.", "Not who said it.", "No names are kept.", "You hear back"):
        assert must in limits.words
    assert "Someone would rather not." in page.words
    assert "sofa" not in (await room.say("Keep the sofa.")).words
    await room.do("again")
    assert "Everyone said OK." in (await room.agree()).words


async def test_the_stage_says_nothing_but_a_number(browser: Browser) -> None:
    """A page that asks every two seconds must not become a way to watch who presses."""
    room = await talking_room(browser)
    path = f"/talk/stage/{watch((await room.page()).text)}"
    answer = await browser.client.get(path)
    unknown = await browser.client.get("/talk/stage/nothing")

    assert re.fullmatch(r"\d+", await answer.text())
    assert await unknown.text() == "gone"


async def test_a18_the_seat_ends_with_the_browser_and_scripts_cannot_read_it(
    browser: Browser,
) -> None:
    """A18: a shared tablet keeps nothing for whoever picks it up next."""
    room = await start_talk(browser, 2)
    await room.do("count", count="2", how="own")
    code, *_ = codes_in(await room.page())
    answer = await browser.client.post(
        "/talk",
        data={"code": code},
        headers={"Sec-Fetch-Site": "same-origin"},
        allow_redirects=False,
    )
    cookie = answer.cookies["earshot_talk"]

    assert cookie["httponly"]
    assert cookie["samesite"] == "Strict"
    assert cookie["path"] == "/talk"
    assert not cookie["max-age"]
