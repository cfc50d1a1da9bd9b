"""What the shelf of the library says of each round: how to ask it, of how many, why and when."""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Mapping
from enum import StrEnum

from pydantic import BaseModel, ConfigDict, Field, ValidationError


class LibraryWay(StrEnum):
    """A way a round of the library is good in."""

    TOGETHER = "together"
    TICKET = "ticket"
    NAMED = "named"
    HOUSE_TALK = "house_talk"


class Shelved(BaseModel):
    """What the shelf says of one round. ``smallest`` is what it takes to ask it together, so
    that something can probably be shown. Unit: people."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    ways: tuple[LibraryWay, ...] = Field(min_length=1)
    smallest: int = Field(ge=6)
    why: str = Field(min_length=10, max_length=120)
    """Why to use it, in one sentence."""
    when: str = Field(min_length=10, max_length=120)
    """When to use it, in one sentence."""
    waves: tuple[str, ...] = ()
    """The keys of the rounds that ask the same people again, in their order."""


class ShelvedTalk(Shelved):
    """What the shelf says of the house talk, which has no survey that would say the rest.
    ``largest`` is in people, ``minutes`` in minutes."""

    title: str
    smallest: int = Field(ge=2)
    largest: int = Field(ge=2)
    minutes: int = Field(ge=1)
    could_change: str
    decides: str


class Shelf(BaseModel):
    """The whole shelf: its rounds by key, and the house talk."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    rounds: Mapping[str, Shelved]
    talk: ShelvedTalk


class ShelfMistake(Exception):
    """The shelf says something that it cannot, of a round that it names."""


HOUSE_TALK = "house-talk"
"""What the shelf calls the house talk."""


def read_shelf(text: str, surveys: Collection[str]) -> Shelf:
    """The shelf, of the surveys that lie beside it.

    Args:
        text: The file's content, TOML.
        surveys: The keys of the survey files there are.

    Raises:
        ShelfMistake: It names the round, what is wrong with it, and the way out.
    """
    try:
        written = tomllib.loads(text)
    except tomllib.TOMLDecodeError as wrong:
        raise ShelfMistake(f"shelf.toml: {wrong}. Compare it with the entries before.") from None
    talk = written.pop(HOUSE_TALK, {})
    try:
        shelf = Shelf.model_validate({"rounds": written, "talk": talk})
    except ValidationError as refused:
        error = refused.errors(include_url=False)[0]
        place = [str(step) for step in error["loc"] if step != "rounds"]
        name = HOUSE_TALK if place[0] == "talk" else place[0]
        said = " ".join(place[1:])
        raise ShelfMistake(
            f"shelf.toml, [{name}]: {said}: {error['msg']}. Put it right there."
        ) from None
    _check_keys(shelf, surveys)
    return shelf


def _check_keys(shelf: Shelf, surveys: Collection[str]) -> None:
    named = [*shelf.rounds, *(wave for each in shelf.rounds.values() for wave in each.waves)]
    for key in named:
        if named.count(key) > 1:
            raise ShelfMistake(f"shelf.toml: {key} is there twice. Keep one of them.")
        if key not in surveys:
            raise ShelfMistake(f"shelf.toml: there is no {key}.yaml. Add it, or take it out.")
    for key in sorted(surveys):
        if key not in named:
            raise ShelfMistake(f"shelf.toml: {key}.yaml has no entry. Add [{key}].")
