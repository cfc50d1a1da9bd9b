"""What the engine asks, as messages: a head line, the words, the buttons."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import assert_never

from bot.outgoing import Button, Rows, Say
from bot.texts import say
from bot.wording import consent, drawings, keyboards, looking
from bot.wording.days import day
from bot.wording.hints import hints, in_their_words, main_line
from bot.wording.plain import defuse, parcels, shortened
from bot.wording.presses import press
from bot.wording.sharing import shared, shared_means
from bot.wording.views import View
from surveys.definitions.months import day_words
from surveys.definitions.questions import (
    AnyItem,
    AnyQuestion,
    NonAnswer,
    Note,
)
from surveys.definitions.survey import Survey
from surveys.flow.answers import Answer, Declined
from surveys.flow.branching import final_answers, path, signed_answers
from surveys.flow.events import Refused
from surveys.flow.looking import own_words, with_own_words
from surveys.flow.prompts import (
    AskFallback,
    AskItem,
    AskSharing,
    ConsentScreen,
    LookOver,
    Nothing,
    OpeningCard,
    Pausing,
    Prompt,
    Summary,
)
from surveys.flow.recalling import answer_words, item_text
from surveys.flow.replies import Sharing
from surveys.flow.sitting import Sitting, Stage
from surveys.ids import QuestionKey
from surveys.rounds.round import Way

LONGEST_IN_SUMMARY = 160
"""Most of a question or an answer that the summary shows. Unit: characters."""


Pair = tuple[str, str]
"""A question as it was asked, and its answer in words; not yet made inert."""


def prompt_says(  # noqa: C901 one case a prompt
    view: View, prompt: Prompt, lead: str = ""
) -> tuple[Say, ...]:
    """A prompt as one message (a long summary as a few), with ``lead`` above it."""
    match prompt:
        case ConsentScreen(stage=stage):
            facts = consent.Facts(view.round, view.policy, view.chat, view.language)
            text = consent.screen(stage, facts)
            if view.rehearsal and stage is Stage.WHO_SEES:
                text = f"{view.words('practice.screen')}\n\n{text}"
            rows = keyboards.screen_rows(view.round, view.sitting, stage)
        case OpeningCard():
            text, rows = _opening(view)
        case AskItem():
            rows = keyboards.item_rows(view.round, view.sitting, prompt)
            shown = drawings.drawing(view.round.survey, view.sitting, prompt)
            return (Say(text=_under(lead, item_words(view, prompt)), rows=rows, picture=shown),)
        case LookOver():
            text, rows = looking.look_over(view, prompt)
        case AskSharing():
            text, rows = _sharing(view, prompt)
        case AskFallback():
            text = _if_too_few(view)
            ways = keyboards.fallback_buttons(view.round, view.sitting, prompt.now)
            rows = keyboards.card_rows(view.round, view.sitting, Stage.FALLBACK, *ways)
        case Summary():
            return _summary(view, prompt, lead)
        case Pausing():
            key = "pausing.stopped_sent" if view.sitting.sent else "pausing.stopped"
            text, rows = view.words(key, closes=view.closes()), _paused_rows(view)
        case Nothing():
            text, rows = view.words("refused.torn_up"), ((_start_again(view),),)
        case _:
            assert_never(prompt)
    return (Say(text=_under(lead, text), rows=rows),)


def item_words(view: View, asked: AskItem) -> str:
    """An item's head line, words, help and hint."""
    head = view.words(
        "ask.head", number=asked.number, count=asked.count, minutes=asked.minutes_left
    )
    lines = [head, "", main_line(view, asked)]
    if asked.item.help and not asked.wanting_words:
        lines.append(in_their_words(view, asked.item.help))
    lines.extend(hints(view, asked))
    if asked.in_turn is not None:
        return "\n".join(lines)
    before = _shown(view, asked.item, asked.before) if asked.before is not None else ""
    if before and not isinstance(asked.before, Declined):
        lines.append(view.words("ask.before", answer=shortened(before, LONGEST_IN_SUMMARY)))
    return "\n".join(lines)


def answered(view: View, item: AnyItem, answer: Answer) -> str:
    """What a message becomes once its question is answered: the question and the answer."""
    words = defuse(item_text(view.round.survey, view.sitting, item))
    return f"{words}\n{view.words('ask.your_answer', answer=_shown(view, item, answer))}"


