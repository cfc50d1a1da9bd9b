"""The pictures of a survey: found beside its file, kept for good, shown to those asked."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import text

from bot.outgoing import Collage, Say, Spoke, WheelPicture
from bot.services.asking import picturing
from bot.services.owing import To, owe
from storage import outbox, pictures, surveys
from storage.engine import Database
from surveys.definitions.mistakes import SurveyMistake
from surveys.definitions.questions import PictureChoice
from surveys.definitions.survey import Survey
from surveys.people.person import Address, Chat
from surveys.people.roles import Role
from tests.bot import fielded as field
from tests.bot.chatting import Chats
from tests.bot.services.asking.walked import preview
from tests.bot.services.test_cleaning import photo
from tests.surveys.everything import EVERY_TYPE

FILE = """\
key: places
title: Places
why: To make it nicer.
could_change: The lounge.
decides: Sam
questions:
  - id: where
    type: single_choice
    text: Where do you like being?
    choices:
      - value: own
        label: My room
        picture: room.jpg
      - value: garden
        label: The garden
        picture: garden
"""


def named(*names: str | None) -> Survey:
    """A survey whose choices name these pictures."""
    choices = [
        {"value": f"v{place}", "label": {"en": "x"}, "picture": name}
        for place, name in enumerate(names)
    ]
    question = {"type": "single_choice", "id": "q", "text": {"en": "?"}, "choices": choices}
    return Survey.model_validate(
        {
            "key": "places",
            "title": {"en": "Places"},
            "why": {"en": "w"},
            "could_change": {"en": "c"},
            "decides": {"en": "d"},
            "questions": [question],
        }
    )


def in_it(survey: Survey) -> list[str | None]:
    return [c.picture for item in survey.questions for c in getattr(item, "choices", ())]


def test_pictures_beside_the_file_come_first_and_then_the_shipped_ones(tmp_path: Path) -> None:
    """An author's own bed is meant before ours."""
    (tmp_path / "bed.png").write_bytes(photo("PNG"))
    own, shipped = picturing.gather(named("bed.png", "sofa.png"), tmp_path).pictures
    (ours,) = picturing.gather(named("bed.png", "bed.png")).pictures

    assert own.digest != ours.digest
    assert shipped == picturing.gather(named("sofa", "sofa")).pictures[0]


def test_every_name_becomes_the_digest_of_what_it_shows(tmp_path: Path) -> None:
    """A published version says what it shows, not where that once lay."""
    (tmp_path / "room.jpg").write_bytes(photo())
    gathered = picturing.gather(named("room.jpg", "garden", None), tmp_path)

    assert in_it(gathered.survey) == [*(one.digest for one in gathered.pictures), None]
    assert all(picturing.DIGEST.fullmatch(one.digest) for one in gathered.pictures)


def test_a_mistake_in_a_picture_names_the_line_and_the_way_out(tmp_path: Path) -> None:
    """It is read by somebody who writes surveys, not programs."""
    survey = named("room.jpg", "garden")
    (tmp_path / "room.jpg").write_bytes(b"<svg/>")
    with pytest.raises(SurveyMistake) as wrong:
        picturing.gather(survey, tmp_path, FILE)

    (mistake,) = wrong.value.mistakes
    assert (mistake.line, mistake.number, mistake.question_id) == (13, 1, "q")
    assert "SVG" in mistake.what
    assert "Save it as PNG" in mistake.way_out


def test_every_missing_picture_is_listed_at_once(tmp_path: Path) -> None:
    """Mending one at a time is no fun."""
    with pytest.raises(SurveyMistake) as wrong:
        picturing.gather(named("room.jpg", "unicorn", "garden"), tmp_path)

    assert [m.number for m in wrong.value.mistakes] == [1, 1]
    assert "comes with Earshot: bed, book" in str(wrong.value)
    assert '"unicorn" is not there' in str(wrong.value)


def test_a_huge_file_is_refused_before_it_is_read(tmp_path: Path) -> None:
    """A film given by mistake must not fill the memory."""
    with (tmp_path / "room.jpg").open("wb") as film:
        film.truncate(3 * 2**30)
    with pytest.raises(SurveyMistake, match=r"3072\.0 MB; the most is 5 MB"):
        picturing.gather(named("room.jpg", "garden"), tmp_path)


