"""What a report may hold."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from surveys.reports.model import Report, Section
from tests.surveys.reports.rounds import FOOD, chosen, report


def test_e5_a_report_holds_the_allowed_fields_and_no_others() -> None:
    """A field that is not named here cannot reach a file."""
    assert set(Report.model_fields) == {
        "form_version", "round", "language", "title", "why", "could_change", "decides",
        "opened_on", "closed_on", "enough", "form", "asked", "answered", "sections", "method",
        "limits", "release", "released_on", "approved_by",
        "answer_by", "answer_late", "decisions", "heard_back",
    }  # fmt: skip
    assert set(Section.model_fields) == {
        "question", "heading", "kind", "shape", "lead", "rows", "notes", "quotes",
        "themes", "also_said",
    }  # fmt: skip


def test_a_report_reads_back_as_it_was_frozen() -> None:
    """A release is kept as JSON and never changes."""
    made = report(FOOD, chosen("meal", good=14), 24)

    assert Report.model_validate_json(made.model_dump_json()) == made


def test_e5_an_unknown_field_is_refused() -> None:
    """Somebody's count in an extra field would pass unseen. Fails when any may be added."""
    made = report(FOOD, [], 24).model_dump()

    with pytest.raises(ValidationError, match="n_exact"):
        Report.model_validate({**made, "n_exact": 24})
