"""Names that no roster holds, and names that are words, judged by the words around them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache

from surveys.redaction import cues
from surveys.redaction.roster import Index
from surveys.redaction.spans import Label, Mark, Span
from surveys.redaction.tokens import Token
from surveys.redaction.vocabulary import Vocabulary, is_slip, vocabulary

HIDE_FROM = 3  # what the words around must add up to before a word is hidden as a name
ASK_FROM = 2
MOST_SLIPS = 150  # words of one text that are compared with misspellings; the rest are asked about
SHOWN_WITH = cues.TITLES | frozenset(
    [
        "mama",
        "umm",
        "abu",
        "big",
        "lil",
        "aunt",
        "aunty",
        "auntie",
        "uncle",
        "nanny",
        "granny",
        "grandma",
        "sister",
        "father",
    ]
)
NOT_BEFORE_WORDS = frozenset(["big", "little", "old", "new", "what", "all", "that", "so"])
PARTICLES = frozenset(
    [
        "ap", "al", "el", "bin", "ibn", "bint", "van", "der", "de", "da", "dos", "ben", "mac",
        "mc", "o", "abu", "ab",
    ]
)  # fmt: skip
JOINED = frozenset(["gated", "known", "family", "unknown"])
MODALS = frozenset(["can", "could", "should", "does", "did", "must", "might", "would", "shall"])
FAREWELLS = frozenset(
    (verb, you) for verb in ("miss", "thank", "love", "luv") for you in ("u", "you", "ya")
)
GREETINGS = frozenset(["hi", "hey", "hiya", "hello", "yo", "ello", "alright", "sup", "wagwan"])
SINGLED_OUT = frozenset(
    [("ask", "for"), ("asked", "for"), ("shout", "out"), ("big", "up"), ("its", "me")]
)
FELLOW = frozenset(["boy", "girl", "lad"])


@dataclass(slots=True)
class Names:
    """One text's words as candidates for names.

    Args:
        tokens: The text's words.
        index: The roster made ready.
        shouting: Whether capitals say nothing: most of the text is in them.
    """

    tokens: Sequence[Token]
    index: Index
    shouting: bool = False
    words: Vocabulary = field(default_factory=vocabulary)
    slips: dict[str, bool] = field(default_factory=dict)

    def kind(self, at: int) -> str:
        """What word ``at`` may be: known, given, gated, family, unknown, or "" for no name."""
        token = self.tokens[at]
        stem = token.stem
        if not stem or stem in cues.ROLES or stem in cues.TITLES:
            return ""
        if not stem.isascii():
            return "unknown" if stem.isalpha() else ""
        if "-" in stem:
            return self._of_parts([self._kind(part) for part in stem.split("-")])
        found = self._kind(stem)
        if stem.endswith("s") and len(stem) > 3:
            if stem[:-1] in self.index.gated:
                return "known"
            if found == "unknown":
                return self._kind(stem[:-1]) or found
        return found

    @staticmethod
    def _of_parts(kinds: list[str]) -> str:
        """What a word with hyphens may be."""
        if all(kind in ("gated", "given", "known") for kind in kinds):
            return "given"
        if "unknown" in kinds and all(kind in ("unknown", "gated") for kind in kinds):
            return "unknown"
        return next((kind for kind in ("given", "known", "family") if kind in kinds), "")

    def _kind(self, form: str) -> str:
        if form in self.index.gated:
            return "known"
        if form in self.words.gated:
            return "gated"
        if form in self.words.often:
            return ""
        if form in self.words.given:
            return "given"
        if form in self.words.words:
            return ""
        if form in self.words.family:
            return "family"
        return "unknown" if len(form) > 2 and form.isalpha() else ""

    def misspelt(self, form: str) -> bool:
        """Whether the word is rather a common word with a slip. Remembered for this text only."""
        if form not in self.slips:
            if len(self.slips) >= MOST_SLIPS:
                return True
            self.slips[form] = is_slip(form, self.words.often)
        return self.slips[form]

    def word(self, at: int) -> str:
        """The plain word at a place; "" outside the text."""
        return self.tokens[at].plain if 0 <= at < len(self.tokens) else ""

    def before(self, at: int) -> str:
        """The word before in the same clause, else ""."""
        return "" if at == 0 or self.tokens[at].opens else self.tokens[at - 1].plain

    def after(self, at: int) -> str:
        """The word after in the same clause, else ""."""
        if at + 1 >= len(self.tokens) or self.tokens[at + 1].opens:
            return ""
        return self.tokens[at + 1].plain


def find_names(tokens: Sequence[Token], index: Index) -> Iterator[Span]:
    """People, with the titles before them and the family names after."""
    capitals = sum(token.text.isupper() for token in tokens if len(token.text) > 1)
    titled = sum(token.capital for token in tokens)
    shouting = capitals * 2 > len(tokens) or titled * 3 > len(tokens) * 2
    names = Names(tokens, index, shouting)
    famous = _famous(tokens)
    marks: dict[int, Mark] = {}
    for at in range(len(tokens)):
        if at not in famous:
            mark = _mark(names, at)
            if mark is not None:
                marks[at] = mark
    for at in sorted(marks):
        for other in _coordinated(names, at):
            kind = names.kind(other)
            if other in marks or other in famous or kind not in JOINED:
                continue
            if kind == "unknown" and names.misspelt(names.tokens[other].stem):
                continue
            if _judged(names, other)[0] > -9:
                marks[other] = Mark.HIDDEN if kind == "known" else Mark.ASK
    yield from _with_neighbours(names, marks, famous)


@cache
def _famous_starts() -> frozenset[str]:
    """The words that what is famous begins with: most words are none, so most are done with."""
    return frozenset(each.split(" ")[0] for each in cues.FAMOUS)


def _famous(tokens: Sequence[Token]) -> set[int]:
    inside: set[int] = set()
    starts = _famous_starts()
    for at, token in enumerate(tokens):
        if token.plain not in starts:
            continue
        for length in (4, 3, 2, 1):
            if " ".join(each.plain for each in tokens[at : at + length]) in cues.FAMOUS:
                inside.update(range(at, at + length))
                break
    return inside


def _mark(names: Names, at: int) -> Mark | None:
    """How sure that word ``at`` is somebody's name."""
    kind = names.kind(at)
    if _is_titled(names, at, kind):
        return Mark.HIDDEN
    token = names.tokens[at]
    acronym = token.text.isupper() and len(token.stem) < 5 and not names.shouting
    if not kind or (kind == "unknown" and acronym):
        return None
    score, sure = _judged(names, at)
    if kind == "given":
        return _mark_given(names, at, score)
    if kind in ("gated", "known") and score > -9 and token.stem not in cues.VERBISH | cues.MONTHS:
        beside = names.kind(at + 1) if names.after(at) else ""
        if beside in ("given", "family"):
            return Mark.HIDDEN
        score += 2 if beside in ("gated", "known") else 0
    score += _weighed(names, at, kind, score)
    if score >= HIDE_FROM and sure:
        return Mark.HIDDEN
    return Mark.ASK if score >= ASK_FROM else None


