"""A result as a paper: what it says, in its order. Every format draws this and nothing else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from surveys.exports import paper_words as said
from surveys.exports.naming import stem
from surveys.exports.outline import (
    Bar,
    Block,
    Chart,
    Facts,
    Heading,
    Line,
    Outline,
    Points,
    Quoted,
)
from surveys.reports import words
from surveys.reports.model import Decision, Quote, Report, Section, Shape
from surveys.reports.saying import dont_say, sentences


def outline(report: Report) -> Outline:
    """The whole paper. What comes before its second heading of level 1 is page one."""
    blocks = [*page_one(report)]
    if report.enough:
        blocks += _passing_on(report)
        blocks += _whole_round(report)
        blocks += _questions(report)
        blocks += _reading_it(report)
    else:
        blocks += _nothing(report)
        blocks += _whole_round(report)
    blocks += _about(report)
    return paper_of(report, said.KIND, blocks)


def day(on: date) -> str:
    """A day as every paper writes it: "20 November 2026"."""
    return f"{on.day} {on:%B %Y}"


def has_bars(paper: Outline) -> bool:
    """Whether anything is drawn, so that the bars' legend is owed."""
    charts = (block for block in paper.blocks if isinstance(block, Chart))
    return any(bar.low is not None for chart in charts for bar in chart.bars)


def paper_of(report: Report, kind: str, blocks: list[Block]) -> Outline:
    """Blocks as a paper of a result, with what every paper says at its foot."""
    form = said.EDITION.format(form=report.form, edition=report.form_version)
    return Outline(
        title=report.title,
        kind=kind,
        language=report.language,
        name=stem(report, kind),
        on=report.released_on,
        blocks=tuple(blocks),
        foot=_foot(report, form),
    )


def _foot(report: Report, form: str) -> str:
    foot = said.FOOT if report.approved_by else said.FOOT_DRAFT
    foot = foot if report.release else said.FOOT_HELD
    on = day(report.released_on)
    return foot.format(release=report.release, day=on, name=report.approved_by, form=form)


def page_one(report: Report, *, is_brief: bool = False) -> Iterator[Block]:
    """What stands on the first page of every paper of a result, and nothing after it."""
    yield Heading(report.title)
    if report.release and not report.approved_by:
        yield Line(said.DRAFT, strong=True)
    yield Line(report.why, quiet=True)
    if report.enough:
        yield Line(report.answered, strong=True)
        yield Line(report.asked)
    else:
        yield Line(words.NOT_ENOUGH, strong=True)
    yield Facts(tuple(_first_facts(report, is_brief=is_brief)))
    safe = sentences(report)
    if safe:
        yield Heading(said.IN_SHORT if len(safe) == 3 else said.IN_SHORT_FEWER, level=2)
        yield Points(safe)


def _first_facts(report: Report, *, is_brief: bool) -> Iterator[tuple[str, str]]:
    yield said.DECIDES, report.decides
    is_decided = report.heard_back is not None or bool(report.decisions)
    if is_brief and is_decided:
        return
    yield from answer_back(report)
    if not is_brief:
        yield said.COULD_CHANGE, report.could_change
    opened, closed = day(report.opened_on), day(report.closed_on)
    yield said.OPEN, said.OPEN_DAYS.format(opened=opened, closed=closed)


def answer_back(report: Report) -> Iterator[tuple[str, str]]:
    """When everybody asked hears, or heard: what is true on the day of the paper."""
    told = report.heard_back
    if told is not None:
        yield said.ANSWERED_ON, day(told.given_on)
    if report.answer_by is None or (told is not None and not told.sent_back):
        return
    label = said.ANSWER_BY if told is None else said.ANSWER_AGAIN_BY
    by = day(report.answer_by)
    yield label, said.ANSWER_LATE.format(day=by) if report.answer_late else by


def _passing_on(report: Report) -> Iterator[Block]:
    yield Heading(said.DONT_SAY)
    yield Line(said.DONT_SAY_WHY)
    yield Points(dont_say(report))


def _nothing(report: Report) -> Iterator[Block]:
    yield Heading(said.NOTHING_HEADING)
    yield Points(said.NOTHING_WHY)
    yield Heading(said.NOTHING_HAPPENS_HEADING)
    yield Points(said.NOTHING_HAPPENS)
    yield Heading(said.NOTHING_NOW_HEADING)
    yield Points(said.NOTHING_NOW)
    yield Heading(said.DONT_SAY)
    yield Points(dont_say(report))


def _whole_round(report: Report) -> Iterator[Block]:
    """What those asked were told, and what was decided of no theme that is printed here."""
    printed = {theme.name for section in report.sections for theme in section.themes}
    others = [one for one in report.decisions if one.theme not in printed]
    if report.heard_back is None and not others:
        return
    yield Heading(said.HEARD_BACK)
    if report.heard_back is not None:
        yield from _heard_back(report)
    for one in others:
        yield from _decision(one)


