"""The program as people run it: real processes, in a copy of the project."""

from __future__ import annotations

import contextlib
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest

from leaflet.project.settings import SOURCE_LANGUAGE, languages
from leaflet.project.source_files import BUILT_FROM

from .pages import ROOT

pytestmark = pytest.mark.slow

PAGE = "docs/en/risks.md"
BROKEN_LINK = "\nRead [more](no-such-page.md).\n"
ANNOTATION = re.compile(r"::(error|warning) file=[^,:]+,line=\d+,title=[A-Z]\d{3}::\S.*")
PATIENCE = 60  # seconds
WITHOUT = {("build",): ("--without", "audio")}  # half an hour of speaking


def environment(project: Path) -> dict[str, str]:
    """As a person has it, without what the test's own process sets."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("LEAFLET_", "PYTHON", "GITHUB_"))}
    return {**kept, "PYTHONPATH": str(project / "scripts"), "PYTHONDONTWRITEBYTECODE": "1"}


def leaflet(project: Path, *arguments: str, folder: Path | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "leaflet", *arguments, *WITHOUT.get(arguments[:1], ())],
        cwd=folder or project,
        capture_output=True,
        env=environment(project),
        text=True,
        timeout=300,
        check=False,
    )


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the project, in English alone, and its site, built."""
    project = tmp_path_factory.mktemp("built") / "project"
    for name in (*BUILT_FROM, "scripts"):
        place = project / name
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, place, ignore=shutil.ignore_patterns("__pycache__"), dirs_exist_ok=True)
        else:
            place.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, place)
    other_languages = re.compile(r"^ *- \{locale: (?!en\b).*\n", re.MULTILINE)
    settings = project / "mkdocs.yml"
    settings.write_text(other_languages.sub("", settings.read_text()))
    for language in languages():
        if language != SOURCE_LANGUAGE:
            shutil.rmtree(project / "docs" / language, ignore_errors=True)
    run = leaflet(project, "build")
    assert run.returncode == 0, run.stdout + run.stderr
    return project


@pytest.fixture
def project(built: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(built, tmp_path / "project"))


def files(site: Path) -> dict[str, bytes]:
    return {str(file.relative_to(site)): file.read_bytes() for file in site.rglob("*") if file.is_file()}


def append(file: Path, words: str) -> int:
    """Put words at the end of a file; gives the number of their last line."""
    file.write_text(file.read_text() + words)
    return len(file.read_text().splitlines())


def test_a_second_build_has_nothing_to_do(built: Path) -> None:
    before = files(built / "site")
    run = leaflet(built, "build")
    assert run.returncode == 0
    assert "up to date" in run.stdout and not run.stderr
    assert files(built / "site") == before


def test_two_builds_of_the_same_words_are_the_same(project: Path) -> None:
    before = files(project / "site")
    assert leaflet(project, "build", "--clean").returncode == 0
    after = files(project / "site")
    assert set(after) == set(before)
    assert [name for name in before if after[name] != before[name] and not name.endswith(".gz")] == []


def test_a_quiet_build_says_nothing(project: Path) -> None:
    append(project / PAGE, "\nA new sentence.\n")
    run = leaflet(project, "build", "--quiet")
    assert (run.returncode, run.stdout, run.stderr) == (0, "", "")
    assert "A new sentence." in (project / "site/risks/index.html").read_text()


def test_an_error_in_a_page_stops_the_build(project: Path) -> None:
    before = files(project / "site")
    line = append(project / PAGE, BROKEN_LINK)
    run = leaflet(project, "build")
    assert run.returncode == 1
    assert re.search(rf"^S013 error {PAGE}:{line} .*no-such-page", run.stdout, re.MULTILINE), run.stdout
    assert "Traceback" not in run.stderr
    assert files(project / "site") == before


def test_a_broken_template_stops_the_build(project: Path) -> None:
    before = files(project / "site")
    append(project / "overrides/main.html", "{% if %}")
    run = leaflet(project, "build")
    assert run.returncode == 2
    assert run.stderr.startswith("leaflet: ") and "Traceback" not in run.stdout + run.stderr
    assert "main.html" in run.stderr
    assert files(project / "site") == before
    assert not [path for path in project.iterdir() if path.name.startswith(".site")]


def test_settings_that_cannot_be_read_stop_the_build(project: Path) -> None:
    before = files(project / "site")
    append(project / "mkdocs.yml", "extra: [\n")
    run = leaflet(project, "build")
    assert run.returncode in (1, 2)
    assert "mkdocs.yml" in run.stdout + run.stderr and "Traceback" not in run.stdout + run.stderr
    assert files(project / "site") == before


def test_findings_as_json(project: Path) -> None:
    line = append(project / PAGE, BROKEN_LINK)
    run = leaflet(project, "check", "--fast", "--format", "json")
    assert run.returncode == 1
    finding = next(finding for finding in json.loads(run.stdout) if finding["code"] == "S013")
    assert {**finding, "path": PAGE, "line": line, "severity": "error"} == finding
    assert set(finding) >= {"code", "severity", "path", "line", "message", "hint"}


def test_findings_as_annotations_of_github(project: Path) -> None:
    line = append(project / PAGE, BROKEN_LINK)
    run = leaflet(project, "check", "--fast", "--format", "github")
    assert run.returncode == 1
    lines = run.stdout.splitlines()
    assert all(ANNOTATION.fullmatch(words) for words in lines), lines
    assert any(words.startswith(f"::error file={PAGE},line={line},title=S013::") for words in lines)