def refusal(refused: Refused, language: str) -> str:
    """Why a reply was not taken, and what to do instead."""
    limit, least = (
        day_words(one, language) if isinstance(one, date) else 1 if one is None else one
        for one in (refused.limit, refused.least)
    )
    return say(f"refused.{refused.why}", language, limit=limit, least=least)


def sent_card(view: View) -> Say:
    """The end: what happens now, and by when."""
    lead_number = next((n for n in view.policy.numbers if n.number != "999"), None)
    blanks: dict[str, object] = {
        "closes": view.closes(),
        "opens": day(view.round.results_on, view.language),
        "answer_by": day(view.round.answer_by, view.language),
    }
    told = "first_ticket" if view.round.way is Way.TICKET else "first"
    safety = ("safety",) if view.policy.plan.safety_read else ()
    first = ("thanks", "until", *safety, "opened", "reader", told, "answer_by")
    lines = [view.words(f"sent.{key}", **blanks) for key in first]
    lines.append("\n" + view.words("sent.tap_to_see"))
    lines.append(view.words("sent.find", **blanks))
    if signed_answers(view.round.survey, view.sitting):
        lines.append(view.words("sent.named", keeper=defuse(view.round.keeper)))
    if lead_number is not None:
        ring = view.words("sent.ring", name=lead_number.name, number=lead_number.number)
        lines.append("\n" + ring)
    lines.append("\n" + view.words("sent.person"))
    return Say(text="\n".join(lines), rows=keyboards.sent_rows(view.round, view.language))


def choose_sharing(view: View, summary: Summary, place: int | None) -> Say:
    """How may it be shared: everything, or the answer to the item at ``place`` alone."""
    survey, tag = view.round.survey, view.round.tag
    if place is not None and place < len(survey.questions):
        item = survey.questions[place]
        now = view.sitting.sharing_of.get(item.id, view.sitting.sharing)
        ways = keyboards.sharing_one_buttons(view, place, now)
        words = defuse(item_text(survey, view.sitting, item))
        text = f"{view.words('share.each_question')}\n{words}"
    else:
        ways = keyboards.sharing_buttons(view, view.sitting.sharing)
        text = _sharing_means(view)
        ways += tuple(
            Button(
                label=view.words("button.sharing_one", number=number),
                press=press("shq", tag, survey.position(question.id)),
            )
            for number, (question, _, sharing) in enumerate(summary.entries, start=1)
            if sharing is not None
        )
    back = keyboards.named("back", view.language, "go", tag)
    return Say(text=text, rows=_with_help(view, ways, back))


def choose_names(view: View, summary: Summary, nick: str) -> Say:
    """Which answers get their author's name: one tap puts it on, the next takes it off."""
    blanks = {"keeper": defuse(view.round.keeper), "nick": defuse(nick)}
    keys = ("question", "alone", "even_few", "stays", "name")
    lines = [view.words(f"names.{key}", **blanks) for key in keys]
    ways = keyboards.name_buttons(view.round, view.sitting, summary)
    done = keyboards.named("done", view.language, "go", view.round.tag)
    return Say(text="\n".join(lines), rows=_with_help(view, ways, done))


def choose_fallback(view: View) -> Say:
    """What may happen if too few are sent, asked for from the summary."""
    ways = keyboards.fallback_buttons(view.round, view.sitting, view.sitting.fallback)
    back = keyboards.named("back", view.language, "go", view.round.tag)
    return Say(text=_if_too_few(view), rows=_with_help(view, ways, back))


def _with_help(view: View, ways: Iterable[Button], back: Button) -> Rows:
    """One way a row, then the way back beside help."""
    return (*((way,) for way in ways), (back, keyboards.help_button(view.language)))


def _if_too_few(view: View) -> str:
    ticket = view.round.way is Way.TICKET
    return view.words("fall.question_ticket" if ticket else "fall.question")


def envelope_in_words(survey: Survey, sitting: Sitting) -> str:
    """Everything answered so far, question by question, in full. Inert wherever it is shown."""
    return pairs_in_words(envelope_pairs(survey, sitting))


def pairs_in_words(pairs: Iterable[Pair]) -> str:
    """Questions and answers, one under the other. Inert wherever it is shown."""
    return "\n".join(f"{defuse(asked)}\n   {defuse(answer)}" for asked, answer in pairs)


