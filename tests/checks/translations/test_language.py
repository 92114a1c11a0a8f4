"""The language of each paragraph: its letters, left in English, pasted from another language."""

from __future__ import annotations

from pathlib import Path

import pytest

from leaflet.checks.translations.language import can_detect, detected, own_script, translated
from leaflet.project.settings import languages
from support.translated import found

LONG_ENGLISH = "Wash your hands and keep the wound dry until the nurse takes the dressing off."
# Keep the wound dry and clean. If it is red or hot, phone the ward today.
SENTENCES = {
    "ar": "حافظ على الجرح جافًا ونظيفًا. وإذا كان أحمر أو ساخنًا، فاتصل بالجناح اليوم.",
    "bn": "ক্ষত শুকনো ও পরিষ্কার রাখুন। এটি লাল বা গরম হলে আজই ওয়ার্ডে ফোন করুন।",
    "es": "Mantenga la herida seca y limpia. Si está roja o caliente, llame hoy a la planta.",
    "fa": "زخم را خشک و تمیز نگه دارید. اگر سرخ یا داغ شد، همین امروز به بخش زنگ بزنید.",
    "fr": "Gardez la plaie propre et sèche. Si elle est rouge ou chaude, appelez le service aujourd’hui.",
    "gu": "ઘા સૂકો અને ચોખ્ખો રાખો. તે લાલ કે ગરમ થાય, તો આજે જ વૉર્ડમાં ફોન કરો.",
    "it": "Tenga la ferita asciutta e pulita. Se è rossa o calda, telefoni oggi al reparto.",
    "pa": "ਜ਼ਖ਼ਮ ਨੂੰ ਸੁੱਕਾ ਤੇ ਸਾਫ਼ ਰੱਖੋ। ਜੇ ਇਹ ਲਾਲ ਜਾਂ ਗਰਮ ਹੋਵੇ, ਤਾਂ ਅੱਜ ਹੀ ਵਾਰਡ ਨੂੰ ਫ਼ੋਨ ਕਰੋ।",
    "pl": "Rana ma być sucha i czysta. Jeśli jest czerwona lub gorąca, proszę dziś zadzwonić na oddział.",
    "pt": "Mantenha a ferida seca e limpa. Se estiver vermelha ou quente, telefone hoje para a enfermaria.",
    "ro": "Păstrați rana uscată și curată. Dacă este roșie sau fierbinte, sunați astăzi la secție.",
    "ru": "Держите рану сухой и чистой. Если она красная или горячая, позвоните сегодня в отделение.",
    "tr": "Yarayı kuru ve temiz tutun. Kızarırsa veya ısınırsa bugün servisi arayın.",
    "ur": "زخم کو خشک اور صاف رکھیں۔ اگر وہ سرخ یا گرم ہو تو آج ہی وارڈ کو فون کریں۔",
    "zh": "请保持伤口干燥清洁。如果伤口发红或发热，请今天就给病房打电话。",
}


def write_names(folder: Path, *names: str) -> Path:
    (folder / "docs").mkdir()
    (folder / "docs/names.yml").write_text("".join(f"- {name}\n" for name in names), encoding="utf-8")
    return folder


# Letters


@pytest.mark.parametrize("language", SENTENCES)
def test_words_in_the_letters_of_the_language_are_good(tmp_path: Path, language: str) -> None:
    assert found(own_script, tmp_path, language, LONG_ENGLISH, SENTENCES[language]) == []


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("ur", "Zakhm ko saaf rakhein."),
        ("zh", "Qing baochi shangkou ganzao."),
        ("pl", SENTENCES["ru"]),
        ("pl", SENTENCES["ar"]),
        ("gu", SENTENCES["bn"]),
        ("pa", SENTENCES["gu"]),
        ("ar", LONG_ENGLISH),
        ("ru", SENTENCES["pl"]),
        ("bn", "घाव को सूखा रखें।"),
        ("zh", "きずをきれいに"),
    ],
)
def test_words_in_other_letters_are_found(tmp_path: Path, language: str, words: str) -> None:
    assert found(own_script, tmp_path, language, "Rest.\n\nRest.", f"A.\n\n{words}") == ["T042:3"]


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("ur", "وارڈ (the ward on your hospital letter)"),
        ("zh", "病房（the ward on your hospital letter）"),
        ("ar", "(A&E) قسم"),
        ("zh", "A4纸"),
        ("ur", "A&E"),
        ("gu", "999"),
        ("ar", "MRI: فحص"),
        ("ur", "Elm Hospital"),
        ("ar", "ward@elm.example"),
    ],
)
def test_names_and_english_in_brackets_are_good(tmp_path: Path, language: str, words: str) -> None:
    assert found(own_script, tmp_path, language, LONG_ENGLISH, words) == []


def test_name_of_the_list_stays_as_it_is(tmp_path: Path) -> None:
    assert found(own_script, write_names(tmp_path, "Relay UK"), "ur", "Relay UK", "Relay UK") == []


