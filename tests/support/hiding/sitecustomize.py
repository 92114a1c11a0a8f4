"""Makes Python packages and system libraries unfindable, in a process that has this folder first on its PYTHONPATH.

`HIDDEN_PACKAGES` and `HIDDEN_LIBRARIES` name them, a space between two: packages as they are imported (`weasyprint`),
libraries by a part of their name (`louis`). Python runs this file when it starts (site, PEP 370), in the processes that
the program starts too. To the program it is as if they had not been installed: `find_spec` and the package's version
say so, and `import` and `dlopen` fail in their own words.
"""

from __future__ import annotations

import ctypes
import os
import sys
from collections.abc import Iterable
from typing import Any

PACKAGES = frozenset(os.environ.get("HIDDEN_PACKAGES", "").split())
LIBRARIES = tuple(os.environ.get("HIDDEN_LIBRARIES", "").split())


class Hiding:
    """One of Python's finders, which does not find the hidden packages."""

    def __init__(self, finder: Any) -> None:
        self.finder = finder

    def find_spec(self, name: str, path: Any = None, target: Any = None) -> Any:
        return None if name.partition(".")[0] in PACKAGES else self.finder.find_spec(name, path, target)

    def find_distributions(self, context: Any) -> Iterable[Any]:
        hidden = context.name and context.name.lower().replace("-", "_") in PACKAGES
        find = getattr(self.finder, "find_distributions", None)
        return find(context) if find and not hidden else ()

    def __getattr__(self, name: str) -> Any:
        return getattr(self.finder, name)


class Library(ctypes.CDLL):
    def __init__(self, name: Any, *arguments: Any, **named: Any) -> None:
        refuse(name)
        super().__init__(name, *arguments, **named)


def refuse(name: Any) -> None:
    if any(part in str(name) for part in LIBRARIES):
        raise OSError(f"{name}: cannot open shared object file: No such file or directory")


def hide_from_cffi() -> None:
    import cffi

    opens = cffi.FFI.dlopen

    def dlopen(self: Any, name: Any, flags: int = 0) -> Any:
        refuse(name)
        return opens(self, name, flags)

    cffi.FFI.dlopen = dlopen


sys.meta_path[:] = [Hiding(finder) for finder in sys.meta_path]
if LIBRARIES:
    ctypes.CDLL = Library  # type: ignore[misc]
    hide_from_cffi()
