"""Rows of the table of who may do what: house talks, from the room to the answer."""

from __future__ import annotations

from collections.abc import Mapping

from surveys.people.deeds import (
    ADMIN,
    DECIDER,
    DUTY,
    EBE,
    EVERYBODY,
    READER,
    STAFF,
    Deed,
    Only,
    Rule,
)
from surveys.people.ways import typed, views

TALKING: Mapping[Deed, Rule] = {
    Deed.HEAR_OF_TALKS: Rule("hear what a house talk is", EVERYBODY, (), typed("talk")),
    Deed.SIT_IN_TALK: Rule(
        "sit in a house talk and vote",
        EVERYBODY,
        (Only.CODE,),
        (
            *("GET /talk", "POST /talk", "GET /talk/room", "POST /talk/room"),
            "GET /talk/stage/{watch}",
        ),
    ),
    Deed.SEE_TALKS: Rule(
        "see which house talks wait for them, and what was agreed in those that are out",
        STAFF - {ADMIN, DUTY},
        (Only.RELEASED,),
        views("GET talks/", "GET talks/{talk}/result", "GET talks/{talk}/file"),
    ),
    Deed.HOLD_TALK: Rule(
        "start a house talk, hold it, hand it over to a reader, and tell its people the answer",
        frozenset({EBE}),
        (Only.HELD,),
        views(
            *("POST talks/", "GET talks/{talk}/", "POST talks/{talk}/"),
            *("POST talks/{talk}/hand-over", "POST talks/{talk}/answer"),
        ),
    ),
    Deed.READ_TALK: Rule(
        "read what was agreed in a house talk, before anybody else",
        frozenset({READER}),
        (Only.APART,),
        views(
            *("GET talks/{talk}/read/", "POST talks/{talk}/read/"),
            *("POST talks/{talk}/read/{handle}", "POST talks/{talk}/read/{handle}/worry"),
        ),
    ),
    Deed.LET_TALK_GO: Rule(
        "let go what was agreed in a house talk",
        frozenset({READER, EBE, DECIDER}),
        (Only.SECOND,),
        views("POST talks/{talk}/let-go"),
    ),
}
"""Rows of ``surveys.people.access.TABLE``, which is where the rest are."""
