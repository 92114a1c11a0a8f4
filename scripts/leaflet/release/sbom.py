"""What the leaflet was made with: a software bill of materials, from the lock files alone.

CycloneDX 1.6 (ECMA-424), which hospitals' vulnerability scanners read. Nothing of it runs where the leaflet is served.
"""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import NAMESPACE_URL, uuid5

if TYPE_CHECKING:
    from cyclonedx.model.component import Component

NAME = "sbom.cdx.json"
REQUIREMENTS, PACKAGES = "requirements.txt", "package-lock.json"
_PINNED = re.compile(r"(?m)^([A-Za-z0-9._-]+)(?:\[[^]]*\])?==([^\s;]+)")


def sbom(root: Path, version: str, day: date) -> bytes:
    """The bill of materials of the project at `root`: the same bytes from the same lock files. Raises `OSError`.

    Packages of npm that only the tests need are left out.
    """
    from cyclonedx.model.bom import Bom  # imported here: it takes a third of a second
    from cyclonedx.model.component import Component, ComponentType
    from cyclonedx.output.json import JsonV1Dot6

    bom = Bom(components=[*_python(root), *_npm(root)])
    bom.metadata.timestamp = datetime.combine(day, time(), UTC)
    bom.metadata.component = Component(
        name="leaflet", version=version, bom_ref="leaflet", type=ComponentType.APPLICATION
    )
    bom.register_dependency(bom.metadata.component, bom.components)
    lines = "\n".join(sorted(str(component.purl) for component in bom.components))
    bom.serial_number = uuid5(NAMESPACE_URL, lines)
    return (JsonV1Dot6(bom).output_as_string(indent=1) + "\n").encode()


def _python(root: Path) -> Iterator[Component]:
    from cyclonedx.model.component import Component
    from packageurl import PackageURL

    for name, version in _PINNED.findall((root / REQUIREMENTS).read_text(encoding="utf-8")):
        purl = PackageURL("pypi", None, name, version)
        yield Component(name=name, version=version, purl=purl, bom_ref=str(purl))


def _npm(root: Path) -> Iterator[Component]:
    from cyclonedx.model import HashAlgorithm, HashType
    from cyclonedx.model.component import Component
    from cyclonedx.model.license import DisjunctiveLicense
    from packageurl import PackageURL

    packages = json.loads((root / PACKAGES).read_text(encoding="utf-8"))["packages"]
    for place, record in sorted(packages.items()):
        if not place or record.get("dev") or record.get("link"):
            continue
        scope, _, name = place.rpartition("node_modules/")[2].rpartition("/")
        purl = PackageURL("npm", scope or None, name, record["version"])
        kind, _, digest = record.get("integrity", "").partition("-")
        hashes = [HashType(alg=HashAlgorithm.SHA_512, content=base64.b64decode(digest).hex())] * (kind == "sha512")
        licences = [DisjunctiveLicense(name=record["license"])] if record.get("license") else []
        yield Component(
            name=name,
            group=scope or None,
            version=record["version"],
            purl=purl,
            bom_ref=str(purl),
            hashes=hashes,
            licenses=licences,
        )
