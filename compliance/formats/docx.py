"""DOCX: for Word, with real styles, headings, lists and fields, so that counsel can go on working in it.

``templates/styles.xml`` holds the looks. Each block is written as the XML that Word itself writes, which is
fast and can be read; python-docx keeps the parts of the package together. The table of contents is a field
that already holds its lines. They have no page numbers: only Word knows those, and it would ask the reader
before it filled them in.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from io import BytesIO
from typing import Any
from xml.sax.saxutils import escape, quoteattr

import docx
from docx.document import Document as Package
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.shared import Inches

from compliance.formats import _tree
from compliance.model import prose

SUFFIX = ".docx"
MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

_MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

# Lengths are in twentieths of a point, 1440 to the inch. The page is US Letter with margins of an inch.
_TEXT_WIDTH = 9360
_STEP = 360
_NAMES_WIDTH = 2160
_CALLOUT = 220

_LONG_ROW = 1500
"""Rows with more characters may be split between pages; shorter ones are kept whole."""

_LONGEST_PROPERTY = 255
"""How many characters a property of a Word file may have."""

_EARLIEST = (1980, 1, 1, 0, 0, 0)
"""The time of every file in the package: the first that a zip archive can hold."""


def write(document: prose.Document) -> bytes:
    """The document as a Word file."""
    document = _tree.tidy(document)
    package = docx.Document()
    _drop_unused_parts(package)
    page = package.sections[0]
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = Inches(1)
    page.different_first_page_header_footer = True

    body = _Body(package, document)
    _fill(package.element.body, "".join(body.write()), keep_last=True)
    _fill(package.styles.element, _inside(_tree.template("styles.xml"), "w:styles"))
    _fill(package.part.numbering_part.element, "".join(_numbering(body.numbered)))
    _fill(package.settings.element, _SETTINGS)
    _fill(page.header._element, _paragraph(_run(document.title), "Header"))
    feet = f"{_run(document.date)}<w:r><w:tab/></w:r>{_field('PAGE')}{_run(' / ')}{_field('NUMPAGES')}"
    for footer in (page.footer, page.first_page_footer):
        _fill(footer._element, _paragraph(feet, "Footer"))
    for language in package.styles.element.xpath("w:docDefaults//w:lang"):
        language.set(f"{{{_MAIN}}}val", document.language)
    _describe(package, document)
    return _repacked(package)


# -- the package --------------------------------------------------------------------------------------------


def _drop_unused_parts(package: Package) -> None:
    """Leave out what the template of python-docx brings along, such as a picture of an empty page."""
    for relations in (package.part.package.rels, package.part.rels):
        for key, relation in list(relations.items()):
            if relation.reltype.endswith(_UNUSED):
                del relations[key]


_UNUSED = (
    "/thumbnail",
    "/extended-properties",
    "/stylesWithEffects",
    "/customXml",
    "/webSettings",
    "/fontTable",
)


def _fill(element: Any, xml: str, *, keep_last: bool = False) -> None:
    """Replace what is in the element, except its last child if that is to be kept."""
    for child in list(element)[: -1 if keep_last else None]:
        element.remove(child)
    for number, child in enumerate(list(parse_xml(f'<w:x xmlns:w="{_MAIN}" xmlns:r="{_RELATIONSHIPS}">{xml}</w:x>'))):
        element.insert(number, child)


def _inside(xml: str, name: str) -> str:
    return xml[xml.index(">", xml.index(f"<{name} ")) + 1 : xml.rindex(f"</{name}>")]


_SETTINGS = """
<w:zoom w:percent="100"/>
<w:defaultTabStop w:val="720"/>
<w:characterSpacingControl w:val="doNotCompress"/>
<w:compat>
  <w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>
