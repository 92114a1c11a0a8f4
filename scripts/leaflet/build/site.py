"""The whole site: the files of every format, the pages, and what hosts read, put in place in one step.

A build that fails leaves the last good site as it was.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from pathlib import Path

from leaflet.build.downloads import make_downloads, put_in_place
from leaflet.build.record import (
    BUILT_FROM,
    Build,
    Stamp,
    forget_build,
    is_in_project,
    last_build,
    note_build,
    site_digest,
    source_digest,
    stamps,
)
from leaflet.edition.cache import prune
from leaflet.edition.downloads import FOLDER, Download, FormatError, Missing
from leaflet.edition.recording import FOLDER as AUDIO_FOLDER
from leaflet.edition.recording import Recordings, missing_packages
from leaflet.edition.sources import Sources
from leaflet.findings.finding import Finding
from leaflet.formats.registry import FORMATS, Format
from leaflet.project.settings import Language, Settings, languages
from leaflet.web import offline_copy as offline
from leaflet.web.build import EDITIONS, BuildError, build_editions, look_at_configuration
from leaflet.web.hosting import files as hosting_files
from leaflet.web.hosting.headers import hosted

_OUR_HOME_PAGE = re.compile(r'<link rel="stylesheet" href="assets/leaflet\.[^"]*css">')


class Audio(Enum):
    """Which audio a build has: none, what is in the cache, or all, made where it is missing."""

    NONE = "none"
    READY = "ready"
    MADE = "made"


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


def build_site(
    settings: Settings,
    site: Path,
    progress: Callable[[str], object],
    clean: bool = False,
    serving: bool = False,
    left_out: Collection[str] = (),
    formats: Sequence[Format] = FORMATS,
    audio: Audio = Audio.NONE,
    findings: Sequence[Finding] = (),
    before: Sequence[Stamp] | None = None,
) -> BuildSummary:
    """Build both editions into `site`, without the languages `left_out`. `findings` are for the page for staff.

    Nothing is done where `site`, in the project's folder, was made from these very files, and not for want of a tool
    without some. The new site takes the place of the old one only when it is whole. `before` are the `stamps` of the
    sources as they were when `settings`, `left_out` and `findings` were read. Raises `BuildError`, `OSError`.
    """
    root = settings.root
    _spare_what_is_no_site(root, site)
    before = stamps(root) if before is None else before
    build = Build(source_digest(root), settings.site_url, audio.value, sorted(left_out), [one.name for one in formats])
    made_here = is_in_project(root, site) and not serving
    if made_here:
        known = None if clean else last_build(settings, site)
        as_now = known and replace(build, site=site_digest(site), missing=known.missing)
        if known and known == as_now and _is_whole(known, root, formats):
            return _summary(site, changed=False, missing=known.missing)
        forget_build(settings, site)
    missing, made = _build(settings, site, progress, serving, left_out, formats, audio, findings)
    if made_here:
        if stamps(root) == before:
            note_build(settings, site, replace(build, site=made, missing=list(missing)))
        else:
            progress("what it is made from was edited meanwhile, and may be on some pages only: build it again")
        prune(root / ".cache" / "downloads")
        if audio is not Audio.NONE:
            prune(root / ".cache" / "audio")
    return _summary(site, changed=True, missing=missing)


def _build(
    settings: Settings,
    site: Path,
    progress: Callable[[str], object],
    serving: bool,
    left_out: Collection[str],
    formats: Sequence[Format],
    audio: Audio,
    findings: Sequence[Finding],
) -> tuple[tuple[Missing, ...], str]:
    """Make a site beside `site`, and put it there when it is whole. Gives what could not be made, and a hash of what
    was: taken before another build may put its own there."""
    site.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=f".{site.name}-", dir=site.parent) as scratch:
        new = Path(scratch, "new")
        look_at_configuration(settings)
        files = make_files(settings, progress, left_out, formats, audio)
        assemble(settings, new, files, progress, serving, left_out, findings)
        new.chmod(0o755)
        made = site_digest(new)
        _swap(new, site, Path(scratch, "old"))
    return files.missing, made


def _is_whole(build: Build, root: Path, formats: Sequence[Format]) -> bool:
    """Whether nothing was left out that a tool, installed since, would make."""
    return not any(gap.is_for_want_of_a_tool and not _is_still_missing(gap, root, formats) for gap in build.missing)


def _is_still_missing(gap: Missing, root: Path, formats: Sequence[Format]) -> bool:
    language = languages()[gap.language]
    reasons = [one.missing(language) for one in formats if one.name == gap.format]
    return any(reasons) or (gap.format == AUDIO_FOLDER and bool(_lacks_voice(language, root)))


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


def make_files(
    settings: Settings,
    progress: Callable[[str], object],
    left_out: Collection[str] = (),
    formats: Sequence[Format] = FORMATS,
    audio: Audio = Audio.READY,
) -> Files:
    """The files of every format and language, and the recordings, kept under .cache/. Raises `BuildError`."""
    sources = Sources(settings, left_out)
    recordings, leaflets, unheard = make_audio(settings, progress, left_out, audio, sources)
    made, missing = make_all(settings, progress, left_out, formats, recordings, sources)
    return Files((*made, *leaflets), recordings, (*missing, *unheard))


def assemble(
    settings: Settings,
    folder: Path,
    files: Files,
    progress: Callable[[str], object],
    serving: bool = False,
    left_out: Collection[str] = (),
    findings: Sequence[Finding] = (),
) -> None:
    """Everything of the site into `folder`: both editions, the files, what hosts read, and a copy of each language to
    take along, where there are files. Raises `BuildError`."""
    sources = Sources(settings, left_out)
    tags = list(sources.languages) if files.downloads else []
    downloads = (*files.downloads, *offline.planned(settings.file_name, tags))
    build_editions(settings, folder, progress, serving, left_out, downloads, files.recordings, findings)
    put_in_place((*files.downloads, *files.recordings.values()), folder)
    booklets = [sources.booklet(tag) for tag in tags]
    offline.add_copies(folder, booklets, files.downloads, settings.root / ".cache" / "downloads", progress)
    hosting_files.write(hosted(settings, left_out), folder)


def make_audio(
    settings: Settings,
    progress: Callable[[str], object],
    left_out: Collection[str] = (),
    audio: Audio = Audio.READY,
    sources: Sources | None = None,
) -> tuple[Recordings, list[Download], list[Missing]]:
    """Pages read aloud, whole leaflets as MP3, and what is missing; kept under .cache/. Raises `BuildError`."""
    cache = settings.root / ".cache" / "audio"
    if audio is Audio.NONE or (audio is Audio.READY and not cache.is_dir()):
        return {}, [], []
    sources, make = sources or Sources(settings, left_out), audio is Audio.MADE
    if reason := missing_packages():
        return {}, [], [Missing(AUDIO_FOLDER, tag, reason) for tag in sources.languages]
    from leaflet.audio import make as maker  # imported here: numpy and scipy take a second, and may not be installed

    booklets = [sources.booklet(tag) for tag in sources.languages]
    try:
        recordings, missing = maker.make_recordings(booklets, cache, progress, make=make)
        leaflets, unsaid = maker.make_leaflets(booklets, recordings, cache, progress, make=make)
        return recordings, leaflets, [*missing, *unsaid]
    except FormatError as error:
        raise BuildError(str(error)) from error


def make_all(
    settings: Settings,
    progress: Callable[[str], object],
    left_out: Collection[str] = (),
    formats: Sequence[Format] = FORMATS,
    recordings: Recordings | None = None,
    sources: Sources | None = None,
) -> tuple[list[Download], list[Missing]]:
    """The files of every format and language, kept under .cache/. Raises `BuildError`."""
    sources = sources or Sources(settings, left_out)
    booklets = [sources.booklet(tag, recordings) for tag in (sources.languages if formats else ())]
    try:
        return make_downloads(booklets, settings.root / ".cache" / "downloads", progress, formats=formats)
    except FormatError as error:
        raise BuildError(str(error)) from error


def _summary(site: Path, changed: bool, missing: Sequence[Missing] = ()) -> BuildSummary:
    files = [file for file in site.rglob("*") if file.is_file()]
    pages = sum(file.name == "index.html" for file in files)
    downloads = sum(file.parent.name == FOLDER for file in files)
    recordings = sum(file.parent.parent.name == AUDIO_FOLDER for file in files)
    size = sum(file.stat().st_size for file in files)
    return BuildSummary(pages, len(EDITIONS), downloads, recordings, size, changed, tuple(missing))
