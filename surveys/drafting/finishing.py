"""A draft and a survey: what is missing until one is the other, and back again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from pydantic import ValidationError

from surveys.definitions.mistakes import Fault, Mistake, SurveyMistake
from surveys.definitions.questions import AnyItem, Note
from surveys.definitions.refusals import refusal
from surveys.definitions.shorthand import slug
from surveys.definitions.soundness import faults
from surveys.definitions.survey import Survey
from surveys.drafting.draft import Draft, Entry, Head, Kind, Settings, State
from surveys.drafting.kinds import SETTINGS, WITH_CHOICES, takes

UNNAMED: Final = "survey"
"""The key of a survey whose title gives none."""

HEADS: Final = ("title", "why", "could_change", "decides")
"""What a survey must say of itself."""

PLURAL: Final = ("questions", "choices", "pictures", "days")
"""Parts that are several things."""


@dataclass(frozen=True, slots=True)
class Missing:
    """Something that keeps a draft from being a survey.

    Args:
        place: ``title``, ``why``, ``could_change``, ``decides``, ``questions`` (there are none),
            or the part of an item: ``text``, ``choices``, ``max``, ``earliest``, ``logic``, …
        handle: The entry; None for the whole.
        what: What it is, in an author's words. "" where ``place`` says it all.
        way_out: What would put it right.
    """

    place: str
    handle: int | None
    what: str = ""
    way_out: str = ""


def missing(draft: Draft) -> tuple[Missing, ...]:
    """What is missing, in the order to put it right; empty for a draft that can be sent."""
    found = tuple(_bare(draft))
    if found:
        return found
    survey, refused = _validated(draft.now)
    return tuple(
        _missed(draft.now, one) for one in (refused if survey is None else faults(survey))
    )


def to_survey(draft: Draft) -> Survey:
    """The survey that a draft is.

    Raises:
        SurveyMistake: It is none yet: each thing that is missing, with the way out. A mistake's
            line counts the entries; 0 is the head.
    """
    wanting = missing(draft)
    survey = None if wanting else _validated(draft.now)[0]
    if survey is None:
        raise SurveyMistake(_name(draft.head), tuple(_mistake(draft, one) for one in wanting))
    return survey


def from_survey(survey: Survey) -> Draft:
    """A draft of a whole survey, with nothing to undo. Its ids stay as they are."""
    plain = survey.model_dump(exclude={"questions"})
    entries = tuple(_entry(at, item) for at, item in enumerate(survey.questions, 1))
    return Draft(now=State(head=Head.model_validate(plain), entries=entries), handles=len(entries))


def so_far(draft: Draft) -> Survey | None:
    """What could be sent of a draft as it stands: entries that are whole, and stand-in words
    where the head has none; None where no question is whole. For previews and advice."""
    whole = tuple(one for one in draft.entries if not lacks(one))
    ids = {one.id for one in whole}
    whole = tuple(_alone(one, ids) for one in whole)
    if all(one.kind is Kind.NOTE for one in whole):
        return None
    head = draft.head
    stand_ins = {name: getattr(head, name) or {head.main_language: "…"} for name in HEADS}
    filled = head.model_copy(update=stand_ins)
    survey, _ = _validated(State(head=filled, entries=whole))
    return survey if survey is not None and not faults(survey) else None


def _alone(entry: Entry, ids: set[Any]) -> Entry:
    """An entry without rules and jumps, where some of what is asked is not whole yet."""
    jumps = tuple(one for one in entry.then if one.to in ids or one.to == "end")
    return entry if jumps == entry.then else entry.model_copy(update={"then": jumps})


def _bare(draft: Draft) -> Iterator[Missing]:
    main = draft.head.main_language
    for name in HEADS:
        if not getattr(draft.head, name).get(main, "").strip():
            yield Missing(name, None)
    if all(one.kind is Kind.NOTE for one in draft.entries):
        yield Missing("questions", None)
    for one in draft.entries:
        for place in lacks(one):
            yield Missing(place, one.handle)


def lacks(entry: Entry) -> tuple[str, ...]:
    """The parts an entry cannot be asked without, and has not."""
    return tuple(_lacking(entry))


def _lacking(entry: Entry) -> Iterator[str]:
    if not any(text.strip() for text in entry.text.values()):
        yield "text"
    if entry.kind in WITH_CHOICES:
        fewest, _ = takes(entry.kind)
        if len(entry.choices) < fewest:
            yield "choices"
        elif entry.kind is Kind.PICTURE_CHOICE and any(
            one.picture is None for one in entry.choices
        ):
            yield "pictures"
    if entry.kind is Kind.NUMBER and entry.settings.max is None:
        yield "range"
    if entry.kind is Kind.DATE and None in (entry.settings.earliest, entry.settings.latest):
        yield "days"


def _validated(state: State) -> tuple[Survey | None, tuple[Fault, ...]]:
    plain = _plain(state)
    try:
        return Survey.model_validate(plain), ()
    except ValidationError as refused:
        errors = refused.errors(include_url=False)
    return None, tuple(
        Fault(_steps(one["loc"]), *refusal(one, _steps(one["loc"]))) for one in errors
    )


def _steps(loc: tuple[int | str, ...]) -> tuple[int | str, ...]:
    """Where something stands, without the step that only pydantic takes: the item's type."""
    return (*loc[:2], *loc[3:]) if loc[:1] == ("questions",) and len(loc) > 2 else loc


