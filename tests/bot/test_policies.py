from datetime import date
from pathlib import Path

import pytest

from bot.policies import PolicyRefused, first_policy, read_policy, write_policy
from surveys.people.quiet import Quiet, Term
from surveys.safeguarding.plan import NoReply, Plan
from surveys.safeguarding.policy import Contact

PRIYA = Contact(name='Priya "P"', job="office manager")
DELE = Contact(name="Dele", job="safeguarding lead")
OLDER = """organisation = "Harbour Row"
[keeper_of_the_computer]
name = "Lee"
job = "administrator"
[safeguarding_lead]
name = "Mina"
job = "safeguarding lead"
[[numbers]]
name = "A"
number = "1111"
[[numbers]]
name = "B"
number = "2222"
[[numbers]]
name = "C"
number = "3333"
"""


def test_a_policy_that_was_written_is_read_back(tmp_path: Path) -> None:
    """What setup writes is what the screens are made of."""
    policy = first_policy("Harbour Row", PRIYA, DELE)
    write_policy(tmp_path / "policy.toml", policy)

    assert read_policy(tmp_path / "policy.toml") == policy


def test_school_terms_that_were_written_are_read_back(tmp_path: Path) -> None:
    """They are written once a year by hand, into the file that setup wrote."""
    term = Term(begins=date(2027, 1, 5), ends=date(2027, 3, 25))
    policy = first_policy("Harbour Row", PRIYA, DELE)
    with_terms = policy.model_copy(update={"quiet": Quiet(terms=(term,))})
    write_policy(tmp_path / "policy.toml", with_terms)

    assert read_policy(tmp_path / "policy.toml").quiet.terms == (term,)


def test_a_policy_is_never_overwritten(tmp_path: Path) -> None:
    """The names in it were looked through by somebody."""
    policy = first_policy("Harbour Row", PRIYA, DELE)
    write_policy(tmp_path / "policy.toml", policy)

    with pytest.raises(PolicyRefused, match="edit it instead"):
        write_policy(tmp_path / "policy.toml", policy)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("organisation = ", "not written as TOML"),
        (
            'organisation = "H"\nx = 1\n',
            "line 2: x is not known here. Way out: take it out",
        ),
    ],
)
def test_a_policy_that_cannot_be_used_says_which_line_to_mend(
    tmp_path: Path, text: str, said: str
) -> None:
    """An operator's slip is a sentence, not a traceback."""
    (tmp_path / "policy.toml").write_text(text)

    with pytest.raises(PolicyRefused, match=said):
        read_policy(tmp_path / "policy.toml")


def test_without_a_policy_the_way_out_is_said(tmp_path: Path) -> None:
    """The bot's promises are made of it: without one there is no bot."""
    with pytest.raises(PolicyRefused, match="earshot setup"):
        read_policy(tmp_path / "policy.toml")


def test_a_plan_that_is_not_there_is_said_to_be_missing(tmp_path: Path) -> None:
    """Who moved the file away would look in vain for what it lacks."""
    write_policy(tmp_path / "policy.toml", first_policy("Harbour Row", PRIYA, DELE))
    (tmp_path / "safeguarding.toml").unlink()

    with pytest.raises(PolicyRefused, match=r"safeguarding\.toml is not there: there would be"):
        read_policy(tmp_path / "policy.toml")


def test_the_fingerprint_changes_with_any_name_or_number() -> None:
    """It is kept with a round so that what was said then can be shown."""
    policy = first_policy("Harbour Row", PRIYA, DELE)
    other = policy.model_copy(update={"safeguarding_lead": PRIYA})

    assert policy.fingerprint() != other.fingerprint()


def test_the_fingerprint_covers_the_plan() -> None:
    """What was said about what happens then is a part of what was promised."""
    policy = first_policy("Harbour Row", PRIYA, DELE)
    plan = Plan(sev2_no_reply=NoReply.TELL)

    assert policy.fingerprint() != policy.model_copy(update={"plan": plan}).fingerprint()


def test_an_older_policy_with_its_numbers_in_it_still_works(tmp_path: Path) -> None:
    """Who has rung every number already need not write them anew.

    Fails when the numbers are looked for in one place alone.
    """
    path = tmp_path / "policy.toml"
    path.write_text(OLDER, "utf-8")

    assert [one.name for one in read_policy(path).numbers] == ["A", "B", "C"]
    (tmp_path / "safeguarding.toml").write_text('sev2_no_reply = "tell"\n', "utf-8")
    policy = read_policy(path)
    assert policy.plan.sev2_no_reply is NoReply.TELL
    assert len(policy.numbers) == 3


def test_numbers_in_both_files_are_refused(tmp_path: Path) -> None:
    """Two lists of numbers come to differ, and the wrong one is read."""
    write_policy(tmp_path / "policy.toml", first_policy("Harbour Row", PRIYA, DELE))
    (tmp_path / "policy.toml").write_text(OLDER, "utf-8")

    with pytest.raises(PolicyRefused, match=r"take them out of policy\.toml"):
        read_policy(tmp_path / "policy.toml")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (("[[numbers]]", "[[others]]"), r"safeguarding.toml is not there"),
        (("organisation", "plan = 1\norganisation"), "plan is not known here"),
        (('name = "Lee"', 'name = ""'), 'name = "" does not fit. Way out: give 1 to 40'),
        (("[safeguarding_lead]", "[lead]"), "safeguarding_lead is missing"),
        (('number = "2222"', 'number = "2222"\nhours = "late"'), "line 14: numbers 2, hours"),
    ],
    ids=lambda one: one[1] if isinstance(one, tuple) else "",
)
def test_what_cannot_be_in_an_older_policy_is_named(
    tmp_path: Path, change: tuple[str, str], said: str
) -> None:
    """File, line, key, value, what fits, and the way out."""
    text = OLDER.replace(*change)
    if change[0] == "[[numbers]]":
        text = OLDER[: OLDER.index("[[numbers]]")]
    (tmp_path / "policy.toml").write_text(text, "utf-8")

    with pytest.raises(PolicyRefused, match=said):
        read_policy(tmp_path / "policy.toml")


@pytest.mark.parametrize("zone", ["Mars/Olympus", "", "../etc", "Europe"])
def test_a_policy_whose_time_zone_is_none_is_refused(tmp_path: Path, zone: str) -> None:
    """A close at "18:00" would be at no time, and the ticks would fail one by one."""
    path = tmp_path / "policy.toml"
    write_policy(path, first_policy("Harbour Row", PRIYA, DELE))
    path.write_text(path.read_text("utf-8").replace("Europe/London", zone), "utf-8")

    with pytest.raises(PolicyRefused, match="Europe/London"):
        read_policy(path)


def test_a_policy_that_is_not_plain_text_is_refused_in_a_sentence(tmp_path: Path) -> None:
    """Some editors save as UTF-16."""
    path = tmp_path / "policy.toml"
    path.write_bytes("organisation = 'H'".encode("utf-16"))

    with pytest.raises(PolicyRefused, match="plain text"):
        read_policy(path)
