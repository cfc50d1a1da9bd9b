"""A real Caddy in front of the real site, as deploy/ sets it up."""

from __future__ import annotations

import asyncio
import io
import os
import shutil
import socket
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from ipaddress import ip_network
from pathlib import Path

import pytest
from aiohttp import ClientResponse, ClientSession, TCPConnector, web
from aiohttp.abc import AbstractResolver, ResolveResult
from aiohttp.test_utils import TestServer

from bot.webchat.places import place_of
from tests.bot.webchat.scripted import Scripted
from tests.whole.stage import free_port

pytestmark = pytest.mark.full

DEPLOY = Path(__file__).parents[2] / "deploy"
NAME = "earshot.lan"
TABLET = "127.0.0.7"
"""The address of the tablet in these tests: no file of Caddy's may hold it."""

LONGEST_START = 60.0
OURS = (ip_network("127.0.0.1"),)


class _OnlyHere(AbstractResolver):
    """Every name is this machine."""

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        return [
            ResolveResult(
                hostname=host, host="127.0.0.1", port=port, family=family, proto=0, flags=0
            )
        ]

    async def close(self) -> None:
        return None


@dataclass
class Through:
    """A browser on the tablet, and Caddy between it and the site."""

    session: ClientSession
    port: int
    plain_port: int
    place: Path

    def ask(self, path: str, method: str = "GET", **more: object) -> object:
        address = f"https://{NAME}:{self.port}{path}"
        return self.session.request(method, address, allow_redirects=False, **more)  # type: ignore[arg-type]

    def written(self) -> bytes:
        """Every byte that Caddy wrote anywhere, its keys and certificates aside."""
        kept = [one for one in self.place.rglob("*") if one.is_file() and "pki" not in one.parts]
        return b"".join(one.read_bytes() for one in kept if "certificates" not in one.parts)


def _caddy() -> str:
    found = shutil.which("caddy")
    if found is None:
        if os.environ.get("EARSHOT_ALL_TESTS") == "1":
            pytest.fail("caddy is missing: apt-get install caddy")
        pytest.skip("caddy is missing: apt-get install caddy")
    return found


@pytest.mark.parametrize("name", ["Caddyfile", "Caddyfile.lan", "Caddyfile.scale"])
async def test_caddy_takes_each_of_its_files(name: str, tmp_path: Path) -> None:
    """A slip in one of them shows at the worst time: when somebody sets it up."""
    checking = await asyncio.create_subprocess_exec(
        _caddy(), "validate", "--adapter", "caddyfile", "--config", name,
        cwd=DEPLOY, env=_environment(tmp_path), stderr=asyncio.subprocess.PIPE,
    )  # fmt: skip
    _, said = await checking.communicate()

    assert checking.returncode == 0, said.decode()
    assert b'"level":"warn"' not in said


def _environment(place: Path, behind: int = 9) -> dict[str, str]:
    return {
        "PATH": os.environ["PATH"],
        "HOME": str(place),
        "XDG_DATA_HOME": str(place),
        "XDG_CONFIG_HOME": str(place),
        "EARSHOT_NAME": NAME,
        "EARSHOT_BEHIND": f"127.0.0.1:{behind}",
    }


@asynccontextmanager
async def _running_caddy(place: Path, behind: int, *pool: int) -> AsyncIterator[Through]:
    """Caddy as inside a building; with a pool of workers, as for many people but for its
    certificate, which nobody gives a test."""
    port, plain_port = free_port(), free_port()
    name = "Caddyfile.scale" if pool else "Caddyfile.lan"
    written = (DEPLOY / name).read_text("utf-8")
    if pool:
        written = written.replace("admin off", "admin off\n\tskip_install_trust")
        written = written.replace("\timport workers", "\ttls internal\n\timport workers")
    workers = {"EARSHOT_POOL": "to " + " ".join(f"127.0.0.1:{each}" for each in pool)}
    ports = f"admin off\n\thttp_port {plain_port}\n\thttps_port {port}"
    setup = place / "setup"
    shutil.copytree(DEPLOY, setup)
    (setup / "Caddyfile").write_text(written.replace("admin off", ports))
    with (place / "stderr").open("wb") as stderr, (place / "stdout").open("wb") as stdout:
        caddy = await asyncio.create_subprocess_exec(
            _caddy(), "run", "--adapter", "caddyfile", "--config", "Caddyfile",
            cwd=setup, env=_environment(place, behind) | (workers if pool else {}),
            stderr=stderr, stdout=stdout,
        )  # fmt: skip
        try:
            root = place / "caddy/pki/authorities/local/root.crt"
            async with asyncio.timeout(LONGEST_START):
                while not await _answers(port, root):
                    assert caddy.returncode is None, (place / "stderr").read_text()
                    await asyncio.sleep(0.05)
            line = TCPConnector(ssl=_trusting(root), resolver=_OnlyHere(), local_addr=(TABLET, 0))
            async with ClientSession(
                connector=line, headers={"Sec-Fetch-Site": "same-origin"}
            ) as session:
                yield Through(session, port, plain_port, place)
        finally:
            caddy.terminate()
            await caddy.wait()


def _trusting(root: Path) -> ssl.SSLContext:
    return ssl.create_default_context(cafile=str(root))


async def _answers(port: int, root: Path) -> bool:
    """Whether Caddy listens and has made its certificate."""
    try:
        trusted = _trusting(root)
        _, write = await asyncio.open_connection(
            "127.0.0.1", port, ssl=trusted, server_hostname=NAME
        )
    except OSError:
        return False
    write.close()
    return True


@pytest.fixture
async def bot() -> AsyncIterator[Scripted]:
    async with Scripted(public_url=f"https://{NAME}").awake() as scripted:
        yield scripted


