"""Words that were heard beside words that were said: numbers as digits, letters alone, and how much differs."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache
from itertools import accumulate

import cn2an
from pypinyin import Style, lazy_pinyin
from rapidfuzz.distance import Levenshtein
from unicode_rbnf import RbnfEngine

from leaflet.audio.speech import Speech, speech_of
from leaflet.audio.spoken_numbers import EMERGENCY, RANGE_OF_TIMES
from leaflet.project.settings import Language

_SINGLE = re.compile(r"(?<![\d.])\d(?:[ ,،、，-]+\d(?!\d|\.\d)){2,}")  # three or more digits, one by one: one number
_VULGAR = re.compile("(?=[¼-¾])")
_MIXED = re.compile(r"(\d+) (?:and |又 ?)?(1/2|1/4|3/4)(?!\d)")
_PARTS = {"1/2": ".5", "1/4": ".25", "3/4": ".75"}
_CLOCK = re.compile(r"(?<![\d.])(\d{1,2}):(\d\d)(?!\d)|(?<![\d.])(\d{1,2})\.(\d\d)(?= ?[ap]\.?m)")
_TEN_THOUSANDS = re.compile(r"(\d+(?:\.\d+)?) *万")  # as recognisers write them: 4 万
_HAN_NUMBER = re.compile("[零〇一二两三四五六七八九幺十百千万]+(?:点(?!零.分)[零〇一二三四五六七八九]+(?!十)万?)?")
_HAN_PARTS = re.compile(rf"({_HAN_NUMBER.pattern}|\d+)分之({_HAN_NUMBER.pattern}|[\d.]+)")
_HAN_UNITS = frozenset("十百千万")
_CONTRACTED = re.compile(r"(?i)\bcan['’]t\b|n['’]t\b")
_POWERS = (100, 1000, 1_000_000)


def with_digits(words: str, language: str) -> str:
    """Words with their numbers in digits: `twenty-four to forty-eight` is `24 to 48`, `nine nine nine` is `999`."""
    words = unicodedata.normalize("NFKC", _VULGAR.sub(" ", words).replace("，", ", ")).lower().replace("⁄", "/")
    words = _CONTRACTED.sub(" not", words) if language == "en" else words
    words = "".join(str(unicodedata.digit(letter)) if letter.isdecimal() else letter for letter in words)
    words = re.sub(r"(?<![\w.])\.(?=\d)", "0.", words)
    speech = speech_of(language)
    words = re.sub(rf"(?<=\d)[{_groups(speech)}](?=\d{{3}}(?!\d))", "", words)
    words = RANGE_OF_TIMES.sub(r"\1:", words)
    words = _CLOCK.sub(lambda match: f"{match[1] or match[3]} {match[2] or match[4]}".removesuffix(" 00"), words)
    words = re.sub(r"(?<=\d),(?=\d)", ".", words) if speech.decimal == "," else words
    if speech.dense:
        words = _TEN_THOUSANDS.sub(lambda match: f"{float(match[1]) * 10_000:.0f}", words)
        words = _HAN_PARTS.sub(_han_part, words)
        words = _HAN_NUMBER.sub(lambda match: f" {_han_value(match[0])} ", words)
        words = re.sub(r"(?<=\d) ?/ ?(?=\d)", "/", words)
    elif speech.numbers:
        words = _spelt_as_digits(words, language)
        words = re.sub(rf"(?<=\d) {speech.point} ((?:\d )*\d+)", lambda match: "." + match[1].replace(" ", ""), words)
        for pattern, fraction in speech.fractions:
            words = re.sub(pattern, fraction, words)
    else:
        for value, digit in enumerate(speech.digits):
            words = re.sub(rf"(?<!\w){digit}(?!\w)", str(value), words)
    words = _MIXED.sub(lambda match: match[1] + _PARTS[match[2]], words)
    return " ".join(_SINGLE.sub(lambda match: re.sub(r"\D", "", match[0]), words).split())


def _han_part(match: re.Match[str]) -> str:
    """百分之五 is 5%, 二分之一 is 1/2."""
    return f"{match[2]}%" if match[1] in ("百", "100") else f"{match[2]}/{match[1]}"


def _groups(speech: Speech) -> str:
    """The signs that may stand between thousands: all but the decimal sign."""
    return ",\u00a0 " if speech.decimal == "." else ".\u00a0 "


@dataclass(frozen=True, slots=True)
class _Names:
    """The words of a language for numbers: `values` of those that are added, `powers` of those that multiply."""

    values: Mapping[str, int]
    powers: Mapping[str, int]
    joining: frozenset[str]  # and


@cache
def _names(language: str) -> _Names:
    """From CLDR's words for the numbers that others are made of."""
    values, powers = dict[str, int](), dict[str, int]()
    for number in (*range(20), *range(20, 100, 10), *range(100, 1000, 100)):
        values |= {said: number for said in _spellings(number, language) if said.isalpha()}
    speech = speech_of(language)
    values |= {f"{said}s": number for said, number in values.items() if number in range(20, 100)}  # 1990s
    values |= {said: number for number, said in speech.ordinals.items() if said.isalpha()}
    for ending, other in speech.locative.get("endings", ()):
        values |= {re.sub(f"{ending}$", other, said): number for said, number in values.items()}
    for power in _POWERS:
        spelt = (said.split() for many in (1, 2, 5) for said in _spellings(many * power, language))
        powers |= {words[-1]: power for words in spelt if words and words[-1] not in values}
    everything = {word for number in (102, 1002) for said in _spellings(number, language) for word in said.split()}
    return _Names(values, powers, frozenset(everything - values.keys() - powers.keys()))


