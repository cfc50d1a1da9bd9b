"""The screens of a whole draft: its questions, what it says of itself, whether it is ready."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.outgoing import Button, Rows, Say
from bot.texts import say
from bot.wording.building import said
from bot.wording.building.entry import entry_screen
from bot.wording.building.place import (
    HEADS,
    OF_ENTRY,
    Buttons,
    Place,
    open_button,
    read_place,
)
from bot.wording.plain import defuse, shortened
from bot.wording.presses import press
from surveys.coaching.advice import Advice
from surveys.definitions.survey import MAX_ITEMS
from surveys.definitions.texts import units
from surveys.definitions.timing import minutes
from surveys.definitions.topics import Topic
from surveys.drafting.draft import Draft, Entry, Kind
from surveys.drafting.finishing import Missing, missing, so_far
from surveys.drafting.kinds import WITH_CHOICES
from surveys.ids import DraftId

IN_A_ROW = 5
"""Numbers of questions on one row of buttons."""
MANY = 20
"""With more questions than this, each is shown shorter."""
LONGEST_CARD = 3900
"""Longest card. Unit: UTF-16 code units; a message takes 4,096."""
ENOUGH = 8
"""Questions that stay near three minutes."""


def gone_card() -> Say:
    """The draft is not there, or is somebody else's: nobody learns which."""
    return Say(text=say("building.gone"))


def menu_card(kept: Sequence[tuple[DraftId, Draft]]) -> Say:
    """Somebody's drafts, and the ways to begin one."""
    rows: list[tuple[Button, ...]] = [
        (open_button(draft_id, shortened(_mine(draft), 60)),) for draft_id, draft in kept
    ]
    rows.append((Button(label=say("building.new"), press=press("bd", "new")),))
    rows.append((Button(label=say("building.library"), press=press("lb", "all")),))
    lines = [say("building.menu"), say("building.menu_file"), say("building.menu_words")]
    return Say(text="\n".join(lines), rows=tuple(rows))


def pointing_card(draft_id: DraftId, draft: Draft) -> Say:
    """The way to a draft, which waits as it was left."""
    row = (open_button(draft_id, say("building.open")),)
    return Say(text=say("building.waits", title=_title(draft)), rows=(row,))


def thrown_card(draft: Draft) -> Say:
    """A draft was thrown away."""
    return Say(text=say("building.thrown", title=_title(draft)), rows=(_menu_row(),))


def draft_card(
    draft_id: DraftId, draft: Draft, note: str = "", advice: Advice | None = None
) -> Say:
    """The card as it is where its author stands. ``note``: what has just happened."""
    place, buttons = read_place(draft), Buttons(draft_id, draft.revision)
    if place.name in OF_ENTRY:
        entry = draft.entry(place.handle)
        assert entry is not None, "a place of an entry that is gone was left"
        lines, rows = entry_screen(draft, entry, place, buttons)
    elif place.name in HEADS:
        lines, rows = _asks_head(draft, place, buttons)
    else:
        lines, rows = _whole(draft, place, buttons)
    thoughts = [] if advice is None else [said.thought(advice, draft)]
    beside = "\n\n".join(part for part in (*thoughts, note, lines[-1]) if part)
    whole = _cut("\n".join(lines[:-1]), LONGEST_CARD - units(beside))
    text = "\n\n".join(part for part in (whole, beside) if part)
    return Say(text=text, rows=(*_advice_rows(advice, buttons), *rows))


