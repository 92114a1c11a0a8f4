"""What a code means, with the bad and the good case that the tests hold it to."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from pathlib import Path

from leaflet.findings.codes import Rule

CASES = Path("tests", "checks")
BASES = {"T": "base-translated"}  # what the cases of a family differ from; elsewhere:
BASE = "base"
MOST = 3  # lines of an example
WIDTH = 110


def explain(rule: Rule, root: Path) -> str:
    """The code's title, severity, reason and, where there are any, its bad and good case, as lines of text."""
    effect = "stops a release" if rule.severity == "error" else "does not stop a release"
    lines = [f"{rule.code} ({rule.severity}): {rule.title}.", f"It {effect}.", "", rule.why]
    bad, good = example(rule, root)
    for name, case in (("Found", bad), ("Not found", good)):
        if any(case):
            lines += ["", f"{name}:", *(f"    {line}" for line in case)]
    return "\n".join(lines)


def example(rule: Rule, root: Path) -> tuple[list[str], list[str]]:
    """A few lines with the fault, and without: the words of codes.yml, or else of the golden cases."""
    folder = root / CASES / rule.code
    if rule.bad or not (folder / "bad" / "expected.txt").is_file():
        return [rule.bad], [rule.good]
    base = root / CASES / BASES.get(rule.code[0], BASE)
    _, place = (folder / "bad" / "expected.txt").read_text(encoding="utf-8").splitlines()[0].split(" ", 1)
    path, _, line = place.rpartition(":")
    bad = _lines(folder / "bad" / path, base / path)
    good = _lines(folder / "good" / path, base / path)
    removed, added = _difference(bad, good, int(line) - 1)
    return [f"{path}:{line}", *(_short(removed) or ["(the lines below are missing)"])], (
        _short(added) or ["(without these lines)"]
    )


def _lines(file: Path, otherwise: Path) -> list[str]:
    place = file if file.is_file() else otherwise
    try:
        return place.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return []


def _difference(bad: list[str], good: list[str], at: int) -> tuple[list[str], list[str]]:
    """The lines around `at` that only the bad case has, and those that the good one has in their place."""
    blocks = [
        block for block in difflib.SequenceMatcher(None, bad, good, autojunk=False).get_opcodes() if block[0] != "equal"
    ]
    if not blocks:
        return [], []
    _, start, end, first, last = min(blocks, key=lambda block: max(block[1] - at, at - block[2], 0))
    return bad[start:end], good[first:last]


def _short(lines: list[str]) -> list[str]:
    return list(_shortened([line for line in lines if line.strip()]))


def _shortened(lines: list[str]) -> Iterator[str]:
    for line in lines[:MOST]:
        yield line if len(line) <= WIDTH else line[: WIDTH - 3] + "..."
    if len(lines) > MOST:
        yield "..."
