"""The only place that asks the machine for the time or for chance."""

from __future__ import annotations

import random
import secrets
from datetime import UTC, datetime

chance = random.SystemRandom()
"""A random.Random over the system's own secure source."""


def now() -> datetime:
    """The present instant, aware, in UTC."""
    return datetime.now(UTC)


def fresh_bytes(count: int) -> bytes:
    """``count`` bytes nobody can guess."""
    return secrets.token_bytes(count)


def fresh_code() -> str:
    """128 random bits for a link, in the alphabet that a ``start`` payload allows (22 letters)."""
    return secrets.token_urlsafe(16)
