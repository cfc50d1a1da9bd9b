"""Words about rounds for those who run them: rows, states, odds and what a gate refuses."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from zoneinfo import ZoneInfo

from bot.outgoing import Button, Say
from bot.texts import say
from bot.wording.agreeing import Looked, second_lines, second_rows
from bot.wording.days import moment
from bot.wording.groups import groups_words
from bot.wording.plain import defuse
from bot.wording.presses import press
from surveys.definitions.survey import Survey
from surveys.ids import RoundId
from surveys.protection.breakdowns import Breakdown
from surveys.protection.odds import Asking, odds_words
from surveys.protection.progress import Progress
from surveys.rounds.round import Round, State, Way

UK = ZoneInfo("Europe/London")
MOST_AGAIN = 3
"""How many of the latest rounds are offered to be asked again."""
AGAIN = "r_"
"""Before a round's tag, where a survey's key would stand: no key has an underscore."""


def title(round_: Round, language: str = "en") -> str:
    """A round's title in a language, or in its survey's main one."""
    words = round_.survey.title
    return words.get(language) or words[round_.survey.languages[0]]


OVER = {State.CLOSED, State.SEALING, State.SEALED, State.HELD, State.RELEASED}
"""A round in one of these has closed, and one that was cancelled never will."""


def row(round_: Round) -> str:
    """One line about a round: title, key, state in words, close. Never a count of answers."""
    said = {"round": round_.id, "state": state_words(round_), "title": defuse(title(round_))}
    if round_.state is State.CANCELLED:
        return say("rounds.row_ended", **said)
    if round_.state in OVER:
        closed = f"{round_.closes_at.astimezone(UK):%d %B %Y}".removeprefix("0")
        return say("rounds.row_closed", **said, closed=closed)
    return say("rounds.row", **said, closes=moment(round_.closes_at))


def state_words(round_: Round) -> str:
    """A round's state as people say it."""
    if round_.state is State.PROPOSED and not round_.is_accepted:
        return say("rounds.state_accepting", decider=defuse(round_.decider))
    if round_.state is State.PROPOSED and round_.confirmed_by is not None:
        return say("rounds.state_confirmed")
    if round_.state is State.SEALING and round_.key_copy_outstanding_until is not None:
        return say("rounds.state_copy", day=f"{round_.key_copy_outstanding_until:%d %B}")
    return say(f"rounds.state_{round_.state.value}")


def status(round_: Round, band: Progress | None) -> str:
    """Everything a creator may know of a round while it is in the field."""
    lines = [row(round_)]
    if band is not None:
        lines.append(say(f"rounds.band_{band.value}"))
    lines.append(
        say(
            "rounds.days",
            results=f"{round_.results_on:%d %B %Y}",
            answer=f"{round_.answer_by:%d %B %Y}",
            decider=round_.decider,
        )
    )
    return "\n".join(lines)


def proposed(round_: Round, asking: Asking) -> str:
    """What an operator reads after proposing a round, the odds first."""
    return say(
        "rounds.proposed",
        odds=odds_words(asking),
        round=round_.id,
        count=round_.count_asked,
        title=defuse(title(round_)),
        decider=defuse(round_.decider),
    )


def list_card(
    found: Sequence[Round],
    bands: Mapping[RoundId, Progress],
    theirs: Collection[RoundId] | None,
    stuck: Mapping[RoundId, str],
) -> Say:
    """The rounds there are, with buttons to extend or end an open one or begin another.

    Args:
        theirs: The rounds that whoever looks may extend and end; None: they start none either.
        stuck: Why a proposed round could not open as things are today.
    """
    lines = [
        _in_a_list(round_, bands.get(round_.id), stuck.get(round_.id, "")) for round_ in found
    ]
    rows: list[tuple[Button, ...]] = []
    if theirs is not None:
        rows = [
            (Button(label=say(f"launch.{key}", title=title(r)), press=press("st", step, r.tag)),)
            for r in found
            if r.state is State.OPEN and r.id in theirs
            for key, step in (("more", "more"), ("close_now", "end"))
        ]
        rows += [
            (Button(label=say("launch.stop", title=title(r)), press=press("st", "no", r.tag)),)
            for r in found
            if r.state is State.PROPOSED and r.id in theirs
        ]
        rows += [
            (Button(label=say("steer.more", title=title(r)), press=press("rh", "see", r.tag)),)
            for r in found
            if r.id in theirs and (r.state is State.OPEN or r.again_at is not None)
        ]
        rows += _over(found)
        rows.append((Button(label=say("launch.begin"), press=press("st", "lib")),))
    return Say(text="\n\n".join(lines or [say("launch.nothing")]), rows=tuple(rows))


