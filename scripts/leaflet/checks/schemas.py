"""JSON Schemas of the files that people write, for editors that help while one types: `.vscode/`.

Made from the shapes that the program reads them by. After a change of one:
`PYTHONPATH=scripts .venv/bin/python -m leaflet.checks.schemas`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from leaflet.checks.suppressions import Suppression
from leaflet.checks.translations.glossary_and_spelling import Term
from leaflet.checks.translations.meaning import Twins
from leaflet.project.hospital import Hospital
from leaflet.project.publish_settings import KINDS
from leaflet.project.shapes import schema
from leaflet.translation.reviews import Review

FOLDER = ".vscode"
DRAFT = "https://json-schema.org/draft/2020-12/schema"  # what pydantic writes


def _object(**properties: Any) -> dict[str, Any]:
    return {"type": "object", "properties": properties}


def _publish() -> dict[str, Any]:
    kinds = []
    for kind, shape in KINDS.items():
        one = schema(shape)
        one["properties"]["kind"] = {"const": kind}
        kinds.append(one)
    return _object(targets={"type": "object", "additionalProperties": {"oneOf": kinds}}) | {"required": ["targets"]}


def schemas() -> Mapping[str, tuple[str, dict[str, Any]]]:
    """Each schema by its name, with the files that it is of."""
    return {
        "settings": ("mkdocs.yml", _object(extra=_object(version={"type": "string"}, hospital=schema(Hospital)))),
        "publish": ("publish.yml", _publish()),
        "suppressions": ("docs/suppressions.yml", schema(list[Suppression])),
        "reviews": ("docs/reviews.yml", schema(list[Review])),
        "facts": ("docs/facts.yml", schema(dict[str, str])),
        "names": ("docs/names.yml", schema(list[str])),
        "safety": ("docs/en/safety.yml", schema(list[Twins])),
        "glossary": ("docs/*/glossary.yml", schema(list[Term])),
        "strings": ("overrides/strings/*.yml", schema(dict[str, str | dict[str, str]])),
    }


def files() -> Iterator[tuple[str, str]]:
    """The names and words of the files of `.vscode/`."""
    found = schemas()
    places = {f"./{FOLDER}/{name}.schema.json": of for name, (of, _) in found.items()}
    editor = {"yaml.schemas": places, "yaml.customTags": ["!ENV scalar", "!ENV sequence"]}
    for name, content in {
        "settings.json": editor,
        "extensions.json": {"recommendations": ["redhat.vscode-yaml"]},
        **{f"{name}.schema.json": {"$schema": DRAFT, **one} for name, (_, one) in found.items()},
    }.items():
        yield name, json.dumps(content, indent=1, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    folder = Path(__file__).parents[3] / FOLDER
    folder.mkdir(exist_ok=True)
    for name, words in files():
        (folder / name).write_text(words, encoding="utf-8")
