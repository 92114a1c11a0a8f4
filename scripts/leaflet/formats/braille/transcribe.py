"""Words made ready for the Braille tables of their language, and put into cells.

What the tables cannot do by themselves, and is done here for every text:

- letters with a nukta (Bengali, Punjabi) are put together again: Unicode's NFC takes them apart, and the tables know
  them whole; digits of any script become 0 to 9, as in the print; invisible characters go;
- words in Latin letters inside another script are written in uncontracted UEB, with its capitals;
- Chinese gets its word breaks (GB/T 15720: Braille is written by words) from jieba, which is right for most words;
- two numbers with a sign between them (10:30, 2/3) each get a number sign where the tables of India give only the
  first one, and a full stop between letters its cell, where they give it that of a decimal point, which is a letter;
- a vowel letter after a consonant gets the letter A before it, as those tables do for most vowels, not all;
- a character that no table knows becomes a full cell, and a finding (B001).

In the cells given back a space is a place where a line may end; U+2800 is a blank that holds a number together.
"""

from __future__ import annotations

import importlib.util
import logging
import re
import tempfile
import unicodedata
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

from leaflet.content.addresses import ADDRESS
from leaflet.formats.braille import liblouis as louis
from leaflet.project.settings import SOURCE_LANGUAGE, Language, languages

BLANK = "\u2800"
UNKNOWN = "\u283f"
NO_BREAK = "\u00a0"
_WORDS, _SIGN = "\ue000", "\ue001"  # own/marks.uti
FILLED = re.compile("[\u28ff\u28bf]")  # the cells of the two
_LATIN = "A-Za-z\u00c0-\u024f"
LATIN_WORDS = re.compile(
    rf"{ADDRESS.pattern}"
    rf"|[{_LATIN}](?:[{_LATIN}0-9&'’/.-]*[{_LATIN}0-9])?(?: [{_LATIN}](?:[{_LATIN}0-9&'’/.-]*[{_LATIN}0-9])?)*"
)
NUMBER = r"\d+(?:[.,:/\u2013-]\d+)*"
_NUMERIC_SPACE = re.compile(rf"(?<=\d){NO_BREAK}(?=\d)")  # in English dot 5 (UEB 6.6): the table has it for U+00A0
_HELD = "\ue002"
_SIGNS = ":/\u2013-"
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
_NUKTA = {  # Unicode's composition exclusions: NFC never gives these
    "\u09a1\u09bc": "\u09dc",
    "\u09a2\u09bc": "\u09dd",
    "\u09af\u09bc": "\u09df",
    "\u0a32\u0a3c": "\u0a33",
    "\u0a38\u0a3c": "\u0a36",
    "\u0a16\u0a3c": "\u0a59",
    "\u0a17\u0a3c": "\u0a5a",
    "\u0a1c\u0a3c": "\u0a5b",
    "\u0a2b\u0a3c": "\u0a5e",
}
_CHINESE_PARTS = re.compile(
    rf"(?P<number>\d+(?:[.,:/\u2013{NO_BREAK}-]\d+)*%?)|(?P<opening>[（“‘《(\[])|(?P<closing>[，。、；：？！”’》）)\].,:;?!…])"
    rf"|(?P<han>[\u3400-\u9fff]+)|(?P<space>\s+)|(?P<other>.)",
    re.DOTALL,
)


def prepared(words: str) -> str:
    """Print as every table takes it: composed, with Western digits and nothing invisible."""
    words = unicodedata.normalize("NFC", _INVISIBLE.sub("", words)).replace("\u202f", NO_BREAK).replace("\u2011", "-")
    for apart, whole in _NUKTA.items():
        words = words.replace(apart, whole)
    words = "".join(str(unicodedata.digit(c)) if c.isdecimal() else c for c in words)
    return re.sub(r"[ \t\n\r\f\v]+", " ", words).strip(" ")


