"""What makes the same words mean nothing: idioms, games, stories, lessons, "no one here does".

An excuse is only ever about the words that it stands beside. Whoever says "me" beside a lesson or
a book is not excused by it.
"""

from __future__ import annotations

import re

from surveys.safeguarding.idioms import idioms

_GAME = re.compile(
    r" (?:fortnite|minecraft|fifa|cod|call of duty|gta|warzone|xbox|ps5|ps4|playstation|nintendo|mario"
    r"|pokemon|among us|zelda|brawl stars|clash royale|spawn|respawn|lobby|assassins creed|red dead|sims|tekken"
    r"|rocket league|video games?|computer games?|on the switch|final boss|boss fight|last level|the boss"
    r"|next level|hard mode|headshot|enemy|med kits?|kill streak|kills in|zombies mode|rpg|mortal kombat"
    r"|apex|valorant|overwatch|my character|dragon|in game|the game|this game|battle royale|roblox"
    r"|elden ring|resident evil|gaming|gamer|dungeons and dragons|d and d|pixel|creeper|ender|skyrim) "
)
_SPORT = re.compile(
    r" (?:football|boxing|boxer|spar|sparring|karate|rugby|dodgeball|paintball|snowball|snowballs|pillow|pillows|netball"
    r"|tackle|tackled|pads|rounders|judo|wrestling|wrestle|laser tag|trampoline|martial arts|mma|taekwondo"
    r"|hockey|cricket|basketball|volleyball|kickboxing|match|goalie|striker|ref|shin|tournament|muay thai"
    r"|jiu jitsu|in training|water balloon|water balloons|water fight|play fight|play fighting|food fight|nerf|tag|capoeira|fencing|ball|frisbee|penalty) "
)
_HURT_AT_PLAY = re.compile(
    r" (?:on purpose|hospital|knife|after practice|changing|every day|showers|private|alone|because i) "
)
_STORY = re.compile(
    r" (?:film|films|movie|movies|book|books|novel|story|stories|tv show|the show|good show|a show|series|episode"
    r"|eastenders|corrie|coronation street|hollyoaks|emmerdale|song|songs|lyrics|drama|character|documentary"
    r"|the news|news|macbeth|netflix|history|poem|play we|school play|the play|casualty|tracy beaker|horror"
    r"|romeo|hamlet|shakespeare|anime|manga|comic|disney|harry potter|top boy|soap|soaps|fairy tale|podcast"
    r"|squid game|stranger things|juliet|oliver twist|dumping ground|waterloo road|adolescence|panto|cartoon"
    r"|musical|crime drama|true crime|jack the ripper|in english|in drama|set text|inspector calls|lord of the"
    r"|of mice and men|hunger games|marvel|batman|euphoria|skins|heartstopper|youtube video about|myth|legend of) "
)
_LESSON = re.compile(
    r" (?:assembly|assemblies|lesson|lessons|workshop|workshops|training|course|courses|poster|posters|leaflet"
    r"|leaflets|policy|policies|pshe|talk about|talk on|talks about|talks on|a talk|the talk|talked about|learn|learned|learnt|learning|project"
    r"|campaign|awareness|survey|surveys|ambassador|anti|sessions?|charity|procedure|prevention|lecture"
    r"|presentation|first aid|sex ed|taught us|taught about|homework on|essay|psychology|sociology|studying|social worker and help"
    r"|prevent strategy|prevent in school|video about|videos about|module|quiz|info|information|rules i would"
    r"|rules should|more help for|more support for|should be more|there should|homes should|staff should"
    r"|staff need|need more|should get more|should get|take seriously|serious about|deal with|signs of|how to spot|how to help"
    r"|help people who|help kids who|help children who|people who|kids who|children who|for kids|for people"
    r"|for children|youth clubs|police should|big problem|is wrong|nspcc|samaritans|stonewall|government|the council|law|the law"
    r"|children should know|explained to us|came in to|in the next|mental health day|come in to speak|come in and speak|speak to us about|talked about more|more openly|interested in|want to be a|career|debate|article|website|helpline|box for|guest speaker|speaker|meeting about|house meeting|risk assessment|questions about|asked about|ask about|asks about) "
)
_ME = re.compile(r" (?:i|me|my|us|myself|mine|our|we) ")
_ME_SPAN = re.compile(r" (?:me|my|us|myself|i) ")
_IMAGINED = re.compile(
    r" (?:if|in case|what would|would you do|imagine if|say if|what if) (?:[^ ]+ ){0,6}?(?:anyone|someone|any one|somebody|staff|i|a"
    r" [a-z]+|they|there|you|kids|people|we|another)"
    r" (?:[^ ]+ )?(?:ever|was|were|got|did|hit|hurt|bullied|touched|started|tried|being|who|ever tried|is|had) "
)
_WOULD_TELL = re.compile(
    r" (?:would tell|i would|know who|can tell|could tell|tell staff|able to tell|would know|know what to do"
    r"|happen to|would happen|would you|you would|go to staff|who to tell|tell sam|would speak|would be sacked|be able to|would get help|would help) "
)
_QUOTED = re.compile(
    r" (?:poster|sign|rule|rules|leaflet|teacher|policy|book|questionnaire|sheet|card|form|app|advert|website|notice) (?:[^ ]+ ){0,2}(?:says|said|say|is|asks|asked|goes) "
)
_SETTLED = re.compile(
    r" (?:any more|used to|but not now|but not here|but no one bullies|sorted it|sorted|all fine|fine now|better now|ok now|happy now|settled|stopped when|stopped now|out of it|handed it in"
    r"|now we|mates now|made up|were brilliant|dealt with|since i moved|ages ago|years ago|once when|in the past|not since|a year clean|clean a year|doing well|does not drink|got help|over it now|it has stopped|it stopped|calmer now|helped me get away) "
)
_ONCE = re.compile(
    r" (?:used to|once|last year|ages ago|years ago|ago|in the past|was|were|had|old|before|when i was|ran|tried|cut|helped) "
)
_STILL = re.compile(
    r" (?:better off|still|again|keeps|every|tonight|today|tomorrow|going to|want to) "
)

