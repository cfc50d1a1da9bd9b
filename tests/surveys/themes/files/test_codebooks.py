"""Codebooks as files: out and in again the same, whatever stands in them."""

from __future__ import annotations

import os
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings

from surveys.themes.changing import rename
from surveys.themes.codebook import Codebook, Theme, ThemeId
from surveys.themes.codebook_texts import CodebookMistake
from surveys.themes.files.codebooks import WRITERS, bring_codebook, write_codebook
from surveys.themes.files.csv import read_csv, write_csv
from surveys.themes.files.qdc import NAMESPACE, guid, read_qdc, write_qdc
from surveys.themes.files.yaml import bring_yaml, read_yaml
from surveys.themes.starter import load_starter
from tests.surveys.themes.books import codebooks

EXAMPLES = 2000 if os.environ.get("EARSHOT_FULL") else 40
FOOD = Codebook((Theme(ThemeId("food"), "Food", "What we eat"), Theme(ThemeId("pets"), "Pets")))


@settings(max_examples=EXAMPLES, deadline=None)
@given(codebooks())
def test_what_is_written_is_read_again_the_same(codebook: Codebook) -> None:
    """A codebook that changes by being carried is not one people stand behind."""
    for ending in WRITERS:
        assert bring_codebook(write_codebook(codebook, ending), ending).codebook == codebook


@pytest.mark.parametrize(
    "text",
    [
        "- {name: Food, description: What we eat}\n- name: Pets",
        "themes:\n  - title: Food\n    definition: What we eat\n  - label: Pets",
        "codes: [{theme: Food, desc: What we eat}, {code: Pets, examples: [a dog]}]",
        "Food: What we eat\nPets:",
        "codebook:\n  Food: What we eat\n  Pets: ''",
        "starter:\n  themes:\n    - text: Food\n      description: What we eat\n    - Pets",
        "- Food: What we eat\n- Pets",
        "themes:\n  food: {name: Food, description: What we eat}\n  pets: {name: Pets}",
        '{"codes": [{"id": "food", "name": "Food", "description": "What we eat"}, "Pets"]}',
        "\ufeffThemes:\r\n- Name: ' Food '\r\n  Description: What\t we  eat\r\n- Name: Pets",
    ],
)
def test_a_codebook_is_read_in_the_shapes_that_people_write(text: str) -> None:
    """Designers have codebooks already, and none of them asked us how to write one."""
    assert read_yaml(text.encode()) == FOOD


def test_a_list_of_names_alone_is_a_codebook() -> None:
    """Names are enough to begin with."""
    assert read_yaml(b"- Food\n- Pets") == Codebook(
        (Theme(ThemeId("food"), "Food"), Theme(ThemeId("pets"), "Pets"))
    )


def test_an_id_that_cannot_be_ours_is_still_what_the_file_calls_its_theme() -> None:
    """Results come back under the names that the designer's own tables use."""
    read = bring_yaml(b"- {id: T-01, name: Food}\n- {id: food, name: Meals}\n- Family time")

    assert dict(read.given) == {"food_2": "T-01", "food": "food", "family_time": "Family time"}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "no list of themes"),
        ("just words", "no list of themes"),
        ("[]", "no theme in it"),
        ("- Food\n- FOOD: again", "there twice"),
        ("- [1, 2]", "neither a name"),
        ("- ' '", "without a name"),
        ("- name: " + "x" * 201, "longer than 200"),
        ("- {id: a, name: B}\n- {id: a, name: C}", "there twice"),
        ("a: &a [x]\nb: *a", "an alias"),
        ("a: [", "cannot be read"),
        ('- "Fo\u202eod"', "cannot be shown"),
        ("[" * 30 + "]" * 30, "nested"),
        ("\n".join(f"- t{n}" for n in range(501)), "more than 500"),
    ],
)
def test_what_a_codebook_cannot_hold_is_refused_with_a_way_out(text: str, said: str) -> None:
    """Half a codebook would sort answers under half the themes, unseen."""
    with pytest.raises(CodebookMistake, match=said) as refused:
        read_yaml(text.encode())

    assert refused.value.way_out


def test_a_small_file_cannot_become_a_large_one() -> None:
    """Aliases within aliases: the file that fills a machine's memory."""
    text = "a0: &a0 [x,x]\n" + "".join(
        f"a{n}: &a{n} [*a{n - 1},*a{n - 1}]\n" for n in range(1, 40)
    )

    with pytest.raises(CodebookMistake, match="alias"):
        read_yaml(text.encode())


