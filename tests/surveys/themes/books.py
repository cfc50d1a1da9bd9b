"""Random codebooks."""

from __future__ import annotations

from hypothesis import strategies as st

from surveys.themes.codebook import Codebook, Theme, ThemeId
from surveys.themes.codebook_texts import CodebookMistake, tidy_description, tidy_name

TEXTS = st.text(
    st.sampled_from("abcXYZ0189 .,;:'\"<>&=+-@#{}[]|%!?*/\\~`é日ł\u200b\u00adﬁ－\n\t"), max_size=40
)


def _fit(text: str) -> bool:
    try:
        return tidy_name(text) == text
    except CodebookMistake:
        return False


NAMES = TEXTS.map(lambda text: " ".join(text.split())).filter(_fit)
LINES = TEXTS.map(lambda text: tidy_description(text))
IDS = st.from_regex(r"[a-z0-9_]{1,40}", fullmatch=True)


@st.composite
def codebooks(draw: st.DrawFn) -> Codebook:
    names = draw(st.lists(NAMES, min_size=1, max_size=6, unique_by=str.casefold))
    ids = draw(st.lists(IDS, min_size=len(names), max_size=len(names), unique=True))
    themes = tuple(
        Theme(ThemeId(own), name, draw(LINES)) for own, name in zip(ids, names, strict=True)
    )
    return Codebook(themes, draw(st.integers(1, 99_999_999)))
