"""Plain text and Markdown: what stands in a file of characters, without the marks that only shape it."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from compliance.sources._lines import Layout, Line, Page, Word, paragraphs_of
from compliance.sources.paragraphs import Paragraph, raised, tidy

# -- plain text ----------------------------------------------------------------------------------------------------

COLUMN = 6.0
"""How wide a letter counts; the measures are those of a typewriter, as printed lines have them."""
SIZE = 10.0
STEP = 12.0

LONGEST_PRINTED_LINE = 120
"""Columns. Where lines are longer, nobody broke them: each is a paragraph."""

LINES_OF_A_PARAGRAPH = 8
"""Where blank lines are at most so far apart, on average, it is they that part the paragraphs."""

_NOT_STRETCHED = re.compile(r"(?<=[.;:?!\"”’)]) {2}(?=\S)|^\s*[(\[]?\w{1,5}[)\].]\s+")
"""Two blanks after a sentence, and any number after a label, say nothing of justified text."""


def read_text(text: str) -> tuple[Paragraph, ...]:
    """The paragraphs of plain text: prose with blank lines, or the lines of a print with their indentation."""
    pages: list[Page] = []
    number = 0
    for page in text.replace("\r\n", "\n").replace("\r", "\n").split("\f"):
        rows = page.split("\n")
        pages.append(
            tuple(
                _line(row.expandtabs(8), (index + 1) * STEP, number + index + 1)
                for index, row in enumerate(rows)
                if row.strip()
            )
        )
        number += len(rows) - 1
    lengths = sorted(round(line.right / COLUMN) for page in pages for line in page)
    if not lengths:
        return ()
    if lengths[round(len(lengths) * 0.95) - 1] > LONGEST_PRINTED_LINE:
        lines = [line for page in pages for line in page]
        return tuple(Paragraph(words, line.at) for line in lines if (words := tidy(line.text)))
    blocks = len(re.findall(r"(?:^|\n)[^\S\n]*\n(?=[^\S\n]*\S)", text.replace("\r\n", "\n"))) + 1
    spaced = len(lengths) <= blocks * LINES_OF_A_PARAGRAPH
    return paragraphs_of(pages, Layout(slack=1.5 * COLUMN, spaced=spaced))


def _line(row: str, top: float, number: int) -> Line:
    words = [Word(found[0], found.start() * COLUMN, found.end() * COLUMN) for found in re.finditer(r"\S+", row)]
    row = re.sub(r"^\s*[0-9]{1,3}\s", "", row)  # the line's number in the margin
    stretched = "  " in _NOT_STRETCHED.sub(" ", row).strip()
    return Line(tuple(words), top, SIZE, f"line {number}", stretched)


# -- Markdown ------------------------------------------------------------------------------------------------------

_HEADING = re.compile(r" {0,3}#{1,6}(?=[ \t]|$)")
_UNDERLINE = re.compile(r" {0,3}(?:=+|-+)[ \t]*$")
_RULE = re.compile(r" {0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})$")
_FENCE = re.compile(r" {0,3}(?:`{3,}|~{3,})")
_QUOTED = re.compile(r"[ \t]{0,3}(?:>[ \t]?)+")
_BULLET = re.compile(r"[ \t]*(?:[-*+•▪◦‣·])[ \t]+(?:\[[ xX]\][ \t]+)?(?=\S)")
_ORDERED = re.compile(r"[ \t]*([0-9]{1,9})[.)][ \t]")
_TABLE_RULE = re.compile(r"[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$")
_DEFINITION = re.compile(r" {0,3}\[(?!\^)[^\]]+\]:[ \t]*\S+")


def looks_like_markdown(text: str) -> bool:
    """Whether a text without a telling name has a head about the file, or headings, as Markdown writes them."""
    return text.startswith("---\n") or re.search(r"^#{1,6} \S", text, re.MULTILINE) is not None


def read_markdown(text: str) -> tuple[Paragraph, ...]:
    """The paragraphs of Markdown, without the head about the file between lines of three hyphens."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    rows = _without_comments(text).split("\n")
    start = _after_head(rows)
    return tuple(
        Paragraph(words, f"line {number}", heading)
        for number, raw, heading in _blocks(rows, start)
        for piece in re.split(r"<br\s*/?>", raw, flags=re.IGNORECASE)
        if (words := tidy(_inline(piece)))
    )


def _without_comments(text: str) -> str:
    """Text without its comments; the lines keep their numbers."""
    parts, end = [], 0
    while (start := text.find("<!--", end)) >= 0 and (last := text.find("-->", start)) >= 0:
        parts += [text[end:start], "\n" * text.count("\n", start, last)]
        end = last + 3
    return "".join([*parts, text[end:]])


def _after_head(rows: list[str]) -> int:
    """Where the text begins: after the head about the file, if it has one."""
    if rows[0].rstrip() == "---" and "---" in (ends := [row.rstrip() for row in rows[1:]]):
        return ends.index("---") + 2
    return 0


