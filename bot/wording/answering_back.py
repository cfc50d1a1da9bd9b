"""Words of an answer back: what those who were asked read, and whoever writes it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from bot.outgoing import Button, Rows, Say
from bot.texts import say
from bot.wording.days import day
from bot.wording.decisions import decision_lines
from bot.wording.keyboards import help_button, named
from bot.wording.pads import LONGEST_LABEL
from bot.wording.plain import defuse, in_words, parcels, shortened
from bot.wording.presses import press
from bot.wording.rating import printed_words, say_so_button, sent_back_words
from surveys.reports.model import Decision
from surveys.rounds.promise import Part, Stands, WrittenBack
from surveys.rounds.rating import Rated
from surveys.rounds.round import Round

MOST_WRITE = 5
"""Most rounds offered to be answered at once."""

ADD = {Part.CHANGED: "add_changed", Part.WHY_NOT: "add_why_not"}
"""The parts that may be added, and what their buttons say."""


@dataclass(frozen=True, slots=True)
class Promise:
    """A round somebody was asked in, and where its promise stands. Nothing says if they answered.

    ``round`` has the day by which it is owed now; ``on`` is the day of the answer, where there is
    one. ``decisions`` are what they were told of each theme, ``rated`` what is printed of how it
    was rated. ``sent_back``: they sent the words of that day back, and it is owed again.
    """

    round: Round
    stands: Stands
    words: WrittenBack = field(default_factory=WrittenBack)
    on: date | None = None
    decisions: tuple[Decision, ...] = ()
    rated: Rated | None = None
    sent_back: bool = False


def happened_cards(
    promises: Sequence[Promise],
    language: str = "en",
    *,
    more: bool = False,
    to_rate: Sequence[Round] = (),
) -> tuple[Say, ...]:
    """Every promise, in the order given, and a way to say if an answer is good enough."""
    lines = [say("happened.title", language)]
    for one in promises:
        lines += ["", *promise_lines(one, language)]
    if not promises:
        lines += ["", say("happened.none", language)]
    if more:
        lines += ["", say("happened.more", language)]
    texts = parcels(lines)
    ways = tuple((say_so_button(one, language),) for one in to_rate[:MOST_WRITE])
    rows: Rows = (*ways, (help_button(language),))
    last = Say(text=texts[-1], rows=rows)
    return (*(Say(text=text) for text in texts[:-1]), last)


def given_card(round_: Round, words: WrittenBack, language: str = "en") -> Say:
    """The answer back, as everybody who was asked gets it."""
    lines = [_of("happened.given", round_, language), "", *said_lines(words, language)]
    return Say(text="\n".join(lines), rows=_what(language))


def late_card(round_: Round, language: str = "en") -> Say:
    """It is late, to everybody who was asked."""
    return Say(text=_of("happened.its_late", round_, language), rows=_what(language))


def said_lines(words: WrittenBack, language: str = "en") -> list[str]:
    """The parts that are written, each under what it is."""
    return [
        say(f"happened.{part.value}", language, words=defuse(words.part(part)))
        for part in Part
        if words.part(part)
    ]


def mine_card(owed: Sequence[Round]) -> Say:
    """What waits for an answer back of whoever decides."""
    lines = [say("back.mine"), ""]
    lines += [_of("hear_back.owed", one, "en") for one in owed]
    rows = tuple((write_button(one),) for one in owed[:MOST_WRITE])
    return Say(text="\n".join(lines), rows=rows)


def write_button(round_: Round) -> Button:
    """Whoever decides begins to write back."""
    label = shortened(say("back.write", title=_title(round_)), LONGEST_LABEL)
    return Button(label=label, press=press("ab", "go", round_.tag))


def ahead_button(round_: Round) -> Button:
    """A lead lets a round go ahead."""
    label = shortened(say("hear_back.ahead_of", title=_title(round_)), LONGEST_LABEL)
    return Button(label=label, press=press("abgo", round_.tag))


def type_card(round_: Round, part: Part) -> Say:
    """Whoever decides types one part."""
    return Say(
        text=_of(f"back.type_{part.value}", round_, "en"), rows=(_do("not_now", "keep", round_),)
    )


def reason_card(round_: Round) -> Say:
    """A lead types why a round can't wait."""
    leave = Button(label=say("back.not_now"), press=press("abgo", round_.tag, "no"))
    return Say(text=say("hear_back.type_reason"), rows=((leave,),))


