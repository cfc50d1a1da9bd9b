"""Sentences of a result that may be passed on as they are, and what nobody should say of it.

Both are made of what a ``Report`` prints: of labels and of printed words, never of a count.
"""

from __future__ import annotations

from surveys.reports.model import Report

MOST = 3
"""Most sentences. Three can be read out in one breath, and are pasted whole."""


def sentences(report: Report) -> tuple[str, ...]:
    """Up to three sentences to paste, each with its own limit. None where nothing is shown."""
    if not report.enough:
        return ()
    return (f"{report.answered} {report.asked}",)


def dont_say(report: Report) -> tuple[str, ...]:
    """What would not be true of this result, or would point at somebody."""
    return ("anything about one home or one person. This result can't say.",)
