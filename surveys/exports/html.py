"""A paper as one self-contained page: no script, no request, readable on paper and phone."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, assert_never

from surveys.exports import paper_words
from surveys.exports.look import PLAIN, TYPE, Look, Palette
from surveys.exports.outline import (
    Bar,
    Block,
    Chart,
    Facts,
    Heading,
    Line,
    Outline,
    Points,
    Quoted,
    Table,
)
from surveys.exports.papers import has_bars, outline
from surveys.exports.plain import unturned
from surveys.reports.model import Report

if TYPE_CHECKING:
    from jinja2 import Template

NARROWEST = 0.012
"""The least width of what is drawn, so that it can be seen. A share of the whole."""


def render(report: Report, look: Look = PLAIN) -> bytes:
    """The report as an HTML page in UTF-8."""
    return draw(outline(report), look)


def draw(paper: Outline, look: Look = PLAIN) -> bytes:
    """Any paper as an HTML page in UTF-8."""
    page = _template().render(
        paper=paper,
        parts=list(_parts(paper.blocks)),
        words=paper_words,
        organisation=look.organisation,
        logo=None if look.logo is None else base64.b64encode(look.logo).decode(),
        style=style(look),
        policy=content_policy(look),
        shows_bars=has_bars(paper),
    )
    return page.encode("utf-8", "xmlcharrefreplace")


@cache
def content_policy(look: Look = PLAIN) -> str:
    """The Content-Security-Policy under which the page shows as meant: its own style alone."""
    digest = base64.b64encode(hashlib.sha256(style(look).encode()).digest()).decode()
    pictures = "" if look.logo is None else "img-src data:; "
    return (
        f"default-src 'none'; style-src 'sha256-{digest}'; {pictures}"
        "base-uri 'none'; form-action 'none'"
    )


@cache
def style(look: Look = PLAIN) -> str:
    """The style of every page of ours that stands by itself, in the colours of a look."""
    rules = files(__package__).joinpath("report.css").read_text(encoding="utf-8")
    dark = f"@media screen and (prefers-color-scheme: dark) {{ {_root(look.dark)} }}"
    face = ", ".join(f'"{each}"' if " " in each else each for each in (TYPE.face, *TYPE.fallbacks))
    sizes = (
        f"--face: {face}; --title: {TYPE.title:g}pt; --heading: {TYPE.heading:g}pt; "
        f"--subheading: {TYPE.subheading:g}pt; --body: {TYPE.body:g}pt; --leading: {TYPE.leading};"
    )
    return f":root {{ {sizes} }}\n{_root(look.palette)}\n{dark}\n{rules}"


def _root(made: Palette) -> str:
    named = (
        f"--{each.name.replace('_', '-')}: {getattr(made, each.name)};" for each in fields(made)
    )
    return f":root {{ {' '.join(named)} }}"


@dataclass(frozen=True, slots=True)
class _Part:
    """What stands under one heading of level 1. The first is page one."""

    heading: Heading
    blocks: Sequence[tuple[str, Block]]
    has_legend: bool
    """Whether the bars' legend stands here: where bars are drawn first."""


def _parts(blocks: Sequence[Block]) -> Iterator[_Part]:
    starts = [
        at for at, each in enumerate(blocks) if isinstance(each, Heading) and each.level == 1
    ]
    is_owed = True
    for start, end in zip(starts, [*starts[1:], len(blocks)], strict=True):
        heading, own = blocks[start], blocks[start + 1 : end]
        assert isinstance(heading, Heading), "a part begins where its heading does"
        draws = any(isinstance(each, Chart) and _is_drawn(each.bars) for each in own)
        yield _Part(heading, [(_kind(each), each) for each in own], is_owed and draws)
        is_owed = is_owed and not draws


def _is_drawn(bars: Sequence[Bar]) -> bool:
    return any(bar.low is not None for bar in bars)


def _kind(block: Block) -> str:
    """What a block is to the template, which has a case for each."""
    match block:
        case Heading():
            return "heading"
        case Line(text=paper_words.DRAFT):
            return "draft"
        case Line():
            return "line"
        case Facts():
            return "facts"
        case Points():
            return "points"
        case Chart():
            return "chart"
        case Quoted():
            return "quoted"
        case Table():
            return "table"
        case _:
            assert_never(block)


@cache
def _template() -> Template:
    from jinja2 import Environment, StrictUndefined, select_autoescape

    source = files(__package__).joinpath("report.html").read_text(encoding="utf-8")
    environment = Environment(
        autoescape=select_autoescape(default=True, default_for_string=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_finalize,
    )
    environment.filters["percent"] = _percent
    environment.globals["width"] = lambda bar: _percent(_width(bar))
    return environment.from_string(source)


def _finalize(said: object) -> object:
    return unturned(said) if type(said) is str else said


def _percent(share: float) -> str:
    return f"{100 * share:.1f}%"


def _width(bar: Bar) -> float:
    return max((bar.high or 0) - (bar.low or 0), NARROWEST)
