"""How a question is put: why, leading, double negatives, absolutes, promises, orders."""

from __future__ import annotations

import re
from collections.abc import Iterator

from surveys.coaching import rephrasing
from surveys.coaching.advice import AdviceKind
from surveys.coaching.found import Found
from surveys.coaching.lines import Line
from surveys.definitions.mistakes import shown

_AUX = "do|does|did|is|are|was|were|have|has|had|can|could|will|would|should|may|might"
_NEG_AUX = (
    "don't|doesn't|didn't|isn't|aren't|wasn't|weren't|won't|wouldn't|shouldn't|couldn't|can't"
    "|haven't|hasn't|hadn't"
)
_WHO = (
    "you|it|they|we|he|she|i|the|there|this|that|these|those|your|our|my|staff|people|everyone"
    "|everybody|anyone|someone|nobody|no one|nothing|adults|phones|young|most|all|some|life|home"
    "|school|food|being|having|it's|a|an|every|social|key|workers|managers|carers"
)
_GOOD = (
    "great|amazing|brilliant|fantastic|awesome|wonderful|lovely|excellent|fab|fabulous|incredible"
    "|superb|perfect|delicious|tasty|helpful|supportive|welcoming|enjoyable|successful|effective|beneficial|valuable|impressive|inspiring|outstanding"
)
_BAD = (
    "bad|terrible|awful|horrible|boring|annoying|rubbish|unfair|poor|dreadful|stupid|silly|nasty"
    "|disgusting|pointless|useless|harmful|damaging|upset|angry|unhappy|worried|stressed|unsafe"
    "|unkind|rude|noisy|dirty|disappointed|disappointing|frustrating|frustrated"
)

_WHY = re.compile(
    r"^(?:(?:and|but|so|ok|or|also|then|well|yes|no|if (?:so|not)),? )*"
    r"(?:why(?! not (?:try|have|take|join|come|give|pick))\b|how come (?!and\b))"
    rf"|(?:\band|,|\bor|-) (?:if (?:so|not),? )?why\s*[?.!]*$|\bwhy (?:{_AUX}|{_NEG_AUX}) (?!not\b)"
    r"|\bwhy (?:or why )?not\b"
    r"|\b(?:tell (?:us|me)|explain|describe|say|write|let us know)(?: to us| in your own words)?"
    r"(?: (?:more )?about)? why (?:you|it|that|this|they|not|or)\b"
    r"|\bknow why you(?:'re| are| were)\b"
    r"|\bwhat(?:'s| is| was| are| were) (?:the |your )(?:main |real )?reasons?\b"
    r"|\b(?:give|list|share|name)(?: us| me)? (?:your |a |the |some |one |two |three )?reasons?\b"
    r"|\b(?:explain|say|tell (?:us|me)) why\s*[?.!]*$"
    r"|\bexplain your reasons?\b"
    r"|\bfor what reasons?\b|\bwhat reasons? (?:do|did|have) you\b"
)
_SAY_WHY = re.compile(
    r"\b(?:staff|adults?|workers?|they|managers?|people|someone|anybody|anyone) "
    r"(?:\w+ )?(?:say|explain|tell you|told you|explained)\b"
)

