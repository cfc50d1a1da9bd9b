"""Six words that let their holder, and nobody else, take sealed answers back.

At the seal each answer is kept with a tag: an HMAC of the question under a key stretched from
the words. The words and the key are dropped, so afterwards a tag can be computed from the words
and from nothing else: not from the round's keys, the database, a backup, a participant's id or
anything the program ever said (A17). Somebody who guesses must pay for Argon2id on each of about
1,700 to the power of six sets of words.
"""

from __future__ import annotations

import hashlib
import hmac
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from mnemonic import Mnemonic

from surveys.ids import QuestionKey

COUNT = 6
"""Words in a set."""

TAG_BYTES = 32
"""Length of a tag. Unit: bytes."""

_KEEP = re.compile(r"[^a-z]*keep\b(.*)", re.DOTALL)
"""What is typed before the words by whoever only takes back the leave to be quoted."""

_SLIPS = 2
"""In how many of the six words a slip of the pen is still known for one."""
_START = 4
"""Letters that tell every word of the list from every other. Unit: characters."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What one guess at the words costs.

    Args:
        memory: Unit: kibibytes.
        passes: Unit: passes over the memory.

    Source:
        OWASP Password Storage Cheat Sheet: Argon2id with at least 19 MiB, two passes, one lane.
    """

    memory: int = 19 * 1024
    passes: int = 2


FULL_COST = Cost()


@cache
def kind_words() -> tuple[str, ...]:
    """The words sets are drawn from: the English list of BIP 39, without the unkind ones."""
    return tuple(word for word in Mnemonic("english").wordlist if word not in unkind_words())


@cache
def unkind_words() -> frozenset[str]:
    """Words of the list that nobody in care should be handed as theirs to keep.

    Harm, police and courts, family, bodies, names to call somebody; one a line in
    ``unkind.txt``. Our own judgement, for experts by experience to correct.
    """
    return frozenset((files(__package__) / "unkind.txt").read_text("utf-8").split())


def draw_words(choose: Callable[[Sequence[str]], str]) -> tuple[str, ...]:
    """A fresh set of six words.

    Args:
        choose: Picks one of a sequence, each as likely; ``secrets.choice`` when it counts.
    """
    return tuple(choose(kind_words()) for _ in range(COUNT))


def read_words(text: str) -> tuple[str, ...] | None:
    """The six words somebody typed, forgiving case, signs between them and slips after the
    fourth letter; None where they are not six words of the list."""
    typed = _typed(text)
    found = _known(typed)
    return found if len(typed) == len(found) == COUNT else None


def nearly_words(text: str) -> bool:
    """Whether somebody probably meant six words and slipped in one or two."""
    typed = _typed(text)
    return len(typed) == COUNT and COUNT - _SLIPS <= len(_known(typed)) < COUNT


def _typed(text: str) -> list[str]:
    return re.findall(r"[a-z]+", unicodedata.normalize("NFKC", text).casefold())


def _known(typed: Sequence[str]) -> tuple[str, ...]:
    return tuple(word for each in typed if (word := _by_start().get(each[:_START])) is not None)


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody types their words for. ``keep``: their answers stay, and nobody is quoted
    from them; else they go."""

    words: tuple[str, ...]
    keep: bool = False


def read_wish(text: str) -> Wish | None:
    """Six words, or "keep" and six words. None where it is neither."""
    words = read_words(text)
    if words is not None:
        return Wish(words)
    kept = _KEEP.fullmatch(unicodedata.normalize("NFKC", text).casefold())
    words = None if kept is None else read_words(kept[1])
    return None if words is None else Wish(words, keep=True)


def unquoted(tag: bytes) -> bytes:
    """What stands in the tombstones for an answer that stays and is not to be quoted."""
    return b"not quoted|" + tag


def tags(
    words: Sequence[str],
    round_key: str,
    questions: Iterable[QuestionKey],
    *,
    cost: Cost = FULL_COST,
) -> Mapping[QuestionKey, bytes]:
    """The tag of each question's answer for the holder of these words, in this round.

    One question's tag says nothing about another's, and none can be had without the words.

    Args:
        words: The six words, as ``draw_words`` or ``read_words`` gave them.
        round_key: The round's key; the same words in another round give other tags.
        questions: The questions to tag.
        cost: Lower only in tests.

    Raises:
        ValueError: There are no words: a tag of nothing could be computed by anybody.
    """
    return tags_of(stretch(words, round_key, cost=cost), questions)


def tags_of(stretched: bytes, questions: Iterable[QuestionKey]) -> Mapping[QuestionKey, bytes]:
    """The tag of each question's answer, from what ``stretch`` gave."""
    return {key: hmac.digest(stretched, key.encode(), "sha256") for key in questions}


def stretch(words: Sequence[str], round_key: str, *, cost: Cost = FULL_COST) -> bytes:
    """What words stretch to in a round. It costs what one guess costs. 32 bytes.

    Raises:
        ValueError: There are no words: a tag of nothing could be computed by anybody.
    """
    if not words:
        raise ValueError("no take-back words to make a tag from; draw six first")
    salt = hashlib.sha256(f"earshot take-back {round_key}".encode()).digest()[:16]
    return Argon2id(
        salt=salt, length=32, iterations=cost.passes, lanes=1, memory_cost=cost.memory
    ).derive(" ".join(words).encode())


@cache
def _by_start() -> Mapping[str, str]:
    return {word[:_START]: word for word in kind_words()}
