"""Rows of the table of who may do what: themes on their way out, as far as a result."""

from __future__ import annotations

from collections.abc import Mapping

from surveys.people.deeds import DEPUTY, EBE, LEAD, OUTSIDE, READER, Deed, Only, Rule
from surveys.people.ways import views

THEMING: Mapping[Deed, Rule] = {
    Deed.PUT_THEMES_FORWARD: Rule(
        "put the themes of a round forward, write what else was said, and ask those who answered "
        "whether it is what people said",
        frozenset({READER}),
        (Only.SEALED, Only.APART, Only.IN_SLOT),
        views(
            *("POST themes/{tag}/forward", "POST themes/{tag}/check"),
            *("GET themes/{tag}/also/{place}", "POST themes/{tag}/also/{place}"),
        ),
    ),
    Deed.LOOK_FOR_NAMED: Rule(
        "confirm that no matter about a named person is inside a round's themes, or say that "
        "there is one",
        frozenset({LEAD, DEPUTY, OUTSIDE}),
        (Only.SEALED, Only.UNNAMED, Only.OTHERS),
        views("POST themes/{tag}/looked", "POST themes/{tag}/worry/{handle}"),
    ),
    Deed.LET_THEMES_GO: Rule(
        "let themes go after that, as a second person",
        frozenset({READER, EBE}),
        (Only.SEALED, Only.SECOND),
        views("POST themes/{tag}/let-go"),
    ),
    Deed.SEE_THEMES: Rule(
        "see which themes wait for them, with the names and the lines under them",
        frozenset({READER, EBE, LEAD, DEPUTY, OUTSIDE}),
        (Only.SEALED,),
        views("GET themes/", "GET themes/{tag}/"),
    ),
}
"""Rows of ``surveys.people.access.TABLE``, which is where the rest are."""
