"""Homes, schools, streets and towns outside the roster, by the words they end or begin with."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from surveys.redaction import cues
from surveys.redaction.ground import Ground
from surveys.redaction.institutions import (
    CARE,
    CHURCH,
    SAINTLY,
    SCHOOLS,
    WELSH,
    find_care,
    find_church,
    find_welsh,
)
from surveys.redaction.spans import Label, Span
from surveys.redaction.tokens import Token
from surveys.redaction.vocabulary import listed, vocabulary

STREETS = listed("streets")
LOOSE_STREETS = listed("loose_streets")
HOMES = listed("homes")
TREES = listed("trees")
SURE_AT = listed("sure_at")
PREPOSITIONS = listed("prepositions")
FOLLOWS_CITY = listed("follows_city")
HOLY = listed("holy")
HOUSE_NAMES = listed("house_names")
ENDINGS = tuple(listed("place_endings"))


def find_places(tokens: Sequence[Token]) -> Iterator[Span]:
    """Everything that reads as the name of a place."""
    ground = Ground(tokens)
    for at, token in enumerate(tokens):
        word = token.plain.removesuffix("s") if token.possessive else token.plain
        if word in TELLING:
            yield from _told(ground, at, word)
        yield from _cued(ground, at)
    yield from _towns(ground)


TELLING = STREETS | HOMES | SCHOOLS | CARE | WELSH.keys() | CHURCH.keys() | {"st", "saint", "the"}
"""Words that tell a place's name beside them: most words are none, so most are done with."""


def _told(ground: Ground, at: int, word: str) -> Iterator[Span]:
    """The names beside a word that tells what kind of place it is."""
    if word in STREETS:
        yield from _street(ground, at)
    if word in HOMES:
        yield from _kind(ground, at, Label.HOME, HOMES)
    if word in SCHOOLS:
        yield from _kind(ground, at, Label.SCHOOL, SCHOOLS)
    if word in ("st", "saint") and at + 1 < len(ground.tokens):
        yield from _saint(ground, at)
    if word == "the":
        yield from _the_trees(ground, at)
    if word in CARE and not ground.tokens[at].opens:
        yield from find_care(ground, at)
    if word in WELSH:
        yield from find_welsh(ground, at)
    if word in CHURCH:
        yield from find_church(ground, at)


def _street(ground: Ground, at: int) -> Iterator[Span]:
    """A street by its last word; a number before belongs to it ("23 beckett street")."""
    first, word = ground.begin(at, 3), ground.plain(at)
    if first == at:
        yield from _plain_street(ground, at)
        return
    after = ground.plain(at + 1)
    if (
        word in ("st", "gr", "dr")
        and after.endswith("s")
        and after not in ground.words.often | BY_STREETS
    ):
        return
    number = _number_before(ground, first) if ground.joined(first) else None
    odd = any(ground.odd(each) for each in range(first, at))
    before = ground.plain(number - 1 if number is not None else first - 1)
    if number is None and before in UPPER and ground.joined(first):
        first -= 1
        before = ground.plain(first - 1)
    if number is not None:
        sure = odd or word not in LOOSE_STREETS or before in ("at", "live", "on", "is")
        yield ground.span(number, at, Label.STREET, sure)
    elif word not in LOOSE_STREETS:
        sure = odd or before in SURE_AT or word in ("rd", "road", "avenue", "ave")
        yield ground.span(first, at, Label.STREET, sure)
    elif word in WALKS and ground.tokens[first].opens and after in BY_STREETS:
        yield ground.span(first, at, Label.STREET, False)
    elif odd or before in SURE_AT:
        yield ground.span(first, at, Label.STREET, odd and before in SURE_AT)


PLAIN_FIRST = frozenset(["park", "new", "school", "cross", "town", "first", "second", "tree"])


def _plain_street(ground: Ground, at: int) -> Iterator[Span]:
    """ "on park road", "41 high street": nothing in the name is more than a kind of place."""
    before, second = ground.plain(at - 1), ground.plain(at - 2)
    if at < 2:
        return
    if before in PLAIN_FIRST and ground.plain(at) not in LOOSE_STREETS:
        if second in SURE_AT - {"is", "was", "our", "my"}:
            yield ground.span(at - 1, at, Label.STREET, False)
    elif before == "high" and second[:1].isdigit():
        yield ground.span(at - 2, at, Label.STREET, True)


UPPER = frozenset(["upper", "lower", "great", "old", "new", "north", "south", "east", "west"])
WALKS = frozenset(["way", "walk", "drive", "row", "parade", "hill", "grove", "gardens", "place"])
BY_STREETS = frozenset(["is", "was", "flats", "shops", "houses", "garages", "has", "got", "by"])


