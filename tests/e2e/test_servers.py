"""Real nginx and Apache with the generated configurations: what they send with each file, and what Chromium makes of it."""

from __future__ import annotations

import gzip
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import brotli
import pytest
from playwright.sync_api import Browser

from leaflet.project.media_types import MEDIA_TYPES, is_text
from leaflet.project.settings import Settings
from leaflet.web.check.links import serve
from leaflet.web.hosting import files as hosting_files
from leaflet.web.hosting.headers import headers, hosted
from servers import Answer, Server, apache_server, nginx_server

from .test_policy import Visit

pytestmark = pytest.mark.slow

SOUND = "audio/en/risks-sample.mp3"
DOWNLOAD = "downloads/balloon-kyphoplasty-en.txt"
NOT_COMPRESSED = "downloads/without-a-copy.txt"
PAGES = (
    "",
    "risks/",
    "get-ready/",
    "easy-read/",
    "formats/",
    "ar/",
    "ur/risks/",
    "zh/words/",
    "large-print/",
    "large-print/ar/get-help/",
)
LOST = [
    ("no/such/page/", "en", False),
    ("risks/no-such-page", "en", False),
    ("ar/no-such-page", "ar", False),
    ("zh/no/such/page/", "zh", False),
    ("large-print/no-such-page", "en", True),
    ("large-print/ar/no-such-page", "ar", True),
    ("downloads/", "en", False),
    ("assets/no-such.css", "en", False),
    ("downloads/no-such.brf", "en", False),
]


@pytest.fixture(scope="module")
def files(site: Path) -> Iterator[Path]:
    """The site as a release holds it, compressed copies beside its files, where a server's own user may read it."""
    folder = Path(tempfile.mkdtemp(prefix="leaflet-served-"))
    folder.chmod(0o755)
    there = Path(shutil.copytree(site, folder / "a site"))
    for file in [file for file in there.rglob("*") if is_text(file.name)]:
        file.with_name(f"{file.name}.gz").write_bytes(gzip.compress(file.read_bytes(), 6))
        file.with_name(f"{file.name}.br").write_bytes(brotli.compress(file.read_bytes(), quality=5))
    (there / SOUND).parent.mkdir(parents=True, exist_ok=True)
    (there / SOUND).write_bytes(bytes(range(256)) * 1000)
    (there / NOT_COMPRESSED).write_text("words " * 1000)
    (there / "downloads/sample.zip").write_bytes(b"PK")
    yield there
    shutil.rmtree(folder)


@pytest.fixture(scope="module", params=["nginx", "apache", "htaccess"])
def server(request: pytest.FixtureRequest, settings: Settings, files: Path) -> Iterator[Server]:
    yield from started(request.param, settings, files)


@pytest.fixture(scope="module")
def nginx(settings: Settings, files: Path) -> Iterator[Server]:
    yield from started("nginx", settings, files)


def started(kind: str, settings: Settings, files: Path) -> Iterator[Server]:
    folder = Path(tempfile.mkdtemp(prefix="leaflet-server-"))
    try:
        if kind == "nginx":
            with nginx_server(hosted(settings), files, folder) as server:
                yield server
        else:
            with apache_server(hosted(settings), files, folder, by_htaccess=kind == "htaccess") as server:
                yield server
    finally:
        shutil.rmtree(folder)


def published(files: Path) -> list[str]:
    """Every file of the site, as an address."""
    found = [file.relative_to(files).as_posix() for file in files.rglob("*") if file.is_file()]
    return [path for path in found if not path.endswith((".gz", ".br")) and path not in hosting_files.NAMES]


def wrong(path: str, answer: Answer) -> list[str]:
    """What is not as the one definition has it."""
    wanted = {name.lower(): value for name, value in headers(path).items()}
    extra = [
        name
        for name in ("content-security-policy", "content-disposition")
        if name in answer.headers and name not in wanted
    ]
    return [
        *(
            f"{path}: {name} is {answer.headers.get(name)}"
            for name, value in wanted.items()
            if answer.headers.get(name) != value
        ),
        *(f"{path}: {name} is too much" for name in extra),
        *(f"{path}: {name} comes twice" for name in answer.repeated),
    ]


def test_every_file_is_sent_whole_and_with_its_headers(server: Server, files: Path) -> None:
    paths = published(files)
    assert {Path(path).suffix for path in paths} >= {
        ".html",
        ".css",
        ".svg",
        ".xml",
        ".pdf",
        ".brf",
        ".pef",
        ".epub",
        ".docx",
        ".txt",
        ".mp3",
        ".zip",
    }
    faults = []
    for path in paths:
        answer = server.get(path)
        faults += wrong(path, answer)
        if answer.status != 200 or answer.body != (files / path).read_bytes():
            faults.append(f"{path}: {answer.status}")
    assert not faults


def test_nothing_that_is_published_has_an_unknown_type(files: Path) -> None:
    assert not [path for path in published(files) if Path(path).suffix not in MEDIA_TYPES]


def test_the_headers_come_with_the_addresses_of_pages_too(server: Server) -> None:
    assert not [fault for page in PAGES for fault in wrong(f"{page}index.html", server.get(page))]


def test_headers_without_a_rule_are_found(server: Server) -> None:
    """The test above can tell: what is sent with a picture is not what is defined for a page."""
    assert wrong("risks/index.html", server.get("downloads/balloon-kyphoplasty-en.pdf"))


