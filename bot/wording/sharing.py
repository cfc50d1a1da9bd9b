"""The four ways to share what somebody wrote, in words; with the names of those who read it."""

from __future__ import annotations

from collections.abc import Sequence

from bot.texts import say
from bot.wording.plain import defuse
from surveys.flow.replies import Sharing

MOST_NAMED = 3
"""Most readers named on a button; beside it all of them are."""


def shared(way: Sharing, language: str, readers: Sequence[str] = ()) -> str:
    """What one way is called: "Only Sam and Rae read it"."""
    if way is not Sharing.READERS_ONLY or not 0 < len(readers) <= MOST_NAMED:
        return say(f"share.{way}", language)
    return say(f"share.{way}_{_many(readers)}", language, readers=_names(readers, language))


def shared_means(way: Sharing, language: str, readers: Sequence[str] = ()) -> str:
    """What one way means, beside the question."""
    if way is not Sharing.READERS_ONLY or not readers:
        return say(f"share.{way}_means", language)
    return say(f"share.{way}_means_{_many(readers)}", language, readers=_names(readers, language))


def _many(readers: Sequence[str]) -> str:
    return "one" if len(readers) == 1 else "more"


def _names(readers: Sequence[str], language: str) -> str:
    *others, last = map(defuse, readers)
    return say("share.and", language, names=", ".join(others), last=last) if others else last
