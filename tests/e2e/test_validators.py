"""LinkChecker and lychee on every link."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from leaflet.edition.assets import hashed
from leaflet.findings.finding import Finding
from leaflet.web.check.links import linkchecker, lychee

from .pages import ROOT, SitePage, shown

pytestmark = pytest.mark.slow

STYLE = hashed(ROOT, "assets/leaflet.css")
PICTURE = hashed(ROOT, "assets/pictures/spine.svg")


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


@pytest.mark.parametrize(
    ("checker", "codes"), [(lychee, {"L003"}), (linkchecker, {"L001", "L002"})], ids=["lychee", "linkchecker"]
)
def test_a_broken_link_of_each_kind_is_found(
    broken: Path, checker: Callable[[Path], Iterable[Finding]], codes: set[str]
) -> None:
    findings = list(checker(broken))
    assert {finding.code for finding in findings} <= codes
    for fault in ("no-such-page", "no-such-word", STYLE, PICTURE):
        assert any(fault in finding.message for finding in findings), fault
    assert "site/risks/index.html" in {str(finding.path) for finding in findings if "no-such-page" in finding.message}
