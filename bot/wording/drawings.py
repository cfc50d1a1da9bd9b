"""What is drawn beside a question: the pictures to choose from, or the wheel as it stands."""

from __future__ import annotations

from bot.outgoing import Collage, Drawing, Spoke, WheelPicture
from bot.texts import say
from surveys.definitions.questions import PictureChoice, Wheel
from surveys.definitions.survey import Survey
from surveys.flow.prompts import AskItem
from surveys.flow.recalling import label_of
from surveys.flow.sitting import Sitting


def drawing(survey: Survey, sitting: Sitting, asked: AskItem) -> Drawing | None:
    """The drawing of a prompt, if it has one. While an area is being scored the wheel stays."""
    match asked.item:
        case PictureChoice(choices=choices):
            labels = tuple(label_of(survey, sitting, choice) for choice in choices)
            return Collage(
                pictures=tuple(choice.picture or "" for choice in choices),
                labels=labels,
                alt=", ".join(f"{number}. {label}" for number, label in enumerate(labels, 1)),
            )
        case Wheel() if asked.scoring is None:
            return _wheel(survey, sitting, asked.item, dict(asked.amounts))
        case _:
            return None


def _wheel(survey: Survey, sitting: Sitting, item: Wheel, scores: dict[str, int]) -> WheelPicture:
    labels = {choice.value: label_of(survey, sitting, choice) for choice in item.choices}
    spokes = tuple(Spoke(label=label, score=scores.get(value)) for value, label in labels.items())
    said = []
    for value, label in labels.items():
        score = scores.get(value)
        mark = say("ask.score", sitting.language, score=score, points=item.points)
        said.append(f"{label}: {mark if score else say('ask.no_score', sitting.language)}")
    return WheelPicture(spokes=spokes, points=item.points, alt=", ".join(said))
