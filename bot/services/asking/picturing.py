"""Picturing: the pictures a survey names, found, kept, and shown to those who are asked."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy.ext.asyncio import AsyncSession

from bot.services.cleaning import PictureRefused, check_size, clean
from bot.services.knowing import whose
from bot.services.later import rooms
from bot.services.world import World
from storage import ledger, listeners, pictures, pilots, rounds
from storage.pictures import Picture
from surveys.definitions.mistakes import Mistake, SurveyMistake
from surveys.definitions.source import Source, read_source
from surveys.definitions.survey import Survey
from surveys.people.person import Address

if TYPE_CHECKING:
    from surveys.library import pictures as drawn
else:
    (drawn,) = rooms("surveys.library", "pictures")

DIGEST = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Pictured:
    """A survey whose choices name their pictures by digest, and the pictures themselves."""

    survey: Survey
    pictures: tuple[Picture, ...] = ()


@dataclass(frozen=True, slots=True)
class _Named:
    """Where a survey names a picture: question and choice by position, and the name."""

    question: int
    choice: int
    name: str


def gather(survey: Survey, folder: Path | None = None, text: str | bytes = b"") -> Pictured:
    """Find and clean every picture a survey names: beside its file, or of the shipped set.

    Large photos take seconds: with a folder, call it before a transaction and off the loop.

    Args:
        folder: Where the survey's file lies; None for a survey of the library.
        text: The survey's file, to name the lines of mistakes.

    Raises:
        SurveyMistake: Pictures are missing or cannot be used; it lists every one.
    """
    found: dict[str, Picture] = {}
    mistakes: list[Mistake] = []
    source = read_source(text) if text else Source()
    for named in _named(survey):
        if named.name in found or (folder is None and DIGEST.fullmatch(named.name)):
            continue
        try:
            found[named.name] = _found(named.name, folder)
        except PictureRefused as refused:
            mistakes.append(_mistake(survey, source, named, refused))
    if mistakes:
        raise SurveyMistake(survey.key, tuple(mistakes))
    by_name = {name: picture.digest for name, picture in found.items()}
    return Pictured(_renamed(survey, by_name), tuple(found.values()))


async def publish(db: AsyncSession, survey: Survey, gathered: tuple[Picture, ...] = ()) -> Survey:
    """Keep a survey's pictures; return the survey as it is to be published.

    Where nothing was gathered, its pictures are of the shipped set, or kept already.

    Raises:
        SurveyMistake: It names a picture that nobody has.
    """
    if not any(_named(survey)):
        return survey
    if not gathered:
        pictured = gather(survey)
        survey, gathered = pictured.survey, pictured.pictures
    kept = {one.digest: await pictures.add_picture(db, one) for one in gathered}
    survey = _renamed(survey, kept)
    there = await pictures.find_pictures(db, [one.name for one in _named(survey)])
    lost = [
        _mistake(survey, Source(), one, _missing(one.name))
        for one in _named(survey)
        if one.name not in there
    ]
    if lost:
        raise SurveyMistake(survey.key, tuple(lost))
    return survey


async def keep_for_good(db: AsyncSession, survey: Survey) -> None:
    """Keep the pictures of a survey that is proposed: its version never changes."""
    await pictures.keep_pictures(db, [one.name for one in _named(survey)])


async def load_shown(world: World, address: Address, digest: str) -> Picture | None:
    """A picture, for whoever was asked in a round that shows it, or tries out a survey that does;
    a face of somebody to write to, for everybody who is known. None for everybody else."""
    if not DIGEST.fullmatch(digest):
        return None
    async with world.database.read() as db:
        who = await whose(db, world, address)
        if who is not None and await _is_face(db, world, digest):
            return await pictures.load_picture(db, digest)
        trial = None if who is None else await pilots.load_trial(db, world.keys, who.id)
        if trial is not None and any(n.name == digest for n in _named(trial.survey)):
            return await pictures.load_picture(db, digest)
        asked_in = [] if who is None else await ledger.rounds_of(db, who.id)
        for rid in asked_in:
            round_ = await rounds.load_round(db, rid)
            if round_ is not None and any(n.name == digest for n in _named(round_.survey)):
                return await pictures.load_picture(db, digest)
    return None


async def _is_face(db: AsyncSession, world: World, digest: str) -> bool:
    known = await listeners.list_listeners(db, world.keys)
    return any(one.face == digest for one in known)


async def load_contents(world: World, digests: tuple[str, ...]) -> dict[str, bytes]:
    """The bytes of pictures to draw. One that is not kept has no entry."""
    async with world.database.read() as db:
        found = {digest: await pictures.load_picture(db, digest) for digest in set(digests)}
    return {digest: one.content for digest, one in found.items() if one is not None}


def _named(survey: Survey) -> Iterator[_Named]:
    for position, item in enumerate(survey.questions):
        for place, choice in enumerate(getattr(item, "choices", ())):
            if choice.picture is not None:
                yield _Named(position, place, choice.picture)


def _renamed(survey: Survey, names: Mapping[str, str]) -> Survey:
    """The same survey, its pictures under other names; a name that is not there stays."""
    changed = []
    for item in survey.questions:
        choices = tuple(
            choice.model_copy(update={"picture": names.get(choice.picture, choice.picture)})
            for choice in getattr(item, "choices", ())
        )
        changed.append(item.model_copy(update={"choices": choices}) if choices else item)
    return survey.model_copy(update={"questions": tuple(changed)})


def _found(name: str, folder: Path | None) -> Picture:
    """``name`` is one plain file name: the survey format allows no other."""
    path = None if folder is None else folder / name
    if path is not None and path.is_file():
        try:
            check_size(path.stat().st_size, name)
            return clean(path.read_bytes(), name)
        except OSError as slip:
            raise PictureRefused(
                name, f"cannot be opened: {slip.strerror}", "Check who may read it"
            ) from None
    shipped = _shipped(name)
    if shipped is None:
        raise _missing(name)
    return shipped


@cache
def _shipped(name: str) -> Picture | None:
    content = drawn.find_shipped(name)
    return None if content is None else clean(content, name)


def _missing(name: str) -> PictureRefused:
    known = ", ".join(drawn.list_shipped())
    way_out = f"Put the file beside the survey, or name one that comes with Earshot: {known}"
    return PictureRefused(name, "is not there", way_out)


def _mistake(survey: Survey, source: Source, named: _Named, refused: PictureRefused) -> Mistake:
    place = ("questions", named.question, "choices", named.choice, "picture")
    question = survey.questions[named.question].id
    line = source.line(place)
    return Mistake(line, question, refused.what, refused.way_out + ".", named.question + 1)
