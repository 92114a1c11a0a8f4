"""Numbers in words, for the voice: quantities by the rules of CLDR, years, dates, and phone numbers digit by digit."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from unicode_rbnf import RbnfEngine

from leaflet.audio.speech import Speech

EMERGENCY = ("999", "111", "112", "18000", "18001")
_GAP = "[ \u00a0-]"
# A number of the United Kingdom has 9 or 10 digits after its 0: what follows is another number.
_LONG = "|".join(
    (
        rf"(?:\+|00{_GAP}?)44{_GAP}?(?:\(0\){_GAP}?)?(?:\d{_GAP}?){{8,9}}\d",
        rf"[(（]0\d{{2,4}}[)）]{_GAP}?(?:\d{_GAP}?){{4,6}}\d",
        rf"0(?:{_GAP}?\d){{8,9}}\d",
        r"(?:\+|00)\d*(?:[ \u00a0]\d{2,})+",
        r"0\d+(?:[ \u00a0]\d{3,})+",
    )
)
_ALONE = r"(?<![\d.,:+-])(?<!(?<!\d)\d[ \u00a0])"  # not the end of another number
_SHORT = rf"{'|'.join(EMERGENCY)}|116{_GAP}\d{{3}}"  # 116: the helplines of Europe
MOST_COUNTED = 6  # digits of a phone number that may be a quantity too
_TO = r"(?: ?[–—~～－-] ?(?=[\d½¼¾]))?"  # a range goes on after a unit or a time
_TIME = re.compile(
    r"(?<![\d.:：])(?P<hour>[01]?\d|2[0-4])(?:(?:[.:：](?P<minutes>[0-5]\d))?[ \u00a0]?"
    r"(?P<half>[ap])(?:\.m\.?|m\b)|[:：](?P<past>[0-5]\d)(?![\d:：]))"
    rf"(?P<to>{_TO})",
    re.IGNORECASE,
)

RANGE_OF_TIMES = re.compile(r"(?<![\d.])(\d{1,2})\.(?=[0-5]\d ?[–-] ?\d{1,2}(?:[.:]\d\d)? ?[ap]\.?m)", re.IGNORECASE)


@cache
def phone_pattern(phones: tuple[str, ...] = ()) -> re.Pattern[str]:
    """What is dialled: these numbers as they stand, what looks like a phone number, and those for an emergency."""
    longest_first = sorted(phones, key=len, reverse=True)
    ours = "".join(f"{re.escape(phone)}|".replace(r"\ ", "[ \u00a0]") for phone in longest_first)
    return re.compile(rf"{_ALONE}(?:(?:1800[01]{_GAP})?(?:{ours}{_LONG})|(?:{_SHORT})(?![.,:]\d))(?![\d%])")


def phones_in(words: str, speech: Speech, phones: tuple[str, ...] = ()) -> Iterator[re.Match[str]]:
    """The phone numbers of words; not what only looks like one, and counts something (999 people, page 111)."""
    for match in phone_pattern(phones).finditer(words):
        short = len(re.sub(r"\D", "", match[0])) <= MOST_COUNTED
        if not (short and (_counts(speech.counts, match) or re.match(r" ?%", words[match.end() :]))):
            yield match


def _counts(rules: Mapping[str, str], match: re.Match[str]) -> bool:
    before, after = match.string[: match.start()], match.string[match.end() :]
    return bool(
        ("before" in rules and re.search(f"(?:{rules['before']})$", before))
        or ("after" in rules and re.match(rules["after"], after))
    )


def phones_said(words: str, speech: Speech, phones: tuple[str, ...] = ()) -> str:
    """Words with each phone number digit by digit, in its groups, twice: `nine nine nine, I repeat, nine nine nine`."""
    said, done = "", 0
    for match in phones_in(words, speech, phones):
        said += f"{words[done : match.start()]}{phone_twice(match[0], speech)}{_pause(match, speech)}"
        done = match.end()
    return said + words[done:]


def phone_twice(number: str, speech: Speech) -> str:
    once, again = phone_said(number, speech), f"{speech.again}{speech.comma}" if speech.again else ""
    return f"{once}{speech.comma}{again}{once}"


def _pause(match: re.Match[str], speech: Speech) -> str:
    """A comma where the sentence goes on with a word; its own sign does elsewhere."""
    return speech.comma.rstrip() if re.match(r"[ \u00a0]?\w", match.string[match.end() :]) else ""


def phone_said(number: str, speech: Speech) -> str:
    """A phone number once, with a pause between its groups; the + of a country is left to its digits."""
    between = " " * speech.spaced
    groups = re.findall(r"\d+", dialled(number))
    return speech.comma.join(between.join(speech.digits[int(digit)] for digit in group) for group in groups)


def dialled(number: str) -> str:
    """A phone number without the 0 in brackets that is not dialled behind the number of a country."""
    return number.replace("(0)", " ")


def times_said(words: str, speech: Speech) -> str:
    """Words with times of day as they are said: `9.30am`, `14:00`. 9.30 alone is a number."""

    def said(match: re.Match[str]) -> str:
        minutes = int(match["minutes"] or match["past"] or 0)
        form = "few" if 0 < minutes < 10 else "minutes" if minutes else "whole" if match["half"] else "hour"
        half = speech.time.get((match["half"] or "").lower(), "")
        to = f" {speech.range} " if match["to"] else ""
        return speech.time[form].format(hour=int(match["hour"]), minutes=minutes) + half + to

    return _TIME.sub(said, RANGE_OF_TIMES.sub(r"\1:", words)) if speech.time else words


def units_said(words: str, speech: Speech) -> str:
    """Words with the names of units for their signs, behind a number: `10ml` is `10 millilitres`."""
    if not speech.units:
        return words
    signs = "|".join(sorted(map(re.escape, speech.units), key=len, reverse=True))
    between = " " * speech.spaced

    def said(match: re.Match[str]) -> str:
        names = speech.units[match["sign"]]
        to = f"{between}{speech.range}{between}" if match["to"] else ""
        return f"{match['number']}{between}{names[0] if match['number'] == '1' else names[-1]}{to}"

    return re.sub(rf"(?P<number>\d+(?:[.,]\d+)*)[ \u00a0]?(?P<sign>{signs})(?![A-Za-z])(?P<to>{_TO})", said, words)


def quantities_said(words: str, speech: Speech) -> str:
    """Words with dates, years, ordinals, ranges and quantities as they are said."""
    if speech.range:
        to = f" {speech.range} " if speech.spaced else speech.range
        words = re.sub(r"(?<=\d) ?[–—~～－-] ?(?=\d)", to, words)
    if speech.date:
        words = re.sub(speech.date, lambda match: _date(match, speech), words)
    if speech.ordinal_signs:
        signs = rf"(?<![\d.,])(\d+)(?:{speech.ordinal_signs})\b"
        words = re.sub(signs, lambda match: _ordinal(int(match[1]), speech), words)
    if speech.year:
        words = re.sub(speech.year, lambda match: _year(match, speech), words)
    if not speech.numbers:
        return words
    return _number(speech.decimal).sub(lambda match: _quantity(match, speech), words)


@cache
def _number(decimal: str) -> re.Pattern[str]:
    """A number as a language writes it: digits in threes with a sign or a no-break space between, and a fraction."""
    group, sign = (r",\u00a0\u202f", r"\.") if decimal == "." else (r"\. \u00a0\u202f", ",.")
    return re.compile(rf"(?P<whole>\d{{1,3}}(?:[{group}]\d{{3}})+(?!\d)|\d+)(?:[{sign}](?P<part>\d+))?")


def _quantity(match: re.Match[str], speech: Speech) -> str:
    whole = int(re.sub(r"\D", "", match["whole"]))
    said = spelt(whole, _rule_set(match, speech), speech)
    if match["part"]:
        between = " " * speech.spaced
        said = between.join([said, speech.point, *(speech.digits[int(digit)] for digit in match["part"])])
    return said


def _rule_set(match: re.Match[str], speech: Speech) -> str:
    """The CLDR rule set for a number where it stands: its base and, of each list of forms, the first that fits."""
    before, after = match.string[: match.start()], match.string[match.end() :]
    return speech.numbers + "".join(
        next((form.get("add", "") for form in forms if _fits(form, before, after)), "") for forms in speech.forms
    )


def _fits(form: Mapping[str, Any], before: str, after: str) -> bool:
    return bool(
        (not form.get("before") or re.search(form["before"], before))
        and (not form.get("after") or re.match(form["after"], after))
    )


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
    """A number as a place in a row; those that `speech.yml` does not have are put together from two."""
    if number in speech.ordinals:
        return speech.ordinals[number]
    if not speech.ordinal_signs:
        return f"{speech.ordinals[number // 10 * 10]} {speech.ordinals[number % 10]}"
    unit, joint = (10, "-") if number < 100 else (100, " and ")
    whole, rest = spelt(number // unit * unit, speech.numbers, speech), number % unit
    return f"{whole}{joint}{_ordinal(rest, speech)}" if rest else f"{whole}th"


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
    return speech.date_said.format(
        day=_ordinal(int(match["day"]), speech), month=match["month"], year=year_said(int(match["year"]), speech)
    )
