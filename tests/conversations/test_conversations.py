"""Golden sittings: a survey, replies in, events and prompts out.
With a ``roster``, words are looked over first wherever there is something to hide in them.

A file holds ``about``, a ``survey`` as an author writes it (or ``library``: a key), whether
the three screens come first (``from_the_start``), and ``turns``: each a reply, what it gave
(``then``) and what is shown (``see``). A turn without ``then`` gave nothing.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, get_args

import pytest
import yaml

from surveys.definitions.questions import AnyItem
from surveys.definitions.reading import read_survey
from surveys.definitions.survey import Survey
from surveys.flow.engine import Step, begin, held, prompt_of, step
from surveys.flow.events import Accepted
from surveys.flow.looking import own_words
from surveys.library import load_library
from surveys.redaction.previewing import preview
from surveys.redaction.roster import Roster
from tests.conversations.speaking import reply_in, said_of, shown_of

HERE = Path(__file__).parent
FILES = sorted(HERE.glob("*.yaml"))
TYPES = sorted(kind.model_fields["type"].default for kind in get_args(AnyItem))


def _told(path: Path) -> dict[str, Any]:
    told = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert isinstance(told, dict)
    return told


def _survey(told: dict[str, Any]) -> Survey:
    if "library" in told:
        return load_library(told["library"])
    frame = {"title": "T", "why": "W.", "could_change": "C", "decides": "D"}
    key = {"key": "conversation", "version": 1, "languages": ["en"]}
    return read_survey(yaml.safe_dump({**key, **frame, **told["survey"]}, sort_keys=False))


def _held(survey: Survey, now: Step, roster: Roster | None) -> Step:
    """The step as the program takes it: words with something to hide are looked over first."""
    for event in now.events:
        words = own_words(event.answer) if isinstance(event, Accepted) else ""
        if isinstance(event, Accepted) and roster is not None and preview(words, roster):
            return held(survey, now, event.question)
    return now


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_conversation_goes_as_it_is_written_down(path: Path) -> None:
    """What people meet changes only where somebody meant it to."""
    told = _told(path)
    survey = _survey(told)
    now = begin(survey, language="en", consented=not told.get("from_the_start", False))
    went = [{"see": shown_of(now.prompt)}]
    roster = Roster.model_validate(told["roster"]) if "roster" in told else None
    for turn in told["turns"]:
        now = _held(survey, step(survey, now.sitting, reply_in(turn)), roster)
        reply = {
            key: turn[key] for key in ("say", "pick", "untick", "give", "press") if key in turn
        }
        then = {"then": ", ".join(map(said_of, now.events))} if now.events else {}
        went.append({**reply, **then, "see": shown_of(now.prompt)})
        assert prompt_of(survey, now.sitting) == now.prompt

    assert went == [{"see": told["begins"]}, *told["turns"]]


@pytest.mark.parametrize("kind", TYPES)
def test_every_type_of_question_has_a_conversation(kind: str) -> None:
    """A new type is not done before somebody wrote down how it talks."""
    path = HERE / f"{kind}.yaml"

    assert path in FILES, f"write tests/conversations/{kind}.yaml, as the others are written"
    assert kind in {item.type for item in _survey(_told(path)).questions}
