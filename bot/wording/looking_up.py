"""Words of what is known already: each result, what of it was found, and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import assert_never

from bot.outgoing import Button, Outgoing, Rewrite, Rows, Say
from bot.texts import say
from bot.wording.days import day
from bot.wording.pads import LONGEST_LABEL
from bot.wording.plain import defuse, shortened
from bot.wording.presses import press
from surveys.ids import DraftId
from surveys.knowing.pieces import Source
from surveys.knowing.searching import Found, Hit, NearInMeaning, Says, SaysRelated, Why

MOST_SHOWN = 5
"""Most results shown at once, the best."""
LONGEST_PIECE = 220
"""Most of one piece that is shown. Unit: characters."""
KIND = "kn"


def known_card(
    hits: Sequence[Hit], tags: Mapping[str, str], note: str = "", language: str = "en"
) -> Say:
    """What was found, the best first, with a button for each round's result."""
    lines = known_lines(hits, note, language)
    buttons: Rows = tuple(
        (Button(label=_open(hit, language), press=press("res", tags[hit.source.key])),)
        for hit in hits[:MOST_SHOWN]
        if hit.source.key in tags and not hit.source.talk and not hit.source.held
    )
    return Say(text="\n".join(lines), rows=buttons)


def known_lines(
    hits: Sequence[Hit], note: str = "", language: str = "en", most: int = MOST_SHOWN
) -> list[str]:
    """What was found, line by line."""
    if not hits:
        asked_nothing = note == "nothing_asked"
        lines = [] if asked_nothing else [say("looking_up.nothing", language)]
        lines += [say(f"looking_up.{note}", language)] if note else []
        return lines if asked_nothing else [*lines, say("looking_up.nothing_next", language)]
    key = "title_one" if len(hits) == 1 else "title"
    lines = [say(f"looking_up.{key}", language, count=len(hits))]
    for hit in hits[:most]:
        lines += ["", _source(hit.source, language)]
        lines += [line for found in hit.found for line in _piece(found, language)]
    if len(hits) > most:
        lines += ["", say("looking_up.more", language, count=len(hits) - most)]
    return [*lines, "", say(f"looking_up.{note}", language)] if note else lines


def hint_card(count: int, draft: DraftId, language: str = "en") -> Say:
    """Below a draft: that something is known about what it is called."""
    key = "hint_one" if count == 1 else "hint"
    see = Button(label=say("looking_up.hint_see", language), press=press(KIND, draft))
    return Say(text=say(f"looking_up.{key}", language, count=count), rows=((see,),))


def hinted(said: Outgoing, hint: Say) -> Outgoing:
    """A draft's card with the hint at its foot; anything else as it is."""
    if not isinstance(said, Say | Rewrite):
        return said
    text, rows = f"{said.text}\n\n{hint.text}", (*said.rows, *hint.rows)
    return said.model_copy(update={"text": text, "rows": rows})


def _source(source: Source, language: str) -> str:
    key = "source_talk" if source.talk else "source_held" if source.held else "source"
    return say(f"looking_up.{key}", language, title=defuse(source.title), day=day(source.on))


def _piece(found: Found, language: str) -> list[str]:
    piece = found.piece
    words = shortened(defuse(" ".join(piece.words.split())), LONGEST_PIECE)
    where = say(f"looking_up.in_{piece.part.value}", language)
    key = "piece_says" if piece.says else "piece"
    said = say(f"looking_up.{key}", language, where=where, words=words, says=piece.says)
    return [f"• {said}", f"  {_why(found.why, language)}"]


def _why(why: Why, language: str) -> str:
    match why:
        case Says(word, 1):
            return say("looking_up.why_once", language, word=defuse(word))
        case Says(word, times):
            return say("looking_up.why_times", language, word=defuse(word), times=times)
        case SaysRelated(word):
            return say("looking_up.why_related", language, word=defuse(word))
        case NearInMeaning():
            return say("looking_up.why_near", language)
        case _:
            assert_never(why)


def _open(hit: Hit, language: str) -> str:
    label = say("looking_up.open", language, title=hit.source.title)
    return shortened(label, LONGEST_LABEL)
