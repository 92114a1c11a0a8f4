"""What can be edited: sources, made files, built pages, recordings. An area that is not asked for costs nothing."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Sequence
from functools import cache
from importlib import import_module
from pathlib import Path

from leaflet.project.quality import Kind as Measured
from leaflet.project.settings import Settings, read_settings

from .engine import Kind, draw, judge

ROOT = Path(__file__).parents[2]
AREAS = ("sources", "files", "pages", "sounds")
Job = tuple[str, tuple[str, ...]]  # an area, and the names of the kinds in it that are measured together
TOGETHER = ("pages",)  # its kinds are looked at in one go: a browser on many pages, each with one fault


@cache
def settings() -> Settings:
    """The settings of the real project."""
    found, findings = read_settings(ROOT)
    if found is None:
        raise SystemExit(f"The project itself cannot be read: {findings}")
    return found


@cache
def kinds(area: str, folder: Path) -> dict[str, Kind]:
    """The kinds of an area by name. `folder` is for the copies that are edited in this process."""
    made: list[Kind] = import_module(f"mutation.{area}").kinds(settings(), folder / f"{area}-{os.getpid()}")
    return {kind.name: kind for kind in made}


def prepare(areas: Collection[str], progress: Callable[[str], object]) -> None:
    """Make once what the processes share, such as the files of every format."""
    for area in areas:
        module = import_module(f"mutation.{area}")
        if hasattr(module, "prepare"):
            module.prepare(settings(), progress)


def wanted(areas: Collection[str], words: str, folder: Path) -> list[Job]:
    """What to measure, in the order of the areas."""
    jobs: list[Job] = []
    for area in areas:
        found = [kind.name for kind in kinds(area, folder).values() if words in f"{kind.name} {kind.group}"]
        jobs += [(area, tuple(found))] if area in TOGETHER and found else [(area, (name,)) for name in found]
    return jobs


def names(areas: Collection[str], folder: Path) -> set[str]:
    """The names of the kinds of these areas, of their groups, and the words of both."""
    there = {name for area in areas for kind in kinds(area, folder).values() for name in (kind.name, kind.group)}
    return there | {word for name in there for word in name.split()}


def measure(area: str, together: Sequence[str], places: int, seed: int, folder: Path) -> list[Measured]:
    """Draw the places of these kinds, then judge each."""
    chosen = [kinds(area, folder)[name] for name in together]
    drawn = [(kind, draw(kind, places, seed)) for kind in chosen]
    return [judge(kind, seeds) for kind, seeds in drawn]
