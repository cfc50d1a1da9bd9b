"""A log of moves and a suggestion as plain values, to be kept: with ids, and without words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import datetime
from typing import Any, TypeAlias

from surveys.ids import AnswerId, ParticipantId
from surveys.themes import moves
from surveys.themes.board import Entry, Suggested
from surveys.themes.candidate import Origin, Run, Side
from surveys.themes.codebook import ThemeId
from surveys.themes.moves import Move, Part, naming

Plain: TypeAlias = dict[str, Any]

_KINDS: Mapping[str, type[Any]] = {
    kind.__name__: kind
    for kind in (
        moves.Accept, moves.NotThese, moves.OfferAgain, moves.NewTheme, moves.Rename,
        moves.Describe, moves.Merge, moves.Split, moves.Tag, moves.Untag, moves.MoveAnswer,
        moves.Sort, moves.Confirm, moves.ConfirmAll, moves.NotATheme, moves.PutBack,
        moves.Undo, moves.Struck,
    )
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class KeptRun:
    """A suggestion as it is kept: what made it, and which answers it put together.

    Args:
        run: What made it, so that it can be made again.
        candidates: The first cut and the smaller groups inside it.
    """

    run: Run
    candidates: tuple[Suggested, ...]


def entry_to_plain(entry: Entry) -> Plain:
    """An entry as values that JSON can hold."""
    return {
        "by": entry.by.hex(),
        "at": entry.at.isoformat(),
        "move": move_to_plain(naming(entry.move, lambda aid: aid.hex())),
        "reason": entry.reason,
    }


def entry_from_plain(plain: Plain) -> Entry:
    """An entry as it was.

    Raises:
        ValueError: It is no entry, or its move is not among the known ones.
    """
    named = move_from_plain(plain["move"])
    return Entry(
        ParticipantId(bytes.fromhex(plain["by"])),
        datetime.fromisoformat(plain["at"]),
        naming(named, lambda name: AnswerId(bytes.fromhex(name))),
        plain["reason"],
    )


def move_to_plain(move: Move[str]) -> Plain:
    """A move as values that JSON can hold; its kind stands beside them."""
    return {"kind": type(move).__name__, **_plain(move)}


def move_from_plain(plain: Plain) -> Move[str]:
    """A move as it was.

    Raises:
        ValueError: Its kind is not among the known ones.
    """
    told = {key: value for key, value in plain.items() if key != "kind"}
    kind = _KINDS.get(plain["kind"])
    if kind is None:
        raise ValueError(f'"{plain["kind"]}" is no move this version knows')
    if kind is moves.Split:
        told["parts"] = tuple(
            Part(one["name"], frozenset(one["answers"]), one["candidate"]) for one in told["parts"]
        )
    if kind is moves.NewTheme:
        told["answers"] = tuple(told["answers"])
    if kind is moves.Sort:
        told["themes"] = frozenset(told["themes"])
    made: Move[str] = kind(**told)
    return made


def run_to_plain(kept: KeptRun) -> Plain:
    """A suggestion as values that JSON can hold."""
    run = kept.run
    return {
        "run": {
            "method": run.method,
            "model": run.model,
            "model_hash": run.model_hash,
            "parameters": dict(run.parameters),
            "codebook_version": run.codebook_version,
        },
        "candidates": [_suggested_to_plain(one) for one in kept.candidates],
    }


def run_from_plain(plain: Plain) -> KeptRun:
    """A suggestion as it was."""
    return KeptRun(
        Run(**plain["run"]), tuple(_suggested_from_plain(one) for one in plain["candidates"])
    )


def _suggested_to_plain(one: Suggested) -> Plain:
    return {
        "id": one.id,
        "origin": one.origin.value,
        "members": [aid.hex() for aid in one.members],
        "name": one.name,
        "second": sorted(aid.hex() for aid in one.second),
        "theme": one.theme,
        "side": None if one.side is None else one.side.value,
        "parent": one.parent,
    }


def _suggested_from_plain(plain: Plain) -> Suggested:
    return Suggested(
        plain["id"],
        Origin(plain["origin"]),
        tuple(AnswerId(bytes.fromhex(aid)) for aid in plain["members"]),
        plain["name"],
        frozenset(AnswerId(bytes.fromhex(aid)) for aid in plain["second"]),
        None if plain["theme"] is None else ThemeId(plain["theme"]),
        None if plain["side"] is None else Side(plain["side"]),
        plain["parent"],
    )


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        return {one.name: _plain(getattr(value, one.name)) for one in fields(value)}
    if isinstance(value, frozenset):
        return sorted(value)
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    return value
