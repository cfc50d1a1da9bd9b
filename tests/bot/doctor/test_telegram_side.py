"""What Telegram says of itself is held against the settings and against our clock."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.doctor.findings import Level
from bot.doctor.telegram_side import Told, ask_telegram, judged
from bot.settings import Settings, read_settings
from tests.botapi.server import TOKEN, bot_api

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
HOOK = "https://chat.example.org"


@pytest.fixture(autouse=True)
def alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No setting comes from outside."""
    for name in [name for name in os.environ if name.startswith("EARSHOT_")]:
        monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("EARSHOT_TELEGRAM_TOKEN", TOKEN)


def polling() -> Settings:
    return read_settings()


def pushed_to(monkeypatch: pytest.MonkeyPatch) -> Settings:
    monkeypatch.setenv("EARSHOT_TELEGRAM_WEBHOOK", HOOK)
    return read_settings()


def of(told: Told, settings: Settings) -> dict[str, Level]:
    return {one.about: one.level for one in judged(told, settings, NOW)}


async def test_a_server_is_asked_where_it_pushes_and_what_time_it_is(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Over HTTP, as it will be."""
    async with bot_api() as server:
        monkeypatch.setenv("EARSHOT_TELEGRAM_API", server.address)
        told = await ask_telegram(read_settings())
    gone = await ask_telegram(read_settings())

    assert told is not None
    assert told.url == ""
    assert told.at is not None
    assert abs(datetime.now(UTC) - told.at) < timedelta(minutes=1)
    assert gone is None


def test_a_push_to_nowhere_or_elsewhere_is_warned_of(monkeypatch: pytest.MonkeyPatch) -> None:
    """Then nothing from Telegram comes in, and nothing says so."""
    settings = pushed_to(monkeypatch)

    assert of(Told(), settings) == {"Webhook": Level.WARN}
    assert of(Told("https://other.example.org/x"), settings) == {"Webhook": Level.WARN}
    assert of(Told(f"{HOOK}/telegram/x"), settings) == {"Webhook": Level.OK}


def test_a_push_where_we_poll_is_somebody_elses(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two programs on one bot take each other's messages."""
    assert of(Told("https://other.example.org/x"), polling()) == {"Webhook": Level.WARN}
    assert of(Told(), polling()) == {}


def test_pushes_that_failed_lately_are_said_with_telegrams_reason(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """An ended certificate is seen from outside alone."""
    settings, place = pushed_to(monkeypatch), f"{HOOK}/telegram/x"
    lately = Told(place, NOW - timedelta(hours=2), "SSL error")
    (found,) = judged(lately, settings, NOW)

    assert found.level is Level.WARN
    assert "SSL error" in found.said
    assert of(Told(place, NOW - timedelta(days=3), "SSL error"), settings) == {"Webhook": Level.OK}


@pytest.mark.parametrize(
    ("off", "level"), [(3, Level.OK), (-90, Level.WARN), (90, Level.WARN), (3600, Level.STOP)]
)
def test_s5_a_clock_that_differs_from_telegrams_is_said(off: int, level: Level) -> None:
    """A round closes by this machine's clock, at an hour that people were told."""
    assert of(Told(at=NOW + timedelta(seconds=off)), polling()) == {"Clock": level}
