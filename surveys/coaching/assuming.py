"""Questions that take for granted what may not be so."""

from __future__ import annotations

import re
from collections.abc import Iterator

from surveys.coaching.advice import AdviceKind
from surveys.coaching.found import Found
from surveys.coaching.lines import Line
from surveys.definitions.mistakes import shown
from surveys.definitions.questions import AnyItem, SeveralChoices, SingleChoice

_HARD = (
    r"(?:shout(?:ed|s)?|yell(?:ed)?|lie|lied|hit|hits|hurts?|swears?|swore|sworn|upsets?|ignored?|ignores"
    r"|lets? (?:you|us) down|bull(?:y|ied)|be bullied|get bullied|breaks?|broke|steals?|stole|stolen"
    r"|fights?|fought|argued?|argues|rows?|run away|ran away|running away|go missing|went missing"
    r"|smoked?|smokes|vaped?|get drunk|got drunk|drink alcohol|skip(?:ped)?|bunk(?:ed)?|truant|kick(?:ed)? off"
    r"|cry|cried|get (?:in|into) trouble|got (?:in|into) trouble|fall out|fell out|forget|forgot|forgets"
    r"|miss(?:ed)? (?:school|your|meals|lessons|a day|class|appointments)|(?:have|had) (?:a |an )?(?:fights?|rows?|arguments?|meltdown)|turn up late|self[- ]harm|restrained?|tell(?:s)? you off|told off|punish(?:ed)?"
    r"|sanction(?:ed)?|excluded|sent out|arrested|lose your temper|lost your temper|get angry|got angry"
    r"|struggled?|fail(?:ed)?|cancel(?:s|led)?|don't listen|won't listen|refused?|refuses|feel (?:sad|lonely"
    r"|unsafe|scared|left out|ignored|angry|unhappy|bullied)|felt (?:sad|lonely|unsafe|scared|left out)"
    r"|worried|get worried|treats? you (?:badly|unfairly)|is|are unfair|are rude|is rude)"
)
_WHO = (
    r"(?:staff|adults?|workers?|they|people|someone|somebody|anyone|your \w+(?: \w+)?|the \w+|we)"
)
_FEEL = (
    r"(?:upset|angry|scared|afraid|worried|lonely|sad|ashamed|unsafe|stressed|anxious|hurt|unhappy"
    r"|homesick|frightened|nervous|embarrassed|disappointed|cross|jealous|depressed)"
)
_ASSUMES = tuple(
    re.compile(pattern)
    for pattern in (
        rf"\bwhen did (?:\w+ ){{1,3}}?(?:last |first |start )*{_HARD}",
        r"\bwhen did you (?:last |first )?(?:start|stop|begin|give up) (?!\w* ?(?:school year|college)\b)",
        rf"\bhow (?:often|many times|much|regularly|frequently) (?:do|did|does|have|has|are|were|is)"
        rf" (?:\w+ ){{1,3}}?{_HARD}",
        rf"\bwhat (?:makes|made|is making|'s making) you (?:so |feel )?(?:{_FEEL}|run away|leave|kick off"
        r"|miss|act|behave|cry|skip|fight|argue|hate|go missing|do it|self)",
        rf"\bhow (?:very |really )?{_FEEL} (?:were|are|did|do|was|has|have)\b",
        r"\bhow (?:hard|difficult|tough|painful|stressful|bad|awful|scary|upsetting) (?:is|was|were|are"
        r"|do|did)\b(?! or)(?! it (?:raining|to find a))",
        r"\bhow much (?:did|does|do|has|have|is|was) (?:\w+ ){1,4}?(?:upset|hurt|annoy|worry|scare|bother"
        r"|miss|hate|improved?|help(?:ed)?|damaged?|harm(?:ed)?|stress)\b",
        r"\bhow much (?:better|worse)\b",
        r"\bhow (?:bad|terrible|awful|horrible|unfair|boring) (?:is|are|was|were)\b",
        r"\bwhat (?:do|did|does) you (?:hate|dislike|fear|resent|regret|miss|not like)(?: the)?(?: most)?\b",
        r"\bwhat (?:most )?(?:worries|worried|scares|scared|upsets?|annoys|annoyed|frightens|stresses|stressed|bothers|bothered|frustrates|hurt"
        r"|saddens|winds) you\b",
        r"\bwhat(?:'s| is| was| are| were)? (?:your |the )?(?:biggest|main|worst|hardest|greatest) (?:\w+ )?"
        r"(?:problems?|worry|worries|fears?|struggles?|issues?|difficult(?:y|ies)|complaints?|fault"
        r"|challenges?|barriers?|thing|bit|part|mistake|regret)\b",
        r"\bwhat (?:stops|stopped|prevents|prevented|keeps|kept|is stopping|puts) you\b|\bwhat's stopping you\b",
        r"\bhow (?:has|have|had|did|does|do) (?:your|the|our|this|these|that|being|living|having|moving"
        r"|staff|we|they|adults) .*?\b(?:help(?:ed|s)?|improved?|supported?|changed?|benefit(?:ed)?|better"
        r"|worse|made|affect(?:ed|s)?|hurt|upset)\b",
        r"\bwhat(?:'s| has| have| is)? (?:got|gotten|become|gone|went|improved|getting)"
        r" (?:\w+ )?(?:better|worse|wrong|well|easier|harder)\b|\bwhat has improved\b|\bwhat went (?:wrong|badly)\b",
        r"\bwhat did you (?:enjoy|like|love|hate|dislike|learn|gain) (?:the )?(?:most|best|least|more)\b",
        r"\byour (?:anger|temper|drinking|smoking|vaping|bad behaviour|addiction|worries|fears|outbursts"
        r"|lying|fighting|problems?|issues|self[- ]harm|trauma|nightmares|behaviour problems)\b",
        r"\bhow did you (?:stop|start|cope|deal|get over|recover|manage to stop|end up)\b",
        r"\bhow (?:do|did) you (?:cope|deal|put up|live|get over|get through) (?:with )?(?!out\b|new|people you)",
        rf"\bhow (?:do|did|does|would) (?:you|it|that) (?:feel|react|cope)\b.* (?:when|that|because) {_WHO} "
        rf"(?:\w+ )?{_HARD}",
        rf"\bwhat (?:do|did) you (?:do|say|think|feel) (?:when|because|after) {_WHO} (?:\w+ )?{_HARD}",
        r"\bwhat do you (?:argue|fight|row|lie|complain|fall out|worry|moan|cry)\b",
        r"\bwhere do you (?:smoke|vape|drink alcohol|hide|go when you run|get your (?:drugs|weed|vapes))\b",
        r"\b(?:which|what) (?:drugs?|alcohol|crimes?|rules?) (?:have|did|do) you (?:tried|taken|used|take|use"
        r"|try|drink|drunk|break|broken|commit\w*)\b",
        r"\bhow many (?:fights?|rows?|arguments?|detentions?|exclusions?|drinks|cigarettes|times)"
        r" (?:have|did|do) you (?!want|need|like|go|eat|cook|see|get to|have a|think)",
        rf"^(?:and |so )?when you (?:{_HARD}|are (?:{_FEEL}|bullied|in trouble)),?",
        r"\bhow long (?:have|had) you been (?:struggling|unhappy|having|bullied|lonely|sad|worried|smoking"
        r"|missing|angry|depressed|anxious|in trouble)",
        r"^(?:and |but |so |ok )?(?:why|how come) (?:do |don't |did |didn't |are |aren't |is |was |were "
        r"|haven't |have |can't |won't |does |doesn't )?(?!.{0,8}\b(?:think|say|feel that|pick|picked|choose)\b)"
        r"(?:you|your|staff|the|it|things|they|last|people|adults)\b",
        r"\b(?:tell us|say|explain) why you (?:missed|left|don't|didn't|ran|did)\b",
        r"\bwhat(?:'s| is| was) wrong\b(?! or)|\bwhat(?:'s| is) so (?:bad|good|great|hard)\b",
        r"\btell us about (?:the|a) (?:last )?time (?:that )?(?:you|staff|an? \w+|somebody|someone) "
        rf"(?:\w+ )?{_HARD}|\bthe last time (?:that )?(?:you|staff|someone|somebody) ",
        rf"\bwho (?:\w+ )?(?:started|bull(?:ies|ied)|shouts|takes your|steals|makes you (?:feel )?(?:{_FEEL})"
        r"|is (?:the )?(?:worst|rudest|meanest|laziest)|causes|scares|hurts|hits|annoys|upsets|do you hate"
        r"|gets you|should get the sack|.*\bhard to live)\b",
        r"\bwhich (?:\w+ )?(?:staff|staff member|worker|adult|teacher|member of staff|carer) (?:shouts|is the "
        r"worst|are too|is too|ignores|lies|should leave|is (?:mean|rude|lazy|unfair))",
        r"\bwhat helped (?:you )?(?:most )?when your\b",
        r"\bwhat (?:punishments?|sanctions?|consequences|restraints?|bullying|problems?|difficult(?:y|ies)|arguments?"
        r"|fights?|lies|broken promises) (?:do|did|have|are|were)\b|\bhow did (?:the|your) (?:bullying|restraint|abuse"
        r"|fight|argument|breakdown|trauma|neglect)\b",
        rf"\bwhat (?:are|were) you (?:most |so )?{_FEEL} (?:of|about)\b|\blike[d]? (?:the )?least\b|\bleast like\b",
        r"\bhow (?:do|did) you feel (?:about|after|when) (?:being|having been|you were|you are|you get|you got) (?:taken|moved"
        r"|bullied|excluded|held|restrained|let down|ignored|left|told off|shouted|punished|arrested)",
        r"\bwhich of your (?:problems|worries|fears|issues)\b|\bwhen was the last time (?:you|staff|someone)\b",
        r"\bhow (?:do|did) you feel when (?:your \w+|the \w+|staff|adults?|workers?|they|people|someone|somebody) ",
        r"\bwho(?:'s| is| was)? (?:the )?(?:most|least) (?!likely|famous|fun)\w+|\bwho do you (?:\w+ )?(?:argue|fight|fall out|row)",
        r"\bhow (?:has|have) (?:\w+ ){1,4}?(?:improved|helped|got better|gotten better|changed for the better|benefited)",
        r"\bhow did (?:\w+ ){1,3}?make (?:\w+ ){1,4}?(?:easier|better|worse|happier|harder|safer)",
        rf"\bwhen (?:do|did) you (?:feel|felt|get) (?:most |so |the most )?{_FEEL}",
        r"\bwhat did (?:staff|adults?|they|people|anyone|your \w+) (?:do|say) (?:when|after|because) you (?:got|were|had|lost|ran|hit|broke|cried|shouted|said)",
        r"\bwhat (?:improvements?|progress|benefits?) (?:have|did|do|has)\b|\bwhat lies\b|\bwhich (?:promises|rules) (?:did|have) (?:staff|they|you) (?:break|broken|broke)",
        r"\bwhat (?:has|have|did) (?:your|the) \w+(?: \w+)? (?:done|do) to (?:help|improve|support|make)",
        r"\bwhat do you find (?:the )?(?:most |really )?(?:hard|hardest|difficult|annoying|upsetting|boring|frustrating|scary)",
        r"\bwhat medication\b|\bhow (?:do|did) you feel about your \w+ (?:being|having|leaving|drinking|not|going)\b",
        r"\bwhich (?:\w+ ){1,4}(?:upset|hurt|shouted|hit|ignored|lied|causes|caused|started|stole)\b",
        r"\bhow much (?:better|happier|safer|calmer|worse) (?:do|are|is|has|have)\b|\bhow long did you (?:have to )?(?:wait|struggle|feel)\b",
        r"\bwhat happened (?:when|after) you (?:were|got|had|ran|hit|broke|lost|shouted|kicked)\b",
        r"\bwhat (?:\w+ )?(?:helped|have helped|has helped) you\b(?=.*\b(?:interventions?|services)\b)"
        r"|\bwhat interventions\b",
        r"\bobviously (?:nobody|everyone|no one|everybody)\b",
    )
)
_ALLOWED = re.compile(
    r"\b(?:if (?:anything|any|at all|ever|you (?:have|do|did|ever|feel|want))|might|could|may|would|if (?:so|it|they|staff"
    r"|someone|somebody|adults|people))\b|\bif you've\b|\bor (?:would have|not|nothing)\b"
)
_NONE = re.compile(
    r"\b(?:never|not at all|none|nothing|no one|nobody|i don't|i haven't|it hasn't|doesn't happen|didn't"
    r"|hasn't happened|not happened|i've not|don't have|doesn't apply|not me|zero|no,)\b|^no$|^0\b"
)


