"""Trees of every shape with words of every kind, and the words of a tree as a reader meets them."""

from collections.abc import Iterator

from hypothesis import strategies as st

from compliance.model.prose import (
    Block,
    Callout,
    Code,
    Document,
    Emphasis,
    Inline,
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
)

MARKS = "ab1 *_`[]()<>&#|\\~!-+=.:;$@{}%^/\"'\n\t\r\x00\x07\ud800\ufffe\ufeff\u00a0\u00adé中😀\u0301\u200b\u2028§“א"

texts = st.one_of(
    st.text(MARKS, max_size=8),
    st.text(max_size=5),
    st.sampled_from(
        (
            "duty", "# no", "1. no", "- no", "> no", "---", "```", "&amp;", "<b>", "</p>", "]]>", "{{ x }}",
            "#import", "#eval(", "$x$", "[a](b)", "![", "a|b", "a\\|b", "\\", "http://x.y", "|---|", "  ", "a  b",
        )
    ),
)  # fmt: skip
addresses = st.one_of(
    st.sampled_from(
        (
            "https://a.example/b?c=1&d=(2)#e f", "#here", "#a/b#c.1", "#none", "javascript:alert(1)", "", "#",
            "mailto:a@b.example", "http://[", "https://a.example/\"><script>", "https://a.example/&copy;\\|",
        )
    ),
    texts,
)  # fmt: skip
anchors = st.sampled_from(("", "", "here", "a/b#c.1", "1", "é", "_main"))


def _inlines(children: st.SearchStrategy[Inline]) -> st.SearchStrategy[Inline]:
    several = st.lists(children, max_size=3).map(tuple)
    return st.one_of(st.builds(Strong, several), st.builds(Emphasis, several), st.builds(Link, several, addresses))


inline = st.recursive(
    st.one_of(st.builds(Text, texts), st.builds(Code, texts), st.just(LineBreak())), _inlines, max_leaves=6
)
inlines: st.SearchStrategy[Inlines] = st.lists(inline, max_size=4).map(tuple)


@st.composite
def tables(draw: st.DrawFn) -> Table:
    """Tables of up to three columns and rows."""
    columns, rows = draw(st.integers(0, 3)), draw(st.integers(0, 3))
    row = st.lists(inlines, min_size=columns, max_size=columns).map(tuple)
    return Table(
        header=draw(row),
        rows=draw(st.lists(row, min_size=rows, max_size=rows).map(tuple)),
        caption=draw(inlines),
        widths=draw(st.sampled_from(((), (1,) * columns, (1, 2, 3)[:columns], (0,) * columns))),
        row_headers=draw(st.booleans()),
        anchor=draw(anchors),
    )


properties = st.builds(Properties, st.lists(st.tuples(texts, inlines), max_size=3).map(tuple))


def _blocks(children: st.SearchStrategy[Block]) -> st.SearchStrategy[Block]:
    several = st.lists(children, max_size=3).map(tuple)
    return st.one_of(
        st.builds(ItemList, st.lists(several, max_size=3).map(tuple), st.booleans()),
        st.builds(Quote, several, st.booleans()),
        st.builds(Callout, texts, several),
        st.builds(Section, inlines, several, anchors),
    )


block: st.SearchStrategy[Block] = st.recursive(
    st.one_of(st.builds(Paragraph, inlines), tables(), properties), _blocks, max_leaves=8
)
documents = st.builds(
    Document,
    title=texts,
    subtitle=texts,
    version_block=properties,
    blocks=st.lists(block, max_size=5).map(tuple),
    author=texts,
    date=st.sampled_from(("2026-11-10", "1970-01-01", "2099-12-31")),
    language=st.sampled_from(("en", "en-US", "de", "zh-Hant")),
    description=texts,
    contents=st.booleans(),
)


def spoken(value: object) -> Iterator[str]:
    """The words of a block, inline or tuple of them, in the order in which a reader meets them."""
    match value:
        case str(text) | Text(text) | Code(text):
            yield text
        case LineBreak():
            yield "\n"
        case tuple():
            for each in value:
                yield from spoken(each)
        case Strong(inner) | Emphasis(inner) | Link(inner, _) | Paragraph(inner) | Quote(inner):
            yield from spoken(inner)
        case ItemList(items, _):
            yield from spoken(items)
        case Table():
            yield from spoken((value.caption, value.header, value.rows))
        case Properties(rows):
            yield from spoken(rows)
        case Callout(label, inner):
            yield from spoken((label, inner))
        case Section(title, inner, _):
            yield from spoken((title, inner))


def squeezed(text: str) -> str:
    """The text without any space."""
    return "".join(text.split())
