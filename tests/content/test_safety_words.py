"""The small words that decide, in each language: a natural sentence with each, and one without."""

from __future__ import annotations

import re
import unicodedata

import pytest

from leaflet.content.safety_words import count_safety_words
from leaflet.project.settings import languages
from support.ending import that_ends

KINDS = ("not", "at_least", "only", "less_than", "unless", "stop", "before", "after")
# Do not drive tomorrow. Rest for at least 2 days. Drink only water. It takes less than 1 hour. Do not drive unless your
# doctor agrees. Stop aspirin for 7 days. Wash before the procedure. Walk after the procedure.
WITH = {
    "en": (
        "Do not drive tomorrow.",
        "Rest for at least 2 days.",
        "Drink only water.",
        "It takes less than 1 hour.",
        "Do not drive unless your doctor agrees.",
        "Stop aspirin for 7 days.",
        "Wash before the procedure.",
        "Walk after the procedure.",
    ),
    "pl": (
        "Proszę jutro nie prowadzić samochodu.",
        "Proszę odpoczywać co najmniej 2 dni.",
        "Proszę pić tylko wodę.",
        "Trwa to mniej niż 1 godzinę.",
        "Proszę nie prowadzić samochodu, chyba że lekarz się zgodzi.",
        "Proszę odstawić aspirynę na 7 dni.",
        "Proszę się umyć przed zabiegiem.",
        "Proszę chodzić po zabiegu.",
    ),
    "ar": (
        "لا تقد السيارة غدًا.",
        "استرح لمدة 3 أيام على الأقل.",
        "اشرب الماء فقط.",
        "يستغرق ذلك أقل من ساعة واحدة (1).",
        "لا تقد السيارة إلا إذا وافق طبيبك.",
        "توقف عن تناول الأسبرين لمدة 7 أيام.",
        "اغتسل قبل الإجراء.",
        "امشِ بعد الإجراء.",
    ),
    "ur": (
        "کل گاڑی نہ چلائیں۔",
        "کم از کم 2 دن آرام کریں۔",
        "صرف پانی پیئیں۔",
        "اس میں 1 گھنٹے سے کم لگتا ہے۔",
        "جب تک آپ کا ڈاکٹر اجازت نہ دے، گاڑی نہ چلائیں۔",
        "7 دن کے لیے اسپرین بند کریں۔",
        "پروسیجر سے پہلے نہائیں۔",
        "پروسیجر کے بعد چلیں۔",
    ),
    "gu": (
        "કાલે ગાડી ન ચલાવો.",
        "ઓછામાં ઓછા 2 દિવસ આરામ કરો.",
        "ફક્ત પાણી પીઓ.",
        "તેમાં 1 કલાક કરતાં ઓછો સમય લાગે છે.",
        "ડૉક્ટર હા પાડે તે સિવાય ગાડી ન ચલાવો.",
        "7 દિવસ માટે એસ્પિરિન બંધ કરો.",
        "પ્રક્રિયા પહેલાં નાહી લો.",
        "પ્રક્રિયા પછી ચાલો.",
    ),
    "zh": (
        "明天不要开车。",
        "至少休息2天。",
        "只喝水。",
        "需要不到1小时。",
        "除非医生同意，不要开车。",
        "停用阿司匹林7天。",
        "手术前请洗澡。",
        "手术后请走动。",
    ),
    "bn": (
        "আগামীকাল গাড়ি চালাবেন না।",
        "কমপক্ষে 2 দিন বিশ্রাম নিন।",
        "শুধু পানি পান করুন।",
        "এতে 1 ঘণ্টার কম সময় লাগে।",
        "ডাক্তার অনুমতি না দিলে গাড়ি চালাবেন না।",
        "7 দিনের জন্য অ্যাসপিরিন বন্ধ রাখুন।",
        "চিকিৎসার আগে গোসল করুন।",
        "চিকিৎসার পরে হাঁটুন।",
    ),
    "es": (
        "No conduzca mañana.",
        "Descanse al menos 2 días.",
        "Beba solo agua.",
        "Dura menos de 1 hora.",
        "No conduzca, a menos que su médico esté de acuerdo.",
        "Deje la aspirina durante 7 días.",
        "Lávese antes del procedimiento.",
        "Camine después del procedimiento.",
    ),
    "fa": (
        "فردا رانندگی نکنید.",
        "حداقل 2 روز استراحت کنید.",
        "فقط آب بنوشید.",
        "کمتر از 1 ساعت طول می‌کشد.",
        "رانندگی نکنید، مگر این‌که پزشک اجازه دهد.",
        "آسپرین را 7 روز قطع کنید.",
        "قبل از عمل حمام کنید.",
        "پس از عمل راه بروید.",
    ),
    "fr": (
        "Ne conduisez pas demain.",
        "Reposez-vous au moins 2 jours.",
        "Ne buvez que de l’eau.",
        "Cela dure moins d’une heure.",
        "Ne conduisez pas, sauf si votre médecin est d’accord.",
        "Arrêtez l’aspirine pendant 7 jours.",
        "Lavez-vous avant l’intervention.",
        "Marchez après l’intervention.",
    ),
    "it": (
        "Non guidi domani.",
        "Riposi per almeno 2 giorni.",
        "Beva solo acqua.",
        "Dura meno di 1 ora.",
        "Non guidi, a meno che il medico sia d’accordo.",
        "Sospenda l’aspirina per 7 giorni.",
        "Si lavi prima dell’intervento.",
        "Cammini dopo l’intervento.",
    ),
    "pa": (
        "ਕੱਲ੍ਹ ਗੱਡੀ ਨਾ ਚਲਾਓ।",
        "ਘੱਟੋ-ਘੱਟ 2 ਦਿਨ ਆਰਾਮ ਕਰੋ।",
        "ਸਿਰਫ਼ ਪਾਣੀ ਪੀਓ।",
        "ਇਸ ਵਿੱਚ 1 ਘੰਟੇ ਤੋਂ ਘੱਟ ਸਮਾਂ ਲੱਗਦਾ ਹੈ।",
        "ਜਦੋਂ ਤੱਕ ਡਾਕਟਰ ਇਜਾਜ਼ਤ ਨਾ ਦੇਵੇ, ਗੱਡੀ ਨਾ ਚਲਾਓ।",
        "7 ਦਿਨ ਐਸਪਰੀਨ ਬੰਦ ਰੱਖੋ।",
        "ਪ੍ਰਕਿਰਿਆ ਤੋਂ ਪਹਿਲਾਂ ਨਹਾਓ।",
        "ਪ੍ਰਕਿਰਿਆ ਤੋਂ ਬਾਅਦ ਤੁਰੋ।",
    ),
    "pt": (
        "Não conduza amanhã.",
        "Descanse pelo menos 2 dias.",
        "Beba só água.",
        "Demora menos de 1 hora.",
        "Não conduza, a menos que o médico concorde.",
        "Pare de tomar aspirina durante 7 dias.",
        "Lave-se antes do procedimento.",
        "Caminhe depois do procedimento.",
    ),
    "ro": (
        "Nu conduceți mâine.",
        "Odihniți-vă cel puțin 2 zile.",
        "Beți doar apă.",
        "Durează mai puțin de 1 oră.",
        "Nu conduceți decât dacă medicul este de acord.",
        "Opriți aspirina timp de 7 zile.",
        "Spălați-vă înainte de procedură.",
        "Mergeți pe jos după procedură.",
    ),
    "ru": (
        "Завтра не садитесь за руль.",
        "Отдыхайте не менее 2 дней.",
        "Пейте только воду.",
        "Это длится менее 1 часа.",
        "Не садитесь за руль, если врач не разрешит.",
        "Прекратите принимать аспирин на 7 дней.",
        "Вымойтесь перед процедурой.",
        "Ходите после процедуры.",
    ),
    "tr": (
        "Yarın araba kullanmayın.",
        "En az 2 gün dinlenin.",
        "Sadece su için.",
        "1 saatten az sürer.",
        "Doktorunuz izin vermedikçe araba kullanmayın.",
        "Aspirini 7 gün bırakın.",
        "İşlemden önce yıkanın.",
        "İşlemden sonra yürüyün.",
    ),
}
# Bring your tablets to the hospital. Rest for 2 days. Drink water with your tablets. It takes 1 hour. You can drive if your
# doctor agrees. Take aspirin for 7 days. Wash with soap. Walk with a nurse. Some have a word that looks like the kind.
WITHOUT = {
    "en": (
        "Note: bring your tablets to the hospital.",
        "Rest for 2 days.",
        "Drink water with your tablets.",
        "It takes 1 hour.",
        "You can drive if your doctor agrees.",
        "Take aspirin for 7 days.",
        "Wash with soap.",
        "Walk with a nurse.",
    ),
    "pl": (
        "Proszę zabrać swoje tabletki do szpitala.",
        "Proszę odpoczywać 2 dni.",
        "Proszę popić tabletki wodą.",
        "Trwa to 1 godzinę.",
        "Można prowadzić samochód, jeśli lekarz się zgodzi.",
        "Proszę brać aspirynę przez 7 dni.",
        "Proszę się umyć mydłem.",
        "Proszę chodzić z pielęgniarką i podnosić nogi.",
    ),
    "ar": (
        "أحضر أقراصك إلى المستشفى.",
        "استرح لمدة 3 أيام.",
        "اشرب الماء مع الأقراص.",
        "يستغرق ذلك ساعة واحدة (1).",
        "يمكنك قيادة السيارة إذا وافق طبيبك.",
        "تناول الأسبرين لمدة 7 أيام.",
        "اغتسل بالماء والصابون.",
        "امشِ مع الممرضة.",
    ),
    "ur": (
        "اپنی گولیاں ہسپتال لائیں۔",
        "2 دن آرام کریں۔",
        "گولیوں کے ساتھ پانی پیئیں۔",
        "اس میں 1 گھنٹہ لگتا ہے۔",
        "اگر آپ کا ڈاکٹر اجازت دے تو گاڑی چلائیں۔",
        "7 دن تک اسپرین لیں۔",
        "صابن سے نہائیں۔",
        "نرس کے ساتھ چلیں۔",
    ),
    "gu": (
        "તમારી ગોળીઓ હૉસ્પિટલમાં લાવો.",
        "2 દિવસ આરામ કરો.",
        "ગોળીઓ સાથે પાણી પીઓ.",
        "તેમાં 1 કલાક લાગે છે.",
        "ડૉક્ટર હા પાડે ત્યારે ગાડી ચલાવો.",
        "7 દિવસ સુધી એસ્પિરિન લો.",
        "સાબુથી નાહી લો.",
        "નર્સ સાથે ચાલો.",
    ),
    "zh": (
        "请把药片带到医院。",
        "休息2天。",
        "用水送药片。",
        "需要1小时。",
        "医生同意，您就可以开车。",
        "服用阿司匹林7天。",
        "请用肥皂洗澡。",
        "请和护士一起走。",
    ),
    "bn": (
        "আপনার ওষুধের নাম লিখে হাসপাতালে আনুন।",
        "2 দিন বিশ্রাম নিন।",
        "ওষুধের সঙ্গে পানি পান করুন।",
        "এতে 1 ঘণ্টা সময় লাগে।",
        "ডাক্তার অনুমতি দিলে গাড়ি চালাতে পারেন।",
        "7 দিন অ্যাসপিরিন খান।",
        "সাবান দিয়ে গোসল করুন।",
        "পরিবারের পরামর্শ নিয়ে বিছানার উপর বসুন।",
    ),
    "es": (
        "Traiga sus pastillas al hospital.",
        "Descanse 2 días.",
        "Beba agua con las pastillas.",
        "Dura 1 hora.",
        "Puede conducir si su médico está de acuerdo.",
        "Tome aspirina para el dolor durante 7 días.",
        "Lávese con jabón.",
        "Camine con la enfermera.",
    ),
    "fa": (
        "قرص‌هایتان را به بیمارستان بیاورید.",
        "2 روز استراحت کنید.",
        "با قرص‌ها آب بنوشید.",
        "1 ساعت طول می‌کشد.",
        "اگر پزشک اجازه دهد، رانندگی کنید.",
        "ترکیب آسپرین را 7 روز کنار تخت بگذارید.",
        "با صابون حمام کنید.",
        "با پسرتان راه بروید.",
    ),
    "fr": (
        "Apportez vos comprimés à l’hôpital.",
        "Reposez-vous 2 jours.",
        "Dites à l’infirmière que vous avez mal.",
        "Cela dure 1 heure.",
        "Vous pouvez conduire si votre médecin est d’accord.",
        "Prenez de l’aspirine si nécessaire.",
        "Lavez-vous avec du savon.",
        "Marchez avec l’infirmière.",
    ),
    "it": (
        "Porti le compresse in ospedale.",
        "Riposi per 2 giorni.",
        "Beva acqua con le compresse.",
        "Dura 1 ora.",
        "Può guidare se il medico è d’accordo.",
        "Prenda l’aspirina per 7 giorni.",
        "Si lavi con il sapone.",
        "Cammini con l’infermiera.",
    ),
    "pa": (
        "ਆਪਣੀਆਂ ਗੋਲੀਆਂ ਨਾਲ ਲੈ ਕੇ ਹਸਪਤਾਲ ਆਓ।",
        "2 ਦਿਨ ਆਰਾਮ ਕਰੋ।",
        "ਗੋਲੀਆਂ ਨਾਲ ਪਾਣੀ ਪੀਓ।",
        "ਇਸ ਵਿੱਚ 1 ਘੰਟਾ ਲੱਗਦਾ ਹੈ।",
        "ਜੇ ਡਾਕਟਰ ਇਜਾਜ਼ਤ ਦੇਵੇ, ਤਾਂ ਗੱਡੀ ਚਲਾਓ।",
        "7 ਦਿਨ ਐਸਪਰੀਨ ਲਓ।",
        "ਸਾਬਣ ਨਾਲ ਨਹਾਓ।",
        "ਨਰਸ ਨਾਲ ਤੁਰੋ।",
    ),
    "pt": (
        "Traga os seus comprimidos para o hospital.",
        "Descanse 2 dias.",
        "Beba água com os comprimidos.",
        "Demora 1 hora.",
        "Pode conduzir se o médico concordar.",
        "Tome aspirina para a dor durante 7 dias.",
        "Lave-se com sabão.",
        "Caminhe com a enfermeira.",
    ),
    "ro": (
        "Aduceți tabletele la spital.",
        "Odihniți-vă 2 zile.",
        "Beți apă cu tabletele.",
        "Durează 1 oră.",
        "Puteți conduce dacă medicul este de acord.",
        "Luați aspirină timp de 7 zile.",
        "Spălați-vă cu săpun.",
        "Mergeți pe jos cu asistenta.",
    ),
    "ru": (
        "Возьмите свои таблетки в больницу.",
        "Отдыхайте 2 дня.",
        "Запивайте таблетки водой.",
        "Отдыхайте не менее 2 дней.",
        "Садитесь за руль, если врач разрешит.",
        "Принимайте аспирин 7 дней.",
        "Вымойтесь с мылом.",
        "Ходите с медсестрой.",
    ),
    "tr": (
        "Ameliyat için tamamen hazır olun ve ilaçlarınızı hastaneye getirin.",
        "2 gün dinlenin.",
        "İlacınızı suyla için.",
        "1 saat sürer.",
        "Doktorunuz izin verirse araba kullanabilirsiniz.",
        "7 gün aspirin alın.",
        "Sabunla yıkanın.",
        "Hemşireyle yürüyün.",
    ),
}
# Other natural ways to say the same.
MORE = [
    ("pl", "not", "Nie wolno jeść."),
    ("pl", "at_least", "Przynajmniej 2 dni."),
    ("pl", "unless", "O ile lekarz się zgodzi."),
    ("ar", "not", "تجنب رفع الأشياء الثقيلة."),
    ("ar", "at_least", "لمدة لا تقل عن 2 يوم."),
    ("ar", "unless", "ما لم يوافق طبيبك."),
    ("ur", "not", "یہ ٹھیک نہیں ہے۔"),
    ("ur", "only", "یہ محض ایک خطرہ ہے۔"),
    ("gu", "not", "આ બરાબર નથી."),
    ("gu", "only", "માત્ર પાણી પીઓ."),
    ("zh", "not", "请勿开车。"),
    ("zh", "at_least", "起码休息2天。"),
    ("zh", "unless", "没有医生的同意，不要开车。"),
    ("zh", "only", "仅限今天。"),
    ("bn", "not", "এটি ঠিক নয়।"),
    ("bn", "not", "ভয় নেই।"),
    ("bn", "unless", "ডাক্তার না বললে খাবেন না।"),
    ("bn", "after", "অপারেশনের পর হাঁটুন।"),
    ("es", "not", "Nunca conduzca sin gafas."),
    ("es", "unless", "Salvo que el médico lo diga."),
    ("es", "stop", "Suspenda la aspirina."),
    ("es", "stop", "Pare de fumar."),
    ("fa", "not", "این درست نیست."),
    ("fa", "not", "نمی‌توانید رانندگی کنید."),
    ("fa", "stop", "سیگار را ترک کنید."),
    ("fa", "stop", "آسپرین را کنار بگذارید."),
    ("fr", "not", "N’arrêtez jamais."),
    ("fr", "only", "Buvez seulement de l’eau."),
    ("fr", "stop", "Cessez de fumer."),
    ("fr", "unless", "À moins que le médecin le dise."),
    ("it", "not", "Senza guidare."),
    ("it", "stop", "Smetta di fumare."),
    ("pa", "not", "ਇਹ ਠੀਕ ਨਹੀਂ ਹੈ।"),
    ("pt", "unless", "Salvo se o médico disser."),
    ("pt", "stop", "Deixe de fumar."),
    ("ro", "not", "N-ați mâncat nimic."),
    ("ru", "not", "Нельзя есть."),
    ("ru", "less_than", "Это длится меньше 1 часа."),
    ("ru", "at_least", "Как минимум 2 дня."),
    ("tr", "not", "Bu doğru değil."),
    ("tr", "not", "Araba kullanmamalısınız."),
    ("tr", "not", "Araba kullanamazsınız."),
    ("tr", "not", "Ağrı geçmiyor."),
    ("tr", "less_than", "2 haftadan daha az sürer."),
    ("tr", "unless", "Doktor söylemedikçe."),
]
# Call 999 now. Phone the ward today.
SOON = {
    "en": ("Call 999 now.", "Phone the ward today."),
    "pl": ("Proszę natychmiast zadzwonić pod 999.", "Proszę dziś zadzwonić na oddział."),
    "ar": ("اتصل بالرقم 999 فورًا.", "اتصل بالجناح اليوم."),
    "ur": ("ابھی 999 پر فون کریں۔", "آج ہی وارڈ کو فون کریں۔"),
    "gu": ("હમણાં જ 999 પર ફોન કરો.", "આજે જ વૉર્ડને ફોન કરો."),
    "zh": ("请立即拨打999。", "请今天就打电话给病房。"),
    "bn": ("এখনই 999 নম্বরে ফোন করুন।", "আজই ওয়ার্ডে ফোন করুন।"),
    "es": ("Llame al 999 ahora.", "Llame hoy a la planta."),
    "fa": ("همین حالا با 999 تماس بگیرید.", "امروز با بخش تماس بگیرید."),
    "fr": ("Appelez le 999 maintenant.", "Appelez le service aujourd’hui."),
    "it": ("Chiami subito il 999.", "Chiami il reparto oggi."),
    "pa": ("ਹੁਣੇ 999 ਤੇ ਫ਼ੋਨ ਕਰੋ।", "ਅੱਜ ਹੀ ਵਾਰਡ ਨੂੰ ਫ਼ੋਨ ਕਰੋ।"),
    "pt": ("Ligue já para o 999.", "Ligue hoje para o serviço."),
    "ro": ("Sunați imediat la 999.", "Sunați astăzi la secție."),
    "ru": ("Немедленно позвоните 999.", "Позвоните в отделение сегодня."),
    "tr": ("Hemen 999'u arayın.", "Servisi bugün arayın."),
}
LONG = 100_000  # bytes


