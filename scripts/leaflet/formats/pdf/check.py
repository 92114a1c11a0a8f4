"""P: a made PDF has all words, numbers, headings and pictures of the leaflet, in order, and says what it is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from itertools import takewhile
from pathlib import Path, PurePosixPath

from leaflet.content.composing import IN_SHORT
from leaflet.edition.about import short_record, state, unconfirmed
from leaflet.edition.edition import Booklet
from leaflet.findings.finding import Finding
from leaflet.findings.tool_missing import ToolMissing
from leaflet.formats.pdf import check_layout as pdf_looks
from leaflet.formats.pdf import verapdf
from leaflet.formats.pdf.expected import Wanted, first_lost, holds, in_reading_order, missing_number, same, wanted
from leaflet.formats.pdf.html import source_hash
from leaflet.formats.pdf.make import CHECKLIST, POINTS, QUESTIONS, QUESTIONS_SIDES
from leaflet.formats.pdf.read_back import Bookmark, Print, read_print, words_between
from leaflet.formats.read_back.file_check import FileCheck

FOOT = {True: 20.0, False: 56.0}  # points, for a sheet or not: under it stands nothing but the number of the page


@dataclass(frozen=True, slots=True)
class Job:
    """A file to check: what it was made from, its format, and what was read from it."""

    booklet: Booklet
    format: str
    file: Path
    display: PurePosixPath
    read: Print

    def finding(self, code: str, message: str, hint: str = "", page: int = 0) -> Finding:
        return Finding(self.display, page, code, message, hint)

    @property
    def is_sheet(self) -> bool:
        return bool(self.sides)

    @property
    def sides(self) -> int:
        """The printed sides of a sheet; 0 for a leaflet."""
        return {"pdf-checklist": 1, "pdf-questions": QUESTIONS_SIDES}.get(self.format, 0)

    def sections(self) -> list[Wanted]:
        """The sections that must be in the file, in the reader's language where there is one."""
        found = list(in_reading_order(self.booklet))
        if self.format == "pdf-checklist":
            return [section for section in found if (section.page, section.id) == CHECKLIST]
        if self.format == "pdf-questions":
            return [section for section in found if section.page == QUESTIONS and section.id != IN_SHORT]
        return found


def check_file(name: str, booklet: Booklet, file: Path, display: PurePosixPath) -> Iterator[Finding]:
    """All findings of one file of the format `name`, but for those of veraPDF."""
    try:
        read = read_print(file)
    except ValueError as error:
        yield Finding(display, 0, "P016", f"The file cannot be read: {error}.", "Build it again.")
        return
    job = Job(booklet, name, file, display, read)
    for check in (words, frame, bookmarks, reading_order, headings_with_text, pictures, information):
        yield from check(job)
    points = POINTS[name]
    for fault in pdf_looks.faults(read, booklet, points, job.sides):
        yield job.finding(fault.code, fault.message, fault.hint, fault.page)


def words(job: Job) -> Iterator[Finding]:
    """Every section's words are found in its place (P002), and its numbers in their order (P003)."""
    sections = job.sections()
    for section, found in zip(sections, found_words(job, sections), strict=True):
        yield from _compared(job, section, found)
    if job.format == "pdf-bilingual":
        english = [
            wanted(page.name, part, page.language) for page in job.booklet.english.pages for part in page.sections
        ]
        for section, found in zip(english, _by_tags(job, english), strict=True):
            yield from _compared(job, section, found)


def _compared(job: Job, section: Wanted, found: str) -> Iterator[Finding]:
    hint = "Look at the page: the section may be cut off, or its letters cannot be read back."
    lost = first_lost(section.words, found)
    if lost is not None:
        yield job.finding(
            "P002",
            f'{section.name} ({section.language}) goes "... {lost} ..."; here what stands in '
            "brackets is lost or out of order.",
            hint,
        )
    for column in section.columns:
        if not holds(found, column):
            yield job.finding("P002", f'{section.name} ({section.language}): the column "{column}" is lost.', hint)
    number = missing_number(section.words, found)
    if number is not None:
        yield job.finding("P003", f"{section.name} ({section.language}) has {number}; here it is lost or out of order.")


def frame(job: Job) -> Iterator[Finding]:
    """A print says what it is and who has checked it, and how to reach the hospital, in words on paper too (P018)."""
    booklet = job.booklet
    hospital = booklet.leaflet.hospital
    facts = [booklet.title, booklet.language.name, *(short_record if job.is_sheet else state)(booklet)]
    contact = [
        hospital.phone,
        hospital.relay_phone,
        hospital.email,
        hospital.address_of_site,
        booklet.address,
        *unconfirmed(booklet),
    ]
    everything = "\n".join(f"{part.heading}\n{part.words}" for part in job.read.tagged)
    places = (
        [("sheet", everything, facts)]
        if job.is_sheet
        else [("first page", _before_pages(job), facts), ("last page", _after_pages(job), contact)]
    )
    for place, found, said in places:
        for fact in (fact for fact in said if fact and not holds(found, fact)):
            yield job.finding("P018", f'The {place} does not say "{fact}".', "Build it again.")


def _before_pages(job: Job) -> str:
    """The words before the contents."""
    contents = job.booklet.strings["contents"]
    parts = takewhile(lambda part: not same(part.heading, contents), job.read.tagged)
    return "\n".join(f"{part.heading}\n{part.words}" for part in parts)


