"""The author's preview: their words as readers get them, and what they can do about it."""

from __future__ import annotations

import re
from hashlib import blake2b

from bot.outgoing import Button, Rows
from bot.texts import say
from bot.wording.keyboards import help_button, named
from bot.wording.pads import LONGEST_LABEL
from bot.wording.plain import defuse, shortened
from bot.wording.presses import press
from bot.wording.views import View
from surveys.flow.looking import own_words
from surveys.flow.prompts import LookOver
from surveys.redaction.pieces import Piece, Preview
from surveys.redaction.spans import PLACEHOLDER

LONGEST_SHOWN = 2800
"""Most of their words that one card shows; of longer ones, what stands around each hidden
piece. Unit: characters."""

_AROUND = 60


def look_over(view: View, over: LookOver) -> tuple[str, Rows]:
    """The card: what would be hidden, the words as readers get them, and maybe a question."""
    words = own_words(over.answer)
    seen = view.seen or Preview(words, ())
    hidden = seen.shown != words
    lines = [quoted(seen, view.language, "look.hidden" if hidden else "look.shown")]
    if hidden and view.policy.plan.safety_read:
        lines.append(view.words("look.safety"))
    if seen.guess is not None:
        lines.append(view.words(f"look.guess_{seen.guess}"))
    return "\n\n".join(lines), _rows(view, over, seen, hidden=hidden)


def quoted(seen: Preview, language: str, key: str = "look.shown") -> str:
    """The words as readers get them, and nothing to tap: what the card becomes afterwards."""
    return f"{say(key, language)}\n“{defuse(_excerpt(seen.shown))}”"


def _rows(view: View, over: LookOver, seen: Preview, *, hidden: bool) -> Rows:
    """Go on as it is, first; change the words; show what may be shown."""
    tag, language = view.round.tag, view.language
    place = view.round.survey.position(over.item.id)
    on = named("keep_hidden" if hidden else "go_on", language, "lo", tag, place)
    rows = [(on,), (named("change_words", language, "lc", tag, place),)]
    for piece in seen.pieces:
        if piece.may_put_back:
            is_back = piece.folded in seen.back
            key = "button.hide_piece" if is_back else "button.show_piece"
            label = say(key, language, words=" ".join(piece.words.split()))
            code = press("pb", tag, place, mark_of(piece), not is_back)
            rows.append((Button(label=shortened(label, LONGEST_LABEL), press=code),))
    return (*rows, (help_button(language),))


def mark_of(piece: Piece) -> str:
    """What a button calls a piece: the same in every preview, and no word of theirs."""
    return blake2b(piece.folded.encode("utf-8", "replace"), digest_size=5).hexdigest()


def _excerpt(text: str) -> str:
    """The text, or if it is long what stands around each hidden piece."""
    if len(text) <= LONGEST_SHOWN:
        return text
    cut: list[str] = []
    upto = 0
    for found in PLACEHOLDER.finditer(text):
        start, end = max(upto, found.start() - _AROUND), min(len(text), found.end() + _AROUND)
        if found.end() <= upto:
            continue
        cut.append(("" if start == upto else "… ") + re.sub(r"\s+", " ", text[start:end]))
        upto = end
    joined = "".join(cut) + (" …" if upto < len(text) else "")
    return shortened(joined, LONGEST_SHOWN) if cut else shortened(text, LONGEST_SHOWN)
