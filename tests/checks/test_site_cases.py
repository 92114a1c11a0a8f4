"""H, A, L: each code of the built site has a page or a file that shows it, and one that does not.

tests/checks/base-site/ is the smallest site. What only the Nu HTML checker, a browser, or LinkChecker and lychee can
see, each of them looks at in one run, with the cases beside one another.
"""

from __future__ import annotations

import shutil
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from leaflet.findings.finding import Finding
from leaflet.web.check import alfa_and_ibm
from leaflet.web.check.browser import in_browser
from leaflet.web.check.built_pages import SitePage
from leaflet.web.check.html import check_html
from leaflet.web.check.links import check_links, serve
from leaflet.web.check.offline_copy import copies
from leaflet.web.check.page_words import check_articles
from leaflet.web.check.vnu import nu
from support.cases import by_case, cases, code_of, judge, lay_over, pack
from support.made import small
from support.places import CASES

BASE = CASES / "base-site"
WORDS = CASES / "base-words" / "site.md"  # what risks/index.html of the base is built from
PAGE = "risks/"  # the page that a browser looks at
NU = ("H001", "H002")
LINKS = ("L001", "L002", "L003", "L004")
ADDRESS = "https://elm.example/"  # of the base
IN_THE_BROWSER = "in-the-browser"  # in the name of a case of another code that only the browser sees
SECOND_OPINIONS = ("A014", "A015")


def tool_of(case: str) -> str:
    """What can see the fault; `own`: the checks that read the files themselves."""
    code = code_of(case)
    if code in NU + LINKS:
        return "nu" if code in NU else "links"
    by_browser = code == "H015" or (code[0] == "A" and code != "A018") or IN_THE_BROWSER in case
    return "browser" if by_browser else "own"


def those(tool: str) -> list[str]:
    return [case for case in cases("HAL") if tool_of(case) == tool]


def site_of(case: Path | None, target: Path) -> Path:
    """The base with the files of a case, if any, laid over it, the copies to take along packed."""
    shutil.copytree(BASE, target)
    if case:
        lay_over(case, target)
    for folder in [folder for folder in target.glob("downloads/*.zip") if folder.is_dir()]:
        pack(folder)
    return target


def own_checks(site: Path) -> Iterator[Finding]:
    """What the checks find that read the files themselves."""
    with TemporaryDirectory() as folder:
        words = small(Path(folder), WORDS.read_text(encoding="utf-8"))
    yield from (*check_html(site), *check_articles(words, site), *copies(site))


def beside(tool: str, root: Path) -> Path:
    """A folder with each case of a tool in a folder of its own."""
    for case in those(tool):
        site_of(CASES / case, root / case)
    return root


def browser(root: Path) -> list[Finding]:
    """What the browser finds on the page of each case, and the other engines on the pages of theirs."""
    pages = [SitePage(f"{case}/{PAGE}", root / case / PAGE / "index.html") for case in those("browser")]
    with pytest.MonkeyPatch.context() as patch:  # a sample of one site would leave out all cases but one
        patch.setattr(
            alfa_and_ibm, "sample", lambda pages: [page for page in pages if page.path[:4] in SECOND_OPINIONS]
        )
        return in_browser(root, pages, lambda words: None)


def links(root: Path) -> list[Finding]:
    """What LinkChecker and lychee find from a first page that leads to each case. The address of the site, which is on
    every page, is that of a server here: a test asks nobody else."""
    (root / "index.html").write_text("".join(f'<a href="{case}/">{case}</a>' for case in those("links")))
    for lost in root.rglob("404.html"):
        lost.unlink()  # its links begin at the root, and a case is not there
    with serve(BASE) as elsewhere:
        for page in root.rglob("*.html"):
            page.write_bytes(page.read_bytes().replace(ADDRESS.encode(), elsewhere.encode()))
        return list(check_links(root, lambda words: None, external=True))


TOOLS: dict[str, Callable[[Path], Iterable[Finding]]] = {"nu": nu, "browser": browser, "links": links}


def in_one_run(tool: str, root: Path) -> dict[str, list[Finding]]:
    """What a tool finds in each of its cases."""
    found: dict[str, list[Finding]] = defaultdict(list)
    for case, finding in by_case(TOOLS[tool](beside(tool, root))):
        found[case].append(finding)
    return found


@pytest.fixture(scope="module")
def found_by(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, list[Finding]]]:
    return {tool: in_one_run(tool, tmp_path_factory.mktemp(tool)) for tool in TOOLS}


def test_base_is_clean(tmp_path: Path) -> None:
    assert list(own_checks(site_of(None, tmp_path / "site"))) == []


@pytest.mark.parametrize("case", those("own"))
def test_case_of_our_own_checks(case: str, tmp_path: Path) -> None:
    judge(case, own_checks(site_of(CASES / case, tmp_path / "site")))


@pytest.mark.slow
@pytest.mark.parametrize(("tool", "case"), [(tool, case) for tool in TOOLS for case in those(tool)])
def test_case_of_a_tool(tool: str, case: str, found_by: dict[str, dict[str, list[Finding]]]) -> None:
    judge(case, found_by[tool][case])
