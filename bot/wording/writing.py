"""Writing to one person: cards of people, who reads it and by when, and what comes back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bot.outgoing import Button, Collage, Rows, Say
from bot.texts import say
from bot.wording.days import day
from bot.wording.keyboards import help_button, named
from bot.wording.pads import LONGEST_LABEL
from bot.wording.plain import defuse, parcels, shortened
from bot.wording.presses import press
from surveys.people.person import Person
from surveys.safeguarding.policy import Policy

AT_ONCE = 6
"""Most people on one card. Unit: people."""


class Author(StrEnum):
    """Who is writing, as far as the words differ."""

    NAMED = "named"
    UNNAMED = "unnamed"
    """Nobody knows a first name to put on it."""
    TICKET = "ticket"


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody to write to, as their card shows them. ``second`` gets it if they don't answer."""

    person: Person
    job: str
    line: str = ""
    face: str = ""
    days: int = 3
    second: Person | None = None
    second_job: str = ""

    @property
    def handle(self) -> str:
        """What a button calls them."""
        return self.person.id.hex()[:16]

    @property
    def name(self) -> str:
        """Their first name, or their job where they gave none."""
        return defuse(self.person.nick or self.job)

    def second_name(self, language: str) -> str:
        """Who gets it next: "Kim, advocate"."""
        if self.second is None:
            return ""
        if not self.second.nick or not self.second_job:
            return defuse(self.second.nick or self.second_job)
        blanks = {"name": defuse(self.second.nick), "job": defuse(self.second_job)}
        return say("writing.person", language, **blanks)


def people_cards(readers: Sequence[Reader], language: str) -> tuple[Say, ...]:
    """Everybody one can write to: faces with names, one button each."""
    if not readers:
        rows: Rows = ((help_button(language),),)
        return (Say(text=say("writing.nobody", language), rows=rows),)
    groups = [readers[at : at + AT_ONCE] for at in range(0, len(readers), AT_ONCE)]
    said = []
    for place, group in enumerate(groups):
        text = say("writing.who", language) if place == 0 else "…"
        rows = tuple((_pick(one, language),) for one in group)
        if place == len(groups) - 1:
            rows = (*rows, (_not_now(language), help_button(language)))
        said.append(Say(text=text, rows=rows, picture=_faces(group, language)))
    return tuple(said)


def reader_card(
    reader: Reader, by: date, author: Author, policy: Policy, language: str = "en"
) -> Say:
    """One person: who reads it, by when, who gets it if not; and with a name or without."""
    job = {"name": reader.name, "job": defuse(reader.job)}
    lines = [say("writing.person", language, **job)]
    lines += [defuse(reader.line)] if reader.line else []
    lines += ["", *by_when(reader, by, language), ""]
    keys = ("with_name", "without") if author is Author.NAMED else ("without",)
    lines += [say(f"writing.{key}", language, name=reader.name) for key in keys]
    know = "know_ticket" if author is Author.TICKET else "know"
    lines.append(say(f"writing.{know}", language, keeper=policy.keeper_of_the_computer))
    lines += ["", say("writing.danger", language, lead=policy.safeguarding_lead)]
    ways = [named("write_named", language, "omname", reader.handle)]
    if author is not Author.NAMED:
        ways = []
    ways.append(named("write_unnamed", language, "omnone", reader.handle))
    ways.append(named("write_other", language, "om"))
    rows = (*((way,) for way in ways), (_not_now(language), help_button(language)))
    return Say(text="\n".join(lines), rows=rows, picture=_faces([reader], language))


def type_card(name: str, language: str, *, back: bool = False) -> Say:
    """The next typed words are it."""
    key = "writing.type_back" if back else "writing.type_now"
    text = f"{say(key, language, name=name)}\n{say('writing.stop', language)}"
    return Say(text=text, rows=((_not_now(language), help_button(language)),))


def sent_card(
    reader: Reader, by: date, handle: str, language: str, *, name_on: bool, carry_on: bool
) -> Say:
    """It went: to whom, by when, and how to take it back."""
    key = "writing.sent_named" if name_on else "writing.sent_unnamed"
    lines = [say(key, language, name=reader.name), *by_when(reader, by, language)]
    lines.append(say("writing.take_back", language))
    rows: Rows = ((named("named_back", language, "tb", handle),),)
    if carry_on:
        rows = (*rows, (named("carry_on", language, "home"),))
    return Say(text="\n".join(lines), rows=(*rows, (help_button(language),)))


def by_when(reader: Reader, by: date, language: str) -> list[str]:
    """Who reads it, by which day, and who gets it if there is no answer by then."""
    lines = [say("writing.reads", language, name=reader.name, day=day(by, language))]
    second = reader.second_name(language)
    key = "writing.then" if second else "writing.then_nobody"
    return [*lines, say(key, language, second=second)]


def reply_says(
    name: str, words: str, language: str, *, back: str = "", name_on: bool = False
) -> list[Say]:
    """What came back. ``back`` is the letter's handle where its author may write once more."""
    lines = [say("writing.answered", language, name=name), "", *defuse(words).split("\n")]
    rows: Rows = ((help_button(language),),)
    if back:
        key = "writing.once_more_named" if name_on else "writing.once_more"
        lines += ["", say(key, language)]
        rows = ((named("write_back", language, "omback", back),), *rows)
    return _said(lines, rows)


def told_card(key: str, language: str, **blanks: object) -> Say:
    """Something about a letter, and the ways on: write to somebody, or help."""
    rows = ((named("write", language, "om"),), (help_button(language),))
    return Say(text=say(key, language, **blanks), rows=rows)


def mine_says(lines: list[str], handle: str, language: str) -> list[Say]:
    """One letter to its author, with the button that takes it back."""
    back = named("named_back", language, "tb", handle)
    return _said(lines, ((back,), (help_button(language),)))


def _said(lines: list[str], rows: Rows) -> list[Say]:
    texts = parcels(lines)
    return [*(Say(text=text) for text in texts[:-1]), Say(text=texts[-1], rows=rows)]


def _pick(reader: Reader, language: str) -> Button:
    blanks = {"name": reader.person.nick or reader.job, "job": reader.job}
    label = say("writing.person", language, **blanks) if reader.person.nick else reader.job
    return Button(
        label=shortened(label, LONGEST_LABEL),
        press=press("ompick", reader.handle),
        picture=reader.face,
    )


def _faces(readers: Sequence[Reader], language: str) -> Collage | None:
    if not any(one.face for one in readers):
        return None
    names = tuple(one.person.nick or one.job for one in readers)
    return Collage(
        pictures=tuple(one.face for one in readers),
        labels=names,
        alt=say("writing.faces", language, names=", ".join(names)),
    )


def _not_now(language: str) -> Button:
    return named("not_now", language, "omstop")
