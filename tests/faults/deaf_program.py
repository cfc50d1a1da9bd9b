"""`earshot`, on a day on which no name server answers: who asks one waits for a minute."""

from __future__ import annotations

import socket
import time
from typing import Any

from bot.cli import app

NOWHERE = "telegram.example"
"""Whose address is asked for in vain."""

_real = socket.getaddrinfo


def _never(host: Any, *more: Any, **by: Any) -> Any:
    if host == NOWHERE:
        time.sleep(60.0)
        raise socket.gaierror(socket.EAI_AGAIN, "Temporary failure in name resolution")
    return _real(host, *more, **by)


if __name__ == "__main__":
    socket.getaddrinfo = _never
    app()
