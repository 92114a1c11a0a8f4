"""L: links of the built site, followed by LinkChecker over HTTP, and by lychee in the files for a fast answer."""

from __future__ import annotations

import csv
import functools
import http.server
import io
import json
import re
import subprocess
import sys
import threading
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import BinaryIO
from urllib.parse import unquote, urlsplit

from leaflet.findings.finding import Finding
from leaflet.findings.tool_missing import ToolMissing
from leaflet.project.settings import SOURCE_LANGUAGE
from leaflet.project.settings import languages as known_languages
from leaflet.web.check.built_pages import SitePage, place_of
from leaflet.web.check.offline_copy import copies

TIMEOUT = 600  # seconds
LINKCHECKER_SETTINGS = """
[checking]
threads=8
maxrequestspersecond=1000
timeout=20
recursionlevel=-1
[filtering]
checkextern={external:d}
ignorewarnings=url-content-size-zero
[AnchorCheck]
"""

Target = tuple[PurePosixPath, int, str]  # a page, a line of it, and the place to which a link there leads
_RANGE = re.compile(r"bytes=(\d+)-(\d*)")  # one part of a file from a place on (RFC 9110, 14.1.2), as browsers ask


class _Handler(http.server.SimpleHTTPRequestHandler):
    """Serves files as a static host would, parts of them too: a browser does not seek in sound without.

    The header lifts LinkChecker's limit of 10 requests a second.
    """

    protocol_version = "HTTP/1.1"
    log_to: list[tuple[str, int]]
    place: str

    def translate_path(self, path: str) -> str:
        """The file of an address; outside the place of the site there is none."""
        return super().translate_path(path.removeprefix(self.place) if path.startswith(self.place) else "/..nowhere")

    def send_head(self) -> io.BytesIO | BinaryIO | None:
        wanted = _RANGE.fullmatch(self.headers.get("Range", ""))
        place = Path(self.translate_path(self.path))
        if wanted is None or not place.is_file():
            return super().send_head()
        content = place.read_bytes()
        first = int(wanted[1])
        last = min(int(wanted[2] or len(content)), len(content) - 1)
        part = content[first : last + 1]
        self.send_response(206 if part else 416)
        self.send_header("Content-Range", f"bytes {first}-{last}/{len(content)}" if part else f"bytes */{len(content)}")
        self.send_header("Content-Type", self.guess_type(place))
        self.send_header("Content-Length", str(len(part)))
        self.end_headers()
        return io.BytesIO(part)

    def end_headers(self) -> None:
        self.send_header("LinkChecker", "1")
        super().end_headers()

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        self.log_to.append((self.path, int(code)))

    def log_message(self, *arguments: object) -> None:
        pass


