"""Which languages there are texts in, and what each lacks."""

from __future__ import annotations

from bot.doctor.findings import Finding, ok, warn
from bot.texts import FALLBACK, lacking, languages, say
from surveys.definitions import own_words

ABOUT = "Languages"
MOST_NAMED = 5
"""Most texts that are named; a test names them all."""


def speaking() -> list[Finding]:
    """Every language, and how many of its texts are read in English."""
    found = [_of(language) for language in languages() if language != FALLBACK]
    lacks = [finding for finding in found if finding is not None]
    return lacks or [ok(ABOUT, ", ".join(say(f"language.{one}") for one in languages()))]


def _of(language: str) -> Finding | None:
    keys = (*lacking(language), *own_words.lacking(language))
    if not keys:
        return None
    named = ", ".join(keys[:MOST_NAMED]) + (", …" if len(keys) > MOST_NAMED else "")
    return warn(
        ABOUT,
        f"{language} lacks {len(keys)} texts, which are read in English: {named}.",
        "translate them; docs/languages.md says how",
    )
