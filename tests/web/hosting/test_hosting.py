"""What servers are to say, once, and the same in the words of each: read as each server reads it."""

from __future__ import annotations

import json
import re
import shlex
from dataclasses import replace
from fnmatch import fnmatchcase

import pytest
from click.testing import CliRunner

from leaflet.commands import main
from leaflet.formats.registry import FORMATS
from leaflet.project.settings import languages
from leaflet.web.content_security_policy import POLICY
from leaflet.web.hosting import apache, azure, nginx
from leaflet.web.hosting import headers as hosting
from leaflet.web.hosting import netlify_and_cloudflare as header_files
from leaflet.web.hosting.headers import headers
from support.made import ROOT, real_settings
from support.small import settings as small_settings

SITE = hosting.hosted(real_settings())
EVERY_LANGUAGE = hosting.hosted(replace(real_settings(), languages=tuple(languages())))
PAGES = ("", "risks/", "ar/", "ar/risks/", "large-print/", "large-print/ur/risks/", "404.html", "large-print/404.html")
ASSETS = ("assets/leaflet.0123456789.css", "assets/pictures/spine.0123456789.svg", "assets/player.0123456789.js")
SAVED = ("downloads/balloon-kyphoplasty-en.brf", "downloads/balloon-kyphoplasty-ar.pef")
FILES = ("downloads/balloon-kyphoplasty-en.pdf", "downloads/balloon-kyphoplasty-en.txt", "audio/ar/risks.mp3", *SAVED)
PATHS = (*PAGES, *ASSETS, *FILES)
FOREVER, ASK_AGAIN = "public, max-age=31536000, immutable", "no-cache"
NOT_FOUND = {
    "no-such-page": "404.html",
    "risks/x": "404.html",
    "arx": "404.html",
    "ar/x": "ar/404.html",
    "ar/x/y/": "ar/404.html",
    "large-print/x": "large-print/404.html",
    "large-print/ar/x": "large-print/ar/404.html",
}


def file(address: str) -> str:
    return address + "index.html" if address.endswith("/") or not address else address


def expected(address: str, *names: str) -> dict[str, str]:
    """The headers of the one definition for an address, of the `names` only where some are given."""
    return {name: value for name, value in headers(file(address)).items() if not names or name in names}


# The definition


def test_pages_have_the_policy_of_the_pages_and_may_not_be_framed() -> None:
    policy = headers("risks/index.html")["Content-Security-Policy"]
    assert policy.startswith(POLICY)
    assert "frame-ancestors 'none'" in policy and "base-uri 'none'" in policy and "form-action 'none'" in policy


@pytest.mark.parametrize("path", PATHS)
def test_nothing_is_kept_without_asking_but_what_has_a_hash_in_its_address(path: str) -> None:
    assert headers(file(path))["Cache-Control"] == (FOREVER if path in ASSETS else ASK_AGAIN)


@pytest.mark.parametrize("path", PATHS)
def test_every_file_is_safe_from_guessing_and_framing(path: str) -> None:
    said = headers(file(path))
    assert said["X-Content-Type-Options"] == "nosniff" and "max-age=" in said["Strict-Transport-Security"]
    assert ("Content-Security-Policy" in said) == (path not in FILES)


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("a.html", "text/html; charset=utf-8"),
        ("a.css", "text/css; charset=utf-8"),
        ("a.txt", "text/plain; charset=utf-8"),
        ("a.js", "text/javascript; charset=utf-8"),
        ("a.svg", "image/svg+xml"),
        ("a.mp3", "audio/mpeg"),
        ("a.zip", "application/zip"),
        ("a.brf", "application/x-brf"),
        ("a.xml", "application/xml"),
        ("_headers", "application/octet-stream"),
    ],
)
def test_media_types(path: str, kind: str) -> None:
    assert headers(path)["Content-Type"] == kind


def test_every_format_has_its_own_media_type() -> None:
    for made in FORMATS:
        assert headers(f"downloads/x{made.ending}")["Content-Type"] == made.media_type


def test_braille_is_saved_and_the_rest_is_shown() -> None:
    assert [path for path in PATHS if "Content-Disposition" in headers(file(path))] == list(SAVED)


def test_files_to_be_saved_are_those_of_the_published_languages() -> None:
    there = hosting.hosted(real_settings(), left_out={"ar"}).saved
    assert "downloads/balloon-kyphoplasty-en-bana.brf" in there and "downloads/balloon-kyphoplasty-pl.pef" in there
    assert not [path for path in there if "-ar" in path or "-pl-bana" in path]


def test_the_site_stands_where_the_settings_say() -> None:
    there = hosting.hosted(replace(small_settings(), site_url="https://elm.example/leaflets/"))
    assert (there.host, there.path) == ("elm.example", "/leaflets/")


# nginx


