"""Text to the phonemes that Kokoro knows: espeak-ng's for most languages, pinyin for Chinese (misaki's tables)."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from pathlib import Path

CHINESE = "zh"
ENGLISH = "gmw/en-GB-x-rp"
NASAL = "\u0303"

_SWITCH = re.compile(r"\([a-z-]+\)")  # espeak-ng marks words of another language: (en)fit(pl)
_AFFRICATES = (("dʑ", "ʥ"), ("tɕ", "ʨ"), ("dʒ", "ʤ"), ("tʃ", "ʧ"), ("dz", "ʣ"), ("ts", "ʦ"))
# What Kokoro was trained with in British English (misaki 0.9.4, espeak.py), each diphthong one sign
_BRITISH = (
    *_AFFRICATES,
    ("eɪ", "A"),
    ("aɪ", "I"),
    ("aʊ", "W"),
    ("əʊ", "Q"),
    ("ɔɪ", "Y"),
    ("eə", "ɛː"),
    ("iə", "ɪə"),
    ("əl", "ᵊl"),
    ("ʲ", ""),
    ("æ", "a"),
    ("ɐ", "ə"),
    ("ɚ", "əɹ"),
    ("r", "ɹ"),
    ("x", "k"),
    ("ç", "k"),
    ("ɬ", "l"),
    ("e", "ɛ"),
    ("o", "ɔ"),
)
# The nearest sounds for those that it has none for
_OTHERS = (*_AFFRICATES, ("ʑ", "ʒ"), ("ɫ", "l"), ("ɪ̯", "j"), ("ɭ", "l"), ("ɦ", "h"))

_LEFT_OUT = re.compile(r"[<>≤≥±＜＞]|(?<![\w.,-])[-−－](?=\w)")
_HAN = re.compile(r"[\u3400-\u9fff]+")
_LATIN = re.compile(r"[A-Za-z][A-Za-z'’-]*")


class VoiceError(Exception):
    """A voice cannot say a text, in plain English."""


def phonemes(text: str, language: str) -> str:
    """What is said, in Kokoro's signs. `language` is a voice of espeak-ng's, or `zh`.

    Raises `VoiceError` for signs that change what a number means, and that a voice leaves out.
    """
    if left := _LEFT_OUT.search(text):
        raise VoiceError(f'the voice would leave out {left[0].strip()} in "{text}": write it as a word')
    found = _chinese(text) if language == CHINESE else _spoken_by_espeak(text, language)
    return " ".join(found.split())


def _spoken_by_espeak(text: str, language: str) -> str:
    clauses = "".join(f"{sounds}{end} " for sounds, end, _ in _bridge(language).get_phonemes(text))
    found = _SWITCH.sub("", clauses)
    for old, new in _BRITISH if language == ENGLISH else _OTHERS:
        found = found.replace(old, new)
    return "".join(sign for sign in found if sign == NASAL or not unicodedata.combining(sign))


def _bridge(language: str):  # type: ignore[no-untyped-def]
    bridge = _espeak()
    bridge.set_voice(language)
    return bridge


@cache
def _espeak():  # type: ignore[no-untyped-def]
    import piper
    from piper import espeakbridge

    espeakbridge.initialize(str(Path(str(piper.__file__)).parent / "espeak-ng-data"))
    return espeakbridge


def _chinese(text: str) -> str:
    """Words by their pinyin; numbers as Chinese says them; Latin letters as English says them."""
    import cn2an
    import jieba
    from misaki.zh import ZHG2P

    jieba.setLogLevel(60)
    signs = ZHG2P.map_punctuation(cn2an.transform(text, "an2cn"))
    read = _HAN.sub(lambda run: " ".join(map(ZHG2P.word2ipa, jieba.lcut(run[0]))).replace("\u032f", ""), _apart(signs))
    return read


def _apart(signs: str) -> str:
    return _LATIN.sub(lambda run: f" {_spoken_by_espeak(run[0], ENGLISH)}", signs)
