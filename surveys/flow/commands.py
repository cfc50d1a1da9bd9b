"""Words that mean the same at every prompt, however they are typed."""

from __future__ import annotations

import unicodedata

from surveys.flow.replies import Paused, PreferredNot, Reply, Skipped, WentBack

COMMAND_WORDS = frozenset(
    {
        "help", "need help", "help me", "delete", "delete me", "deleteme", "stop", "pause",
        "withdraw", "tear it up", "rip it up", "privacy", "my data", "mydata", "tidy", "tidy up",
    }
)  # fmt: skip
"""Whole messages, folded, that a way in looks after before the engine sees them."""

_SKIP = frozenset({"skip", "skip it", "skip this", "skip this one", "skip question"})
_BACK = frozenset({"back", "go back"})
_STOP = frozenset({"stop", "pause", "stop for now"})
_RATHER_NOT = frozenset(
    {
        "rather not say", "rather not", "id rather not say", "id rather not",
        "i would rather not say", "prefer not to say", "i prefer not to say",
    }
)  # fmt: skip
_ONWARD = frozenset(
    {"next", "done", "ok", "okay", "start", "yes", "continue", "carry on", "go on"}
)
_APOSTROPHES = frozenset("'’‘ʼ`´")
_DRESSING = frozenset("\ufe0f\u20e3")
"""What turns a digit into a keycap emoji."""


_PLAIN = {
    code: None if chr(code) in _APOSTROPHES else chr(code).lower() if chr(code).isalnum() else " "
    for code in range(128)
}
"""What becomes of each sign without accents."""


def folded(text: str) -> str:
    """Text as it is compared: no case, accents, punctuation or doubled spaces.

    What is nothing but signs (an emoji, a question mark) is kept as it is.
    """
    if text.isascii():  # nearly every text, in a tenth of the time
        return " ".join(text.translate(_PLAIN).split()) or text.strip().lower()
    letters: list[str] = []
    for sign in unicodedata.normalize("NFKD", text).casefold():
        if sign in _APOSTROPHES or sign in _DRESSING or "\u0300" <= sign <= "\u036f":
            continue
        plain = unicodedata.category(sign)[0] in "LNM"
        letters.append(sign if plain else " ")
    return " ".join("".join(letters).split()) or text.strip().casefold()


def command_in(text: str) -> Reply | None:
    """The reply that a whole message asks for at any prompt; None where it is not one.

    Tearing up is not among them: that is asked for in ``COMMAND_WORDS`` and confirmed.
    """
    said = folded(text)
    if said in _SKIP:
        return Skipped()
    if said in _BACK:
        return WentBack()
    if said in _STOP:
        return Paused()
    return PreferredNot() if said in _RATHER_NOT else None


def means_onward(text: str) -> bool:
    """Whether a whole message means "go on" where nothing else could be meant."""
    return folded(text) in _ONWARD
