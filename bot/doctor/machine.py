"""The machine Earshot is on: room, swap, who keeps its clock, and what starts it again."""

from __future__ import annotations

import ctypes
import shutil
import stat
from collections.abc import Iterable
from datetime import date
from importlib.metadata import PackageNotFoundError, version
from ipaddress import ip_address
from pathlib import Path

from bot.doctor.findings import Finding, ok, stop, warn
from bot.settings import Settings, host_and_port
from storage.custody import Noted

TOO_LITTLE, LITTLE = 200 * 2**20, 2**30
"""With less room the first stops and the second is warned of. Unit: bytes."""
TIMES = 3
"""A disk has room for so many times the database: it is written anew every night."""
COPIES_OLD = 183
"""Second copies that nobody touched for so long are warned of. Unit: days."""
UNSYNCHRONISED = 5
"""What ``adjtimex`` gives where nothing keeps the kernel's clock (TIME_ERROR)."""
SWAPS = Path("/proc/swaps")
ENCRYPTED = ("/dev/dm-", "/dev/mapper/", "/dev/zram")
"""Swap that is encrypted, as far as its name tells, or lies in memory."""
CONTAINED = (Path("/.dockerenv"), Path("/run/.containerenv"))
SYSTEMD = Path("/run/systemd/system")
WANTED = Path("/etc/systemd/system/multi-user.target.wants/earshot.service")
TIMER = Path("/etc/systemd/system/timers.target.wants/earshot-backup.timer")


def machine(settings: Settings) -> list[Finding]:
    """Everything about the machine that can be seen without opening the house."""
    return [
        *roomy(settings),
        *secrets_kept(settings),
        kept_on_time(),
        swapping(),
        *started_again(),
        *figures_kept(settings),
    ]


def figures_kept(settings: Settings) -> Iterable[Finding]:
    """Whether figures can be fetched from outside: they show nobody, but a machine's weak hours.

    A name of the machine, and its own container's network, are for whoever set them.
    """
    host = host_and_port(settings.metrics)[0] if settings.metrics else ""
    try:
        at = ip_address(host)
    except ValueError:
        return
    everywhere = at.is_unspecified and not any(one.exists() for one in CONTAINED)
    if everywhere or at.is_global:
        yield warn(
            "Figures",
            f"EARSHOT_METRICS={settings.metrics} can be reached from other machines.",
            "give an address that only who watches this machine reaches, as 127.0.0.1:9464, "
            "or keep the others out with the firewall",
        )
    else:
        yield ok("Figures", f"told at {settings.metrics}")


def roomy(settings: Settings) -> Iterable[Finding]:
    """Whether the disks of the data and of the backups have room."""
    database = settings.data / "earshot.db"
    size = database.stat().st_size if database.exists() else 0
    for name, place in (("data", settings.data), ("backups", settings.backup_directory)):
        free = _free(place)
        if free is None:
            continue
        if free < TOO_LITTLE:
            yield stop(
                "Disk",
                f"{free // 2**20} MB are left where the {name} are: soon nothing can be saved.",
                "make room; old backups first, but for the newest",
            )
        elif free < max(LITTLE, TIMES * size):
            yield warn("Disk", f"{free // 2**20} MB are left where the {name} are.", "make room")
        else:
            yield ok("Disk", f"{free // 2**30} GB are left where the {name} are")


def _free(place: Path) -> int | None:
    """Room where a directory is, or will be. Unit: bytes."""
    at = next((one for one in (place, *place.resolve().parents) if one.exists()), None)
    try:
        return None if at is None else shutil.disk_usage(at).free
    except OSError:
        return None


def secrets_kept(settings: Settings) -> Iterable[Finding]:
    """Whether the file with the token, and what was answered, are for this program alone."""
    for place in (Path(".env"), settings.data, settings.data / "earshot.db"):
        if place.exists() and stat.S_IMODE(place.stat().st_mode) & 0o077:
            yield warn(
                "Files",
                f"other accounts of this machine may read {place}.",
                f"chmod go= {place}",
            )


def kept_on_time() -> Finding:
    """Whether something keeps this machine's clock, as far as its kernel knows."""
    known = _ask_kernel()
    if known is None:
        return ok("Time service", "this system does not say")
    if known:
        return ok("Time service", "something keeps this machine's clock")
    return warn(
        "Time service",
        "nothing keeps this machine's clock, so it drifts, and rounds close by it.",
        "switch on systemd-timesyncd or chrony; in a container, on the machine that runs it",
    )


def _ask_kernel() -> bool | None:
    try:
        found = ctypes.CDLL(None).adjtimex(ctypes.create_string_buffer(1024))
    except (OSError, AttributeError):
        return None
    return None if found < 0 else found != UNSYNCHRONISED


def swapping() -> Finding:
    """Whether memory, and words in it, may be written to a disk as they are."""
    try:
        lines = SWAPS.read_text("utf-8").splitlines()[1:]
    except OSError:
        return ok("Swap", "this system does not say")
    bare = [line.split()[0] for line in lines if line and not line.startswith(ENCRYPTED)]
    if bare:
        return warn(
            "Swap",
            f"{bare[0]} is swap that may not be encrypted: words in memory may lie on it.",
            "encrypt it or switch it off; or start Earshot where it is never swapped "
            "(deploy/earshot.service, compose.yaml)",
        )
    return ok("Swap", "none, or encrypted")


def started_again() -> Iterable[Finding]:
    """Whether it starts by itself after a power cut, as far as can be seen from here."""
    if any(one.exists() for one in CONTAINED):
        yield ok("Start", "in a container: whatever runs the container starts it again")
        return
    if not SYSTEMD.exists():
        return
    if not WANTED.exists():
        yield warn(
            "Start",
            "nothing that is known here starts Earshot after a power cut.",
            "install deploy/earshot.service, or use compose.yaml; docs/running.md",
        )
    elif not TIMER.exists():
        yield warn(
            "Start",
            "it starts by itself, and no backup does.",
            "systemctl enable --now earshot-backup.timer",
        )
    else:
        yield ok("Start", "by systemd, and a backup every night")


def copies_looked_at(known: Noted, today: date) -> Iterable[Finding]:
    """Second copies that nobody has held in their hands for half a year."""
    if known.on is not None and (today - known.on).days > COPIES_OLD:
        yield warn(
            "Second copies",
            f"nobody brought them up to date since {known.on}: is the medium still readable?",
            "`earshot keys check DIRECTORY`, then `earshot keys copy DIRECTORY`",
        )


def program_version() -> str:
    """This program's version."""
    try:
        return version("earshot")
    except PackageNotFoundError:
        return "unknown"
