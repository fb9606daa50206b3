"""HTML: the pages of legislatures and of EUR-Lex, without what surrounds the text. The only file that knows lxml."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml import etree

from compliance.diagnostics import ComplianceError
from compliance.sources import _plain
from compliance.sources.paragraphs import Paragraph, raised, tidy

MOST_TAGS = 1_000_000
"""The AI Act, laid out in tables, has twenty thousand."""

DEEPEST = 2_000
"""Tags in one another. Old pages that never close theirs come to some hundreds."""

FEWEST_WORDS = 20
FEW_WORDS = 200
"""A page with fewer that speaks of scripts or of being human is no law."""

LAST_COUNTED_LINE = 65535
"""The parser counts lines no further."""

_PICTURE = re.compile(r"data:[\w/+.;-]*base64,[A-Za-z0-9+/=]*")
_CROWDED = re.compile(r"<[A-Za-z](?:[^<>\s=]*+[\s=]++){2000}")
"""A tag with so many attributes that the parser, which compares each with all before it, would not come to an end."""

_INSTEAD = "open the page in a browser and save it once the text shows, or take the PDF"


def read(text: str, name: str) -> tuple[Paragraph, ...]:
    """The paragraphs of a page.

    Raises:
        ComplianceError: it is no HTML, defines entities, is too large or too deep, or has hardly any words.
    """
    if re.search(r"<!ENTITY", text, re.IGNORECASE):
        raise ComplianceError(f"the file '{name}' defines abbreviations of its own, which are not read", _INSTEAD)
    text = _PICTURE.sub("", text)
    if text.count("<") > MOST_TAGS or _CROWDED.search(text):
        raise ComplianceError(f"the page '{name}' has more tags than any law", "attach the text of one law")
    found = _paragraphs(_parsed(text, name), name)
    words = sum(len(each.text.split()) for each in found)
    if words < FEWEST_WORDS or (words < FEW_WORDS and any(_NO_LAW.search(each.text) for each in found)):
        raise ComplianceError(
            f"the page '{name}' has hardly any words: it is drawn by a script, or reports an error", _INSTEAD
        )
    return found


_NO_LAW = re.compile(
    r"captcha|enable (?:javascript|cookies)|javascript (?:is|must be)|not a robot|you are human|access (?:is )?denied"
    r"|page (?:was |could )?not (?:be )?found|session (?:has )?expired"
    r"|request (?:was )?blocked|\b(?:403|404|50[0-4])\b",
    re.IGNORECASE,
)


def _parsed(text: str, name: str) -> etree._Element:
    """The page as a tree: strictly where it says that it is XML and is, else as browsers read it."""
    # The characters are known by now, so what the file says of them would only mislead.
    data = re.sub(r"\A\s*<\?xml[^>]*\?>", lambda found: "\n" * found[0].count("\n"), text).encode("utf-8", "replace")
    root = _strictly(data) if text.lstrip().startswith("<?xml") else None
    root = root if root is not None else _leniently(data)
    if root is None:
        raise ComplianceError(f"the page '{name}' has no text in it", _INSTEAD)
    if _name(root) != "html":
        raise ComplianceError(f"the file '{name}' is XML of the kind '{_name(root)}', which is not read", _INSTEAD)
    return root


def _strictly(data: bytes) -> etree._Element | None:
    parser = etree.XMLParser(encoding="utf-8", resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True)
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError:
        return None


def _leniently(data: bytes) -> etree._Element | None:
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=True)
    try:
        return etree.fromstring(data, parser)
    except etree.LxmlError:
        return None


def _name(element: etree._Element) -> str:
    """The tag without its namespace; empty for comments and the like."""
    tag: object = element.tag  # a function, for comments
    return tag.rpartition("}")[2].casefold() if isinstance(tag, str) else ""


# -- what a tag means ----------------------------------------------------------------------------------------------

_LEFT_OUT = frozenset(
    re.findall(
        r"\w+",
        "script style head title template noscript nav aside iframe object embed svg canvas audio video map "
        "select option button textarea input datalist dialog s strike del",
    )
)
_AROUND = frozenset({"header", "footer"})
_WITHIN_TEXT = frozenset({"article", "section", "main"})
_AROUND_BY_ROLE = frozenset({"navigation", "banner", "contentinfo", "search", "complementary"})
_INLINE = frozenset(
    re.findall(
        r"\w+",
        "a abbr acronym b bdi bdo big cite code data dfn em font i ins kbd label mark nobr q ruby rb rt rp samp small "
        "span strong sub sup time tt u var wbr img",
    )
)
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_HEADING_CLASS = re.compile(
    r"(?:oj-)?(?:s?ti-(?:art|section|grseq)(?:-\d+)?|doc-ti|s?title-(?:article|division|doc|annex|gr-seq)[\w-]*)"
)
_STRUCK_CLASS = frozenset({"strike", "strikethrough", "struck", "line-through", "linethrough", "deleted"})
_RAISED_CLASS = frozenset({"oj-super", "super", "superscript", "sup"})
_HIDDEN_STYLE = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|text-decoration[^;]*line-through", re.IGNORECASE
)
_INLINE_STYLE = re.compile(r"display\s*:\s*inline(?:\s*;|\s*$)", re.IGNORECASE)
_RAISED_STYLE = re.compile(r"vertical-align\s*:\s*super", re.IGNORECASE)
_NOTE = re.compile(r"[(\[]?\s*(?:[0-9]{1,3}|[*†‡]{1,3})\s*[)\]]?")


def _left_out(element: etree._Element, name: str) -> bool:
    """Whether an element is no part of the text that holds: around it, hidden, or struck out."""
    if name in _LEFT_OUT or element.get("hidden") is not None:
        return True
    if name in _AROUND and not any(_name(above) in _WITHIN_TEXT for above in element.iterancestors()):
        return True
    if (element.get("role") or "").casefold() in _AROUND_BY_ROLE:
        return True
    if _HIDDEN_STYLE.search(element.get("style") or ""):
        return True
    return not _STRUCK_CLASS.isdisjoint((element.get("class") or "").casefold().split())


def _is_heading(element: etree._Element, name: str) -> bool:
    return name in _HEADINGS or any(map(_HEADING_CLASS.fullmatch, (element.get("class") or "").split()))


def _is_inline(element: etree._Element, name: str) -> bool:
    return name in _INLINE or _INLINE_STYLE.search(element.get("style") or "") is not None


def _is_raised(element: etree._Element, name: str) -> bool:
    classes = (element.get("class") or "").split()
    return (
        name == "sup"
        or not _RAISED_CLASS.isdisjoint(classes)
        or _RAISED_STYLE.search(element.get("style") or "") is not None
    )


def _line(element: etree._Element) -> int:
    line: object = element.sourceline
    return line if isinstance(line, int) else 0


def _words(element: etree._Element) -> str:
    return "".join(str(part) for part in element.itertext())


# -- the walk ------------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Open:
    """An element that is being read.

    Attributes:
        name: its tag.
        block: whether it stands apart from the words around it.
        heading: whether it marks a heading.
        start: how many paragraphs there were when it began.
        cells: where each of its cells begins and ends among the paragraphs, for a row of a table.
        item: the number of the next item, for a list.
    """

    name: str
    block: bool
    heading: bool
    start: int
    cells: list[tuple[int, int]] = field(default_factory=list)
    item: int = 1


@dataclass(slots=True)
class _Reader:
    """The paragraphs so far, and the words of the one that is being read."""

    found: list[Paragraph] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    line: int = 0
    label: str = ""

    def add(self, text: str | None, line: int) -> None:
        """Words of the open paragraph."""
        if text:
            if not self.line and text.strip():
                self.line = line
            self.words.append(text)

    def close(self, *, heading: bool, as_printed: bool = False) -> None:
        """End the open paragraph."""
        text = "".join(self.words)
        self.words.clear()
        line, self.line = self.line, 0
        if as_printed:
            for each in _plain.read_text(text.replace(_GONE, "")):
                self.found.append(Paragraph(each.text, _at(line + int(each.at.rpartition(" ")[2]) - 1)))
            return
        if words := tidy(_NOTE_GONE.sub("", " ".join(text.split()))):
            label, self.label = self.label, ""
            if label and not _LABELLED.match(words):
                words = f"{label} {words}"
            self.found.append(Paragraph(words, _at(line), heading))


_GONE = "\x00"
"""Stands where a reference to a footnote stood: the blank before it goes as well where a comma or a stop follows."""

_NOTE_GONE = re.compile(r"\s*\x00(?=\s*[,.;:)])|\x00")


def _at(line: int) -> str:
    if line >= LAST_COUNTED_LINE:
        return f"after line {LAST_COUNTED_LINE - 1}"
    return f"line {line}" if line > 0 else ""


def _paragraphs(root: etree._Element, name: str) -> tuple[Paragraph, ...]:
    """The paragraphs of a page in order. A loop and not a recursion: pages may nest deeper than Python does."""
    reader = _Reader()
    above: list[_Open] = []
    printed = 0  # how many <pre> are open
    walk = etree.iterwalk(root, events=("start", "end", "comment", "pi"))
    for event, element in walk:
        tag = _name(element)
        heading = any(each.heading for each in above[-8:])
        if event in ("comment", "pi") or not tag:
            reader.add(element.tail, _line(element))
            continue
        if event == "start":
            if len(above) >= DEEPEST:
                raise ComplianceError(f"the page '{name}' has more than {DEEPEST:,} tags in one another", _INSTEAD)
            skipped = _left_out(element, tag)
            reference = not skipped and tag == "a" and "#" in (element.get("href") or "") and _is_reference(element)
            high = not skipped and not reference and _is_raised(element, tag)
            if skipped or reference or high:
                if reference:
                    _take_reference(reader, element)
                elif high:
                    _take_raised(reader, element)
                walk.skip_subtree()
                above.append(_Open("", block=False, heading=False, start=0))
                continue
            block = not _is_inline(element, tag)
            if tag == "br":
                if printed:
                    reader.add("\n", _line(element))
                else:
                    reader.close(heading=heading)
                block = False
            elif block and not printed:
                reader.close(heading=heading)
            opened = _Open(tag, block=block, heading=_is_heading(element, tag), start=len(reader.found))
            if tag == "ol":
                opened.item = int(start) if re.fullmatch(r"[0-9]{1,4}", start := element.get("start") or "") else 1
            if tag == "li":
                reader.label = _item_label(element, above)
            above.append(opened)
            printed += tag == "pre"
            reader.add(element.text, _line(element))
            continue
        opened = above.pop()
        if opened.name == "pre":
            printed -= 1
            if not printed:
                reader.close(heading=False, as_printed=True)
        elif opened.block and not printed:
            reader.close(heading=heading or opened.heading)
        if opened.name in ("td", "th"):
            row = next((each for each in reversed(above) if each.name in ("tr", "table")), None)
            if row is not None:
                row.cells.append((opened.start, len(reader.found)))
        elif opened.name == "tr":
            _lay(reader.found, [cell for cell in opened.cells if cell[0] < cell[1]])
        elif opened.name == "li":
            reader.label = ""
        if element is not root:
            reader.add(element.tail, _line(element))
    reader.close(heading=False)
    return tuple(reader.found)


def _is_reference(element: etree._Element) -> bool:
    """Whether a link is the raised number of a footnote."""
    words = _words(element)
    if len(words) > 12 or not _NOTE.fullmatch(words.strip()):
        return False
    inside = any(_is_raised(each, _name(each)) for each in element.iter() if _name(each))
    above = element.getparent()
    return inside or (above is not None and _is_raised(above, _name(above)))


def _take_reference(reader: _Reader, element: etree._Element) -> None:
    """A footnote's number: left out of the text, kept raised before the footnote itself."""
    if any(each.strip() for each in reader.words):
        reader.add(_GONE, _line(element))
    else:
        reader.add(raised(re.sub(r"[^0-9*†‡]", "", _words(element))) + " ", _line(element))


