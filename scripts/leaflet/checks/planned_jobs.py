"""The jobs of a plan: one for each file, recording, language or site, so that they run beside one another."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path, PurePosixPath

from leaflet.checks.families import families, load
from leaflet.checks.jobs import Job
from leaflet.checks.plan import Made, Plan, Progress
from leaflet.edition.edition import Booklet
from leaflet.edition.project import Project

SLOWEST_FIRST = ("epub", "docx")  # so that nobody waits for one of them in the end


def planned_jobs(project: Project, plan: Plan, made: Made, progress: Progress) -> Iterator[Job]:
    """Yield a job for all that the plan looks at in what is made."""
    published = project.without(made.left_out)
    booklets = {
        tag: published.booklet(tag, made.files.recordings)
        for tag in published.languages
        if tag in (plan.languages or published.languages)
    }
    if made.site:
        yield from site_jobs(plan, made.site, progress)
        yield from article_jobs(plan, made.site, {tag: published.booklet(tag, for_staff=True) for tag in booklets})
    yield from recording_jobs(plan, made, booklets)
    yield from file_jobs(plan, made, booklets)


def file_jobs(plan: Plan, made: Made, booklets: Mapping[str, Booklet]) -> Iterator[Job]:
    """A job for each file in the languages of `booklets`."""
    from leaflet.checks.files import check_file, formats_of  # here: a look at the sources need not load them

    kinds = formats_of(plan.beyond)
    files = [file for file in made.files.downloads if file.format in kinds and file.language in booklets]
    for file in sorted(files, key=lambda file: file.format not in SLOWEST_FIRST):
        place = made.site / file.address if made.site else file.path
        yield Job(
            kinds[file.format],
            file.path.name,
            check_file,
            (booklets[file.language], file.format, place, file.path, PurePosixPath(file.address)),
        )


def recording_jobs(plan: Plan, made: Made, booklets: Mapping[str, Booklet]) -> Iterator[Job]:
    """Jobs for each recording of a page, also whether it is the one on the site, and one for all of a language."""
    from leaflet.checks.files import check_same  # here, as below

    for family in (families()[letter] for letter in plan.beyond):
        for (tag, name), recording in made.files.recordings.items() if family.recordings else ():
            page = booklets[tag].leaflet.page(name) if tag in booklets else None
            if page and made.site:
                yield Job(
                    family.letter,
                    recording.address,
                    check_same,
                    (made.site / recording.address, recording.path, PurePosixPath(recording.address)),
                )
            for function in family.recordings if page else ():
                yield Job(family.letter, recording.address, load(function), (booklets[tag], page, recording))
        for tag, booklet in booklets.items() if family.narrations else ():
            own = {name: one for (language, name), one in made.files.recordings.items() if language == tag}
            yield Job(family.letter, f"recordings in {tag}", load(family.narrations), (booklet, own))


def article_jobs(plan: Plan, site: Path, booklets: Mapping[str, Booklet]) -> Iterator[Job]:
    """A job for the words of all pages of a language, held against its leaflet."""
    for family in (families()[letter] for letter in plan.beyond if families()[letter].articles):
        for tag, booklet in booklets.items():
            yield Job(family.letter, f"words of the pages in {tag}", load(family.articles), (booklet, site))


def site_jobs(plan: Plan, site: Path, progress: Progress) -> Iterator[Job]:
    """One job for each function that looks at the site, also where it is that of two families."""
    functions = {families()[letter].site: "" for letter in plan.beyond if families()[letter].site}
    for name in functions:
        letters = "".join(letter for letter in plan.beyond if families()[letter].site == name)
        work = partial(load(name), external=True) if plan.external and letters == "L" else load(name)
        label = ", ".join(families()[letter].name for letter in letters)
        yield Job(letters, label, work, (site, progress, plan.languages), waits=True)
