"""Ideas two at a time: how often an order is said, and how often it is wrong.

``python -m benchmarks.ideas [ROUNDS]``. Each round has ideas of true strengths (normal, of a
spread), people who choose by them (Bradley-Terry), leave out one turn in twenty, can't choose
one in ten, and eight in a hundred who say nothing. It is drawn the same at every run.
"""

from __future__ import annotations

import sys
from math import exp
from random import Random

from surveys.definitions.questions import CANT_CHOOSE, Choice, Pairs
from surveys.definitions.turns import DRAWS, put_ahead, turns_of
from surveys.ids import QuestionKey
from surveys.protection.printed import NotEnough
from surveys.protection.ticks import printed_ticks
from surveys.reports.ordering import surely_ahead
from surveys.reports.shielding import tick_rule

SIZES = (6, 12, 24, 60)
SPREADS = (0.5, 1.0)
"""Of strengths. At 0.5 two ideas are on the whole preferred 3 to 2, at 1.0 some 2 to 1."""


def main(rounds: int) -> None:
    """Print, for each number of ideas and people: rounds with an order, pairs put in order, and
    pairs put in the wrong order of those that were. Unit: per cent."""
    print("ideas spread people  rounds-with-order  pairs-ordered  of-those-wrong")
    for ideas in (3, 4, 5, 6, 8, 12):
        for spread in SPREADS:
            for people in SIZES:
                some, said, wrong = _tried(ideas, spread, people, rounds)
                pairs = rounds * ideas * (ideas - 1) / 2
                print(
                    f"{ideas:5} {spread:6} {people:6} {100 * some / rounds:18.1f}"
                    f" {100 * said / pairs:14.1f} {100 * wrong / max(said, 1):15.2f}",
                    flush=True,
                )


def _tried(ideas: int, spread: float, people: int, rounds: int) -> tuple[int, int, int]:
    luck = Random(f"{ideas} {spread} {people}")  # noqa: S311 the same at every run
    choices = tuple(Choice(value=f"v{n}", label={"en": f"{n}"}) for n in range(ideas))
    item = Pairs(id=QuestionKey("q"), text={"en": "?"}, choices=choices)
    some = said = wrong = 0
    for _ in range(rounds):
        strength = {choice.value: luck.gauss(0, spread) for choice in choices}
        found = _order(item, strength, people, luck)
        some += bool(found)
        said += len(found)
        wrong += sum(strength[one] < strength[other] for one, other in found)
    return some, said, wrong


def _order(
    item: Pairs, strength: dict[str, float], people: int, luck: Random
) -> list[tuple[str, str]]:
    """The pairs that a report of one made-up round would put in order."""
    counts = dict.fromkeys(strength, 0)
    for _ in range(people):
        if luck.random() >= 0.08:
            for value in put_ahead(item, _votes(item, strength, luck)):
                counts[value] += 1
    cells = printed_ticks(counts, people, tick_rule(item), sensitive=False, safety=False)
    if isinstance(cells, NotEnough):
        return []
    return [
        (one, other)
        for one in cells
        for other in cells
        if surely_ahead(cells[one], cells[other], people)
    ]


def _votes(item: Pairs, strength: dict[str, float], luck: Random) -> dict[str, str]:
    votes = {}
    for turn in turns_of(item, luck.randrange(DRAWS)):
        if luck.random() < 0.05:
            continue
        one, other = turn.shown
        first = luck.random() < 1 / (1 + exp(strength[other] - strength[one]))
        votes[turn.key] = CANT_CHOOSE if luck.random() < 0.1 else one if first else other
    return votes


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 500)
