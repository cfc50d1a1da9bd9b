"""Whoever reads the logs: at every level, and while everything goes wrong."""

from __future__ import annotations

import logging
import re
from pathlib import Path

import pytest

from bot.services.answers import answering, telling
from storage import envelopes
from tests.attacks.field import (
    HOMES,
    RID,
    House,
    Past,
    as_json,
    begin,
    logging_to,
    sit,
    write,
)
from tests.bot.chatting import TOKEN

SECRET_WORDS = "Logcanary crumplewick said out loud"


async def everything_a_respondent_does(house: House, past: Past) -> None:
    """Start, answer, edit, send, withdraw, ask for everything, take back."""
    round_ = await house.round()
    chatter = house.of(past.others[1])
    await begin(chatter, round_)
    await chatter.press("Something else")
    await chatter.type(SECRET_WORDS)
    await chatter.press("Show “crumplewick”")
    await chatter.press("Change my words")
    await chatter.type(f"{SECRET_WORDS} too")
    await chatter.press("Keep hidden and go on")
    await write(chatter, f"{SECRET_WORDS} again")
    await chatter.press("Only ")
    await chatter.press("Rip mine up")
    await chatter.press("Send")
    for command in ("/mydata", "/privacy", "/help", "/tidy", "/stop", "/withdraw"):
        await chatter.command(command)
    await chatter.press("Yes, tear")
    await chatter.type(" ".join(past.authors[0].words))
    await chatter.send({"photo": [], "caption": SECRET_WORDS})
    await house.stranger().type(SECRET_WORDS)


def leaks(past: Past, file: Path, house: House) -> list[str]:
    """What of anybody is in the log, in either form."""
    log = file.read_text() + as_json(file).read_text()
    chatter = house.of(past.others[1])
    wanted = [
        "crumplewick", "zibbledorf", "quorve", "Logcanary", TOKEN, TOKEN.split(":")[1],
        str(chatter.address.number), "990000001", *HOMES, chatter.first_name, "_handle",
        *(author.nick for author in past.everybody),
        *(str(author.number) for author in past.everybody),
        *(author.pid.hex() for author in past.everybody),
        *(" ".join(author.words) for author in past.authors),
        *map(str, chatter.shown),
    ]  # fmt: skip
    return [word for word in wanted if word in log]


@pytest.mark.parametrize("level", [logging.DEBUG, logging.INFO])
async def test_a14_no_log_line_holds_anything_of_anybody(
    past: Past, tmp_path: Path, level: int
) -> None:
    """Logs are kept, copied and sent to helpers; nobody thinks of them as answers.

    Every library is as talkative as it can be. Fails when lines are formatted plainly.
    """
    file = tmp_path / "log"
    async with past.woken("open", tmp_path / "disk") as house:
        with logging_to(file, level):
            logging.getLogger("telegram").debug("sent %s to %s", SECRET_WORDS, TOKEN)
            logging.getLogger("aiosqlite").error("row %r", (SECRET_WORDS, past.authors[0].number))
            await everything_a_respondent_does(house, past)
            house.clock.on(days=8)
            await house.tick()
        log = file.read_text()
        found = leaks(past, file, house)

    assert found == []
    assert (len(log.splitlines()) > 100) == (level == logging.DEBUG)
    assert len(as_json(file).read_text().splitlines()) == len(log.splitlines())


@pytest.mark.parametrize("where", ["save", "take", "say"])
async def test_a14_no_exception_tells_what_it_was_about(
    past: Past, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    """An exception quotes what it choked on; three tries and the apology included.

    Fails when a fault is logged with its words or with the frames' contents.
    """

    def fails(*args: object, **kwargs: object) -> None:
        raise ValueError(f"could not take {args!r} {kwargs!r} {SECRET_WORDS}")

    file = tmp_path / "log"
    async with past.woken("open", tmp_path / "disk") as house:
        round_ = await house.round()
        chatter = house.of(past.others[1])
        await begin(chatter, round_)
        await chatter.press("At six")
        with logging_to(file), monkeypatch.context() as broken:
            match where:
                case "save":
                    broken.setattr(envelopes, "save_envelope", fails)
                case "take":
                    broken.setattr(answering, "take_turn", fails)
                case _:
                    broken.setattr(telling, "tell", fails)
            said = await chatter.type(SECRET_WORDS)
        log = file.read_text()
        found = leaks(past, file, house)

    assert found == []
    assert "ValueError" in log
    assert "Saved" not in said
    assert SECRET_WORDS not in said


async def test_a14_ten_respondents_make_no_more_lines_than_none(
    past: Past, tmp_path: Path
) -> None:
    """A line for each reply would show who was busy when, to whoever sees phones come out.

    Fails when a handler logs that it took an update.
    """
    lines = {}
    for busy in (0, 10):
        async with past.woken("open", tmp_path / f"disk{busy}") as house:
            with logging_to(tmp_path / f"log{busy}", logging.INFO):
                for author in past.authors[:busy]:
                    chatter = house.of(author)
                    await chatter.tap(f"go:{past.tag}")
                    await chatter.type("At seven")
                    await chatter.command("/help")
                for _ in range(3):
                    house.clock.on(hours=1)
                    await house.tick()
        log = tmp_path / f"log{busy}"
        lines[busy] = [
            re.sub(r"\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\dZ?", "", line)
            for line in (log.read_text() + as_json(log).read_text()).splitlines()
        ]

    assert lines[0] == lines[10]


async def test_a14_a_whole_sitting_at_info_says_nothing(past: Past, tmp_path: Path) -> None:
    """Not even that somebody sat.

    Fails when anything of ours is logged on the way of an answer.
    """
    async with past.woken("released", tmp_path / "disk") as house:
        house.clock.on(days=70)
        round_ = await house.launch(rid=type(RID)("again"))
        with logging_to(tmp_path / "log", logging.INFO):
            await sit(house.of(past.authors[0]), round_, text=SECRET_WORDS)

    assert (tmp_path / "log").read_text() == as_json(tmp_path / "log").read_text() == ""
