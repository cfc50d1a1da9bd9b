"""Questions whose answers would name somebody, or show who answered."""

from __future__ import annotations

import re
from collections.abc import Iterator

from surveys.coaching.advice import AdviceKind
from surveys.coaching.found import Found
from surveys.coaching.lines import Line
from surveys.coaching.rephrasing import flat
from surveys.definitions.mistakes import shown
from surveys.definitions.questions import TextQuestion, WithChoices, YesNo
from surveys.redaction.vocabulary import vocabulary

_ROLE = (
    r"(?:key ?worker|manager|deputy(?: manager)?|team leader|social worker|foster (?:carer|mum|dad|parent)s?"
    r"|carer|support worker|iro|therapist|counsellor|advocate|personal advis[eo]r|head ?teacher|teacher"
    r"|(?:night|day|weekend|agency) (?:staff|workers?)|house ?mates?|room ?mate|new worker|night worker|boss|cook|tutor)"
)
_PERSON = (
    r"(?:(?:member|members) of (?:staff|the team)|staff members?|workers?|adults?|teachers?|young persons?"
    r"|young people|persons?|people|night staff|day staff|carers?|managers?|social workers?|housemates?"
    r"|residents?|one of (?:us|them|the \w+)|of (?:the|your) (?:staff|workers|adults|young people|people"
    r"|others|carers|teachers)|kids?|friends?)"
)
_ASKS_WHO = tuple(
    re.compile(pattern)
    for pattern in (
        rf"\bwhich {_PERSON}\b(?! (?:training|meeting|room|rules?|job|food|activit\w+|events?|games?|films?"
        r"|should (?:we|be asked)))",
        r"\bwhich staff\b(?! (?:training|meeting|room|rules?|job|food|activit\w+|events?|games?|party|office"
        r"|toilet|car|rota))",
        r"^(?:please |now |can you |could you |and )?(?:name|tell us|say|write|list|pick)(?: us| about"
        r"| down| who)? (?:a|one|the|your|some|any|two|three) (?:\w+ )?"
        r"(?:staff|workers?|person|adult|member of staff|teacher|carer|young person|housemate)\b",
        r"\bnames? of (?:a|an|the|your|any|some|one|somebody|someone|anyone|whoever|who)\b"
        r"(?! (?:\w+ )?(?:home|house|school|college|team|town|place|cat|dog|pet|game|song|band|film|book|club|group|song|meal|food)\b)",
        rf"\b(?:your|the) {_ROLE}(?:'s|s') name\b",
        r"(?:^(?:and |so |but )?|, (?:and )?|\b(?:tell us|write|say) )who(?:'s|'re| is| are| was| were| do| did| does| would you most| should get| should leave"
        r"| should be sacked)? (?:\w+ ){0,4}?"
        r"(?:favou?rite (?:staff|worker|person|adult|teacher|carer|one|manager|young|housemate|here|member)|best (?:staff|worker|adult|friend|at (?:listening|cooking|helping))|worst"
        r"|you (?:like|trust|get on|hate|dislike|feel|argue|fall out|usually|live|talk|go|tell|turn|sit|share|fight|argue|look up)"
        r"|you closest|shouts|bullies|bullied|takes|steals|helped|helps|makes you|started|starts|annoys"
        r"|upsets|scares|hurts|hit|hits|ignores|sacked|the sack|(?:hard|easy) to live|in (?:your|the|this)"
        r" (?:house|home|room)|on your (?:side|team)|listens|looks after|knows you|supports you|cares"
        r"|you closest to|are you closest|lives with you|(?:is |are )?(?:the )?(?:best|worst|most|least|kindest|nicest|meanest"
        r"|laziest|funniest|loudest|strictest))\b(?! (?:us|people) (?:all|in general))",
        r"\bif you could (?:swap|sack|change|replace|lose|keep) (?:one|a|any) (?:worker|staff|adult|person|member)",
        r"\bwhich of (?:us|them|your (?:friends|workers|carers))\b",
        rf"\b(?:is|are) there (?:a |an |any(?:one|body)? ?|some(?:one|body) ?)(?:{_PERSON} )?(?:here |at home |in the "
        r"(?:house|home) )?(?:who |that )?(?:you (?:would|'d|don't|do not|can't|hate|like|trust|love|feel)|is (?:mean|rude|unkind"
        r"|unfair|horrible)|bullies|hurts|scares)",
        r"\banyone (?:here |in (?:the|your) (?:house|home) )?(?:that |who )?(?:you(?:'re| are|'d| don't)"
        r" (?:scared|afraid|not|like|want|trust|worried)|hurts|scares|bullies)",
    )
)
_ABOUT_ONE = tuple(
    re.compile(pattern)
    for pattern in (
        rf"^(?:and |so |but )?(?:is|are|was|does|do|did|has|have|can|will|isn't|doesn't) (?:your|the|our|my) "
        rf"(?:new )?{_ROLE}\b(?!'s (?:office|job|room|phone|name))(?! (?:visited|called|met|rung|phoned|seen|come|came|been"
        r"|visit|call|ring|phone|changed?|told you (?:about|when|what|how)|asked you|explained|told anyone|have an office))",
        rf"\bhow (?:\w+ )?(?:is|was|are|were|does|do|did|has|have) (?:your|the|our) (?:new )?{_ROLE}\b(?!'s"
        r" (?:office|job|room))",
        rf"\b(?:think|feel) (?:of|about) (?:your|the|our) (?:new )?{_ROLE}\b(?!'s|s\b)",
        rf"\bwhat(?:'s| is| was| are) (?:your|the|our) (?:new )?{_ROLE} (?:like|good|bad|doing)",
        rf"\b(?:like|trust|hate|respect|dislike|rate|likes|believe|get on with|(?:dis)?like about|change about"
        rf"|with) (?:about )?(?:your|the|our) (?:new )?{_ROLE}\b(?!'s|s\b)",
        rf"^(?:my|the|our) {_ROLE} (?!should|could|would|meeting|visits are)\w+",
        rf"\b(?:think|feel|say)(?: that)? (?:your|the|our) (?:new )?{_ROLE} (?!should|could|would|needs|must|visits? )\w+",
        rf"\b(?:describe|rate) (?:your|the|our) {_ROLE}\b",
        rf"\b(?:good|bad|best|worst|great|nice|annoying|wrong|special|like|change) about (?:your|the|our) (?:new )?{_ROLE}\b(?!'s|s\b)",
        rf"\bisn't the (?:new )?{_ROLE}\b",
        rf"\bwhen (?:is|are|was) (?:your|the) {_ROLE} (?:kind|rude|late|mean|nice)",
    )
)
_WHO_IN_GENERAL = re.compile(
    r"\bwho should (?:we|decide|pick|choose|come|be asked|hear|make|help|do|get to|cook|have|set)\b"
    r"|\bwould you like\b|\bdo you know\b|\bwho would (?:play|you invite|win)\b|\bshould (?:a|an|every|new)\b"
    r"|\bin the (?:charts|world|league|film|band|news|book|show)\b|\bno names\b|\bkind of (?:person|adult|worker)\b"
    r"|\bshould\b.*\b(?:do|be)\b.*\bfirst\b|\bhero\b|\bsinger\b|\bfilm\b|\bplayer\b|\bcharacter\b"
)