def _plain(state: State) -> dict[str, Any]:
    head = state.head
    plain = head.model_dump(exclude_none=True, exclude={"stale"})
    plain["key"] = head.key or survey_key(head)
    plain["questions"] = [item_of(one) for one in state.entries]
    return plain


def survey_key(head: Head) -> str:
    """A survey's key made from its title: ``Bedrooms, honestly`` → ``bedrooms-honestly``."""
    made = slug(head.title.get(head.main_language, ""), joint="-")
    return made if made[:1].isalpha() else UNNAMED


def item_of(entry: Entry) -> dict[str, Any]:
    """An entry as the plain fields of an item: what its kind has no use for is left out."""
    shared = ("id", "text", "easy", "help", "show_if", "then")
    plain: dict[str, Any] = {name: getattr(entry, name) for name in shared}
    plain["type"] = entry.kind.value
    if entry.kind is not Kind.NOTE:
        plain |= {name: getattr(entry, name) for name in ("sensitive", "safety", "locked")}
    if entry.kind in WITH_CHOICES:
        plain["choices"] = entry.choices
    for name in SETTINGS[entry.kind]:
        value = getattr(entry.settings, name)
        if value is not None:
            plain[name] = value
    return plain


def _entry(handle: int, item: AnyItem) -> Entry:
    settings = {
        name: value
        for name in Settings.model_fields
        if (value := getattr(item, name, None)) is not None
    }
    flags = {} if isinstance(item, Note) else _flags(item)
    return Entry(
        handle=handle,
        kind=Kind(item.type),
        id=item.id,
        given=True,
        text=item.text,
        easy=item.easy,
        help=item.help,
        show_if=item.show_if,
        then=item.then,
        choices=getattr(item, "choices", ()),
        settings=Settings(**settings),
        **flags,
    )


def _flags(item: AnyItem) -> Mapping[str, bool]:
    return {name: getattr(item, name) for name in ("sensitive", "safety", "locked")}


def _missed(state: State, fault: Fault) -> Missing:
    match fault.path:
        case ("questions", int() as at, *rest) if at < len(state.entries):
            return Missing(_part(rest), state.entries[at].handle, fault.what, fault.way_out)
        case (str() as name, *_):
            return Missing(name, None, fault.what, fault.way_out)
        case _:
            return Missing("questions", None, fault.what, fault.way_out)


def _part(rest: list[str | int]) -> str:
    name = str(rest[0]) if rest else "text"
    return "logic" if name in {"show_if", "then", "id"} else name


def _mistake(draft: Draft, one: Missing) -> Mistake:
    number = draft.number(one.handle) if one.handle is not None else 0
    entry = draft.entry(one.handle) if one.handle is not None else None
    are = "are" if one.place in PLURAL else "is"
    what = one.what or f"the {one.place.replace('_', ' ')} {are} missing"
    way_out = one.way_out or "Open the draft with /build and write it."
    return Mistake(number, entry.id if entry else None, what, way_out, number or None)


def _name(head: Head) -> str:
    return head.key or survey_key(head)
