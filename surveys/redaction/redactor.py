"""Hide what could give somebody away, and say how sure each piece is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from surveys.redaction.dates import find_births
from surveys.redaction.links import find_accounts, find_addresses
from surveys.redaction.names import find_names
from surveys.redaction.numbers import find_insurance, find_numbers, find_plates, find_postcodes
from surveys.redaction.places import find_places
from surveys.redaction.roster import Roster, find_known
from surveys.redaction.spans import PLACEHOLDER, Label, Mark, Span, merged
from surveys.redaction.tokens import tokens_of

ROUNDS = 6  # each round covers more, so few are needed; most texts need one


@dataclass(frozen=True, slots=True)
class Redaction:
    """A text and what may be shown of it.

    Args:
        text: As given. Not to be kept once the redacted text is accepted.
        redacted: The text with each find replaced by its kind; a doubtful one has a "?".
        spans: The finds in order, not overlapping. Unit: code points of ``text``.
    """

    text: str
    redacted: str
    spans: tuple[Span, ...]


def redact(text: str, roster: Roster) -> Redaction:
    """Find and replace everything in a text that could give somebody away.

    Never raises for any text. Redacting what comes out changes nothing more: finds may bring
    others to light ("[a name] and hope"), so it looks again until there are none.
    """
    if not text:
        return Redaction(text, text, ())
    spans = _adjoined(text, _found(text, roster))
    for _ in range(ROUNDS):
        shown = _shown(text, spans)
        more = _found(shown, roster) if spans else ()
        if not more:
            break
        spans = _adjoined(text, merged([*spans, *_moved_back(more, spans)]))
    return Redaction(text, _shown(text, spans), spans)


def warm_up() -> None:
    """Read the lists of names and words now, so that the first text is as quick as the rest."""
    redact("ask jo", Roster())


def _found(text: str, roster: Roster) -> tuple[Span, ...]:
    taken = [match.span() for match in PLACEHOLDER.finditer(text)]
    return tuple(_outside(merged(_candidates(text, roster)), taken))


def _candidates(text: str, roster: Roster) -> Iterator[Span]:
    tokens = tokens_of(text)
    yield from find_addresses(text)
    yield from find_accounts(text)
    yield from find_numbers(text)
    yield from find_insurance(text)
    yield from find_postcodes(text)
    yield from find_plates(text)
    yield from find_births(text)
    for find in (
        find_known(tokens, roster),
        find_names(tokens, roster.index),
        find_places(tokens),
    ):
        yield from (_with_apostrophe(text, span) for span in find)


def _adjoined(text: str, spans: Sequence[Span]) -> tuple[Span, ...]:
    """Names with nothing but a space or hyphen between them are one name."""
    kept: list[Span] = []
    for span in spans:
        last = kept[-1] if kept else None
        if (
            last
            and span.label is last.label is Label.PERSON
            and text[last.end : span.start] in (" ", "-")
        ):
            sure = Mark.HIDDEN if Mark.HIDDEN in (last.mark, span.mark) else Mark.ASK
            kept[-1] = Span(last.start, span.end, Label.PERSON, sure)
        else:
            kept.append(span)
    return tuple(kept)


def _with_apostrophe(text: str, span: Span) -> Span:
    """The span with the apostrophe of "the beeches' garden"."""
    if text[span.end - 1] in "sS" and text[span.end : span.end + 1] in ("'", "’"):
        return Span(span.start, span.end + 1, span.label, span.mark)
    return span


def _outside(spans: Sequence[Span], taken: Sequence[tuple[int, int]]) -> Iterator[Span]:
    """The spans, or what is left of them, outside placeholders that stand there already."""
    at = 0
    for span in spans:
        start = span.start
        while at < len(taken) and taken[at][1] <= start:
            at += 1
        ahead = at
        while ahead < len(taken) and taken[ahead][0] < span.end:
            if start < taken[ahead][0]:
                yield Span(start, taken[ahead][0], span.label, span.mark)
            start = max(start, taken[ahead][1])
            ahead += 1
        if start < span.end:
            yield Span(start, span.end, span.label, span.mark)


def _shown(text: str, spans: Sequence[Span]) -> str:
    pieces: list[str] = []
    at = 0
    for span in spans:
        pieces += [text[at : span.start], span.placeholder]
        at = span.end
    return "".join([*pieces, text[at:]])


def _moved_back(found: Sequence[Span], spans: Sequence[Span]) -> Iterator[Span]:
    """Spans of the redacted text as spans of the text it was made from."""
    kept = iter(spans)
    following = next(kept, None)
    grown = 0
    for span in found:
        while following is not None and following.start + grown < span.start:
            grown += len(following.placeholder) - (following.end - following.start)
            following = next(kept, None)
        yield Span(span.start - grown, span.end - grown, span.label, span.mark)