def counts(words: str, tag: str) -> dict[str, int]:
    return count_safety_words(words, languages()[tag])


def forms(tag: str) -> list[str]:
    """Every expression of a language, of its units and number words too."""
    language = languages()[tag]
    tables = (language.words, language.units, language.number_words)
    return [form for table in tables for found in table.values() for form in found]


def test_every_language_is_here() -> None:
    assert set(WITH) == set(WITHOUT) == set(SOON) == set(languages())


@pytest.mark.parametrize(
    ("tag", "kind", "sentence"),
    [
        *(
            (tag, kind, sentence)
            for tag, sentences in WITH.items()
            for kind, sentence in zip(KINDS, sentences, strict=True)
        ),
        *MORE,
    ],
)
def test_sentence_with_the_word_has_it(tag: str, kind: str, sentence: str) -> None:
    assert kind in counts(sentence, tag)


@pytest.mark.parametrize(
    ("tag", "kind", "sentence"),
    [
        (tag, kind, sentence)
        for tag, sentences in WITHOUT.items()
        for kind, sentence in zip(KINDS, sentences, strict=True)
    ],
)
def test_sentence_without_the_word_has_none(tag: str, kind: str, sentence: str) -> None:
    assert kind not in counts(sentence, tag)


@pytest.mark.parametrize("tag", SOON)
def test_how_soon_is_one_word(tag: str) -> None:
    now, today = (counts(sentence, tag).keys() & {"now", "today"} for sentence in SOON[tag])
    assert (now, today) == ({"now"}, {"today"})
    for sentence in (*WITH[tag], *WITHOUT[tag]):
        assert not counts(sentence, tag).keys() & {"now", "today"}, sentence


