"""Words about the library: what each round is for, how to ask it, of how many, why and when."""

from __future__ import annotations

from collections.abc import Sequence

from bot.outgoing import Button, Rows, Say
from bot.texts import say
from bot.wording.plain import defuse, parcels, shortened
from bot.wording.presses import press
from surveys.definitions.mistakes import SurveyMistake
from surveys.definitions.survey import Survey
from surveys.library import LibraryEntry, load_library
from surveys.library.shelf import LibraryWay

LONGEST_WORDS = 40
"""Most of what somebody looks for that is said back. Unit: characters."""
MOST_MISTAKES = 20
"""Most mistakes of a file that are listed in a chat."""


def said(entry: LibraryEntry) -> tuple[str, ...]:
    """What the shelf says of a round, a line each; its title is not among them."""
    return (
        say("shelving.why", why=entry.why),
        say("shelving.when", when=entry.when),
        say("shelving.could_change", could_change=entry.could_change),
        say("shelving.decides", decides=entry.decides),
        _ways(entry),
        _length(entry),
        *_shared(entry),
        *_waves(entry),
    )


def shelf_card(entries: Sequence[LibraryEntry], words: str = "", *, found: bool = True) -> Say:
    """What is on the shelf: for each its title, when it is good and how many it takes.

    Args:
        entries: What is shown.
        words: What somebody looked for.
        found: Whether these are about it.
    """
    looked_for = shortened(" ".join(words.split()), LONGEST_WORDS)
    key = "title" if not looked_for else "found" if found else "nothing"
    lines = [
        say("shelving.row", title=entry.title, smallest=entry.smallest, when=entry.when)
        for entry in entries
    ]
    buttons: Rows = tuple(
        (Button(label=entry.title, press=press("lb", "one", entry.key)),) for entry in entries
    )
    text = "\n\n".join([say(f"shelving.{key}", words=looked_for), *lines])
    rounds = Button(label=say("shelving.rounds"), press=press("st", "list"))
    return Say(text=text, rows=(*buttons, (rounds,)))


def entry_card(entry: LibraryEntry) -> Say:
    """One round, or the house talk, with what can be done with it."""
    text = "\n".join([entry.title, "", *said(entry)])
    if entry.path is None:
        go = Button(label=say("shelving.talk_go"), press=press("st", "way", "talk", "-"))
        rows: Rows = ((go,),)
    else:
        rows = (
            (Button(label=say("shelving.see"), press=press("lb", "see", entry.key)),),
            *(
                (
                    Button(
                        label=say("shelving.see_wave", title=title), press=press("lb", "see", key)
                    ),
                )
                for key, title in _titles(entry.waves).items()
            ),
            (Button(label=say("shelving.ask"), press=press("st", "who", entry.key)),),
            (Button(label=say("shelving.change"), press=press("lb", "mine", entry.key)),),
            (Button(label=say("shelving.yaml"), press=press("lb", "yaml", entry.key)),),
            (Button(label=say("shelving.xlsx"), press=press("lb", "xlsx", entry.key)),),
        )
    return Say(text=text, rows=(*rows, _back()))


def file_words(survey: Survey, left_out: Sequence[str] = ()) -> str:
    """What is said beside a survey's file, and what the file cannot say."""
    lines = [say("shelving.file_caption", title=defuse(survey.title[survey.main_language]))]
    if left_out:
        lines.append(say("shelving.left_out", what="; ".join(left_out)))
    return "\n".join(lines)


def mistakes_cards(mistake: SurveyMistake) -> tuple[Say, ...]:
    """Everything that is wrong with a file, kindly, in as many messages as it takes."""
    listed = mistake.mistakes[:MOST_MISTAKES]
    lines = [f"• {defuse(str(each))}" for each in listed]
    if len(mistake.mistakes) > len(listed):
        lines.append(say("shelving.more_mistakes", count=len(mistake.mistakes) - len(listed)))
    head = say("shelving.mistakes", count=len(mistake.mistakes))
    one = say("shelving.mistake")
    return tuple(
        Say(text=text) for text in parcels([head if len(mistake.mistakes) > 1 else one, *lines])
    )


def _ways(entry: LibraryEntry) -> str:
    ways = ", ".join(say(f"shelving.way_{way.value}") for way in entry.ways)
    key = "talk" if entry.ways == (LibraryWay.HOUSE_TALK,) else "ways"
    return say(f"shelving.{key}", ways=ways, smallest=entry.smallest)


def _length(entry: LibraryEntry) -> str:
    if entry.path is None:
        return say("shelving.length_talk", minutes=entry.minutes)
    count = len(load_library(entry.key).asked)
    return say("shelving.length", count=count, minutes=entry.minutes)


def _shared(entry: LibraryEntry) -> tuple[str, ...]:
    if not entry.locked:
        return ()
    survey = load_library(entry.key)
    places = [str(at) for at, item in enumerate(survey.asked, 1) if item.id in entry.locked]
    return (say("shelving.locked", questions=", ".join(places)),)


def _waves(entry: LibraryEntry) -> tuple[str, ...]:
    if not entry.waves:
        return ()
    return (say("shelving.waves", titles="; ".join(_titles(entry.waves).values())),)


def _titles(keys: Sequence[str]) -> dict[str, str]:
    found = {key: load_library(key) for key in keys}
    return {key: survey.title[survey.main_language] for key, survey in found.items()}


def _back() -> tuple[Button, ...]:
    return (Button(label=say("shelving.back"), press=press("lb", "all")),)
