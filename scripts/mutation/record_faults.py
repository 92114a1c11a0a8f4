"""Faults in settings, strings, records and pictures; and edits of any source that do no harm."""

from __future__ import annotations

from . import words
from .project import replacing
from .words import each

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