def test_csv_is_read_as_spreadsheets_save_it() -> None:
    """Semicolons, Windows letters, columns in any order, a line end inside a cell."""
    data = 'Definition;Theme\r\n"What\r\nwe eat";Café\r\n;Pets\r\n'.encode("cp1252")

    assert [(each.name, each.description) for each in read_csv(data).themes] == [
        ("Café", "What we eat"),
        ("Pets", ""),
    ]
    assert read_csv(b"Food,What we eat\nPets,") == FOOD


def test_no_cell_of_a_written_csv_is_worked_out() -> None:
    """A theme's name can be anything that somebody typed, and a spreadsheet runs formulas."""
    written = write_csv(Codebook((Theme(ThemeId("a"), "=1+1 a"), Theme(ThemeId("b"), "+b"))))

    assert b"'=1+1 a" in written
    assert b"'+b" in written


def test_a_qdc_file_is_what_the_standard_says() -> None:
    """Other programs open it by the standard, not by ours."""
    root = ElementTree.fromstring(write_qdc(FOOD))
    codes = root.findall(f"{{{NAMESPACE}}}Codes/{{{NAMESPACE}}}Code")

    assert root.tag == f"{{{NAMESPACE}}}CodeBook"
    assert [set(code.attrib) for code in codes] == [{"guid", "name", "isCodable", "color"}] * 2
    assert [code.get("guid") for code in codes] == [guid("food"), guid("pets")]
    assert [code.findtext(f"{{{NAMESPACE}}}Description") for code in codes] == [
        "What we eat",
        None,
    ]


def test_a_guid_never_changes() -> None:
    """A code that was sorted under in another program is known again by it."""
    assert guid("food") == "F6D43687-9A3E-51FC-9040-7D1C71D47231"


def test_a_code_that_was_renamed_elsewhere_is_the_theme_it_was() -> None:
    """Themes are compared across waves by their ids, and others only keep the guid."""
    back = write_qdc(rename(FOOD, ThemeId("food"), "Meals")).replace(b"<?earshot", b"<?other")

    assert read_qdc(back).themes[0].id == "meals"
    assert read_qdc(back, known=FOOD.themes).themes[0] == Theme(
        ThemeId("food"), "Meals", "What we eat"
    )


@pytest.mark.parametrize(
    "data",
    [
        b'<!DOCTYPE a [<!ENTITY x "y">]><CodeBook xmlns="urn:QDA-XML:codebook:1.0">&x;</CodeBook>',
        b'<!DOCTYPE a SYSTEM "http://127.0.0.1/x"><CodeBook/>',
        b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>',
        b"<CodeBook><Codes>",
        b"<Project/>",
        b"<CodeBook/>",
        b"\xff\xfe\x00",
        b"<CodeBook>" + b"<a/>" * 20_001 + b"</CodeBook>",
    ],
)
def test_a_hostile_or_broken_qdc_file_is_refused(data: bytes) -> None:
    """It comes from anybody: nothing outside it is fetched, and nothing in it blows up."""
    with pytest.raises(CodebookMistake) as refused:
        read_qdc(data)

    assert ("declares" in refused.value.what) == (b"DOCTYPE" in data)


def test_codes_inside_codes_are_read_after_the_one_they_are_in() -> None:
    """Other programs keep trees; here a theme stands for itself."""
    data = f"""<CodeBook xmlns="{NAMESPACE}"><Codes><Code guid="{{1}}" name="Home">
        <Code guid="2" name="Garden"/></Code></Codes></CodeBook>""".encode()

    assert [theme.name for theme in read_qdc(data).themes] == ["Home", "Garden"]


def test_the_starter_is_about_twenty_plain_themes_that_could_be_an_organisations() -> None:
    """What ships is held to what people may change it to."""
    from surveys.themes.changing import fitted

    starter = load_starter()
    words = " ".join(f"{each.name} {each.description}" for each in starter.themes).casefold()

    assert fitted(starter) == starter
    assert 18 <= len(starter.themes) <= 26
    assert all(len(each.description) > 80 for each in starter.themes)
    assert not any(word in words for word in ("contact", "placement ", "peers", "child", "unit"))
    assert Path("surveys/themes/starter.yaml").exists()