def _number_before(ground: Ground, first: int) -> int | None:
    """Where "23", "number 14" or "flat 6" begins, when it stands just before."""
    if first < 1 or not ground.plain(first - 1)[:1].isdigit() or len(ground.plain(first - 1)) > 5:
        return None
    if ground.plain(first - 2) in ("number", "no", "flat", "apartment", "unit", "room"):
        return first - 2
    return first - 1


def _kind(ground: Ground, at: int, label: Label, kinds: frozenset[str]) -> Iterator[Span]:
    """ "oakfield house", "st josephs childrens home", "king edwards high"."""
    first = ground.begin(at, 3)
    while first < at and (ground.plain(first) in kinds or ground.plain(first) == "old"):
        first += 1
    if ground.plain(at) == "home" and first == at:
        return
    if first == at:
        yield from _plain_kind(ground, at, label)
        return
    last = at
    more = {*kinds, "form", "centre", "unit", "home", "school", "catholic", "church"}
    while last + 1 < len(ground.tokens) and not ground.tokens[last + 1].opens:
        if ground.plain(last + 1) not in more:
            break
        last += 1
    names = [each for each in range(first, at) if ground.plain(each) not in kinds]
    if not names:
        return
    odd = any(ground.odd(each) for each in names)
    cued = ground.plain(first - 1) in SURE_AT | {"the"} and first > 0
    shy = ground.plain(at) in (
        "high",
        "special",
        "home",
        "hall",
        "farm",
        "court",
        "project",
        "unit",
        "community",
        "school",
        "ward",
    )
    if shy and not odd and not cued:
        if ground.tokens[first].opens and ground.plain(at) in ("unit", "hall", "farm", "court"):
            yield ground.span(first, last, label, False)
        return
    plainly = cued and not shy and ground.plain(first - 1) != "the"
    first = _from_number(ground, first, ground.plain(at))
    yield ground.span(first, last, label, odd or plainly)


def _plain_kind(ground: Ground, at: int, label: Label) -> Iterator[Span]:
    """ "the old vicarage", "park house": only asked about."""
    before, second = ground.plain(at - 1), ground.plain(at - 2)
    if before == "old" and ground.plain(at) in TREES and at > 1:
        yield ground.span(at - 2 if second == "the" else at - 1, at, label, False)
    elif before == "park" and second not in cues.DETERMINERS:
        yield ground.span(at - 1, at, label, False)


def _from_number(ground: Ground, first: int, kind: str) -> int:
    """Where "24 victoria lodge" begins: at its number, when it has one."""
    number = None
    if kind in NUMBERED and ground.joined(first):
        number = _number_before(ground, first)
    return first if number is None else number


NUMBERED = frozenset(["lodge", "house", "cottage", "court", "villa", "hse"])
PRELATES = frozenset(["cardinal", "bishop", "archbishop"])


def _saint(ground: Ground, at: int) -> Iterator[Span]:
    """ "st bernadettes": a school unless what follows says it is a street or a home."""
    name = at + 1
    word = ground.tokens[name]
    if word.plain in BY_STREETS:
        return
    if word.opens or not ground.naming(name) or word.plain in STREETS or not word.plain.isalpha():
        return
    if not (word.stem not in ground.words.words or word.plain.endswith("s")):
        return
    if ground.plain(at) + " " + word.plain in ground.words.places:
        yield ground.span(at, name, Label.PLACE, True)
        return
    last, label = name, Label.SCHOOL
    while last + 1 < len(ground.tokens) and last - name < 3 and not ground.tokens[last + 1].opens:
        after = ground.plain(last + 1)
        if after in STREETS:
            label = Label.STREET
        elif after in HOMES and after != "high":
            label = Label.HOME
        elif after not in SAINTLY and ground.plain(last + 2) not in SAINTLY - {"church", "home"}:
            break
        last += 1
    yield ground.span(at, last, label, True)


def _the_trees(ground: Ground, at: int) -> Iterator[Span]:
    """ "the willows", "the old vicarage": asked about, hidden after "at" or "from"."""
    name = at + 2 if ground.plain(at + 1) == "old" else at + 1
    word = ground.plain(name)
    if word in TREES:
        sure = ground.plain(at - 1) in ("at", "from", "left", "to") and word.endswith("s")
        kind = ground.plain(name + 1)
        yield ground.span(at, name + (kind in SCHOOLS or kind in HOMES), Label.HOME, sure)


CUE_HOME = frozenset(["placement", "home", "house", "unit"])
CUE_SCHOOL = frozenset(["school", "college", "academy", "sixth", "comp", "pru", "grammar"])


