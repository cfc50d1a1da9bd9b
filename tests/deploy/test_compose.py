"""compose.yaml keeps what docs/running.md promises of it. Read, since no engine runs here."""

from __future__ import annotations

import re
from ipaddress import ip_address, ip_network
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.settings import Settings

ROOT = Path(__file__).parents[2]
COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "compose.yaml").read_text("utf-8"))
SERVICES: dict[str, Any] = COMPOSE["services"]
EARSHOT, CADDY = SERVICES["earshot"], SERVICES["caddy"]
WORKER, POSTGRES = SERVICES["worker"], SERVICES["postgres"]
DOCKERFILE = (ROOT / "Dockerfile").read_text("utf-8")


def _mounts(service: dict[str, Any]) -> dict[str, str]:
    """What is mounted, by where."""
    return {where.split(":")[1]: where.split(":")[0] for where in service["volumes"]}


@pytest.mark.parametrize("name", sorted(SERVICES))
def test_no_container_can_do_more_than_it_must(name: str) -> None:
    """Whoever gets into one finds nothing to write to and no way to gain rights."""
    service = SERVICES[name]

    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service.get("cap_add", []) == (["NET_BIND_SERVICE"] if name == "caddy" else [])
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert service["pids_limit"]
    assert service["mem_limit"]
    forbidden = {"privileged", "devices", "pid", "ipc", "network_mode", "userns_mode", "env_file"}
    assert not forbidden & service.keys()
    assert not [one for one in service["volumes"] if "docker.sock" in one]
    assert service["logging"]["driver"] == "local"


def test_earshot_is_nobody_special_and_publishes_no_port() -> None:
    """The only way in is Caddy's, over TLS."""
    assert EARSHOT["user"] == "10001:10001"
    assert "--uid 10001" in DOCKERFILE
    assert "ports" not in EARSHOT
    assert sorted(CADDY["ports"]) == ["443:443", "443:443/udp", "80:80"]


def test_the_database_its_keys_their_copies_and_backups_lie_apart() -> None:
    """Trust 2.6: whoever takes one of them has nothing."""
    told = EARSHOT["environment"]
    places = [told[f"EARSHOT_{name}"] for name in ("DATA", "KEYS", "KEY_COPIES", "BACKUPS")]
    mounts = _mounts(EARSHOT)
    volumes = [mounts[place] for place in places]

    assert len(set(volumes)) == 4
    assert set(volumes) <= COMPOSE["volumes"].keys()
    assert not set(volumes) & set(_mounts(CADDY).values())
    for place in places:
        assert f"{place}" in re.search(r"VOLUME (\[.*\])", DOCKERFILE)[1]  # type: ignore[index]


def test_no_key_is_in_a_part_twice() -> None:
    """Docker refuses the whole file then; the reader of these tests keeps the last and is silent.

    Fails when two branches each add the same setting.
    """
    seen: list[str] = []

    def once(loader: yaml.SafeLoader, node: yaml.MappingNode) -> dict[object, object]:
        keys = [key.value for key, _ in node.value]
        seen.extend(key for key in keys if keys.count(key) > 1)
        return loader.construct_mapping(node, deep=True)

    class Strict(yaml.SafeLoader):
        pass

    Strict.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, once)
    yaml.load((ROOT / "compose.yaml").read_text("utf-8"), Strict)
    assert seen == []


def test_every_setting_it_names_exists() -> None:
    """A setting with a slip in its name is silently left out."""
    known = {f"EARSHOT_{name.upper()}" for name in Settings.model_fields}

    assert set(EARSHOT["environment"]) <= known
    named = set(re.findall(r"EARSHOT_\w+", DOCKERFILE))
    assert named <= known


def test_only_caddy_is_believed_about_where_a_request_comes_from() -> None:
    """C3: whoever else could say so would never be slowed down."""
    inside = COMPOSE["networks"]["inside"]["ipam"]["config"][0]["subnet"]
    caddy = CADDY["networks"]["inside"]["ipv4_address"]

    assert EARSHOT["environment"]["EARSHOT_PROXIES"] == caddy
    assert ip_address(caddy) in ip_network(inside)
    assert ip_address(EARSHOT["networks"]["inside"]["ipv4_address"]) in ip_network(inside)
    assert list(EARSHOT["networks"]) == ["inside"]


def test_people_reach_it_over_tls_alone() -> None:
    """An https address is what makes cookies insist on it."""
    assert EARSHOT["environment"]["EARSHOT_PUBLIC_URL"].startswith("https://${EARSHOT_NAME")
    assert CADDY["environment"]["EARSHOT_NAME"].startswith("${EARSHOT_NAME:?")


def test_memory_reaches_no_disk() -> None:
    """What is typed lies in memory for a moment: no core file and no swap may keep it."""
    assert EARSHOT["ulimits"]["core"] == 0
    assert EARSHOT["memswap_limit"] == EARSHOT["mem_limit"]


def test_it_is_watched_and_stops_in_peace() -> None:
    """A bot that answers but does no work must be seen; one that stops must finish first."""
    assert EARSHOT["healthcheck"]["test"] == ["CMD", "earshot", "health"]
    assert EARSHOT["stop_grace_period"] == "15s"
    assert CADDY["depends_on"]["earshot"]["condition"] == "service_healthy"


def test_caddys_files_are_where_compose_looks_for_them() -> None:
    """A missing file would be mounted as an empty folder."""
    folder = next(place for place in CADDY["volumes"] if place.endswith(":/etc/caddy:ro"))
    for name in ("Caddyfile", "Caddyfile.lan", "Caddyfile.scale", "guards.caddy"):
        assert (ROOT / folder.split(":")[0] / name).is_file()


def test_one_machine_has_neither_workers_nor_another_database() -> None:
    """What serves many costs the simple case nothing."""
    profiles = {name: service.get("profiles") for name, service in SERVICES.items()}

    assert profiles == {"earshot": None, "caddy": None, "worker": ["scale"], "postgres": ["scale"]}
    assert EARSHOT["depends_on"]["postgres"]["required"] is False


def test_a_worker_is_the_house_but_for_its_command_and_its_address() -> None:
    """They share keys, files and settings, or they would not be one Earshot."""
    own = {"profiles", "command", "networks", "depends_on"}

    assert {k: v for k, v in WORKER.items() if k not in own} == {
        k: v for k, v in EARSHOT.items() if k not in own
    }
    assert WORKER["command"] == ["earshot", "work"]
    assert WORKER["networks"] == ["inside"]
    assert WORKER["depends_on"]["earshot"]["condition"] == "service_healthy"


def test_no_worker_can_have_the_address_that_is_believed() -> None:
    """C3: Caddy is known by its address alone."""
    (inside,) = COMPOSE["networks"]["inside"]["ipam"]["config"]
    drawn = ip_network(inside["ip_range"])

    for service in (CADDY, EARSHOT):
        assert ip_address(service["networks"]["inside"]["ipv4_address"]) not in drawn


def test_the_database_is_reached_from_inside_alone_and_logs_no_value() -> None:
    """A14: a statement that fails is not written down with what it was to store."""
    assert "ports" not in WORKER
    assert "ports" not in POSTGRES
    assert POSTGRES["networks"] == ["inside"]
    assert not set(_mounts(POSTGRES).values()) & set(_mounts(EARSHOT).values())
    assert {"-clog_min_error_statement=panic", "-clog_error_verbosity=terse"} <= set(
        POSTGRES["command"]
    )
    assert POSTGRES["ulimits"]["core"] == 0
    assert POSTGRES["memswap_limit"] == POSTGRES["mem_limit"]
