"""Claims about reading files of official text. All wording is invented."""

import subprocess
import zlib
from pathlib import Path

import pytest
import typst
from hypothesis import given, settings
from hypothesis import strategies as st

from compliance.diagnostics import ComplianceError
from compliance.sources.paragraphs import read_paragraphs
from tests.tools import need

FILLER = "The keeper of the harbour counts the boats each evening and tells the town how many came home before dark. "


def texts(data: bytes | str, name: str) -> list[str]:
    """The paragraphs' texts."""
    return [each.text for each in read_paragraphs(data.encode() if isinstance(data, str) else data, name)]


def refusal(data: bytes, name: str = "law.bin") -> str:
    """The message and hint of the refusal."""
    with pytest.raises(ComplianceError) as caught:
        read_paragraphs(data, name)
    assert name in str(caught.value)
    return f"{caught.value} ({caught.value.hint})"


# -- Markdown ------------------------------------------------------------------------------------------------------


def test_markdown_loses_its_marks_and_keeps_its_labels() -> None:
    """Headings, quotations, bullets, emphasis, links and escapes are marks; labels are words of the law."""
    source = """---
title: Harbour Act
---

# Part *one*

> (a) **Boats.** Each boat
> has a [number](https://example.org/a_(b)).

- (b) a lamp; and
- a bell\\*
1. Oars
2. Sails<!-- p. 3 -->
snake_case 7.3*10^10 and 2 * 3
"""
    assert texts(source, "a.md") == [
        "Part one",
        "(a) Boats. Each boat has a number.",
        "(b) a lamp; and",
        "a bell*",
        "1. Oars",
        "2. Sails snake_case 7.3*10^10 and 2 * 3",
    ]
    found = read_paragraphs(source.encode(), "a.md")
    assert [each.heading for each in found] == [True, False, False, False, False, False]
    assert [each.at for each in found] == ["line 5", "line 7", "line 10", "line 11", "line 12", "line 13"]


@pytest.mark.parametrize("written", ["10<sup>26</sup>", "10^26", "10²⁶", r"10\^26"])
def test_exponents_have_one_form(written: str) -> None:
    """However Markdown raises a number after a number, it becomes the same characters."""
    assert texts(f"More than {written} boats.", "a.md") == ["More than 10^26 boats."]


def test_a_raised_number_after_a_word_is_no_exponent() -> None:
    """A footnote's number stays raised, so that it cannot be taken for a figure."""
    assert texts("The boats<sup>2</sup> sail.", "a.md") == ["The boats² sail."]


def test_a_table_gives_a_paragraph_for_each_row() -> None:
    """Cells are joined; the rule under the head and empty cells are left out; an escaped bar is a character."""
    assert texts("| No | Boat |\n|---|---|\n| **1** | a\\|b | |\n\nEnd.", "a.md") == ["No | Boat", "1 | a|b", "End."]


def test_struck_text_is_old_law_and_an_unclosed_tag_strikes_nothing() -> None:
    """What is struck out is left out; a slip must not swallow the law that follows."""
    assert texts("Two ~~old~~ <s>grey</s> boats <s>sail.", "a.md") == ["Two boats sail."]


# -- plain text ----------------------------------------------------------------------------------------------------

PRINT = """     S. 12                                1

 1     Section 1. Lamps. Each boat that leaves the harbour after dark shows a lamp
 2   at its bow. The keeper may excuse a boat from this  where the moon is full, and
 3   50 boats at most in one night are excused in this way by the keeper of the har-
 4   bour.
 5     2. The keeper writes the number of each boat into a book that lies open to
 6   anybody who asks for it, and keeps the book for as long as the harbour has boats
 7   in it or is likely to have any.
 8     3. A boat without a lamp pays.
     S. 12                                2

 1     4. The harbour council hears whoever does not want to pay, and it decides in
 2   the week that follows.
 3     5. Nothing in this act binds a boat of the harbour itself.
"""


