"""Remarks that say nothing: found by rule, because as answers they pull groups askew."""

from __future__ import annotations

from surveys.themes.wording import split_words

_FILLERS_LIST = """
    a all am anything at can't cant come comment comments don't dont else ever far fine
    for good got happy have haven't havent i i'm idea idk idc im is it just know maybe me
    mind moment much my n na nah naw nil no none nope not nothin nothing now of off ok
    okay on other pass really right say see sorry sure that the there there's think this
    to um umm unsure up well with yeah you dunno tbh lol nuffin nowt nout whatever skip answer
    question blank
"""
_FILLERS = frozenset(_FILLERS_LIST.split())
_EMPTY_OF_MEANING_LIST = """
    idk idc dunno nothing nothin nuffin nowt nout none nope no nah naw na n nil pass
    unsure whatever skip blank um umm comment comments know sure idea think
"""
_EMPTY_OF_MEANING = frozenset(_EMPTY_OF_MEANING_LIST.split())
_LONGEST = 7


def says_nothing(text: str) -> bool:
    """Tell whether a remark is "idk", "nothing", an emoji or no words at all.

    It does so when every word of it is a filler and one of them refuses; "nothing to do on
    Sundays" says something, and "good food" does too.
    """
    words = split_words(text)
    if not words:
        return True
    if len(words) > _LONGEST or any(word not in _FILLERS for word in words):
        return False
    return any(word in _EMPTY_OF_MEANING for word in words)
