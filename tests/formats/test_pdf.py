"""PDF: tagged, to PDF/UA-1, with the words of the tree, whatever they are."""

import re
import subprocess
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from compliance.formats import _tree, pdf
from compliance.model.prose import (
    Document,
    ItemList,
    Properties,
    Table,
    link,
    paragraph,
    plain,
    section,
    sections_of,
    words,
)
from tests.formats.sample import HOSTILE, sample
from tests.formats.trees import documents, squeezed
from tests.tools import command


def document(*blocks: Any, **others: Any) -> Document:
    return Document("T", "", Properties(()), blocks, "", "2026-11-10", **others)


def text_of(data: bytes, folder: Path) -> str:
    """The words of the file as another program reads them."""
    file = folder / "text.pdf"
    file.write_bytes(data)
    done = subprocess.run(
        [*command("pdftotext", folder), "-enc", "UTF-8", str(file), "-"], capture_output=True, check=True
    )
    return done.stdout.decode()


def run(name: str, data: bytes, folder: Path, *options: str) -> str:
    file = folder / "sample.pdf"
    file.write_bytes(data)
    done = subprocess.run([*command(name, folder), *options, str(file)], capture_output=True, check=True)
    return done.stdout.decode(errors="replace")


@given(documents)
@settings(max_examples=60, deadline=None)
def test_any_tree(tree: Document) -> None:
    """Whatever the words and the shape, a tagged PDF comes out: the compiler checks PDF/UA-1 as it writes."""
    data = pdf.write(tree)

    assert data.startswith(b"%PDF-1.7")
    assert b"/StructTreeRoot" in data
    assert re.search(rb"<pdfuaid:part>1<", data)


plain_words = st.lists(st.text("abcdefghij", min_size=1, max_size=6), min_size=1, max_size=6).map(" ".join)


@given(plain_words, plain_words, plain_words, plain_words, plain_words)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_words_are_there_in_order(tmp_path: Path, title: str, body: str, item: str, head: str, cell: str) -> None:
    """Another program reads the words of titles, paragraphs, lists and tables in order."""
    tree = document(
        section(title, paragraph(body), ItemList(((paragraph(item),),)), Table((words(head),), ((words(cell),),))),
        contents=False,
    )

    assert "•".join((f"T{title}{body}", item + head + cell)).replace(" ", "") in squeezed(
        text_of(pdf.write(tree), tmp_path).replace("2026-11-10", "").replace("1 / 1", "")
    )


def test_hostile_words_are_words(tmp_path: Path) -> None:
    """Commands, marks and quotes are printed; what no font has is printed by its number."""
    expected = _tree.clean(HOSTILE).replace("中", "[U+4E2D]").replace("文", "[U+6587]").replace("😀", "[U+1F600]")

    text = text_of(pdf.write(document(paragraph(HOSTILE))), tmp_path)

    # A hyphen at the end of a line is not read back: the program takes it for ours.
    assert squeezed(expected).replace("-", "") in squeezed(text).replace("-", "")


@pytest.mark.parametrize("char", ["中", "😀", "ก", "\u0378", "\U0010fffd"])
def test_characters_that_no_font_has(char: str, tmp_path: Path) -> None:
    """They are printed by number wherever they stand, in titles and tables too."""
    tree = document(section(f"a{char}", Table((words(char),), (), words(char)), anchor="x"))
    text = text_of(pdf.write(tree), tmp_path)

    assert text.count(f"[U+{ord(char):04X}]") == 4


def test_qpdf_finds_nothing_wrong(tmp_path: Path) -> None:
    """The structure of the file is sound."""
    assert "No syntax or stream encoding errors" in run("qpdf", pdf.write(sample()), tmp_path, "--check")


def test_pdfinfo_sees_a_tagged_file_with_its_data(tmp_path: Path) -> None:
    """Title, author, subject, dates and tags are those of the document."""
    out = run("pdfinfo", pdf.write(sample()), tmp_path, "-isodates")
    found = {key.strip(): value.strip() for key, _, value in (line.partition(":") for line in out.splitlines())}

    assert found["Tagged"] == "yes"
    assert found["Title"] == sample().title
    assert found["Author"] == sample().author
    assert found["Subject"] == sample().description
    assert found["CreationDate"] == found["ModDate"] == "2026-11-10T00:00:00Z"
    assert found["Page size"] == "612 x 792 pts (letter)"


def test_tags_say_what_is_what(tmp_path: Path) -> None:
    """Headings, lists, tables, their heads, captions, quotes and links are tagged as such."""
    out = run("pdfinfo", pdf.write(sample()), tmp_path, "-struct")

    for tag in ("H1", "H2", "H4", "L", "LI", "Table", "THead", "TH", "Caption", "BlockQuote", "Link", "TOC"):
        assert re.search(rf"^\s*{tag}\b", out, re.MULTILINE), tag


def test_every_section_is_there_in_order(tmp_path: Path) -> None:
    """Headings come in order, and again in the table of contents."""
    text = squeezed(text_of(pdf.write(sample()), tmp_path))
    at = text.index("binds it. See".replace(" ", ""))
    for _, each in sections_of(sample().blocks):
        assert (at := text.find(squeezed(plain(each.title)), at)) > 0


def test_header_rows_repeat(tmp_path: Path) -> None:
    """A table over three pages has its header on each."""
    text = text_of(pdf.write(sample(long_table=60)), tmp_path)

    assert sum("What is owed\n" in page for page in text.split("\f")) >= 3


def test_links_in_a_header_that_repeats() -> None:
    """They are plain words in PDF, for the standard allows no links in what is printed again."""
    head = (words(link("https://a.example/", "A")),)

    assert pdf.write(document(Table(head, tuple((words("b"),) for _ in range(99)))))


def test_links_that_end_in_a_soft_hyphen() -> None:
    """They are written, though the compiler fails on them: the hyphen is left out."""
    assert pdf.write(document(paragraph(link("https://a.example/", "a\u00ad"))))


def test_pages_are_not_blank(tmp_path: Path) -> None:
    """Each page has ink on it."""
    file = tmp_path / "sample.pdf"
    file.write_bytes(pdf.write(sample()))
    subprocess.run([*command("pdftoppm", tmp_path), "-r", "30", "-gray", str(file), str(tmp_path / "page")], check=True)
    pages = sorted(tmp_path.glob("page-*.pgm"))

    assert len(pages) > 3
    assert all(min(page.read_bytes()[20:]) < 128 for page in pages)