def nginx_blocks(words: str) -> dict[str, list[list[str]]]:
    """Directives of each block, by the block's first words."""
    lexer = shlex.shlex(words, posix=True, punctuation_chars="{};")
    lexer.whitespace_split, lexer.commenters, lexer.escape = True, "#", ""
    blocks: dict[str, list[list[str]]] = {}
    line: list[str] = []
    inside: list[str] = []
    for token in lexer:
        if token == "{":
            inside.append(" ".join(line))
        elif token in (";", "}", "};"):
            if line:
                blocks.setdefault(inside[-1], []).append(line)
            if token != ";":
                inside.pop()
        else:
            line.append(token)
            continue
        line = []
    return blocks


def nginx_value(blocks: dict[str, list[list[str]]], variable: str, address: str) -> str:
    """What a map gives for an address: the first pattern that fits, or the default."""
    default, *patterns = blocks[f"map $uri {variable}"]
    return next((value for pattern, value in patterns if re.search(pattern[1:], f"/{address}")), default[1])


def nginx_headers(address: str) -> dict[str, str]:
    blocks = nginx_blocks(nginx.configuration(SITE, "/srv/leaflet/current"))
    added = [line[1:] for line in blocks["server"] if line[0] == "add_header"]
    assert all(line[2] == "always" for line in added)
    values = {name: nginx_value(blocks, value, address) if value.startswith("$") else value for name, value, _ in added}
    types = {ending: kind for kind, *endings in blocks["types"] for ending in endings}
    settings = {line[0]: line[1:] for line in blocks["server"]}
    kind = types[file(address).rpartition(".")[2]]
    text = kind in (*settings["charset_types"], "text/html")
    values["Content-Type"] = f"{kind}; charset={settings['charset'][0]}" if text else kind
    return {name: value for name, value in values.items() if value}


@pytest.mark.parametrize("address", PATHS)
def test_nginx_says_what_is_defined(address: str) -> None:
    assert nginx_headers(address) == expected(address)


@pytest.mark.parametrize(("address", "page"), NOT_FOUND.items())
def test_nginx_knows_which_page_says_that_an_address_is_not_there(address: str, page: str) -> None:
    blocks = nginx_blocks(nginx.configuration(SITE, "/srv"))
    assert nginx_value(blocks, "$leaflet_not_found", address) == f"/{page}"


def test_nginx_uses_brotli_where_it_has_the_module() -> None:
    assert ["brotli_static", "on"] in nginx_blocks(nginx.configuration(SITE, "/srv", brotli=True))["server"]
    assert not [line for line in nginx_blocks(nginx.configuration(SITE, "/srv"))["server"] if "brotli" in line[0]]


# Apache


def apache_headers(words: str, address: str) -> dict[str, str]:
    """Header and type directives, their conditions on the address tried."""
    sent: dict[str, str] = {}
    types: dict[str, str] = {}
    text: set[str] = set()
    for line in map(str.strip, words.splitlines()):
        if line.startswith("Header ") and "merge" not in line:
            name, value, *condition = shlex.split(line.replace("\\", "\\\\"))[2 + ("always" in line) :]
            if all(apache_true(rule, address) for rule in condition):
                assert name not in sent, f"{name} is set twice"
                sent[name] = value
        elif line.startswith("AddType "):
            types[line.split()[2]] = line.split()[1]
        elif line.startswith("AddCharset "):
            text.update(line.split()[2:])
    ending = "." + file(address).rpartition(".")[2]
    return {**sent, "Content-Type": types[ending] + ("; charset=utf-8" if ending in text else "")}


def apache_true(rule: str, address: str) -> bool:
    found = re.fullmatch(r"(?:expr=)?%\{REQUEST_URI\} (=~|!~) m#(.*)#", rule)
    assert found, rule
    return bool(re.search(found[2], f"/{address}")) == (found[1] == "=~")


@pytest.mark.parametrize("address", PATHS)
@pytest.mark.parametrize(
    "words", [apache.htaccess(SITE), apache.configuration(SITE, "/srv")], ids=["htaccess", "server"]
)
def test_apache_says_what_is_defined(words: str, address: str) -> None:
    assert apache_headers(words, address) == expected(address)


@pytest.mark.parametrize(("address", "page"), NOT_FOUND.items())
@pytest.mark.parametrize("path", ["/", "/leaflets/"])
def test_apache_knows_which_page_says_that_an_address_is_not_there(address: str, page: str, path: str) -> None:
    words = apache.htaccess(replace(SITE, path=path))
    found = re.findall(r'^<If "(.*)">\n *ErrorDocument 404 (\S+)\n</If>', words, re.MULTILINE)
    default = re.search(r"^ErrorDocument 404 (\S+)", words, re.MULTILINE)
    assert default
    true = [document for rule, document in found if apache_true(rule, path[1:] + address)]
    assert [default[1], *true][-1] == path + page


# Netlify and Cloudflare


def rules(site: hosting.Hosted) -> list[tuple[str, dict[str, str]]]:
    """`_headers` as both hosts read it: addresses, and indented lines of headers."""
    found: list[tuple[str, dict[str, str]]] = []
    for line in header_files.headers_file(site).splitlines():
        if line.startswith("/"):
            found.append((line, {}))
        elif not line.startswith("#"):
            name, _, value = line.strip().partition(": ")
            found[-1][1][name] = value
    return found


