"""Words of decisions: what everybody asked reads of each theme, and those who decide it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot.outgoing import Button, Rows, Say
from bot.texts import say
from bot.wording.days import dated, day
from bot.wording.keyboards import help_button, named
from bot.wording.pads import LONGEST_LABEL
from bot.wording.plain import defuse, in_words, parcels, shortened
from bot.wording.presses import press
from surveys.reports.model import Decision, Verdict
from surveys.rounds.deciding import Piece, Version, Written, is_late, lacking, pieces_of
from surveys.rounds.round import Round

MOST_ROWS = 5
"""Most rounds or promises offered on buttons at once."""


def decision_lines(decision: Decision, language: str = "en") -> list[str]:
    """What comes of one theme, line by line, as everybody who was asked reads it."""
    head = say("told.whole", language)
    if decision.theme:
        head = say("told.you_said", language, theme=defuse(decision.theme))
    lines = [head, say(f"told.{decision.verdict.value}", language, promise=_said(decision))]
    lines.append(say("told.why", language, reason=defuse(decision.reason)))
    if decision.done_on is not None:
        lines.append(say("told.done", language, day=day(decision.done_on, language)))
    elif decision.due is not None:
        due = dated(decision.due, language)  # It can be years away.
        again = decision.verdict is Verdict.NOT_NOW
        key = "told.again_by" if again else "told.by"
        if decision.late:
            key = "told.again_late" if again else "told.its_late"
        lines.append(say(key, language, due=due, owner=defuse(decision.owner)))
    lines += [say("told.before", language, said=defuse(one)) for one in decision.before]
    return lines


def told_texts(
    round_: Round,
    head: Sequence[str],
    decisions: Sequence[Decision],
    language: str = "en",
    *,
    again: bool = False,
) -> list[str]:
    """You said, we did: what everybody who was asked gets, in as few messages as it takes.

    Args:
        head: What whoever decides says of it all, where that was not said before.
        again: Whether they were told of decisions before.
    """
    title = in_words(round_.survey.title, language)
    lines = [say("told.again" if again else "told.title", language, title=title)]
    lines += ["", *head] if head else []
    for decision in decisions:
        lines += ["", *decision_lines(decision, language)]
    return parcels(lines)


def late_card(round_: Round, decisions: Sequence[Decision], language: str = "en") -> Say:
    """A promise's day went by: said to everybody who was asked, once."""
    title = in_words(round_.survey.title, language)
    lines = [say("told.late_title", language, title=title)]
    for decision in decisions:
        lines += ["", *decision_lines(decision, language)]
    lines += ["", say("told.late_next", language)]
    rows: Rows = ((named("what", language, "what"),), (help_button(language),))
    return Say(text="\n".join(lines), rows=rows)


def round_button(round_: Round, *, waits: bool = True) -> Button:
    """The way to a round's themes, for whoever decides them; or decided, and has to be done."""
    named = "decide.button" if waits else "decide.button_promised"
    label = shortened(say(named, title=title(round_)), LONGEST_LABEL)
    return Button(label=label, press=press("dc", "o", round_.tag))


def see_all_button(round_: Round) -> Button:
    """Look at what everybody gets, before it is sent."""
    return Button(label=say("decide.see_all"), press=press("dcy", "see", round_.tag))


def rounds_card(found: Sequence[Round], *, waits: bool) -> Say:
    """Rounds whose themes are to be decided, or that were and have a promise to keep."""
    rows = tuple((round_button(one, waits=waits),) for one in found[:MOST_ROWS])
    return Say(text=say("decide.waits" if waits else "decide.promises"), rows=rows)


@dataclass(frozen=True, slots=True)
class Standing:
    """One theme, what is decided of it, and what is written and not decided yet."""

    theme: str
    decided: Version | None
    draft: Version | None


def overview_card(round_: Round, rows: Sequence[Standing], today: date, *, may_send: bool) -> Say:
    """Every theme of a round, what comes of it, and the way to each.

    Args:
        may_send: Whether whoever looks can send it to everybody who was asked now.
    """
    lines = [say("decide.title", title=title(round_)), ""]
    lines += [_row(round_, at, one, today) for at, one in enumerate(rows, start=1)]
    open_ = sum(one.decided is None for one in rows)
    to_tell = any(one.decided is not None and not one.decided.told for one in rows)
    lines += ["", _left(round_, open_)] if open_ or to_tell else []
    ways: list[tuple[Button, ...]] = [
        (_pick(round_, at, one.theme),) for at, one in enumerate(rows)
    ]
    if may_send:
        ways.append((see_all_button(round_),))
    return Say(text="\n".join(lines), rows=tuple(ways))


def theme_card(round_: Round, at: int, theme: str, stands: Decision | None, *, told: bool) -> Say:
    """The four answers to one theme, under what is decided of it now."""
    lines = [say("decide.theme", theme=theme_words(theme))]
    if stands is not None:
        lines += ["", say("decide.now" if told else "decide.let_go_now"), *decision_lines(stands)]
        lines += ["", say("decide.anew")]
    rows = tuple(
        (
            Button(
                label=say(f"decide.{verdict.value}"),
                press=press("dc", "v", round_.tag, at, verdict.value),
            ),
        )
        for verdict in Verdict
    )
    return Say(text="\n".join(lines), rows=(*rows, _back(round_)))


