"""The second half of ``earshot setup``: Telegram, letters, media, custodians, and a rehearsal.

Each thing is asked for until it is set, tried at once, and may come later. What is told is kept
in ``.env``; the custodian's copies are written then and there.
"""

from __future__ import annotations

import asyncio
import smtplib
from collections.abc import Awaitable, Callable
from pathlib import Path

import typer

from bot import env_file
from bot.cli import rehearsing
from bot.cli.beside import beside
from bot.opening import open_world
from bot.services.operating.custody import ends, standing
from bot.services.world import World
from bot.settings import SettingRefused, Settings, read_settings
from bot.smtp import knock
from bot.telegram.naming import telegram_name
from storage.custody import Copy, CustodyRefused, copy_out

LATER = " (Enter: later)"
READ_ONLY = (
    ".env cannot be written here ({why}). In containers settings go into the .env beside "
    "compose.yaml; docs/running.md says which."
)


def connect() -> None:
    """Go through everything that is not set yet, in the order in which it is needed."""
    typer.echo("\nEach of these may come later: `earshot setup` asks again for what is not set.")
    try:
        for ask in (_telegram, _address, _letters, _backups, _copies):
            ask(read_settings())
    except OSError as why:
        typer.echo(READ_ONLY.format(why=why.strerror))
    _custodian(read_settings())
    _say_who_is_asked()
    if typer.confirm("\nRehearse a first round now, with made-up people?", default=True):
        rehearsing.rehearse(yes=False, afresh=False)


def _asked(question: str, *, secret: bool = False) -> str:
    said = typer.prompt(question + LATER, default="", show_default=False, hide_input=secret)
    return str(said).strip()


def _tried(values: dict[str, str], trying: Callable[[Settings], str]) -> bool:
    """Keep settings if they can be used and what they are for works, or if that is wanted all
    the same; else leave the file as it was. ``trying`` gives what to say, and may refuse."""
    before = env_file.read()
    env_file.keep({f"EARSHOT_{name}": value for name, value in values.items()})
    try:
        found = read_settings()
    except SettingRefused as slip:
        env_file.put_back(before)
        typer.echo(str(slip))
        return False
    try:
        typer.echo(trying(found))
    except (SettingRefused, OSError, smtplib.SMTPException) as fault:
        typer.echo(str(fault) if isinstance(fault, SettingRefused) else _plain(fault))
        if not typer.confirm("Keep it all the same?", default=False):
            env_file.put_back(before)
            return False
    typer.echo("Kept in .env, which this account alone may read.")
    return True


def _plain(fault: Exception) -> str:
    return f"It did not let us in ({type(fault).__name__}). Look at the address and the password."


def _telegram(settings: Settings) -> None:
    if settings.telegram_token:
        return
    typer.echo("\nTelegram: write to @BotFather there, /newbot. Its name is what people see.")

    def trying(found: Settings) -> str:
        return f"Telegram knows it: @{asyncio.run(telegram_name(found))}."

    while token := _asked("The token that BotFather gave you", secret=True):
        if _tried({"TELEGRAM_TOKEN": token}, trying):
            return


def _address(settings: Settings) -> None:
    if settings.public_url:
        return
    typer.echo(f"\nThe browser chat opens at {settings.address}: on this machine alone.")
    while address := _asked("The address people open, such as https://chat.example.org"):
        if _tried({"PUBLIC_URL": address}, lambda found: f"Links begin with {found.address}."):
            return


def _letters(settings: Settings) -> None:
    if settings.smtp:
        return
    typer.echo("\nLetters: the second way of an alert, when a chat fails. They have no content.")

    def trying(found: Settings) -> str:
        assert found.mail_server is not None
        knock(found.mail_server)
        return "The mail server lets us in. `earshot doctor --send-test ADDRESS` sends one."

    while server := _asked("The mail server, such as smtp://user%40example.org@host:587"):
        values = {"SMTP": server, "SMTP_PASSWORD": _asked("Its password", secret=True)}
        if sender := _asked("The address they come from, if it is not that user"):
            values["SMTP_FROM"] = sender
        if _tried({name: said for name, said in values.items() if said}, trying):
            return


def _place(question: str, name: str) -> None:
    def trying(found: Settings) -> str:
        place = found.backup_directory if name == "BACKUPS" else found.key_copies
        assert place is not None
        place.mkdir(parents=True, exist_ok=True, mode=0o700)
        return f"{place} can be used."

    while place := _asked(question):
        if _tried({name: str(Path(place).expanduser())}, trying):
            return


def _backups(settings: Settings) -> None:
    if settings.backups is None:
        typer.echo(f"\nBackups go to {settings.backup_directory}. Another disk is better.")
        _place("A directory on another disk, for backups", "BACKUPS")


def _copies(settings: Settings) -> None:
    if settings.key_copies is None:
        typer.echo(
            "\nWhat is written in an open round is lost with this disk, unless its key lies"
        )
        typer.echo("on a second medium too: a third place, neither with the data nor the backups.")
        _place("A directory there, for those short-lived copies", "KEY_COPIES")


def _custodian(settings: Settings) -> None:
    """Write the custodian's first copies, and say where they go."""

    async def known(world: World) -> bool:
        return (await standing(world)).second.on is not None

    if beside(known):
        return
    typer.echo(
        "\nThe keys: without them nobody can read anything, not with every backup. Somebody"
    )
    typer.echo(
        "else, the custodian, keeps second copies: on a medium that is put away, in a safe,"
    )
    typer.echo("never where backups are. Connect it now.")
    while place := _asked("Its directory, such as /media/keys"):
        medium = Path(place).expanduser()

        async def copy(world: World, medium: Path = medium) -> list[Copy]:
            apart = (settings.data, settings.backup_directory)
            return copy_out(world.keys, medium, await ends(world), world.today(), apart)

        try:
            asyncio.run(_inside(copy))
        except (CustodyRefused, OSError) as slip:
            typer.echo(f"{slip}")
            continue
        typer.echo(f"Written, and read back. Put {medium} away now; a note in it says what it is.")
        typer.echo(
            "`earshot keys copy DIRECTORY` brings it up to date after each round that opens."
        )
        return


async def _inside(do: Callable[[World], Awaitable[object]]) -> None:
    async with open_world(read_settings(), alone=False) as world:
        await do(world)


def _say_who_is_asked() -> None:
    async def homes(world: World) -> list[str]:
        return [one.home for one in world.policy.plan.homes]

    typer.echo("\nWho is asked: young people, each by a link or a slip, home by home:")
    for home in beside(homes) or ["Name of the home"]:
        typer.echo(f'   earshot invite --role young-person --home "{home}" --count 6')
    typer.echo("What is said of you is in policy.toml and safeguarding.toml; colour and logo too.")