def envelope_pairs(survey: Survey, sitting: Sitting) -> tuple[Pair, ...]:
    """Every question answered so far, and its answer."""
    final = final_answers(survey, sitting)
    return tuple(
        _pair(survey, sitting, item, final[item.id])
        for item in path(survey, sitting.answers)
        if not isinstance(item, Note) and item.id in sitting.answers
    )


def answer_pair(survey: Survey, sitting: Sitting, key: QuestionKey) -> Pair:
    """One question and its answer, and nothing of any other answer.

    A question may repeat an earlier answer in its wording; here it gives a neutral word.
    """
    answer = final_answers(survey, sitting)[key]
    alone = replace(sitting, answers={key: answer})
    return _pair(survey, alone, survey.item(key), answer)


def _pair(survey: Survey, sitting: Sitting, item: AnyItem, answer: Answer) -> Pair:
    words = answer_words(survey, sitting, item, answer) or _none(answer, sitting.language)
    return item_text(survey, sitting, item), words


def _opening(view: View) -> tuple[str, Rows]:
    text = in_their_words(view, view.round.survey.opening or {})
    on = keyboards.named("next", view.language, "d", view.round.tag, Stage.OPENING.value)
    aside = (
        *keyboards.easy_button(view.round, view.sitting),
        keyboards.help_button(view.language),
    )
    return text, ((on,), aside)


def _sharing(view: View, prompt: AskSharing) -> tuple[str, Rows]:
    ways = keyboards.sharing_buttons(view, prompt.now)
    text = f"{_sharing_means(view)}\n\n{view.words('share.each')}"
    return text, keyboards.card_rows(view.round, view.sitting, Stage.SHARING, *ways)


def _sharing_means(view: View) -> str:
    means = [shared_means(way, view.language, view.readers) for way in Sharing]
    return "\n".join([view.words("share.question"), "", *means])


def _summary(view: View, summary: Summary, lead: str) -> tuple[Say, ...]:
    title = view.words("summary.title_sent" if summary.sent else "summary.title")
    lines = [*([lead, ""] if lead else []), title]
    for number, (question, answer, sharing) in enumerate(summary.entries, start=1):
        lines.append("")
        lines.append(_entry(view, number, question, answer))
        if question.id in summary.signed:
            lines.append(view.words("summary.named", keeper=defuse(view.round.keeper)))
        elif sharing is not None:
            how = shared(sharing, view.language, view.readers)
            lines.append(view.words("summary.shared", sharing=how))
    if any(words != own_words(view.sitting.answers.get(q)) for q, words in view.read_as.items()):
        lines.extend(["", view.words("look.brackets")])
    if all(isinstance(answer, Declined) for _, answer, _ in summary.entries):
        lines.extend(["", view.words("summary.empty")])
    end = "summary.can_change" if summary.sent else "summary.not_sent"
    lines.extend(["", view.words(end, closes=view.closes())])
    messages = parcels(lines)
    rows = keyboards.summary_rows(view.round, view.sitting, summary)
    return (*(Say(text=text) for text in messages[:-1]), Say(text=messages[-1], rows=rows))


def _entry(view: View, number: int, question: AnyQuestion, answer: Answer) -> str:
    words = shortened(item_text(view.round.survey, view.sitting, question), LONGEST_IN_SUMMARY)
    read = with_own_words(answer, view.read_as.get(question.id, own_words(answer)))
    return view.words(
        "summary.entry",
        number=number,
        question=defuse(words),
        answer=shortened(_shown(view, question, read), LONGEST_IN_SUMMARY),
    )


def _shown(view: View, item: AnyItem, answer: Answer) -> str:
    words = answer_words(view.round.survey, view.sitting, item, answer)
    return defuse(words) if words else _none(answer, view.language)


def _none(answer: Answer, language: str) -> str:
    why = answer.why if isinstance(answer, Declined) else NonAnswer.SKIPPED
    return say(f"ask.{why.value}", language)


def _paused_rows(view: View) -> Rows:
    tag, language = view.round.tag, view.language
    return (
        (keyboards.named("carry_on", language, "go", tag),),
        (keyboards.named("tear_up", language, "tear", tag), keyboards.help_button(language)),
    )


def _start_again(view: View) -> Button:
    return keyboards.named("start", view.language, "go", view.round.tag)


def _under(lead: str, text: str) -> str:
    return f"{lead}\n\n{text}" if lead else text
