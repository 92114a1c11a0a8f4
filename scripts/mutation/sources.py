"""Edits of the sources: translations, English pages, settings, pictures, records; looked at by families S, W and T."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

from leaflet.project.settings import SOURCE_LANGUAGE, Settings

from . import after_stamp, hostile, words
from .engine import HARMLESS, Kind
from .project import Project, in_file, in_words, replacing
from .words import drop, drop_word, each, insert, paragraph_from

NAMED = {  # where the fault is seen, other than in the file that was changed
    "'not' dropped (English)": r"safety\.yml",
    "section removed (English)": r"translation\.yml",
    "fact no longer covered (English)": r"facts\.yml",
    "other phone number in its second place": r"mkdocs\.yml",
    "page taken out of the menu": r"[\w-]+\.md",
    "fact id that is not in the list": r"[\w-]+\.md",
    "interface placeholder lost": r"\w\w\.yml",  # lost in English, it is seen in the others
    "interface word lost": r"\w\w\.yml",
}


def kinds(settings: Settings, folder: Path) -> list[Kind]:
    """Every kind of edit of the sources; `folder` is for the copy that is edited."""
    project = Project(settings, folder)
    return [
        replace(kind, names=NAMED.get(kind.name, kind.names), safety=kind.group in SAFETY_GROUPS)
        for kind in (*_faults(project), *_harmless(project))
    ]


def _faults(project: Project) -> Iterator[Kind]:
    for name, group, make, *codes in TRANSLATED:
        yield Kind(name, group, tuple(codes), partial(in_words, project, project.translations, make))
    for name, group, make, *codes in ENGLISH:
        yield Kind(f"{name} (English)", group, tuple(codes), partial(in_words, project, [SOURCE_LANGUAGE], make))
    for name, group, pattern, change, *codes in OTHER:
        yield Kind(name, group, tuple(codes), partial(in_file, project, pattern, change))
    for name, group, seeds, *codes in hostile.FAULTS:
        yield Kind(name, group, tuple(codes), partial(seeds, project))


def _harmless(project: Project) -> Iterator[Kind]:
    for name, make in QUIET:
        yield Kind(name, HARMLESS, (), partial(in_words, project, project.translations, make))
    for name, make in QUIET_ENGLISH:
        yield Kind(
            f"{name} (English)", HARMLESS, (), partial(in_words, project, [SOURCE_LANGUAGE], make, everywhere=True)
        )
    yield Kind("edit that was stamped anew", HARMLESS, (), partial(after_stamp.stamped_anew, project, words.synonym))
    for name, pattern, change in QUIET_FILES:
        yield Kind(name, HARMLESS, (), partial(in_file, project, pattern, change))


SAFETY_GROUPS = ("numbers", "words", "phones", "urgent", "lost", "language")

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
OTHER = (
    ("phone number with a letter", "phones", "mkdocs.yml", replacing(r'phone: "0', 'phone: "O'), "S024"),
    (
        "phone number without its first 0",
        "phones",
        "mkdocs.yml",
        replacing(r'phone: "01923 217 187"', 'phone: "1923 217 187"', "phone: 1923217187", 'phone: "1923217187"'),
        "S024",
    ),
    ("page taken out of the menu", "lost", "mkdocs.yml", replacing(r"\n +- (?!index)[\w-]+\.md", ""), "S003"),
    ("menu names a page that is not there", "links", "mkdocs.yml", replacing(r"- r(is)ks\.md", r"- r\1k.md"), "S004"),
    (
        "page whose name cannot be an address",
        "links",
        "mkdocs.yml",
        replacing(r"- risks\.md", "- Risks.md", "- ryzyko ż.md"),
        "S034",
    ),
    (
        "address of the site that is none",
        "settings",
        "mkdocs.yml",
        replacing(
            r'"https://kyphoplasty\.example/"', '"htp:/kyphoplasty.example"', '"kyphoplasty.example"', '"https://"'
        ),
        "S035",
    ),
    ("broken YAML", "settings", "mkdocs.yml", replacing(r"extra:\n", "extra: [\n", "extra:\n\t- x\n"), "S001"),
    (
        "setting given twice",
        "settings",
        "mkdocs.yml",
        replacing(r"\nnav:", "\nsite_name: Other\nnav:", "\nextra:\n  version: 2\nnav:"),
        "S001",
    ),
    ("interface word lost", "lost", "overrides/strings/*.yml", replacing(r"\nget_help: [^\n]*", ""), "S030"),
    (
        "fault in a sentence of the interface",
        "words",
        "overrides/strings/[!e]*.yml",
        words.change_interface,
        "T021",
        "T022",
        "T026",
        "T030",
        "T031",
    ),
    (
        "interface placeholder lost",
        "settings",
        "overrides/strings/*.yml",
        replacing(r'(download_size: ")\{size\}', r"\1"),
        "S030",
    ),
    (
        "review nobody made",
        "settings",
        "docs/reviews.yml",
        replacing(
            r"\[\]", "- {page: risks, language: en, role: clinician, name: A, date: 2026-01-05, version: 0000000}"
        ),
        "S028",
    ),
    (
        "count in a record edited by hand",
        "settings",
        "docs/[!e]*/translation.yml",
        replacing(r"sentences: (\d+)", r"sentences: 9\1"),
        "T016",
    ),
    (
        "day of a review that is still to come",
        "settings",
        "docs/en/*.md",
        replacing(r"last_reviewed: \d{4}", "last_reviewed: 2961"),
        "S060",
    ),
    (
        "other phone number in its second place",
        "phones",
        "docs/facts.yml",
        replacing(r"\A", 'hospital_phone: "01923 217 178"\n'),
        "S062",
    ),
    ("fact id that is not in the list", "lost", "docs/facts.yml", replacing(r"\nL13:[^\n]*", ""), "S016"),
    (
        "script in a picture",
        "settings",
        "docs/assets/pictures/*.svg",
        replacing(r"</svg>", "<script>alert(1)</script></svg>"),
        "S020",
    ),
    (
        "request in a picture",
        "settings",
        "docs/assets/pictures/*.svg",
        replacing(r"</svg>", '<image href="https://elm.example/a.png"/></svg>'),
        "S020",
    ),
    ("picture that is not closed", "settings", "docs/assets/pictures/*.svg", replacing(r"</svg>", ""), "S021"),
    (
        "setting of publishing that does not exist",
        "settings",
        "publish.yml",
        replacing(
            r"(    kind: folder\n)",
            r"\1    kep: 5\n",
            r"\1    host: web.example\n",
            r"\1    adress: https://elm.example/\n",
        ),
        "R001",
    ),
    (
        "setting of publishing missing or wrong",
        "settings",
        "publish.yml",
        replacing(r"(    kind: )folder(\n)", r"\1foldr\2", r"\1ssh\2", r"\1folder\2    keep: 1\2"),
        "R002",
    ),
    (
        "secret in the settings of publishing",
        "settings",
        "publish.yml",
        replacing(
            r"(    kind: folder\n)", r"\1    password: hunter2\n", r"\1    access_key: AKIA\n", r"\1    token: t\n"
        ),
        "R003",
    ),
    (
        "target with another address than its pages",
        "settings",
        "publish.yml",
        replacing(r"(    kind: folder\n)", r"\1    address: https://elm.example/\n"),
        "R004",
    ),
)
QUIET = (
    ("line rewrapped", words.rewrap),
    ("comment added", each(r"^## ", lambda line: line + "\n\n<!-- checked with the ward -->")),
    ("blank lines added", each(r"^## ", lambda line: "\n\n" + line)),
    ("other list marker", words.star_lists),
    ("table drawn with other spaces", each(r"^\|-", lambda line: line.replace("---", " ---------- "))),
    ("spaces at the end of a line", each(r"^[^\W\d_].*[^|]$", lambda line: line + " ")),
)
QUIET_ENGLISH = (
    ("line rewrapped", words.rewrap),
    ("comment added", each(r"^## ", lambda line: line + "\n\n<!-- checked with the ward -->")),
    ("line endings of Windows", words.windows_line_endings),
    ("later review date", words.later_review),
)
QUIET_FILES = (
    (
        "the hospital's new phone number",
        "mkdocs.yml",
        replacing(r'phone: "[^"]*"', 'phone: "01727 866 122"', 'phone: "020 7946 0958"'),
    ),
    ("an e-mail address from the hospital", "mkdocs.yml", replacing(r'email: ""', 'email: "leaflets@elm.example"')),
    ("a comment in the settings", "mkdocs.yml", replacing(r"\nextra:", "\n# asked the switchboard\nextra:")),
    ("another quoting of YAML", "overrides/strings/*.yml", replacing(r'(download_txt: )"([^"\']*)"', r"\1'\2'")),
    ("a new form in a glossary", "docs/pl/glossary.yml", replacing(r"forms: \[kręg\]", "forms: [kręg, kręż]")),
    ("more releases kept", "publish.yml", replacing(r"(    kind: folder\n)", r"\1    keep: 7\n")),
    ("title of a picture", "docs/assets/pictures/*.svg", replacing(r"</svg>", "<!-- drawn again --></svg>")),
)
