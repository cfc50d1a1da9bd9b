"""What a check needs before it can say anything: an empty house must not pass for a sound one."""

from __future__ import annotations

from bot.intruder.house import House


def answers(house: House) -> str:
    """Why nothing can be said of answers yet; empty where there are some."""
    kept = any(rows.get("answers") for _, rows in house.stores())
    return "" if kept else "there are no answers yet"


def envelopes(house: House) -> str:
    """The same of envelopes and answers."""
    kept = any(rows.get("envelopes") or rows.get("answers") for _, rows in house.stores())
    return "" if kept else "there are no envelopes and no answers yet"


def sealed(house: House) -> str:
    """The same of rounds that were sealed."""
    return "" if house.over else "no round has been sealed yet"


def backups(house: House) -> str:
    """The same of backups."""
    if house.backups or house.broken:
        return ""
    return "no backup was found. Way out: `earshot backup`, or --backups and where they lie"


def sealed_and_backups(house: House) -> str:
    """The same of backups from before a seal."""
    return sealed(house) or backups(house)


def two_backups(house: House) -> str:
    """The same of two backups that could be compared."""
    return "" if len(house.backups) > 1 else "there are not two backups to compare yet"
