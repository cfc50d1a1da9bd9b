"""The buttons under a prompt. One choice a row; what everyone may always do comes last."""

from __future__ import annotations

from collections.abc import Iterable

from bot.outgoing import Button, Rows
from bot.texts import languages, say
from bot.wording.pads import LONGEST_LABEL, TICKED, UNTICKED, pad
from bot.wording.plain import shortened
from bot.wording.presses import press
from bot.wording.sharing import shared
from bot.wording.turns import under_turn
from bot.wording.views import View
from surveys.definitions.questions import Note, SteppedQuestion
from surveys.flow.answers import Declined
from surveys.flow.prompts import AskItem, Summary
from surveys.flow.recalling import item_text
from surveys.flow.replies import Fallback, Sharing
from surveys.flow.sitting import SCREENS, Sitting, Stage
from surveys.rounds.round import Round, Way

CHANGES_A_ROW = 3


def help_button(language: str) -> Button:
    """The way to the numbers: on everything that asks."""
    return Button(label=say("button.need_help", language), press=press("help"))


def named(key: str, language: str, *parts: object) -> Button:
    """A button whose label is one of our texts; ``parts`` are its press."""
    kind, *rest = parts
    return Button(label=say(f"button.{key}", language), press=press(str(kind), *rest))


def screen_rows(round_: Round, sitting: Sitting, stage: Stage) -> Rows:
    """The ways on from one of the three screens."""
    language, tag = sitting.language, round_.tag
    on = ("next", "ok", "start")[SCREENS.index(stage)]
    go_on = (named(on, language, "ok", tag, SCREENS.index(stage)),)
    back = named("back", language, "b", tag, stage.value)
    match stage:
        case Stage.WHO_SEES:
            not_now = named("not_now", language, "later", tag)
            return (go_on, (help_button(language), not_now), *_languages(round_, sitting))
        case Stage.LIMITS:
            shown = (named("examples", language, "ex", tag),)
            return (shown, go_on, (back, help_button(language)))
        case _:
            later = named("later", language, "later", tag)
            no = named("no_thanks", language, "no", tag)
            return (go_on, (later, no), (back, help_button(language)))


def item_rows(round_: Round, sitting: Sitting, asked: AskItem) -> Rows:
    """The choices of an item, then the ways past it, then easy words and help."""
    place = round_.survey.position(asked.item.id)
    tag, language = round_.tag, sitting.language
    aside = (*easy_button(round_, sitting), help_button(language))
    if asked.scoring is not None and asked.in_turn is None:
        return (*pad(round_, sitting, asked), aside)
    way_past: list[Button] = []
    turn = under_turn(asked)
    if asked.can_go_back:
        back = (1,) if asked.wanting_words else turn
        way_past.append(named("back", language, "b", tag, place, *back))
    if not isinstance(asked.item, Note):
        voted = asked.in_turn is not None and asked.in_turn.said is not None
        way_past.append(named("skip", language, "s", tag, place, *turn))
        off = under_turn(asked, flag=voted)
        way_past.append(named("rather_not", language, "r", tag, place, *off))
    choices = () if asked.wanting_words else pad(round_, sitting, asked)
    stepped = isinstance(asked.item, SteppedQuestion) and not asked.wanting_words
    keep = ((named("keep", language, "d", tag, place),),) if asked.can_keep and not stepped else ()
    return (*choices, *keep, *((tuple(way_past),) if way_past else ()), aside)


def card_rows(round_: Round, sitting: Sitting, stage: Stage, *ways: Button) -> Rows:
    """One way a row, then back and help."""
    language = sitting.language
    back = named("back", language, "b", round_.tag, stage.value)
    return (*((way,) for way in ways), (back, help_button(language)))


def sharing_buttons(view: View, now: Sharing) -> tuple[Button, ...]:
    """The four ways to share everything written, the present one marked."""
    return tuple(
        Button(
            label=_marked(shared(way, view.language, view.readers), way is now),
            press=press("sh", view.round.tag, place),
        )
        for place, way in enumerate(Sharing)
    )


def sharing_one_buttons(view: View, place: int, now: Sharing) -> tuple[Button, ...]:
    """The four ways to share one answer, the present one marked."""
    return tuple(
        Button(
            label=_marked(shared(way, view.language, view.readers), way is now),
            press=press("sq", view.round.tag, place, number),
        )
        for number, way in enumerate(Sharing)
    )