@dataclass(frozen=True)
class Braille:
    """Braille of one language and grade. `tables` is what liblouis is given."""

    language: Language
    contracted: bool

    @cached_property
    def tables(self) -> str:
        return louis.table_list(self.language, self.contracted)

    @property
    def has_latin_words(self) -> bool:
        """Whether words in Latin letters are written in another code than the rest."""
        return self.language.braille.latin_as_ueb

    @cached_property
    def cells(self) -> Callable[[str], str]:
        """Print in cells; a space where a line may end. Each text is put into cells once."""
        return cache(self._cells)

    @cached_property
    def marked(self) -> Callable[[str], tuple[str, list[str]]]:
        """Prepared print, with a mark for each part that other cells will fill; and those cells, in order."""
        return cache(self._marked)

    def _cells(self, words: str) -> str:
        filling = iter(self.marked(words)[1])
        return FILLED.sub(lambda match: next(filling, UNKNOWN), self.frame(words))

    def frame(self, words: str) -> str:
        """Return the cells of a text, with one of eight dots (`FILLED`) for each part that other cells will fill."""
        marked, _ = self.marked(words)
        return self._word_by_word(marked) if self._is_chinese else self._breakable(marked)

    def unknown(self, words: str) -> list[str]:
        """The characters of a text that have no cells in this Braille."""
        left = prepared(words).replace(NO_BREAK, " ")
        if not self.has_latin_words:
            return louis.unknown(self.tables, left)
        latin = [character for run in LATIN_WORDS.findall(left) for character in _english().unknown(run)]
        return list(dict.fromkeys([*latin, *louis.unknown(self.tables, LATIN_WORDS.sub("", left))]))

    def _marked(self, words: str) -> tuple[str, list[str]]:
        left, marked = prepared(words), ""
        if gap := self.language.braille.hiatus:
            left = re.sub(f"(?<=[{gap.consonants}])(?=[{gap.vowels}])", gap.letter, left)
        fills: list[str] = []
        while left:
            latin = LATIN_WORDS.match(left) if self.has_latin_words else None
            part = latin[0] if latin else left[0]
            left, before = left[len(part) :], marked[-1:]
            if latin:
                fills.append(latin_cells(part, before, left[:1]))
                marked += _WORDS
            elif self._is_indian and (
                (part in _SIGNS and before.isdecimal() and left[:1].isdecimal()) or (part == "." and left[:1].isalpha())
            ):
                fills.append(louis.cells(self.tables, f"1{part}").removeprefix(louis.cells(self.tables, "1")))
                marked += _SIGN
            elif part not in (" ", NO_BREAK) and not louis.is_known(self.tables, part):
                fills.append(UNKNOWN)
                marked += _SIGN
            else:
                marked += part
        return (chinese_words(marked) if self._is_chinese else marked), fills

    @property
    def _is_chinese(self) -> bool:
        return self.language.braille.family == "chinese"

    @property
    def _is_indian(self) -> bool:
        """Tables made from older British Braille, which carries a number over a sign: 10:30 would read 10:cj."""
        return self.language.braille.family == "indian"

    def _breakable(self, words: str) -> str:
        """Cells of a text, its blanks as spaces, but U+2800 for each no-break space of the text. In English the groups
        of a telephone number are one number, with the numeric space between them."""
        if self.language.tag == SOURCE_LANGUAGE:
            words = _NUMERIC_SPACE.sub(_HELD, words)
        spaces = [c for c in words if c in (" ", NO_BREAK)]
        braille = louis.cells(self.tables, words.replace(NO_BREAK, " ").replace(_HELD, NO_BREAK))
        if braille.count(BLANK) != len(spaces):
            return braille.replace(BLANK, " ")
        kinds = iter(spaces)
        return re.sub(BLANK, lambda match: " " if next(kinds) == " " else BLANK, braille)

    def _word_by_word(self, words: str) -> str:
        """Chinese: each number gets its own sign, and nothing beside it can change its last digit."""
        blanks = {" ": " ", NO_BREAK: BLANK}
        parts = re.split(f"([ {NO_BREAK}]|{NUMBER})", words)
        braille = "".join(blanks.get(part) or louis.cells(self.tables, part).replace(BLANK, " ") for part in parts)
        return re.sub(" +", " ", braille).strip(" ")


@cache
def _english() -> Braille:
    return Braille(languages()["en"], contracted=False)


def latin_cells(words: str, before: str, after: str) -> str:
    """Words in Latin letters as uncontracted UEB, for a place inside another script.

    A letter a to j right after a digit gets the grade 1 indicator (UEB 6.5.1); capitals that run up to a letter of the
    other script are closed (UEB 8.6).
    """
    braille = _english().cells(words)
    if before.isdigit() and words[0] in "abcdefghij":
        braille = "\u2830" + braille
    if re.search(r"[A-Z]{2,}$", words) and unicodedata.category(after or " ")[0] in "LM":
        braille += "\u2820\u2804"
    return braille


@cache
def _jieba() -> Any:
    """jieba's dictionary, without its cache, a file with a known name in a folder that everybody can write to."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # jieba 0.42.1 is full of escapes that Python 3.12 warns of
        import jieba

    jieba.setLogLevel(logging.ERROR)
    tokenizer = jieba.Tokenizer()
    with tempfile.TemporaryDirectory() as folder:
        tokenizer.tmp_dir = folder
        tokenizer.initialize()
    for line in (louis.TABLES / "own" / "zh.uti").read_text(encoding="utf-8").splitlines():
        if line.startswith("always "):
            tokenizer.add_word("".join(chr(int(code, 16)) for code in re.findall(r"\\x([0-9A-F]{4})", line)))
    return tokenizer


def can_break_chinese() -> bool:
    return importlib.util.find_spec("jieba") is not None


def chinese_words(words: str) -> str:
    """Chinese print with a space between words. Closing signs stay with what is before them, opening ones with what
    follows; a number stands alone, but for the 第 that makes it an ordinal."""
    out = ""
    for token, kind in _chinese_tokens(words):
        joins = not out or kind == "closing" or out[-1] in "（“‘《(["
        joins = joins or (kind == "number" and out.endswith("第"))
        out += token if joins else f" {token}"
    return out


def _chinese_tokens(words: str) -> Iterator[tuple[str, str]]:
    for match in _CHINESE_PARTS.finditer(words):
        kind = match.lastgroup or "other"
        if kind == "han":
            yield from ((word, "han") for word in _jieba().cut(match[0]))
        elif kind != "space":
            yield match[0], kind
