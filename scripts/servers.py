"""Real web servers, each a process of its own on a free port, with the configurations that the program writes."""

from __future__ import annotations

import getpass
import gzip
import shutil
import signal
import socket
import subprocess
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path

import brotli

from leaflet.web.hosting import apache, nginx
from leaflet.web.hosting.headers import Hosted

PATIENCE = 20  # seconds
BROTLI_MODULE = Path("/usr/lib/nginx/modules/ngx_http_brotli_static_module.so")
APACHE_MODULES = Path("/usr/lib/apache2/modules")
NGINX = """\
{modules}
user {user};
daemon off;
worker_processes 2;
pid {folder}/pid;
error_log {folder}/error.log;
events {{ worker_connections 256; }}
http {{
    access_log off;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    sendfile on;
    include {folder}/leaflet.conf;
}}
"""
APACHE = """\
ServerRoot {folder}
ServerName localhost
PidFile {folder}/pid
ErrorLog {folder}/error.log
Listen 127.0.0.1:{port}
{modules}
TypesConfig /etc/mime.types
AddType application/x-gzip .gz
User www-data
Group www-data
{site}
"""
# As Debian has them on, and the two that the configuration asks for.
MODULES = (
    "mpm_event",
    "authz_core",
    "dir",
    "mime",
    "headers",
    "rewrite",
    "filter",
    "deflate",
    "autoindex",
    "negotiation",
)


@dataclass(frozen=True)
class Answer:
    """What a server answered. Names of headers are in small letters; `repeated` are those that came twice."""

    status: int
    headers: dict[str, str]
    body: bytes
    repeated: tuple[str, ...] = ()

    @property
    def plain(self) -> bytes:
        """The body as it was before it was compressed."""
        unpack = {"gzip": gzip.decompress, "br": brotli.decompress}
        plain: bytes = unpack.get(self.headers.get("content-encoding", ""), bytes)(self.body)
        return plain


@dataclass(frozen=True)
class Server:
    port: int

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}/"

    def get(self, path: str, method: str = "GET", **sent: str) -> Answer:
        """`get("risks/", accept_encoding="br")`: the answer, redirects not followed."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        connection.request(method, f"/{path}", headers={name.replace("_", "-"): value for name, value in sent.items()})
        answer = connection.getresponse()
        said = [(name.lower(), value) for name, value in answer.getheaders()]
        found = Answer(answer.status, dict(said), answer.read(), repeated(name for name, _ in said))
        connection.close()
        return found


def repeated(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(name for name, times in Counter(names).items() if times > 1)


def program(name: str) -> str:
    found = shutil.which(name) or shutil.which(name, path="/usr/sbin:/usr/local/sbin")
    assert found, f"{name} is not installed: run scripts/setup test"
    return found


def free_port() -> int:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        return int(unused.getsockname()[1])


@contextmanager
def running(command: list[str], port: int, log: Path) -> Iterator[Server]:
    """A server's process, until the block ends."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    try:
        deadline = time.monotonic() + PATIENCE
        while True:
            assert process.poll() is None, f"{command[0]} ended: {process.stderr and process.stderr.read()}"
            assert time.monotonic() < deadline, log.read_text()
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.05)
        yield Server(port)
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(PATIENCE)
        if process.stderr:
            process.stderr.close()


@contextmanager
def nginx_server(site: Hosted, files: Path, folder: Path) -> Iterator[Server]:
    """nginx, serving `files` with the generated configuration. `folder` is for what it writes."""
    port = free_port()
    has_brotli = BROTLI_MODULE.is_file()
    modules = f"load_module {BROTLI_MODULE};" if has_brotli else ""
    (folder / "leaflet.conf").write_text(nginx.configuration(site, str(files), f"127.0.0.1:{port}", has_brotli))
    (folder / "nginx.conf").write_text(NGINX.format(folder=folder, modules=modules, user=getpass.getuser()))
    log = folder / "error.log"
    command = [program("nginx"), "-p", str(folder), "-c", str(folder / "nginx.conf"), "-e", str(log)]
    with running(command, port, log) as server:
        yield server


@contextmanager
def apache_server(site: Hosted, files: Path, folder: Path, by_htaccess: bool = False) -> Iterator[Server]:
    """Apache, serving `files` as the generated virtual host, or by the `.htaccess` among them."""
    port = free_port()
    host = apache.configuration(site, str(files), str(port))
    if by_htaccess:
        host = (
            f'DocumentRoot "{files}"\n<Directory "{files}">\nRequire all granted\nAllowOverride FileInfo Indexes\n'
            "Options FollowSymLinks\n</Directory>\n"
        )
    modules = "\n".join(f"LoadModule {name}_module {APACHE_MODULES}/mod_{name}.so" for name in MODULES)
    (folder / "apache.conf").write_text(APACHE.format(folder=folder, port=port, modules=modules, site=host))
    log = folder / "error.log"
    command = [program("apache2"), "-f", str(folder / "apache.conf"), "-DFOREGROUND"]
    with running(command, port, log) as server:
        yield server
