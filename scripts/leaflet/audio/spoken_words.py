"""Words as a voice is given them: nothing in them that it would misread, skip or run together."""

from __future__ import annotations

import re

from leaflet.audio.speech import Speech, speech_of
from leaflet.audio.spoken_numbers import phones_said, quantities_said, times_said, units_said
from leaflet.content.addresses import ADDRESS

_INVISIBLE = re.compile("[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
_QUOTES = re.compile('[‘“”«»„「」『』"*]|(?<!\\w)’|’(?!\\w)')
_BRACKETS = re.compile(r"\s*[(（]\s*([^()（）]*?)\s*[)）]")
_ENDS = tuple(".!?:;…。！？：；۔؟،,，")
_AMONG_HAN = re.compile(r"(?<![A-Za-z])\s+|\s+(?![A-Za-z])")  # spaces, but for those between two Latin letters


def spoken(words: str, language: str, phones: tuple[str, ...] = ()) -> str:
    """Words as shown on a page, as the voice of a language is to be given them, with a sign at the end.

    `phones`: numbers that are dialled, as they stand in the words, whatever they look like.
    """
    speech = speech_of(language)
    said = " ".join(_INVISIBLE.sub("", words).replace("\u202f", "\u00a0").split(" "))
    said = ADDRESS.sub(lambda match: address_said(match[0], speech), said)
    said = phones_said(said, speech, phones)
    said = units_said(times_said(said, speech), speech)
    for pattern, replacement in speech.say:
        said = re.sub(pattern, replacement, said)
    if speech.ordinary:
        said = re.sub(speech.ordinary, lambda match: match[0].lower(), said)
    if speech.abbreviations:
        said = re.sub(speech.abbreviations, lambda match: _spelt_out(match, speech), said)
    said = quantities_said(said, speech)
    return _punctuated(said, speech)


def address_said(address: str, speech: Speech) -> str:
    """An e-mail or web address sign by sign, without what nobody types: `https://`, a slash at the end."""
    left = re.sub(r"^https?://", "", address).rstrip("/.")
    parts = re.split(r"([^\w]|_)", left)
    words = (speech.signs.get(part, part) for part in parts if part)
    said = " ".join(" ".join(word) if word == "www" else word for word in words)
    return re.sub(r"(?<=[A-Za-z])(?=\d)|(?<=\d)(?=[A-Za-z])", " ", said)


def _spelt_out(match: re.Match[str], speech: Speech) -> str:
    """An abbreviation letter by letter; an s that makes it plural stays with its last letter."""
    names = [speech.letters.get(letter, letter) for letter in match[0] if letter != "s"]
    before_digit = match.string[match.end() : match.end() + 1].isdigit() and speech.spaced
    said = " ".join(names)
    return said + "s" * match[0].endswith("s") + " " * before_digit


def _punctuated(said: str, speech: Speech) -> str:
    """Brackets as pauses, no quotation marks, one space between words, and a sign at the end."""
    said = _BRACKETS.sub(lambda match: _aside(match, speech), said)
    said = _QUOTES.sub("", said).replace("\u00a0", " ")
    said = " ".join(said.split()) if speech.spaced else _AMONG_HAN.sub("", said)
    said = re.sub(r"\s+([,.;:!?،۔؟])", r"\1", said)
    said = re.sub(r"[,،，]\s*(?=[,،，.;:!?۔؟。；：！？])", "", said).strip(" ,،，")
    return said if said.endswith(_ENDS) else said + speech.stop


def _aside(match: re.Match[str], speech: Speech) -> str:
    """Words in brackets between two pauses; an ending that the language hangs on the bracket stays with them."""
    if not match[1]:
        return ""
    hung = match.string[match.end() : match.end() + 1].isalpha() and speech.spaced
    return f"{speech.comma.rstrip()} {match[1]}{'' if hung else speech.comma}"