def _after_pages(job: Job) -> str:
    """The words from the heading of the last page."""
    contact = job.booklet.strings["print_contact"]
    return next((part.words for part in reversed(job.read.tagged) if same(part.heading, contact)), "")


def found_words(job: Job, sections: list[Wanted]) -> list[str]:
    """The words found for each section: through the tags in the scripts that need it, else by place on the page."""
    if job.booklet.language.print.actual_text:
        return _by_tags(job, sections)
    return _by_place(job, _places(job, sections))


def _places(job: Job, sections: list[Wanted]) -> list[Bookmark | None]:
    """The bookmark of each section, in their order; None where there is none after the one before."""
    found: list[Bookmark | None] = []
    start = 0
    for section in sections:
        place = next(
            (
                number
                for number, bookmark in enumerate(job.read.bookmarks[start:], start)
                if _is_heading(bookmark.title, section, job)
            ),
            None,
        )
        found.append(None if place is None else job.read.bookmarks[place])
        start = start if place is None else place + 1
    return found


def _is_heading(title: str, section: Wanted, job: Job) -> bool:
    return same(title, section.title) or (job.is_sheet and same(title, f"{job.booklet.title}: {section.title}"))


def _by_place(job: Job, places: list[Bookmark | None]) -> list[str]:
    known = [(place.page, place.top) for place in places if place]
    texts = iter(words_between(job.file, known, FOOT[job.is_sheet]))
    return [next(texts) if place else "" for place in places]


def _by_tags(job: Job, sections: list[Wanted]) -> list[str]:
    """The words from each section's heading to the next section's, in the order of the tags."""
    starts: list[int | None] = []
    for section in sections:
        after = max((start for start in starts if start is not None), default=-1) + 1
        starts.append(
            next(
                (
                    number
                    for number, part in enumerate(job.read.tagged)
                    if number >= after and _is_heading(part.heading, section, job)
                ),
                None,
            )
        )
    found = []
    for number, start in enumerate(starts):
        end = next((later for later in starts[number + 1 :] if later is not None), len(job.read.tagged))
        parts = job.read.tagged[start:end] if start is not None else []
        found.append("\n".join(f"{part.heading}\n{part.words}" for part in parts))
    return found


def bookmarks(job: Job) -> Iterator[Finding]:
    """Every heading has a bookmark, in the order of the leaflet (P004)."""
    sections = job.sections()
    for section, place in zip(sections, _places(job, sections), strict=True):
        if place is None:
            yield job.finding("P004", f'There is no bookmark "{section.title}" ({section.name}) in its place.')


def reading_order(job: Job) -> Iterator[Finding]:
    """The headings stand in the tags in the order of the leaflet (P005)."""
    for section, found in zip(job.sections(), _by_tags(job, job.sections()), strict=True):
        if not found:
            yield job.finding("P005", f'"{section.title}" ({section.name}) is not in its place in the tags.')


def headings_with_text(job: Job) -> Iterator[Finding]:
    """Every heading stands on the page on which what it heads begins (P017)."""
    for part in job.read.tagged:
        if part.heading and part.follows not in (0, part.page):
            yield job.finding(
                "P017",
                f'The heading "{part.heading.strip()}" stands alone.',
                "What follows it is too long to stay whole on one page.",
                part.page,
            )


def pictures(job: Job) -> Iterator[Finding]:
    """Every picture of the leaflet is tagged (P012) with its words (P011)."""
    left = list(job.read.figures)
    lost = []
    for alt in (alt for section in job.sections() for alt in section.pictures):
        if alt in left:
            left.remove(alt)
        else:
            lost.append(alt)
    silent = [alt for alt in left if not alt]
    for alt in lost[: len(silent)]:
        yield job.finding("P011", f'A picture has lost its words: "{alt}".')
    for alt in lost[len(silent) :]:
        yield job.finding("P012", f'The picture "{alt}" is not in the tags.')


def information(job: Job) -> Iterator[Finding]:
    """The file says its title, language, version, date, source and who has checked it (P015)."""
    booklet, found = job.booklet, job.read.information
    facts = {
        "title": booklet.title in found.get("Title", ""),
        "language": job.read.language == booklet.language.tag,
        "version": found.get("version") == booklet.version,
        "date": found.get("CreationDate", "").startswith(f"D:{booklet.dated:%Y%m%d}"),
        "source": found.get("sourcehash") == source_hash(booklet),
        "state of review": found.get("status") == " ".join(booklet.status),
    }
    for fact in (fact for fact, is_right in facts.items() if not is_right):
        yield job.finding("P015", f"The {fact} in the file is missing or not today's.", "Build it again.")


def valid(booklet: Booklet, file: Path, display: PurePosixPath) -> Iterator[Finding]:
    """veraPDF finds nothing against PDF/UA-1 (P001). Raises `ToolMissing` where it is not installed."""
    if reason := verapdf.missing_verapdf():
        raise ToolMissing(reason)
    for failure in verapdf.failures(file):
        yield Finding(display, 0, "P001", f"{failure.clause}, {failure.times} times: {failure.message}", failure.place)


FILE_CHECKS: dict[str, tuple[FileCheck, ...]] = {name: (partial(check_file, name),) for name in POINTS}
VALIDATORS: dict[str, tuple[FileCheck, ...]] = {name: (valid,) for name in POINTS}
