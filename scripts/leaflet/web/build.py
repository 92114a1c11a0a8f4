"""The web editions, standard and large print. With `mkdocs_hooks.py`, the only code that knows MkDocs."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from leaflet.edition.downloads import Download
from leaflet.edition.project import Project
from leaflet.edition.recording import Recordings
from leaflet.findings.finding import Finding
from leaflet.project.settings import Settings
from leaflet.web.web_edition import LARGE_PRINT

# Material's notice of its end of life (5 May 2027) is in the README; it need not come with every build.
os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")

EDITIONS = (("mkdocs.yml", ""), ("large-print.yml", LARGE_PRINT))


class BuildError(Exception):
    """MkDocs could not build, in its own words."""


@dataclass(frozen=True, slots=True)
class Content:
    """What pages show and link to besides the words: files to download, sound, and for staff the findings."""

    downloads: tuple[Download, ...]
    recordings: Recordings
    findings: tuple[Finding, ...]


def build_editions(
    project: Project, folder: Path, content: Content, progress: Callable[[str], object], serving: bool = False
) -> None:
    """Both editions into `folder`, the standard one first (it empties the folder). Raises `BuildError`."""
    for config_file, place in EDITIONS:
        progress(f"building {place or 'standard pages'}")
        with _as_build_errors():
            from mkdocs.commands.build import build

            config = _configuration(project.settings, config_file, place, folder)
            config.extra["project"], config.extra["content"] = project, content
            for language in config.plugins["i18n"].config.languages:
                language.build = language.build and language.locale not in project.left_out
            config.plugins.on_startup(command="serve" if serving else "build", dirty=False)
            build(config)
        Path(folder, place, "sitemap.xml.gz").unlink(missing_ok=True)  # has the time of the build in it


def look_at_configuration(settings: Settings) -> None:
    """Raise `BuildError` where MkDocs cannot take the settings: before files are made, which may take minutes."""
    for config_file, place in EDITIONS:
        with _as_build_errors():
            _configuration(settings, config_file, place, settings.root / "site")


def _configuration(settings: Settings, config_file: str, place: str, folder: Path) -> Any:
    from mkdocs.config import load_config

    return load_config(
        str(settings.root / config_file), site_dir=str(folder / place), site_url=settings.site_url + place
    )


@contextmanager
def _as_build_errors() -> Iterator[None]:
    """What MkDocs and the templates fail with, as `BuildError`."""
    # Imported here: they take a second, which `leaflet check` need not pay.
    from jinja2 import TemplateError, TemplateSyntaxError
    from mkdocs.exceptions import Abort, MkDocsException

    with _warnings() as warnings:
        try:
            yield
        except TemplateSyntaxError as error:
            raise BuildError(f"{error.filename}:{error.lineno}: {error.message}") from error
        except (MkDocsException, Abort, SystemExit, TemplateError) as error:
            raise BuildError("\n".join([*warnings, str(error)])) from error
        except Exception as error:  # words of the interface that cannot be filled in, and what nobody thought of
            raise BuildError(f"{type(error).__name__}: {error}") from error


class _warnings(logging.Handler):
    """Collects what MkDocs and its plugins warn of; strict mode turns it into an error at the end."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []
        self.logger = logging.getLogger("mkdocs")

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(record.getMessage())

    def __enter__(self) -> list[str]:
        self.logger.addHandler(self)
        self.logger.propagate = False
        return self.messages

    def __exit__(self, *exception: object) -> None:
        self.logger.removeHandler(self)
