"""Files to a corpus: bytes that cannot be read, files that overlay others, versions, and folders that are none."""

import os
from pathlib import Path

import pytest

from compliance.content import reading
from compliance.content.reading import load
from compliance.diagnostics import ComplianceError
from tests.content.world import LAW, found, read_files

FILE = "frameworks/us-ca/act.md"


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"\xef\xbb\xbf" + LAW.encode(), ["1:1 F005"]),
        (LAW.replace("\n", "\r\n").encode(), ["1:1 F006"]),
        (LAW.replace("\n", "\r").encode(), ["1:1 F006"]),
        (LAW.encode().replace(b"Act", b"Act\xa7", 1), ["1:6 F002"]),
        (LAW.encode("utf-16"), ["1:1 F002"]),
        (LAW.encode().replace(b"citation: Act", b"citation: A\x00ct"), ["5:14 F004"]),
        (LAW.replace("# Act", "# Act\u2028").encode(), ["1:6 F004"]),
        (LAW.replace("# Act", "# Act\x7f").encode(), ["1:6 F004"]),
        (b"\xed\xa0\x80", ["1:1 F002"]),
        (b"", ["1:1 F007"]),
        (b"\n\n \n", ["1:1 F007"]),
    ],
    ids=["mark", "CRLF", "CR", "latin-1", "utf-16", "NUL", "line separator", "delete", "surrogate", "empty", "blank"],
)
def test_bytes(data: bytes, expected: list[str], tmp_path: Path) -> None:
    """What is wrong with the bytes of a file is reported where it stands, and never raised."""
    assert found(read_files(tmp_path, {FILE: data})) == expected


def test_too_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file larger than the limit is not read."""
    monkeypatch.setattr(reading, "LARGEST_FILE", 100)

    assert found(read_files(tmp_path, {FILE: LAW})) == ["1:1 F003"]


def test_unreadable(tmp_path: Path) -> None:
    """A file that cannot be opened is a diagnostic; the others are still read."""
    (tmp_path / "frameworks").mkdir()
    (tmp_path / "frameworks/gone.md").symlink_to(tmp_path / "nowhere.md")

    assert found(read_files(tmp_path, {FILE: LAW})) == ["1:1 F001"]


def test_folder_without_permission(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder that cannot be listed is the caller's mistake, said in a sentence."""
    locked = tmp_path / "frameworks" / "locked"
    locked.mkdir(parents=True)
    scandir = os.scandir

    def refusing(path: str) -> object:
        if Path(path) == locked:
            raise PermissionError(13, "Permission denied", str(path))
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refusing)  # The tests may run as root, who may read everything.

    with pytest.raises(ComplianceError, match=r"locked' cannot be read: Permission denied"):
        load([tmp_path], shipped=False)


def test_no_folder(tmp_path: Path) -> None:
    """A content folder that is missing, a file, or holds nothing of ours is refused with what to do."""
    (tmp_path / "file").write_text("")
    for name, message in (("none", "does not exist"), ("file", "is not a folder"), ("", "holds neither")):
        with pytest.raises(ComplianceError, match=message) as caught:
            load([tmp_path / name], shipped=False)

        assert caught.value.hint


def test_overlay(tmp_path: Path) -> None:
    """A later root takes the place of a file with the same path, and adds the others."""
    one, two = tmp_path / "one", tmp_path / "two"
    read_files(one, {FILE: LAW, "frameworks/us-ca/other.md": LAW})
    read_files(two, {FILE: LAW.replace("# Act", "# Later act")})

    corpus = load([one, two], shipped=False).corpus

    assert {each.identifier: each.title for each in corpus.instruments.values()} == {
        "us-ca/act": "Later act",
        "us-ca/other": "Act",
    }


def test_overlay_on_shipped(tmp_path: Path) -> None:
    """A root of the user's own is read on top of the shipped catalogs."""
    read_files(tmp_path, {"frameworks/us-ca/sb-53.md": LAW})

    corpus = load([tmp_path]).corpus

    assert corpus.instruments["us-ca/sb-53"].title == "Act"
    assert "anthropic/rsp-3.0" in corpus.policies


