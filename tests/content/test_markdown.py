"""Markdown to sections and blocks: what each piece of a page becomes, where it stands, and what is reported."""

from __future__ import annotations

from dataclasses import replace

import pytest

from leaflet.content.model import text, walk
from leaflet.project.settings import Hospital
from support.small import HOSPITAL, LINES_BEFORE, blocks, found, read, shape


def lines(words: str) -> list[tuple[str, int]]:
    """Tags with their lines, the first line of `words` being 1."""
    return [(element.tag, element.line - LINES_BEFORE) for element in walk(blocks(words)) if element.line]


# Settings


def test_name_is_filled_in() -> None:
    assert shape(*blocks("Ask at {{ hospital.name }}.")) == "<p>Ask at Elm Hospital.</p>"


def test_phone_becomes_a_link_with_an_isolated_number() -> None:
    link = '<a href="tel:01632960001"><bdi dir="ltr">01632 960 001</bdi></a>'
    assert shape(*blocks("Phone {{ hospital.phone }}.")) == f"<p>Phone {link}.</p>"


def test_relay_phone_is_prefix_and_number() -> None:
    link = '<a href="tel:1800101632960001"><bdi dir="ltr">18001 01632 960 001</bdi></a>'
    assert shape(*blocks("{{ hospital.relay_phone }}")) == f"<p>{link}</p>"


def test_international_phone_keeps_its_plus() -> None:
    link = '<a href="tel:+441632960001"><bdi dir="ltr">+44 1632 960 001</bdi></a>'
    assert shape(*blocks("{{ hospital.phone }}", Hospital(phone="+44 1632 960 001"))) == f"<p>{link}</p>"


def test_email_becomes_an_isolated_link() -> None:
    link = '<a href="mailto:ward@elm.example"><bdi dir="ltr">ward@elm.example</bdi></a>'
    assert shape(*blocks("{{ hospital.email }}")) == f"<p>{link}</p>"


def test_setting_needs_no_spaces() -> None:
    assert shape(*blocks("{{hospital.name}}")) == "<p>Elm Hospital</p>"


def test_setting_in_a_heading_is_filled_in() -> None:
    assert read("## At {{ hospital.name }} {#at}\n")[0].sections[1].title == "At Elm Hospital"


def test_empty_setting_drops_its_paragraph_only() -> None:
    words = "Stay.\n\nWrite to {{ hospital.email }}.\n\nRest."
    assert shape(*blocks(words, Hospital())) == "<p>Stay.</p><p>Rest.</p>"


def test_empty_setting_drops_its_item_only() -> None:
    words = "- Phone\n- Write to {{ hospital.email }}\n- Walk in"
    assert shape(*blocks(words, Hospital())) == "<ul><li>Phone</li><li>Walk in</li></ul>"


def test_list_of_which_every_item_is_dropped_is_dropped() -> None:
    assert blocks("- {{ hospital.email }}\n- {{ hospital.phone }}", Hospital()) == ()


def test_empty_setting_in_bold_drops_its_paragraph() -> None:
    assert blocks("**Phone {{ hospital.phone }}** now.", Hospital()) == ()


def test_paragraph_after_a_dropped_one_stays() -> None:
    assert shape(*blocks('!!! note "Ask"\n    {{ hospital.email }}\n\n    Rest.', Hospital())) == (
        '<card kind="note"><card-title>Ask</card-title><p>Rest.</p></card>'
    )


def test_setting_that_does_not_exist_is_reported_with_the_closest() -> None:
    (finding,) = read("Phone {{ hospital.fone }}.")[1]
    assert (finding.code, finding.hint) == ("S023", "Did you mean hospital.phone?")


# Numbers


@pytest.mark.parametrize("number", ["6-8", "6–8", "24 48 72", "01632 960 001", "2018-08-06", "+44 1632", "10 000"])
def test_grouped_number_is_isolated(number: str) -> None:
    assert shape(*blocks(f"It is {number}, then.")) == f'<p>It is <bdi dir="ltr">{number}</bdi>, then.</p>'


@pytest.mark.parametrize(
    "words",
    [
        "It is 999.",
        "From 24 to 72.",
        "It is 8 .",
        "It is - 8",
        "COVID-19",
        "1.5 and 40,000",
    ],
)
def test_single_number_is_not_isolated(words: str) -> None:
    assert shape(*blocks(words)) == f"<p>{words}</p>"


