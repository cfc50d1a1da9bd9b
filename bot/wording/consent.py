"""The three screens before question one, made from the round, the policy and the chat.

Every sentence is true of the program as it is. What a later version will do is not promised
here before it does it; ``tests/bot/wording/test_consent.py`` ties sentences to code.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from bot.texts import say
from bot.wording.days import day, in_minutes, moment
from bot.wording.groups import groups_words
from bot.wording.plain import defuse, in_words
from surveys.definitions.paths import may_be_not_asked
from surveys.definitions.survey import Survey
from surveys.definitions.timing import minutes
from surveys.flow.sitting import Stage
from surveys.people.person import Chat
from surveys.rounds.round import Round, Way
from surveys.safeguarding.plan import NoReply, Plan
from surveys.safeguarding.policy import Policy

TWO = 2
"""Fewest things a list of words is made of."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What the screens are made from."""

    round: Round
    policy: Policy
    chat: Chat
    language: str = "en"

    def blanks(self) -> dict[str, object]:
        """What stands in the blanks of the screens."""
        round_, policy, survey = self.round, self.policy, self.round.survey
        return {
            "makers": _listed(round_.makers, policy.organisation, self.language),
            "organisation": policy.organisation,
            "title": in_words(survey.title, self.language),
            "why": in_words(survey.why, self.language),
            "could_change": in_words(survey.could_change, self.language),
            "decider": defuse(round_.decider),
            "space": defuse(round_.space),
            "voice": defuse(round_.voice),
            "count": len(survey.asked),
            "minutes": in_minutes(minutes(survey.questions), self.language),
            "closes": moment(round_.closes_at, ZoneInfo(policy.zone), self.language),
            "opens": day(round_.results_on, self.language),
            "answer_by": day(round_.answer_by, self.language),
            "because": defuse(round_.ahead_because),
            "keeper": str(policy.keeper_of_the_computer),
            "lead": str(policy.safeguarding_lead),
            "named_to": defuse(round_.keeper),
            "choices": chosen_in(policy.plan, self.language),
            "offer_minutes": policy.plan.offer_minutes,
            "groups": _groups(round_, 0, self.language),
            "other_groups": _groups(round_, 1, self.language),
        }


Paragraphs = tuple[tuple[str, ...], ...]


def promises(stage: Stage, facts: Facts) -> Paragraphs:
    """The sentences of one screen, by key, in paragraphs.

    Raises:
        KeyError: The stage is not one of the three screens.
    """
    in_telegram = ("telegram",) if facts.chat is Chat.TELEGRAM else ()
    ticket = facts.round.way is Way.TICKET
    names = facts.round.takes_names
    screens: dict[Stage, Paragraphs] = {
        Stage.WHO_SEES: (
            ("hello", "makers", "about", "why"),
            *((("ahead",),) if facts.round.ahead_because else ()),
            (_how_many(facts.round.survey), "decides", "could_change", *_said(facts.round)),
            ("locked", "change_until", "opened", "may_move", "mixed"),
            *((_compares(facts.round),) if facts.round.breakdowns else ()),
            ("reader", "reader_home"),
            ("unsent", "too_few_ticket" if ticket else "too_few"),
            *((("named", "named_goes", "named_stays", "named_rest"),) if names else ()),
        ),
        Stage.LIMITS: (
            *dangers(facts.policy.plan, ticket=ticket),
            ("keeper", "could_open"),
            ("phone", "tidy", *in_telegram),
            ("guess", "hides"),
            ("ticket", "ticket_place") if ticket else ("invited", "known"),
        ),
        Stage.IN_CHARGE: (
            ("skip", "saying_no", "not_told"),
            ("rip_up", "take_back", "unprint"),
            ("answer_by",),
        ),
    }
    return screens[stage]


def dangers(plan: Plan, *, ticket: bool = False) -> Paragraphs:
    """What is said of danger before question one: the check, who is told, what is theirs."""
    return (
        ("check", "misses", "danger"),
        (_must_tell(ticket), "tell_danger", "tell_self", "tell_staff", "told_first"),
        _choices(plan),
        _read_by_others(plan),
    )


def screen(stage: Stage, facts: Facts) -> str:
    """One of the three screens, in full."""
    filled = facts.blanks()
    return "\n\n".join(
        "\n".join(say(f"consent.{key}", facts.language, **filled) for key in paragraph)
        for paragraph in promises(stage, facts)
    )


def examples(policy: Policy, language: str) -> str:
    """Four examples of what happens when somebody writes something, and that the check misses."""
    low = "low" if "self_harm" in policy.plan.choice_categories else "low_shown"
    keys = ("title", "wifi", low, "hitting", "worker", "misses")
    lead = str(policy.safeguarding_lead)
    return "\n\n".join(say(f"examples.{key}", language, lead=lead) for key in keys)


def chosen_in(plan: Plan, language: str) -> str:
    """The worries in which they choose: "feeling low, bullying without hitting or your health"."""
    names = [say(f"worry_kind.{category}", language) for category in plan.choice_categories]
    if len(names) < TWO:
        return "".join(names)
    last = say("worry_kind.either", language, last=names[-1])
    return f"{', '.join(names[:-1])} {last}"


def _said(round_: Round) -> tuple[str, ...]:
    """How it is safe and how it can be said, as its author promised it."""
    return (*(("space",) if round_.space else ()), *(("voice",) if round_.voice else ()))


def _compares(round_: Round) -> tuple[str, ...]:
    return ("compare",) if len(round_.breakdowns) == 1 else ("compare", "compare_too")


def _groups(round_: Round, place: int, language: str) -> str:
    """What a round compares, as the first screen says it: "age groups"."""
    if place >= len(round_.breakdowns):
        return ""
    return groups_words(round_.breakdowns[place], language)


def _must_tell(ticket: bool) -> str:
    return "must_tell_ticket" if ticket else "must_tell"


def _choices(plan: Plan) -> tuple[str, ...]:
    """What is theirs to choose, and what happens if they don't, exactly as it was set."""
    if not plan.choice_categories:
        return ("other_worries",)
    tells = plan.sev2_no_reply is NoReply.TELL
    return ("choose", "no_reply_tell" if tells else "no_reply_leave", "other_worries")


def _read_by_others(plan: Plan) -> tuple[str, ...]:
    if not plan.safety_read:
        return ("reader_worried",)
    return ("safety_read", "safety_open", "safety_life", "reader_worried")


def _how_many(survey: Survey) -> str:
    """Which sentence says how many questions there are: not everybody may be asked all."""
    if len(survey.asked) == 1:
        return "one_question"
    some = any(may_be_not_asked(survey, question.id) for question in survey.asked)
    return "questions_most" if some else "questions"


def _listed(names: Sequence[str], nobody: str, language: str) -> str:
    if len(names) < TWO:
        return defuse(names[0]) if names else nobody
    *others, last = map(defuse, names)
    return say("share.and", language, names=", ".join(others), last=last)
