"""Canonical text: reading it gives the same again, twice is once, and files are written whole or not at all."""

import os
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, reject, settings
from hypothesis import strategies as st

from compliance.checks import check_all
from compliance.content.reading import load
from compliance.content.sections import read_sections
from compliance.content.writing import (
    blocks_as_markdown,
    format_text,
    meaning,
    new_crosswalk,
    new_developer,
    new_law,
    new_policy,
    replace_file,
    with_field,
    write_record,
)
from compliance.diagnostics import ComplianceError
from compliance.model import prose
from compliance.model.fields import Record
from tests.content.world import SHIPPED, read_files

DAY = date(2026, 1, 31)


# -- format_text -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("file", SHIPPED, ids=lambda file: str(file.identifier))
def test_shipped_files_are_in_their_one_form(file: Any) -> None:
    """The shipped content is formatted."""
    text = file.path.read_text("utf-8")

    assert format_text(text, file.shown) == text


def test_format() -> None:
    """One marker, one space, one blank line; wrapped lines and the order of fields stay."""
    text = (
        "\ufeffDocument\r\n========\r\n* kind:   statute\r\n* topic:\r\n    framework\r\n\r\n\r\n\r\nA  note.\r\n\r\n"
        "1) one\r\n1) two\r\n\r\n## Child ##\r\n* citation: a\r\nlazy\r\n      indented, e\u0301"
    )

    assert format_text(text, "a.md") == (
        "# Document\n\n- kind: statute\n- topic: framework\n\nA note.\n\n1. one\n2. two\n\n"
        "## Child\n\n- citation: a\n  lazy\n  indented, é\n"
    )


def test_prose_list_stays_apart_from_fields() -> None:
    """A list of prose after the fields gets another marker, and is still prose when it is read again."""
    text = "# D\n\n- kind: statute\n- topic: a\n\n- first point\n- second point\n\n  goes on\n\nEnd.\n"
    formatted = format_text(text, "a.md")

    assert formatted == ("# D\n\n- kind: statute\n- topic: a\n\n* first point\n\n* second point\n\n  goes on\n\nEnd.\n")
    assert format_text(formatted, "a.md") == formatted


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("no heading\n", "has no heading"),
        ("# D\n\n- kind\n", "not a field"),
        ("# D\n\n<b>x</b>\n", "raw HTML"),
    ],
)
def test_format_refuses_errors(text: str, message: str) -> None:
    """A file with errors of form is not touched."""
    with pytest.raises(ComplianceError, match=message):
        format_text(text, "a.md")


def test_format_keeps_addresses_of_links() -> None:
    """Definitions of links stay where they are."""
    text = "# D\n\n- kind: statute\n\nSee [this][1].\n\n[1]: https://example.org\n"

    assert format_text(text, "a.md") == text


BITS = (
    "- a: b", "  wrapped, 5", "  12. b", "word *em* `c`", "- ", "", "", "> quote", "1. x", "2) y", "# h", "## h [x]",
    "* z", "   - n", "  - n", "a | b", "- | -", "|-|-|", "| x |", "```", "é <https://x.org/a_b>",
    "[a](b c) [a](<b c>)", "x\\", "x  ", "a_b * c & d < e", "- c:  5*10", "+ p", "---", "***", "\\# x", "    code",
    "===", "[a]: b", "&amp; &copy;", "!x [y] !", "~~x~~", "www.example.org",
)  # fmt: skip


@settings(deadline=None, max_examples=300, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])
@given(st.lists(st.sampled_from(BITS), max_size=12).map("\n".join))
def test_formatting_changes_no_meaning(text: str) -> None:
    """What is read after formatting is what was read before; twice is once; what cannot be so is refused."""
    text = f"# D\n\n- kind: statute\n{text}\n"
    before, problems = read_sections(text, "a.md")
    assume(all(each.severity != "error" for each in problems))
    try:
        formatted = format_text(text, "a.md")
    except ComplianceError:
        reject()  # left as it is, which is what the formatter promises for such text
    after, _ = read_sections(formatted, "a.md")

    assert before is not None
    assert after is not None
    assert meaning(after) == meaning(before)
    assert format_text(formatted, "a.md") == formatted


# -- with_field --------------------------------------------------------------------------------------------------------


def test_with_field() -> None:
    """A field is replaced, wherever it wraps, or added after the last one; nothing else changes."""
    text = "# D\n\n- kind: statute\n- topic: a,\n  b\n- note: x\n\nProse.\n\n## C\n\nProse.\n"

    assert with_field(text, "a.md", 1, "topic", "c") == text.replace("- topic: a,\n  b\n", "- topic: c\n")
    assert with_field(text, "a.md", 1, "status", "partial") == text.replace(
        "- note: x\n", "- note: x\n- status: partial\n"
    )
    assert with_field(text, "a.md", 10, "topic", "c") == text.replace("## C\n", "## C\n\n- topic: c\n")


