"""Rows of the table of who may do what: what is known, who is reached, what was learned."""

from __future__ import annotations

from collections.abc import Mapping

from surveys.people.deeds import ADMIN, DECIDER, DESIGNER, EBE, LEAD, Deed, Only, Rule
from surveys.people.ways import taps, typed

KNOWING: Mapping[Deed, Rule] = {
    Deed.LOOK_UP: Rule(
        "look up what is known already: in released results, house talks and answers back",
        frozenset({EBE, DESIGNER, DECIDER}),
        (Only.RELEASED,),
        ("/known", *taps("kn")),
    ),
    Deed.SEE_REACH: Rule(
        "see who is reached, in the bands that results printed; never who, and never a home",
        frozenset({EBE, DESIGNER, DECIDER, ADMIN}),
        (Only.RELEASED, Only.SEEN_FIRST),
        typed("reach"),
    ),
    Deed.LEARN: Rule(
        "read what teams learned of rounds that are over; write it of a round of theirs, and "
        "change and delete their own",
        frozenset({EBE, DESIGNER, DECIDER, LEAD}),
        (Only.OWN,),
        ("/learned", *taps("ln")),
    ),
}
"""Rows of ``surveys.people.access.TABLE``, which is where the rest are."""
