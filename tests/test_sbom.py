"""A bill of materials is for the day on which somebody asks: is *that* package in it?"""

from __future__ import annotations

import json
import re
from typing import Any

from tests.sbom import bill, written
from tests.shipped import BUILDS, parts


def test_everything_that_is_shipped_is_on_the_bill_once_with_version_and_licence() -> None:
    """What is missing from it is looked for in vain on that day."""
    made: Any = bill()
    listed = {(each["name"], each["version"]) for each in made["components"]}
    shipped = {(p.name, p.version) for p in parts() if p.installed is not None}

    assert listed == {each for each in shipped if each[0] != BUILDS}
    assert len(made["components"]) == len(listed)
    assert all(each["licenses"][0]["expression"] for each in made["components"])
    assert all(each["purl"].startswith("pkg:pypi/") for each in made["components"])


def test_what_needs_what_is_whole_and_everything_is_needed() -> None:
    """A package that nothing needs is carried for nothing."""
    made: Any = bill()
    needs = {each["ref"]: set(each["dependsOn"]) for each in made["dependencies"]}
    reached, waiting = set(), [made["metadata"]["component"]["bom-ref"]]
    while waiting:
        ref = waiting.pop()
        if ref not in reached:
            reached.add(ref)
            waiting += needs[ref]

    assert reached == set(needs)


def test_the_bill_names_no_time_no_place_and_is_the_same_each_time() -> None:
    """Two of one version can be compared byte by byte, by anybody."""
    text = written()

    assert text == written()
    assert json.loads(text)["specVersion"] == "1.6"
    assert not re.search(r"https?://(?!cyclonedx\.org/schema/)|file:|\d\d:\d\d:\d\d", text)