def test_with_field_refuses() -> None:
    """A line without a heading, or a value that would not be read as it is, is refused."""
    with pytest.raises(ComplianceError, match="no heading"):
        with_field("# D\n\nx\n", "a.md", 2, "topic", "c")
    with pytest.raises(ComplianceError):
        with_field("# D\n\nx\n", "a.md", 1, "topic", "")


# -- replace_file ------------------------------------------------------------------------------------------------------


def test_replace_file(tmp_path: Path) -> None:
    """The file is written, and what was there is gone; its permissions stay."""
    path = tmp_path / "a.md"
    replace_file(path, b"one")
    path.chmod(0o640)
    replace_file(path, b"two")

    assert path.read_bytes() == b"two"
    assert path.stat().st_mode & 0o777 == 0o640
    assert os.listdir(tmp_path) == ["a.md"]


@pytest.mark.parametrize("failing", ["fsync", "replace", "chmod"])
def test_failure_keeps_the_old_file(failing: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever fails on the way, the old file stands and nothing is left beside it."""
    path = tmp_path / "a.md"
    path.write_bytes(b"old")

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, failing, fail)

    with pytest.raises(ComplianceError, match="No space left on device"):
        replace_file(path, b"new")

    assert path.read_bytes() == b"old"
    assert os.listdir(tmp_path) == ["a.md"]


def test_killed_run_keeps_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A run that is interrupted while writing leaves the old file."""
    path = tmp_path / "a.md"
    path.write_bytes(b"old")

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupt)

    with pytest.raises(KeyboardInterrupt):
        replace_file(path, b"new")

    assert path.read_bytes() == b"old"
    assert os.listdir(tmp_path) == ["a.md"]


def test_replace_file_in_no_folder(tmp_path: Path) -> None:
    """A missing folder is made only when asked; a file in its place, or a folder in the file's, is refused."""
    with pytest.raises(ComplianceError, match="does not exist") as caught:
        replace_file(tmp_path / "x/y/a.md", b"")

    assert caught.value.hint

    replace_file(tmp_path / "x/y/a.md", b"1", make_folders=True)

    assert (tmp_path / "x/y/a.md").read_bytes() == b"1"
    with pytest.raises(ComplianceError, match="it is a folder"):
        replace_file(tmp_path / "x/y", b"")
    with pytest.raises(ComplianceError):
        replace_file(tmp_path / "x/y/a.md/b.md", b"", make_folders=True)
    with pytest.raises(ComplianceError):
        replace_file(tmp_path / ("n" * 300), b"")
    with pytest.raises(ComplianceError):
        replace_file(Path(f"{tmp_path}/a\0b"), b"")


# -- new files ---------------------------------------------------------------------------------------------------------


def test_new_files_are_sound(tmp_path: Path) -> None:
    """A new law, policy, developer and crosswalk read without a finding, are formatted, and claim nothing."""
    files = {
        "frameworks/us-ca/act.md": new_law("us-ca/act", "Act", DAY),
        "frameworks/acme/developer.md": new_developer("Acme", DAY),
        "frameworks/acme/policy-1.md": new_policy("acme/policy-1", "Policy", "acme", "1", DAY),
    }
    first = read_files(tmp_path, files)
    shipped = load([tmp_path])
    files["mappings/acme/act.md"] = new_crosswalk(first.corpus, "acme/policy-1", "us-ca/act")
    files["mappings/acme/us-ca-sb-53.md"] = new_crosswalk(shipped.corpus, "acme/policy-1", "us-ca/sb-53")
    read_files(tmp_path, files)
    reading = load([tmp_path])

    assert [
        str(each) for each in (*reading.diagnostics, *check_all(reading.corpus)) if str(tmp_path) in str(each.place)
    ] == []
    assert [each.identifier for each in reading.corpus.mappings] == [
        each.identifier for each in shipped.corpus.mappings
    ]
    assert "us-ca/act" in reading.corpus.instruments
    for name, text in files.items():
        assert format_text(text, name) == text


def test_new_crosswalk_lists_every_obligation() -> None:
    """Each obligation of the law stands in the list with its citation."""
    corpus = load().corpus
    text = new_crosswalk(corpus, "anthropic/rsp-3.0", "us-ca/sb-53")
    obligations = [each for each in corpus.provisions.values() if each.document == "us-ca/sb-53" and each.is_obligation]

    assert obligations
    for each in obligations:
        assert f"- {each.identifier.partition('#')[2]}, " in text


