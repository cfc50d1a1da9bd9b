from pathlib import Path

import pytest

from bot.policies import PolicyRefused, first_policy, read_policy, write_policy
from surveys.safeguarding.policy import Contact

PRIYA = Contact(name='Priya "P"', job="office manager")
DELE = Contact(name="Dele", job="safeguarding lead")


def test_a_policy_that_was_written_is_read_back(tmp_path: Path) -> None:
    """What setup writes is what the screens are made of."""
    policy = first_policy("Harbour Row", PRIYA, DELE)
    write_policy(tmp_path / "policy.toml", policy)

    assert read_policy(tmp_path / "policy.toml") == policy


def test_a_policy_is_never_overwritten(tmp_path: Path) -> None:
    """The names in it were looked through by somebody."""
    policy = first_policy("Harbour Row", PRIYA, DELE)
    write_policy(tmp_path / "policy.toml", policy)

    with pytest.raises(PolicyRefused, match="edit it instead"):
        write_policy(tmp_path / "policy.toml", policy)


@pytest.mark.parametrize(
    ("text", "said"),
    [("organisation = ", "not written as TOML"), ('organisation = "H"\nx = 1\n', "x: extra")],
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


def test_the_fingerprint_changes_with_any_name_or_number() -> None:
    """It is kept with a round so that what was said then can be shown."""
    policy = first_policy("Harbour Row", PRIYA, DELE)
    other = policy.model_copy(update={"safeguarding_lead": PRIYA})

    assert policy.fingerprint() != other.fingerprint()


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
