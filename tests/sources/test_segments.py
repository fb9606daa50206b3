"""A text is told apart by its own labels, as the catalog knows them, whatever else stands in it."""

from pathlib import Path

import pytest

from compliance.model.corpus import Corpus
from compliance.sources.paragraphs import Paragraph
from compliance.sources.segments import labels_of, segment
from tests.sources.example import CATALOG, LAW, TEXT, corpus_of


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    return corpus_of(tmp_path_factory.mktemp("lantern"))


def found(corpus: Corpus, text: str) -> dict[str, str]:
    """The words by pinpoint, in the text's order."""
    paragraphs = [Paragraph(each) for each in text.split("\n\n")]
    return {each.pinpoint: each.words for each in segment(paragraphs, labels_of(corpus, LAW))}


def test_every_label_has_its_words(corpus: Corpus) -> None:
    """Letters, figures, numerals, terms, second meanings, paragraphs without a label, and lists inside a paragraph."""
    words = found(corpus, TEXT)

    assert list(words) == [
        "1", "1.keeper", "1.large-keeper", "1.lamp", "1.lamp.does-not-include", "1.lamp.does-not-include.1",
        "1.lamp.does-not-include.2", "2", "2.a", "2.a.1", "2.a.2", "2.b", "2.c", "2.c.i", "2.c.ii", "2.d", "2.e",
        "2.e.para-2", "2.f", "2.g", "2.h", "2.h.i", "2.h.ii", "2.i", "3",
    ]  # fmt: skip
    assert words["2.a.1"] == "the sort of oil burnt; and"
    assert words["2.e.para-2"] == "Any vessel is a ship."
    assert words["2.c.ii"] == "the spot."
    assert words["2.c"].endswith("This is not a duty of anglers.")


def test_i_is_a_letter_after_h_and_a_numeral_below_it(corpus: Corpus) -> None:
    """The same label stands twice, and each time where it belongs."""
    words = found(corpus, TEXT)

    assert words["2.h.i"].startswith("small ones")
    assert words["2.i"].startswith("Lamps alight")


def test_a_list_of_contents_is_no_section(corpus: Corpus) -> None:
    """The sections open where their words are; the list of them belongs to nothing."""
    words = found(corpus, TEXT)

    assert words["1"].startswith("Terms. In this act")
    assert not any("Sec. " in each for each in words.values())


def test_a_section_that_repeats_a_number_in_another_act_is_passed_over(corpus: Corpus) -> None:
    """A law that restates a section of another act under the same number has it once."""
    quoted = TEXT.replace("as fixed by the harbour office.", "amended to read as follows:\n\n§ 3. Fine. It is small.")
    words = found(corpus, quoted)

    assert words["3"].startswith("Fine. A large keeper")
    assert words["3"].strip().endswith("§ 3. Fine. It is small.")


@pytest.mark.parametrize(
    ("added", "pinpoint"),
    [
        ("(j) A new letter at the end of a list.", "2.j"),
        ("(iii) a third numeral below (i)'s neighbour", None),
        ("(q) a letter from nowhere", None),
    ],
)
def test_a_label_that_the_catalog_lacks(corpus: Corpus, added: str, pinpoint: str | None) -> None:
    """One that goes on with a list is found; one that fits nowhere is read as words."""
    words = found(corpus, TEXT.replace("\n\n§ 3. Fine.", f"\n\n{added}\n\n§ 3. Fine."))

    assert [each for each in words if each not in found(corpus, TEXT)] == ([pinpoint] if pinpoint else [])


def test_a_section_that_the_catalog_lacks(corpus: Corpus) -> None:
    """A new section between two known ones is found, with its own labels."""
    words = found(corpus, TEXT.replace("§ 3. Fine.", "§ 2a. Sale. (a) One.\n\n(b) Two.\n\n§ 3. Fine."))

    assert [each for each in words if each.startswith("2a")] == ["2a", "2a.a", "2a.b"]


def test_a_label_at_the_start_of_a_broken_line_is_words(corpus: Corpus) -> None:
    """A cross-reference that happens to begin a paragraph opens no subdivision."""
    words = found(
        corpus, TEXT.replace("(d) A keeper may", "paragraph\n\n(b) of this section applies.\n\n(d) A keeper may")
    )

    assert "(b) of this section applies." in words["2.c.ii"] + words["2.c"]
    assert words["2.b"].startswith("Once in three months")


def test_sentences_are_told_apart_where_the_catalog_counts_them(tmp_path: Path) -> None:
    """A provision on the second sentence has its words."""
    catalog = CATALOG.replace("### (g) Colours\n\n- rule: every", "### (g), second sentence\n\n- rule: every")
    words = found(corpus_of(tmp_path, catalog), TEXT.replace("(g) No colour", "(g) First things first. No colour"))

    assert words["2.g"] == "First things first."
    assert words["2.g.sentence-2"] == "No colour is better than others."


def test_editors_notes_and_chapters_are_left_out(corpus: Corpus) -> None:
    """What a publisher adds is no text of the law."""
    spoilt = TEXT.replace("§ 2. Care.", "(Source: P.A. 9-99, eff. 1-1-99.)\n\nCHAPTER 2. OF CARE\n\n§ 2. Care.")

    assert found(corpus, spoilt) == found(corpus, TEXT)


def test_an_undivided_section_keeps_its_labels_as_words(corpus: Corpus) -> None:
    """A section that restates other acts is not told apart."""
    paragraphs = [Paragraph(each) for each in TEXT.split("\n\n")]
    whole = segment(paragraphs, labels_of(corpus, LAW), whole=(("2",),))

    assert [each.pinpoint for each in whole if each.pinpoint.startswith("2")] == ["2"]
