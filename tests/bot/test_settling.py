"""Settling in: what a start leaves over goes, and what stays is looked through no more."""

from __future__ import annotations

import asyncio
import gc
import subprocess
import sys
from importlib import import_module

import pytest

from bot import settling
from bot.settling import loading

PROGRAM = """
import gc, weakref
from bot import settling
class Left: pass
def left_over():
    one = Left()
    one.itself = one
    return weakref.ref(one)
with settling.loading():
    left = left_over()
settling.begin()
print(gc.isenabled(), left() is None)
settling.settle()
print(gc.isenabled(), left() is None, gc.get_freeze_count() > 1000, len(gc.get_objects()) < 1000)
later = left_over()
gc.collect()
print(later() is None)
"""


def test_what_a_start_left_over_goes_once_and_what_stays_is_looked_through_no_more() -> None:
    """A look through everything takes a tenth of a second, in which nobody is answered."""
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=True
    )

    assert done.stdout.split("\n")[:3] == ["True False", "True True True True", "True"]


FREE = """
from pathlib import Path
from bot import settling
def held():
    return int(Path("/proc/self/status").read_text().partition("VmRSS:")[2].split()[0]) // 1024
settling.begin()
many = [bytearray(100_000) for _ in range(300)]
del many[:-1]
before = held()
settling.give_back()
print(before - held())
"""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="what is held is asked of Linux")
def test_what_is_free_is_given_back() -> None:
    """What one busy hour took, the machine has for other work in the next. Unit: megabytes."""
    done = subprocess.run([sys.executable, "-c", FREE], capture_output=True, text=True, check=True)

    assert int(done.stdout) > 20


async def test_what_is_only_kept_to_be_quicker_is_let_go_of_first(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """What is given back is what is free by then; again every hour."""
    done: list[str] = []
    twice = asyncio.Event()

    async def forget() -> None:
        done.append("forgets")

    def give_back() -> None:
        done.append("gives back")
        if len(done) == 4:
            twice.set()

    for name, put in (("SOON", 0), ("AGAIN", 0), ("settle", give_back), ("give_back", give_back)):
        monkeypatch.setattr(settling, name, put)
    call_off = settling.settle_soon(forget)
    await twice.wait()
    call_off()

    assert done[:4] == ["forgets", "gives back"] * 2


def test_loading_that_fails_leaves_nothing_switched_off() -> None:
    """A command that cannot be loaded says so, and the rest goes on as ever."""
    with pytest.raises(ModuleNotFoundError), loading():
        import_module("bot.cli.nowhere")

    assert gc.isenabled()