async def _say_place(request: web.Request) -> web.Response:
    return web.Response(text=place_of(request, OURS))


@pytest.fixture
async def through(bot: Scripted, tmp_path: Path) -> AsyncIterator[Through]:
    """The site behind Caddy, and a tablet in front of it."""
    routes = lambda site: site.router.add_get("/place", _say_place)  # noqa: E731
    async with TestServer(bot.site(staff_routes=routes)) as server:
        assert server.port is not None
        async with _running_caddy(tmp_path, server.port) as line:
            yield line


def _guarded(answer: ClientResponse) -> None:
    for name, expected in (
        ("Strict-Transport-Security", "max-age=31536000"),
        ("Cache-Control", "no-store"),
        ("X-Content-Type-Options", "nosniff"),
        ("X-Frame-Options", "DENY"),
        ("Referrer-Policy", "no-referrer"),
    ):
        assert answer.headers.getall(name) == [expected], name
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    assert not {"Via", "Alt-Svc-Used", "X-Powered-By"} & set(answer.headers)
    assert "Caddy" not in str(answer.headers)


async def test_a_tablet_answers_through_caddy(bot: Scripted, through: Through) -> None:
    """A link, its cookie, the open line and a message, over TLS from end to end."""
    async with through.ask("/") as front:  # type: ignore[attr-defined]
        assert front.status == 200
        _guarded(front)
    code = {"code": bot.link()}
    async with through.ask("/join", "POST", json=code) as joined:  # type: ignore[attr-defined]
        assert await joined.json() == {"to": "/c/one/"}
        names = sorted(joined.cookies)
        cookie = "; ".join(f"{n}={c.value}" for n, c in joined.cookies.items())
    assert names == ["__Host-earshot_one", "__Host-earshot_way_one"]
    signed_in = {"Cookie": cookie}
    line = "/c/one/events?life=abcdefgh"
    async with through.ask(line, headers=signed_in) as events:  # type: ignore[attr-defined]
        assert b"hello" in await asyncio.wait_for(events.content.readline(), 5)
        assert events.headers["Cache-Control"].startswith("no-store")
        said = {"client": 1, "kind": "text", "text": "/start"}
        posted = through.ask("/c/one/updates", "POST", json=said, headers=signed_in)
        async with posted as taken:  # type: ignore[attr-defined]
            assert (await taken.json())["saved"] is True
        await events.content.readline()
        assert b"Earshot" in await asyncio.wait_for(events.content.readline(), 5)


async def test_what_is_not_for_us_ends_at_caddy(bot: Scripted, through: Through) -> None:
    """A flood, a strange method, a made-up address of origin, and http."""
    flood = io.BytesIO(b"x" * 2_000_000)
    async with through.ask("/join", "POST", data=flood) as refused:  # type: ignore[attr-defined]
        assert refused.status == 413
    async with through.ask("/", "TRACE") as refused:  # type: ignore[attr-defined]
        assert refused.status == 405
        _guarded(refused)
    lies = {"X-Forwarded-For": "198.51.100.1", "X-Real-IP": "198.51.100.1"}
    async with through.ask("/place", headers=lies) as placed:  # type: ignore[attr-defined]
        assert await placed.text() == TABLET
    plain = f"http://{NAME}:{through.plain_port}/ticket?a=b"
    async with through.session.get(plain, allow_redirects=False) as sent_on:
        assert (sent_on.status, sent_on.headers["Location"]) == (308, f"https://{NAME}/ticket?a=b")
        assert "Caddy" not in str(sent_on.headers)


async def test_a18_caddy_writes_down_nobody(tmp_path: Path) -> None:
    """A18: not when all is well, and not when Earshot is out and every request is an error."""
    async with _running_caddy(tmp_path, free_port()) as line:
        async with line.ask("/c/canary-5517/", headers={"Cookie": "canary=5518"}) as out:  # type: ignore[attr-defined]
            assert out.status == 502
            assert "0800 1111" in await out.text()
            _guarded(out)
        strange, write = await asyncio.open_connection(
            "127.0.0.1", line.port, local_addr=(TABLET, 0)
        )
        write.write(b"GET /canary-5519 HTTP/1.1\r\n\r\n")
        await strange.read()
        write.close()
    written = line.written()

    for canary in (b"canary", TABLET.encode(), b"5518"):
        assert canary not in written


async def test_what_telegram_pushes_goes_to_the_workers_and_all_else_to_the_house(
    tmp_path: Path,
) -> None:
    """Neither sees what is the other's; a worker that is gone is passed over."""

    def named(name: str) -> web.Application:
        async def say(request: web.Request) -> web.Response:
            return web.Response(text=name)

        site = web.Application()
        site.router.add_route("*", "/{anything:.*}", say)
        return site

    async def pushed(line: Through) -> str:
        """As Telegram does: what was in a worker's hands as it went is brought again."""
        for _ in range(10):
            async with line.ask("/telegram/end", "POST", data=b"{}") as taken:  # type: ignore[attr-defined]
                if taken.status == 200:
                    return str(await taken.text())
                assert taken.status in (502, 503)
        raise AssertionError("not taken")

    one, two = TestServer(named("one")), TestServer(named("two"))
    async with TestServer(named("house")) as house, one, two:
        assert house.port is not None
        assert one.port is not None
        assert two.port is not None
        async with _running_caddy(tmp_path, house.port, one.port, two.port) as line:
            for path in ("/", "/telegram", "/c/one/", "/healthz"):
                async with line.ask(path) as page:  # type: ignore[attr-defined]
                    assert await page.text() == "house"
            assert {await pushed(line) for _ in range(20)} == {"one", "two"}
            await one.close()
            assert {await pushed(line) for _ in range(10)} == {"two"}
