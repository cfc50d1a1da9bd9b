"""Answers near to what a theme of the codebook says, where it is plain which one."""

from __future__ import annotations

from collections.abc import Sequence

from surveys.themes.codebook import Theme

NEAR = 0.25
"""How alike an answer and a theme must be. Cosine."""
MARGIN = 0.04
"""How much nearer than the next theme the nearest must be. Cosine."""


def describe(theme: Theme) -> str:
    """Give the line a theme is compared by: its name and what belongs in it."""
    return f"{theme.name}: {theme.description}" if theme.description else theme.name


def place(likeness: Sequence[float]) -> int | None:
    """Tell which theme an answer is in.

    Args:
        likeness: How alike it is to each theme, in the codebook's order.

    Returns:
        The theme's position; None where none is near enough, or two are as near.
    """
    order = sorted(range(len(likeness)), key=lambda at: (-likeness[at], at))
    if not order or likeness[order[0]] < NEAR:
        return None
    if len(order) > 1 and likeness[order[0]] - likeness[order[1]] < MARGIN:
        return None
    return order[0]
