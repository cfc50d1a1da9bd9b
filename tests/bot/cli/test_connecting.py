"""The second half of setup: each thing is tried at once, kept for one account, and may wait."""

from __future__ import annotations

import asyncio
import os
import stat
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractAsyncContextManager, contextmanager
from pathlib import Path
from typing import TypeVar

import pytest
from typer.testing import CliRunner

from bot.cli import app
from bot.policies import read_policy
from bot.settings import read_settings
from storage.custody import CUSTODY
from tests.bot.cli.ready import SETUP, earshot
from tests.bot.cli.test_setting_up import NAMES
from tests.botapi.server import TOKEN, bot_api
from tests.servers.post import PASSWORD, post_office

Opened = TypeVar("Opened")

WRONG = "123456789:" + "x" * 35


@pytest.fixture(autouse=True)
def somewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A house that is set up in an empty directory; no setting comes from outside."""
    for name in [name for name in os.environ if name.startswith("EARSHOT_")]:
        monkeypatch.delenv(name)
    (tmp_path / "house").mkdir()
    monkeypatch.chdir(tmp_path / "house")
    return tmp_path


@contextmanager
def telegram(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    with beside(bot_api()) as server:
        monkeypatch.setenv("EARSHOT_TELEGRAM_API", server.address)
        yield


@contextmanager
def beside(opened: AbstractAsyncContextManager[Opened]) -> Iterator[Opened]:
    """A server beside a command that has a loop of its own."""
    loop = asyncio.new_event_loop()
    with ThreadPoolExecutor(1) as pool:
        running = pool.submit(loop.run_forever)
        server = asyncio.run_coroutine_threadsafe(opened.__aenter__(), loop).result(20)
        try:
            yield server
        finally:
            asyncio.run_coroutine_threadsafe(opened.__aexit__(None, None, None), loop).result(20)
            loop.call_soon_threadsafe(loop.stop)
            running.result(20)
    loop.close()


def went_on(*typed: str) -> str:
    """Setup on a house that is made: token, address, letters, backups, copies, custodian."""
    done = earshot("setup", typed="\n".join([*typed, ""]))
    assert done.exit_code == 0, done.output
    return done.output


def test_everything_may_come_later(somewhere: Path) -> None:
    """Nobody has a token, a mail account and a safe at hand on the first day."""
    earshot(*SETUP)
    said = went_on("", "", "", "", "", "", "n")

    assert not Path(".env").exists()
    assert "earshot invite --role young-person" in said


def test_a_token_is_tried_and_kept_for_this_account_alone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A wrong one would be found when nobody hears anything.

    Fails when a token is kept that Telegram refuses, or shown, or others may read it.
    """
    earshot(*SETUP)
    with telegram(monkeypatch):
        said = went_on("no token", WRONG, "n", TOKEN, "", "", "", "", "", "n")

    assert "does not look like a bot token" in said
    assert "Telegram did not say what the bot is called" in said
    assert "Telegram knows it: @" in said
    assert TOKEN not in said
    assert WRONG not in said
    assert read_settings().telegram_token == TOKEN
    assert stat.S_IMODE(Path(".env").stat().st_mode) == 0o600


def test_a_place_that_would_hold_keys_and_backups_is_asked_for_again(somewhere: Path) -> None:
    """Whoever took that medium would have both."""
    earshot(*SETUP)
    said = went_on(
        *(
            "",
            "",
            "",
            "data-keys/backups",
            str(somewhere / "disk"),
            str(somewhere / "stick"),
            "",
            "n",
        )
    )

    assert "lie one inside the other" in said
    assert read_settings().backups == somewhere / "disk"
    assert read_settings().key_copies == somewhere / "stick"


def test_the_custodians_first_copies_are_written_then_and_there(somewhere: Path) -> None:
    """They are what everybody forgets until the disk is lost.

    Fails when a medium with backups on it is taken, or a second setup asks again.
    """
    earshot(*SETUP)
    said = went_on("", "", "", "", "", "data-backups", str(somewhere / "safe"), "n")
    again = went_on("", "", "", "", "", "n")

    assert "Written, and read back." in said
    assert (somewhere / "safe" / CUSTODY).exists()
    assert "the custodian, keeps second copies" not in again


def test_a_conversation_that_was_broken_off_goes_on_where_it_was() -> None:
    """The phone rings at the eighth question.

    Fails when an answer is asked for twice, or the file with them outlives the conversation.
    """
    broken = CliRunner().invoke(app, ["setup"], input="\n".join([*NAMES[:6], ""]))
    kept = Path("data-setup.json")
    there, mode = kept.exists(), stat.S_IMODE(kept.stat().st_mode)
    rest = [*NAMES[6:], "tell", "", "n", "n", ""]
    done = CliRunner().invoke(app, ["setup"], input="\n".join(rest))

    assert broken.exit_code == 1
    assert (there, mode) == (True, 0o600)
    assert done.exit_code == 0, done.output
    assert "goes on there" in done.output
    assert "The organisation's name" not in done.output
    policy = read_policy(Path("data/policy.toml"))
    assert (policy.organisation, str(policy.safeguarding_lead)) == (
        "Somewhere Homes",
        "Mina, safeguarding lead",
    )
    assert str(policy.outside_person) == "Noor, chair"
    assert not kept.exists()


def test_a_rehearsal_ends_it_if_wanted() -> None:
    """Ten minutes, while everybody is still sitting there."""
    earshot(*SETUP)
    said = went_on("", "", "", "", "", "", "y", *[""] * 9)

    assert "8. Cleared away" in said
    assert not Path("data-rehearsal").exists()


@pytest.mark.parametrize("starttls", [True, False])
def test_a_mail_server_is_knocked_at_and_a_wrong_password_is_not_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, starttls: bool
) -> None:
    """The second way of an alert must not be found wanting on the day. Its certificate is checked,
    nothing is said in clear, and nothing is sent."""
    assert earshot(*SETUP).exit_code == 0
    with beside(post_office(tmp_path, starttls=starttls)) as office:
        kind = "smtp" if starttls else "smtps"
        address = f"{kind}://earshot%40example.org@127.0.0.1:{office.port}"
        strange = went_on("", "", address, PASSWORD, "", "n", "", "", "", "", "n")
        monkeypatch.setenv("SSL_CERT_FILE", str(office.certificate))
        wrong = went_on("", "", address, "not the password", "", "n", "", "", "", "", "n")
        before = Path(".env").read_text("utf-8") if Path(".env").exists() else ""
        right = went_on("", "", address, PASSWORD, "", "", "", "", "n")
        again = went_on("", "", "", "", "", "n")

    assert "did not let us in (SSLCertVerificationError)" in strange
    assert "did not let us in (SMTPAuthenticationError)" in wrong
    assert "SMTP" not in before
    assert "The mail server lets us in." in right
    server = read_settings().mail_server
    assert server is not None
    assert (server.starttls, server.password) == (starttls, PASSWORD)
    assert PASSWORD not in strange + wrong + right
    assert "The mail server, such as" not in again
    assert not office.letters
    assert not [
        line for line in office.heard_in_clear if line.split()[0] not in ("ehlo", "STARTTLS")
    ]
