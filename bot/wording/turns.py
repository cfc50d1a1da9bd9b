"""Votes as numbers on buttons: a button holds too little to carry two ideas' names."""

from __future__ import annotations

from surveys.definitions.questions import InTurns
from surveys.definitions.turns import votes_allowed
from surveys.flow.turning import ALL_OUT

VOTES = 3
"""How many votes each turn takes."""


def vote_number(item: InTurns, key: str, vote: str) -> int:
    """The number on a button, the same whatever order its turns come in."""
    allowed = votes_allowed(item)
    return VOTES * list(allowed).index(key) + allowed[key].index(vote)


def all_out_number(item: InTurns) -> int:
    """The number on the button that takes every vote out at once."""
    return VOTES * len(votes_allowed(item))


def vote_named(item: InTurns, number: int) -> str | None:
    """What the engine calls the vote a number stands for; None for a number it never had."""
    turns = list(votes_allowed(item).items())
    if number == VOTES * len(turns):
        return ALL_OUT
    place, vote = divmod(number, VOTES)
    if not 0 <= place < len(turns):
        return None
    key, votes = turns[place]
    return f"{key}.{votes[vote]}"
