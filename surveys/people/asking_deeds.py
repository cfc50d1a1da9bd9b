"""Rows of the table of who may do what: writing surveys, starting rounds, seeing them through."""

from __future__ import annotations

from collections.abc import Mapping

from surveys.people.deeds import ADMIN, DECIDER, EBE, LEAD, Deed, Only, Rule
from surveys.people.ways import taps

ASKING: Mapping[Deed, Rule] = {
    Deed.LIST_ROUNDS: Rule(
        "list the rounds in chat; never how many answered",
        frozenset({EBE, DECIDER, LEAD, ADMIN}),
        (),
        ("/rounds", *taps("st:list st:drop")),
    ),
    Deed.START_ROUND: Rule(
        "start a round from the library",
        frozenset({EBE}),
        (),
        taps("st:lib st:who st:days st:dec st:cmp st:ways st:way st:see st:go"),
    ),
    Deed.PREVIEW: Rule(
        "walk a survey as a young person will see it; nothing is kept",
        frozenset({EBE}),
        (Only.OWN,),
        taps("pv"),
    ),
    Deed.PILOT: Rule(
        "ask peers to try a draft; try one, and say what each question meant, by name",
        frozenset({EBE}),
        (Only.OWN, Only.ASKED),
        taps("pi"),
    ),
    Deed.CONFIRM_ROUND: Rule(
        "confirm or stop a round before anybody is asked",
        frozenset({EBE, DECIDER, LEAD}),
        (Only.SECOND, Only.NOT_ASKED),
        taps("st:yes st:no"),
    ),
    Deed.END_ROUND: Rule(
        "close a round now, or give it three more days",
        frozenset({EBE}),
        (Only.MADE,),
        taps("st:end st:endyes st:more"),
    ),
    Deed.SEE_BAND_OF_OWN: Rule(
        "see whether enough have answered, in words", frozenset({EBE}), (Only.MADE,), ()
    ),
    Deed.SEE_BAND_OF_ALL: Rule(
        "see of every round whether enough have answered, in words", frozenset({ADMIN}), (), ()
    ),
}
"""Rows of ``surveys.people.access.TABLE``, which is where the rest are."""
