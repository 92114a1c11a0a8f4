"""`leaflet serve`."""

from __future__ import annotations

import tempfile
import time
from pathlib import Path

import click

from leaflet.build.site import BuildRequest, build_site
from leaflet.checks.source_run import check_sources, language_of
from leaflet.commands.output import fail, project_settings, show, summary, today
from leaflet.edition.project import Project
from leaflet.findings.codes import is_error
from leaflet.formats.registry import AUDIO
from leaflet.project.source_files import WATCHED
from leaflet.web.build import BuildError

EPILOG = """
\b
Examples:
  leaflet serve --open            and open it in a browser
  leaflet serve --port 8001       where another program has port 8000
  leaflet serve --host 0.0.0.0    for other machines in the same network, such as a phone
"""


@click.command(epilog=EPILOG)
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen at.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535), help="The port to listen at.")
@click.option("-o", "--open", "open_browser", is_flag=True, help="Open the site in a browser.")
def serve(host: str, port: int, open_browser: bool) -> None:
    """Show the site, build it again at each save, and say here what is wrong.

    Large print is at /large-print/. A save that cannot be built leaves the last good pages.
    """
    from mkdocs.livereload import LiveReloadServer  # imported here: it takes a second

    root = Path.cwd()
    project_settings(root)
    with tempfile.TemporaryDirectory(prefix="leaflet-") as folder:
        site = Path(folder, "site")
        site.mkdir()

        def build() -> None:
            _build(root, site)

        server = LiveReloadServer(build, host=host, port=port, root=str(site), mount_path="/")
        build()
        for name in WATCHED:
            if (root / name).exists():
                server.watch(str(root / name))
        click.echo(f"leaflet: the site is at http://{host}:{port}/ (Ctrl+C ends it)")
        try:
            server.serve(open_in_browser=open_browser)
        except KeyboardInterrupt:
            click.echo("")
        except OSError as error:
            fail(f"port {port} cannot be used: {error.strerror}. Try --port {port + 1}")
        finally:
            server.shutdown()


def _build(root: Path, site: Path) -> None:
    started = time.perf_counter()
    project, unusable = Project.read(root, today())
    findings = check_sources(project) if project else unusable
    show(findings)
    unreadable = any(
        finding.code[0] == "S" and is_error(finding) and language_of(finding) is None for finding in findings
    )
    if project is None or unreadable:
        click.echo(f"leaflet: {summary(findings)}. Not built: the last good pages stay until this is mended.")
        return
    try:
        build_site(BuildRequest(project, site, [AUDIO], findings=findings, serving=True))
    except (BuildError, OSError) as error:
        click.echo(f"leaflet: not built: the last good pages stay until this is mended.\n{error}", err=True)
    else:
        click.echo(f"leaflet: {summary(findings)}; built in {time.perf_counter() - started:.1f} s")
