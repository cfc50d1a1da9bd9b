"""Phones, NHS and National Insurance numbers, postcodes and number plates."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from surveys.redaction.spans import Label, Mark, Span
from surveys.redaction.vocabulary import listed, vocabulary

# Numbers that anybody may ring. Sources: the signposts of docs/trust.md; 0800, 0808 and 03
# numbers belong to organisations, never to a person, so others of those are only asked about.
PUBLIC = listed("public")
ORGANISATION = re.compile(r"(?:0800|0808|03\d\d|084\d|087\d|0500)")
PHONE = re.compile(r"(?:(?:0044|44)0?|0)(?:7\d{9}|[12]\d{8,9}|8\d{8,9}|3\d{9})")
SPOKEN = {
    "zero": "0", "oh": "0", "nought": "0", "o": "0", "one": "1", "won": "1", "two": "2",
    "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7", "eight": "8", "nine": "9",
    "hundred": "00", "thousand": "000",
}  # fmt: skip
REPEATS = {"double": 2, "dubble": 2, "triple": 3, "treble": 3}
SAID = frozenset([*SPOKEN, *REPEATS])
FIGURE = re.compile("[0-9]")
"""Every postcode, plate and National Insurance number has one: most texts have none."""
PIECE = re.compile(r"[^\W_]+")
GAP = re.compile(r"[\s().,\-/–—_*+\ufe0f\u20e3\u00ad\u200b-\u200d\u2060\ufeff]{0,4}")
PHONE_CUE = re.compile(
    r"\b(?:number|num|no|phone|mobile|mob|ring|call|text|txt|whatsapp|landline|tel)\b[^.!?\n]{0,12}$",
    re.I,
)
NHS_CUE = re.compile(r"\b(?:nhs|patient|hospital)\b[^.!?\n]{0,24}$", re.I)


@dataclass(frozen=True, slots=True)
class Digits:
    """A piece of text that reads as digits. Units: code points; ``of`` is the digits."""

    start: int
    end: int
    of: str
    spoken: bool


def find_numbers(text: str) -> Iterator[Span]:
    """Phones and NHS numbers, however they are grouped, or spoken in words."""
    for run in _runs(text):
        at = 0
        while at < len(run):
            span, at = _number_at(text, run, at)
            if span is not None:
                yield span


def _runs(text: str) -> Iterator[list[Digits]]:
    """Pieces that read as digits, with nothing but a little space between."""
    run: list[Digits] = []
    repeat, begun, spelt = 1, 0, {"o", "l", "i"}
    for match in PIECE.finditer(text):
        word = match[0].lower()
        if not run and repeat == 1 and word.isalpha() and word not in SAID:
            continue
        if run and GAP.fullmatch(text, run[-1].end, match.start()) is None and repeat == 1:
            yield run
            run = []
        if word in REPEATS:
            repeat, begun = REPEATS[word], match.start()
            continue
        read = SPOKEN.get(word) or _read(word, bool(run) and word in spelt)
        if read is None:
            if run:
                yield run
            run, repeat = [], 1
            continue
        start = begun if repeat > 1 else match.start()
        run.append(Digits(start, match.end(), read * repeat, word in SPOKEN))
        repeat = 1
    if run:
        yield run


def _read(word: str, alone: bool) -> str | None:
    """The digits of a piece that is all digits, or digits with o, l and i among them."""
    if len(word) > 20:
        return None
    digits = word.replace("o", "0").replace("l", "1").replace("i", "1")
    if not digits.isdecimal() or not (alone or any(each.isdecimal() for each in word)):
        return None
    return "".join(str(int(each)) for each in digits)


def _number_at(text: str, run: list[Digits], at: int) -> tuple[Span | None, int]:
    """The longest number that begins with piece ``at``, and the piece to go on from."""
    digits = ""
    best: tuple[Span, int] | None = None
    public = 0
    for upto in range(at, min(at + 16, len(run))):
        digits += run[upto].of
        if len(digits) > 16:
            break
        span = _judged(text, run[at : upto + 1], digits)
        if span is not None and (best is None or _is_better(span, best[0])):
            best = (span, upto + 1)
        elif digits in PUBLIC:
            public = upto + 1
    if best is None or (public and best[0].mark is Mark.ASK):
        return None, public or at + 1
    return best


def _is_better(longer: Span, best: Span) -> bool:
    """Whether a longer number is rather what is meant: it is sure, or as doubtful."""
    return longer.mark is Mark.HIDDEN or (best.mark is Mark.ASK and longer.label is best.label)


def _judged(text: str, pieces: list[Digits], digits: str) -> Span | None:
    start, end = pieces[0].start, pieces[-1].end
    while start and text[start - 1] in "(+":
        start -= 1
    if digits in PUBLIC:
        return None
    lengths = [len(each.of) for each in pieces]
    if PHONE.fullmatch(digits):
        sure = Mark.ASK if ORGANISATION.match(digits) else Mark.HIDDEN
        return Span(start, end, Label.PHONE, sure)
    if sum(each.spoken for each in pieces) >= 7 and len(digits) >= 8:
        return Span(start, end, Label.PHONE)
    if len(digits) == 10:
        return _ten(text, Span(start, end, Label.NHS), digits, lengths)
    if digits.startswith(("07", "447", "+447")) and 9 <= len(digits) <= 13:
        return Span(start, end, Label.PHONE, Mark.ASK)
    if 6 <= len(digits) <= 8 and PHONE_CUE.search(text, max(0, start - 30), start):
        return Span(start, end, Label.PHONE, Mark.ASK)
    return None


def _ten(text: str, span: Span, digits: str, lengths: list[int]) -> Span | None:
    cued = NHS_CUE.search(text, max(0, span.start - 40), span.start) is not None
    if cued or is_nhs_number(digits):
        return span
    if lengths == [3, 3, 4] or digits.startswith(("7", "07")):
        return Span(
            span.start, span.end, Label.NHS if lengths == [3, 3, 4] else Label.PHONE, Mark.ASK
        )
    return None


def is_nhs_number(digits: str) -> bool:
    """Whether ten digits pass the NHS number's check (weights 10 to 2, modulus 11)."""
    total = sum(
        int(digit) * weight for digit, weight in zip(digits[:9], range(10, 1, -1), strict=True)
    )
    return (11 - total % 11) % 11 == int(digits[9])


