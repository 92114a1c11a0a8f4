"""Words that were heard beside words that were said: numbers as digits, letters alone, and how much differs."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from functools import cache

from pypinyin import Style, lazy_pinyin
from unicode_rbnf import RbnfEngine

from leaflet.formats.audio_speech import speech_of
from leaflet.settings import Language

LONGEST_NUMBER = 9  # words, and what stands between them
_SINGLE = re.compile(r"(?<!\d)\d(?:[ ,،、，-]+\d(?![\d.]))+")  # digit by digit: one number
_GROUPED = re.compile(r"(?<=\d)[,.\u00a0 ](?=\d{3}(?!\d))")
_TEN_THOUSANDS = re.compile(r"(\d+(?:\.\d+)?) *万")  # as recognisers write them: 4 万
_HAN_NUMBER = re.compile("[零〇一二两三四五六七八九幺十百千万]+(?:点[零〇一二三四五六七八九]+)?")
_HAN_ROWS = ("零〇", "一幺", "二两", "三", "四", "五", "六", "七", "八", "九")
_HAN_DIGITS = {digit: value for value, row in enumerate(_HAN_ROWS) for digit in row}
_HAN_UNITS = {"十": 10, "百": 100, "千": 1000}
_CONTRACTED = re.compile(r"(?i)\bcan['’]t\b|n['’]t\b")


def with_digits(words: str, language: str) -> str:
    """Words with their numbers in digits: `twenty-four to forty-eight` is `24 to 48`, `nine nine nine` is `999`."""
    words = unicodedata.normalize("NFKC", words).lower()
    words = _CONTRACTED.sub(" not", words) if language == "en" else words
    words = "".join(str(unicodedata.digit(letter)) if letter.isdecimal() else letter for letter in words)
    speech = speech_of(language)
    words = re.sub(r"(?<=\d),(?=\d{1,2}(?!\d))", ".", words) if speech.decimal == "," else words
    if speech.script == "Han":
        words = _TEN_THOUSANDS.sub(lambda match: f"{float(match[1]) * 10_000:.0f}", words)
        words = _HAN_NUMBER.sub(lambda match: f" {_han_value(match[0])} ", words)
    elif speech.numbers:
        words = _spelt_as_digits(words, language)
        words = re.sub(rf"(?<=\d) {speech.point} (?=\d)", ".", words)
    else:
        for value, digit in enumerate(speech.digits):
            words = re.sub(rf"(?<!\w){digit}(?!\w)", str(value), words)
    words = _SINGLE.sub(lambda match: re.sub(r"\D", "", match[0]), _GROUPED.sub("", words))
    return " ".join(words.split())


@cache
def _values(language: str) -> dict[str, str]:
    """Every way to write the numbers that a leaflet may have, in words, with its digits."""
    engine, found = RbnfEngine.for_language(language), dict[str, str]()
    mend = speech_of(language).mend
    for number in (*range(200), *range(200, 1000, 10), *range(1000, 100_001, 1000)):
        for said in engine.format_number(number).text_by_ruleset.values():
            for pattern, better in (("", ""), *mend):
                mended = re.sub(pattern, better, said) if pattern else said
                found[" ".join(mended.replace("-", " ").split())] = str(number)
    return found


def _spelt_as_digits(words: str, language: str) -> str:
    """Words with each run of number words, the longest first, as digits."""
    values, parts, out, place = _values(language), re.findall(r"\w+|[^\w]+", words), list[str](), 0
    while place < len(parts):
        ends = range(min(place + LONGEST_NUMBER, len(parts)), place, -1) if parts[place][0].isalpha() else ()
        end = next((end for end in ends if parts[end - 1][0].isalpha()
                    and " ".join("".join(parts[place:end]).replace("-", " ").split()) in values), 0)
        run = "".join(parts[place: end or place + 1])
        out.append(values[" ".join(run.replace("-", " ").split())] if end else run)
        place = end or place + 1
    return "".join(out)


def _han_value(words: str) -> str:
    """The digits of a Chinese number, read by place (四万) or digit by digit (九九九)."""
    whole, _, part = words.partition("点")
    fraction = "." + "".join(str(_HAN_DIGITS[digit]) for digit in part) if part else ""
    if not set(whole) & {"十", "百", "千", "万"}:
        return "".join(str(_HAN_DIGITS[digit]) for digit in whole) + fraction
    total, small, digit = 0, 0, 0
    for sign in whole:
        if sign == "万":
            total, small, digit = (total + small + digit) * 10_000, 0, 0
        elif sign in _HAN_UNITS:
            small, digit = small + (digit or 1) * _HAN_UNITS[sign], 0
        else:
            digit = _HAN_DIGITS[sign]
    return f"{total + small + digit}{fraction}"


def letters(words: str, language: str) -> str:
    """What is compared: letters and digits alone. Of Chinese the sounds with their tones (pinyin, ISO 7098).

    A recogniser that writes another character of the same sound and tone has heard rightly.
    """
    words = with_digits(words, language)
    if speech_of(language).script == "Han":
        words = "".join(lazy_pinyin(words, style=Style.TONE))
    return "".join(letter for letter in words if unicodedata.category(letter)[0] in "LMN")


def error_rate(said: str, heard: str, language: str) -> float:
    """The character error rate: how many letters must change to get from `heard` to `said`, by letter of `said`."""
    ours, theirs = letters(said, language), letters(heard, language)
    return distance(ours, theirs) / max(len(ours), 1)


def distance(first: str, second: str) -> int:
    """Levenshtein's distance: letters to put in, take out or change."""
    row = list(range(len(second) + 1))
    for place, letter in enumerate(first, 1):
        previous, row[0] = row[0], place
        for column, other in enumerate(second, 1):
            previous, row[column] = row[column], min(row[column] + 1, row[column - 1] + 1, previous + (letter != other))
    return row[-1]


def numbers(words: str, language: str) -> Counter[str]:
    """The numbers of words, as digits; a phone number counts once, however often it is said."""
    found = Counter(re.findall(r"\d+(?:\.\d+)?", with_digits(words, language)))
    return Counter({number: 1 if is_dialled(number) else count for number, count in found.items()})


def is_dialled(number: str) -> bool:
    return number in ("999", "111", "112", "18001") or len(number) > 5


def nots(words: str, language: Language) -> int:
    """How many words of negation there are (`languages.yml`: words.not)."""
    said = _CONTRACTED.sub(" not", words.lower()) if language.tag == "en" else words.lower()
    return sum(len(re.findall(pattern, said)) for pattern in language.words.get("not", ()))


def lost(said: str, heard: str, language: Language) -> Iterator[str]:
    """Numbers and words of negation that were said and not heard, in plain English."""
    spoken, caught = numbers(said, language.tag), numbers(heard, language.tag)
    if "".join(sorted(spoken.elements())) != "".join(sorted(caught.elements())):
        everything = "".join(re.findall(r"\d", with_digits(heard, language.tag)))
        for number in (spoken - caught):
            if not (is_dialled(number) and number in everything):
                yield f"the number {number}"
    if nots(heard, language) < nots(said, language):
        yield "a word such as not"
