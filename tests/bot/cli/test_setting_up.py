"""``earshot setup``: a conversation anybody can have, and the same for a script."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from bot.cli import app
from bot.policies import read_policy
from surveys.safeguarding.plan import NoReply

SCRIPT = (
    *("setup", "--organisation", "Somewhere Homes", "--keeper", "Lee"),
    *("--keeper-job", "administrator", "--lead", "Mina"),
)
NAMES = ["Somewhere Homes", "Lee", "administrator", "Mina", "", "Pat", "", "Noor", "chair"]
"""What is typed for the organisation, who looks after the computer, lead, deputy, outside."""


@pytest.fixture(autouse=True)
def somewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty directory to work in; no setting comes from outside."""
    for name in os.environ:
        if name.startswith("EARSHOT_"):
            monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def earshot(*words: str, typed: list[str] | None = None) -> Result:
    done = CliRunner().invoke(app, words, input="\n".join([*(typed or []), ""]))
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done


def test_the_conversation_asks_for_everybody_and_everything() -> None:
    """Whoever begins has read nothing yet.

    Fails when a question is left out, or an answer is not kept.
    """
    homes = ["tell", "Maple House, Fern House", "01632 960 001", "01632 960 002", "", "", "", ""]
    done = earshot("setup", typed=[*NAMES, *homes, "n", "n"])

    assert done.exit_code == 0, done.output
    policy = read_policy(Path("data/policy.toml"))
    assert str(policy.safeguarding_lead) == "Mina, safeguarding lead"
    assert str(policy.safeguarding_deputy) == "Pat, deputy safeguarding lead"
    assert str(policy.outside_person) == "Noor, chair"
    assert policy.plan.sev2_no_reply is NoReply.TELL
    maple, fern = policy.plan.homes
    assert (maple.home, maple.duty_number) == ("Maple House", "01632 960 001")
    assert [(one.name, one.number, one.fits) for one in maple.numbers] == [
        ("LADO", "01632 960 002", ("staff_abuse",))
    ]
    assert (fern.home, fern.duty_number, fern.numbers) == ("Fern House", "", ())


def test_both_choices_are_explained_and_one_must_be_made() -> None:
    """sev2_no_reply has no default: an empty line is asked again.

    Fails when Enter, or anything else but the two words, chooses.
    """
    done = earshot("setup", typed=[*NAMES, "", "both", "leave", "", "n", "n"])

    assert done.exit_code == 0, done.output
    assert "Nobody is missed because they froze" in done.output
    assert "somebody who could not choose gets no person from us" in done.output
    assert 'write "tell" or "leave"' in done.output
    assert read_policy(Path("data/policy.toml")).plan.sev2_no_reply is NoReply.LEAVE


def test_what_is_not_known_yet_can_be_left_for_later() -> None:
    """An organisation may still look for its outside person.

    Fails when the conversation cannot go on without one.
    """
    done = earshot(
        "setup", typed=["Somewhere", "Lee", "admin", "Mina", "", "", "", "tell", "", "n", "n"]
    )

    assert done.exit_code == 0, done.output
    policy = read_policy(Path("data/policy.toml"))
    assert policy.safeguarding_deputy is None
    assert policy.outside_person is None


def test_a_number_that_nobody_can_ring_is_asked_for_again() -> None:
    """A slip of the finger would be found when it is needed."""
    homes = ["tell", "Maple House", "12", "01632 960 001", "", ""]
    done = earshot("setup", typed=[*NAMES, *homes, "n", "n"])

    assert '"12" is no number that can be rung' in done.output
    assert read_policy(Path("data/policy.toml")).plan.homes[0].duty_number == "01632 960 001"


def test_it_says_what_is_next_with_the_names_in_it() -> None:
    """The next commands can be copied as they stand.

    Fails when one of the three people, the rehearsal or the doctor is forgotten.
    """
    said = earshot("setup", typed=[*NAMES, "tell", "", "n", "n"]).output

    for next_one in (
        "earshot invite --role safeguarding-lead --names Mina ",
        "earshot invite --role safeguarding-deputy --names Pat ",
        "earshot invite --role outside-person --names Noor ",
        "earshot run --rehearsal",
        "earshot safeguarding test",
        "earshot doctor",
    ):
        assert next_one in said


def test_it_makes_their_links_if_wanted() -> None:
    """Three people, three links, each named: nobody sends the wrong one."""
    said = earshot("setup", typed=[*NAMES, "tell", "", "n", "y"]).output

    for who in ("Mina, safeguarding lead", "Pat, deputy safeguarding lead", "Noor, chair"):
        assert f"{who}: http://127.0.0.1:8642/join#" in said


def test_a_script_is_asked_nothing_and_told_what_is_open() -> None:
    """A container's first start has nobody at its keyboard.

    Fails when a prompt waits, or the choice that nobody made is passed over in silence.
    """
    done = earshot(*SCRIPT)

    assert done.exit_code == 0, done.output
    assert "Not chosen yet: sev2_no_reply" in done.output
    assert "earshot invite --role safeguarding-deputy   #" in done.output
    assert read_policy(Path("data/policy.toml")).plan.sev2_no_reply is None


def test_everything_can_be_given_as_options() -> None:
    """What a conversation gives, a script can give too."""
    done = earshot(
        *(*SCRIPT, "--lead-job", "head of care", "--deputy", "Pat", "--outside", "Noor"),
        *("--outside-job", "chair", "--sev2-no-reply", "leave", "--homes", "Maple House,Fern"),
    )

    assert done.exit_code == 0, done.output
    policy = read_policy(Path("data/policy.toml"))
    assert str(policy.safeguarding_lead) == "Mina, head of care"
    assert str(policy.safeguarding_deputy) == "Pat, deputy safeguarding lead"
    assert str(policy.outside_person) == "Noor, chair"
    assert [home.home for home in policy.plan.homes] == ["Maple House", "Fern"]
    assert policy.plan.sev2_no_reply is NoReply.LEAVE
    assert "Not chosen yet" not in done.output


def test_a_choice_that_there_is_not_is_refused_before_anything_is_made() -> None:
    """Half an Earshot would have to be taken away by hand."""
    done = earshot(*SCRIPT, "--sev2-no-reply", "ask")

    assert done.exit_code == 2
    assert not Path("data").exists()


def test_an_older_house_gets_its_plan_and_nothing_else_is_touched() -> None:
    """Whoever set up before there were plans is not sent back to the start.

    Fails when its keys or its policy are made anew, or its numbers are lost.
    """
    earshot(*SCRIPT)
    plan, policy = Path("data/safeguarding.toml"), Path("data/policy.toml")
    numbers = plan.read_text("utf-8")
    plan.unlink()
    policy.write_text(
        policy.read_text("utf-8") + "\n" + numbers[numbers.index("[[numbers]]") :], "utf-8"
    )
    before = policy.read_bytes(), Path("data-keys/safe.key").read_bytes()

    done = earshot("setup", typed=["tell", "Maple House", "", "", ""])

    assert done.exit_code == 0, done.output
    assert "has no plan beside it: that is made now" in done.output
    assert (policy.read_bytes(), Path("data-keys/safe.key").read_bytes()) == before
    read = read_policy(policy)
    assert read.plan.sev2_no_reply is NoReply.TELL
    assert len(read.numbers) >= 3
    assert "is there already" in earshot(*SCRIPT).stderr
