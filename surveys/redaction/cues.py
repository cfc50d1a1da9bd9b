"""The words that stand beside a name, and those that never do."""

from __future__ import annotations

from surveys.redaction.vocabulary import listed

ROLES = listed("roles")
TITLES = listed("titles")
HONORIFICS = listed("honorifics")
CALLED = frozenset(["called", "named", "name", "names", "nickname", "nicknamed", "signed"])
AIMED = listed("aimed")
STRONG_AIMED = listed("strong_aimed")
DOING = listed("doing")
BEING = listed("being")
DETERMINERS = listed("determiners")
PRONOUNS = listed("pronouns")
VERBISH = frozenset(
    [
        "will",
        "may",
        "can",
        "mark",
        "hope",
        "grant",
        "chase",
        "bless",
        "trust",
        "art",
        "rob",
        "love",
    ]
)
# What may follow somebody everybody knows at the beginning of a sentence.
AFTER_KNOWN = frozenset(["in", "on", "at", "with", "for", "from", "to", "again", "as", "the"])
OWNED = listed("owned")
MONTHS = frozenset(["april", "may", "june", "august", "july", "january"])
IN_MONTH = listed("in_month")
TO_PEOPLE = listed("to_people")
ADVERBS = listed("adverbs")
# Names that are words, but hardly ever what somebody likes, hates or is told of.
MOSTLY_NAMES = listed("mostly_names")
# Known to everybody, so giving nobody away; longest first where one begins another.
FAMOUS = listed("famous")