NI = re.compile(
    r"(?<!\w)(?P<prefix>[a-z][ .\-/]?[a-z])(?:[ .\-/]?[0-9o]){6}"
    r"(?P<suffix>[ .\-/]?[a-dfmp])?(?!\w)",
    re.I,
)
NOT_PREFIX = listed("not_prefix")
NI_CUE = re.compile(r"\b(?:ni|nino|national insurance|insurance)\b[^.!?\n]{0,24}$", re.I)


def find_insurance(text: str) -> Iterator[Span]:
    """National Insurance numbers; one that lacks its last letter is asked about."""
    if not FIGURE.search(text):
        return
    for match in NI.finditer(text):
        if sum(each.isdecimal() for each in match[0]) < 4:
            continue
        cued = NI_CUE.search(text, max(0, match.start() - 40), match.start())
        word = match["prefix"].lower() in NOT_PREFIX
        if word and not cued and not match["suffix"]:
            continue
        sure = cued or (match["suffix"] and not word)
        yield Span(*match.span(), Label.NI, Mark.HIDDEN if sure else Mark.ASK)


AREAS = listed("areas")
POSTCODE = re.compile(
    r"(?<!\w)(?P<out>[a-z01]{1,2}[0-9oil][0-9a-z]?)[ \t\-]{0,3}"
    r"(?P<in>[0-9oil] ?[abd-hjlnp-uw-z]{2})(?!\w)",
    re.I,
)
OUTWARD = re.compile(r"(?<!\w)[a-z]{1,2}[0-9]{1,2}[a-z]?(?!\w)", re.I)
OUTWARD_CUE = re.compile(
    r"\b(?:in|from|near|round|around|live|lives|living|to|area|postcode|moved|the|over)\s+(?:the\s+)?$",
    re.I,
)
SPACED_POSTCODE = re.compile(
    r"(?<!\w)(?P<out>(?:[a-z] ){1,2}[0-9] (?:[0-9a-z] )?) ?[0-9] {1,2}[abd-hjlnp-uw-z] "
    r"[abd-hjlnp-uw-z](?!\w)",
    re.I,
)
NOT_OUTWARD = listed("not_outward")


