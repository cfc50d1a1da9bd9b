"""Rows of the table of who may do what: two readers who sort the same twenty answers apart."""

from __future__ import annotations

from collections.abc import Mapping

from surveys.people.deeds import READER, Deed, Only, Rule
from surveys.people.ways import views

DOUBLE: Mapping[Deed, Rule] = {
    Deed.CODE_APART: Rule(
        "sort the same twenty answers as one other reader, each alone; then compare, and talk",
        frozenset({READER}),
        (Only.SEALED, Only.APART, Only.SECOND, Only.IN_SLOT, Only.HANDLE),
        views(
            *("GET twenty/{tag}/", "POST twenty/{tag}/{place}/", "GET twenty/{tag}/{place}/"),
            *("GET twenty/{tag}/{place}/all", "GET twenty/{tag}/{place}/break"),
            *("GET twenty/{tag}/{place}/answer/{handle}",),
            *("POST twenty/{tag}/{place}/answer/{handle}",),
            *("POST twenty/{tag}/{place}/answer/{handle}/worry",),
            *("POST twenty/{tag}/{place}/done", "POST twenty/{tag}/{place}/leave"),
            *("GET twenty/{tag}/{place}/together", "POST twenty/{tag}/{place}/together"),
            *("GET twenty/{tag}/{place}/result", "POST twenty/{tag}/{place}/alike"),
            *("GET twenty/{tag}/{place}/talk/{handle}", "POST twenty/{tag}/{place}/talk/{handle}"),
        ),
    ),
}
"""Rows of ``surveys.people.access.TABLE``, which is where the rest are."""