_CAPITAL = re.compile(
    r"(?:(?<=[a-z] )|(?<=[a-z], ))(?<!\bin )(?<!\bat )(?<!\bfrom )(?<!\bnear )(?<!\bwatch )(?<!\bplay )"
    r"([A-Z][a-z]{2,})(?:'s)?\b(?! [A-Z])|^([A-Z][a-z]{2,}) (?:is|was|listens|knows|helps|does|should)\b"
)
_YOU_ARE = (
    r"(?:trans(?:gender)?|gay|lesbian|bi(?:sexual)?|straight|queer|non-?binary|male|female|a (?:boy|girl|man"
    r"|woman|muslim|christian|traveller|gypsy|refugee|parent|mum|dad|twin|care leaver)|an? asylum seeker"
    r"|an only child|muslim|christian|jewish|hindu|sikh|catholic|black|white|asian|mixed race|british|disabled"
    r"|autistic|deaf|blind|dyslexic|adopted|pregnant|under a section|on (?:a|an) \w+ order|lgbt\w*)"
)
_MINE = (
    r"(?:full |first |last |real |middle )?(?:name|surname|nickname|initials|address|post ?code|(?:mobile |phone"
    r" |contact )?number|mobile|e-?mail(?: address)?|snap(?:chat)?|insta(?:gram)?|tik ?tok|discord|user ?name|gamer ?tag|handle"
    r"|ethnicity|ethnic (?:group|background|origin)|race|religion|faith|sexuality|sexual orientation|gender(?: identity)?"
    r"|pronouns|sex|nationality|(?:first|home|native) language|mother tongue|skin colour|(?:exact )?age|date of birth|dob|birth ?day"
    r"|birth ?date|disability|diagnosis|medical condition|immigration status|legal status|nhs number|case number"
    r"|year group|form|tutor group|star sign|room number|hair colour|country of birth)"
)
_IDENTIFIES = tuple(
    re.compile(pattern)
    for pattern in (
        r"\bhow old (?:are|were) (?:you|u)\b(?! when| going)|\bhow old were you when you (?:first )?(?:moved|came|went|left|entered|were)"
        r"|\bwhen did you turn \w+|\bwhere (?:is|are) your (?:family|parents?|mum|dad) from\b|\bare you (?:the|our) (?:oldest|youngest|only|newest)"
        r"|\bare you religious\b|\bhow many (?:siblings|brothers|sisters|placements|foster homes|children|kids) (?:do|have) you\b"
        r"|\bwhich (?:social worker|key ?worker|gp|doctor) (?:do you|is yours)|\bcare status\b|\bhow long have you been in care\b"
        r"|\b(?:which|what) year group\b|\bwhat (?:disability|diagnosis|condition)\b|\bwhat age (?:are|group are) you\b",
        rf"\b(?:what|what's|whats|which)(?: is| are|'s)? (?:your|ur) (?:\w+(?:chat|gram)? )?{_MINE}\b(?!'s)"
        r"(?! (?:for|of) )",
        rf"\b(?:write|tell us|tell me|give|put|enter|add|say|leave|state|type|confirm|share)(?: down| in| us| me)?"
        rf" (?:your|ur) {_MINE}\b",
        r"\bwhen (?:is|'s|was) (?:your|ur) (?:birthday|date of birth)|\bwhen were you born\b",
        r"\b(?:which|what)(?: is the name of your|(?: \w+)?) (?:school|college|sixth form|uni(?:versity)?|nursery|local authority|council|care team|staff team|home"
        r"|house|children's home|placement|class|form|year|town|city|village|area|borough|county|street|church"
        r"|mosque|temple|youth club|gang|room|floor|bedroom|team|football team|country|part of \w+)"
        r" (?:do|did|are|is|were|was) (?:you |your |ur )(?!like|love|hate|want|think|support|prefer|hope|wish"
        r"|dream|enjoy|imagine|ideal|favourite|eat|sit|relax|watch|feel|find|most)",
        r"\b(?:which|what) (?:room|bedroom|bed|home|house|school|class|form|town|flat|floor) (?:is|are) (?:yours"
        r"|your|ur)\b(?! (?:favourite|dream|ideal))",
        r"\bname of (?:your|ur) (?:home|house|school|college|town|team|street|church|mosque|village|road|gp)",
        r"^(?:and |so )?where (?:do|did|are) you (?:live|go to school|go to college|from|born|come from|living"
        r"|stay|staying|work)\b(?! (?:when|if|to|for|best))|\bwhere were you (?:born|living)\b|\bwhere are you from\b",
        r"\bwhat country (?:are|were|do|did) you\b(?! (?:like|love|want))",
        rf"^(?:and |so )?(?:are|r) (?:you|u) {_YOU_ARE}\b(?! (?:about|with|to)\b)",
        r"\b(?:what|which) (?:gender|sex|race|religion|ethnicity|ethnic group|nationality|faith|sexuality) (?:are|do|is|best)\b",
        r"\bdo (?:you|u) have (?:a |an |any )?(?:disabilit(?:y|ies)|diagnosis|medical condition|adhd|autism|"
        r"asd|special needs|sen|learning difficult\w+|mental health (?:condition|diagnosis)|criminal record"
        r"|child(?:ren)?|baby|ehcp)\b",
        r"\bwhat year (?:are|r|were) (?:you|u) (?:in|born)\b|\bwhat year group\b|\bwhich year (?:are|r) (?:you|u)\b",
        r"\b(?:how do you|do you) (?:identify|describe your (?:gender|ethnicity|sexuality))\b",
        r"\bwhat (?:do you look like|are you called)\b|\bwho are you\b(?! (?:closest|most))",
        r"\bwho is your (?:social worker|key ?worker|teacher|gp|doctor|mum|dad|carer|foster carer)\b",
    )
)


