"""liblouis, the Braille translator: print to cells with a language's tables, and back.

How it gets here, on Debian 12 and Ubuntu 24.04. The library is the system's (package `liblouis-bin`: 3.24 on Debian 12,
3.29 on Ubuntu 24.04); the tables are ours, those of liblouis 3.33.0, in `braille_tables/` (LGPL, see the README there):

- no package of PyPI or npm carries a liblouis that is newer than 2017 (looked at in November 2026);
- the system's tables differ between the two systems, and Debian's lack Romanian and characters of Bengali: the same
  words would give other cells on another machine. With tables of one version they give the same file everywhere: the
  cells of every text of this leaflet were the same with the library of 3.24, 3.33 and 3.39 (3.29 was not at hand);
- one thing differed. The library of 3.24 writes the last digit of a number that stands before a Chinese character as a
  letter (45 minutes became "4" and a syllable). `transcribe.py` sets numbers apart, so that no version does, and the
  checks read every number back from the finished file (B006);
- a package of Debian 13 unpacked beside the system's would be another way. Its address changes with every point
  release, and a machine with Ubuntu need not reach it.

Cells are Unicode Braille patterns, U+2800 to U+283F; a space of the print is U+2800.
"""

from __future__ import annotations

import ctypes
import ctypes.util
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import Path
from threading import Lock

from leaflet.project.settings import Language

TABLES = Path(__file__).parent / "tables"
TABLES_VERSION = "3.33.0"
OLDEST = (3, 24)
_SPELLINGS = ("liblouis.so.20", "liblouis.so", "liblouis.dylib")
_NO_UNDEFINED = 128  # liblouis.h: noUndefined
_LOG_OFF = 60000  # liblouis.h: LOU_LOG_OFF
_LOCK = Lock()  # liblouis keeps its state in globals


class BrailleError(RuntimeError):
    """liblouis could not be used, or refused a table."""


@cache
def _library() -> ctypes.CDLL:
    found = ctypes.util.find_library("louis")
    for name in (*((found,) if found else ()), *_SPELLINGS):
        try:
            library = ctypes.CDLL(name)
        except OSError:
            continue
        library.lou_version.restype = ctypes.c_char_p
        library.lou_setLogLevel(_LOG_OFF)
        return library
    raise BrailleError("liblouis is not installed. Run ./scripts/setup, or install the package liblouis-bin.")


def library_version() -> tuple[int, ...]:
    """The version of the system's liblouis, as (3, 24, 0)."""
    words = _library().lou_version().decode("ascii")
    return tuple(int(part) for part in words.split(".") if part.isdigit())


def versions() -> str:
    """The library of the system; the tables are files of ours."""
    return f"liblouis {'.'.join(map(str, library_version()))}"


def no_library() -> str | None:
    """Why nothing can be put into Braille on this machine, or None."""
    try:
        version = library_version()
    except BrailleError as error:
        return str(error)
    if version < OLDEST:
        return f"liblouis is {'.'.join(map(str, version))}; 3.24 or later is needed: run scripts/setup."
    if "," in str(TABLES):
        return "liblouis cannot read tables from a folder with a comma in its name: move it, run scripts/setup."
    return None


def missing_table(language: Language, contracted: bool) -> str | None:
    """Why a language has no table of that grade here, or None."""
    name = table_name(language, contracted)
    if not name or not (TABLES / "liblouis" / name).is_file():
        kind = "contracted" if contracted else "uncontracted"
        return f"There is no table for {kind} Braille in {language.english_name}."
    return None


def table_name(language: Language, contracted: bool) -> str:
    """The table of `languages.yml` for a grade: where two are named the first is contracted; a single one is not."""
    if contracted:
        return language.braille.tables[0] if len(language.braille.tables) > 1 else ""
    return language.braille.tables[-1] if language.braille.tables else ""


def table_list(language: Language, contracted: bool) -> str:
    """All tables for a language, as liblouis takes them: the display, the language's, our additions."""
    own = TABLES / "own"
    files = [
        TABLES / "liblouis" / "unicode.dis",
        TABLES / "liblouis" / table_name(language, contracted),
        own / "marks.uti",
        own / f"{language.tag}.uti",
    ]
    return ",".join(str(file) for file in files if file.is_file())


def table_files() -> Iterator[Path]:
    """Every file that a translation can depend on."""
    kinds = (".ctb", ".utb", ".tbl", ".uti", ".cti", ".dis")
    yield from sorted(file for file in TABLES.rglob("*") if file.suffix in kinds)


@lru_cache(maxsize=100_000)
def cells(tables: str, words: str) -> str:
    """Print as cells. A character that the tables lack gives no cell: ask `unknown` first."""
    return _run("lou_translateString", tables, words, _NO_UNDEFINED)


@lru_cache(maxsize=100_000)
def print_of(tables: str, braille: str) -> str:
    """Cells back to print, as far as the tables can."""
    return _run("lou_backTranslateString", tables, braille, _NO_UNDEFINED)


@cache
def is_known(tables: str, character: str) -> bool:
    """Whether the tables give a character cells. Some (Chinese, French: `undefined 0`) print a blank for what they do
    not define. Private-use characters are marks of ours, never words."""
    if unicodedata.category(character) == "Co":
        return False
    found = cells(tables, character)
    return _run("lou_translateString", tables, character, 0) == found and (
        character.isspace() or found.strip("\u2800") != ""
    )


def unknown(tables: str, words: str) -> list[str]:
    """The characters of `words` that the tables do not define, each once."""
    return [character for character in dict.fromkeys(words) if not is_known(tables, character)]


def _run(function: str, tables: str, words: str, mode: int) -> str:
    """One call of liblouis, in the width of character that it was built with."""
    library = _library()
    size = library.lou_charSize()
    encoding = "utf-16-le" if size == 2 else "utf-32-le"
    data = words.encode(encoding)
    read = ctypes.c_int(len(data) // size)
    written = ctypes.c_int(read.value * 8 + 64)
    into = ctypes.create_string_buffer(written.value * size)
    with _LOCK:
        done = getattr(library, function)(
            tables.encode(),
            ctypes.create_string_buffer(data, len(data) + size),
            ctypes.byref(read),
            into,
            ctypes.byref(written),
            None,
            None,
            mode,
        )
    if not done or read.value != len(data) // size:
        raise BrailleError(f"liblouis refused {tables.split(',')[1]} or a text of {len(words)} characters.")
    return into.raw[: written.value * size].decode(encoding)