@pytest.mark.parametrize(("coding", "ending"), [("gzip", ".gz"), ("br", ".br")])
def test_compressed_copies_are_used(server: Server, files: Path, coding: str, ending: str) -> None:
    style = next(file.relative_to(files).as_posix() for file in files.glob("assets/*.css"))
    for path in ("", "ar/risks/", style, DOWNLOAD, "sitemap.xml"):
        file = path + "index.html" if not path or path.endswith("/") else path
        answer = server.get(path, accept_encoding=f"{coding}, identity;q=0.1")
        assert answer.headers["content-encoding"] == coding, path
        assert answer.body == (files / f"{file}{ending}").read_bytes()
        assert "accept-encoding" in answer.headers["vary"].lower()
        assert not wrong(file, answer)


def test_who_wants_nothing_compressed_gets_it_so(server: Server, files: Path) -> None:
    answer = server.get("risks/")
    assert "content-encoding" not in answer.headers and answer.body == (files / "risks/index.html").read_bytes()
    assert "accept-encoding" in answer.headers["vary"].lower()


def test_what_has_no_copy_is_compressed_by_the_server(server: Server, files: Path) -> None:
    answer = server.get(NOT_COMPRESSED, accept_encoding="gzip")
    assert answer.headers["content-encoding"] == "gzip" and len(answer.body) < 1000
    assert answer.plain == (files / NOT_COMPRESSED).read_bytes()


@pytest.mark.parametrize(
    ("wanted", "start", "end"),
    [("bytes=1000-1999", 1000, 2000), ("bytes=255000-", 255000, 256000), ("bytes=-500", 255500, 256000)],
)
def test_sound_can_be_heard_from_anywhere(server: Server, files: Path, wanted: str, start: int, end: int) -> None:
    answer = server.get(SOUND, range=wanted, accept_encoding="gzip, br")
    assert answer.status == 206
    assert answer.body == (files / SOUND).read_bytes()[start:end]
    assert answer.headers["content-range"] == f"bytes {start}-{end - 1}/256000"
    assert not wrong(SOUND, answer)


def test_there_is_nothing_after_the_end_of_a_sound(server: Server) -> None:
    assert server.get(SOUND, range="bytes=256000-").status == 416


@pytest.mark.parametrize(("address", "language", "large"), LOST)
def test_lost_visitors_are_told_in_their_language(
    server: Server, files: Path, address: str, language: str, large: bool
) -> None:
    answer = server.get(address, accept_encoding="gzip")
    page = f"{'large-print/' * large}{f'{language}/' * (language != 'en')}404.html"
    assert answer.status == 404
    assert answer.plain == (files / page).read_bytes()
    assert not wrong(page, answer)


def test_addresses_of_folders_lead_on_the_same_host(server: Server) -> None:
    for path in ("risks", "ar/risks", "large-print/ar"):
        answer = server.get(path, host="elm.example:8443")
        assert answer.status == 301
        assert answer.headers["location"] in (f"/{path}/", f"http://elm.example:8443/{path}/")


def test_a_page_is_sent_again_only_when_it_has_changed(server: Server, files: Path) -> None:
    """Also when one digit has changed and the size has not: a release writes changed files anew."""
    page = files / "about/index.html"
    before, words = server.get("about/"), page.read_bytes()
    assert server.get("about/", if_none_match=before.headers["etag"]).status == 304
    try:
        page.unlink()
        page.write_bytes(words[:-1] + b" ")
        os.utime(page, (page.stat().st_atime, page.stat().st_mtime + 2))
        assert server.get("about/", if_none_match=before.headers["etag"]).status == 200
    finally:
        page.write_bytes(words)


def test_hidden_files_are_not_served(nginx: Server) -> None:
    assert nginx.get(".htaccess").status == 404


def test_a_language_that_is_left_out_gets_the_english_page(nginx: Server, files: Path, tmp_path: Path) -> None:
    page = files / "pl/404.html"
    page.rename(tmp_path / page.name)
    try:
        answer = nginx.get("pl/no-such-page")
        assert answer.status == 404 and answer.body == (files / "404.html").read_bytes()
    finally:
        shutil.copy(tmp_path / page.name, page)


# In Chromium


def test_chromium_finds_no_breach_of_the_policy(browser: Browser, nginx: Server) -> None:
    context = browser.new_context()
    visit = Visit(context, nginx.address)
    for page in PAGES:
        visit.tab.goto(nginx.address + page)
    context.close()
    assert not visit.faults


@pytest.mark.parametrize(("address", "language", "large"), LOST[:6])
def test_the_page_for_lost_visitors_has_its_style(
    browser: Browser, nginx: Server, address: str, language: str, large: bool
) -> None:
    context = browser.new_context()
    visit = Visit(context, nginx.address)
    visit.tab.goto(nginx.address + address)
    assert visit.tab.evaluate("[document.documentElement.lang, document.styleSheets[0].cssRules.length > 0]") == [
        language,
        True,
    ]
    context.close()
    assert not [fault for fault in visit.faults if "404" not in fault]


@pytest.fixture
def framed(browser: Browser, tmp_path: Path) -> Iterator[Callable[[str], str]]:
    """The address that a frame on a page of another host comes to show."""
    context = browser.new_context()

    def address(of: str) -> str:
        (tmp_path / "index.html").write_text(f'<iframe src="{of}"></iframe>')
        with serve(tmp_path) as elsewhere:
            tab = context.new_page()
            tab.goto(elsewhere, wait_until="networkidle")
            return tab.frames[1].url

    yield address
    context.close()


def test_no_other_site_can_frame_a_page(framed: Callable[[str], str], nginx: Server, address: str) -> None:
    assert framed(f"{nginx.address}risks/").startswith("chrome-error:")
    assert framed(f"{address}risks/") == f"{address}risks/"  # a server that sends no headers: the test can tell