def type_card(round_: Round, written: Written, piece: Piece, at: int) -> Say:
    """Ask for one part of a decision."""
    key = f"decide.type_{piece.value}"
    if piece is Piece.PROMISE and written.verdict is Verdict.NO:
        key = "decide.type_promise_no"
    if piece is Piece.DUE and written.verdict is Verdict.NOT_NOW:
        key = "decide.type_due_not_now"
    blanks = {"decider": defuse(round_.decider)} if piece is Piece.OWNER else {}
    leave = Button(label=say("decide.later"), press=press("dc", "t", round_.tag, at))
    return Say(text=say(key, **blanks), rows=((leave,),))


def draft_card(
    round_: Round, at: int, shown: Decision, draft: Version, ways: Sequence[Button] = ()
) -> Say:
    """A decision as everybody will read it, and what can be done with it."""
    lines = [say("decide.preview"), "", *decision_lines(shown)]
    rows: list[tuple[Button, ...]] = [(way,) for way in ways]
    for piece in pieces_of(draft.words.verdict):
        label = say(f"decide.again_{piece.value}")
        rows.append((Button(label=label, press=press("dc", "w", round_.tag, at, piece.value)),))
    rows.append((Button(label=say("decide.other"), press=press("dc", "n", round_.tag, at)),))
    return Say(text="\n".join(lines), rows=(*rows, _back(round_)))


def with_doubts(card: Say, doubts: Sequence[str]) -> Say:
    """The same card, with what keeps it from going out."""
    if not doubts:
        return card
    told = "\n".join(["", *doubts, say("decide.not_yet")])
    return card.model_copy(update={"text": f"{card.text}\n{told}"})


def forward_button(round_: Round, draft: Version) -> Button:
    """Show a draft to whoever decides."""
    name = round_.decider.partition(",")[0].strip()
    label = shortened(say("decide.forward", decider=name), LONGEST_LABEL)
    return Button(label=label, press=press("dc", "p", round_.tag, draft.number))


def accept_buttons(round_: Round, draft: Version) -> tuple[Button, ...]:
    """Whoever decides says yes to a draft as they read it, or no."""
    return tuple(
        Button(label=say(f"decide.{label}"), press=press("dcy", step, round_.tag, draft.number))
        for label, step in (("accept", "ok"), ("decline", "no"))
    )


def came_card(round_: Round, shown: Decision, draft: Version) -> Say:
    """A decision that somebody wrote comes to whoever decides."""
    lines = [say("decide.came", title=title(round_)), "", *decision_lines(shown)]
    rows = tuple((way,) for way in accept_buttons(round_, draft))
    return Say(text="\n".join(lines), rows=rows)


def send_row(round_: Round, stamp: str) -> tuple[Button, ...]:
    """Send what was just looked at."""
    return (Button(label=say("decide.send"), press=press("dcy", "send", round_.tag, stamp)),)


def done_button(round_: Round, version: Version) -> Button:
    """Say that what was promised is done."""
    label = say("decide.mark_done", theme=theme_words(version.theme))
    code = press("dcy", "done", round_.tag, version.number)
    return Button(label=shortened(label, LONGEST_LABEL), press=code)


def due_card(round_: Round, version: Version, *, late: bool) -> Say:
    """A promise's day comes near, or went by: to whoever decides."""
    assert version.words.due is not None, "it has a day"
    text = say(
        "decide.its_late" if late else "decide.soon",
        title=title(round_),
        theme=theme_words(version.theme),
        day=dated(version.words.due),
    )
    return Say(text=text, rows=((done_button(round_, version),),))


def theme_words(theme: str) -> str:
    """A theme's name; of none, what is decided is the round as a whole."""
    return defuse(theme) if theme else say("decide.whole")


def title(round_: Round) -> str:
    """A round's title, for those who work here."""
    return in_words(round_.survey.title, "en")


def _said(decision: Decision) -> str:
    return defuse(decision.promise)


def _row(round_: Round, number: int, one: Standing, today: date) -> str:
    blanks = {"number": str(number), "theme": theme_words(one.theme)}
    if one.decided is None:
        if one.draft is None:
            return say("decide.row_none", **blanks)
        return _stands(round_, blanks, one.draft, today)
    row = _stands(round_, blanks, one.decided, today)
    if one.draft is None:
        return row
    anew = say(f"decide.{one.draft.words.verdict.value}").lower()
    return say("decide.row_anew", row=row, verdict=anew)


def _stands(round_: Round, blanks: dict[str, str], version: Version, today: date) -> str:
    blanks = {**blanks, "verdict": say(f"decide.{version.words.verdict.value}").lower()}
    if version.on is None:
        if lacking(version.words) is not None:
            return say("decide.row_draft", **blanks)
        return say("decide.row_waits", **blanks, decider=defuse(round_.decider))
    if not version.told:
        return say("decide.row_let_go", **blanks)
    if version.done_on is not None:
        return say("decide.row_done", **blanks, day=day(version.done_on))
    if is_late(version, today) and version.words.due is not None:
        return say("decide.row_late", **blanks, day=dated(version.words.due))
    return say("decide.row_told", **blanks)


def _left(round_: Round, count: int) -> str:
    if count == 0:
        return say("decide.all_decided", decider=defuse(round_.decider))
    return say("decide.left_one") if count == 1 else say("decide.left", count=count)


def _pick(round_: Round, at: int, theme: str) -> Button:
    label = say("decide.pick", number=at + 1, theme=theme_words(theme))
    return Button(label=shortened(label, LONGEST_LABEL), press=press("dc", "t", round_.tag, at))


def _back(round_: Round) -> tuple[Button, ...]:
    return (Button(label=say("decide.back"), press=press("dc", "o", round_.tag)),)
