from __future__ import annotations

import pytest
import yaml

from surveys.definitions.source import MAX_BYTES, read_source, strange_character


@pytest.fixture(params=["with libyaml", "without"], autouse=True)
def loader(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is refused must not depend on how PyYAML was built."""
    if request.param == "without":
        monkeypatch.delattr(yaml, "CBaseLoader", raising=False)


def faults(text: str | bytes) -> list[tuple[int, str]]:
    return [(line, fault.what) for line, fault in read_source(text).faults]


def test_every_word_stays_the_word_that_was_written() -> None:
    """In YAML 1.1 a plain no is false and 1.10 is 1.1: an answer "No" must stay "No"."""
    tree = read_source("a: no\nb: [yes, 1.10, ~, 2026-01-01]\nc:").tree

    assert tree == {"a": "no", "b": ["yes", "1.10", "~", "2026-01-01"], "c": ""}


def test_every_place_knows_its_line() -> None:
    """An author is sent to a line, so the line must be the right one."""
    read = read_source("a: 1\nb:\n  - x\n  - c: |\n      two\n      lines\n    d: 2\n")

    assert read.lines == {
        (): 1, ("a",): 1, ("b",): 2, ("b", 0): 3, ("b", 1): 4, ("b", 1, "c"): 4, ("b", 1, "d"): 7,
    }  # fmt: skip


def test_a_place_without_a_line_has_the_line_around_it() -> None:
    """What is missing has no line of its own."""
    assert read_source("a: 1\nb:\n  c: 2\n").line(("b", "nope", 3)) == 2


def test_windows_line_ends_and_a_byte_order_mark_are_read() -> None:
    """Notepad writes both, and an author cannot see either."""
    assert read_source(b"\xef\xbb\xbfa: 1\r\nb: 2\r\n").tree == {"a": "1", "b": "2"}


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("a: &x [1]\nb: *x", 1, "an anchor (&x)"),
        ("a: 1\nb: *x", 2, "an alias (*x)"),
        ("a: !!python/object/apply:os.system [ls]", 1, "a tag"),
        ("a: !!int 3", 1, "a tag"),
        ("a: 1\na: 2", 2, '"a" is here twice; it was on line 1 already'),
        ("a: 1\n---\nb: 2", 2, "a second survey starts here"),
        ("a: b\n? [x]\n: c", 2, "stands where a key should be"),
        ("? {a: b}\n: c", 1, "stands where a key should be"),
        ("- a\n- b", 1, "the file starts with a list"),
        ("just words", 1, 'the file holds only "just words"'),
        ("", 1, "the file is empty"),
        (" \n\n", 1, "the file is empty"),
        ("# a note to myself\n", 1, "there is nothing in the file"),
        ("a: 1\nb:\n\t- c", 3, "a tab stands at the start of the line"),
        ("a: b: c", 1, "a second colon"),
        ("a: 'b\nc: d", 2, "a quotation mark is never closed"),
        ("a: [b, c\nd: e", 2, "a list in [ ] is not closed"),
        ("a: @b", 1, "a character that YAML keeps for itself"),
        ("a:\n  b: 1\n c: 2", 3, "does not line up"),
        ("a: 1\n\x07b: 2", 2, "U+0007"),
        ('a: 1\nb: "\\a"', 2, "U+0007"),
        ("a: \u202egnp.exe", 1, "U+202E"),
        (b"a: 1\nb: \xff", 2, "not UTF-8"),
        ("a: \ud800", 1, "U+D800"),
        ("[" * 100, 1, "starts with a list"),
        ("a: " + "[" * 100, 1, "nested more than 20 deep"),
        ("a: " + "{b: " * 100, 1, "nested more than 20 deep"),
        (f"{'k' * 61}: 1", 1, "61 characters long; the most is 60"),
        ('"a\\u202e": 1', 1, "a key with a character U+202E"),
        ('a: "\\UFFFFFFFF"', 1, "cannot be read as YAML"),
        ("%YAML 9.9\n---\na: b", 1, "cannot be read as YAML"),
    ],
)
def test_b4_what_a_survey_has_no_use_for_is_refused_with_its_line(
    text: str | bytes, line: int, said: str
) -> None:
    """Nothing clever in YAML may reach a survey, and the author is told where it stands."""
    [(found, what)] = faults(text)[:1]

    assert said in what
    assert found in (line, line + 1, line - 1) if "closed" in said else found == line


def test_b4_a_file_over_the_limit_is_refused_unread() -> None:
    """A large file costs seconds to parse; nobody writes one by hand."""
    assert faults("a: " + "b" * MAX_BYTES) == [(1, "the file is larger than 256 KiB")]
    assert faults(b"a: " + b"b" * MAX_BYTES) == [(1, "the file is larger than 256 KiB")]
    assert faults("a: " + "é" * (MAX_BYTES // 2)) == [(1, "the file is larger than 256 KiB")]
    assert faults("a: " + "b" * (MAX_BYTES - 3)) == []


@pytest.mark.parametrize("char", ["\x00", "\x1b", "\t", "\ud800", "\u2066", "\x85"])
def test_characters_nobody_can_see_are_found(char: str) -> None:
    """They could hide words from whoever approves a survey."""
    assert strange_character(f"ok{char}ok") == char


def test_emoji_and_other_scripts_are_not_strange() -> None:
    """A joined emoji holds an invisible joiner that belongs there."""
    assert strange_character("👩‍🚀 Ŵyt ti’n iawn?\n你好 مرحبا") is None
