"""PDF: its letters with their places become lines. The only file that knows pypdfium2."""

from __future__ import annotations

import ctypes
import math
import statistics
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import pypdfium2  # type: ignore[import-untyped]
import pypdfium2.raw as pdfium  # type: ignore[import-untyped]

from compliance.diagnostics import ComplianceError
from compliance.sources._lines import Layout, Line, Page, Word, paragraphs_of
from compliance.sources.paragraphs import MOST_CHARACTERS, Paragraph, raised, too_long

MOST_PAGES = 5000
MOST_CHARACTERS_OF_A_PAGE = 100_000
FEW_LETTERS = 100
"""A page with fewer, most of it a picture, is a scan with a stamp on it."""

_OTHER_FORM = "take the HTML from the publisher's site, or another copy of the PDF"
_RECOGNIZE = "run text recognition over it first, or take the HTML from the publisher's site"


def read(data: bytes, name: str) -> tuple[Paragraph, ...]:
    """The paragraphs of a PDF.

    Raises:
        ComplianceError: it is locked, damaged, cut off, too long, or a scan.
    """
    if b"%%EOF" not in data.rstrip(b"\0 \t\r\n")[-4096:]:
        # The library would mend it in silence and leave out the pages that are missing.
        raise ComplianceError(f"the PDF '{name}' is cut off: its end is missing", "download it again")
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == pdfium.FPDF_ERR_PASSWORD:
            raise ComplianceError(f"the PDF '{name}' is locked with a password", "save a copy without one") from error
        raise ComplianceError(f"the PDF '{name}' is damaged and cannot be opened", "download it again") from error
    try:
        return _read(document, name)
    finally:
        document.close()


def _read(document: Any, name: str) -> tuple[Paragraph, ...]:
    if len(document) > MOST_PAGES:
        raise ComplianceError(f"the PDF '{name}' has more than {MOST_PAGES} pages", "attach the text of one law")
    pages: list[Page] = []
    pictures: list[int] = []
    total = unknown = 0
    for index in range(len(document)):
        try:
            page = document[index]
            textpage = page.get_textpage()
        except pypdfium2.PdfiumError as error:
            raise ComplianceError(f"page {index + 1} of the PDF '{name}' is damaged", "download it again") from error
        total += pdfium.FPDFText_CountChars(textpage)
        if total > MOST_CHARACTERS or pdfium.FPDFText_CountChars(textpage) > MOST_CHARACTERS_OF_A_PAGE:
            raise too_long(name)
        characters = list(_characters(textpage))
        letters = [each.text for each in characters if each]
        unknown += sum(_unknown(letter) for letter in letters)
        if len(letters) < FEW_LETTERS and _is_picture(page, bool(letters)):
            pictures.append(index + 1)
        pages.append(_lines(characters, index + 1))
        textpage.close()
        page.close()
    if pictures:
        if len(pictures) == len(pages):
            raise ComplianceError(f"the PDF '{name}' is a scan: its pages are pictures without text", _RECOGNIZE)
        which = f"page {pictures[0]}" if len(pictures) == 1 else f"pages {_ranges(pictures)}"
        raise ComplianceError(f"{which} of the PDF '{name}' cannot be read: pictures without text", _RECOGNIZE)
    sizes = [line.size for page in pages for line in page]
    if not sizes:
        raise ComplianceError(f"the PDF '{name}' has no text in it", _OTHER_FORM)
    if unknown * 20 > total:
        raise ComplianceError(f"the PDF '{name}' does not say which letters its signs stand for", _OTHER_FORM)
    return paragraphs_of(pages, Layout(slack=0.4 * statistics.median(sizes)))


def _unknown(letter: str) -> bool:
    """Whether the PDF names no letter for a sign: then it stands in the part of Unicode for private use."""
    return letter == "\N{REPLACEMENT CHARACTER}" or "\ue000" <= letter <= "\uf8ff"


def _is_picture(page: Any, words: bool) -> bool:
    """Whether a page with little or no text shows a picture, or letters that are drawn as shapes."""
    width, height = page.get_size()
    covered, shapes = 0.0, 0
    for each in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_PATH], max_depth=5):
        if each.type == pdfium.FPDF_PAGEOBJ_PATH:
            shapes += 1
            continue
        left, bottom, right, top = each.get_bounds()
        covered += abs((right - left) * (top - bottom))
    share = covered / max(1.0, width * height)
    return share >= 0.5 if words else (share >= 0.05 or shapes >= 50)


def _ranges(numbers: Sequence[int]) -> str:
    """Page numbers as people write them: ``2, 5-7``."""
    parts: list[list[int]] = []
    for number in numbers:
        if parts and number == parts[-1][-1] + 1:
            parts[-1].append(number)
        else:
            parts.append([number])
    return ", ".join(str(part[0]) if len(part) == 1 else f"{part[0]}-{part[-1]}" for part in parts)


