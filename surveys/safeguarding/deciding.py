"""What the words decide that adding them up cannot: who did it, and whether it is now.

Staff are anyone paid or trusted to care for or teach young people. Somebody told, asleep or not
looking has done nothing: "staff don't know that dad hits me" names a bystander.
"""

from __future__ import annotations

import re

from surveys.safeguarding.whose import OTHERS, STAFF

_TOLD = re.compile(
    r" (?:told|tell|telling|tells|asked|ask|asking|from|behind|without|see|saw|talking to"
    r"|speak to"
    r"|spoke to|talk to|inform|for|find|ring|text|the) (?:my |the |a |any |our |some )?$"
)
_ALOOF = re.compile(
    r"(?:will |would |can |just |always |all |do |does |did )?(?:not|never|know|knows|think"
    r"|thinks|asleep|sleep"
    r"|sleeps|sleeping|go|goes|went|gone|are|is|find|finds|found|see|sees|saw|nothing|help|helps"
    r"|helped|watch|look|looking|notice|noticed|notices|ignore|ignores|ignored|unhelped"
    r"|do their|going|were) "
)
_STILL_DID = re.compile(
    r"(?:is|are|was|were|has|have|always|keeps|will)? ?(?:will not|are always|is always|do not"
    r"|does not|did not|not)?"
    r" ?(?:give|feed|let|hitting|touching|beating|hurting|grabbing|locking|slapping|punching"
    r"|making"
    r"|sleeping with|going out with|asking|telling|shouting|screaming|texting|messaging|stop) "
)


def _acts(text: str, found: re.Match[str]) -> bool:
    """Whether somebody of staff who is named there does something, not merely stands by."""
    after = text[found.end() : found.end() + 60]
    if _STILL_DID.match(after):
        return True
    before = text[max(0, found.start() - 30) : found.start() + 1]
    if _TOLD.search(before) and not before.endswith(" the "):
        return False
    return _ALOOF.match(after) is None


def by_staff(sentence: str, end: int, otherwise: bool = False) -> bool:
    """Whether the one who did what ends at ``end`` in the sentence is of staff.

    The last one named before it did it; else the last named in the sentence; where nobody is
    named, ``otherwise``, which is what the rest of the text says.
    """
    for until in (end, len(sentence)):
        named = STAFF.finditer(sentence, 0, until)
        acting = [found.end() for found in named if _acts(sentence, found)]
        others = [found.end() for found in OTHERS.finditer(sentence, 0, until)]
        if acting or others:
            return max(acting, default=-1) >= max(others, default=-1)
    return otherwise


_I_DID = re.compile(
    r" (?:i|me and my mates|me and the boys|we) (?:(?!(?:not|never|told|said|think|know|he|she"
    r"|they|get|got"
    r"|feel|because|was|saw|like when|if) )[^ ]+ ){0,5}?"
    r"(?:hit|slap|slapped|punch|punched|kick|kicked|stab|stabbed|push|pushed|strangle"
    r"|strangled|choke|choked|squeeze"
    r"|batter|battered|smash|attack|attacked|bit|bite|hurt|beat|shoot|kill|killing|killed|jump"
    r"|poison|burn|burnt"
    r"|headbutt|headbutted|robbed|touched|set fire to|lighting fires|light fires|torch)"
    r" (?:him|her|them|someone|somebody|people|everyone|staff|one of|other|another|a (?:kid"
    r"|boy|girl|lad|man|staff"
    r"|younger)|this|that|the (?:[^ ]+ )?(?:staff|dog|cat|kid|kids|boy|girl|lad|new|other"
    r"|teacher|home|house|place"
    r"|animals|little|younger)|my (?:little |younger |baby |key |step |foster "
    r"|social )?(?:brother|sister|mum|dad"
    r"|stepdad|uncle|girlfriend|boyfriend|ex|mate|carer|worker|keyworker|cousin|dog|cat"
    r"|manager|teacher)|in the|at|things)"
    r" (?!(?:off me|back|at (?:fifa|football)) )"
)
_HANDS = re.compile(
    r" i (?:[^ ]+ ){0,3}?(?:my )?hands (?:round|around|on) (?:his|her"
    r"|my (?:[^ ]+ )?[a-z]+) (?:neck|throat) "
    r"| putting (?:bleach|poison|something|pills|tablets|glass) in (?:his|her|their|my|the"
    r"|someone)"
)


