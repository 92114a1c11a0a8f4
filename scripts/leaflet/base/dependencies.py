"""Which modules of the program a format is made by: its own, and all that it imports from the program."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]  # the folder that holds the package `leaflet`
REQUIREMENTS = ROOT.parent / "requirements.txt"  # the versions of all that is installed beside it


@cache
def modules(file: Path) -> frozenset[Path]:
    """The module in `file`, those of the program that it imports, those that these import, and so on."""
    found: set[Path] = set()
    left = {file}
    while left:
        found |= left
        left = {imported for one in left for imported in _imported(one)} - found
    return frozenset(found)


@cache
def _imported(file: Path) -> frozenset[Path]:
    return frozenset(_imports(ast.parse(file.read_bytes())))


def _imports(tree: ast.Module) -> Iterator[Path]:
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and (node.module or "").partition(".")[0] == "leaflet":
            package = ROOT.joinpath(*str(node.module).split("."))
            for name in (package / alias.name for alias in node.names):
                places = (name.with_suffix(".py"), package.with_suffix(".py"), package / "__init__.py")
                yield next(place for place in places if place.is_file())


def made_by(file: Path) -> Iterator[Path]:
    """The modules that make a format, from the one in `file`, and the versions of the packages that they use."""
    yield from sorted(modules(file))
    if REQUIREMENTS.is_file():
        yield REQUIREMENTS