def test_names_of_files(tmp_path: Path) -> None:
    """Readmes, hidden files and other endings are no content; judgements keep their folder in the identifier."""
    files = dict.fromkeys(("frameworks/README.md", "frameworks/.x.md", "frameworks/.git/a.md", "frameworks/a.txt"), LAW)
    reading = read_files(
        tmp_path, {**files, "mappings/a/b.md": "# B\n\n- kind: crosswalk\n- policy: a/p\n- instrument: x/l\n"}
    )

    assert [each.identifier for each in reading.files] == ["mappings/a/b"]
    assert list(reading.corpus.crosswalks) == ["mappings/a/b"]


def test_versions(tmp_path: Path) -> None:
    """Headings may share a name if their days do not meet; each later one carries its first day."""
    rule = "\n## § 1\n\n- rule: as it stood\n- in force: {}\n"
    periods = ("from 2026-01-01 until 2027-01-01", "from 2027-01-01 until 2028-01-01", "from 2028-01-01")
    apart = read_files(tmp_path, {FILE: LAW + "".join(rule.format(each) for each in periods)})

    assert list(apart.corpus.provisions) == ["us-ca/act#1", "us-ca/act#1@2027-01-01", "us-ca/act#1@2028-01-01"]
    assert found(apart) == []

    together = read_files(tmp_path, {FILE: LAW + "".join(rule.format(each) for each in (*periods, "from 2027-06-01"))})

    assert found(together) == ["25:4 F303"]


def test_version_in_a_broken_law(tmp_path: Path) -> None:
    """Headings of the same name are reported even where the law's own days cannot be read."""
    law = LAW.replace("from 2026-01-01", "soon") + "\n## § 1\n\n- rule: one\n\n## § 1\n\n- rule: two\n"

    assert found(read_files(tmp_path, {FILE: law})) == ["7:13 F203", "14:4 F303"]


def test_place_of_each_name(tmp_path: Path) -> None:
    """The place of each name in a value is kept, over wrapped lines and from the headings above."""
    law = LAW + (
        "- when: one and\n  two\n\n## § 1\n\n- duty: do it\n- when: three\n- bearer: a and b\n- on: x,\n  y\n"
        "- due: within 2 days of x\n- due: within 3 days of y\n"
    )
    provision = read_files(tmp_path, {FILE: law}).corpus.provisions["us-ca/act#1"]
    keys = ("when[0]", "when[1]", "when[2]", "bearer[1]", "on[1]", "due[0]", "due[1]")

    assert [(provision.places[key].line, provision.places[key].column) for key in keys] == [
        (9, 9),
        (10, 3),
        (15, 9),
        (16, 17),
        (18, 3),
        (19, 25),
        (20, 25),
    ]


def test_conditions_of_the_whole_law(tmp_path: Path) -> None:
    """What the document's own fields say is handed down, and the document is still read."""
    law = LAW + '- when: "signatory"\n- part of: 1\n\n## § 1\n\n- duty: write it\n\n### (a)\n\n- content: how\n'
    corpus = read_files(tmp_path, {FILE: law.replace("- part of: 1\n", "")}).corpus

    assert str(corpus.provisions["us-ca/act#1.a"].when) == '"signatory"'
    assert "us-ca/act" in corpus.instruments


def test_same_whatever_the_order(tmp_path: Path) -> None:
    """The same files give the same corpus and the same findings, however the roots are cut."""
    one, two = tmp_path / "one", tmp_path / "two"
    files = {f"frameworks/us-ca/{name}.md": f"{LAW}\n## § 1\n\n- rule: {name}\n- bad: x\n" for name in "abcd"}
    read_files(one, dict(list(files.items())[:2]))
    read_files(two, dict(list(files.items())[2:]))
    first, second = load([one, two], shipped=False), load([two, one], shipped=False)

    assert first.corpus == second.corpus
    assert first.diagnostics == second.diagnostics
