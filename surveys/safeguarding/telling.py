"""Whether a person must be told of what was noticed, whatever its author would choose."""

from __future__ import annotations

import re

from surveys.safeguarding.lexicon import verbs
from surveys.safeguarding.normalising import normalise
from surveys.safeguarding.screening import Screening

SERIOUS = 2

_BLOWS = re.compile(
    " (?:"
    + verbs(
        "hit beat punch slap kick batter smack thump strangle choke throttle headbutt burn"
        " attack assault stab jump"
    )
    + "|beaten|battered|beat up|beaten up|jumped|knife) "
)


def must_tell(found: Screening, text: str) -> bool:
    """Whether a person is told, and its author told so first.

    What the check says, and assault: a child who hits a child is bullying to the check, which
    leaves a choice, but bullying with blows is told first.
    """
    if found.alert or found.category != "bullying" or found.severity < SERIOUS:
        return found.alert
    return any(_BLOWS.search(f" {one} ") for one in normalise(text).sentences)
