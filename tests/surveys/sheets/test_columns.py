from __future__ import annotations

import pytest

from surveys.definitions.refusals import TYPES as KINDS
from surveys.sheets.columns import TYPES, language_code, language_name, split_header


@pytest.mark.parametrize(
    ("header", "split"),
    [
        ("label", ("label", "")), ("Label::English (en)", ("label", "English (en)")),
        ("hint :: cy", ("hint", "cy")), ("media::image", ("image", "")),
        ("list name", ("list_name", "")), ("media::image::cy", ("image", "cy")),
    ],
)  # fmt: skip
def test_a_header_is_a_column_and_a_language(header: str, split: tuple[str, str]) -> None:
    """As XLSForm writes them, and as people do."""
    assert split_header(header) == split


@pytest.mark.parametrize(
    ("said", "code"),
    [("English (en)", "en"), ("cy", "cy"), ("Cymraeg", "cy"), ("Tongue (pt-BR)", "pt-BR"),
     ("(x)", ""), ("", ""), ("nowhere", "")],
)  # fmt: skip
def test_a_language_has_a_code(said: str, code: str) -> None:
    """What is no language is said to be none, and not taken for one."""
    assert language_code(said) == code
    assert not code or language_code(language_name(code)) == code


def test_what_xlsform_calls_a_type_is_one_of_ours() -> None:
    """A type that is renamed must not be lost on its way out of a sheet."""
    assert set(TYPES.values()) <= set(KINDS)
    assert not set(TYPES) & set(KINDS)
