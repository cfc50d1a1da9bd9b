"""What is kept of words exactly as they were written, and the little that is not."""

from __future__ import annotations

import unicodedata


def cleaned(text: str) -> str:
    """Their words, safe to keep and otherwise untouched.

    Line ends become one kind, tabs become spaces, every other control character goes, halves
    of a broken emoji become the replacement sign, and blanks around the whole are cut. Words
    are not normalised: what somebody wrote is what a reader sees. Nothing visible gives "".
    """
    whole = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    lines = whole.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    kept = "".join(sign for sign in lines if sign == "\n" or unicodedata.category(sign) != "Cc")
    return kept.strip() if any(_shows(sign) for sign in kept) else ""


def _shows(sign: str) -> bool:
    return unicodedata.category(sign) not in {"Cc", "Cf", "Zs", "Zl", "Zp"}
