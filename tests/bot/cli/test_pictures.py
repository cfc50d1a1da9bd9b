"""Surveys with pictures on the command line: checked, and opened with what lies beside them."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.services.asking import picturing
from bot.services.world import World
from storage import rounds
from surveys.ids import RoundId
from tests import agreed
from tests.bot.cli.test_cli import CLOSES, does, house, refuses, somewhere, with_world
from tests.bot.services.asking.test_picturing import in_it
from tests.bot.services.test_cleaning import photo, with_places

__all__ = ["house", "somewhere"]

FILE = """\
key: places
title: Places
why: To make it nicer.
could_change: The lounge.
decides: Sam, manager
questions:
  - id: where
    type: picture_choice
    text: Where do you like being?
    easy: Where is good?
    choices:
      - value: own
        label: My room
        picture: room.jpg
      - value: garden
        label: The garden
        picture: garden
"""
OPEN = (
    *("round", "open", "places.yaml", "--closes", CLOSES),
    *("--decider", "Mo, director", "--keeper", "Ash"),
    *("--space", agreed.SPACE, "--voice", agreed.VOICE),
)


@pytest.fixture(autouse=True)
def survey(somewhere: Path) -> Path:
    (somewhere / "places.yaml").write_text(FILE)
    return somewhere


def test_a_missing_picture_is_named_with_its_line(survey: Path) -> None:
    """Before anything is sent, and by the command that checks."""
    said = refuses("survey", "check", "places.yaml")

    assert "line 14, question 1" in said
    assert '"room.jpg" is not there' in said
    assert "garden, kitchen-table" in said


def test_a_picture_that_is_none_is_refused_with_the_way_out(survey: Path) -> None:
    """The author reads this, and nobody else is there to ask."""
    (survey / "room.jpg").write_bytes(b"<svg/>")

    assert "Save it as PNG, JPEG or WebP" in refuses("survey", "check", "places.yaml")


def test_a_survey_with_its_pictures_can_be_sent(survey: Path) -> None:
    """Own photos and shipped drawings side by side."""
    (survey / "room.jpg").write_bytes(photo())

    assert "can be sent: 1 question" in does("survey", "check", "places.yaml")


@pytest.mark.usefixtures("house")
def test_c9_a_round_keeps_the_clean_pictures_of_its_survey(survey: Path) -> None:
    """What the phone wrote into the photo stays on the author's disk."""
    (survey / "room.jpg").write_bytes(with_places("JPEG"))
    does(*OPEN)
    (survey / "room.jpg").unlink()

    async def kept(world: World) -> tuple[tuple[str, ...], dict[str, bytes]]:
        async with world.database.read() as db:
            round_ = await rounds.load_round(db, RoundId("places"))
        assert round_ is not None
        named = tuple(one for one in in_it(round_.survey) if one is not None)
        return named, await picturing.load_contents(world, named)

    digests, contents = with_world(kept)
    assert set(contents) == set(digests)
    assert all(picturing.DIGEST.fullmatch(one) for one in digests)
    assert not [one for one in contents.values() if b"Exif" in one or b"iPhone" in one]