def test_grouped_number_over_a_soft_line_break_is_isolated() -> None:
    assert shape(*blocks("Phone 01632\n960 001")) == '<p>Phone <bdi dir="ltr">01632 960 001</bdi></p>'


# Comments and HTML


@pytest.mark.parametrize("comment", ["<!-- words -->", "<!-- two\nlines -->", "<!-- <script>x</script> -->"])
def test_comment_vanishes(comment: str) -> None:
    assert shape(*blocks(f"Rest.\n\n{comment}\n\nWalk {comment}.")) == "<p>Rest.</p><p>Walk .</p>"


@pytest.mark.parametrize(
    "html",
    [
        "<script>alert(1)</script>",
        "<iframe src=x></iframe>",
        "<div\nonclick=x>",
        "<?php x ?>",
        "<!-- a --><script>x</script>",
        "<!-- a --><b>x</b><!-- b -->",
        "<script>x</script><!-- a -->",
        "<!-- never closed",
    ],
)
def test_block_of_html_vanishes_and_is_reported(html: str) -> None:
    page, findings = read(f"Rest.\n\n{html}\n")
    assert shape(*page.sections[0].blocks) == "<p>Rest.</p>"
    assert [finding.code for finding in findings] == ["S018"]


def test_html_in_a_line_vanishes_but_its_words_stay() -> None:
    page, findings = read('Have <b onclick="x">less</b> pain.')
    assert shape(*page.sections[0].blocks) == "<p>Have less pain.</p>"
    assert [finding.code for finding in findings] == ["S018", "S018"]


def test_html_after_a_soft_line_break_is_reported_on_its_line() -> None:
    assert found("Have\nless <b> pain\n<i>") == ["S018:2", "S018:3"]


def test_html_in_alternative_text_vanishes_and_is_reported() -> None:
    page, findings = read("![A <b>spine](../assets/a.svg)")
    assert shape(*page.sections[0].blocks) == '<figure><img src="assets/a.svg" alt="A spine"></img></figure>'
    assert [finding.code for finding in findings] == ["S018"]


# Headings and ids


def test_id_is_taken_off_the_heading() -> None:
    section = read("## How long it takes {#how-long}\n")[0].sections[1]
    assert (section.id, section.title, section.level) == ("how-long", "How long it takes", 2)


def test_heading_without_an_id_has_an_empty_one() -> None:
    assert read("## How long\n")[0].sections[1].id == ""


def test_id_with_a_range_of_numbers_stays_whole() -> None:
    section = read("## Weeks 1-2 {#weeks-1-2}\n")[0].sections[1]
    assert (section.id, section.title) == ("weeks-1-2", "Weeks 1-2")


def test_id_after_bold_words_is_taken_off() -> None:
    section = read("## **Now** {#now}\n")[0].sections[1]
    assert (section.id, shape(*section.heading.children)) == ("now", "<strong>Now</strong>")


def test_id_before_the_end_is_left_in_the_words() -> None:
    assert read("## Now {#now} or later\n")[0].sections[1].title == "Now {#now} or later"


def test_heading_without_words_is_empty() -> None:
    section = read("Words.\n\n##\n")[0].sections[1]
    assert (section.id, section.title) == ("", "")


def test_underlined_heading_is_a_heading() -> None:
    assert read("How long {#how-long}\n---\n")[0].sections[1].level == 2


def test_blocks_stand_under_their_heading() -> None:
    sections = read("One.\n## A {#a}\nTwo.\n### B {#b}\nThree.\n")[0].sections
    assert [(section.id, shape(*section.blocks)) for section in sections] == [
        ("risks", "<p>One.</p>"),
        ("a", "<p>Two.</p>"),
        ("b", "<p>Three.</p>"),
    ]


@pytest.mark.parametrize("words", ["- # Now {#now}", '!!! note "Now"\n    # Now {#now}', "1. Now\n   ==="])
def test_heading_in_a_list_or_box_is_reported(words: str) -> None:
    assert [code.partition(":")[0] for code in found(words)] == ["S029"]


# Lists


