"""What an operator sets: environment variables called ``EARSHOT_…``, or a ``.env`` file."""

from __future__ import annotations

import difflib
import os
import re
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import unquote, urlsplit

from dotenv.parser import parse_stream
from pydantic import Field, ValidationError, ValidationInfo, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot.smtp import MailServer

WAY_OUT = {
    "data": "give a directory this program may write to, and may put others beside, as ./data",
    "keys": "give a directory outside EARSHOT_DATA",
    "key_copies": "give a directory of its own on another disk, or leave it out",
    "backups": "give a directory of its own, best on another disk",
    "database_url": "use sqlite:///path or postgresql://name@host/database, or leave it out",
    "telegram_token": "copy the whole token from BotFather: digits, a colon, 35 letters",
    "telegram_api": "give an address such as https://api.telegram.org",
    "telegram_webhook": "give an https address that Telegram can reach, or leave it out to poll",
    "webchat": "give host:port, such as 127.0.0.1:8642",
    "public_url": "give the address people open, such as https://chat.example.org, and no path",
    "proxies": "give addresses or networks with commas between, such as 127.0.0.1, 172.30.86.0/24",
    "smtp": "give smtp://user@host:587 or smtps://user@host:465, the password by itself",
    "smtp_password": "give the mail account's password, and its user in EARSHOT_SMTP",
    "smtp_from": "give the address letters come from, such as earshot@example.org",
    "model_url": "give the address of a model on this machine, such as http://127.0.0.1:11434/v1",
    "model_name": "give the name of a model that this machine holds, and its address as well",
    "model_hosts": "give names of hosts with commas between, such as models.internal",
    "deadman_url": "give the http(s) address that the service you chose gave you for this",
    "k_min": "give a whole number to 50. 5 is the floor: fewer would show who said what",
    "logs": "give plain or json",
    "workers": "give 1 where `earshot work` runs beside this, on PostgreSQL; or leave it out",
    "metrics": "give another host:port of this machine, as 127.0.0.1:9464, or leave it out",
}
SECRET = frozenset({"telegram_token", "database_url", "smtp", "smtp_password", "deadman_url"})
"""Named when they are wrong, never shown."""
_BESIDE = ("NAME", "CADDYFILE", "BEHIND", "POOL", "DATABASE_PASSWORD")
OTHERS = frozenset((*_BESIDE, "FULL", "ALL_TESTS", "SCREENS", "SEED"))
"""What ``compose.yaml`` and the tests read under the same prefix, and this program does not."""


class SettingRefused(Exception):
    """A setting cannot be used. The text names it, its value, the limit and the way out."""


