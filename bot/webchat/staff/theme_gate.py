"""Themes on their way to a result, in the signed-in views: put forward, looked at, let go."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from aiohttp import web

from bot.services.themes import also_saying, approving, checking_with
from bot.services.themes.approving import Looked, Part, Trouble
from bot.services.themes.gate_looks import AskedOf
from bot.services.themes.standing import Stand
from bot.texts import say
from bot.webchat.staff.doors import Answer, room_of, staff_path
from bot.webchat.staff.finding import round_of
from bot.webchat.staff.showing import show_staff
from bot.wording.days import day
from storage import rounds
from surveys.ids import QuestionKey
from surveys.people.person import Person
from surveys.reports.also import LONGEST
from surveys.rounds.round import Round, State

DONE = frozenset({"forward", "looked", "inside", "worry", "let_go", "also", "check"})
"""What a page may say that was just done."""
TRUE_WHILE = {"forward": Stand.LEAD, "looked": Stand.SECOND, "let_go": Stand.APPROVED}
"""Of that, what is true only as long as the themes stand there: a page may be loaded again."""

Yes = Callable[..., Awaitable[Trouble | None]]


async def show_waiting(request: web.Request, person: Person) -> Answer:
    """The rounds whose themes somebody has a part in, and where each stands."""
    world = room_of(request).world
    async with world.database.read() as db:
        sealed = await rounds.list_rounds(db, states={State.SEALED})
    looked = [await approving.glance(world, person.id, one.id) for one in sealed]
    return show_staff(
        request,
        person,
        "theme_gates.html",
        tab="themes",
        waiting=[one for one in looked if one is not None],
        waits_for_me=waits_for_me,
        done=_done(request),
    )


async def show_gate(request: web.Request, person: Person) -> Answer:
    """One round's themes, and what this person can do about them."""
    return await _page(request, person)


async def put_forward(request: web.Request, person: Person) -> Answer:
    """A reader says that sorting is done."""
    return await _act(request, person, approving.put_forward, "forward")


async def look(request: web.Request, person: Person) -> Answer:
    """The lead says whether a matter about a named person is inside."""
    inside = (await request.post()).get("says") == "inside"
    if inside:
        return await _act(request, person, approving.refuse, "inside", sure=False)
    return await _act(request, person, approving.confirm, "looked")


async def let_go(request: web.Request, person: Person) -> Answer:
    """The second person lets the themes go."""
    return await _act(request, person, approving.let_go, "let_go")


async def worry(request: web.Request, person: Person) -> Answer:
    """The lead makes a concern of a text that speaks of a person."""
    round_, world = await round_of(request), room_of(request).world
    at_risk = (await request.post()).get("says") == "at_risk"
    handle = request.match_info["handle"]
    trouble = await approving.worry(world, person.id, round_.id, handle, at_risk=at_risk)
    if trouble is not None:
        raise web.HTTPNotFound
    raise web.HTTPSeeOther(f"{staff_path(request, 'themes', '')}?done=worry")


async def ask(request: web.Request, person: Person) -> Answer:
    """A reader gets the question ready that asks young people whether the themes are right."""
    round_, world = await round_of(request), room_of(request).world
    typed = str((await request.post()).get("closes", ""))[:10]
    refused = await checking_with.propose(world, person.id, round_.id, typed)
    if refused is not None:
        return await _page(request, person, refused)
    raise web.HTTPSeeOther(f"{_here(request)}?done=check")


async def show_also(request: web.Request, person: Person) -> Answer:
    """What a reader may write from, beside the themes of one question."""
    return await _also(request, person)


async def save_also(request: web.Request, person: Person) -> Answer:
    """Keep what a reader wrote, or that there is nothing to add."""
    round_, sent = await round_of(request), await request.post()
    text = "" if sent.get("says") == "nothing" else str(sent.get("words", ""))
    used = {str(one) for one in sent.getall("used", ())}
    place = (round_.id, _question(request, round_))
    trouble = await also_saying.write(room_of(request).world, person.id, place, text, used)
    if trouble is also_saying.AlsoTrouble.GONE:
        return await _also(request, person)
    if trouble is not None:
        return await _also(request, person, say(f"also_said.trouble_{trouble.value}"), text, used)
    raise web.HTTPSeeOther(f"{_here(request)}?done=also")