def test_a_print_loses_line_numbers_heads_and_hyphens() -> None:
    """Numbers in the margin go by their place: "50" and "2." stay; the running head goes; "har-/bour" is mended."""
    assert texts(PRINT.replace("     S. 12                                2", "\f     S. 12     2"), "bill.txt") == [
        "Section 1. Lamps. Each boat that leaves the harbour after dark shows a lamp at its bow. The keeper may "
        "excuse a boat from this where the moon is full, and 50 boats at most in one night are excused in this way by "
        "the keeper of the harbour.",
        "2. The keeper writes the number of each boat into a book that lies open to anybody who asks for it, and keeps "
        "the book for as long as the harbour has boats in it or is likely to have any.",
        "3. A boat without a lamp pays.",
        "4. The harbour council hears whoever does not want to pay, and it decides in the week that follows.",
        "5. Nothing in this act binds a boat of the harbour itself.",
    ]


def test_hyphens_at_line_ends_go_by_what_the_text_writes_elsewhere() -> None:
    """A word that the text hyphenates elsewhere keeps its hyphen; one that it writes whole loses it."""
    source = "A lamp-based sign and a harbour here.\n\nThis is a lamp-\nbased sign in the har-\nbour of the un-\nknown."
    assert texts(source, "a.txt")[1] == "This is a lamp-based sign in the harbour of the unknown."


