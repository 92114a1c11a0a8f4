"""publish.yml: each slip is a finding with its line, and what was meant."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from leaflet.findings.codes import rules
from leaflet.project.publish_settings import KINDS, TargetSettings, read_targets
from leaflet.project.shapes import fit, schema
from support.places import BASE
from support.reading import check_sources

GOOD = """\
targets:
  hospital:
    kind: ssh
    host: leaflet@web.example
    path: /srv/leaflet
    address: https://elm.example/
    port: 2222
    keep: 3
  trial: {kind: folder, path: ../trial}
"""
SITE = "https://elm.example/"


def read(folder: Path, content: str) -> tuple[dict[str, TargetSettings], list[str]]:
    root = folder / "project"
    root.mkdir(exist_ok=True)
    (root / "publish.yml").write_text(content)
    targets, findings = read_targets(root, SITE)
    return targets, [f"{finding.code}:{finding.line} {finding.message} {finding.hint}" for finding in findings]


def test_a_good_file_has_no_findings(tmp_path: Path) -> None:
    targets, findings = read(tmp_path, GOOD)
    assert findings == []
    options = {"host": "leaflet@web.example", "path": "/srv/leaflet", "port": "2222"}
    assert targets["hospital"] == TargetSettings("hospital", "ssh", tmp_path / "project", options, SITE, 3)
    assert targets["trial"] == TargetSettings("trial", "folder", tmp_path / "project", {"path": "../trial"}, SITE, 5)


def test_no_file_is_no_target(tmp_path: Path) -> None:
    assert read_targets(tmp_path, SITE) == ({}, [])


@pytest.mark.parametrize(
    ("old", "new", "finding", "words"),
    [
        ("    port:", "    prot:", "R001:7", "Did you mean port?"),
        ("targets:\n", "tragets: {}\ntargets:\n", "R001:1", "Did you mean targets?"),
        ("kind: ssh", "kind: shs", "R002:3", "Did you mean ssh?"),
        ("    kind: ssh\n", "", "R002:2", '"kind" is missing'),
        ("    host: leaflet@web.example\n", "", "R002:2", '"host" is missing'),
        ("leaflet@web.example", "-oProxyCommand=reboot", "R002:4", "For example host: "),
        ("leaflet@web.example", "web.example;reboot", "R002:4", "For example host: "),
        ("path: /srv/leaflet", "path: srv/leaflet", "R002:5", "For example path: /srv/leaflet"),
        ("path: /srv/leaflet", "path: [a]", "R002:5", "For example path: "),
        ("path: /srv/leaflet", "path:", "R002:5", "For example path: "),
        ("port: 2222", "port: ssh", "R002:7", "For example port: 22"),
        ("keep: 3", "keep: 0", "R002:8", "For example keep: 5"),
        ("keep: 3", "keep: yes", "R002:8", "For example keep: 5"),
        ("keep: 3", "keep: 1", "R002:8", "nothing to go back to"),
        ("address: https://elm.example/", "address: elm.example", "R002:6", "For example address: https://"),
        ("address: https://elm.example/", "address: https://oak.example/", "R004:6", SITE),
        ("    port: 2222", "    password: hunter2", "R003:7", "Take it out"),
        ("    port: 2222", "    api_key: hunter2", "R003:7", "environment"),
        ("    port: 2222", "    port: 0022", "R002:7", 'port cannot be "0022"'),
        ("    port: 2222", "    port: 65536", "R002:7", "For example port: 22"),
        ("    port: 2222", "    port: 22:22", "R002:7", 'port cannot be "22:22"'),
        ("targets:\n", "password: hunter2\ntargets:\n", "R003:1", "Take it out"),
        (
            "address: https://elm.example/",
            "address: https://anna:hunter2@elm.example/",
            "R003:6",
            "has a password in it",
        ),
        ("leaflet@web.example", "leaflet:hunter2@web.example", "R003:4", "has a password in it"),
        ("path: ../trial", "path: site", "R002:9", "inside the project"),
        ("path: ../trial", "path: .", "R002:9", "inside the project"),
        ("path: ../trial", "path: ../trial/../project/docs", "R002:9", "inside the project"),
        ("  hospital:", "  The Hospital:", "R002:2", "small letters"),
        ("  trial: {kind: folder, path: ../trial}", "  trial: ../trial", "R002:9", "needs a kind"),
        (GOOD, "targets:\n", "R002:1", "names no targets"),
        (GOOD, "- a\n", "R002:1", "names no targets"),
        (GOOD, "targets: {\n", "S001:2", "cannot be read"),
        ("    keep: 3\n", "    keep: 3\n    keep: 4\n", "S001:9", "given twice"),
    ],
)
def test_a_slip_is_found_in_its_line(tmp_path: Path, old: str, new: str, finding: str, words: str) -> None:
    assert GOOD.count(old) == 1
    _, findings = read(tmp_path, GOOD.replace(old, new))
    assert len(findings) == 1 and findings[0].startswith(f"{finding} ") and words in findings[0]


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("kind: ssh", "kind: shs\n    password: hunter2", 4),
        ("    port: 2222", "    more: {deep: [{api_key: hunter2}]}", 7),
        ("kind: ssh", "kind: s3\n    bucket: abc\n    endpoint: https://AKIA:hunter2@s3.example", 5),
        (
            "  trial: {kind: folder, path: ../trial}",
            "  trial: {kind: s3, bucket: abc, endpoint: 'https://AKIA:hunter2@s3.example'}",
            9,
        ),
        (GOOD, "secrets: [a]\n", 1),
    ],
)
def test_a_secret_is_found_wherever_it_stands_and_never_shown(tmp_path: Path, old: str, new: str, line: int) -> None:
    targets, findings = read(tmp_path, GOOD.replace(old, new))
    assert [one for one in findings if one.startswith(f"R003:{line} ")] and "hunter2" not in "".join(findings)
    assert len(targets) == (0 if old == GOOD else 1)


def test_an_endpoint_with_a_key_alone_is_no_endpoint(tmp_path: Path) -> None:
    _, findings = read(tmp_path, "targets:\n  a: {kind: s3, bucket: abc, endpoint: 'https://AKIA@s3.example'}\n")
    assert len(findings) == 1 and findings[0].startswith("R002:2 endpoint cannot be")


def test_without_an_address_there_is_none(tmp_path: Path) -> None:
    (tmp_path / "publish.yml").write_text("targets:\n  trial: {kind: folder, path: ../trial}\n")
    assert read_targets(tmp_path)[0]["trial"].address == ""


def test_a_target_with_an_error_is_left_out_and_others_stay(tmp_path: Path) -> None:
    assert list(read(tmp_path, GOOD.replace("kind: ssh", "kind: shs"))[0]) == ["trial"]


def test_another_address_is_only_a_warning(tmp_path: Path) -> None:
    assert "hospital" in read(tmp_path, GOOD.replace("address: https://elm", "address: https://oak"))[0]
    assert rules()["R004"].severity == "warning"


def test_every_example_is_good() -> None:
    for kind, shape in KINDS.items():
        keys = schema(shape)["properties"]
        record = {name: kind if name == "kind" else key["examples"][0] for name, key in keys.items()}
        assert len(record) > 3 and fit(shape, record)[1] == []


def test_leaflet_check_looks_at_it(tmp_path: Path) -> None:
    base = shutil.copytree(BASE, tmp_path / "project")
    (base / "publish.yml").write_text(GOOD.replace("port:", "prot:").replace("    address: https://elm.example/\n", ""))
    assert [f"{finding.code} {finding.path}:{finding.line}" for finding in check_sources(base, "R")] == [
        "R001 publish.yml:6"
    ]
    assert check_sources(base) == []
