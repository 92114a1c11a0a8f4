"""Blocks as HTML: escaping, tables, cards, pictures."""

from __future__ import annotations

import pytest
from lxml import html

from leaflet.content.model import CARD_KINDS, Element, Node, Picture, Section
from leaflet.edition.markup import Context, block_html, inline_html, plain, section_html
from leaflet.project.settings import Hospital
from support.small import blocks

NASTY = "< & > \" '"
TEXT = "&lt; &amp; &gt; \" '"
ATTRIBUTE = "&lt; &amp; &gt; &quot; &#x27;"
STRINGS = {f"card_{kind}": f"{kind.title()}:" for kind in CARD_KINDS}
PICTURES = {"assets/a.svg": Picture("assets/a.svg", 20, 10.5)}


def context(**changes: object) -> Context:
    addresses = {"link": lambda href: href, "picture": lambda src: f"/{src}"}
    return Context(**{**addresses, "pictures": PICTURES, "strings": STRINGS, **changes})


def section(*inside: Element, level: int = 2, title: str = "Risks", section_id: str = "risks") -> Section:
    return Section(section_id, level, Element(f"h{level}", (title,)), inside, 1)


def block(element: Element, level: int = 2, **changes: object) -> str:
    return block_html(element, section(level=level), context(**changes))


def inline(*nodes: Node) -> str:
    return inline_html(nodes, context())


def card(kind: str, *inside: Element, title: str = "Rest") -> Element:
    return Element("card", (Element("card-title", (title,)), *inside), {"kind": kind})


def table(*rows: tuple[str, ...]) -> Element:
    head, *body = (Element("tr", tuple(Element("td", (words,)) for words in row)) for row in rows)
    return Element("table", (Element("thead", (head,)), Element("tbody", tuple(body))))


# Escaping


@pytest.mark.parametrize("tag", ["p", "figure"])
def test_words_of_a_block_are_escaped(tag: str) -> None:
    assert block(Element(tag, (NASTY,))) == f"<{tag}>{TEXT}</{tag}>"


def test_words_of_a_mark_are_escaped() -> None:
    assert inline(Element("strong", (NASTY,))) == f"<strong>{TEXT}</strong>"


def test_href_and_words_of_a_link_are_escaped() -> None:
    assert inline(Element("a", (NASTY,), {"href": NASTY})) == f'<a href="{ATTRIBUTE}">{TEXT}</a>'


def test_src_and_alt_of_a_picture_are_escaped() -> None:
    written = inline(Element("img", (), {"src": NASTY, "alt": NASTY}))
    assert written == f'<img src="/{ATTRIBUTE}" alt="{ATTRIBUTE}" loading="lazy">'


def test_id_and_words_of_a_heading_are_escaped() -> None:
    written = section_html(section(title=NASTY, section_id=NASTY), context())
    assert written == f'<h2 id="{ATTRIBUTE}">{TEXT}</h2>\n'


def test_name_and_labels_of_a_table_are_escaped() -> None:
    written = block_html(table(("A", NASTY), ("b", "c")), section(title=NASTY), context())
    assert f'aria-label="{ATTRIBUTE}"' in written
    assert f'data-label="{ATTRIBUTE}"' in written


def test_words_of_cells_and_items_are_escaped() -> None:
    items = Element("ul", (Element("li", (NASTY,)),))
    assert block(table((NASTY,), (NASTY,))).count(TEXT) == 2
    assert block(items) == f"<ul><li>{TEXT}</li></ul>"


def test_label_and_title_of_a_card_are_escaped() -> None:
    written = block(card("note", title=NASTY), strings={"card_note": NASTY})
    assert f'<span class="card-kind">{ATTRIBUTE}</span> {TEXT}</h3>' in written


def test_title_of_a_description_is_escaped() -> None:
    assert f"<summary>{TEXT}</summary>" in block(card("description", title=NASTY))


def test_isolated_number_is_escaped() -> None:
    assert inline(Element("bdi", (NASTY,), {"dir": "ltr"})) == f'<bdi dir="ltr">{TEXT}</bdi>'


def test_name_of_the_hospital_is_escaped() -> None:
    (paragraph,) = blocks("At {{ hospital.name }}.", Hospital(name="<b>Elm & Oak</b>"))
    assert block(paragraph) == "<p>At &lt;b&gt;Elm &amp; Oak&lt;/b&gt;.</p>"


# Sections and headings


def test_section_has_its_heading_then_its_blocks() -> None:
    written = section_html(section(Element("p", ("One",)), Element("p", ("Two",))), context())
    assert written == '<h2 id="risks">Risks</h2>\n<p>One</p>\n<p>Two</p>\n'


@pytest.mark.parametrize("level", [1, 3, 6])
def test_heading_has_its_level(level: int) -> None:
    assert section_html(section(level=level), context()) == f'<h{level} id="risks">Risks</h{level}>\n'


# Links and pictures


