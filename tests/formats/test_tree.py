"""What every writer may rely on: the tidy tree."""

import pytest
from hypothesis import given, settings

from compliance.diagnostics import ComplianceError
from compliance.formats._tree import clean, targets, tidy, web_address
from compliance.model.prose import (
    Code,
    Document,
    Emphasis,
    Inlines,
    LineBreak,
    Link,
    Paragraph,
    Properties,
    Strong,
    Text,
    link,
    paragraph,
    section,
    words,
)
from tests.formats.trees import documents, spoken, squeezed


def document(*blocks: object, date: str = "2026-11-10", language: str = "en") -> Document:
    return Document("Title", "", Properties(()), blocks, "Author", date, language)  # type: ignore[arg-type]


def tidied(*inlines: object) -> Inlines:
    (found,) = tidy(document(Paragraph(inlines))).blocks  # type: ignore[arg-type]
    assert isinstance(found, Paragraph)
    return found.children


@given(documents)
@settings(deadline=None)
def test_tidying_twice_changes_nothing(tree: Document) -> None:
    """A tidy tree is tidy."""
    once = tidy(tree)

    assert once == tidy(once)


@given(documents)
@settings(deadline=None)
def test_anchors_are_unique_and_links_lead_somewhere(tree: Document) -> None:
    """Every section and table has a name of its own, safe in every format; no link dangles."""
    tree = tidy(tree)
    names = [each.anchor for each in targets(tree.blocks)]

    assert len(names) == len(set(names))
    assert all(name.replace("-", "").replace(".", "").isascii() and name[0].isalpha() for name in names)
    for address in addresses(tree.blocks):
        assert address[1:] in names if address.startswith("#") else web_address(address) == address


def addresses(value: object) -> list[str]:
    if isinstance(value, Link):
        return [value.address, *addresses(value.children)]
    if isinstance(value, tuple):
        return [found for each in value for found in addresses(each)]
    fields = getattr(value, "__dataclass_fields__", {})
    return [found for name in fields for found in addresses(getattr(value, name))]


@given(documents)
@settings(deadline=None)
def test_no_words_are_lost(tree: Document) -> None:
    """Tidying keeps every visible character, in order, but for what stands in blocks that hold nothing else."""
    before = squeezed(clean("\n".join(spoken(tree.version_block))))
    after = squeezed("\n".join(spoken(tidy(tree).version_block)))

    # Joined letters and accents may meet across inlines; without spaces the order is what is left to compare.
    assert clean(before) == clean(after)


@pytest.mark.parametrize(
    ("given_inlines", "expected"),
    [
        pytest.param((Strong(words("a ")), Text("b")), (Strong(words("a")), Text(" b")), id="space moves out"),
        pytest.param((Strong((Strong(words("a")),)),), (Strong(words("a")),), id="strong in strong"),
        pytest.param(
            (Link((Link(words("a"), "https://b.c/"),), "https://d.e/"),),
            (Link(words("a"), "https://b.c/"),),
            id="link in link",
        ),
        pytest.param(
            (Emphasis((Text("a "), Strong(words("b")))),),
            (Emphasis(words("a")), Text(" "), Strong((Emphasis(words("b")),))),
            id="strong outside",
        ),
        pytest.param((LineBreak(), Text(" a "), LineBreak()), (Text("a"),), id="ends are bare"),
        pytest.param(
            (Text("a "), LineBreak(), Text(" b")), (Text("a"), LineBreak(), Text("b")), id="no space at breaks"
        ),
        pytest.param((Code("a"), Code("b")), (Code("ab"),), id="codes meet"),
        pytest.param((Text("a\n\tb  c"),), (Text("a b c"),), id="one space"),
        pytest.param((Text("a\x00b\ud800c"),), (Text("a\ufffdb\ufffdc"),), id="control characters show"),
        pytest.param((Text("e\u0301"),), (Text("é"),), id="NFC"),
        pytest.param((Link(words("a"), "#nowhere"),), (Text("a"),), id="dangling link"),
        pytest.param((Link(words("a"), "javascript:alert(1)"),), (Text("a"),), id="script"),
    ],
)
def test_inlines(given_inlines: Inlines, expected: Inlines) -> None:
    """Inlines nest in one order and hold no needless space."""
    assert expected == tidied(*given_inlines)


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("https://a.example", "https://a.example"),
        ("HTTP://a.example:80/x", "http://a.example:80/x"),
        ("https://a.example/a b?c=ü&d#e|f", "https://a.example/a%20b?c=%C3%BC&d#e%7Cf"),
        ("https://a.example/100%/%41", "https://a.example/100%25/%41"),
        ("mailto:counsel@a.example", "mailto:counsel@a.example"),
        ("javascript:alert(1)", None),
        ("data:text/html,x", None),
        ("https://", None),
        ("https://a b.example/", None),
        ("https://[", None),
        ("file:///etc/passwd", None),
        ("/relative", None),
        ("", None),
    ],
)
def test_addresses(address: str, expected: str | None) -> None:
    """Only web and mail addresses make links, with what may not stand in them encoded."""
    assert expected == web_address(address)


def test_names_that_authors_gave_come_first() -> None:
    """A section without a name does not take the name that a later one was given."""
    tree = tidy(document(section("Due dates"), section("Other", anchor="due-dates"), section("Due dates")))

    assert [each.anchor for each in targets(tree.blocks)] == ["due-dates-2", "due-dates", "due-dates-3"]


def test_links_follow_the_anchor_wherever_it_is_renamed() -> None:
    """An identifier with marks is found though its anchor cannot hold them."""
    tree = tidy(document(paragraph(link("#us-ca/sb-53#a.1", "x")), section("A", anchor="us-ca/sb-53#a.1")))

    assert tree.blocks[0] == paragraph(link("#us-ca-sb-53-a.1", "x"))


@pytest.mark.parametrize("changed", [{"date": "10 November"}, {"date": ""}, {"language": "English"}])
def test_a_wrong_date_or_language_is_the_callers_mistake(changed: dict[str, str]) -> None:
    """It is said in one sentence, with a hint."""
    with pytest.raises(ComplianceError) as caught:
        tidy(document(**changed))

    assert caught.value.hint