def _heard_back(report: Report) -> Iterator[Block]:
    told = report.heard_back
    assert told is not None, "only of a round that was answered"
    yield Line(told.next, strong=True)
    rows = ((said.CHANGED, told.changed), (said.WHY_NOT, told.why_not), (said.RATED, told.rated))
    if any(text for _, text in rows):
        yield Facts(tuple((label, text) for label, text in rows if text))
    yield Line(said.NEXT.format(decides=report.decides, day=day(told.given_on)), quiet=True)


def _decision(one: Decision) -> Iterator[Block]:
    heading = said.DECIDED.format(theme=one.theme) if one.theme else said.DECIDED_OF_ALL
    yield Heading(heading, level=2)
    yield Facts(tuple(_told(one)))


def _told(one: Decision) -> Iterator[tuple[str, str]]:
    """A decision in as few rows as say all of it: several stand on one page or slide."""
    yield said.VERDICTS[one.verdict], one.promise
    yield said.REASON, one.reason
    by = due_of(one)
    owner = said.OWNED.format(owner=one.owner, due=by) if by else one.owner
    yield (said.OWNER_AND_DUE if by else said.OWNER), owner
    yield said.DECIDED_ON, day(one.decided_on)
    for before in one.before:
        yield said.SAID_BEFORE, before


def due_of(one: Decision) -> str:
    """By when a decision is done, and whether it is; "" where no day was said."""
    if one.done_on is not None:
        return said.DONE.format(day=day(one.done_on))
    if one.due is None:
        return ""
    return said.LATE.format(day=day(one.due)) if one.late else day(one.due)


def decided(one: Decision) -> Iterator[tuple[str, str]]:
    """What is said of one decision: a label and its words, a row each."""
    yield said.VERDICT, said.VERDICTS[one.verdict]
    yield said.PROMISE, one.promise
    yield said.REASON, one.reason
    yield said.OWNER, one.owner
    if by := due_of(one):
        yield said.DUE, by
    yield said.DECIDED_ON, day(one.decided_on)
    for before in one.before:
        yield said.SAID_BEFORE, before


def _questions(report: Report) -> Iterator[Block]:
    left = list(report.decisions)
    for number, section in enumerate(report.sections, 1):
        names = {theme.name for theme in section.themes}
        yield from _section(section, number, [one for one in left if one.theme in names])
        left = [one for one in left if one.theme not in names]


def _section(section: Section, number: int, decisions: Sequence[Decision]) -> Iterator[Block]:
    yield Heading(section.heading, number=number)
    if section.lead:
        short = section.shape is Shape.NOT_ENOUGH
        yield Line(section.lead, quiet=short, strong=not short)
    for note in section.notes:
        yield Line(note, quiet=True)
    if section.rows:
        yield Chart(section.heading, said.ANSWER, _rows(section), marks(section.shape))
    if section.themes:
        yield Heading(words.THEMES, level=2)
        yield Chart(section.heading, said.THEME, _themes(section))
    for one in decisions:
        yield from _decision(one)
    if section.also_said:
        yield Heading(words.ALSO_SAID, level=2)
        yield Line(section.also_said)
        if section.also_said != words.NOTHING_TO_ADD:
            yield Line(words.ALSO_SAID_BY, quiet=True)
    yield from _quoted(section)


def _quoted(section: Section) -> Iterator[Block]:
    if section.quotes and (section.rows or section.themes or section.also_said):
        yield Heading(words.OWN_WORDS, level=2)
    once = section.why_quoted if len(section.quotes) > 1 else ""
    if once:
        yield Line(once, quiet=True)
    for quote in section.quotes:
        yield Quoted(quote.text, _under(quote, "" if once else quote.why))


def _under(quote: Quote, why: str) -> str:
    if not quote.reworded:
        return why
    return said.REWORDED_WHY.format(reworded=words.REWORDED, why=why) if why else words.REWORDED


def _rows(section: Section) -> tuple[Bar, ...]:
    return tuple(
        Bar(row.label, row.says, row.low, row.high, change=row.change, quiet=row.quiet)
        for row in section.rows
    )


def _themes(section: Section) -> tuple[Bar, ...]:
    return tuple(
        Bar(one.name, one.says, one.low, one.high, line=one.description, change=one.change)
        for one in section.themes
    )


def marks(shape: Shape) -> tuple[float, ...]:
    """Where a bar's track is marked: at half, or at thirds. Shares of the whole."""
    if shape is Shape.COUNTS:
        return ()
    return (1 / 3, 2 / 3) if shape is Shape.THIRDS else (0.5,)


def _reading_it(report: Report) -> Iterator[Block]:
    yield Heading(said.HOW_TO_READ)
    yield Points(report.limits)
    yield Heading(said.HOW_DONE)
    yield Points(report.method)


def _about(report: Report) -> Iterator[Block]:
    yield Heading(said.ABOUT, level=2)
    form = said.EDITION.format(form=report.form, edition=report.form_version)
    released = (
        (said.APPROVED_BY, report.approved_by or said.NOBODY_YET),
        (said.RELEASE, report.release),
        (said.RELEASED, day(report.released_on)),
    )
    kept = released if report.release else ((said.RELEASE, said.NOT_RELEASED),)
    yield Facts((*kept, (said.ROUND, report.round), (said.FORM, form)))
