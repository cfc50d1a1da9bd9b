"""The ground an Earshot stands on: settings, keys, the second medium, database, backups, clock."""

from __future__ import annotations

import stat
import tempfile
from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path

from bot.doctor.findings import Finding, ok, stop, warn
from bot.doctor.machine import copies_looked_at
from bot.heartbeat import read_run
from bot.services.operating.custody import standing
from bot.services.operating.retaining import backups_of
from bot.services.world import World
from bot.settings import Settings
from storage.backups import BackupFailed
from storage.custody import Noted
from storage.keys import Keys
from storage.restoring import look_into

BACKUP_OLD = 7
"""A newest backup older than this is warned of. Unit: days."""
ALIVE = 120.0
"""A running bot says that it is alive at least this often. Unit: seconds."""


def settings_said(settings: Settings) -> Finding:
    """Where it listens, and whether anybody could listen in."""
    at = settings.address
    if at.startswith("http://") and not settings.host.startswith(("127.", "localhost", "::1")):
        return warn(
            "Settings",
            f"people open {at}, which anybody on the way can read.",
            "put it behind a proxy with TLS and set EARSHOT_PUBLIC_URL to its https address",
        )
    return ok("Settings", f"the browser chat is at {at}")


def keys_kept(settings: Settings) -> Iterable[Finding]:
    """The keys are ours alone, and their short-lived copies have a place."""
    directory = settings.key_directory
    loose = [directory, *sorted(one for one in directory.rglob("*") if one.is_file())]
    open_ones = [str(one) for one in loose if stat.S_IMODE(one.stat().st_mode) & 0o077]
    if open_ones:
        yield warn(
            "Keys",
            f"other accounts of this machine may read {open_ones[0]}.",
            f"chmod -R go= {directory}",
        )
    else:
        yield ok("Keys", f"in {directory}, for this program alone")
    copies = settings.key_copies
    if copies is None:
        yield warn(
            "Second medium",
            "none: if this disk is lost, what was not sealed yet is lost with it.",
            "set EARSHOT_KEY_COPIES to a directory on another disk",
        )
    elif not _can_write(copies):
        yield stop(
            "Second medium",
            f"{copies} cannot be written: no round can open.",
            "connect it, or leave EARSHOT_KEY_COPIES out",
        )
    elif _on_one_disk(copies, settings.backup_directory):
        yield warn(
            "Second medium",
            f"{copies} is on the same disk as the backups: whoever takes it has both.",
            "set EARSHOT_KEY_COPIES or EARSHOT_BACKUPS to another disk",
        )
    else:
        yield ok("Second medium", str(copies))


def _on_one_disk(one: Path, other: Path) -> bool:
    places = [place if place.exists() else place.parent for place in (one, other)]
    return all(p.exists() for p in places) and places[0].stat().st_dev == places[1].stat().st_dev


async def second_copies(world: World) -> list[Finding]:
    """What the custodian has, as far as is known here, and keys that are lost."""
    found = await standing(world)
    said = [_second(found.second), *copies_looked_at(found.second, world.today())]
    lost = [one.name for one in found.lines if one.is_lost]
    if lost:
        said.append(
            stop(
                "Round keys",
                f"not here: {', '.join(lost)}. Nobody can open what is under them.",
                "connect the second medium, or `earshot keys put-back DIRECTORY`",
            )
        )
    if found.old_waits:
        said.append(warn("Rotation", "the key of before is still here.", "`earshot backup`"))
    return said


def _second(known: Noted) -> Finding:
    way_out = "`earshot keys copy DIRECTORY`, on a medium that is put away"
    if known.on is None:
        return warn("Second copies", "none is known of: with this disk all is lost.", way_out)
    if known.lacks:
        said = f"those of {known.on} lack {', '.join(known.lacks)}."
        return warn("Second copies", said, way_out)
    if known.ended:
        said = f"{', '.join(known.ended)} must be destroyed on the custodian's medium."
        return warn("Second copies", said, f"{way_out}, does it")
    return ok("Second copies", f"of {known.on}, with every key in them")


def _can_write(directory: Path) -> bool:
    """Whether a file can be made there, or the directory itself."""
    at = directory if directory.exists() else directory.parent
    try:
        with tempfile.TemporaryFile(dir=at):
            return True
    except OSError:
        return False


def backed_up(settings: Settings, keys: Keys, today: date) -> Iterable[Finding]:
    """How old the newest backup is, whether it could be put back, and where it lies."""
    place = settings.backup_directory
    found = sorted(place.glob("earshot-*.backup"))
    if not found:
        yield warn("Backups", f"none in {place}.", "`earshot backup`")
        return
    newest = max(one.stat().st_mtime for one in found)
    days = (today - date.fromtimestamp(newest)).days
    known = backups_of(place)
    try:
        if known:
            look_into(known[-1].path, keys)
    except BackupFailed as fault:
        said = str(fault).partition(" Way out:")[0]
        yield stop("Backups", f"the newest is of no use: {said}", "`earshot backup`, now")
        return
    if days > BACKUP_OLD:
        yield warn("Backups", f"the newest is {days} days old.", "`earshot backup`, every day")
    else:
        yield ok("Backups", f"the newest is {max(days, 0)} days old, and can be read")
    if _on_one_disk(place, settings.data):
        yield warn(
            "Backup disk",
            f"{place} is on the same disk as the data: with that disk both are lost.",
            "set EARSHOT_BACKUPS to a directory on another disk",
        )


def clocked(world: World, settings: Settings) -> Iterable[Finding]:
    """What time it is taken for, and whether the bot runs."""
    now = world.now()
    local = now.astimezone(world.zone)
    said = f"it is {local:%H:%M} on {local:%a} {local.day} {local:%b %Y} in {world.policy.zone}"
    beat = _last_beat(settings.data / "alive")
    if beat is not None and beat > now.timestamp() + ALIVE:
        yield stop(
            "Clock",
            f"{said}, and the bot was alive later than that: the clock was put back.",
            "set this machine's clock by the network (NTP)",
        )
    else:
        yield ok("Clock", said)
    if beat is None:
        yield ok("Running", "it has not run yet")
    elif now.timestamp() - beat > ALIVE:
        last = datetime.fromtimestamp(beat, world.zone)
        yield warn("Running", f"it has not run since {last:%H:%M on %d %b %Y}.", "`earshot run`")
    else:
        yield ok("Running", "it runs now")


def is_running(settings: Settings, now: datetime) -> bool:
    """Whether a bot on this data was alive a moment ago, and not told to end since."""
    path = settings.data / "alive"
    beat, run = _last_beat(path), read_run(path)
    has_ended = run is not None and run.has_ended
    return beat is not None and not has_ended and now.timestamp() - beat <= ALIVE


def _last_beat(path: Path) -> float | None:
    try:
        return path.stat().st_mtime
    except FileNotFoundError:
        return None
