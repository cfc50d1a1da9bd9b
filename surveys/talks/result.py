"""What is released of a house talk: agreed sentences, on a page of their own, never with counts.

The rule for the home's name: a result names no home, no day of the talk and no number of
people, and no sentence in it holds a name that redaction is sure of. It is not anonymous all
the same, and says so: people there may know whose talk it was, and were told.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from datetime import date

from pydantic import BaseModel, ConfigDict

from surveys.redaction.redactor import redact
from surveys.redaction.roster import Roster
from surveys.redaction.spans import Label, Mark
from surveys.talks.talk import Talk

FORM_VERSION = 1
"""Which edition of these rules made a result. Changed with the rules."""

_PUT = {Label.PERSON: "[a name]"}
_PLACES = {Label.HOME, Label.SCHOOL, Label.STREET, Label.PLACE, Label.POSTCODE}


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Agreed(_Part):
    """What was agreed to one prompt, in an order drawn by chance."""

    prompt: str
    sentences: tuple[str, ...]


class TalkResult(_Part):
    """One house talk as it was let go. No home, no day of the talk, no number of people."""

    form_version: int = FORM_VERSION
    talk: str
    title: str
    decider: str
    hears_by: date
    parts: tuple[Agreed, ...] = ()
    release: str
    released_on: date
    approved_by: str = ""
    """The second person's name; empty until somebody has approved it."""


def made_known(
    talk: Talk,
    passed: Sequence[tuple[int, str]],
    *,
    release: str,
    on: date,
    shuffle: Callable[[list[str]], None],
) -> TalkResult:
    """The result of a talk.

    Args:
        talk: The talk.
        passed: The number of a prompt, from 0, and a sentence that a reader passed to it.
        release: The name of this release.
        on: The day it is put forward.
        shuffle: Shuffles a list in place: who spoke first must not show.
    """
    said: dict[int, list[str]] = defaultdict(list)
    for prompt, sentence in passed:
        said[prompt].append(sentence)
    parts = []
    for number, asked in enumerate(talk.prompts):
        sentences = sorted(said.get(number, []))
        shuffle(sentences)
        if sentences:
            parts.append(Agreed(prompt=asked, sentences=tuple(sentences)))
    return TalkResult(
        talk=talk.id,
        title=talk.title,
        decider=talk.decider,
        hears_by=talk.hears_by,
        parts=tuple(parts),
        release=release,
        released_on=on,
    )


def names_somebody(words: str, roster: Roster) -> bool:
    """Whether words hold what redaction is sure would give somebody, or the home, away."""
    return any(span.mark is Mark.HIDDEN for span in redact(words, roster).spans)


def without_names(words: str, roster: Roster) -> str:
    """Words with everything that redaction found replaced by its kind, never its length.

    A doubtful find is replaced too: whoever reads may put it back.
    """
    pieces: list[str] = []
    at = 0
    for span in redact(words, roster).spans:
        put = "[a place]" if span.label in _PLACES else _PUT.get(span.label, "[something]")
        pieces += [words[at : span.start], put]
        at = span.end
    return "".join([*pieces, words[at:]])