def _over(found: Sequence[Round]) -> list[tuple[Button, ...]]:
    """What can be done about the latest rounds that are over."""
    rows: list[tuple[Button, ...]] = []
    over = [
        r for r in found if r.state in {State.RELEASED, State.HELD} and r.way is not Way.TICKET
    ]
    for round_ in over[-MOST_AGAIN:]:
        key, blanks = again_key(round_.tag), {"title": defuse(title(round_))}
        rows.append((Button(label=say("launch.again", **blanks), press=press("st", "days", key)),))
        if round_.state is State.HELD:
            label = say("launch.what_else", **blanks)
            rows.append((Button(label=label, press=press("st", "ways", key)),))
    return rows


def again_key(tag: str) -> str:
    """What a button calls a round to be asked again, in the place of a survey's key."""
    return f"{AGAIN}{tag}"


def _in_a_list(round_: Round, band: Progress | None, stuck: str = "") -> str:
    lines = [row(round_)]
    if band is not None:
        lines.append(say(f"rounds.band_{band.value}"))
    if stuck:
        lines.append(say("rounds.stuck", why=stuck))
    return "\n".join(lines)


def confirm_card(round_: Round, by: str, looked: Looked) -> Say:
    """What the second person is asked: is it good as it is, and is that the right number?"""
    compares = "".join(f"\n{compared(round_.survey, one)}" for one in round_.breakdowns)
    if round_.series:
        compares += f"\n{say('launch.same_people')}"
    names = say("launch.takes_names", keeper=defuse(round_.keeper)) if round_.takes_names else ""
    return Say(
        text=say(
            "launch.to_confirm",
            names=f"\n{names}" if names else "",
            compares=compares,
            by=defuse(by),
            title=defuse(title(round_)),
            count=round_.count_asked,
            closes=moment(round_.closes_at),
            decider=defuse(round_.decider),
            looks="\n".join(second_lines(round_, looked)),
        ),
        rows=(
            (
                Button(
                    label=say("launch.yes", count=round_.count_asked),
                    press=press("st", "yes", round_.tag, round_.count_asked),
                ),
            ),
            *second_rows(round_, looked),
            (Button(label=say("launch.no"), press=press("st", "no", round_.tag)),),
        ),
    )


def missed_card(round_: Round) -> Say:
    """Its last day went by before it could open."""
    return Say(text=say("launch.missed", title=defuse(title(round_))))


def stuck_card(round_: Round, why: str) -> Say:
    """It cannot open as things are today, and why: said to whoever would confirm it."""
    stop = Button(label=say("launch.no"), press=press("st", "no", round_.tag))
    return Say(text=say("launch.stuck", title=defuse(title(round_)), why=why), rows=((stop,),))


def sure_card(round_: Round) -> Say:
    """Close it now? Asked once more."""
    label = say("launch.close_now", title=title(round_))
    return Say(
        text=say("launch.sure_close"),
        rows=((Button(label=label, press=press("st", "endyes", round_.tag)),), *_leave()),
    )


def compared(survey: Survey, breakdown: Breakdown) -> str:
    """Who is compared, and in which questions, for those who run rounds."""
    language = survey.languages[0]
    asked = "”, “".join(survey.item(key).text[language] for key in breakdown.questions)
    return say("launch.compares", groups=groups_words(breakdown), question=asked)


def with_a_way_on(said: Say) -> Say:
    """What was done, with the way back to the rounds where there is no other."""
    if said.rows:
        return said
    back = Button(label=say("button.rounds"), press=press("st", "list"))
    return said.model_copy(update={"rows": ((back,),)})


def _leave() -> tuple[tuple[Button, ...], ...]:
    return ((Button(label=say("launch.drop"), press=press("st", "drop")),),)
