"""Prose as a tree: all text in, all documents out.

Notes in content are read into these blocks; documents are composed of them; ``formats/`` turns them into bytes.
Every record is frozen and every sequence a tuple, so that a tree can be shared and compared.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Text:
    """Plain words."""

    text: str


@dataclass(frozen=True, slots=True)
class Strong:
    """Words that stand out."""

    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Emphasis:
    """Stressed words."""

    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Code:
    """An identifier or something to type."""

    text: str


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead to ``address``: a web address, or ``#anchor`` for a section or table of the same document."""

    children: tuple[Inline, ...]
    address: str


@dataclass(frozen=True, slots=True)
class LineBreak:
    """A new line inside a paragraph or a table cell."""


Inline: TypeAlias = Text | Strong | Emphasis | Code | Link | LineBreak
Inlines: TypeAlias = tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph."""

    children: Inlines


@dataclass(frozen=True, slots=True)
class ItemList:
    """A list, numbered or not; each item is a sequence of blocks."""

    items: tuple[tuple[Block, ...], ...]
    ordered: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table with one header row; every row has as many cells as the header.

    Attributes:
        header: the cells of the header row.
        rows: the other rows.
        caption: what the table shows, for readers who do not see its place in the page.
        widths: relative widths of the columns; empty for equal ones.
        row_headers: whether the first cell of each row names the row.
        anchor: a name by which :class:`Link` finds the table; empty for none.
    """

    header: tuple[Inlines, ...]
    rows: tuple[tuple[Inlines, ...], ...]
    caption: Inlines = ()
    widths: tuple[int, ...] = ()
    row_headers: bool = False
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Properties:
    """Named values, such as the version block of a filing."""

    rows: tuple[tuple[str, Inlines], ...]


@dataclass(frozen=True, slots=True)
class Quote:
    """Somebody else's words.

    Attributes:
        blocks: the words.
        beside: whether they go with the paragraph before them, so that a format with room may set the two side by side.
    """

    blocks: tuple[Block, ...]
    beside: bool = False


@dataclass(frozen=True, slots=True)
class Callout:
    """A passage set apart: ``label`` says what it is, such as "Draft" or "Not yet covered"."""

    label: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A titled part of a document; sections nest.

    Attributes:
        title: the heading's words.
        blocks: what stands under it, other sections among it.
        anchor: a name, unique in the document, by which :class:`Link` finds it; empty for none.
    """

    title: Inlines
    blocks: tuple[Block, ...]
    anchor: str = ""


Block: TypeAlias = Paragraph | ItemList | Table | Properties | Quote | Callout | Section


@dataclass(frozen=True, slots=True)
class Document:
    """A whole document.

    Attributes:
        title: its name, without markup.
        subtitle: a line under it; may be empty.
        version_block: what it is, for whom and as of when; stands under the title.
        blocks: its body; top-level sections are level-two headings.
        author: who issues it.
        date: ISO date that goes into the file's metadata; never the clock's.
        language: BCP 47 tag.
        description: one sentence for catalogues and metadata.
        contents: whether a table of contents is wanted.
    """

    title: str
    subtitle: str
    version_block: Properties
    blocks: tuple[Block, ...]
    author: str
    date: str
    language: str = "en"
    description: str = ""
    contents: bool = True


Wording: TypeAlias = str | Inline | Inlines
"""What the builders below take for words."""


def words(*parts: Wording) -> Inlines:
    """Strings and inlines, joined into one sequence of inlines."""
    out: list[Inline] = []
    for part in parts:
        if isinstance(part, str):
            if part:
                out.append(Text(part))
        elif isinstance(part, tuple):
            out.extend(part)
        else:
            out.append(part)
    return tuple(out)


def paragraph(*parts: Wording) -> Paragraph:
    """A paragraph of strings and inlines."""
    return Paragraph(words(*parts))


def strong(*parts: Wording) -> Strong:
    """Words that stand out."""
    return Strong(words(*parts))


def link(address: str, *parts: Wording) -> Link:
    """Words that lead to ``address``."""
    return Link(words(*parts), address)


def bullets(items: Iterable[Wording | tuple[Block, ...] | Block]) -> ItemList:
    """A bulleted list; each item is words, a block or several blocks."""
    return ItemList(tuple(_item(item) for item in items))


def _item(item: object) -> tuple[Block, ...]:
    if isinstance(item, tuple) and item and all(_is_block(each) for each in item):
        return item
    if _is_block(item):
        return (item,)  # type: ignore[return-value]  # _is_block has narrowed it
    return (Paragraph(words(item)),)  # type: ignore[arg-type]  # what is not a block is wording


def _is_block(value: object) -> bool:
    return isinstance(value, Paragraph | ItemList | Table | Properties | Quote | Callout | Section)


def section(title: Wording, *blocks: Block | None, anchor: str = "") -> Section:
    """A section; blocks that are ``None`` are left out."""
    return Section(words(title), tuple(block for block in blocks if block is not None), anchor)


def plain(value: Inlines | Block | Document | tuple[Block, ...]) -> str:
    """The words alone, without markup; blocks and cells are separated by line breaks."""
    return "".join(_plain(value)).strip()


def _plain(value: object) -> Iterator[str]:
    match value:
        case Text(text) | Code(text):
            yield text
        case LineBreak():
            yield "\n"
        case Strong(children) | Emphasis(children) | Link(children, _):
            yield from _plain(children)
        case tuple():
            for each in value:
                yield from _plain(each)
        case Paragraph(children):
            yield from _plain(children)
            yield "\n"
        case ItemList(items, _):
            for item in items:
                yield from _plain(item)
        case Table():
            for cells in (value.header, *value.rows):
                for cell in cells:
                    yield from _plain(cell)
                    yield "\n"
        case Properties(rows):
            for name, words_ in rows:
                yield f"{name}: "
                yield from _plain(words_)
                yield "\n"
        case Quote(blocks):
            yield from _plain(blocks)
        case Callout(label, blocks):
            yield f"{label}\n"
            yield from _plain(blocks)
        case Section(title, blocks, _):
            yield from _plain(title)
            yield "\n"
            yield from _plain(blocks)
        case Document():
            yield f"{value.title}\n{value.subtitle}\n"
            yield from _plain(value.version_block)
            yield from _plain(value.blocks)


def sections_of(blocks: Iterable[Block]) -> Iterator[tuple[int, Section]]:
    """Every section below, depth first, with its depth from 1."""
    for block in blocks:
        if isinstance(block, Section):
            yield 1, block
            for depth, below in sections_of(block.blocks):
                yield depth + 1, below
