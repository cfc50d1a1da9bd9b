"""Letters go over TLS, to a server whose certificate holds, and say nothing but a handle."""

from __future__ import annotations

import asyncio
import ssl
import threading
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.services.safeguarding import mailing
from bot.services.safeguarding.mailing import Postman, compose
from bot.smtp import MailServer
from storage import audit, letters
from storage.letters import Letter
from tests.bot.chatting import START, Chats
from tests.bot.services.alerted import Alerted, a_rota
from tests.servers.post import PASSWORD, USER, Office, post_office

pytestmark = pytest.mark.sqlite_only

LETTER = Letter("mina@example.org", "concern", START, "C-7F3K", urgent=True)


@pytest.fixture(params=[True, False], ids=["starttls", "tls"])
async def office(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Office]:
    async with post_office(tmp_path, starttls=request.param) as opened:
        yield opened


@pytest.fixture
async def rota(chats: Chats) -> Alerted:
    return await a_rota(chats)


async def owe(rota: Alerted, *owed: Letter) -> None:
    async with rota.world.database.write() as db:
        for letter in owed:
            await letters.owe_letter(db, rota.world.keys, letter)


async def test_g11_a_letter_arrives_over_tls_and_holds_a_handle_and_no_more(
    rota: Alerted, office: Office
) -> None:
    """No name, no words, no category; and nothing that matters was said in clear."""
    await owe(rota, LETTER)

    assert await Postman(rota.world, office.server).send_due() == 1
    (letter,) = office.letters
    assert str(letter.get_payload()).strip() == (
        "A concern needs you: C-7F3K, urgent. Sign in to Earshot."
    )
    assert (letter["From"], letter["To"]) == (USER, "mina@example.org")
    assert letter["Subject"] == "Earshot: a concern needs you"
    assert {line.split()[0] for line in office.heard_in_clear} <= {"ehlo", "STARTTLS"}
    assert await rota.letters() == []


@pytest.mark.parametrize("trust", [ssl.create_default_context], ids=["another's certificate"])
async def test_a_certificate_that_does_not_hold_gets_no_letter_and_no_password(
    rota: Alerted, office: Office, trust: object
) -> None:
    """Whoever sits in between would have the password of the account."""
    await owe(rota, LETTER)
    server = replace(office.server, trust=trust)  # type: ignore[arg-type]

    assert await Postman(rota.world, server).send_due() == 0
    assert office.letters == []
    assert not any("AUTH" in line for line in office.heard_in_clear)
    assert len(await rota.letters()) == 1


async def test_a_server_that_offers_no_tls_gets_nothing(rota: Alerted, tmp_path: Path) -> None:
    """A stripped STARTTLS is how somebody in between reads along."""
    await owe(rota, LETTER)
    async with post_office(tmp_path) as office:
        office.answers["EHLO"] = "250-post.example.org\r\n250 AUTH PLAIN"

        assert await Postman(rota.world, office.server).send_due() == 0
        assert office.letters == []
        assert all(line.split()[0] in {"ehlo", "QUIT"} for line in office.heard_in_clear)


async def test_a_letter_that_is_refused_is_tried_again_and_administrators_know(
    rota: Alerted, tmp_path: Path
) -> None:
    """After three attempts, once; and it goes when the server is well again."""
    await owe(rota, LETTER)
    async with post_office(tmp_path) as office:
        office.answers["AUTH"] = "535 no"
        postman = Postman(rota.world, office.server)
        for _ in range(5):
            assert await postman.send_due() == 0
            rota.clock.on(minutes=5)
        assert await rota.told() == {
            "Lee": ["Letters cannot be sent. Look at the settings for e-mail."]
        }
        office.answers.clear()
        rota.clock.on(minutes=15)
        assert await postman.send_due() == 1
        assert len(office.letters) == 1


async def test_a_letter_rests_longer_after_each_attempt(rota: Alerted, tmp_path: Path) -> None:
    """Ten seconds, twenty, forty: an hour's outage is not a hundred calls."""
    await owe(rota, LETTER)
    async with post_office(tmp_path) as office:
        office.answers["MAIL"] = "451 later"
        postman = Postman(rota.world, office.server)
        rests = []
        for _ in range(3):
            await postman.send_due()
            async with rota.world.database.read() as db:
                due = await letters.next_letter_due(db)
            assert due is not None
            rests.append((due - rota.clock()).total_seconds())
            rota.clock.at = due

    assert rests == [10, 20, 40]


