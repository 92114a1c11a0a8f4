"""The whole site: the files of every format, the pages, and what hosts read, put in place in one step.

A build that fails leaves the last good site as it was.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from leaflet.build.downloads import make_downloads, put_in_place
from leaflet.build.record import Build, forget_build, is_in_project, last_build, note_build, site_digest
from leaflet.edition.cache import prune
from leaflet.edition.downloads import FOLDER, Download, FormatError, Missing
from leaflet.edition.edition import Booklet
from leaflet.edition.project import Project
from leaflet.edition.recording import FOLDER as AUDIO_FOLDER
from leaflet.edition.recording import Recordings, missing_packages
from leaflet.findings.finding import Finding
from leaflet.formats.registry import AUDIO, FORMATS, OFFLINE_COPY, Format
from leaflet.project.settings import Language, Settings, languages
from leaflet.project.source_files import BUILT_FROM
from leaflet.web import offline_copy as offline
from leaflet.web.build import EDITIONS, BuildError, Content, build_editions, look_at_configuration
from leaflet.web.hosting import files as hosting_files
from leaflet.web.hosting.headers import hosted

DOWNLOAD_CACHE, AUDIO_CACHE = Path(".cache", "downloads"), Path(".cache", "audio")
_OUR_HOME_PAGE = re.compile(r'<link rel="stylesheet" href="assets/leaflet\.[^"]*css">')


@dataclass(frozen=True, slots=True)
class BuildRequest:
    """What to build, and how: the `project` in the languages that are published, into the folder `site`.

    `formats` are those to make; where one of them reads aloud, pages can be heard too. `speak`: also what has not been
    spoken before, which takes time; otherwise what is in the cache.
    `findings` of the sources are for the page for staff. `clean`: also where nothing has changed. `serving`: for
    whoever writes, on this machine alone.
    """

    project: Project
    site: Path
    formats: Sequence[Format] = FORMATS
    speak: bool = False
    findings: Sequence[Finding] = ()
    clean: bool = False
    serving: bool = False
    progress: Callable[[str], object] = lambda words: None

    @property
    def settings(self) -> Settings:
        return self.project.settings

    @property
    def reads_aloud(self) -> bool:
        return any(made.reads_aloud for made in self.formats)

    def booklets(self, recordings: Recordings | None = None) -> list[Booklet]:
        """The leaflet in each language, as the formats take it."""
        return [self.project.booklet(tag, recordings) for tag in self.project.languages]


@dataclass(frozen=True, slots=True)
class BuildSummary:
    """What a build made. `changed` is false where the site was up to date already; `missing` could not be made here."""

    pages: int
    editions: int
    downloads: int
    recordings: int
    bytes: int
    changed: bool
    missing: tuple[Missing, ...] = ()


@dataclass(frozen=True, slots=True)
class Files:
    """What stands beside the pages. `recordings` are by language and page; `missing` could not be made here."""

    downloads: tuple[Download, ...]
    recordings: Recordings
    missing: tuple[Missing, ...] = ()


def build_site(request: BuildRequest) -> BuildSummary:
    """Build both editions of the site.

    Nothing is done where the site, in the project's folder, was made from these very files, and not for want of a tool
    without some. The new site takes the place of the old one only when it is whole. Raises `BuildError`, `OSError`.
    """
    project, site = request.project, request.site
    _spare_what_is_no_site(request.settings.root, site)
    build = _noted(request)
    made_here = is_in_project(request.settings.root, site) and not request.serving
    if made_here:
        known = None if request.clean else last_build(project, site)
        as_now = known and replace(build, site=site_digest(site), missing=known.missing)
        if known and known == as_now and _is_whole(known, request):
            return _summary(site, changed=False, missing=known.missing)
        forget_build(request.settings, site)
    missing, made = _build(request)
    if made_here:
        if project.is_as_read:
            note_build(request.settings, site, replace(build, site=made, missing=list(missing)))
        else:
            request.progress("what it is made from was edited meanwhile, and may be on some pages only: build it again")
        prune(request.settings.root / DOWNLOAD_CACHE)
        if request.reads_aloud:
            prune(request.settings.root / AUDIO_CACHE)
    return _summary(site, changed=True, missing=missing)


def _noted(request: BuildRequest) -> Build:
    """What is noted of a build before it is made."""
    project, formats = request.project, [one.name for one in request.formats]
    return Build(project.source_digest, request.settings.site_url, [*project.left_out], formats)


def _build(request: BuildRequest) -> tuple[tuple[Missing, ...], str]:
    """Make a site beside the old one, and put it there when it is whole. Gives what could not be made, and a hash of
    what was: taken before another build may put its own there."""
    site = request.site
    site.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=f".{site.name}-", dir=site.parent) as scratch:
        new = Path(scratch, "new")
        look_at_configuration(request.settings)
        files = make_files(request)
        assemble(request, new, files)
        new.chmod(0o755)
        made = site_digest(new)
        _swap(new, site, Path(scratch, "old"))
    return files.missing, made


def _is_whole(build: Build, request: BuildRequest) -> bool:
    """Whether nothing was left out that a tool, installed since, would make."""
    return not any(gap.is_for_want_of_a_tool and not _is_still_missing(gap, request) for gap in build.missing)


def _is_still_missing(gap: Missing, request: BuildRequest) -> bool:
    language = languages()[gap.language]
    reasons = [one.missing(language) for one in request.formats if one.name == gap.format]
    return any(reasons) or (gap.format == AUDIO.name and bool(_lacks_voice(language, request.settings.root)))


def _lacks_voice(language: Language, root: Path) -> str:
    """Why no voice reads this language here, in plain English; empty where one does."""
    if reason := missing_packages():
        return reason
    from leaflet.audio.voices.choose import choose  # imported here: see `make_audio`

    return choose(language, root)[1]


def _spare_what_is_no_site(root: Path, site: Path) -> None:
    """Raise `BuildError` where a site at this place would take that of the sources, or of files that are no site."""
    place = site.resolve()
    for source in ((root / name).resolve() for name in BUILT_FROM):
        if place in (source, *source.parents) or source in place.parents:
            raise BuildError(f"{site}/ is where the site is made from, or holds it. Name a folder of its own.")
    home = site / "index.html"
    is_ours = home.is_file() and _OUR_HOME_PAGE.search(home.read_text(encoding="utf-8", errors="replace"))
    if site.is_dir() and any(site.iterdir()) and not is_ours:
        raise BuildError(
            f"{site}/ holds files that are no site of this program; a build would delete them. "
            "Move them away, or name another folder."
        )


def _swap(new: Path, site: Path, old: Path) -> None:
    """Put `new` in the place of `site`, and that, where there is one, at `old`: both, or neither."""
    try:
        if site.exists():
            site.rename(old)
        new.rename(site)
    except BaseException:  # Ctrl+C between the two
        if old.exists() and not site.exists():
            old.rename(site)
        raise


def make_files(request: BuildRequest) -> Files:
    """The files of every format and language, and the recordings, kept under .cache/. Raises `BuildError`."""
    recordings, leaflets, unheard = make_audio(request)
    made, missing = make_all(request, recordings)
    return Files((*made, *leaflets), recordings, (*missing, *unheard))


def assemble(request: BuildRequest, folder: Path, files: Files) -> None:
    """Everything of the site into `folder`: both editions, the files, what hosts read, and a copy of each language to
    take along. Raises `BuildError`."""
    project = request.project
    booklets = request.booklets() if OFFLINE_COPY in request.formats else []
    copies = offline.planned(project.settings.file_name, [booklet.language.tag for booklet in booklets])
    content = Content((*files.downloads, *copies), files.recordings, tuple(request.findings))
    build_editions(project, folder, content, request.progress, request.serving)
    put_in_place((*files.downloads, *files.recordings.values()), folder)
    offline.add_copies(folder, booklets, files.downloads, project.settings.root / DOWNLOAD_CACHE, request.progress)
    hosting_files.write(hosted(project.settings, project.left_out), folder)


def make_audio(request: BuildRequest) -> tuple[Recordings, list[Download], list[Missing]]:
    """Pages read aloud, whole leaflets as MP3, and what is missing; kept under .cache/. Raises `BuildError`."""
    cache, make = request.settings.root / AUDIO_CACHE, request.speak
    if not request.reads_aloud or not (make or cache.is_dir()):
        return {}, [], []
    if reason := missing_packages():
        return {}, [], [Missing(AUDIO.name, tag, reason) for tag in request.project.languages]
    from leaflet.audio import make as maker  # imported here: numpy and scipy take a second, and may not be installed

    booklets = request.booklets()
    whole = booklets if AUDIO in request.formats else []
    try:
        recordings, missing = maker.make_recordings(booklets, cache, request.progress, make=make)
        leaflets, unsaid = maker.make_leaflets(whole, recordings, cache, request.progress, make=make)
        return recordings, leaflets, [*missing, *unsaid]
    except FormatError as error:
        raise BuildError(str(error)) from error


def make_all(request: BuildRequest, recordings: Recordings | None = None) -> tuple[list[Download], list[Missing]]:
    """The files of every format and language, kept under .cache/. Raises `BuildError`."""
    booklets = request.booklets(recordings) if request.formats else []
    cache = request.settings.root / DOWNLOAD_CACHE
    try:
        return make_downloads(booklets, cache, request.progress, formats=request.formats)
    except FormatError as error:
        raise BuildError(str(error)) from error


def _summary(site: Path, changed: bool, missing: Sequence[Missing] = ()) -> BuildSummary:
    files = [file for file in site.rglob("*") if file.is_file()]
    pages = sum(file.name == "index.html" for file in files)
    downloads = sum(file.parent.name == FOLDER for file in files)
    recordings = sum(file.parent.parent.name == AUDIO_FOLDER for file in files)
    size = sum(file.stat().st_size for file in files)
    return BuildSummary(pages, len(EDITIONS), downloads, recordings, size, changed, tuple(missing))
