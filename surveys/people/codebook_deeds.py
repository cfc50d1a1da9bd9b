"""Rows of the table of who may do what: the organisation's codebook."""

from __future__ import annotations

from collections.abc import Mapping

from surveys.people.deeds import EBE, READER, Deed, Rule
from surveys.people.ways import taps

CODEBOOKS: Mapping[Deed, Rule] = {
    Deed.CHANGE_CODEBOOK: Rule(
        "see and change the themes that answers are sorted by; nothing of what was answered",
        frozenset({EBE, READER}),
        (),
        ("/themes", *taps("cb")),
    ),
}
"""Rows of ``surveys.people.access.TABLE``, which is where the rest are."""