def test_blank_lines_part_paragraphs_whatever_the_length_of_lines() -> None:
    """In prose with blank lines a short line alone ends nothing."""
    source = "One short line\nand a much longer line that follows it.\n\nNext one.\n\nLast\none.\n"
    assert texts(source, "a.txt") == [
        "One short line and a much longer line that follows it.",
        "Next one.",
        "Last one.",
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_characters_are_read_in_the_usual_encodings(encoding: str) -> None:
    """UTF-8, UTF-16 with its mark, and what Windows writes."""
    assert texts("§ 1 “Boats” – the harbour’s.".encode(encoding), "a.txt") == ["§ 1 “Boats” – the harbour’s."]


def test_characters_are_brought_into_one_form() -> None:
    """Combining accents, soft hyphens, zero-width and non-breaking blanks leave no trace."""
    assert texts("Cafe\u0301 in the har\u00adbour\u00a0\u200b of  boats.", "a.txt") == ["Café in the harbour of boats."]


# -- HTML ----------------------------------------------------------------------------------------------------------


def page(body: str) -> str:
    """A page with enough words to be a law."""
    return f"<!DOCTYPE html>\n<html><head><title>T</title></head><body>{body}<p>{FILLER}</p></body></html>"


def test_html_leaves_out_what_surrounds_the_text() -> None:
    """Scripts, navigation, heads, feet, hidden elements and struck text are no law; a break parts paragraphs."""
    source = page(
        "<header>Site</header><nav>Menu</nav><script>x()</script><style>p{}</style><div hidden>h</div>"
        '<div style="display:none">h</div><aside>a</aside><h2>Part\n 1</h2>'
        "<p>(a) Boats <strike>old</strike><i>new</i> have&nbsp;10<sup>25</sup> lamps.<br>(b) Oars&shy;men row.</p>"
        "<footer>Foot</footer>"
    )
    found = read_paragraphs(source.encode(), "a.html")
    assert [each.text for each in found] == [
        "Part 1",
        "(a) Boats new have 10^25 lamps.",
        "(b) Oarsmen row.",
        FILLER.strip(),
    ]
    assert [each.heading for each in found] == [True, False, False, False]
    assert found[0].at == "line 2"


def test_eur_lex_lists_in_tables_become_labelled_paragraphs() -> None:
    """A label in one cell and its text in the next are one paragraph, in tables within tables too."""
    source = """<?xml version="1.0" encoding="UTF-8"?><html xmlns="http://www.w3.org/1999/xhtml"><body>
      <p class="oj-ti-art">Article 7</p><p class="oj-sti-art">Boats</p>
      <p class="oj-normal">1.   More than 10<span class="oj-super">25</span> boats of the Union <a id="n" href="#r"
        >(<span class="oj-super oj-note-tag">4</span>)</a>, namely:</p>
      <table><tbody><tr><td><p class="oj-normal">(a)</p></td><td><p class="oj-normal">boats with:</p>
        <table><tbody><tr><td><p>(i)</p></td><td><p>a lamp;</p></td></tr></tbody></table></td></tr>
      <tr><td/><td><p>more.</p></td></tr></tbody></table>
      <div><p style="display: inline;">2.   </p><p style="display: inline;">Oars.</p></div>
      <p class="oj-note"><a id="r" href="#n">(<span class="oj-super">4</span>)</a> A note on where the boats of the
      harbour were counted in the years before this act was made.</p></body></html>"""
    found = read_paragraphs(source.encode(), "a.xhtml")
    assert [each.text for each in found] == [
        "Article 7",
        "Boats",
        "1. More than 10^25 boats of the Union, namely:",
        "(a) boats with:",
        "(i) a lamp;",
        "more.",
        "2. Oars.",
        "⁴ A note on where the boats of the harbour were counted in the years before this act was made.",
    ]
    assert [each.heading for each in found[:3]] == [True, True, False]


def test_pages_of_legislatures() -> None:
    """The ways in which three states write pages: blocks with breaks, printed lines in pre, deep old tables."""
    california = page(
        '<div id="bill_all"><div style="margin:0 0 1em 0;"><span class="a">SEC. 2.</span>\n<div>(a) Boats.</div></div>'
        '<div><font color="red"><strike>(b) Old.</strike></font> <font color="blue"><i>(b) New.</i></font></div></div>'
    )
    assert texts(california, "a.html")[:3] == ["SEC. 2.", "(a) Boats.", "(b) New."]
    new_york = page(f"<pre>\n{PRINT}</pre>")
    assert texts(new_york, "a.html")[-3:-1] == texts(PRINT, "a.txt")[-2:]
    cell = "&nbsp;&nbsp;&nbsp; (1) Boats;<br>&nbsp;&nbsp;&nbsp; (2) Oars."
    illinois = page("<table><tr><td><font>" * 60 + f"<p>(9 ILCS 1/5)<br>Sec. 5. Lamps.<br>{cell}</p>")
    assert texts(illinois, "a.html")[:4] == ["(9 ILCS 1/5)", "Sec. 5. Lamps.", "(1) Boats;", "(2) Oars."]


def test_numbers_that_a_browser_would_print_are_kept() -> None:
    """The labels of a numbered list are not in its text, and are law all the same."""
    source = page('<ol type="a" start="2"><li>boats</li><li>oars</li></ol><ol><li>(1) lamps</li></ol>')
    assert texts(source, "a.html")[:3] == ["b. boats", "c. oars", "(1) lamps"]


def test_the_declared_characters_are_used_where_utf_8_fails() -> None:
    """An old page says which characters it is written in."""
    source = page("<p>Łódź boats</p>").replace("<head>", '<head><meta charset="iso-8859-2">')
    assert texts(source.encode("iso-8859-2"), "a.html")[0] == "Łódź boats"


# -- PDF -----------------------------------------------------------------------------------------------------------


def pdf(source: str, tmp_path: Path) -> bytes:
    """A PDF that typst sets from markup."""
    path = tmp_path / "a.typ"
    path.write_text(source, encoding="utf-8")
    return bytes(typst.compile(path))


INDENTED = (
    "#set page(width: 12cm, height: 9cm, header: context [Act 7 #h(1fr) #counter(page).display()])\n"
    "#set par(first-line-indent: (amount: 1em, all: true), justify: true, spacing: 0.65em)\n"
)


def test_pdf_paragraphs_go_by_indentation_and_over_pages(tmp_path: Path) -> None:
    """First lines stand further right; a paragraph goes on behind the running head of the next page."""
    written = [f"({n}) {FILLER * 3}".strip() for n in (1, 2, 3, 4)]
    found = read_paragraphs(pdf(INDENTED + "\n\n".join(written), tmp_path), "a.pdf")
    assert [each.text for each in found] == written
    assert found[0].at == "page 1, line 2"
    assert found[-1].at.startswith("page 2, line ") or found[-1].at.startswith("page 3, line ")


def test_pdf_paragraphs_go_by_gaps_and_hanging_labels(tmp_path: Path) -> None:
    """In block style a gap parts paragraphs; the lines under a label's text belong to it."""
    source = f"#set page(width: 12cm, height: 20cm)\n{FILLER * 2}\n\n+ {FILLER * 2}\n+ {FILLER}"
    assert texts(pdf(source, tmp_path), "a.pdf") == [
        (FILLER * 2).strip(),
        "1. " + (FILLER * 2).strip(),
        "2. " + FILLER.strip(),
    ]


def test_pdf_raised_numbers(tmp_path: Path) -> None:
    """A smaller raised number after a number is an exponent, after a word a footnote's."""
    source = f"#set super(typographic: SO)\nMore than 10#super[26] boats#super[3] sail. {FILLER}"
    for so in ("true", "false"):  # with the font's own raised digits, and with small ones that are set higher
        found = texts(pdf(source.replace("SO", so), tmp_path), "a.pdf")
        assert found[0].startswith("More than 10^26 boats³ sail. The keeper"), so


def test_pdf_pages_on_their_side_are_read(tmp_path: Path) -> None:
    """Text that runs up the page is read as if the page were turned."""
    source = f"#set page(width: 12cm, height: 12cm)\n#rotate(-90deg, reflow: true, block(width: 9cm)[{FILLER}])"
    assert texts(pdf(source, tmp_path), "a.pdf") == [FILLER.strip()]


def drawn(*contents: bytes) -> bytes:
    """A PDF written by hand: a page for each content, with a picture and a font at its disposal."""
    pixels = zlib.compress(bytes(300))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[%s]/Count %d>>"
        % (b" ".join(b"%d 0 R" % (5 + 2 * i) for i in range(len(contents))), len(contents)),
        b"<</Type/XObject/Subtype/Image/Width 10/Height 10/ColorSpace/DeviceRGB/BitsPerComponent 8"
        b"/Filter/FlateDecode/Length %d>>stream\n%s\nendstream" % (len(pixels), pixels),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    for index, content in enumerate(contents):
        objects.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 300]/Contents %d 0 R"
            b"/Resources<</XObject<</I 3 0 R>>/Font<</F 4 0 R>>>>>>" % (6 + 2 * index)
        )
        objects.append(b"<</Length %d>>stream\n%s\nendstream" % (len(content), content))
    data, places = b"%PDF-1.4\n", []
    for number, each in enumerate(objects, start=1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, each)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    return data + b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (
        size,
        table,
        size,
        len(data),
    )


