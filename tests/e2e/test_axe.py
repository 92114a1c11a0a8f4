"""axe-core: WCAG 2.2 A, AA and AAA and best practice, on every page."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page

from .pages import LOOKS, ROOT, Look, SitePage, on_each, put_in, shown

pytestmark = pytest.mark.slow

AXE = ROOT / "node_modules/axe-core/axe.min.js"
OPTIONS = {
    "resultTypes": ["violations", "incomplete"],
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag2aaa", "wcag21a", "wcag21aa", "wcag22aa",
                                          "best-practice"]},
    "rules": {"target-size": {"enabled": True}, "color-contrast-enhanced": {"enabled": True}},
}
RUN = """options => axe.run(document, options).then(({ violations, incomplete }) => {
    const found = (rule, node) => ({ rule: rule.id, target: node.target.join(' '), words: node.failureSummary,
                                     text: document.querySelector(node.target[0])?.textContent.trim() });
    const each = rules => rules.flatMap(rule => rule.nodes.map(node => found(rule, node)));
    return { violations: each(violations), incomplete: each(incomplete) };
})"""


def axe(tab: Page) -> Iterator[str]:
    """Violations, and contrast that axe could not make out where there is text."""
    tab.evaluate(AXE.read_text())
    result = tab.evaluate(RUN, OPTIONS)
    unclear = [node for node in result["incomplete"] if node["rule"].startswith("color-contrast") and node["text"]]
    for node in result["violations"] + unclear:
        yield f"{node['rule']} {node['target']}: {' '.join(node['words'].split())}"


@pytest.mark.parametrize("look", LOOKS, ids=str)
def test_axe_finds_nothing(open_tab: Callable[..., Page], address: str, pages: list[SitePage], look: Look) -> None:
    found = list(on_each(open_tab(look), address, filter(look.shows, pages), axe))
    assert not found, shown(found)


FAULTS = {  # the rule that must find it: what to put after <body>
    "image-alt": '<img src="assets/icon.svg">',
    "color-contrast": '<p style="color: #888">Grey words</p>',
    "color-contrast-enhanced": '<p style="color: #666">Grey words</p>',
    "target-size": '<div><button style="width: 9px; height: 9px; padding: 0">i</button><button>e</button></div>',
    "region": "<p>Words outside of every landmark</p>",
    "heading-order": "<h4>A heading of the fourth level</h4><h6>A heading of the sixth</h6>",
    "link-name": '<a href="./"></a>',
}


@pytest.mark.parametrize("rule", FAULTS)
def test_axe_can_tell(tab: Page, address: str, rule: str) -> None:
    put_in(tab, address, "", "<body>", f"<body>{FAULTS[rule]}")
    assert any(fault.startswith(f"{rule} ") for fault in axe(tab))


def test_contrast_that_axe_cannot_make_out_is_a_fault(tab: Page, address: str) -> None:
    picture = '<p style="background: linear-gradient(red, blue)">Words on a picture</p>'
    put_in(tab, address, "", "<body>", f"<body>{picture}")
    assert any(fault.startswith("color-contrast") for fault in axe(tab))
