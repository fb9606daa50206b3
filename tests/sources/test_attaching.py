"""A text is attached whole, kept apart from the catalogs, read again as it was, and refused if it is another law."""

from pathlib import Path

import pytest

from compliance.diagnostics import ComplianceError, Place
from compliance.model.corpus import Corpus
from compliance.sources.attached import attached_texts, path_of, read_attached, write_attached
from compliance.sources.attaching import attach
from tests.sources.example import CATALOG, LAW, TEXT, attached, corpus_of, locked


@pytest.fixture
def corpus(tmp_path: Path) -> Corpus:
    return corpus_of(tmp_path)


def test_what_is_written_is_read_again(corpus: Corpus) -> None:
    """Subdivisions, words, and where they stand in the file."""
    text = attach(corpus, LAW, TEXT.encode(), "lantern.txt", edition="first print")
    written = write_attached(text)
    again = read_attached(written, "mine.md")

    assert again.segments == text.segments
    assert (again.edition, again.sha256, again.instrument) == ("first print", text.sha256, LAW)
    place = again.place_of(("2", "a", "1"))
    assert written.split("\n")[place.line - 1][place.column - 1 :] == "the sort of oil burnt; and"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("> a candle; or", "> a candle; and", "changed after it was attached"),
        ("- instrument: us-zz/lantern-act\n", "", "'instrument' is missing"),
        ("- source: unknown", "- source: somewhere", "a source is an address"),
    ],
)
def test_a_text_that_was_changed_is_refused(corpus: Corpus, old: str, new: str, said: str) -> None:
    """Nobody can mend the official words by hand."""
    written = write_attached(attached(corpus))
    assert old in written

    with pytest.raises(ComplianceError, match=said):
        read_attached(written.replace(old, new), "mine.md")


def test_texts_of_a_folder(corpus: Corpus, tmp_path: Path) -> None:
    """Every attached text under 'sources', and no other file there; a later folder's takes the place."""
    for name, edition in (("a", "one"), ("b", "two")):
        path = path_of(tmp_path / name, LAW)
        path.parent.mkdir(parents=True)
        path.write_text(write_attached(attach(corpus, LAW, TEXT.encode(), "x.md", edition=edition)), "utf-8")
        (path.parent / "lantern-act.original.md").write_text("# The Lantern Act\n", "utf-8")

    assert [each.edition for each in attached_texts([tmp_path / "a", tmp_path / "b"])] == ["two"]


def test_another_law_is_refused(corpus: Corpus) -> None:
    """A text that has few of the labels, with how few; and where it fits another law, which."""
    with pytest.raises(ComplianceError, match=r"does not look like us-zz/lantern-act: 0 of its \d+") as refused:
        attach(corpus, LAW, b"Dear keeper, please find enclosed our newsletter about lamps.\n\nYours", "letter.txt")

    assert refused.value.hint == "take the whole text of the law, not a summary, a list of contents or a part"


def test_the_law_that_it_looks_like_is_named(tmp_path: Path) -> None:
    """Whoever mixes two files up is told so."""
    other = CATALOG.replace("## § 1 ", "## § 11 ").replace("## § 2 ", "## § 12 ").replace("## § 3 ", "## § 13 ")
    (tmp_path / "frameworks/us-zz").mkdir(parents=True)
    (tmp_path / "frameworks/us-zz/other-act.md").write_text(
        other.replace("for: 2", "for: 12").replace("part of: 2", "part of: 12"), "utf-8"
    )
    corpus = corpus_of(tmp_path)

    with pytest.raises(ComplianceError) as refused:
        attach(corpus, "us-zz/other-act", TEXT.encode(), "lantern.txt")

    assert refused.value.hint == f"it looks like {LAW}: attach it as that"


def test_another_version_is_refused(corpus: Corpus) -> None:
    """The labels of the law and none of its words: not the text that the catalog restates."""
    lock = locked(attached(corpus))
    translated = "\n\n".join(
        "".join("x" if char.isalpha() else char for char in part) if part[:1].islower() else part
        for part in TEXT.replace("a", "å").replace("e", "ë").replace("(å)", "(a)").replace("(ë)", "(e)").split("\n\n")
    ).replace("Tërms", "Terms")

    with pytest.raises(ComplianceError, match="and other words: 0 of"):
        attach(corpus, LAW, translated.encode(), "lantern.txt", lock=lock)


def test_a_repealed_version_is_named(tmp_path: Path) -> None:
    """Where the catalogs know the old law, the message says what betrays it."""
    corpus_of(tmp_path)
    (tmp_path / "frameworks/us-zz/old-act.md").write_text(
        "# Old Act\n\n- kind: statute\n- jurisdiction: us-zz\n- citation: Old Act\n- in force: until 2026-01-01\n"
        "- source: <https://example.org/>, retrieved 2026-01-01\n- status: partial\n\n## § 1 Wicks\n\n"
        '- rule: wicks were split\n- topic: lanterns\n- replaced by: us-zz/lantern-act#2.a\n- known by: "split wick"\n',
        "utf-8",
    )
    corpus = corpus_of(tmp_path)
    lock = locked(attached(corpus))
    old = "\n\n".join(f"{part} Split wick." for part in TEXT.split("\n\n"))

    with pytest.raises(ComplianceError) as refused:
        attach(corpus, LAW, old.encode(), "lantern.txt", lock=lock)

    assert refused.value.hint == 'it speaks of "split wick", as the repealed us-zz/old-act does: take the current text'


def test_an_unknown_law_is_refused_with_the_nearest(corpus: Corpus) -> None:
    with pytest.raises(ComplianceError, match="no law 'us-zz/lantern-akt'") as refused:
        attach(corpus, "us-zz/lantern-akt", TEXT.encode(), "lantern.txt")

    assert refused.value.hint == f"did you mean '{LAW}'?"


def test_a_place_without_words_is_the_files(corpus: Corpus) -> None:
    assert attached(corpus).place_of(("99",)) == Place("mine/sources/lantern.md", 1, 1)
