"""Changes of a codebook: each makes a version, and ids outlive names."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from surveys.themes.changing import (
    add,
    again,
    describe,
    drop,
    find,
    fitted,
    merge,
    move,
    never_again,
    rename,
)
from surveys.themes.codebook import Codebook, Theme, ThemeId
from surveys.themes.codebook_texts import LONGEST_DESCRIPTION, CodebookMistake, id_for, is_id

FOOD, PETS, STAFF = ThemeId("food"), ThemeId("pets"), ThemeId("staff")
BOOK = Codebook(
    (Theme(FOOD, "Food", "What we eat."), Theme(PETS, "Pets"), Theme(STAFF, "Staff", "They are"))
)


def names(codebook: Codebook) -> list[str]:
    return [each.name for each in codebook.themes]


def test_each_change_is_the_next_version_and_no_change_is_none() -> None:
    """What was sorted says which version it was sorted by."""
    assert add(BOOK, "Noise").version == 2
    assert rename(BOOK, FOOD, "Food") == BOOK
    assert again(rename(BOOK, FOOD, "Meals"), BOOK) == Codebook(BOOK.themes, 3)


def test_a_renamed_theme_is_the_same_theme() -> None:
    """Waves are compared by id: a better name must not break a line over years."""
    assert find(rename(BOOK, FOOD, " Good\n food "), FOOD).name == "Good food"


def test_an_id_never_comes_to_mean_something_else() -> None:
    """A theme that was dropped in spring is not the one that is added in autumn."""
    without = drop(BOOK, FOOD)

    assert add(without, "Food", before=["food"]).themes[-1].id == "food_2"
    assert add(BOOK, "Pets!").themes[-1].id == "pets_2"


def test_merging_keeps_the_first_and_what_the_other_says() -> None:
    """Answers that matched the other still find their theme."""
    merged = merge(BOOK, FOOD, STAFF)

    assert names(merged) == ["Food", "Pets"]
    assert find(merged, FOOD).description == "What we eat, Staff, They are"


def test_a_merged_description_has_whole_phrases_only() -> None:
    """Half a phrase at the end says something nobody meant."""
    long = describe(BOOK, STAFF, "x" * 150 + ", " + "y" * 100 + ", short")
    merged = merge(describe(long, FOOD, "z" * 120), FOOD, STAFF)

    assert find(merged, FOOD).description == "z" * 120 + ", Staff, " + "x" * 150 + ", short"


def test_a_theme_moves_to_a_place_and_the_end_is_the_end() -> None:
    """Their order is how people read them."""
    assert names(move(BOOK, STAFF, 0)) == ["Staff", "Food", "Pets"]
    assert names(move(BOOK, FOOD, 99)) == ["Pets", "Staff", "Food"]


@pytest.mark.parametrize(
    ("change", "kind"),
    [
        (lambda: add(BOOK, "  "), "name_empty"),
        (lambda: add(BOOK, "🙂"), "name_empty"),
        (lambda: add(BOOK, "x" * 41), "name_long"),
        (lambda: add(BOOK, "FOOD"), "name_taken"),
        (lambda: add(BOOK, "a\u202eb"), "strange"),
        (lambda: add(BOOK, "A", "x" * 301), "description_long"),
        (lambda: rename(BOOK, FOOD, "pets"), "name_taken"),
        (lambda: describe(BOOK, ThemeId("gone"), "x"), "gone"),
        (lambda: merge(BOOK, FOOD, FOOD), "same"),
        (lambda: merge(BOOK, FOOD, ThemeId("gone")), "gone"),
        (lambda: drop(Codebook(BOOK.themes[:1]), FOOD), "last"),
        (lambda: fitted(Codebook(BOOK.themes * 21)), "full"),
        (lambda: fitted(Codebook(())), "last"),
        (lambda: fitted(Codebook((*BOOK.themes, Theme(ThemeId("b"), "PETS")))), "name_taken"),
    ],
)
def test_what_does_not_fit_is_refused_by_kind_with_a_way_out(
    change: Callable[[], Codebook], kind: str
) -> None:
    """Chat has a sentence for each kind, and none of them blames."""
    with pytest.raises(CodebookMistake) as refused:
        change()

    assert refused.value.kind == kind
    assert refused.value.way_out


def test_there_are_never_more_than_sixty_themes() -> None:
    """Beyond that nobody keeps them in mind, and two start to mean one thing."""
    full = Codebook(tuple(Theme(ThemeId(f"t{n}"), f"T{n}") for n in range(60)))

    with pytest.raises(CodebookMistake, match="60 themes already"):
        add(full, "One more")


@settings(max_examples=50, deadline=None)
@given(st.text(max_size=60), st.sets(st.sampled_from(["theme", "a", "a_2", "food"])))
def test_every_name_has_an_id_of_its_own(name: str, taken: set[str]) -> None:
    """Names come in every script; ids are letters that travel."""
    made = id_for(name, taken)

    assert is_id(made)
    assert made not in taken
    assert id_for("Café “Größe” family time") == "cafe_grosse_family_time"
    assert len(find(merge(BOOK, FOOD, PETS), FOOD).description) <= LONGEST_DESCRIPTION


def test_an_id_that_was_taken_out_never_comes_back_by_a_file() -> None:
    """A wave was sorted under it: the same id with another meaning would be compared with that."""
    now = drop(BOOK, FOOD)
    before = {theme.id for theme in BOOK.themes}
    file = Codebook((Theme(FOOD, "Food fights"), Theme(PETS, "Animals")))
    brought = never_again(file, now, before)

    assert [one.id for one in brought.themes] == ["food_fights", PETS]
    assert names(brought) == ["Food fights", "Animals"]
    assert never_again(Codebook((Theme(FOOD, "Food"),)), now, before).themes[0].id == "food_2"
    again_now = again(now, brought)
    assert never_again(file, again_now, before | {"food_fights"}) == brought
