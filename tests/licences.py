"""``docs/licences.md``, written from what is installed: ``python -m tests.licences``."""

from __future__ import annotations

import re

from tests.shipped import BUILDS, Part, parts

PERMISSIVE = {
    "0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "CC0-1.0", "ISC", "MIT", "MIT-0",
    "MIT-CMU", "PSF-2.0", "Zlib",
}  # fmt: skip
"""Ask for their text and notices to come along, and for nothing else."""
AS_LIBRARY = {"LGPL-3.0-only", "LGPL-2.1-or-later", "MPL-2.0"}
"""Ask besides that changes to the library itself stay open, and that it can be exchanged."""
ELSEWHERE = {"colorama": ("BSD-3-Clause", "Windows")}
"""In the lock for other machines; read by hand."""

HEAD = """# What Earshot is built on, and under which licences

Written by `python -m tests.licences` from `requirements.lock` and what the packages say of themselves; a test compares them and fails where a licence is none of those below.
Earshot itself is under the MIT licence (`LICENSE`). Versions and what needs what are in the bill of materials that `make sbom` writes.

Permissive licences ask that their text and notices come along. They do: each package lies unchanged in the environment or image, with its own licence files in its `.dist-info` directory, and a test sees that none is without.
"""
LIBRARY = """
## Used as libraries, unchanged

LGPL and MPL ask that whoever gets the program can exchange the library for another version of it, and that changes to the library stay open. Each is imported as it was published and lies as files of its own, so that `pip install` of another version exchanges it. Nothing of it is copied into Earshot.
Whoever changes one of these and passes it on must pass on the changed source too.

| package | licence |
|---|---|
"""
AFTER = """
## Not Python packages

- Lists of names and words that come with Earshot: `surveys/redaction/lists/sources.md`, each with its licence. The English word list of BIP 39 comes with the package mnemonic.
- The image stands on Debian and Python (PSF-2.0); Debian's own packages have theirs in `/usr/share/doc/*/copyright` of the image. The DejaVu fonts are free to use and pass on under their own licence, which asks that altered fonts get another name.
- Compiled packages bring C libraries along, such as OpenSSL in psycopg-binary and cryptography. Which, they say in their own files; this page does not look into them.
- Caddy (Apache-2.0) and PostgreSQL (PostgreSQL licence) run beside it as programs of their own.

## Tools of the tests

`requirements-dev.lock` has what only checks Earshot. None of it is in the image, so nothing of it is passed on.
"""


def is_allowed(licence: str, among: set[str]) -> bool:
    """Whether an SPDX expression asks for nothing but what is allowed.

    Of "A OR B" one is enough; of "A AND B" both are wanted.
    """
    wanted = re.sub(r"[()]", "", licence).split(" AND ")
    return all(any(one.strip() in among for one in each.split(" OR ")) for each in wanted)


def page() -> str:
    """The whole page."""
    shipped = [part for part in parts() if part.name != BUILDS]
    free = [part for part in shipped if is_allowed(part.licence, PERMISSIVE)]
    rows = [
        *map(_row, free),
        *(f"| {n} | {on} (only on {os}) |" for n, (on, os) in _else(shipped)),
    ]
    library = [part for part in shipped if is_allowed(part.licence, AS_LIBRARY)]
    lines = [HEAD, "## Permissive", "", "| package | licence |", "|---|---|", *sorted(rows)]
    return "\n".join(lines) + "\n" + LIBRARY + "\n".join(map(_row, library)) + "\n" + AFTER


def _row(part: Part) -> str:
    return f"| {part.name} | {part.licence} |"


def _else(shipped: list[Part]) -> list[tuple[str, tuple[str, str]]]:
    return [(one.name, ELSEWHERE[one.name]) for one in shipped if one.name in ELSEWHERE]


if __name__ == "__main__":
    print(page(), end="")
