"""Seeded faults: what counts as found, what each mutator does to small words, and that every kind can be judged."""

from __future__ import annotations

import itertools
import random
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path, PurePosixPath

import numpy as np
import pytest

from leaflet.audio.script import Utterance
from leaflet.audio.voices.sound import RATE
from leaflet.content.model import Element, Node
from leaflet.edition.edition import Booklet
from leaflet.edition.recording import Timing
from leaflet.findings.codes import rules
from leaflet.findings.finding import Finding
from leaflet.project.quality import GROUPS, Quality, read_quality
from leaflet.project.quality import Kind as Measured
from leaflet.project.settings import read_settings
from mutation import booklets, files, hostile, pages, sounds, words
from mutation.__main__ import fails, main, merged
from mutation.areas import AREAS, kinds, wanted
from mutation.engine import HARMLESS, Kind, Seed, draw, judge
from mutation.project import Project, beside, in_file, in_words, instead, replacing
from support.made import real_settings, small
from support.translated import copy_of

FOUND = Finding(PurePosixPath("docs/pl/risks.md"), 3, "T021", "2 is missing.")


def chance() -> random.Random:
    return random.Random("1")


# What counts as found


def judged(group: str, found: list[Finding], names: str = "$^") -> int:
    kind = Kind("digit changed", group, ("T021", "T022"), lambda choice: iter(()), names=names)
    return judge(kind, [Seed("docs/pl/risks.md:3", "risks.md", lambda: found)]).right


def test_a_fault_is_found_by_the_right_code_at_the_right_file() -> None:
    assert judged("numbers", [FOUND]) == 1
    assert judged("numbers", []) == 0
    assert judged("numbers", [Finding(FOUND.path, 3, "T010", "")]) == 0
    other = Finding(PurePosixPath("docs/pl/about.md"), 3, "T021", "")
    assert judged("numbers", [other]) == 0
    assert judged("numbers", [other], names=r"\w+\.md") == 1


def test_a_harmless_edit_may_raise_nothing() -> None:
    assert (judged(HARMLESS, []), judged(HARMLESS, [FOUND])) == (1, 0)


def test_a_check_that_fails_has_found_nothing() -> None:
    def fail() -> list[Finding]:
        raise ValueError("no")

    measured = judge(Kind("a", "files", ("E014",), lambda choice: iter(())), [Seed("a.pdf", "a.pdf", fail)])
    assert (measured.right, measured.missed) == (0, ("a.pdf: ValueError: no",))


def test_what_was_missed_says_where_and_what_was_found_instead() -> None:
    kind = Kind("a", "numbers", ("T022",), lambda choice: iter(()))
    assert judge(kind, [Seed("docs/pl/risks.md:3", "risks.md", lambda: [FOUND])]).missed == (
        "docs/pl/risks.md:3: T021 risks.md",
    )


def test_the_same_seed_draws_the_same_places() -> None:
    kind = Kind("a", "numbers", (), lambda choice: (Seed(str(choice.random()), "", list) for _ in range(9)))
    one, again, other = (([seed.place for seed in draw(kind, 3, number)]) for number in (1, 1, 2))
    assert one == again != other and len(one) == 3


def test_a_record_keeps_what_was_measured_that_day_with_that_seed() -> None:
    old, new = Measured("a", "lost", 2, 2), Measured("b", "numbers", 3, 2)
    record = Quality(date(2026, 1, 5), 1, (old, Measured("b", "numbers", 1, 1)))
    assert merged(record, date(2026, 1, 5), 1, new) == [new, old]
    assert merged(record, date(2026, 1, 6), 1, new) == merged(record, date(2026, 1, 5), 2, new) == [new]
    assert merged(None, date(2026, 1, 5), 1, new) == [new]