def _take_raised(reader: _Reader, element: etree._Element) -> None:
    """A raised number: an exponent after a number, else a footnote's."""
    words = _words(element).strip()
    before = "".join(reader.words[-3:])
    links = [each for each in element.iter() if _name(each) == "a" and "#" in (each.get("href") or "")]
    if links and _NOTE.fullmatch(words):
        _take_reference(reader, element)
    elif re.fullmatch(r"[-−–]?[0-9]+", words) and re.search(r"[0-9]\s?$", before):
        while reader.words and not reader.words[-1].strip():
            reader.words.pop()
        reader.words[-1] = reader.words[-1].rstrip()
        reader.add("^" + re.sub("[−–]", "-", words), _line(element))
    else:
        reader.add(raised(words), _line(element))


# -- tables and lists ----------------------------------------------------------------------------------------------

_LABEL_CELL = re.compile(
    r"[(\[‘“'\"]?(?:[0-9]{1,4}[a-z]{0,2}|[A-Za-z]{1,3}|[ivxlcIVXLC]{1,8})(?:\.[0-9]{1,3})*[)\].]{1,2}"
    r"|[0-9]{1,3}(?:\.[0-9]{1,3})+|[—–•▪◦·-]"
)
_LABELLED = re.compile(r"[(\[]?(?:[0-9]{1,4}|[A-Za-z]{1,3}|[ivxlcIVXLC]{1,8})[)\].]{1,2}(?:\s|$)")


