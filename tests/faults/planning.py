"""What a seed of a random schedule does, drawn before it begins: who writes, what breaks when."""

from __future__ import annotations

import random
from dataclasses import dataclass

from tests.botapi.faults import FOR_GOOD, PASSING, Rule, Scope
from tests.botapi.mischief import Mischief
from tests.faults.breaking import Kind, Trouble

METHODS = ("sendMessage", "sendMessage", "getUpdates", "answerCallbackQuery")
TROUBLES: tuple[Kind, ...] = ("i/o", "i/o after", "full", "read-only", "locked", "lost")
SCOPES: tuple[Scope, ...] = ("call", "method", "chat", "bot")
ZONES = ("Europe/London", "Pacific/Kiritimati", "America/St_Johns", "Asia/Kathmandu")
"""Where the machine may find itself next: it is put right, or somebody else's image is started."""


def number_of(who: int) -> int:
    """Somebody's number in the chat."""
    return 1001 + who


@dataclass(frozen=True)
class Plan:
    """What one seed does."""

    seed: int
    people: int
    lives: tuple[tuple[Trouble, ...], ...]
    rules: tuple[Rule, ...]
    mischief: Mischief
    writes: tuple[tuple[int, str, int], ...]
    """Who writes, what kind of thing, and after how many turns of the loop."""


def planned(seed: int) -> Plan:
    """The plan of a seed: about three people, a dozen messages, two deaths and some of each."""
    chance = random.Random(f"schedule {seed}")
    people = chance.randint(1, 4)
    lives = tuple(_life(chance) for _ in range(chance.randint(0, 3)))
    kinds = ["typed"] * 8 + ["tapped", "nonsense", "jump", "zone"]
    writes = tuple(
        (chance.randrange(people), chance.choice(kinds), chance.choice((0, 0, 5, 60, 200)))
        for _ in range(chance.randint(4, 16))
    )
    rules = tuple(_rule(chance) for _ in range(chance.randint(0, 5)))
    if chance.random() < 0.3:
        rules = (_for_good(chance, chance.randrange(people)), *rules)
    often = {
        name: chance.choice((0.0, 0.0, 0.3)) for name in ("twice", "shuffled", "old", "expired")
    }
    mischief = Mischief(seed, renumbered=0.5, **often)
    return Plan(seed, people, lives, rules, mischief, writes)


def _life(chance: random.Random) -> tuple[Trouble, ...]:
    death: Kind = chance.choice(("crash", "crash after"))
    troubles = [
        Trouble(chance.choice(TROUBLES), chance.randrange(1, 120), chance.randint(1, 9))
        for _ in range(chance.randint(0, 2))
    ]
    return (*troubles, Trouble(death, chance.randrange(1, chance.choice((160, 480)))))


def _rule(chance: random.Random) -> Rule:
    method = chance.choice(METHODS)
    faults = {
        name: one for name, one in PASSING.items() if (method, name) != ("getUpdates", "401")
    }
    fault = faults[chance.choice(sorted(faults))]
    scope = chance.choice(SCOPES) if fault.retry_after else "call"
    return Rule(method, fault, None, chance=chance.choice((0.05, 0.2, 0.5)), scope=scope)


def _for_good(chance: random.Random, who: int) -> Rule:
    """Somebody shuts the bot out, for some messages."""
    fault = FOR_GOOD[chance.choice(sorted(FOR_GOOD))]
    first = chance.randrange(6)
    between = (first, first + chance.randint(1, 6))
    return Rule("sendMessage", fault, None, chat=number_of(who), between=between)
