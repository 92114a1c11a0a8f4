"""`publish.yml`: where releases go. No secrets: those come from the environment, as each tool has them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path, PurePosixPath
from typing import Annotated, Any, Literal

import yaml
from pydantic import Field

from leaflet.base.suggest import did_you_mean
from leaflet.findings.finding import Finding
from leaflet.project.records import line_at, lines_of, parse_yaml, read_text
from leaflet.project.shapes import WHOLE, Place, fit, names

PUBLISH_YML = PurePosixPath("publish.yml")
DEFAULT_KEEP = 5
LEAST_KEPT = 2  # the live one, and the one to go back to
_SECRET = re.compile(r"(?i)pass(word|phrase)?$|secret|token|api_?key|access_?key|private_?key|credential")
_WITH_PASSWORD = re.compile(r"(^|//)[^\s/@]*:[^\s/@]+@")  # https://name:password@host (RFC 3986, section 3.2.1)
_NAME = re.compile(r"[a-z0-9][a-z0-9-]*")
_PORT = r"[1-9]\d{0,3}|[1-5]\d{4}|6[0-4]\d{3}|65[0-4]\d\d|655[0-2]\d|6553[0-5]"
NO_SECRETS = "Take it out and change it. Secrets come from the environment: see the README."


def _like(pattern: str, example: str) -> Any:
    """What all of a value must match as it is written, and an example that does. An editor takes 22 for a number."""
    return Field(pattern=f"^({pattern})$", examples=[example], json_schema_extra={"type": ["string", "integer"]})


@dataclass(frozen=True, slots=True, kw_only=True)
class Common:
    """The settings of every target."""

    __pydantic_config__ = WHOLE
    kind: Annotated[Literal["folder", "ssh", "s3"], Field(examples=["folder"])]
    address: Annotated[str, _like(r"https?://[^\s/@]+(/[^\s]*)?", "https://kyphoplasty.example/")] = ""
    keep: Annotated[str, _like(r"[1-9]\d{0,3}", str(DEFAULT_KEEP))] = str(DEFAULT_KEEP)


@dataclass(frozen=True, slots=True, kw_only=True)
class Folder(Common):
    """The settings of a folder."""

    path: Annotated[str, _like(r"[^\x00\n]+", "/srv/leaflet")]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ssh(Common):
    """The settings of a server that is reached over ssh."""

    host: Annotated[str, _like(r"([A-Za-z0-9_][\w.-]*@)?[A-Za-z0-9][A-Za-z0-9.-]*", "leaflet@web.example")]
    path: Annotated[str, _like(r"/[^\x00\n]*", "/srv/leaflet")]
    port: Annotated[str, _like(_PORT, "22")] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class S3(Common):
    """The settings of a bucket; of AWS where there is no endpoint."""

    bucket: Annotated[str, _like(r"[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]", "kyphoplasty-leaflet")]
    prefix: Annotated[str, _like(r"[A-Za-z0-9][\w./-]*", "kyphoplasty")] = ""
    region: Annotated[str, _like(r"[a-z0-9-]+", "eu-west-2")] = ""
    endpoint: Annotated[str, _like(r"https?://[^\s/@]+/?", "https://s3.store.example")] = ""


KINDS: Mapping[str, type[Common]] = {"folder": Folder, "ssh": Ssh, "s3": S3}


@dataclass(frozen=True, slots=True)
class TargetSettings:
    """One target. `options` are the settings of its kind; `root` is the project's folder, from which paths count.

    `address` is where readers find it, with a slash at the end, or empty. `keep` is how many releases stay there.
    """

    name: str
    kind: str
    root: Path
    options: Mapping[str, str]
    address: str = ""
    keep: int = DEFAULT_KEEP


def read_targets(root: Path, site_url: str = "") -> tuple[dict[str, TargetSettings], list[Finding]]:
    """Read the targets of the project at `root` by name, and report what is wrong in publish.yml; nothing without it.

    A target with an error is left out. `site_url` is the address that the pages themselves name.
    """
    if not (root / PUBLISH_YML).exists():
        return {}, []
    content, findings = read_text(root / PUBLISH_YML, PUBLISH_YML)
    broken = parse_yaml(content, PUBLISH_YML)[1] if content is not None else []
    if content is None or broken:
        return {}, findings + broken
    reader = _Reader(root, site_url, lines_of(content))
    written = yaml.load(content, yaml.BaseLoader)  # each value as it is written: YAML takes 0022 for 18
    return reader.targets(written), sorted(reader.findings)


class _Reader:
    """Settings out of what the file says, with a finding for each slip."""

    def __init__(self, root: Path, site_url: str, lines: Mapping[Place, int]) -> None:
        self.root, self.site_url, self.lines = root, site_url, lines
        self.findings: list[Finding] = []

    def found(self, code: str, place: Place, message: str, hint: str) -> None:
        self.findings.append(Finding(PUBLISH_YML, line_at(self.lines, place), code, message, hint))

    def targets(self, value: Any) -> dict[str, TargetSettings]:
        value = value if isinstance(value, dict) else {}
        self.secrets({key: part for key, part in value.items() if key != "targets"}, ())
        named = value.get("targets")
        if not isinstance(named, dict):
            self.found("R002", ("targets",), "The file names no targets.", "Begin it with targets: and one under it.")
            return {}
        for key in value.keys() - {"targets"}:
            if not _SECRET.search(key):
                self.found("R001", (key,), f'There is no setting "{key}".', did_you_mean(key, ["targets"]))
        read = {name: self.target(name, record) for name, record in named.items()}
        return {name: target for name, target in read.items() if target}

    def secrets(self, value: Any, place: Place) -> None:
        """R003: a key that says it is a secret, or an address with a password, wherever it stands. It is not shown."""
        fact = "and this file is read by everybody."
        if isinstance(value, dict):
            for key, part in value.items():
                if _SECRET.search(key):
                    self.found("R003", (*place, key), f'"{key}" is a secret, {fact}', NO_SECRETS)
                else:
                    self.secrets(part, (*place, key))
        elif isinstance(value, list):
            for number, part in enumerate(value):
                self.secrets(part, (*place, number))
        elif isinstance(value, str) and _WITH_PASSWORD.search(value):
            self.found("R003", place, f'"{place[-1]}" has a password in it, {fact}', NO_SECRETS)

    def target(self, name: str, record: Any) -> TargetSettings | None:
        place: Place = ("targets", name)
        errors = len(self.findings)
        self.secrets(record, place)
        if not _NAME.fullmatch(name):
            self.found("R002", place, f'"{name}" cannot name a target.', "Use small letters, digits and hyphens.")
        if not isinstance(record, dict):
            self.found("R002", place, f"{name} has no settings.", f"It needs a kind: {', '.join(KINDS)}.")
            return None
        if len(self.findings) > errors:  # what else is wrong may be in a secret, and would show it
            return None
        settings = self.settings(place, record)
        if settings is None or len(self.findings) > errors:
            return None
        self.other_address(place, settings.address)
        options = {key: value for key, value in asdict(settings).items() if value and key not in names(Common)}
        address = (settings.address or self.site_url).rstrip("/")
        return TargetSettings(name, settings.kind, self.root, options, address and f"{address}/", int(settings.keep))

    def settings(self, place: Place, record: dict[str, Any]) -> Common | None:
        kind = KINDS.get(str(record.get("kind")))
        settings, slips = fit(kind or Common, record)
        for slip in slips:
            if kind or not slip.is_unknown:
                self.found("R001" if slip.is_unknown else "R002", (*place, *slip.place), slip.fact, slip.hint)
        if settings and settings.keep == "1":
            hint = f"Keep at least {LEAST_KEPT}."
            self.found("R002", (*place, "keep"), "With keep: 1 there is nothing to go back to.", hint)
        if isinstance(settings, Folder):
            self.inside(place, settings.path)
        return settings

    def inside(self, place: Place, path: str) -> None:
        if (self.root / path).resolve().is_relative_to(self.root.resolve()):
            fact = f"{path} is inside the project: a build could delete what is there."
            self.found("R002", (*place, "path"), fact, "Name a folder beside it, for example ../leaflet-trial")

    def other_address(self, place: Place, address: str) -> None:
        if address and self.site_url and address.rstrip("/") != self.site_url.rstrip("/"):
            fact = f"The pages themselves say that they are at {self.site_url}."
            hint = "Make site_url in mkdocs.yml the same, or set LEAFLET_SITE_URL when building for this target."
            self.found("R004", (*place, "address"), fact, hint)


def publish_findings(root: Path, site_url: str) -> Iterator[Finding]:
    """What is wrong in publish.yml (R001 to R004)."""
    yield from read_targets(root, site_url)[1]
