"""Whether words complain about somebody who works with their author.

For offering the author real ways before they send it, and for the check for danger: no reader is
told what was found here. Names are those of the roster's staff, and roles that are plain ("my key
worker"); "staff" or "they" alone are nobody. Danger is another check's, and goes before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from surveys.redaction import cues
from surveys.redaction.blaming import OTHER, SELF, SKIPPED, STAFF, TURNS, Scan, Word
from surveys.redaction.grievances import BAD_DOING, PLEA
from surveys.redaction.names import find_names
from surveys.redaction.roster import Roster
from surveys.redaction.tokens import Token, tokens_of
from surveys.redaction.vocabulary import vocabulary

MOST_WORDS = 600
"""Words of one text that are looked at. Unit: words."""


_ME = frozenset(["me", "us", "myself", "ourselves"])
_WORKERS = (
    "key worker|keyworker|key work|social worker|support worker|link worker|care worker|youth"
    " worker|residential worker|case worker|night worker|day worker|agency worker|bank worker|pa"
    "|personal adviser|personal advisor|iro|reviewing officer|advocate|foster carer|foster mum"
    "|foster dad|carer|therapist|counsellor|mentor|manager|deputy manager|house manager"
    "|home manager|registered manager|deputy|team leader|shift leader|senior|night staff|waking"
    " night staff|agency staff|bank staff|day staff|weekend staff|staff member|worker|sw"
)
_SOME = (
    "member of staff|staff member|of the staff|of the night staff|of the workers|of the carers"
    "|of my workers|of the agency staff|worker|night worker|support worker|agency worker|carer"
    "|night staff|key worker|of the seniors|of my carers|of our carers|of the managers"
)
_ALONE = "night staff|waking night staff|agency staff"
_FIRST = frozenset(["old", "new", "last", "current", "main", "first", "actual", "other", "own"])


def _phrases(listed: str) -> tuple[tuple[str, ...], ...]:
    found = [tuple(each.split()) for each in listed.split("|")]
    more = [(*each[:-1], f"{each[-1]}s") for each in found if each[-1] not in ("staff", "pa")]
    return tuple(sorted({*found, *more}, key=len, reverse=True))


_AFTER = {
    **dict.fromkeys(("my", "our", "the", "ur"), _phrases(_WORKERS)),
    **dict.fromkeys(("a", "an", "one", "this", "that", "some", "another"), _phrases(_SOME)),
}
_BARE = _phrases(_ALONE)
_STRETCHED = re.compile(r"(.)\1{2,}")
_STOP = re.compile(r"[.!?\n]")


def complaint_about(words: str, roster: Roster) -> bool:
    """Whether words complain about somebody who works with their author.

    Never raises for any text. Looks at the first ``MOST_WORDS`` words.

    Args:
        words: As typed.
        roster: ``staff`` are those who work here; ``people`` are taken for anybody else.
    """
    tokens = tokens_of(words[: MOST_WORDS * 12])[:MOST_WORDS]
    found = _told(words, tokens, roster)
    if not any(each.said == STAFF for each in found) and not PLEA.search(
        " ".join(each.said for each in found)
    ):
        return False
    return Scan(found).complains()


def names_worker(words: str, roster: Roster) -> bool:
    """Whether words speak of somebody who works here: by their name, or a plain role.

    Never raises for any text. Looks at the first ``MOST_WORDS`` words.

    Args:
        words: As typed.
        roster: ``staff`` are those who work here.
    """
    tokens = tokens_of(words[: MOST_WORDS * 12])[:MOST_WORDS]
    return any(each.said == STAFF for each in _told(words, tokens, roster))


def with_roles(words: str, roster: Roster) -> str:
    """The words with the names of those who work here read as "my key worker".

    For the check for danger, which knows what staff must not do and knows no names. Looks at
    the first ``MOST_WORDS`` words; what names nobody who works here comes back as it is.

    Args:
        words: As typed.
        roster: ``staff`` are those who work here.
    """
    tokens = tokens_of(words[: MOST_WORDS * 12])[:MOST_WORDS]
    staff, _ = _named(tokens, roster)
    read, end = [], 0
    for at, owns in staff.items():
        token = tokens[at]
        if at - 1 in staff and not token.opens:
            continue  # a second name of somebody who was just named
        before = tokens[at - 1] if at else None
        start = before.start if before and before.plain in cues.TITLES else token.start
        read += [words[end:start], "my key worker's" if owns else "my key worker"]
        end = token.end
        while at + 1 in staff and not tokens[at + 1].opens:
            at += 1
            end = tokens[at].end
    return "".join([*read, words[end:]])


def _told(text: str, tokens: Sequence[Token], roster: Roster) -> list[Word]:
    """The text with everybody in it as a letter."""
    staff, names = _named(tokens, roster)
    found: list[Word] = []
    at, end = 0, 0
    plains = [_form(token) for token in tokens]
    while at < len(tokens):
        token = tokens[at]
        stops = _STOP.search(text, end, token.start) is not None
        length = _role(plains, at)
        if length:
            found.append(Word(STAFF, token.opens, stops, tokens[at + length - 1].possessive, True))
        elif at in staff:
            length = 1
            while at + length in staff and not tokens[at + length].opens:
                length += 1
            owns = staff[at + length - 1]
            found.append(Word(STAFF, token.opens, stops, owns))
        else:
            length = 1
            said = OTHER if at in names else plains[at]
            found += _plain_words(said, token.opens, stops)
        end = tokens[at + length - 1].end
        at += length
    return _merged(found)


def _form(token: Token) -> str:
    said = token.plain
    if said in _ME:
        return SELF
    if said == "we":
        return "i"
    if len(said) > 3 and said not in vocabulary().words:
        said = _STRETCHED.sub(r"\1", said)
    return "were_we" if said == "were" and token.text != said and "'" in token.text else said


def _plain_words(said: str, opens: bool, stops: bool) -> Iterator[Word]:
    first, *more = said.split("-")
    yield Word(first, opens, stops)
    yield from (Word(each) for each in more)


def _merged(found: Sequence[Word]) -> list[Word]:
    """ "My worker Sam" is one person."""
    kept: list[Word] = []
    for each in found:
        if each.said == STAFF and kept and kept[-1].said == STAFF and not each.opens:
            continue
        kept.append(each)
    return kept


def _role(plains: Sequence[str], at: int) -> int:
    """How many words from here say a role; 0 for none."""
    skip = 1 + (at + 1 < len(plains) and plains[at + 1] in _FIRST)
    for phrase in _AFTER.get(plains[at], ()):
        if _stands(plains, at + skip, phrase):
            return skip + len(phrase)
    for phrase in _BARE:
        if _stands(plains, at, phrase):
            return len(phrase)
    return 0


def _stands(plains: Sequence[str], at: int, phrase: tuple[str, ...]) -> bool:
    if plains[at : at + 1] and "-" in plains[at]:
        return "-".join(phrase) == plains[at]
    return tuple(plains[at : at + len(phrase)]) == phrase


def _named(tokens: Sequence[Token], roster: Roster) -> tuple[dict[int, bool], set[int]]:
    """Words that name staff, with whether they own what follows; and words that name others."""
    index, words = roster.index, vocabulary()
    staff: dict[int, bool] = {}
    others: set[int] = set()
    doubtful: list[int] = []
    for at, token in enumerate(tokens):
        meant = index.meant(token)
        if not index.staff.isdisjoint(meant):
            titled = at > 0 and tokens[at - 1].plain in cues.TITLES
            ending = token.plain.endswith("s") and token.plain not in index.staff
            if titled or index.gated.isdisjoint(meant):
                if (
                    titled
                    or token.stem in index.people
                    or ending
                    or not index.people.isdisjoint(meant)
                ):
                    staff[at] = token.possessive or ending
            else:
                doubtful.append(at)
        elif (token.stem in words.given and token.stem not in words.often) or (
            token.stem in index.people and token.stem not in index.gated
        ):
            others.add(at)
    if doubtful:
        spans = [(one.start, one.end) for one in find_names(tokens, index)]
        for at in doubtful:
            token = tokens[at]
            inside = any(start <= token.start < end for start, end in spans)
            if inside or _acts(tokens, at):
                staff[at] = token.possessive
    return staff, others


def _acts(tokens: Sequence[Token], at: int) -> bool:
    """Whether a name that is a word stands where somebody does something ("will just decides")."""
    before = tokens[at - 1].plain if at else ""
    if not (tokens[at].opens or before in cues.AIMED | TURNS | {"and", "when", "by"}):
        return False
    ahead = at + 1
    while ahead < len(tokens) and not tokens[ahead].opens and tokens[ahead].plain in SKIPPED:
        ahead += 1
    if ahead >= len(tokens) or tokens[ahead].opens:
        return False
    verb = tokens[ahead].plain
    doing = verb in cues.DOING or verb in ("is", "was", "has", "doesnt", "wont", "didnt")
    return doing or (verb.endswith("s") and BAD_DOING.match(f"{verb} I") is not None)
