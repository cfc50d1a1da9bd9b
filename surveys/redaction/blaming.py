"""Who does what to whom in a text, word by word, and whether staff are blamed for it.

No grammar of English: a doer is the last one who stands where doers stand, and what is denied
ends with its clause. What it gets wrong, docs/redaction.md says.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from surveys.redaction.grievances import (
    BAD_BEING,
    BAD_DOING,
    FEELING,
    GOOD,
    MILD,
    NOT_FAIR,
    PLEA,
    STRONG,
)


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


STAFF, OTHER, SELF, _THING = "S", "O", "I", "T"
_I = _set("i we im ive id ill weve wed")
_THEY = _set("he she hes shes hed shed they theyre theyve theyd dey")
_IT = _set("it its thats itll")
_NOT = _set(
    "not never no dont doesnt didnt isnt wasnt arent werent wont wouldnt couldnt hasnt havent"
    " hadnt aint nor without hardly barely rarely dnt dosnt doesn dosent neva"
)
_IS_NOT = _set("isnt wasnt arent werent aint not no without nor hardly barely")
_MATTERS = _set("I my our anyone anything anybody everyone why what us nothing")
_FAR = 8
"""How far from a denial what matters to the writer may stand. Unit: words."""
_CANNOT = _set("cant cannot shouldnt")
_STOPS = _set("stop stops stopped stopping help helps helped protect protects protected")
_JOINS = _set(
    "and but because cos coz cuz cause bc when whenever if while then until till after before or"
    " though although except that which since unless n nd why how wish only"
    " honestly think thinks thought say says said saying knows know feel reckon reckons so like"
)
_SAYS = _set("says said thinks thought reckons say think told tells")
TURNS = _set("but because cos coz cuz cause bc then although though except unless")
_ASKS = _set("does did is was can could will would do are")
_PREPS = _set("to with by from of about for at on than around near off without behind against")
_DETS = _set("the this that those these my our his her their a an some any")
SKIPPED = _set("just always only even also really literally actually still never then all")
_PREDICATES = _set(
    "is was are were has have had does did can could will would should wont keeps kept gets got"
    " always never just only even doesnt dont didnt isnt wasnt hasnt wouldnt cant said says makes"
    " made took takes told tells lets let thinks decides goes went gave gives"
)
_OTHERS = _set(
    "mum dad mom mam mother father stepdad stepmum brother brothers sister sisters nan grandad"
    " uncle aunt auntie cousin parents family boyfriend girlfriend ex boy boys girl girls kid kids"
    " lad lads child children others everyone everybody anyone someone somebody people nobody"
    " person resident residents roommate mate mates friend friends teacher teachers police peers"
    " bullies housemate housemates neighbour neighbours baby class"
)
_THINGS = _set(
    "food wifi bedtime school rules rule tv xbox room house home shower bed van bus pool film"
    " pasta weekend weekends phones internet dinner dinners tea meals lunch breakfast garden"
    " curtains chores contact meeting meetings review reviews trip trips activities college work"
    " things stuff everything nothing life maths homework clothes washing money music cooking"
    " car dog cat food cake jokes taste shift bedrooms bathroom kitchen telly games timetable"
)
_WAYS = _set(
    "attitude behaviour behavior tone mood moods manner manners voice rules shouting moaning"
    " comments temper excuses lies favourites punishments consequences decisions sanctions"
    " attitudes way ways bullying swearing"
)
_BE = _set(
    "is was are be been being s hes shes theyre so well really very too bare proper always just"
    " pretty quite dead kinda actually literally such bit mega and or acts gets getting get was"
    " abit sooo being become became sounds seems"
)
_PERSONS = _set("person man woman worker guy lady bloke human keyworker staff people")


@dataclass(frozen=True, slots=True)
class Word:
    """One word, or the whole name of somebody as one letter."""

    said: str
    opens: bool = False
    stops: bool = False
    owns: bool = False
    role: bool = False


class Scan:
    """One reading of a text: who is meant to do what, word by word."""

    def __init__(self, words: Sequence[Word]) -> None:
        self.words = words
        self.text = " ".join(each.said for each in words)
        self.place = 0
        self.who = self.last = ""
        self.grouped = False
        self.starts = True
        self.no = self.unable = self.ahead = self.strong = self.reported = False

    def complains(self) -> bool:
        """Whether anything in it complains about staff."""
        skip_to = 0
        for at, word in enumerate(self.words):
            if word.opens:
                self._break(stops=word.stops)
            if PLEA.match(self.text, self.place) and not (self.no or self.unable or self.reported):
                return True
            if at >= skip_to and not self.reported and self._is_said(at):
                return True
            under = self.who == STAFF and (self.no or self.unable)
            hit = BAD_DOING.match(self.text, self.place) if under else None
            if hit is not None:
                skip_to = at + hit[0].count(" ") + 1
            self._read(at)
            self.place += len(word.said) + 1
        return False

    def _is_said(self, at: int) -> bool:
        """Whether a complaint begins at this word."""
        text, place = self.text, self.place
        if self.who != STAFF:
            feels = self.who != OTHER and not (self.no or self.unable)
            if feels and FEELING.match(text, place):
                return True
            return self.strong and NOT_FAIR.match(text, place) is not None
        if self.no or self.unable:
            if BAD_DOING.match(text, place):
                return False
            if self.unable:
                return self.words[at].said in ("listen", "keep", "bothered", "arsed")
            return GOOD.match(text, place) is not None or self._is_denied(at)
        if STRONG.match(text, place):
            self.strong = True
        if self.strong and NOT_FAIR.match(text, place):
            return True
        return BAD_DOING.match(text, place) is not None or self._is_bad(at)

    def _is_denied(self, at: int) -> bool:
        """Whether staff are said not to do something that matters to the writer, just now."""
        said = self.words[at - 1].said if at else ""
        if said not in _NOT - _IS_NOT or MILD.match(self.text, self.place):
            return False
        rest = []
        for each in self.words[at : at + _FAR]:
            if each.opens or each.said in TURNS:
                break
            rest.append(each.said)
        return not _MATTERS.isdisjoint(rest[1:])

    def _is_bad(self, at: int) -> bool:
        """Whether somebody is said to be bad: not what they have or gave."""
        hit = BAD_BEING.match(self.text, self.place)
        before = self.words[at - 1] if at else None
        if hit is None or before is None:
            return False
        upto = at + hit[0].count(" ") + 1
        after = [each.said for each in self.words[upto : upto + 4]]
        if after[:1] == ["but"] and hit[0].split()[-1] in ("strict", "loud", "tough"):
            return False
        if before.said in ("a", "an", "such"):
            return not after or after[0] in _PERSONS or self.words[upto].opens
        return before.said in _BE or before.said == STAFF

    def _break(self, *, stops: bool) -> None:
        self.starts, self.no, self.unable = True, self.ahead, False
        if stops:
            self.reported = False
            self.who, self.strong, self.ahead, self.no = "", False, False, False

    def _read(self, at: int) -> None:
        """Take one word in: who it makes the doer, and whether what follows is denied."""
        word = self.words[at]
        said, starts = word.said, self.starts
        self.starts = False
        if said == STAFF:
            self._staff(at, starts)
        elif said in _THEY:
            plural = said[:3] == "the" or said == "dey"
            self._doer(self.last if self.grouped or not plural else "")
        elif said in _I or (said == SELF and starts) or said == "were_we":
            self._doer(SELF)
        elif said in _IT or (starts and (said in _THINGS or self._thing(at))):
            self._doer(_THING)
        elif said == OTHER or said in _OTHERS:
            self._other(at, starts)
        elif said == "who":
            before = self.words[at - 1].said if at else ""
            self._doer(STAFF if before == STAFF else OTHER if before in _OTHERS | {OTHER} else "")
        else:
            self._deny(at, starts)

    def _kind(self, said: str) -> str:
        return STAFF if said == STAFF else OTHER if said in _OTHERS | {OTHER} else ""

    def _doer(self, who: str) -> None:
        self.who = who
        self.no, self.unable, self.ahead = self.ahead, False, False

    def _staff(self, at: int, starts: bool) -> None:
        word = self.words[at]
        self.grouped = word.role
        after = self._next(at)
        if word.owns and after and after not in _WAYS | _BE | _PREDICATES and not self._bad(at):
            self._doer(_THING)
            return
        before = self.words[at - 1].said if at else ""
        if starts or (before not in _PREPS and self._predicate(at)):
            self._doer(STAFF)
            self.last = STAFF
        elif self.who != OTHER:
            self.last = STAFF

    def _other(self, at: int, starts: bool) -> None:
        before = self.words[at - 1].said if at else ""
        if starts or (before not in _PREPS and self._predicate(at)):
            self._doer(OTHER)
            self.last = OTHER

    def _bad(self, at: int) -> bool:
        ahead = self.place + len(self.words[at].said) + 1
        return any(each.match(self.text, ahead) for each in (BAD_DOING, BAD_BEING))

    def _next(self, at: int) -> str:
        if at + 1 >= len(self.words) or self.words[at + 1].opens:
            return ""
        return self.words[at + 1].said

    def _predicate(self, at: int) -> bool:
        after = self._next(at)
        ahead = self.place + len(self.words[at].said) + 1
        doing = BAD_DOING.match(self.text, ahead) or GOOD.match(self.text, ahead)
        return after in _PREDICATES or (bool(after) and doing is not None)

    def _thing(self, at: int) -> bool:
        """Whether "the" or "that" begins to speak of a thing."""
        said = self.words[at].said
        return said in _DETS and self._next(at) not in _OTHERS | {OTHER, STAFF, ""}

    def _deny(self, at: int, starts: bool) -> None:
        said = self.words[at].said
        if self.who == OTHER and said in _SAYS:
            self.reported = True
        if said in TURNS:
            self.reported = False
            self.no = self.unable = self.ahead = False
        if said == "and" and self._next(at)[-1:] == "s":
            self.no = False
        if said in _NOT:
            self.no = True
        elif said in _CANNOT:
            self.unable = True
        elif said in _STOPS:
            self.no = not self.no if self.who == STAFF else self.no
        elif said in ("think", "believe", "say") and self.no:
            self.ahead = True
        if said in _JOINS or (starts and said in SKIPPED | _DETS | _ASKS):
            self.starts = True
