"""Telling: the outcome of one reply, as what is said, rewritten or shown on the button."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import assert_never

from bot.outgoing import Outgoing, Rewrite, Say
from bot.services.knowing import Spoken, Visit
from bot.wording import prompts
from bot.wording.looking import quoted
from bot.wording.plain import defuse, in_words
from bot.wording.views import View
from surveys.anonymity.envelope import Envelope
from surveys.definitions.questions import Dots, Note, Ranking, Wheel
from surveys.flow.engine import Step, prompt_of
from surveys.flow.events import (
    Accepted,
    ConsentGiven,
    NamePut,
    PausedHere,
    Refusal,
    Refused,
    Submitted,
    Ticked,
    TornUp,
)
from surveys.flow.prompts import AskItem, LookOver, OpeningCard, Prompt, Summary
from surveys.flow.recalling import label_of
from surveys.flow.replies import (
    Done,
    FellBack,
    Looked,
    PutBack,
    Reply,
    Resumed,
    Said,
    Sent,
    Shared,
    Spoke,
)
from surveys.flow.sitting import Sitting
from surveys.people.person import Person
from surveys.redaction.pieces import Preview


@dataclass(frozen=True, slots=True)
class Turn:
    """What is needed to word the outcome of one reply."""

    visit: Visit
    view: View
    before: Sitting
    envelope: Envelope
    reply: Reply
    looked: Preview | None = None
    """What they looked over, where that is what they replied to."""

    @property
    def tapped(self) -> int | None:
        """The message whose button was tapped, where there is one."""
        return self.visit.message if self.visit.tap else None

    def asked(self, *said: Outgoing, toast: str = "", alert: bool = False) -> Spoken:
        """What is said of this round, under its key."""
        return Spoken(said, toast, alert, self.view.round.id)


def tell(turn: Turn, taken: Step) -> Spoken:
    """Word the outcome of a reply. A step has at most one event."""
    for event in taken.events:
        match event:
            case Accepted():
                return _after_answer(turn, taken, event)
            case Ticked():
                return _in_place(turn, taken)
            case Refused():
                return _after_refusal(turn, taken, event)
            case NamePut():
                return _after_naming(turn, taken)
            case Submitted():
                return _after_sending(turn)
            case TornUp():
                return _after_tearing(turn)
            case ConsentGiven() | PausedHere():
                pass
            case _:
                assert_never(event)
    return _without_event(turn, taken)


def _after_answer(turn: Turn, taken: Step, event: Accepted) -> Spoken:
    lead = turn.view.words("ask.changed" if taken.sitting.sent else "ask.saved")
    said: list[Outgoing] = []
    if turn.tapped is not None:
        item = turn.view.round.survey.item(event.question)
        text = prompts.answered(turn.view, item, event.answer)
        said.append(Rewrite(message=turn.tapped, text=text))
    return turn.asked(*said, *prompts.prompt_says(turn.view, taken.prompt, lead))


def _in_place(turn: Turn, taken: Step) -> Spoken:
    """Change the tapped message instead of saying it anew, where that can be."""
    says = prompts.prompt_says(turn.view, taken.prompt)
    wants_words = isinstance(taken.prompt, AskItem) and taken.prompt.wanting_words is not None
    if turn.tapped is None or wants_words or len(says) > 1:
        return turn.asked(*says)
    said = says[0]
    return turn.asked(
        Rewrite(message=turn.tapped, text=said.text, rows=said.rows, picture=said.picture)
    )


def _after_refusal(turn: Turn, taken: Step, event: Refused) -> Spoken:
    lead = prompts.refusal(event, turn.view.language)
    if turn.visit.tap and not turn.before.paused:
        return turn.asked(toast=lead)
    if event.why is Refusal.NOT_A_CHOICE:
        lead = _how_to_type(turn.view, taken.prompt) or lead
    return turn.asked(*prompts.prompt_says(turn.view, taken.prompt, lead))


def _how_to_type(view: View, prompt: Prompt) -> str:
    """What can be typed here, where "one of the answers" would not say it; "" elsewhere."""
    match prompt:
        case LookOver():
            return view.words("look.how")
        case Summary():
            return view.words("refused.at_summary")
        case OpeningCard() | AskItem(item=Note()):
            return view.words("refused.only_to_read")
        case AskItem(item=Ranking()):
            return view.words("refused.not_an_order")
        case AskItem(item=Dots() as item) | AskItem(item=Wheel() as item):
            label = defuse(label_of(view.round.survey, view.sitting, item.choices[0]))
            key = "not_dots" if isinstance(item, Dots) else "not_scores"
            return view.words(f"refused.{key}", label=label)
        case _:
            return ""


def _after_naming(turn: Turn, taken: Step) -> Spoken:
    """Show the choice again, changed, in the message that was tapped."""
    assert isinstance(turn.visit.who, Person), "only a person has a name to put on"
    view = turn.view
    at_rest = replace(taken.sitting, at=None, paused=False, looking=None)
    summary = prompt_of(view.round.survey, at_rest)
    assert isinstance(summary, Summary), "they are checking, or have sent it"
    card = prompts.choose_names(view, summary, turn.visit.who.nick)
    if turn.tapped is None:
        return turn.asked(card)
    return turn.asked(Rewrite(message=turn.tapped, text=card.text, rows=card.rows))


def _after_sending(turn: Turn) -> Spoken:
    words = turn.view.words("sent.words", words=" ".join(turn.envelope.words))
    return turn.asked(prompts.sent_card(turn.view), toast=words, alert=True)


def _after_tearing(turn: Turn) -> Spoken:
    return replace(torn_up(turn.view), rid=None)


def torn_up(view: View) -> Spoken:
    """Say that an envelope is empty now, and what is still true of old copies."""
    title = in_words(view.round.survey.title, view.language)
    lines = (
        view.words("tear.done", title=title),
        view.words("tear.backups"),
        view.words("tear.again", closes=view.closes()),
    )
    return Spoken((Say(text="\n".join(lines)),), kind="notice")


def _without_event(turn: Turn, taken: Step) -> Spoken:
    reply = turn.reply
    if isinstance(reply, Sent) and turn.before.sent:
        return show_words(turn.view, turn.envelope)
    if isinstance(reply, Spoke) and turn.visit.tap:
        return turn.asked() if taken.sitting == turn.before else _in_place(turn, taken)
    moved = taken.sitting != turn.before or isinstance(reply, Resumed | Said)
    if turn.visit.tap and not moved:
        return turn.asked()
    lead = turn.view.words("ask.saved") if isinstance(reply, Shared | FellBack) else ""
    if isinstance(reply, PutBack):
        return _in_place(turn, taken)
    if (kept := _kept(turn)) is not None:
        return turn.asked(kept, *prompts.prompt_says(turn.view, taken.prompt, lead))
    return turn.asked(*prompts.prompt_says(turn.view, taken.prompt, lead))


def _kept(turn: Turn) -> Rewrite | None:
    """The tapped message as it was once answered, where its earlier answer was kept."""
    if turn.tapped is not None and isinstance(turn.reply, Looked) and turn.looked is not None:
        text = quoted(turn.looked, turn.view.language)
        return Rewrite(message=turn.tapped, text=text)
    key = turn.before.at
    answer = turn.before.answers.get(key) if key is not None else None
    if turn.tapped is None or key is None or answer is None or not isinstance(turn.reply, Done):
        return None
    item = turn.view.round.survey.item(key)
    return Rewrite(message=turn.tapped, text=prompts.answered(turn.view, item, answer))


def show_words(view: View, envelope: Envelope) -> Spoken:
    """Show the take-back words on the button, in no message; only where they are drawn."""
    if not envelope.words:
        return Spoken(toast=view.words("sent.words_none"), alert=True, rid=view.round.id)
    words = view.words("sent.words", words=" ".join(envelope.words))
    return Spoken(toast=words, alert=True, rid=view.round.id)