SCAN = b"q 300 0 0 300 0 0 cm /I Do Q"
STAMP = b"BT /F 10 Tf 20 20 Td (Page 2) Tj ET"
WRITTEN = b"BT /F 10 Tf 20 200 Td (Boats of the harbour show a lamp.) Tj ET"


def test_scans_are_refused_with_their_pages() -> None:
    """A page that is a picture, with or without a stamp on it, cannot be read; a blank page is no harm."""
    assert texts(drawn(WRITTEN, b""), "a.pdf") == ["Boats of the harbour show a lamp."]
    assert "is a scan" in refusal(drawn(SCAN, SCAN))
    assert "text recognition" in refusal(drawn(SCAN))
    assert refusal(drawn(WRITTEN, SCAN, SCAN + b"\n" + STAMP, WRITTEN, SCAN)).startswith("pages 2-3, 5 of the PDF")
    assert "no text" in refusal(drawn(b""))


def test_damaged_pdfs_are_refused() -> None:
    """What is cut off must not be read as far as it goes: the missing sections would look repealed."""
    whole = drawn(WRITTEN, WRITTEN)
    assert "cut off" in refusal(whole[: len(whole) // 2])
    assert "damaged" in refusal(b"%PDF-1.4 nothing else\n%%EOF")


@pytest.mark.needs("qpdf")
def test_locked_pdfs_are_refused_and_restricted_ones_are_read(tmp_path: Path) -> None:
    """A password to open is a lock; one to change alone is none."""
    plain, locked, restricted = tmp_path / "a.pdf", tmp_path / "b.pdf", tmp_path / "c.pdf"
    plain.write_bytes(drawn(WRITTEN))
    for user, path in (("secret", locked), ("", restricted)):
        subprocess.run([need("qpdf"), "--encrypt", user, "owner", "256", "--", plain, path], check=True)
    assert "password" in refusal(locked.read_bytes())
    assert texts(restricted.read_bytes(), "c.pdf") == ["Boats of the harbour show a lamp."]


# -- refusals ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "empty"),
        (b" \n\t\n", "empty"),
        (b"PK\x03\x04 word/document.xml", ".docx"),
        (b"PK\x03\x04 else", ".zip"),
        (b"\xd0\xcf\x11\xe0 doc", ".doc"),
        (b"{\\rtf1 boats}", ".rtf"),
        (b"\x89PNG\r\n", "picture"),
        (b"MIME-Version: 1.0\n", ".mht"),
        (b"boats\x00\x01\x02", "readable text"),
        (b"\x81\x8d boats", "readable text"),
        (b"\xff\xfeb", "UTF-16"),
        (b"*** --- ***", "no words"),
        (b"<html><body><script>draw()</script><p>Loading</p></body></html>", "hardly any words"),
        (page("<p>Please complete the CAPTCHA to go on.</p>").encode(), "hardly any words"),
        (b"<!DOCTYPE html><html><body>" + b"<div>" * 50_000 + FILLER.encode(), "in one another"),
        (b"<html><p" + b" a=1" * 5_000 + b">" + FILLER.encode(), "more tags"),
        (b'<?xml version="1.0"?><!DOCTYPE html [<!ENTITY a "aa">]><html><body>&a;</body></html>', "abbreviations"),
        (b'<?xml version="1.0"?><akomaNtoso><p>Boats</p></akomaNtoso>', "akomantoso"),
    ],
    ids=lambda each: each if isinstance(each, str) else "",
)
def test_what_cannot_be_read_is_refused_in_a_sentence(data: bytes, says: str) -> None:
    """Each refusal names the file, says what it is, and what to do instead."""
    message = refusal(data)
    assert says in message
    assert "None" not in message


