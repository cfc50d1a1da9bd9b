"""What somebody is told when their words look like danger, before anybody else is told of them.

Thanks and belief come first, then who must be told and for what reason, or the choice, then what
becomes of the words. The numbers are a card of their own.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from bot.outgoing import Button, Rows, Say
from bot.texts import say
from bot.wording.keyboards import help_button
from bot.wording.plain import defuse, shortened
from bot.wording.presses import press
from surveys.people.roles import Role
from surveys.safeguarding.concern import Concern, Telling
from surveys.safeguarding.plan import NoReply, Plan
from surveys.safeguarding.screening import TOLD_FIRST, Category

LONGEST_NICK = 16
"""Longest name on a button. Unit: characters."""

BY_OTHERS = frozenset(("abuse", "exploitation", "bullying", "staff_abuse", "risk_to_others"))
"""Categories in which whoever did it may guess who told."""


OF_A_TICKET = {
    "noticed.sees": "noticed.sees_ticket",
    "choosing.choose": "choosing.choose_ticket",
    "choosing.then_told": "choosing.then_told_ticket",
    "choosing.lead_name": "choosing.lead_name_ticket",
    "chosen.name": "chosen.name_ticket",
}
"""What is said instead to somebody with a ticket, who has no name."""


class Kept(StrEnum):
    """What became of the words themselves."""

    IN_ENVELOPE = "in_envelope"
    TORN_OUT = "torn_out"
    """In the envelope, and torn out before a reader sees them."""
    ELSEWHERE = "elsewhere"
    """In something they sent to one person."""
    NOWHERE = "nowhere"


@dataclass(frozen=True, slots=True)
class First:
    """The first person who is told. ``outside`` when they are sure to be of another home."""

    nick: str
    role: Role
    outside: bool = False

    def named(self, language: str) -> str:
        """With their job: "Sam, safeguarding lead"."""
        job = say(f"my_role.{self.role}", language)
        if not self.nick:
            return say("noticed.person_unnamed", language, job=job)
        return say("noticed.person", language, nick=defuse(self.nick), job=job)

    def plainly(self, language: str) -> str:
        """As a sentence has it: "Sam", or "the safeguarding lead"."""
        if self.nick:
            return defuse(self.nick)
        return say("noticed.person_unnamed", language, job=say(f"my_role.{self.role}", language))

    def called(self, language: str) -> str:
        """As short as a button needs it."""
        return shortened(self.nick or say(f"my_role.{self.role}", language), LONGEST_NICK)


@dataclass(frozen=True, slots=True)
class Moment:
    """What the words are made from. ``first`` is None where nobody can be reached."""

    concern: Concern
    first: First | None
    kept: Kept = Kept.NOWHERE
    ticket: bool = False
    language: str = "en"

    def words(self, key: str, **blanks: object) -> str:
        """One of the texts, with the person's name filled in. ``Who`` begins a sentence."""
        nobody = say("noticed.somebody", self.language)
        first = nobody if self.first is None else self.first.named(self.language)
        nick = nobody if self.first is None else self.first.called(self.language)
        who = nobody if self.first is None else self.first.plainly(self.language)
        filled = {"first": first, "nick": nick, "who": who, "Who": who[:1].upper() + who[1:]}
        return say(key, self.language, **filled, **blanks)

    def whose(self, key: str) -> str:
        """The text for somebody with a ticket, or for somebody known."""
        return OF_A_TICKET[key] if self.ticket else key

    def button(self, key: str, choice: str = "") -> Button:
        """One of the ways on from this concern."""
        label = self.words(f"choosing.{key}")
        return Button(label=label, press=press("cn", self.concern.handle, choice or key))


def told_card(moment: Moment) -> Say:
    """That a person must be told, who, and for what reason: said before they are told."""
    concern = moment.concern
    if moment.first is None:
        why: tuple[str, ...] = (moment.words("noticed.nobody"),)
    else:
        why = (moment.words("noticed.must"), *_whom(moment))
    now = (moment.words("noticed.now"),) if concern.is_urgent else ()
    thanks, sounds = _believed(moment)
    parts = (thanks, now, sounds, why, _kept(moment), (moment.words("noticed.carry_on"),))
    return Say(text=_paragraphs(parts), rows=_told_rows(moment))


def offer_card(moment: Moment, plan: Plan) -> Say:
    """Who hears about it is their choice; what each means; what happens without one."""
    choose = [moment.words(moment.whose("choosing.choose"))]
    choices = choices_for(moment.concern, ticket=moment.ticket)
    if "unnamed" in choices:
        choose.append(moment.words("choosing.may_guess"))
    choose.append(_without_choice(moment, plan))
    kept = _kept(moment)
    parts = (*_believed(moment), tuple(choose), kept, (moment.words("noticed.carry_on"),))
    return Say(text=_paragraphs(parts), rows=_offer_rows(moment))


def sure_card(moment: Moment, choice: str) -> Say:
    """What will happen, read back before it does."""
    lead = moment.words(moment.whose(f"choosing.lead_{choice}"))
    text = f"{lead}\n\n{moment.words('choosing.not_yet')}"
    yes = moment.button("yes", f"{choice}_yes")
    return Say(text=text, rows=((yes,), (moment.button("back"),), _help(moment)))


