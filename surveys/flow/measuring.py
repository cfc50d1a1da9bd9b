"""Judging a reply that names a number or a day. A tapped button is a range, as published."""

from __future__ import annotations

from typing import assert_never

from surveys.definitions.bins import Bin, bin_of, bins_of
from surveys.definitions.questions import DateQuestion, Number
from surveys.flow.answers import Counted, Dated, Within
from surveys.flow.commands import folded
from surveys.flow.dates import Calendar, days_named
from surveys.flow.events import Refusal, Refused
from surveys.flow.numbers import number_in
from surveys.flow.replies import Done, Picked, Said
from surveys.flow.verdicts import Verdict


def judge_number(question: Number, reply: Said | Picked | Done) -> Verdict:
    """Judge one reply to a number question."""
    refused = Refused(Refusal.NOT_A_NUMBER, question.max, question.min)
    match reply:
        case Done():
            return refused
        case Picked():
            return _tapped(question, reply) or refused
        case Said():
            pass
        case _:
            assert_never(reply)
    number = number_in(reply.text, (question.unit or {}).values())
    if number is None:
        return _labelled(question, reply.text) or refused
    if question.min <= number <= question.max:
        return Counted(number)
    return Refused(Refusal.NUMBER_OUTSIDE, question.max, question.min)


def judge_date(question: DateQuestion, reply: Said | Picked | Done) -> Verdict:
    """Judge one reply to a date question. A month or a year is taken where it is published."""
    refused = Refused(Refusal.NOT_A_DATE, question.latest, question.earliest)
    match reply:
        case Done():
            return refused
        case Picked():
            return _tapped(question, reply) or refused
        case Said():
            pass
        case _:
            assert_never(reply)
    calendar = Calendar(question.earliest, question.latest, reply.today)
    days = days_named(reply.text, calendar)
    if days is None:
        return _labelled(question, reply.text) or refused
    first, last = max(days[0], question.earliest), min(days[1], question.latest)
    if first > last:
        return Refused(Refusal.DATE_OUTSIDE, question.latest, question.earliest)
    if days[0] == days[1]:
        return Dated(first)
    bins = {bin_of(question, Dated(day)) for day in (first, last)}
    only = bins.pop()
    return refused if bins or only is None else Within(only)


def _tapped(question: Number | DateQuestion, reply: Picked) -> Within | None:
    known = bin_of(question, Within(reply.value))
    return None if known is None else Within(known)


def _labelled(question: Number | DateQuestion, text: str) -> Within | None:
    """The range whose whole label, in any language, the words are."""
    said = folded(text)
    named = [each.value for each in _bins(question) if said in map(folded, each.label.values())]
    return Within(named[0]) if len(named) == 1 else None


def _bins(question: Number | DateQuestion) -> tuple[Bin, ...]:
    return bins_of(question, question.text)