def about_assuming(line: Line) -> Iterator[Found]:
    """Whoever it is not true of has nothing to answer; a choice like "Not at all" mends it."""
    if _leaves_room(line.item):
        return
    for sentence in line.sentences:
        if _ALLOWED.search(sentence):
            continue
        if any(pattern.search(sentence) for pattern in _ASSUMES):
            what = f"{shown(line.written(sentence))} takes something for granted"
            way_out = 'Ask first if it is so, or put "if anything" or "Not at all".'
            yield Found(AdviceKind.ASSUMES, what, way_out, _with_room(line.text))
            return


def _leaves_room(item: AnyItem | None) -> bool:
    if not isinstance(item, SingleChoice | SeveralChoices):
        return False
    for choice in item.choices:
        label = next(iter(choice.label.values()), "").replace("’", "'").lower()
        if _NONE.search(label) and not choice.exclusive:
            return True
        if choice.exclusive and re.search(r"\bnothing\b|\bnot\b", label):
            return True
    return False


def _with_room(text: str) -> str | None:
    """ "What worries you …" as "What, if anything, worries you …"."""
    one = text.replace("’", "'")
    new = re.sub(
        r"^What (?=(?:worries|scares|upsets|annoys|frightens|stresses|bothers|stops|stopped|makes you|do you"
        r" (?:hate|dislike)|has got)\b)",
        "What, if anything, ",
        one,
    )
    new = re.sub(r"^How often (?=(?:do|did) )", "How often, if at all, ", new)
    return new if new != one else None
