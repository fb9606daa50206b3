"""Independent programs that judge what we write, and what to do when one is missing.

A test asks with `need("rapper")` in its body or `@pytest.mark.needs("rapper")` above it. Where the program is
missing the test is skipped with the name of the package that has it. With COMPLIANCE_NO_SKIP=1, as in CI,
it fails instead: a check that did not run must not look like one that passed.
"""

import os
import shutil
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).resolve().parent.parent
VNU_JAR = ROOT / ".tools/node_modules/vnu-jar/build/dist/vnu.jar"


class Program(NamedTuple):
    """What a program is for, and which package has it."""

    purpose: str
    install: str


# `make test` installs these where it can; the Makefile has the same list.
PROGRAMS = {
    "chromium": Program("shows HTML", "apt-get install chromium"),
    "java": Program("runs vnu", "apt-get install default-jre-headless"),
    "pdfinfo": Program("reads PDF metadata and structure", "apt-get install poppler-utils"),
    "pdftoppm": Program("turns PDF pages into pictures", "apt-get install poppler-utils"),
    "pdftotext": Program("reads PDF text", "apt-get install poppler-utils"),
    "qpdf": Program("checks the structure of PDF", "apt-get install qpdf"),
    "rapper": Program("parses RDF", "apt-get install raptor2-utils"),
    "soffice": Program("opens DOCX", "apt-get install libreoffice-writer"),
    "vnu": Program("validates HTML", "npm install --prefix .tools vnu-jar"),
}


def skipping_is_failing() -> bool:
    """Whether a test that cannot run must fail, as in CI."""
    return os.environ.get("COMPLIANCE_NO_SKIP") == "1"


def skip(reason: str) -> None:
    """Skip the running test, or fail it where nothing may be skipped."""
    if skipping_is_failing():
        pytest.fail(f"{reason} (COMPLIANCE_NO_SKIP=1 allows no skipping)", pytrace=False)
    pytest.skip(reason)


def find(name: str) -> str | None:
    """The path of the program (of the jar, for vnu), or None where it is missing."""
    if name == "vnu":
        return str(VNU_JAR) if VNU_JAR.is_file() else None
    return shutil.which(name)


def need(name: str) -> str:
    """The path of the program (of the jar, for vnu); the test is skipped, or fails, where it is missing."""
    program = PROGRAMS[name]
    path = find(name)
    if path is None:
        skip(f"MISSING PROGRAM {name} ({program.purpose}): {program.install}")
    assert path is not None
    return path


def command(name: str, scratch: Path) -> list[str]:
    """The start of a command line that runs the program without a person, its own files kept in `scratch`.

    Two runs of soffice or chromium with one profile wait for each other, so give each its own folder.
    """
    path = need(name)
    if name == "vnu":
        return [need("java"), "-jar", path]
    if name == "soffice":
        return [path, "--headless", "--norestore", f"-env:UserInstallation={(scratch / 'soffice').as_uri()}"]
    if name == "chromium":
        return [
            path,
            "--headless",
            "--no-sandbox",  # it does not start as root with one
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            f"--user-data-dir={scratch / 'chromium'}",
        ]
    return [path]