_DOUBLE = (
    (
        re.compile(
            r" (?:never|not|will not|does not|do not|can not|could not|would not|no one) (?:ever )?stop(?:s|ped)?(?= )"
        ),
        " keeps",
    ),
    (
        re.compile(
            r" no one (?:here )?(?:stops|cares|notices|noticed|believes|believed|knows|knew|helps|helped|listens|sees|saw|does anything|did anything|do anything|is doing anything|bothers|checks|seems|asks|asked|will believe|would believe|picks up|understands|realises|has noticed|has done|did|does|comes|came|wants to know|else)(?= )"
        ),
        " unhelped",
    ),
    (
        re.compile(
            r" (?:staff|they|teachers|teacher|manager|school|police|social worker|keyworker|adults) (?:do|does|did|are|is|have|has|will) (?:not|nothing)(?: (?:do|doing|done))?(?: (?:anything|nothing|care|listen|believe|stop|help|know|see|notice|looking|look|even))(?= )"
        ),
        " unhelped",
    ),
    (re.compile(r" (?:unhelped|staff|teachers) (?:nothing|anything)(?= )"), " unhelped"),
    (
        re.compile(r" no one (?:is )?(?:around|looking|watching|there|home|about|in)(?= )"),
        " alone",
    ),
    (
        re.compile(
            r" not (?:looking|around|watching|there|here|in) (?=he|she|they|and|i|the|one)"
        ),
        " alone ",
    ),
    (
        re.compile(
            r" (?:not a day goes by|not one day|never a day|no day)(?: (?:without|that|where))?(?= )"
        ),
        " every day",
    ),
    (re.compile(r" not (?:going to )?lie(?= )"), " honestly"),
    (re.compile(r" (?:do not|did not) (?:tell|say)(?= )"), " keep secret"),
    (re.compile(r" not (?:just|only)(?= )"), " also"),
    (re.compile(r" (?:do|does|did) not know (?=if|what|how|why|who|where|whether)"), " unsure "),
    (re.compile(r" not sure (?=if|what|how|why|who|whether)"), " unsure "),
    (
        re.compile(r" (?:can|could) not help (?=but|hurting|it|cutting|hitting|thinking)"),
        " keeps ",
    ),
    (re.compile(r" why (?:do|does|did|is|are) no one"), " why unhelped"),
    (re.compile(r" for no reason(?= )"), " for nothing"),
    (re.compile(r" (?:is|was) not (?=it )"), " is "),
)
_NEGATORS = frozenset(
    [
        "not",
        "never",
        "no",
        "none",
        "without",
        "nobody",
        "neither",
        "nor",
        "nothing",
        "stopped",
        "hardly",
        "barely",
        "rarely",
    ]
)
_NEW_SUBJECT = frozenset(
    [
        "i",
        "he",
        "she",
        "they",
        "you",
        "we",
        "it",
        "who",
        "because",
        "but",
        "and",
        "when",
        "if",
        "that",
        "so",
        "until",
        "till",
        "cos",
        "while",
        "then",
        "where",
        "as",
        "dad",
        "mum",
        "man",
        "boy",
        "staff",
        "them",
        "him",
        "after",
        "since",
        "alone",
        "unhelped",
    ]
)
_NO_ONE = re.compile(
    r" (?:no one|none of (?:the |them |us |my )?[a-z]*|not one|no [a-z]+|nobody|neither)(?: [a-z]+){0,2} $"
)