async def test_a_published_survey_keeps_its_pictures_for_good(
    database: Database, tmp_path: Path
) -> None:
    """The file beside the survey may change or go; what was asked may not."""
    (tmp_path / "room.jpg").write_bytes(photo())
    gathered = picturing.gather(named("room.jpg", "garden"), tmp_path)
    async with database.write() as db:
        survey = await picturing.publish(db, gathered.survey, gathered.pictures)
        await surveys.add_survey(db, survey)
        again = await picturing.publish(db, gathered.survey, gathered.pictures)
        await surveys.add_survey(db, again)

        assert survey == again == gathered.survey
        for one in gathered.pictures:
            assert await pictures.load_picture(db, one.digest) == one


async def test_a_picture_that_nobody_has_is_not_published(database: Database) -> None:
    """Sixty-four digits are a name like any other until there is such a picture."""
    async with database.write() as db:
        with pytest.raises(SurveyMistake, match="is not there"):
            await picturing.publish(db, named("a" * 64, "bed"))


async def test_a_picture_is_shown_to_those_asked_and_to_nobody_else(chats: Chats) -> None:
    """What a home is asked is that home's; an address alone must not open it."""
    ash, mo = await field.crew(chats)
    asked = await field.residents(chats, 9)
    round_ = await field.fielded(chats, ash, mo, survey=named("bed", "garden"))
    digest = in_it(round_.survey)[0]
    assert digest is not None
    late = await chats.add("Late", home="Elm House")
    stranger = Address(Chat.WEB, 123_456)

    shown = await picturing.load_shown(chats.world, asked[0].address, digest)

    assert shown is not None
    assert shown.digest == digest
    for other in (late.address, ash.address, stranger):
        assert await picturing.load_shown(chats.world, other, digest) is None


async def test_a_picture_is_shown_to_whoever_tries_its_survey_out_while_they_do(
    chats: Chats,
) -> None:
    """A preview without its pictures is not what a young person will see."""
    kit, rae = [await chats.add(nick, role=Role.EBE) for nick in ("Kit", "Rae")]
    trial = await preview(chats, kit, EVERY_TYPE)
    [shown] = [item for item in trial.survey.questions if item.id == "room"]
    assert isinstance(shown, PictureChoice)
    digest = shown.choices[0].picture or ""

    assert await picturing.load_shown(chats.world, kit.address, digest) is not None
    assert await picturing.load_shown(chats.world, rae.address, digest) is None
    await kit.tap(f"pv:end:{trial.tag}")
    assert await picturing.load_shown(chats.world, kit.address, digest) is None


async def test_only_the_pictures_of_their_own_rounds_are_shown(chats: Chats) -> None:
    """Everything else that is kept, and everything that is not, looks the same: not there."""
    ash, mo = await field.crew(chats)
    asked = await field.residents(chats, 9)
    await field.fielded(chats, ash, mo, survey=named("bed", "garden"))
    (other,) = picturing.gather(named("sofa", "sofa")).pictures
    async with chats.world.database.write() as db:
        await pictures.add_picture(db, other)

    for digest in (other.digest, "0" * 64, "", "bed", "../bed.png", other.digest.upper()):
        assert await picturing.load_shown(chats.world, asked[0].address, digest) is None


async def test_a_round_from_the_library_brings_its_pictures(chats: Chats) -> None:
    """A round proposed from a chat has no folder: the shipped set is enough."""
    ash, mo = await field.crew(chats)
    await field.residents(chats, 9)
    round_ = await field.fielded(chats, ash, mo, survey=named("bed", "garden.png"))
    digests = tuple(one for one in in_it(round_.survey) if one is not None)

    found = await picturing.load_contents(chats.world, (*digests, "0" * 64))

    assert set(found) == set(digests)


async def test_what_is_owed_holds_what_to_draw_encrypted_and_never_a_picture(
    chats: Chats,
) -> None:
    """The outbox lies on a disk: scores must not be read there, nor guessed from a size."""
    to = To((await chats.add("Ann")).address)
    sizes = set()
    for score in (None, 1, 5):
        wheel = WheelPicture(spokes=(Spoke(label="Sleep", score=score),), points=5)
        collage = Collage(pictures=("a" * 64,) * 9, labels=("Bed",) * 9)
        for picture in (wheel, collage):
            async with chats.world.database.write() as db:
                await owe(db, chats.world, to, Say(text="Well?", picture=picture))
                rows = await db.scalars(text("SELECT body_enc FROM outbox"))
                bodies = [bytes(row) for row in rows]
                assert await outbox.count_owed(db) == 1
                await db.execute(text("DELETE FROM outbox"))
            assert not [b for b in bodies if b"Sleep" in b or b"Bed" in b or b"aaaa" in b]
            sizes |= {len(body) for body in bodies}
    assert len(sizes) == 1