def test_a_clean_project_has_no_findings(built: Path) -> None:
    """But for pages that are to be looked at again: days pass, and nobody has touched anything."""
    run = leaflet(built, "check", "--fast", "--format", "json")
    findings = json.loads(run.stdout)
    assert {finding["code"] for finding in findings} <= {"S032"}, run.stdout
    assert run.returncode == bool(findings)


def test_a_code_explains_itself(built: Path) -> None:
    run = leaflet(built, "check", "--explain", "S014")
    assert run.returncode == 0
    assert run.stdout.startswith("S014 (error): ")


def test_the_site_and_its_files_are_looked_at_side_by_side(built: Path) -> None:
    run = leaflet(built, "check", "--only", "L,B")
    assert run.returncode == 0, run.stdout + run.stderr
    assert [line.split()[0] for line in run.stdout.splitlines()[1:3]] == ["L", "B"]


def test_a_file_that_was_changed_on_the_site_is_found(project: Path) -> None:
    file = next((project / "site/downloads").glob("*.pef"))
    file.write_bytes(file.read_bytes()[:5000])
    run = leaflet(project, "check", "--only", "B")
    assert run.returncode == 1, run.stdout + run.stderr
    assert f"B010 error downloads/{file.name}:" in run.stdout


@pytest.mark.parametrize(
    ("arguments", "hint"),
    [
        (["check", "--explain", "S14"], "Did you mean S014?"),
        (["check", "--only", "Q"], "there are"),
        (["check", "--format", "jsn"], "json"),
        (["biuld"], "build"),
    ],
)
def test_a_slip_gets_a_hint(built: Path, arguments: list[str], hint: str) -> None:
    run = leaflet(built, *arguments)
    assert run.returncode == 2
    assert hint in run.stderr and "Traceback" not in run.stderr


@pytest.mark.parametrize("command", ["build", "check", "serve"])
def test_outside_of_a_project_it_says_where_to_go(built: Path, tmp_path: Path, command: str) -> None:
    run = leaflet(built, command, folder=tmp_path)
    assert run.returncode == 2
    assert "mkdocs.yml" in run.stderr and "project's folder" in run.stderr and "Traceback" not in run.stderr
    assert not list(tmp_path.iterdir())


# Serving


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def until(what: Callable[[], object], said: Callable[[], str]) -> None:
    """Wait until something is true; where it never is, show what the program said."""
    end = time.monotonic() + PATIENCE
    while not what():
        assert time.monotonic() < end, said()
        time.sleep(0.1)


class Serving:
    """`leaflet serve`, running."""

    def __init__(self, project: Path, port: int) -> None:
        self.address = f"http://127.0.0.1:{port}/"
        self.log = project.parent / "serve.log"
        with self.log.open("w") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "leaflet", "serve", "--port", str(port)],
                cwd=project,
                env=environment(project),
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    def said(self) -> str:
        return self.log.read_text()

    def page(self, path: str = "") -> str:
        with contextlib.suppress(URLError, OSError), urlopen(self.address + path, timeout=PATIENCE) as answer:
            return str(answer.read().decode())
        return ""

    def interrupt(self) -> int | str:
        """Ctrl+C: the exit code."""
        self.process.send_signal(signal.SIGINT)
        try:
            return self.process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            return "still running"


@pytest.fixture
def serving(project: Path) -> Iterator[Serving]:
    serving = Serving(project, free_port())
    try:
        until(lambda: "the site is at" in serving.said() and serving.page(), serving.said)
        yield serving
    finally:
        serving.process.kill()
        serving.process.wait()


def test_serve_shows_what_is_saved_and_keeps_the_last_good_pages(serving: Serving, project: Path) -> None:
    page = project / PAGE
    good = page.read_text()
    assert "<h1" in serving.page("risks/") and "<h1" in serving.page("large-print/risks/")

    append(page, "\nA new sentence.\n")
    until(lambda: "A new sentence." in serving.page("risks/"), serving.said)
    assert "A new sentence." in serving.page("large-print/risks/")

    line = append(page, f"A worse sentence.\n{BROKEN_LINK}")
    until(lambda: f"S013 error {PAGE}:{line}" in serving.said(), serving.said)
    assert "A new sentence." in serving.page("risks/")
    assert "A worse sentence." not in serving.page("risks/")

    template = project / "overrides/main.html"
    words = template.read_text()
    page.write_text(good)
    until(lambda: "A new sentence." not in serving.page("risks/"), serving.said)
    template.write_text(words + "{% if %}")
    until(lambda: "not built" in serving.said().rpartition("S013")[2], serving.said)
    assert "<h1" in serving.page("risks/")
    template.write_text(words.replace("</body>", "<p>A new foot</p></body>"))
    until(lambda: "A new foot" in serving.page("risks/"), serving.said)

    assert "Traceback" not in serving.said()


def test_control_c_ends_serve(serving: Serving) -> None:
    assert serving.interrupt() == 0, serving.said()
    assert "Traceback" not in serving.said()


def test_serve_leaves_the_built_site_alone(serving: Serving, project: Path, built: Path) -> None:
    assert files(project / "site") == files(built / "site")


def test_serve_says_that_a_port_is_taken(serving: Serving, project: Path) -> None:
    port = serving.address.rsplit(":", 1)[1].rstrip("/")
    run = leaflet(project, "serve", "--port", port)
    assert run.returncode == 2
    assert f"port {port}" in run.stderr and "--port" in run.stderr and "Traceback" not in run.stderr