def preview_card(round_: Round, words: WrittenBack, doubts: Sequence[str]) -> Say:
    """What everybody would get, what may be hard about it, and what can be done."""
    shown = given_card(round_, words).text
    lines = [say("back.preview"), "", shown]
    lines += ["", *doubts] if doubts else []
    rows = [_do("send", "send", round_)]
    for part in ADD:
        if not words.part(part):
            rows.append(_do(ADD[part], "add", round_, part.value))
    rows += [_do("rewrite", "go", round_), _do("keep", "keep", round_)]
    return Say(text="\n".join(lines), rows=tuple(rows))


def lead_card(round_: Round, why: str) -> Say:
    """A round waits for somebody else's answer: the lead may let it go ahead."""
    text = say("hear_back.ask_lead", title=_title(round_), why=why)
    return Say(text=text, rows=((ahead_button(round_),),))


def soon_card(round_: Round) -> Say:
    """Whoever decides has a few days left."""
    return _to_write("hear_back.soon", round_)


def chase_card(round_: Round, *, blocks: bool = False) -> Say:
    """Whoever decides is late; or somebody would ask the same people again (``blocks``)."""
    if not blocks:
        return _to_write("hear_back.its_late", round_)
    card = _to_write("hear_back.owed", round_)
    return Say(text=f"{card.text} {say('hear_back.owed_next')}", rows=card.rows)


def promise_lines(promise: Promise, language: str = "en") -> list[str]:
    """Where one promise stands, line by line."""
    round_, key = promise.round, f"happened.{promise.stands.value}"
    more = _decided_lines(promise, language)
    if promise.on is None:
        return [_of(key, round_, language), *more]
    if promise.sent_back:
        return [_sent_back(promise, language), *more]
    told = say(
        key,
        language,
        title=in_words(round_.survey.title, language),
        decider=defuse(round_.decider),
        day=day(promise.on, language),
    )
    return [told, *said_lines(promise.words, language), *more]


def _sent_back(promise: Promise, language: str) -> str:
    """An answer that was sent back: what is printed of it, and what had been said."""
    round_, late = promise.round, promise.stands is Stands.LATE
    assert promise.on is not None, "it was given"
    lines = [
        say(
            "happened.sent_back",
            language,
            title=in_words(round_.survey.title, language),
            said=sent_back_words(round_, round_.answer_by, language, late=late),
        ),
        say("happened.said_then", language, day=day(promise.on, language)),
        *said_lines(promise.words, language),
    ]
    return "\n".join(lines)


def _decided_lines(promise: Promise, language: str) -> list[str]:
    lines = []
    for decision in promise.decisions:
        lines += ["", *decision_lines(decision, language)]
    if promise.rated is not None and not promise.sent_back:
        lines += ["", printed_words(promise.rated, language)]
    return lines


def _of(key: str, round_: Round, language: str) -> str:
    return say(
        key,
        language,
        title=in_words(round_.survey.title, language),
        decider=defuse(round_.decider),
        day=day(round_.answer_by, language),
    )


def _to_write(key: str, round_: Round) -> Say:
    return Say(text=_of(key, round_, "en"), rows=((write_button(round_),),))


def _do(label: str, step: str, round_: Round, *more: str) -> tuple[Button, ...]:
    return (Button(label=say(f"back.{label}"), press=press("ab", step, round_.tag, *more)),)


def _what(language: str) -> Rows:
    return ((named("what", language, "what"),), (help_button(language),))


def _title(round_: Round) -> str:
    return in_words(round_.survey.title, "en")
