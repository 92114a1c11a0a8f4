"""Numbers and measures, as each language writes them."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from leaflet.checks.translations.numbers import (
    in_order,
    kept,
    measures,
    measures_after,
    numbers_in_words,
    units,
    western_digits,
)
from leaflet.content.numbers import numbers
from leaflet.project.settings import languages
from support.ending import that_ends
from support.translated import found

NO_BREAK, NARROW = "\u00a0", "\u202f"
COMMA_LANGUAGES = sorted(tag for tag, language in languages().items() if language.decimal == ",")
POINT_LANGUAGES = sorted(tag for tag, language in languages().items() if language.decimal == ".")


def values(words: str, tag: str = "en") -> list[str]:
    return [value for value, *_ in numbers(words, languages()[tag])]


# Numbers


@pytest.mark.parametrize(
    ("words", "tag", "expected"),
    [
        ("1,00,000 અને 12,34,567", "gu", ["100000", "1234567"]),
        ("10万人，3.5万", "zh", ["100000", "35000"]),
        ("10 000 osób", "pl", ["10000"]),
        (f"10{NO_BREAK}000 et 5 000,5", "fr", ["10000", "5000.5"]),
        ("1½, 1 1/2, ½, 1/2", "en", ["1.5", "1.5", "0.5", "1", "2"]),
        (f"5{chr(0x200C)}روز", "fa", ["5"]),
    ],
)
def test_what_each_language_may_write(words: str, tag: str, expected: list[str]) -> None:
    assert values(words, tag) == expected


@pytest.mark.parametrize(
    ("words", "tag"),
    [
        ("półtorej godziny", "pl"),
        ("لمدة ساعة ونصف", "ar"),
        ("ڈیڑھ گھنٹہ", "ur"),
        ("દોઢ કલાક", "gu"),
        ("一个半小时", "zh"),
        ("দেড় ঘণ্টা", "bn"),
        ("ਡੇਢ ਘੰਟਾ", "pa"),
        ("یک ساعت و نیم", "fa"),
        ("una hora y media", "es"),
        ("une heure et demie", "fr"),
        ("un’ora e mezza", "it"),
        ("uma hora e meia", "pt"),
        ("o oră și jumătate", "ro"),
        ("полтора часа", "ru"),
        ("bir buçuk saat", "tr"),
    ],
)
def test_one_and_a_half_in_words(words: str, tag: str) -> None:
    assert "1.5" in [value for value, *_ in numbers_in_words(words, languages()[tag])]


@pytest.mark.parametrize(
    ("words", "tag"), [("لمدة ساعتين ونصف", "ar"), ("dos horas y media", "es"), ("两个半小时", "zh")]
)
def test_two_and_a_half_is_no_one_and_a_half(words: str, tag: str) -> None:
    assert "1.5" not in [value for value, *_ in numbers_in_words(words, languages()[tag])]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("2 weeks", ["2"]),
        ("40,000 to 60,000", ["40000", "60000"]),
        ("7.2 points.", ["7.2"]),
        ("1,234,567.89", ["1234567.89"]),
        ("In 2018.", ["2018"]),
        ("2, 3 or 4,", ["2", "3", "4"]),
        ("24–72", ["24", "72"]),
        ("01923 217 187", ["01923", "217", "187"]),
        ("Version 1.0", ["1.0"]),
        ("A4, L13", ["4", "13"]),
        ("1,0000", ["1", "0000"]),
        ("1,23", ["1", "23"]),
        ("none", []),
        ("", []),
        ("6 August 2018: 3.5, 12.", ["6", "2018", "3.5", "12"]),
        ("0.5", ["0.5"]),
        ("(2)", ["2"]),
        ("x2y", ["2"]),
    ],
)
def test_numbers_of_english(words: str, expected: list[str]) -> None:
    assert values(words) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (f"40{NO_BREAK}000 dni", ["40000"]),
        (f"40{NARROW}000 dni", ["40000"]),
        ("40.000 dni", ["40000"]),
        ("7,2 punktu", ["7.2"]),
        (f"1{NO_BREAK}234{NO_BREAK}567,89", ["1234567.89"]),
        ("40,000 dni", ["40.000"]),
        ("40 000 dni", ["40000"]),
        ("01923 217 187", ["01923", "217", "187"]),
        ("116 123", ["116", "123"]),
        ("WCAG 2.2", ["2.2"]),
        ("2, 3 lub 4,", ["2", "3", "4"]),
        (f"5{NO_BREAK}000 i 6.", ["5000", "6"]),
        ("2018.", ["2018"]),
    ],
)
def test_numbers_of_polish(words: str, expected: list[str]) -> None:
    assert values(words, "pl") == expected


@pytest.mark.parametrize(
    ("tag", "words"),
    [
        ("ar", "٢٤ ساعة"),
        ("ur", "۲۴ گھنٹے"),
        ("fa", "۲۴ ساعت"),
        ("gu", "૨૪ કલાક"),
        ("bn", "২৪ ঘণ্টা"),
        ("pa", "੨੪ ਘੰਟੇ"),
        ("zh", "２４小时"),
    ],
)
def test_digits_of_any_script_are_numbers(tag: str, words: str) -> None:
    assert values(words, tag) == ["24"]


@pytest.mark.parametrize("words", ["m²", "Ⅳ", "①", "一百"])
def test_other_signs_for_numbers_are_no_digits(words: str) -> None:
    assert values(words, "zh") == []


@pytest.mark.parametrize("tag", languages())
@pytest.mark.parametrize("words", ["24{0}", "{0}24", "{0}24{0}", "{0} 24 {0}"])
def test_number_is_found_beside_letters_of_the_language(tag: str, words: str) -> None:
    language = languages()[tag]
    assert values(words.format(language.name), tag) == ["24"]


def test_number_says_where_it_stands() -> None:
    words = "For 24 hours, then 2.5 days."
    assert [words[start:end] for _, start, end in numbers(words, languages()["en"])] == ["24", "2.5"]


def some_numbers() -> list[int | float]:
    chance = random.Random(1)
    whole = [chance.randrange(10**size) for size in range(1, 10) for _ in range(40)]
    return [*range(1100), *whole, *(number / 10 + 0.1 for number in whole)]


def written(number: float) -> str:
    """As English writes it: 40,000 and 7.2."""
    return f"{number:,}" if isinstance(number, int) else f"{number:,.1f}"


@pytest.mark.parametrize("tag", POINT_LANGUAGES)
def test_every_number_as_english_writes_it_is_read_back(tag: str) -> None:
    for number in some_numbers():
        assert (
            values(f"({written(number)}) {written(number)}, {written(number)}.", tag)
            == [written(number).replace(",", "")] * 3
        )


@pytest.mark.parametrize("tag", COMMA_LANGUAGES)
@pytest.mark.parametrize("group", [".", NO_BREAK, NARROW, ""])
def test_every_number_with_a_decimal_comma_is_read_back(tag: str, group: str) -> None:
    for number in some_numbers():
        words = written(number).translate({ord(","): group, ord("."): ","})
        assert values(f"({words}) {words}; {words}.", tag) == [written(number).replace(",", "")] * 3


@pytest.mark.parametrize("tag", COMMA_LANGUAGES)
def test_number_in_thousands_as_english_writes_it_is_another_number_where_the_comma_is_decimal(tag: str) -> None:
    for number in some_numbers():
        if isinstance(number, int) and 1000 <= number < 1_000_000:
            assert values(written(number), tag) != [str(number)]


# Numbers in words


IN_WORDS = {
    "pl": [
        ("dwa tygodnie", "2"),
        ("dwóch tygodni", "2"),
        ("trzy dni", "3"),
        ("jedna osoba", "1"),
        ("na sto osób", "100"),
    ],
    "ar": [
        ("أسبوعين", "2"),
        ("أسبوعان", "2"),
        ("ساعتين", "2"),
        ("يومين", "2"),
        ("شهرين", "2"),
        ("دقيقتين", "2"),
        ("ليلتين", "2"),
        ("سنتين", "2"),
        ("عظمة واحدة", "1"),
        ("ثلاثة أيام", "3"),
        ("مئة شخص", "100"),
    ],
    "ur": [("دو ہفتے", "2"), ("ایک مہرہ", "1"), ("تین دن", "3"), ("سو لوگ", "100")],
    "gu": [("બે અઠવાડિયાં", "2"), ("એક મણકો", "1"), ("ત્રણ દિવસ", "3"), ("સો લોકો", "100")],
    "zh": [("两周", "2"), ("二人", "2"), ("一块骨头", "1"), ("三天", "3"), ("一百人", "100")],
    "bn": [("দুই সপ্তাহ", "2"), ("এক দিন", "1"), ("তিন দিন", "3"), ("একশ জন", "100")],
    "es": [("dos semanas", "2"), ("una semana", "1"), ("tres días", "3"), ("cien personas", "100")],
    "fa": [("دو هفته", "2"), ("یک روز", "1"), ("سه روز", "3"), ("صد نفر", "100")],
    "fr": [("deux semaines", "2"), ("une semaine", "1"), ("trois jours", "3"), ("cent personnes", "100")],
    "it": [("due settimane", "2"), ("una settimana", "1"), ("tre giorni", "3"), ("cento persone", "100")],
    "pa": [("ਦੋ ਹਫ਼ਤੇ", "2"), ("ਇੱਕ ਦਿਨ", "1"), ("ਤਿੰਨ ਦਿਨ", "3"), ("ਸੌ ਲੋਕ", "100")],
    "pt": [("duas semanas", "2"), ("uma semana", "1"), ("três dias", "3"), ("cem pessoas", "100")],
    "ro": [("două săptămâni", "2"), ("o săptămână", "1"), ("trei zile", "3"), ("o sută de oameni", "100")],
    "ru": [("две недели", "2"), ("одна неделя", "1"), ("три дня", "3"), ("сто человек", "100")],
    "tr": [("iki hafta", "2"), ("İki hafta", "2"), ("bir hafta", "1"), ("üç gün", "3"), ("yüz kişi", "100")],
}


@pytest.mark.parametrize(("tag", "words", "value"), [(tag, *case) for tag, cases in IN_WORDS.items() for case in cases])
def test_word_that_stands_for_a_number(tag: str, words: str, value: str) -> None:
    assert value in [found for found, *_ in numbers_in_words(words, languages()[tag])]


@pytest.mark.parametrize(
    ("tag", "words"),
    [
        ("pl", "dwadzieścia, trzeba, stopa"),
        ("ur", "دوا، سوجن"),
        ("gu", "બેસો, સોજો"),
        ("es", "todos, entres"),
        ("fr", "pourcent"),
        ("it", "duello"),
        ("pt", "cembalo, unha"),
        ("ru", "стол, двор"),
        ("tr", "birlikte, ikiz"),
        ("ro", "unul"),
        ("fa", "دوا، سهم"),
    ],
)
def test_part_of_another_word_stands_for_no_number(tag: str, words: str) -> None:
    assert numbers_in_words(words, languages()[tag]) == []


# Measures

MEASURES = {
    "en": {
        "minute": "20 minutes",
        "hour": "24 hours",
        "day": "7 days",
        "night": "2 nights",
        "week": "6 weeks",
        "month": "3 months",
        "year": "5 years",
        "cm": "1 cm",
    },
    "pl": {
        "minute": "20 minut",
        "hour": "24 godziny",
        "day": "7 dni",
        "night": "2 noce",
        "week": "6 tygodni",
        "month": "3 miesiące",
        "year": "5 lat",
        "cm": "1 cm",
    },
    "ar": {
        "minute": "20 دقيقة",
        "hour": "24 ساعة",
        "day": "7 أيام",
        "night": "3 ليالٍ",
        "week": "6 أسابيع",
        "month": "3 أشهر",
        "year": "5 سنوات",
        "cm": "1 سم",
    },
    "ur": {
        "minute": "20 منٹ",
        "hour": "24 گھنٹے",
        "day": "7 دن",
        "night": "2 راتیں",
        "week": "6 ہفتے",
        "month": "3 ماہ",
        "year": "5 سال",
        "cm": "1 سینٹی میٹر",
    },
    "gu": {
        "minute": "20 મિનિટ",
        "hour": "24 કલાક",
        "day": "7 દિવસ",
        "night": "2 રાત",
        "week": "6 અઠવાડિયાં",
        "month": "3 મહિના",
        "year": "5 વર્ષ",
        "cm": "1 સેમી",
    },
    "zh": {
        "minute": "20分钟",
        "hour": "24小时",
        "day": "7天",
        "night": "2晚",
        "week": "6周",
        "month": "3个月",
        "year": "5年",
        "cm": "1厘米",
    },
    "bn": {
        "minute": "20 মিনিট",
        "hour": "24 ঘণ্টা",
        "day": "7 দিন",
        "night": "2 রাত",
        "week": "6 সপ্তাহ",
        "month": "3 মাস",
        "year": "5 বছর",
        "cm": "1 সেমি",
    },
    "es": {
        "minute": "20 minutos",
        "hour": "24 horas",
        "day": "7 días",
        "night": "2 noches",
        "week": "6 semanas",
        "month": "3 meses",
        "year": "5 años",
        "cm": "1 cm",
    },
    "fa": {
        "minute": "20 دقیقه",
        "hour": "24 ساعت",
        "day": "7 روز",
        "night": "2 شب",
        "week": "6 هفته",
        "month": "3 ماه",
        "year": "5 سال",
        "cm": "1 سانتی‌متر",
    },
    "fr": {
        "minute": "20 minutes",
        "hour": "24 heures",
        "day": "7 jours",
        "night": "2 nuits",
        "week": "6 semaines",
        "month": "3 mois",
        "year": "5 ans",
        "cm": "1 cm",
    },
    "it": {
        "minute": "20 minuti",
        "hour": "24 ore",
        "day": "7 giorni",
        "night": "2 notti",
        "week": "6 settimane",
        "month": "3 mesi",
        "year": "5 anni",
        "cm": "1 cm",
    },
    "pa": {
        "minute": "20 ਮਿੰਟ",
        "hour": "24 ਘੰਟੇ",
        "day": "7 ਦਿਨ",
        "night": "2 ਰਾਤਾਂ",
        "week": "6 ਹਫ਼ਤੇ",
        "month": "3 ਮਹੀਨੇ",
        "year": "5 ਸਾਲ",
        "cm": "1 ਸੈਂਟੀਮੀਟਰ",
    },
    "pt": {
        "minute": "20 minutos",
        "hour": "24 horas",
        "day": "7 dias",
        "night": "2 noites",
        "week": "6 semanas",
        "month": "3 meses",
        "year": "5 anos",
        "cm": "1 cm",
    },
    "ro": {
        "minute": "20 de minute",
        "hour": "24 de ore",
        "day": "7 zile",
        "night": "2 nopți",
        "week": "6 săptămâni",
        "month": "3 luni",
        "year": "5 ani",
        "cm": "1 cm",
    },
    "ru": {
        "minute": "20 минут",
        "hour": "24 часа",
        "day": "7 дней",
        "night": "2 ночи",
        "week": "6 недель",
        "month": "3 месяца",
        "year": "5 лет",
        "cm": "1 см",
    },
    "tr": {
        "minute": "20 dakika",
        "hour": "24 saat",
        "day": "7 gün",
        "night": "2 gece",
        "week": "6 hafta",
        "month": "3 ay",
        "year": "5 yıl",
        "cm": "1 cm",
    },
}
ONE = {
    "en": {"hour": "1 hour", "day": "1 day", "week": "1 week", "month": "1 month", "year": "1 year"},
    "pl": {"hour": "1 godzina", "day": "1 dzień", "week": "1 tydzień", "month": "1 miesiąc", "year": "1 rok"},
    "ar": {"hour": "1 ساعة", "day": "1 يوم", "week": "1 أسبوع", "month": "1 شهر", "year": "1 سنة"},
    "ur": {"hour": "1 گھنٹہ", "day": "1 دن", "week": "1 ہفتہ", "month": "1 مہینہ", "year": "1 سال"},
    "gu": {"hour": "1 કલાક", "day": "1 દિવસ", "week": "1 અઠવાડિયું", "month": "1 મહિનો", "year": "1 વર્ષ"},
    "zh": {"hour": "1个小时", "day": "1天", "week": "1个星期", "month": "1个月", "year": "1年"},
    "bn": {"hour": "1 ঘণ্টা", "day": "1 দিন", "week": "1 সপ্তাহ", "month": "1 মাস", "year": "1 বছর"},
    "es": {"hour": "1 hora", "day": "1 día", "week": "1 semana", "month": "1 mes", "year": "1 año"},
    "fa": {"hour": "1 ساعت", "day": "1 روز", "week": "1 هفته", "month": "1 ماه", "year": "1 سال"},
    "fr": {"hour": "1 heure", "day": "1 jour", "week": "1 semaine", "month": "1 mois", "year": "1 an"},
    "it": {"hour": "1 ora", "day": "1 giorno", "week": "1 settimana", "month": "1 mese", "year": "1 anno"},
    "pa": {"hour": "1 ਘੰਟਾ", "day": "1 ਦਿਨ", "week": "1 ਹਫ਼ਤਾ", "month": "1 ਮਹੀਨਾ", "year": "1 ਸਾਲ"},
    "pt": {"hour": "1 hora", "day": "1 dia", "week": "1 semana", "month": "1 mês", "year": "1 ano"},
    "ro": {"hour": "1 oră", "day": "1 zi", "week": "1 săptămână", "month": "1 lună", "year": "1 an"},
    "ru": {"hour": "1 час", "day": "1 день", "week": "1 неделя", "month": "1 месяц", "year": "1 год"},
    "tr": {"hour": "1 saat", "day": "1 gün", "week": "1 hafta", "month": "1 ay", "year": "1 yıl"},
}


def test_every_language_is_here() -> None:
    assert set(MEASURES) == set(ONE) == set(languages()) == {*IN_WORDS, "en"}


@pytest.mark.parametrize(
    ("tag", "unit", "words"),
    [(tag, unit, words) for table in (MEASURES, ONE) for tag, cases in table.items() for unit, words in cases.items()],
)
def test_number_is_of_the_unit_beside_it_and_of_no_other(tag: str, unit: str, words: str) -> None:
    ((value, _, _),) = numbers(words, languages()[tag])
    assert set(measures(words, languages()[tag])) == {(value, unit)}


@pytest.mark.parametrize(
    ("tag", "words", "expected"),
    [
        ("ar", "لمدة أسبوعين (2)", ("2", "week")),
        ("ar", "قبل ساعتين (2)", ("2", "hour")),
        ("ar", "لمدة يومين (2)", ("2", "day")),
        ("ar", "لمدة شهرين (2)", ("2", "month")),
        ("ar", "لمدة أسبوعين", ("2", "week")),
        ("ar", "لمدة يومين", ("2", "day")),
        ("ar", "خلال الساعات الـ24 الأولى", ("24", "hour")),
        ("pl", "przez dwa tygodnie", ("2", "week")),
        ("zh", "两周", ("2", "week")),
        ("pl", "liczba godzin: 24", ("24", "hour")),
        ("ur", "دو ہفتے", ("2", "week")),
        ("gu", "બે અઠવાડિયાં", ("2", "week")),
        ("pl", f"24{NO_BREAK}godziny", ("24", "hour")),
        ("pl", f"40{NO_BREAK}000 dni", ("40000", "day")),
    ],
)
def test_measure_in_words_or_with_the_unit_first(tag: str, words: str, expected: tuple[str, str]) -> None:
    assert expected in measures(words, languages()[tag])


@pytest.mark.parametrize(
    ("tag", "words", "expected"),
    [
        ("pl", "2 dni 3 tygodnie 4 lata", [("2", "day"), ("3", "week"), ("4", "year")]),
        ("ur", "2 دن 3 ہفتے", [("2", "day"), ("3", "week")]),
        ("zh", "2天3周", [("2", "day"), ("3", "week")]),
    ],
)
def test_number_between_two_units_is_of_the_one_after_it(tag: str, words: str, expected: list[tuple[str, str]]) -> None:
    assert measures(words, languages()[tag]) == expected


@pytest.mark.parametrize(
    ("tag", "words"),
    [
        ("ar", "يوميًا 3 مرات"),
        ("ar", "اتصل اليوم بالرقم 111"),
        ("en", "Call 111 today"),
        ("en", "Take 2 daily"),
        ("zh", "112日常生活"),
        ("zh", "5年龄"),
        ("ru", "3 часто"),
        ("es", "2 mesas"),
        ("fr", "2 annonces"),
        ("tr", "2 ayak"),
        ("pt", "2 dianas"),
        ("it", "2 oratori"),
        ("ro", "2 animale"),
        ("pl", "2 latarnie"),
        ("ur", "2 دنیا"),
    ],
)
def test_word_that_looks_like_a_unit_is_none(tag: str, words: str) -> None:
    assert measures(words, languages()[tag]) == []


@pytest.mark.parametrize(("gap", "expected"), [(24, [("24", "hour")]), (25, [])])
def test_unit_is_within_reach_of_its_number(gap: int, expected: list[tuple[str, str]]) -> None:
    between = f" {'x' * (gap - 2)} "
    assert measures(f"24{between}hours", languages()["en"]) == expected
    assert measures_after(f"24{between}hours", languages()["en"]) == expected


@pytest.mark.parametrize(("between", "expected"), [(" and ", [("2", "day"), ("3", "day")]), (" then ", [("3", "day")])])
def test_numbers_close_together_share_a_unit(between: str, expected: list[tuple[str, str]]) -> None:
    assert measures_after(f"2{between}3 days", languages()["en"]) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("24 hours", [("24", "hour")]),
        ("24 to 72 hours", [("24", "hour"), ("72", "hour")]),
        ("4 or 6 weeks", [("4", "week"), ("6", "week")]),
        ("2 hours and 3 days", [("2", "hour"), ("3", "day")]),
        ("week 2", [("2", "week")]),
        ("2. Weeks", []),
        ("2, weeks", []),
        ("phone 111: day", []),
        ("33 bad falls in 40,000 days", [("40000", "day")]),
        ("2 full weeks", [("2", "week")]),
        ("7.2 days", [("7.2", "day")]),
        ("a 5cm cut", [("5", "cm")]),
        ("for 2 to 3 days or 4 nights", [("2", "day"), ("3", "day"), ("4", "night")]),
        ("", []),
    ],
)
def test_english_measure_is_a_number_and_the_unit_after_it(words: str, expected: list[tuple[str, str]]) -> None:
    assert measures_after(words, languages()["en"]) == expected


# Findings


@pytest.mark.parametrize(
    ("english", "words", "expected"),
    [
        ("Now 2 and 2.", "Teraz 2 i 2.", []),
        ("Now 2 and 2.", "Teraz 2.", ["T021"]),
        ("Now 2.", "Teraz 2 i 2.", ["T022"]),
        ("Now 2 and 3.", "Teraz 3 i 2.", []),
        ("Now 2.", "Teraz 3.", ["T021", "T022"]),
        ("Now 2.", "Teraz dwa.", []),
        ("Now 2 and 2.", "Teraz dwa.", ["T021"]),
        ("Now 5.", "Teraz pięć.", ["T021"]),
        ("Now.", "Teraz jeden i dwa.", []),
        ("[2](risks.md) and **3**", "**2** i 3", []),
        ("- 1\n- 2", "- 2\n- 1", []),
    ],
)
def test_numbers_are_kept(tmp_path: Path, english: str, words: str, expected: list[str]) -> None:
    codes = [line.partition(":")[0] for line in found(kept, tmp_path, "pl", english, words)]
    assert sorted(codes) == expected


def test_number_in_a_picture_or_a_heading_counts(tmp_path: Path) -> None:
    english = "![1 bone](../assets/a.svg)\n\n## Week 2 {#week}\n\nRest."
    words = "![Kość](../assets/a.svg)\n\n## Tydzień {#week}\n\nRest."
    assert found(kept, tmp_path, "pl", english, words) == ["T021:0", "T021:3"]


@pytest.mark.parametrize(
    ("english", "words", "expected"),
    [
        ("Rest for 2 weeks.", "Odpoczynek 2 tygodnie.", []),
        ("Rest for 2 weeks.", "Odpoczynek 2 dni.", ["T023:1"]),
        ("Rest for 2 weeks.", "Odpoczynek dwa tygodnie.", []),
        ("Rest for 2 weeks.", "Odpoczynek dwa dni.", ["T023:1"]),
        ("Take 500 mg.", "Dawka 500 mg.", []),
        ("Take 500 mg.", "Dawka 500 ml.", ["T023:1"]),
        ("Up to 38°C.", "Do 38°C.", []),
        ("Hold for 30 seconds.", "Przez 30 sekund.", []),
        ("Hold for 30 seconds.", "Przez 30 minut.", ["T023:1"]),
        ("Open a.html, 5 ml.", "a.html, 5 ml.", []),
        ("Open START.html.", "Proszę otworzyć.", []),
        ("At most 10 kg.", "Do 10 kilogramów.", []),
        ("At most 10 kg.", "Do 10 godzin.", ["T023:1"]),
        ("A\n\n2 days, 3 weeks.", "A\n\n2 tygodnie, 3 dni.", ["T023:3", "T023:3"]),
        ("Take 2.", "Odpoczynek 2 dni.", []),
        ("Rest for 24 to 72 hours.", "Odpoczynek od 24 do 72 godzin.", []),
    ],
)
def test_units_are_kept(tmp_path: Path, english: str, words: str, expected: list[str]) -> None:
    assert found(units, tmp_path, "pl", english, words) == expected


@pytest.mark.parametrize(
    ("tag", "words", "expected"),
    [
        ("ar", "24 ساعة", []),
        ("ar", "٢٤ ساعة", ["T025:0"]),
        ("ur", "۲۴ گھنٹے", ["T025:0"]),
        ("gu", "૨૪ કલાક", ["T025:0"]),
        ("zh", "２４小时", ["T025:0"]),
        ("zh", "二十四小时", []),
        ("pl", "m²", []),
    ],
)
def test_digits_are_western(tmp_path: Path, tag: str, words: str, expected: list[str]) -> None:
    assert found(western_digits, tmp_path, tag, "24 hours", words) == expected


def test_a_long_text_comes_to_an_end() -> None:
    words = "1,000.5 weeks " * 7000
    with that_ends():
        assert len(numbers(words, languages()["en"])) == 7000


# Beside a stamp, and number words


def stamped(folder: Path, numbers: str) -> Path:
    (folder / "docs/pl").mkdir(parents=True)
    words = f"risks: {{risks: {{source: 0123456789ab, numbers: '{numbers}'}}}}\n"
    (folder / "docs/pl/translation.yml").write_text(words, encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("then", "words", "expected"),
    [
        ("6 2", "Nie jeść 6 godzin, pić do 2.", []),
        ("6 2", "Nie jeść 2 godzin, pić do 6.", ["T026:0"]),
        ("6 2", "Nie jeść 6 godzin, pić do dwóch.", ["T026:0"]),
        ("", "Sen.", []),
        ("", "Sen 2 dni.", ["T026:0"]),
        ("6", "Sen.", ["T026:0"]),
        ("6 2", "Nie jeść 6 godzin.\n\nPić do 2.", []),
    ],
)
def test_numbers_stand_in_the_order_that_was_compared(
    tmp_path: Path, then: str, words: str, expected: list[str]
) -> None:
    assert found(in_order, stamped(tmp_path, then), "pl", "Rest.", words) == expected


@pytest.mark.parametrize(
    ("language", "english", "words"),
    [
        ("gu", "1 in 100 people.", "1 માણસો."),
        ("pl", "Take 2 tablets.\n\nRest.", "Tabletki.\n\nDwa dni."),
        ("ar", "The risk is 100.", "الخطر بالمئة."),
        ("zh", "Rest 1 day.", "一起休息。"),
    ],
)
def test_lost_number_does_not_hide_behind_another_word(tmp_path: Path, language: str, english: str, words: str) -> None:
    assert any(place.startswith("T021") for place in found(kept, tmp_path, language, english, words))
