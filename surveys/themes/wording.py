"""The words in a remark, and those that tell nothing about what it is about."""

from __future__ import annotations

import re

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")

_COMMON_LIST = """
    a about actually after again all almost already also although always am an and another
    any anyone anything are aren't around as ask at away back be because been before being
    both but by came can can't cannot come could couldn't did didn't do does doesn't doing
    don't done dont down each either else enough etc even ever every everyone everything
    few find for found from get gets getting give given go goes going gonna good got had
    has hasn't have haven't having he her here him his how however i i'd i'll i'm i've if
    im in into is isn't it it's its itself just keep kind know less let like little lot
    lots made make makes many may maybe me mean might more most much must my myself need
    needs never no nobody nor not nothing now of off ok okay on once one only or other
    others our out over own people perhaps please put quite rather really said same say
    see seem should shouldn't since so some someone something sometimes still such sure
    take than that that's the their them then there there's these they they're thing
    things think this those though through time times to too try up upon us use used very
    want wanted was wasn't way we we're well went were weren't what when where which while
    who why will with without won't would wouldn't yeah yes yet you you're your yourself u
    ur r n bit cos coz cuz tbh idk lol pls gonna gotta wanna loads till until anyway stuff
    aint he's she's they've they'd they'll who's what's weren't wont
"""
_ALSO_WORDS = frozenset(("ill", "shell", "shed", "hell"))
_LISTED = frozenset(_COMMON_LIST.split())
COMMON = _LISTED | ({word.replace("'", "") for word in _LISTED} - _ALSO_WORDS)
"""Words of English that stand in no label, with their apostrophe and without."""


def split_words(text: str) -> tuple[str, ...]:
    """Give the words of a text in lower case, in order."""
    return tuple(word.replace("’", "'") for word in _WORD.findall(text.casefold()))


def telling_words(text: str) -> tuple[str, ...]:
    """Give the words of a text that can tell what it is about."""
    return tuple(word for word in split_words(text) if len(word) > 2 and word not in COMMON)
