"""Those an organisation knows: its people, homes, schools and streets."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import pairwise

from pydantic import BaseModel, ConfigDict, Field, field_validator

from surveys.redaction.spans import Label, Mark, Span
from surveys.redaction.tokens import Token, plain, tokens_of
from surveys.redaction.vocabulary import listed, vocabulary

SHORT = {
    "road": "rd", "street": "st", "saint": "st", "lane": "ln", "avenue": "ave", "av": "ave",
    "close": "cl", "crescent": "cres", "drive": "dr", "terrace": "ter", "court": "ct",
    "gardens": "gdns", "place": "pl", "grove": "gr", "square": "sq", "house": "hse",
    "school": "sch", "academy": "acad", "apostrophe": "",
}  # fmt: skip
KINDS = listed("roster_kinds")
TITLES = frozenset(["mr", "mrs", "ms", "miss", "dr", "sir"])


class Known(BaseModel):
    """One person, home, school or street, with what else it is called."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    name: str = Field(min_length=2, max_length=80)
    nicknames: tuple[str, ...] = ()

    def __repr__(self) -> str:
        """No name: what is printed or logged by mistake tells nobody who is known."""
        return "Known(...)"

    __str__ = __repr__


class Roster(BaseModel):
    """Those an organisation knows. ``surveys.redaction.loading`` reads one from a file."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    people: tuple[Known, ...] = ()
    staff: tuple[Known, ...] = ()
    """People who work here: hidden like people, and known for what they are."""
    homes: tuple[Known, ...] = ()
    schools: tuple[Known, ...] = ()
    streets: tuple[Known, ...] = ()
    places: tuple[Known, ...] = ()

    @field_validator("people", "staff", "homes", "schools", "streets", "places", mode="before")
    @classmethod
    def _with_names(cls, given: object) -> object:
        """Take a bare string for a thing that has only a name."""
        if not isinstance(given, list | tuple):
            return given
        return tuple({"name": each} if isinstance(each, str) else each for each in given)

    @cached_property
    def index(self) -> Index:
        """The roster made ready to look in; built once."""
        return Index(self)

    def __repr__(self) -> str:
        """How many of each kind, and no name."""
        kinds = ", ".join(f"{kind}={len(getattr(self, kind))}" for kind in type(self).model_fields)
        return f"Roster({kinds})"

    __str__ = __repr__


class Index:
    """Phrases by their first word, and the single words that a slip may stand for."""

    def __init__(self, roster: Roster) -> None:
        self.phrases: dict[str, list[tuple[tuple[str, ...], Label, bool]]] = {}
        self.people: set[str] = set()
        self.gated: set[str] = set()
        self.slips: dict[str, set[str]] = {}
        self.staff: set[str] = set()
        for person in (*roster.people, *roster.staff):
            self._add_person(person)
        for worker in roster.staff:
            self._add_worker(worker)
        for label, known in (
            (Label.HOME, roster.homes),
            (Label.SCHOOL, roster.schools),
            (Label.STREET, roster.streets),
            (Label.PLACE, roster.places),
        ):
            for each in known:
                for name in (each.name, *each.nicknames):
                    self._add_place(words_of(name), label)
                    self._add(run_together(name), label, True)

    def _add_person(self, person: Known) -> None:
        words = vocabulary()
        for name in (person.name, *person.nicknames):
            whole = words_of(name)
            self._add(whole, Label.PERSON, len(whole) > 1)
            self._add(run_together(name), Label.PERSON, True)
            for part in whole:
                common = part in words.often and part not in words.gated
                if len(whole) == 1 or (len(part) > 1 and part not in TITLES and not common):
                    self.people.add(part)
                    if part in words.words or part in words.gated:
                        self.gated.add(part)
                        continue
                    self._add((part,), Label.PERSON, True)

    def _add_worker(self, worker: Known) -> None:
        for name in (worker.name, *worker.nicknames):
            self.staff.update(
                part for part in words_of(name) if len(part) > 1 and part not in TITLES
            )
            self.staff.update(run_together(name))

    def is_staff(self, name: str) -> bool:
        """Whether a name, as somebody wrote it, is that of one who works here.

        In any case, with a possessive, one letter wrong in long ones; part of the name is
        enough ("mr hill" for Sam Hill). So it is said of a young person too who is called the
        same. Ask it of what was found to be a name: "will" is a word as well.
        """
        if not self.staff:
            return False
        parts = _parts(tokens_of(name))
        if any(form in self.staff for each in parts for form in self.meant(each)):
            return True
        return any(each in self.staff for each in run_together(name))

    def _add_place(self, name: tuple[str, ...], label: Label) -> None:
        core = name[1:] if name and name[0] == "the" else name
        if len(core) > 1 and len(core[0]) > 5 and not _is_plain(core[0]):
            self._add(core[:1], label, False)
        self._add(name, label, True)
        for length in range(1, len(core)):
            part = core[:length]
            rare = [word for word in part if _is_rare(word)]
            if rare or (length > 1 and part[-1] not in KINDS - {"hill", "park"}):
                self._add(part, label, bool(rare) or label is not Label.STREET)
        if core != name:
            self._add(core, label, _is_rare(core[0]))
        if len(core) > 1 and core[0] == "st":
            self._add(core[1:2], label, _is_rare(core[1]))

    def _add(self, phrase: tuple[str, ...], label: Label, sure: bool) -> None:
        if not phrase or phrase == ("the",):
            return
        self.phrases.setdefault(phrase[0], []).append((phrase, label, sure))
        for word in phrase:
            if len(word) >= 5 and word not in KINDS and word not in self.gated:
                for cut in _cuts(word):
                    self.slips.setdefault(cut, set()).add(word)

    def meant(self, token: Token) -> tuple[str, ...]:
        """The roster words that a token may stand for: itself, without an s, or by one slip."""
        form = short(token.plain)
        common = vocabulary().is_word(form)
        if common and not form.endswith("s"):
            return (form,)
        forms = [form]
        if form.endswith("s") and len(form) > 3:
            forms += [form[:-1], form.removesuffix("es")]
        if len(form) >= 4 and len(form) <= 30 and not common:
            for stem in forms[:2]:
                for cut in _cuts(stem):
                    forms += [word for word in self.slips.get(cut, ()) if _near(word, stem)]
        return tuple(dict.fromkeys(forms))


def _is_plain(word: str) -> bool:
    return word in KINDS or word in vocabulary().often


def _is_rare(word: str) -> bool:
    """Whether a word of a place's name is hardly ever anything else: it tells the place alone."""
    words = vocabulary()
    return not any(word in each for each in (words.words, words.gated, words.often, KINDS))


