"""Words of working time: where it stands, and each step of changing it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.outgoing import Button, Rows, Say
from bot.texts import say
from bot.wording.days import day, moment, month_of
from bot.wording.presses import press
from surveys.people.working import Stretch, Work, Worked

BY_HAND = (15, 30, 60, 90, 120, 180, 240)
"""What can be added at once. Unit: minutes."""
DAYS = (0, 1, 2, 3, 7)
"""How long ago it may have been, as buttons offer it. Unit: days."""
EARLIER = (60, 120, 180)
"""How long a stretch was, where it was forgotten. Unit: minutes."""
AN_HOUR = 60


@dataclass(frozen=True, slots=True)
class Month:
    """One month of somebody's time. ``by_kind`` and ``reading`` are in minutes."""

    first: date
    by_kind: Mapping[Work, int]
    reading: int

    @property
    def minutes(self) -> int:
        """All of it."""
        return sum(self.by_kind.values()) + self.reading


def span_words(minutes: int) -> str:
    """A number of minutes as people say it."""
    hours, left = divmod(minutes, AN_HOUR)
    if not hours:
        return say("time.minutes", minutes=minutes)
    if not left:
        return say("time.hours", hours=hours)
    return say("time.hours_minutes", hours=hours, minutes=left)


def what_words(what: Work) -> str:
    """What time was for."""
    return say(f"work.{what.value}")


def standing_card(month: Month, stretch: Stretch | None, now: datetime, zone: ZoneInfo) -> Say:
    """Where somebody's time stands, and what they can do."""
    lines = [say("time.title"), ""]
    rows: list[tuple[Button, ...]] = []
    if stretch is None:
        lines.append(say("time.nothing_runs"))
        rows = [_do("start", "start", one.value, what=what_words(one)) for one in Work]
    else:
        so_far = max(0, int((stretch.end(now) - stretch.began) / timedelta(minutes=1)))
        blanks = {"what": what_words(stretch.what), "since": moment(stretch.began, zone)}
        lines.append(say("time.runs", span=span_words(so_far), **blanks))
        rows = [_do("stop", "stop")]
    lines += ["", *_month_lines(month)]
    rows += [_do("add", "add"), _do("out", "out"), _do("save", "csv")]
    return Say(text="\n".join(lines), rows=tuple(rows))


def _month_lines(month: Month) -> list[str]:
    said = say("time.month", month=month_of(month.first), span=span_words(month.minutes))
    lines = [said]
    lines += [
        say("time.line", what=what_words(what), span=span_words(minutes))
        for what, minutes in month.by_kind.items()
    ]
    if month.reading:
        lines.append(say("time.line", what=say("minutes.reading"), span=span_words(month.reading)))
    return lines


def still_card(stretch: Stretch, now: datetime) -> Say:
    """They are asked, kindly, whether they still work."""
    ran = int((now - stretch.began) / timedelta(minutes=1))
    how = say("time.still_how", span=span_words(ran), what=what_words(stretch.what))
    rows = [_do("still_yes", "still"), _do("still_now", "stop")]
    rows += [
        _do("still_earlier", "short", minutes, span=span_words(minutes))
        for minutes in EARLIER
        if minutes < ran
    ]
    return Say(text=f"{say('time.still')}\n{how}", rows=tuple(rows))


def add_card(*chosen: object) -> Say:
    """The next thing to choose of time that is added by hand: what for, how long, which day."""
    rows: list[tuple[Button, ...]] = []
    if not chosen:
        asked = "time.add_what"
        rows = [(_plain(what_words(one), "add", one.value),) for one in Work]
    elif len(chosen) == 1:
        asked = "time.add_minutes"
        rows = [(_plain(span_words(one), "add", *chosen, one),) for one in BY_HAND]
    else:
        asked = "time.add_day"
        rows = [(_plain(_ago(one), "add", *chosen, one),) for one in DAYS]
    return Say(text=say(asked), rows=(*rows, _do("back", "show")))


def out_card(found: Sequence[Worked]) -> Say:
    """Which line goes?"""
    rows: Rows = tuple((_plain(line_words(one), "out", one.id.hex()),) for one in found)
    asked = "time.out_which" if found else "time.out_none"
    return Say(text=say(asked), rows=(*rows, _do("back", "show")))


def line_words(worked: Worked) -> str:
    """One line of somebody's list."""
    what, span = what_words(worked.what), span_words(worked.minutes)
    return say("time.out_line", day=day(worked.day), what=what, span=span)


def told(key: str, **blanks: str) -> Say:
    """What was done, and the way back."""
    return Say(text=say(f"time.{key}", **blanks), rows=(_do("back", "show"),))


def started_card(what: str) -> Say:
    """The clock is on, and the way to stop it."""
    text = say("time.started", what=what)
    return Say(text=text, rows=(_do("stop", "stop"), _do("back", "show")))


def _ago(days: int) -> str:
    if days < len(_NEAR):
        return say(_NEAR[days])
    return say("time.days_ago", days=days)


_NEAR = ("time.today", "time.yesterday")


def _do(label: str, step: str, *parts: object, **blanks: str) -> tuple[Button, ...]:
    return (Button(label=say(f"time.{label}", **blanks), press=press("tm", step, *parts)),)


def _plain(label: str, *parts: object) -> Button:
    return Button(label=label, press=press("tm", *parts))