def test_link_goes_where_the_format_says() -> None:
    words = Element("p", (Element("a", ("Go",), {"href": "a.md#b"}),))
    assert block(words, link=lambda href: f"../{href}") == '<p><a href="../a.md#b">Go</a></p>'


def test_link_that_leads_nowhere_is_words() -> None:
    assert inline(Element("a", ("Go",), {"href": ""})) == "Go"


def test_picture_has_its_size() -> None:
    written = inline(Element("img", (), {"src": "assets/a.svg", "alt": "A"}))
    assert written == '<img src="/assets/a.svg" alt="A" width="20" height="10.5" loading="lazy">'


def test_pictured_words_stand_beside_their_picture() -> None:
    picture = Element("img", (), {"src": "b", "alt": "B"})
    assert block(Element("pictured", (picture, Element("p", ("Rest",))))) == (
        '<div class="pictured"><img src="/b" alt="B" loading="lazy"><p>Rest</p></div>'
    )


# Lists


def test_list_has_its_class_and_first_number() -> None:
    items = Element("ol", (Element("li", ("One",)),), {"class": "checklist", "start": "3"})
    assert block(items) == '<ol class="checklist" start="3"><li>One</li></ol>'


@pytest.mark.parametrize(
    "inner",
    [
        "- Two",
        "Two",
        "| Two |\n  |---|\n  | 2 |",
        '!!! note "Two"\n      2',
        "![A](../assets/a.svg)",
        "![A](../assets/a.svg) Two",
        "***",
        "{{ list.pages }}",
    ],
)
def test_every_block_can_stand_in_an_item(inner: str) -> None:
    (items,) = blocks(f"- One\n\n  {inner}\n")
    inside = items.children[0].children[1]
    assert isinstance(inside, Element)
    slot = {"slot": lambda name: f"<p>{name}</p>"}
    assert block(items, **slot) == f"<ul><li>One{block(inside, **slot)}</li></ul>"


# Tables


def test_first_column_and_first_row_name_the_others() -> None:
    written = html.fromstring(block(table(("A", "B"), ("c", "d"), ("e", "f"))))
    assert [cell.text for cell in written.iter("th") if cell.get("scope") == "col"] == ["A", "B"]
    assert [cell.text for cell in written.iter("th") if cell.get("scope") == "row"] == ["c", "e"]
    assert [cell.text for cell in written.iter("td")] == ["d", "f"]


def test_cells_know_the_heading_of_their_column() -> None:
    written = html.fromstring(block(table(("A", "B", "C"), ("d", "e", "f"))))
    assert [cell.get("data-label") for cell in written.iter("td")] == ["B", "C"]


def test_table_scrolls_by_keyboard_under_its_name() -> None:
    written = html.fromstring(block(table(("A",), ("b",))))
    assert (written.get("role"), written.get("tabindex"), written.get("aria-label")) == ("region", "0", "Risks")


def test_marks_in_a_cell_are_kept() -> None:
    (rows,) = blocks("| A |\n|---|\n| **b** 6-8 |")
    assert '<strong>b</strong> <bdi dir="ltr">6-8</bdi>' in block(rows)


# Cards


@pytest.mark.parametrize("kind", ["emergency", "urgent", "warning", "note"])
def test_card_says_its_kind_in_words(kind: str) -> None:
    assert block(card(kind, Element("p", ("Sit",)))) == (
        f'<div class="card {kind}"><h3 class="card-title"><span class="card-kind">{kind.title()}:</span> Rest</h3>'
        "<p>Sit</p></div>"
    )


@pytest.mark.parametrize(("level", "expected"), [(1, 2), (2, 3), (5, 6), (6, 6)])
def test_title_of_a_card_is_one_level_down(level: int, expected: int) -> None:
    assert f'<h{expected} class="card-title">' in block(card("note"), level=level)


def test_description_opens_and_closes() -> None:
    assert block(card("description", Element("p", ("Sit",)))) == (
        '<details class="description"><summary>Rest</summary><p>Sit</p></details>'
    )


# The rest


def test_slot_is_what_the_format_gives() -> None:
    written = block(Element("slot", (), {"name": "list.pages"}), slot=lambda name: f"<nav>{name}</nav>")
    assert written == "<nav>list.pages</nav>"


def test_line_to_write_on_is_empty() -> None:
    assert block(Element("write")) == '<div class="write"></div>'


def test_break_is_a_break() -> None:
    assert inline("One", Element("br"), "Two") == "One<br>Two"


@pytest.mark.parametrize("tag", ["script", "em", "h2"])
def test_unknown_block_is_refused(tag: str) -> None:
    with pytest.raises(ValueError, match=tag):
        block(Element(tag, ("x",)))


@pytest.mark.parametrize("tag", ["script", "em", "table"])
def test_unknown_mark_is_refused(tag: str) -> None:
    with pytest.raises(ValueError, match=tag):
        inline(Element(tag, ("x",)))


def test_plain_words_are_one_line() -> None:
    assert plain(Element("p", ("One ", Element("br"), Element("strong", ("two\n",)), " three"))) == "One two three"
