from pathlib import Path

import pytest

from bot.settings import SettingRefused, read_settings


@pytest.fixture(autouse=True)
def nothing_set(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    import os

    for name in [n for n in os.environ if n.startswith("EARSHOT_")]:
        monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)


def test_with_nothing_set_there_is_a_file_and_the_keys_are_beside_it() -> None:
    """The simple case needs no settings, and is already apart from its keys."""
    settings = read_settings()

    assert settings.database.startswith("sqlite:///")
    assert not settings.key_directory.is_relative_to(settings.data)
    assert settings.address == "http://127.0.0.1:8642"


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("EARSHOT_WEBCHAT", "8642", "host:port"),
        ("EARSHOT_WEBCHAT", "127.0.0.1:99999", "host:port"),
        ("EARSHOT_TELEGRAM_API", "api.telegram.org", "https://api.telegram.org"),
        ("EARSHOT_DATABASE_URL", "mysql://root@host/db", "postgresql://"),
        ("EARSHOT_K_MIN", "4", "5 is the floor"),
        ("EARSHOT_KEYS", "data/keys", "outside EARSHOT_DATA"),
        ("EARSHOT_KEYS", ".", "outside EARSHOT_DATA"),
        ("EARSHOT_KEY_COPIES", "data/copies", "of its own on another disk"),
        ("EARSHOT_KEY_COPIES", "data-keys", "of its own on another disk"),
        ("EARSHOT_KEY_COPIES", "data-backups", "of its own on another disk"),
        ("EARSHOT_BACKUPS", "data-keys/backups", "of its own"),
        ("EARSHOT_DATA", "/", "the top of the disk"),
        ("EARSHOT_DATA", "/etc/hostname", "is not a directory"),
        ("EARSHOT_WEBCHAT", "::1:8642", "host:port"),
        ("EARSHOT_WEBCHAT", "127.0.0.1:\N{SUPERSCRIPT TWO}", "host:port"),
        ("EARSHOT_WEBCHAT", "0.0.0.0:8642", "EARSHOT_PUBLIC_URL"),
        ("EARSHOT_PUBLIC_URL", "https://chat.example.org/earshot", "no path"),
        ("EARSHOT_TELEGRAM_WEBHOOK", "http://chat.example.org", "https"),
        ("EARSHOT_DATABASE_URL", "sqlite://", "names no file"),
        ("EARSHOT_DATABASE_URL", "sqlite:///:memory:", "names no file"),
        ("EARSHOT_DATABASE_URL", "postgresql://name@host:port/db", "number for a port"),
        ("EARSHOT_K_MIN", "51", "to 50"),
        ("EARSHOT_LOGS", "xml", "give plain or json"),
        ("EARSHOT_METRICS", "9464", "host:port"),
        ("EARSHOT_METRICS", "127.0.0.1:8642", "another host:port"),
        ("EARSHOT_SMTP", "mail.example.org", "smtp://user@host:587"),
        ("EARSHOT_SMTP", "smtp://user:secret@mail.example.org", "the password by itself"),
        ("EARSHOT_SMTP", "smtp://mail.example.org:port", "number for a port"),
        ("EARSHOT_SMTP", "smtp://earshot@mail.example.org", "a user needs a password"),
        ("EARSHOT_SMTP", "smtp://mail.example.org", "EARSHOT_SMTP_FROM is not set"),
        ("EARSHOT_SMTP_PASSWORD", "secret", "EARSHOT_SMTP is not"),
        ("EARSHOT_SMTP_FROM", "earshot", "not one e-mail address"),
        ("EARSHOT_SMTP_FROM", "a@b.org, c@d.org", "not one e-mail address"),
        ("EARSHOT_WEBCHATT", "127.0.0.1:8642", "did you mean EARSHOT_WEBCHAT?"),
        ("EARSHOT_PORT", "8642", "docs/running.md"),
    ],
)
def test_a_wrong_setting_is_refused_by_name_with_the_way_out(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, said: str
) -> None:
    """D1: fewer than five is no setting. An operator reads what, its value and what to do."""
    monkeypatch.setenv(name, value)

    with pytest.raises(SettingRefused) as refused:
        read_settings()
    assert name in str(refused.value)
    assert said in str(refused.value)


def test_a_wrong_token_is_refused_without_being_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    """A token in an error message ends up in a chat or a ticket."""
    monkeypatch.setenv("EARSHOT_TELEGRAM_TOKEN", "123:short-secret")

    with pytest.raises(SettingRefused) as refused:
        read_settings()
    assert "EARSHOT_TELEGRAM_TOKEN" in str(refused.value)
    assert "short-secret" not in str(refused.value)


def test_a_setting_left_empty_is_as_if_it_were_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """An empty line in ``.env`` must not put the keys into the present directory."""
    plain = read_settings()
    for field in type(plain).model_fields:
        monkeypatch.setenv(f"EARSHOT_{field.upper()}", "")

    assert read_settings() == plain


