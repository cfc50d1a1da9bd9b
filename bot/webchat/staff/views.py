"""The signed-in staff views, and the result page of those who were asked: every route."""

from __future__ import annotations

from aiohttp import web

from bot.services.world import World
from bot.webchat.staff import home, messages, reading, releasing, sitting, trail
from bot.webchat.staff.doors import ROOM, StaffRoom, behind_pin
from bot.webchat.staff.showing import give_staff_part
from bot.webchat.staff.signing_in import lock, take_first_pin, take_pin
from surveys.people.roles import Role


def add_staff_routes(site: web.Application, world: World) -> None:
    """Add the views under each chat's own address, so that its cookie says whose they are."""
    site[ROOM] = StaffRoom(world)
    route, at = site.router, "/c/{slot}/staff"
    route.add_get("/staff/{name}", give_staff_part)
    route.add_get("/c/{slot}/results/{tag}", releasing.show_own_result)
    route.add_get(f"{at}/", home.show_home)
    route.add_post(f"{at}/pin", take_pin)
    route.add_post(f"{at}/choose", take_first_pin)
    route.add_post(f"{at}/lock", lock)
    _add_rounds(route, at)
    _add_reading(route, f"{at}/read/{{tag}}")
    may_sit = behind_pin(sitting.show_sitting, _may_sit)
    route.add_get(f"{at}/sitting/{{tag}}/", may_sit)
    route.add_post(f"{at}/sitting/{{tag}}/", behind_pin(sitting.change_sitting, _may_sit))
    route.add_get(f"{at}/messages/", behind_pin(messages.show_messages))
    route.add_post(f"{at}/messages/{{handle}}", behind_pin(messages.open_message))
    route.add_get(f"{at}/trail/", behind_pin(trail.show_trail, _may_see_trail))


def _add_rounds(route: web.UrlDispatcher, at: str) -> None:
    one = f"{at}/rounds/{{tag}}"
    route.add_get(f"{at}/rounds/", behind_pin(home.show_rounds))
    route.add_get(f"{one}/", behind_pin(releasing.show_release))
    route.add_get(f"{one}/preview", behind_pin(releasing.show_preview, _may_release))
    route.add_post(f"{one}/propose", behind_pin(releasing.propose, _may_release))
    route.add_post(f"{one}/approve", behind_pin(releasing.approve, _may_release))
    route.add_get(f"{one}/result", behind_pin(releasing.show_result))
    route.add_get(f"{one}/result.{{format}}", behind_pin(releasing.save_result))


def _add_reading(route: web.UrlDispatcher, at: str) -> None:
    route.add_post(f"{at}/", behind_pin(reading.begin, _may_read))
    route.add_get(f"{at}/", behind_pin(reading.show_next, _may_read))
    route.add_get(f"{at}/all", behind_pin(reading.show_all, _may_read))
    route.add_get(f"{at}/{{handle}}", behind_pin(reading.show_one, _may_read))
    route.add_post(f"{at}/{{handle}}", behind_pin(reading.decide, _may_read))


def _may_read(role: Role) -> bool:
    return role.can_read


def _may_release(role: Role) -> bool:
    return role.can_release


def _may_sit(role: Role) -> bool:
    return role.can_author


def _may_see_trail(role: Role) -> bool:
    return role.can_manage_people