def test_new_crosswalk_of_nothing() -> None:
    """An unknown policy or law is refused, with the nearest name."""
    corpus = load().corpus
    for policy, law in (("anthropic/rsp-3.1", "us-ca/sb-53"), ("anthropic/rsp-3.0", "us-ca/sb-35")):
        with pytest.raises(ComplianceError) as caught:
            new_crosswalk(corpus, policy, law)

        assert caught.value.hint
        assert "did you mean" in caught.value.hint


# -- write_record ------------------------------------------------------------------------------------------------------

APART = {"place", "places", "order", "code", "parent"}
"""What comes from where a record stands and not from what it says."""


def told(record: Record) -> dict[str, Any]:
    return {name: getattr(record, name) for name in type(record).model_fields if name not in APART}


CORPUS = load().corpus
RECORDS = [
    each
    for each in CORPUS.records()
    if type(each).__name__ in ("Provision", "Commitment", "Thing", "Evidence", "Term", "Topic", "Mapping", "Comparison")
]


def wrapped(record: Record, text: str) -> tuple[str, str]:
    """A content file with the record in it, as the document that it belongs to."""
    home = record.identifier.partition("#")[0]
    match type(record).__name__:
        case "Term" | "Topic":
            kind = "terms" if type(record).__name__ == "Term" else "topics"
            return f"frameworks/{home}.md", f"# D\n\n- kind: {kind}\n\n{text}"
        case "Thing" | "Evidence":
            return f"frameworks/{home}.md", f"# D\n\n- kind: developer\n\n{text}"
        case "Mapping":
            return f"{home}.md", f"{write_record(CORPUS.crosswalks[home], level=1)}\n{text}"
        case "Comparison":
            both = ", ".join(record.instruments)  # type: ignore[attr-defined]
            return f"{home}.md", f"# D\n\n- kind: comparison\n- instruments: {both}\n\n{text}"
        case _:
            document = CORPUS.find(home)
            assert document is not None
            return f"frameworks/{home}.md", f"{write_record(document, level=1)}\n{text}"


def test_records_of_the_shipped_content_read_back(tmp_path: Path) -> None:
    """Every thing of the shipped files, written by itself, reads back as the same thing."""
    files: dict[str, str] = {}
    for record in RECORDS:
        name, text = wrapped(record, write_record(record))
        files[name] = f"{files[name]}\n{write_record(record)}" if name in files else text
    corpus = read_files(tmp_path, files).corpus
    again = {(type(each), each.identifier): each for each in corpus.records()}

    for record in RECORDS:
        found = told(again[type(record), record.identifier])
        expected = told(record)
        if "event" in expected:
            found["event"] = expected["event"]  # which heading it stands under

        assert found == expected


texts = st.text(st.characters(blacklist_categories=("Cc", "Cs", "Zl", "Zp")), min_size=1, max_size=12).filter(
    lambda text: text == " ".join(text.split()) and "\ufeff" not in text and "\ufffe" not in text
)


def _inlines(depth: int) -> st.SearchStrategy[tuple[prose.Inline, ...]]:
    text = texts.map(lambda words: (prose.Text(words),))
    if not depth:
        return text
    words = texts.filter(lambda each: each[0].isalnum() and each[-1].isalnum())
    return st.one_of(
        text,
        words.map(lambda each: (prose.Text("a "), prose.Strong((prose.Text(each),)), prose.Text(" b"))),
        words.map(lambda each: (prose.Text("a "), prose.Emphasis((prose.Text(each),)), prose.Text(" b"))),
        words.map(lambda each: (prose.Link((prose.Text(each),), "https://example.org/a"),)),
        words.filter(lambda each: "`" not in each).map(lambda each: (prose.Text("a "), prose.Code(each))),
    )


paragraphs = _inlines(1).map(prose.Paragraph)
blocks = st.recursive(
    paragraphs,
    lambda inner: st.one_of(
        st.lists(st.lists(inner, min_size=1, max_size=2).map(tuple), min_size=1, max_size=3).map(
            lambda items: prose.ItemList(tuple(items))
        ),
        st.lists(inner, min_size=1, max_size=2).map(lambda inside: prose.Quote(tuple(inside))),
        st.tuples(_inlines(1), _inlines(1)).map(
            lambda cells: prose.Table((cells[0], cells[1]), ((cells[1], cells[0]),))
        ),
    ),
    max_leaves=4,
)


@settings(deadline=None, max_examples=300, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])
@given(st.lists(blocks, min_size=1, max_size=3))
def test_notes_read_back(notes: list[prose.Block]) -> None:
    """Notes, written as Markdown, read back as the same notes."""
    written = blocks_as_markdown(notes)
    document, _ = read_sections(f"# D\n\n- kind: statute\n\n{written}\n", "a.md")

    assert document is not None
    assert document.notes == tuple(notes)
