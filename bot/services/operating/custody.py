"""Custody: the custodian's second copies, and what is told of every key. Shows no secret."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from bot.services.operating.retaining import words_end
from bot.services.world import World
from storage import rounds, talks
from storage.custody import Noted, noted
from storage.rotating import has_old
from surveys.ids import RoundId
from surveys.rounds.round import Round, State
from surveys.talks.talk import Talk

ALIVE = frozenset({State.PROPOSED, State.OPEN, State.CLOSED})
"""Rounds whose envelopes are still to be opened."""


@dataclass(frozen=True, slots=True)
class KeyLine:
    """One key in plain words: what it is for, whether it is here, where else, when it dies."""

    name: str
    about: str
    there: bool
    copies: str = ""
    dies: str = ""

    @property
    def is_lost(self) -> bool:
        """Whether somebody must do something."""
        return not self.there


@dataclass(frozen=True, slots=True)
class Standing:
    """All keys, and what is known of the second copies."""

    lines: tuple[KeyLine, ...]
    second: Noted
    old_waits: bool


async def ends(world: World) -> dict[RoundId, date]:
    """The last day of the words of each round and each house talk."""
    term = timedelta(days=world.policy.retention.answers_days)
    async with world.database.read() as db:
        found = {one.id: words_end(world, one) for one in await rounds.list_rounds(db)}
        found |= {one.id: one.on + term for one in await talks.list_talks(db, world.keys)}
    return found


async def standing(world: World) -> Standing:
    """How every key stands: the two of the house, those of rounds, those of house talks."""
    last_days = await ends(world)
    async with world.database.read() as db:
        known = await rounds.list_rounds(db)
        held = await talks.list_talks(db, world.keys)
    return await asyncio.to_thread(_standing, world, known, held, last_days)


def _standing(
    world: World, known: Sequence[Round], held: Sequence[Talk], last_days: Mapping[RoundId, date]
) -> Standing:
    """Files of thousands of rounds are looked for: in a thread, and their directory once."""
    second = noted(world.keys, last_days, world.today())
    copied = frozenset(world.keys.outstanding())
    lines = [*_foundation(second)]
    for round_ in known:
        last, is_copied = last_days[round_.id], round_.id in copied
        lines += _of_round(world, round_, second, last, copied=is_copied)
    for talk in held:
        lines += _of_talk(world, talk, second, last_days[talk.id], copied=talk.id in copied)
    return Standing(tuple(lines), second, has_old(world.keys))


def _foundation(second: Noted) -> list[KeyLine]:
    about = (
        ("identity.key", "who people are, and how they are found again"),
        ("safe.key", "concerns, and the signature on their records"),
    )
    return [
        KeyLine(name, said, there=True, copies=_second(name, second), dies="when it is rotated")
        for name, said in about
    ]


def _of_round(
    world: World, round_: Round, second: Noted, last: date, *, copied: bool
) -> list[KeyLine]:
    lines = []
    keys, title = world.keys, round_.survey.title.get("en", round_.id)
    draft = keys.has_draft(round_.id)
    if draft or copied or round_.state in ALIVE - {State.PROPOSED}:
        lines.append(
            KeyLine(
                f"{round_.id}.draft",
                f"envelopes of “{title}”",
                there=draft or round_.state is State.SEALING,
                copies=_draft_copy(world, round_, copied=copied),
                dies="at the seal, with its copy",
            )
        )
    name = f"{round_.id}.text"
    if keys.has_text(round_.id):
        dies = f"on {last}, and every backup of these words with it"
        said = f"answers of “{title}”"
        if round_.state is State.CANCELLED:
            said += ", if a later backup has any: here it was ended before the seal"
        lines.append(KeyLine(name, said, there=True, copies=_second(name, second), dies=dies))
    elif round_.state in {State.OPEN, State.CLOSED, State.SEALED} and last >= world.today():
        lines.append(KeyLine(name, f"answers of “{title}”", there=False, dies=f"on {last}"))
    return lines


def _of_talk(
    world: World, talk: Talk, second: Noted, last: date, *, copied: bool
) -> list[KeyLine]:
    """A talk under way has a draft key, and a text key that a kept one alone goes on with."""
    lines, keys, under_way = [], world.keys, talk.stage.is_under_way
    if under_way:
        lines.append(
            KeyLine(
                f"{talk.id}.draft",
                "what is being agreed in a house talk",
                there=keys.has_draft(talk.id),
                copies="one on the second medium" if copied else "no copy on a second medium",
                dies="when the talk is over, with its copy",
            )
        )
    name = f"{talk.id}.text"
    if keys.has_text(talk.id) or (not under_way and last >= world.today()):
        dies = f"on {last}, and every backup of these words with it"
        said, there = "what was agreed in a house talk", keys.has_text(talk.id)
        lines.append(KeyLine(name, said, there=there, copies=_second(name, second), dies=dies))
    return lines


def _second(name: str, second: Noted) -> str:
    if second.on is None:
        return "no second copy is known of"
    if name in second.lacks:
        return f"no second copy: none was made since {second.on}"
    return f"second copy of {second.on}"


def _draft_copy(world: World, round_: Round, *, copied: bool) -> str:
    if not copied:
        return "no copy on a second medium"
    until = round_.key_copy_outstanding_until
    if until is not None:
        return f"key copy outstanding until {until}: connect the second medium"
    return f"one on the second medium, {world.keys.copies}"
