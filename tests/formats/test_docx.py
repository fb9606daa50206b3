"""DOCX: sound packages with real styles, that other programs open."""

import subprocess
import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any

import docx as library
from hypothesis import given, settings
from lxml import etree

from compliance.formats import _tree, docx
from compliance.model.prose import (
    Document,
    ItemList,
    Paragraph,
    Properties,
    Table,
    bullets,
    paragraph,
    plain,
    sections_of,
    words,
)
from tests.formats.sample import sample
from tests.formats.trees import documents, spoken, squeezed
from tests.tools import command

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
SPACES = {"w": W[1:-1]}


def parts(document: Document) -> dict[str, Any]:
    """Every XML part of the file, parsed."""
    with zipfile.ZipFile(BytesIO(docx.write(document))) as package:
        assert package.testzip() is None
        return {name: etree.fromstring(package.read(name)) for name in package.namelist()}


def find(element: Any, path: str) -> list[Any]:
    return list(element.xpath(path, namespaces=SPACES))


def text_of(element: Any) -> str:
    return "".join(
        each.text or "" if each.tag == f"{W}t" else " " for each in element.iter(f"{W}t", f"{W}br", f"{W}tab")
    )


@given(documents)
@settings(deadline=None)
def test_any_tree(tree: Document) -> None:
    """Whatever the words, the XML is well formed, the text is the tree's, and what is referred to is there."""
    found, tree = parts(tree), _tree.tidy(tree)
    body = found["word/document.xml"]
    listed = [plain(each.title) for _, each in _tree.contents(tree)]
    expected = [tree.title, tree.subtitle, *spoken(tree.version_block), *(["Contents"] if listed else []), *listed]

    assert squeezed("".join((*expected, *spoken(tree.blocks)))) == squeezed(text_of(body))
    marks = find(body, "//w:bookmarkStart/@w:name")
    assert len(marks) == len(set(marks))
    assert set(find(body, "//w:hyperlink/@w:anchor")) <= set(marks)
    assert set(find(body, "//w:numPr/w:numId/@w:val")) <= set(find(found["word/numbering.xml"], "//w:num/@w:numId"))
    assert set(find(body, "//w:pStyle/@w:val")) <= set(find(found["word/styles.xml"], "//w:style/@w:styleId"))


def test_python_docx_reads_it_back() -> None:
    """Headings have the styles of headings, and tables that of tables."""
    opened = library.Document(BytesIO(docx.write(sample())))
    headings = [each.text for each in opened.paragraphs if each.style and each.style.name.startswith("Heading")]

    assert [plain(each.title) for _, each in sections_of(sample().blocks)] == headings
    assert opened.paragraphs[0].style
    assert opened.paragraphs[0].style.name == "Title"
    assert {"Compliance Table"} == {table.style.name for table in opened.tables if table.style}
    properties = opened.core_properties
    assert (properties.title, properties.author) == (sample().title, sample().author)
    assert (properties.language, str(properties.created)[:10]) == ("en", "2026-11-10")


def test_header_rows_repeat_and_rows_stay_whole() -> None:
    """The first row of each table is its header; only rows too long for a page may be split."""
    long = Table((words("A"),), ((words("x " * 2000),), (words("short"),)))
    body = parts(Document("T", "", Properties(()), (long,), "", "2026-11-10"))["word/document.xml"]
    rows = find(body, "//w:tr")

    assert [bool(find(row, "w:trPr/w:tblHeader")) for row in rows] == [True, False, False]
    assert [bool(find(row, "w:trPr/w:cantSplit")) for row in rows] == [True, False, True]


def test_numbered_lists_start_again() -> None:
    """Each numbered list counts from one, inner ones too."""
    inner = ItemList(((paragraph("a"),),), ordered=True)
    outer = ItemList(((paragraph("b"), inner),), ordered=True)
    found = parts(Document("T", "", Properties(()), (outer, inner, bullets(["c"])), "", "2026-11-10"))
    used = find(found["word/document.xml"], "//w:numPr/w:numId/@w:val")

    assert used == ["3", "4", "5", "1"]
    restarts = find(found["word/numbering.xml"], "//w:num[@w:numId>2]/w:lvlOverride/w:startOverride/@w:val")
    assert restarts == ["1", "1", "1"]


def test_contents_are_a_field_that_is_already_filled() -> None:
    """A reader that updates no fields shows the headings, each a link to its heading."""
    body = parts(sample())["word/document.xml"]
    (contents,) = find(body, "//w:sdt")
    entries = [text_of(each) for each in find(contents, ".//w:hyperlink")]

    assert "TOC" in "".join(find(contents, ".//w:instrText/text()"))
    assert entries == [plain(each.title) for _, each in _tree.contents(_tree.tidy(sample()))]
    assert find(contents, ".//w:fldChar/@w:fldCharType") == ["begin", "separate", "end"]


def test_long_properties_are_cut_where_the_format_ends() -> None:
    """The properties of a file hold 255 characters; the document holds the whole."""
    title = "A long title " * 40
    data = docx.write(Document(title, "", Properties(()), (), "", "2026-11-10"))
    opened = library.Document(BytesIO(data))

    assert len(opened.core_properties.title) == 255
    assert opened.paragraphs[0].text == title.strip()


def test_libreoffice_reads_every_section_in_order(tmp_path: Path) -> None:
    """Converted to text by another program, each section has its words, in order."""
    file = tmp_path / "sample.docx"
    file.write_bytes(docx.write(sample()))
    subprocess.run(
        [
            *command("soffice", tmp_path), "--convert-to", "txt:Text (encoded):UTF8", "--outdir", str(tmp_path),
            str(file),
        ],
        capture_output=True, check=True, timeout=180,
    )  # fmt: skip
    text = squeezed((tmp_path / "sample.txt").read_text(encoding="utf-8-sig"))
    at = text.index("binds it. See".replace(" ", ""))
    for _, each in sections_of(_tree.tidy(sample()).blocks):
        own = [block for block in each.blocks if isinstance(block, Paragraph | Table)]
        for piece in (plain(each.title), *(word for block in own for word in spoken(block))):
            found = text.find(squeezed(piece), at)

            assert found >= at, piece
            at = found
