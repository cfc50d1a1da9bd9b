"""Freezing: a result's figures lie open for good; the words it quotes, and what a reader wrote
beside its themes, lie under the round's text key, and leave it when they are taken back or
retention ends."""

from __future__ import annotations

import json
from collections.abc import Callable

from storage.keys import Keys
from storage.releases import Frozen, Release, open_words
from surveys.reports.model import Quote, Report

_ALSO = "|also said"
"""After a question's key, where its words are kept: what a reader wrote beside the themes."""
Keep = Callable[[str, Quote], bool]
"""Whether a result still quotes these words of a question."""


def freeze(report: Report) -> Frozen:
    """A result as it is kept: the figures, and apart from them the words."""
    words: dict[str, list[list[object]] | str] = {
        section.question: [[quote.text, quote.reworded, quote.why] for quote in section.quotes]
        for section in report.sections
        if section.quotes
    }
    words |= {
        f"{section.question}{_ALSO}": section.also_said
        for section in report.sections
        if section.also_said
    }
    figures = _without_also(quoting_only(report, lambda question, quote: False))
    written = json.dumps(words, ensure_ascii=False).encode()
    return Frozen(figures.model_dump_json(), written, report.form_version)


def thaw(keys: Keys, release: Release) -> Report:
    """A result as it may be seen now: without its words once retention has ended."""
    report = Report.model_validate_json(release.json)
    if release.words_enc is None:  # kept by a version that did not know words from figures
        return report
    words = json.loads(open_words(keys, release) or b"{}")
    sections = tuple(
        section.model_copy(
            update={
                "quotes": tuple(
                    Quote(text=text, reworded=reworded, why="".join(why))
                    for text, reworded, *why in words.get(section.question, ())
                ),
                "also_said": words.get(f"{section.question}{_ALSO}", ""),
            }
        )
        for section in report.sections
    )
    return report.model_copy(update={"sections": sections})


def _without_also(report: Report) -> Report:
    sections = tuple(one.model_copy(update={"also_said": ""}) for one in report.sections)
    return report.model_copy(update={"sections": sections})


def quoting_only(report: Report, keep: Keep) -> Report:
    """The same result with only those of its quotes."""
    sections = tuple(
        section.model_copy(
            update={"quotes": tuple(q for q in section.quotes if keep(section.question, q))}
        )
        for section in report.sections
    )
    return report.model_copy(update={"sections": sections})
