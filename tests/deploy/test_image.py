"""The image is made of what it must be made of. Built and run for real: ``make image-check``."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

from surveys.exports.drawing import lettering

ROOT = Path(__file__).parents[2]
DOCKERFILE = (ROOT / "Dockerfile").read_text("utf-8")
CHECK = ROOT / "deploy/check_image.sh"


def _copied() -> set[str]:
    """What goes from the tree into the image."""
    lines = re.findall(r"(?m)^COPY (?!--from)(.+) \S+$", DOCKERFILE)
    return {name for line in lines for name in line.split()}


def test_nothing_goes_to_the_builder_but_what_the_image_is_made_of() -> None:
    """A data directory beside the program, its keys or a ``.env`` must not end up in a layer."""
    lines = [
        line
        for line in (ROOT / ".dockerignore").read_text("utf-8").splitlines()
        if line and not line.startswith("#")
    ]
    let_in = {line.removeprefix("!") for line in lines if line.startswith("!")}

    assert lines[0] == "*"
    assert let_in == _copied()


def test_packages_come_by_their_hashes_and_no_installer_stays() -> None:
    """What was published under the same name since is not taken; nobody inside fetches more."""
    build, _, final = DOCKERFILE.partition("\nFROM ${BASE}\n")

    assert "pip install --no-cache-dir --require-hashes -r requirements.lock" in build
    assert build.count("pip install") == build.count("--no-cache-dir") == 2
    assert "pip uninstall --yes setuptools pip" in build
    assert "pip" not in final


def test_it_ends_as_a_user_of_its_own_with_numbers_that_compose_knows() -> None:
    """Another number than compose.yaml's could not read its own keys."""
    final = DOCKERFILE.partition("\nFROM ${BASE}\n")[2]

    assert "groupadd --system --gid 10001 earshot" in final
    assert "--uid 10001 --gid 10001" in final
    assert final.index("USER earshot") < final.index("CMD [")
    assert final.count("USER ") == 1


def test_no_address_is_written_into_the_image_or_its_check() -> None:
    """Where one machine takes its packages from is nobody else's way."""
    for text in (DOCKERFILE, CHECK.read_text("utf-8")):
        assert re.findall(r"https?://[\w.-]+", text) == []


def test_the_check_can_be_run() -> None:
    """It is run by hand, seldom: a slip in it would be found on the day it is needed."""
    assert CHECK.stat().st_mode & 0o111
    shell = shutil.which("sh")
    assert shell is not None
    subprocess.run([shell, "-n", str(CHECK)], check=True)


def test_a_pdf_from_the_image_has_letters_beyond_latin_ones() -> None:
    """An answer in Polish or Arabic would be printed as letters' numbers in brackets.

    Fails when the image lacks the fonts that the PDF looks for first.
    """
    final = DOCKERFILE.partition("\nFROM ${BASE}\n")[2]
    package = "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf"

    assert "fonts-dejavu-core" in final
    assert package in final
    assert Path(package).name in lettering.WANTED
    assert any(Path(package).is_relative_to(folder) for folder in lettering.FOLDERS)