@pytest.mark.parametrize(
    ("tag", "sentence"),
    [
        ("en", "Doing nothing for now is also a choice."),
        ("zh", "文字出现在屏幕上。"),
        ("gu", "તેમની હાલત સારી છે."),
    ],
)
def test_word_that_is_not_about_how_soon_does_not_count(tag: str, sentence: str) -> None:
    assert not counts(sentence, tag).keys() & {"now", "today"}


@pytest.mark.parametrize(
    ("tag", "sentence"),
    [
        ("pl", "Zakażenie rany i zakażony cement."),
        ("pl", unicodedata.normalize("NFD", "Zakażenie rany.")),
        ("pl", "Można się zakazić."),
        ("zh", "骨折可能非常疼。"),
    ],
)
def test_word_that_only_begins_alike_does_not_count(tag: str, sentence: str) -> None:
    assert counts(sentence, tag) == {}


@pytest.mark.parametrize(
    ("tag", "sentence"),
    [
        ("pl", "Obowiązuje zakaz jedzenia."),
        ("pl", "To jest zakazane."),
        ("pl", "Po zakazie."),
        ("zh", "并非如此。"),
    ],
)
def test_prohibition_is_a_word_for_not(tag: str, sentence: str) -> None:
    assert counts(sentence, tag)["not"] == 1