def test_name_that_is_not_in_the_list_is_found(tmp_path: Path) -> None:
    assert found(own_script, write_names(tmp_path, "Relay"), "ur", "Relay Kingdom", "Relay Kingdom") == ["T042:1"]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("abc", []),
        ("abcd", ["T042:1"]),
        ("مدد abcdef", ["T042:1"]),
        ("مدد لیں abcd", []),
        ("مدد لیں abcdefghi", []),
        ("مدد لیں abcdefghij", ["T042:1"]),
    ],
)
def test_some_words_in_other_letters_are_good(tmp_path: Path, words: str, expected: list[str]) -> None:
    assert found(own_script, tmp_path, "ur", LONG_ENGLISH, words) == expected


@pytest.mark.parametrize(
    ("english", "words"),
    [
        ("- Rest now.", "- Rest now."),
        ("| a | Rest now |\n|---|---|", "| a | Rest now |\n|---|---|"),
        ("![Rest now](../assets/a.svg)", "![Rest now](../assets/a.svg)"),
        ('!!! note "Rest now"\n    - a', '!!! note "Rest now"\n    - a'),
    ],
)
def test_every_piece_is_looked_at(tmp_path: Path, english: str, words: str) -> None:
    assert found(own_script, tmp_path, "zh", english, words) == ["T042:1"]
    assert found(translated, tmp_path, "zh", english, words) == ["T040:1"]


# Left in English


@pytest.mark.parametrize("language", ["pl", "zh", "ar"])
def test_paragraph_left_in_english_is_found(tmp_path: Path, language: str) -> None:
    assert found(translated, tmp_path, language, f"A.\n\n{LONG_ENGLISH}", f"B.\n\n{LONG_ENGLISH}") == ["T040:3"]


def test_paragraph_left_in_english_with_a_change_is_left_to_the_other_checks(tmp_path: Path) -> None:
    assert found(translated, tmp_path, "pl", LONG_ENGLISH, LONG_ENGLISH.replace("off", "away")) == []


@pytest.mark.parametrize("words", ["999", "PMMA", "Elm Hospital", "A4, 24, 3", "{{ hospital.name }}", "X-ray"])
def test_number_name_or_single_word_may_be_the_same(tmp_path: Path, words: str) -> None:
    assert found(translated, tmp_path, "pl", words, words) == []


def test_title_of_a_source_in_the_list_may_be_the_same(tmp_path: Path) -> None:
    title = "Journal of Bone and Mineral Research"
    assert found(translated, write_names(tmp_path, title), "pl", f"{title} 2017", f"{title} 2017") == []


def test_longer_name_is_left_out_before_a_shorter_one_inside_it(tmp_path: Path) -> None:
    words = "Elm Hospital Charity Fund"
    assert found(translated, write_names(tmp_path, words), "pl", words, words) == []


def test_pieces_that_do_not_stand_side_by_side_are_not_compared(tmp_path: Path) -> None:
    assert found(translated, tmp_path, "pl", LONG_ENGLISH, f"{LONG_ENGLISH}\n\nB.") == []


# Another language


def test_detector_is_installed() -> None:
    assert can_detect()


@pytest.mark.slow
@pytest.mark.parametrize("language", SENTENCES)
def test_sentence_in_its_language_is_good(tmp_path: Path, language: str) -> None:
    assert found(detected, tmp_path, language, LONG_ENGLISH, SENTENCES[language]) == []


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("pl", SENTENCES["es"]),
        ("pl", SENTENCES["ro"]),
        ("pl", LONG_ENGLISH),
        ("ar", SENTENCES["ur"]),
        ("ar", SENTENCES["fa"]),
        ("ur", SENTENCES["ar"]),
        ("ur", SENTENCES["fa"]),
        ("es", SENTENCES["pt"]),
        ("es", SENTENCES["it"]),
        ("gu", SENTENCES["pa"]),
        ("zh", SENTENCES["tr"]),
    ],
)
def test_sentence_in_another_language_is_found(tmp_path: Path, language: str, words: str) -> None:
    assert found(detected, tmp_path, language, "Rest.\n\nRest.", f"A.\n\n{words}") == ["T041:3"]


@pytest.mark.parametrize(
    ("words", "expected"),
    [("Llame hoy mismo a las enfermeras ya.", []), ("Llame hoy mismo a las enfermeras dos.", ["T041:1"])],
)
def test_thirty_letters_are_enough_to_judge(tmp_path: Path, words: str, expected: list[str]) -> None:
    assert found(detected, tmp_path, "pl", LONG_ENGLISH, words) == expected


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("pl", "Llame hoy a la planta."),
        ("zh", "今天打电话。"),
        ("ur", "فاتصل بالجناح."),
        ("pl", "(" + SENTENCES["es"] + ")"),
        ("pl", "999"),
        ("zh", "请保持伤口干燥（" + LONG_ENGLISH + "）"),
    ],
)
def test_too_few_words_are_not_judged(tmp_path: Path, language: str, words: str) -> None:
    assert found(detected, tmp_path, language, LONG_ENGLISH, words) == []


def test_languages_that_can_be_published_can_be_detected() -> None:
    assert set(SENTENCES) == set(languages()) - {"en"}
