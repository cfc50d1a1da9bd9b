"""Settings that setup was told are kept whole, as they were said, and for one account alone."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest
from dotenv import dotenv_values
from hypothesis import given
from hypothesis import strategies as st

from bot import env_file


def test_a_setting_takes_the_place_of_the_one_before_and_the_rest_stays(tmp_path: Path) -> None:
    """Comments are somebody's notes; two lines of one name would be a riddle."""
    path = tmp_path / ".env"
    path.write_text("# ours\nEARSHOT_K_MIN=7\nexport EARSHOT_SMTP=old\nOTHER=1\n")
    path.chmod(0o644)
    env_file.keep({"EARSHOT_SMTP": "smtp://a@b:587"}, path)

    assert path.read_text() == "# ours\nEARSHOT_K_MIN=7\nOTHER=1\nEARSHOT_SMTP=smtp://a@b:587\n"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


@pytest.mark.parametrize("before", [None, b"EARSHOT_K_MIN=7\n"])
def test_what_was_there_can_be_put_back(tmp_path: Path, before: bytes | None) -> None:
    """A setting that cannot be used must not stop the next start."""
    path = tmp_path / ".env"
    env_file.put_back(before, path)
    was = env_file.read(path)
    env_file.keep({"EARSHOT_SMTP": "x"}, path)
    env_file.put_back(was, path)

    assert env_file.read(path) == before


@given(
    st.text(
        st.characters(
            min_codepoint=32, max_codepoint=0x2FFF, exclude_characters="\x85\u2028\u2029"
        ),
        max_size=30,
    )
)
def test_a_password_is_read_as_it_was_typed(
    tmp_path_factory: pytest.TempPathFactory, said: str
) -> None:
    """Whatever signs are in it."""
    path = tmp_path_factory.mktemp("env") / ".env"
    env_file.keep({"EARSHOT_SMTP_PASSWORD": said}, path)

    assert dotenv_values(path, interpolate=False) == {"EARSHOT_SMTP_PASSWORD": said}