def test_files_beyond_the_limits_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """Size and characters have limits, so that a wrong file ends in a sentence and not in a full memory."""
    monkeypatch.setattr("compliance.sources.paragraphs.MOST_CHARACTERS", 50)
    assert "characters" in refusal(FILLER.encode())
    monkeypatch.setattr("compliance.sources.paragraphs.LARGEST_FILE", 60)
    assert "larger" in refusal(FILLER.encode())
    monkeypatch.setattr("compliance.sources._pdf.MOST_PAGES", 1)
    monkeypatch.setattr("compliance.sources.paragraphs.LARGEST_FILE", 6000)
    assert "pages" in refusal(drawn(WRITTEN, WRITTEN))


@settings(max_examples=60, deadline=None, derandomize=True)
@given(
    st.sampled_from([b"", b"%PDF-1.4\n", b"<html>", b"<?xml version='1.0'?>", b"# ", b"| a |\n", drawn(WRITTEN)[:-80]]),
    st.one_of(st.binary(max_size=200), st.text("<>/*_~[]()|#-`\\ \n\f12ab&;", max_size=200).map(str.encode)),
    st.sampled_from(["a.md", "a.txt", "a.html", "a.pdf", "a"]),
)
def test_no_bytes_end_in_a_traceback(start: bytes, rest: bytes, name: str) -> None:
    """Whatever a file holds, reading it gives paragraphs with words, or a refusal."""
    try:
        found = read_paragraphs(start + rest + b"\n%%EOF", name)
    except ComplianceError:
        return
    assert found
    assert all(each.text == " ".join(each.text.split()) != "" for each in found)