_LEADING = tuple(
    re.compile(pattern)
    for pattern in (
        rf"^(?:and |but |so )?(?:{_NEG_AUX}) (?:{_WHO})\b(?!$)",
        r"^(?:and |but |so )?(?:do|did|are|is|was|were|would|should|could|can|have|has|does) "
        r"(?:you|it|they|we|people|staff|this|that|there|the \w+|i|young people) not\b",
        rf"(?:,? (?:{_NEG_AUX})|, (?:is|are|do|does|did|has|have|can|would|will))"
        r" (?:it|they|you|he|she|we|there)\s*\?",
        rf"\b(?:is|are|was|were) .* so (?:very )?(?:{_GOOD}|{_BAD}|good|kind|nice|fair)\b",
        r",? (?:right|yeah|yes|innit|eh|agree|agreed|correct|true)\s*\?",
        r"^(?:\w+, )?(?:do|would|don't|wouldn't|did) you (?:also |all |not )?agree\b"
        r"(?! (?:or|/) ?disagree)",
        r"^(?:do|would|can|will) you (?:all )?(?:accept|admit)\b|\bcan we (?:all )?agree\b",
        r"\b(?:is it|isn't it|would it be) (?:fair|true|right|safe|correct) to say\b",
        r"^(?:so )?(?:would|wouldn't|do|don't) you (?:not )?say (?:that\b|the\b|it\b|things\b|staff"
        r"|this\b|we\b|they\b|you\b|your\b|our\b)",
        rf"\bhow (?:very |really |truly |much )?(?:{_GOOD}|{_BAD}|better|worse)\b(?! (?:or|and)\b"
        rf"|,? (?:ok|fair|kind|good|{_GOOD}|{_BAD})? ?or\b)",
        r"\bhow much (?:do|did|does|would|have) you (?:really )?(?:love|loved|enjoy|enjoyed|hate"
        r"|hated|dislike|disliked|appreciate|value)\b",
        rf"\bour (?:new |own )?(?:{_GOOD}|hard-?working|dedicated|kind|friendly|caring|popular|fun|new and improved|much[- ]loved)\b",
        r"^our (?:staff|team|home|workers|adults) (?:are|is|work|try|have|always)\b[^?]*\.$",
        r"\b(?:like|when|unlike) (?:all )?(?:the )?other (?:kids|teenagers|people|homes|young people|children)\b(?= do| don't| can| get| have|\?)",
        rf"\b(?:the|this|that|your|these|those) (?:really |so |very |new )?(?:{_GOOD}|{_BAD})"
        r" (?:old |new |little |big )*(?!day\b|days\b|news\b|thing\b|things\b|bits?\b|parts?\b|"
        r"weather\b|language\b|that\b|for\b|or\b|and\b|about\b|to\b|at\b|in\b)\w+",
        r"^(?:most|many|all|lots of|other|some|plenty of|a lot of) (?:of )?(?:the |our |other )?"
        r"(?:\w+ )?(?:people|us|homes|ones|kids|children|residents|care leavers|adults|others)"
        r"(?: here| we asked)? (?:really |have )?(?:like|love|enjoy|think|say|said|agree|want|hate|"
        r"prefer|feel|find|tell|told|believe|have|do|don't)",
        r"^(?:almost |nearly )?every(?:one|body)(?: else| here)? (?:\w+ )?(?:says|thinks|knows|likes"
        r"|loves|agrees|wants|hates|said|enjoys|prefers)\b",
        r"\bas (?:you|we)(?: all| may| might| will)? know\b|\bas you can see\b|\bwe all know\b"
        r"|^surely\b|^obviously\b|^clearly\b|^of course\b|^naturally\b|^no doubt\b|\bsurely,|, surely\b"
        r"|\bit's (?:clear|obvious|well known)\b|\beveryone knows\b",
        r"\b(?:experts?|studies|research|scientists|doctors|science|evidence)"
        r" (?:says?|thinks?|shows?|agrees?|tells?|proves?|suggests?|believes?)\b",
        r"\bwe(?:'ve| have)?(?: all)? (?:worked|tried|put|spent) (?:so |really |very |a lot of )?"
        r"(?:hard|money|time|effort|lots)\b|\bwe(?:'re| are) (?:so |very |really )?proud\b",
        r"^(?:we|staff|the managers?|adults) (?:all )?(?:think|believe|feel|reckon|know) "
        r"(?!about\b)[^?]*[.,]",
        r"\bdo you (?:agree|side) with (?:us|staff|the|your|our|most)\b",
        r"^(?:and |so |but )?do you really\b|\bto what extent do you agree\b(?! or)",
        r"\bany (?:good|use)\b\s*\?|\bthe point (?:of|in)\b",
        r"\bshould(?:n't)? (?:stupid|silly|boring|lazy|rude|selfish)\b",
        r"\bgiven (?:that|how)\b|\bconsidering (?:that|how)\b|\bsince (?:we|you|they) all\b",
        r"\bhow (?:grateful|thankful|lucky|glad|pleased|well) (?:are we|were we|are they|are staff|are our|do our|are you that|were you that|are you to)|^are you (?:glad|grateful|lucky|pleased|thankful)\b",
        r"\b(?:wasting|waste of)\b|\b(?:you|people|staff|we|they) waste\b|\bhow hard (?:staff|we|they|adults|people) (?:work|try)"
        r"|^like (?:most|many|everyone|other)\b|\bfinally\b|\bsimply\b|\bto what (?:degree|extent) (?:has|have|did)\b",
        r"\bwhat did you (?:love|hate) (?:most )?about\b|\bwhat do you (?:love|hate) (?:most )?about\b|\bhow well (?:do|did|are) (?:we|our)\b",
        r"\b(?:aren't|isn't) (?:you|it) (?:glad|lucky|great|good)\b",
    )
)

