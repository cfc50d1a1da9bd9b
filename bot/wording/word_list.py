"""The cards of /words: the list, one word of it, and how to add one."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from bot.outgoing import Button, Rows, Say
from bot.texts import say
from bot.wording.keyboards import named
from bot.wording.pads import TICKED, UNTICKED
from bot.wording.presses import press
from surveys.coaching.advice import AdviceKind
from surveys.coaching.care_words import OWN, CareWord
from surveys.coaching.changing import MOST_OWN, WordChanges

KIND = "cw"
A_PAGE = 8
"""Words on one page of the list."""


_SOURCES = {
    "tact": "word_list.from_tact",
    "ours": "word_list.from_ours",
    OWN: "word_list.from_own",
}


def list_card(changes: WordChanges, page: int, language: str, note: str = "") -> Say:
    """One page of the list, a button a word; those looked out for are ticked."""
    entries = changes.everything()
    pages = -(-len(entries) // A_PAGE)
    page = min(max(page, 0), pages - 1)
    shown = entries[page * A_PAGE : (page + 1) * A_PAGE]
    lines = [note, ""] if note else []
    lines += [say("word_list.title", language), "", say("word_list.about", language)]
    lines += ["", say("word_list.page", language, here=page + 1, all=pages)]
    steps = []
    if page > 0:
        steps.append(named("words_less", language, KIND, "page", page - 1))
    if page + 1 < pages:
        steps.append(named("words_more", language, KIND, "page", page + 1))
    rows: Rows = (
        *((_button(entry, changes, page, language),) for entry in shown),
        *((tuple(steps),) if steps else ()),
        (named("words_add", language, KIND, "add"),),
    )
    return Say(text="\n".join(lines), rows=rows)


def word_card(entry: CareWord, changes: WordChanges, page: int, language: str) -> Say:
    """One word: what to say instead, why, who says so, and whether it is looked out for."""
    is_off = entry.word in changes.off
    pair = say("word_list.pair", language, word=entry.word, better=entry.better)
    kind = "jargon" if entry.kind is AdviceKind.JARGON else "care"
    why = entry.why or say(f"word_list.kind_{kind}", language)
    lines = [pair, "", why, say(_SOURCES[entry.source], language)]
    if is_off:
        lines.append(say("word_list.is_off", language))
    name = name_of(entry.word)
    switch = named("words_on" if is_off else "words_off", language, KIND, "flip", name, page)
    rows: Rows = ((switch,),)
    if entry.source == OWN:
        rows = (*rows, (named("words_out", language, KIND, "out", name),))
    return Say(text="\n".join(lines), rows=(*rows, (_back(page, language),)))


def ask_card(changes: WordChanges, language: str) -> Say:
    """How to add a word; or that there is no room for more."""
    full = len(changes.added) >= MOST_OWN
    text = (
        say("word_list.full", language, most=MOST_OWN) if full else say("word_list.ask", language)
    )
    return Say(text=text, rows=((_back(0, language),),))


def again_card(language: str) -> Say:
    """What was typed is no pair."""
    return Say(text=say("word_list.not_a_pair", language), rows=((_back(0, language),),))


def name_of(word: str) -> str:
    """A word as a button can carry it."""
    return hashlib.sha256(word.casefold().encode()).hexdigest()[:12]


def find(changes: WordChanges, name: str) -> CareWord | None:
    """The word that a button means; None for one that is not in the list."""
    entries: Sequence[CareWord] = changes.everything()
    return next((entry for entry in entries if name_of(entry.word) == name), None)


def _button(entry: CareWord, changes: WordChanges, page: int, language: str) -> Button:
    tick = UNTICKED if entry.word in changes.off else TICKED
    pair = say("word_list.pair", language, word=entry.word, better=entry.better)
    return Button(label=f"{tick} {pair}", press=press("cw", "see", name_of(entry.word), page))


def _back(page: int, language: str) -> Button:
    return named("words_list", language, KIND, "page", page)
