"""Where things are: the checkout, its tests, and the golden cases of the checks."""

from pathlib import Path

TESTS = Path(__file__).parents[1]
ROOT = TESTS.parent
CASES = TESTS / "checks"
BASE = CASES / "base"  # a small project without findings
BASE_TRANSLATED = CASES / "base-translated"  # the same in six languages
