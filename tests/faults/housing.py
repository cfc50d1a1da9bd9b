"""What a whole program that is started here needs: its settings, and young people with phones."""

from __future__ import annotations

from pathlib import Path

from bot.policies import write_policy
from storage.keys import Keys
from surveys.ids import ParticipantId
from surveys.people.person import Address, Chat, Kind, Person
from surveys.people.roles import Role
from tests.bot.chatting import POLICY


def settings_of_a_house(database_url: str, keys: Keys, place: Path) -> dict[str, str]:
    """The environment of a house whose data and backups lie in ``place``. Writes its policy."""
    data = place / "data"
    data.mkdir(mode=0o700, exist_ok=True)
    write_policy(data / "policy.toml", POLICY)
    return {
        "EARSHOT_DATA": str(data),
        "EARSHOT_KEYS": str(keys.directory),
        "EARSHOT_BACKUPS": str(place / "backups"),
        "EARSHOT_DATABASE_URL": database_url,
    }


def pid_of(number: int) -> ParticipantId:
    """Whose phone has this number."""
    return ParticipantId(number.to_bytes(16, "big"))


def with_a_phone(number: int) -> Person:
    """A young person who writes from this number."""
    return Person(
        id=pid_of(number),
        role=Role.YOUNG_PERSON,
        kind=Kind.YOUNG_PERSON,
        nick="Otter",
        home="Maple House",
        address=Address(Chat.TELEGRAM, number),
        telegram_allowed=True,
    )
