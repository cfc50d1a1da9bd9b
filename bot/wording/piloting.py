"""The cards of a pilot: who is asked to try a draft, what it meant to them, what they said."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.outgoing import Button, Rows, Say
from bot.texts import say
from bot.wording.days import in_minutes
from bot.wording.keyboards import help_button
from bot.wording.pads import LONGEST_LABEL
from bot.wording.plain import defuse, in_words, parcels, shortened
from bot.wording.presses import press
from bot.wording.trying_out import draft_button
from surveys.definitions.survey import Survey
from surveys.definitions.timing import minutes
from surveys.flow.recalling import item_text
from surveys.flow.sitting import Sitting
from surveys.ids import DraftId, ParticipantId, QuestionKey
from surveys.people.person import Person
from surveys.rounds.trying import Meaning, Note, Peer, Trial

PILOT = "pi"
"""The kind of a pilot's buttons."""

PID_SHOWN = 12
"""How much of a colleague's random id a button carries. Unit: hexadecimal digits."""

PID_USED = 8
"""How much of it the button has that takes a peer's words: a press takes 64 bytes."""
MOST_USED = 8
"""Most peers' words offered to be taken at once."""

ANSWERS: Mapping[str, Meaning] = {
    "c": Meaning.CLEAR,
    "u": Meaning.UNSURE,
    "x": Meaning.CHANGE,
}
"""What the buttons under "What did this mean to you?" say."""


@dataclass(frozen=True, slots=True)
class Colleague:
    """Somebody who could try a draft, and how far they are; None where they were not asked."""

    person: Person
    peer: Peer | None


def who_card(draft: DraftId, survey: Survey, others: Sequence[Colleague], said: int) -> Say:
    """Who should try it? ``said`` is how many notes there are."""
    if not others:
        return Say(text=say("piloting.nobody"), rows=((draft_button(draft, "en"),),))
    rows: list[tuple[Button, ...]] = []
    unasked = [one for one in others if one.peer is None]
    if len(unasked) > 1:
        everybody = say("piloting.all", count=len(unasked))
        rows.append((Button(label=everybody, press=press(PILOT, "ask", draft, "all")),))
    rows += [(_ask(draft, one),) for one in others]
    if said:
        rows.append((_see(draft),))
    rows.append((draft_button(draft, "en"),))
    return Say(text=say("piloting.who", title=_title(survey)), rows=tuple(rows))


def invitation(draft: DraftId, survey: Survey, author: str) -> Say:
    """A peer is asked to try a draft; told first that what they say has their name on it."""
    text = say(
        "piloting.invited",
        author=defuse(author),
        count=len(survey.asked),
        minutes=in_minutes(minutes(survey.questions)),
    )
    ways = (_named("go", "go", draft), _named("no", "no", draft))
    return Say(text=text, rows=(ways, (help_button("en"),)))


def note_card(trial: Trial) -> Say:
    """What did this mean to you? Asked once of each question; a tap is enough."""
    assert trial.noting is not None, "they are asked about one"
    item = trial.survey.item(trial.noting)
    sitting = trial.envelope.sitting or Sitting()
    question = defuse(item_text(trial.survey, sitting, item))
    text = say("piloting.note", question=question, author=defuse(trial.maker))
    rows: Rows = (
        (_says(trial, "clear", "c"), _says(trial, "change", "x")),
        (_says(trial, "unsure", "u"),),
        (_says(trial, "skip", "s"), help_button("en")),
    )
    return Say(text=text, rows=rows)


def change_card(trial: Trial) -> Say:
    """How would they put it?"""
    rows: Rows = ((_says(trial, "carry_on", "s"), help_button("en")),)
    return Say(text=say("piloting.what_change"), rows=rows)


def done_card(draft: DraftId, survey: Survey, nick: str) -> Say:
    """A peer has tried it: to its author."""
    text = say("piloting.done", nick=defuse(nick), title=_title(survey))
    return Say(text=text, rows=((_see(draft),),))


