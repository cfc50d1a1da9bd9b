"""What an operator sets: environment variables called ``EARSHOT_…``, or a ``.env`` file."""

from __future__ import annotations

import re
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from typing import Annotated

from pydantic import Field, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

WAY_OUT = {
    "data": "give a directory this program may write to, such as ./data",
    "keys": "give a directory outside EARSHOT_DATA",
    "key_copies": "give a directory on another disk, or leave it out",
    "backups": "give a directory, best on another disk",
    "database_url": "use sqlite:///path or postgresql://name@host/database, or leave it out",
    "telegram_token": "copy the whole token from BotFather: digits, a colon, 35 letters",
    "telegram_api": "give an address such as https://api.telegram.org",
    "telegram_webhook": "give an https address that Telegram can reach, or leave it out to poll",
    "webchat": "give host:port, such as 127.0.0.1:8642",
    "public_url": "give the address people open, such as https://chat.example.org",
    "proxies": "give addresses or networks with commas between, such as 127.0.0.1, 172.30.86.0/24",
    "k_min": "5 is the floor: fewer would show who said what",
}


class SettingRefused(Exception):
    """A setting cannot be used. The text names it, its value, the limit and the way out."""


class Settings(BaseSettings):
    """Read once, at start. Every field is ``EARSHOT_`` and its name in capitals."""

    model_config = SettingsConfigDict(
        env_prefix="EARSHOT_", env_file=".env", extra="ignore", frozen=True
    )

    data: Path = Path("data")
    """The database and what goes with it."""
    keys: Path | None = None
    """The key directory. Default: ``<data>-keys`` beside the data directory, never inside it."""
    key_copies: Path | None = None
    """A second medium for the short-lived copies of round keys."""
    backups: Path | None = None
    """Where verified backups go. Default: ``<data>-backups``."""
    database_url: str = ""
    telegram_token: str = Field(default="", repr=False)
    telegram_api: str = "https://api.telegram.org"
    telegram_webhook: str = ""
    webchat: str = "127.0.0.1:8642"
    public_url: str = ""
    proxies: str = "127.0.0.1, ::1"
    """Our own proxies: only they are believed about where a request comes from."""
    k_min: Annotated[int, Field(ge=5, le=50)] = 5

    @field_validator("webchat")
    @classmethod
    def _host_and_port(cls, value: str) -> str:
        host, _, port = value.rpartition(":")
        if not host or not port.isdigit() or not 0 <= int(port) <= 65535:
            raise ValueError("is not host:port")
        return value

    @field_validator("telegram_token")
    @classmethod
    def _token(cls, value: str) -> str:
        if value and not re.fullmatch(r"\d{3,16}:[A-Za-z0-9_-]{30,60}", value):
            raise ValueError("does not look like a bot token")
        return value

    @field_validator("telegram_api", "public_url", "telegram_webhook")
    @classmethod
    def _address(cls, value: str) -> str:
        if value and not re.fullmatch(r"https?://[^\s/]+(/[^\s]*)?", value):
            raise ValueError("is not an http(s) address")
        return value.rstrip("/")

    @field_validator("proxies")
    @classmethod
    def _networks(cls, value: str) -> str:
        try:
            _read_networks(value)
        except ValueError:
            raise ValueError("is not a list of addresses or networks") from None
        return value

    @field_validator("database_url")
    @classmethod
    def _database(cls, value: str) -> str:
        if value and not re.match(r"(sqlite|postgres|postgresql)(\+\w+)?://", value):
            raise ValueError("is neither SQLite nor PostgreSQL")
        return value

    @property
    def database(self) -> str:
        """The database's URL; SQLite in ``data`` unless another is set."""
        return self.database_url or f"sqlite:///{(self.data / 'earshot.db').resolve()}"

    @property
    def key_directory(self) -> Path:
        """Where the keys are."""
        return self.keys or self.data.with_name(self.data.name + "-keys")

    @property
    def backup_directory(self) -> Path:
        """Where backups go."""
        return self.backups or self.data.with_name(self.data.name + "-backups")

    @property
    def proxy_networks(self) -> tuple[IPv4Network | IPv6Network, ...]:
        """Where our own proxies are."""
        return _read_networks(self.proxies)

    @property
    def host(self) -> str:
        """The host the browser chat listens on."""
        return self.webchat.rpartition(":")[0]

    @property
    def port(self) -> int:
        """The port the browser chat listens on."""
        return int(self.webchat.rpartition(":")[2])

    @property
    def address(self) -> str:
        """The browser chat's address as people open it."""
        return self.public_url or f"http://{self.webchat}"


def _read_networks(written: str) -> tuple[IPv4Network | IPv6Network, ...]:
    return tuple(ip_network(one.strip()) for one in written.split(",") if one.strip())


def read_settings() -> Settings:
    """Read the settings.

    Raises:
        SettingRefused: Something cannot be used; says what, and the way out. Secrets are
            named, never shown.
    """
    try:
        settings = Settings()
    except ValidationError as mistakes:
        raise SettingRefused("\n".join(_said(m) for m in mistakes.errors())) from None
    if settings.key_directory.resolve().is_relative_to(settings.data.resolve()):
        raise SettingRefused(
            f"EARSHOT_KEYS={settings.key_directory} lies inside EARSHOT_DATA={settings.data}: "
            "whoever copies the data would have the keys. Way out: " + WAY_OUT["keys"]
        )
    return settings


def _said(mistake: object) -> str:
    assert isinstance(mistake, dict)
    field = str(mistake["loc"][0])
    shown = "(hidden)" if "token" in field or "url" in field else repr(mistake["input"])
    said = str(mistake["msg"]).removeprefix("Value error, ")
    return f"EARSHOT_{field.upper()}={shown} {said}. Way out: {WAY_OUT.get(field, 'leave it out')}"
