from __future__ import annotations

from typing import Any, get_args

import pytest
from pydantic import TypeAdapter

from surveys.definitions.questions import AnyItem, SurveyItem
from surveys.definitions.refusals import TYPES
from surveys.definitions.timing import minutes, seconds
from tests.surveys.definitions.writing import BYE, HEARD, LINE, MOOD, PICK, survey


@pytest.mark.parametrize(
    ("items", "expected"),
    [((BYE,), 1), ((HEARD, MOOD), 1), ((LINE, PICK, MOOD, HEARD), 1), ((LINE,) * 3, 2)],
)
def test_minutes_are_whole_and_never_none(items: tuple[str, ...], expected: int) -> None:
    """ "About 0 min" would read as a mistake."""
    each = [survey(item, "{id: z, type: yes_no, text: Z?}").questions[0] for item in items]

    assert minutes(each) == expected
    assert minutes([]) == 1


def test_every_type_has_its_time() -> None:
    """A new type of question needs one, or the promise of "about 3 min" breaks."""
    choices = [{"value": value, "label": {"en": value}} for value in ("b", "c", "d")]
    common = {"id": "a", "text": {"en": "A?"}}
    own: dict[str, Any] = {"max": 3, "earliest": "2026-01-01", "latest": "2026-12-31"}
    read: TypeAdapter[AnyItem] = TypeAdapter(SurveyItem)
    made = []
    for name, kind in TYPES.items():
        written = {key: value for key, value in own.items() if key in kind.model_fields}
        if "choices" in kind.model_fields:
            written["choices"] = choices[:2] if name == "this_or_that" else choices
        made.append(read.validate_python(common | {"type": name} | written))

    assert len(made) == len(get_args(AnyItem))
    assert all(0 < seconds(item) <= 120 for item in made)
