"""Survey files for tests, written the short way, and surveys made from them."""

from __future__ import annotations

import textwrap

from surveys.definitions.mistakes import Mistake, SurveyMistake
from surveys.definitions.reading import read_survey
from surveys.definitions.survey import Survey

HEAD = """\
key: house-meeting
title: House meeting
why: To hear how meetings go.
could_change: when we meet
decides: The manager
"""
HEAD_LINES = HEAD.count("\n")

MOOD = "{id: mood, type: scale, text: How was it?}"
HELP = "{id: help, type: several_choices, text: What helps?, choices: [Tea, Talking, Music]}"
PICK = "{id: pick, type: single_choice, text: Which day?, choices: [Monday, Friday, Not sure]}"
HEARD = "{id: heard, type: yes_no, text: Were you heard?}"
LINE = "{id: line, type: short_text, text: What would you change?}"
BYE = "{id: bye, type: note, text: Thanks.}"


def file(*items: str, head: str = HEAD) -> str:
    """A survey file whose items are given as YAML, one a line or a block each."""
    blocks = [textwrap.indent(textwrap.dedent(item).strip(), "    ") for item in items]
    return head + "questions:\n" + "\n".join("  -" + block[3:] for block in blocks) + "\n"


def survey(*items: str, head: str = HEAD) -> Survey:
    """A sound survey of these items."""
    return read_survey(file(*items, head=head))


def mistakes(text: str | bytes) -> tuple[Mistake, ...]:
    """What is wrong with a file; nothing for a sound one."""
    try:
        read_survey(text)
    except SurveyMistake as found:
        return found.mistakes
    return ()


def line_of(text: str, sign: str) -> int:
    """The line of a file that first holds ``sign``."""
    return text[: text.index(sign)].count("\n") + 1
