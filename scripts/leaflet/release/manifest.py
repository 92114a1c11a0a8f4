"""What was made: one list of files, `manifest.json`, beside them. Of downloads, and of a whole release."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path, PurePosixPath
from typing import Annotated

from pydantic import AfterValidator, Field, TypeAdapter, ValidationError

from leaflet.base.files import digest
from leaflet.project.shapes import WHOLE

NAME = "manifest.json"
SUMS = "SHA256SUMS"
SUFFIXES = {"br": ".br", "gzip": ".gz"}  # of content codings (RFC 9110, section 8.4.1; RFC 7932), as on disk
Coding = Annotated[str, Field(pattern=f"^({'|'.join(SUFFIXES)})$")]
ID_LENGTH = 6
RELEASE_ID = re.compile(rf"[A-Za-z0-9][A-Za-z0-9._-]*-\d{{4}}-\d\d-\d\d-[0-9a-f]{{{ID_LENGTH}}}")  # see `Manifest.id`


def _inside(name: str) -> str:
    if name.startswith("/") or ".." in PurePosixPath(name).parts:
        raise ValueError("is outside the folder")
    return name


@dataclass(frozen=True, slots=True)
class Encoded:
    """The compressed copy of a file, beside it."""

    __pydantic_config__ = WHOLE
    bytes: int
    sha256: str


@dataclass(frozen=True, slots=True, order=True)
class Built:
    """A file that was made. `name` is its path in the folder, `format` the name of its kind, `bytes` its size.

    `language` is empty for what is of no language. `source` is a hash of the words it was made from, empty where there
    are none. `encodings` are its compressed copies, by content coding.
    """

    __pydantic_config__ = WHOLE
    language: str
    format: str
    name: Annotated[str, AfterValidator(_inside)]
    media_type: str
    bytes: int
    sha256: str
    source: str = ""
    encodings: Mapping[Coding, Encoded] = field(default_factory=dict, compare=False)


@dataclass(frozen=True, slots=True)
class Manifest:
    """The files of a folder. `version` and `date` are those of the words, `source` a hash of what made them."""

    __pydantic_config__ = WHOLE
    files: tuple[Built, ...]
    version: str = ""
    date: str = ""
    source: str = ""

    @property
    def json(self) -> bytes:
        """The list as it is written to the file, in an order that does not depend on which file was ready first."""
        facts = {"version": self.version, "date": self.date, "source": self.source}
        listed = [asdict(built) for built in sorted(self.files)]
        return (json.dumps({**facts, "files": listed}, indent=1, ensure_ascii=False) + "\n").encode()

    @property
    def id(self) -> str:
        """The name of the release that this is the list of: `1.0-2026-11-20-3fa9c1`. Other bytes, another name."""
        return "-".join([self.version, self.date, hashlib.sha256(self.json).hexdigest()[:ID_LENGTH]])

    @property
    def sums(self) -> dict[str, str]:
        """The SHA-256 of every file in the folder, this list and the compressed copies too, by path."""
        found = {NAME: hashlib.sha256(self.json).hexdigest()}
        for built in self.files:
            found[built.name] = built.sha256
            found |= {built.name + SUFFIXES[coding]: copy.sha256 for coding, copy in built.encodings.items()}
        return dict(sorted(found.items()))

    @property
    def digests(self) -> dict[str, str]:
        """The SHA-256 of every file that a release consists of, by path."""
        return {**self.sums, SUMS: hashlib.sha256(self.checksums.encode()).hexdigest()}

    @property
    def sizes(self) -> dict[str, int]:
        """The size of each of them, in bytes."""
        found = {NAME: len(self.json), SUMS: len(self.checksums.encode())}
        found |= {built.name: built.bytes for built in self.files}
        for built in self.files:
            found |= {built.name + SUFFIXES[coding]: copy.bytes for coding, copy in built.encodings.items()}
        return found

    @property
    def checksums(self) -> str:
        """The same as coreutils reads it: `sha256sum --check SHA256SUMS` needs nothing of ours."""
        return "".join(f"{digest}  {name}\n" for name, digest in self.sums.items())


_READER = TypeAdapter(Manifest)


def entry(file: Path, language: str, kind: str, media_type: str) -> Built:
    """What is to be said of a file that has just been made."""
    return Built(language, kind, file.name, media_type, file.stat().st_size, digest(file))


def write_manifest(folder: Path, files: Iterable[Built]) -> None:
    """Write the list of what was made in a folder."""
    (folder / NAME).write_bytes(Manifest(tuple(files)).json)


def read_manifest(folder: Path) -> Manifest:
    """The list of a folder. Raises `OSError`, `ValueError` where there is none that can be read."""
    return parse_manifest((folder / NAME).read_bytes())


def parse_manifest(content: bytes) -> Manifest:
    """Read the list that is in a file. Raises `ValueError` for anything else."""
    try:
        return _READER.validate_json(content, strict=True)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        raise ValueError(f"this is not a manifest: {'.'.join(map(str, first['loc']))}: {first['msg']}") from error
