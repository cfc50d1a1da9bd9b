"""Rows of the table of who may do what: hearing what happened, answering back, working time."""

from __future__ import annotations

from collections.abc import Mapping

from surveys.people.deeds import (
    ADMIN,
    DECIDER,
    DESIGNER,
    EBE,
    KNOWN,
    LEAD,
    READER,
    TICKET,
    Deed,
    Only,
    Rule,
)
from surveys.people.ways import taps, typed, views

HEARING: Mapping[Deed, Rule] = {
    Deed.HEAR_BACK: Rule(
        "see every past round they were asked in, its promise and where it stands",
        KNOWN,
        (Only.ASKED,),
        (*typed("what"), *taps("what")),
    ),
    Deed.ANSWER_BACK: Rule(
        "write to everybody who was asked what happens next, as the one the round names",
        frozenset({DECIDER}),
        (Only.NAMED_DECIDER,),
        taps("ab"),
    ),
    Deed.DECIDE: Rule(
        "write what comes of each theme of a result: yes, partly, not now or no, and why",
        frozenset({DESIGNER, DECIDER}),
        (Only.DECIDABLE,),
        taps("dc"),
    ),
    Deed.LET_DECISION_GO: Rule(
        "let such a decision go, send all of them to everybody who was asked, and say what is "
        "done, as the one the round names",
        frozenset({DECIDER}),
        (Only.NAMED_DECIDER,),
        taps("dcy"),
    ),
    Deed.RATE: Rule(
        "say in one tap whether what came of a round is good enough, and change it for a week",
        KNOWN - {TICKET},
        (Only.ASKED,),
        taps("rt"),
    ),
    Deed.LET_AHEAD: Rule(
        "let a round go ahead of an answer that is missing, and say why to those it asks",
        frozenset({LEAD}),
        (Only.SECOND,),
        taps("abgo"),
    ),
    Deed.MAKE_EVIDENCE: Rule(
        "make the evidence pack for regulations 44 and 45, of a home or of all",
        frozenset({DESIGNER, DECIDER}),
        (Only.RELEASED, Only.SEEN_FIRST, Only.OWN_HOME),
        views("GET evidence/", "POST evidence/"),
    ),
    Deed.LOG_TIME: Rule(
        "start and stop their working time, add and take out, and save it",
        frozenset({EBE, READER}),
        (Only.OWN, Only.UNPAID),
        (*typed("time"), *taps("tm")),
    ),
    Deed.PAY_TIME: Rule(
        "approve somebody's working time of a month that is over, and mark it paid",
        frozenset({ADMIN}),
        (Only.OTHERS,),
        views("POST pay/{month}/{handle}"),
    ),
}
"""Rows of ``surveys.people.access.TABLE``, which is where the rest are."""
