"""The cards of /quiet: how somebody wants to be asked, and what they can change of it."""

from __future__ import annotations

from bot.outgoing import Button, Rows, Say
from bot.texts import say
from bot.wording.days import dated
from bot.wording.keyboards import help_button, named
from bot.wording.pads import TICKED, UNTICKED
from bot.wording.presses import press
from surveys.definitions.topics import Topic
from surveys.people.quiet import Hours, Wishes

BEGINS = (18, 19, 20, 21, 22, 23)
ENDS = (6, 7, 8, 9, 10, 11)
RESTS = (1, 3, 7)
"""What can be chosen: hours of the day, and days of rest."""


def wishes_card(
    wishes: Wishes, hours: Hours, most: int, language: str, *, saved: bool = False
) -> Say:
    """How it is now, in words, and a button for each thing that can be changed."""
    lines = [say("quiet.saved", language), ""] if saved else []
    lines += [say("quiet.title", language), "", *wishes_lines(wishes, hours, most, language), ""]
    lines += [say(f"quiet.{key}", language) for key in ("all_the_same", "still_open")]
    school = "quiet_school_on" if wishes.school else "quiet_school"
    fewer = "quiet_fewer_on" if wishes.fewer else "quiet_fewer"
    rest = named("quiet_rest", language, "qt", "rest")
    if wishes.rests_until is not None:
        rest = named("quiet_back", language, "qt", "rest", 0)
    rows: Rows = (
        (named("quiet_hours", language, "qt", "from"),),
        (named(school, language, "qt", "school"),),
        (rest,),
        (named(fewer, language, "qt", "fewer"), named("quiet_topics", language, "qt", "topics")),
        (help_button(language),),
    )
    return Say(text="\n".join(lines), rows=rows)


def wishes_lines(wishes: Wishes, hours: Hours, most: int, language: str) -> list[str]:
    """How somebody is asked, one sentence each."""
    if hours.begins == hours.ends:
        lines = [say("quiet.no_hours", language)]
    else:
        blanks = {"begins": f"{hours.begins:%H:%M}", "ends": f"{hours.ends:%H:%M}"}
        lines = [say("quiet.hours", language, **blanks)]
    if wishes.school:
        lines.append(say("quiet.school", language))
    if wishes.rests_until is not None:
        lines.append(say("quiet.rests", language, day=dated(wishes.rests_until, language)))
    if wishes.topics:
        topics = ", ".join(topic_name(one, language) for one in Topic if one in wishes.topics)
        lines.append(say("quiet.topics", language, topics=topics))
    if wishes.fewer:
        return [*lines, say("quiet.fewer", language)]
    key = "usual_one" if most == 1 else "usual"
    return [*lines, say(f"quiet.{key}", language, most=most)]


def begins_card(language: str) -> Say:
    """From when it should be quiet."""
    clocks = tuple(_clock(hour, "to", hour) for hour in BEGINS)
    none = named("quiet_none", language, "qt", "hours", 0, 0)
    usual = named("quiet_home", language, "qt", "usual")
    rows = (clocks[:3], clocks[3:], (none, usual), _ways_out(language))
    return Say(text=say("quiet.which_begins", language), rows=rows)


def ends_card(begins: int, language: str) -> Say:
    """Until when."""
    clocks = tuple(_clock(hour, "hours", begins, hour) for hour in ENDS)
    text = say("quiet.which_ends", language, begins=f"{begins:02}:00")
    return Say(text=text, rows=(clocks[:3], clocks[3:], _ways_out(language)))


def rest_card(language: str) -> Say:
    """For how long nothing should come."""
    labels = [say(f"button.quiet_{_span(days)}", language, days=days) for days in RESTS]
    ways = tuple(
        Button(label=label, press=press("qt", "rest", days))
        for label, days in zip(labels, RESTS, strict=True)
    )
    return Say(text=say("quiet.which_rest", language), rows=(ways, _ways_out(language)))


def topics_card(wishes: Wishes, language: str) -> Say:
    """Every topic, those that are left out ticked."""
    rows = tuple(
        (
            Button(
                label=f"{TICKED if one in wishes.topics else UNTICKED} {_name(one, language)}",
                press=press("qt", "topic", one.value),
            ),
        )
        for one in Topic
    )
    return Say(text=say("quiet.which_topics", language), rows=(*rows, _ways_out(language)))


def topic_name(topic: Topic, language: str) -> str:
    """A topic, in the middle of a sentence."""
    return say(f"quiet_topic.{topic}", language)


def _span(days: int) -> str:
    return "day" if days == 1 else "days"


def _name(topic: Topic, language: str) -> str:
    name = topic_name(topic, language)
    return name[:1].upper() + name[1:]


def _clock(hour: int, *parts: object) -> Button:
    return Button(label=f"{hour:02}:00", press=press("qt", *parts))


def _ways_out(language: str) -> tuple[Button, Button]:
    return named("quiet_done", language, "qt", "see"), help_button(language)
