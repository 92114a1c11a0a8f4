"""Lines of plain text no wider than an e-mail shows, in columns: a Chinese character takes two."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

WIDTH = 72  # columns: RFC 3676 (format=flowed), 4.2, asks for no more than 78, and quoting adds some
_WIDE = ("W", "F")
_NO_WIDTH = ("Mn", "Me", "Cf")
_NOT_FIRST = "、。，．；：？！）》」』】〉”’…—％·"  # not at the start of a line (GB/T 15834)
_NOT_LAST = "（《「『【〈“‘"  # nor at its end
_PIECE = re.compile(r"[ \n\t]+|[^ \n\t]+")


def columns(words: str) -> int:
    """How wide words are on a screen of letters of one width (UAX 11, East Asian Width)."""
    return sum(2 if is_wide(letter) else 1 for letter in words if unicodedata.category(letter) not in _NO_WIDTH)


def is_wide(letter: str) -> bool:
    """Return whether a letter takes two columns, as those of Chinese do; no letter takes none."""
    return bool(letter) and unicodedata.east_asian_width(letter) in _WIDE


def wrap(words: str, first: str = "", rest: str | None = None, width: int = WIDTH) -> list[str]:
    """Lines of at most `width` columns; `first` begins the first and `rest` the others (as wide a space, if not given).

    A word is never cut, nor a number with no-break spaces: one that is too wide stands on a line of its own.
    """
    rest = " " * columns(first) if rest is None else rest
    lines, line, gap = [], first, ""
    empty = True
    for piece in _pieces(words):
        if piece.isspace() and piece != "\u00a0":
            gap = "" if empty else " "
        elif empty or columns(line + gap + piece) <= width:
            line, gap, empty = line + gap + piece, "", False
        else:
            lines.append(line)
            line, gap = rest + piece, ""
    return [*lines, line] if not empty else lines


def _pieces(words: str) -> Iterator[str]:
    """Spaces, and what may not be cut: words, and single wide characters with the signs that belong to them."""
    for match in _PIECE.finditer(words):
        yield from [match[0]] if match[0].isspace() else _uncut(match[0])


def _uncut(word: str) -> Iterator[str]:
    piece = ""
    for letter in word:
        wide = is_wide(letter)
        after_wide = is_wide(piece[-1:])
        may_end = bool(piece) and piece[-1] not in _NOT_LAST and letter not in _NOT_FIRST
        if may_end and (wide or after_wide):
            yield piece
            piece = ""
        piece += letter
    if piece:
        yield piece
