"""Every word of an evidence pack that is nobody's answer and nobody's decision."""

from __future__ import annotations

KIND = "Evidence for regulations 44 and 45"
TITLE = "How children were asked, heard and answered"
ALL_HOMES = "All homes together"
MADE_WITH = "Made with Earshot."
FOOT = "{home}, {first} to {last}. Forms: edition {edition}. " + MADE_WITH

HOME = "Home"
KEPT_BY = "Organisation"
SPAN = "From and to"
MADE_ON = "Made on"
LAW = "Made for"
LAW_SAYS = (
    "The independent person's visits and the review of the quality of care: regulations 44 and "
    "45 of the Children's Homes (England) Regulations 2015."
)
ASKED_TIMES = "Joint rounds"
TALKED_TIMES = "House talks"
DECIDED_TIMES = "Decided"
NEVER_ONE_HOME = (
    "What is said of a round is of the whole round, every home together. It is never of one home "
    "and never of one child: with so few people, someone could guess who said what."
)

SHOWS = "What this pack shows"
SHOWS_CAPTION = "Regulation 7(2)(a), and where it is shown"
SHOWS_HEAD = ("Regulation", "What it asks of staff", "Where to look")
SHOWS_ROWS = (
    (
        "7(2)(a)(iii)",
        "Help each child understand how their views were taken into account, and give reasons.",
        "“What was decided, and why” and “When the answer was no”",
    ),
    (
        "7(2)(a)(iv)",
        "Consult children regularly, and seek their feedback on the quality of care.",
        "“When and how children were asked” and “What they said”",
    ),
    (
        "7(2)(a)(v)",
        "Help each child understand how privacy is respected, and when it may be limited.",
        "“What children were told about privacy”",
    ),
)

WHEN = "When and how children were asked"
WHEN_CAPTION = "Rounds that asked every home together"
WHEN_HEAD = ("Round", "Open", "How", "Who was asked, and how many answered")
IN_CHAT = "In chat, each by themselves"
BY_SLIP = "By slip, on a tablet"
TOO_FEW = "Too few answered to show anything."
NONE_ASKED = "No joint round closed in this time."

SAID = "What they said"
SAID_IN_SHORT = "In short"
THEMES = "Themes that people found in the words, and a second person approved"
THEMES_HEAD = ("Theme", "How many wrote about it")
ALSO = "Also said"
RESULT = "The whole result"
RESULT_IS = "Release {release}, {day}, approved by {by}."
NOTHING_SHOWN = "Too few answered. With so few, someone could guess who said what."

TALKS = "What was said in this home's house talks"
TALKS_ALL = "What was said in house talks"
TALKS_ARE = (
    "A house talk is spoken, in one home, with two to five children and an Expert by Experience. "
    "They write down only what everybody there agrees to. It isn't secret, and they are told so."
)
NO_TALKS = "No house talk was let go in this time."
TOLD = "What they were told: {words}"
NOT_TOLD = "They were promised an answer from {decider} by {day}. It isn't written down yet."

DECIDED = "What was decided, and why"
DECIDED_CAPTION = "Decisions, with the words that children were given"
DECIDED_HEAD = ("About", "Answer", "What happens", "Why", "Who, and by when")
NONE_DECIDED = "Nothing has been decided yet of what was asked in this time."
WHOLE = "{title}: all of it"
ABOUT = "{title}: {theme}"
BY_DAY = "{owner}, by {day}"
DONE = "{owner}, done on {day}"
LATE = "{owner}, by {day}. Not done yet: late."
NO_DAY = "{owner}"
TOLD_BACK = "What everybody who was asked was told"
TOLD_CAPTION = "Answers to everybody who was asked"
TOLD_HEAD = ("Round", "Told on", "In these words", "What they thought of it")
NOT_YET = "not yet"
NOT_RATED = "–"

REFUSED = "When the answer was no"
REFUSED_CAPTION = "What won't happen, or not now, and the reason given"
REFUSED_HEAD = ("About", "Answer", "The reason children were given")
NONE_REFUSED = "No decision in this time was a no, or a not now."

PRIVACY = "What children were told about privacy"
PRIVACY_WHEN = "Before the first question, on three short screens and in examples:"
PRIVACY_SAYS = (
    "who wrote the questions, who decides with the answers, and who reads the words;",
    "that they can skip any question, stop at any time, and that saying no isn't held against "
    "them;",
    "that answers wait in locked envelopes, are mixed together, and the names thrown away;",
    "what happens to an answer if too few are sent: each child chooses that beforehand;",
    "what can't be promised: if a child is being hurt, or someone is in danger now, a named "
    "person has to be told, and the child is told first;",
    "that a computer looks for signs of danger, that it misses things, and where to find help;",
    "by which day they hear back, even if the answer is no.",
)

OTHERS = "What others think"
OTHERS_WHY = (
    "A review also takes in what parents, placing authorities and staff think (regulation "
    "45(5)). Earshot doesn't ask them. Please write here what they said, and how they were asked."
)
OTHERS_CAPTION = "To be filled in by hand"
OTHERS_HEAD = ("Who", "How and when they were asked", "What they said", "What came of it")
OTHERS_ROWS = (
    "Parents and others who matter to a child",
    "Placing authorities",
    "Staff",
)
BLANK = " "
"""A cell to write in: a space that no program takes for an empty one."""

IN_PERSON = "To hear children themselves"
IN_PERSON_SAYS = (
    "This pack can't stand in for a conversation. On a visit, the independent person may talk "
    "with a child in private, if the child agrees (regulation 44).",
    "Please don't ask a child what they answered, or who said what.",
)
LEFT_OUT = "What is not in here, and why"
LEFT_OUT_SAYS = (
    "Nothing about one child, and no answers by home: a home has about four children.",
    "No exact numbers, except of rounds and talks. They could point at someone.",
    "No worries that children sent to a person. They are answered, and stay with that person.",
    "Results older than the organisation keeps them.",
)
