"""Golden cases: the smallest files that show a code, and as near to them as can be, files that do not.

tests/checks/<CODE>/<case>/ holds what differs from the base of the family. A whole file is laid over the base;
`FILE.delete` takes FILE away; `FILE.patch` changes some of its words: lines that begin with - say what is there, once,
and lines with + what takes its place. `expected.txt` of a bad case has the findings that must be there, one
`CODE path:line` a line.
"""

from __future__ import annotations

import re
import shutil
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path, PurePosixPath

from leaflet.findings.codes import is_error
from leaflet.findings.finding import Finding
from support.places import CASES

EXPECTED = "expected.txt"
_CHANGE = re.compile(r"((?:^-.*\n)+)((?:^\+.*\n)*)", re.MULTILINE)


def cases(letters: str) -> list[str]:
    """The cases of these families: `["H001/bad", "H001/good", ...]`."""
    return sorted(
        folder.relative_to(CASES).as_posix()
        for folder in CASES.glob("[A-Z][0-9]*/*")
        if folder.parent.name[0] in letters and is_case(folder)
    )


def is_case(folder: Path) -> bool:
    return re.fullmatch(r"(bad|good)(-[a-z0-9]+)*", folder.name) is not None


def code_of(case: str) -> str:
    return case.partition("/")[0]


def expected(case: str) -> list[str]:
    """The findings that a bad case must have; a good one has none."""
    file = CASES / case / EXPECTED
    return file.read_text(encoding="utf-8").splitlines() if file.is_file() else []


def lay_over(case: Path, target: Path, *not_files: str) -> Path:
    """Put the files of a case, but for `expected.txt` and `not_files`, over its base in `target`."""
    shutil.copytree(
        case, target, symlinks=True, dirs_exist_ok=True, ignore=shutil.ignore_patterns(EXPECTED, *not_files)
    )
    for mark in [*target.rglob("*.delete"), *target.rglob("*.patch")]:
        file = mark.with_suffix("")
        if mark.suffix == ".patch":
            file.write_bytes(patched(file.read_bytes(), mark.read_text(encoding="utf-8")))
        else:
            file.unlink()
        mark.unlink()
    return target


def patched(content: bytes, patch: str) -> bytes:
    """Content with each change of a patch made. Lines keep the ends that they have in the content."""
    words = content.decode()
    end = "\r\n" if "\r\n" in words else "\n"
    changes = [(_lines(old, end), _lines(new, end)) for old, new in _CHANGE.findall(patch)]
    assert changes, "a patch needs a line that begins with -"
    for old, new in changes:
        assert words.count(old) == 1, f"{old!r} is there {words.count(old)} times"
        words = words.replace(old, new)
    return words.encode()


def _lines(marked: str, end: str) -> str:
    return end.join(line[1:] for line in marked.splitlines())


def pack(folder: Path) -> Path:
    """Turn a folder called `en.epub` into that archive; `mimetype` comes first, uncompressed (EPUB OCF 3.3, 4.3)."""
    parts = sorted(
        (file for file in folder.rglob("*") if file.is_file()), key=lambda file: (file.name != "mimetype", file)
    )
    archive = folder.with_name(f"{folder.name}.packed")
    with zipfile.ZipFile(archive, "w") as packed:
        for part in parts:
            packed.write(part, part.relative_to(folder).as_posix())
    shutil.rmtree(folder)
    return archive.rename(folder)


def judge(case: str, found: Iterable[Finding]) -> None:
    """A bad case has its code where it is expected and nowhere else; a good one has neither its code nor an error."""
    findings = list(found)
    assert all(finding.message.strip() for finding in findings)
    own = sorted({_place(finding) for finding in findings if finding.code == code_of(case)})
    assert own == sorted(expected(case)), findings
    if "/good" in case:
        assert not any(map(is_error, findings)), findings
    else:
        assert {line.split()[0] for line in expected(case)} == {code_of(case)}


def _place(finding: Finding) -> str:
    return f"{finding.code} {finding.path}:{finding.line}"


def by_case(findings: Iterable[Finding]) -> Iterator[tuple[str, Finding]]:
    """Findings of one run on many cases, `site/H001/bad/risks/index.html`, each by its case, as of the case alone."""
    for finding in findings:
        _, code, case, *path = finding.path.parts
        yield f"{code}/{case}", replace(finding, path=PurePosixPath("site", *path))
