"""The readers held against two official PDFs, one official page and the same texts in Markdown.

File is compared with file: no official wording stands here.
"""

import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from compliance.sources.paragraphs import Paragraph, read_paragraphs
from tests.catalogs.sources import attached
from tests.tools import need

NEW_YORK, NEW_YORK_PDF = "us-ny/raise-act.md", "us-ny/raise-act-official.pdf"
ILLINOIS, ILLINOIS_PDF = "us-il/ai-safety-measures-act.md", "us-il/pa-104-0538-enrolled.pdf"

LABEL = re.compile(r"(?:Section|Sec\.|§|ARTICLE)\s*[\w-]+\.?|(?:\d+\.)?\s*(?:\(\w+\))+|\d+\.")


def path_of(name: str) -> Path:
    folder = attached()
    assert folder is not None
    return folder / name


def read(name: str) -> tuple[Paragraph, ...]:
    return read_paragraphs(path_of(name).read_bytes(), name)


def plain(text: str) -> str:
    """Without blanks and hyphens, which say nothing of the words, and with the exponent in one form."""
    return re.sub(r"[\s-]", "", text.replace("10º", "10^"))


def labels(found: list[Paragraph]) -> list[str]:
    return [plain(label[0]) if (label := LABEL.match(each.text)) else "" for each in found]


def between(found: tuple[Paragraph, ...], start: str, end: str | None = None) -> list[Paragraph]:
    """From the paragraph that begins with one label up to that which begins with another."""
    first = next(index for index, each in enumerate(found) if each.text.startswith(start))
    last = next((i for i, each in enumerate(found) if end and i > first and each.text.startswith(end)), len(found))
    return list(found[first:last])


def test_new_york_pdf_and_markdown_give_the_same_paragraphs() -> None:
    """Every paragraph of the bill, from its first section to its end, without an exception."""
    printed, written = between(read(NEW_YORK_PDF), "Section 1."), between(read(NEW_YORK), "Section 1.")
    assert [plain(each.text) for each in printed] == [plain(each.text) for each in written]
    assert labels(printed) == labels(written)
    assert len(printed) > 140
    assert all(re.fullmatch(r"page \d, line \d+", each.at) for each in printed)


AMENDED = {"(a)": 1, "(b)": 2, "(d)": 1, "(1)": 1, "(2)": 1}
"""The paragraphs with the eight insertions of P.A. 104-0466, by label; (d) of Section 18 has three of them."""


def test_illinois_pdf_and_markdown_give_the_same_paragraphs() -> None:
    """Sections 1 to 35, but for the later insertions and for "Sec.", which the code prints for "Section"."""
    printed = between(read(ILLINOIS_PDF), "Section 1.", "Section 80.")
    about = ("(Source:", "(430 ILCS", "(This Section may")
    written = [each for each in between(read(ILLINOIS), "Sec. 1.", "Sec. 80.") if not each.text.startswith(about)]
    same = [plain(re.sub(r"^Section (\d+\.)", r"Sec. \1", each.text)) for each in printed]
    assert len(printed) == len(written) > 140
    differing = [index for index, each in enumerate(written) if plain(each.text) != same[index]]
    found: dict[str, int] = {}
    for index in differing:
        label = re.match(r"\(\w+\)", written[index].text)
        assert label is not None
        found[label[0]] = found.get(label[0], 0) + 1
        # An insertion adds: all that was printed is still there, in order.
        rest = iter(re.findall(r"\w+", written[index].text.casefold()))
        assert all(word in rest for word in re.findall(r"\w+", printed[index].text.casefold())), printed[index].at
    assert found == AMENDED
    assert [each.replace("Section", "Sec.") for each in labels(printed)] == labels(written)


def test_illinois_exponent_is_told_from_its_place() -> None:
    """The PDF has the letters "1026"; that two of them stand higher is seen."""
    joined = " ".join(each.text for each in read(ILLINOIS_PDF))
    assert "10^26 " in joined
    assert "1026" not in joined


@pytest.mark.needs("pdftotext")
@pytest.mark.parametrize(
    ("name", "excused"),
    [
        # The rule under the words of the title is set close to them in the one and not in the other.
        (NEW_YORK_PDF, lambda text: text.startswith(("STATEOF", "____"))),
        # The enacting clause has a gap inside, and pdftotext cannot tell that a number is raised.
        (ILLINOIS_PDF, lambda text: text.startswith(("Beitenacted", "represented", '"Frontiermodel"'))),
    ],
    ids=["new york", "illinois"],
)
def test_what_pdftotext_makes_of_a_pdf_is_read_to_the_same_paragraphs(
    name: str, excused: Callable[[str], bool], tmp_path: Path
) -> None:
    """The readers of PDF and of plain text see the same paragraphs in the same print."""
    out = tmp_path / "print.txt"
    subprocess.run([need("pdftotext"), "-layout", path_of(name), out], check=True)
    texts = [plain(each.text) for each in read_paragraphs(out.read_bytes(), "print.txt")]
    pages = [plain(each.text) for each in read(name)]
    assert [each for each in texts if not excused(each)] == [each for each in pages if not excused(each)]
    assert sum(map(excused, texts)) <= 3


def test_eur_lex_page_and_markdown_agree() -> None:
    """The articles of the Markdown extract that are whole in it have the paragraphs of the official page."""
    official = [plain(each.text) for each in read("eu/ai-act-official.xhtml")]
    extract = [each for each in read("eu/ai-act-2024.md") if not each.heading and LABEL.match(each.text)]
    known = set(official)
    missing = [each for each in extract if plain(each.text) not in known]
    assert len(missing) * 20 < len(extract), [each.at for each in missing]
    assert any("10^25" in each for each in official)
