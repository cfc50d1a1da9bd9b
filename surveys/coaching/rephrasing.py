"""Other words for a question, where they can be made honestly; None where they cannot."""

from __future__ import annotations

import re

from surveys.coaching.found import upper_first
from surveys.coaching.lines import plain

_SENTENCE = re.compile(r"[^.!?…\n]+[.!?…]*\s*")
_POSITIVE = {
    "don't": "do", "doesn't": "does", "didn't": "did", "isn't": "is", "aren't": "are",
    "wasn't": "was", "weren't": "were", "won't": "will", "wouldn't": "would",
    "shouldn't": "should", "couldn't": "could", "can't": "can", "haven't": "have",
    "hasn't": "has", "hadn't": "had",
}  # fmt: skip
_NEG = "|".join(_POSITIVE)
_LOADED = (
    "great|amazing|brilliant|fantastic|awesome|wonderful|lovely|excellent|fab|fabulous|incredible"
    "|superb|perfect|delicious|tasty|outstanding"
)
_BAD = "bad|terrible|awful|horrible|rubbish|poor|dreadful|boring|annoying|unfair|useless|pointless"
_OPENERS = re.compile(
    r"^(?:surely|obviously|clearly|of course|naturally|no doubt|as (?:you|we)(?: all)? know"
    r"|so|and|but),? ",
    re.I,
)
_STATED = re.compile(r"^(?:the|this|our|your|you|staff|it|things|we|they|young) ", re.I)
_DANGLING = re.compile(r"\b(?:it|they|them|those|these|this)\b[^?]{0,12}\?$|^do you\?$", re.I)
"""A question that has lost what it speaks of."""
_DOUBLED = frozenset(
    [
        "run",
        "stop",
        "get",
        "put",
        "sit",
        "hit",
        "let",
        "quit",
        "swim",
        "plan",
        "shop",
        "chat",
        "quit",
        "set",
        "win",
        "beg",
    ]
)


def flat(text: str) -> str:
    """The text with plain apostrophes."""
    return text.replace("’", "'")


def without(text: str, sentence: str) -> str | None:
    """A text without one of its sentences (as ``Line.sentences`` has it), if one is left."""
    parts = [part.group() for part in _SENTENCE.finditer(text)]
    kept = [part for part in parts if plain(part) != sentence]
    left = "".join(kept).strip()
    if len(kept) != len(parts) - 1 or "?" not in left or _DANGLING.search(left):
        return None
    return left


def _last_sentence(text: str) -> tuple[str, str] | None:
    """What comes before the last sentence, and that sentence."""
    parts = [part.group() for part in _SENTENCE.finditer(flat(text))]
    return ("".join(parts[:-1]), parts[-1].strip()) if parts else None


def without_why(text: str) -> str | None:
    """A why-question as one about what."""
    if (split := _last_sentence(text)) is None:
        return None
    before, last = split
    for pattern, put in (
        (
            r"(?:and |but |so )?(?:why|how come)(?: did(?:n't| not)) you (\w+)(.*)",
            "What stopped you ing?",
        ),
        (
            r"(?:and |but |so )?(?:why|how come)(?: do(?:n't| not)) you (\w+)(.*)",
            "What stops you ing?",
        ),
        (r"how come you (?:don't) (\w+)(.*)", "What stops you ing?"),
        (r"how come you (?:didn't) (\w+)(.*)", "What stopped you ing?"),
    ):
        if found := re.fullmatch(pattern, last.rstrip(" ?."), re.I):
            start = put.removesuffix(" ing?")
            return f"{before}{start} {_gerund(found[1])}{found[2]}?"
    for pattern, put in (
        (r"(?:and |but |so )?why did you (.+)", r"What made you \1?"),
        (r"(?:and |but |so )?why do you (.+)", r"What makes you \1?"),
        (r"(.+), and why", r"\1?"),
        (r"((?:can you |please )?(?:tell us|tell me|say|explain)) why (you (?:feel|think|like|want|picked).*)",
         r"\1 what makes \2"),
        (r"(?:and |but )?why(?: was that| is that)?", "What made it so?"),
        (r"(?:if not, )?why not", "What would help?"),
    ):  # fmt: skip
        if found := re.fullmatch(pattern, last.rstrip(" ?."), re.I):
            new = found.expand(put)
            new = re.sub(r"^Explain what makes you ", "What made you ", new)
            return before + new + ("" if new.endswith("?") else last[len(last.rstrip(" ?.")) :])
    return None


def _gerund(verb: str) -> str:
    lower = verb.lower()
    if lower in _DOUBLED:
        return f"{lower}{lower[-1]}ing"
    if lower.endswith("ie"):
        return f"{lower[:-2]}ying"
    if lower.endswith("e") and not lower.endswith(("ee", "oe", "ye")) and lower != "be":
        return f"{lower[:-1]}ing"
    return f"{lower}ing"


