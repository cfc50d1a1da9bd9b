"""Logging that cannot repeat anybody's words: event names, kinds of faults, places in the code.

In plain lines, or as one JSON object a line (``EARSHOT_LOGS=json``). Both say the same.
"""

from __future__ import annotations

import json
import logging
import re
import sys
import threading
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import PurePath
from types import TracebackType
from typing import Any, TextIO

OURS = ("bot", "storage", "surveys")
"""Loggers whose messages are constants we wrote. Of others only kind and place are kept."""

_TOKEN = re.compile(r"\d{3,16}:[A-Za-z0-9_-]{30,60}")
_NAME = re.compile(r"[A-Za-z0-9_.:/<>-]{0,80}")
_LARGEST = 100_000
"""A chat's number is larger than this; a port, a count or a size is not, mostly."""

_DEEPEST = 8
_Raised = tuple[type[BaseException], BaseException, TracebackType | None]


def set_up(
    *secrets: str, level: int = logging.INFO, to: TextIO | None = None, form: str = "plain"
) -> None:
    """Send every log line, warning and stray exception through ``Reticent``.

    ``secrets`` are taken out wherever they turn up. ``form`` is "plain" or "json".
    """
    handler = logging.StreamHandler(to or sys.stderr)
    handler.setFormatter(InJson(secrets) if form == "json" else Reticent(secrets))
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.WARNING)
    for name in OURS:
        logging.getLogger(name).setLevel(level)
    for name in ("aiohttp.access", "httpx", "httpcore", "aiosqlite", "sqlalchemy", "telegram"):
        logging.getLogger(name).setLevel(logging.WARNING)
    logging.getLogger("aiohttp.access").setLevel(logging.CRITICAL)
    logging.captureWarnings(capture=True)
    sys.excepthook = _on_uncaught
    threading.excepthook = lambda args: _note(args.exc_type, args.exc_value, args.exc_traceback)
    sys.unraisablehook = lambda args: _note(args.exc_type, args.exc_value, args.exc_traceback)


def on_loop_fault(_: object, context: Mapping[str, Any]) -> None:
    """For ``loop.set_exception_handler``: asyncio would print the exception itself."""
    fault = context.get("exception")
    if isinstance(fault, BaseException):
        _note(type(fault), fault, fault.__traceback__)
    else:
        logging.getLogger("bot").warning("the event loop reports a fault")


class Reticent(logging.Formatter):
    """Formats a line without the text of any exception and without any free text.

    Its time is to the second: a finer one tells which of two things was first.
    """

    def __init__(self, secrets: Iterable[str] = ()) -> None:
        line = "%(asctime)s %(levelname)s %(name)s: %(message)s"
        super().__init__(line, "%Y-%m-%d %H:%M:%S")
        self._secrets = tuple(secret for secret in secrets if secret)

    def format(self, record: logging.LogRecord) -> str:
        """One line; a fault is told by its kind and the places it came through."""
        told = logging.LogRecord(
            record.name, record.levelno, record.pathname, record.lineno, "%s", None, None
        )
        told.created, told.msecs = record.created, record.msecs
        told.args = (self._said(record),)
        return self._hidden(super().format(told))

    def _hidden(self, said: str) -> str:
        """The same without what we know to be secret, and without what looks like a token."""
        for secret in self._secrets:
            said = said.replace(secret, "[secret]")
        return _TOKEN.sub("[token]", said)

    def _said(self, record: logging.LogRecord) -> str:
        said = _filled(*_event(record))
        fault = _fault(record)
        return said if fault is None else f"{said}: {' <- '.join(told(fault))}"


class InJson(Reticent):
    """The same as one JSON object a line, for machines that gather logs.

    ``time`` is in UTC, to the second; ``event`` a constant of ours, with its gaps; ``with`` what
    fills them, where it cannot be anybody's words; ``fault`` the kinds of faults and their places.
    """

    def format(self, record: logging.LogRecord) -> str:
        """One object on one line."""
        event, given = _event(record)
        at = datetime.fromtimestamp(int(record.created), UTC)
        line: dict[str, object] = {
            "time": f"{at:%Y-%m-%dT%H:%M:%SZ}",
            "level": record.levelname.lower(),
            "module": self._hidden(record.name),
            "event": self._hidden(event),
        }
        if given:
            line["with"] = [self._hidden(str(one)) for one in given]
        if (fault := _fault(record)) is not None:
            line["fault"] = [self._hidden(one) for one in told(fault)]
        # Hidden before and not after: JSON writes a quote or an umlaut of a secret another way.
        return json.dumps(line)


def _event(record: logging.LogRecord) -> tuple[str, tuple[object, ...]]:
    """What is said, and what fills its gaps. Of others' lines the place alone."""
    if record.name.split(".")[0] not in OURS or not isinstance(record.msg, str):
        return f"at {PurePath(record.pathname).name}:{record.lineno} ({record.funcName})", ()
    given = record.args if isinstance(record.args, tuple) else (record.args,)
    return record.msg, tuple(map(_safe, given)) if record.args else ()


def _fault(record: logging.LogRecord) -> BaseException | None:
    return record.exc_info[1] if record.exc_info else None


def told(fault: BaseException) -> Iterator[str]:
    """A fault and what caused it: kinds and places, never what it says."""
    deep = 0
    current: BaseException | None = fault
    while current is not None and deep < _DEEPEST:
        yield f"{type(current).__name__} at {_places(current.__traceback__)}"
        if isinstance(current, BaseExceptionGroup):
            yield from (one for inner in current.exceptions[:_DEEPEST] for one in told(inner))
        hidden = current.__suppress_context__
        current = current.__cause__ or (None if hidden else current.__context__)
        deep += 1


def _places(traceback: TracebackType | None) -> str:
    places = []
    while traceback is not None:
        code = traceback.tb_frame.f_code
        name = PurePath(code.co_filename).name
        places.append(f"{name}:{traceback.tb_lineno} {code.co_name}")
        traceback = traceback.tb_next
    return " > ".join(places[-_DEEPEST:]) or "nowhere"


def _filled(template: str, given: tuple[object, ...]) -> str:
    if not given:
        return template
    try:
        return template % given
    except (TypeError, ValueError):
        return template


def _safe(value: object) -> object:
    """Let through what cannot be somebody's words or number: names of events, small counts."""
    match value:
        case bool() | None:
            return value
        case int() | float():
            return value if abs(value) < _LARGEST else 0
        case str() if _NAME.fullmatch(value) and not _LONG_NUMBER.search(value):
            return value
        case _:
            return "[left out]"


_LONG_NUMBER = re.compile(r"\d{6,}")


def _note(
    kind: type[BaseException], fault: BaseException | None, where: TracebackType | None
) -> None:
    if fault is None:
        return
    logging.getLogger("bot").error("a fault nobody caught", exc_info=(kind, fault, where))


def _on_uncaught(
    kind: type[BaseException], fault: BaseException, where: TracebackType | None
) -> None:
    if issubclass(kind, KeyboardInterrupt):
        sys.__excepthook__(kind, fault, where)
        return
    _note(kind, fault, where)
