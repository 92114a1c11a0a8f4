"""`publish.yml`: where releases go. No secrets: those come from the environment, as each tool has them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

import yaml

from leaflet.base.suggest import did_you_mean
from leaflet.findings.finding import Finding
from leaflet.project.records import parse_yaml, read_text

PUBLISH_YML = PurePosixPath("publish.yml")
DEFAULT_KEEP = 5
LEAST_KEPT = 2  # the live one, and the one to go back to
_SECRET = re.compile(r"(?i)pass(word|phrase)?$|secret|token|api_?key|access_?key|private_?key|credential")
_WITH_PASSWORD = re.compile(r"(^|//)[^\s/@]*:[^\s/@]+@")  # https://name:password@host (RFC 3986, section 3.2.1)
_NAME = re.compile(r"[a-z0-9][a-z0-9-]*")
NO_SECRETS = "Take it out and change it. Secrets come from the environment: see the README."

Place = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Key:
    """A setting of a kind of target. `pattern` is what all of its value must match, `example` one that does."""

    pattern: str
    example: str
    needed: bool = False


KINDS: Mapping[str, Mapping[str, Key]] = {
    "folder": {"path": Key(r"[^\0\n]+", "/srv/leaflet", needed=True)},
    "ssh": {
        "host": Key(r"([A-Za-z0-9_][\w.-]*@)?[A-Za-z0-9][A-Za-z0-9.-]*", "leaflet@web.example", needed=True),
        "path": Key(r"/[^\0\n]*", "/srv/leaflet", needed=True),
        "port": Key(r"[1-9]\d{0,3}|[1-5]\d{4}|6[0-4]\d{3}|65[0-4]\d\d|655[0-2]\d|6553[0-5]", "22"),
    },
    "s3": {
        "bucket": Key(r"[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]", "kyphoplasty-leaflet", needed=True),
        "prefix": Key(r"[A-Za-z0-9][\w./-]*", "kyphoplasty"),
        "region": Key(r"[a-z0-9-]+", "eu-west-2"),
        "endpoint": Key(r"https?://[^\s/@]+/?", "https://s3.store.example"),  # AWS where there is none
    },
}
COMMON: Mapping[str, Key] = {
    "kind": Key("|".join(KINDS), "folder", needed=True),
    "address": Key(r"https?://[^\s/@]+(/[^\s]*)?", "https://kyphoplasty.example/"),
    "keep": Key(r"[1-9]\d{0,3}", str(DEFAULT_KEEP)),
}


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
    """The targets of the project at `root` by name, and what is wrong in publish.yml; nothing where there is none.

    A target with an error is left out. `site_url` is the address that the pages themselves name.
    """
    if not (root / PUBLISH_YML).exists():
        return {}, []
    content, findings = read_text(root / PUBLISH_YML, PUBLISH_YML)
    value, broken = parse_yaml(content, PUBLISH_YML) if content is not None else (None, [])
    if content is None or broken:
        return {}, findings + broken
    reader = _Reader(root, site_url, *_places(content))
    return reader.targets(value), sorted(reader.findings)


def _places(content: str) -> tuple[dict[Place, int], dict[Place, str]]:
    """The line of each key, by the keys above it, and each value that is text or a number as it is written."""
    lines: dict[Place, int] = {}
    written: dict[Place, str] = {}

    def walk(node: yaml.Node | None, above: Place) -> None:
        for key, value in node.value if isinstance(node, yaml.MappingNode) else ():
            if isinstance(key, yaml.ScalarNode):
                lines[*above, key.value] = key.start_mark.line + 1
                if isinstance(value, yaml.ScalarNode):
                    written[*above, key.value] = value.value
                walk(value, (*above, key.value))

    walk(yaml.compose(content, yaml.SafeLoader), ())
    return lines, written


class _Reader:
    """Settings out of what the file says, with a finding for each slip."""

    def __init__(self, root: Path, site_url: str, lines: Mapping[Place, int], written: Mapping[Place, str]) -> None:
        self.root, self.site_url, self.lines, self.written = root, site_url, lines, written
        self.findings: list[Finding] = []

    def found(self, code: str, place: Place, message: str, hint: str) -> None:
        line = next((self.lines[place[:end]] for end in range(len(place), 0, -1) if place[:end] in self.lines), 1)
        self.findings.append(Finding(PUBLISH_YML, line, code, message, hint))

    def targets(self, value: Any) -> dict[str, TargetSettings]:
        value = value if isinstance(value, dict) else {}
        self.secrets({key: part for key, part in value.items() if key != "targets"})
        named = value.get("targets")
        if not isinstance(named, dict):
            self.found("R002", ("targets",), "The file names no targets.", "Begin it with targets: and one under it.")
            return {}
        for key in map(str, value):
            if key != "targets" and not _SECRET.search(key):
                self.found("R001", (key,), f'There is no setting "{key}".', did_you_mean(key, ["targets"]))
        read = {str(name): self.target(str(name), record) for name, record in named.items()}
        return {name: target for name, target in read.items() if target}

    def secrets(self, value: Any, place: Place = ()) -> None:
        """R003: a key that says it is a secret, or an address with a password, wherever it stands. It is not shown."""
        if isinstance(value, dict):
            for key, part in value.items():
                if _SECRET.search(str(key)):
                    self.found(
                        "R003",
                        (*place, str(key)),
                        f'"{key}" is a secret, and this file is read by everybody.',
                        NO_SECRETS,
                    )
                else:
                    self.secrets(part, (*place, str(key)))
        elif isinstance(value, list):
            for part in value:
                self.secrets(part, place)
        elif isinstance(value, str) and _WITH_PASSWORD.search(value):
            self.found(
                "R003", place, f'"{place[-1]}" has a password in it, and this file is read by everybody.', NO_SECRETS
            )

    def target(self, name: str, record: Any) -> TargetSettings | None:
        errors = len(self.findings)
        place = ("targets", name)
        self.secrets(record, place)
        if not _NAME.fullmatch(name):
            self.found("R002", place, f'"{name}" cannot name a target.', "Use small letters, digits and hyphens.")
        if not isinstance(record, dict):
            self.found("R002", place, f"{name} has no settings.", f"It needs a kind: {', '.join(KINDS)}.")
            return None
        values = {str(key): _text(value, self.written.get((*place, str(key)))) for key, value in record.items()}
        kind = values.get("kind", "")
        known = {**COMMON, **KINDS.get(kind, {})}
        if kind in KINDS:
            self.unknown_keys(place, values, known)
        self.wrong_values(place, values, known)
        if len(self.findings) == errors and kind == "folder":
            self.inside(place, values["path"])
        if len(self.findings) > errors:
            return None
        self.other_address(place, values.get("address", ""))
        options = {key: value for key, value in values.items() if key not in COMMON}
        address, keep = values.get("address", self.site_url).rstrip("/"), int(values.get("keep", DEFAULT_KEEP))
        return TargetSettings(name, kind, self.root, options, address and f"{address}/", keep)

    def inside(self, place: Place, path: str) -> None:
        if (self.root / path).resolve().is_relative_to(self.root.resolve()):
            self.found(
                "R002",
                (*place, "path"),
                f"{path} is inside the project: a build could delete what is there.",
                "Name a folder beside it, for example ../leaflet-trial",
            )

    def unknown_keys(self, place: Place, values: Mapping[str, str], known: Mapping[str, Key]) -> None:
        for key in values:
            if key not in known and not _SECRET.search(key):
                self.found(
                    "R001",
                    (*place, key),
                    f'A target of the kind {values["kind"]} has no setting "{key}".',
                    did_you_mean(key, known, f"It may have {', '.join(known)}."),
                )

    def wrong_values(self, place: Place, values: Mapping[str, str], known: Mapping[str, Key]) -> None:
        for key, rule in known.items():
            if key not in values:
                if rule.needed:
                    self.found("R002", place, f"{key} is missing.", f"For example {key}: {rule.example}")
            elif not re.fullmatch(rule.pattern, values[key]) and not _WITH_PASSWORD.search(values[key]):
                hint = _hint(key, values[key], rule)
                self.found("R002", (*place, key), f'{key} cannot be "{values[key]}".', hint)
        if values.get("keep") == "1":
            self.found(
                "R002", (*place, "keep"), "With keep: 1 there is nothing to go back to.", f"Keep at least {LEAST_KEPT}."
            )

    def other_address(self, place: Place, address: str) -> None:
        if address and self.site_url and address.rstrip("/") != self.site_url.rstrip("/"):
            self.found(
                "R004",
                (*place, "address"),
                f"The pages themselves say that they are at {self.site_url}.",
                "Make site_url in mkdocs.yml the same, or set LEAFLET_SITE_URL when building for this target.",
            )


def _hint(key: str, value: str, rule: Key) -> str:
    kinds = f"There are {', '.join(KINDS)}."
    return did_you_mean(value, KINDS, kinds) if key == "kind" else f"For example {key}: {rule.example}"


def _text(value: Any, written: str | None) -> str:
    """A value as it was `written`, as YAML takes 0022 for 18; nothing, which no pattern fits, for what is no text."""
    if isinstance(value, bool) or not isinstance(value, (str, int)):
        return ""
    return str(value) if written is None else written


def publish_findings(root: Path, site_url: str) -> Iterator[Finding]:
    """What is wrong in publish.yml (R001 to R004)."""
    yield from read_targets(root, site_url)[1]
