"""What Earshot is made of besides itself: ``requirements.lock``, and what is installed of it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

from packaging.markers import Marker
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parent.parent
LOCK = ROOT / "requirements.lock"
BUILDS = "setuptools"
"""In the lock, and not in the image: it builds the package there and is taken out again."""
_LINE = re.compile(r"([A-Za-z0-9._-]+)==([^ ;\\]+)(?: ; ([^\\]+?))? *\\?$")
_TEXT = re.compile(r"licen[cs]e|copying|notice", re.IGNORECASE)

SAID = {
    "Apache 2.0": "Apache-2.0",
    "Apache Software License": "Apache-2.0",
    "BSD License": "BSD-3-Clause",
    "BSD license (see license.txt for details), Copyright (c) 2000-2025, ReportLab Inc.":
        "BSD-3-Clause",
    "BSD-3-Clause, Apache-2.0, dependency licenses": "BSD-3-Clause AND Apache-2.0",
    "ISC License": "ISC",
    "MIT License": "MIT",
    "PSFL": "PSF-2.0",
}  # fmt: skip
"""Names that packages give their licence, as SPDX has them."""
CHOSEN = {"pyphen": "LGPL-2.1-or-later"}
"""Where a package leaves the choice among several in words of its own."""


@dataclass(frozen=True, slots=True)
class Part:
    """One package of the lock. ``installed`` is None where it is for another kind of machine."""

    name: str
    version: str
    marker: str
    installed: Distribution | None

    @property
    def licence(self) -> str:
        """Its licence as SPDX writes it; "" where it cannot be told."""
        if self.installed is None:
            return ""
        if self.name in CHOSEN:
            return CHOSEN[self.name]
        metadata = self.installed.metadata
        named = (metadata.get("License-Expression") or metadata.get("License") or "").strip()
        if not named:
            kinds = metadata.get_all("Classifier", [])
            told = [kind.rpartition(" :: ")[2] for kind in kinds if kind.startswith("License")]
            named = told[0] if len(told) == 1 else ""
        first = named.partition("\n")[0]
        return SAID.get(first, first)

    @property
    def texts(self) -> list[str]:
        """The files in which its licence and notices come along."""
        found = [str(file) for file in (self.installed and self.installed.files) or ()]
        return sorted(one for one in found if ".dist-info/" in one and _TEXT.search(one))

    def needs(self, extras: Collection[str] = ()) -> Iterator[str]:
        """The packages it asks for on this machine, by name, with these extras of its own."""
        for line in (self.installed and self.installed.requires) or ():
            wanted = Requirement(line)
            if wanted.marker is None or any(
                wanted.marker.evaluate({"extra": extra}) for extra in ("", *extras)
            ):
                yield canonicalize_name(wanted.name)


@cache
def parts() -> tuple[Part, ...]:
    """Every package of the lock, by name. Of one in two versions, the one for this machine."""
    found: dict[str, Part] = {}
    for line in LOCK.read_text("utf-8").splitlines():
        if (match := _LINE.match(line)) is None:
            continue
        name, version, marker = match[1], match[2], (match[3] or "").strip()
        meant = not marker or Marker(marker).evaluate()
        if meant or name not in found:
            found[name] = Part(name, version, marker, _installed(name) if meant else None)
    return tuple(found[name] for name in sorted(found))


def _installed(name: str) -> Distribution | None:
    try:
        return distribution(name)
    except PackageNotFoundError:
        return None