def _weighed(names: Names, at: int, kind: str, score: int) -> int:
    """What the kind of word adds to what the words around it say."""
    token = names.tokens[at]
    if kind == "known":
        placed = not names.before(at) and names.after(at) in cues.AFTER_KNOWN
        return 1 + (placed and token.stem not in cues.VERBISH)
    if score < 1:
        return 0
    if kind == "unknown":
        return -2 if names.misspelt(token.stem) else 0
    return kind == "family"


def _is_titled(names: Names, at: int, kind: str) -> bool:
    """Whether "mr", "mrs", "dr" or the like stands before; "miss" and "sir" need a name after."""
    title, form = names.before(at), names.tokens[at].stem
    if title not in cues.TITLES or names.before(at - 1) in ("i", "u", "really"):
        return False
    if len(form) == 1 and form.isalpha():
        return title in ("mr", "mrs", "ms")
    if form in names.words.often or len(form) < 3 or not form.replace("-", "").isalpha():
        return False
    return bool(kind) or title not in ("miss", "sir", "doctor", "madam")


def _mark_given(names: Names, at: int, score: int) -> Mark | None:
    """A given name that is no word needs nothing beside it, unless it is short or a town."""
    form = names.tokens[at].stem
    before = names.before(at)
    if before in cues.DETERMINERS and before not in ("my", "big", "little", "old") and score < 2:
        return Mark.ASK if len(form) > 3 else None
    if form in names.words.places or len(form) <= 3:
        return Mark.HIDDEN if score >= 2 else Mark.ASK
    if form in names.words.often or (score < 1 and len(form) <= 5 and names.misspelt(form)):
        return Mark.ASK
    return Mark.HIDDEN


def _judged(names: Names, at: int) -> tuple[int, bool]:
    """What the words around say, and whether any of them says it plainly; -9 forbids."""
    token = names.tokens[at]
    before, after = names.before(at), names.after(at)
    second = names.before(at - 1) if before else ""
    if token.stem == "will" and before in MODALS:  # "can will come": no verb
        return 3, True
    if (second, before) in FAREWELLS and not after:
        return 2, True
    if _is_word_here(token.stem, (second, before, after)):
        return -9, False
    left = max(_from_left(second, before), _from_greeting(second, before, after))
    right = _from_right(names, at, after)
    if left + right == 1 and token.stem in cues.MOSTLY_NAMES and before not in cues.PRONOUNS:
        left += 1
    capital = 2 if token.capital and before and not names.shouting else 0
    first = 1 if not before and (right or token.capital) else 0
    return left + right + capital + first, max(left, right, capital) >= 2