async def test_a_silent_server_holds_nothing_else_up(
    rota: Alerted, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The loop goes on while a thread waits; and it waits only so long."""
    monkeypatch.setattr("bot.smtp.PATIENCE", 0.2)
    await owe(rota, LETTER)
    async with post_office(tmp_path) as office:
        office.silent = True
        sending = asyncio.create_task(Postman(rota.world, office.server).send_due())
        turns = 0
        while not sending.done():
            await asyncio.sleep(0.01)
            turns += 1

        assert sending.result() == 0
        assert turns > 5


async def test_f5_a_stop_does_not_wait_for_a_silent_server(
    rota: Alerted, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The letter stays owed; the thread that waits keeps nobody from leaving."""
    monkeypatch.setattr("bot.smtp.PATIENCE", 1.0)
    await owe(rota, LETTER)
    async with post_office(tmp_path) as office:
        office.silent = True
        sending = asyncio.create_task(Postman(rota.world, office.server).send_due())
        await asyncio.sleep(0.05)
        sending.cancel()
        with pytest.raises(asyncio.CancelledError):
            await sending
        waiting = [one for one in threading.enumerate() if one.name == "letter"]
        assert all(one.daemon for one in waiting)
        for one in waiting:
            await asyncio.to_thread(one.join)

    assert len(await rota.letters()) == 1


async def test_without_a_server_letters_wait_and_are_given_up_after_a_day(rota: Alerted) -> None:
    """A setting that comes later still helps; one of last week helps nobody. No alarm for it."""
    await owe(rota, LETTER)
    postman = Postman(rota.world, None)
    for _ in range(6):
        await postman.send_due()
        rota.clock.on(hours=1)
    assert len(await rota.letters()) == 1
    rota.clock.on(hours=20)
    await postman.send_due()

    assert await rota.letters() == []
    assert await rota.told() == {}


async def test_the_postman_ends_when_told_to(
    rota: Alerted, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was not sent stays owed; a database out of reach ends nothing."""
    monkeypatch.setattr(mailing, "EVERY", 0.01)
    stop = asyncio.Event()
    postman = Postman(replace(rota.world, database=None), None)  # type: ignore[arg-type]
    running = asyncio.create_task(postman.run(stop))
    await asyncio.sleep(0.03)
    stop.set()
    await running

    assert running.exception() is None


@pytest.mark.parametrize(
    ("letter", "subject", "text"),
    [
        (
            replace(LETTER, rehearsal=True),
            "Earshot: REHEARSAL",
            "REHEARSAL. A concern needs you: C-7F3K, urgent. Sign in to Earshot.",
        ),
        (
            Letter("m@example.org", "proof", START),
            "Earshot: test of the alarm",
            "Test of the alarm. Tap “I'm here” in your chat with Earshot.",
        ),
        (
            Letter("m@example.org", "alarm", START, "nobody"),
            "Earshot: look at the alarm",
            "Nobody on the rota may be told of an alert. Add somebody at once.",
        ),
    ],
)
async def test_each_kind_of_letter_says_what_it_is(
    rota: Alerted, letter: Letter, subject: str, text: str
) -> None:
    """A rehearsal is marked in its subject; no kind has content."""
    written = compose(letter, USER, rota.world)

    assert written["Subject"] == subject
    assert written.get_content().strip() == text


async def test_a_letter_older_than_a_restart_is_sent_by_the_next_program(
    rota: Alerted, tmp_path: Path
) -> None:
    """What is owed is in the database, not in the postman."""
    await owe(rota, LETTER)
    async with post_office(tmp_path) as office:
        assert await Postman(rota.world, office.server).send_due() == 1
        assert await Postman(rota.world, office.server).send_due() == 0
    async with rota.world.database.read() as db:
        assert await audit.list_audit(db) == []


@pytest.mark.parametrize(
    ("address", "host", "port", "starttls", "user"),
    [
        ("smtp://mail.example.org", "mail.example.org", 587, True, ""),
        ("smtp://me%40example.org@mail.example.org:2525", "mail.example.org", 2525, True,
         "me@example.org"),
        ("smtps://earshot@mail.example.org", "mail.example.org", 465, False, "earshot"),
    ],
)  # fmt: skip
def test_an_address_of_a_mail_server_is_read(
    address: str, host: str, port: int, starttls: bool, user: str
) -> None:
    """A user that is an e-mail address is the sender, where no other is set."""
    server = MailServer.read(address, PASSWORD, "")

    assert (server.host, server.port, server.starttls, server.username) == (
        host, port, starttls, user,
    )  # fmt: skip
    assert server.sender == (user if "@" in user else "")
    assert PASSWORD not in repr(server)


@pytest.mark.parametrize(
    "address", ["mail.example.org", "http://m.example.org", "smtp://u:p@m.example.org",
                "smtp://m.example.org/x", "smtp://", "smtp://m.example.org:port"],
)  # fmt: skip
def test_what_is_no_mail_server_is_refused(address: str) -> None:
    """A password in an address would be shown wherever the address is."""
    with pytest.raises(ValueError, match=r"^(is|has) "):
        MailServer.read(address, "", "")


def test_a_letter_is_too_old_after_a_day() -> None:
    """What the tests above stand on."""
    assert timedelta(days=1) == mailing.TOO_OLD
