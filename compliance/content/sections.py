"""Markdown to sections: headings, the fields directly under them, and notes; the one reader of Markdown.

Tokens are classified; no regular expression runs over lines to find structure. Every heading and every field keeps
its place. markdown-it is asked for blocks only; the words inside a block are parsed where a note needs them, or
where a sign in them could mean more than itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal

from markdown_it import MarkdownIt
from markdown_it.common.utils import mdTrim
from markdown_it.rules_block import StateBlock
from markdown_it.token import Token

from compliance.diagnostics import Diagnostic, Place, Rule, Severity
from compliance.model import prose

RAW_HTML = Rule(
    "F101",
    "raw-html",
    Severity.ERROR,
    "Raw HTML stands in the text.",
    "It would not survive in every output format, and could run as code in one of them.",
    "Training uses a<b and c>d operations.",
    "Training uses a < b and c > d operations.",
)
NOT_A_FIELD = Rule(
    "F102",
    "not-a-field",
    Severity.ERROR,
    "An item of the list directly under a heading is not a field.",
    "That list holds the fields; an item that is none would be lost.",
    "- publish the framework",
    "- duty: publish the framework",
)
EMPTY_FIELD = Rule(
    "F103",
    "empty-field",
    Severity.ERROR,
    "A field has no value.",
    "An empty value says nothing, and may have been lost by accident.",
    "- bearer:",
    "- bearer: frontier developer",
)
MARKUP_IN_VALUE = Rule(
    "F104",
    "markup-in-value",
    Severity.ERROR,
    "A value holds emphasis marks.",
    "The marks would vanish when the text is shown, and with them what they stood for, such as a multiplication.",
    "- means: trained with 5*10^24 and 6*10^24 operations",
    "- means: trained with 5e24 and 6e24 operations",
)
BEFORE_FIRST_HEADING = Rule(
    "F105",
    "before-first-heading",
    Severity.ERROR,
    "Text stands before the first heading.",
    "The first heading is the document; what stands before it belongs to nothing.",
    "---\nkind: statute\n---\n\n# An act",
    "# An act\n\n- kind: statute",
)
FIELD_LIST_SPLIT = Rule(
    "F106",
    "field-after-blank-line",
    Severity.WARNING,
    "What looks like a field stands after a blank line in the list.",
    "The field list ends at the first blank line; the rest is prose and is not interpreted.",
    "- kind: statute\n\n- jurisdiction: us-ca",
    "- kind: statute\n- jurisdiction: us-ca",
)
LOOKS_LIKE_MORE = Rule(
    "F110",
    "looks-like-more",
    Severity.WARNING,
    "Prose looks like a heading or like fields.",
    "It is read as prose, so what it was meant to say has no effect.",
    "##1 Publication\n\n1. commitment: publish it",
    "## 1 Publication\n\n- commitment: publish it",
)
NESTED_FIELD = Rule(
    "F107",
    "nested-field",
    Severity.ERROR,
    "A field's value holds a list or another block.",
    "A value is one line of words, which may wrap.",
    "- topic:\n  - governance\n  - framework",
    "- topic: governance, framework",
)
NESTED_TOO_DEEP = Rule(
    "F108",
    "nested-too-deep",
    Severity.ERROR,
    "Lists or quotes nest more than eight deep.",
    "What stands deeper cannot be printed in every output format, and would be lost.",
    "> > > > > > > > > who said this?",
    "> who said this?",
)
UNCLOSED_CODE = Rule(
    "F109",
    "unclosed-code",
    Severity.ERROR,
    "A block of code is opened and not closed.",
    "Everything down to the end of the file would be read as code, headings and fields included.",
    "```\n- duty: publish the framework",
    "```\n- duty: publish the framework\n```",
)


@dataclass(frozen=True, slots=True)
class Field:
    """One item of the list under a heading.

    Attributes:
        name: what stands before the colon.
        value: what stands after it; wrapped lines are joined by a space.
        place: of the name.
        lines: for each line of the value, its offset in ``value`` and its place.
    """

    name: str
    value: str
    place: Place
    lines: tuple[tuple[int, Place], ...]

    @property
    def value_place(self) -> Place:
        """Where the value begins."""
        return self.lines[0][1]

    def place_at(self, offset: int) -> Place:
        """Where the character at ``offset`` of the value stands."""
        start, place = max((line for line in self.lines if line[0] <= max(0, offset)), key=lambda line: line[0])
        return Place(place.file, place.line, place.column + max(0, offset) - start)


@dataclass(slots=True)
class Section:
    """A heading with what stands under it.

    Attributes:
        level: 1 for the document.
        text: the heading's words.
        place: of the heading's words.
        fields: the list directly under it.
        notes: the prose after that.
        children: the headings below.
    """

    level: int
    text: str
    place: Place
    fields: tuple[Field, ...] = ()
    notes: tuple[prose.Block, ...] = ()
    children: list[Section] = field(default_factory=list)

    def all(self) -> Iterator[Section]:
        """This section and every one below, in the order of the file."""
        yield self
        for child in self.children:
            yield from child.all()

    def first(self, name: str) -> Field | None:
        """The first field of that name."""
        return next((each for each in self.fields if each.name == name), None)


def _plain_line(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """A paragraph of one line that begins with a letter: most of what content files hold, taken ahead of other rules.

    No other block can begin so, if the paragraph ends there: at a blank line, the end, or the next item of its list.
    """
    at = state.bMarks[start_line] + state.tShift[start_line]
    if silent or not state.src[at].isalpha() or state.is_code_block(start_line):
        return False
    following = start_line + 1
    if following < end_line and not state.isEmpty(following):
        first = state.bMarks[following] + state.tShift[following]
        if state.sCount[following] >= state.blkIndent or state.src[first : first + 2] != "- ":
            return False
        if state.skipSpaces(first + 1) >= state.eMarks[following] or state.is_code_block(following):
            return False
    state.line = following
    state.push("paragraph_open", "p", 1).map = [start_line, following]
    inline = state.push("inline", "", 0)
    inline.content = mdTrim(state.src[at : state.eMarks[start_line]])
    inline.map = [start_line, following]
    inline.children = []
    state.push("paragraph_close", "p", -1)
    return True


_PLAIN_LIST = re.compile(r"(?:- [^\W\d_].*\n(?:  [^\W\d_].*\n)*+)++(?=\n(?:#|[^\W\d_])|\n?\Z)")


def _plain_list(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """A list at the margin of which every item is words, wrapped by two blanks or not: what fields are written as.

    It ends at a blank line, after which no item follows; whatever else holds a list is left to the general rule. Its
    tokens are those that the general rule would make; only the way there is shorter.
    """
    at = state.bMarks[start_line]
    if silent or state.level or state.tShift[start_line] or state.src[at : at + 2] != "- ":
        return False
    found = _PLAIN_LIST.match(state.src, at)
    if found is None:
        return False
    items: list[tuple[int, list[str]]] = []
    line = start_line
    for text in found[0].split("\n")[:-1]:
        if text.startswith("-"):
            items.append((line, []))
        items[-1][1].append(text[2:])
        line += 1
    after = line + 1 if line < end_line else line  # The blank line counts as the list's, as everywhere in markdown-it.
    ends = [first for first, _ in items[1:]]
    _list_token(state, "bullet_list_open", "ul", 1).map = [start_line, after]
    for (first, words), end, item_end in zip(items, [*ends, line], [*ends, after], strict=True):
        _list_token(state, "list_item_open", "li", 1).map = [first, item_end]
        opening = state.push("paragraph_open", "p", 1)
        opening.map, opening.hidden = [first, end], True
        inline = state.push("inline", "", 0)
        inline.content, inline.map, inline.children = "\n".join(words).strip(), [first, end], []
        state.push("paragraph_close", "p", -1).hidden = True
        _list_token(state, "list_item_close", "li", -1)
    _list_token(state, "bullet_list_close", "ul", -1)
    state.line = after
    return True


def _list_token(state: StateBlock, kind: str, tag: str, nesting: Literal[-1, 0, 1]) -> Token:
    token = state.push(kind, tag, nesting)
    token.markup = "-"
    return token


@lru_cache(maxsize=1)
def _blocks() -> MarkdownIt:
    parser = MarkdownIt("commonmark").enable("table")
    # The words of a block are left as they are; they are parsed only where something asks for it.
    parser.core.ruler.enableOnly(["normalize", "block"])
    parser.block.ruler.before("table", "plain_line", _plain_line)
    parser.block.ruler.before("plain_line", "plain_list", _plain_list)
    return parser


def parse_blocks(text: str, environment: dict[str, object] | None = None) -> list[Token]:
    """The blocks of a text as markdown-it's tokens; the words of each are left as they are.

    Args:
        text: Markdown.
        environment: takes the addresses of link definitions, under ``references``.
    """
    return _blocks().parse(text, environment)


@lru_cache(maxsize=1)
def _words() -> MarkdownIt:
    return MarkdownIt("commonmark")


_DEEPEST = 8
_NESTING = frozenset(
    f"{each}_{end}" for each in ("bullet_list", "ordered_list", "blockquote") for end in ("open", "close")
)

_SIGNS = frozenset("<*_`[]&\\!")


def read_sections(text: str, file: str) -> tuple[Section | None, tuple[Diagnostic, ...]]:
    """Reads one file.

    Args:
        text: its words, with LF line ends.
        file: its path, as diagnostics show it.

    Returns:
        The section of its first heading, with the others below it, or ``None`` if it has no heading; and what is
        wrong with its form. Later headings of level one count as children of the first.
    """
    return _Reader(text, file).read()


class _Reader:
    """Walks the tokens of one file once, from the first to the last."""

    def __init__(self, text: str, file: str) -> None:
        self.file = file
        self.lines = text.split("\n")
        self.found: list[Diagnostic] = []
        self.tokens = parse_blocks(self._without_front_matter(text))
        self._refuse_depth()
        self._refuse_unclosed_code()

    def read(self) -> tuple[Section | None, tuple[Diagnostic, ...]]:
        tokens = self.tokens
        stack: list[Section] = []
        position = 0
        while position < len(tokens):
            token = tokens[position]
            if token.type == "heading_open":
                section, position = self._heading(position)
                if stack:
                    while len(stack) > 1 and stack[-1].level >= section.level:
                        stack.pop()
                    stack[-1].children.append(section)
                stack.append(section)
                position = self._under(section, position)
            else:
                self._outside(token)
                position = self._end_of(position)
        if not stack:
            return None, tuple(each for each in self.found if each.rule is not BEFORE_FIRST_HEADING)
        return stack[0], tuple(self.found)

    def _without_front_matter(self, text: str) -> str:
        """The text with front matter reported and blanked, so that it is not read as a heading over everything else."""
        if self.lines[0].rstrip() != "---":
            return text
        end = next((number for number, line in enumerate(self.lines[1:], 1) if line.rstrip() in ("---", "...")), None)
        if end is None or not any(":" in line for line in self.lines[1:end]):
            return text
        self.found.append(
            BEFORE_FIRST_HEADING.at(
                Place(self.file),
                "front matter stands before the first heading, and is not read",
                "write the fields as a list under the first heading, one '- name: value' a line",
                length=3,
            )
        )
        return "\n".join([""] * (end + 1) + self.lines[end + 1 :])

    def _refuse_depth(self) -> None:
        """Reports the first block that lies too deep; markdown-it passes over whatever lies deeper than 20 levels."""
        depth = 0
        for token in self.tokens:
            if token.type in _NESTING:
                depth += token.nesting
                if depth > _DEEPEST:
                    self.found.append(
                        NESTED_TOO_DEEP.at(
                            self._place(token), "lists or quotes nest too deep here", "say it with less nesting"
                        )
                    )
                    return

    def _refuse_unclosed_code(self) -> None:
        for token in self.tokens:
            if token.type == "fence" and token.map:
                last = self._line(token.map[1]).strip(" \t>")
                if token.map[1] - token.map[0] < 2 or not last.startswith(token.markup) or last.strip(token.markup[0]):
                    self.found.append(
                        UNCLOSED_CODE.at(
                            self._place(token),
                            "this block of code is never closed",
                            f"write '{token.markup}' on a line of its own where it ends",
                            length=len(token.markup),
                        )
                    )

    def _outside(self, token: Token) -> None:
        if any(each.rule is BEFORE_FIRST_HEADING for each in self.found):
            return
        place = self._place(token)
        self.found.append(
            BEFORE_FIRST_HEADING.at(
                place, "this stands before the first heading", "put it under the heading of the document"
            )
        )

    def _heading(self, position: int) -> tuple[Section, int]:
        opening, inline = self.tokens[position], self.tokens[position + 1]
        line = self._line_of(opening)
        text = inline.content.replace("\n", " ")
        self._refuse_html(inline, line)
        column = self._column(line, inline.content.split("\n")[0])
        return Section(int(opening.tag[1]), text, Place(self.file, line, column)), position + 3

    def _under(self, section: Section, position: int) -> int:
        """Reads the fields and notes under a heading; returns the position of the next heading."""
        tokens = self.tokens
        notes: list[prose.Block] = []
        if position < len(tokens) and tokens[position].type == "bullet_list_open":
            end = self._end_of(position)
            section.fields, rest = self._fields(position, end)
            if rest is not None:
                notes.append(prose.ItemList(tuple(self._items(rest, end - 1))))
            position = end
        while position < len(tokens) and tokens[position].type != "heading_open":
            end = self._end_of(position)
            self._doubt(section, position, end, first=not notes)
            notes.extend(self._prose(position, end))
            position = end
        section.notes = tuple(notes)
        return position

    def _fields(self, start: int, end: int) -> tuple[tuple[Field, ...], int | None]:
        """The fields of a list, and where in it prose begins after a blank line."""
        fields: list[Field] = []
        position = start + 1
        previous_end: int | None = None
        while position < end - 1:
            opening = self.tokens[position]
            item_end = self._end_of(position)
            first_line = self._line_of(opening)
            if previous_end is not None and not self._line(first_line - 1).strip():
                if self._looks_like_field(position, item_end):
                    self.found.append(
                        FIELD_LIST_SPLIT.at(
                            Place(self.file, first_line, 1),
                            "this stands after a blank line, so it is read as prose and not as a field",
                            "take the blank line out, or begin the prose list with '*'",
                        )
                    )
                return tuple(fields), position
            found = self._field(position, item_end)
            if found:
                fields.append(found)
            previous_end = opening.map[1] if opening.map else None
            position = item_end
        return tuple(fields), None

    def _doubt(self, section: Section, start: int, end: int, *, first: bool) -> None:
        """Reports prose that its author may have meant as a heading, or as the fields of one."""
        token = self.tokens[start]
        if token.type == "paragraph_open" and re.match(r"#{1,6}[^\s#]", self.tokens[start + 1].content):
            hint = "put a blank between '#' and the words, or begin with another sign"
            message = "this looks like a heading and is read as prose"
        elif token.type == "ordered_list_open" and first and not section.fields and self._looks_like_field(start, end):
            hint = "write each field as '- name: value'"
            message = "this numbered list looks like fields and is read as prose"
        else:
            return
        self.found.append(LOOKS_LIKE_MORE.at(self._place(token), message, hint))

    def _looks_like_field(self, start: int, end: int) -> bool:
        inline = next((token for token in self.tokens[start:end] if token.type == "inline"), None)
        name, colon, _ = inline.content.partition(": ") if inline else ("", "", "")
        return bool(colon) and len(name) < 24 and name == name.lower() and name.count(" ") < 2

    def _field(self, start: int, end: int) -> Field | None:
        inner = self.tokens[start + 1 : end - 1]
        line = self._line_of(self.tokens[start])
        place = Place(self.file, line, self._item_column(line))
        if not inner or inner[0].type != "paragraph_open":
            self.found.append(
                NOT_A_FIELD.at(
                    place, "this item of the field list is empty or is no line of words", "write '- name: value'"
                )
            )
            return None
        inline = inner[1]
        self._refuse_html(inline, line)
        content = inline.content.split("\n")
        name, colon, first = content[0].partition(":")
        name = name.strip()
        if not colon or (first and not first.startswith((" ", "\t"))):
            if "://" in content[0] or not colon:
                message = f"'{_shortened(content[0])}' is not a field"
            else:
                message = f"'{_shortened(content[0])}' has no space after the colon"
            self.found.append(
                NOT_A_FIELD.at(
                    place, message, "write '- name: value'; put prose after a blank line", length=len(content[0])
                )
            )
            return None
        if len(inner) > 3:
            nested = self._place(inner[3])
            self.found.append(
                NESTED_FIELD.at(
                    nested, f"the value of '{name}' holds more than a line of words", "write it on one line"
                )
            )
            return None
        parts = [first.strip(), *(each.strip() for each in content[1:])]
        value = " ".join(parts).strip()
        lines = tuple(self._value_lines(parts, line, place.column + len(content[0]) - len(first.lstrip())))
        if not value:
            self.found.append(
                EMPTY_FIELD.at(
                    place, f"the field '{name}' has no value", "give it one, or take the line out", length=len(name)
                )
            )
            return None
        result = Field(name, value, place, lines)
        self._refuse_markup(inline, result)
        return result

    def _value_lines(self, parts: Sequence[str], line: int, column: int) -> Iterator[tuple[int, Place]]:
        offset = 0
        for number, part in enumerate(parts):
            if part:
                at = column if number == 0 else self._column(line + number, part)
                yield offset, Place(self.file, line + number, at)
            offset += len(part) + (1 if part else 0)

    def _refuse_html(self, inline: Token, line: int) -> None:
        if "<" not in inline.content:
            return
        for token in _words().parseInline(inline.content)[0].children or ():
            if token.type == "html_inline":
                before = inline.content[: inline.content.index(token.content)]
                at = line + before.count("\n")
                self._html_found(Place(self.file, at, self._column(at, token.content)), token.content)

    def _html_found(self, place: Place, html: str) -> None:
        self.found.append(
            RAW_HTML.at(
                place,
                f"raw HTML: {_shortened(html)}",
                "write it in words, or put a space on both sides of '<'",
                length=max(1, len(html.split(chr(10))[0])),
            )
        )

    def _refuse_markup(self, inline: Token, found: Field) -> None:
        if not any(sign in found.value for sign in "*_`"):
            return
        children = _words().parseInline(found.value)[0].children or ()
        for token in children:
            if token.type in ("em_open", "strong_open", "code_inline"):
                mark = token.markup or "*"
                offset = found.value.index(mark)
                self.found.append(
                    MARKUP_IN_VALUE.at(
                        found.place_at(offset),
                        f"the value of '{found.name}' holds the mark '{mark}'",
                        "leave the mark out; write numbers as 5e24 or 10^26",
                        length=len(mark),
                    )
                )
                return

    def _prose(self, start: int, end: int) -> Iterator[prose.Block]:
        """The blocks of the tokens from ``start`` to ``end``."""
        position = start
        while position < end:
            token = self.tokens[position]
            after = self._end_of(position)
            inside = (position + 1, after - 1)
            match token.type:
                case "paragraph_open":
                    yield prose.Paragraph(self._inlines(self.tokens[position + 1]))
                case "bullet_list_open":
                    yield prose.ItemList(tuple(self._items(*inside)))
                case "ordered_list_open":
                    yield prose.ItemList(tuple(self._items(*inside)), ordered=True)
                case "blockquote_open":
                    yield prose.Quote(tuple(self._prose(*inside)))
                case "table_open":
                    yield self._table(*inside)
                case "fence" | "code_block":
                    yield prose.Paragraph((prose.Code(token.content.rstrip("\n")),))
                case "heading_open":
                    yield prose.Paragraph((prose.Strong(self._inlines(self.tokens[position + 1])),))
                case "html_block":
                    self._html_found(self._place(token), token.content.strip())
                case _:
                    pass  # A thematic break only separates.
            position = after

    def _items(self, start: int, end: int) -> Iterator[tuple[prose.Block, ...]]:
        position = start
        while position < end:
            after = self._end_of(position)
            yield tuple(self._prose(position + 1, after - 1))
            position = after

    def _table(self, start: int, end: int) -> prose.Table:
        rows: list[tuple[prose.Inlines, ...]] = []
        cells: list[prose.Inlines] = []
        for token in self.tokens[start:end]:
            if token.type == "tr_open":
                cells = []
            elif token.type == "inline":
                cells.append(self._inlines(token))
            elif token.type == "tr_close":
                rows.append(tuple(cells))
        return prose.Table(rows[0], tuple(rows[1:]))

    def _inlines(self, inline: Token) -> prose.Inlines:
        content = inline.content
        if not _SIGNS.intersection(content) and "  \n" not in content:
            return (prose.Text(_single_spaced(content.replace("\n", " "))),)
        self._refuse_html(inline, self._line_of(inline))
        return _joined(_inlines(_words().parseInline(content)[0].children or ()))

    def _end_of(self, position: int) -> int:
        """The position after the block that begins here."""
        token = self.tokens[position]
        if token.nesting != 1:
            return position + 1
        depth = token.level
        position += 1
        while self.tokens[position].level != depth or self.tokens[position].nesting != -1:
            position += 1
        return position + 1

    def _line_of(self, token: Token) -> int:
        return (token.map[0] if token.map else 0) + 1

    def _place(self, token: Token) -> Place:
        line = self._line_of(token)
        text = self._line(line)
        return Place(self.file, line, len(text) - len(text.lstrip()) + 1)

    def _line(self, number: int) -> str:
        return self.lines[number - 1] if 0 < number <= len(self.lines) else ""

    def _column(self, line: int, words: str) -> int:
        return max(0, self._line(line).find(words.strip()[:40])) + 1

    def _item_column(self, line: int) -> int:
        text = self._line(line)
        marker = len(text) - len(text.lstrip()) + 1
        return marker + len(text[marker:]) - len(text[marker:].lstrip()) + 1


def _inlines(tokens: Sequence[Token]) -> Iterator[prose.Inline]:
    """markdown-it's inline tokens as our inlines."""
    position = 0
    while position < len(tokens):
        token = tokens[position]
        end = position + 1
        if token.nesting == 1:
            depth = 1
            while depth:
                depth += tokens[end].nesting
                end += 1
        inner = tokens[position + 1 : end - 1]
        match token.type:
            case "text":
                if token.content:
                    yield prose.Text(token.content)
            case "softbreak":
                yield prose.Text(" ")
            case "hardbreak":
                yield prose.LineBreak()
            case "code_inline":
                yield prose.Code(token.content)
            case "em_open":
                yield prose.Emphasis(_joined(_inlines(inner)))
            case "strong_open":
                yield prose.Strong(_joined(_inlines(inner)))
            case "link_open":
                yield prose.Link(_joined(_inlines(inner)), str(token.attrGet("href") or ""))
            case "image":
                yield prose.Text(token.content)
            case _:
                pass
        position = end


def _joined(inlines: Iterable[prose.Inline]) -> prose.Inlines:
    """The words with pieces of text that stand side by side made one, so that escapes and line breaks do not show."""
    out: list[prose.Inline] = []
    for each in inlines:
        if isinstance(each, prose.Text) and out and isinstance(out[-1], prose.Text):
            each = prose.Text(out.pop().text + each.text)  # type: ignore[union-attr]  # it is Text, as just seen
        out.append(prose.Text(_single_spaced(each.text)) if isinstance(each, prose.Text) else each)
    return tuple(out)


def _single_spaced(text: str) -> str:
    """The words with one space between them, as every output shows them."""
    while "  " in text:
        text = text.replace("  ", " ")
    return text


def _shortened(text: str, most: int = 60) -> str:
    line = text.split("\n")[0]
    return line if len(line) <= most else line[: most - 1] + "…"
