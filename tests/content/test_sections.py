"""Markdown to sections: structure, places, and that the quick path over plain lines changes nothing."""

from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from compliance.content.sections import parse_blocks, read_sections
from compliance.model.prose import Emphasis, ItemList, Link, Paragraph, Quote, Table, Text

PIECES = (
    "- a: b", "  wrapped", "word", "- ", "-", "---", "===", "", "    code", "> quote", "> - q", "1. x", "2) y",
    "# h", "* z", "   - n", "  - n", "\tx", "a | b", "- | -", "|-", "<div>", "```", "[a]: b", "é word", "- é: x",
    "- > q", "  > q", ">x", "- - x", "+ p", "   word", " - x", "- a:  b  ", "x \t", " \t", "\u00a0x", "x\u00a0",
    "word\u3000",
)  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=10).map("\n".join))
def test_plain_lines_change_nothing(text: str) -> None:
    """Taking plain lines ahead of the other rules gives the very tokens that markdown-it gives by itself."""
    plain = MarkdownIt("commonmark").enable("table")
    plain.core.ruler.enableOnly(["normalize", "block"])

    assert parse_blocks(text) == plain.parse(text)


def test_structure() -> None:
    """Headings nest by level, the list under a heading holds its fields, and the rest is notes."""
    text = (
        "# Document\n\n- kind: statute\n- citation: a\n  wrapped\n  citation\n\nA *note* of\ntwo lines.\n\n"
        "## Child\n\n> quoted\n\n### Grandchild\n\n## Second\n======\n"
    )
    document, problems = read_sections(text, "a.md")

    assert problems == ()
    assert document is not None
    assert [(each.level, each.text) for each in document.all()] == [
        (1, "Document"),
        (2, "Child"),
        (3, "Grandchild"),
        (2, "Second"),
    ]
    assert [(each.name, each.value) for each in document.fields] == [
        ("kind", "statute"),
        ("citation", "a wrapped citation"),
    ]
    assert document.notes == (Paragraph((Text("A "), Emphasis((Text("note"),)), Text(" of two lines."))),)
    assert document.children[0].notes == (Quote((Paragraph((Text("quoted"),)),)),)


def test_places() -> None:
    """The place of a heading, of a field's name and of any character of its value."""
    document, _ = read_sections("#   Document\n\n-   name:  one\n    two\n", "a.md")

    assert document is not None
    assert str(document.place) == "a.md:1:5"
    field = document.fields[0]

    assert [str(field.place), str(field.value_place)] == ["a.md:3:5", "a.md:3:12"]
    assert str(field.place_at(field.value.index("two") + 1)) == "a.md:4:6"


def test_field_list_ends_at_blank_line() -> None:
    """What follows a blank line in the list is prose; a warning says so where it looks like a field."""
    document, problems = read_sections("# D\n\n- kind: statute\n\n- first point, in words\n- second\n", "a.md")

    assert problems == ()
    assert document is not None
    assert len(document.fields) == 1
    assert isinstance(document.notes[0], ItemList)


def test_notes() -> None:
    """Tables, links and code are read as what they are."""
    text = (
        "# D\n\nSee <https://example.org/a_b> and [this](https://example.org).\n\n| a | b |\n| - | - |\n| *x* | y |\n"
    )
    document, problems = read_sections(text, "a.md")

    assert problems == ()
    assert document is not None
    paragraph, table = document.notes
    assert isinstance(paragraph, Paragraph)
    assert [each.address for each in paragraph.children if isinstance(each, Link)] == [
        "https://example.org/a_b",
        "https://example.org",
    ]
    assert isinstance(table, Table)
    assert table.rows == (((Emphasis((Text("x"),)),), (Text("y"),)),)


def test_front_matter_hides_nothing() -> None:
    """Front matter is one error, and the document under it is still read."""
    document, problems = read_sections("---\nkind: statute\n---\n\n# Act\n\n- kind: statute\n", "a.md")

    assert [each.rule.code for each in problems] == ["F105"]
    assert document is not None
    assert (document.text, document.place.line, len(document.fields)) == ("Act", 5, 1)
