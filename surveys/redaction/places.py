"""Homes, schools, streets and towns outside the roster, by the words they end or begin with."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from surveys.redaction import cues
from surveys.redaction.spans import Label, Mark, Span
from surveys.redaction.tokens import Token
from surveys.redaction.vocabulary import listed, vocabulary

STREETS = listed("streets")
LOOSE_STREETS = listed("loose_streets")
HOMES = listed("homes")
SCHOOLS = listed("schools")
TREES = listed("trees")
# What stands before a kind of place without naming one.
GENERAL = listed("general")
SURE_AT = listed("sure_at")
PREPOSITIONS = listed("prepositions")
FOLLOWS_CITY = listed("follows_city")
HOLY = listed("holy")


class Ground:
    """The words of one text, asked about places."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self.tokens = tokens
        self.words = vocabulary()

    def plain(self, at: int) -> str:
        """The word at a place; "" outside the text."""
        return self.tokens[at].plain if 0 <= at < len(self.tokens) else ""

    def naming(self, at: int) -> bool:
        """Whether the word may be part of a place's name."""
        word = self.plain(at)
        return bool(word) and not word[0].isdigit() and word not in GENERAL

    def odd(self, at: int) -> bool:
        """Whether the word is no common English word, or written with a capital."""
        token = self.tokens[at]
        if token.capital and at > 0:
            return True
        return token.stem not in self.words.words and token.stem not in self.words.gated

    def joined(self, at: int) -> bool:
        """Whether nothing but a space stands between the word and the one before."""
        return at > 0 and self.tokens[at - 1].end + 1 == self.tokens[at].start

    def span(self, first: int, last: int, label: Label, sure: bool) -> Span:
        """The words from first to last, as a find."""
        mark = Mark.HIDDEN if sure else Mark.ASK
        return Span(self.tokens[first].start, self.tokens[last].end, label, mark)

    def begin(self, at: int, most: int) -> int:
        """The first word of the name that ends just before the word ``at``; ``at`` for none."""
        first = at
        while first > 0 and at - first < most and not self.tokens[first].opens:
            tree = first == at and self.plain(first - 1) == "tree" and self.naming(first - 2)
            if not tree and not self.naming(first - 1):
                break
            first -= 1
        return first


def find_places(tokens: Sequence[Token]) -> Iterator[Span]:
    """Everything that reads as the name of a place."""
    ground = Ground(tokens)
    for at, token in enumerate(tokens):
        word = token.plain.removesuffix("s") if token.possessive else token.plain
        if word in STREETS:
            yield from _street(ground, at)
        if word in HOMES:
            yield from _kind(ground, at, Label.HOME, HOMES)
        if word in SCHOOLS:
            yield from _kind(ground, at, Label.SCHOOL, SCHOOLS)
        if word in ("st", "saint") and at + 1 < len(tokens):
            yield from _saint(ground, at)
        if word == "the":
            yield from _the_trees(ground, at)
        if word in CARE and not token.opens:
            yield from _care(ground, at)
        if word in WELSH:
            yield from _welsh(ground, at)
        if word in CHURCH:
            yield from _church(ground, at)
        yield from _cued(ground, at)
    yield from _towns(ground)


def _street(ground: Ground, at: int) -> Iterator[Span]:
    """A street by its last word; a number before belongs to it ("23 beckett street")."""
    first, word = ground.begin(at, 3), ground.plain(at)
    if first == at:
        if ground.plain(at - 1) == "high" and ground.plain(at - 2)[:1].isdigit() and at > 1:
            yield ground.span(at - 2, at, Label.STREET, True)
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
        if ground.plain(at - 1) == "old" and ground.plain(at) in TREES and at > 1:
            yield ground.span(
                at - 2 if ground.plain(at - 2) == "the" else at - 1, at, label, False
            )
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
    )
    if shy and not odd and not cued:
        if ground.tokens[first].opens and ground.plain(at) in ("unit", "hall", "farm", "court"):
            yield ground.span(first, last, label, False)
        return
    plainly = cued and not shy and ground.plain(first - 1) != "the"
    first = _from_number(ground, first, ground.plain(at))
    yield ground.span(first, last, label, odd or plainly)


def _from_number(ground: Ground, first: int, kind: str) -> int:
    """Where "24 victoria lodge" begins: at its number, when it has one."""
    number = None
    if kind in NUMBERED and ground.joined(first):
        number = _number_before(ground, first)
    return first if number is None else number


NUMBERED = frozenset(["lodge", "house", "cottage", "court", "villa", "hse"])
# What says of a strange word before it that it is a home: "silverdale secure".
CARE = frozenset(["secure", "respite", "residential", "supported", "crisis", "childrens", "kids"])
CARE_KIND = frozenset(
    ["unit", "centre", "home", "house", "living", "lodgings", "accommodation", "care"]
)


