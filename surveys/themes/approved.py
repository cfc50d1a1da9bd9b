"""Approved themes: what people settled, a safeguarding lead looked at, and a second person let go.

The only themes that a report can be made with. A candidate of the machine is another type, has
neither answers nor anybody's yes, and cannot be made into one of these.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set
from dataclasses import KW_ONLY, dataclass, field, replace
from typing import Protocol

from surveys.ids import AnswerId, ParticipantId, QuestionKey

LONGEST_NAME = 60
"""Most characters of a theme's name in a result."""
LONGEST_LINE = 160
"""Most characters of the line that says what it is."""

_GIVEN = object()
"""What only this module has: without it there is no approved theme."""


class NotApproved(Exception):
    """Themes that nobody let go, or not the people who have to."""


class Settled(Protocol):
    """A theme as people left it when they were done sorting."""

    @property
    def id(self) -> str:
        """What it is called in files; never shown."""

    @property
    def name(self) -> str:
        """What people call it."""

    @property
    def description(self) -> str:
        """What an answer in it says, in one line; empty where nobody wrote one."""

    @property
    def answers(self) -> frozenset[AnswerId]:
        """The answers that people put into it."""

    @property
    def codebook(self) -> str | None:
        """The theme of the codebook that it is; None where it is none."""


@dataclass(frozen=True, slots=True)
class ApprovedTheme:
    """One theme that may stand in a result, if protection prints it.

    Args:
        id: What it is called in files; never shown.
        name: What people call it.
        description: What an answer in it says, in one line; may be empty.
        answers: The answers in it. For protection alone.
        codebook: The theme of the codebook that it is, to compare it across waves; may be empty.

    Raises:
        NotApproved: Made by anything but ``approve``.
    """

    id: str
    name: str
    description: str
    answers: frozenset[AnswerId]
    codebook: str = ""
    _: KW_ONLY
    _given: object = field(repr=False, compare=False)

    def __post_init__(self) -> None:
        if self._given is not _GIVEN:
            raise NotApproved("a theme is approved by people, with approve(...)")


@dataclass(frozen=True, slots=True)
class AlsoSaid:
    """What a reader wrote of ideas that no theme says.

    Args:
        text: One to three sentences; no counts.
        answers: Those it was written from. Their authors allowed the idea.
    """

    text: str
    answers: frozenset[AnswerId]


@dataclass(frozen=True, slots=True)
class ApprovedThemes:
    """The themes of a round, by question, and what else was said.

    Args:
        themes: By question; one without themes is left out or empty.
        also_said: By question; one with nothing to add is left out.
        notes: How far those who sorted agreed, in sentences for the method; may be empty.

    Raises:
        NotApproved: Made by anything but ``approve``.
    """

    themes: Mapping[QuestionKey, tuple[ApprovedTheme, ...]]
    also_said: Mapping[QuestionKey, AlsoSaid]
    notes: tuple[str, ...] = ()
    _: KW_ONLY
    _given: object = field(repr=False, compare=False)

    def __post_init__(self) -> None:
        if self._given is not _GIVEN:
            raise NotApproved("themes are approved by people, with approve(...)")

    def only(self, there: Set[AnswerId], ideas: Set[AnswerId]) -> ApprovedThemes:
        """The same themes of the answers that are left: some may have been taken back since.

        Args:
            there: The answers that still count.
            ideas: Those whose authors still allow the idea. What was written from any other is
                left out whole.
        """
        return replace(
            self,
            themes={
                question: tuple(replace(one, answers=one.answers & there) for one in themes)
                for question, themes in self.themes.items()
            },
            also_said={q: said for q, said in self.also_said.items() if said.answers <= ideas},
        )


def approve(
    settled: Mapping[QuestionKey, Iterable[Settled]],
    also_said: Mapping[QuestionKey, AlsoSaid],
    *,
    put_forward: ParticipantId,
    lead: ParticipantId,
    second: ParticipantId,
    notes: tuple[str, ...] = (),
) -> ApprovedThemes:
    """What people settled, once everybody who has to has said yes.

    Args:
        settled: The themes that people left, by question.
        also_said: What a reader wrote beside them.
        put_forward: Who put them forward.
        lead: Who confirmed that no matter about a named person is inside.
        second: Who let them go after that.
        notes: How far those who sorted agreed, in sentences for the method.

    Raises:
        NotApproved: Whoever put them forward looked or let go as well.
    """
    if put_forward in (lead, second):
        raise NotApproved("whoever puts themes forward neither confirms them nor lets them go")
    return ApprovedThemes(
        {
            question: tuple(
                ApprovedTheme(
                    one.id,
                    one.name,
                    one.description,
                    one.answers,
                    one.codebook or "",
                    _given=_GIVEN,
                )
                for one in themes
            )
            for question, themes in settled.items()
        },
        dict(also_said),
        notes,
        _given=_GIVEN,
    )
