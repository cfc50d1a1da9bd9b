from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.heartbeat import Heartbeat, Run, read_run

NOON = datetime(2027, 3, 1, 12, 0, tzinfo=UTC)


def test_an_outage_is_as_long_as_nothing_ran(tmp_path: Path) -> None:
    """A tap lives 150 seconds on Telegram's side: after a longer outage it is asked again."""
    Heartbeat(tmp_path / "alive").beat(NOON)

    assert Heartbeat(tmp_path / "alive").away(NOON + timedelta(hours=2)) == timedelta(hours=2)


def test_the_first_start_is_no_outage(tmp_path: Path) -> None:
    """Nobody is asked again before anybody was asked."""
    assert Heartbeat(tmp_path / "alive").away(NOON) is None


def test_it_beats_twice_a_minute_at_most(tmp_path: Path) -> None:
    """A tick that has nothing to do writes nothing."""
    heart = Heartbeat(tmp_path / "alive")
    heart.beat(NOON)
    heart.beat(NOON + timedelta(seconds=29))

    assert heart.away(NOON + timedelta(seconds=29)) == timedelta(seconds=29)


def test_it_tells_the_day_it_was_started_on_and_its_version(tmp_path: Path) -> None:
    """For whoever looks after it; a file of before says nothing, and is no fault."""
    path = tmp_path / "alive"
    nothing = read_run(path)
    path.touch()
    empty = read_run(path)
    heart = Heartbeat(path, "1.2.3")
    heart.beat(NOON)
    heart.beat(NOON + timedelta(days=2))

    assert (nothing, empty) == (None, None)
    assert read_run(path) == Run(NOON.date(), "1.2.3")
    assert heart.away(NOON + timedelta(days=2)) == timedelta()


def test_one_that_was_told_to_end_says_so_and_the_next_does_not(tmp_path: Path) -> None:
    """`earshot status` said "runs" for two minutes after a stop."""
    path = tmp_path / "alive"
    heart = Heartbeat(path, "1.2.3")
    heart.beat(NOON)
    heart.end(NOON + timedelta(seconds=20))
    ended, away = read_run(path), heart.away(NOON + timedelta(seconds=50))
    Heartbeat(path, "1.2.4").beat(NOON + timedelta(seconds=60))

    assert ended == Run(NOON.date(), "1.2.3", has_ended=True)
    assert away == timedelta(seconds=30)
    assert read_run(path) == Run(NOON.date(), "1.2.4")


def test_one_that_was_told_to_end_before_it_began_says_nothing(tmp_path: Path) -> None:
    """Another may have run until a moment ago, and how long it is away is asked after."""
    Heartbeat(tmp_path / "alive").end(NOON)

    assert not (tmp_path / "alive").exists()
