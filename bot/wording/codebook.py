"""The cards of /themes: the list, one theme of it, and what is asked to change it."""

from __future__ import annotations

import hashlib

from bot.outgoing import Button, Rows, Say
from bot.texts import say
from bot.wording.keyboards import named
from bot.wording.plain import defuse
from bot.wording.presses import press
from surveys.themes.codebook import Codebook, Theme
from surveys.themes.codebook_texts import LONGEST_DESCRIPTION, LONGEST_NAME, MOST_THEMES

KIND = "cb"
A_PAGE = 8
"""Themes on one page of the list."""


def list_card(codebook: Codebook, page: int, language: str, note: str = "") -> Say:
    """One page of the themes, a button each; below it what changes the list."""
    shown, page, pages = _page(codebook.themes, page)
    lines = [note, ""] if note else []
    lines += [say("codebook.title", language), "", say("codebook.about", language)]
    lines += ["", say("codebook.page", language, here=page + 1, all=pages)]
    rows: Rows = (
        *((_open(theme, page),) for theme in shown),
        *_steps(page, pages, language, "page"),
        (named("theme_add", language, KIND, "add"),),
        (named("theme_undo", language, KIND, "undo", codebook.version),),
    )
    return Say(text="\n".join(lines), rows=rows)


def theme_card(codebook: Codebook, theme: Theme, language: str, note: str = "") -> Say:
    """One theme: its name, its line, and what can be done with it."""
    name, page = name_of(theme.id), place_of(codebook, theme) // A_PAGE
    lines = [note, ""] if note else []
    lines += [defuse(theme.name), ""]
    lines.append(defuse(theme.description) or say("codebook.no_line", language))
    rows: Rows = (
        (named("theme_line", language, KIND, "line", name),),
        (named("theme_name", language, KIND, "name", name),),
        (named("theme_merge", language, KIND, "with", name, 0),),
        (
            named("theme_up", language, KIND, "up", name),
            named("theme_down", language, KIND, "down", name),
        ),
        (named("theme_out", language, KIND, "out", name),),
        (_back(page, language),),
    )
    return Say(text="\n".join(lines), rows=rows)


def merge_card(codebook: Codebook, theme: Theme, page: int, language: str) -> Say:
    """The other themes: which becomes part of this one."""
    others = tuple(each for each in codebook.themes if each.id != theme.id)
    shown, page, pages = _page(others, page)
    into = name_of(theme.id)
    rows: Rows = (
        *(
            (Button(label=each.name, press=press(KIND, "join", into, name_of(each.id))),)
            for each in shown
        ),
        *_steps(page, pages, language, "with", into),
        (_to(theme, language),),
    )
    return Say(text=say("codebook.ask_merge", language, name=defuse(theme.name)), rows=rows)


def out_card(theme: Theme, language: str) -> Say:
    """Whether a theme should go."""
    yes = named("theme_out_yes", language, KIND, "outyes", name_of(theme.id))
    text = say("codebook.ask_out", language, name=defuse(theme.name))
    return Say(text=text, rows=((yes,), (_to(theme, language),)))


def ask_card(key: str, theme: Theme | None, language: str) -> Say:
    """What to type: a new theme's name, another name, or a line."""
    name = defuse(theme.name) if theme else ""
    back = _to(theme, language) if theme else _back(0, language)
    return Say(text=say(f"codebook.{key}", language, name=name), rows=((back,),))


def refusal(kind: str, language: str) -> str:
    """Why something cannot be done, in a sentence, with the way out."""
    most = {
        "name_most": LONGEST_NAME,
        "line_most": LONGEST_DESCRIPTION,
        "themes_most": MOST_THEMES,
    }
    return say(f"codebook.{kind}", language, **most)


def refused_card(kind: str, language: str) -> Say:
    """The same as a message, with a way back."""
    return Say(text=refusal(kind, language), rows=((_back(0, language),),))


def name_of(theme: str) -> str:
    """A theme as a button can carry it, beside others."""
    return hashlib.sha256(theme.encode()).hexdigest()[:12]


def find(codebook: Codebook, name: str) -> Theme | None:
    """The theme that a button means; None for one that is not there any more."""
    return next((each for each in codebook.themes if name_of(each.id) == name), None)


def place_of(codebook: Codebook, theme: Theme) -> int:
    """Where a theme stands, 0 the first."""
    return next(at for at, each in enumerate(codebook.themes) if each.id == theme.id)


def _page(themes: tuple[Theme, ...], page: int) -> tuple[tuple[Theme, ...], int, int]:
    pages = max(1, -(-len(themes) // A_PAGE))
    page = min(max(page, 0), pages - 1)
    return themes[page * A_PAGE : (page + 1) * A_PAGE], page, pages


def _steps(page: int, pages: int, language: str, *parts: object) -> Rows:
    steps = []
    if page > 0:
        steps.append(named("words_less", language, KIND, *parts, page - 1))
    if page + 1 < pages:
        steps.append(named("words_more", language, KIND, *parts, page + 1))
    return (tuple(steps),) if steps else ()


def _open(theme: Theme, page: int) -> Button:
    return Button(label=theme.name, press=press(KIND, "see", name_of(theme.id)))


def _back(page: int, language: str) -> Button:
    return named("theme_list", language, KIND, "page", page)


def _to(theme: Theme, language: str) -> Button:
    label = say("button.theme_back", language, name=theme.name)
    return Button(label=label, press=press(KIND, "see", name_of(theme.id)))