_NEGATIONS = re.compile(
    r"\b(?:not|never|no|nobody|nothing|none|nowhere|without|hardly|barely|neither|nor|disagree"
    r"|against|refuse|lack|unless|dont|un(?:fair|happy|safe|usual|kind|able|likely|clear|important"
    r"|helpful|true|heard|wanted|reasonable|necessary|welcome|comfortable|acceptable)|impossible"
    r"|dishonest|dissatisfied|dislike|disallow|disrespect\w*|unfairly|ban(?:ned|ning)?|forbidden"
    r"|stop(?:ped)?(?= (?:you|staff|people|\w+ing)))\b|n't\b|\bno one\b"
)
_NOT_NEGATING = re.compile(
    r"\bnot (?:sure|at all|only|just|far|too)\b|\b(?:if|why|or|maybe|whether or) not\b|\bno names?\b"
    r"|\bno one\b(?= else\b)|\bno matter\b|\bno (?:longer|problem|worries)\b|\bcan't (?:wait|help)\b"
    r"|\bcan't \w+ (?:do|live|sleep|go|be) without\b|\bwithout (?=asking|knocking|a\b|the\b|any\b)"
    r"|\bdo'?s and don'?ts\b|\bcan't you (?:do|live|sleep|go) without\b|\b(?:yes|agree) or no\b"
    r"|^no rules\b|\bnon-"
)
_CLAUSE = re.compile(r"(?:,|;|:| because | but |\. )")
_STATED_NOT = re.compile(
    r"\b(?:not|never|no|nobody|nothing|none|hardly|neither|nor|can't|don't|doesn't|isn't|aren't|won't"
    r"|shouldn't|wouldn't|didn't|haven't|hasn't|couldn't|wasn't|weren't|no one|cannot)\b"
)

_CLAIMS = re.compile(rf"^(?:and |so |but |now )?(?:{_AUX}|{_NEG_AUX})\b")
_ABSOLUTE = re.compile(
    r"\b(?P<word>always(?!-)|never|constantly|every (?:time|moment|minute|single \w+)"
    r"|all (?:of )?the time|100%|totally|completely|absolutely|entirely|perfectly|at all times"
    r"|without fail|no matter what)\b"
)
_ALL = re.compile(
    r"^(?:and |so |but )?(?:do|does|is|are|was|were|has|have|can|will|did)"
    r"(?: you think| you feel)?(?: that)? (?P<word>everyone|everybody|nobody|no one|all (?:of )?"
    r"(?:the |your |our )?(?:staff|adults|workers|young people|people|rules|meals|carers|teachers"
    r"|managers)|every \w+)\b"
)
_ALL_SAID = re.compile(
    r"^(?:surely |obviously |of course )?(?P<word>(?:everyone|everybody|nobody|no one)(?! (?:needs?|has|have|should) to| must)|all (?:of )?(?:the |my |our )?"
    r"(?:staff|adults|workers|young people|people|rules|meals|carers)"
    r"|every (?:adult|worker|member|person|rule|meal|young))\b|\b(?P<more>everything|nothing|anything)\b"
    r" (?:here|is|about this)"
)
_EVER = re.compile(
    r"^(?:and |so |but )?(?:do|does|is|are|can|will)(?:n't)? "
    r"(?:\w+ ){1,4}?(?P<word>ever)\b"
    r"(?! (?:had|been|tried|done|seen|made|told|used|wanted|thought|asked you|heard of))"
)
_WISHED = re.compile(r"\b(?:have|has|'ve|had|you'd|i'd|'d|will) (?:always|never)\b|\bwould\b")

_PROMISES = re.compile(
    r"\b(?:we|staff|managers?|the managers?)(?:'ll| will| shall|'re going to| are going to"
    r"| promise| guarantee| swear| can promise| can guarantee)\b"
    r"|\b(?:your|these|the|all) (?:answers?|voices?|ideas?|words|views?|replies|reply|comments?"
    r"|opinions?|suggestions?|feedback) (?:will|won't|can't)\b"
    r"|\byou(?:'ll| will) (?:definitely |all |each )?(?:get|have|receive|win|see|be (?:given|heard"
    r"|listened|told|able|paid|rewarded|safe))\b"
    r"|\b(?:nobody|no one|no-one|none of us|staff|they) (?:will|won't|can|can't|could) (?:ever )?"
    r"(?:know|find out|see|tell|read|work out|be able)\b"
    r"|\b(?:anonymous|confidential|confidentially|anonymously)\b"
    r"|\b(?:this|it|it's|that|answers?|everything|what you say)(?: you (?:say|write))?"
    r"(?:'s| is| are| stays?| will (?:be|stay))?(?: kept| completely| totally| all)* (?:secret|private)\b"
    r"|\bthings (?:will|are going to)\b|\bmake it happen\b|\bguaranteed?\b|\bdefinitely (?:change|happen)"
    r"|\bno one will\b|\brest assured\b|\bin (?:strict |total )?confidence\b|\bi promise\b|\byou can trust us\b"
)
_ORDERS = re.compile(
    r"(?<!do )(?<!if )\byou (?:must|have to|need to|should|'ve got to|gotta|are required to)"
    r" (?:answer|fill|complete|reply|respond|tell us|write something|pick one|choose one)\b"
    r"|\banswer (?:all|every|each) (?:of )?(?:the |these )?(?:questions?|ones?|parts?)?"
    r"|\bfill in (?:all|every|each)\b|\bevery (?:question|one) (?:must|has to|needs to) be\b"
    r"|^\*? ?required\b|\(required\)|\bis (?:required|compulsory|mandatory)\b|\bcompulsory\b|\bmandatory\b"
    r"|\b(?:don't|do not|can't|must not|mustn't|may not|please don't|never) (?:skip|miss out|leave"
    r" (?:this|it|any|anything|these)(?: \w+)? (?:blank|out|empty))\b"
    r"|\bmake sure (?:that )?(?:you|u|to) (?:\w+ )?(?:answer|fill|complete|reply|do)\b"
    r"|\b(?:everyone|everybody|all of you) (?:needs?|has|have|must|should) (?:to )?"
    r"(?:answer|fill|complete|reply|do this)"
    r"|\bbe (?:completely |totally |really )?(?:honest|truthful)\b|\banswer (?:honestly|truthfully|fully)"
    r"|\bimportant (?:that|for) you (?:to )?(?:answer|reply|tell|complete|fill)"
    r"|\bcomplete (?:all|every|each)\b|\bexpected to (?:answer|reply|complete)\b|\bnot to (?:skip|miss|leave)\b|\bnot optional\b"
    r"|\bno skipping\b|\bskipping (?:is )?(?:not|isn't)\b"
)


