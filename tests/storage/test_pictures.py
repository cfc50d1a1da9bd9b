from dataclasses import replace

from storage.engine import Database
from storage.pictures import FACE, Picture, add_picture, drop_face, find_pictures, load_picture

BED = Picture(b"\x89PNG bed", "image/png", "a" * 64)
SOFA = Picture(b"\xff\xd8 sofa", "image/jpeg", "b" * 64)


async def test_a_picture_is_found_by_the_hash_of_its_bytes(database: Database) -> None:
    """A version names its pictures by what they are, so nobody can swap one."""
    async with database.write() as db:
        assert await add_picture(db, BED) == BED.digest

        assert await load_picture(db, BED.digest) == BED
        assert await load_picture(db, SOFA.digest) is None
        assert await load_picture(db, "") is None


async def test_the_same_picture_twice_is_kept_once(database: Database) -> None:
    """A survey is proposed again and again; its pictures are the same ones."""
    async with database.write() as db:
        assert await add_picture(db, BED) == await add_picture(db, BED) == BED.digest
        assert await add_picture(db, replace(BED, source="c" * 64)) == BED.digest


async def test_the_same_file_keeps_its_digest_when_it_would_be_cleaned_otherwise(
    database: Database,
) -> None:
    """A later Pillow may write other bytes; a published version would then seem changed."""
    async with database.write() as db:
        await add_picture(db, BED)
        later = Picture(b"\x89PNG bed, written otherwise", "image/png", BED.source)

        assert await add_picture(db, later) == BED.digest
        assert await load_picture(db, later.digest) is None


async def test_what_is_kept_is_told_from_what_is_not(database: Database) -> None:
    """A survey that names a picture nobody has must not be published."""
    async with database.write() as db:
        await add_picture(db, BED)

        assert await find_pictures(db, [BED.digest, SOFA.digest]) == {BED.digest}
        assert await find_pictures(db, []) == frozenset()


async def test_a_face_goes_with_its_person_and_a_surveys_picture_stays(database: Database) -> None:
    """Even where both are the very same picture."""
    face = replace(BED, source=FACE + "a" * 64)
    async with database.write() as db:
        await add_picture(db, face)
        await add_picture(db, SOFA)
        await drop_face(db, SOFA.digest)
        await drop_face(db, face.digest)
        assert await load_picture(db, face.digest) is None
        assert await load_picture(db, SOFA.digest) == SOFA
        await add_picture(db, face)
        await add_picture(db, BED)
        await drop_face(db, face.digest)
        assert await load_picture(db, BED.digest) == BED
