"""Faults in words: in a translation, and in the English."""

from __future__ import annotations

import re

from leaflet.project.settings import SOURCE_LANGUAGE

from . import after_stamp, words
from .words import drop, drop_word, each, insert, paragraph_from

HOSPITAL_PHONE = r"\{\{ hospital\.phone \}\}"
WRONG_PHONE = ("{{ hospital.phone }}", "01923 217 178")

EDITED = ("T014", "T015")
TRANSLATED = (
    ("'not' moved", "words", after_stamp.move_not, *EDITED),
    ("cells exchanged", "words", after_stamp.exchange_cells, *EDITED),
    ("item replaced by a copy of its neighbour", "words", after_stamp.copy_neighbour, *EDITED),
    ("paragraph of another page", "words", after_stamp.paragraph_of_another_page, *EDITED),
    ("alternative text of a picture replaced", "words", after_stamp.change_alt, *EDITED),
    ("word edited after the stamp", "words", words.synonym, *EDITED),
    ("list item dropped", "lost", drop(r"^\s*- (?!\[)"), "T010", "T013"),
    ("tick box dropped", "lost", drop(r"^- \[ \]"), "T010"),
    ("table row dropped", "lost", drop(r"^\| (?!-)"), "T010", "S029", "T012"),
    ("paragraph dropped", "lost", drop(r"^[^\W\d_]"), "T010"),
    ("picture dropped", "lost", drop(r"^!\[.*svg\)$"), "T010"),
    ("section removed", "lost", words.remove_section, "T001", "T002"),
    ("sections reordered", "lost", words.swap_sections, "T011"),
    (
        "id of a section changed",
        "lost",
        each(r"^## .*\{#", lambda line: line.replace("{#", "{#x-")),
        "T001",
        "T002",
        "T011",
    ),
    ("sign of an emergency dropped", "urgent", words.drop_in_card("emergency", "urgent"), "T010"),
    (
        "emergency box made a note",
        "urgent",
        each(r"^!!! (emergency|urgent|warning)", lambda line: re.sub(r"!!! \w+", "!!! note", line)),
        "T010",
    ),
    ("digit changed", "numbers", words.change_digit, "T021", "T022", "T023"),
    ("unit swapped", "numbers", words.swap_units, "T023", "T031"),
    ("numbers exchanged in a line", "numbers", words.exchange_numbers, "T026", "T023"),
    ("sentence lost", "lost", words.drop_sentence, "T032"),
    (
        "fault in a description",
        "words",
        words.change_front_matter,
        "T021",
        "T022",
        "T026",
        "T030",
        "T031",
        "T040",
        "T042",
        "S001",
    ),
    ("digits of another script", "numbers", words.other_digits, "T025"),
    ("'not' dropped", "words", drop_word("not"), "T030", "T031", "T033"),
    ("'only', 'at least', 'unless' dropped", "words", drop_word("only", "at_least", "unless"), "T030", "T031"),
    ("'before', 'after' dropped", "words", drop_word("before", "after"), "T030", "T031"),
    ("'now', 'today' dropped", "words", drop_word("now", "today"), "T030", "T031"),
    ("left in English", "language", paragraph_from(SOURCE_LANGUAGE), "T040", "T041", "T042"),
    ("pasted from another language", "language", paragraph_from("ar"), "T041", "T042"),
    ("zero-width character", "language", insert("\u200b"), "T062"),
    ("direction control", "language", insert("\u202e"), "T061"),
    ("look-alike letter", "language", insert("е"), "T043"),  # Cyrillic
    (
        "phone link broken",
        "phones",
        each(r"tel:\d", lambda line: line.replace("tel:9", "tel:8").replace("tel:1", "tel:7")),
        "T024",
    ),
    (
        "emergency number broken",
        "phones",
        each(r"(?<![\d:])(999|111)(?![\d)])", words.other_emergency_number),
        "T021",
        "T022",
    ),
    (
        "hospital's phone typed wrongly",
        "phones",
        each(HOSPITAL_PHONE, lambda line: line.replace(*WRONG_PHONE)),
        "T013",
        "T022",
        "W011",
    ),
    (
        "setting lost",
        "lost",
        each(r"\{\{ hospital\.\w+ \}\}", lambda line: re.sub(r"\{\{ hospital.*?\}\}", "", line)),
        "T013",
    ),
    (
        "link lost",
        "links",
        each(r"\]\([\w-]+\.md", lambda line: re.sub(r"\[([^\]]*)\]\([\w-]+\.md[^)]*\)", r"\1", line, count=1)),
        "T012",
    ),
    (
        "link changed",
        "links",
        each(
            r"\]\(words\.md#(?!spine\))",
            lambda line: re.sub(r"\]\(words\.md#[\w-]+", "](words.md#spine", line, count=1),
        ),
        "T012",
    ),
)
ENGLISH = (
    ("digit changed", "numbers", words.change_digit, "T021", "T022", "S063"),
    ("'not' dropped", "words", drop_word("not"), "T003", "T004", "T034", "S063"),
    ("sign of an emergency dropped", "urgent", words.drop_in_card("emergency", "urgent"), "T010", "T003", "S063"),
    (
        "emergency box made a note",
        "urgent",
        each(r"^!!! (emergency|urgent|warning)", lambda line: re.sub(r"!!! \w+", "!!! note", line)),
        "T010",
        "S063",
    ),
    ("section removed", "lost", words.remove_section, "T005", "T011", "S014", "S063"),
    ("fact no longer covered", "lost", words.drop_fact, "S015"),
    (
        "hospital's phone typed in",
        "phones",
        each(HOSPITAL_PHONE, lambda line: line.replace("{{ hospital.phone }}", "01923 217 187")),
        "W011",
    ),
    (
        "link to a page that is not there",
        "links",
        each(r"\]\([\w-]+\.md", lambda line: line.replace(".md", "s.md", 1)),
        "S013",
    ),
    (
        "link to a section that is not there",
        "links",
        each(r"\.md#", lambda line: line.replace(".md#", ".md#no-", 1)),
        "S014",
    ),
    (
        "script in a link",
        "settings",
        each(r"\]\([\w-]+\.md[^)]*\)", lambda line: re.sub(r"\]\([^)]*\)", "](javascript:alert(1))", line, count=1)),
        "S019",
    ),
    ("HTML in a page", "settings", each(r"^[A-Z]", lambda line: line + ' <img src=x onerror="alert(1)">'), "S018"),
    ("heading level skipped", "pages", each(r"^## ", lambda line: "##" + line), "S006"),
    ("heading without an id", "links", each(r"^## ", lambda line: re.sub(r" \{#.*", "", line)), "S007"),
    ("id used twice", "links", words.same_id, "S008"),
    ("picture without a description", "pages", each(r"^!\[", lambda line: re.sub(r"!\[[^\]]*\]", "![]", line)), "S010"),
    ("picture that is not there", "links", each(r"\.svg\)", lambda line: line.replace(".svg)", "x.svg)")), "S011"),
    (
        "setting that does not exist",
        "settings",
        each(r"\{\{ hospital\.", lambda line: line.replace("hospital.", "ward.", 1)),
        "S023",
    ),
    ("box of an unknown kind", "urgent", each(r"^!!! ", lambda line: line.replace("!!! ", "!!! danger-")), "S027"),
    ("sentence of 26 words or more", "pages", each(r"^[A-Z][^.]*\. [A-Z]", words.one_long_sentence), "W001", "W002"),
)