@cache
def _spellings(number: int, language: str) -> frozenset[str]:
    """Every way in which CLDR and `speech.yml` spell a number, without hyphens."""
    found = set(RbnfEngine.for_language(language).format_number(number).text_by_ruleset.values())
    for pattern, better in speech_of(language).mend:
        found |= {re.sub(pattern, better, said) for said in found}
    return frozenset(" ".join(said.replace("-", " ").replace("\u00ad", "").split()) for said in found)


def _spelt_as_digits(words: str, language: str) -> str:
    """Words with each run of number words as digits: `nine hundred and ninety-nine` is 999, `twenty thirteen` 2013."""
    names, out = _names(language), list[str]()
    parts = re.findall(r"[^\W\d]+|\d+|[\W]+", words)
    place = 0
    while place < len(parts):
        if parts[place] in names.values or parts[place] in names.powers:
            value, place = _number(parts, place, names)
            out.append(str(value))
        else:
            out.append(parts[place])
            place += 1
    said = "".join(out)
    if speech_of(language).years == "pairs":
        said = re.sub(r"(?<![\d.])(19|20) (\d\d)(?![\d]|\.\d)", r"\1\2", said)
    return said


def _number(parts: Sequence[str], place: int, names: _Names) -> tuple[int, int]:
    """The number that begins at a place, and where it ends: each word adds what is smaller, or multiplies."""
    total, last, room, start, end = 0, 0, 10**9, place, place
    while place < len(parts):
        word = parts[place]
        value, power = names.values.get(word), names.powers.get(word)
        if value is not None and value < room and (value or place == start):
            last, room = last + value, 1 if value < 20 else 10 if value < 100 else 100
        elif power and last < power and (last or not total):
            last = max(last, 1) * power
            if power >= 1000:
                total, last = total + last, 0
            room = power
        else:
            break
        place += 1
        end = place
        place = _next(parts, place)
        if (
            place < len(parts)
            and parts[place] in names.joining
            and _joins(parts, _next(parts, place + 1), 0 if total else room, names)
        ):
            place = _next(parts, place + 1)
    return total + last, end


def _next(parts: Sequence[str], place: int) -> int:
    """The first word from a place on."""
    return next((at for at in range(place, len(parts)) if parts[at] not in (" ", "-")), len(parts))


def _joins(parts: Sequence[str], place: int, room: int, names: _Names) -> bool:
    """Whether what follows "and" is a part of the number: in "three hundred and four hundred" it is another one."""
    power = next(
        (
            names.powers.get(word, 0)
            for word in (part for part in parts[place:] if part not in (" ", "-"))
            if word not in names.values
        ),
        0,
    )
    return not power if room != 100 else not 0 < power <= room


