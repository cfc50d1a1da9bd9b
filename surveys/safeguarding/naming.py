"""Whether words name somebody who would be told of them: then somebody else must be."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from surveys.people.roles import Role
from surveys.redaction.vocabulary import vocabulary
from surveys.safeguarding.normalising import normalise

SHORTEST = 3
"""A name of fewer letters is found as it stands, and with no slip in it. Unit: letters."""

_TOKEN = re.compile(r"[^\W_]+(?:['’`´ʼ-][^\W_]+)*")
_AS_VERB = re.compile(r"\b(i|you|u|he|she|it|we|they)[ \t]+([a-z]+)\b(?!['’`´ʼ-])", re.IGNORECASE)
"""Who does something, and the word right after: "i will"; never "Will's"."""
_JOBS = {
    Role.SAFEGUARDING_LEAD: r"safeguarding (?:lead|leads|person|officer)|designated lead|dsl"
    r"|(?:the|our) lead",
    Role.SAFEGUARDING_DEPUTY: r"safeguarding (?:deputy|person|officer)|deputy (?:lead|safeguarding"
    r"(?: lead)?)|(?:the|our) deputy",
    Role.OUTSIDE_PERSON: r"outside person",
    Role.TRUSTEE: r"trustees?|(?:on|of) the board",
}
_SAFEGUARDING = re.compile(
    r"\b(?:safeguarding (?:lead|leads|deputy|person|officer)|designated lead|dsl"
    r"|deputy safeguarding lead)\b"
)
"""Jobs that nobody has but staff, whatever else "the lead" may mean."""
_BY_JOB = {role: re.compile(rf"\b(?:{jobs})\b") for role, jobs in _JOBS.items()}


@dataclass(frozen=True, slots=True)
class Mentions:
    """A text made ready to be asked, of any number of people, whether it means them."""

    plain: tuple[str, ...]
    """As written but for case and accents, and in plain words: jobs are looked for in both."""
    said: frozenset[str]
    sentences: tuple[str, ...]

    @classmethod
    def of(cls, text: str) -> Mentions:
        """Read a text, once."""
        read = normalise(text)
        plain = _AS_VERB.sub(_without_verb, text)
        whole = _AS_VERB.sub(_without_verb, read.whole)
        tokens = {*_parts(plain), *whole.split()}
        said = frozenset(form for token in tokens for form in _forms(token))
        return cls((_plain(text), read.whole), said, read.sentences)

    def name(self, nick: str, role: Role) -> bool:
        """Whether the text may mean the person called ``nick`` who does ``role``.

        A name counts in any case, with a possessive, with its letters spaced out, or with one
        letter left out, added, changed or swapped where that makes no other word. A name that is
        a word as well (Will, Grace) counts wherever the word stands, but for right after "I",
        "you", "he" and the like, where it says what is done ("I will", "they hope"): somebody
        else can be told, and what was told to the wrong person cannot be taken back.
        """
        job = _BY_JOB.get(role)
        if job is not None and any(job.search(plain) for plain in self.plain):
            return True
        meant = tuple(_parts(nick))
        return not self.said.isdisjoint(meant) or any(
            _slipped(form, part) for part in meant if len(part) >= SHORTEST for form in self.said
        )

    def means_safeguarding(self) -> bool:
        """Whether the words are about whoever does safeguarding, by job: staff, that is."""
        return any(_SAFEGUARDING.search(plain) for plain in self.plain)


def names(text: str, nick: str, role: Role) -> bool:
    """Whether a text may mean the person called ``nick`` who does ``role``."""
    return Mentions.of(text).name(nick, role)


def _without_verb(found: re.Match[str]) -> str:
    """Who does it alone, where what they do could be a name but is none there."""
    word = found[2].casefold()
    words = vocabulary()
    is_verb = word in words.gated and word in words.often and not found[2].istitle()
    return found[1] if is_verb else found[0]


def _parts(text: str) -> Iterator[str]:
    for token in _TOKEN.findall(_plain(text)):
        yield token
        if "-" in token:
            yield from token.split("-")


def _plain(text: str) -> str:
    """Lower case, without accents."""
    taken = unicodedata.normalize("NFKD", text)
    return "".join(c for c in taken if not unicodedata.combining(c)).casefold()


def _forms(token: str) -> Iterator[str]:
    """A token, and what it may be the possessive or the plural of."""
    bare = re.sub(r"['’`´ʼ]", "", token)
    yield from (token, bare)
    head = re.split(r"['’`´ʼ]", token)[0]
    if head != token:
        yield head
    if bare.endswith("s") and len(bare) > SHORTEST:
        yield bare[:-1]


def _slipped(form: str, name: str) -> bool:
    """Whether a word that is no other is the name but for one letter."""
    if abs(len(form) - len(name)) > 1 or len(form) < SHORTEST:
        return False
    return one_slip_apart(form, name) and form not in vocabulary().words


def one_slip_apart(one: str, other: str) -> bool:
    """Whether one letter left out, added, changed or swapped makes one word the other."""
    short, long = sorted((one, other), key=len)
    if len(long) - len(short) > 1:
        return False
    same = 0
    while same < len(short) and short[same] == long[same]:
        same += 1
    rest, after = short[same + 1 :], long[same + 1 :]
    if len(short) != len(long):
        return short[same:] == after
    swapped = short[same : same + 2] == long[same : same + 2][::-1] and rest[1:] == after[1:]
    return rest == after or swapped
