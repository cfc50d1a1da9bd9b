"""A report as JSON."""

from __future__ import annotations

import json as reader
import re

from surveys.exports import json
from surveys.reports.model import Report
from tests.surveys.reports.rounds import FOOD, chosen, passed, report, wrote


def test_e5_json_holds_the_reports_fields_and_no_others() -> None:
    """No ids, no counts, no flags. Fails when a field is added on the way to the file."""
    made = report(FOOD, chosen("meal", good=14), 24)

    assert reader.loads(json.render(made)) == made.model_dump(mode="json")
    assert Report.model_validate_json(json.render(made)) == made


def test_e5_no_time_is_finer_than_a_day() -> None:
    """A time of day could be matched with who was in."""
    content = json.render(report(FOOD, wrote("tell", 20), 24, {"tell": passed(20)})).decode()

    assert "2026-11-20" in content
    assert not re.search(r"\d\d:\d\d", content)


def test_e6_json_names_its_release_and_its_form() -> None:
    """A file that travels on its own says what it is."""
    said = reader.loads(json.render(report(FOOD, [], 14)))

    assert (said["release"], said["form"]) == ("R-1", "thirds, for 10 to 19 answers")
    assert said["form_version"] == 4


def test_e2_a_lone_surrogate_does_not_stop_the_file() -> None:
    """Half an emoji must not lose everybody's report. Fails when it is written as it came."""
    made = report(FOOD, [], 24).model_copy(update={"title": "a\ud83d\x00"})

    assert reader.loads(json.render(made))["title"] == "a?"
