"""Where --rollback goes, and what stays."""

from __future__ import annotations

import pytest

from leaflet.publish.history import History, line, read_history

ALL = ("A", "B", "C")


def log(*steps: str) -> list[str]:
    """Lines of a log: `A` published, `<A` gone back to."""
    return [line(step.lstrip("<"), step.startswith("<")) for step in steps]


@pytest.mark.parametrize(
    ("steps", "live", "before", "others"),
    [
        ((), None, (), ALL),
        (("A",), "A", (), ("B", "C")),
        (("A", "B", "C"), "C", ("A", "B"), ()),
        (("A", "B", "C", "<B"), "B", ("A",), ("C",)),
        (("A", "B", "C", "<A"), "A", (), ("B", "C")),
        (("A", "B", "<A", "C"), "C", ("A",), ("B",)),  # B was taken back: nobody goes back to it by chance
        (("A", "B", "<A", "<B"), "B", ("A",), ("C",)),
        (("A", "B", "A"), "A", ("B",), ("C",)),
        (("A", "B"), "C", ("A", "B"), ()),  # ended before it could write its line
        (("A", "B", "C"), "B", ("A",), ("C",)),  # the same when going back
        (("A", "X", "C"), "C", ("A",), ("B",)),  # X is no longer kept
        (("A", "X", "C"), None, ("A", "C"), ("B",)),
    ],
)
def test_what_came_before(
    steps: tuple[str, ...], live: str | None, before: tuple[str, ...], others: tuple[str, ...]
) -> None:
    assert read_history(ALL, log(*steps), live) == History(live, before, others)


def test_lines_that_are_none_are_passed_over() -> None:
    assert read_history(ALL, ["", "\0", "published", *log("A"), "2026 published"], "B") == History("B", ("A",), ("C",))


@pytest.mark.parametrize(
    ("history", "release", "after"),
    [
        (History(), "A", History("A")),
        (History("A"), "B", History("B", ("A",))),
        (History("A", (), ("B",)), "B", History("B", ("A",))),
        (History("B", ("A",)), "A", History("A", ("B",))),
        (History("B", ("A",)), "B", History("B", ("A",))),
    ],
)
def test_what_it_will_be(history: History, release: str, after: History) -> None:
    assert history.after(release) == after


@pytest.mark.parametrize(("keep", "removed"), [(5, ()), (3, ("O",)), (2, ("O", "A")), (1, ("O", "A"))])
def test_the_live_one_and_the_one_before_it_always_stay(keep: int, removed: tuple[str, ...]) -> None:
    assert History("C", ("A", "B"), ("O",)).removed(keep) == removed
