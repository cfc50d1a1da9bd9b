"""Whether the numbers, days and points of an entry make sense, by the rules of every survey."""

from __future__ import annotations

from pydantic import ValidationError

from surveys.definitions.questions import Choice
from surveys.definitions.soundness import faults
from surveys.definitions.survey import Survey
from surveys.drafting.draft import Entry, Kind
from surveys.drafting.edits import Refusal, Why
from surveys.drafting.finishing import item_of
from surveys.drafting.kinds import SETTINGS, WITH_CHOICES, takes

NO_FIT = Refusal(Why.NO_FIT)


def unfit(entry: Entry) -> Refusal | None:
    """Why an entry's settings cannot be; None where they can, or are not there yet."""
    names, settings = SETTINGS[entry.kind], entry.settings
    if all(getattr(settings, name) is None for name in names):
        return None
    if entry.kind is Kind.NUMBER and settings.max is None:
        return None
    if entry.kind is Kind.DATE and None in (settings.earliest, settings.latest):
        return None
    languages = tuple(entry.text) or ("en",)
    words = dict.fromkeys(languages, "…")
    plain = item_of(entry) | {"text": words, "show_if": None, "then": ()}
    if entry.kind in WITH_CHOICES and len(entry.choices) < takes(entry.kind)[0]:
        plain["choices"] = [
            Choice(value=f"choice_{at}", label=words) for at in range(takes(entry.kind)[1])
        ]
    whole = {"key": "one", "languages": languages, "questions": [plain]}
    heads = dict.fromkeys(("title", "why", "could_change", "decides"), words)
    try:
        found = faults(Survey.model_validate(whole | heads))
    except ValidationError as refused:
        places = [set(map(str, one["loc"])) for one in refused.errors(include_url=False)]
        return NO_FIT if any(place & set(names) for place in places) else None
    wrong = any(len(one.path) > 2 and one.path[2] in names for one in found)
    return NO_FIT if wrong else None
