"""What the voice is given: each way in which words on a page are said otherwise than they are written."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from leaflet.audio.script import Utterance, closing, opening, script
from leaflet.audio.spoken_words import spoken
from leaflet.content.model import Page
from leaflet.content.sentences import sentences, with_sentences
from leaflet.edition.edition import Booklet
from support.made import booklet, small

ALL = ("en", "ar", "gu", "pl", "ur", "zh")


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Call 999 now", "Call nine nine nine, I repeat, nine nine nine, now."),
        (
            "phone 01923 217 187.",
            "phone zero one nine two three, two one seven, one eight seven, I repeat, "
            "zero one nine two three, two one seven, one eight seven.",
        ),
        (
            "18001 01923 217 187",
            "one eight zero zero one, zero one nine two three, two one seven, one eight seven, I repeat, "
            "one eight zero zero one, zero one nine two three, two one seven, one eight seven.",
        ),
        (
            "+44 1923 217187",
            "four four, one nine two three, two one seven one eight seven, I repeat, "
            "four four, one nine two three, two one seven one eight seven.",
        ),
        ("1,999 people or 9.99", "one thousand nine hundred and ninety-nine people or nine point nine nine."),
        ("111% or 999,000", "one hundred and eleven percent or nine hundred and ninety-nine thousand."),
        ("24–48 hours", "twenty-four to forty-eight hours."),
        ("40,000 to 60,000", "forty thousand to sixty thousand."),
        ("less than 1cm or 2 cm", "less than one centimetre or two centimetres."),
        ("rose by 7.2 points", "rose by seven point two points."),
        ("in 2013, 2009 and 2019", "in twenty thirteen, two thousand and nine and twenty nineteen."),
        ("by 20 November 2026", "by the twentieth of November twenty twenty-six."),
        ("A&E, NICE’s MRI and a CT scan", "eh and E, nice’s M R I and a C T scan."),
        ("the L1 vertebra, R16", "the L one vertebra, R sixteen."),
        ("see a.b@ward.nhs.uk", "see a dot b at ward dot nhs dot uk."),
        ("https://www.elm.example/pl/", "w w w dot elm dot example slash pl."),
        ("a ‘break’ (a crack) of yours", "a break, a crack, of yours."),
        ("Do NOT drive. DO NOT DRIVE", "Do not drive. do not drive."),
        ("1 mg, 10ml, 5g, 50 mcg, 2 l", "one milligram, ten millilitres, five grams, fifty micrograms, two litres."),
        ("5 mg–10 mg at 38.5°C", "five milligrams to ten milligrams at thirty-eight point five degrees Celsius."),
        ("at 9.30am, 9:05 or 14:00", "at nine thirty a.m., nine oh five or fourteen o'clock."),
        ("9am–5pm, 9.30 points", "nine a.m. to five p.m., nine point three zero points."),
        (
            "1st, 2nd and 42nd, by 5th May 2027",
            "first, second and forty-second, by the fifth of May twenty twenty-seven.",
        ),
        (
            "-5, <1 cm, ≥ 38 and 2 × 500",
            "minus five, less than one centimetre, at least thirty-eight and two times five hundred.",
        ),
        ("½ tablet or 1½, 24/7", "a half tablet or one and a half, twenty-four seven."),
        ("ward 7B, a.b2@c.uk", "ward seven B, a dot b two at c dot uk."),
        (".5 mg, 10.30–11.30am", "zero point five milligrams, ten thirty to eleven thirty a.m."),
        (
            "01923 217 187 24 hours a day",
            "zero one nine two three, two one seven, one eight seven, I repeat, "
            "zero one nine two three, two one seven, one eight seven, twenty-four hours a day.",
        ),
        (
            "(01923) 217-187",
            "zero one nine two three, two one seven, one eight seven, I repeat, "
            "zero one nine two three, two one seven, one eight seven.",
        ),
        (
            "+44 (0)1923 217187",
            "four four, one nine two three, two one seven one eight seven, I repeat, "
            "four four, one nine two three, two one seven one eight seven.",
        ),
        (
            "116 123 or 111 24 hours",
            "one one six, one two three, I repeat, one one six, one two three, or "
            "one one one, I repeat, one one one, twenty-four hours.",
        ),
        (
            "111 people, 999 of 1,000 and ward 112",
            "one hundred and eleven people, nine hundred and ninety-nine of one thousand and ward one hundred and twelve.",
        ),
    ],
)
def test_english(words: str, expected: str) -> None:
    assert spoken(words, "en") == expected


@pytest.mark.parametrize(
    ("language", "words", "expected"),
    [
        ("pl", "przez 2 godziny", "przez dwie godziny."),
        ("pl", "do 2 godzin", "do dwóch godzin."),
        ("pl", "24 do 48 godzin", "dwadzieścia cztery do czterdziestu ośmiu godzin."),
        ("pl", "u mniej niż 1 na 100 osób", "u mniej niż jednej na sto osób."),
        ("pl", "po 4 do 6 tygodniach", "po czterech do sześciu tygodniach."),
        ("pl", "na 1 noc", "na jedną noc."),
        ("pl", "z 5 punktami", "z pięcioma punktami."),
        ("pl", "40\u00a0000 zabiegów", "czterdzieści tysięcy zabiegów."),
        ("pl", "o 7,2 punktu", "o siedem przecinek dwa punktu."),
        ("pl", "W 2013 roku", "W dwa tysiące trzynastym roku."),
        ("pl", "20 listopada 2026", "dwudziestego listopada dwa tysiące dwudziestego szóstego roku."),
        ("pl", "nie może Pan/Pani", "nie może Pan lub Pani."),
        ("pl", "pod 111 (ward)", "pod jeden jeden jeden, powtarzam, jeden jeden jeden, łord."),
        ("zh", "请拨打999，或去急诊（A&E）。", "请拨打九九九，再说一遍，九九九，或去急诊，A and E。"),
        ("zh", "2到3周，2小时，12天", "两到三周，两小时，十二天。"),
        ("zh", "2026年11月20日", "二零二六年十一月二十日。"),
        ("zh", "2月2日，第2周", "二月二日，第二周。"),
        ("zh", "40,000例，7.2分，5%", "四万例，七点二分，百分之五。"),
        ("zh", "X光和CT检查", "X光和C T检查。"),
        ("zh", "A&E是", "A and E是。"),
        ("zh", "24～48小时，10-20%，5％", "二十四到四十八小时，百分之十到二十，百分之五。"),
        ("zh", "38℃，-5度，<1厘米", "三十八摄氏度，负五度，小于一厘米。"),
        ("zh", "1/2片，1½片", "二分之一片，一又二分之一片。"),
        ("zh", "2 mg，500ml，2毫升", "两毫克，五百毫升，两毫升。"),
        ("zh", "9：30，14:00，9:05", "九点三十分，十四点，九点零五分。"),
        ("zh", "999人，第111页", "九百九十九人，第一百一十一页。"),
        ("pl", "999 osób", "dziewięćset dziewięćdziesiąt dziewięć osób."),
        ("ar", "لمدة أسبوعين (2) على الأقل.", "لمدة أسبوعين على الأقل."),
        ("ar", "اتصل بالرقم 999.", "اتصل بالرقم تسعة تسعة تسعة، أكرّر، تسعة تسعة تسعة."),
        ("ur", "111 پر فون کریں", "ایک ایک ایک، دوبارہ سنیے، ایک ایک ایک، پر فون کریں۔"),
        ("gu", "યુનાઇટેડ કિંગડમ (UK)માં 999", "યુનાઇટેડ કિંગડમ, UKમાં નવ નવ નવ, ફરીથી સાંભળો, નવ નવ નવ."),
        ("es", "llame al 112 ya", "llame al 1 1 2, 1 1 2, ya."),
    ],
)
def test_other_languages(language: str, words: str, expected: str) -> None:
    assert spoken(words, language) == expected


@pytest.mark.parametrize(
    ("phone", "said"),
    [
        ("101", "one zero one"),
        ("217 187", "two one seven, one eight seven"),
        ("0300 12 34", "zero three zero zero, one two, three four"),
    ],
)
def test_the_hospitals_number_is_dialled_whatever_it_looks_like(phone: str, said: str) -> None:
    assert spoken(f"Phone {phone} 24 hours a day", "en", (phone,)) == (
        f"Phone {said}, I repeat, {said}, twenty-four hours a day."
    )
    assert "I repeat" not in spoken("101 people", "en", ("101",))


PAGE = """# Risks {#risks}

