"""The finder of labels, on invented texts of several styles."""

from tests.catalogs.labels import CALIFORNIA, ILLINOIS, NEW_YORK, Style, labels, repeated


def pinpoints(text: str, style: Style) -> list[str]:
    """What is found, in order."""
    return [each.pinpoint for each in labels(text, style)]


def test_several_labels_in_one_line() -> None:
    """A subdivision without words of its own shares the line of the first one below it, and has no text."""
    found = labels("22757.12. (a) (1) (A) One.\n\n(B) Two.\n\n(2) Three.\n\n(b) Four.", CALIFORNIA)

    assert [(each.pinpoint, each.text) for each in found] == [
        ("22757.12", ""),
        ("22757.12.a", ""),
        ("22757.12.a.1", ""),
        ("22757.12.a.1.a", "One."),
        ("22757.12.a.1.b", "Two."),
        ("22757.12.a.2", "Three."),
        ("22757.12.b", "Four."),
    ]


def test_i_is_a_letter_after_h() -> None:
    """(i) after (h) is the ninth letter, even where it has numbered paragraphs below it."""
    text = "SEC. 5. (a) A.\n\n" + "\n\n".join(f"({letter}) B." for letter in "bcdefgh") + "\n\n(i) (1) C.\n\n(j) D."

    assert pinpoints(text, CALIFORNIA)[-3:] == ["5.i", "5.i.1", "5.j"]


def test_i_is_a_numeral_where_a_list_was_opened() -> None:
    """(i) after a paragraph that opens a list below a capital is the first numeral, and the list goes on with (ii)."""
    text = "1107. (h) not first.\n\n(a) (1) (A) Any of these:\n\n(i) One.\n\n(ii) Two.\n\n(B) Three.\n\n(b) Four."

    assert pinpoints(text, CALIFORNIA) == [
        "1107", "1107.a", "1107.a.1", "1107.a.1.a", "1107.a.1.a.i", "1107.a.1.a.ii", "1107.a.1.b", "1107.b",
    ]  # fmt: skip


def test_a_label_that_does_not_follow_is_text() -> None:
    """A parenthesis that opens a paragraph and is not the next label of any level belongs to the words before it."""
    found = labels("1107. (a) One.\n\n(f) is not the next label.\n\n(b) Two.", CALIFORNIA)

    assert [each.pinpoint for each in found] == ["1107", "1107.a", "1107.b"]
    assert found[1].text == "One. (f) is not the next label."


def test_what_follows_the_law_is_not_read() -> None:
    """The digest repeats labels and is no law."""
    found = labels("SECTION 1. One.\n\n(APPENDIX — not law) DIGEST\n\n(a) Two.", CALIFORNIA)

    assert [each.pinpoint for each in found] == ["1"]


def test_other_styles() -> None:
    """New York prints figures with a full stop first; Illinois begins with letters and goes on with figures."""
    assert pinpoints("§ 1421. 1. One:\n\n(a) Two:\n\n(i) Three.\n\n(ii) Four.\n\n2. Five.", NEW_YORK) == [
        "1421", "1421.1", "1421.1.a", "1421.1.a.i", "1421.1.a.ii", "1421.2",
    ]  # fmt: skip
    assert pinpoints("Sec. 10. (a) One.\n\n(b) Two:\n\n(1) Three.\n\n(2) Four.\n\n(c) Five.", ILLINOIS) == [
        "10", "10.a", "10.b", "10.b.1", "10.b.2", "10.c",
    ]  # fmt: skip


def test_nothing_is_found_twice() -> None:
    """A pinpoint that comes twice means that the finder lost its way."""
    assert repeated(labels("1107. (a) One.\n\n1107. (a) Two.", CALIFORNIA)) == ["1107", "1107.a"]
