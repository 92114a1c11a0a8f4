"""Pictures: their sizes, and files that were made to do harm."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from leaflet.checks.sources.pictures import safe
from leaflet.content.model import Picture
from leaflet.content.svg import MAX_BYTES, parse_svg, read_picture
from leaflet.edition.project import Project
from support.reading import TODAY
from support.small import settings

SVG = '<svg xmlns="http://www.w3.org/2000/svg" {}>{}</svg>'
LAUGHS = "".join(f'<!ENTITY {other} "{f"&{one};" * 10}">' for one, other in pairwise("abcdefghijk"))
BOMB = f'<!DOCTYPE svg [<!ENTITY a "ha">{LAUGHS}]>' + SVG.format("", "&k;")


def test_shapes_that_are_drawn_one_by_another_without_end_are_a_finding(tmp_path: Path) -> None:
    uses = "".join(f'<g id="a{n}"><use href="#a{n + 1}"/></g>' for n in range(2500))
    (tmp_path / "docs/assets").mkdir(parents=True)
    (tmp_path / "docs/assets/a.svg").write_text(SVG.format('width="1" height="1"', uses + '<g id="a2500"/>'))
    assert [finding.code for finding in safe(Project(settings(tmp_path), TODAY))] == ["S020"]


def size(tmp_path: Path, attributes: str) -> tuple[float, float] | None:
    (tmp_path / "a.svg").write_text(SVG.format(attributes, ""))
    picture = read_picture(tmp_path / "a.svg", "assets/a.svg")
    return (picture.width, picture.height) if picture else None


@pytest.mark.parametrize(
    ("attributes", "expected"),
    [
        ('width="20" height="10"', (20, 10)),
        ('width="20px" height="10.5px"', (20, 10.5)),
        ('viewBox="0 0 20 10"', (20, 10)),
        ('viewBox="-5,-5,20,10"', (20, 10)),
        ('viewBox=" 0 0  20 10 "', (20, 10)),
        ('width="40" height="20" viewBox="0 0 20 10"', (40, 20)),
        ('width="100%" height="100%" viewBox="0 0 20 10"', (20, 10)),
        ('width="40" viewBox="0 0 20 10"', (20, 10)),
        ('width="2cm" height="1cm" viewBox="0 0 20 10"', (20, 10)),
    ],
)
def test_size_is_read(tmp_path: Path, attributes: str, expected: tuple[float, float]) -> None:
    assert size(tmp_path, attributes) == expected


@pytest.mark.parametrize(
    "attributes",
    [
        "",
        'width="20"',
        'width="100%" height="100%"',
        'width="a" height="b"',
        'width="-20" height="-10"',
        'viewBox="0 0 20"',
        'viewBox="0 0 a b"',
        'viewBox=""',
        'width="1e9999" height="1"',
        'width="0" height="10"',
        'viewBox="0 0 0 0"',
    ],
)
def test_picture_without_a_usable_size_has_none(tmp_path: Path, attributes: str) -> None:
    assert size(tmp_path, attributes) is None


def test_picture_knows_its_path(tmp_path: Path) -> None:
    (tmp_path / "a.svg").write_text(SVG.format('width="20" height="10"', ""))
    assert read_picture(tmp_path / "a.svg", "assets/a.svg") == Picture("assets/a.svg", 20, 10)


def test_missing_picture_has_no_size(tmp_path: Path) -> None:
    assert read_picture(tmp_path / "a.svg", "assets/a.svg") is None


def test_broken_picture_has_no_size(tmp_path: Path) -> None:
    (tmp_path / "a.svg").write_text("<svg")
    assert read_picture(tmp_path / "a.svg", "assets/a.svg") is None


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("", "empty"),
        ("words", "line 1"),
        (SVG.format("", "<path>"), "line 1"),
        ("\n\n<svg", "line 3"),
        ('<svg width="20" height="10"/>', "first element"),
        ('<html xmlns="http://www.w3.org/1999/xhtml"/>', "first element"),
        ("<!DOCTYPE svg>" + SVG.format("", ""), "DOCTYPE"),
        ('<?xml version="1.0" encoding="none"?>' + SVG.format("", ""), "encoding"),
        (SVG.format("", "&nothing;"), "nothing"),
        (SVG.format("", "<g>" * 1000 + "</g>" * 1000), "line 1"),
        (SVG.format('a="1" a="2"', ""), "redefined"),
    ],
    ids=lambda value: value[:20] if isinstance(value, str) else None,
)
def test_what_is_no_plain_svg_is_refused(content: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        parse_svg(content.encode())


def test_billion_laughs_are_refused() -> None:
    with pytest.raises(ValueError, match="amplification"):
        parse_svg(BOMB.encode())


def test_external_entity_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("the secret")
    entity = f'<!DOCTYPE svg [<!ENTITY a SYSTEM "{(tmp_path / "secret").as_uri()}">]>'
    with pytest.raises(ValueError, match="DOCTYPE") as caught:
        parse_svg((entity + SVG.format("", "<text>&a;</text>")).encode())
    assert "the secret" not in str(caught.value)


def test_external_dtd_is_not_read(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="DOCTYPE"):
        parse_svg(('<!DOCTYPE svg SYSTEM "http://a.example/a.dtd">' + SVG.format("", "")).encode())


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_doctype_is_refused_in_every_encoding(encoding: str) -> None:
    with pytest.raises(ValueError):
        parse_svg(("<!DOCTYPE svg>" + SVG.format("", "")).encode(encoding))


def test_utf_16_is_read_as_what_it_says() -> None:
    root = parse_svg(SVG.format("", "<script/>").encode("utf-16"))
    assert [child.tag for child in root] == ["{http://www.w3.org/2000/svg}script"]


def test_largest_picture_is_read() -> None:
    content = SVG.format("", "<!---->").encode()
    assert parse_svg(content.replace(b"<!--", b"<!--" + b"a" * (MAX_BYTES - len(content)))).tag.endswith("svg")


def test_larger_picture_is_refused() -> None:
    content = SVG.format("", "<!---->").encode()
    with pytest.raises(ValueError, match="larger than 200,000 bytes"):
        parse_svg(content.replace(b"<!--", b"<!--" + b"a" * (MAX_BYTES - len(content) + 1)))
