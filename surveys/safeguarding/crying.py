"""A bare word for help: too short for the check, and too plain to be passed over."""

from __future__ import annotations

import re

from surveys.safeguarding.normalising import normalise
from surveys.safeguarding.screening import Category

LONGEST = 80
"""Longest text that can be a bare cry. Unit: characters."""

_CRY = re.compile(
    r" (?:(?:please|hi|hello|omg|i am|i feel|feeling|thinking of|thinking about|having) )*"
    r"(?:suicide|suicidal|self harm|self harming|overdose|overdosed|rape|raped|abuse|abused"
    r"|groomed|bleeding|unsafe|not safe|in danger|in trouble|terrified|emergency|sos"
    r"|(?:help )?help(?: help)+|help me|help us|please help"
    r"|(?:really )?need(?: some)? help|i (?:really )?need(?: some)? help"
    r"|(?:can |will |could )?(?:someone|somebody|anyone|you) (?:please )?help(?: me| us)?"
    r"|i need (?:an ambulance|the police|a doctor|to get out(?: of here)?)"
    r"|(?:(?:i need|call|ring|phone|dial|get) )?(?:999|112)"
    r"|(?:call|ring|get) (?:the police|an ambulance)"
    r"|i do not feel safe|i want (?:to )?(?:help|out))"
    r"(?: (?:please|now|right now|me|asap|someone|somebody|anyone|quick|quickly))* "
)

_SELF_HARM = re.compile(r" (?:suicide|suicidal|self harm|self harming|overdose|overdosed) ")
_BODY = re.compile(r" (?:bleeding|ambulance|doctor) ")
_AT_ONCE = re.compile(r" (?:999|112|police|ambulance|emergency|sos|overdosed|bleeding) ")


def is_cry(text: str) -> bool:
    """Whether a text is a word for danger or a call for help, and nothing else.

    "suicide", "help me please", "im in danger": whoever types that and no more is shown people
    to ring. Nothing is said of what it means, and nobody is told.
    """
    if len(text) > LONGEST:
        return False
    return _CRY.fullmatch(normalise(text).whole) is not None


def numbers_for_cry(text: str) -> tuple[Category | None, int]:
    """Which numbers a cry is shown first: those for a kind of danger, and 999 first at 3.

    "suicide" is shown who helps with that; "999" is shown 999.
    """
    whole = normalise(text).whole
    category: Category | None = None
    if _SELF_HARM.search(whole):
        category = "self_harm"
    elif _BODY.search(whole):
        category = "medical"
    return category, 3 if _AT_ONCE.search(whole) else 0
