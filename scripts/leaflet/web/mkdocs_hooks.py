"""Where MkDocs meets the leaflet: pages get our HTML, templates get our data, Material's scripts stay out.

Loaded by MkDocs itself (mkdocs.yml: `hooks`). With `web_edition.py`, the only code that knows MkDocs.
"""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import urlsplit

sys.path.insert(0, str(Path(__file__).parents[2]))  # so that a plain `mkdocs build` works too

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from leaflet.edition.assets import FOLDER, asset
from leaflet.edition.project import Project
from leaflet.project.settings import CARDS, SOURCE_LANGUAGE, languages
from leaflet.web.build import Content
from leaflet.web.content_security_policy import POLICY
from leaflet.web.page_view import View
from leaflet.web.web_edition import Edition, prepare

LIVE_RELOAD = "script-src 'self' 'unsafe-inline'; connect-src 'self'"  # MkDocs puts its script into the page
POLICY_WHILE_SERVING = POLICY.replace("script-src 'self'", LIVE_RELOAD)

_serving = False
_project: Project
_edition: Edition


def on_startup(command: str, dirty: bool) -> None:
    global _serving
    _serving = command == "serve"


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Called once a language: static-i18n builds each in turn, English first."""
    global _project, _edition
    tag = config.plugins["i18n"].current_language or SOURCE_LANGUAGE
    if tag == SOURCE_LANGUAGE:
        assert config.config_file_path
        _project = config.extra.get("project") or _read(Path(config.config_file_path).parent)
    content = config.extra.get("content") or Content((), {}, ())
    _edition = Edition(
        project=_project,
        language=languages()[tag],
        large=config.extra.get("edition") == "large-print",
        policy=POLICY_WHILE_SERVING if _serving else POLICY,
        site_path=urlsplit(config.site_url or "/").path,
        downloads=content.downloads,
        recordings=content.recordings,
        findings=content.findings,
        published=tuple(config.plugins["i18n"].build_languages),
    )
    if _edition.is_translation:  # English came first, and has all of it
        config.nav = _translated_menu(config.nav)
    return config


def _read(root: Path) -> Project:
    """The project, for a plain `mkdocs build`."""
    project, findings = Project.read(root, date.today())
    if project is None:
        raise SystemExit("\n".join(finding.message for finding in findings))
    return project


def _translated_menu(entries: Any) -> Any:
    """A menu as MkDocs has it, without the pages in English only: our templates add the links to those."""
    if isinstance(entries, dict):
        return {title: _translated_menu(pages) for title, pages in entries.items()}
    if isinstance(entries, list):
        return [_translated_menu(entry) for entry in entries if not _is_in_english_only(entry)]
    return entries


def _is_in_english_only(entry: Any) -> bool:
    file = next(iter(entry.values())) if isinstance(entry, dict) and len(entry) == 1 else entry
    return isinstance(file, str) and _edition.is_english_only(file.removesuffix(".md"))


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Material's scripts, styles and icons stay out; large print shares the standard edition's assets.

    Assets stand at addresses with a hash of their bytes.
    A page that a translation lacks gets one, so that its address is there: it will show the English. The page of the
    cards is not for readers, and a page in English only has no place in a translation.
    """
    root = _project.settings.root
    for file in list(files):
        ours = any(Path(str(file.abs_src_path)).is_relative_to(root / place) for place in ("docs", "overrides"))
        if _is_for_nobody(file) or (file.src_uri.startswith(FOLDER) and (not ours or _edition.large)):
            files.remove(file)
        else:
            file.dest_uri = _project.asset(file.dest_uri)
    if _edition.is_translation:
        for page in _edition.source.pages:
            if _edition.leaflet.page(page.name) is None and not page.metadata.english_only:
                _stand_in(files, f"{_edition.language.tag}/{page.name}.md", config)
    return files


def _is_for_nobody(file: File) -> bool:
    path = PurePosixPath(file.src_uri)
    of_translation = path.parts[0] != SOURCE_LANGUAGE
    is_left_out = path.stem == CARDS or (of_translation and _edition.is_english_only(path.stem))
    return path.suffix == ".md" and is_left_out


def _stand_in(files: Files, source: str, config: MkDocsConfig) -> None:
    """A page in the place of one that is not there, or cannot be read. MkDocs and its plugin ask for a file of it."""
    if unreadable := files.get_file_from_path(source):
        files.remove(unreadable)
    english = Path(config.docs_dir, SOURCE_LANGUAGE, Path(source).name)
    files.append(File.generated(config, source, abs_src_path=str(english)))


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> Environment:
    """Templates are strict; assets are published as they were read, style sheets with their tokens.

    They get them here: before it, static-i18n wants a file behind each of them.
    """
    _edition.environment = prepare(env)
    for file in files:
        if file.src_uri.startswith(FOLDER):
            file.content_bytes = asset(_project.settings.root, file.src_uri) or b""
    return env


def on_page_read_source(page: Page, config: MkDocsConfig) -> str:
    return ""  # read by `reading.py`; MkDocs has nothing to convert


def on_page_context(context: dict[str, Any], page: Page, config: MkDocsConfig, nav: Any) -> dict[str, Any]:
    context["lf"] = View(_edition, Path(page.file.src_uri).stem, page.url)
    return context


@event_priority(-50)
def on_template_context(context: dict[str, Any], template_name: str, config: MkDocsConfig) -> dict[str, Any]:
    context["lf"] = View(_edition, "", None)
    return context


@event_priority(-50)
def on_post_template(output: str, template_name: str, config: MkDocsConfig) -> str:
    """One sitemap and one page for staff, in the standard edition; a 404 page in each language, English at the root."""
    if template_name in ("sitemap.xml", "quality.html") and (_edition.large or _edition.is_translation):
        return ""
    if template_name == "404.html" and _edition.is_translation:
        place = Path(config.site_dir, _edition.language.tag, template_name)
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(output, encoding="utf-8")
        return ""
    return output
