"""A small project in English and Polish with all that is written once: cards, a leaflet in short, a page in English only."""

from __future__ import annotations

from pathlib import Path

from support.translated import edit, small_site, stamp_in

DATES = "covers: []\nlast_reviewed: 2026-01-05\nnext_review: 2028-12-31\n"
FILES = {
    "en/cards": """\
# Texts for emergencies {#cards}

## Emergency {#emergency}

!!! emergency "Call 999 now if:"
    - you have chest pain

Look at [your tablets](risks.md#tablets).
""",
    "pl/cards": """\
# Teksty na nagłe przypadki {#cards}

## Nagły przypadek {#emergency}

!!! emergency "Proszę teraz zadzwonić pod 999, jeśli:"
    - pojawi się ból w klatce piersiowej

Proszę przeczytać o [tabletkach](risks.md#tablets).
""",
    "en/in-short": """\
# In short {#in-short}

These are the main facts.

{{ list.in_short }}

## Help {#help}

{{ card.emergency }}
""",
    "pl/in-short": """\
# W skrócie {#in-short}

To najważniejsze fakty.

{{ list.in_short }}

## Pomoc {#help}

{{ card.emergency }}
""",
    "en/staff": """\
# For staff {#staff}

Look at [the risks](risks.md#numbers).

## Sources {#sources}

{{ card.emergency }}
""",
}
IN_SHORT = {
    "en/risks": "Infection is rare: see [the numbers](#numbers), and [for staff](staff.md#sources).",
    "pl/risks": "Zakażenie jest rzadkie: [liczby](#numbers) i [dla personelu](staff.md#sources).",
    "en/get-ready": "Pack a bag.",
}
TITLES = {"en": "In short", "pl": "W skrócie"}


def project(root: Path) -> Path:
    """The project, stamped. Polish lacks the section in short of *Getting ready*."""
    small_site(root)
    edit(root / "mkdocs.yml", "  - get-help.md\n", "  - in-short.md\n  - get-help.md\n")
    edit(root / "mkdocs.yml", "  - driving-and-flying.md\n", "  - driving-and-flying.md\n  - staff.md\n")
    for name, words in FILES.items():
        write(root, name, words)
    for name, words in IN_SHORT.items():
        with (root / "docs" / f"{name}.md").open("a", encoding="utf-8") as page:
            page.write(f"\n## {TITLES[name[:2]]} {{#in-short}}\n\n{words}\n")
    stamp_in(root, "pl")
    return root


def write(root: Path, name: str, words: str) -> None:
    """A page with its front matter; the page `staff` is in English only."""
    title = words.split("{")[0].strip("# ")
    more = DATES if name.startswith("en/") else ""
    more += "languages: [en]\n" if name == "en/staff" else ""
    content = f"---\ntitle: {title}\ndescription: {title}.\n{more}---\n\n{words}"
    (root / "docs" / f"{name}.md").write_text(content, encoding="utf-8")