def _blocks(rows: list[str], start: int) -> Iterator[tuple[int, str, bool]]:
    """Each paragraph, heading, list item and row of a table: its line, its source and whether it is a heading."""
    gathered: list[str] = []
    first = 0
    listed = table = fenced = False

    def close() -> Iterator[tuple[int, str, bool]]:
        if gathered:
            yield first, " ".join(gathered), False
            gathered.clear()

    for number, row in enumerate(rows[start:], start=start + 1):
        if _FENCE.match(row):
            fenced = not fenced
            yield from close()
            continue
        if fenced:
            yield number, re.sub(r"([\\`*_\[\]<>~&])", r"\\\1", row), False
            continue
        if quoted := _QUOTED.match(row):
            row = row[quoted.end() :]
        if not row.strip():
            yield from close()
            listed = table = False
            continue
        if gathered and not listed and _UNDERLINE.match(row):
            yield first, " ".join(gathered), True
            gathered.clear()
            continue
        if _RULE.match(row) or (_DEFINITION.match(row) and not gathered):
            yield from close()
            continue
        if heading := _HEADING.match(row):
            yield from close()
            words = row[heading.end() :].strip()
            closing = words.rstrip("#")
            yield number, closing if not closing or closing[-1].isspace() else words, True
            continue
        below = rows[number] if number < len(rows) else ""
        if table or row.lstrip().startswith("|") or ("|" in row and "|" in below and _TABLE_RULE.match(below)):
            yield from close()
            table = True
            if not _TABLE_RULE.match(row):
                yield number, " | ".join(_cells(row)), False
            continue
        bullet, ordered = _BULLET.match(row), _ORDERED.match(row)
        if bullet or (ordered and (listed or not gathered or int(ordered[1]) == 1)):
            yield from close()
            listed = True
        if bullet:
            row = row[bullet.end() :]
        if not gathered:
            first = number
        broken = row.endswith(("  ", "\\"))
        gathered.append(row.strip().removesuffix("\\") if broken else row.strip())
        if broken:
            yield from close()
    yield from close()


def _cells(row: str) -> list[str]:
    """The cells of a table's row that hold anything."""
    cells = re.split(r"(?<!\\)\|", row.strip())
    return [cell.strip() for cell in cells if cell.strip()]


_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_KEPT = 0x100000
"""Escaped characters wait in this part of Unicode, which no text uses, until the marks are gone."""

_TARGET = r"\((?:<[^<>]*>|[^()\s]*(?:\([^()\s]*\)[^()\s]*)*)(?:\s+\"[^\"]*\")?\)"
_INLINE = (
    (re.compile(r"(?<!`)(`{1,9})(?!`)([^`]+)\1(?!`)"), r"\2"),
    (re.compile(r"!\[([^\[\]]*)\]" + _TARGET), r"\1"),
    (re.compile(r"\[\^[^\[\]\s]+\]:?"), ""),
    (re.compile(r"\[([^\[\]]*(?:\[[^\[\]]*\][^\[\]]*)*)\]" + _TARGET), r"\1"),
    (re.compile(r"\[([^\[\]]+)\]\[[^\[\]]*\]"), r"\1"),
    (re.compile(r"<((?:https?://|mailto:)[^<>\s]+)>"), r"\1"),
    (re.compile(r"(?<=[0-9])<sup\b[^<>]*>\s*([-−]?[0-9]+)\s*</sup>", re.IGNORECASE), r"^\1"),
)
_TAG = re.compile(r"</?[A-Za-z][A-Za-z0-9]*(?:\s[^<>]*)?/?>")
_RAISED = re.compile(r"(?<![0-9])<sup\b[^<>]*>\s*([0-9]+)\s*</sup>", re.IGNORECASE)
_STRUCK = re.compile(r"<(/?)(?:s|del|strike)(?:\s[^<>]*)?>", re.IGNORECASE)
_MARKS = re.compile(r"\*+|_+|~~")


def _inline(text: str) -> str:
    """The words of a piece of Markdown, without its marks."""
    text = _ESCAPED.sub(lambda found: chr(_KEPT + ord(found[1])), text)
    text = _RAISED.sub(lambda found: raised(found[1]), text)
    for pattern, replacement in _INLINE:
        text = pattern.sub(replacement, text)
    text = html.unescape(_TAG.sub("", _without_marks(_without_struck(text))))
    return "".join(chr(ord(each) - _KEPT) if ord(each) >= _KEPT else each for each in text)


def _without_struck(text: str) -> str:
    """Text without what stands between tags that strike it out: old law. A tag that is never closed strikes nothing."""
    parts: list[str] = []
    opened: list[int] = []
    end = 0
    for found in _STRUCK.finditer(text):
        if not found[1]:
            opened.append(found.start())
        elif opened and (start := opened.pop()) >= end and not opened:
            parts.append(text[end:start])
            end = found.end()
    return "".join([*parts, text[end:]])


def _without_marks(text: str) -> str:
    """Text without the stars and underlines of emphasis, and without what is struck out between tildes.

    A mark is taken off with its partner only, so that a lone star stays. A star between two digits multiplies.
    """
    waiting: dict[str, list[tuple[int, int]]] = {"*": [], "_": [], "~": []}
    gone: list[tuple[int, int]] = []
    for found in _MARKS.finditer(text):
        start, end = found.span()
        before, after = text[start - 1 : start], text[end : end + 1]
        if before.isdigit() and after.isdigit():
            continue
        opens, closes = bool(after.strip()), bool(before.strip())
        if found[0][0] == "_":
            opens, closes = opens and not before.isalnum(), closes and not after.isalnum()
        partners = waiting[found[0][0]]
        if closes and partners:
            first, length = partners.pop()
            width = min(length, end - start)
            gone.append((first, end) if found[0] == "~~" else (first + length - width, first + length))
            if found[0] != "~~":
                gone.append((start, start + width))
            if length > width:
                partners.append((first, length - width))
            start += width
            opens = False
        if opens and start < end:
            partners.append((start, end - start))
    parts, end = [], 0
    for first, last in sorted(gone):
        parts.append(text[end : max(end, first)])
        end = max(end, last)
    return "".join([*parts, text[end:]])