def find_postcodes(text: str) -> Iterator[Span]:
    """Postcodes with the slips people make (O for 0, I for 1), and outward codes by context."""
    if not FIGURE.search(text):
        return
    for match in POSTCODE.finditer(text):
        if _area(match["out"]) is None:
            continue
        real = sum(each.isdecimal() for each in match["out"])
        sure = match["in"][0].isdecimal() and (real or match[0].isupper())
        if sure or real or match["in"][0].isdecimal():
            yield Span(*match.span(), Label.POSTCODE, Mark.HIDDEN if sure else Mark.ASK)
    for match in SPACED_POSTCODE.finditer(text):
        if _area(match["out"].replace(" ", "")) is not None:
            yield Span(*match.span(), Label.POSTCODE)
    for match in OUTWARD.finditer(text):
        area = "".join(each for each in match[0][:2] if each.isalpha()).upper()
        if area not in AREAS or match[0].lower() in NOT_OUTWARD - {"l8", "n1", "m5", "m6", "w8"}:
            continue
        cued = OUTWARD_CUE.search(text, max(0, match.start() - 24), match.start())
        cued = cued or re.match(r"\s+area\b", text[match.end() : match.end() + 8])
        if cued and match[0].lower() not in {"m25", "m1", "a1"}:
            yield Span(*match.span(), Label.POSTCODE, Mark.ASK)


def _area(out: str) -> str | None:
    """The postcode area that the outward half begins with, its slips read both ways."""
    for length in (2, 1):
        area = out[:length].upper().replace("0", "O").replace("1", "I")
        rest = out[length:].upper().replace("O", "0").replace("I", "1").replace("L", "1")
        if area in AREAS and rest and rest[0].isdecimal():
            return area
    return None


PLATES = tuple(
    re.compile(rf"(?<!\w)(?P<front>{front})(?P<gap>[ .\-]?)(?P<back>{back})(?!\w)", re.I)
    for front, back in (
        (r"[a-z]{2}[ .\-]?[0-9o]{2}", r"[a-z]{3}"),
        (r"[a-hj-npr-tv-y][0-9]{1,3}", r"[a-z]{3}"),
        (r"[a-z]{3}", r"[0-9]{1,3}[a-hj-npr-tv-y]"),
        (r"[a-z]{1,2}[iz]|[iz][a-z]|[a-z]i[a-z]", r"[0-9]{1,4}"),
        (r"[a-z] [a-z] [0-9o] ?[0-9o]", r"[a-z] [a-z] [a-z]"),
    )
)
CAR_CUE = re.compile(
    r"\b(?:reg|regs|registration|plate|plates|car|cars|van|motor|taxi|cab|minibus|bus|bike|vauxhall"
    r"|corsa|golf|ford|fiesta|focus|audi|bmw|astra|polo|transit|merc|clio|fiat|nissan|toyota|kia"
    r"|parked|drives)\b[^.!?\n]{0,24}$",
    re.I,
)
CAR_AFTER = re.compile(
    r"\s*(?:is |was )?(?:the |that |his |her |my )?(?:\w+ ){0,3}?"
    r"(?:reg|plate|car|van|golf|corsa|audi|bmw|minibus|bus|taxi)\b",
    re.I,
)
PRIVATE = re.compile(
    r"\b(?:reg|registration|plate)s?(?: number| no)?(?: is|:| was)? "
    r"(?P<plate>[a-z0-9]{1,4} ?[a-z0-9]{2,4})(?!\w)",
    re.I,
)


def find_plates(text: str) -> Iterator[Span]:
    """Number plates of every age; in small letters and in two parts only with a cue."""
    if not FIGURE.search(text):
        return
    for which, pattern in enumerate(PLATES):
        for match in pattern.finditer(text):
            if sum(each.isdecimal() for each in match[0]) == 0:
                continue
            sure = _plate(text, match, which)
            if sure is not None:
                yield Span(*match.span(), Label.CAR, sure)
    for match in PRIVATE.finditer(text):
        plate = match["plate"]
        if any(each.isdecimal() for each in plate) and any(each.isalpha() for each in plate):
            yield Span(*match.span("plate"), Label.CAR)


def _plate(text: str, match: re.Match[str], which: int) -> Mark | None:
    words = vocabulary().words
    cued = CAR_CUE.search(text, max(0, match.start() - 40), match.start()) is not None
    cued = cued or CAR_AFTER.match(text, match.end(), match.end() + 40) is not None
    letters = [part.lower() for part in re.findall(r"[^\W\d_]+", match[0])]
    wordy = any(len(part) > 1 and part in words for part in letters)
    if which == 3:
        return Mark.HIDDEN if cued or (match[0].isupper() and not wordy) else None
    if cued:
        return Mark.HIDDEN
    if wordy:
        return None
    if which == 4:
        return Mark.ASK
    if match[0].isupper() or which == 0 or not match["gap"]:
        return Mark.HIDDEN
    return Mark.ASK
