"""The buttons a question is answered with: at most two labelled ones a row."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import assert_never

from bot.outgoing import Button, Rows
from bot.texts import say
from bot.wording.plain import shortened
from bot.wording.presses import press
from bot.wording.turns import all_out_number, vote_number
from surveys.definitions.bins import bins_of
from surveys.definitions.questions import (
    AGREE_VALUES,
    CANT_CHOOSE,
    YES_NO_VALUES,
    AgreeDisagree,
    DateQuestion,
    Dots,
    InTurns,
    LongText,
    Note,
    Number,
    Pairs,
    PictureChoice,
    Ranking,
    Scale,
    SeveralChoices,
    ShortText,
    SingleChoice,
    Statements,
    ThisOrThat,
    Wheel,
    WithChoices,
    Words,
    YesNo,
)
from surveys.definitions.wording import OURS
from surveys.flow.matching import labelled_points
from surveys.flow.prompts import AskItem
from surveys.flow.recalling import DOT, label_of, worded
from surveys.flow.sitting import Sitting
from surveys.rounds.round import Round

LONGEST_LABEL = 100
"""Most of a label that a button shows. Unit: characters."""
SHORT_LABEL = 18
"""Longest label that leaves room for another beside it on a phone. Unit: characters."""

POINTS_A_ROW = 6
FACES = {3: "🙁😐🙂", 5: "😢🙁😐🙂😀"}
TICKED, UNTICKED = "☑", "☐"
TAKE_BACK = "−"


@dataclass(frozen=True, slots=True)
class Pad:
    """One question's buttons, for one person."""

    round: Round
    sitting: Sitting
    asked: AskItem

    @property
    def place(self) -> int:
        """Where the question stands in the survey, for what its buttons carry."""
        return self.round.survey.position(self.asked.item.id)

    def words(self, words: Words) -> str:
        """A survey's text for this person."""
        return worded(self.round.survey, self.sitting, words)

    def labels(self, item: WithChoices) -> list[str]:
        """What each choice is called for this person."""
        return [label_of(self.round.survey, self.sitting, choice) for choice in item.choices]

    def picks(self, number: int, label: str, *, on: bool = True) -> Button:
        """A button that takes a choice, or leaves it."""
        return _button(label, "c", self.round.tag, self.place, number, int(on))

    def gives(self, number: int, label: str, amount: int) -> Button:
        """A button that gives a choice so many dots, or an area such a score."""
        return _button(label, "g", self.round.tag, self.place, number, amount)

    def done(self, key: str = "done") -> Button:
        """The way on, once what is there is what they want."""
        label = "keep" if key == "done" and self.asked.can_keep else key
        language = self.sitting.language
        return _button(say(f"button.{label}", language), "d", self.round.tag, self.place)

    def rest(self) -> Button:
        """Past every turn that is left, with what was said kept. Calmer than the way on."""
        label = say("button.rest", self.sitting.language)
        return _button(label, "s", self.round.tag, self.place, 1)


def pad(round_: Round, sitting: Sitting, asked: AskItem) -> Rows:  # noqa: C901 one case a type
    """The rows that answer a question; none where it wants words."""
    made = Pad(round_, sitting, asked)
    match asked.item:
        case SingleChoice():
            return _one_a_row(made, made.labels(asked.item))
        case SeveralChoices():
            return (*_ticks(made, asked.item), (made.done(),))
        case YesNo():
            own = [made.words(OURS[value]) for value in YES_NO_VALUES]
            return (tuple(made.picks(n, word) for n, word in enumerate(own)),)
        case AgreeDisagree():
            own = [made.words(OURS[value]) for value in AGREE_VALUES]
            return _grid([made.picks(n, word) for n, word in enumerate(own)], 2)
        case ThisOrThat():
            return _one_a_row(made, [*made.labels(asked.item), made.words(OURS[CANT_CHOOSE])])
        case PictureChoice():
            return _pictures(made, asked.item)
        case Scale():
            return _points(made, asked.item)
        case Number() | DateQuestion():
            bins = bins_of(asked.item, round_.survey.languages)
            return _fitting([made.picks(n, made.words(b.label)) for n, b in enumerate(bins)])
        case Ranking():
            return (*_places(made, asked.item), (made.done(),))
        case Dots():
            return (*_dots(made, asked.item), (made.done(),))
        case Wheel():
            return _wheel(made, asked.item)
        case Statements() | Pairs():
            return _turn(made, asked.item)
        case ShortText() | LongText():
            return ()
        case Note():
            return ((made.done("next"),),)
        case _:
            assert_never(asked.item)


def _one_a_row(made: Pad, labels: Iterable[str]) -> Rows:
    return tuple((made.picks(number, label),) for number, label in enumerate(labels))