def about_why(line: Line) -> Iterator[Found]:
    """A question that asks for a reason: it can sound like blame."""
    for sentence in line.sentences:
        if _WHY.search(sentence) and not _SAY_WHY.search(sentence.split(" why")[0]):
            what = f'{shown(line.written(sentence))} asks "why", which can sound like blame'
            way_out = 'Ask "what": what made it so, what would help.'
            yield Found(AdviceKind.WHY, what, way_out, rephrasing.without_why(line.text))
            return


def about_leading(line: Line) -> Iterator[Found]:
    """A question that already says which answer is wanted."""
    for sentence in line.sentences:
        if any(pattern.search(sentence) for pattern in _LEADING):
            what = f"{shown(line.written(sentence))} leans to one answer"
            way_out = "Ask so that every answer is as easy to give."
            new = rephrasing.without_leading(line.text)
            yield Found(AdviceKind.LEADING, what, way_out, new)
            return


def about_negatives(line: Line) -> Iterator[Found]:
    """Two negatives in one sentence; in a statement one is enough, for "disagree" is another."""
    for sentence in line.sentences:
        bare = _NOT_NEGATING.sub(" ", sentence)
        if line.stated and _STATED_NOT.search(bare):
            what = f"to disagree with {shown(line.written(sentence))} is a double negative"
            new = rephrasing.stated_positively(line.text)
            yield Found(AdviceKind.DOUBLE_NEGATIVE, what, "Say what is, not what isn't.", new)
            return
        if any(len(_NEGATIONS.findall(part)) > 1 for part in _CLAUSE.split(bare)):
            what = f"{shown(line.written(sentence))} has two negatives"
            yield Found(AdviceKind.DOUBLE_NEGATIVE, what, "Say it with none, or with one.")
            return


def about_absolutes(line: Line) -> Iterator[Found]:
    """Always, never, everyone: one bad day, and the true answer is no."""
    stated = line.stated
    for sentence in line.sentences:
        claims = stated or _CLAIMS.search(sentence)
        found = (
            (_ABSOLUTE.search(sentence) if claims and not _WISHED.search(sentence) else None)
            or _ALL.search(sentence)
            or _EVER.search(sentence)
            or (_ALL_SAID.search(sentence) if stated or "?" not in sentence else None)
        )
        if found:
            word = found.groupdict().get("word") or found["more"]
            what = f'"{word}" leaves no room for most of the time'
            way_out = 'Try "mostly" or "how often".'
            new = rephrasing.without_absolute(line.text, word)
            yield Found(AdviceKind.ABSOLUTE, what, way_out, new)
            return


def about_promises(line: Line) -> Iterator[Found]:
    """A promise that the structure may not keep."""
    for sentence in line.sentences:
        if not sentence.endswith("?") and (found := _PROMISES.search(sentence)):
            what = f'"{found[0].strip()}" sounds like a promise'
            way_out = "Say who decides and what could change. The bot says what stays secret."
            yield Found(
                AdviceKind.PROMISES, what, way_out, rephrasing.without(line.text, sentence)
            )
            return


def about_orders(line: Line) -> Iterator[Found]:
    """Words that tell somebody to answer: every question can be skipped."""
    for sentence in line.sentences:
        if _ORDERS.search(sentence):
            what = f"{shown(line.written(sentence))} sounds as if people must answer"
            way_out = "Every question can be skipped. Take it out."
            new = rephrasing.without(line.text, sentence)
            yield Found(AdviceKind.MUST_ANSWER, what, way_out, new)
            return
