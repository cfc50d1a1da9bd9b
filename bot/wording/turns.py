"""Turns and votes as numbers on buttons: one holds too little to carry two ideas' names."""

from __future__ import annotations

from surveys.definitions.questions import InTurns
from surveys.definitions.turns import votes_allowed
from surveys.flow.prompts import AskItem
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


def under_turn(asked: AskItem, *, flag: bool = False) -> tuple[int, ...]:
    """What a way past an item carries after its place: nothing, or the turn it is shown under.

    ``flag`` is on where the button takes a vote off. The turn's number is the same whatever order
    its turns come in.
    """
    if asked.in_turn is None or not isinstance(asked.item, InTurns):
        return ()
    return (int(flag), list(votes_allowed(asked.item)).index(asked.in_turn.turn.key))


def turn_named(item: InTurns, number: int) -> str:
    """The key of the turn a number stands for; "", which is never shown, for a number it never
    had."""
    keys = list(votes_allowed(item))
    return keys[number] if number < len(keys) else ""
