"""What an author is shown of their own words before anyone reads them, and may put back.

Their own nickname and what was only *asked* about may be put back; what is sure to be somebody
or something else stays hidden, whatever they tap.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from surveys.redaction.pieces import LONGEST_BACK, MOST_BACK, Piece, Preview, folded
from surveys.redaction.pointing import pointed_at
from surveys.redaction.redactor import redact
from surveys.redaction.roster import Known, Roster
from surveys.redaction.spans import Label, Mark, Span
from surveys.redaction.tokens import plain

__all__ = ["LONGEST_BACK", "MOST_BACK", "Piece", "Preview", "folded", "preview", "shown"]


def preview(
    words: str,
    roster: Roster,
    own_names: frozenset[str] = frozenset(),
    put_back: frozenset[str] = frozenset(),
) -> Preview | None:
    """What to show an author of their own words; None where there is nothing to say.

    Args:
        words: As typed.
        roster: Those the organisation knows.
        own_names: What the author is called, in any case.
        put_back: Folded pieces they chose to show; those that they may not are ignored.
    """
    spans = redact(words, roster).spans
    pieces = _pieces(words, spans, _own(words, spans, own_names, roster))
    back = _allowed(pieces, put_back)
    seen = _with(words, spans, back)
    guess = pointed_at(seen)
    return Preview(seen, pieces, back, guess) if pieces or guess is not None else None


def shown(
    words: str,
    roster: Roster,
    put_back: frozenset[str] = frozenset(),
    own_names: frozenset[str] = frozenset(),
) -> str:
    """The words as readers get them, which is what is kept at the seal.

    Every find is replaced by its kind but those that are in ``put_back`` and may be. Without
    ``own_names`` the author's nickname stays hidden too.
    """
    spans = redact(words, roster).spans
    if not put_back:
        return _with(words, spans, frozenset())
    pieces = _pieces(words, spans, _own(words, spans, own_names, roster))
    return _with(words, spans, _allowed(pieces, put_back))


def _pieces(words: str, spans: Sequence[Span], own: frozenset[str]) -> tuple[Piece, ...]:
    """Every different piece; it may be put back only if it may be in each place it stands."""
    places: dict[str, list[Span]] = {}
    for span in spans:
        places.setdefault(folded(words[span.start : span.end]), []).append(span)
    third = {
        word
        for fold, there in places.items()
        if any(span.mark is Mark.HIDDEN and not _is_own(fold, span, own) for span in there)
        for word in _cores(fold)
    }
    found: list[Piece] = []
    room = MOST_BACK
    for fold, there in places.items():
        may = (
            room > 0
            and 0 < len(fold.encode("utf-8", "replace")) <= LONGEST_BACK
            and third.isdisjoint(_cores(fold))
        )
        room -= may
        sure = Mark.HIDDEN if any(span.mark is Mark.HIDDEN for span in there) else Mark.ASK
        first = there[0]
        found.append(Piece(words[first.start : first.end], fold, first.label, sure, may))
    return tuple(found)


def _cores(fold: str) -> Iterable[str]:
    """The words of a piece, so that "the Summers" is not told apart from "Summer"."""
    return (word.removesuffix("s") for word in fold.replace("-", " ").split())


def _is_own(fold: str, span: Span, own: frozenset[str]) -> bool:
    return span.label is Label.PERSON and fold in own


def _allowed(pieces: Sequence[Piece], put_back: frozenset[str]) -> frozenset[str]:
    return frozenset(each.folded for each in pieces if each.may_put_back) & put_back


def _own(
    words: str, spans: Sequence[Span], own_names: frozenset[str], roster: Roster
) -> frozenset[str]:
    """Those of the author's names in the text that could not be somebody else's, folded."""
    names = {folded(name) for name in own_names} - {""}
    if not names:
        return frozenset()
    written = {folded(words[span.start : span.end]) for span in spans}
    return frozenset(name for name in names & written if not _is_anothers(name, roster))


def _is_anothers(name: str, roster: Roster) -> bool:
    """Whether a name may be somebody else's: of staff, or of two who are called more than it.

    One who is called more may be the author themselves, with the surname the roster has.
    """
    if any(_answers_to(name, each) for each in roster.staff):
        return True
    called = (each for each in roster.people if _answers_to(name, each))
    return len({folded(each.name) for each in called} - {name}) > 1


def _answers_to(name: str, known: Known) -> bool:
    for each in (known.name, *known.nicknames):
        if name in plain(each) and (name == folded(each) or name in folded(each).split()):
            return True
    return False


def _with(words: str, spans: Sequence[Span], back: frozenset[str]) -> str:
    pieces: list[str] = []
    at = 0
    for span in spans:
        written = words[span.start : span.end]
        kept = bool(back) and folded(written) in back
        pieces += [words[at : span.start], written if kept else span.placeholder]
        at = span.end
    return "".join([*pieces, words[at:]])
