"""The signed-in staff views, and the result page of those who were asked: every route.

A view stands here by its name, and is loaded when it is first opened: on most days nobody sorts
themes or settles a month's minutes, and the machine has other uses for the memory.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from importlib import import_module
from typing import Any

from aiohttp import web

from bot.services.operating.watching import Alarms
from bot.services.world import World
from bot.webchat.staff.doors import ROOM, Answer, StaffRoom, behind_pin
from surveys.people.access import SLOT, VIEWS, deed_of


def add_staff_routes(site: web.Application, world: World, alarms: Alarms | None = None) -> None:
    """Add the views under each chat's own address, so that its cookie says whose they are.

    Raises:
        NoSuchWay: A route of the site, here or added before, is not in the table of who may
            do what.
    """
    site[ROOM] = StaffRoom(world, alarms or Alarms(world))
    adding = {"GET": site.router.add_get, "POST": site.router.add_post}
    for way, name in BEFORE_PIN.items():
        method, _, path = way.partition(" ")
        adding[method](path, view(name))
    for way, name in BEHIND_PIN.items():
        method, _, path = way.partition(" ")
        adding[method](f"{VIEWS}{path}", behind_pin(view(name), f"{method} {VIEWS}{path}"))
    for one in site.router.routes():
        if one.method != "HEAD" and one.resource is not None:
            deed_of(f"{one.method} {one.resource.canonical}")


def view(name: str) -> Callable[..., Awaitable[Answer]]:
    """A view of this package by its name, as ``module.function``: loaded when it is first opened,
    and meanwhile everybody else is answered."""

    async def opened(*given: Any) -> Answer:
        if name not in _LOADED:
            module, _, function = name.partition(".")
            found = await asyncio.to_thread(import_module, f"bot.webchat.staff.{module}")
            _LOADED[name] = getattr(found, function)
        return await _LOADED[name](*given)

    return opened


_LOADED: dict[str, Callable[..., Awaitable[Answer]]] = {}

BEFORE_PIN: Mapping[str, str] = {
    "GET /staff/{name}": "showing.give_staff_part",
    f"GET {SLOT}/results/{{tag}}": "releasing.show_own_result",
    f"GET {SLOT}/results/{{tag}}/all": "releasing.show_own_whole",
    f"GET {VIEWS}": "home.show_home",
    f"POST {VIEWS}pin": "signing_in.take_pin",
    f"POST {VIEWS}choose": "signing_in.take_first_pin",
    f"POST {VIEWS}lock": "signing_in.lock",
    f"GET {VIEWS}app/": "app.show_app",
    f"POST {VIEWS}app/": "app.confirm_app",
}
"""What stands before the door: each looks for itself at who asks."""

BEHIND_PIN: Mapping[str, str] = {
    "GET sitting/{tag}/": "sitting.show_sitting",
    "POST sitting/{tag}/": "sitting.change_sitting",
    "GET messages/": "messages.show_messages",
    "POST messages/{handle}": "messages.open_message",
    "POST letters/{handle}": "messages.act_on_letter",
    "GET listeners/": "listening.show_listeners",
    "POST listeners/": "listening.save",
    "POST listeners/{handle}/remove": "listening.remove",
    "GET talks/": "talks.show_talks",
    "POST talks/": "talks.start",
    "GET talks/{talk}/": "talks.show_talk",
    "POST talks/{talk}/": "talks.act",
    "POST talks/{talk}/hand-over": "talks.hand_over",
    "GET talks/{talk}/read/": "talk_reading.show_sentences",
    "POST talks/{talk}/read/": "talk_reading.put_forward",
    "POST talks/{talk}/read/{handle}": "talk_reading.decide",
    "POST talks/{talk}/read/{handle}/worry": "talk_reading.worry",
    "GET talks/{talk}/result": "talk_reading.show_result",
    "GET talks/{talk}/file": "talk_reading.save_result",
    "POST talks/{talk}/let-go": "talk_reading.let_go",
    "POST talks/{talk}/answer": "talk_reading.answer",
    "GET trail/": "trail.show_trail",
    "GET downloads/": "downloads.show_downloads",
    "GET revoked/": "revoked.show_revoked",
    "GET evidence/": "evidencing.show_evidence",
    "POST evidence/": "evidencing.make",
    "GET people/": "people.show_people",
    "POST people/new-way": "moving.ask_new_way",
    "POST people/move": "moving.move",
    "GET people/{handle}/leave": "moving.ask_leave",
    "POST people/{handle}/leave": "moving.let_leave",
    "GET new-ways/": "moving.show_new_ways",
    "POST new-ways/{handle}/agree": "moving.agree",
    "POST new-ways/{handle}/refuse": "moving.refuse",
    "GET pause/": "pausing.show_pause",
    "POST pause/": "pausing.begin",
    "POST pause/end": "pausing.end",
    "POST people/{handle}/reset": "people.reset",
    "GET names/": "names.show_names",
    "POST names/": "names.add",
    "POST names/out": "names.take_out",
    "POST names/clear": "names.clear",
    "GET rota/": "rota.show_rota",
    "POST rota/{handle}": "rota.change",
    "GET trustees/": "trustees.show_figures",
    "GET invitations/": "inviting.show_invitations",
    "POST invitations/": "inviting.make",
    "GET invitations/made/": "inviting.show_made",
    "GET invitations/made/sheet.pdf": "inviting.print_made",
    "POST invitations/made/": "inviting.put_away",
    "POST invitations/revoke": "inviting.revoke",
    "GET concerns/": "concerns.show_concerns",
    "GET concerns/{handle}/": "concerns.show_concern",
    "GET concerns/{handle}/record.pdf": "concerns.save_record",
    "POST concerns/{handle}/{deed}": "acting.act",
    "GET rounds/": "home.show_rounds",
    "GET rounds/{tag}/": "releasing.show_release",
    "GET rounds/{tag}/preview": "releasing.show_preview",
    "POST rounds/{tag}/propose": "releasing.propose",
    "POST rounds/{tag}/approve": "releasing.approve",
    "GET rounds/{tag}/result": "releasing.show_result",
    "GET rounds/{tag}/result.{format}": "releasing.save_result",
    "GET rounds/{tag}/poster.{kind}": "releasing.save_poster",
    "GET read/{tag}/topics": "reading_time.show_topics",
    "POST read/{tag}/": "reading_time.begin",
    "GET read/{tag}/": "reading.show_next",
    "GET read/{tag}/all": "reading.show_all",
    "GET read/{tag}/break": "reading_time.take_break",
    "POST read/{tag}/stop": "reading_time.stop",
    "POST read/{tag}/leave-out": "reading.leave_out",
    "GET twenty/{tag}/": "double_coding.show_questions",
    "POST twenty/{tag}/{place}/": "double_coding.begin",
    "GET twenty/{tag}/{place}/": "double_coding.show_next",
    "GET twenty/{tag}/{place}/all": "double_coding.show_all",
    "GET twenty/{tag}/{place}/break": "double_coding.take_break",
    "GET twenty/{tag}/{place}/answer/{handle}": "double_coding.show_answer",
    "POST twenty/{tag}/{place}/answer/{handle}": "double_coding.code",
    "POST twenty/{tag}/{place}/answer/{handle}/worry": "double_coding.worry",
    "POST twenty/{tag}/{place}/done": "double_coding.finish",
    "POST twenty/{tag}/{place}/leave": "double_coding.leave",
    "GET twenty/{tag}/{place}/together": "double_coding.show_together",
    "POST twenty/{tag}/{place}/together": "double_coding.note",
    "GET twenty/{tag}/{place}/result": "double_talking.show_result",
    "POST twenty/{tag}/{place}/alike": "double_talking.put_alike",
    "GET twenty/{tag}/{place}/talk/{handle}": "double_talking.show_difference",
    "POST twenty/{tag}/{place}/talk/{handle}": "double_talking.settle",
    "GET sort/{tag}/": "sorting.show_questions",
    "POST sort/{tag}/{place}/": "sorting.begin",
    "GET sort/{tag}/{place}/": "sorting.show_next",
    "GET sort/{tag}/{place}/groups": "sorting.show_groups",
    "GET sort/{tag}/{place}/group/{group}": "sorting.show_group",
    "GET sort/{tag}/{place}/answer/{handle}": "sorting.show_answer",
    "GET sort/{tag}/{place}/history": "sorting.show_history",
    "GET sort/{tag}/{place}/break": "sorting.take_break",
    "POST sort/{tag}/{place}/move": "sorting_pressing.press",
    "GET after-reading/": "reading_time.show_after",
    "GET minutes/": "minutes.show_own",
    "GET minutes/minutes.csv": "minutes.save_own",
    "GET pay/": "minutes.show_all",
    "GET pay/{month}.csv": "minutes.save_all",
    "POST pay/{month}/{handle}": "minutes.settle",
    "GET read/{tag}/{handle}": "reading.show_one",
    "POST read/{tag}/{handle}": "reading.decide",
    "POST read/{tag}/{handle}/worry": "reading.worry",
    "GET themes/": "theme_gate.show_waiting",
    "GET themes/{tag}/": "theme_gate.show_gate",
    "POST themes/{tag}/forward": "theme_gate.put_forward",
    "POST themes/{tag}/looked": "theme_gate.look",
    "POST themes/{tag}/worry/{handle}": "theme_gate.worry",
    "POST themes/{tag}/let-go": "theme_gate.let_go",
    "POST themes/{tag}/check": "theme_gate.ask",
    "GET themes/{tag}/also/{place}": "theme_gate.show_also",
    "POST themes/{tag}/also/{place}": "theme_gate.save_also",
    "GET safety/": "safety_reading.show_waiting",
    "POST safety/{tag}/": "safety_reading.begin",
    "GET safety/{tag}/": "safety_reading.show_next",
    "GET safety/{tag}/worry/": "safety_reading.show_worry",
    "POST safety/{tag}/worry/{handle}": "safety_reading.answer_worry",
    "GET safety/{tag}/text/{handle}": "safety_reading.show_again",
    "POST safety/{tag}/text/{handle}": "safety_reading.mark",
}
"""Every view behind the door, by its way under ``staff/``. Who may go it, the table in
``surveys/people/access.py`` says; what is not in the table is not served."""