def test_a_run_that_passes_midnight_keeps_what_it_has_recorded(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    days = itertools.count(5)

    class Days(date):
        @classmethod
        def today(cls) -> date:
            return date(2026, 1, next(days))

    kinds = [Measured("a", "lost", 2, 2), Measured("b", "numbers", 3, 3)]
    monkeypatch.setattr("mutation.__main__.date", Days)
    monkeypatch.setattr("mutation.__main__.ROOT", tmp_path)
    monkeypatch.setattr("mutation.__main__.run", lambda *given: iter(kinds))
    monkeypatch.setattr("sys.argv", ["mutate", "--record"])
    with pytest.raises(SystemExit) as ended:
        main()
    record = read_quality(tmp_path)
    assert not ended.value.code and record and {kind.name for kind in record.kinds} == {"a", "b"}


@pytest.mark.parametrize(("only", "meant"), [("diigt changed", "digit changed"), ("nubmers", "numbers")])
def test_a_kind_that_is_not_there_is_a_slip(
    only: str, meant: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.argv", ["mutate", "--area", "sources", "--only", only])
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 2
    assert f'no kind has "{only}" in its name or group. Did you mean {meant}?' in capsys.readouterr().err


@pytest.mark.parametrize(
    ("group", "made", "right", "safety", "fails_then"),
    [
        ("numbers", 3, 3, True, False),
        ("numbers", 3, 2, True, True),
        ("numbers", 0, 0, True, True),
        ("lost", 3, 2, False, False),
        ("lost", 0, 0, False, False),
        (HARMLESS, 3, 2, False, True),
        (HARMLESS, 0, 0, False, True),
    ],
)
def test_what_makes_a_run_fail(group: str, made: int, right: int, safety: bool, fails_then: bool) -> None:
    assert fails(Measured("a", group, made, right, (), safety)) == fails_then


# Every kind


@pytest.fixture(scope="module")
def all_kinds(tmp_path_factory: pytest.TempPathFactory) -> list[Kind]:
    folder = tmp_path_factory.mktemp("kinds")
    return [kind for area in AREAS for kind in kinds(area, folder).values()]


def test_every_kind_has_codes_and_a_group_that_exist(all_kinds: list[Kind]) -> None:
    for kind in all_kinds:
        assert set(kind.codes) <= rules().keys(), kind.name
        assert bool(kind.codes) != (kind.group == HARMLESS), kind.name
        assert kind.group in (*GROUPS, HARMLESS), kind.name
    assert {kind.group for kind in all_kinds} == {*GROUPS, HARMLESS}


def test_there_are_enough_kinds_and_no_two_of_a_name(all_kinds: list[Kind]) -> None:
    assert len({kind.name for kind in all_kinds}) == len(all_kinds)
    assert sum(kind.group == HARMLESS for kind in all_kinds) >= 12
    assert sum(kind.group != HARMLESS for kind in all_kinds) >= 40


def test_what_safety_hangs_on_is_marked(all_kinds: list[Kind]) -> None:
    assert all(kind.safety for kind in all_kinds if kind.group in ("numbers", "words", "phones", "urgent"))
    assert not any(kind.safety for kind in all_kinds if kind.group == HARMLESS)


def test_only_what_is_asked_for_is_measured(tmp_path: Path) -> None:
    assert wanted(["sources"], "unit swapped", tmp_path) == [("sources", ("unit swapped",))]
    assert wanted(["sources"], "no such kind", tmp_path) == []
    ((_, names),) = wanted(["pages"], "a page lost", tmp_path)
    assert "direction of a page lost" in names
    assert list(tmp_path.iterdir()) == []


# Words


PAGE = [
    "---",
    "title: Risks",
    "description: Do not take 2.",
    "---",
    "# Risks {#risks}",
    "Do not drive for 2 weeks. Call 999 now.",
    '!!! emergency "Call 999 if:"',
    "    - your legs are weak",
    "    - you cannot walk",
    "## Infection {#infection}",
    "- [Ask us](questions.md#ask)",
    "## Pain {#pain}",
    "Take 1 tablet.",
    "Take 2 tablets in 24 hours. Rest.",
]


@pytest.mark.parametrize(
    ("mutator", "old", "new"),
    [
        (words.drop(r"^Take"), "Take 1 tablet.", None),
        (words.each(r"^Take", str.upper), "Take 1 tablet.", "TAKE 1 TABLET."),
        (words.drop_word("not"), "Do not drive for 2 weeks. Call 999 now.", "Do  drive for 2 weeks. Call 999 now."),
        (words.drop_in_card("emergency"), "    - you cannot walk", None),
        (words.remove_section, "## Pain {#pain}", None),
        (words.same_id, "## Pain {#pain}", "## Pain {#infection}"),
        (words.star_lists, "- [Ask us](questions.md#ask)", "* [Ask us](questions.md#ask)"),
        (words.insert("\u200b"), "Take 1 tablet.", "T\u200bake 1 tablet."),
        (
            words.each("Call 999 now", words.other_emergency_number),
            "Do not drive for 2 weeks. Call 999 now.",
            "Do not drive for 2 weeks. Call 991 now.",
        ),
        (words.rewrap, "Take 1 tablet.", None),
        (words.exchange_numbers, "Take 2 tablets in 24 hours. Rest.", "Take 24 tablets in 2 hours. Rest."),
        (words.drop_sentence, "Do not drive for 2 weeks. Call 999 now.", "Do not drive for 2 weeks. "),
        (words.change_front_matter, "description: Do not take 2.", "description: Do  take 2."),
        (words.change_front_matter, "description: Do not take 2.", "description: Do not take 998."),
    ],
)
def test_mutators_change_what_they_say(mutator: words.Mutator, old: str, new: str | None) -> None:
    mutants = mutator(PAGE, "risks", "en", chance())
    assert mutants and all(mutant != PAGE for mutant in mutants)
    assert any(old not in mutant and (new is None or new in mutant) for mutant in mutants)


def test_a_digit_of_the_words_is_changed_and_none_of_an_address() -> None:
    for mutant in words.change_digit(["---", "---", "Call [999](tel:999) in 24 hours."], "risks", "en", chance()):
        assert "](tel:999)" in mutant[2] and mutant[2] != "Call [999](tel:999) in 24 hours."


def test_a_unit_is_swapped_beside_a_number() -> None:
    assert words.swap_units(["---", "---", "przez 2 tygodnie"], "risks", "pl", chance()) == [
        ["---", "---", "przez 2 dni"]
    ]


def test_a_line_that_no_reader_sees_is_not_replaced(monkeypatch: pytest.MonkeyPatch) -> None:
    page = (words.ROOT / "docs/pl/formats.md").read_text(encoding="utf-8").split("\n")
    at = next(n for n, line in enumerate(page) if "{{ hospital.email }}" in line)
    for email, replaced in (("", False), ("a@elm.example", True)):
        monkeypatch.setattr(
            words, "_hospital", lambda email=email: replace(real_settings().hospital, email=email, address_of_site="x")
        )
        mutants = words.paragraph_from("ar")(page, "formats", "pl", chance())
        assert any(mutant[at] != page[at] for mutant in mutants) == replaced


def test_a_sentence_of_the_interface_has_another_number_or_a_not_less() -> None:
    content = "# 24 nie ma\na: PDF 24 punkty\nb: Nikt nie sprawdził.\n"
    assert set(words.change_interface(content, chance())) == {
        content.replace("PDF 24", "PDF 42"),
        content.replace("Nikt nie", "Nikt"),
    }


def test_sections_change_places() -> None:
    (swapped,) = words.swap_sections(PAGE, "risks", "en", chance())
    assert swapped[-5:] == ["## Pain {#pain}", *PAGE[-2:], "## Infection {#infection}", "- [Ask us](questions.md#ask)"]


# A copy of the project


@pytest.fixture
def project(tmp_path: Path) -> Project:
    root = copy_of(tmp_path / "real")
    (root / "publish.yml").write_text("targets:\n  a:\n    kind: folder\n    path: ../b\n")
    (root / "node_modules").mkdir(exist_ok=True)
    settings, findings = read_settings(root)
    assert settings, findings
    return Project(settings, tmp_path / "copy", thorough=False)


def found(seed: Seed) -> set[str]:
    return {finding.code for finding in seed.look()}


def test_a_fault_in_the_copy_is_found_and_taken_back(project: Project) -> None:
    seed = next(in_words(project, ["pl"], words.change_digit, chance()))
    before = {file: file.read_bytes() for file in project.root.rglob("*.*") if file.is_file()}
    assert found(seed) & {"T021", "T022"}
    assert {file: file.read_bytes() for file in project.root.rglob("*.*") if file.is_file()} == before


def test_a_harmless_edit_of_the_copy_raises_nothing(project: Project) -> None:
    assert found(next(in_words(project, ["pl"], words.star_lists, chance()))) == set()


def test_edits_of_other_files(project: Project) -> None:
    seed, other = in_file(
        project, "publish.yml", replacing("kind: folder", "kind: foldr", "kind: folder\n    kep: 5"), chance()
    )
    assert (found(seed), found(other)) == ({"R002"}, {"R001"})


def test_a_link_takes_the_place_of_a_page_and_is_taken_back(project: Project) -> None:
    seed = next(instead("docs/en/risks.md", lambda data: hostile.link_to("/etc/hostname"))(project, chance()))
    assert "S033" in found(seed)
    assert not (project.root / "docs/en/risks.md").is_symlink() and found(seed) == found(seed)


def test_an_edit_that_fails_is_taken_back(project: Project) -> None:
    def fail(place: Path) -> None:
        raise PermissionError("no pipes here")

    page = project.root / "docs/en/risks.md"
    before = page.read_bytes()
    with pytest.raises(PermissionError):
        project.look({"docs/en/risks.md": fail})
    assert page.read_bytes() == before


def test_a_file_more_is_taken_away_again(project: Project) -> None:
    seed, *_ = beside("docs/suppressions.yml", hostile.suppression(reason=None))(project, chance())
    assert "S040" in found(seed)
    assert not (project.root / "docs/suppressions.yml").exists()


# Files


SMALL = """# Risks {#risks}

Do not drive for 24 hours.

## Signs {#signs}

!!! emergency "Call 999 if:"
    - your legs are weak
    - you cannot walk
"""


def text_of(booklet: Booklet) -> str:
    def walk(node: Node) -> str:
        return node if isinstance(node, str) else "".join(walk(child) for child in node.children)

    blocks: list[Element] = [
        block for page in booklet.leaflet.pages for section in page.sections for block in section.blocks
    ]
    return " ".join(map(walk, blocks))


@pytest.mark.parametrize(
    ("change", "lost"),
    [
        (booklets.change_text(r"\b24\b", booklets.next_digit), "24"),
        (booklets.change_text("not", lambda match: ""), " not "),
        (booklets.drop_sign, ""),
        (booklets.drop_block, ""),
        (booklets.drop_section, "legs"),
    ],
)
def test_words_are_lost_on_the_way(tmp_path: Path, change: booklets.BookletChange, lost: str) -> None:
    whole = small(tmp_path, SMALL)
    changed = change(whole, chance())
    assert changed and text_of(changed) != text_of(whole)
    assert not lost or (lost in text_of(whole) and lost not in text_of(changed))


def test_damage_to_a_part_and_to_the_bytes(tmp_path: Path) -> None:
    old, new = tmp_path / "a.epub", tmp_path / "b.epub"
    with zipfile.ZipFile(old, "w") as book:
        book.writestr("mimetype", "a")
        book.writestr("x/risks.xhtml", '<p dir="rtl">a</p><p dir="rtl">b</p>')
    files.in_zip("/risks.xhtml", ' dir="rtl"', "")(old, new, chance())
    assert zipfile.ZipFile(new).read("x/risks.xhtml") == b'<p>a</p><p dir="rtl">b</p>'
    files.packed_again(old, new, chance())
    assert zipfile.ZipFile(new).read("x/risks.xhtml") == zipfile.ZipFile(old).read("x/risks.xhtml")
    files.cut_short(old, new, chance())
    assert new.read_bytes() == old.read_bytes()[: old.stat().st_size // 2]
    (tmp_path / "a.brf").write_bytes(b"A #C B")
    files.in_bytes(rb"#[A-J]", b"#J")(tmp_path / "a.brf", new, chance())
    assert new.read_bytes() == b"A #J B"


# Pages


def test_a_page_has_one_edit(tmp_path: Path) -> None:
    site = pages.Site(real_settings(), tmp_path)
    site.root = tmp_path  # no site is built here
    for name in "abc":
        (tmp_path / name).mkdir()
        (tmp_path / name / "index.html").write_text('<link rel="stylesheet" href="../assets/leaflet.1.css"><h1>A</h1>')
    copy = pages.Copy(site, "faults")
    first = list(copy.seeds(pages.replacing("<h1>", "<h2>"), chance()))[:1]
    assert len(first) == 1 and len(copy.edits) == 3
    assert list(copy.seeds(pages.replacing("<h1>", "<h2>"), chance())) == []


def test_a_page_takes_a_style_of_its_own(tmp_path: Path) -> None:
    copy = pages.Copy(pages.Site(real_settings(), tmp_path), "faults")
    change = pages._styled(copy, "p { color: #999 }")
    link = '<link rel="stylesheet" href="../assets/leaflet.1.css">'
    assert change(link) == '<link rel="stylesheet" href="../assets/leaflet.1-0.css">'
    assert copy.sheets == {"0": "p { color: #999 }"}


def test_two_changes_are_made_where_the_first_can_be() -> None:
    change = pages.both(pages.replacing("a", "b"), pages.replacing("c", "d"))
    assert (change("ac"), change("xc")) == ("bd", "xc")


# Sounds


def line(name: str, value: float) -> tuple[Utterance, np.typing.NDArray[np.float32]]:
    return Utterance(name, name, "Do not drive for a day.", "sentence"), np.full(RATE, value, np.float32)


LINES = [line("a", 0.1), line("b", 0.2), line("c", 0.3)]
SPANS = [(name, Timing(name, float(place), place + 1.0)) for place, name in enumerate("abc")]


@pytest.mark.parametrize(
    ("change", "length", "different"),
    [
        (sounds.drop, 2, 2),
        (sounds.double, 4, 3),
        (sounds.swap, 3, 3),
    ],
)
def test_sentences_are_lost_doubled_and_moved(change: Callable[..., sounds.Lines], length: int, different: int) -> None:
    names = [said.id for said, _ in change(LINES, chance())]
    assert (len(names), len(set(names))) == (length, different) and names != ["a", "b", "c"]


def test_the_sound_of_one_sentence_is_changed() -> None:
    longer = [len(samples) for _, samples in sounds.sound(lambda samples: np.tile(samples, 2))(LINES, chance())]
    assert sorted(longer) == [RATE, RATE, 2 * RATE]
    whole = np.concatenate([samples for _, samples in LINES])
    quiet = sounds.within(np.zeros_like)(whole.copy(), SPANS, chance())
    assert int((quiet == 0).sum()) == RATE
    assert float(np.abs(sounds.louder(6)(whole, SPANS, chance())).max()) == pytest.approx(0.6, abs=0.01)


def test_times_and_transcript_are_changed() -> None:
    assert abs(sounds.moved(SPANS, chance())[0][1].start) >= 2
    assert len(sounds.without_a_line(SPANS, chance())) == 2
