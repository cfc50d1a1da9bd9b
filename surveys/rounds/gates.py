"""Whether enough people sent an envelope for a round to be opened at all."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

FLOOR = 5
"""Fewest envelopes any round may be opened with, whatever its settings say. Unit: people."""

OUTSIDE_LARGEST_HOME = 2
"""Fewest residents' envelopes from outside the home that sent most. Unit: people."""


class HeldBecause(StrEnum):
    """Why a round stays closed. Said to nobody who could count with it."""

    TOO_FEW = "too_few"
    ONE_HOME = "one_home"


@dataclass(frozen=True, slots=True)
class Sealable:
    """The round may be sealed."""


@dataclass(frozen=True, slots=True)
class Held:
    """The round is held: each envelope's own choice is carried out."""

    reason: HeldBecause


def may_seal(
    n_submitted: int,
    per_home: Mapping[str, int],
    residents_asked: bool,
    k_min: int = FLOOR,
) -> Sealable | Held:
    """The release gate, checked once at close.

    Args:
        n_submitted: Envelopes that were sent. Unit: people.
        per_home: How many of them came from each home; a ticket counts for its sitting's
            place, and somebody who has moved on for no home.
        residents_asked: Whether people living in a home were asked.
        k_min: The round's own minimum. Unit: people; never below 5.

    Raises:
        ValueError: ``k_min`` is below 5, a count is negative, or the homes' counts are more
            than were sent.
    """
    if k_min < FLOOR:
        raise ValueError(f"k_min must be at least {FLOOR} people, got {k_min}")
    if n_submitted < 0 or any(count < 0 for count in per_home.values()):
        raise ValueError("a count of envelopes must be 0 or more")
    if sum(per_home.values()) > n_submitted:
        raise ValueError(
            f"homes sent {sum(per_home.values())} envelopes but the round has {n_submitted}"
        )
    if n_submitted < k_min:
        return Held(HeldBecause.TOO_FEW)
    outside = n_submitted - max(per_home.values(), default=0)
    if residents_asked and outside < OUTSIDE_LARGEST_HOME:
        return Held(HeldBecause.ONE_HOME)
    return Sealable()
