"""Make candidates of groups: an id, words, a typical remark and a reason each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from surveys.themes.candidate import Candidate, Origin, Remark
from surveys.themes.finding import Found
from surveys.themes.labelling import WordCounts

NOTHING = "nothing"
"""The id of the candidate for answers that say nothing."""
_TYPICAL = 3
"""Of so many remarks nearest to a group's middle the shortest is shown: it is read at a glance."""


def order_of(remark: Remark) -> tuple[str, str, bool]:
    """Give what remarks are put in order by, whatever order they came in."""
    return remark.text, remark.side or "", remark.quotable


def present(
    remarks: Sequence[Remark], groups: Sequence[Found], silent: Sequence[int]
) -> tuple[Candidate, ...]:
    """Give every group its id, words and reason; big ones first, single remarks last."""
    ranked = sorted(
        groups,
        key=lambda group: (
            group.origin is Origin.ONE_PERSON,
            -len(group.members),
            [order_of(remarks[at]) for at in group.members],
        ),
    )
    counts = WordCounts([remark.text for remark in remarks])
    candidates: list[Candidate] = []
    for number, group in enumerate(ranked, start=1):
        made = _candidate(remarks, counts, group, f"t{number}")
        candidates.append(made)
        for place, part in enumerate(group.parts, start=1):
            origin = Origin.GROUPED if len(part) > 1 else Origin.ONE_PERSON
            inner = Found(origin, part, group.side)
            named = _candidate(remarks, counts, inner, f"{made.id}_{place}")
            candidates.append(replace(named, parent=made.id))
    if silent:
        why = "These say that there is nothing to say, or hold no words."
        nothing = Candidate(NOTHING, Origin.NOTHING_SAID, "", (), None, tuple(silent), why=why)
        candidates.append(nothing)
    return tuple(candidates)


def _candidate(
    remarks: Sequence[Remark], counts: WordCounts, group: Found, name: str
) -> Candidate:
    main = [at for at in group.members if at not in group.second]
    quotable = [at for at in main or group.members if remarks[at].quotable]
    words = counts.label(
        [remarks[at].text for at in quotable], [remarks[at].text for at in group.members]
    )
    return Candidate(
        name,
        group.origin,
        group.theme.name if group.theme else "",
        words,
        min(quotable[:_TYPICAL], key=lambda at: len(remarks[at].text), default=None),
        group.members,
        group.second,
        group.theme.id if group.theme else None,
        group.side,
        why=_why(group, words),
    )


def _why(group: Found, words: Sequence[str]) -> str:
    size, clauses = len(group.members), len(group.second)
    also = f" {clauses} of them say it in one part of what they say." if clauses else ""
    match group.origin:
        case Origin.ONE_PERSON:
            return "One person said this, and no other answer is near to it."
        case Origin.CODEBOOK:
            name = group.theme.name if group.theme else ""
            return f"What they say is nearer to “{name}” than to any other theme.{also}"
        case _:
            told = f" More often than others they say: {', '.join(words)}." if words else ""
            return f"These {size} are nearer to each other than to the rest.{told}{also}"
