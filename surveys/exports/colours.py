"""Colours as people see them: how far two stand apart, also for eyes that see some alike."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

WHITE = "#ffffff"
BLACK = "#000000"

Seen = Callable[[str], str]
"""A colour as some eyes see it."""
_Row = tuple[float, float, float]
_SIGHTS: tuple[tuple[str, tuple[_Row, _Row, _Row]], ...] = (
    (
        "seen without red",
        (
            (0.152286, 1.052583, -0.204868),
            (0.114503, 0.786281, 0.099216),
            (-0.003882, -0.048116, 1.051998),
        ),
    ),
    (
        "seen without green",
        (
            (0.367322, 0.860646, -0.227968),
            (0.280085, 0.672501, 0.047413),
            (-0.011820, 0.042940, 0.968881),
        ),
    ),
    (
        "seen without blue",
        (
            (1.255528, -0.076749, -0.178779),
            (-0.078411, 0.930809, 0.147602),
            (0.004733, 0.691367, 0.303900),
        ),
    ),
)
"""Machado, Oliveira and Fernandes, "A physiologically-based model for simulation of color vision
deficiency" (2009), table 1 at severity 1.0, on linear light."""


def contrast(one: str, other: str) -> float:
    """How far two colours stand apart, from 1 (the same) to 21 (black on white): WCAG 2.2."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def mixed(one: str, other: str, share: float) -> str:
    """``one`` with so much of ``other`` in it. ``share``: 0 for none to 1 for nothing else."""
    pairs = zip(_channels(one), _channels(other), strict=True)
    return _hex(tuple(a + (b - a) * share for a, b in pairs))


def lightened(colour: str, ground: str, least: float) -> str:
    """The colour made lighter until it stands out from a dark ground by ``least`` to 1."""
    found = colour
    for step in range(21):
        found = mixed(colour, WHITE, step / 20)
        if contrast(found, ground) >= least:
            break
    return found


def sights() -> Iterator[tuple[str, Seen]]:
    """Every way of seeing colours that a picture must do for: in full, and without each."""
    yield "seen in full", lambda each: each
    for name, rows in _SIGHTS:
        yield name, partial(_through, rows)


def _through(rows: tuple[_Row, _Row, _Row], colour: str) -> str:
    light = [_linear(channel) for channel in _channels(colour)]
    mixed_light = (sum(a * b for a, b in zip(row, light, strict=True)) for row in rows)
    return _hex(tuple(_coded(min(max(each, 0), 1)) for each in mixed_light))


def _channels(colour: str) -> tuple[float, ...]:
    return tuple(int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))


def _hex(channels: tuple[float, ...]) -> str:
    return "#" + "".join(f"{round(255 * each):02x}" for each in channels)


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4


def _coded(light: float) -> float:
    return 12.92 * light if light <= 0.0031308 else 1.055 * light ** (1 / 2.4) - 0.055


def _luminance(colour: str) -> float:
    red, green, blue = map(_linear, _channels(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
