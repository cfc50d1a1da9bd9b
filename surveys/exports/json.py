"""A report as JSON, for other programs: the report's own fields and no others."""

from __future__ import annotations

import json

from pydantic.main import IncEx

from surveys.exports.plain import plain
from surveys.reports.model import Report

_OURS: IncEx = {"sections": {"__all__": {"themes": {"__all__": {"id"}}}}}
"""What a report keeps for the next one, and no file says."""


def render(report: Report) -> bytes:
    """The report as one JSON object in UTF-8. Days are written ``2026-11-21``."""
    said = _plain(report.model_dump(mode="json", exclude=_OURS))
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
