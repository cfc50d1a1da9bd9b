"""What a person sees of where they are."""

from __future__ import annotations

from surveys.definitions.questions import LongText, Note, YesNo
from surveys.definitions.rules import Is
from surveys.flow.answers import Chose
from surveys.flow.prompts import AskItem, OpeningCard, Pausing
from surveys.flow.showing import prompt_of
from surveys.flow.sitting import Sitting, Stage
from surveys.ids import QuestionKey
from tests.surveys.flow.walking import survey_of
from tests.surveys.strategies import words

A, B, C = map(QuestionKey, "abc")
SURVEY = survey_of(
    Note(id=QuestionKey("n"), text=words("!")),
    YesNo(id=A, text=words("?")),
    LongText(id=B, text=words("?"), show_if=Is.model_validate({"is": {A: "yes"}})),
    LongText(id=C, text=words("?")),
    Note(id=QuestionKey("bye"), text=words("!")),
)


def _ask(at: str, *, stage: Stage = Stage.ASKING, yes: bool = False) -> AskItem:
    answers = {A: Chose(("yes",))} if yes else {}
    prompt = prompt_of(SURVEY, Sitting(stage=stage, at=QuestionKey(at), answers=answers))
    assert isinstance(prompt, AskItem)
    return prompt


def test_progress_counts_the_questions_on_the_present_path() -> None:
    """ "3 of 7" must be true of this person, not of the file."""
    numbers = {
        at: (_ask(at).number, _ask(at).count, _ask(at, yes=True).count) for at in ("n", "a", "c")
    }

    assert numbers == {"n": (1, 2, 3), "a": (1, 2, 3), "c": (2, 2, 3)}
    assert _ask("b", yes=True).number == 2
    assert (_ask("bye").number, _ask("bye").count) == (2, 2)


def test_minutes_left_shrink_and_never_reach_nothing() -> None:
    """ "About 0 min" reads as finished."""
    assert _ask("n", yes=True).minutes_left > _ask("c").minutes_left >= 1
    assert _ask("bye").minutes_left == 1


def test_back_is_offered_only_where_it_leads_somewhere() -> None:
    """A button that does nothing teaches people not to trust buttons."""
    assert not _ask("n").can_go_back
    assert _ask("a").can_go_back
    assert _ask("a", stage=Stage.CHECKING).can_go_back


def test_a_pause_shows_the_pause_and_a_card_its_words() -> None:
    """Each state has something to see."""
    assert prompt_of(SURVEY, Sitting(stage=Stage.ASKING, at=A, paused=True)) == Pausing()
    greeted = survey_of(YesNo(id=A, text=words("?")), opening=words("Hello"))
    assert prompt_of(greeted, Sitting(stage=Stage.OPENING)) == OpeningCard(words("Hello"))