@pytest.mark.parametrize("data", [".", "./", "../here"])
def test_the_present_directory_can_hold_the_data(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, data: str
) -> None:
    """Its keys go beside it all the same, never into it."""
    here = tmp_path / "here"
    here.mkdir()
    monkeypatch.chdir(here)
    monkeypatch.setenv("EARSHOT_DATA", data)

    assert read_settings().key_directory.resolve() == tmp_path / "here-keys"


@pytest.mark.parametrize(
    ("written", "said"),
    [
        (b"EARSHOT_K_MIN=4\n", "EARSHOT_K_MIN='4'"),
        (b"EARSHOT_DATA=data\nEARSHOT_WEBCHATT=127.0.0.1:1\n", "did you mean EARSHOT_WEBCHAT?"),
        (b"EARSHOT_DATA=data\nEARSHOT_WEBCHAT 127.0.0.1:1\n", ".env, line 2"),
        (b"EARSHOT_WEBCHAT\n", ".env, line 1"),
        (b"\xff\xfeE\x00A\x00", "plain text (UTF-8)"),
    ],
)
def test_a_wrong_env_file_is_refused_by_its_line(
    tmp_path: Path, written: bytes, said: str
) -> None:
    """A line that cannot be read would otherwise be left out, and its default used in silence."""
    (tmp_path / ".env").write_bytes(written)

    with pytest.raises(SettingRefused) as refused:
        read_settings()
    assert said in str(refused.value)


def test_what_compose_reads_from_the_same_env_file_is_left_to_it(tmp_path: Path) -> None:
    """``docs/running.md`` puts ``EARSHOT_NAME`` there."""
    (tmp_path / ".env").write_text("# ours\nEARSHOT_NAME=chat.example.org\nOTHER=1\n", "utf-8")

    assert read_settings().public_url == ""


def test_an_address_of_the_newer_internet_is_listened_on_without_its_brackets(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The link needs the brackets, the socket must not have them."""
    monkeypatch.setenv("EARSHOT_WEBCHAT", "[::1]:8642")

    assert read_settings().host == "::1"
    assert read_settings().address == "http://[::1]:8642"


def test_a_mail_server_is_read_and_its_password_is_never_shown(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The second route of an alert: where it goes, sealed how, and from whom."""
    monkeypatch.setenv("EARSHOT_SMTP", "smtps://earshot%40example.org@mail.example.org")
    monkeypatch.setenv("EARSHOT_SMTP_PASSWORD", "a long password")
    settings = read_settings()
    server = settings.mail_server

    assert server is not None
    assert (server.host, server.port, server.starttls) == ("mail.example.org", 465, False)
    assert server.sender == "earshot@example.org"
    assert "a long password" not in repr(settings)


@pytest.mark.parametrize("wrong", ["EARSHOT_SMTP", "EARSHOT_SMTP_PASSWORD"])
def test_a_wrong_mail_setting_does_not_show_a_secret(
    monkeypatch: pytest.MonkeyPatch, wrong: str
) -> None:
    """What is refused is printed, and prints end up in logs."""
    monkeypatch.setenv(wrong, "smtp://earshot:hush@mail.example.org")
    with pytest.raises(SettingRefused) as refused:
        read_settings()

    assert "hush" not in str(refused.value)


def test_a14_the_passwords_that_are_set_are_known_to_the_log(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A driver that cannot reach its server says with what it tried, as written or as decoded."""
    monkeypatch.setenv("EARSHOT_DATABASE_URL", "postgresql://earshot:kr%C3%A4he@host/db")
    monkeypatch.setenv("EARSHOT_SMTP", "smtp://user@host:587")
    monkeypatch.setenv("EARSHOT_SMTP_PASSWORD", "not-for-a-log")
    monkeypatch.setenv("EARSHOT_SMTP_FROM", "earshot@example.org")

    assert {"kr%C3%A4he", "krähe", "not-for-a-log"} <= set(read_settings().secrets)


@pytest.mark.parametrize(
    ("lacking", "said"),
    [
        ("EARSHOT_DATABASE_URL", "SQLite is one process's alone"),
        ("EARSHOT_TELEGRAM_TOKEN", "workers take what Telegram brings"),
        ("EARSHOT_TELEGRAM_WEBHOOK", "Telegram must push to them"),
    ],
)
def test_workers_are_refused_where_they_could_do_nothing(
    lacking: str, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A house that waits for workers which cannot be would answer nobody in Telegram."""
    given = {
        "EARSHOT_DATABASE_URL": "postgresql://earshot@127.0.0.1/earshot",
        "EARSHOT_TELEGRAM_TOKEN": "4242:AAtest-token-of-a-bot-that-is-not-there",
        "EARSHOT_TELEGRAM_WEBHOOK": "https://earshot.example",
        "EARSHOT_WORKERS": "1",
    }
    for name, value in given.items():
        monkeypatch.setenv(name, value)
    assert read_settings().workers
    monkeypatch.delenv(lacking)

    with pytest.raises(SettingRefused, match=said):
        read_settings()
