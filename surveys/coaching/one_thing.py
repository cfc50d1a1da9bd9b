"""Two questions in one: two verbs, two things judged, two question marks."""

from __future__ import annotations

import re
from collections.abc import Iterator

from surveys.coaching.advice import AdviceKind
from surveys.coaching.found import Found, upper_first
from surveys.coaching.lines import Line
from surveys.coaching.rephrasing import flat
from surveys.definitions.mistakes import shown
from surveys.definitions.questions import Scale, TextQuestion, YesNo

_AUX = "do|does|did|is|are|was|were|have|has|had|can|could|will|would|should|don't|isn't|aren't"
_WH = "what|what's|how|how's|when|where|which|who|who's|why|how's|whose"
_ONE = re.compile(
    r"\b(?:food and drinks?|bread and butter|fish and chips|now and then|now and again"
    r"|hot and cold|up and down|ups and downs|come and go|comings? and goings?|coming and going"
    r"|peace and quiet|mums? and dads?|dads? and mums?|black and white|sit and \w+|go and \w+"
    r"|come and \w+|try and \w+|wait and see|stop and \w+|rest and relax|rest and relaxation"
    r"|dos? and don'?ts|friends? and family|family and friends?|arts? and crafts?"
    r"|health and safety|between \w+(?: \w+)? and|more and more|each and every|bits and (?:pieces|bobs)"
    r"|pros and cons|to(?:ing)? and fro(?:ing)?|half and half|brothers? and sisters?"
    r"|sisters? and brothers?|boys and girls|girls and boys|girls and women|day and night"
    r"|night and day|in and out|out and about|back and forth|trial and error|salt and pepper"
    r"|pens? and papers?|tea and (?:coffee|toast|biscuits)|mac and cheese|toast and \w+|r and b"
    r"|rock and roll|drum and bass|time and (?:space|again|place)|here and there|ins and outs"
    r"|this and that|safe and sound|nice and \w+|good and proper|well and truly|first and last"
    r"|ladies and gentlemen|dungeons and dragons|snakes and ladders|hide and seek|pick and mix"
    r"|bed and breakfast|cheese and \w+|sweet and sour|salt and vinegar|beans and \w+|eggs? and \w+"
    r"|sausage and \w+|washing and ironing|knives and forks|love and care|care and support"
    r"|design and technology|science and maths|maths and english|english and maths|loud and clear"
    r"|high and dry|over and over|again and again|(?:one|two|three|\d+) and (?:a half|\w+)"
    r"|christmas and (?:new year|birthdays?|easter)|birthdays? and christmas|eid and \w+"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)days? and (?:mon|tues|wednes|thurs|fri|satur|sun)days?"
    r"|(?:how|when|where|who) and (?:how|when|where|who)|if and when|older and younger"
    r"|young people and (?:staff|adults|workers)|staff and (?:young people|us|me)|adults and young people"
    r"|you and (?:your|the|other) \w+|you and (?:i|me|us|them|him|her|staff|adults|others|everyone|somebody|someone)|me and my \w+|\w+ and other \w+|old and new|left and right"
    r"|likes and dislikes|wants and needs|wishes and feelings|questions and answers|ask and answer"
    r"|get up and go|home and away|pots and pans|bucket and spade|his and hers|mix and match"
    r"|thoughts and feelings|cut and paste|touch and go|read and write|reading and writing"
    r"|please and thank you|terms and conditions|rules and regulations|lost and found|show and tell"
    r"|cats and dogs|dogs and cats|shampoo and \w+|shoes and socks|hats? and \w+|football and \w+"
    r"|\w+ and (?!the\b|your\b|my\b|our\b|a\b)\w+ (?:night|club|room|evening|shop|team|party|class|book|box|centre|show|pie|teacher)s?"
    r"|\w+ and so on|\w+ and (?:stuff|things|that|everything|more))\b"
)
_NEGATED_TWIN = re.compile(
    rf"\band (?:{_WH})? ?(?:\w+ )?(?:doesn't|don't|didn't|isn't|aren't|won't|can't|couldn't|not)\b\s*[?.]?$"
    r"|\bor not\b"
)
_TOGETHER = re.compile(
    r"\b(?:together|each other|one another|between|same time|mix(?:ed)?|get on|combine|share)\b"
)
_SETTING = re.compile(
    r"^(?:and |so )?(?:when|if|(?:the )?last time|after|before|once|while|on|in|at|for|imagine|think)\b[^,?]*, "
)
_SETTING_AFTER = re.compile(
    r",? (?:if|when|after|before|while|so that|because|until|even if) "
    rf"(?:(?! and (?:{_AUX}|{_WH})\b)[^?])*"
)
_JOINED = re.compile(
    rf"(?:\band(?: also| then)?|&|\bbut|;) (?:(?:{_AUX}) (?:you|it|they|we|he|she|the|your|staff"
    rf"|there|i|that|this|people|adults|anyone|someone|any)\b|(?:{_WH}) (?!(?:doesn't|don't|isn't|aren't)\b)"
    r"\w+|(?:why|how|when|where)\s*[?.]|(?:tell|say|explain|describe|write|give) (?:us|me|how|what|why|your)\b)"
)
_BOTH = re.compile(
    r"\b(?:like and (?:not like|dislike|don't like|hate)|likes? (?:or|and) dislikes?|good and (?:what's )?"
    r"bad|best and (?:the )?worst|worst and (?:the )?best|love and hate|better and worse|most and (?:the )?least"
    r"|works? and (?:doesn't|does not)|easy and hard|well and (?:not|badly)|as well as (?:the|your|you"
    r"|what|how|other|being|having|a|an|my|school|staff|friends|family)|(?:and|but) also|along with (?:the|your)"
    r"|and/or|as well as (?!you'd|i'd|you would|you can|you could|you like|it could)\w+"
    r"|plus (?:the|your|how|what))\b"
)
_JUDGED = re.compile(
    r"\b(?:feel|think|happy|satisfied|like|good|bad|easy|rate|find|say|helpful|useful|often|experience"
    r"|opinion|views?|see|are|is|was|were|change|improve)\b.*?"
    r"\b(?:the|your|my|our|a|an|his|her|their|its) [\w' ]{2,30}? and (?:with |about |in |at |of |to |for )?"
    r"(?:the|your|my|our|a|an|his|her|their|its) \w+"
)
_PLAIN_AND = re.compile(r"\b[\w']+ (?:and|&) [\w']+|, and \w+")
_EITHER = re.compile(
    r"\b(?:is|are|was|were|feel|feels|be|being) .*\b(?!one\b|two\b|more\b|day\b|sooner\b|him\b|he\b|mum\b"
    r"|brother\b|sister\b|a\b|an\b)(\w+) or (?!not\b|two\b|less\b|so\b|anything\b|something\b|night\b|a\b"
    r"|an\b|the\b|her\b|she\b|dad\b|sister\b|brother\b|anyone\b|if\b|is\b|are\b|in\b|on\b|at\b|with\b)"
    r"\w+(?: here| there| now| at home| at night| at school)?\s*\?"
)
_ASKING = re.compile(
    rf"^(?:and |but |so |if (?:so|not|yes|no),? |also,? |then )*(?:{_AUX}|{_WH}|would|may|might)\b"
)
_TWO_SENTENCES = re.compile(rf"^((?:{_AUX})) (.+?),? (?:and|&) ((?:{_AUX}) .+)$", re.I)


