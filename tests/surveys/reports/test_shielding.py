"""Every question through protection, branches included."""

from __future__ import annotations

import pytest

from surveys.definitions.answers import Allotted, Chose, Declined, Scored, Wrote
from surveys.definitions.questions import Dots, NonAnswer
from surveys.definitions.survey import Survey
from surveys.protection.forms import Band, Cell
from surveys.protection.printed import NotEnough, Rows
from surveys.protection.ticks import TickRule
from surveys.protection.writers import Writers
from surveys.reports.shielding import Areas, SomeWrote, Ticks, shield, tick_rule
from surveys.reports.tally import tally
from tests.surveys.everything import EVERY_TYPE
from tests.surveys.reports.rounds import FOOD, SEVERAL, SINGLE, TEXT, YES_NO, chosen, key, survey
from tests.surveys.strategies import plain_choices

IF_BAD = {"show_if": {"is": {"meal": "bad"}}}
NOT_ASKED = Declined(NonAnswer.NOT_ASKED)


def branched(bad: int, good: int, skipped: int, total: int):  # type: ignore[no-untyped-def]
    """A round whose "bad" leads to a closed and an open question."""
    asked = survey(SINGLE, {**YES_NO, **IF_BAD}, {**TEXT, **IF_BAD})
    answers = chosen("meal", bad=bad, good=good, skipped=skipped)
    answers += [(key("hungry"), Chose(("yes",)))] * (bad // 2)
    answers += [(key("hungry"), Chose(("no",)))] * (bad - bad // 2)
    answers += [(key("tell"), Wrote("words"))] * bad
    for question in ("hungry", "tell"):
        answers += [(key(question), NOT_ASKED)] * (total - bad)
    return shield(asked, tally(asked, answers, total), total)


def test_each_type_of_question_prints_in_its_own_way() -> None:
    """A type that was forgotten would print nothing, or everything."""
    done = shield(FOOD, tally(FOOD, [], 24), 24)

    assert [type(each.printed) for each in done.values()] == [Rows, Rows, Rows, Ticks, NotEnough]


def test_d7_a_branch_that_ten_or_more_reached_is_shown() -> None:
    """Both sides are large enough, and the gate's rows are wide enough."""
    done = branched(bad=40, good=50, skipped=12, total=102)

    assert isinstance(done[key("hungry")].printed, Rows)
    assert isinstance(done[key("tell")].printed, SomeWrote)
    assert done[key("hungry")].branch


def test_d7_a_branch_that_few_reached_is_withheld_whatever_they_said() -> None:
    """The same for one as for seven. Fails when it is not asked whether a branch may show."""
    withheld = [
        branched(bad=few, good=50, skipped=52 - few, total=102)[key(name)].printed
        for few in (0, 1, 7)
        for name in ("hungry", "tell")
    ]

    assert set(withheld) == {NotEnough()}


def test_d4_one_gate_bears_one_closed_branch() -> None:
    """Two different splits of one question could be subtracted.

    Fails when a gate bears every branch.
    """
    both = survey(
        SINGLE,
        {**YES_NO, **IF_BAD},
        {**YES_NO, "id": "second", "show_if": {"any": {"meal": ["bad", "ok"]}}},
        {**YES_NO, "id": "third", **IF_BAD},
    )
    answers = chosen("meal", bad=40, good=30, ok=20, skipped=12)
    for question, missed in (("hungry", 62), ("second", 42), ("third", 62)):
        answers += [(key(question), Chose(("yes",)))] * (60 - missed // 2)
        rest = 102 - missed - (60 - missed // 2)
        answers += [(key(question), Chose(("no",)))] * rest
        answers += [(key(question), NOT_ASKED)] * missed
    done = shield(both, tally(both, answers, 102), 102)

    assert isinstance(done[key("hungry")].printed, Rows)
    assert done[key("second")].printed == NotEnough()
    assert isinstance(done[key("third")].printed, Rows)


def test_d7_own_words_beside_a_choice_need_five_who_surely_picked_it() -> None:
    """Their being shown must say no more than the row above them.

    Fails when one who may have picked it is enough.
    """
    answers = [(key("help"), Chose(("other",), "a pan"))]
    few = shield(FOOD, tally(FOOD, answers * 5, 24), 24)
    enough = shield(FOOD, tally(FOOD, answers * 9, 24), 24)

    assert few[key("help")].surely_wrote == 0
    assert enough[key("help")].surely_wrote == 5


def test_an_open_question_says_how_many_surely_wrote() -> None:
    """The sample of words is cut to that."""
    answers = [(key("tell"), Wrote("words"))] * 14
    done = shield(FOOD, tally(FOOD, answers, 24), 24)[key("tell")]

    assert isinstance(done.printed, Writers)
    assert done.surely_wrote == 13


def test_what_a_person_may_tick_is_read_from_the_question() -> None:
    """Exclusive choices and limits tie the counts together."""
    rule = tick_rule(survey({**SEVERAL, "max": 2}).asked[0])  # type: ignore[arg-type]

    assert (rule.ordinary, rule.exclusive, rule.fewest, rule.limit) == (3, 1, 1, 2)


def test_every_type_prints_in_its_own_way() -> None:
    """A type that was forgotten would print nothing, or everything."""
    done = shield(EVERY_TYPE, tally(EVERY_TYPE, [], 24), 24)
    kinds = {type(each.printed).__name__ for each in done.values()}

    assert kinds == {"Rows", "Ticks", "Areas", "NotEnough"}
    assert isinstance(done[key("money")].printed, Ticks)
    life = done[key("life")].printed
    assert isinstance(life, Areas)
    assert list(life.parts) == ["school", "friends", "family", "sleep", "home"]


def test_dots_reach_as_many_choices_as_there_are_dots() -> None:
    """That is the cap the audit counts with.

    Fails when dots are audited as if anybody could give some to every choice.
    """
    choices = plain_choices(6)
    few = Dots(id=key("d"), text={"en": "?"}, choices=choices, dots=3)

    assert tick_rule(few) == TickRule(ordinary=6, most=3)
    assert tick_rule(few).limit == 3
    assert tick_rule(few.model_copy(update={"dots": 6})).limit is None


@pytest.mark.parametrize("name", ["life", "money"])
def test_d7_of_a_branch_only_those_who_were_asked_are_counted(name: str) -> None:
    """Whoever was not asked left nothing out.

    Fails when they are counted with those who did not score an area.
    """
    asked = [item.model_dump(by_alias=True) for item in EVERY_TYPE.asked]
    made = [
        each | ({"show_if": {"is": {"listen": "agree"}}} if each["id"] == name else {})
        for each in asked
    ]
    survey_ = Survey.model_validate(EVERY_TYPE.model_dump() | {"questions": made})
    said = Scored((("school", 5),)) if name == "life" else Allotted((("food", 5),))
    answers = chosen("listen", agree=50, disagree=40, skipped=12)
    answers += [(key(name), said)] * 50 + [(key(name), NOT_ASKED)] * 52
    shown = shield(survey_, tally(survey_, answers, 102), 102)[key(name)]

    assert (shown.asked, shown.branch) == (50, True)
    if isinstance(shown.printed, Areas):
        part = shown.printed.parts["school"]
        assert isinstance(part, Rows)
        assert part.cells["did_not_score"] == Cell(Band.TWO_OR_FEWER)
    else:
        assert isinstance(shown.printed, Ticks)
        assert shown.printed.cells["food"] == Cell(Band.ABOUT, 50)
