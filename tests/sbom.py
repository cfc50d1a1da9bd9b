"""A bill of materials in CycloneDX's form: ``python -m tests.sbom``, or ``make sbom``.

The same lock gives the same bytes: no time, no place, no address of a registry. It lists what
``requirements.lock`` puts into the environment of this machine, and what needs what.
"""

from __future__ import annotations

import hashlib
import json
import tomllib
import uuid
from collections.abc import Iterable

from packaging.requirements import Requirement

from tests.shipped import BUILDS, LOCK, ROOT, Part, parts

SPEC = "1.6"


def bill() -> dict[str, object]:
    """The whole bill."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    shipped = [part for part in parts() if part.installed is not None and part.name != BUILDS]
    refs = {part.name: _ref(part.name, part.version) for part in shipped}
    mine = _ref("earshot", project["version"])
    digest = hashlib.sha256(LOCK.read_bytes()).hexdigest()
    wanted = {one.name: one.extras for one in map(Requirement, project["dependencies"])}
    return {
        "$schema": f"http://cyclonedx.org/schema/bom-{SPEC}.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": SPEC,
        "serialNumber": f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_OID, f'earshot {digest}')}",
        "version": 1,
        "metadata": {
            "component": {
                "type": "application",
                "bom-ref": mine,
                "name": "earshot",
                "version": project["version"],
                "licenses": [{"expression": project["license"]}],
            },
            "properties": [{"name": "earshot:requirements.lock:sha256", "value": digest}],
        },
        "components": [_component(part, refs[part.name]) for part in shipped],
        "dependencies": [
            _needs(mine, (refs[name] for name in wanted if name in refs)),
            *(
                _needs(
                    refs[p.name], (refs[n] for n in p.needs(wanted.get(p.name, ())) if n in refs)
                )
                for p in shipped
            ),
        ],
    }


def written() -> str:
    """The bill as a file, always in the same order."""
    return json.dumps(bill(), indent=2, ensure_ascii=False) + "\n"


def _component(part: Part, ref: str) -> dict[str, object]:
    return {
        "type": "library",
        "bom-ref": ref,
        "name": part.name,
        "version": part.version,
        "licenses": [{"expression": part.licence}],
        "purl": ref,
    }


def _needs(ref: str, others: Iterable[str]) -> dict[str, object]:
    return {"ref": ref, "dependsOn": sorted(set(others))}


def _ref(name: str, version: str) -> str:
    return f"pkg:pypi/{name}@{version}"


if __name__ == "__main__":
    print(written(), end="")
