"""What the sentences to paste, and the list of what not to say, are worded with."""

from __future__ import annotations

SENTENCE = "Asked “{heading}”, {found} ({limit})."
GROUND = "On “{label}”: {says}"
SIZE = "{answered} {asked} This is what they said, and others may think differently."
FOUND = {
    "first": "{says} put “{label}” first",
    "dots": "{says} gave “{label}” at least one dot",
    "pairs": "{says} chose “{label}” more often than not",
    "several": "{says} picked “{label}”",
    "one": "{says} answered “{label}”",
}
"""What somebody did who is counted in a row, by how it was asked."""
AND = ", and "
PEOPLE = " people"
THEMES = "people wrote about {themes} in their own words"
THEME = "“{name}” ({says})"
LAST = "{most} and {last}"
THE = "the"
OF = "of {size} who answered"
OF_GROUP = "of {size} of this group who answered"
OF_ASKED = "of those who were asked this"
OF_UNKNOWN = "of those who answered"
NO_CLOSER = "{of}; no closer number can be shown safely"
ROUNDED = "{of}; numbers are rounded to the nearest 5"

NOT_ALL = "“Everyone thinks so.” This is what the people who answered said, and nobody else."
NO_HOME = "“In this home…” The result is of everybody together. It says nothing about one home."
NO_WHO = "“I know who said that.” Nobody can know. Guessing, or asking, could hurt somebody."
NO_PERCENT = "“60 per cent”, or an average. With fewer than 20 answers there are no such numbers."
NO_EXACT = "“Exactly {number}”, or a percentage. Numbers are rounded to the nearest 5."
NO_EXACT_PLAIN = "An exact number, or a percentage. Numbers are rounded to the nearest 5."
MAYBE_EVERYONE = "“All of them.” “Maybe everyone” only means that it can't be ruled out."
MAYBE_NOBODY = "“None of them.” “Maybe nobody” only means that it can't be ruled out."
SOME_MAY = "“Nobody said so” about being safe. Treat it as if at least one did."
NO_ADDING = "“Together that makes…” People could pick more than one. The numbers don't add up."
NO_ORDER = "“This came first.” Where ideas can't be told apart, none is ahead."
NOT_ASKED_ALL = "“Everyone was asked that.” Not every question went to everyone."
NO_SILENCE = "“Nobody answered that one.” Not enough to show isn't an answer, either way."
SPREAD_OUT = "“They can't make up their minds.” Spread out means that people differ."
NO_SMALL_THEME = "“Only a few wrote that.” A theme that few wrote about can matter a lot to them."
NO_WHOLE_LIST = "“That is all they wrote.” What fewer than three wrote about is never shown."
NO_QUOTE_FOR_ALL = "“This quote is what they all think.” It is one person's words."
TOO_FEW_SINCE = "“It has got better”, or worse. Too few answered to compare with the time before."
NO_SIZE_OF_CHANGE = "“It went up by…” It is only known whether it is up, down or about the same."
NO_GROUPS = "“The older ones think otherwise.” Groups were not compared. One had too few answers."

NOTHING = (
    "“Nobody answered”, or how many did. Too few for a result isn't nobody.",
    "“Then all is well.” Nothing shown says nothing, either way.",
    "“I know who it was.” Nobody can know. Guessing, or asking, could hurt somebody.",
)
