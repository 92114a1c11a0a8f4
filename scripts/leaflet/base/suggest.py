"""'Did you mean ...?': the help that an error owes to the person who made a slip."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches


def did_you_mean(word: str, options: Iterable[str], otherwise: str = "") -> str:
    """A question that names the closest option, or `otherwise` where none is close."""
    close = get_close_matches(word, sorted(map(str, options)), n=1, cutoff=0.6)
    return f"Did you mean {close[0]}?" if close else otherwise
