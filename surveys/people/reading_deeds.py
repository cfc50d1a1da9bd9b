"""Rows of the table of who may do what: reading words before the release, and its time and pay."""

from __future__ import annotations

from collections.abc import Mapping

from surveys.people.deeds import ADMIN, EBE, READER, Deed, Only, Rule
from surveys.people.ways import views

READING: Mapping[Deed, Rule] = {
    Deed.READ: Rule(
        "read the words without the names, before the release, and decide what may be shown",
        frozenset({READER}),
        (Only.SEALED, Only.APART, Only.IN_SLOT, Only.HANDLE),
        views(
            *("GET read/{tag}/topics", "POST read/{tag}/", "GET read/{tag}/"),
            *(
                "GET read/{tag}/all",
                "GET read/{tag}/break",
                "POST read/{tag}/stop",
                "POST read/{tag}/leave-out",
            ),
            *("GET read/{tag}/{handle}", "POST read/{tag}/{handle}"),
            *("POST read/{tag}/{handle}/worry", "GET after-reading/"),
        ),
    ),
    Deed.FIND_THEMES: Rule(
        "sort the answers to an open question into themes, together, once everything is read",
        frozenset({READER}),
        (Only.SEALED, Only.APART, Only.IN_SLOT, Only.HANDLE),
        views(
            *("GET sort/{tag}/", "POST sort/{tag}/{place}/", "GET sort/{tag}/{place}/"),
            *("GET sort/{tag}/{place}/groups", "GET sort/{tag}/{place}/group/{group}"),
            *("GET sort/{tag}/{place}/answer/{handle}", "GET sort/{tag}/{place}/history"),
            *("GET sort/{tag}/{place}/break", "POST sort/{tag}/{place}/move"),
        ),
    ),
    Deed.SEE_OWN_MINUTES: Rule(
        "see how long they worked and read, for their pay, and save it",
        frozenset({READER, EBE}),
        (Only.OWN,),
        views("GET minutes/", "GET minutes/minutes.csv"),
    ),
    Deed.LIST_MINUTES: Rule(
        "see how long each worked and read in a month, for pay; nothing of what they read or "
        "decided",
        frozenset({ADMIN}),
        (),
        views("GET pay/", "GET pay/{month}.csv"),
    ),
}
"""Rows of ``surveys.people.access.TABLE``, which is where the rest are."""
