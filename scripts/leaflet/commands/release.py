"""`leaflet release` and `leaflet verify`."""

from __future__ import annotations

from pathlib import Path

import click

from leaflet.build.record import SITE
from leaflet.commands.output import CLEAN, FINDINGS, fail, project_settings, read_project, show, summary
from leaflet.commands.publish import find_target, progress
from leaflet.publish.target import TargetError, open_target
from leaflet.release.making import NotReady, make_release
from leaflet.release.manifest import NAME, read_manifest
from leaflet.release.verify import differences, not_as_published

RELEASE_EPILOG = """
\b
Examples:
  leaflet release                            into release/, from site/
  leaflet release --into /media/stick        into another folder
  leaflet release --site-dir kept            built there, byte for byte as the site/ that was checked
"""
VERIFY_EPILOG = """
\b
Examples:
  leaflet verify trial               what is live at a target of publish.yml
  leaflet verify release/1.0-2026-11-20-3fa9c1   a release in a folder
"""


@click.command("release", epilog=RELEASE_EPILOG)
@click.option(
    "-o",
    "--into",
    default="release",
    show_default=True,
    help="The folder to put it in.",
    type=click.Path(path_type=Path, file_okay=False),
)
@click.option(
    "-d",
    "--site-dir",
    default=SITE,
    show_default=True,
    help="The built and checked site.",
    type=click.Path(path_type=Path, file_okay=False),
)
def release_command(into: Path, site_dir: Path) -> None:
    """Make a release of the checked site without publishing it: its folder, an archive and the archive's checksum.
    Those that were made before stay.

    The last line is the folder, for another program to take.
    """
    project = read_project(Path.cwd())
    try:
        made = make_release(project, site_dir, into, progress)
    except NotReady as error:
        fail(f"no release: {error}")
    except OSError as error:
        fail(f"no release: {error.filename or into}: {error.strerror}.")
    click.echo(f"leaflet: {made.archive}\nleaflet: {made.checksum}\n{made.folder}")


@click.command(epilog=VERIFY_EPILOG)
@click.argument("place")
def verify(place: str) -> None:
    """Compare every byte of a release with its manifest. PLACE is a target of publish.yml, or a folder.

    Exit code 0: it is what was published. 1: there are findings. 2: it could not run.
    """
    folder = Path(place)
    is_folder = (folder / NAME).is_file()
    try:
        release, different = _folder(folder) if is_folder else _target(place)
    except (TargetError, ValueError) as error:
        fail(f"{place}: {error}")
    except OSError as error:
        fail(f"{error.filename or place}: {error.strerror}.")
    findings = list(not_as_published(different, release, "TARGET" if is_folder else place))
    show(findings)
    click.echo(f"leaflet: {release}: {summary(findings) if findings else 'every file is as published'}")
    raise SystemExit(FINDINGS if findings else CLEAN)


def _folder(folder: Path) -> tuple[str, list[str]]:
    manifest = read_manifest(folder)
    return manifest.id, differences(manifest, folder)


def _target(name: str) -> tuple[str, list[str]]:
    if "/" in name:
        fail(f"there is no release in {name}: it has no {NAME}.")
    target = open_target(find_target(project_settings(Path.cwd()), name))
    live = target.history().live
    if live is None:
        fail(f"nothing has been published to {name} yet.")
    return live, target.verify(live)