def _care(ground: Ground, at: int) -> Iterator[Span]:
    """ "rookwood secure unit", "glencairn respite"."""
    if ground.plain(at - 1) == "tree" and ground.naming(at - 2) and at > 1:
        first = at - 2
    elif ground.naming(at - 1) and ground.odd(at - 1) and not ground.tokens[at - 1].possessive:
        first = at - 1
    elif ground.plain(at) in ("crisis", "respite") and ground.plain(at - 2) == "the":
        first = at - 1 if ground.naming(at - 1) else at
    else:
        first = at
    if first == at:
        return
    kind = ground.plain(at + 1) in CARE_KIND and not ground.tokens[at + 1].opens
    if kind or ground.plain(at) in ("secure", "respite"):
        known = ground.words.given | ground.words.places if not kind else ()
        yield ground.span(first, at + kind, Label.HOME, ground.plain(at - 1) not in known)


# Welsh says the kind first: "ysgol y berwyn", "heol las", "plas newydd".
WELSH = {
    "ysgol": Label.SCHOOL, "heol": Label.STREET, "ffordd": Label.STREET, "stryd": Label.STREET,
    "lon": Label.STREET, "plas": Label.HOME, "bryn": Label.HOME, "ty": Label.HOME,
    "llys": Label.HOME, "hafan": Label.HOME, "tŷ": Label.HOME,
}  # fmt: skip
WELSH_SMALL = frozenset(["y", "yr", "bro", "las", "maes", "pen", "coed", "mor", "fawr", "bach"])


def _welsh(ground: Ground, at: int) -> Iterator[Span]:
    """The Welsh word for the kind of place, and the name after it."""
    last = at
    while last + 1 < len(ground.tokens) and last - at < 4 and not ground.tokens[last + 1].opens:
        word = ground.plain(last + 1)
        if word not in WELSH_SMALL and (not word.isalpha() or word in ground.words.words):
            break
        last += 1
    if last > at:
        yield ground.span(
            at, last, WELSH[ground.plain(at)], ground.plain(at) not in ("bryn", "ty")
        )


# The churches' names of schools, by their first word: what may follow it.
CHURCH = {
    "our": {"lady", "ladys"}, "all": {"saints", "souls", "hallows"}, "sacred": {"heart"},
    "holy": {"cross", "family", "rood", "name", "trinity", "rosary", "spirit", "souls"},
    "corpus": {"christi"}, "christ": {"church", "king"}, "good": {"shepherd"},
    "immaculate": {"conception", "heart"}, "c": {"of"},
}  # fmt: skip


def _church(ground: Ground, at: int) -> Iterator[Span]:
    """ "our lady of sorrows primary", "all hallows c of e", "hilltop c of e primary"."""
    if ground.plain(at + 1) not in CHURCH[ground.plain(at)]:
        return
    first, last = at, at + 1
    if ground.plain(at) == "c":
        first, last = ground.begin(at, 3), at + 2
        if ground.plain(last) != "e" or first == at:
            return
    elif ground.plain(last + 1) == "of":
        ahead = last + 2 + (ground.plain(last + 2) == "the")
        last = ahead if ground.naming(ahead) else last
    told = last
    while last + 1 < len(ground.tokens) and not ground.tokens[last + 1].opens:
        if ground.plain(last + 1) not in SAINTLY | {"c", "of", "e", "centre"}:
            break
        last += 1
    yield ground.span(first, last, Label.SCHOOL, last > told or told > at + 1)


SAINTLY = SCHOOLS | {"rc", "ce", "catholic", "church", "hospital", "home"}
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
    known = ground.words
    strange = (
        word.stem.isalpha()
        and len(word.stem) > 3
        and not any(word.stem in each for each in (known.words, known.given, known.gated))
    )
    if not strange or word.plain in known.places:
        return
    if before in CUE_SCHOOL:
        yield ground.span(at, at, Label.SCHOOL, True)
    elif before in CUE_HOME or (
        before in ("in", "at", "from", "to", "near") and not word.possessive
    ):
        label = Label.HOME if before in CUE_HOME or before == "at" else Label.PLACE
        yield ground.span(at, at, label, False)


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


def _town_at(ground: Ground, at: int) -> int:
    for length in (4, 3, 2, 1):
        words = ground.tokens[at : at + length]
        if len(words) < length or any(word.opens for word in words[1:]):
            continue
        phrase = " ".join(word.plain.replace("-", " ") for word in words)
        if phrase in ground.words.places or (length == 1 and words[0].stem in ground.words.places):
            return length
    return 0