Ask now. Then wait.

## Pain {#pain}

Rest.

!!! urgent "Phone 111 if:"
    - it hurts
    - it burns

## Signs {#signs}

!!! emergency "Call 999 if:"
    Collapse.

## Days {#days}

| Time | Do |
|---|---|
| Day 1 | Walk. Rest. |

1. Wait.
2. 6 weeks: fly.

- [ ] I asked
- [ ] I slept

![A phone](../assets/easy/phone.svg)

___

___
"""


def said(booklet: Booklet, page: Page | None = None) -> list[str]:
    return [f"{one.id}|{one.spoken}" for one in script(booklet, page or booklet.english.pages[0])]


def test_a_page_as_it_is_heard(tmp_path: Path) -> None:
    assert said(small(tmp_path, PAGE)) == [
        "risks|Page: Risks.",
        "signs|Part: Signs.",
        "signs_1|Emergency: Call nine nine nine, I repeat, nine nine nine, if:",
        "signs_2|Collapse.",
        "pain_2|Urgent: Phone one one one, I repeat, one one one, if:",
        "|two things.",
        "pain_3|it hurts.",
        "pain_4|it burns.",
        "risks_1|Ask now.",
        "risks_2|Then wait.",
        "pain|Part: Pain.",
        "pain_1|Rest.",
        "days|Part: Days.",
        "|A table. Number of rows: one.",
        "days_1|Time.",
        "days_2|Do.",
        "days_3|Time: Day one.",
        "days_4|Do: Walk.",
        "days_5|Rest.",
        "|two things.",
        "days_6|Number one: Wait.",
        "days_7|Number two: six weeks: fly.",
        "|A list of two boxes to tick.",
        "days_8|I asked.",
        "days_9|I slept.",
        "|Picture: A phone.",
        "|On the page there is room to write here.",
    ]


def spoken_words(place: Path, page: str) -> list[str]:
    words = small(place, page)
    return [one.spoken for one in script(words, words.english.pages[0])][1:]


def test_a_box_that_is_said_first_keeps_the_words_that_lead_to_it(tmp_path: Path) -> None:
    page = (
        "# R {#risks}\n\nIntro.\n\n## Home {#home}\n\nRest.\n\nOnly if you have had sedation:\n\n"
        '!!! urgent "Ask if:"\n    you faint\n\nThen rest.\n'
    )
    assert spoken_words(tmp_path, page) == [
        "Only if you have had sedation:",
        "Urgent: Ask if:",
        "you faint.",
        "Intro.",
        "Part: Home.",
        "Rest.",
        "Then rest.",
    ]


def test_a_section_that_is_said_first_keeps_those_under_it(tmp_path: Path) -> None:
    page = (
        '# R {#risks}\n\nIntro.\n\n## Signs {#signs}\n\n!!! urgent "Ask if:"\n    you faint\n\n'
        "### In a child {#child}\n\nNo aspirin.\n\n## Home {#home}\n\nRest.\n"
    )
    assert spoken_words(tmp_path, page) == [
        "Part: Signs.",
        "Urgent: Ask if:",
        "you faint.",
        "In a child.",
        "No aspirin.",
        "Intro.",
        "Part: Home.",
        "Rest.",
    ]


def test_kinds_of_what_is_said(tmp_path: Path) -> None:
    words = small(tmp_path, PAGE)
    kinds = {one.id: one.kind for one in script(words, words.english.pages[0])}
    assert [kinds[id] for id in ("risks", "signs_1", "pain_3", "risks_1", "days_6", "")] == [
        "heading",
        "card",
        "card",
        "sentence",
        "item",
        "aside",
    ]


def test_a_stale_and_a_missing_section_are_said(tmp_path: Path) -> None:
    polish = small(tmp_path, PAGE, "# Ryzyko {#risks}\n\nTeraz.\n", "pl", stale=frozenset({("risks", "risks")}))
    words = [one.spoken for one in script(polish, polish.leaflet.pages[0])]
    assert words == ["Strona: Ryzyko.", polish.strings["stale_section"], "Teraz.", polish.strings["missing_section"]]


def test_english_that_stands_in_is_said_in_english(tmp_path: Path) -> None:
    polish = small(tmp_path, PAGE, "", "pl")
    assert script(polish, polish.english.pages[0])[1].spoken == "Part: Signs."


def test_easy_read_says_the_sentence_and_not_its_picture(tmp_path: Path) -> None:
    words = small(tmp_path, "# Risks {#risks}\n\n![A phone](../assets/easy/phone.svg) Ask now.\n")
    assert said(words) == ["risks|Page: Risks.", "risks_1|Ask now."]


@pytest.mark.parametrize("language", ALL)
def test_every_sentence_of_every_page_is_said_once(language: str) -> None:
    words = booklet(language)
    for page in words.leaflet.pages:
        marked = [with_sentences(section, page.language) for section in page.sections]
        on_the_page = {id: " ".join(text.split()) for section in marked for id, text in sentences(section)}
        heard = [one for one in script(words, page) if one.id]
        assert sorted(one.id for one in heard) == sorted(on_the_page)
        assert {one.id: " ".join(one.words.split()) for one in heard} == on_the_page


@pytest.mark.parametrize("language", ["en", "pl", "zh"])
def test_no_digit_is_left_to_the_voice(language: str) -> None:
    words = booklet(language)
    everything = [one for page in words.leaflet.pages for one in script(words, page)]
    everything += [*opening(words, 100), *closing(words)]
    assert [one.spoken for one in everything if any(letter.isdigit() for letter in one.spoken)] == []


def test_the_hospitals_number_is_known_to_every_page(tmp_path: Path) -> None:
    words = small(tmp_path, "# Risks {#risks}\n\nPhone {{ hospital.phone }} now.\n")
    leaflet = replace(words.leaflet, hospital=replace(words.leaflet.hospital, phone="0300 12 34"))
    page = small(tmp_path, "# Risks {#risks}\n\nPhone 0300 12 34 5 times.\n").english.pages[0]
    said = script(replace(words, leaflet=leaflet, english=leaflet), page)
    assert "one two, three four, I repeat" in said[1].spoken and said[1].spoken.endswith("three four, five times.")


def test_opening_says_what_it_is() -> None:
    assert [one.spoken for one in opening(booklet("en"), 1441)] == [
        "Balloon kyphoplasty.",
        "The local details in this leaflet are for West Herts hospitals.",
        "A computer voice reads these words.",
        "Length in minutes: about twenty-five.",
        "Version: one point zero.",
        "Words last looked at: the first of December twenty twenty-six.",
        *(one for one in booklet("en").status),
        booklet("en").strings["notice_unconfirmed"],
    ]
    assert Utterance("", "", "A person reads these words.", "aside").spoken in [
        one.spoken for one in opening(booklet("en"), 60, "person")
    ]


@pytest.mark.parametrize("language", ALL)
def test_closing_gives_the_phone_number_and_when_to_get_help(language: str) -> None:
    words = closing(booklet(language))
    nine = spoken("999", language).rstrip(".。۔")
    phone = spoken(booklet(language).leaflet.hospital.phone, language).rstrip(".。۔")
    assert any(phone in one.spoken for one in words) and any(nine in one.spoken for one in words)
    assert not any(one.id for one in words)
