"""From nothing to real people, as an operator gets there: processes, HTTP, Telegram."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import aiohttp
import pytest

from tests.botapi.people import Phone
from tests.botapi.server import TOKEN, Server, bot_api
from tests.whole.staff import OverHttp
from tests.whole.stage import SOON, free_port
from tests.whole.test_run import Shell

SETUP = (
    *("setup", "--organisation", "Somewhere Homes", "--keeper", "Lee"),
    *("--keeper-job", "administrator", "--lead", "Mina", "--deputy", "Pat"),
    *("--outside", "Noor", "--sev2-no-reply", "leave"),
)
TRIES = 200


@asynccontextmanager
async def browser() -> AsyncIterator[aiohttp.ClientSession]:
    """A browser of its own."""
    head = {"Sec-Fetch-Site": "same-origin", "Accept": "text/html"}
    jar = aiohttp.CookieJar(unsafe=True)
    async with aiohttp.ClientSession(headers=head, cookie_jar=jar) as session:
        yield session


@pytest.mark.full
async def test_setup_invite_rehearse_acknowledge_and_run_for_real(tmp_path: Path) -> None:
    """What the README says an organisation does before its first round, done.

    Fails when any step does not lead to the next, or the bot starts for real people before an
    alert was seen by somebody.
    """
    async with bot_api() as server, browser() as session:
        shell = Shell(
            tmp_path,
            free_port(),
            {"EARSHOT_TELEGRAM_TOKEN": TOKEN, "EARSHOT_TELEGRAM_API": server.address},
        )
        await shell.does(*SETUP)
        assert "Nobody is the safeguarding lead" in await shell.does("run", status=1)
        assert "is not running" in await shell.does("safeguarding", "test", status=1)
        async with shell.running("--rehearsal"):
            lead = await _everybody_joins(shell, server, session)
            assert "No rehearsal has been passed" in await shell.does("doctor", status=1)
            said = await _rehearsed(shell, lead)
            assert "Seen: Mina, safeguarding lead" in said
            assert "The rehearsal is passed." in said
        assert "Fit for real people" in await shell.does("doctor")
        async with shell.running():
            await shell.does("health")
            assert "Mina" in await shell.does("safeguarding", "people")
            async with session.get(f"http://127.0.0.1:{shell.port}/help") as page:
                assert "this is only to practise" not in await page.text()


@pytest.mark.full
async def test_a_rehearsal_that_nobody_sees_fails_and_names_who_did_not(tmp_path: Path) -> None:
    """The lead's phone is off: that is what a rehearsal is for.

    Fails when word that is only on its way counts, or the command ends well.
    """
    async with bot_api() as server, browser() as session:
        shell = Shell(
            tmp_path,
            free_port(),
            {"EARSHOT_TELEGRAM_TOKEN": TOKEN, "EARSHOT_TELEGRAM_API": server.address},
        )
        await shell.does(*SETUP)
        async with shell.running("--rehearsal"):
            await _everybody_joins(shell, server, session)
            said = await shell.does("safeguarding", "test", "--wait", "0", status=1)
            assert "Nobody has said in 0 minutes that they have seen it" in said
            assert "Mina, safeguarding lead: word has NOT arrived" in said
            assert "No rehearsal has been passed" in await shell.does("doctor", status=1)


async def _everybody_joins(
    shell: Shell, server: Server, session: aiohttp.ClientSession
) -> OverHttp:
    """Lead and outside person in the browser, the deputy in Telegram."""
    invited = ("invite", "--no-qr", "--names")
    made = await shell.does(*invited, "Mina", "--role", "safeguarding-lead")
    base, code = _web(made)
    lead = await OverHttp.sign_in(session, base, code)
    made = await shell.does(*invited, "Noor", "--role", "outside-person")
    async with browser() as other:
        await OverHttp.sign_in(other, *_web(made))
    made = await shell.does(*invited, "Pat", "--role", "safeguarding-deputy", "--telegram")
    phone = Phone(server, 880_000_001, "Pat")
    found = re.search(r"start=([\w-]+)", made)
    assert found, made
    await phone.type(f"/start {found[1]}")
    await phone.reads("You're in.", within=SOON)
    return lead


def _web(made: str) -> tuple[str, str]:
    base, _, code = next(word for word in made.split() if "/join#" in word).partition("/join#")
    return base, code


async def _rehearsed(shell: Shell, lead: OverHttp) -> str:
    """Rehearse; the lead finds it in their view, marked, and says that they have seen it."""
    rehearsal = asyncio.create_task(shell.does("safeguarding", "test", "--wait", "2"))
    for _ in range(TRIES):
        page = await lead.get("staff/concerns/")
        if found := re.search(r"C-[0-9A-Z]{4}", page):
            break
        await asyncio.sleep(0.1)
    else:
        raise AssertionError(f"it never came: {page}")
    assert "Rehearsal" in page
    one = await lead.get(f"staff/concerns/{found[0]}/")
    assert "This is practice. Nobody wrote it and nobody is in danger." in one
    await lead.post(f"staff/concerns/{found[0]}/seen")
    return await rehearsal