def notes_cards(
    draft: DraftId,
    survey: Survey,
    notes: Sequence[Note],
    names: Mapping[ParticipantId, str],
    handles: Mapping[QuestionKey, int],
) -> tuple[Say, ...]:
    """What peers made of each question, in its order, and the ways to change one.

    Args:
        handles: What the draft calls each question whose words may be changed.
    """
    lines = [say("piloting.title", title=_title(survey))]
    if not notes:
        lines += ["", say("piloting.nothing")]
    here = {question.id for question in survey.asked}
    mend: list[Button] = []
    use: list[Button] = []
    for number, question in enumerate(survey.asked, start=1):
        of_it = [note for note in notes if note.question == question.id]
        if not of_it:
            continue
        words = in_words(question.text, survey.main_language)
        lines += ["", say("piloting.question", number=number, question=words)]
        lines += [_said(note, names) for note in of_it]
        label = say("piloting.mend", number=number)
        mend.append(Button(label=label, press=press("bd", "q", draft, number)))
        if question.id in handles:
            asked = question.text[survey.main_language]
            use += [
                _use(draft, note, names, (number, handles[question.id]))
                for note in of_it
                if may_use(note) and note.words != asked
            ]
    for note in notes:
        if note.question not in here:
            lines += ["", say("piloting.gone_question", question=defuse(note.asked))]
            lines.append(_said(note, names))
    more = _named("more", "who", draft)
    grid = tuple(tuple(mend[at : at + 3]) for at in range(0, len(mend), 3))
    texts = parcels(lines)
    taking = tuple((one,) for one in use[:MOST_USED])
    last = Say(text=texts[-1], rows=(*taking, *grid, (more,), (draft_button(draft, "en"),)))
    return (*(Say(text=text) for text in texts[:-1]), last)


def may_use(note: Note) -> bool:
    """Whether a peer said how they would put it."""
    return note.meaning is Meaning.CHANGE and bool(note.words)


def _use(
    draft: DraftId, note: Note, names: Mapping[ParticipantId, str], of: tuple[int, int]
) -> Button:
    """One tap takes a peer's words. ``of``: the question's number, and its handle."""
    number, handle = of
    nick = names.get(note.by, "") or say("piloting.somebody")
    label = shortened(say("piloting.use", nick=nick, number=number), LONGEST_LABEL)
    return Button(label=label, press=press(PILOT, "use", draft, handle, note.by.hex()[:PID_USED]))


def _said(note: Note, names: Mapping[ParticipantId, str]) -> str:
    nick = defuse(names.get(note.by, "")) or say("piloting.somebody")
    match note.meaning:
        case Meaning.CLEAR:
            return say("piloting.was_clear", nick=nick)
        case Meaning.UNSURE:
            return say("piloting.was_unsure", nick=nick)
        case Meaning.CHANGE if note.words:
            return say("piloting.was_change_words", nick=nick, words=defuse(note.words))
        case Meaning.CHANGE:
            return say("piloting.was_change", nick=nick)
        case Meaning.SAID:
            return say("piloting.said", nick=nick, words=defuse(note.words))


def _ask(draft: DraftId, one: Colleague) -> Button:
    nick, peer = one.person.nick or say("crew.no_name"), one.peer
    key = "one"
    if peer is not None:
        key = "tried" if peer.done else "refused" if peer.refused else "asked"
    label = shortened(say(f"piloting.{key}", nick=nick), LONGEST_LABEL)
    who = one.person.id.hex()[:PID_SHOWN]
    return Button(label=label, press=press(PILOT, "ask", draft, who))


def _see(draft: DraftId) -> Button:
    return _named("see", "see", draft)


def _named(key: str, *parts: object) -> Button:
    return Button(label=say(f"piloting.{key}"), press=press(PILOT, *parts))


def _says(trial: Trial, key: str, code: str) -> Button:
    return _named(key, "n", trial.tag, trial.survey.position(trial.noting or ""), code)


def _title(survey: Survey) -> str:
    return in_words(survey.title, survey.main_language) or say("piloting.no_title")
