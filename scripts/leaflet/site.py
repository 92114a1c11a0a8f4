"""The web editions, standard and large print: MkDocs run on the project, its result put in place in one step.

With `mkdocs_hooks.py`, the only code that knows MkDocs. A build that fails leaves the last good site as it was.
"""

from __future__ import annotations

import hashlib
import logging
import os
import tempfile
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from leaflet import offline
from leaflet.downloads import FOLDER, Download, FormatError, Missing, make_downloads, put_in_place
from leaflet.formats import FORMATS, Format
from leaflet.settings import Settings
from leaflet.views import Sources

# Material's notice of its end of life (5 May 2027) is in the README; it need not come with every build.
os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")

EDITIONS = (("mkdocs.yml", ""), ("large-print.yml", "large-print/"))
WATCHED = ("docs", "overrides", "mkdocs.yml", "large-print.yml")
BUILT_FROM = (*WATCHED, "scripts/leaflet", "requirements.txt")


class BuildError(Exception):
    """MkDocs could not build, in its own words."""


@dataclass(frozen=True, slots=True)
class BuildSummary:
    """What a build made. `changed` is false where the site was up to date already; `missing` could not be made here."""

    pages: int
    editions: int
    downloads: int
    bytes: int
    changed: bool
    missing: tuple[Missing, ...] = ()


def source_digest(root: Path) -> str:
    """A hash of everything the site is made from."""
    digest = hashlib.sha256()
    for file in source_files(root):
        digest.update(str(file.relative_to(root)).encode() + b"\0" + file.read_bytes() + b"\0")
    return digest.hexdigest()


def source_files(root: Path) -> Iterator[Path]:
    for name in BUILT_FROM:
        place = root / name
        files = sorted(place.rglob("*")) if place.is_dir() else [place]
        yield from (file for file in files if file.is_file() and "__pycache__" not in file.parts)


def build_site(
    settings: Settings,
    site: Path,
    progress: Callable[[str], object],
    clean: bool = False,
    serving: bool = False,
    left_out: Collection[str] = (),
    formats: Sequence[Format] = FORMATS,
) -> BuildSummary:
    """Build both editions into `site`, without the languages `left_out`.

    Nothing is done where `site`, in the project's folder, was made from these very files. The new site takes the place
    of the old one only when it is whole. Raises `BuildError`, `OSError`.
    """
    root = settings.root
    digest = " ".join([source_digest(root), *sorted(left_out), *(format.name for format in formats)])
    mark = root / ".cache" / f"built-{site.name}"
    made_here = site.resolve().parent == root.resolve() and not serving
    if made_here:
        if not clean and (site / "index.html").is_file() and mark.is_file() and mark.read_text() == digest:
            return _summary(site, changed=False)
        mark.unlink(missing_ok=True)
    site.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=f".{site.name}-", dir=site.parent) as scratch:
        new = Path(scratch, "new")
        with _as_build_errors():  # before the files are made, which may take minutes
            for config_file, place in EDITIONS:
                _configuration(settings, config_file, place, new)
        made, missing = make_all(settings, progress, left_out, formats)
        build_all(settings, new, progress, made, serving, left_out)
        new.chmod(0o755)
        if site.exists():
            site.rename(Path(scratch, "old"))
        new.rename(site)
    if made_here:
        mark.parent.mkdir(parents=True, exist_ok=True)
        mark.write_text(digest)
    return _summary(site, changed=True, missing=missing)


def make_all(
    settings: Settings,
    progress: Callable[[str], object],
    left_out: Collection[str] = (),
    formats: Sequence[Format] = FORMATS,
) -> tuple[list[Download], list[Missing]]:
    """The files of every format and language, kept under .cache/. Raises `BuildError`."""
    sources = Sources(settings)
    booklets = [sources.booklet(tag) for tag in settings.languages if tag not in left_out] if formats else []
    try:
        return make_downloads(booklets, settings.root / ".cache" / "downloads", progress, formats=formats)
    except FormatError as error:
        raise BuildError(str(error)) from error


def build_all(
    settings: Settings,
    folder: Path,
    progress: Callable[[str], object],
    made: Sequence[Download],
    serving: bool = False,
    left_out: Collection[str] = (),
) -> None:
    """Everything of the site into `folder`: both editions, the files of `make_all`, and a copy of each language to take
    along, where there are files. Raises `BuildError`."""
    tags = [tag for tag in settings.languages if tag not in left_out] if made else []
    build_editions(settings, folder, progress, serving, left_out, [*made, *offline.planned(tags)])
    put_in_place(made, folder)
    sources = Sources(settings)
    booklets = [sources.booklet(tag) for tag in tags]
    offline.add_copies(folder, booklets, made, settings.root / ".cache" / "downloads", progress)


def build_editions(
    settings: Settings,
    folder: Path,
    progress: Callable[[str], object],
    serving: bool = False,
    left_out: Collection[str] = (),
    downloads: Sequence[Download] = (),
) -> None:
    """Both editions into `folder`, the standard one first (it empties the folder). Raises `BuildError`."""
    for config_file, place in EDITIONS:
        progress(f"building {place or 'standard pages'}")
        with _as_build_errors():
            from mkdocs.commands.build import build

            config = _configuration(settings, config_file, place, folder)
            config.extra["downloads"] = tuple(downloads)
            for language in config.plugins["i18n"].config.languages:
                language.build = language.build and language.locale not in left_out
            config.plugins.on_startup(command="serve" if serving else "build", dirty=False)
            build(config)


def _configuration(settings: Settings, config_file: str, place: str, folder: Path) -> Any:
    from mkdocs.config import load_config

    return load_config(str(settings.root / config_file), site_dir=str(folder / place),
                       site_url=settings.site_url + place)


@contextmanager
def _as_build_errors() -> Iterator[None]:
    """What MkDocs and the templates fail with, as `BuildError`."""
    # Imported here: they take a second, which `leaflet check` need not pay.
    from jinja2 import TemplateError, TemplateSyntaxError
    from mkdocs.exceptions import Abort, MkDocsException

    with _warnings() as warnings:
        try:
            yield
        except TemplateSyntaxError as error:
            raise BuildError(f"{error.filename}:{error.lineno}: {error.message}") from error
        except (MkDocsException, Abort, SystemExit, TemplateError) as error:
            raise BuildError("\n".join([*warnings, str(error)])) from error


class _warnings(logging.Handler):
    """Collects what MkDocs and its plugins warn of; strict mode turns it into an error at the end."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []
        self.logger = logging.getLogger("mkdocs")

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(record.getMessage())

    def __enter__(self) -> list[str]:
        self.logger.addHandler(self)
        self.logger.propagate = False
        return self.messages

    def __exit__(self, *exception: object) -> None:
        self.logger.removeHandler(self)


def _summary(site: Path, changed: bool, missing: Sequence[Missing] = ()) -> BuildSummary:
    files = [file for file in site.rglob("*") if file.is_file()]
    pages = sum(file.name == "index.html" for file in files)
    downloads = sum(file.parent.name == FOLDER for file in files)
    size = sum(file.stat().st_size for file in files)
    return BuildSummary(pages, len(EDITIONS), downloads, size, changed, tuple(missing))