def _cued(ground: Ground, at: int) -> Iterator[Span]:
    """A strange word after "in", "at" or "my school", and holy names of schools."""
    word = ground.tokens[at]
    before = ground.plain(at - 1) if at and not word.opens else ""
    if word.plain in HOLY and before in ("our", "all", "holy", "sacred", "good", "most", "christ"):
        yield ground.span(at - 1, at, Label.SCHOOL, before in ("all", "our", "sacred"))
    if before in PRELATES and ground.naming(at) and word.stem not in ground.words.often:
        yield ground.span(at - 1, at, Label.SCHOOL, ground.odd(at))
    if word.plain in ("ladys", "ladies") and before == "our":
        yield ground.span(at - 1, at, Label.SCHOOL, True)
    if (
        word.plain == "number"
        and ground.plain(at + 1).isdecimal()
        and ground.plain(at + 2)
        in ("is", "kids", "are", "get", "gets", "have", "has", "and", "house", "was")
    ):
        yield ground.span(at, at + 1, Label.HOME, False)
    if _is_house_name(ground, at, before):
        yield ground.span(at, at, Label.HOME, False)
    yield from _strange(ground, at, before)


def _strange(ground: Ground, at: int, before: str) -> Iterator[Span]:
    """A word on no list, by what stands before it or by how it ends ("elmhurst")."""
    word, known = ground.tokens[at], ground.words
    if word.stem in known.often or len(word.stem) <= 3 or not word.stem.isalpha():
        return
    if any(word.stem in each for each in (known.words, known.given, known.gated)):
        return
    if word.plain in known.places:
        return
    second = ground.plain(at - 2) if before in ("is", "called", "was") and at > 1 else ""
    if before in CUE_SCHOOL:
        yield ground.span(at, at, Label.SCHOOL, True)
    elif second in CUE_SCHOOL and ground.plain(at - 3) == "my":
        yield ground.span(at, at, Label.SCHOOL, False)
    elif len(word.stem) > 6 and word.stem.endswith(ENDINGS):
        yield ground.span(at, at, Label.HOME, False)
    elif before in CUE_HOME or (
        before in ("in", "at", "from", "to", "near") and not word.possessive
    ):
        label = Label.HOME if before in CUE_HOME or before == "at" else Label.PLACE
        yield ground.span(at, at, label, False)


def _is_house_name(ground: Ground, at: int, before: str) -> bool:
    """Whether a word that many homes are called ("riverside") stands where a home would."""
    if ground.plain(at) not in HOUSE_NAMES:
        return False
    after = ground.plain(at + 1)
    begins = ground.tokens[at].opens and after in {"is", "was", "staff", "has", "kids", "had"}
    return begins or before in SURE_AT - {"by", "is", "was", "our"}


def _towns(ground: Ground) -> Iterator[Span]:
    """Towns and districts of the list; hidden after a word of place, else asked about."""
    at = 0
    while at < len(ground.tokens):
        length = _town_at(ground, at)
        if length:
            before = ground.plain(at - 1) if at and not ground.tokens[at].opens else ""
            word = ground.tokens[at].stem
            common = length == 1 and (word in ground.words.words or word in ground.words.gated)
            cued = before in PREPOSITIONS
            if ground.plain(at + length) not in FOLLOWS_CITY and not (
                common and not _placed(ground, at)
            ):
                yield ground.span(at, at + length - 1, Label.PLACE, cued and not common)
        at += length or 1


def _placed(ground: Ground, at: int) -> bool:
    """Whether a town whose name is a word ("reading") stands where a town would."""
    before = ground.plain(at - 1) if at and not ground.tokens[at].opens else ""
    if ground.tokens[at].capital and at and before not in cues.DETERMINERS:
        return True
    return before in ("in", "from", "near", "to", "around") and ground.plain(at - 2) not in (
        "interested",
        "trouble",
    )


@cache
def _town_starts() -> frozenset[str]:
    """The words that names of towns begin with: most words are none, so most are done with."""
    return frozenset(place.split(" ")[0] for place in vocabulary().places)


def _town_at(ground: Ground, at: int) -> int:
    word = ground.tokens[at]
    if not {word.plain.partition("-")[0], word.stem} & _town_starts():
        return 0
    for length in (4, 3, 2, 1):
        words = ground.tokens[at : at + length]
        if len(words) < length or any(word.opens for word in words[1:]):
            continue
        phrase = " ".join(word.plain.replace("-", " ") for word in words)
        if phrase in ground.words.places or (length == 1 and words[0].stem in ground.words.places):
            return length
    return 0
