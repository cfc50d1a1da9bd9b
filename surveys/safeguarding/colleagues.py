"""A second look at words: with the names of those who work here read as their job.

What staff must not do is found by who did it ("my key worker touched me"); a first name says
that to nobody who has no list of names. Figures of both looks are in docs/safeguarding.md.
"""

from __future__ import annotations

from surveys.safeguarding import screening
from surveys.safeguarding.screening import BY_STAFF, Screening


def look_again(found: Screening, text: str, read: str) -> Screening:
    """What the check makes of words in which colleagues are named.

    The second look counts where a person must be told of it, and where it says that staff did
    what the first look took for somebody else's harm; it never makes anything milder. Cards
    alone it does not add: staff are named in praise, too.

    Args:
        found: What ``screen`` made of the words.
        text: The words as typed.
        read: The words with each colleague's name read as a job; the same where none is named.
    """
    if read == text:
        return found
    again = screening.screen(read)
    if again.category != "staff_abuse" or not again.alert:
        return found
    same = again.severity == found.severity and found.category in BY_STAFF
    return again if again.severity > found.severity or same else found