def plain_meaning(sentence: str) -> str:
    """The sentence with its idioms blotted out and its double negations said plainly."""
    for double, meant in _DOUBLE:
        sentence = double.sub(meant, sentence)
    for idiom in idioms():
        sentence = idiom.sub(" ~", sentence)
    return sentence


def denied(sentence: str, start: int) -> bool:
    """Whether a negation before ``start`` reaches the words there: "never hits me"."""
    before = sentence[max(0, start - 60) : start + 1]
    if _NO_ONE.search(before):
        return True
    for word in reversed(before.split()[-6:]):
        if word in _NEGATORS:
            return True
        if word in _NEW_SUBJECT:
            return False
    return False


def told_of_others(sentence: str, span: str, category: str) -> str:
    """Why these words are about a game, a story, a lesson or an "if"; empty when they are not."""
    if category != "exploitation" and _GAME.search(sentence) and not _REAL.search(sentence):
        return "a game"
    if category in _AT_PLAY and _SPORT.search(sentence) and not _HURT_AT_PLAY.search(sentence):
        return "a sport"
    about_me = _ME_SPAN.search(span) is not None
    if _STORY.search(sentence) and not about_me:
        return "a story"
    if _LESSON.search(sentence) and not about_me:
        return "a lesson or a topic"
    if _QUOTED.search(sentence):
        return "a quotation"
    if category in _VICTIM and _IMAGINED.search(sentence) and _WOULD_TELL.search(sentence):
        return "an if"
    return ""


_DENIED = re.compile(
    r" (?:no one|none of|not|never|no|zero|nothing) (?:[^ ]+ ){0,4}?(?:bully|bullies|bullied|bullying|hit|hits|hurt|hurts"
    r"|abused|abuse|touch|touches|touched|picks? on|picked on|self harm|self harmed|cut|suicidal|kill|horrible|mean to"
    r"|threatened|forced|run off|run away|gone missing|drugs|fight|fights|carry|restrain|restrained|beat|call names"
    r"|calls you|calls me|call me|calls anyone|call you|makes fun|make fun|trouble|threatens|threaten|grief|starts on|start on|bothers|winds|has a go|nasty|harass|harasses|laughs|laugh|bothering|hurting|bullying|dangerous|worried|scared|lock|locks|shout|shouts|swear) "
)


def denies(sentence: str) -> bool:
    """Whether the sentence says that some harm does not happen: "no one bullies me here"."""
    return _DENIED.search(f" {sentence.strip()} ") is not None and not _STILL_TOLD.search(sentence)


_STILL_TOLD = re.compile(
    r"(?: |^)(?:unhelped|keeps|but|because|safe|want|every|until|unless|if i|when|help|stop|say|secret|likes|loves|wants|talks|notices) "
)


def settled(text: str) -> bool:
    """Whether the whole text tells of something over and done with."""
    return bool(_SETTLED.search(text) and _ONCE.search(text) and not _STILL.search(text))


_REAL = re.compile(
    r" (?:real life|irl|tell me|tells me|meet|photo|photos|told me to|in my room|nude|nudes|message|messages|messaging|says|cry|my arm|my arms|pills) "
)
_AT_PLAY = frozenset(("abuse", "bullying", "staff_abuse", "risk_to_others", "medical"))
_VICTIM = frozenset(
    ("abuse", "bullying", "staff_abuse", "risk_to_others", "self_harm", "exploitation")
)
