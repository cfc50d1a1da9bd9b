"""Days as people say them. The names of days and months come with each language's texts."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from bot.texts import say

LONDON = ZoneInfo("Europe/London")


def day(when: date, language: str = "en") -> str:
    """A day: Friday 5 March."""
    weekday = say("day.weekdays", language).split()[when.weekday()]
    month = say("day.months", language).split()[when.month - 1]
    return say("day.shape", language, weekday=weekday, day=when.day, month=month)


def moment(when: datetime, zone: ZoneInfo = LONDON, language: str = "en") -> str:
    """A day and a time on the wall: Friday 5 March, 6pm."""
    local = when.astimezone(zone)
    hour = local.hour % 12 or 12
    time = f"{hour}:{local.minute:02}" if local.minute else f"{hour}"
    clock = say("day.am" if local.hour < 12 else "day.pm", language, time=time)
    return say("day.moment", language, day=day(local.date(), language), clock=clock)


def clock_time(when: datetime, zone: ZoneInfo, today: date, language: str = "en") -> str:
    """A time of today: 6:04pm; with its day on any other."""
    local = when.astimezone(zone)
    if local.date() != today:
        return moment(when, zone, language)
    time = f"{local.hour % 12 or 12}:{local.minute:02}"
    return say("day.am" if local.hour < 12 else "day.pm", language, time=time)


def exactly(when: datetime, zone: ZoneInfo = LONDON, language: str = "en") -> str:
    """A moment to the second, for a record: Friday 5 March 2027, 18:04:09 GMT."""
    local = when.astimezone(zone)
    on, clock = day(local.date(), language), f"{local:%H:%M:%S %Z}"
    return say("day.exact", language, day=on, year=local.year, clock=clock)


def month_of(when: date, language: str = "en") -> str:
    """A month: March 2027."""
    name = say("day.months", language).split()[when.month - 1]
    return say("span.month", language, month=name, year=when.year)


def dated(when: date, language: str = "en") -> str:
    """A day that may be years away: Friday 5 March 2027."""
    return say("span.day", language, day=day(when, language), year=when.year)


def span(days: int, language: str = "en") -> str:
    """How long: a year, 2 years, 90 days. Whole years only where they are exactly that."""
    years, rest = divmod(days, 365)
    if rest or not years:
        return say("span.days", language, count=days)
    return say("span.year", language) if years == 1 else say("span.years", language, count=years)


def in_minutes(count: int, language: str = "en") -> str:
    """How long something takes: 1 minute, 4 minutes."""
    return (
        say("span.minute", language) if count == 1 else say("span.minutes", language, count=count)
    )
