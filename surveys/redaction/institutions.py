"""Homes and schools by the care they give, by a church's name, or in Welsh."""

from __future__ import annotations

from collections.abc import Iterator

from surveys.redaction.ground import Ground
from surveys.redaction.spans import Label, Span
from surveys.redaction.vocabulary import listed

SCHOOLS = listed("schools")
SAINTLY = SCHOOLS | {"rc", "ce", "catholic", "church", "hospital", "home"}
# What says of a strange word before it that it is a home: "silverdale secure".
CARE = frozenset(
    ["secure", "respite", "residential", "supported", "crisis", "childrens", "kids", "alternative"]
)
CARE_KIND = frozenset(
    ["unit", "centre", "home", "house", "living", "lodgings", "accommodation", "care"]
)


def find_care(ground: Ground, at: int) -> Iterator[Span]:
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
    if ground.plain(at) == "alternative":
        if ground.plain(at + 1) == "provision":
            yield ground.span(first, at + 1, Label.SCHOOL, True)
        return
    if kind or ground.plain(at) in ("secure", "respite"):
        before = ground.plain(at - 1)
        known = not kind and (before in ground.words.given or before in ground.words.places)
        yield ground.span(first, at + kind, Label.HOME, not known)


# Welsh says the kind first: "ysgol y berwyn", "heol las", "plas newydd".
WELSH = {
    "ysgol": Label.SCHOOL, "heol": Label.STREET, "ffordd": Label.STREET, "stryd": Label.STREET,
    "lon": Label.STREET, "plas": Label.HOME, "bryn": Label.HOME, "ty": Label.HOME,
    "llys": Label.HOME, "hafan": Label.HOME, "tŷ": Label.HOME,
}  # fmt: skip
WELSH_SMALL = frozenset(["y", "yr", "bro", "las", "maes", "pen", "coed", "mor", "fawr", "bach"])


def find_welsh(ground: Ground, at: int) -> Iterator[Span]:
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


def find_church(ground: Ground, at: int) -> Iterator[Span]:
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
