"""``earshot invite``: one-use links for both chats, on the screen and as a sheet to print."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Annotated

import segno
import typer

from bot.cli.beside import beside, by_name, check_place, put, refuse
from bot.services.people import inviting
from bot.services.world import World
from bot.settings import SettingRefused, read_settings
from bot.telegram.naming import telegram_name
from surveys.people.person import AgeBand, Kind
from surveys.people.roles import Role
from surveys.safeguarding.plan import Plan

NO_TELEGRAM = (
    "EARSHOT_TELEGRAM_TOKEN is not set: there is no Telegram bot to invite to. "
    "Way out: set it, or invite without --telegram; the browser chat needs nothing."
)

EACH = "Each link works once, for {days} days."
SIXTEEN = "Telegram's UK terms ask for 16. You are saying that each of them is."

LIVED_IN = frozenset({Role.YOUNG_PERSON, Role.DUTY_PHONE})
ROLES = ", ".join(role.value.replace("_", "-") for role in Role)
AGES = ", ".join(band.value for band in AgeBand)
KINDS = ", ".join(kind.value.replace("_", "-") for kind in Kind)


def _role(text: str) -> Role:
    try:
        return Role(text.replace("-", "_"))
    except ValueError:
        raise typer.BadParameter(f'"{text}" is no role; there are {ROLES}') from None


def _kind(text: str) -> Kind:
    try:
        return Kind(text.replace("-", "_"))
    except ValueError:
        raise typer.BadParameter(f'"{text}" is no kind of people; there are {KINDS}') from None


def _age(text: str) -> AgeBand:
    try:
        return AgeBand(text.replace("_", "-"))
    except ValueError:
        raise typer.BadParameter(f'"{text}" is no age band; there are {AGES}') from None


def add_commands(app: typer.Typer) -> None:
    """Add this module's commands."""
    app.command()(invite)


def invite(
    role: Annotated[Role, typer.Option(parser=_role, metavar="ROLE", help=f"One of: {ROLES}.")],
    count: Annotated[int, typer.Option(min=1, max=200, help="How many links.")] = 1,
    home: Annotated[str, typer.Option(help="The home they live in. Leave out: in none.")] = "",
    names: Annotated[str, typer.Option(help="First names, with commas: kept encrypted.")] = "",
    kind: Annotated[
        Kind | None,
        typer.Option(parser=_kind, metavar="KIND", help=f"One of: {KINDS}. The role says it."),
    ] = None,
    age: Annotated[
        AgeBand | None,
        typer.Option(
            parser=_age, metavar="AGE", help=f"One of: {AGES}. Rounds may compare by it."
        ),
    ] = None,
    telegram: Annotated[
        bool, typer.Option("--telegram", help="Also allow Telegram (16 and over, by its terms).")
    ] = False,
    days: Annotated[int, typer.Option(min=1, max=14, help="Days until they end.")] = 14,
    same_person_as: Annotated[
        str, typer.Option(help="The name of a colleague whose second account this is.")
    ] = "",
    sheet: Annotated[Path | None, typer.Option(help="A PDF to print, one slip each.")] = None,
    qr: Annotated[bool, typer.Option(help="Show QR codes on the screen.")] = True,
) -> None:
    """Make one-use invitation links. Each is shown once, here; only its hash is kept."""
    called = _names(names, count)
    if telegram and role is Role.YOUNG_PERSON:
        typer.echo(SIXTEEN, err=True)

    wanted = inviting.Wanted(
        role=role,
        kind=kind or inviting.KIND_OF.get(role, Kind.STAFF),
        home=home,
        count=count,
        names=called,
        telegram=telegram,
        days=days,
        age=age,
    )
    check_place(sheet)
    made, printed = beside(partial(_invited, wanted=wanted, same_person_as=same_person_as))
    _show(made, qr=qr and sheet is None)
    if sheet is not None:
        put(sheet, printed)
        typer.echo(f"{sheet} is written: {len(made)} slips. {EACH.format(days=days)}")


async def _invited(
    world: World, *, wanted: inviting.Wanted, same_person_as: str
) -> tuple[list[inviting.Invite], bytes]:
    """The links, and their sheet."""
    _warn_of_home(world.policy.plan, wanted.role, wanted.home)
    if wanted.telegram:
        name = await telegram_name(read_settings())
        if not name:
            raise SettingRefused(NO_TELEGRAM)
        world = replace(world, telegram_name=name)
    if same_person_as:
        wanted = replace(wanted, same_as=(await by_name(world, same_person_as)).id)
    made = await inviting.invite(world, wanted)
    from bot.services.people.printing import invite_sheet  # its PDF library is large

    return made, invite_sheet(made)


def _warn_of_home(plan: Plan, role: Role, home: str) -> None:
    """Say so where nobody could be rung for a home: most likely it is misspelt."""
    if role not in LIVED_IN or not home or plan.home(home) is not None:
        return
    there = ", ".join(one.home for one in plan.homes) or "none yet"
    typer.echo(
        f'"{home}" has no [[homes]] part in safeguarding.toml; it has {there}. Way out: write '
        "one, or throw these links away and invite with the name that stands there.",
        err=True,
    )


def _names(given: str, count: int) -> tuple[str, ...]:
    """First names with commas between: as many as there are links, or none."""
    called = tuple(n.strip() for n in given.split(",") if n.strip())
    if called and len(called) != count:
        refuse(f"--names gives {len(called)} names for --count {count}; give as many, or none")
    return called


def _show(made: list[inviting.Invite], *, qr: bool) -> None:
    """Print each way in, under the name of whom it is for where there is one."""
    for one in made:
        if one.first_name:
            typer.echo(f"{one.first_name}:")
        typer.echo(one.web_link)
        if one.telegram_link:
            typer.echo(one.telegram_link)
        if qr:
            segno.make(one.web_link, error="m").terminal(compact=True)