@pytest.mark.parametrize("tag", languages())
def test_every_sentence_is_in_the_usual_form_of_its_letters(tag: str) -> None:
    assert [
        sentence for sentence in (*WITH[tag], *WITHOUT[tag]) if not unicodedata.is_normalized("NFC", sentence)
    ] == []


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Do not drive. NOT today, never.", {"not": 3, "today": 1}),
        ("", {}),
        ("Notes and cannons.", {}),
        ("Rest.", {}),
        ("Drink only water before 2 and after 3.", {"only": 1, "before": 1, "after": 1}),
        ("You cannot pee.", {"not": 1}),
        ("Look after your wound.", {}),
        ("In an emergency stop the car. Stop.", {"stop": 1}),
    ],
)
def test_words_are_counted_by_kind(words: str, expected: dict[str, int]) -> None:
    assert counts(words, "en") == expected


# The expressions themselves


@pytest.mark.parametrize("tag", languages())
@pytest.mark.parametrize("words", ["", " . , "])
def test_no_expression_matches_what_has_no_words(tag: str, words: str) -> None:
    assert [form for form in forms(tag) if re.search(form, words)] == []


@pytest.mark.parametrize("tag", languages())
def test_expressions_are_in_small_letters_as_words_are_when_they_are_used(tag: str) -> None:
    letters = [re.sub(r"\\.", "", form) for form in forms(tag)]
    assert letters == [form.lower() for form in letters]


@pytest.mark.parametrize("tag", languages())
def test_expressions_are_in_the_form_that_pages_must_have(tag: str) -> None:
    assert [form for form in forms(tag) if not unicodedata.is_normalized("NFC", form)] == []


@pytest.mark.parametrize("tag", languages())
def test_a_long_text_comes_to_an_end(tag: str) -> None:
    sentences = " ".join((*WITH[tag], *WITHOUT[tag])).encode()
    words = (sentences * (LONG // len(sentences) + 1)).decode()
    with that_ends():
        counts(words, tag)


@pytest.mark.parametrize(
    ("tag", "word"),
    [
        ("zh", "没有"),
        ("ru", "если "),
        ("fr", "ne "),
        ("ur", "کوئی "),
        ("bn", "না "),
        ("tr", "ma"),
        ("fa", "ن"),
        ("en", "no "),
    ],
)
def test_one_word_again_and_again_comes_to_an_end(tag: str, word: str) -> None:
    words = word * (LONG // len(word.encode()))
    with that_ends():
        counts(words, tag)
