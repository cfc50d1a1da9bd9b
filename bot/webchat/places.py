"""Where a request comes from. Held in memory to count wrong codes by, and nowhere else."""

from __future__ import annotations

from collections.abc import Sequence
from ipaddress import IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

from aiohttp import web

Network = IPv4Network | IPv6Network

ONE_HOUSEHOLD = 64
"""How much of an IPv6 address names one line: whoever has it may change the rest. Unit: bits."""


def place_of(request: web.Request, proxies: Sequence[Network]) -> str:
    """Say where a request comes from; "" where nobody can tell.

    ``X-Forwarded-For`` is believed only from one of our own proxies, and only its last entry:
    that one the proxy wrote itself, while anybody may write those before it.
    """
    remote = _line(request.remote or "")
    if not any(ip_address(remote) in one for one in proxies if remote):
        return _place(remote)
    said = request.headers.getall("X-Forwarded-For", [""])[-1].rsplit(",", 1)[-1].strip()
    return _place(_line(said) or remote)


def _line(said: str) -> str:
    try:
        address = ip_address(said.partition("%")[0])
    except ValueError:
        return ""
    mapped = address.ipv4_mapped if isinstance(address, IPv6Address) else None
    return str(mapped or address)


def _place(line: str) -> str:
    if ":" not in line:
        return line
    return str(ip_network(f"{line}/{ONE_HOUSEHOLD}", strict=False))
