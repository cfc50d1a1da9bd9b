"""The picture lock in the browser: whoever has the link and not the pictures learns nothing."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator

import pytest

from bot.outgoing import Say
from bot.services.owing import To, owe
from bot.webchat import chatting
from storage import outbox, people, rounds, tickets
from storage.pictures import Picture
from surveys.anonymity.tickets import draw_codes
from surveys.people.person import Chat
from surveys.rounds.round import Round, Way
from tests.bot.chatting import Chats, Chatter, consent
from tests.bot.webchat.lockable import CODE, WRONG, Home, Tab

pytestmark = pytest.mark.sqlite_only

SHUT = {"does": "hello", "start": False, "last": 0, "lock": "locked"}
"""All that a locked page is ever told."""

SECRET = "canary-4471 the blue room"


@pytest.fixture
async def home(chats: Chats) -> AsyncIterator[Home]:
    made = Home(chats)
    await made.start()
    yield made
    await made.stop()


async def begun(chats: Chats) -> tuple[Chatter, Round]:
    """Ann in the browser, in the middle of a round."""
    ann = await chats.add(chat=Chat.WEB)
    round_ = await chats.open_round(ann)
    await consent(ann, round_)
    return ann, round_


async def locked(home: Home, chats: Chats) -> tuple[Chatter, Round, Tab]:
    """Ann's page, open, with her lock set."""
    ann, round_ = await begun(chats)
    tab = await home.tab(ann)
    async with tab.listening():
        assert (await tab.lock(CODE)) == (200, {"set": True})
    return ann, round_, tab


async def test_the_page_is_told_whether_there_is_a_lock(home: Home, chats: Chats) -> None:
    """The page's buttons follow from it: set one, lock now, or the nine pictures."""
    ann, _ = await begun(chats)
    tab = await home.tab(ann)
    async with tab.listening():
        assert (await tab.hello())["lock"] == "none"
        await tab.lock(CODE)
    async with tab.listening():
        assert (await tab.hello())["lock"] == "set"
    fresh = home.again(tab, "b" * 12)
    async with fresh.listening():
        assert await fresh.hello() == {
            "does": "hello",
            "start": False,
            "last": 0,
            "lock": "locked",
        }


async def test_c5_a_reopened_page_gives_nothing_until_the_pictures_are_right(
    home: Home, chats: Chats
) -> None:
    """Section 2.5: the link is a bearer key; the pictures guard what it opens."""
    _, round_, tab = await locked(home, chats)
    fresh = home.again(tab, "b" * 12)
    async with fresh.listening():
        refused = await fresh.type("/start")
        shut = await fresh.unlock(WRONG)
        heard = [one["does"] for one in await fresh.all()]
        opened = await fresh.unlock(CODE)
        taken = await fresh.type("/start")
        shown = await fresh.all()

    assert refused == (423, {"saved": False, "why": "locked"})
    assert shut == {"open": False, "wait": 0}
    assert set(heard) == {"hello"}
    assert opened == {"open": True}
    assert taken[0] == 200
    assert "Do staff listen?" in str(shown)
    assert "evenings" not in str(heard)
    assert round_.tag not in str(heard)


async def test_a18_whoever_has_the_link_but_not_the_pictures_learns_no_word_and_no_round(
    home: Home, chats: Chats
) -> None:
    """The attack: everything a page can ask for, with the cookie and without the pictures."""
    ann, round_, tab = await locked(home, chats)
    async with tab.listening():
        await tab.unlock(CODE)
        await tab.type("/start")
        for _ in range(5):
            await tab.press(f"s:{round_.tag}:0")
        await tab.type(SECRET)
    thief = await home.tab(ann, "c" * 12)
    status: list[int] = []
    async with tab.listening(), thief.listening():
        for text in ("/start", "/mydata", "/withdraw", "/report", "help", SECRET, "/deleteme"):
            status.append((await thief.type(text))[0])
        for press in ("home", "help", f"go:{round_.tag}", f"tearyes:{round_.tag}", "eraseyes"):
            status.append((await thief.press(press))[0])
        for pictures in (WRONG, [0, 2, 7], [7, 0, 2], [8, 7, 6], [3, 4, 5]):
            assert (await thief.unlock(pictures))["open"] is False
        assert (await thief.lock(WRONG))[0] == 423
        await tab.type("/mydata")
        seen = await thief.all()
        files = [p["file"]["at"] for p in tab.heard if "file" in p]
        for path in (*files, "files/x"):
            got = await home.client.get(f"/c/{thief.slot}/{path}", headers=thief._dress)
            assert got.status == 404

    assert set(status) == {423}
    assert all(one == SHUT for one in seen)
    assert "Evenings" in tab.words, "the page with the pictures went on as before"
    envelope = await chats.envelope(round_, ann)
    assert envelope.lock == tuple(CODE)
    assert envelope.sitting is not None