def test_list_has_its_items() -> None:
    assert shape(*blocks("- One\n- Two")) == "<ul><li>One</li><li>Two</li></ul>"


def test_list_in_a_list_stands_after_the_words_of_its_item() -> None:
    assert shape(*blocks("- One\n    - Two")) == "<ul><li>One<ul><li>Two</li></ul></li></ul>"


def test_second_paragraph_of_an_item_is_a_paragraph() -> None:
    assert shape(*blocks("- One\n\n  Two")) == "<ul><li>One<p>Two</p></li></ul>"


def test_numbered_list_that_goes_on_keeps_its_first_number() -> None:
    assert shape(*blocks("1. One\n2. Two\n\nRest.\n\n3. Three")) == (
        '<ol><li>One</li><li>Two</li></ol><p>Rest.</p><ol start="3"><li>Three</li></ol>'
    )


@pytest.mark.parametrize("first", ["6", "0"])
def test_list_that_begins_at_another_number_is_reported_and_keeps_it(first: str) -> None:
    page, findings = read(f"{first}. haftada")
    assert shape(*page.sections[0].blocks) == f'<ol start="{first}"><li>haftada</li></ol>'
    assert [finding.code for finding in findings] == ["S052"]


@pytest.mark.parametrize("tick", ["[ ]", "[x]", "[X]"])
def test_list_of_ticks_is_a_checklist(tick: str) -> None:
    (checklist,) = blocks(f"- {tick} Bag\n- {tick} **Keys**")
    assert checklist.get("class") == "checklist"
    assert [shape(*item.children) for item in walk([checklist]) if item.tag == "li"] == ["Bag", "<strong>Keys</strong>"]


@pytest.mark.parametrize(
    ("words", "line"), [("- [ ] Bag\n- Keys", 2), ("- Bag\n- [ ] Keys", 1), ("- [ ] A\n- [ ] B\n- [] C\n- [ ] D", 3)]
)
def test_item_without_a_tick_among_others_with_one_is_reported(words: str, line: int) -> None:
    assert found(words) == [f"S029:{line}"]


# Pictures


def test_picture_alone_is_a_figure() -> None:
    assert shape(*blocks("![A spine](../assets/a.svg)")) == (
        '<figure><img src="assets/a.svg" alt="A spine"></img></figure>'
    )


def test_picture_before_words_is_pictured() -> None:
    assert shape(*blocks("![A spine](../assets/a.svg) Rest **now**.")) == (
        '<pictured><img src="assets/a.svg" alt="A spine"></img><p>Rest <strong>now</strong>.</p></pictured>'
    )


def test_picture_on_the_line_before_words_is_pictured() -> None:
    (pictured,) = blocks("![A spine](../assets/a.svg)\nRest.")
    assert shape(*pictured.children[1:]) == "<p>Rest.</p>"


def test_picture_inside_words_stays_there() -> None:
    assert shape(*blocks("See ![A spine](../assets/a.svg).")) == (
        '<p>See <img src="assets/a.svg" alt="A spine"></img>.</p>'
    )


def test_alternative_text_keeps_numbers_settings_and_bold_words() -> None:
    (figure,) = blocks("![Call **now**: 6-8 at {{ hospital.phone }}](../assets/a.svg)")
    assert shape(figure).count('alt="Call now: 6-8 at 01632 960 001"') == 1


@pytest.mark.parametrize(
    "src",
    [
        "https://a.example/a.svg",
        "data:image/png;base64,x",
        "//a.example/a.svg",
        "/assets/a.svg",
        "../../assets/a.svg",
        "../a.svg",
        "a.svg",
        "../assets/../../a.svg",
        "JAVASCRIPT:x",
        "",
    ],
)
def test_picture_from_elsewhere_is_reported_and_not_used(src: str) -> None:
    page, findings = read(f"![A spine]({src})")
    assert shape(*page.sections[0].blocks) == '<figure><img src="" alt="A spine"></img></figure>'
    assert [finding.code for finding in findings] == ["S019"]


# Links


@pytest.mark.parametrize(
    "href",
    [
        "index.md",
        "#pain",
        "index.md#pain",
        "https://a.example/",
        "mailto:a@a.example",
        "tel:999",
    ],
)
def test_safe_link_is_kept(href: str) -> None:
    assert shape(*blocks(f"[Go]({href})")) == f'<p><a href="{href}">Go</a></p>'


