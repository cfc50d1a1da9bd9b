"""Working and reading time as CSV, for pay. It has nothing of what anybody read or decided."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from datetime import date

from surveys.exports.csv import guarded

COLUMNS = ("day", "name", "what", "minutes")
"""All that a row may hold. Minutes are whole."""

Line = tuple[date, str, str, int]
"""The day, whose time it is, the title of the round they read or what it was for, minutes."""


def render(lines: Iterable[Line]) -> bytes:
    """The lines as a CSV file (RFC 4180), in the order they come; no cell is a formula."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for day, name, what, minutes in lines:
        writer.writerow([day.isoformat(), guarded(name), guarded(what), str(minutes)])
    return out.getvalue().encode("utf-8-sig")
