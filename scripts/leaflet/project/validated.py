"""What pydantic says of a record, as a sentence for whoever wrote it."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, ValidationError


class Strict(BaseModel):
    """A record that holds what its fields say and nothing else."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


def problem(error: ValidationError) -> tuple[tuple[str, ...], str]:
    """Where the first fault of a record is, key by key, and what it is: `(("risks", "numbers"), "field required")`."""
    first = error.errors(include_url=False)[0]
    words = {"extra_forbidden": "there is no such field", "missing": "this field is missing"}
    said = str(first["msg"])
    return tuple(map(str, first["loc"])), words.get(first["type"], said[:1].lower() + said[1:])
