"""Readers' minutes as CSV, for pay. It has nothing of what anybody read or decided."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from datetime import date

from surveys.exports.csv import guarded

COLUMNS = ("day", "reader", "round", "minutes")
"""All that a row may hold. Minutes are whole."""

Line = tuple[date, str, str, int]
"""The day a slot began, its reader, the title of its round, and its minutes."""


def render(lines: Iterable[Line]) -> bytes:
    """The lines as a CSV file (RFC 4180), in the order they come; no cell is a formula."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for day, reader, title, minutes in lines:
        writer.writerow([day.isoformat(), guarded(reader), guarded(title), str(minutes)])
    return out.getvalue().encode("utf-8-sig")
