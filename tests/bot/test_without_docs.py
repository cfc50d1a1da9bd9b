"""What a house loads leaves its documentation behind, and is otherwise the same."""

from __future__ import annotations

import subprocess
import sys
from types import CodeType
from typing import Any

import pytest

from bot.without_docs import NOTHING, undocumented

WORKS = '''
"""A module's words."""
first = "is no documentation"

class Documented:
    """A class's words."""

    def method(self):
        """A method's words."""
        return "told"

    async def later(self): "Words on one line."

def plain(): return "no words"

def kept(words=("a", "b")):
    """Words."""
    assert words, "still asserted"
    def inner():
        "Inner words."
        return [one for one in words if one != "b"]
    return inner

short = lambda: "a lambda's only constant"
found = {one for one in ("x", "y") if one == "x"}
'''

SPEAKS = """
import sys, bot
import sqlalchemy.orm, telegram.ext, aiohttp.web
from sqlalchemy.orm import Session
assert sqlalchemy.orm.__spec__.loader.__class__.__name__ == "_Loader"
print([Session.__doc__, Session.execute.__doc__, telegram.Bot.send_message.__doc__])
from bot.cli.running import run
from bot.services.later import Room
import ast
print(Room.__doc__, bool(run.__doc__), bool(ast.parse.__doc__))
"""


def run(code: CodeType) -> dict[str, Any]:
    made: dict[str, Any] = {"__name__": "made"}
    exec(code, made)  # our own few lines
    return made


def test_a_function_loses_its_words_and_nothing_else() -> None:
    """A constant that a program works with may stand where words would."""
    whole = compile(WORKS, "works.py", "exec")
    made = run(undocumented(whole))

    assert made["Documented"].method.__doc__ == NOTHING
    assert made["Documented"].later.__doc__ == NOTHING
    assert made["kept"].__doc__ == made["kept"]().__doc__ == NOTHING
    assert made["plain"].__doc__ is None
    assert made["first"] == "is no documentation"
    assert made["Documented"]().method() == "told"
    assert (made["plain"](), made["short"]()) == ("no words", "a lambda's only constant")
    assert (made["kept"]()(), made["found"]) == (["a"], {"x"})
    with pytest.raises(AssertionError, match="still asserted"):
        made["kept"](())


def test_code_without_words_is_the_code_it_was() -> None:
    """Nothing is made anew that need not be."""
    code = compile("def plain(): return 'no words'", "plain.py", "exec")

    assert undocumented(code) is code


def test_what_nobody_reads_in_a_house_is_left_behind_and_commands_still_say_what_they_do() -> None:
    """What a command does is said in the words of its function."""
    told = subprocess.run(
        [sys.executable, "-c", SPEAKS], capture_output=True, text=True, check=True
    ).stdout.splitlines()

    assert told == [f"[None, '{NOTHING}', '{NOTHING}']", "None True True"]
