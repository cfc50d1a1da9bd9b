"""Names that no roster holds, and names that are words, judged by the words around them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from surveys.redaction import cues
from surveys.redaction.roster import Index
from surveys.redaction.spans import Label, Mark, Span
from surveys.redaction.tokens import Token
from surveys.redaction.vocabulary import Vocabulary, is_slip, vocabulary

HIDE_FROM = 3  # what the words around must add up to before a word is hidden as a name
ASK_FROM = 2
MOST_SLIPS = 150  # words of one text that are compared with misspellings; the rest are asked about
PARTICLES = frozenset("ap al el bin ibn bint van der de da dos ben mac mc o abu ab".split())


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
        if not token.plain or not token.plain[0].isalpha() or not token.plain.isascii():
            return "unknown" if token.plain and token.plain.isalpha() else ""
        best = ""
        forms = [token.stem]
        if token.stem.endswith("s") and token.stem not in self.words.words:
            forms.append(token.stem[:-1])
        for form in forms:
            best = best or self._kind(form)
        if not best and "-" in token.stem:
            best = max((self._kind(part) for part in token.stem.split("-")), key=_rank)
            best = best if best in ("given", "known") else ""
        elif best in ("", "unknown") and "-" in token.stem:
            parts = [self._kind(part) for part in token.stem.split("-")]
            best = "given" if "given" in parts else best
        return best

    def _kind(self, form: str) -> str:
        if form in self.index.gated:
            return "known"
        if form in self.words.gated:
            return "gated"
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


def _rank(kind: str) -> int:
    return ("", "unknown", "family", "gated", "given", "known").index(kind)


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
            if other not in marks and other not in famous and kind in ("gated", "known", "family"):
                if _judged(names, other) > -5:
                    marks[other] = Mark.HIDDEN if kind == "known" else Mark.ASK
    yield from _with_neighbours(names, marks, famous)


def _famous(tokens: Sequence[Token]) -> set[int]:
    inside: set[int] = set()
    for at in range(len(tokens)):
        for length in (4, 3, 2, 1):
            if " ".join(token.plain for token in tokens[at : at + length]) in cues.FAMOUS:
                inside.update(range(at, at + length))
                break
    return inside


def _mark(names: Names, at: int) -> Mark | None:
    """How sure that word ``at`` is somebody's name."""
    kind = names.kind(at)
    form = names.tokens[at].stem
    before = names.before(at)
    titled = before in cues.TITLES and names.before(at - 1) not in ("i", "u", "really")
    if titled and form not in names.words.often and len(form) > 2 and form.isalpha():
        if before not in ("miss", "sir", "doctor", "madam") or kind in ("gated", "given", "family", "known"):
            return Mark.HIDDEN
    if not kind:
        return None
    score = _judged(names, at)
    if kind == "given":
        if before in cues.DETERMINERS and before != "my":
            return Mark.ASK if len(form) > 3 else None
        if form in names.words.places or len(form) <= 3:
            return Mark.HIDDEN if score >= 2 else Mark.ASK if score >= 1 or len(form) > 2 else None
        if form in names.words.often or (score < 1 and len(form) <= 5 and names.misspelt(form)):
            return Mark.ASK
        return Mark.HIDDEN
    if kind == "known":
        score += 1
    if kind == "family" and score >= 1:
        score += 1
    if kind == "unknown" and score >= 1 and names.misspelt(form):
        score -= 2
    if score >= HIDE_FROM:
        return Mark.HIDDEN
    return Mark.ASK if score >= ASK_FROM else None


