"""A codebook: named themes with a line each that says what belongs in them, in versions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NewType

ThemeId = NewType("ThemeId", str)
"""A theme inside one codebook: ``a-z0-9_``, at most 40 characters. Kept when it is renamed."""


@dataclass(frozen=True, slots=True)
class Theme:
    """One theme.

    Args:
        id: What it is called in files and across waves; never shown to readers.
        name: What people call it: a few words.
        description: One line: what an answer in it says. Empty where nobody wrote one yet.
    """

    id: ThemeId
    name: str
    description: str = ""


@dataclass(frozen=True, slots=True)
class Codebook:
    """Themes in the order their authors gave them.

    Args:
        themes: No two with one id or one name.
        version: 1 for the first; each change that is kept makes the next.
    """

    themes: tuple[Theme, ...]
    version: int = 1