@pytest.mark.parametrize(
    "href",
    [
        "javascript:alert",
        "JaVaScript:alert",
        "&#106;avascript:alert",
        "javascript&colon;alert",
        "data:text/html,x",
        "vbscript:x",
        "file:///etc/passwd",
        "//a.example/",
        "<  javascript:x>",
    ],
)
def test_unsafe_link_is_reported_and_leads_nowhere(href: str) -> None:
    page, findings = read(f"[Go]({href})")
    assert shape(*page.sections[0].blocks) == '<p><a href="">Go</a></p>'
    assert [finding.code for finding in findings] == ["S019"]


@pytest.mark.parametrize("words", ["[Phone]: 999", "[Go][1]\n\n[1]: javascript:alert"])
def test_line_that_defines_a_link_is_shown_and_not_lost(words: str) -> None:
    page, _ = read(words)
    assert " ".join(text(block) for block in page.sections[0].blocks) == words.replace("\n\n", " ")


@pytest.mark.parametrize(
    ("words", "line"),
    [
        ("| A | B |\n|---|---|\n| Email | {{ hospital.email }} |", 3),
        ('!!! warning "Write to {{ hospital.email }}"\n    Words.', 1),
        ("## Write to {{ hospital.email }} {#write}\n\nWords.", 1),
        ("### {{ hospital.email }} {#write}\n\nWords.", 1),
    ],
)
def test_empty_setting_where_no_line_is_left_out_is_reported(words: str, line: int) -> None:
    _, findings = read(words, replace(HOSPITAL, email=""))
    assert [f"{finding.code}:{finding.line - LINES_BEFORE}" for finding in findings] == [f"S023:{line}"]
    assert found(words) == []


@pytest.mark.parametrize(
    "words",
    [
        "Write to {{ hospital.email }}",
        "- {{ hospital.email }}",
        "Words.\n\n{{ hospital.email }}\n\n## Next {#next}\n\nWords.",
    ],
)
def test_line_of_an_empty_setting_is_left_out_and_not_reported(words: str) -> None:
    assert read(words, replace(HOSPITAL, email=""))[1] == []


@pytest.mark.parametrize("title", ['""', '" "'])
def test_box_with_an_empty_title_is_reported(title: str) -> None:
    assert found(f"!!! warning {title}\n    Words.") == ["S027:1"]


# Boxes, tables, slots and lines to write on


def test_card_has_its_kind_title_and_blocks() -> None:
    assert shape(*blocks('!!! warning "Do not drive"\n    For 6 weeks.\n\n    - Or fly')) == (
        '<card kind="warning"><card-title>Do not drive</card-title><p>For 6 weeks.</p><ul><li>Or fly</li></ul></card>'
    )


def test_words_after_a_card_are_outside_it() -> None:
    assert [block.tag for block in blocks('!!! note "Rest"\n    Now.\n\nWalk.')] == ["card", "p"]


def test_table_has_head_and_body() -> None:
    assert shape(*blocks("| A | B |\n|---|---|\n| c | **d** |")) == (
        "<table><thead><tr><th>A</th><th>B</th></tr></thead>"
        "<tbody><tr><td>c</td><td><strong>d</strong></td></tr></tbody></table>"
    )


@pytest.mark.parametrize("name", ["list.pages", "list.languages", "list.formats"])
def test_slot_alone_in_its_paragraph_is_a_slot(name: str) -> None:
    assert shape(*blocks(f"{{{{ {name} }}}}")) == f'<slot name="{name}"></slot>'


def test_slot_inside_words_is_reported() -> None:
    assert found("See {{ list.pages }}.") == ["S023:1"]


def test_rule_is_a_line_to_write_on() -> None:
    assert shape(*blocks("Name:\n\n---")) == "<p>Name:</p><write></write>"


@pytest.mark.parametrize("end", ["\\", "  "])
def test_hard_line_break_is_a_break(end: str) -> None:
    assert shape(*blocks(f"Elm Road{end}\nElm Town")) == "<p>Elm Road<br></br>Elm Town</p>"