def shown_card(moment: Moment, *, stranger: bool = False) -> Say:
    """Thanks, that nobody is told, and where to turn: a card of numbers comes with it."""
    if stranger:
        told: tuple[str, ...] = (moment.words("noticed.stranger"),)
    else:
        nowhere = moment.kept is Kept.NOWHERE
        kept = "noticed.not_kept" if nowhere else "noticed.saved"
        told = (moment.words("noticed.not_told"), moment.words(kept))
    now = (moment.words("noticed.now"),) if moment.concern.is_urgent else ()
    first, *_ = _believed(moment)
    return Say(text=_paragraphs((first, now, told, (moment.words("noticed.for_you"),))))


def again_card(moment: Moment, *, more: bool = False) -> Say:
    """The same words again, or more words than concerns of their own are made of."""
    if moment.concern.telling is Telling.OFFERED:
        key = "noticed.more_offered"
    elif moment.first is None:
        key = "noticed.again_nobody"
    else:
        key = "noticed.more" if more else "noticed.again"
    first, *_ = _believed(moment)
    now = (moment.words("noticed.now"),) if moment.concern.is_urgent else ()
    parts = (first, now, (moment.words(key),), (moment.words("noticed.carry_on"),))
    return Say(text=_paragraphs(parts), rows=(_help(moment),))


def cry_card(language: str) -> Say:
    """A bare word for help: who can be rung, and that nobody was told by us."""
    return Say(text=say("noticed.cry", language))


def could_not_check_card(language: str) -> Say:
    """The check could not run, so the numbers come with every text."""
    return Say(text=say("noticed.could_not_check", language))


def chosen_card(moment: Moment, choice: str) -> Say:
    """What was done of what they chose."""
    key = moment.whose("chosen.name") if choice == "name" else f"chosen.{choice}"
    return Say(text=moment.words(key), rows=(_help(moment),))


def choices_for(concern: Concern, *, ticket: bool) -> tuple[str, ...]:
    """What may be chosen. "Not who" and "just numbers" never where a person must be told (G8).

    A ticket has no name, so "it's me" and "not who" are one.
    """
    category = concern.category
    if category is not None and category in TOLD_FIRST and category != "self_harm":
        return ("name", "not_meant")
    not_who = () if ticket else ("unnamed",)
    return ("name", *not_who, "numbers", "not_meant", "known")


def _believed(moment: Moment) -> tuple[tuple[str, ...], tuple[str, ...]]:
    category: Category = moment.concern.category or "abuse"
    low = category == "self_harm" and moment.concern.severity == 1
    return (
        (moment.words(f"believed.{category}"),),
        (moment.words("sounds.low" if low else f"sounds.{category}"),),
    )


def _whom(moment: Moment) -> tuple[str, ...]:
    assert moment.first is not None, "there is somebody to tell"
    outside = ("noticed.outside_home",) if moment.first.outside else ()
    guess = ("noticed.guess",) if moment.concern.category in BY_OTHERS else ()
    keys = ("noticed.whom", moment.whose("noticed.sees"), *outside, *guess)
    return tuple(moment.words(key) for key in (*keys, "noticed.seen_or_not", "noticed.how_fast"))


def _kept(moment: Moment) -> tuple[str, ...]:
    offered = moment.concern.telling is Telling.OFFERED
    leave = "noticed.leave_offered" if offered else "noticed.leave"
    match moment.kept:
        case Kept.IN_ENVELOPE:
            keys: tuple[str, ...] = ("noticed.saved", leave)
        case Kept.TORN_OUT:
            keys = ("noticed.torn_out", leave)
        case Kept.ELSEWHERE:
            keys = ()
        case Kept.NOWHERE:
            keys = ("noticed.not_saved_offered" if offered else "noticed.not_saved",)
    return tuple(moment.words(key) for key in keys)


def _without_choice(moment: Moment, plan: Plan) -> str:
    tells = plan.sev2_no_reply is NoReply.TELL and moment.concern.severity == 2
    key = moment.whose("choosing.then_told") if tells else "choosing.then_not"
    return moment.words(key, minutes=plan.offer_minutes)


def _told_rows(moment: Moment) -> Rows:
    return ((moment.button("not_meant"),), *_leave(moment), _help(moment))


def _offer_rows(moment: Moment) -> Rows:
    ways = choices_for(moment.concern, ticket=moment.ticket)
    rows = [(moment.button(_label(moment, way), way),) for way in ways]
    return (*rows, *_leave(moment), _help(moment))


def _label(moment: Moment, choice: str) -> str:
    return "name_ticket" if choice == "name" and moment.ticket else choice


def _leave(moment: Moment) -> Rows:
    in_it = moment.kept in {Kept.IN_ENVELOPE, Kept.TORN_OUT}
    return ((moment.button("out"),),) if in_it else ()


def _help(moment: Moment) -> tuple[Button, ...]:
    return (help_button(moment.language),)


def _paragraphs(parts: tuple[tuple[str, ...], ...]) -> str:
    return "\n\n".join("\n".join(lines) for lines in parts if lines)