def _han_value(words: str) -> str:
    """Write a Chinese number in digits, read by place (四万) or digit by digit (九九九); leave words that are not one.

    `cn2an.transform` on whole sentences is not used: it leaves the 两 of 两周, as it knows no weeks that are counted.
    """
    if "点" in words and words.endswith("万"):
        return f"{float(_han_value(words[:-1])) * 10_000:.0f}"
    with suppress(ValueError):
        return str(cn2an.cn2an(words, "smart" if set(words) & _HAN_UNITS else "direct"))
    return words


def letters(words: str, language: str) -> str:
    """What is compared: letters and digits alone. Of Chinese the sounds with their tones (pinyin, ISO 7098).

    A recogniser that writes another character of the same sound and tone has heard rightly.
    """
    words = with_digits(words, language)
    if speech_of(language).dense:
        words = "".join(lazy_pinyin(words, style=Style.TONE))
    return "".join(letter for letter in words if unicodedata.category(letter)[0] in "LMN")


def error_rate(said: str, heard: str, language: str) -> float:
    """The character error rate: how many letters must change to get from `heard` to `said`, by letter of `said`."""
    ours, theirs = letters(said, language), letters(heard, language)
    return distance(ours, theirs) / max(len(ours), 1)


def distance(first: str, second: str) -> int:
    """Levenshtein's distance: letters to put in, take out or change."""
    return Levenshtein.distance(first, second)


def numbers(words: str, language: str) -> list[str]:
    """The numbers of words, in order, as digits: the minutes of 9:05 are 5."""
    found = re.findall(r"\d+(?:\.\d+)?", with_digits(words, language))
    return [str(int(number)) if len(number) < 3 else number for number in found]


def is_dialled(number: str) -> bool:
    return number in EMERGENCY or (len(number) > 5 and number.isdigit())


def fewer_nots(said: str, heard: str, language: Language) -> int:
    """How many words of negation (`languages.yml`: words.not) fewer were heard than said; below 0: more.

    Of Chinese, what sounds like one of them counts: 煤 is heard where 没 was said.
    """
    patterns = language.words.get("not", ())
    if speech_of(language.tag).dense:
        words = {word for pattern in patterns for word in re.findall(pattern, f"{said}\n{heard}")}
        ours, theirs = _syllables(said), _syllables(heard)
        return sum(ours.count(sound) - theirs.count(sound) for sound in set(map(_syllables, words)))
    ours, theirs = (
        _CONTRACTED.sub(" not", words.lower()) if language.tag == "en" else words.lower() for words in (said, heard)
    )
    return sum(len(re.findall(pattern, ours)) - len(re.findall(pattern, theirs)) for pattern in patterns)


def _syllables(words: str) -> str:
    return "".join(f"<{syllable}>" for syllable in lazy_pinyin(list(words), style=Style.TONE))


def lost(said: str, heard: str, language: str) -> Iterator[str]:
    """Numbers of `said` that `heard` does not have in this order; a phone number may be there once, or twice."""
    ours, theirs = numbers(said, language), numbers(heard, language)
    dialled = "".join(re.findall(r"\d", with_digits(heard, language)))
    yield from dict.fromkeys(number for number in ours if is_dialled(number) and number not in dialled)
    ours = [number for number in ours if not is_dialled(number)]
    for tag, first, last, start, end in SequenceMatcher(None, ours, theirs, False).get_opcodes():
        if tag in ("delete", "replace") and not _is_split(ours[first:last], theirs[start:end]):
            yield from ours[first:last]


def _is_split(ours: Sequence[str], theirs: Sequence[str]) -> bool:
    """Whether these are the same digits, one side in more parts: `3 2` and `32`, but not `1 12` and `11 2`."""
    ends = [set(accumulate(map(len, side))) for side in (ours, theirs)]
    return "".join(ours) == "".join(theirs) and (ends[0] <= ends[1] or ends[1] <= ends[0])


def differences(said: str, heard: str, language: Language) -> Iterator[str]:
    """What was heard of numbers and words of negation otherwise than it was said, in plain English."""
    yield from (f"the number {number} is not heard" for number in lost(said, heard, language.tag))
    if less := fewer_nots(said, heard, language):
        yield f"a word such as not is {'not heard' if less > 0 else 'heard that is not said'}"
