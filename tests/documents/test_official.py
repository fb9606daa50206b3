"""Official words stand beside ours in what is internal, as they are, and never in the public edition."""

import subprocess
import zipfile
from collections.abc import Mapping
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from lxml import etree, html

from compliance.analyses.gaps import GapAnalysis, analyse
from compliance.content.reading import load
from compliance.documents import framework, gap_report
from compliance.documents.framework import Edition
from compliance.formats import write
from compliance.graph import KnowledgeGraph
from compliance.model import prose
from compliance.model.identifiers import Identifier
from compliance.sources.quoting import NONE, Quotation, quotations
from compliance.sources.segments import Segment
from tests.tools import command
from tests.zeta import CHAPEAU, LAW, LEVELS, ORDER, TERM, text, zeta

AS_OF = date(2026, 3, 31)
FORMATS = ["markdown", "html", "docx", "pdf"]
WORDS = (CHAPEAU, ORDER, LEVELS, TERM)
SOURCE = ("bill print", "https://example.org/bill", "retrieved 2026-11-22", "ab" * 32)

World = tuple[KnowledgeGraph, GapAnalysis, Mapping[Identifier, Quotation]]


@pytest.fixture
def world(tmp_path: Path) -> World:
    """The invented law and developer, the findings, and what the invented text has to quote."""
    reading = load([zeta(tmp_path / "mine")])
    assert not reading.diagnostics
    graph = KnowledgeGraph(reading.corpus)
    return graph, analyse(graph, "zed", AS_OF, instruments=[LAW]), quotations(reading.corpus, [text()], AS_OF)


def spoken(data: bytes, name: str, folder: Path) -> str:
    """The words that a reader of the file sees, read by another program, without any space."""
    if name == "html":
        found = "".join(html.fromstring(data.decode()).itertext())
    elif name == "docx":
        body = etree.fromstring(zipfile.ZipFile(BytesIO(data)).read("word/document.xml"))
        found = "".join(body.itertext())
    elif name == "pdf":
        (folder / "out.pdf").write_bytes(data)
        run = [*command("pdftotext", folder), "-enc", "UTF-8", str(folder / "out.pdf"), "-"]
        found = subprocess.run(run, capture_output=True, check=True).stdout.decode()
    else:
        from markdown_it import MarkdownIt

        page = MarkdownIt("gfm-like", {"linkify": False}).render(data.decode())
        found = "".join(html.fromstring(f"<div>{page}</div>").itertext())
    return "".join(found.split())


@pytest.mark.parametrize("name", FORMATS)
def test_internal_edition_has_the_words_as_they_are(world: World, tmp_path: Path, name: str) -> None:
    """Every format shows the official words letter by letter, whatever marks are in them, and names their source."""
    graph, analysis, official = world
    found = spoken(write(framework.compose(graph, analysis, Edition.INTERNAL, official), name), name, tmp_path)

    for words in (*WORDS, *SOURCE, "Official words of Zeta Act § 2(a)(1)"):
        assert "".join(words.split()) in found


@pytest.mark.parametrize("name", FORMATS)
def test_gap_report_has_the_words_as_they_are(world: World, tmp_path: Path, name: str) -> None:
    """So does the gap report, for its gaps."""
    graph, analysis, official = world
    found = spoken(write(gap_report.compose(graph, analysis, official), name), name, tmp_path)

    for words in (CHAPEAU, ORDER, LEVELS, *SOURCE):
        assert "".join(words.split()) in found


@pytest.mark.parametrize("name", FORMATS)
def test_public_edition_is_what_it_is_without_a_text(world: World, name: str) -> None:
    """What is attached changes no byte of the public edition, in any format."""
    graph, analysis, official = world

    assert official
    assert write(framework.compose(graph, analysis, Edition.PUBLIC, official), name) == write(
        framework.compose(graph, analysis, Edition.PUBLIC), name
    )


def test_nothing_changes_without_a_text(world: World) -> None:
    """Without an attached text no document speaks of official words, and no page has a style for them."""
    graph, analysis, _ = world
    for document in (framework.compose(graph, analysis), gap_report.compose(graph, analysis)):
        assert "Official" not in prose.plain(document)
        assert b"beside" not in write(document, "html")


def quotes(blocks: tuple[prose.Block, ...]) -> list[tuple[prose.Block, prose.Quote]]:
    """The quotes of a document, each with the block before it."""
    found = []
    for before, each in zip((None, *blocks), blocks, strict=False):
        if isinstance(each, prose.Section):
            found += quotes(each.blocks)
        elif isinstance(each, prose.Quote) and before is not None:
            found.append((before, each))
    return found


