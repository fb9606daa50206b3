"""``compliance sources`` as its users run it: attach, verify, diff, lock, list; and what is refused."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.sources.example import CATALOG, LAW, OUTSIDE, TEXT, TOPICS

SHIPPED_TOPIC = "governance"


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    """A content folder with an invented law, its terms, and its official text beside."""
    for name, text in (
        (f"mine/frameworks/{LAW}.md", CATALOG.replace("topic: lanterns", f"topic: {SHIPPED_TOPIC}")),
        ("mine/frameworks/us-zz/terms.md", OUTSIDE),
        ("lantern.txt", TEXT),
    ):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    assert TOPICS
    return tmp_path


def attach(run: Run, *more: str) -> None:
    done = run("sources", "attach", LAW, "lantern.txt", "--content", "mine", *more)
    assert done.returncode == 0, done.stderr


def test_attach_lock_and_verify(run: Run, mine: Path) -> None:
    """The way from a download to a catalog that agrees with it, and a list of what is attached."""
    attach(run, "--address", "https://example.org/lantern", "--retrieved", "2026-02-03", "--edition", "first print")
    before = run("sources", "verify", "--content", "mine", "--fail-on", "warning")
    lock = run("sources", "lock", LAW, "--content", "mine")
    after = run("sources", "verify", LAW, "--content", "mine", "--fail-on", "warning")
    listed = run("sources", "list", "--content", "mine")

    assert (before.returncode, "warning[V203]" in before.stdout) == (1, True)
    assert lock.returncode == 0
    assert (after.returncode, after.stdout.strip()) == (0, "")
    assert f"{LAW} (first print, 25 subdivisions): agrees" in after.stderr
    assert "first print" in listed.stdout
    assert "2026-02-03" in listed.stdout
    kept = sorted(path.relative_to(mine).as_posix() for path in mine.rglob("mine/sources/**/*") if path.is_file())
    assert kept == ["mine/sources/us-zz/lantern-act.md", "mine/sources/us-zz/lantern-act.original.txt"]
    assert (mine / kept[1]).read_text("utf-8") == TEXT


def test_findings_are_ordinary_diagnostics(run: Run, mine: Path) -> None:
    """Text, JSON and SARIF show both places; annotations one; the exit code says that there are some."""
    attach(run)
    path = mine / f"mine/frameworks/{LAW}.md"
    path.write_text(path.read_text("utf-8").replace("within 72 hours of", "within 96 hours of"), "utf-8")
    text = run("sources", "verify", "--content", "mine")
    (one,) = [
        each
        for each in json.loads(run("sources", "verify", "--content", "mine", "--format", "json").stdout)
        if each["code"] == "V301"
    ]
    sarif = json.loads(run("sources", "verify", "--content", "mine", "--format", "sarif").stdout)
    annotations = run("sources", "verify", "--content", "mine", "--format", "annotations")

    assert text.returncode == 1
    assert "mine/frameworks/us-zz/lantern-act.md:" in text.stdout
    assert "mine/sources/us-zz/lantern-act.md:" in text.stdout
    assert "> A keeper shall inform the harbour office" in text.stdout
    assert one["related"][0]["file"] == "mine/sources/us-zz/lantern-act.md"
    assert any("relatedLocations" in each for each in sarif["runs"][0]["results"])
    assert "::error file=mine/frameworks/us-zz/lantern-act.md" in annotations.stdout


def test_diff_is_a_work_list(run: Run, mine: Path) -> None:
    """Which subdivisions changed, in which words, and which obligations must be looked at again."""
    attach(run)
    amended = TEXT.replace("over five hundred lanterns", "over fifty lanterns").replace(
        "(f) A lamp may have a name.\n\n", ""
    )
    (mine / "amended.txt").write_text(amended.replace("§ 3. Fine.", "(j) A bell.\n\n§ 3. Fine."), "utf-8")
    text = run("sources", "diff", LAW, "amended.txt", "--content", "mine")
    found = json.loads(run("sources", "diff", LAW, "amended.txt", "--content", "mine", "--format", "json").stdout)

    assert text.returncode == 1
    assert [(each["pinpoint"], each["change"]) for each in found] == [
        ("1.large-keeper", "reworded"),
        ("2.j", "added"),
        ("2.f", "repealed"),
    ]
    assert "[-five hundred-] {+fifty+}" in text.stdout
    assert f"{LAW}#2.a.write" in found[0]["obligations"]
    assert found[1]["provisions"] == []
    assert "restate it: the catalog has no provision here" in text.stdout


def test_diff_without_an_attached_text_uses_the_fingerprints(run: Run, mine: Path) -> None:
    """It is known what differs, and not in which words; the same text differs in nothing."""
    attach(run)
    assert run("sources", "lock", LAW, "--content", "mine").returncode == 0
    for path in (mine / "mine/sources").rglob("*.*"):
        path.unlink()
    (mine / "amended.txt").write_text(TEXT.replace("within 72 hours if", "within 24 hours if"), "utf-8")
    same = run("sources", "diff", LAW, "lantern.txt", "--content", "mine")
    other = run("sources", "diff", LAW, "amended.txt", "--content", "mine")

    assert (same.returncode, same.stdout) == (0, "")
    assert other.returncode == 1
    assert "only the fingerprint of the old words is known" in other.stdout


def test_diff_of_the_shipped_law_names_judgements_and_comparisons(run: Run, tmp_path: Path) -> None:
    """What hangs on a definition of a shipped law: duties, judgements of the policy, comparisons with other laws."""
    from compliance.analyses.amendments import amendments
    from compliance.content.reading import load
    from compliance.graph import KnowledgeGraph
    from compliance.sources.differences import Change, Difference

    graph = KnowledgeGraph(load().corpus)
    difference = Difference(("22757.11", "d"), Change.REWORDED, "old", "new")
    (found,) = amendments(graph, "us-ca/sb-53", [difference])

    assert found.citation == "Cal. Bus. & Prof. Code § 22757.11(d)"
    assert "us-ca/sb-53#22757.13.c.1" in found.obligations
    assert "mappings/anthropic/rsp-3.0/us-ca-sb-53#22757.13.c.1" in found.judgements
    assert any(each.startswith("mappings/comparisons/us-ca-sb-53--us-ny-raise-act#") for each in found.comparisons)


@pytest.mark.parametrize(
    ("arguments", "said", "help_"),
    [
        (["attach", LAW, "lantern.txt"], "no content folder is named", "--content FOLDER"),
        (["attach", LAW, "nothing.txt", "--content", "mine"], "there is no file 'nothing.txt'", "downloaded"),
        (["attach", LAW, "mine", "--content", "mine"], "'mine' is a folder", "downloaded"),
        (["attach", LAW, "lantern.txt", "--content", "yours"], "'yours' does not exist", "make it first"),
        (["attach", "us-zz/lantern", "lantern.txt", "--content", "mine"], "no law 'us-zz/lantern'", "lantern-act"),
        (["attach", "us-ny/raise-act", "lantern.txt", "--content", "mine"], "does not look like", "lantern-act"),
        (["attach", LAW, "empty.txt", "--content", "mine"], "empty", ""),
        (["attach", LAW, "junk.pdf", "--content", "mine"], "", ""),
        (["attach", LAW, "lantern.txt", "--content", "mine", "--address", "example.org"], "not a web address", "https"),
        (["verify", "--content", "mine"], "no official text is attached", "sources attach"),
        (["verify", LAW, "--content", "yours"], "'yours' does not exist", ""),
        (["lock", LAW, "--content", "mine"], "no text of", "attach one"),
        (["diff", LAW, "lantern.txt", "--content", "mine"], "there is nothing to compare with", "attach the old text"),
        (["diff", LAW, "empty.txt", "--content", "mine"], "empty", ""),
    ],
)
def test_mistakes_are_told(run: Run, mine: Path, arguments: list[str], said: str, help_: str) -> None:
    """One sentence, one hint, exit code 2, and nothing written."""
    (mine / "empty.txt").write_bytes(b"")
    (mine / "junk.pdf").write_bytes(b"%PDF-1.4 and then nothing that a reader of PDF could use")
    done = run("sources", *arguments)

    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("error: ")
    assert said in done.stderr
    assert help_ in done.stderr
    assert not (mine / "mine/sources").exists()


def test_the_shipped_catalogs_take_no_text(run: Run, mine: Path) -> None:
    """Official text never lies among the shipped catalogs."""
    from compliance.content.workspace import shipped_root

    done = run("sources", "attach", LAW, "lantern.txt", "--content", str(shipped_root()))

    assert done.returncode == 2
    assert "the shipped catalogs hold no official text" in done.stderr


def test_a_folder_that_holds_only_texts(run: Run, mine: Path) -> None:
    """An empty folder will do to keep texts of shipped laws; it needs no catalogs of its own."""
    (mine / "texts").mkdir()
    done = run("sources", "attach", LAW, "lantern.txt", "--content", "mine", "--content", "texts")
    verified = run("sources", "verify", "--content", "mine", "--content", "texts")

    assert done.returncode == 0, done.stderr
    assert (mine / "texts/sources/us-zz/lantern-act.md").is_file()
    assert verified.returncode == 0


def test_the_rules_are_explained(run: Run) -> None:
    assert run("explain", "V301").stdout.startswith("V301 figure-not-in-text (error)")