def _ticks(made: Pad, item: SeveralChoices) -> Rows:
    rows: list[tuple[Button, ...]] = []
    for number, (choice, label) in enumerate(zip(item.choices, made.labels(item), strict=True)):
        on = choice.value in made.sitting.ticked
        rows.append((made.picks(number, f"{TICKED if on else UNTICKED} {label}", on=not on),))
    return tuple(rows)


def _pictures(made: Pad, item: PictureChoice) -> Rows:
    buttons = [
        made.picks(n, f"{n + 1}. {label}").model_copy(update={"picture": choice.picture or ""})
        for n, (choice, label) in enumerate(zip(item.choices, made.labels(item), strict=True))
    ]
    return _fitting(buttons)


def _places(made: Pad, item: Ranking) -> Rows:
    rows: list[tuple[Button, ...]] = []
    for number, (choice, label) in enumerate(zip(item.choices, made.labels(item), strict=True)):
        on = choice.value in made.sitting.ticked
        mark = f"{made.sitting.ticked.index(choice.value) + 1}. " if on else ""
        rows.append((made.picks(number, mark + label, on=not on),))
    return tuple(rows)


def _dots(made: Pad, item: Dots) -> Rows:
    given = dict(made.sitting.amounts)
    rows: list[tuple[Button, ...]] = []
    for number, (choice, label) in enumerate(zip(item.choices, made.labels(item), strict=True)):
        own = given.get(choice.value, 0)
        more = made.gives(number, f"{label} {DOT * own}".strip(), own + 1)
        fewer = (made.gives(number, f"{TAKE_BACK} {label}", own - 1),) if own else ()
        rows.append((more, *fewer))
    return tuple(rows)


def _wheel(made: Pad, item: Wheel) -> Rows:
    scores = dict(made.sitting.amounts)
    values = [choice.value for choice in item.choices]
    if made.asked.scoring in values:
        return _scores(made, item, values.index(made.asked.scoring), scores)
    buttons = []
    for number, (value, label) in enumerate(zip(values, made.labels(item), strict=True)):
        score = scores.get(value)
        mark = say("ask.score", made.sitting.language, score=score, points=item.points)
        buttons.append(made.picks(number, f"{label} · {mark}" if score else label))
    return (*((button,) for button in buttons), (made.done(),))


def _turn(made: Pad, item: InTurns) -> Rows:
    """What can be said at this turn, the vote that stands there marked; then past the rest."""
    at = made.asked.in_turn
    if at is None:
        return ()
    own: dict[str, str] = {
        value: made.words(OURS[value]) for value in (*AGREE_VALUES, CANT_CHOOSE)
    }
    own |= dict(zip((choice.value for choice in item.choices), made.labels(item), strict=True))
    buttons = [
        made.picks(
            vote_number(item, at.turn.key, vote),
            f"✓ {own[vote]}" if vote == at.said else own[vote],
        )
        for vote in at.turn.votes
    ]
    across = 2 if isinstance(item, Statements) else 1
    past = [made.rest() if at.rest and not made.asked.can_keep else made.done()]
    if made.asked.can_keep and made.sitting.votes:
        out = say("button.all_out", made.sitting.language)
        past.append(made.picks(all_out_number(item), out))
    return (*_grid(buttons, across), tuple(past))


def _scores(made: Pad, item: Wheel, number: int, scores: dict[str, int]) -> Rows:
    now = scores.get(item.choices[number].value)
    points = [
        made.gives(number, f"✓ {point}" if point == now else f"{point}", point)
        for point in range(1, item.points + 1)
    ]
    language = made.sitting.language
    last = [made.picks(number, say("button.all_areas", language), on=False)]
    if now:
        last.insert(0, made.gives(number, say("button.no_score", language), 0))
    return (*_grid(points, POINTS_A_ROW - 1), tuple(last))


def _points(made: Pad, item: Scale) -> Rows:
    labels = labelled_points(item)
    points = range(1, item.points + 1)
    way_out = (made.picks(0, made.words(item.not_sure or OURS["not_sure"])),)
    if len(labels) == item.points and not item.faces and item.points > 2:
        rows = tuple((made.picks(n, f"{n} · {made.words(labels[n])}"),) for n in points)
        return (*rows, way_out)
    faces = FACES.get(item.points, "") if item.faces else ""
    buttons = [made.picks(n, faces[n - 1] if faces else f"{n}") for n in points]
    return (*_grid(buttons, POINTS_A_ROW), way_out)


def _fitting(buttons: list[Button]) -> Rows:
    """Two a row where every label leaves room for another, else one."""
    return _grid(buttons, 2 if all(len(b.label) <= SHORT_LABEL for b in buttons) else 1)


def _button(label: str, kind: str, *parts: object) -> Button:
    return Button(label=shortened(label, LONGEST_LABEL), press=press(kind, *parts))


def _grid(buttons: Iterable[Button], across: int) -> Rows:
    row = list(buttons)
    return tuple(tuple(row[start : start + across]) for start in range(0, len(row), across))