class _Server(http.server.ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128

    def handle_error(self, request: object, client_address: object) -> None:
        """A visitor that hangs up early is no fault of the server."""


@contextmanager
def serve(folder: Path, log: list[tuple[str, int]] | None = None) -> Iterator[str]:
    """Serve a site at an address of this machine, which is given back, until the block ends.

    It stands in the same folder of its host as it will. Path and status of each answer are added to `log`.
    """
    place = place_of(folder)
    logging = type("Handler", (_Handler,), {"log_to": [] if log is None else log, "place": place})
    handler = functools.partial(logging, directory=str(folder))
    with _Server(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}{place}"
        finally:
            server.shutdown()
            thread.join()


def check_links(
    site: Path, progress: Callable[[str], object], languages: Collection[str] = (), external: bool = False
) -> Iterator[Finding]:
    """Report every broken link of a built site once: on the pages in `languages`, on all where it is empty.

    Raises `ToolMissing` where one of the two programs is not installed.
    """
    _programs()
    seen: set[Target] = set()
    for tool in (linkchecker(site, external), lychee(site)):
        new = {finding: target for finding, target in tool.items() if target not in seen}
        seen |= {*new.values()}
        yield from _on_pages_in(languages, new)
        progress("following links")
    yield from _on_pages_in(languages, copies(site))
    progress("following links")


def _on_pages_in(languages: Collection[str], findings: Iterable[Finding]) -> Iterator[Finding]:
    return (finding for finding in findings if not languages or language_of_page(finding.path) in languages)


def language_of_page(path: PurePosixPath) -> str:
    """The language of a page by its place, site/large-print/ar/risks/index.html; of a copy of the site, by its name."""
    if path.suffix == ".zip":
        tag = path.stem.rpartition("-")[2]
        return tag if tag in known_languages() else SOURCE_LANGUAGE
    return SitePage(path.relative_to(path.parts[0]).as_posix(), Path(path)).language


def linkchecker(site: Path, external: bool = False) -> dict[Finding, Target]:
    """Follow every link and anchor that a visitor can reach from the home page (L001, L002; other sites L004)."""
    with serve(site) as address:
        command = [
            str(_program("linkchecker")),
            "--config=/dev/stdin",
            "--output=csv",
            "--no-status",
            address,
            *(address + PurePosixPath(page.relative_to(site)).as_posix() for page in site.rglob("404.html")),
        ]
        settings = LINKCHECKER_SETTINGS.format(external=external)
        run = subprocess.run(command, input=settings, capture_output=True, text=True, timeout=TIMEOUT, check=False)
        if run.returncode not in (0, 1):
            raise RuntimeError(f"LinkChecker failed: {run.stderr.strip()[-500:]}")
        return dict(_from_csv(run.stdout, address, site))


def _from_csv(output: str, address: str, site: Path) -> Iterator[tuple[Finding, Target]]:
    lines = [line for line in output.splitlines() if line and not line.startswith("# ")]  # a link may begin with #
    for row in csv.DictReader(io.StringIO("\n".join(lines)), delimiter=";"):
        own = (row["url"] or "").startswith(address)
        link, page, line = row["urlname"] or row["url"], _page(row["parentname"], address, site), int(row["line"] or 1)
        target = page, line, _place(row["url"].removeprefix(address.removesuffix("/")))
        if row["valid"] != "True":
            code = "L001" if own or not urlsplit(row["url"]).netloc else "L004"
            fact, hint = f'The link "{link}" is broken: {row["result"]}.', "Mend the link in the page's source."
            yield Finding(page, line, code, fact, hint), target
        elif row["warningstring"]:
            code = "L004" if not own else "L001" if row["warningstring"].startswith("Anchor") else "L002"
            fact, hint = f'The link "{link}": {row["warningstring"]}.', "Look at the link in the page's source."
            yield Finding(page, line, code, fact, hint), target


def _place(address: str) -> str:
    """The place of a file or section as both programs say it: `/pl#pain` for `/pl/index.html#pain`."""
    parts = urlsplit(address)
    path = unquote(parts.path).removesuffix("index.html").rstrip("/")
    return f"{path}#{unquote(parts.fragment)}" if parts.fragment else path


def _page(url: str, address: str, site: Path) -> PurePosixPath:
    path = unquote(urlsplit(url.removeprefix(address)).path) if url.startswith(address) else ""
    return PurePosixPath(site.name, path + ("index.html" if path.endswith("/") or not path else ""))


def lychee(site: Path) -> dict[Finding, Target]:
    """Look up every link and section in the built files, without a server: half a second (L003)."""
    root = site.resolve().as_uri()  # where the program looks for links from the root of the host; they have `place`
    place = place_of(site).rstrip("/")
    below = f"^{re.escape(root + place)}(/|$) {root}$1"
    command = [
        str(_program("lychee")),
        "--offline",
        "--include-fragments",
        "--no-progress",
        "--format=json",
        f"--root-dir={site.resolve()}",
        f"--remap={below}",
        "--index-files=index.html",
        str(site),
    ]
    run = subprocess.run(command, capture_output=True, text=True, timeout=TIMEOUT, check=False)
    if run.returncode not in (0, 2):
        raise RuntimeError(f"lychee failed: {run.stderr.strip()[-500:]}")
    return dict(_from_json(run.stdout, site))


def _from_json(output: str, site: Path) -> Iterator[tuple[Finding, Target]]:
    for file, failures in json.loads(output)["error_map"].items():
        page = PurePosixPath(site.name, Path(file).resolve().relative_to(site.resolve()).as_posix())
        for failure in failures:
            line = int((failure.get("span") or {}).get("line", 1))
            place = _place(failure["url"]).removeprefix(str(site.resolve()))
            fact = f'"{place}" is broken: {failure["status"]["text"]}.'
            yield Finding(page, line, "L003", fact, "Mend the link in the page's source."), (page, line, place)


def _programs() -> None:
    """Raise `ToolMissing` for all that are not installed."""
    if absent := [name for name in ("lychee", "linkchecker") if not _program(name).is_file()]:
        raise ToolMissing(f"{' and '.join(absent)} not installed: run scripts/setup")


def _program(name: str) -> Path:
    """Where a program that came as a package of Python is."""
    return Path(sys.executable).with_name(name)
