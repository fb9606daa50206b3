"""A folder with official texts makes the commands print their words beside ours; without one nothing changes."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.zeta import CHAPEAU, LAW, LEVELS, ORDER, attached, zeta

DAY = ("--as-of", "2026-03-31", "--developer", "zed", "--instrument", LAW, "-q")
ORIGIN = "bill print, <https://example.org/bill>, retrieved 2026-11-22"


@pytest.fixture
def content(tmp_path: Path) -> tuple[str, ...]:
    """Options that lay the invented law over the shipped catalogs."""
    return ("--content", str(zeta(tmp_path / "mine")))


@pytest.fixture
def texts(tmp_path: Path) -> tuple[str, ...]:
    """Options for a folder that holds the attached text and nothing else."""
    return ("--content", str(attached(tmp_path / "texts")))


def test_show_prints_the_words_under_ours(run: Run, content: tuple[str, ...], texts: tuple[str, ...]) -> None:
    """After our statement come the official words, a line for each paragraph, with edition and source."""
    done = run("show", f"{LAW}#2.a.1", *content, *texts)

    assert done.stdout.splitlines()[1:5] == [
        "  how it keeps order under zeta danger",
        f"  official words ({ORIGIN}):",
        f"    {ORDER}",
        f"    {LEVELS}",
    ]


def test_show_prints_shared_words_once(run: Run, content: tuple[str, ...], texts: tuple[str, ...]) -> None:
    """Provisions of one subdivision have its words at the first of them; the next one says where they are."""
    done = run("show", LAW, *content, *texts)

    assert done.stdout.count(CHAPEAU) == 1
    assert "  official words: as at Zeta Act § 2(a) [write]\n" in done.stdout


def test_show_as_json(run: Run, content: tuple[str, ...], texts: tuple[str, ...]) -> None:
    """For programs every provision has the words, with edition, source and SHA-256."""
    found = {each["id"]: each for each in json.loads(run("show", LAW, *content, *texts, "--format", "json").stdout)}
    official = {
        "words": [CHAPEAU],
        "edition": "bill print",
        "source": "<https://example.org/bill>, retrieved 2026-11-22",
        "sha256": "ab" * 32,
    }

    assert found[f"{LAW}#2.a.write"]["official"] == official
    assert found[f"{LAW}#2.a.publish"]["official"] == official
    assert "official" not in found[f"{LAW}#1.a"]


def test_show_without_a_text(run: Run, content: tuple[str, ...]) -> None:
    """Nothing is said of official words where none are attached."""
    assert "official" not in run("show", LAW, *content).stdout
    assert "official" not in run("show", LAW, *content, "--format", "json").stdout


@pytest.mark.parametrize(
    ("document", "edition", "printed"),
    [("framework", "internal", True), ("framework", "public", False), ("gap-report", "internal", True)],
)
def test_write(
    run: Run, content: tuple[str, ...], texts: tuple[str, ...], document: str, edition: str, printed: bool
) -> None:
    """The internal framework and the gap report have the words; the public one is what it is without a text."""
    arguments = ("write", document, "--edition", edition, *DAY, *content)
    without, with_text = run(*arguments), run(*arguments, *texts)

    assert (without.returncode, with_text.returncode) == (0, 0)
    assert LEVELS not in without.stdout
    assert (LEVELS in with_text.stdout) == printed
    assert (with_text.stdout == without.stdout) != printed


def test_build(run: Run, content: tuple[str, ...], texts: tuple[str, ...], tmp_path: Path) -> None:
    """Only the internal edition and the gap report differ from a build without the text."""
    for name, options in (("without", content), ("with", (*content, *texts))):
        assert run("build", *DAY, *options, "--output", name).returncode == 0
    changed = {
        each.name
        for each in (tmp_path / "with/zed").iterdir()
        if each.read_bytes() != (tmp_path / "without/zed" / each.name).read_bytes()
    }

    assert changed == {
        f"{stem}.{suffix}" for stem in ("framework-internal", "gap-report") for suffix in ("md", "html", "docx", "pdf")
    }


def test_a_folder_with_texts_alone_is_a_content_folder(run: Run, texts: tuple[str, ...]) -> None:
    """Whoever only wants to check the shipped catalogs needs no 'frameworks' and no 'mappings'."""
    for command in (("check",), ("show", "us-ca/sb-53#22757.12.a.1"), ("explain", "us-ca/sb-53#22757.12.a.1")):
        assert run(*command, *texts).returncode == 0
