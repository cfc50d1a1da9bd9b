"""The test letter goes as letters of alerts do, and what stops it is said in plain words."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from bot.doctor.findings import Level
from bot.doctor.outside import letters_go
from bot.settings import Settings, read_settings
from bot.texts import say
from tests.servers.post import PASSWORD, USER, Office, post_office

MINA = "mina@example.org"


@pytest.fixture(autouse=True)
def alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No setting comes from outside, and only this test's certificate is trusted."""
    for name in [name for name in os.environ if name.startswith("EARSHOT_")]:
        monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "post.pem"))
    monkeypatch.setenv("EARSHOT_SMTP_PASSWORD", PASSWORD)


def set_to(office: Office, monkeypatch: pytest.MonkeyPatch, *, how: str = "") -> Settings:
    """The settings an operator would make for that server."""
    how = how or ("smtp" if office.starttls else "smtps")
    user = USER.replace("@", "%40")
    monkeypatch.setenv("EARSHOT_SMTP", f"{how}://{user}@127.0.0.1:{office.port}")
    return read_settings()


@pytest.fixture(params=[True, False], ids=["starttls", "tls"])
async def office(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Office]:
    async with post_office(tmp_path, starttls=request.param) as opened:
        yield opened


async def test_g11_the_test_letter_arrives_over_tls_and_says_nothing_of_anybody(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Real settings, the machine's own trust, and an account: as it will be on the day.

    Fails when the letter or the password goes before the line is sealed.
    """
    found = await letters_go(set_to(office, monkeypatch), MINA)
    (letter,) = office.letters

    assert (found.level, found.said) == (Level.OK, f"a test went to {MINA}: has it come?")
    assert (letter["From"], letter["To"], letter["Subject"]) == (USER, MINA, "Earshot: a test")
    assert letter.get_payload(decode=True).split() == say("doctor.letter").encode().split()  # type: ignore[union-attr]
    assert {line.split()[0] for line in office.heard_in_clear} <= {"ehlo", "STARTTLS"}


async def test_asking_whether_it_lets_us_in_sends_nothing(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The doctor is asked often; nobody wants a letter of each."""
    assert (await letters_go(set_to(office, monkeypatch))).level is Level.OK
    assert office.letters == []


async def test_g11_a_certificate_of_somebody_else_is_refused_in_clear_words(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever sits in between would have the account's password. The way out is said."""
    monkeypatch.delenv("SSL_CERT_FILE")
    found = await letters_go(set_to(office, monkeypatch), MINA)

    assert found.level is Level.STOP
    assert "has a certificate that does not hold (self" in found.said
    assert "nothing sent" in found.said
    assert "the name that is in the certificate" in found.way_out
    assert office.letters == []
    assert not any("AUTH" in line for line in office.heard_in_clear)


@asynccontextmanager
async def in_clear(directory: Path) -> AsyncIterator[Office]:
    """A server that would take everything, and seals nothing."""
    async with post_office(directory) as opened:
        opened.answers["EHLO"] = "250-post.example.org\r\n250 AUTH PLAIN"
        yield opened


@pytest.mark.parametrize("how", ["smtp", "smtps"])
async def test_g11_a_server_without_tls_is_refused_in_clear_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    """Also a port that speaks in clear where TLS was to be from the start."""
    async with in_clear(tmp_path) as office:
        found = await letters_go(set_to(office, monkeypatch, how=how), MINA)

    assert found.level is Level.STOP
    assert "offers no TLS here, and nothing goes in clear" in found.said
    assert "smtps:// for 465" in found.way_out
    assert office.letters == []
    assert not any("AUTH" in line for line in office.heard_in_clear)


@pytest.mark.parametrize(
    ("word", "answer", "said"),
    [
        ("AUTH", "535 no", "did not take the user and the password (535)."),
        ("MAIL", "550 not you", "did not take the letter (550)."),
        ("RCPT", "550 nobody here", "did not take a letter to that address."),
        ("DATA", "554 looks like spam", "did not take the letter (554)."),
    ],
)
async def test_what_the_server_would_not_do_is_said_without_repeating_it(
    office: Office, monkeypatch: pytest.MonkeyPatch, word: str, answer: str, said: str
) -> None:
    """A password or an address must not come back in a server's words."""
    office.answers[word] = answer
    found = await letters_go(set_to(office, monkeypatch), MINA)

    assert (found.level, found.said) == (Level.STOP, f"127.0.0.1:{office.port} {said}")
    assert PASSWORD not in repr(found)


async def test_a_server_that_says_nothing_is_given_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The doctor ends, and says what it waited for."""
    monkeypatch.setattr("bot.smtp.PATIENCE", 0.2)
    async with post_office(tmp_path) as office:
        office.silent = True
        found = await letters_go(set_to(office, monkeypatch), MINA)

    assert found.level is Level.STOP
    assert "hung up, or said nothing for 20 seconds." in found.said