def test_soft_line_break_is_a_space() -> None:
    assert shape(*blocks("Elm\nTown")) == "<p>Elm Town</p>"


@pytest.mark.parametrize("words", ["Have *less* pain.", "Have _less_ pain.", "Have `less` pain."])
def test_unused_mark_is_reported_and_its_words_stay(words: str) -> None:
    page, findings = read(words)
    assert shape(*page.sections[0].blocks) == "<p>Have less pain.</p>"
    assert [finding.code for finding in findings] == ["S029"]


@pytest.mark.parametrize("words", ["> Rest.", "    Rest.", "```\nRest.\n```"])
def test_unused_block_is_reported(words: str) -> None:
    assert found(words) == ["S029:1"]


def test_escaped_mark_is_a_sign() -> None:
    assert shape(*blocks(r"2 \* 3 \< 7")) == "<p>2 * 3 < 7</p>"


# Lines


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("One.\n\nTwo\nthree.\n\nFour.", [("p", 1), ("p", 3), ("p", 6)]),
        ("- One\n- Two\n    - Three", [("ul", 1), ("li", 1), ("li", 2), ("ul", 3), ("li", 3)]),
        ("1. One\n\n2. Two", [("ol", 1), ("li", 1), ("li", 3)]),
        ("- One\n\n  Two", [("ul", 1), ("li", 1), ("p", 3)]),
        (
            "\n| A |\n|---|\n| b |\n| c |",
            [("table", 2), ("tr", 2), ("th", 2), ("tr", 4), ("td", 4), ("tr", 5), ("td", 5)],
        ),
        (
            'Now.\n\n!!! note "Rest"\n    Sit.\n\n    - Or lie\n',
            [("p", 1), ("card", 3), ("card-title", 3), ("p", 4), ("ul", 6), ("li", 6)],
        ),
        ("\n![A](../assets/a.svg)", [("figure", 2), ("img", 2)]),
        ("\n![A](../assets/a.svg)\nRest.", [("pictured", 2), ("img", 2), ("p", 2)]),
        (
            "One\n[two](a.md)\nand **three\n[four](b.md)** \\\n![A](../assets/a.svg) [five](c.md)",
            [("p", 1), ("a", 2), ("strong", 3), ("a", 4), ("br", 4), ("img", 5), ("a", 5)],
        ),
        ("One\nof {{ hospital.phone }}", [("p", 1), ("a", 2)]),
        ("One.\n\n---\n\n{{ list.pages }}", [("p", 1), ("write", 3), ("slot", 5)]),
        ("<!-- one\ntwo -->\nThree", [("p", 3)]),
    ],
)
def test_every_block_and_mark_knows_its_line(words: str, expected: list[tuple[str, int]]) -> None:
    assert lines(words) == expected


def test_section_knows_the_line_of_its_heading() -> None:
    assert read("One.\n\n## Two {#two}\n")[0].sections[1].line == LINES_BEFORE + 3


def test_findings_know_their_lines() -> None:
    words = 'A\n[b](javascript:c)\n\n- d\n- e\n  *f*\n\n!!! nonote "g"\n    h {{ i }}\n\n| j |\n|---|\n| <b> |\n'
    assert found(words) == ["S019:2", "S029:6", "S027:8", "S023:9", "S018:13"]


# What nobody writes on purpose


@pytest.mark.parametrize(
    "words",
    [
        "".join("  " * depth + "- a\n" for depth in range(200)),
        "".join("    " * depth + '!!! note "a"\n\n' for depth in range(200)),
        "- " * 500 + "a",
    ],
)
def test_deep_nesting_is_reported(words: str) -> None:
    assert {code.partition(":")[0] for code in found(words)} == {"S029"}


@pytest.mark.parametrize("words", ["> " * 20_000 + "a", "[" * 20_000, "**a " * 5_000, "![" * 5_000, "[a](" * 5_000])
def test_repeated_signs_do_not_crash(words: str) -> None:
    assert read(words)[0].sections[0].id == "risks"


@pytest.mark.parametrize("words", ["{{ card. }}", "Read {{ card.emergency }}", "{{ list.in_short }} here"])
def test_shared_text_needs_a_name_and_a_paragraph_of_its_own(words: str) -> None:
    assert found(words) == ["S023:1"]