</w:compat>
<w:decimalSymbol w:val="."/>
<w:listSeparator w:val=","/>
"""


def _describe(package: Package, document: prose.Document) -> None:
    properties = package.core_properties
    moment = datetime.fromisoformat(document.date)
    properties.title = _cut(document.title)
    properties.subject = _cut(document.subtitle)
    properties.author = properties.last_modified_by = _cut(document.author)
    properties.comments = _cut(document.description)
    properties.language = document.language
    properties.created = properties.modified = moment
    properties.revision = 1


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST_PROPERTY else text[: _LONGEST_PROPERTY - 1] + "…"


def _repacked(package: Package) -> bytes:
    """The package as a zip archive that depends on nothing but what is in it."""
    saved, out = BytesIO(), BytesIO()
    package.save(saved)
    with zipfile.ZipFile(saved) as old, zipfile.ZipFile(out, "w") as new:
        # The list of types comes first in the file, as readers that do not seek expect.
        for name in sorted(old.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            entry = zipfile.ZipInfo(name, _EARLIEST)
            entry.create_system = 0
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, old.read(name))
    return out.getvalue()


# -- lists --------------------------------------------------------------------------------------------------

_BULLETS = "•–◦"
_NUMBERS = ("decimal", "lowerLetter", "lowerRoman")


def _numbering(numbered: list[int]) -> Iterator[str]:
    """One definition for bullets, one for numbers, and a start at one for each numbered list."""
    for kind, (form, text) in enumerate((("bullet", ""), ("", "%{}."))):
        yield f'<w:abstractNum w:abstractNumId="{kind}"><w:multiLevelType w:val="multilevel"/>'
        for level in range(9):
            yield (
                f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/>'
                f'<w:numFmt w:val="{form or _NUMBERS[level % 3]}"/>'
                f'<w:lvlText w:val="{text.format(level + 1) or _BULLETS[level % 3]}"/><w:lvlJc w:val="left"/>'
                f'<w:pPr><w:ind w:left="{_STEP * (level + 1)}" w:hanging="{_STEP}"/></w:pPr></w:lvl>'
            )
        yield "</w:abstractNum>"
    yield '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    yield '<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>'
    for number, level in enumerate(numbered, _FIRST_NUMBERED):
        yield (
            f'<w:num w:numId="{number}"><w:abstractNumId w:val="1"/>'
            f'<w:lvlOverride w:ilvl="{level}"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
        )


_FIRST_NUMBERED = 3


# -- paragraphs and runs ------------------------------------------------------------------------------------


def _paragraph(content: str, style: str, properties: str = "") -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{properties}</w:pPr>{content}</w:p>'


def _run(text: str, properties: str = "") -> str:
    about = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{about}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def _field(code: str) -> str:
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {code} </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


_CODE_FONT = '<w:rFonts w:ascii="Consolas" w:hAnsi="Consolas" w:cs="Consolas"/>'
_LINK_COLOUR = '<w:color w:val="17457C"/>'


@dataclass(frozen=True, slots=True)
class _Look:
    """How a run looks, from the inlines around it."""

    strong: bool = False
    emphasis: bool = False
    link: bool = False
    code: bool = False

    def properties(self) -> str:
        """The run's properties, in the order that the standard asks for.

        Bold and italics are set on the run and not by a style: Word takes a bold style inside a bold style,
        such as a table's header, for not bold.
        """
        return "".join(
            (
                '<w:rStyle w:val="Hyperlink"/>' if self.link else "",
                '<w:rStyle w:val="HTMLCode"/>' if self.code and not self.link else "",
                # LibreOffice forgets in tables what the style says, so it is said again.
                _CODE_FONT if self.code else "",
                "<w:b/><w:bCs/>" if self.strong else "",
                "<w:i/><w:iCs/>" if self.emphasis else "",
                _LINK_COLOUR if self.link else "",
            )
        )


@dataclass(frozen=True, slots=True)
class _Where:
    """What stands around a block: how far in it is, how deep in lists, whether in a quote or a callout."""

    level: int = 1
    indent: int = 0
    bullets: int = 0
    numbers: int = 0
    style: str = "Normal"
    callout: bool = False

    def properties(self, *, numbering: str = "", hanging: int = 0, after: int | None = None) -> str:
        """A paragraph's properties here, in the order that the standard asks for."""
        out = [numbering]
        if self.callout and self.style != "IntenseQuote":
            # Borders stand off from the text, so that those of a list and of the words around it line up.
            off = min(31, 9 + max(0, self.indent - hanging - _CALLOUT) // 20)
            out.append(
                '<w:pBdr><w:top w:val="single" w:sz="4" w:space="5" w:color="FBF6E9"/>'
                f'<w:left w:val="single" w:sz="24" w:space="{off}" w:color="8A5F00"/>'
                '<w:bottom w:val="single" w:sz="4" w:space="5" w:color="FBF6E9"/></w:pBdr>'
                '<w:shd w:val="clear" w:color="auto" w:fill="FBF6E9"/>'
            )
        if self.callout and after is None:
            # The space between two paragraphs is only tinted where their borders are the same.
            after = 80 if self.style == "IntenseQuote" else 0
        if after is not None:
            out.append(f'<w:spacing w:after="{after}"/>')
        if self.indent:
            right = ' w:right="0"' if self.callout else ""
            first = f' w:hanging="{hanging}"' if hanging else ""
            out.append(f'<w:ind w:left="{self.indent}"{right}{first}/>')
        return "".join(out)


class _Body:
    """The body of one document; counts its bookmarks and numbered lists as it goes."""

    def __init__(self, package: Package, document: prose.Document) -> None:
        self.numbered: list[int] = []
        """The level of each numbered list, in order."""
        self._package = package
        self._document = document
        self._bookmarks = {each.anchor: n for n, each in enumerate(_tree.targets(document.blocks), 1)}
        self._new_page = False

    def write(self) -> Iterator[str]:
        """The XML of title, version block, contents and body."""
        document = self._document
        yield _paragraph(_run(document.title), "Title")
        if document.subtitle:
            yield _paragraph(_run(document.subtitle), "Subtitle")
        yield from self._properties(document.version_block, _Where())
        if entries := _tree.contents(document):
            yield from self._contents(entries)
            self._new_page = True
        yield from self._blocks(document.blocks, _Where())

    def _contents(self, entries: tuple[tuple[int, prose.Section], ...]) -> Iterator[str]:
        begin = (
            '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
            f'<w:r><w:instrText xml:space="preserve"> TOC \\o "1-{_tree.CONTENTS_DEPTH}" \\n \\h \\z \\u '
            '</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        )
        end = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
        yield (
            '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/><w:docPartUnique/>'
            "</w:docPartObj></w:sdtPr><w:sdtContent>"
        )
        yield _paragraph(_run("Contents"), "TOCHeading")
        for number, (depth, section) in enumerate(entries, 1):
            words, name = self._inlines(_tree.without_links(section.title)), self._name(section.anchor)
            line = f'<w:hyperlink w:anchor="{name}" w:history="1">{words}</w:hyperlink>'
            yield _paragraph(
                (begin if number == 1 else "") + line + (end if number == len(entries) else ""), f"TOC{depth}"
            )
        yield "</w:sdtContent></w:sdt>"

    # -- blocks

    def _blocks(self, blocks: Iterable[prose.Block], where: _Where) -> Iterator[str]:
        for block in blocks:
            match block:
                case prose.Paragraph(children):
                    yield self._words(children, where)
                case prose.ItemList():
                    yield from self._list(block, where)
                case prose.Table():
                    yield from self._table(block, where)
                case prose.Properties():
                    yield from self._properties(block, where)
                case prose.Quote(inner):
                    yield from self._blocks(inner, replace(where, style="Quote", indent=where.indent + _STEP))
                case prose.Callout():
                    yield from self._callout(block, where)
                case prose.Section(title, inner, anchor):
                    yield self._heading(title, anchor, where.level)
                    yield from self._blocks(inner, replace(where, level=where.level + 1))

    def _start(self) -> str:
        """The property that begins a new page, for the first paragraph after the contents."""
        wanted, self._new_page = self._new_page, False
        return "<w:pageBreakBefore/>" if wanted else ""

    def _words(self, inlines: prose.Inlines, where: _Where, **properties: Any) -> str:
        about = self._start() + where.properties(**properties)
        return _paragraph(self._inlines(inlines), where.style, about)

    def _heading(self, title: prose.Inlines, anchor: str, level: int) -> str:
        # Word has nine levels of outline and six that we style.
        deeper = f'<w:outlineLvl w:val="{min(level, 9) - 1}"/>' if level > 6 else ""
        content = self._bookmarked(anchor, self._inlines(title))
        return _paragraph(content, f"Heading{min(level, 6)}", self._start() + deeper)

    def _list(self, block: prose.ItemList, where: _Where) -> Iterator[str]:
        level = min(where.numbers if block.ordered else where.bullets, 8)
        if block.ordered:
            self.numbered.append(level)
        number = _FIRST_NUMBERED + len(self.numbered) - 1 if block.ordered else 1
        inside = replace(
            where,
            indent=where.indent + _STEP,
            bullets=where.bullets + (not block.ordered),
            numbers=where.numbers + block.ordered,
            style="ListContinue",
        )
        first = replace(inside, style="ListNumber" if block.ordered else "ListBullet")
        mark = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
        for item in block.items:
            opening = item[0]
            led = isinstance(opening, prose.Paragraph)
            words = opening.children if isinstance(opening, prose.Paragraph) else ()
            yield self._words(words, first, numbering=mark, hanging=_STEP)
            yield from self._blocks(item[1:] if led else item, inside)

    def _properties(self, block: prose.Properties, where: _Where) -> Iterator[str]:
        place = replace(where, style="Property", indent=where.indent + _NAMES_WIDTH)
        for number, (name, value) in enumerate(block.rows, 1):
            last = number == len(block.rows)
            content = _run(name, '<w:rStyle w:val="PropertyName"/>') + "<w:r><w:tab/></w:r>" + self._inlines(value)
            tab = f'<w:tabs><w:tab w:val="left" w:pos="{place.indent}"/></w:tabs>'
            about = self._start() + place.properties(hanging=_NAMES_WIDTH, after=200 if last else 40)
            # Tabs come before spacing, after borders and shading.
            yield _paragraph(content, place.style, about.replace("<w:spacing", f"{tab}<w:spacing"))

    def _callout(self, block: prose.Callout, where: _Where) -> Iterator[str]:
        indent = where.indent + _CALLOUT
        around = f'<w:spacing w:before="200" w:after="{0 if block.blocks else 240}"/><w:ind w:left="{indent}"/>'
        yield _paragraph(_run(block.label), "CalloutLabel", self._start() + around)
        inside = replace(where, style="IntenseQuote", callout=True, indent=indent)
        yield from self._blocks(block.blocks, inside)
        if block.blocks:
            yield _paragraph("", "AfterTable")

    def _table(self, table: prose.Table, where: _Where) -> Iterator[str]:
        if table.caption:
            place = replace(where, style="Caption", callout=False)
            words = self._bookmarked(table.anchor, self._inlines(table.caption))
            yield _paragraph(words, "Caption", self._start() + place.properties())
        elif self._new_page:
            yield _paragraph("", "AfterTable", self._start())
        room = max(_TEXT_WIDTH - where.indent, _TEXT_WIDTH // 3)
        widths = [room * width // sum(table.widths) for width in table.widths]
        yield (
            '<w:tbl><w:tblPr><w:tblStyle w:val="ComplianceTable"/>'
            f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblInd w:w="{where.indent}" w:type="dxa"/>'
            '<w:tblLayout w:type="fixed"/>'
            f'<w:tblLook w:val="{"06A0" if table.row_headers else "0620"}" w:firstRow="1" w:lastRow="0" '
            f'w:firstColumn="{int(table.row_headers)}" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>'
        )
        if table.caption:
            yield f"<w:tblCaption w:val={quoteattr(prose.plain(table.caption))}/>"
        yield ("</w:tblPr><w:tblGrid>" + "".join(f'<w:gridCol w:w="{width}"/>' for width in widths) + "</w:tblGrid>")
        yield self._row(table.header, widths, header=True, anchor="" if table.caption else table.anchor)
        for row in table.rows:
            yield self._row(row, widths)
        yield "</w:tbl>" + _paragraph("", "AfterTable")

    def _row(
        self, cells: tuple[prose.Inlines, ...], widths: list[int], *, header: bool = False, anchor: str = ""
    ) -> str:
        whole = header or len("".join(map(prose.plain, cells))) < _LONG_ROW
        out = [
            "<w:tr><w:trPr>",
            "<w:cantSplit/>" if whole else "",
            "<w:tblHeader/>" if header else "",
            "</w:trPr>",
        ]
        for number, (cell, width) in enumerate(zip(cells, widths, strict=True)):
            words = self._inlines(cell)
            if anchor and number == 0:
                words = self._bookmarked(anchor, words)
            out.append(f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>')
            out.append(_paragraph(words, "TableText", "<w:keepNext/>" if header else ""))
            out.append("</w:tc>")
        return "".join((*out, "</w:tr>"))

    # -- inlines

    def _name(self, anchor: str) -> str:
        # Names that begin with an underscore are hidden from the reader, as Word's own are.
        return f"_Toc{self._bookmarks[anchor]:08d}"

    def _bookmarked(self, anchor: str, content: str) -> str:
        number = self._bookmarks[anchor]
        return (
            f'<w:bookmarkStart w:id="{number}" w:name="{self._name(anchor)}"/>{content}<w:bookmarkEnd w:id="{number}"/>'
        )

    def _inlines(self, inlines: prose.Inlines, look: _Look | None = None) -> str:
        look = look or _Look()
        return "".join(self._inline(inline, look) for inline in inlines)

    def _inline(self, inline: prose.Inline, look: _Look) -> str:
        match inline:
            case prose.Text(text):
                return _run(text, look.properties())
            case prose.Code(text):
                return _run(text, replace(look, code=True).properties())
            case prose.LineBreak():
                return "<w:r><w:br/></w:r>"
            case prose.Strong(children):
                return self._inlines(children, replace(look, strong=True))
            case prose.Emphasis(children):
                return self._inlines(children, replace(look, emphasis=True))
            case prose.Link(children, address):
                words = self._inlines(children, replace(look, link=True))
                if address.startswith("#"):
                    name = self._name(address[1:])
                    return f'<w:hyperlink w:anchor="{name}" w:history="1">{words}</w:hyperlink>'
                key = self._package.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
                return f'<w:hyperlink r:id="{key}" w:history="1">{words}</w:hyperlink>'
