"""Rows of the table of who may do what: themes on their way out, as far as a result."""

from __future__ import annotations

from collections.abc import Mapping

from surveys.people.deeds import (
    DECIDER,
    DEPUTY,
    EBE,
    LEAD,
    OUTSIDE,
    READER,
    Deed,
    Only,
    Rule,
)

THEMING: Mapping[Deed, Rule] = {
    Deed.PUT_THEMES_FORWARD: Rule(
        "put the themes of a round forward",
        frozenset({READER, EBE}),
        (Only.SEALED, Only.APART),
        (),
    ),
    Deed.LOOK_FOR_NAMED: Rule(
        "look whether a theme is about a named person, before anybody else sees it",
        frozenset({LEAD, DEPUTY, OUTSIDE}),
        (Only.SEALED, Only.UNNAMED),
        (),
    ),
    Deed.LET_THEMES_GO: Rule(
        "let the themes of a round go, as a second person",
        frozenset({READER, EBE, DECIDER}),
        (Only.SEALED, Only.SECOND),
        (),
    ),
    Deed.SEE_THEMES: Rule(
        "see how far the themes of a round are",
        frozenset({READER, EBE, DECIDER, LEAD, DEPUTY, OUTSIDE}),
        (Only.SEALED,),
        (),
    ),
}
"""Rows of ``surveys.people.access.TABLE``, which is where the rest are."""
