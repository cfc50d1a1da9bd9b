"""A mail server on this machine, over TLS only, with a certificate of its own.

``async with post_office(directory) as office`` gives one that takes letters; what it took is in
``office.letters``. ``office.answers`` changes what it says to a command, by the command's name.
"""

from __future__ import annotations

import asyncio
import base64
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.message import Message
from ipaddress import ip_address
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from bot.smtp import MailServer

USER, PASSWORD = "earshot@example.org", "a long password"


@dataclass
class Office:
    """What the server took, what it says, and what it heard in clear."""

    certificate: Path
    starttls: bool = True
    port: int = 0
    letters: list[Message] = field(default_factory=list)
    answers: dict[str, str] = field(default_factory=dict)
    heard_in_clear: list[str] = field(default_factory=list)
    silent: bool = False

    @property
    def server(self) -> MailServer:
        """How Earshot reaches it."""
        return MailServer(
            "127.0.0.1", self.port, self.starttls, USER, PASSWORD, USER, trust=self.trust
        )

    def trust(self) -> ssl.SSLContext:
        return ssl.create_default_context(cafile=str(self.certificate))


@asynccontextmanager
async def post_office(directory: Path, *, starttls: bool = True) -> AsyncIterator[Office]:
    """A mail server on loopback, until the end of the block."""
    sealed = _context(directory)
    office = Office(directory / "post.pem", starttls)

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            await _Line(office, sealed, reader, writer).serve()
        except (OSError, asyncio.IncompleteReadError, ValueError):
            pass  # whoever called has gone, or would not trust us
        finally:
            writer.close()

    how = None if starttls else sealed
    server = await asyncio.start_server(serve, "127.0.0.1", 0, ssl=how)
    office.port = server.sockets[0].getsockname()[1]
    try:
        yield office
    finally:
        server.close()


class _Line:
    def __init__(
        self,
        office: Office,
        sealed: ssl.SSLContext,
        reader: asyncio.StreamReader,
        writer: asyncio.StreamWriter,
    ) -> None:
        self._office, self._sealed = office, sealed
        self._reader, self._writer = reader, writer
        self._in_clear = office.starttls

    async def serve(self) -> None:
        if self._office.silent:
            await self._reader.read()
            return
        self._say("220 post.example.org ESMTP")
        while line := (await self._reader.readline()).decode().strip():
            if self._in_clear:
                self._office.heard_in_clear.append(line)
            word = line.split()[0].upper()
            answer = self._office.answers.get(word)
            if answer is not None:
                self._say(answer)
            elif word == "STARTTLS":
                self._say("220 go ahead")
                await self._writer.start_tls(self._sealed)
                self._in_clear = False
            elif word == "DATA":
                await self._take()
            else:
                self._say(self._usual(word, line))
            if word == "QUIT":
                return

    def _usual(self, word: str, line: str) -> str:
        if word == "EHLO":
            more = "STARTTLS" if self._in_clear else "AUTH PLAIN"
            return f"250-post.example.org\r\n250 {more}"
        if word == "AUTH":
            right = f"\0{USER}\0{PASSWORD}".encode()
            given = base64.b64decode(line.split()[-1])
            return "235 welcome" if given == right else "535 no"
        return "221 bye" if word == "QUIT" else "250 ok"

    async def _take(self) -> None:
        self._say("354 go on")
        text = await self._reader.readuntil(b"\r\n.\r\n")
        self._office.letters.append(message_from_bytes(text[:-5]))
        self._say("250 taken")

    def _say(self, line: str) -> None:
        self._writer.write(f"{line}\r\n".encode())


def _context(directory: Path) -> ssl.SSLContext:
    """A server's context with a fresh certificate for this machine."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "post.example.org")])
    now = datetime.now(UTC)
    names = x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))])
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(names, critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    pem = directory / "post.pem"
    pem.write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    secret = directory / "post.key"
    secret.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(pem, secret)
    return context
