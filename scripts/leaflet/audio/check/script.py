"""V: what is to be said of a page, beside the page and the recording: every sentence, once and in order."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath

from leaflet.audio.check.words_heard import fewer_nots, lost
from leaflet.audio.plan import names_of_pages
from leaflet.audio.recorded_by_people import recorded, strangers
from leaflet.audio.script import Utterance, script
from leaflet.audio.speech import speech_of
from leaflet.audio.spoken_numbers import dialled, phone_twice, phones_in
from leaflet.content.model import Page
from leaflet.content.sentences import sentences, with_sentences
from leaflet.edition.edition import Booklet
from leaflet.edition.recording import Recording
from leaflet.findings.finding import Finding
from leaflet.project.settings import Language

AGAIN = "Make the recording again."
_SEPARATORS = r"[\s,،，]*"


def check_order(
    page: Page, said: Sequence[Utterance], recording: Recording, display: PurePosixPath
) -> Iterator[Finding]:
    """Every sentence of the page is heard (V007), once, and in the order of the script (V008)."""
    words = dict(line for section in page.sections for line in sentences(with_sentences(section, page.language)))
    heard = Counter(timing.id for timing in recording.timings)
    for identity in (identity for identity in words if not heard[identity]):
        yield Finding(display, 0, "V007", f'Nobody reads {identity}: "{words[identity].strip()[:80]}".', AGAIN)
    for identity, times in heard.items():
        if identity not in words:
            yield Finding(display, 0, "V008", f"There is no sentence {identity} on the page.", AGAIN)
        elif times > 1:
            yield Finding(
                display, 0, "V008", f'{identity} is read {times} times: "{words[identity].strip()[:80]}".', AGAIN
            )
    expected = [one.id for one in said if one.id and heard[one.id] == 1]
    found = [timing.id for timing in recording.timings if heard[timing.id] == 1 and timing.id in words]
    if moved := next((theirs for ours, theirs in zip(expected, found, strict=True) if ours != theirs), ""):
        yield Finding(display, 0, "V008", f'{moved} is not read in its place: "{words[moved].strip()[:80]}".', AGAIN)


def check_phones(
    said: Sequence[Utterance], language: str, display: PurePosixPath, phones: tuple[str, ...] = ()
) -> Iterator[Finding]:
    """Each phone number is given to the voice digit by digit, and twice (V014). `phones`: the hospital's."""
    speech = speech_of(language)
    digits = speech.digits
    for one in said:
        for number, times in Counter(match[0] for match in phones_in(one.words, speech, phones)).items():
            names = [re.escape(digits[int(digit)]) for digit in dialled(number) if digit.isdigit()]
            spelt = len(re.findall(_SEPARATORS.join(names), one.spoken))
            if spelt < 2 * times:
                how = "only once" if spelt else "as a quantity"
                yield Finding(
                    display,
                    0,
                    "V014",
                    f'In "{one.words[:80]}" the voice says {number} {how}.',
                    "A listener needs each digit, and a second chance to write it down.",
                )


def check_given(
    said: Sequence[Utterance], language: Language, display: PurePosixPath, phones: tuple[str, ...] = ()
) -> Iterator[Finding]:
    """The voice is given every number and word of negation that the page shows (V019); V014 is about phone numbers."""
    speech, in_words = speech_of(language.tag), {str(value): words for value, words in language.number_words.items()}
    for one in (one for one in said if one.id):
        shown, given = one.words, one.spoken
        for match in list(phones_in(one.words, speech, phones)):
            shown = shown.replace(match[0], ";")
            given = given.replace(phone_twice(match[0], speech), ";")
        wrong = [
            f"the number {number}"
            for number in lost(shown, given, language.tag)
            if not any(re.search(word, given) for word in in_words.get(number, ()))
        ]
        wrong += ["a word such as not"] * (fewer_nots(shown, given, language) > 0)
        for what in wrong:
            yield Finding(
                display,
                0,
                "V019",
                f'The voice is not given {what} of {one.id} "{one.words[:80]}": it is to say "{one.spoken[:80]}".',
                "Write it otherwise: scripts/leaflet/audio/speech.yml has no rule for it.",
            )


def check_person(booklet: Booklet) -> Iterator[Finding]:
    """What people have recorded fits the words as they are today (V015)."""
    root = booklet.docs.parent
    folder = PurePosixPath("voices", booklet.language.tag)
    for problem in strangers(root, booklet.language.tag, names_of_pages(booklet)):
        yield Finding(folder, 0, "V015", problem, "Give it the name of its page, or take it away.")
    for page in booklet.leaflet.pages:
        found = recorded(root, booklet.language.tag, page.name, script(booklet, page))
        for problem in found.problems:
            yield Finding(folder, 0, "V015", problem, "")
        if found.page and not found.timings:
            file = PurePosixPath(found.page.relative_to(root))
            yield Finding(
                file,
                0,
                "V018",
                "Nobody can check that every sentence is in it.",
                f"Give the time of each sentence in {file.with_suffix('.labels.txt').name}.",
            )
