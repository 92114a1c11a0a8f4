"""The English and the translation of a section beside each other in the terminal, with what changed marked."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import zip_longest
from pathlib import Path

from leaflet.content.model import Section
from leaflet.content.runs import section_pieces
from leaflet.project.settings import Settings
from leaflet.translation.stamping import Comparison
from leaflet.translation.stamps import read_record

KEPT = Path(".cache", "compared.json")  # the words of what was stamped here, by hash
BETWEEN = " | "
_TOKEN = re.compile(r"[^\W\d_a-zA-Z\u00c0-\u024f\u0590-\u0fff]|\w+|\s|[^\w\s]")  # Chinese by the character

Texts = dict[str, str]


def lines(comparison: Comparison, width: int, earlier: Texts) -> Iterator[str]:
    """Both texts as they are, side by side in `width` columns, under a heading that says what has changed.

    Where the words of the last stamp are in `earlier`, `[-what was there-]` and `{+what is there now+}` is marked.
    """
    before, after, part = comparison.before, comparison.after, comparison.part
    column = max((width - len(BETWEEN)) // 2, 20)
    yield f"{part.page} #{part.section}"
    hashes = ((before.source, after.source), (before.translation, after.translation)) if before else ((None, ""),) * 2
    sides = [
        _side(words_of(section), old, new, earlier)
        for section, (old, new) in zip((comparison.english, comparison.translated), hashes, strict=True)
    ]
    (english, of_english), (translated, of_translated) = sides
    yield from _row(f"English: {of_english}", f"translation: {of_translated}", column)
    for ours, theirs in zip_longest(english, translated, fillvalue=""):
        yield from _row(ours, theirs, column)


def words_of(section: Section | None) -> str:
    """What a reader meets in a section, a piece a line, with where its links lead."""
    found = section_pieces(section) if section else ()
    return "\n".join(" ".join(piece.words.split()) for piece in found)


def _side(words: str, old: str | None, new: str | None, earlier: Texts) -> tuple[list[str], str]:
    """The lines of one side, marked as far as can be, and in a word what has become of it."""
    if old is None:
        return words.split("\n"), "not compared before"
    if old == new:
        return words.split("\n"), "as compared"
    if old in earlier:
        return marked(earlier[old], words).split("\n"), "edited, as marked"
    return words.split("\n"), "edited (the words of before are not kept here)"


def marked(old: str, new: str) -> str:
    """The new words, a line for each of theirs, with `[-lost-]` and `{+added+}`."""
    ours, theirs = _TOKEN.findall(old), _TOKEN.findall(new)
    found = []
    for kind, a, b, c, d in SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes():
        lost, added = "".join(ours[a:b]).replace("\n", " "), "".join(theirs[c:d])
        if kind == "equal":
            found.append(added)
            continue
        found += [f"[-{lost}-]"] if lost.strip() else []
        found.append("\n".join(f"{{+{line}+}}" if line.strip() else line for line in added.split("\n")))
    return "".join(found)


def _row(left: str, right: str, column: int) -> Iterator[str]:
    for ours, theirs in zip_longest(_wrapped(left, column), _wrapped(right, column), fillvalue=""):
        yield f"{ours}{' ' * (column - width_of(ours))}{BETWEEN}{theirs}".rstrip()


def _wrapped(words: str, column: int) -> Iterator[str]:
    """The words in lines of at most so many columns; a word that is longer is cut, as Chinese is."""
    line = ""
    for token in re.findall(r"\S+\s*", words) or [""]:
        if line and width_of((line + token).rstrip()) > column:
            yield line.rstrip()
            line = ""
        for sign in token:
            if width_of(line + sign.strip()) > column:
                yield line
                line = ""
            line += sign
    yield line.rstrip()


def width_of(words: str) -> int:
    """How many columns of a terminal the words take."""
    return sum(_width(sign) for sign in words)


def _width(sign: str) -> int:
    if unicodedata.category(sign) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(sign) in "WF" else 1


def read_texts(settings: Settings) -> Texts:
    """The words that were stamped on this machine, by hash; none where nothing is kept."""
    try:
        found = json.loads((settings.root / KEPT).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def keep_texts(settings: Settings, comparisons: Iterable[Comparison]) -> None:
    """Keep the words of what was stamped, so that the next stamp can mark what changed; forget what no stamp names."""
    texts = read_texts(settings)
    for one in comparisons:
        texts[one.after.source] = words_of(one.english)
        texts[one.after.translation or ""] = words_of(one.translated)
    named = set(_hashes(settings, settings.languages))
    place = settings.root / KEPT
    place.parent.mkdir(parents=True, exist_ok=True)
    kept = {digest: words for digest, words in texts.items() if digest in named}
    place.write_text(json.dumps(kept, ensure_ascii=False, indent=0), encoding="utf-8")


def _hashes(settings: Settings, tags: Sequence[str]) -> Iterator[str]:
    for tag in tags:
        for sections in read_record(settings, tag)[0].values():
            for stamp in sections.values():
                yield from (digest for digest in (stamp.source, stamp.translation) if digest)
