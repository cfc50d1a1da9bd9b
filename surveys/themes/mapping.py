"""Answers near to what a theme of the codebook says, where it is plain which one."""

from __future__ import annotations

import re
from collections.abc import Sequence

from surveys.themes.codebook import Codebook, Theme

NEAR = 0.15
"""How near an answer must be to a theme. Cosine."""
MARGIN = 0.005
"""How much nearer to it than to the next theme. Cosine."""
SECOND = 0.35
"""How near a clause must be to a theme that the whole answer is not in. Cosine."""
FITS = 0.06
"""By how much, on average, what is said must be nearer to one theme than to the next for a
codebook to be about it. Measured: 0.07 to 0.15 for codebooks with the answers they are for, 0.03
to 0.05 with answers about something else, up to 0.06 for a home's with patients'. Cosine."""
FEWEST_TOLD = 20
"""Of fewer answers it cannot be told whether a codebook fits; it is taken to."""
_DESCRIBED = 4
_BREAK = re.compile(r"[.,;:!?\n]+")


def phrases_of(theme: Theme) -> tuple[str, ...]:
    """Give what a theme is compared by: its name, and each phrase of what belongs in it."""
    parts = (part.strip() for part in _BREAK.split(theme.description))
    return theme.name, *(part for part in parts if part)


def can_misfit(codebook: Codebook, size: int) -> bool:
    """Tell whether it shows in so many answers that a codebook is about something else.

    It does where its themes are described, in some phrases each; names alone lie near each other.
    """
    phrases = sum(len(phrases_of(theme)) for theme in codebook.themes)
    return size >= FEWEST_TOLD and phrases >= _DESCRIBED * len(codebook.themes) > 0


def place(near: Sequence[float], least: float = NEAR) -> int | None:
    """Tell which theme an answer is in.

    Args:
        near: How near it is to each theme, in the codebook's order.
        least: How near it must be.

    Returns:
        The theme's position; None where none is near enough, or two are as near.
    """
    order = sorted(range(len(near)), key=lambda at: (-near[at], at))
    if not order or near[order[0]] < least:
        return None
    if len(order) > 1 and near[order[0]] - near[order[1]] < MARGIN:
        return None
    return order[0]
