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
