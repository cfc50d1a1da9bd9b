"""Each of several statements is read as a statement, and told apart from its neighbours."""

from __future__ import annotations

from surveys.coaching.advice import AdviceKind
from surveys.coaching.coach import coach
from surveys.coaching.rewriting import apply
from surveys.definitions.survey import Survey
from tests.surveys.definitions.writing import survey


def asked(*statements: str) -> Survey:
    listed = ", ".join(f'"{one}"' for one in statements)
    return survey(f"{{id: said, type: statements, text: Agree or disagree?, choices: [{listed}]}}")


def found(made: Survey) -> list[tuple[AdviceKind, str]]:
    return [
        (each.kind, each.what.partition(":")[0]) for each in coach(made) if each.what[0] == "c"
    ]


def test_a_question_among_statements_is_found_where_it_stands() -> None:
    """People agree with what is said, and "Do you like it?" says nothing.

    Fails when choices are read for care words alone.
    """
    made = asked("Staff knock first.", "Do you like the food?", "Rules make sense.")

    assert (AdviceKind.NOT_A_STATEMENT, "choice 2") in found(made)
    assert {place for _, place in found(made)} == {"choice 2"}


def test_two_statements_with_the_same_slip_are_both_named() -> None:
    """Of one question each slip is said once; of a list of statements, once each."""
    made = asked("Staff always knock.", "Rules make sense.", "Everyone here is kind.")
    absolute = [place for kind, place in found(made) if kind is AdviceKind.ABSOLUTE]

    assert absolute == ["choice 1", "choice 3"]


def test_a_double_negative_comes_with_other_words_that_fit_the_place() -> None:
    """To disagree with "can't" is a double negative; one tap puts it right."""
    made = asked("I can't say what I think here.", "Rules make sense.", "The food is good.")
    [advice] = [one for one in coach(made) if one.kind is AdviceKind.DOUBLE_NEGATIVE]

    assert advice.what.startswith("choice 1: ")
    if advice.rewrite is not None:
        after = apply(made, advice.rewrite)
        assert not [one for one in coach(after) if one.kind is AdviceKind.DOUBLE_NEGATIVE]


def test_sound_statements_get_no_advice() -> None:
    """Advice on what is fine teaches people to skip advice."""
    made = asked("Staff knock first.", "Rules make sense.", "I get a say in what we eat.")

    assert found(made) == []
