"""Remarks that say nothing: found by rule, because as answers they pull groups askew."""

from __future__ import annotations

from itertools import pairwise

from surveys.themes.wording import split_words

_FILLERS_LIST = """
    a all am anything at can't cant come comment comments don't dont else ever far fine
    for good got happy have haven't havent i i'm idea idk idc im is it just know maybe me
    mind moment much my n na nah naw nil no none nope not nothin nothing now of off ok
    okay on other pass really right say see sorry sure that the there there's think this
    to um umm unsure up well with yeah you dunno tbh lol nuffin nowt nout whatever skip answer
    question blank add blah can clue comes dno dnt hm hmm i'd id idek idrk its it's mate meh
    nada nm nvm opinion prefer rather springs thanks till zilch
"""
_FILLERS = frozenset(_FILLERS_LIST.split())
_EMPTY_OF_MEANING_LIST = """
    idk idc dunno nothing nothin nuffin nowt nout none nope no nah naw na n nil pass
    unsure whatever skip blank um umm comment comments know sure idea think
    blah clue dno hm hmm idek idrk meh mind nada nm nvm opinion prefer rather zilch
"""
_EMPTY_OF_MEANING = frozenset(_EMPTY_OF_MEANING_LIST.split())
_LONGEST = 7
_SAYS_SOMETHING = frozenset(
    (
        *(("know", "me"), ("nothing", "good"), ("nothing", "right"), ("not", "good")),
        *(("right", "to"), ("say", "no"), ("say", "nothing"), ("can", "say"), ("can", "come")),
    )
)
"""Of words that are each a filler, two in a row that are not."""


def says_nothing(text: str) -> bool:
    """Tell whether a remark is "idk", "nothing", an emoji or no words at all.

    It does so when every word of it is a filler and one of them refuses, or when it is single
    letters; "nothing to do on Sundays" says something, and "good food" and "know me" do too.
    """
    words = split_words(text)
    if all(len(word) == 1 and word.isascii() for word in words):
        return True
    if len(words) > _LONGEST or any(word not in _FILLERS for word in words):
        return False
    if any(pair in _SAYS_SOMETHING for pair in pairwise(words)):
        return False
    return any(word in _EMPTY_OF_MEANING for word in words)