def _from_left(second: str, before: str) -> int:
    honoured = before in cues.HONORIFICS and second not in ("the", "a", "i", "so")
    if (
        honoured and before not in ("old", "young", "little")
    ) or before in cues.ROLES | cues.CALLED:
        return 3
    if before == "is" and second in cues.ROLES | {"name"}:
        return 3
    if before in ("and", "n", "nd") and second in ("me", "i"):
        return 3
    if before in cues.STRONG_AIMED or (before in ("to", "2") and second in cues.TO_PEOPLE):
        return 2
    return 1 if before in cues.AIMED else 0


def _from_greeting(second: str, before: str, after: str) -> int:
    """ "hi its meg", "its me lou", "ask for ginge", "shout out loz", "they call mo names"."""
    if before == "its" and (second in GREETINGS or after in ("again", "here", "btw")):
        return 2
    if (second, before) in SINGLED_OUT:
        return 2
    return 3 if before in ("call", "calls", "called") and after == "names" else 0


def _from_right(names: Names, at: int, after: str) -> int:
    token = names.tokens[at]
    score = 0
    if after in cues.DOING or (after.endswith("nt") and after in names.words.often):
        score = 2
    elif (after in FELLOW and token.plain not in cues.ADVERBS) or (
        after in cues.BEING
        or (len(after) > 4 and after.endswith("ed"))
        or (after in ("me", "us", "him", "her") and token.stem not in cues.VERBISH)
    ):
        score = 1
    if after in ("and", "n") and names.word(at + 2) in ("me", "i", "us"):
        score += 2
    if token.possessive or (token.plain.endswith("s") and after in cues.OWNED):
        score += 2
    return score


def _is_word_here(form: str, around: tuple[str, str, str]) -> bool:
    """Whether a word that may be a name is surely only a word in this place."""
    second, before, after = around
    if before in cues.DETERMINERS and before not in NOT_BEFORE_WORDS:
        return True
    if before in cues.PRONOUNS and (form in cues.VERBISH or after in cues.ADVERBS or not after):
        return before not in ("me", "us", "them")
    if form in cues.MONTHS and (
        before in cues.IN_MONTH or before[:1].isdigit() or after[:1].isdigit()
    ):
        return True
    if form in cues.VERBISH and after in cues.ADVERBS - {"always", "never"}:
        return True
    if form == "hope" and after in ("so", "for", "to", "not", "everyone", "that"):
        return True
    if before == "to" and form in cues.VERBISH and second not in cues.TO_PEOPLE:
        return True
    if (
        before in ("in", "on", "of", "at", "have", "having", "some", "into", "off")
        and after != "and"
    ):
        return (
            form not in cues.ROLES
            and before in ("in", "at", "into")
            and form in vocabulary().gated
        )
    return False


def _coordinated(names: Names, at: int) -> Iterator[int]:
    """The words joined to a name by "and", "n", a comma or a slash."""
    for step in (1, -1):
        joined = names.word(at + step) in ("and", "n", "nd", "or")
        if joined and 0 <= at + 2 * step < len(names.tokens):
            yield at + 2 * step


def _with_neighbours(names: Names, marks: dict[int, Mark], famous: set[int]) -> Iterator[Span]:
    upto = -1
    for at in sorted(marks):
        if at <= upto:
            continue
        first = upto = at
        before = names.before(at)
        if (
            before in SHOWN_WITH and not (before == "miss" and names.before(at - 1) in ("i", "u"))
        ) or (before and _may_lead(names, at - 1)):
            first = at - 1
        mark = marks[at]
        while upto - at < 3 and _continues(names, marks, upto + 1, famous):
            upto += 1
            if marks.get(upto) is Mark.HIDDEN:
                mark = Mark.HIDDEN
        yield Span(names.tokens[first].start, names.tokens[upto].end, Label.PERSON, mark)


def _may_lead(names: Names, at: int) -> bool:
    """Whether a strange short word stands before a name as part of it ("li wei")."""
    form = names.tokens[at].plain
    if not form.isalpha() or len(form) < 2 or form in cues.ROLES or form in names.words.often:
        return False
    strange = not names.words.is_word(form) and form not in names.words.gated
    return strange and names.kind(at) in ("", "family", "given")


def _continues(names: Names, marks: dict[int, Mark], at: int, famous: set[int]) -> bool:
    """Whether the word after a name is more of the same name."""
    if at >= len(names.tokens) or names.tokens[at].opens or at in famous:
        return False
    form = names.tokens[at].stem
    if form in PARTICLES and at + 1 < len(names.tokens):
        return names.kind(at + 1) in ("given", "family", "unknown", "gated")
    if names.tokens[at - 1].possessive:
        return False
    if form in FELLOW:  # "paddy boy"
        return names.kind(at - 1) in ("gated", "given") and not names.before(at - 1)
    kind = names.kind(at)
    if at in marks or kind in ("given", "family"):
        return True
    if form in names.words.surnames and names.kind(at - 1) in ("given", "family", "known"):
        return form not in names.words.often or names.tokens[at].capital
    if names.tokens[at].capital and names.tokens[at - 1].capital and not names.shouting:
        return form not in names.words.often
    return kind == "unknown" and len(form) > 3 and not names.misspelt(form)
