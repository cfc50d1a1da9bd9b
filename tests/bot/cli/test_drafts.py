"""Drafts at the command line: named by title or id, with their author's PIN, and nobody else's."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.services.asking import designing
from bot.services.world import World
from storage import people, signins
from surveys.definitions.reading import read_survey
from surveys.ids import ParticipantId
from surveys.library import load_library
from surveys.people.person import Address, Chat, Kind, Person
from surveys.people.roles import Role
from tests.bot.cli.ready import Somebody, earshot, make_ready, move_in, with_world

PIN = "294817"
TITLE = "A room that's yours"
BY = ("--by", "Ash", "--pin", PIN)


@pytest.fixture(autouse=True)
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two authors; one has a whole draft and one that was only begun."""
    monkeypatch.chdir(tmp_path)
    make_ready()
    move_in([Somebody(Role.DECISION_MAKER, "Mo")])

    async def do(world: World) -> None:
        async with world.database.write() as db:
            for nick in ("Ash", "Kit"):
                pid = ParticipantId(world.fresh_bytes(16))
                address = Address(Chat.WEB, world.chance.getrandbits(50))
                person = Person(pid, Role.EBE, Kind.EBE, nick, "", address)
                await people.add_person(db, world.keys, person)
                await signins.set_pin(db, pid, PIN)
                if nick == "Ash":
                    await designing.new_draft_from(
                        db, world, person, load_library("room-thats-yours")
                    )
                    await designing.new_draft_from(db, world, person)

    with_world(do)


def test_a_draft_is_listed_and_exported_by_title_and_by_id(tmp_path: Path) -> None:
    """What was written on a phone can be taken along; it says the same."""
    listed = earshot("survey", "drafts", *BY).output
    short = next(line for line in listed.splitlines() if TITLE in line).split()[0]

    for name, out in ((TITLE.upper(), "a.yaml"), (short, "b.yaml"), (TITLE, "c.xlsx")):
        done = earshot("survey", "export-draft", name, *BY, "--out", out)
        assert done.exit_code == 0, done.output
    one, other = ((tmp_path / name).read_bytes() for name in ("a.yaml", "b.yaml"))

    assert "no title yet" in listed
    assert one == other
    assert read_survey(one) == load_library("room-thats-yours")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("drafts", "--by", "Ash", "--pin", "135792"), "was not right"),
        (("export-draft", "no title yet", *BY, "--out", "a.yaml"), "the title is missing"),
        (("export-draft", "Food", *BY, "--out", "a.yaml"), TITLE),
        (("export-draft", TITLE, *BY, "--out", "a.doc"), "neither a .yaml nor a .xlsx"),
        (("export-draft", TITLE, "--by", "Kit", "--pin", PIN, "--out", "a.yaml"), "none yet"),
    ],
)
def test_somebody_elses_draft_or_an_unfinished_one_is_refused_with_the_way_out(
    tmp_path: Path, words: tuple[str, ...], said: str
) -> None:
    """A draft is its author's alone, also before whoever sits at the keyboard."""
    done = earshot("survey", *words)

    assert done.exit_code == 1
    assert said in done.stderr
    assert not (tmp_path / "a.yaml").exists()


def test_a_round_is_proposed_of_a_draft_by_its_title() -> None:
    """No file has to be made of it first; its keeper's PIN says that it is theirs to send."""
    move_in([Somebody(Role.YOUNG_PERSON, f"Y{n}", ("Maple", "Fern")[n % 2]) for n in range(8)])
    said = (
        *("round", "propose", f"draft:{TITLE}", "--closes", "2099-12-04 18:00"),
        *("--decider", "Mo", "--keeper", "Ash"),
        *("--space", "Nobody sees who said what.", "--voice", "Tap, or write a few words."),
    )
    refused, proposed = earshot(*said, "--pin", "135792"), earshot(*said, typed=f"{PIN}\n")

    assert "was not right" in refused.stderr
    assert "asks 8 people" in proposed.output
