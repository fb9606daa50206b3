"""Markdown: what is written is what a CommonMark parser reads."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby
from typing import Any

import pytest
from hypothesis import given, settings
from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode
from mdit_py_plugins.anchors import anchors_plugin

from compliance.formats import _tree, markdown
from compliance.model.prose import (
    Block,
    Callout,
    Code,
    Document,
    Emphasis,
    Inlines,
    ItemList,
    LineBreak,
    Link,
    Paragraph,
    Properties,
    Quote,
    Section,
    Strong,
    Table,
    Text,
    link,
    paragraph,
    section,
    strong,
    words,
)
from tests.formats.sample import sample
from tests.formats.trees import documents

PARSER = MarkdownIt("commonmark").enable(["table", "strikethrough"])


def written(*blocks: Block, title: str = "T") -> str:
    """The Markdown of a document with these blocks, without its title."""
    text = markdown.write(Document(title, "", Properties(()), blocks, "", "2026-11-10", contents=False)).decode()
    return text.removeprefix(f"# {title}\n\n")


# -- what a parser reads, as plain data ----------------------------------------------------------------------------


def read(text: str) -> list[Any]:
    return [shape(node) for node in SyntaxTreeNode(PARSER.parse(text)).children]


def shape(node: SyntaxTreeNode) -> Any:
    match node.type:
        case "heading":
            return [node.tag, inline(node.children)]
        case "paragraph":
            return ["p", inline(node.children)]
        case "bullet_list" | "ordered_list":
            return [node.type, [shape(each) for each in node.children]]
        case "list_item":
            return [shape(each) for each in node.children]
        case "blockquote":
            return ["quote", [shape(each) for each in node.children]]
        case "table":
            rows = [row for part in node.children for row in part.children]
            return ["table", [[inline(cell.children) for cell in row.children] for row in rows]]
        case other:
            raise AssertionError(f"{other} was never written")


def inline(nodes: list[SyntaxTreeNode]) -> Inlines:
    return merged(found for node in nodes for found in inline_of(node))


def inline_of(node: SyntaxTreeNode) -> Iterator[Any]:
    match node.type:
        case "inline":
            yield from inline(node.children)
        case "text":
            yield Text(node.content)
        case "code_inline":
            yield Code(node.content)
        case "hardbreak":
            yield LineBreak()
        case "strong":
            yield Strong(inline(node.children))
        case "em":
            yield Emphasis(inline(node.children))
        case "link":
            address = str(node.attrs["href"])
            yield Link(inline(node.children), "#" if address.startswith("#") else address)
        case other:
            raise AssertionError(f"{other} was never written")


def merged(inlines: Any) -> Inlines:
    out: list[Any] = []
    for is_text, group in groupby(inlines, lambda each: isinstance(each, Text)):
        members = list(group)
        out.extend([Text("".join(each.text for each in members))] if is_text else members)
    return tuple(each for each in out if each != Text(""))


# -- what it should have read --------------------------------------------------------------------------------------


def expected(document: Document) -> list[Any]:
    """The shape of the tidy document, in the blocks that Markdown has."""
    document = _tree.tidy(document)
    out: list[Any] = [["h1", (Text(document.title),)]]
    if document.subtitle:
        out.append(["p", (Emphasis((Text(document.subtitle),)),)])
    if document.version_block.rows:
        out.extend(blocks((document.version_block,), 2))
    return out + blocks(document.blocks, 2)


def blocks(items: tuple[Block, ...], level: int) -> list[Any]:
    out: list[Any] = []
    for block in items:
        match block:
            case Paragraph(children):
                out.append(["p", plain_links(children)])
            case ItemList(entries, ordered):
                kind = "ordered_list" if ordered else "bullet_list"
                out.append([kind, [blocks(entry, level) for entry in entries]])
            case Properties(rows):
                named = [(Strong((Text(f"{name}:"),)), Text(" "), *value) for name, value in rows]
                out.append(["bullet_list", [[["p", stripped(plain_links(each))]] for each in named]])
            case Quote(inner):
                out.append(["quote", blocks(inner, level)])
            case Callout(label, inner):
                out.append(["quote", [["p", (strong(label),)], *blocks(inner, level)]])
            case Table():
                if block.caption:
                    out.append(["p", plain_links(_tree.strong(block.caption))])
                out.append(["table", [[cell(each) for each in row] for row in (block.header, *block.rows)]])
            case Section(title, inner):
                out.append([f"h{min(level, 6)}", plain_links(title)])
                out.extend(blocks(inner, level + 1))
    return out


def stripped(inlines: Inlines) -> Inlines:
    last = inlines[-1]
    return (*inlines[:-1], *merged([Text(last.text.rstrip())])) if isinstance(last, Text) else inlines


def plain_links(inlines: Inlines) -> Inlines:
    """The inlines with one address for all links inside the document: where they lead is tested elsewhere."""
    out: list[Any] = []
    for each in inlines:
        match each:
            case Link(children, address):
                out.append(Link(plain_links(children), "#" if address.startswith("#") else address))
            case Strong(children) | Emphasis(children):
                out.append(replace(each, children=plain_links(children)))
            case _:
                out.append(each)
    return merged(out)


def cell(inlines: Inlines) -> Inlines:
    """A table's cell: a dot for a line break, and code that tables cannot hold as text."""
    out: list[Any] = []
    for each in inlines:
        match each:
            case LineBreak():
                out.append(Text(" · "))
            case Code(text) if "\\|" in text:
                out.append(Text(text))
            case Strong(children) | Emphasis(children):
                out.append(replace(each, children=cell(children)))
            case Link(children, address):
                out.append(Link(cell(children), "#" if address.startswith("#") else address))
            case _:
                out.append(each)
    return merged(out)