def without_leading(text: str) -> str | None:
    """A leading question, asked so that every answer is as easy."""
    if (split := _last_sentence(text)) is None:
        return None
    before, last = split
    last = upper_first(_OPENERS.sub("", last))
    if before and re.search(
        r"^(?:most|many|every|some|lots|other|experts?|studies|research|we |staff |as you|obviously"
        r"|surely|of course|the managers?)",
        before,
        re.I,
    ):
        before = ""
    new = _turned(last)
    if new is None and _STATED.search(last):
        new = _asked(last.rstrip("?. "))
    whole = before + (new or last)
    if _DANGLING.search(whole) and not before:
        return None
    return None if whole == flat(text) else whole


def _turned(last: str) -> str | None:
    if found := re.fullmatch(rf"(?:{_NEG}) you (?:think|agree|feel) (?:that )?(.+)", last, re.I):
        return f"Do you think {found[1]}"
    if found := re.match(rf"({_NEG})\b", last, re.I):
        return upper_first(_POSITIVE[found[1].lower()]) + last[found.end() :]
    if found := re.fullmatch(
        r"(?:do|would) you (?:agree|say|accept) (?:that )?((?!with\b|or\b).+)", last, re.I
    ):
        return f"Do you think {found[1]}"
    if found := re.fullmatch(r"is it fair to say (?:that )?(.+)", last, re.I):
        return f"Do you think {found[1]}"
    if found := re.fullmatch(r"(.+?),? (?:right|yeah|innit|eh|\w+(?:n't)? \w+)\?", last, re.I):
        return _asked(found[1]) if "," in last else None
    if found := re.fullmatch(rf"How (?:{_LOADED}) (is|are|was|were) (.+)", last, re.I):
        return f"How {found[1]} {found[2]}"
    if found := re.fullmatch(rf"How (?:{_BAD}) (is|are|was|were) (.+)", last, re.I):
        return f"How good or bad {found[1]} {found[2]}"
    if found := re.fullmatch(r"How much (do|did) you (?:love|enjoy|hate) (.+)", last, re.I):
        return f"How {found[1]} you feel about {found[2]}"
    if found := re.search(rf"\b(our|the|your) (?:{_LOADED}|{_BAD}) (?=(?:old |new )?\w)", last):
        return f"{last[: found.start()]}{found[1]} {last[found.end() :]}"
    return None


def _asked(statement: str) -> str | None:
    """A short statement as a yes or no question."""
    if found := re.fullmatch(r"(.+?) (is|are|was|were) (.+)", statement):
        rest = found[1][0].lower() + found[1][1:]
        return f"{upper_first(found[2])} {rest} {found[3]}?"
    if found := re.fullmatch(r"you (\w+)(.*)", statement, re.I):
        return f"Do you {found[1]}{found[2]}?"
    return None


def stated_positively(text: str) -> str | None:
    """A statement with one plain negative, said the other way round."""
    one = flat(text)
    new = re.sub(
        r"\b(should|can|could|would|is|are|do|does|did|was|were) ?(?:not|n't)\b", r"\1", one
    )
    new = re.sub(r"\bcannot\b|\bcan't\b", "can", new)
    new = (
        re.sub(r"\b(do|does) (?=\w)", "", new)
        if re.search(r"\b(?:do|does)n't\b|do not", one)
        else new
    )
    if re.search(r"\bhave to\b", new):
        return None
    left = r"\b(?:not|never|no|nobody|nothing|none|un\w+|without)\b|n't\b"
    if new == one or re.search(left, new, re.I) or re.search(r"\blike it\b", new):
        return None
    return new


def without_absolute(text: str, word: str) -> str | None:
    """The same without the word that leaves no room."""
    puts = {
        "always": "mostly", "constantly": "a lot", "all the time": "most of the time",
        "everyone": "most people", "everybody": "most people", "at all times": "most of the time",
        "every time": "most times", "every single time": "most times",
    }  # fmt: skip
    one = flat(text)
    if word in ("everyone", "everybody"):
        one = re.sub(r"\b(does|is|has)(?= every(?:one|body)\b)", _plural, one, flags=re.I)
        one = re.sub(r"\b(every(?:one|body)(?: here)?) (is|has)\b",
                     lambda found: f"{found[1]} {_plural(found, 2)}", one, flags=re.I)  # fmt: skip
    elif word in ("ever", "totally", "completely", "absolutely", "entirely", "perfectly", "100%"):
        new = re.sub(rf"\s*\b{re.escape(word)}\b", "", one, count=1, flags=re.I)
        return new if new != one else None
    if word not in puts:
        return None
    new = re.sub(rf"\b{word}\b", puts[word], one, count=1, flags=re.I)
    return upper_first(new) if new.lower() != one.lower() else None


def _plural(found: re.Match[str], group: int = 1) -> str:
    old = found[group]
    new = {"does": "do", "is": "are", "has": "have"}[old.lower()]
    return upper_first(new) if old[0].isupper() else new
