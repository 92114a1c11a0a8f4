"""The home page: parts that open, and no word of it lost."""

from __future__ import annotations

import pytest

from leaflet.content.model import Element, Section, text, walk
from leaflet.web.home import arranged

LEAD, REST = Element("strong", ("When you can drive:",)), " not for 48 hours."
SPOKEN = Element("span", (LEAD, REST), {"id": "quick-answers_1", "data-time": "1 2"})


def section(name: str, *blocks: Element) -> Section:
    return Section(name, 2, Element("h2", ("Heading",)), blocks, 1)


def items(*children: Element | str) -> Element:
    return Element("ul", (Element("li", children),))


def words(of: Section) -> list[str]:
    return " ".join(text(block) for block in of.blocks).split()


@pytest.mark.parametrize("children", [(LEAD, REST), (SPOKEN, " Then ask.")])
def test_a_quick_answer_opens_under_its_first_words(children: tuple[Element | str, ...]) -> None:
    before = section("quick-answers", items(*children))
    after = arranged("index", before)
    (card,) = after.blocks
    title, answer = card.children
    assert isinstance(title, Element) and isinstance(answer, Element)
    assert (card.get("kind"), text(title)) == ("description", "When you can drive:")
    assert words(after) == words(before)
    ids = [element.get("id") for element in walk(after.blocks) if element.get("id")]
    assert len(ids) == len(set(ids))


def test_an_answer_without_first_words_stays_in_sight() -> None:
    (block,) = arranged("index", section("quick-answers", items("Ask your doctor."))).blocks
    assert (block.tag, text(block)) == ("p", "Ask your doctor.")


def test_signs_open_under_the_title_and_the_number() -> None:
    title, call = Element("card-title", ("Call 999 if:",)), Element("p", ("Call now.",))
    box = Element("card", (title, call, items("you cannot pee")), {"kind": "emergency"})
    (shown,) = arranged("index", section("get-help-fast", box)).blocks
    assert [child.tag for child in shown.children if isinstance(child, Element)] == ["card-title", "p", "opens"]
    assert text(shown) == text(box)


def test_other_pages_stay_as_they_are() -> None:
    before = section("quick-answers", items(LEAD, REST))
    assert arranged("risks", before) is before