async def test_nothing_said_goes_to_a_locked_page_and_what_must_be_seen_waits(
    home: Home, chats: Chats
) -> None:
    """To the courier a locked page is no page: a notice stays in the outbox until it opens."""
    ann, _, tab = await locked(home, chats)
    fresh = home.again(tab, "b" * 12)
    async with fresh.listening():
        async with home.world.database.write() as db:
            said = Say(text="Your round closed early.")
            await owe(db, home.world, To(ann.address, await chats.pid(ann)), said, kind="notice")
        before = str(await fresh.all())
        async with home.world.database.read() as db:
            waits = await outbox.next_due(db)
        await fresh.unlock(CODE)
        after = str(await fresh.all())

    assert "closed early" not in before
    assert waits is not None
    assert "closed early" in after


async def test_a_picture_shows_on_an_open_page_and_tells_a_locked_browser_nothing(
    home: Home, chats: Chats, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its address says no life; a thief who knows our pictures must not learn which round."""

    async def load(*_: object) -> Picture:
        return Picture(b"PNG", "image/png", "a" * 64)

    monkeypatch.setattr(chatting, "load_shown", load)
    ann, _, tab = await locked(home, chats)
    thief = await home.tab(ann, "c" * 12)

    async def status(page: Tab) -> int:
        path = f"/c/{page.slot}/pictures/{'a' * 64}"
        return (await home.client.get(path, headers=page._dress)).status

    async with tab.listening(), thief.listening():
        assert (await status(tab), await status(thief)) == (200, 404)
        await tab.post("lock-now")
        assert await status(tab) == 404


async def test_a_restart_locks_every_page(home: Home, chats: Chats) -> None:
    """What was open was in memory; the lock is in the envelope, committed before "set"."""
    _, _, tab = await locked(home, chats)
    await home.restart()
    tab.home = home
    assert (await tab.type("/start"))[0] == 423
    async with tab.listening():
        assert (await tab.hello())["lock"] == "locked"
        assert (await tab.unlock(CODE)) == {"open": True}
        assert (await tab.type("/start"))[0] == 200


async def test_five_wrong_tries_are_free_then_each_waits_twice_as_long(
    home: Home, chats: Chats
) -> None:
    """504 orders of three pictures: only the waits stand between a thief and a guess."""
    _, _, tab = await locked(home, chats)
    thief = home.again(tab, "b" * 12)
    waits = [(await thief.unlock(WRONG))["wait"] for _ in range(5)]
    refused = await thief.unlock(CODE)
    for _ in range(8):
        home.ticks.at += waits[-1]
        waits.append((await thief.unlock(WRONG))["wait"])

    assert waits[:5] == [0, 0, 0, 0, 60]
    assert refused == {"open": False, "wait": 60}, "right and wrong are alike while it waits"
    assert waits[5:] == [120, 240, 480, 960, 1920, 3600, 3600, 3600]
    home.ticks.at += 3600
    assert (await thief.unlock(CODE)) == {"open": True}
    assert (await thief.unlock(WRONG))["wait"] == 0, "the right pictures begin the count anew"


async def test_a_restart_forgets_no_wrong_try(home: Home, chats: Chats) -> None:
    """Else pulling the plug would give five more guesses; the wait begins anew instead."""
    _, _, tab = await locked(home, chats)
    for _ in range(5):
        await tab.unlock(WRONG)
    home.ticks.at += 59
    await home.restart()

    assert (await tab.unlock(CODE)) == {"open": False, "wait": 60}
    home.ticks.at += 60
    assert (await tab.unlock(CODE)) == {"open": True}


async def test_thirty_guesses_at_once_count_as_thirty(home: Home, chats: Chats) -> None:
    """A script does not type one after the other."""
    ann, round_, tab = await locked(home, chats)
    said = await asyncio.gather(*(tab.unlock([a, 8, 4]) for a in (1, 2, 3, 5, 6, 7) * 5))

    assert not any(one["open"] for one in said)
    assert sum(one["wait"] == 0 for one in said) == 4
    assert (await chats.envelope(round_, ann)).wrong == 5


async def test_setting_it_locks_every_other_page_at_once(home: Home, chats: Chats) -> None:
    """Two pages: whoever sets it keeps theirs; the other hears only that it is locked."""
    ann, _ = await begun(chats)
    mine, other = await home.tab(ann), await home.tab(ann, "d" * 12)
    async with mine.listening(), other.listening():
        await mine.lock(CODE)
        assert (await other.hello())["lock"] == "locked"
        assert (await other.type("/start"))[0] == 423
        assert (await mine.type("/start"))[0] == 200
        await mine.all()

    assert "Do staff listen?" in mine.words
    assert "Do staff listen?" not in other.words


async def test_lock_now_locks_and_the_same_page_opens_again(home: Home, chats: Chats) -> None:
    """Somebody walks in: one tap, and back with three pictures, the page loaded once."""
    _, _, tab = await locked(home, chats)
    async with tab.listening():
        assert (await tab.post("lock-now")) == (200, {"locked": True})
        assert (await tab.hello())["lock"] == "locked"
        assert (await tab.type("/start"))[0] == 423
        await tab.unlock(CODE)
        hello = await tab.hello()
        assert (hello["lock"], hello["start"]) == ("set", False)
        assert (await tab.type("/start"))[0] == 200
        assert "Do staff listen?" in str(await tab.all())


async def test_c5_the_cookie_alone_writes_nothing_beside_an_open_page(
    home: Home, chats: Chats
) -> None:
    """Whoever copied the cookie cannot say which page they are, and may not tear anything up."""
    ann, round_, tab = await locked(home, chats)
    thief = home.again(tab, "")
    thief.says_life = False
    async with tab.listening():
        assert (await tab.unlock(CODE)) == {"open": True}
        assert (await thief.press(f"tearyes:{round_.tag}"))[0] == 423
        assert (await thief.lock(WRONG))[0] == 423
        guessed = home.again(tab, "e" * 12)
        assert (await guessed.type("/withdraw"))[0] == 423

    assert (await chats.envelope(round_, ann)).sitting is not None


async def test_t8_a_double_tap_sets_it_once_and_opens_once(home: Home, chats: Chats) -> None:
    """A thumb on an old tablet taps twice."""
    ann, round_ = await begun(chats)
    tab = await home.tab(ann)
    async with tab.listening():
        first, second = await asyncio.gather(tab.lock(CODE), tab.lock(CODE))
        await tab.post("lock-now")
        opens = await asyncio.gather(tab.unlock(CODE), tab.unlock(CODE))

    assert first == second == (200, {"set": True})
    assert [one["open"] for one in opens] == [True, True]
    assert (await chats.envelope(round_, ann)).lock == tuple(CODE)


async def test_giving_the_pictures_up_tears_the_envelope_up(home: Home, chats: Chats) -> None:
    """Whoever forgot them starts again; whoever never knew them finds it empty."""
    ann, round_, tab = await locked(home, chats)
    fresh = home.again(tab, "b" * 12)
    async with fresh.listening():
        assert (await fresh.post("forgot")) == (200, {"open": True})
        assert (await fresh.type("/start"))[0] == 200
        shown = str(await fresh.all())
    envelope = await chats.envelope(round_, ann)

    assert (envelope.sitting, envelope.lock, envelope.wrong) == (None, None, 0)
    assert "Do staff listen?" not in shown


async def test_tearing_it_up_takes_the_lock_along(home: Home, chats: Chats) -> None:
    """An empty envelope has nothing to guard, and nobody is kept out of a fresh start."""
    ann, round_, tab = await locked(home, chats)
    async with tab.listening():
        await tab.press(f"tearyes:{round_.tag}")
    fresh = home.again(tab, "b" * 12)
    async with fresh.listening():
        assert (await fresh.hello())["lock"] == "none"
    assert (await chats.envelope(round_, ann)).lock is None


async def test_somebody_with_no_open_envelope_has_nothing_to_lock(
    home: Home, chats: Chats
) -> None:
    """The lock lives in the envelope; outside it nothing says that there is one."""
    ann = await chats.add(chat=Chat.WEB)
    tab = await home.tab(ann)
    async with tab.listening():
        assert (await tab.lock(CODE)) == (409, {"set": False, "why": "nothing"})
        assert (await tab.post("lock-now"))[0] == 409


async def test_g5_who_to_ring_stays_in_reach_of_a_locked_page(home: Home, chats: Chats) -> None:
    """Need help is never behind three pictures."""
    _, _, tab = await locked(home, chats)
    fresh = home.again(tab, "b" * 12)
    for path in ("/help", f"/c/{fresh.slot}/"):
        page = await home.client.get(path, headers=fresh._dress)
        assert "0800 1111" in await page.text()


@pytest.mark.parametrize(
    "body",
    [
        {},
        [1],
        {"a": 1},
        {"pictures": [0, 1]},
        {"pictures": [1, 1, 2]},
        {"pictures": [0, 1, 9]},
        {"pictures": [1.5, 2, 3]},
        {"pictures": ["1", 2, 3]},
        {"pictures": [1, 2, 3], "more": 1},
    ],
)
@pytest.mark.full
async def test_b3_anything_but_three_different_pictures_is_refused(
    home: Home, chats: Chats, body: object
) -> None:
    """And does not count as a try."""
    ann, round_, tab = await locked(home, chats)

    answer = await home.client.post(f"/c/{tab.slot}/unlock", json=body, headers=tab._dress)
    assert answer.status == 400
    assert (await chats.envelope(round_, ann)).wrong == 0


async def test_a_stranger_is_told_nothing_about_a_lock(home: Home, chats: Chats) -> None:
    """Without the cookie every way in is shut alike, lock or none."""
    _, _, tab = await locked(home, chats)
    tab.token = "nobody-0123456789abcdef"
    for path in ("lock", "unlock", "lock-now", "forgot", "updates"):
        answer = await home.client.post(f"/c/{tab.slot}/{path}", json={}, headers=tab._dress)
        assert answer.status == 401, path


async def test_a_tickets_slip_has_the_same_lock(home: Home, chats: Chats) -> None:
    """Somebody finds a slip on the floor: the code opens the chat, the pictures the envelope."""
    ebe = await chats.add("Kit", chat=Chat.WEB)
    round_ = await chats.open_round(ebe, way=Way.TICKET)
    (code,) = draw_codes(1, home.world.fresh_bytes)
    pid = await chats.pid(ebe)
    async with home.world.database.write() as db:
        await tickets.add_tickets(db, home.world.keys, round_.id, {code: pid})
        await tickets.open_sitting(
            db, home.world.keys, round_.id, opened_by=pid, place="Lounge", head_count=1
        )
        await rounds.update_round(db, round_.id, count_asked=1)
        await people.delete_person(db, pid)
    mine = await home.ticket(code, "a" * 12)
    async with mine.listening():
        assert (await mine.lock(CODE)) == (200, {"set": True})
    finder = await home.ticket(code, "b" * 12)
    async with finder.listening():
        assert (await finder.hello())["lock"] == "locked"
        assert (await finder.type("/start"))[0] == 423
        seen = await finder.all()
        assert {one["does"] for one in seen} == {"hello"}


async def test_a14_nothing_about_a_lock_is_logged(
    home: Home, chats: Chats, caplog: pytest.LogCaptureFixture
) -> None:
    """Neither the pictures nor that somebody tried."""
    with caplog.at_level(logging.DEBUG):
        caplog.clear()
        _, _, tab = await locked(home, chats)
        for _ in range(6):
            await tab.unlock(WRONG)
        home.ticks.at += 60
        await tab.unlock(CODE)

    ours = [one for one in caplog.records if one.name.startswith(("bot", "storage", "surveys"))]
    assert ours == []
    assert str(CODE) not in caplog.text
