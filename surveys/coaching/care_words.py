"""The list of words that hurt or puzzle, and better ones. Experts by Experience may edit it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from typing import Any

from surveys.coaching.advice import AdviceKind

OWN = "own"
"""The source of a word that Experts by Experience put in the list themselves."""
MOST_LETTERS = 40
"""Longest word of the list, and longest better one. Unit: characters."""

_QUOTED = re.compile(r'"[^"\n]{2,}"|“[^”\n]{2,}”|\{[a-z][a-z0-9_]*\}')
_TWICE = re.compile(r"\b(the|your|my|our|a|an) (the|your|my|our|a|an|somebody|people)\b", re.I)


@dataclass(frozen=True, slots=True)
class CareWord:
    """A word or phrase, what to say instead, why, and who says so.

    Args:
        word: The word, as people see it in the list.
        better: What to say instead.
        kind: Whether it can hurt (``CARE_WORD``) or is a work word (``JARGON``).
        why: One short sentence, about the word and not about who wrote it.
        source: A key of ``sources()``, or ``OWN``.
        finds: Patterns to look for, each with what to put; nothing where only the author can
            find the words. Empty: the word itself and its plain plural.
        unless: A pattern of words around it in which it means something else.
        exact: Only these capitals mean it.
        stems: Letters, in lower case, of which one has to stand in a text before it is looked
            into. Empty: the first five of the word.
    """

    word: str
    better: str
    kind: AdviceKind = AdviceKind.CARE_WORD
    why: str = ""
    source: str = OWN
    finds: tuple[tuple[str, str], ...] = ()
    unless: str = ""
    exact: bool = False
    stems: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Match:
    """A word of the list in a text: which, where (characters from 0), and what to put."""

    entry: CareWord
    start: int
    end: int
    put: str


@dataclass(frozen=True)
class CareWords:
    """Words in use: those that come with Earshot less those switched off, and added ones."""

    words: tuple[CareWord, ...]

    @cached_property
    def _compiled(self) -> tuple[_Compiled, ...]:
        """Made when first needed: whoever starts the program need not wait for it."""
        return tuple(map(_compile, self.words))

    def within(self, text: str) -> CareWords:
        """Those whose letters stand somewhere in a text: quicker to look for in its parts."""
        lower = _flat(text).lower()
        some = tuple(each for each in self._compiled if any(stem in lower for stem in each.stems))
        fewer = CareWords(tuple(each.entry for each in some))
        fewer.__dict__["_compiled"] = some
        return fewer

    def matches(self, text: str) -> tuple[Match, ...]:
        """Where a text says a word of the list, from left to right, none over another.

        Somebody's own words are theirs: what stands in quotation marks is passed over.
        """
        flat = _flat(text)
        lower = flat.lower()
        some = [each for each in self._compiled if any(stem in lower for stem in each.stems)]
        if not some:
            return ()
        quoted = [span.span() for span in _QUOTED.finditer(text)]
        found = [match for each in some for match in each.in_text(flat)]
        taken: list[Match] = []
        for match in sorted(found, key=lambda match: match.start - match.end):  # the longest first
            spans = [*quoted, *((other.start, other.end) for other in taken)]
            if all(match.end <= start or match.start >= end for start, end in spans):
                taken.append(match)
        return tuple(sorted(taken, key=lambda match: match.start))


@dataclass(frozen=True, slots=True)
class _Compiled:
    entry: CareWord
    stems: tuple[str, ...]
    finds: tuple[tuple[re.Pattern[str], str], ...]
    unless: re.Pattern[str] | None

    def in_text(self, flat: str) -> Iterator[Match]:
        for find, put in self.finds:
            for found in find.finditer(flat):
                if self.unless is None or not _overlaps(self.unless, flat, found):
                    new = found.expand(put) if put else ""
                    yield Match(self.entry, found.start(), found.end(), new)


def _compile(entry: CareWord) -> _Compiled:
    flags = re.NOFLAG if entry.exact else re.IGNORECASE
    finds = entry.finds
    if not finds:
        plural = "(?:s|es)?" if entry.word[-1:].isalpha() else ""
        finds = ((f"{re.escape(_flat(entry.word))}{plural}", entry.better.replace("\\", "")),)
    return _Compiled(
        entry,
        entry.stems or (entry.word.lower().split()[0][:5],),
        tuple((re.compile(rf"(?<!\w)(?:{find})(?!\w)", flags), put) for find, put in finds),
        re.compile(entry.unless, re.IGNORECASE) if entry.unless else None,
    )


def _flat(text: str) -> str:
    """The text with plain apostrophes, of the same length."""
    return text.replace("’", "'")


def _overlaps(unless: re.Pattern[str], flat: str, found: re.Match[str]) -> bool:
    return any(
        other.start() < found.end() and other.end() > found.start()
        for other in unless.finditer(flat)
    )


def put_in(text: str, matches: Iterable[Match]) -> str | None:
    """The text with better words in place of those found; None where one has none to put."""
    made, at = "", 0
    for match in matches:
        if not match.put:
            return None
        old = text[match.start : match.end]
        opens = not text[: match.start].strip() or text[: match.start].rstrip()[-1] in ".!?:"
        first = match.put[0].upper() if old[0].isupper() and opens else match.put[0]
        made += text[at : match.start] + first + match.put[1:]
        at = match.end
    return _TWICE.sub(_once, made + text[at:])


def _once(found: re.Match[str]) -> str:
    """The second of two articles, with the first's capital."""
    return found[2][0].upper() + found[2][1:] if found[1][0].isupper() else found[2]


def with_changes(
    added: Iterable[CareWord] = (), off: Iterable[str] = (), base: CareWords | None = None
) -> CareWords:
    """The shipped list (or ``base``) with words added in front and others switched off.

    Args:
        added: Words of people's own. One that is shipped too takes that one's place.
        off: Words, as ``CareWord.word`` has them, that are not looked for.
    """
    own = tuple(added)
    gone = {word.casefold() for word in off} | {each.word.casefold() for each in own}
    off_now = {word.casefold() for word in off}
    kept = [each for each in (base or SHIPPED).words if each.word.casefold() not in gone]
    return CareWords((*(each for each in own if each.word.casefold() not in off_now), *kept))


@cache
def sources() -> dict[str, str]:
    """Where the words come from, by key."""
    return dict(_file()["sources"])


def _load() -> CareWords:
    kinds = {"care": AdviceKind.CARE_WORD, "jargon": AdviceKind.JARGON}
    return CareWords(
        tuple(
            CareWord(
                each["word"],
                each["better"],
                kinds[each["kind"]],
                each["why"],
                each["source"],
                tuple((find, put) for find, put in each.get("find", ())),
                each.get("unless", ""),
                each.get("exact", False),
                tuple(each.get("stems", ())),
            )
            for each in _file()["words"]
        )
    )


@cache
def _file() -> dict[str, Any]:
    return tomllib.loads(files(__package__).joinpath("care_words.toml").read_text("utf-8"))


SHIPPED = _load()
"""The list that comes with Earshot."""
