"""Changes of a codebook. Each gives the next version; ids stay, whatever happens to names."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from surveys.themes.codebook import Codebook, Theme, ThemeId
from surveys.themes.codebook_texts import (
    LONGEST_DESCRIPTION,
    MOST_THEMES,
    CodebookMistake,
    id_for,
    same_name,
    tidy_description,
    tidy_name,
)


def add(
    codebook: Codebook, name: str, description: str = "", before: Collection[str] = ()
) -> Codebook:
    """The codebook with one more theme, at its end.

    Args:
        codebook: The codebook as it is.
        name: What people will call it: 1 to 40 characters, no theme's yet.
        description: One line: what answers in it say. At most 300 characters; may be empty.
        before: Ids that earlier versions had: none of them ever means something else.

    Raises:
        CodebookMistake: ``full``, or the texts are not fit.
    """
    if len(codebook.themes) >= MOST_THEMES:
        what = f"there are {MOST_THEMES} themes already"
        raise CodebookMistake("full", what, "Merge two, or take one out.")
    name, description = _free(codebook, name), tidy_description(description)
    taken = {*(theme.id for theme in codebook.themes), *before}
    return _next(codebook, (*codebook.themes, Theme(id_for(name, taken), name, description)))


def rename(codebook: Codebook, theme: ThemeId, name: str) -> Codebook:
    """The codebook with another name for a theme, which stays the same theme.

    Raises:
        CodebookMistake: ``gone``, or the name is not fit or another theme's.
    """
    found = find(codebook, theme)
    return _with(codebook, replace(found, name=_free(codebook, name, but=theme)))


def describe(codebook: Codebook, theme: ThemeId, description: str) -> Codebook:
    """The codebook with another line on what answers in a theme say.

    Raises:
        CodebookMistake: ``gone``, or the line is not fit.
    """
    found = find(codebook, theme)
    return _with(codebook, replace(found, description=tidy_description(description)))


def merge(codebook: Codebook, into: ThemeId, other: ThemeId) -> Codebook:
    """The codebook with two themes made one: the first, which takes in what the other says.

    Its description becomes both, as far as they fit in 300 characters by whole phrases.

    Raises:
        CodebookMistake: ``gone``, or ``same``: a theme cannot be merged into itself.
    """
    if into == other:
        raise CodebookMistake("same", "a theme and itself", "Choose two themes.")
    kept, gone = find(codebook, into), find(codebook, other)
    both = replace(kept, description=_joined(kept, gone))
    merged = [both if each.id == into else each for each in codebook.themes if each.id != other]
    return _next(codebook, tuple(merged))


def drop(codebook: Codebook, theme: ThemeId) -> Codebook:
    """The codebook without a theme. What was sorted under it before keeps its version.

    Raises:
        CodebookMistake: ``gone``, or ``last``: a codebook keeps at least one theme.
    """
    find(codebook, theme)
    if len(codebook.themes) == 1:
        raise CodebookMistake("last", "this is the only theme", "Add another first.")
    return _next(codebook, tuple(each for each in codebook.themes if each.id != theme))


def move(codebook: Codebook, theme: ThemeId, place: int) -> Codebook:
    """The codebook with a theme at another place, 0 the first; beyond the end is the end.

    Raises:
        CodebookMistake: ``gone``.
    """
    found = find(codebook, theme)
    others = [each for each in codebook.themes if each.id != theme]
    at = max(0, min(place, len(others)))
    return _next(codebook, (*others[:at], found, *others[at:]))


def again(codebook: Codebook, earlier: Codebook) -> Codebook:
    """An earlier version once more, as the next after the one there is."""
    return _next(codebook, earlier.themes)


def find(codebook: Codebook, theme: str) -> Theme:
    """The theme of that id.

    Raises:
        CodebookMistake: ``gone``: it is not in this version.
    """
    for each in codebook.themes:
        if each.id == theme:
            return each
    raise CodebookMistake("gone", "this theme is not there any more", "Look at the list again.")


def fitted(codebook: Codebook) -> Codebook:
    """A codebook that was brought in a file, tidied to what an organisation's may hold.

    Raises:
        CodebookMistake: Too many themes, two of one name, or a text that is not fit.
    """
    if len(codebook.themes) > MOST_THEMES:
        what = f"there are {len(codebook.themes)} themes; the most is {MOST_THEMES}"
        raise CodebookMistake("full", what, "Merge some, or take some out.")
    made = Codebook((), codebook.version)
    for theme in codebook.themes:
        name = _free(made, theme.name)
        tidied = Theme(theme.id, name, tidy_description(theme.description))
        made = replace(made, themes=(*made.themes, tidied))
    if not made.themes:
        raise CodebookMistake("last", "there is no theme in it", "Give it at least one.")
    return made


def never_again(brought: Codebook, now: Codebook, before: Collection[str]) -> Codebook:
    """A codebook of a file, where no id that was taken out comes back for something else.

    Args:
        brought: What the file holds; fitted.
        now: The codebook there is.
        before: Every id that any version had.
    """
    here = {theme.id for theme in now.themes}
    gone = set(before) - here
    taken = {*before, *(theme.id for theme in brought.themes)}
    claimed = here & {theme.id for theme in brought.themes}
    made = list[Theme]()
    for theme in brought.themes:
        if theme.id in gone:
            # Brought a second time, it is what it became the first time.
            same = (o.id for o in now.themes if same_name(o.name, theme.name))
            fresh = next((one for one in same if one not in claimed), None)
            theme = replace(theme, id=fresh or id_for(theme.name, taken))
            claimed.add(theme.id)
            taken.add(theme.id)
        made.append(theme)
    return replace(brought, themes=tuple(made))


def _free(codebook: Codebook, name: str, but: str = "") -> str:
    tidied = tidy_name(name)
    if any(same_name(each.name, tidied) for each in codebook.themes if each.id != but):
        what = f'there is a theme "{tidied}" already'
        raise CodebookMistake("name_taken", what, "Choose another name, or change that one.")
    return tidied


def _with(codebook: Codebook, changed: Theme) -> Codebook:
    themes = (changed if each.id == changed.id else each for each in codebook.themes)
    return _next(codebook, tuple(themes))


def _next(codebook: Codebook, themes: tuple[Theme, ...]) -> Codebook:
    if themes == codebook.themes:
        return codebook
    return Codebook(themes, codebook.version + 1)


def _joined(kept: Theme, gone: Theme) -> str:
    """Both descriptions; of what came in, the whole phrases that there is room for."""
    said = kept.description
    phrases = [gone.name, *gone.description.replace(". ", ", ").rstrip(".").split(", ")]
    for phrase in filter(None, map(str.strip, phrases)):
        joined = f"{said.rstrip('.')}, {phrase}" if said else phrase
        if len(joined) <= LONGEST_DESCRIPTION:
            said = joined
    return said
