"""The copies for a memory stick: the Arabic one unpacked and read from `file://`, in a browser without a network."""

from __future__ import annotations

import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from lxml import html
from playwright.sync_api import Browser, Page

from leaflet.project.settings import Settings
from leaflet.web.check.offline_copy import copies
from leaflet.web.offline_copy import READ_ME, START, START_LARGE

from .pages import SitePage, shown

pytestmark = pytest.mark.slow

LOOK = """async () => {
    const pictures = await Promise.all([...document.images].map(image => {
        image.loading = 'eager';
        return image.decode().then(() => '', () => `no picture ${image.src}`);
    }));
    const styles = getComputedStyle(document.documentElement).fontSize !== '16px' ? '' : 'no styles';
    return {faults: [styles, ...pictures].filter(Boolean),
            links: [...document.links].map(link => link.href),
            ids: [...document.querySelectorAll('[id]')].map(element => element.id)};
}"""


@pytest.fixture(scope="module")
def unpacked(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("stick")
    with zipfile.ZipFile(site / "downloads/balloon-kyphoplasty-ar.zip") as archive:
        archive.extractall(folder)
    return folder


class Reader:
    """A browser without a network; `faults` is what it asked of others, said, or did not find."""

    def __init__(self, tab: Page) -> None:
        self.tab = tab
        self.faults: list[str] = []
        tab.on("request", lambda request: self.asked(request.url))
        tab.on("requestfailed", lambda request: self.failed(request.url, request.failure or ""))
        tab.on("console", lambda message: self.faults.append(f"console: {message.text}"))

    def asked(self, address: str) -> None:
        if not address.startswith(("file:", "data:")):
            self.faults.append(f"asks {address}")

    def failed(self, address: str, why: str) -> None:
        if why != "net::ERR_ABORTED":  # an icon, when the next page is opened before it is there
            self.faults.append(f"did not get {address}: {why}")

    def look(self, page: Path) -> tuple[set[str], list[tuple[Path, str]]]:
        """The ids of a page, and the pages and sections that it leads to."""
        self.tab.goto(page.as_uri())
        seen = self.tab.evaluate(LOOK)
        self.faults += [f"{page.name}: {fault}" for fault in seen["faults"]]
        leads = []
        for link in seen["links"]:
            parts = urlsplit(link)
            file = Path(unquote(parts.path))
            if parts.scheme == "file" and file.is_file():
                leads.append((file, parts.fragment))
            elif parts.scheme not in ("tel", "mailto", "https"):
                self.faults.append(f"{page.name}: leads to {link}")
        return set(seen["ids"]), [(file, section) for file, section in leads if file.suffix == ".html"]

    def read_all(self, start: Path) -> set[Path]:
        """Follow every link from the start; gives the pages that were reached."""
        waiting, ids, wanted = [start], dict[Path, set[str]](), set[tuple[Path, str]]()
        while waiting:
            page = waiting.pop()
            if page not in ids:
                ids[page], leads = self.look(page)
                waiting += [file for file, _ in leads]
                wanted.update(leads)
        self.faults += [
            f"no section {page.name}#{section}" for page, section in wanted if section and section not in ids[page]
        ]
        return set(ids)


@pytest.fixture
def reader(browser: Browser) -> Iterator[Reader]:
    context = browser.new_context(offline=True)
    yield Reader(context.new_page())
    context.close()


def test_arabic_is_read_from_a_memory_stick(unpacked: Path, reader: Reader) -> None:
    reached = reader.read_all(unpacked / START)
    assert not reader.faults, shown(reader.faults)
    assert reached == set(unpacked.rglob("*.html"))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("get-help.html", "get-hlp.html"),
        ("../START.html", "../"),
        ("get-help.html", "ftp://elm.example/"),
        ('rel="stylesheet" href="../assets/leaflet', 'rel="stylesheet" href="../assets/leaflets'),
        ("../assets/pictures/", "../assets/"),
        ("../assets/pictures/", "https://elm.example/"),
        ("<body>", "<body><script>document.title = 1</script>"),
    ],
)
def test_the_reading_of_a_page_can_tell(unpacked: Path, reader: Reader, old: str, new: str) -> None:
    page = unpacked / "pages/procedure.html"
    words = page.read_text()
    broken = page.with_name("broken.html")
    assert old in words
    try:
        broken.write_text(words.replace(old, new))
        reader.look(broken)
    finally:
        broken.unlink()
    assert reader.faults


def test_the_reading_of_all_can_tell(unpacked: Path, reader: Reader, tmp_path: Path) -> None:
    (tmp_path / "assets").symlink_to(unpacked / "assets")
    style = next((unpacked / "assets").glob("leaflet.*css")).name
    (tmp_path / "a.html").write_text(f'<link rel="stylesheet" href="assets/{style}"><a href="b.html#one">b</a>')
    shutil.copyfile(tmp_path / "a.html", tmp_path / "b.html")
    assert reader.read_all(tmp_path / "a.html") == {tmp_path / "a.html", tmp_path / "b.html"}
    assert reader.faults == ["no section b.html#one"]


def test_every_copy_is_clean(site: Path, settings: Settings) -> None:
    assert len(list((site / "downloads").glob("*.zip"))) == len(settings.languages)
    assert list(copies(site)) == []


def test_the_words_are_those_of_the_web_pages(pages: list[SitePage], unpacked: Path) -> None:
    """Apart from the lists of languages and of files, and from the addresses written beside links to other pages."""
    compared = 0
    for page in (page for page in pages if page.language == "ar" and not page.not_found):
        start = START_LARGE if page.large else START
        folder = "large-print" if page.large else "pages"
        file = unpacked / (f"{folder}/{page.name.rstrip('/')}.html" if page.name else start)
        copied = html.document_fromstring(file.read_bytes().decode())
        for written in copied.xpath("//article//a/following-sibling::*[1][self::span][@dir='ltr'][text()=../a/@href]"):
            written.drop_tree()
        words = [
            "".join("".join(root.xpath("//article//text()[not(ancestor::ul[@class='links'])]")).split())
            for root in (copied, page.html)
        ]
        assert words[0] == words[1] != "", page.path
        compared += 1
    assert compared == len(list(unpacked.rglob("*.html")))


def test_it_says_how_to_open_it(unpacked: Path) -> None:
    words = (unpacked / READ_ME).read_text()
    assert START in words and START_LARGE in words and "https://" in words
