"""A report as JSON, for other programs: the report's own fields and no others."""

from __future__ import annotations

import json

from surveys.exports.plain import plain
from surveys.reports.model import Report


def render(report: Report) -> bytes:
    """The report as one JSON object in UTF-8. Days are written ``2026-11-21``."""
    said = _plain(report.model_dump(mode="json"))
    return (json.dumps(said, ensure_ascii=False, indent=2) + "\n").encode("utf-8")


def _plain(said: object) -> object:
    match said:
        case str():
            return plain(said)
        case dict():
            return {key: _plain(each) for key, each in said.items()}
        case list():
            return [_plain(each) for each in said]
        case _:
            return said
