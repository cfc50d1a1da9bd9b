"""How an organisation says what its files look like."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot.looks import LOGO, read_look
from bot.policies import PolicyRefused, first_policy, read_policy, write_policy
from surveys.exports.look import COLOUR
from surveys.safeguarding.policy import Contact
from tests.surveys.exports.test_look import logo

PRIYA = Contact(name="Priya", job="manager")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A policy as it is set up."""
    path = tmp_path / "policy.toml"
    write_policy(path, first_policy("Harbour Row", PRIYA, PRIYA))
    return path


def test_a_look_has_the_name_of_the_organisation_and_a_colour_of_ours(path: Path) -> None:
    """Nothing has to be set for a file to be somebody's."""
    look = read_look(path.parent, read_policy(path))

    assert (look.organisation, look.colour, look.logo) == ("Harbour Row", COLOUR, None)


def test_a_colour_and_a_logo_are_taken(path: Path) -> None:
    """Fails when the policy's colour or the picture beside it is not looked at."""
    path.write_text(path.read_text("utf-8").replace(COLOUR, "#7a1f5c"), "utf-8")
    (path.parent / LOGO).write_bytes(logo())

    look = read_look(path.parent, read_policy(path))

    assert look.colour == "#7a1f5c"
    assert look.logo_size == (40, 20)


def test_a_colour_that_cannot_be_read_is_refused_with_its_line(path: Path) -> None:
    """The line, the value, the limit and the way out."""
    path.write_text(path.read_text("utf-8").replace(COLOUR, "#ffd400"), "utf-8")

    with pytest.raises(
        PolicyRefused,
        match=r'line \d+: look, colour = "#ffd400": stands out .* 4.5 to 1 .* Way out: a darker',
    ):
        read_policy(path)


def test_a_logo_that_is_none_is_refused_with_its_name(path: Path) -> None:
    """Fails when whatever lies there is put into files."""
    (path.parent / LOGO).write_bytes(b"GIF89a")

    with pytest.raises(PolicyRefused, match=re.escape(f"{LOGO}: the logo is not a whole PNG")):
        read_look(path.parent, read_policy(path))


def test_another_colour_is_no_other_promise(path: Path) -> None:
    """A round's fingerprint says what was promised: nobody was promised a colour."""
    before = read_policy(path)
    path.write_text(path.read_text("utf-8").replace(COLOUR, "#7a1f5c"), "utf-8")

    assert read_policy(path).fingerprint() == before.fingerprint()
