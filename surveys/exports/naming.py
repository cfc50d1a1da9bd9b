"""What a file of a result is called: its round's title, what it is, its release and its form.

A name is read in a folder, in a chat and on a locked phone: it holds the title that everybody
asked has seen, and nobody's name.
"""

from __future__ import annotations

import re
import unicodedata

from surveys.reports.model import Report

LONGEST = 60
"""Of a title in a name. Unit: letters."""
NO_RELEASE = "not-shown"
"""In place of a release, where nothing was released because nothing may be shown."""
_APOSTROPHES = str.maketrans("", "", "'’")
_APART = re.compile(r"[^a-z0-9]+")


def stem(report: Report, kind: str) -> str:
    """A file's name without its ending: small letters, digits and hyphens, for every machine (E6).

    Args:
        report: What it is of.
        kind: What it is, in words: "What people said".
    """
    title = plainly(report.title) or plainly(report.round) or "result"
    release = plainly(report.release) or NO_RELEASE
    return f"{title}-{plainly(kind)}-{release}-form{report.form_version}"


def plainly(words: str) -> str:
    """Words as a part of a file's name; "" where no Latin letter or digit is in them."""
    apart = unicodedata.normalize("NFKD", words.translate(_APOSTROPHES))
    letters = apart.encode("ascii", "ignore").decode()
    return _APART.sub("-", letters.lower()).strip("-")[:LONGEST].rstrip("-")