def words_of(name: str) -> tuple[str, ...]:
    """A name as plain, shortened words."""
    return tuple(
        short(part) for token in tokens_of(name) for part in token.plain.split("-") if part
    )


def run_together(name: str) -> tuple[str, ...]:
    """A name of several words as it is written without spaces ("larkfieldhouse"), if long."""
    words = [token.plain for token in tokens_of(name)]
    words = words[1:] if words[:1] == ["the"] else words
    together = "".join(words).replace("-", "")
    fit = len(words) > 1 and len(together) >= 8 and together not in vocabulary().words
    return (together,) if fit else ()


def short(word: str) -> str:
    """The short form of "road", "house" and so on, else the word."""
    return SHORT.get(word, word)


def _cuts(word: str) -> set[str]:
    return {word} | {word[:at] + word[at + 1 :] for at in range(len(word))}


def _near(one: str, other: str) -> bool:
    """Whether at most one letter is left out, added, changed or swapped."""
    if abs(len(one) - len(other)) > 1:
        return False
    at = 0
    while at < min(len(one), len(other)) and one[at] == other[at]:
        at += 1
    rest, others = one[at:], other[at:]
    swapped = rest[:1] == others[1:2] and rest[1:2] == others[:1] and rest[2:] == others[2:]
    return rest[1:] == others[1:] or rest[1:] == others or rest == others[1:] or swapped


def find_known(tokens: Sequence[Token], roster: Roster) -> Iterator[Span]:
    """Everything on the roster but people whose names are words: the context judges those."""
    index = roster.index
    if not index.phrases:
        return
    parts = _parts(tokens)
    memo: dict[str, tuple[str, ...]] = {}
    meant = [
        memo.get(each.plain) or memo.setdefault(each.plain, index.meant(each)) for each in parts
    ]
    for at, forms in enumerate(meant):
        entries = [entry for form in forms for entry in index.phrases.get(form, ())]
        if not entries:
            continue
        matches = [span for entry in entries if (span := _match(parts, meant, at, entry))]
        if matches:
            yield max(matches, key=lambda span: (span.end, span.mark is Mark.HIDDEN))
    yield from _run_apart(parts, meant, index)


def _run_apart(
    parts: Sequence[Token], meant: Sequence[tuple[str, ...]], index: Index
) -> Iterator[Span]:
    """Words of the roster that were written as two ("sandy bank road")."""
    for at, (first, second) in enumerate(pairwise(parts)):
        if not second.plain or first.end + 1 != second.start:
            continue
        together = (first.plain + second.plain).removesuffix("s")
        if len(together) < 6:
            continue
        for word in (together, f"{together}s"):
            for phrase, label, _ in index.phrases.get(word, ()):
                more = len(phrase) > 1 and at + 2 < len(parts) and phrase[1] in meant[at + 2]
                yield Span(first.start, parts[at + 2].end if more else second.end, label)


def _parts(tokens: Sequence[Token]) -> list[Token]:
    """The tokens, those with hyphens taken apart."""
    parts: list[Token] = []
    for token in tokens:
        if "-" not in token.text:
            parts.append(token)
            continue
        at = token.start
        for piece in token.text.split("-"):
            if piece:
                form = plain(piece)
                parts.append(Token(piece, form, at, at + len(piece), token.opens, form, False))
            at += len(piece) + 1
    return parts


def _is_word(word: str, forms: tuple[str, ...], ahead: int) -> bool:
    """Whether a token reads as a word of a phrase; past the first, a slip is enough."""
    return word in forms or (ahead > 0 and len(word) >= 4 and _near(word, forms[0]))


def _match(
    parts: Sequence[Token],
    meant: Sequence[tuple[str, ...]],
    at: int,
    entry: tuple[tuple[str, ...], Label, bool],
) -> Span | None:
    phrase, label, sure = entry
    if any(
        at + ahead >= len(parts) or not _is_word(word, meant[at + ahead], ahead)
        for ahead, word in enumerate(phrase)
    ):
        return None
    upto = at + len(phrase) - 1
    while label is not Label.PERSON and upto + 1 < len(parts):
        after = parts[upto + 1]
        if after.opens or short(after.plain).removesuffix("s") not in KINDS - {
            "the",
            "of",
            "and",
            "our",
        }:
            break
        upto += 1
    return Span(parts[at].start, parts[upto].end, label, Mark.HIDDEN if sure else Mark.ASK)