def by_the_writer(sentence: str) -> bool:
    """Whether the writer tells of harm that they did, or may do, to another."""
    return (
        _I_DID.search(f"{sentence.rstrip()} ~ ") is not None or _HANDS.search(sentence) is not None
    )


_TO_ME = re.compile(
    r" (?:he|she|they|who|kid|kids|lad|lads|boy|boys|girl|girls|dad|mum|stepdad|uncle|brother"
    r"|boyfriend|ex|man|guy|someone|gang|people) (?:[^ ]+ ){0,3}?(?:said|says|saying|going to"
    r"|will|threatened|threatening|wants to)"
    r" (?:[^ ]+ ){0,4}?(?:kill|stab|hurt|batter|jump|shank|hit|beat|cut|slice|smash|shoot|get"
    r"|rape|burn|bang) (?:me|us|my (?:face|head)) "
)


def to_the_writer(sentence: str) -> bool:
    """Whether somebody threatens the writer, so that it is no risk from them to others."""
    return _TO_ME.search(sentence) is not None


_NOW = re.compile(
    r" (?:right now|tonight|as we speak|this minute|is here|are here|here now|is outside"
    r"|are outside|outside (?:my|the|our)"
    r"|car outside|waiting (?:outside|for me|at the)|coming (?:for|to get|to pick|tonight|over"
    r"|up the|back (?:tonight|later|for))"
    r"|on (?:my|his|her|their) way|on the way|hiding (?:in|under|from)|not breathe"
    r"|not breathing|bleeding|not stop bleeding|blacked out|passed out|still at (?:the|his)"
    r"|still here|in (?:the|a) (?:trap house|trap)|not let (?:me|us|her|him) (?:leave|go|out)"
    r"|locked (?:me|us) in (?:[^ ]+ ){1,3}?again"
    r"|not moving|not waking|not wake (?:her|him|up)|unconscious|not answering|not picking up"
    r"|can not stand up|not get up"
    r"|today|tomorrow|by (?:midnight|tonight|tomorrow|[a-z]+day|\d+)|at (?:\d+(?:pm|am)?"
    r"|midnight|break|lunch)|for \d+pm"
    r"|on (?:mon|tues|wednes|thurs|fri|satur|sun)day|this (?:morning|afternoon|evening|weekend)"
    r"|in (?:an|\d+|ten|five|two) (?:hour|hours|minutes|mins)|in a (?:bit|minute)|(?:an"
    r"|\d+) (?:hour|minutes|mins) ago"
    r"|is \d+am|is pitch black|is freezing|phone is dying|battery|just now|last night"
    r"|has got (?:a|his|her) (?:knife|blade|gun|hammer|bat|machete))"
    r" "
)
_NOT_NOW = re.compile(
    r" (?:used to|years ago|year ago|months ago|last year|ages ago|in the past"
    r"|when i was (?:\d+|little|small|young|younger)"
    r"|every (?:mon|tues|wednes|thurs|fri|satur|sun)day|old placement|last placement"
    r"|before i (?:came|moved)) "
)
_JUST_DONE = re.compile(
    r" just (?:now )?(?:[^ ]+ )?(?:hit|punched|slapped|kicked|stabbed|jumped|raped|grabbed"
    r"|strangled|pushed|tried to|beat"
    r"|battered|touched|took|cut|swallowed|drank|smashed|threw|bottled|choked|messaged goodbye) "
)


def is_now(text: str) -> bool:
    """Whether the text says that it is happening, has just happened or has a time set."""
    if _NOT_NOW.search(text):
        return False
    return _NOW.search(text) is not None or _JUST_DONE.search(text) is not None
