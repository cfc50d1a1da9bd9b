"""A preview's marks: the same cards and buttons as a young person's, and never their round."""

from __future__ import annotations

from bot.outgoing import Button, Outgoing, Rewrite, Rows, Say
from bot.texts import say
from bot.wording.plain import defuse
from bot.wording.presses import Press, press, read_press
from surveys.ids import DraftId

WALK = "pv"
"""The kind of every button of a preview: the young person's button comes after it."""


def marked(said: Outgoing, tag: str, language: str, *, piloting: bool = False) -> Outgoing:
    """Something a young person would be told, plainly marked, its buttons the preview's own."""
    if not isinstance(said, Say | Rewrite):
        return said
    mark = say("trying.mark_pilot" if piloting else "trying.mark", language)
    rows = tuple(tuple(_own(button, tag) for button in row) for row in said.rows)
    if rows:
        rows = (*rows, (end_button(tag, language, piloting=piloting),))
    return said.model_copy(update={"text": f"{mark}\n\n{said.text}", "rows": rows})


def end_button(tag: str, language: str, *, piloting: bool = False) -> Button:
    """The way out of a preview."""
    label = say("trying.end_pilot" if piloting else "trying.end", language)
    return Button(label=label, press=press(WALK, "end", tag))


def as_meant(pressed: Press) -> Press | None:
    """The young person's button that a preview's stands for; its first part is the walk's tag."""
    kind, *parts = pressed.parts or ("",)
    return Press(kind, tuple(parts)) if kind and parts else None


def over_card(draft: DraftId | None, language: str, author: str = "") -> Say:
    """The end of a preview, and the way back to the survey; a peer is thanked instead."""
    if author:
        return Say(text=say("trying.thanks", language, author=defuse(author)))
    rows: Rows = ((draft_button(draft, language),),) if draft is not None else ()
    return Say(text=say("trying.ended", language), rows=rows)


def draft_button(draft: DraftId, language: str) -> Button:
    """The way back to a survey that is being written."""
    return Button(label=say("trying.back", language), press=press("bd", "show", draft))


def _own(button: Button, tag: str) -> Button:
    """The same button under the preview's kind, where it belongs to the walk."""
    there = read_press(button.press)
    if there is None or not there.parts or there.parts[0] != tag:
        return button
    return button.model_copy(update={"press": press(WALK, there.kind, *there.parts)})
