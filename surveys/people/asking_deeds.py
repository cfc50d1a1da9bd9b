"""Rows of the table of who may do what: writing surveys, starting rounds, seeing them through."""

from __future__ import annotations

from collections.abc import Mapping

from surveys.people.deeds import ADMIN, DECIDER, EBE, LEAD, Deed, Only, Rule
from surveys.people.ways import slot, taps

ASKING: Mapping[Deed, Rule] = {
    Deed.LIST_ROUNDS: Rule(
        "list the rounds in chat; never how many answered",
        frozenset({EBE, DECIDER, LEAD, ADMIN}),
        (),
        ("/rounds", *taps("st:list st:drop st:keep")),
    ),
    Deed.BUILD: Rule(
        "write a survey in chat; nobody else sees it before it is put forward",
        frozenset({EBE}),
        (Only.OWN,),
        ("/build", *taps("bd")),
    ),
    Deed.CHANGE_WORDS: Rule(
        "see and change the list of words that the wording coach looks out for",
        frozenset({EBE}),
        (),
        ("/words", *taps("cw")),
    ),
    Deed.USE_LIBRARY: Rule(
        "look through the library, take a round or its file; send a survey's file to make a draft",
        frozenset({EBE}),
        (Only.OWN,),
        ("/library", *taps("lb"), *slot("POST files")),
    ),
    Deed.START_ROUND: Rule(
        "plan and propose a round: of the library, of a draft of theirs, or one asked again",
        frozenset({EBE}),
        (Only.OWN,),
        taps(
            "st:lib st:who st:days st:ways st:way st:plan st:set st:ask st:chg st:own st:cmp "
            "st:go st:off rh:how rh:set"
        ),
    ),
    Deed.ACCEPT_ROUND: Rule(
        "accept a round as the one who decides, with a day to answer by, or send it back",
        frozenset({DECIDER}),
        (Only.DECIDES,),
        taps("dm"),
    ),
    Deed.PREVIEW: Rule(
        "walk a survey as a young person will see it; nothing is kept",
        frozenset({EBE, DECIDER, LEAD}),
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
        "look at what is new in a round, confirm it, send it back or stop it before anybody is "
        "asked; never as the one who decides with it",
        frozenset({EBE, DECIDER, LEAD}),
        (Only.SECOND, Only.NOT_ASKED),
        taps("st:yes st:no st:ok st:back st:all st:try"),
    ),
    Deed.END_ROUND: Rule(
        "close a round now, or give it three more days",
        frozenset({EBE}),
        (Only.MADE,),
        taps("st:end st:endyes st:more"),
    ),
    Deed.STEER_ROUND: Rule(
        "see when a round's results can be out; let it wait, go on, or come no more; cancel it, "
        "which everybody asked is told",
        frozenset({EBE}),
        (Only.MADE,),
        taps("rh:see rh:wait rh:waityes rh:on rh:end rh:endyes rh:once"),
    ),
    Deed.SEE_BAND_OF_OWN: Rule(
        "see whether enough have answered, in words", frozenset({EBE}), (Only.MADE,), ()
    ),
    Deed.SEE_BAND_OF_ALL: Rule(
        "see of every round whether enough have answered, in words", frozenset({ADMIN}), (), ()
    ),
}
"""Rows of ``surveys.people.access.TABLE``, which is where the rest are."""
