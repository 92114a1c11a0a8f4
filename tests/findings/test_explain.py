"""--explain: every code has a bad and a good case that says something."""

from __future__ import annotations

from pathlib import Path

import pytest

from leaflet.findings.codes import Rule, rules
from leaflet.findings.explain import example, explain
from support.places import ROOT


@pytest.mark.parametrize("rule", rules().values(), ids=lambda rule: rule.code)
def test_every_code_has_title_reason_severity_and_both_cases(rule: Rule) -> None:
    assert rule.title.strip() and rule.why.strip() and rule.severity in ("error", "warning")
    bad, good = example(rule, ROOT)
    assert any(line.strip() for line in bad) and any(line.strip() for line in good)
    assert bad != good


def test_an_explanation_says_what_why_and_shows_both() -> None:
    words = explain(rules()["S014"], ROOT)
    assert words.startswith("S014 (error): Link to a section that is not there.\nIt stops a release.\n")
    assert "far from the answer" in words
    assert words.index("Found:\n    docs/en/risks.md:17\n") < words.index("Not found:\n")
    assert "#pian" in words.partition("Not found:")[0] and "#pian" not in words.partition("Not found:")[2]


def test_a_warning_does_not_stop_a_release() -> None:
    assert "It does not stop a release." in explain(rules()["W004"], ROOT)


def test_a_long_case_is_cut_short() -> None:
    bad, good = example(rules()["S020"], ROOT)
    assert bad[-1] == good[-1] == "..." and len(bad) <= 5


def test_without_the_cases_the_code_explains_itself(tmp_path: Path) -> None:
    assert explain(rules()["S014"], tmp_path).endswith(rules()["S014"].why)