async def _act(
    request: web.Request, person: Person, yes: Yes, done: str, *, sure: bool = True
) -> Answer:
    round_, sent = await round_of(request), await request.post()
    if sure and sent.get("sure") != "yes":
        return await _page(request, person, say("theme_gate.not_sure"))
    mark = str(sent.get("mark", ""))[:64]
    trouble = await yes(room_of(request).world, person.id, round_.id, mark)
    if trouble is not None:
        return await _page(request, person, say(f"theme_gate.trouble_{trouble.value}"))
    if await approving.glance(room_of(request).world, person.id, round_.id) is None:
        raise web.HTTPSeeOther(f"{staff_path(request, 'themes', '')}?done={done}")
    raise web.HTTPSeeOther(f"{_here(request)}?done={done}")


async def _page(request: web.Request, person: Person, told: str = "") -> Answer:
    round_, world = await round_of(request), room_of(request).world
    looked = await approving.look(world, person.id, round_.id)
    if looked is None:
        raise web.HTTPNotFound
    is_reader, done = looked.part is Part.READER, _done(request)
    return show_staff(
        request,
        person,
        "theme_gate.html",
        tab="themes",
        status=422 if told else 200,
        round=round_,
        looked=looked,
        told=told,
        done=done if TRUE_WHILE.get(done, looked.stand) is looked.stand else "",
        also=_also_places(round_) if is_reader else {},
        check=await checking_with.stand_of(world, person.id, round_.id) if is_reader else None,
        promised=day(round_.answer_by),
        stands=Stand,
        left_words=left_words,
    )


async def _also(
    request: web.Request,
    person: Person,
    told: str = "",
    typed: str | None = None,
    used: set[str] | None = None,
) -> Answer:
    round_, world = await round_of(request), room_of(request).world
    question = _question(request, round_)
    looked = await approving.glance(world, person.id, round_.id)
    if looked is None or looked.part is not Part.READER:
        raise web.HTTPNotFound
    page = await also_saying.page_of(world, person.id, round_.id, question)
    return show_staff(
        request,
        person,
        "theme_gate_also.html",
        tab="themes",
        status=422 if told else 200,
        round=round_,
        place=request.match_info["place"],
        page=page,
        told=told,
        typed=typed if typed is not None else page.text if page else "",
        used=used,
        longest=LONGEST,
    )


def _also_places(round_: Round) -> dict[str, str]:
    """Where each question's "also said" is written, by what the question says."""
    language = round_.survey.main_language
    return {
        round_.survey.item(key).text[language]: str(at)
        for at, key in enumerate(also_saying.also_of(round_), start=1)
    }


def _question(request: web.Request, round_: Round) -> QuestionKey:
    found = dict(enumerate(also_saying.also_of(round_), start=1))
    place = request.match_info["place"]
    if not place.isdecimal() or int(place[:4]) not in found:
        raise web.HTTPNotFound
    return found[int(place[:4])]


def left_words(asked: AskedOf) -> str:
    """How many answers are in no theme that counts, for those who sort; "" for anybody else."""
    if asked.left is None:
        return ""
    out, unseen, every = asked.left
    if not out:
        return say("theme_gate.left_none", all=every)
    said = say("theme_gate.left_one" if out == 1 else "theme_gate.left", count=out, all=every)
    if not unseen:
        return f"{said} {say('theme_gate.left_seen')}"
    return f"{said} {say('theme_gate.left_unseen', count=unseen)}"


def waits_for_me(looked: Looked) -> bool:
    """Whether the themes wait for whoever looked: as the lead, or as the second person."""
    return looked.part is Part.LEAD or looked.may_let_go


def _here(request: web.Request) -> str:
    return staff_path(request, "themes", request.match_info["tag"], "")


def _done(request: web.Request) -> str:
    done = request.query.get("done", "")
    return done if done in DONE else ""
