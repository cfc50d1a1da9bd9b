"""The signed-in staff views, and the result page of those who were asked: every route."""

from __future__ import annotations

from aiohttp import web

from bot.services.watching import Alarms
from bot.services.world import World
from bot.webchat.staff import (
    acting,
    app,
    concerns,
    downloads,
    home,
    inviting,
    listening,
    messages,
    people,
    reading,
    releasing,
    rota,
    safety_reading,
    sitting,
    trail,
    trustees,
)
from bot.webchat.staff.doors import ROOM, StaffRoom, behind_pin
from bot.webchat.staff.navigation import (
    may_answer_concerns,
    may_download,
    may_manage,
    may_oversee,
    may_read,
    may_read_for_safety,
    may_release,
    may_see_rota,
    may_sit,
)
from bot.webchat.staff.showing import give_staff_part
from bot.webchat.staff.signing_in import lock, take_first_pin, take_pin


def add_staff_routes(site: web.Application, world: World, alarms: Alarms | None = None) -> None:
    """Add the views under each chat's own address, so that its cookie says whose they are."""
    site[ROOM] = StaffRoom(world, alarms or Alarms(world))
    route, at = site.router, "/c/{slot}/staff"
    route.add_get("/staff/{name}", give_staff_part)
    route.add_get("/c/{slot}/results/{tag}", releasing.show_own_result)
    route.add_get(f"{at}/", home.show_home)
    route.add_post(f"{at}/pin", take_pin)
    route.add_post(f"{at}/choose", take_first_pin)
    route.add_post(f"{at}/lock", lock)
    _add_rounds(route, at)
    _add_reading(route, f"{at}/read/{{tag}}")
    _add_safety(route, f"{at}/safety")
    route.add_get(f"{at}/sitting/{{tag}}/", behind_pin(sitting.show_sitting, may_sit))
    route.add_post(f"{at}/sitting/{{tag}}/", behind_pin(sitting.change_sitting, may_sit))
    route.add_get(f"{at}/messages/", behind_pin(messages.show_messages))
    route.add_post(f"{at}/messages/{{handle}}", behind_pin(messages.open_message))
    route.add_post(f"{at}/letters/{{handle}}", behind_pin(messages.act_on_letter))
    route.add_get(f"{at}/listeners/", behind_pin(listening.show_listeners, may_manage))
    route.add_post(f"{at}/listeners/", behind_pin(listening.save, may_manage))
    remove = behind_pin(listening.remove, may_manage)
    route.add_post(f"{at}/listeners/{{handle}}/remove", remove)
    route.add_get(f"{at}/trail/", behind_pin(trail.show_trail, may_manage))
    route.add_get(f"{at}/app/", app.show_app)
    route.add_post(f"{at}/app/", app.confirm_app)
    route.add_get(f"{at}/downloads/", behind_pin(downloads.show_downloads, may_download))
    route.add_get(f"{at}/people/", behind_pin(people.show_people, may_manage))
    route.add_post(f"{at}/people/{{handle}}/reset", behind_pin(people.reset, may_manage))
    _add_invitations(route, f"{at}/invitations")
    _add_concerns(route, f"{at}/concerns")
    route.add_get(f"{at}/rota/", behind_pin(rota.show_rota, may_see_rota))
    route.add_post(f"{at}/rota/{{handle}}", behind_pin(rota.change, may_see_rota))
    route.add_get(f"{at}/trustees/", behind_pin(trustees.show_figures, may_oversee))


def _add_invitations(route: web.UrlDispatcher, at: str) -> None:
    route.add_get(f"{at}/", behind_pin(inviting.show_invitations, may_manage))
    route.add_post(f"{at}/", behind_pin(inviting.make, may_manage))
    route.add_get(f"{at}/made/", behind_pin(inviting.show_made, may_manage))
    route.add_get(f"{at}/made/sheet.pdf", behind_pin(inviting.print_made, may_manage))
    route.add_post(f"{at}/made/", behind_pin(inviting.put_away, may_manage))
    route.add_post(f"{at}/revoke", behind_pin(inviting.revoke, may_manage))


def _add_concerns(route: web.UrlDispatcher, at: str) -> None:
    one = f"{at}/{{handle}}"
    route.add_get(f"{at}/", behind_pin(concerns.show_concerns, may_answer_concerns))
    route.add_get(f"{one}/", behind_pin(concerns.show_concern, may_answer_concerns))
    route.add_get(f"{one}/record.pdf", behind_pin(concerns.save_record, may_answer_concerns))
    route.add_post(f"{one}/{{deed}}", behind_pin(acting.act, may_answer_concerns))


def _add_rounds(route: web.UrlDispatcher, at: str) -> None:
    one = f"{at}/rounds/{{tag}}"
    route.add_get(f"{at}/rounds/", behind_pin(home.show_rounds))
    route.add_get(f"{one}/", behind_pin(releasing.show_release))
    route.add_get(f"{one}/preview", behind_pin(releasing.show_preview, may_release))
    route.add_post(f"{one}/propose", behind_pin(releasing.propose, may_release))
    route.add_post(f"{one}/approve", behind_pin(releasing.approve, may_release))
    route.add_get(f"{one}/result", behind_pin(releasing.show_result))
    route.add_get(f"{one}/result.{{format}}", behind_pin(releasing.save_result))


def _add_reading(route: web.UrlDispatcher, at: str) -> None:
    route.add_post(f"{at}/", behind_pin(reading.begin, may_read))
    route.add_get(f"{at}/", behind_pin(reading.show_next, may_read))
    route.add_get(f"{at}/all", behind_pin(reading.show_all, may_read))
    route.add_get(f"{at}/{{handle}}", behind_pin(reading.show_one, may_read))
    route.add_post(f"{at}/{{handle}}", behind_pin(reading.decide, may_read))
    route.add_post(f"{at}/{{handle}}/worry", behind_pin(reading.worry, may_read))


def _add_safety(route: web.UrlDispatcher, at: str) -> None:
    one, may = f"{at}/{{tag}}", may_read_for_safety
    route.add_get(f"{at}/", behind_pin(safety_reading.show_waiting, may))
    route.add_post(f"{one}/", behind_pin(safety_reading.begin, may))
    route.add_get(f"{one}/", behind_pin(safety_reading.show_next, may))
    route.add_get(f"{one}/worry/", behind_pin(safety_reading.show_worry, may))
    route.add_post(f"{one}/worry/{{handle}}", behind_pin(safety_reading.answer_worry, may))
    route.add_get(f"{one}/text/{{handle}}", behind_pin(safety_reading.show_again, may))
    route.add_post(f"{one}/text/{{handle}}", behind_pin(safety_reading.mark, may))
