"""Make ``vocabulary.gz`` from Faker's locale files, SCOWL's word lists and the lists beside it.

``python -m surveys.redaction.lists.build FAKER SCOWL`` where FAKER is the unpacked wheel's
``faker`` folder and SCOWL the folder of SCOWL's ``english-words.10`` and so on. The same sources
give the same bytes. Run by hand when a list changes; never at run time.
"""

from __future__ import annotations

import ast
import gzip
import io
import re
import sys
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path

HERE = Path(__file__).parent
# The tags after a hyphen in given_names.txt only tell its author which of two peoples is meant.
TAG = re.compile(
    r"-(uk|turk|kurdi|persian|alb|ro|bg|lt|lv|hu|cz|sk|ua|ru|br|pt|es|vn|cn|hk|kr|jp|th|ph|he|ir"
    r"|sc|cy|tr|ja|pl|khan|begum|kaur|bibi|akter|devi|kumar|singh|patel|rai|gurung|thapa|nepali"
    r"|tibetan|tamil|tesfai|tesfu|yohannes|habte|wanjiku|wambui|tendai|ali|nur|uddin|ur|reza)$"
)
CYRILLIC = dict(
    zip("абвгґдеєзиіїйклмнопрстуфъьэ", "abvhgde.zyi.yklmnoprstuf..e", strict=True)
) | dict(
    є="ye", ё="yo", ж="zh", ї="yi", х="kh", ц="ts", ч="ch", ш="sh", щ="shch", ы="y", ю="yu", я="ya"
)
CYRILLIC |= dict.fromkeys("ъь", "")
NAME = re.compile(r"[a-z]{3,16}")


def plain(word: str) -> str:
    """The word in lower case, in Latin letters, without accents."""
    latin = "".join(CYRILLIC.get(letter, letter) for letter in word.lower())
    latin = latin.replace("ı", "i").replace("ł", "l").replace("đ", "d").replace("ø", "o")
    latin = latin.replace("ß", "ss").replace("æ", "ae").replace("œ", "oe").replace("ð", "d")
    parts = unicodedata.normalize("NFKD", latin)
    return "".join(each for each in parts if not unicodedata.combining(each)).replace("'", "")


def strings(node: ast.AST) -> Iterator[str]:
    """Every string written anywhere inside a literal."""
    for each in ast.walk(node):
        if isinstance(each, ast.Constant) and isinstance(each.value, str):
            yield each.value


def names_of_faker(faker: Path, beginning: str, locales: str = "*") -> set[str]:
    """All the names in Faker's lists whose variable begins so, as single plain words."""
    found: set[str] = set()
    for path in sorted((faker / "providers" / "person").glob(f"{locales}/__init__.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Assign) and any(
                isinstance(target, ast.Name) and target.id.startswith(beginning)
                for target in node.targets
            ):
                for written in strings(node.value):
                    found.update(word for word in re.split(r"[\s\-.]+", plain(written)))
    return {word for word in found if NAME.fullmatch(word)}


def by_hand(name: str) -> set[str]:
    """The words of one of the lists beside this file."""
    lines = (HERE / name).read_text(encoding="utf-8").splitlines()
    return {word for line in lines if not line.startswith("#") for word in line.split()}


def hand_names() -> set[str]:
    """The given names written by hand, their tags and hyphens taken off."""
    untagged = {TAG.sub("", word) for word in by_hand("given_names.txt")}
    return {part for word in untagged for part in plain(word).split("-") if len(part) > 1}


def words_of(scowl: Path, sizes: Iterable[int]) -> set[str]:
    """SCOWL's English and British words of the sizes given, apostrophes taken out."""
    found: set[str] = set()
    for size in sizes:
        for region in ("english", "british", "british_z", "american"):
            path = scowl / f"{region}-words.{size}"
            if path.exists():
                found.update(plain(word) for word in path.read_text("latin-1").splitlines())
    return {word for word in found if word.isalpha()}


def main(faker: Path, scowl: Path) -> None:
    """Write the file: a line of words a list, each under its name."""
    words = words_of(scowl, (10, 20, 35, 40, 50)) | by_hand("plain_words.txt")
    often = words_of(scowl, (10, 20)) | by_hand("plain_words.txt")
    hand, word_names = hand_names(), by_hand("word_names.txt")
    given = names_of_faker(faker, "first_name") | names_of_faker(faker, "male_name") | hand
    family = names_of_faker(faker, "last_name") - words
    british = names_of_faker(faker, "last_name", "en_GB") | names_of_faker(
        faker, "last_name", "en_IE"
    )
    places = (HERE / "places.txt").read_text(encoding="utf-8").splitlines()[1]
    given = {name for name in given if len(name) > 3 or name in hand}
    lists = {
        "given": given - words,
        "gated": (given & words - often) | word_names,
        "family": family - given,
        "surnames": (british & words - by_hand("plain_words.txt")) | by_hand("surnames.txt"),
        "words": words - ((given & words - often) | word_names),
        "often": often,
        "places": {
            place.strip().replace("-", " ").replace("'", "") for place in places.split(",")
        },
    }
    raw = io.BytesIO()
    with gzip.GzipFile(filename="", mode="wb", fileobj=raw, compresslevel=9, mtime=0) as file:
        for name, members in lists.items():
            file.write(f"{name}:{','.join(sorted(members))}\n".encode())
    (HERE / "vocabulary.gz").write_bytes(raw.getvalue())
    sys.stdout.write(
        f"{ ({name: len(each) for name, each in lists.items()}) } {raw.tell()} bytes\n"
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