# -- letters -------------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Run:
    """Letters that follow one another without a blank and stand equally high."""

    text: str
    left: float
    right: float
    foot: float
    height: float
    turn: int


def _characters(textpage: Any) -> Iterator[_Run | None]:
    """The letters of a page in the order of the file; ``None`` for what parts words."""
    x, y, box = ctypes.c_double(), ctypes.c_double(), pdfium.FS_RECTF()
    for index in range(pdfium.FPDFText_CountChars(textpage)):
        code = pdfium.FPDFText_GetUnicode(textpage, index)
        if code in (0x02, 0xFFFE):
            code = 0x2D  # what the library puts for a hyphen at the end of a line
        if code == 0 or code > 0x10FFFF or 0xD800 <= code <= 0xDFFF or chr(code).isspace():
            yield None
            continue
        pdfium.FPDFText_GetCharOrigin(textpage, index, x, y)
        pdfium.FPDFText_GetLooseCharBox(textpage, index, box)
        turn = round(pdfium.FPDFText_GetCharAngle(textpage, index) / (math.pi / 2)) % 4
        # Places as if the page lay so that the letter stands upright.
        if turn == 0:
            letter, height = chr(code), box.top - box.bottom
            if letter in "0123456789" and _ink_foot(textpage, index) > y.value + 0.2 * height:
                letter = raised(letter)  # a font's own raised digit: it stands on the line and is drawn above it
            yield _Run(letter, box.left, box.right, y.value, height, turn)
        elif turn == 1:
            yield _Run(chr(code), -box.top, -box.bottom, x.value, box.right - box.left, turn)
        elif turn == 2:
            yield _Run(chr(code), -box.right, -box.left, -y.value, box.top - box.bottom, turn)
        else:
            yield _Run(chr(code), box.bottom, box.top, -x.value, box.right - box.left, turn)


def _ink_foot(textpage: Any, index: int) -> float:
    """How low a letter is drawn."""
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    pdfium.FPDFText_GetCharBox(textpage, index, left, right, bottom, top)
    return bottom.value


def _runs(characters: Iterable[_Run | None]) -> list[_Run]:
    """The words and parts of words of a page, as far as they stand as most of it does."""
    turns = Counter(each.turn for each in characters if each)
    usual = max(turns, key=lambda turn: (turns[turn], -turn), default=0)
    runs: list[_Run] = []
    parted = True
    for each in characters:
        if each is None:
            parted = True
            continue
        if each.turn != usual:
            continue  # a note up the margin
        run = runs[-1] if runs and not parted else None
        if run and abs(each.foot - run.foot) <= 0.05 * run.height:
            gap = each.left - run.right
            if -0.5 * run.height < gap < 0.2 * run.height:
                run.text += each.text
                run.right = max(run.right, each.right)
                continue
        runs.append(each)
        parted = False
    return runs


# -- lines ---------------------------------------------------------------------------------------------------------


def _lines(characters: Sequence[_Run | None], page: int) -> Page:
    """The lines of a page from top to bottom, with raised and lowered numbers in their places."""
    runs = _runs(characters)
    if not runs:
        return ()
    usual = statistics.median(run.height for run in runs)
    rows: list[list[_Run]] = []
    small: list[_Run] = []
    large = [run for run in runs if run.height >= 0.85 * usual]
    for run in sorted(runs, key=lambda run: (-run.foot, run.left)):
        if run.height < 0.85 * usual and len(run.text) <= 6 and any(_hangs_on(run, base) for base in large):
            small.append(run)
        elif rows and abs(rows[-1][0].foot - run.foot) <= 0.25 * min(run.height, rows[-1][0].height):
            rows[-1].append(run)
        else:
            rows.append([run])
    for run in small:
        home = next(row for row in rows if any(_hangs_on(run, base) for base in row))
        base = next(base for base in home if _hangs_on(run, base))
        run.text = raised(run.text) if run.foot > base.foot else run.text
        home.append(run)
    return tuple(_line(sorted(row, key=lambda run: run.left), page, number) for number, row in enumerate(rows, start=1))


def _hangs_on(small: _Run, base: _Run) -> bool:
    """Whether a small run stands raised or lowered right behind another."""
    return (
        small.height < 0.85 * base.height
        and abs(small.left - base.right) < 0.3 * base.height
        and 0.03 * base.height < abs(small.foot - base.foot) < 0.8 * base.height
    )


def _line(row: Sequence[_Run], page: int, number: int) -> Line:
    words: list[Word] = []
    for run in row:
        if words and run.left - words[-1].right < 0.12 * run.height:
            words[-1] = Word(words[-1].text + run.text, words[-1].left, max(words[-1].right, run.right))
        else:
            words.append(Word(run.text, run.left, run.right))
    longest = max(row, key=lambda run: len(run.text))
    return Line(tuple(words), -longest.foot, longest.height, f"page {page}, line {number}")