def _lay(found: list[Paragraph], cells: list[tuple[int, int]]) -> None:
    """Put together what a table's row holds: a label and its text, or the cells of a form."""
    if len(cells) < 2:
        return
    (start, end), (following, _) = cells[0], cells[1]
    if end - start == 1 and following == end and _LABEL_CELL.fullmatch(found[start].text):
        label, body = found[start], found[following]
        found[start : following + 1] = [Paragraph(f"{label.text} {body.text}", label.at or body.at)]
        return
    single = all(last - first == 1 for first, last in cells)
    if single and not any(_LABELLED.match(found[first].text) for first, _ in cells[1:]):
        whole = found[start : cells[-1][1]]
        text = " | ".join(each.text for each in whole)
        found[start:] = [Paragraph(text, whole[0].at, all(each.heading for each in whole))]


def _item_label(element: etree._Element, above: list[_Open]) -> str:
    """The number that a browser would print before an item of a numbered list."""
    parent = element.getparent()
    opened = next((each for each in reversed(above) if each.name in ("ol", "ul", "menu")), None)
    if parent is None or opened is None or opened.name != "ol" or _name(parent) != "ol":
        return ""
    if "none" in (parent.get("style") or "") or "none" in (element.get("style") or ""):
        return ""
    if re.fullmatch(r"[0-9]{1,4}", value := element.get("value") or ""):
        opened.item = int(value)
    number = opened.item
    opened.item += 1
    kind = element.get("type") or parent.get("type") or "1"
    letter = _letters(number)
    roman = _roman(number)
    return {"a": letter, "A": letter.upper(), "i": roman, "I": roman.upper()}.get(kind, str(number)) + "."


def _letters(number: int) -> str:
    word = ""
    while number > 0:
        number, rest = divmod(number - 1, 26)
        word = chr(ord("a") + rest) + word
    return word


def _roman(number: int) -> str:
    word = ""
    for value, sign in _ROMAN:
        word += sign * (number // value)
        number %= value
    return word


_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
