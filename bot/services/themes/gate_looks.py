"""Themes at the gate as they are looked at: questions, names, lines, words that mean a person."""

from __future__ import annotations

from dataclasses import dataclass

from bot.services.themes.standing import Themes
from bot.services.world import World
from surveys.ids import AnswerId, ParticipantId, QuestionKey
from surveys.rounds.round import Round


@dataclass(frozen=True, slots=True)
class Named:
    """A theme as it is looked at: its name, and the line under it."""

    name: str
    line: str


@dataclass(frozen=True, slots=True)
class AskedOf:
    """One question with its themes, and what else was said.

    Args:
        left: For a reader alone: how many of its answers are in no theme that counts; of those,
            how many nobody sorted by hand; and how many answers there are.
    """

    heading: str
    themes: tuple[Named, ...]
    also_said: str
    left: tuple[int, int, int] | None = None


@dataclass(frozen=True, slots=True)
class Pointing:
    """A text in a theme that speaks of a person, as readers have it. ``handle`` names it here."""

    handle: str
    heading: str
    themes: tuple[str, ...]
    words: str


def asked_of(round_: Round, themes: Themes, *, counts: bool) -> tuple[AskedOf, ...]:
    """Every question where anybody sorted anything, with its themes. ``counts``: and how many
    answers are in none."""
    language = round_.survey.main_language
    return tuple(
        AskedOf(
            round_.survey.item(question).text[language],
            tuple(
                sorted(
                    (Named(one.name, one.description) for one in found),
                    key=lambda one: one.name.casefold(),
                )
            ),
            said.text if (said := themes.gate.also_said.get(question)) else "",
            _left(themes, question) if counts else None,
        )
        for question, found in themes.settled.items()
    )


def _left(themes: Themes, question: QuestionKey) -> tuple[int, int, int]:
    texts, board = themes.texts[question], themes.boards[question]
    inside = {aid for one in themes.settled[question] for aid in one.answers}
    out = texts.keys() - inside
    return len(out), sum(not board.is_read(aid) for aid in out), len(texts)


def text_of(
    world: World, pid: ParticipantId, round_: Round, themes: Themes, aid: AnswerId
) -> Pointing:
    """A text that speaks of a person, as readers have it."""
    question = next(q for q, found in themes.texts.items() if aid in found)
    return Pointing(
        handle_of(world, pid, aid),
        round_.survey.item(question).text[round_.survey.main_language],
        tuple(sorted(one.name for one in themes.settled[question] if aid in one.answers)),
        themes.texts[question][aid].words,
    )


def handle_of(world: World, pid: ParticipantId, aid: AnswerId) -> str:
    """What a text is called on one person's page: nothing that says which answer it is."""
    return world.keys.code_hash(f"theme text {pid.hex()} {aid.hex()}").hex()[:24]