class Settings(BaseSettings):
    """Read once, at start. Every field is ``EARSHOT_`` and its name in capitals."""

    model_config = SettingsConfigDict(
        env_prefix="EARSHOT_",
        env_file=".env",
        env_ignore_empty=True,
        extra="ignore",
        frozen=True,
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
    smtp: str = Field(default="", repr=False)
    """The mail server for letters without content, the second route of an alert."""
    smtp_password: str = Field(default="", repr=False)
    smtp_from: str = ""
    deadman_url: str = Field(default="", repr=False)
    """Asked for every hour while all is well, by whoever raises the alarm when it is not."""
    k_min: Annotated[int, Field(ge=5, le=50)] = 5
    model_url: str = ""
    """A language model that may suggest names for themes; none unless it is set."""
    model_name: str = ""
    model_hosts: str = ""
    """Hosts besides this machine where that model may be, with commas between."""
    logs: Literal["plain", "json"] = "plain"
    metrics: str = ""
    """Where figures about the machine can be fetched; nowhere unless it is set."""

    workers: bool = False
    """Whether workers beside the house take what Telegram pushes (``earshot work``)."""

    @field_validator("data", "keys", "key_copies", "backups")
    @classmethod
    def _directory(cls, value: Path | None) -> Path | None:
        if value is not None and not value.resolve().name:
            raise ValueError("is the top of the disk")
        if value is not None and value.exists() and not value.is_dir():
            raise ValueError("is not a directory")
        return value

    @field_validator("webchat", "metrics")
    @classmethod
    def _host_and_port(cls, value: str, about: ValidationInfo) -> str:
        if not value and about.field_name == "metrics":
            return value
        found = re.fullmatch(r"(?:\[[0-9A-Fa-f:.]+\]|[^\s:/\[\]]+):([0-9]{1,5})", value)
        if found is None or int(found[1]) > 65535:
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
        if value and not re.fullmatch(r"https?://[^\s/?#@]+(/[^\s?#]*)?", value):
            raise ValueError("is not an http(s) address")
        return value.rstrip("/")

    @field_validator("deadman_url")
    @classmethod
    def _asked_for(cls, value: str) -> str:
        if value and not re.fullmatch(r"https?://[^\s/?#@]+(/[^\s#]*)?", value):
            raise ValueError("is not an http(s) address")
        return value

    @field_validator("telegram_webhook")
    @classmethod
    def _sealed_in_transit(cls, value: str) -> str:
        if value and not value.startswith("https://"):
            raise ValueError("is not an https address: Telegram sends to no other")
        return value

    @field_validator("public_url")
    @classmethod
    def _without_path(cls, value: str) -> str:
        if value.count("/") > 2:
            raise ValueError("has a path, and our pages begin at the top")
        return value

    @field_validator("proxies")
    @classmethod
    def _networks(cls, value: str) -> str:
        try:
            _read_networks(value)
        except ValueError:
            raise ValueError("is not a list of addresses or networks") from None
        return value

    @field_validator("smtp")
    @classmethod
    def _mail(cls, value: str) -> str:
        if value:
            MailServer.read(value, "", "")
        return value

    @field_validator("smtp_from")
    @classmethod
    def _sender(cls, value: str) -> str:
        if value and not re.fullmatch(r"[^\s@<>,;:\"]+@[^\s@<>,;:\"]+", value):
            raise ValueError("is not one e-mail address")
        return value

    @field_validator("database_url")
    @classmethod
    def _database(cls, value: str) -> str:
        if value and not re.match(r"(sqlite|postgres|postgresql)(\+\w+)?://", value):
            raise ValueError("is neither SQLite nor PostgreSQL")
        if value.startswith("sqlite") and not re.match(r"[^:]+:///(?!:memory:).", value):
            raise ValueError("names no file, and answers must be kept in one")
        try:
            urlsplit(value).port  # noqa: B018  # reading it is the check
        except ValueError:
            raise ValueError("has no number for a port") from None
        return value

    @property
    def database(self) -> str:
        """The database's URL; SQLite in ``data`` unless another is set."""
        return self.database_url or f"sqlite:///{(self.data / 'earshot.db').resolve()}"

    @property
    def is_postgresql(self) -> bool:
        """Whether the database is PostgreSQL: several processes can share it."""
        return self.database_url.startswith("postgres")

    @property
    def key_directory(self) -> Path:
        """Where the keys are."""
        return self.keys or self._beside("-keys")

    @property
    def backup_directory(self) -> Path:
        """Where backups go."""
        return self.backups or self._beside("-backups")

    @property
    def proxy_networks(self) -> tuple[IPv4Network | IPv6Network, ...]:
        """Where our own proxies are."""
        return _read_networks(self.proxies)

    @property
    def mail_server(self) -> MailServer | None:
        """Where letters go; None where none is set."""
        if not self.smtp:
            return None
        return MailServer.read(self.smtp, self.smtp_password, self.smtp_from)

    @property
    def model_places(self) -> frozenset[str]:
        """The hosts besides this machine where a language model may be."""
        return frozenset(filter(None, (each.strip() for each in self.model_hosts.split(","))))

    @property
    def secrets(self) -> tuple[str, ...]:
        """What no log line may hold, wherever it turns up."""
        password = urlsplit(self.database_url).password or ""
        mine = (self.telegram_token, self.smtp_password, self.deadman_url)
        return (*mine, password, unquote(password))

    @property
    def host(self) -> str:
        """The host the browser chat listens on."""
        return host_and_port(self.webchat)[0]

    @property
    def port(self) -> int:
        """The port the browser chat listens on."""
        return host_and_port(self.webchat)[1]

    @property
    def address(self) -> str:
        """The browser chat's address as people open it."""
        return self.public_url or f"http://{self.webchat}"

    def _beside(self, ending: str) -> Path:
        at = self.data if self.data.name else self.data.resolve()
        return at.with_name(at.name + ending)


def host_and_port(written: str) -> tuple[str, int]:
    """What ``host:port`` names, the host without brackets."""
    host, _, port = written.rpartition(":")
    return host.strip("[]"), int(port)


def read_settings() -> Settings:
    """Read the settings.

    Raises:
        SettingRefused: Something cannot be used; says what, and the way out. Secrets are
            named, never shown.
    """
    written = _read_file(Path(".env"))
    for name in sorted({*os.environ, *written}):
        _refuse_unknown(name)
    try:
        settings = Settings()
    except ValidationError as mistakes:
        raise SettingRefused("\n".join(_said(m) for m in mistakes.errors())) from None
    _refuse_places(settings)
    _refuse_everywhere(settings)
    _refuse_half_mail(settings)
    _refuse_figures_for_everybody(settings)
    _refuse_workers(settings)
    return settings


def _read_file(path: Path) -> list[str]:
    """Names that ``.env`` sets. A line that cannot be read must not be left out in silence."""
    if not path.is_file():
        return []
    try:
        with path.open(encoding="utf-8") as lines:
            found = list(parse_stream(lines))
    except (OSError, UnicodeDecodeError) as slip:
        raise SettingRefused(
            f"{path} cannot be read ({type(slip).__name__}). Way out: make it plain text (UTF-8) "
            "that this program may read, with lines such as EARSHOT_WEBCHAT=127.0.0.1:8642"
        ) from None
    for each in found:
        if each.error or (each.value is None and (each.key or "").startswith("EARSHOT_")):
            raise SettingRefused(
                f"{path}, line {each.original.line}: this is no setting. "
                "Way out: write NAME=value, such as EARSHOT_WEBCHAT=127.0.0.1:8642"
            )
    return [each.key for each in found if each.key]


def _refuse_unknown(name: str) -> None:
    """A name with a slip in it would otherwise do nothing, and nobody would know."""
    prefix, _, field = name.upper().partition("_")
    known = [each.upper() for each in Settings.model_fields]
    if prefix != "EARSHOT" or field in OTHERS or field in known:
        return
    near = difflib.get_close_matches(field, known, n=1)
    meant = f"did you mean EARSHOT_{near[0]}?" if near else "`docs/running.md` lists them all."
    raise SettingRefused(f"{name} is not a setting. Way out: {meant}")


def _refuse_places(settings: Settings) -> None:
    """Keys never lie with what they open, nor with each other's copies."""
    data, keys = ("DATA", settings.data), ("KEYS", settings.key_directory)
    apart = [(keys, data), (("BACKUPS", settings.backup_directory), keys)]
    if settings.key_copies is not None:
        copies = ("KEY_COPIES", settings.key_copies)
        apart += [(copies, other) for other in (data, keys)]
        apart.append((copies, ("BACKUPS", settings.backup_directory)))
    for (name, place), (other, there) in apart:
        here, beyond = place.resolve(), there.resolve()
        if here.is_relative_to(beyond) or beyond.is_relative_to(here):
            raise SettingRefused(
                f"EARSHOT_{name}={place} and EARSHOT_{other}={there} lie one inside the other: "
                f"whoever copies one would have both. Way out: {WAY_OUT[name.lower()]}"
            )


def _refuse_everywhere(settings: Settings) -> None:
    if settings.host in {"0.0.0.0", "::"} and not settings.public_url:  # noqa: S104
        raise SettingRefused(
            f"EARSHOT_WEBCHAT={settings.webchat} listens everywhere, and no link can say where. "
            f"Way out: set EARSHOT_PUBLIC_URL; {WAY_OUT['public_url']}"
        )


def _refuse_figures_for_everybody(settings: Settings) -> None:
    """The chat's own port is open to everybody; figures are for who looks after the machine."""
    if settings.metrics and settings.metrics == settings.webchat:
        raise SettingRefused(
            f"EARSHOT_METRICS={settings.metrics} is where the browser chat listens. "
            f"Way out: {WAY_OUT['metrics']}"
        )


def _refuse_half_mail(settings: Settings) -> None:
    """A second route that cannot work is worse than none: nobody would look for another."""
    server = settings.mail_server
    if server is None:
        for name in ("smtp_password", "smtp_from"):
            if getattr(settings, name):
                raise SettingRefused(
                    f"EARSHOT_{name.upper()} is set and EARSHOT_SMTP is not. "
                    f"Way out: {WAY_OUT['smtp']}"
                )
    elif bool(server.username) != bool(server.password):
        raise SettingRefused(
            "EARSHOT_SMTP and EARSHOT_SMTP_PASSWORD: a user needs a password, and a password a "
            f"user. Way out: {WAY_OUT['smtp_password']}"
        )
    elif not server.sender:
        raise SettingRefused(
            "EARSHOT_SMTP_FROM is not set, and the user in EARSHOT_SMTP is no e-mail address. "
            f"Way out: {WAY_OUT['smtp_from']}"
        )


def _refuse_workers(settings: Settings) -> None:
    lacking = {
        "EARSHOT_DATABASE_URL: SQLite is one process's alone": settings.is_postgresql,
        "EARSHOT_TELEGRAM_TOKEN: workers take what Telegram brings": settings.telegram_token,
        "EARSHOT_TELEGRAM_WEBHOOK: Telegram must push to them": settings.telegram_webhook,
    }
    missing = [why for why, is_there in lacking.items() if not is_there]
    if settings.workers and missing:
        raise SettingRefused(
            f"EARSHOT_WORKERS=1 needs {missing[0]}. Way out: set it (for PostgreSQL, "
            "postgresql://name@host/database), or leave EARSHOT_WORKERS out."
        )


def _read_networks(written: str) -> tuple[IPv4Network | IPv6Network, ...]:
    return tuple(ip_network(one.strip()) for one in written.split(",") if one.strip())


def _said(mistake: object) -> str:
    assert isinstance(mistake, dict)
    field = str(mistake["loc"][0])
    shown = "(hidden)" if field in SECRET else repr(str(mistake["input"]))
    said = str(mistake["msg"]).removeprefix("Value error, ")
    said = said[:1].lower() + said[1:]
    return (
        f"EARSHOT_{field.upper()}={shown}: {said}. Way out: {WAY_OUT.get(field, 'leave it out')}"
    )
