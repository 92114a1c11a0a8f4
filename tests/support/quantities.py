"""Every form of a quantity that must read from left to right, in every language and format."""

FORMS = (
    "1.5–2.5",
    "9:30–17:00",
    "9:30 am – 5 pm",
    "1,000–2,000",
    "1 1/2",
    "1½",
    "½",
    "500 mg",
    "500\u00a0mg",
    "5 mg/kg",
    "10 mg / 5 ml",
    "1 kB",
    "120/80 mmHg",
    "38 °C",
    "38°",
    "-5",
    "−5 °C",
    "±5",
    "6–8",
    "6 – 8",
    "6-8",
    "6—8",
    "6\u00a0–\u00a08 cm",
    "2018-08-06",
    "2 × 3",
    "2 x 3 cm",
    "6 cm × 4 cm",
    "2 × 3 = 6",
    "3×",
    "< 38",
    "> 38.5 °C",
    "≤ 5",
    "~ 10",
    "10%",
    "5–10 %",
    "65+",
    "£5",
    "10 000 mg",
    "01923 217 187",
    "(01923) 217 187",
    "+44 (0)1923 217 187",
)
PLAIN = (
    "999",
    "1,000",
    "7.2",
    "9:30",
    "1/2",
    "24/7",
    "1,00,000",
    "10\u00a0000",
    "500mg",
    "3D",
)  # these keep their order by themselves
SENTENCES = {"ar": "خذ {} في اليوم، ثم {} (أو {}).", "ur": "روزانہ {} لیں، پھر {} (یا {})۔"}


def page_of_all(language: str) -> str:
    """Markdown with each form in the middle of a sentence, beside another, in brackets, and alone in a cell."""
    sentence = SENTENCES[language]
    items = [f"- {sentence.format(form, form, '2 × 3')}" for form in (*FORMS, *PLAIN)]
    rows = [f"| {sentence[:3]} | {form} |" for form in (*FORMS, *PLAIN)]
    return "\n".join([*items, "", "| أ | ب |", "|---|---|", *rows, ""])
