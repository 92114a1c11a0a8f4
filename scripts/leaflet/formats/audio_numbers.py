"""Numbers in words, for the voice: quantities by the rules of CLDR, years, dates, and phone numbers digit by digit."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from unicode_rbnf import RbnfEngine

from leaflet.formats.audio_speech import Speech

EMERGENCY = ("999", "111", "112", "18000", "18001")
_SHORT = rf"(?:{'|'.join(EMERGENCY)})(?![\d%]|[.,:]\d)"
_LONG = r"(?:\+|0)\d+(?:[ \u00a0]\d{2,})+|0\d{9,10}"
PHONE = re.compile(rf"(?<![\d.,:+-])(?:(?:1800[01]) (?:{_LONG})|{_LONG}|{_SHORT})(?!\d)")
_RANGE = re.compile(r"(?<=\d) ?[–-] ?(?=\d)")


def phones_said(words: str, speech: Speech) -> str:
    """Words with each phone number digit by digit, in its groups, twice: `nine nine nine, I repeat, nine nine nine`."""
    def twice(match: re.Match[str]) -> str:
        once = phone_said(match[0], speech)
        again = f"{speech.again}{speech.comma}" if speech.again else ""
        return f"{once}{speech.comma}{again}{once}{_pause(match, speech)}"
    return PHONE.sub(twice, words)


def _pause(match: re.Match[str], speech: Speech) -> str:
    """A comma where the sentence goes on with a word; its own sign does elsewhere."""
    return speech.comma.rstrip() if re.match(r"[ \u00a0]?\w", match.string[match.end():]) else ""


def phone_said(number: str, speech: Speech) -> str:
    """A phone number once, with a pause between its groups; the + of a country is left to its digits."""
    between = "" if speech.script == "Han" else " "
    groups = re.findall(r"\d+", number)
    return speech.comma.join(between.join(speech.digits[int(digit)] for digit in group) for group in groups)


def quantities_said(words: str, speech: Speech) -> str:
    """Words with dates, years, ranges and quantities as they are said."""
    if speech.range:
        words = _RANGE.sub(speech.range if speech.script == "Han" else f" {speech.range} ", words)
    if speech.date:
        words = re.sub(speech.date, lambda match: _date(match, speech), words)
    if speech.year:
        words = re.sub(speech.year, lambda match: _year(match, speech), words)
    if not speech.numbers:
        return words
    return _number(speech.decimal).sub(lambda match: _quantity(match, speech), words)


@cache
def _number(decimal: str) -> re.Pattern[str]:
    """A number as a language writes it: digits in threes with a sign or a no-break space between, and a fraction."""
    group, sign = (r",\u00a0\u202f", r"\.") if decimal == "." else (r"\.\u00a0\u202f", ",.")
    return re.compile(rf"(?P<whole>\d{{1,3}}(?:[{group}]\d{{3}})+(?!\d)|\d+)(?:[{sign}](?P<part>\d+))?")


def _quantity(match: re.Match[str], speech: Speech) -> str:
    whole = int(re.sub(r"\D", "", match["whole"]))
    said = spelt(whole, _rule_set(match, speech), speech)
    if match["part"]:
        between = "" if speech.script == "Han" else " "
        said = between.join([said, speech.point, *(speech.digits[int(digit)] for digit in match["part"])])
    return said


def _rule_set(match: re.Match[str], speech: Speech) -> str:
    """The CLDR rule set for a number where it stands: its base and, of each list of forms, the first that fits."""
    before, after = match.string[: match.start()], match.string[match.end():]
    return speech.numbers + "".join(
        next((form.get("add", "") for form in forms if _fits(form, before, after)), "") for forms in speech.forms)


def _fits(form: Mapping[str, Any], before: str, after: str) -> bool:
    return bool((not form.get("before") or re.search(form["before"], before))
                and (not form.get("after") or re.match(form["after"], after)))


def spelt(number: int, rule_set: str, speech: Speech) -> str:
    """A whole number in words; the digits where CLDR has no such rules."""
    said = _spellings(number, speech.language).get(rule_set)
    said = said or _spellings(number, speech.language).get(speech.numbers) or str(number)
    for pattern, better in speech.mend:
        said = re.sub(pattern, better, said)
    return said


@cache
def _spellings(number: int, language: str) -> dict[str, str]:
    return dict(RbnfEngine.for_language(language).format_number(number).text_by_ruleset)


def _ordinal(number: int, speech: Speech) -> str:
    if number in speech.ordinals:
        return speech.ordinals[number]
    return f"{speech.ordinals[number // 10 * 10]} {speech.ordinals[number % 10]}"


def year_said(year: int, speech: Speech) -> str:
    """A year: `twenty nineteen`, `two thousand and nine`, digit by digit, or as an ordinal, as the language has it."""
    century, rest = divmod(year, 100)
    if speech.years == "digits":
        return "".join(speech.digits[int(digit)] for digit in str(year))
    if speech.years == "ordinal" and (rest or year in speech.ordinals):
        hundreds = spelt(century * 100, f"{speech.numbers}-masculine", speech)
        return f"{hundreds} {_ordinal(rest, speech)}" if rest else _ordinal(year, speech)
    if speech.years == "pairs" and rest >= 10:
        return f"{spelt(century, speech.numbers, speech)} {spelt(rest, speech.numbers, speech)}"
    return spelt(year, speech.numbers, speech)


def _year(match: re.Match[str], speech: Speech) -> str:
    said = year_said(int(match[1]), speech)
    if speech.locative and re.search(speech.locative["before"], match.string[: match.start()]):
        for ending, other in speech.locative["endings"]:
            said = re.sub(ending, other, said)
    return said


def _date(match: re.Match[str], speech: Speech) -> str:
    return speech.date_said.format(day=_ordinal(int(match["day"]), speech), month=match["month"],
                                   year=year_said(int(match["year"]), speech))