def about_two_in_one(line: Line) -> Iterator[Found]:
    """Somebody may answer the halves differently, and can answer once."""
    stated = line.stated
    asking = [
        sentence
        for sentence in line.sentences
        if sentence.endswith("?") and _ASKING.search(sentence) and len(sentence.split()) > 2
    ]
    sentence = None
    if len(asking) > 1:
        sentence = " ".join(asking)
    else:
        closed = stated or isinstance(line.item, YesNo | Scale)
        for each in line.sentences if stated else (asking or line.sentences[-1:]):
            if _is_two(each, line, closed=closed):
                sentence = each
                break
    if sentence is not None:
        what = f"{shown(line.written(sentence))} may be two questions in one"
        yield Found(AdviceKind.TWO_IN_ONE, what, "Ask one thing at a time.", _first(line.text))


def _is_two(sentence: str, line: Line, *, closed: bool) -> bool:
    bare = _SETTING.sub("", sentence)
    if _BOTH.search(bare):
        return True
    if _NEGATED_TWIN.search(bare):
        return False
    bare = _SETTING_AFTER.sub("", bare)
    bare = _ONE.sub("one", bare)
    if _JOINED.search(bare):
        return True
    if _TOGETHER.search(bare):
        return False
    if _JUDGED.search(bare) and not re.search(r"\b(?:between|from)\b", bare):
        return True
    if isinstance(line.item, YesNo) and (_EITHER.search(bare) or _WANTED.search(bare)):
        return True
    if _HOW_IS.search(bare):
        closed = True
    if _TWO_VERBS.search(bare) or _OR_DO.search(bare) or _PARTICULARS.search(bare):
        return True
    if isinstance(line.item, TextQuestion) and _CLOSED_START.search(bare):
        closed = True
    return closed and bool(_PLAIN_AND.search(bare))


_CLOSED_START = re.compile(rf"^(?:and |so |but )?(?:{_AUX}) ")
_WANTED = re.compile(
    r"^(?:do|would) you (?:want|like|prefer|rather|need|choose)\b.* or (?!not\b|anything|something|else\b|two\b|more\b"
    r"|so\b|any\b|other\b)\w+"
)
_HOW_IS = re.compile(r"^(?:and |so |but )?how (?:\w+ )?(?:is|are|was|were) |^how often ")
_OR_DO = re.compile(
    r"^how often .* or (?:see|go|do|play|eat|have|get|talk|use|visit|cook|meet|ring)\b"
)
_PARTICULARS = re.compile(
    r"\b(?:name|age|number|address|school|birthday|email) and (?:your )?(?:\w+ )?(?:name|age|number|address"
    r"|school|birthday|email)\b"
)
_TWO_VERBS = re.compile(r"\b(?:who|what|how) (?:\w+ ){1,3}and (?:who|what|how|when|where) ")


def _first(text: str) -> str | None:
    """The first of two questions, where it stands whole before "and"."""
    one = flat(text)
    if found := re.fullmatch(
        rf"((?:{_AUX}|{_WH})\b.+?),? (?:and|&) (?:also )?(?:{_AUX}|{_WH}|then)\b.+\?", one, re.I
    ):
        return f"{found[1]}?"
    parts = [part for part in re.findall(r"[^?]+\?", one) if part.strip()]
    if len(parts) > 1:
        return upper_first(parts[0].strip())
    return None
