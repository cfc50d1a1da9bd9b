"""A14: a log line holds event names, kinds of faults and places in the code, and no words."""

from __future__ import annotations

import asyncio
import io
import json
import logging
import re
import sys
import warnings
from collections.abc import Iterator

import pytest

from bot import logs

CANARY = "canary-my-secret-words"
TOKEN = "4242:" + "A" * 35
CHAT = 987_654_321


@pytest.fixture(params=["plain", "json"])
def written(request: pytest.FixtureRequest) -> Iterator[io.StringIO]:
    """What is written once logging is set up, in either form; everything is put back after."""
    root = logging.getLogger()
    kept = (root.handlers[:], root.level, sys.excepthook, sys.unraisablehook)
    to = io.StringIO()
    logs.set_up(
        TOKEN, "a-secret-path", 'gehäm"nis', level=logging.DEBUG, to=to, form=request.param
    )
    yield to
    root.handlers[:], root.level, sys.excepthook, sys.unraisablehook = kept
    logging.captureWarnings(capture=False)


def fail() -> None:
    try:
        raise KeyError(CANARY)
    except KeyError as cause:
        raise RuntimeError(f"{CANARY} {TOKEN} {CHAT}") from cause


def test_a14_an_exception_is_told_by_its_kind_and_place(written: io.StringIO) -> None:
    """What an exception says may quote an answer; where it was raised cannot."""
    try:
        fail()
    except RuntimeError:
        logging.getLogger("bot.telegram.intake").exception("an update could not be handled")
    line = written.getvalue()

    assert "RuntimeError at test_logs.py" in line
    assert "KeyError at test_logs.py" in line
    assert "an update could not be handled" in line
    assert CANARY not in line
    assert str(CHAT) not in line
    assert "Traceback" not in line


def test_a14_a_group_of_exceptions_is_told_one_by_one(written: io.StringIO) -> None:
    """Task groups raise several at once."""
    try:
        raise ExceptionGroup(CANARY, [ValueError(CANARY), TypeError(CANARY)])
    except ExceptionGroup:
        logging.getLogger("storage").exception("several")

    assert "ValueError" in written.getvalue()
    assert "TypeError" in written.getvalue()
    assert CANARY not in written.getvalue()


def test_a14_what_is_filled_into_a_message_is_left_out_unless_it_is_a_name(
    written: io.StringIO,
) -> None:
    """A slip by us must not become a leak."""
    log = logging.getLogger("bot.delivery")
    log.info("kinds %s and %d", "NetworkError", 3)
    log.info("words %s", "I feel unsafe here")
    log.info("chat %s %s %d", CHAT, str(CHAT), CHAT)
    log.info("bytes %r %s", CANARY.encode(), {"text": CANARY})

    first = written.getvalue().splitlines()[0]
    if first.startswith("{"):
        assert json.loads(first)["event"] == "kinds %s and %d"
        assert json.loads(first)["with"] == ["NetworkError", "3"]
    else:
        assert first.endswith("kinds NetworkError and 3")
    assert "unsafe" not in written.getvalue()
    assert str(CHAT) not in written.getvalue()
    assert CANARY not in written.getvalue()


@pytest.mark.parametrize(
    "name", ["telegram.ext.Application", "httpx", "sqlalchemy.engine", "aiosqlite", "asyncio"]
)
def test_a14_other_libraries_may_only_say_where_and_what_kind(
    written: io.StringIO, name: str
) -> None:
    """python-telegram-bot logs raw updates, httpx addresses with the token in them."""
    log = logging.getLogger(name)
    log.debug("update %s", CANARY)
    log.info("POST https://api.telegram.org/bot%s/getMe", TOKEN)
    assert written.getvalue() == ""
    log.critical("%s %s", CANARY, TOKEN)

    assert name in written.getvalue()
    assert "test_logs.py" in written.getvalue()
    assert CANARY not in written.getvalue()
    assert TOKEN not in written.getvalue()


def test_a14_secrets_are_taken_out_wherever_they_turn_up(written: io.StringIO) -> None:
    """Those we know by heart, and whatever looks like a token."""
    logging.getLogger("bot").warning(f"at a-secret-path with {TOKEN} and 999:{'b' * 40}")
    logging.getLogger("bot").warning('the password is gehäm"nis')

    assert "geh" not in written.getvalue()
    assert written.getvalue().count("[secret]") == 3
    assert "[token]" in written.getvalue()
    assert "a-secret-path" not in written.getvalue()


def test_a14_uncaught_faults_and_warnings_are_told_the_same_way(written: io.StringIO) -> None:
    """The interpreter and asyncio would print all of it."""
    try:
        fail()
    except RuntimeError as fault:
        sys.excepthook(type(fault), fault, fault.__traceback__)
        logs.on_loop_fault(None, {"message": CANARY, "exception": fault})
        logs.on_loop_fault(None, {"message": CANARY})
    with warnings.catch_warnings():
        warnings.simplefilter("always")
        logging.captureWarnings(capture=True)
        warnings.warn(CANARY, stacklevel=1)

    assert written.getvalue().count("RuntimeError") == 2
    assert CANARY not in written.getvalue()


async def test_a14_a_task_nobody_waited_for_tells_no_words(written: io.StringIO) -> None:
    """asyncio writes the exception into its own message."""
    asyncio.get_running_loop().call_exception_handler(
        {"message": CANARY, "exception": ValueError(CANARY)}
    )

    assert "asyncio" in written.getvalue()
    assert CANARY not in written.getvalue()


@pytest.mark.parametrize("form", ["plain", "json"])
def test_a14_a_line_has_no_time_finer_than_a_second(form: str) -> None:
    """Beside a phone's own screen a finer one would say whose tap it was."""
    to = io.StringIO()
    logs.set_up(to=to, form=form)
    logging.getLogger("bot").warning("something is off")

    assert not re.search(r"\d:\d\d[.,]\d", to.getvalue())
    assert re.search(r"\d\d:\d\d:\d\d\D", to.getvalue())


def test_each_line_of_json_is_one_object_that_says_what_a_plain_line_says() -> None:
    """Machines gather them: a line that cannot be read is lost."""
    to = io.StringIO()
    logs.set_up(to=to, form="json")
    try:
        fail()
    except RuntimeError:
        logging.getLogger("bot.telegram.intake").exception("an update could not be %s", "taken")
    logging.getLogger("telegram").error("update %s\n%s", CANARY, CANARY)
    ours, theirs = (json.loads(line) for line in to.getvalue().splitlines())

    assert ours.keys() == {"time", "level", "module", "event", "with", "fault"}
    assert (ours["level"], ours["module"]) == ("error", "bot.telegram.intake")
    assert (ours["event"], ours["with"]) == ("an update could not be %s", ["taken"])
    assert [one.split()[0] for one in ours["fault"]] == ["RuntimeError", "KeyError"]
    assert theirs.keys() == {"time", "level", "module", "event"}
    assert theirs["event"].startswith("at test_logs.py:")