def about_naming(line: Line) -> Iterator[Found]:
    """Nothing is asked about people who can be named: not who, and not about one of them."""
    for sentence in line.sentences:
        if _WHO_IN_GENERAL.search(sentence):
            continue
        open_who = any(pattern.search(sentence) for pattern in _ASKS_WHO) and (
            not isinstance(line.item, WithChoices) or "which" in sentence
        )
        if open_who or any(pattern.search(sentence) for pattern in _ABOUT_ONE):
            what = f"{shown(line.written(sentence))} asks about somebody who can be named"
            way_out = 'Ask what any good worker does, or offer kinds: "A worker", "Family".'
            yield Found(AdviceKind.NAMES_SOMEBODY, what, way_out, _in_general(line))
            return
    if (name := _first_name(line.text)) is not None:
        what = f'"{name}" looks like somebody\'s name'
        yield Found(AdviceKind.NAMES_SOMEBODY, what, "Nothing is asked about one person.")


def _first_name(text: str) -> str | None:
    """A given name in the middle of a text, or at the beginning of what is said of them."""
    for found in _CAPITAL.finditer(text):
        name = found[1] or found[2]
        lists = vocabulary()
        if name.lower() in lists.given and name.lower() not in lists.places:
            return name
    return None


def about_identifying(line: Line) -> Iterator[Found]:
    """With few people, an age, a school or a home is as good as a name."""
    for sentence in line.sentences:
        if any(pattern.search(sentence) for pattern in _IDENTIFIES):
            what = f"{shown(line.written(sentence))} could show who answered"
            way_out = "Leave it out. Ask only what you need to decide something."
            yield Found(AdviceKind.IDENTIFYING, what, way_out)
            return


def _in_general(line: Line) -> str | None:
    """A question about one worker as one about any."""
    if isinstance(line.item, YesNo):
        return None
    one = flat(line.text)
    if isinstance(line.item, TextQuestion) and re.match(
        r"(?:which|who|name).*\b(?:favou?rite|best(?! friend)|most|helps?|helped|trust|like)\b",
        one,
        re.I,
    ):
        return "What does a good worker do?"
    return None
