"""A report as one self-contained page: no script, no request, readable on paper and phone."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from importlib.resources import files

from jinja2 import Environment, StrictUndefined, Template, select_autoescape

from surveys.exports.plain import unturned
from surveys.reports import words
from surveys.reports.model import Report, Row, Shape, Theme


def render(report: Report) -> bytes:
    """The report as an HTML page in UTF-8."""
    page = _template().render(
        report=report,
        words=words,
        style=_style(),
        policy=content_policy(),
        shows_bars=any(section.rows or section.themes for section in report.sections),
    )
    return page.encode("utf-8", "xmlcharrefreplace")


@cache
def content_policy() -> str:
    """The Content-Security-Policy under which the page shows as meant: its own style alone."""
    digest = base64.b64encode(hashlib.sha256(_style().encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"


@cache
def _style() -> str:
    return files(__package__).joinpath("report.css").read_text(encoding="utf-8")


@cache
def _template() -> Template:
    source = files(__package__).joinpath("report.html").read_text(encoding="utf-8")
    environment = Environment(
        autoescape=select_autoescape(default=True, default_for_string=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_finalize,
    )
    environment.filters["percent"] = _percent
    environment.filters["day"] = lambda on: f"{on.day} {on:%B %Y}"
    environment.globals["marks"] = _marks
    environment.globals["width"] = lambda row: _percent(_width(row))
    return environment.from_string(source)


def _finalize(said: object) -> object:
    return unturned(said) if type(said) is str else said


def _percent(share: float) -> str:
    return f"{100 * share:.1f}%"


def _width(row: Row | Theme) -> float:
    """How wide the drawn range is, wide enough to be seen. A share of the whole."""
    return max((row.high or 0) - (row.low or 0), 0.012)


def _marks(shape: Shape) -> tuple[float, ...]:
    """Where a bar's track is marked: at half, or at thirds. Shares of the whole."""
    if shape is Shape.COUNTS:
        return ()
    return (1 / 3, 2 / 3) if shape is Shape.THIRDS else (0.5,)
