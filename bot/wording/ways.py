"""Four ways that stay honest, for whoever cannot ask like that, or would probably hear nothing."""

from __future__ import annotations

from collections.abc import Sequence

from bot.outgoing import Button, Rows, Say
from bot.texts import say
from bot.wording.presses import press
from surveys.people.audience import Whom
from surveys.protection.launch import Gate, HonestWay

NO_SURVEY = "-"
"""Stands for a survey's key in a button where none was chosen yet."""


def ways_rows(key: str) -> Rows:
    """A button for each way, in the order to offer them."""
    return tuple(
        (Button(label=say(f"ways.{way.value}"), press=press("st", "way", code, key)),)
        for way, code in CODES.items()
    )


def ways_card(key: str) -> Say:
    """The four ways, with nothing refused."""
    return Say(text=say("ways.title"), rows=ways_rows(key))


def refused_card(why: str, key: str) -> Say:
    """Why it cannot be sent like this, kindly, and the four ways: each button goes there."""
    return Say(text=say("ways.refused", why=why), rows=ways_rows(key))


def together_card(key: str, count: int, gates: Sequence[Gate]) -> Say:
    """Every home together: how many that is today, and on to it where it can be done."""
    return _asking_card("together_how", key, count, gates)


def envelope_card(key: str, count: int, gates: Sequence[Gate]) -> Say:
    """Asking all the same, where too few answers end as each author chose beforehand."""
    return _asking_card("envelope_how", key, count, gates)


def message_card(key: str) -> Say:
    """Writing to one person: needs no round, and stays between two people."""
    look = Button(label=say("ways.message_look"), press="om")
    return Say(text=say("ways.message_how"), rows=((look,), *_back(key)))


def talk_card(offered: Say, key: str) -> Say:
    """A house talk, as ``/talk`` offers it, with the way back."""
    return offered.model_copy(update={"rows": (*offered.rows, *_back(key))})


def _asking_card(how: str, key: str, count: int, gates: Sequence[Gate]) -> Say:
    lines = [say(f"ways.{how}", count=count)]
    if gates:
        lines += [say("ways.not_yet"), *map(str, gates), say("ways.more")]
        return Say(text="\n".join(lines), rows=_back(key))
    to = press("st", "lib") if key == NO_SURVEY else press("st", "days", key, Whom.EVERYONE.value)
    go = Button(label=say("ways.go", count=count), press=to)
    return Say(text="\n".join(lines), rows=((go,), *_back(key)))


def _back(key: str) -> Rows:
    return ((Button(label=say("ways.back"), press=press("st", "ways", key)),),)


CODES = {
    HonestWay.TOGETHER: "all",
    HonestWay.HOUSE_TALK: "talk",
    HonestWay.OWN_MESSAGE: "write",
    HonestWay.ENVELOPE_WITH_FALLBACK: "own",
}
"""What a button calls each way."""