@given(documents)
@settings(max_examples=200, deadline=None)
def test_round_trip(tree: Document) -> None:
    """Any tree with any words is read back as the same structure with the same words."""
    tree = replace(tree, contents=False)

    assert expected(tree) == read(markdown.write(tree).decode())


def test_the_sample_round_trips() -> None:
    """So does a document as people write it."""
    tree = replace(sample(), contents=False)

    assert expected(tree) == read(markdown.write(tree).decode())


@pytest.mark.parametrize(
    ("block", "text"),
    [
        (paragraph("# not a heading"), "\\# not a heading\n"),
        (paragraph("#1 is fine"), "#1 is fine\n"),
        (paragraph("- not a list"), "\\- not a list\n"),
        (paragraph("2026. Not a list"), "2026\\. Not a list\n"),
        (paragraph("§ 22757.12(a)(1) | x_y * z"), "§ 22757.12(a)(1) | x\\_y \\* z\n"),
        (paragraph("AT&T &amp; <b>"), "AT\\&T \\&amp; \\<b>\n"),
        (paragraph(strong("(a)"), "b"), "**(a)**&#98;\n"),
        (paragraph(strong("a"), "b"), "**a**b\n"),
        (paragraph("wow!", link("https://a.example/", "x")), "wow\\![x](https://a.example/)\n"),
        (paragraph(Code("a ` b")), "``a ` b``\n"),
        (paragraph("one", LineBreak(), "- two"), "one\\\n\\- two\n"),
        (
            Table((words("A"), words("B")), ((words("x|y"), words(Code("x|y"))),)),
            "| A | B |\n| --- | --- |\n| x\\|y | `x\\|y` |\n",
        ),
        (Table((words("A"),), (((),), (words("a", LineBreak(), "b"),))), "| A |\n| --- |\n|  |\n| a · b |\n"),
        (section("Not the end #"), "## Not the end \\#\n"),
    ],
)
def test_escapes(block: Block, text: str) -> None:
    """Words that would be markup are escaped, and others are left to read well."""
    assert text == written(block)


def test_lists_in_a_row_stay_apart() -> None:
    """Two lists, one after the other, do not become one."""
    one = ItemList(((paragraph("a"),),))

    assert written(one, one, one) == "- a\n\n* a\n\n- a\n"


def test_links_lead_to_the_heading_as_github_names_it() -> None:
    """Punctuation goes, spaces become hyphens, and the second of a name gets a number."""
    text = written(
        paragraph(link("#one", "1"), " ", link("#two", "2"), " ", link("#t", "t")),
        section("Review & change, § 22757.12(b)", anchor="one"),
        section("Review & change, § 22757.12(b)", Table((words("A"),), (), anchor="t"), anchor="two"),
    )

    assert text.startswith(
        "[1](#review--change--2275712b) [2](#review--change--2275712b-1) [t](#review--change--2275712b-1)\n"
    )


def test_every_link_inside_the_sample_leads_to_a_heading() -> None:
    """An independent implementation of the names finds them all."""
    tokens = (
        MarkdownIt("gfm-like", {"linkify": False})
        .use(anchors_plugin, max_level=6)
        .parse(markdown.write(sample()).decode())
    )
    names = {token.attrs["id"] for token in tokens if token.type == "heading_open"}
    wanted = {
        str(child.attrs["href"])[1:]
        for token in tokens
        for child in token.children or ()
        if child.type == "link_open" and str(child.attrs["href"]).startswith("#")
    }

    assert wanted
    assert wanted <= names
