"""Ways through a survey: which items can follow which, and which nobody need meet.

Jumps go forwards only (``soundness`` refuses any other), so the items form a graph without
loops. What a rule says is not solved: a rule that may hold is taken to hold for somebody.
"""

from __future__ import annotations

from surveys.definitions.survey import Survey

END = "end"
"""What a jump says instead of an item's id to finish the survey."""


def following(survey: Survey, position: int) -> frozenset[int]:
    """Positions that can come straight after an item; the count of items means the end.

    Jumps that lead nowhere, or back, are left out.
    """
    item = survey.questions[position]
    places: dict[str, int] = {each.id: at for at, each in enumerate(survey.questions)}
    places[END] = len(survey.questions)
    after: set[int] = set()
    for jump in item.then:
        if (to := places.get(jump.to, position)) > position:
            after.add(to)
        if jump.when is None:
            break
    else:
        after.add(position + 1)
    # An item that is not shown does not jump: the next one follows.
    return frozenset(after if item.show_if is None else after | {position + 1})


def reachable(survey: Survey, start: int = 0, *, without: int | None = None) -> frozenset[int]:
    """Positions that can be met from ``start`` on, going around ``without``.

    The count of items is among them where the end can be reached.
    """
    met = {start} - {without}
    for position in range(start, len(survey.questions)):
        if position in met:
            met |= following(survey, position) - {without}
    return frozenset(met)


def may_be_not_asked(survey: Survey, question_id: str) -> bool:
    """Whether somebody can finish without being asked: by its ``show_if``, or jumped over.

    Raises:
        KeyError: The survey has no such question.
    """
    position = survey.position(question_id)
    if survey.questions[position].show_if is not None:
        return True
    return len(survey.questions) in reachable(survey, without=position)