def fallback_buttons(round_: Round, sitting: Sitting, now: Fallback) -> tuple[Button, ...]:
    """What may happen to an envelope if too few are sent, the present choice marked.

    A ticket's can only be torn up: nobody knows whose it is, to keep it for them.
    """
    return tuple(
        Button(
            label=_marked(say(f"fall.{way}", sitting.language, keeper=round_.keeper), way is now),
            press=press("f", round_.tag, place),
        )
        for place, way in enumerate(Fallback)
        if way is Fallback.TEAR_UP or round_.way is not Way.TICKET
    )


def name_buttons(round_: Round, sitting: Sitting, summary: Summary) -> tuple[Button, ...]:
    """One for each answer that a name can go on, ticked where it is on."""
    buttons: list[Button] = []
    for number, (question, answer, _) in enumerate(summary.entries, start=1):
        if isinstance(answer, Declined):
            continue
        on = question.id in summary.signed
        asked = item_text(round_.survey, sitting, question)
        place = round_.survey.position(question.id)
        label = f"{TICKED if on else UNTICKED} {number}. {asked}"
        buttons.append(_button(label, "n", round_.tag, place, not on))
    return tuple(buttons)


def summary_rows(round_: Round, sitting: Sitting, summary: Summary) -> Rows:
    """Send, change one, choose how to share, tear up."""
    language, tag = sitting.language, round_.tag
    changes = [
        Button(
            label=say("button.change_one", language, number=number),
            press=press("ch", tag, round_.survey.position(question.id)),
        )
        for number, (question, _, _) in enumerate(summary.entries, start=1)
    ]
    wrote = any(sharing is not None for _, _, sharing in summary.entries)
    choose = [named("sharing", language, "shq", tag)] if wrote else []
    choose.append(named("too_few", language, "fq", tag))
    names = ((named("names", language, "nq", tag),),) if _can_sign(round_, summary) else ()
    if summary.sent:
        first: Rows = ((named("words", language, "words", tag),),)
    else:
        first = ((named("send", language, "send", tag),),)
    last = (named("tear_up", language, "tear", tag), help_button(language))
    return (*first, *_grid(changes, CHANGES_A_ROW), tuple(choose), *names, last)


def sent_rows(round_: Round, language: str) -> Rows:
    """What can still be done once it is sent."""
    tag = round_.tag
    return (
        (named("words", language, "words", tag),),
        (named("change", language, "go", tag), named("tidy", language, "tidy")),
        (named("write", language, "om"), help_button(language)),
    )


def easy_button(round_: Round, sitting: Sitting) -> tuple[Button, ...]:
    """The switch to easy words and back, where the survey has any."""
    if not round_.survey.has_easy:
        return ()
    key = "usual" if sitting.easy else "easy"
    return (named(key, sitting.language, "e", round_.tag, not sitting.easy),)


def language_rows(language: str) -> Rows:
    """The other languages there are texts in, each by its own name."""
    return tuple(
        (Button(label=_own_name(one), press=press("la", one)),)
        for one in languages()
        if one != language
    )


def _languages(round_: Round, sitting: Sitting) -> Rows:
    known = dict.fromkeys((*round_.survey.languages, *languages()))
    others = [one for one in known if one != sitting.language]
    return tuple(
        (Button(label=_own_name(one), press=press("l", round_.tag, one)),) for one in others
    )


def _own_name(language: str) -> str:
    try:
        return say(f"language.{language}")
    except KeyError:
        return language.upper()


def _button(label: str, *parts: object) -> Button:
    kind, *rest = parts
    return Button(label=shortened(label, LONGEST_LABEL), press=press(str(kind), *rest))


def _can_sign(round_: Round, summary: Summary) -> bool:
    return round_.takes_names and any(not isinstance(a, Declined) for _, a, _ in summary.entries)


def _marked(label: str, now: bool) -> str:
    return f"✓ {label}" if now else label


def _grid(buttons: Iterable[Button], across: int) -> Rows:
    row = list(buttons)
    return tuple(tuple(row[start : start + across]) for start in range(0, len(row), across))
