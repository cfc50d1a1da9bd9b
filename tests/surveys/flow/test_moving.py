"""Where a sitting goes next, and back."""

from __future__ import annotations

from surveys.definitions.questions import Note, SeveralChoices, YesNo
from surveys.flow.answers import Chose, Wrote
from surveys.flow.moving import arrive, backward, mended, onward, past_fallback, past_sharing
from surveys.flow.sitting import Sitting, Stage
from surveys.ids import QuestionKey
from tests.surveys.flow.walking import survey_of
from tests.surveys.strategies import words

A, B, C = map(QuestionKey, "abc")
NOTES = tuple(Note(id=QuestionKey(f"n{i}"), text=words("!")) for i in range(4))
SURVEY = survey_of(
    NOTES[0], YesNo(id=A, text=words("?")), NOTES[1], YesNo(id=B, text=words("?")), NOTES[2],
    NOTES[3],
)  # fmt: skip
YES = Chose(("yes",))


def _from(at: str | None, *answered: QuestionKey, stage: Stage = Stage.ASKING) -> Sitting:
    key = None if at is None else QuestionKey(at)
    sitting = Sitting(stage=stage, at=key, answers=dict.fromkeys(answered, YES))
    return onward(SURVEY, sitting)


def test_notes_come_just_before_the_question_they_lead_to() -> None:
    """A note is read on the way; it is not read again on the way past."""
    assert _from(None).at == "n0"
    assert _from("n0").at == A
    assert _from("a", A).at == "n1"
    assert _from("a", A, B).at == "n2"
    assert _from("n2", A, B).at == "n3"
    assert _from("n3", A, B).stage is Stage.FALLBACK


def test_going_back_walks_every_step_in_turn() -> None:
    """Back means the one before, notes included, as far as the first."""
    steps = [Sitting(stage=Stage.FALLBACK, answers={A: YES, B: YES})]
    while (before := backward(SURVEY, steps[-1])) is not None:
        steps.append(before)

    assert [each.at for each in steps[1:]] == ["n3", "n2", "b", "n1", "a", "n0"]


def test_a_survey_nobody_is_asked_anything_of_still_ends() -> None:
    """Whatever the rules leave, there is a way to the summary."""
    empty = survey_of(
        YesNo.model_validate({"id": "x", "text": words("?"), "show_if": {"answered": "x"}})
    )
    end = onward(empty, Sitting(stage=Stage.IN_CHARGE))

    assert end.stage is Stage.FALLBACK
    assert past_fallback(end).stage is Stage.CHECKING
    assert backward(empty, end) is None


def test_arriving_ticks_what_was_ticked_before() -> None:
    """Changing one tick of five must not mean ticking the other four again."""
    pair = [{"value": "v", "label": words("V")}, {"value": "w", "label": words("W")}]
    item = SeveralChoices.model_validate({"id": "c", "text": words("?"), "choices": pair})

    assert arrive(Sitting(answers={C: Chose(("w",))}), item).ticked == ("w",)
    assert arrive(Sitting(ticked=("v",)), item).ticked == ()


def test_after_a_change_the_summary_comes_back_unless_something_new_is_asked() -> None:
    """A sent envelope stays sent, a checked one stays checked."""
    assert _from("a", A, B, stage=Stage.SENT) == Sitting(
        stage=Stage.SENT, answers={A: YES, B: YES}
    )
    assert _from("a", A, stage=Stage.SENT).at == B
    assert _from("a", A, B, stage=Stage.CHECKING).stage is Stage.CHECKING


def test_sharing_is_remembered_as_asked() -> None:
    """Asked once, whatever they do afterwards."""
    asked = past_sharing(Sitting(stage=Stage.SHARING, answers={A: Wrote("x")}))

    assert asked.sharing_asked
    assert asked.stage is Stage.FALLBACK


def test_a_lost_place_is_mended() -> None:
    """No envelope may open onto nothing."""
    assert mended(SURVEY, Sitting(stage=Stage.ASKING)).at == "n0"
    there = Sitting(stage=Stage.ASKING, at=B)
    assert mended(SURVEY, there) is there
