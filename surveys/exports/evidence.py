"""An evidence pack as a paper: consulted when and how, what was said, decided and told."""

from __future__ import annotations

from collections.abc import Iterator

from surveys.exports import evidence_words as said
from surveys.exports import paper_words
from surveys.exports.outline import Block, Facts, Heading, Line, Outline, Points, Table
from surveys.exports.papers import day
from surveys.reports import words
from surveys.reports.evidence import Consulted, EvidencePack, Talked
from surveys.reports.model import FORM_VERSION, Decision, Report
from surveys.reports.saying import sentences


def outline_of(pack: EvidencePack) -> Outline:
    """The whole pack as a paper. The same pack gives the same paper."""
    home = pack.home or said.ALL_HOMES
    blocks = (
        *_page_one(pack),
        *_when(pack),
        *_said(pack),
        *_talks(pack),
        *_decided(pack),
        *_refused(pack),
        *_privacy(),
        *_others(),
        *_limits(),
    )
    return Outline(
        title=said.TITLE,
        kind=said.KIND,
        language="en",
        name=f"earshot-evidence-{pack.first}-{pack.last}-form{FORM_VERSION}",
        on=pack.last,
        blocks=blocks,
        foot=said.FOOT.format(
            home=home, first=day(pack.first), last=day(pack.last), edition=FORM_VERSION
        ),
    )


def _page_one(pack: EvidencePack) -> Iterator[Block]:
    yield Heading(said.TITLE)
    facts = [
        (said.HOME, pack.home or said.ALL_HOMES),
        (said.KEPT_BY, pack.organisation),
        (said.SPAN, f"{day(pack.first)} to {day(pack.last)}"),
        (said.LAW, said.LAW_SAYS),
        (said.ASKED_TIMES, str(len(pack.rounds))),
        (said.TALKED_TIMES, str(len(pack.talks))),
        (said.DECIDED_TIMES, str(len(tuple(pack.decisions)))),
    ]
    yield Facts(tuple((label, text) for label, text in facts if text))
    yield Line(said.NEVER_ONE_HOME, quiet=True)
    yield Heading(said.SHOWS, level=2)
    yield Table(said.SHOWS_CAPTION, said.SHOWS_HEAD, said.SHOWS_ROWS)


def _when(pack: EvidencePack) -> Iterator[Block]:
    yield Heading(said.WHEN)
    if not pack.rounds:
        yield Line(said.NONE_ASKED)
        return
    rows = tuple(
        (
            one.title,
            f"{day(one.opened_on)} to {day(one.closed_on)}",
            said.BY_SLIP if one.by_slip else said.IN_CHAT,
            _reach(one),
        )
        for one in pack.rounds
    )
    yield Table(said.WHEN_CAPTION, said.WHEN_HEAD, rows)


def _reach(one: Consulted) -> str:
    report = one.report
    if report is None or not report.enough:
        return said.TOO_FEW
    return f"{report.asked} {report.answered}"


def _said(pack: EvidencePack) -> Iterator[Block]:
    if not pack.rounds:
        return
    yield Heading(said.SAID)
    for one in pack.rounds:
        yield Heading(one.title, level=2)
        if one.report is None or not one.report.enough:
            yield Line(said.NOTHING_SHOWN, quiet=True)
            continue
        yield from _result(one.report)


def _result(report: Report) -> Iterator[Block]:
    yield Line(report.why, quiet=True)
    yield Points(sentences(report))
    for section in report.sections:
        if section.themes:
            rows = tuple((one.name, one.says) for one in section.themes)
            yield Line(section.heading, strong=True)
            yield Table(said.THEMES, said.THEMES_HEAD, rows)
        if section.also_said and section.also_said != words.NOTHING_TO_ADD:
            yield Facts(((said.ALSO, section.also_said),))
    made = said.RESULT_IS.format(
        release=report.release, day=day(report.released_on), by=report.approved_by
    )
    yield Line(f"{said.RESULT}: {made}", quiet=True)


def _talks(pack: EvidencePack) -> Iterator[Block]:
    yield Heading(said.TALKS if pack.home else said.TALKS_ALL)
    yield Line(said.TALKS_ARE, quiet=True)
    if not pack.talks:
        yield Line(said.NO_TALKS)
    for one in pack.talks:
        yield from _talk(one)


def _talk(one: Talked) -> Iterator[Block]:
    result = one.result
    yield Heading(result.title, level=2)
    for part in result.parts:
        yield Line(part.prompt, strong=True)
        yield Points(part.sentences)
    if one.told:
        yield Line(said.TOLD.format(words=one.told))
    else:
        promised = said.NOT_TOLD.format(decider=result.decider, day=day(result.hears_by))
        yield Line(promised, quiet=True)


def _decided(pack: EvidencePack) -> Iterator[Block]:
    yield Heading(said.DECIDED)
    rows = tuple(
        (
            _about(one, decision),
            paper_words.VERDICTS[decision.verdict],
            decision.promise,
            decision.reason,
            _owner(decision),
        )
        for one, decision in pack.decisions
    )
    if rows:
        yield Table(said.DECIDED_CAPTION, said.DECIDED_HEAD, rows)
    else:
        yield Line(said.NONE_DECIDED)
    if pack.rounds:
        yield Heading(said.TOLD_BACK, level=2)
        yield Table(said.TOLD_CAPTION, said.TOLD_HEAD, tuple(map(_told, pack.rounds)))


def _about(one: Consulted, decision: Decision) -> str:
    if not decision.theme:
        return said.WHOLE.format(title=one.title)
    return said.ABOUT.format(title=one.title, theme=decision.theme)


def _owner(decision: Decision) -> str:
    owner = decision.owner
    if decision.done_on is not None:
        return said.DONE.format(owner=owner, day=day(decision.done_on))
    if decision.due is None:
        return said.NO_DAY.format(owner=owner)
    form = said.LATE if decision.late else said.BY_DAY
    return form.format(owner=owner, day=day(decision.due))


def _told(one: Consulted) -> tuple[str, ...]:
    told = one.heard_back
    if told is None:
        return one.title, said.NOT_YET, said.NOT_RATED, said.NOT_RATED
    told_in = " ".join(part for part in (told.next, told.changed, told.why_not) if part)
    return one.title, day(told.given_on), told_in, told.rated or said.NOT_RATED


def _refused(pack: EvidencePack) -> Iterator[Block]:
    yield Heading(said.REFUSED)
    rows = tuple(
        (_about(one, decision), paper_words.VERDICTS[decision.verdict], decision.reason)
        for one, decision in pack.refused
    )
    if rows:
        yield Table(said.REFUSED_CAPTION, said.REFUSED_HEAD, rows)
    else:
        yield Line(said.NONE_REFUSED)


def _privacy() -> Iterator[Block]:
    yield Heading(said.PRIVACY)
    yield Line(said.PRIVACY_WHEN)
    yield Points(said.PRIVACY_SAYS)


def _others() -> Iterator[Block]:
    yield Heading(said.OTHERS)
    yield Line(said.OTHERS_WHY)
    blank = (said.BLANK,) * (len(said.OTHERS_HEAD) - 1)
    rows = tuple((who, *blank) for who in said.OTHERS_ROWS)
    yield Table(said.OTHERS_CAPTION, said.OTHERS_HEAD, rows)


def _limits() -> Iterator[Block]:
    yield Heading(said.IN_PERSON)
    yield Points(said.IN_PERSON_SAYS)
    yield Heading(said.LEFT_OUT)
    yield Points(said.LEFT_OUT_SAYS)
