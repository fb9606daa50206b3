"""PDF: tagged, to the accessibility standard PDF/UA-1, for filing and for print.

``templates/document.typ`` holds the layout. The document reaches it as data, never as source, so no words
can be taken for commands. Only the fonts inside the typst package are used, so every machine makes the same
bytes. A character that they lack is printed by its number, as in ``[U+4E2D]``: the standard forbids empty
boxes, and a reader can look the number up.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

import typst

from compliance.formats import _tree
from compliance.model import prose

SUFFIX = ".pdf"
MEDIA_TYPE = "application/pdf"

_STRING = r'`"(?P<{}>(?:[^"\\]|\\.)*)"`'
_LACKING = re.compile(
    f"the text {_STRING.format('shown')} could not be displayed"
    f"|the text contains the disallowed codepoint {_STRING.format('allowed')}",
    re.DOTALL,
)
_ESCAPED = re.compile(r"\\(?:u\{(?P<code>[0-9a-fA-F]+)\}|(?P<char>.))", re.DOTALL)

_LONG_ROW = 1500
"""Rows with more characters may be split between pages; shorter ones are kept whole."""


def write(document: prose.Document) -> bytes:
    """The document as a PDF/UA-1 file."""
    document = _tree.tidy(document)
    # typst 0.15 fails on a link that ends in a soft hyphen; it finds where to break words by itself.
    lacking = {0xAD: ""}
    while True:
        tree = json.dumps(_document(document, lacking))
        try:
            return _compiled(tree, document.date)
        except typst.TypstError as error:
            found = {ord(char) for text in _texts_lacking(error.diagnostic) for char in text}
            if not found - lacking.keys():
                raise
            lacking |= {code: _by_number(code) for code in found}


def _compiled(tree: str, date: str) -> bytes:
    # The template reads no file; without a root the working directory would be it.
    compiler = typst.Compiler(root="/", ignore_system_fonts=True, sys_inputs={"document": tree})
    made = compiler.compile(
        _tree.template("document.typ").encode(),
        format="pdf",
        pdf_standards=["ua-1"],
        timestamp=datetime.fromisoformat(date).replace(tzinfo=UTC),
    )
    assert isinstance(made, bytes)
    return made


def _texts_lacking(diagnostic: str) -> set[str]:
    """The texts for which the compiler found no glyph, or which the standard forbids."""
    return {
        _ESCAPED.sub(lambda each: chr(int(each["code"], 16)) if each["code"] else each["char"], text)
        for found in _LACKING.finditer(diagnostic)
        for text in found.groups()
        if text
    }


def _by_number(code: int) -> str:
    # What is invisible by nature may go; what can be seen must leave a trace.
    return "" if unicodedata.category(chr(code)) == "Cf" else f"[U+{code:04X}]"


# -- the tree as data ---------------------------------------------------------------------------------------


def _document(document: prose.Document, lacking: dict[int, str]) -> dict[str, Any]:
    """What the template reads."""
    language, _, rest = document.language.partition("-")
    region = rest if len(rest) == 2 and rest.isalpha() else None
    data = _Data(lacking)
    return {
        "title": document.title,
        "shown": data.text(document.title),
        "subtitle": data.text(document.subtitle),
        "author": document.author,
        "description": document.description,
        "date": [int(part) for part in document.date.split("-")],
        "lang": language.lower(),
        "region": region and region.upper(),
        "version": [[data.text(name), data.inlines(value)] for name, value in document.version_block.rows],
        "contents": bool(_tree.contents(document)),
        "depth": _tree.CONTENTS_DEPTH,
        "blocks": data.blocks(document.blocks, 1),
    }


class _Data:
    """Blocks and inlines as lists that begin with their kind, without characters that no font has."""

    def __init__(self, lacking: dict[int, str]) -> None:
        self._lacking = lacking

    def text(self, text: str) -> str:
        """The text with characters that no font has by their numbers."""
        return text.translate(self._lacking)

    def blocks(self, blocks: Iterable[prose.Block], level: int) -> list[list[Any]]:
        return [self._block(block, level) for block in blocks]

    def _block(self, block: prose.Block, level: int) -> list[Any]:
        match block:
            case prose.Paragraph(children):
                return ["paragraph", self.inlines(children)]
            case prose.ItemList(items, ordered):
                return ["list", ordered, [self.blocks(item, level) for item in items]]
            case prose.Table():
                return [
                    "table",
                    block.anchor,
                    self.inlines(block.caption),
                    block.widths,
                    # The header is printed again on each page, where PDF/UA allows no links in it.
                    [self.inlines(_tree.without_links(cell)) for cell in block.header],
                    [[self.inlines(cell) for cell in row] for row in block.rows],
                    [len("".join(map(prose.plain, row))) < _LONG_ROW for row in block.rows],
                    block.row_headers,
                ]
            case prose.Properties(rows):
                return ["properties", [[self.text(name), self.inlines(value)] for name, value in rows]]
            case prose.Quote(blocks):
                return ["quote", self.blocks(blocks, level)]
            case prose.Callout(label, blocks):
                return ["callout", self.text(label), self.blocks(blocks, level)]
            case prose.Section(title, blocks, anchor):
                return ["section", level, anchor, self.inlines(title), self.blocks(blocks, level + 1)]

    def inlines(self, inlines: prose.Inlines) -> list[list[Any]]:
        return [self._inline(inline) for inline in inlines]

    def _inline(self, inline: prose.Inline) -> list[Any]:
        match inline:
            case prose.Text(text):
                return ["text", self.text(text)]
            case prose.Code(text):
                return ["code", self.text(text)]
            case prose.LineBreak():
                return ["break"]
            case prose.Strong(children):
                return ["strong", self.inlines(children)]
            case prose.Emphasis(children):
                return ["emphasis", self.inlines(children)]
            case prose.Link(children, address):
                return ["link", address, self.inlines(children)]
