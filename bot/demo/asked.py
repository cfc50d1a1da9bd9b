"""What the made-up organisation asked its people, beside what is in the library."""

from __future__ import annotations

from pathlib import Path

from bot.texts import say
from surveys.definitions.reading import read_survey
from surveys.definitions.survey import Survey
from surveys.library import load_library


def one_thing() -> Survey:
    """The demo's own survey, with one open question that everybody answers."""
    return _own("one-thing")


def slips() -> Survey:
    """The demo's own survey for slips out of a hat: nothing in it is typed."""
    return _own("by-slip")


def first_time() -> Survey:
    """What was asked before, under a name that tells it from what is asked now."""
    again = load_library("dream-big")
    title = {again.main_language: say("demo.first_time")}
    return again.model_copy(update={"key": "dream-big-before", "title": title})


def _own(name: str) -> Survey:
    return read_survey((Path(__file__).parent / f"{name}.yaml").read_bytes(), name=name)
