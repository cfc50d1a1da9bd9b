from surveys.definitions.comparing import Change, Difference, differences
from surveys.definitions.survey import Survey


def survey(*questions: dict[str, object], **head: object) -> Survey:
    told: dict[str, object] = {
        "key": "evenings",
        "title": {"en": "Evenings"},
        "why": {"en": "To make evenings better."},
        "could_change": {"en": "Bedtimes."},
        "decides": {"en": "Sam, manager"},
        "questions": questions,
    }
    return Survey.model_validate(told | head)


def yes_no(name: str, text: str = "Is it so?", **more: object) -> dict[str, object]:
    return {"type": "yes_no", "id": name, "text": {"en": text}} | more


def pick(name: str, *labels: str, **more: object) -> dict[str, object]:
    choices = [{"value": label.lower(), "label": {"en": label}} for label in labels]
    return {"type": "single_choice", "id": name, "text": {"en": "Pick"}, "choices": choices} | more


def test_the_same_twice_has_no_differences_whatever_its_number() -> None:
    """A second person who is shown changes where there are none stops looking."""
    one = survey(yes_no("heard"))

    assert differences(one, one.model_copy(update={"version": 2})) == ()


def test_a_new_wording_is_said_before_and_after() -> None:
    """One word can turn a question round."""
    old, new = survey(yes_no("heard", "Are you heard?")), survey(yes_no("heard", "Are you kind?"))

    assert differences(old, new) == (
        Difference(Change.CHANGED, "heard", "text", "Are you heard?", "Are you kind?"),
    )


def test_an_added_and_a_taken_out_question_are_shown_whole() -> None:
    """What nobody has seen before must be read, choices and all."""
    old = survey(yes_no("heard", "Are you heard?"))
    new = survey(pick("tea", "Six", "Seven", sensitive=True))

    assert differences(old, new) == (
        Difference(Change.ADDED, "tea", "", "", "Pick [Six / Seven]"),
        Difference(Change.ADDED, "tea", "sensitive", "", "yes"),
        Difference(Change.REMOVED, "heard", "", "Are you heard?", ""),
    )


def test_only_what_was_taken_up_and_put_elsewhere_has_moved() -> None:
    """One question put last must not read as three that moved."""
    old = survey(yes_no("a"), yes_no("b"), yes_no("c"))
    new = survey(yes_no("b"), yes_no("c"), yes_no("a"))

    assert differences(old, new) == (Difference(Change.MOVED, "a", "", "1", "3"),)


def test_choices_that_came_went_and_were_reworded_are_told_apart() -> None:
    """A choice that is quietly gone can no longer be chosen."""
    old = survey(pick("tea", "Six", "Seven", "Never"))
    new = survey(pick("tea", "Seven", "Six", "Later"))
    new_six = new.questions[0].choices[1].model_copy(update={"label": {"en": "At six"}})  # type: ignore[union-attr]
    kept = new.questions[0].choices  # type: ignore[union-attr]
    asked = new.questions[0].model_copy(update={"choices": (kept[0], new_six, kept[2])})
    new = new.model_copy(update={"questions": (asked,)})
    found = {(d.change, d.part): (d.before, d.after) for d in differences(old, new)}

    assert found == {
        (Change.CHANGED, "choice six"): ("Six", "At six"),
        (Change.ADDED, "choice later"): ("", "Later"),
        (Change.REMOVED, "choice never"): ("Never", ""),
        (Change.MOVED, "choices"): ("Six / Seven / Never", "Seven / At six / Later"),
    }


def test_logic_and_flags_are_differences_too() -> None:
    """What is asked of whom, and what is safe to print, change a survey without a word of it."""
    old = survey(yes_no("heard"), yes_no("why"))
    rule = {"is": {"heard": "no"}}
    new = survey(yes_no("heard", safety=True), yes_no("why", show_if=rule))
    found = {(d.item, d.part): (d.change, d.after) for d in differences(old, new)}

    assert found == {
        ("heard", "safety"): (Change.ADDED, "yes"),
        ("why", "show_if"): (Change.ADDED, "is: heard no"),
    }


def test_the_surveys_own_words_are_looked_at_first() -> None:
    """Why it is asked and what could change is what people agree to."""
    old, new = survey(yes_no("a")), survey(yes_no("a", "New?"), could_change={"en": "Nothing."})
    found = [(d.item, d.part) for d in differences(old, new)]

    assert found == [("", "could_change"), ("a", "text")]


def test_a_survey_that_nobody_approved_is_all_new() -> None:
    """There is nothing to compare it with, so all of it is to be read."""
    found = differences(None, survey(yes_no("a"), yes_no("b")))

    assert {d.change for d in found} == {Change.ADDED}
    assert [d.item for d in found if d.item] == ["a", "b"]
    assert "title" in {d.part for d in found}


def test_a_change_in_one_language_alone_is_seen() -> None:
    """Whoever reads it in Welsh is asked something else."""
    both = {"languages": ("en", "cy"), "title": {"en": "Evenings", "cy": "Nosweithiau"}}
    texts = {name: {"en": "Well.", "cy": "Wel."} for name in ("why", "could_change", "decides")}
    old = survey(yes_no("a") | {"text": {"en": "So?", "cy": "Felly?"}}, **both, **texts)
    new = survey(yes_no("a") | {"text": {"en": "So?", "cy": "Pam?"}}, **both, **texts)

    assert differences(old, new) == (
        Difference(Change.CHANGED, "a", "text", "en: So?; cy: Felly?", "en: So?; cy: Pam?"),
    )
