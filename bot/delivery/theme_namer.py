"""Asking a language model on the organisation's own machine for names of groups.

Over HTTP, after the way that Ollama and llama.cpp share with others. It is reached on this
machine, or on a host that the operator named in the settings; nowhere else, whatever DNS says, and
never by way of a proxy or a redirect. Whatever goes wrong, there is simply no name.
"""

from __future__ import annotations

import asyncio
import json
import logging
import re
import socket
from collections.abc import Collection
from dataclasses import dataclass, field
from ipaddress import ip_address
from urllib.parse import urlsplit

import aiohttp
from aiohttp.abc import AbstractResolver, ResolveResult
from aiohttp.resolver import ThreadedResolver

from surveys.redaction.roster import Roster
from surveys.themes.naming_by_model import (
    LONGEST_REPLY,
    SCHEMA,
    Asked,
    NamedByModel,
    messages_for,
    taken,
)

log = logging.getLogger(__name__)

LONGEST_WAIT = 10.0
"""How long a name is waited for. Unit: seconds."""
LONGEST_BODY = 64 * 1024
"""Most of a reply that is read. Unit: bytes."""
SEED = 7
_CLOUD = re.compile(r"[-:]cloud$", re.IGNORECASE)
"""Ollama offers models of its company's computers under names that end like this."""


class NamerRefused(Exception):
    """The address or the model cannot be used: why, and the way out."""


@dataclass(frozen=True, slots=True)
class Namer:
    """One model at one address.

    Args:
        base: Where it listens: ``http://127.0.0.1:11434/v1``.
        model: What it is called there.
        hosts: Hosts besides this machine that the operator allows.
        wait: How long a name is waited for. Unit: seconds.

    Raises:
        NamerRefused: The address is not this machine or an allowed host, or the model is one
            that runs on somebody else's computers.
    """

    base: str
    model: str
    hosts: frozenset[str] = field(default_factory=frozenset)
    wait: float = LONGEST_WAIT

    def __post_init__(self) -> None:
        check(self.base, self.model, self.hosts)

    async def name(self, asked: Asked, roster: Roster) -> NamedByModel | None:
        """A name for a group, or None: whatever the reason, the usual words stand there."""
        try:
            async with asyncio.timeout(self.wait):
                reply = await self._ask(asked)
        except (aiohttp.ClientError, OSError, TimeoutError, ValueError, LookupError, TypeError):
            log.info("the language model gave no name")
            return None
        return taken(reply, asked, self.model, roster)

    async def _ask(self, asked: Asked) -> str:
        body = {
            "model": self.model,
            "messages": messages_for(asked),
            "temperature": 0,
            "seed": SEED,
            "max_tokens": 200,
            "stream": False,
            "response_format": {
                "type": "json_schema",
                "json_schema": {"name": "name", "strict": True, "schema": SCHEMA},
            },
        }
        connector = aiohttp.TCPConnector(resolver=OnlyHere(self.hosts), force_close=True)
        async with (
            aiohttp.ClientSession(connector=connector, trust_env=False) as session,
            session.post(
                f"{self.base.rstrip('/')}/chat/completions", json=body, allow_redirects=False
            ) as answer,
        ):
            if answer.status != 200:
                raise ValueError(f"status {answer.status}")
            content = await answer.content.read(LONGEST_BODY)
            read = json.loads(content)
        said = read["choices"][0]["message"]["content"]
        if not isinstance(said, str) or len(said) > LONGEST_REPLY:
            raise ValueError("no text")
        return said


def check(base: str, model: str, hosts: Collection[str]) -> None:
    """Whether a model may be asked at all.

    Raises:
        NamerRefused: It may not; with the way out.
    """
    parts = urlsplit(base)
    host = (parts.hostname or "").casefold()
    if parts.scheme not in ("http", "https") or not host or parts.username or parts.query:
        raise NamerRefused(f'"{base}" is no address such as http://127.0.0.1:11434/v1')
    if not (_is_here(host) or host in {each.casefold() for each in hosts}):
        raise NamerRefused(
            f'"{host}" is not this machine. What young people wrote is told to no other, unless '
            "EARSHOT_MODEL_HOSTS names it"
        )
    if not model or _CLOUD.search(model):
        raise NamerRefused(
            f'"{model}" runs on somebody else\'s computers. Name a model that this machine holds'
        )


def _is_here(host: str) -> bool:
    """Whether a host is this machine by its very name, without asking anybody."""
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


class OnlyHere(AbstractResolver):
    """Finds addresses, and drops those that are not this machine's, but for allowed hosts."""

    def __init__(self, hosts: Collection[str]) -> None:
        self._hosts = {each.casefold() for each in hosts}
        self._inner = ThreadedResolver()

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        found = await self._inner.resolve(host, port, family)
        if host.casefold() in self._hosts:
            return found
        here = [each for each in found if ip_address(each["host"]).is_loopback]
        if not here:
            raise OSError(None, f"{host} is not this machine")
        return here

    async def close(self) -> None:
        await self._inner.close()