def _cut(text: str, most: int) -> str:
    """What fits one message; a question with everything at its longest does not."""
    while (over := units(text) - most) > 0:
        text = shortened(text, max(1, len(text) - (over + 1) // 2))
    return text


def _whole(draft: Draft, place: Place, to: Buttons) -> tuple[list[str], Rows]:
    match place.name:
        case "about":
            return _about(draft, to)
        case "topic":
            rows = tuple(
                (to.does(say(f"building_topic.{one}"), "topic", at),)
                for at, one in enumerate(Topic, 1)
            )
            none = (to.do("no_topic", "topic", 0),)
            return [say("building.ask_topic")], (*rows, none, (to.go("back", "about"),))
        case "ready":
            return _ready(draft, to)
        case "throw":
            rows = ((to.do("throw_yes", "throw"),), (to.go("back", "add"),))
            return [_title(draft), say("building.ask_throw")], rows
        case _:
            return _questions(draft, to)


def _questions(draft: Draft, to: Buttons) -> tuple[list[str], Rows]:
    lines = [_title(draft)]
    if draft.entries:
        lines += ["", *(_row(draft, one) for one in draft.entries)]
    survey = so_far(draft)
    if survey is not None:
        key = "minutes_full" if len(survey.asked) > ENOUGH else "minutes"
        lines += ["", say(f"building.{key}", minutes=minutes(survey.questions))]
    if len(draft.entries) >= MAX_ITEMS:
        lines.append(say("building.ask_full", limit=MAX_ITEMS))
    else:
        lines.append(say("building.ask_add" if draft.entries else "building.ask_first"))
    numbers = [
        to.to(str(number), "entry", one.handle) for number, one in enumerate(draft.entries, 1)
    ]
    rows = [tuple(numbers[at : at + IN_A_ROW]) for at in range(0, len(numbers), IN_A_ROW)]
    about = to.go("about", "about")
    undo = [to.do("undo", "undo")] if draft.past else []
    if draft.entries:
        rows += [(*undo, to.do("preview", "look")), (about, to.go("ready", "ready"))]
    else:
        rows.append((*undo, about))
    return lines, (*rows, _menu_row())


def _row(draft: Draft, entry: Entry) -> str:
    most, most_rule = (60, 36) if len(draft.entries) <= MANY else (36, 16)
    words = shortened(" ".join(said.main_words(entry.text, draft).split()), most)
    more = ""
    if entry.kind in WITH_CHOICES and entry.choices:
        more += say("building.more_choices", count=len(entry.choices))
    if any(one.handle == entry.handle for one in missing(draft)):
        more += say("building.more_missing")
    if entry.locked:
        more += say("building.more_shared")
    if entry.show_if is not None:
        rule = shortened(said.rule_words(entry.show_if, draft), most_rule)
        more += say("building.more_only", rule=rule)
    number = draft.number(entry.handle)
    return say("building.row", number=number, words=words, kind=said.kind_words(entry), more=more)


def _about(draft: Draft, to: Buttons) -> tuple[list[str], Rows]:
    head = draft.head
    none = say("building.nothing_yet")
    lines = [
        say(f"building.about_{name}", words=said.main_words(getattr(head, name), draft) or none)
        for name in HEADS
    ]
    topic = none if head.topic is None else say(f"building_topic.{head.topic.value}")
    lines.append(say("building.about_topic", words=topic))
    if head.stale:
        lines.append(said.stale_words(head.stale, draft))
    rows = (
        (to.go("title", "title"), to.go("why", "why")),
        (to.go("could_change", "could_change"), to.go("decides", "decides")),
        (to.go("topic", "topic"), to.go("opening", "opening")),
        (to.go("throw", "throw"), to.go("done", "add")),
    )
    return [*lines, say("building.about")], rows


def _asks_head(draft: Draft, place: Place, to: Buttons) -> tuple[list[str], Rows]:
    words = said.main_words(getattr(draft.head, place.name), draft)
    lines = [_title(draft)] if draft.head.title and place.name != "title" else []
    if words:
        lines.append(say(f"building.about_{place.name}", words=words))
    back = (to.go("back", "about"),) if draft.entries or draft.head.title else ()
    rows = (back,) if back else (_menu_row(),)
    return [*lines, say(f"building.ask_{place.name}")], rows


def _ready(draft: Draft, to: Buttons) -> tuple[list[str], Rows]:
    lacks = missing(draft)
    plain = [one for one in draft.entries if one.easy is None and one.kind is not Kind.NOTE]
    easy = ", ".join(str(draft.number(one.handle)) for one in plain if not one.locked)
    hint = [say("building.no_easy", numbers=easy)] if easy else []
    stale = ", ".join(str(draft.number(one.handle)) for one in draft.entries if one.stale)
    hint += [say("building.stale", numbers=stale)] if stale else []
    if lacks:
        lines = [say("building.not_ready", title=_title(draft))]
        lines += [f"• {_lack(draft, one)}" for one in lacks]
        mends = tuple((button,) for button in _mends(draft, lacks, to))
        return [*lines, *hint, ""], (*mends, (to.go("done", "add"),))
    rows: Rows = (
        (to.do("pilot", "try"),),
        (Button(label=say("building_button.forward"), press=press("st", "who", f"d-{to.id}")),),
        (Button(label=say("building_button.file"), press=press("lb", "dyaml", to.id)),),
        (to.do("preview", "look"),),
        (to.go("done", "add"),),
    )
    return [say("building.ready", title=_title(draft)), *hint, ""], rows


def _lack(draft: Draft, one: Missing) -> str:
    number = draft.number(one.handle) if one.handle is not None else 0
    if not one.what:
        return say(f"building.lacks_{one.place}", number=number)
    blanks = {"what": defuse(one.what), "way_out": defuse(one.way_out)}
    if number:
        return say("building.lacks_other", number=number, **blanks)
    return say("building.lacks_whole", **blanks)


def _mends(draft: Draft, lacks: Sequence[Missing], to: Buttons) -> Iterator[Button]:
    """A button for each thing that is missing, the first few."""
    for name in dict.fromkeys(one.place for one in lacks if one.handle is None):
        if name in HEADS:
            yield to.go(name, name)
    handles = dict.fromkeys(one.handle for one in lacks if one.handle is not None)
    for handle in list(handles)[:IN_A_ROW]:
        yield to.go("mend", "entry", handle, number=draft.number(handle))


def _advice_rows(advice: Advice | None, to: Buttons) -> Rows:
    if advice is None:
        return ()
    leave = to.do("leave", "leave")
    return ((leave,),) if advice.rewrite is None else ((to.do("use", "use"), leave),)


def _mine(draft: Draft) -> str:
    return say("building.mine", title=_title(draft), count=len(draft.entries))


def _title(draft: Draft) -> str:
    return said.main_words(draft.head.title, draft) or say("building.untitled")


def _menu_row() -> tuple[Button, ...]:
    return (Button(label=say("building.to_menu"), press=press("bd", "list")),)
