"""Working and reading time for pay: one's own, and a month of everybody's for the administrator,
who approves it and marks it paid."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from aiohttp import web

from bot.services.reading import paying, slots
from bot.services.reading.paying import Payee, Step
from bot.services.reading.slots import Spent
from bot.texts import say
from bot.webchat.staff.doors import Answer, room_of, staff_path
from bot.webchat.staff.showing import show_staff
from bot.wording.days import day, month_of
from bot.wording.time import span_words
from surveys.exports import minutes as sheet
from surveys.ids import ParticipantId
from surveys.people.person import Person
from surveys.people.slots import month_before, next_month, read_month
from surveys.people.working import MonthMark

TOLD = {"own", "not_over", "changed", "refused", "done_approve", "done_paid", "done_withdraw"}
"""What the page may say after a step, by its key in the texts."""


@dataclass(frozen=True, slots=True)
class Part:
    """Time that belongs together under a title, and its minutes in all.

    ``stands`` is what was said of that month; ``handle`` and ``steps`` are for who may say it.
    """

    title: str
    spent: tuple[Spent, ...]
    minutes: int
    stands: str = ""
    handle: str = ""
    steps: tuple[tuple[str, str], ...] = ()


async def show_own(request: web.Request, person: Person) -> Answer:
    """Somebody's own minutes, the newest month first."""
    world = room_of(request).world
    spent = await slots.own_minutes(world, person.id)
    marks = await paying.marks_of(world, person.id)
    months = groupby(spent, key=lambda one: one.day.replace(day=1))
    parts = [_part(month_of(first), some, marks.get(first)) for first, some in months]
    return show_staff(request, person, "minutes.html", tab="minutes", parts=parts)


async def save_own(request: web.Request, person: Person) -> Answer:
    """Somebody's own minutes as a file."""
    return _file(await slots.own_minutes(room_of(request).world, person.id), "my-minutes")


async def show_all(request: web.Request, person: Person) -> Answer:
    """Everybody's minutes in a month: this one, or the one that is asked for."""
    world = room_of(request).world
    month = _month(request.query.get("month", f"{world.today():%Y-%m}"))
    is_over = month < world.today().replace(day=1)
    payees = await paying.list_payees(world, month)
    told = request.query.get("told", "")
    return show_staff(
        request,
        person,
        "pay.html",
        tab="pay",
        parts=[_payee(one, own=one.pid == person.id, is_over=is_over) for one in payees],
        told=say(f"pay.{told}") if told in TOLD else "",
        month=month_of(month),
        this=f"{month:%Y-%m}",
        before=f"{month_before(month):%Y-%m}",
        after=f"{next_month(month):%Y-%m}" if next_month(month) <= world.today() else "",
    )


async def settle(request: web.Request, person: Person) -> Answer:
    """Approve somebody's month, take that back, or mark it paid."""
    month, sent = _month(request.match_info["month"]), await request.post()
    try:
        step = Step(str(sent.get("does", "")))
        pid = ParticipantId(bytes.fromhex(request.match_info["handle"]))
    except ValueError:
        raise web.HTTPNotFound from None
    refused = await paying.do(room_of(request).world, person.id, pid, month, step)
    told = f"done_{step.value}" if refused is None else refused.value
    raise web.HTTPSeeOther(staff_path(request, "pay", f"?month={month:%Y-%m}&told={told}"))


async def save_all(request: web.Request, person: Person) -> Answer:
    """A month as a file."""
    month = _month(request.match_info["month"])
    spent = await slots.minutes_of_month(room_of(request).world, month)
    return _file(spent, f"reading-{month:%Y-%m}")


def _part(title: str, spent: Iterable[Spent], mark: MonthMark | None) -> Part:
    held = tuple(spent)
    return Part(title, held, sum(one.minutes for one in held), _stands(mark))


def _payee(payee: Payee, *, own: bool, is_over: bool) -> Part:
    stands, mark = _stands(payee.mark), payee.mark
    if own or not is_over:
        why = say("pay.own" if own else "pay.not_over")
        return Part(payee.name, payee.spent, payee.minutes, stands or why)
    steps: list[tuple[str, str]] = []
    if mark is None or (mark.paid_on is None and payee.is_changed):
        label = say("pay.approve", span=span_words(payee.minutes))
        steps.append((Step.APPROVE.value, label))
    elif mark.paid_on is None:
        steps.append((Step.PAID.value, say("pay.mark_paid")))
    if mark is not None and mark.paid_on is None:
        steps.append((Step.WITHDRAW.value, say("pay.withdraw")))
        stands = say("pay.changed") if payee.is_changed else stands
    return Part(payee.name, payee.spent, payee.minutes, stands, payee.pid.hex(), tuple(steps))


def _stands(mark: MonthMark | None) -> str:
    if mark is None:
        return ""
    span = span_words(mark.minutes)
    if mark.paid_on is not None:
        return say("pay.paid", day=day(mark.paid_on), span=span)
    return say("pay.approved", day=day(mark.approved_on), span=span)


def _month(text: str) -> date:
    try:
        return read_month(text)
    except ValueError:
        raise web.HTTPNotFound from None


def _file(spent: Iterable[Spent], name: str) -> web.Response:
    lines = ((one.day, one.name, one.what, one.minutes) for one in spent)
    return web.Response(
        body=sheet.render(lines),
        content_type="text/csv",
        charset="utf-8",
        headers={
            "Content-Disposition": f'attachment; filename="{name}.csv"',
            "Content-Security-Policy": "default-src 'none'; sandbox",
        },
    )