def joined(site: hosting.Hosted, address: str) -> dict[str, str]:
    """All rules that match add up; what two say of one header is joined with a comma."""
    sent: dict[str, str] = {}
    for pattern, values in rules(site):
        if fnmatchcase(f"/{address}", pattern):
            sent = {
                **sent,
                **{name: f"{sent[name]}, {value}" if name in sent else value for name, value in values.items()},
            }
    return sent


@pytest.mark.parametrize("address", PATHS)
def test_header_files_say_what_is_defined(address: str) -> None:
    """Both hosts have a cache rule of the same effect, and the other media types, of their own."""
    own = {name for name, places in (("Cache-Control", ASSETS), ("Content-Type", SAVED)) if address not in places}
    assert joined(SITE, address) == {name: value for name, value in expected(address).items() if name not in own}


def test_header_files_keep_to_the_limits_with_every_language() -> None:
    found = rules(EVERY_LANGUAGE)
    assert len(found) <= header_files.MOST_RULES
    assert all(
        pattern.count("*") <= 1 and pattern.rstrip("*") + "*" * pattern.count("*") == pattern for pattern, _ in found
    )
    assert max(map(len, header_files.headers_file(EVERY_LANGUAGE).splitlines())) <= header_files.LONGEST_LINE


def test_every_page_has_its_policy_on_these_hosts() -> None:
    pages = [
        f"{folder}{name}/"
        for name in SITE.pages
        if name != "index"
        for folder in ("", "ar/", "large-print/", "large-print/zh/")
    ]
    assert not [page for page in pages if "Content-Security-Policy" not in joined(SITE, page)]


@pytest.mark.parametrize(("address", "page"), NOT_FOUND.items())
def test_netlify_knows_which_page_says_that_an_address_is_not_there(address: str, page: str) -> None:
    """The first line that matches holds; 404.html at the root stands for the rest."""
    lines = [line.split() for line in header_files.redirects_file(SITE).splitlines() if not line.startswith("#")]
    assert {status for _, _, status in lines} == {"404"}
    assert next((to for pattern, to, _ in lines if fnmatchcase(f"/{address}", pattern)), "/404.html") == f"/{page}"


# Azure


def azure_headers(address: str) -> dict[str, str]:
    """The first route that matches holds, and takes a header away by giving it no value."""
    settings = json.loads(azure.configuration(SITE))
    route = next((route for route in settings["routes"] if fnmatchcase(f"/{address}", route["route"])), {"headers": {}})
    kind = settings["mimeTypes"]["." + file(address).rpartition(".")[2]]
    sent = {**settings["globalHeaders"], **route["headers"], "Content-Type": kind}
    return {name: value for name, value in sent.items() if value}


@pytest.mark.parametrize("address", PATHS)
def test_azure_says_what_is_defined(address: str) -> None:
    assert azure_headers(address) == expected(address)


def test_azure_keeps_to_its_limit_and_keys() -> None:
    """The keys that learn.microsoft.com/azure/static-web-apps/configuration has, and its limit of 20 kB."""
    words = azure.configuration(EVERY_LANGUAGE)
    settings = json.loads(words)
    assert len(words.encode()) <= azure.MOST_BYTES
    assert set(settings) <= {
        "trailingSlash",
        "globalHeaders",
        "routes",
        "mimeTypes",
        "responseOverrides",
        "navigationFallback",
    }
    assert settings["trailingSlash"] in ("auto", "always", "never")
    assert all(ending.startswith(".") for ending in settings["mimeTypes"])
    assert settings["responseOverrides"] == {"404": {"rewrite": "/404.html"}}


# The command


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (
            ["nginx", "--folder", "/var/www", "--listen", "127.0.0.1:81", "--brotli"],
            ['root "/var/www";', "listen 127.0.0.1:81;", "brotli_static on;"],
        ),
        (["apache", "--folder", "/var/www", "--listen", "81"], ['DocumentRoot "/var/www"', "<VirtualHost *:81>"]),
    ],
)
def test_the_command_writes_a_configuration(
    arguments: list[str], words: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    run = CliRunner().invoke(main, ["hosting", *arguments])
    assert run.exit_code == 0 and all(word in run.output for word in [*words, SITE.host])


@pytest.mark.parametrize("server", ["nginx", "apache"])
@pytest.mark.parametrize(
    ("folder", "is_good"),
    [
        ("/srv/a b", True),
        ("/srv/ein; Ort", True),
        ('/srv/"; deny all; #', False),
        ("/srv/$host", False),
        ("/srv/%{HTTP_HOST}", False),
        ("/srv\nreturn 404;", False),
        ("srv", False),
        ("", False),
    ],
)
def test_a_folder_is_one_word_whatever_is_in_it(
    server: str, folder: str, is_good: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    run = CliRunner().invoke(main, ["hosting", server, "--folder", folder])
    assert (run.exit_code == 0) == is_good and (f'"{folder}"' in run.output) == is_good


def test_nginx_is_for_a_site_at_the_root(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("LEAFLET_SITE_URL", "https://elm.example/leaflets/")
    run = CliRunner().invoke(main, ["hosting", "nginx"])
    assert run.exit_code == 2 and "/leaflets/" in run.output
