"""Every word of a paper that is not its result's own. Plain English, for age ten and up."""

from __future__ import annotations

from surveys.reports.model import Verdict

KIND = "What people said"
BRIEF_KIND = "For the board"
DRAFT = "Not approved yet. A second person has to say yes before anyone else sees this."
FOOT = "Release {release}, {day}. Approved by {name}. Form: {form}. Made with Earshot."
FOOT_HELD = "Closed {day}. Nothing may be shown. Form: {form}. Made with Earshot."
FOOT_DRAFT = "Release {release}, {day}. Not approved yet. Form: {form}. Made with Earshot."

COULD_CHANGE = "What could change"
DECIDES = "Who decides"
ANSWER_BY = "They answer everybody by"
ANSWERED_ON = "They answered on"
ANSWER_AGAIN_BY = "They answer again by"
ANSWER_LATE = "{day}. That day has gone by, and no answer has come."
OPEN = "When it was open"
OPEN_DAYS = "{opened} to {closed}"
ROUND = "Round"
RELEASE = "Release"
RELEASED = "Released"
NOT_RELEASED = "none: nothing may be shown"
APPROVED_BY = "Approved by"
NOBODY_YET = "nobody yet"
FORM = "Form"
EDITION = "{form} (edition {edition})"

IN_SHORT = "What people said, in three sentences"
IN_SHORT_FEWER = "What people said, in short"
DONT_SAY = "Please don't say"
DONT_SAY_WHY = "The sentences on page one may be passed on as they are. These may not:"

HEARD_BACK = "What happens next"
NEXT = "Written on {day} to everybody who was asked, by {decides}."
CHANGED = "What changed"
WHY_NOT = "What can't change, and why"
RATED = "What those asked thought of this answer"
DECIDED = "Decided: {theme}"
ALL_OF_IT = "All of it"
DECIDED_OF_ALL = "Decided about all of it"
VERDICT = "Answer"
PROMISE = "What happens"
REASON = "Why"
OWNER = "Who sees to it"
OWNER_AND_DUE = "Who sees to it, and by when"
OWNED = "{owner}. {due}"
DUE = "By when"
LATE = "{day}. That day has gone by, and it isn't done."
DONE = "Done on {day}."
SAID_BEFORE = "Said before"
DECIDED_ON = "Decided on"
VERDICTS = {
    Verdict.YES: "Yes",
    Verdict.PARTLY: "Partly",
    Verdict.NOT_NOW: "Not now",
    Verdict.NO: "No",
}

REWORDED_WHY = "{reworded} {why}"
LEGEND = "The solid part is sure. The real number is somewhere in the stripes."
ANSWER = "Answer"
THEME = "Theme"
HOW_MANY = "How many"
HOW_TO_READ = "How to read this"
HOW_DONE = "How it was done"
ABOUT = "About this paper"

NOTHING_HEADING = "Nothing may be shown, and why"
NOTHING_WHY = (
    "Fewer than five people sent an answer, or nearly all came from one home.",
    "With so few, someone could guess who said what. Even “nobody said so” would tell something.",
    "So this paper is the same whatever they said. It isn't a sign that nobody cares.",
)
NOTHING_HAPPENS_HEADING = "What happens with the answers"
NOTHING_HAPPENS = (
    "Nobody's words go into a result, here or in any file.",
    "Each person chose beforehand what becomes of theirs if too few answer.",
    "Please ask nobody whether they answered.",
)
NOTHING_NOW_HEADING = "What you can do now"
NOTHING_NOW = (
    "Ask every home together, and people who have moved on. More people make it safe to show.",
    "Hold a house talk. It is spoken, and agreed together. It isn't secret, and it says so.",
    "Let them write to one person they choose.",
    "Ask again, where each chooses beforehand who may read theirs if too few answer.",
)

BRIEF_HEADING = "The board records its response by {day}"
BRIEF_DECIDED = "What was decided"
BRIEF_HEADING_UNDATED = "The board records its response"
BRIEF_FIELDS = ("What we'll do, and why", "Who sees to it", "By when")
BRIEF_BLANK = "\u00a0"
"""To be written in by hand: every format gives it room."""
BRIEF_LINE = "{verdict}. {promise} {owner}."
BRIEF_LINE_DUE = "{verdict}. {promise} {owner}. {due}."
BRIEF_LATE = "{day}, and late"
BRIEF_MORE = "Also decided: {count} more. See the whole result."
BRIEF_TOLD = "Everybody who was asked hears what is written here."
