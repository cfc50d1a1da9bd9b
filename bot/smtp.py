"""A mail server that letters are handed to, over TLS alone."""

from __future__ import annotations

import smtplib
import ssl
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from email.message import EmailMessage
from urllib.parse import unquote, urlsplit

PATIENCE = 20.0
"""Longest one step of talking to a mail server may take. Unit: seconds."""


@dataclass(frozen=True, slots=True)
class MailServer:
    """Where letters go. ``starttls``: the line begins in clear and is sealed before anything is
    said on it; otherwise it is sealed from the start."""

    host: str
    port: int
    starttls: bool
    username: str = ""
    password: str = field(default="", repr=False)
    sender: str = ""
    trust: Callable[[], ssl.SSLContext] = ssl.create_default_context
    """Makes the context that certificates are checked with."""

    @classmethod
    def read(cls, address: str, password: str, sender: str) -> MailServer:
        """Read ``smtp://user@host:587`` or ``smtps://user@host:465``.

        Raises:
            ValueError: It is no such address. The text does not repeat it.
        """
        parts = urlsplit(address)
        try:
            port = parts.port
        except ValueError:
            raise ValueError("has no number for a port") from None
        if parts.scheme not in {"smtp", "smtps"} or not parts.hostname:
            raise ValueError("is neither smtp://user@host:587 nor smtps://user@host:465")
        if parts.password or parts.path.strip("/") or parts.query or parts.fragment:
            raise ValueError("has more than a user, a host and a port")
        starttls = parts.scheme == "smtp"
        username = unquote(parts.username or "")
        return cls(
            parts.hostname,
            port or (587 if starttls else 465),
            starttls,
            username,
            password,
            sender or (username if "@" in username else ""),
        )


def post(server: MailServer, written: EmailMessage) -> None:
    """Hand a letter to the server, over TLS with its certificate checked. Blocks.

    Raises:
        OSError, smtplib.SMTPException: The server did not take it.
    """
    with _let_in(server) as line:
        line.send_message(written)
        line.quit()


def knock(server: MailServer) -> None:
    """Ask whether the server would let us in, and send nothing. Blocks.

    Raises:
        OSError, smtplib.SMTPException: It would not.
    """
    with _let_in(server) as line:
        line.noop()
        line.quit()


@contextmanager
def _let_in(server: MailServer) -> Iterator[smtplib.SMTP]:
    context = server.trust()
    if server.starttls:
        line = smtplib.SMTP(server.host, server.port, timeout=PATIENCE)
    else:
        line = smtplib.SMTP_SSL(server.host, server.port, timeout=PATIENCE, context=context)
    with closing(line):
        if server.starttls:
            line.starttls(context=context)
        if server.username:
            line.login(server.username, server.password)
        yield line
