"""Words of what a round's team learned: asked, typed, kept, and shown to whoever writes next."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.outgoing import Button, Rows, Say
from bot.texts import say
from bot.wording.days import day
from bot.wording.pads import LONGEST_LABEL
from bot.wording.plain import defuse, in_words, shortened
from bot.wording.presses import press
from storage.lessons import Lesson
from surveys.ids import ParticipantId, RoundId
from surveys.rounds.round import Round

KIND = "ln"
MOST_SHOWN = 8
"""Most of them shown at once, the newest."""
LONGEST_HINT = 160
"""Most of one that stands below a draft. Unit: characters."""


def ask_card(round_: Round) -> Say:
    """The one question to a round's team."""
    rows: Rows = (_do("write", "w", round_), _do("no", "no", round_))
    return Say(text=say("lessons.ask", title=_title(round_)), rows=rows)


def type_card(round_: Round, part: str) -> Say:
    """They type one part; the second may be left."""
    leave = _do("no", "no", round_) if part == "learned" else _do("that_is_all", "all", round_)
    return Say(text=say(f"lessons.type_{part}", title=_title(round_)), rows=(leave,))


def saved_card(round_: Round, *, named: bool) -> Say:
    """It is kept; and where it seems to name somebody, that it does."""
    rows: Rows = (_titled("edit", "w", round_),) if named else ()
    return Say(text=say("lessons.saved_named" if named else "lessons.saved"), rows=rows)


def sure_card(round_: Round) -> Say:
    """Whether they want to delete theirs."""
    rows: Rows = (_do("delete_yes", "dy", round_), _do("keep", "all", round_))
    return Say(text=say("lessons.sure", title=_title(round_)), rows=rows)


def list_card(
    lessons: Sequence[Lesson], known: Mapping[RoundId, Round], mine: ParticipantId | None
) -> Say:
    """What was learned, the newest first; one's own can be changed and deleted."""
    if not lessons:
        return Say(text=say("lessons.none"))
    lines, rows = [say("lessons.title")], []
    for one in lessons[:MOST_SHOWN]:
        round_ = known.get(one.rid)
        title = one.rid if round_ is None else _title(round_)
        lines += ["", say("lessons.line", title=title, day=day(one.on)), *said_lines(one)]
        if round_ is not None and one.by is not None and one.by == mine:
            rows += [_titled("edit", "w", round_), _titled("delete", "d", round_)]
    if len(lessons) > MOST_SHOWN:
        lines += ["", say("lessons.more", count=len(lessons) - MOST_SHOWN)]
    return Say(text="\n".join(lines), rows=tuple(rows))


def said_lines(lesson: Lesson) -> list[str]:
    """Its parts that are written."""
    lines = [say("lessons.learned", words=defuse(lesson.learned))]
    return [*lines, say("lessons.change", words=defuse(lesson.change))] if lesson.change else lines


def hint_card(lesson: Lesson) -> Say:
    """Below a draft of a like round: the newest of what was learned, and the way to all."""
    words = shortened(defuse(lesson.change or lesson.learned), LONGEST_HINT)
    see = Button(label=say("lessons.see"), press=press(KIND, "list"))
    return Say(text=say("lessons.hint", words=words), rows=((see,),))


def mine_lines(lessons: Sequence[Lesson], known: Mapping[RoundId, Round]) -> list[str]:
    """What somebody wrote, for /mydata."""
    lines = []
    for one in lessons:
        title = _title(known[one.rid]) if one.rid in known else one.rid
        words = defuse(" ".join(filter(None, (one.learned, one.change))))
        lines.append(say("lessons.mine", title=title, words=words))
    return lines


def _do(label: str, step: str, round_: Round) -> tuple[Button, ...]:
    return (Button(label=say(f"lessons.{label}"), press=press(KIND, step, round_.tag)),)


def _titled(label: str, step: str, round_: Round) -> tuple[Button, ...]:
    words = shortened(say(f"lessons.{label}", title=_title(round_)), LONGEST_LABEL)
    return (Button(label=words, press=press(KIND, step, round_.tag)),)


def _title(round_: Round) -> str:
    return in_words(round_.survey.title, "en")