def _judged(names: Names, at: int) -> int:
    """What the words around say: 3 is a name, 2 may be one, below 1 is a word; -9 forbids."""
    token = names.tokens[at]
    form, before, after = token.stem, names.before(at), names.after(at)
    second = names.before(at - 1) if at else ""
    if _is_word_here(form, before, after, second):
        return -9
    score = 0
    if before in cues.HONORIFICS and second not in ("the", "a", "i", "so") and before not in ("old", "young", "little"):
        score += 3
    elif before in cues.ROLES:
        score += 3
    elif before in cues.CALLED or (before == "is" and second in ("name", "worker", "manager", "keyworker", "friend", "mate", "brother", "sister", "nan", "guardian", "iro", "carer", "teacher")):
        score += 3
    elif before in ("and", "n", "nd") and second in ("me", "i"):
        score += 3
    elif before in cues.STRONG_AIMED or (before == "to" and second in cues.TO_PEOPLE):
        score += 2
    elif before in cues.AIMED:
        score += 1
    if after in cues.DOING or after.endswith("nt") and after in names.words.often:
        score += 2
    elif after in cues.BEING or (after in ("me", "us", "him", "her") and form not in cues.VERBISH):
        score += 1
    if after in ("and", "n") and names.word(at + 2) in ("me", "i", "us"):
        score += 2
    if token.possessive and form not in ("it", "he", "she", "that", "what"):
        score += 2
    elif token.plain.endswith("s") and token.plain != form and after:
        score += 1
    if not before and (score or names.tokens[at].capital):
        score += 1
    if token.capital and before and not names.shouting:
        score += 2
    return score


def _is_word_here(form: str, before: str, after: str, second: str) -> bool:
    """Whether a word that may be a name is surely only a word in this place."""
    if before in cues.DETERMINERS and before not in ("big", "little", "old", "new", "what", "all"):
        return True
    if before in cues.PRONOUNS and (form in cues.VERBISH or after in cues.ADVERBS or not after):
        return before not in ("me", "us", "them")
    if form in cues.MONTHS and (before in cues.IN_MONTH or before[:1].isdigit() or after[:1].isdigit()):
        return True
    if form in cues.VERBISH and after in cues.ADVERBS - {"always", "never"}:
        return True
    if form == "hope" and after in ("so", "for", "to", "not", "everyone", "that"):
        return True
    if before == "to" and form in cues.VERBISH and second not in cues.TO_PEOPLE:
        return True
    if before in ("in", "on", "of", "at", "have", "having", "some", "into", "off") and after != "and":
        return form not in cues.ROLES and before in ("in", "at", "into") and form in vocabulary().gated
    return False


def _coordinated(names: Names, at: int) -> Iterator[int]:
    """The words joined to a name by "and", "n", a comma or a slash."""
    for step in (1, -1):
        if names.word(at + step) in ("and", "n", "nd", "or"):
            if 0 <= at + 2 * step < len(names.tokens):
                yield at + 2 * step


def _with_neighbours(names: Names, marks: dict[int, Mark], famous: set[int]) -> Iterator[Span]:
    upto = -1
    for at in sorted(marks):
        if at <= upto:
            continue
        first = upto = at
        before = names.before(at)
        if before in cues.TITLES | {"mama", "umm", "abu", "big", "lil", "aunty", "auntie", "uncle"}:
            first = at - 1
        mark = marks[at]
        while upto - at < 3 and _continues(names, marks, upto + 1, famous):
            upto += 1
            if marks.get(upto) is Mark.HIDDEN:
                mark = Mark.HIDDEN
        yield Span(names.tokens[first].start, names.tokens[upto].end, Label.PERSON, mark)


def _continues(names: Names, marks: dict[int, Mark], at: int, famous: set[int]) -> bool:
    """Whether the word after a name is more of the same name."""
    if at >= len(names.tokens) or names.tokens[at].opens or at in famous:
        return False
    form = names.tokens[at].stem
    if form in PARTICLES and at + 1 < len(names.tokens):
        return names.kind(at + 1) in ("given", "family", "unknown", "gated")
    if names.tokens[at - 1].possessive:
        return False
    kind = names.kind(at)
    if at in marks or kind in ("given", "family"):
        return True
    if names.tokens[at].capital and names.tokens[at - 1].capital and not names.shouting:
        return form not in names.words.often
    return kind == "unknown" and len(form) > 3 and not names.misspelt(form)
