"""Words of who is reached, by round and by whom was asked."""

from __future__ import annotations

from collections.abc import Sequence

from bot.texts import say
from bot.wording.days import day
from bot.wording.plain import defuse
from surveys.knowing.reach import KindReach, RoundReach, by_kind
from surveys.people.person import Kind

MOST_SHOWN = 12
"""Most rounds shown at once, the latest."""


def reach_lines(found: Sequence[RoundReach], most: int = MOST_SHOWN) -> list[str]:
    """Who is reached, line by line: first by whom was asked, then round by round."""
    if not found:
        return [say("reach.none")]
    lines = [say("reach.title"), "", say("reach.about")]
    kinds = by_kind(found)
    if kinds:
        lines += ["", say("reach.by_kind"), *(_kind(one) for one in kinds)]
    lines += ["", say("reach.by_round")]
    for one in found[:most]:
        lines += ["", *_round(one).split("\n")]
    if len(found) > most:
        lines += ["", say("reach.more", count=len(found) - most)]
    return lines


def _round(one: RoundReach) -> str:
    told = {"title": defuse(one.title), "day": day(one.on), "says": one.says}
    if one.kinds is None:
        return say("reach.round_plain", **told)
    return say("reach.round", whom=say("reach.asked", whom=_whom(one.kinds)), **told)


def _kind(one: KindReach) -> str:
    bands = ", ".join(say(f"reach.{band.value}", count=count) for band, count in one.bands)
    whom = _whom(one.kinds)
    key = "kind_one" if one.rounds == 1 else "kind"
    bands = bands[:1].upper() + bands[1:]
    return say(f"reach.{key}", whom=whom[:1].upper() + whom[1:], count=one.rounds, bands=bands)


def _whom(kinds: frozenset[Kind]) -> str:
    return say("reach.together").join(say(f"deciding.kind_{kind.value}") for kind in sorted(kinds))