def test_words_stand_beside_the_statement_that_restates_them(world: World) -> None:
    """A quote follows our statement at once; its first paragraph says whose words they are, the others are words."""
    graph, analysis, official = world
    before, quote = next(
        pair for pair in quotes(gap_report.compose(graph, analysis, official).blocks) if ORDER in prose.plain(pair[1])
    )

    assert "how it keeps order under zeta danger" in prose.plain(before)
    assert quote.beside
    assert [prose.plain(each) for each in quote.blocks] == [
        "Official words of Zeta Act § 2(a)(1) (bill print, https://example.org/bill, retrieved 2026-11-22):",
        ORDER,
        LEVELS,
    ]


def test_each_provision_of_a_subdivision_has_its_words(world: World) -> None:
    """[write] and [publish] share the words of (a), and a reader of either gap finds them there."""
    graph, analysis, official = world
    found = quotes(gap_report.compose(graph, analysis, official).blocks)

    assert sum(CHAPEAU in prose.plain(quote) for _, quote in found) == 2


def test_texts_are_named_once(world: World) -> None:
    """The document ends with the texts that it quotes: law, edition, address, day and SHA-256."""
    graph, analysis, official = world
    for document in (
        framework.compose(graph, analysis, Edition.INTERNAL, official),
        gap_report.compose(graph, analysis, official),
    ):
        last = document.blocks[-1]
        assert isinstance(last, prose.Section)
        assert prose.plain(last).splitlines()[-1] == (
            f"Zeta Act: bill print, https://example.org/bill, retrieved 2026-11-22; SHA-256 {'ab' * 32}"
        )


def test_a_source_that_nobody_named_is_said_to_be_missing(world: World) -> None:
    """A text that was attached without an address is quoted, and that is said."""
    graph, analysis, _ = world
    official = quotations(graph.corpus, [text(source=None)], AS_OF)

    assert "(bill print, source not recorded):" in prose.plain(gap_report.compose(graph, analysis, official))


def test_which_text_is_quoted(world: World) -> None:
    """Not one of a later day than the document's, and none of a law that the content lacks."""
    graph, _, _ = world
    early = text(edition="early", on=date(2026, 1, 1))
    late = text(edition="late", on=date(2026, 6, 1))
    other = text(instrument="us-zz/unknown", on=date(2026, 1, 1))
    wanted = f"{LAW}#2.a.1"

    assert quotations(graph.corpus, [late, early, other], AS_OF)[wanted].text.edition == "early"
    assert quotations(graph.corpus, [late, early])[wanted].text.edition == "late"
    assert quotations(graph.corpus, [late, other], AS_OF) == NONE


AMENDED = """
### (b) Notice

- duty: give notice within 10 days
- in force: from 2026-01-01 until 2027-01-01

### (b) Notice

- duty: give notice within 5 days
- in force: from 2027-01-01
"""


def test_each_wording_has_the_words_of_its_own_time(tmp_path: Path) -> None:
    """An amended provision is not set beside the words that it had before, nor the old one beside the new words."""
    law = zeta(tmp_path) / f"frameworks/{LAW}.md"
    law.write_text(law.read_text(encoding="utf-8") + AMENDED, encoding="utf-8")
    corpus = load([tmp_path]).corpus
    old = text(segments=(Segment(("2", "b"), ("Old zeta words.",), ""),), on=date(2026, 1, 1))
    new = text(segments=(Segment(("2", "b"), ("New zeta words.",), ""),), on=date(2027, 1, 1))
    found = quotations(corpus, [new, old])

    assert found[f"{LAW}#2.b"].words == ("Old zeta words.",)
    assert found[f"{LAW}#2.b@2027-01-01"].words == ("New zeta words.",)
    assert list(quotations(corpus, [new])) == [f"{LAW}#2.b@2027-01-01"]


@pytest.mark.slow
@pytest.mark.needs("java", "vnu")
def test_the_nu_checker_finds_nothing(world: World, tmp_path: Path) -> None:
    """Pages with words side by side are valid, their style sheet included."""
    graph, analysis, official = world
    files = [tmp_path / "framework.html", tmp_path / "gaps.html"]
    files[0].write_bytes(write(framework.compose(graph, analysis, Edition.INTERNAL, official), "html"))
    files[1].write_bytes(write(gap_report.compose(graph, analysis, official), "html"))
    assert all(b'<div class="beside">' in file.read_bytes() for file in files)
    run = [*command("vnu", tmp_path), "--also-check-css", *map(str, files)]
    done = subprocess.run(run, capture_output=True, text=True, check=False)

    assert (done.returncode, done.stderr) == (0, "")
