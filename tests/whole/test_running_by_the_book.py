"""Somebody with other work to do follows docs/running.md from the top, box by box."""

from __future__ import annotations

import asyncio
import re
import signal
from asyncio.subprocess import Process
from pathlib import Path

import pytest

from tests.whole.stage import SOON
from tests.whole.test_restoring_by_the_book import Reader, reader

BOOK = Path(__file__).parents[2] / "docs/running.md"
MAY_SAY_NO = ("earshot doctor", "earshot audit privacy")
"""They end with 1 while something is left to do, as a house without people always has."""
STOPPED = "# the bot is stopped"


def boxes() -> list[str]:
    """The boxes of the steps that are typed, in their order."""
    steps, _, _ = BOOK.read_text("utf-8").partition("\n# To look things up\n")
    blocks = re.findall(r"^ *```sh\n(.*?)^ *```$", steps, re.M | re.S)
    return ["\n".join(line.strip() for line in block.splitlines()) for block in blocks]


async def _started(book: Reader, box: str) -> Process:
    process = await book.begins(box)
    assert process.stdout is not None
    async with asyncio.timeout(SOON):
        async for line in process.stdout:
            if b"The browser chat is at" in line:
                return process
    raise AssertionError("it ended before it was there")


async def _stopped(process: Process) -> None:
    process.send_signal(signal.SIGTERM)
    _, said = await asyncio.wait_for(process.communicate(), SOON)
    assert b"Traceback" not in said


async def _typed(book: Reader, box: str) -> None:
    """Type one box, line by line."""
    if (moved := re.search(r"^cd (\w+)$", box, re.M)) is not None:
        await book.does(box)
        book.home /= moved[1]
        return
    for line in box.splitlines():
        process = await book.begins(line)
        out, said = await asyncio.wait_for(process.communicate(), SOON)
        allowed = {0, 1} if line.startswith(MAY_SAY_NO) else {0}
        assert process.returncode in allowed, f"{line}\n{out.decode()}{said.decode()}"
        assert b"Traceback" not in out + said, line


@pytest.mark.full
async def test_every_box_of_the_runbook_does_what_it_says(tmp_path: Path) -> None:
    """A step that was right in an older version stops whoever trusts the page, on a bad day."""
    for name in ("backups", "keys"):
        (tmp_path / name).mkdir()
    media = {f"/media/{name}": tmp_path / name for name in ("backups", "keys")}
    book, running = reader(tmp_path, media, {}), None
    try:
        for box in boxes():
            if STOPPED in box and running is not None:
                running = await _stopped(running)
            if box.startswith("earshot run"):
                running = await _started(book, f"exec {box}")
            else:
                await _typed(book, box)
    finally:
        if running is not None and running.returncode is None:
            running.kill()
            await running.communicate()

    assert len(boxes()) > 18
    assert list((tmp_path / "backups").glob("earshot-*.backup"))
    assert (tmp_path / "keys" / "earshot-second-copies.txt").is_file()
