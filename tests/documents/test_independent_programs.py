"""Programs that others wrote open what we write for the shipped example, and find every section in it."""

import html
import json
import re
import subprocess
import zipfile
from pathlib import Path

import pytest

from compliance.analyses.gaps import GapAnalysis
from compliance.documents import framework, gap_report
from compliance.documents.framework import Edition
from compliance.formats import write
from compliance.graph import KnowledgeGraph
from compliance.model import prose
from tests.tools import command

Shipped = tuple[KnowledgeGraph, GapAnalysis]
NAMES = ["framework-public", "framework-internal", "gap-report"]


@pytest.fixture(scope="session")
def documents(shipped: Shipped) -> dict[str, prose.Document]:
    """The three documents of the shipped example."""
    graph, analysis = shipped
    return {
        "framework-public": framework.compose(graph, analysis, Edition.PUBLIC),
        "framework-internal": framework.compose(graph, analysis, Edition.INTERNAL),
        "gap-report": gap_report.compose(graph, analysis),
    }


def squeezed(text: str) -> str:
    """Letters and digits alone, so that line breaks, hyphens and bullets of a layout do not count."""
    return "".join(re.findall(r"[^\W_]+", text))


def missing_sections(document: prose.Document, text: str) -> list[str]:
    """The titles of sections that are not in the text."""
    found = squeezed(text)
    titles = (prose.plain(section.title) for _, section in prose.sections_of(document.blocks))
    return [title for title in titles if squeezed(title) not in found]


def missing_paragraphs(document: prose.Document, text: str) -> list[str]:
    """The paragraphs directly under sections that are not in the text."""
    found = squeezed(text)
    paragraphs = (
        prose.plain(block)
        for _, section in prose.sections_of(document.blocks)
        for block in section.blocks
        if isinstance(block, prose.Paragraph)
    )
    return [words for words in paragraphs if squeezed(words) not in found]


@pytest.mark.slow
@pytest.mark.needs("soffice")
def test_libreoffice_opens_every_docx(documents: dict[str, prose.Document], tmp_path: Path) -> None:
    """LibreOffice reads each DOCX, and the words of every section are there."""
    for name, document in documents.items():
        (tmp_path / f"{name}.docx").write_bytes(write(document, "docx"))
    files = [str(tmp_path / f"{name}.docx") for name in documents]
    convert = ["--convert-to", "txt:Text (encoded):UTF8", "--outdir", str(tmp_path), *files]
    subprocess.run([*command("soffice", tmp_path), *convert], check=True, capture_output=True, timeout=300)

    for name, document in documents.items():
        text = (tmp_path / f"{name}.txt").read_text(encoding="utf-8-sig")
        assert missing_sections(document, text) == []
        assert missing_paragraphs(document, text) == []


def test_docx_has_real_structure(documents: dict[str, prose.Document], tmp_path: Path) -> None:
    """Headings are heading styles, the table of contents is a field, and header rows repeat."""
    path = tmp_path / "out.docx"
    path.write_bytes(write(documents["framework-internal"], "docx"))
    body = zipfile.ZipFile(path).read("word/document.xml").decode()

    assert 'w:val="Heading1"' in body
    assert re.search(r"<w:instrText[^>]*>\s*TOC ", body)
    assert "<w:tblHeader" in body


@pytest.mark.slow
@pytest.mark.needs("qpdf", "pdfinfo", "pdftotext")
@pytest.mark.parametrize("name", NAMES)
def test_pdf_is_sound_tagged_and_whole(documents: dict[str, prose.Document], tmp_path: Path, name: str) -> None:
    """qpdf finds nothing wrong, pdfinfo sees tags, title and language, and pdftotext finds every section."""
    document = documents[name]
    path = tmp_path / "out.pdf"
    path.write_bytes(write(document, "pdf"))

    def run(program: str, *options: str) -> str:
        done = subprocess.run([*command(program, tmp_path), *options], capture_output=True, check=True)
        return done.stdout.decode("utf-8", "replace")

    about = run("pdfinfo", str(path))
    text = run("pdftotext", "-enc", "UTF-8", str(path), "-")
    catalog = json.loads(run("qpdf", "--json=2", "--json-key=qpdf", str(path)))
    found = json.dumps(catalog)
    outline = run("qpdf", "--json=2", "--json-key=outlines", str(path))

    assert "No syntax or stream encoding errors" in run("qpdf", "--check", str(path))
    assert re.search(r"^Tagged:\s+yes$", about, re.MULTILINE)
    assert re.search(rf"^Title:\s+{re.escape(document.title)}$", about, re.MULTILINE)
    assert '"/Lang": "u:en"' in found
    assert "pdfuaid" in path.read_bytes().decode("latin-1")
    assert missing_sections(document, text) == []
    top = [prose.plain(each.title) for each in document.blocks if isinstance(each, prose.Section)]
    assert [each["title"] for each in json.loads(outline)["outlines"]][-len(top) :] == top


@pytest.mark.slow
@pytest.mark.needs("java", "vnu")
def test_the_nu_checker_finds_nothing_in_any_page(documents: dict[str, prose.Document], tmp_path: Path) -> None:
    """The HTML checker has neither errors nor warnings, and each page holds every section."""
    for name, document in documents.items():
        page = write(document, "html")
        (tmp_path / f"{name}.html").write_bytes(page)
        text = html.unescape(re.sub(r"<[^>]+>", "", page.decode()))
        assert missing_sections(document, text) == []
    files = [str(tmp_path / f"{name}.html") for name in documents]
    done = subprocess.run(
        [*command("vnu", tmp_path), "--also-check-css", "--format", "json", *files], capture_output=True, check=False
    )

    assert json.loads(done.stderr or done.stdout)["messages"] == []


@pytest.mark.slow
@pytest.mark.needs("chromium")
def test_chromium_shows_the_page(documents: dict[str, prose.Document], tmp_path: Path) -> None:
    """A browser takes a picture of the page, and it is no blank one."""
    (tmp_path / "page.html").write_bytes(write(documents["framework-public"], "html"))
    shot = tmp_path / "page.png"
    picture = [f"--screenshot={shot}", "--window-size=1000,1400", (tmp_path / "page.html").as_uri()]
    subprocess.run([*command("chromium", tmp_path), *picture], check=True, capture_output=True, timeout=120)
    data = shot.read_bytes()

    assert data.startswith(b"\x89PNG")
    # A blank page of this size packs into some five thousand bytes.
    assert len(data) > 30_000
