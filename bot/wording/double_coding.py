"""How far two people agree, in words anyone understands; figures for those who like them."""

from __future__ import annotations

from dataclasses import dataclass

from bot.texts import say
from surveys.themes.agreement import SUGGESTION, Alike, Says, Spread
from surveys.themes.codebook import Theme

BANDS = ((0.2, "luck"), (0.4, "little"), (SUGGESTION, "part"), (0.8, "mostly"))
"""Below each kappa agreement is called so; from the last on, "nearly"."""


@dataclass(frozen=True, slots=True)
class ThemeLine:
    """One theme's agreement in words: the sentence, what to make of it, and the figures."""

    says: Says
    same: str
    meaning: str
    figures: str


def band(kappa: float) -> str:
    """A kappa in words: "mostly"."""
    return say(f"alike.{next((name for below, name in BANDS if kappa < below), 'nearly')}")


def theme_line(theme: Theme, one: Alike, other: str) -> ThemeLine:
    """What two people's agreement on one theme is, said to one of them.

    Args:
        other: The other one's first name.
    """
    if one.says in {Says.RARE, Says.COMMON} or one.kappa is None or one.limits is None:
        key = "is_common" if one.says is Says.COMMON else "is_rare"
        rare = say(f"alike.{key}", theme=theme.name, named=one.named, all=one.n)
        return ThemeLine(one.says, rare, "", "")
    same = say("alike.same", name=other, same=one.same, all=one.n, theme=theme.name)
    low, high = (band(limit) for limit in one.limits)
    verdict = "is_alike" if one.says is Says.ALIKE else "is_talk"
    could = say("alike.could_be", low=low, high=high) if low != high else ""
    return ThemeLine(
        one.says,
        f"{same} {say('alike.by_luck', luck=round(one.by_luck))}",
        f"{say(f'alike.{verdict}', band=band(one.kappa))} {could}".strip(),
        say(
            "alike.figure",
            theme=theme.name,
            kappa=_figure(one.kappa),
            low=_figure(one.limits[0]),
            high=_figure(one.limits[1]),
            same=one.same,
            all=one.n,
        ),
    )


def spread_words(over: Spread | None) -> str:
    """Agreement over all themes, in a sentence or two."""
    if over is None:
        return say("double.over_none")
    words = say("double.over", band=band(over.middle))
    if over.themes == 1:
        return f"{words} {say('double.over_one')}"
    low, high = band(over.low), band(over.high)
    return words if low == high else f"{words} {say('double.over_range', low=low, high=high)}"


def spread_figures(over: Spread) -> str:
    """The same in figures."""
    return say(
        "alike.figure_over",
        themes=over.themes,
        middle=_figure(over.middle),
        low=_figure(over.low),
        high=_figure(over.high),
    )


def note_words(over: Spread | None) -> str:
    """What a report may say of it: no theme, no count and no figure of any. Empty where nothing
    can be said."""
    if over is None:
        return ""
    if over.middle < SUGGESTION:
        return say("alike.note_talk")
    return say("alike.note", band=band(over.middle))


def _figure(kappa: float) -> str:
    """Two places, and never "-0.00"."""
    return f"{kappa:.2f}".replace("-0.00", "0.00")
