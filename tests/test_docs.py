"""What the documentation says is true: its commands run, its examples read, its tables are those of the program.

The two pages for authors mark their examples in one of two ways. A line that ends with a path in backticks and a colon
makes the fence below it a content file: all of them together, laid over the shipped catalogs, are sound. A line that
begins with "From" makes it a fragment that stands in that shipped file word for word.
"""

import os
import re
import shlex
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

import click
import pytest
from click.testing import CliRunner
from markdown_it import MarkdownIt
from markdown_it.token import Token

import compliance
from compliance.analyses.applicability import Status
from compliance.analyses.coverage import Flag, Verdict, Weight
from compliance.analyses.gaps import Level
from compliance.checks import all_rules, check_all
from compliance.cli import cli
from compliance.content.reading import Reading, load
from compliance.content.records import UNKNOWN_FIELD
from compliance.content.workspace import shipped_root
from compliance.diagnostics import Diagnostic
from compliance.model.crosswalks import COMPARISON_FIELDS, MAPPING_FIELDS, Extent, Relation
from compliance.model.identifiers import LabelSort, cite, read_heading
from compliance.model.identifiers import Path as Labels
from compliance.model.instruments import FIELDS_OF_KIND, HANDED_DOWN, NEEDED_FIELDS, InstrumentKind, ProvisionKind
from compliance.model.policies import COMMITMENT_FIELDS, EventKind, ThingKind, Track
from compliance.model.strengths import EFFORTS, NO_PROMISE, PLANS
from compliance.model.terms import TermKind
from compliance.plugins import names_in

ROOT = Path(__file__).resolve().parent.parent
README = ROOT / "README.md"
CONTRIBUTING = ROOT / "CONTRIBUTING.md"
FRAMEWORKS = ROOT / "frameworks/README.md"
MAPPINGS = ROOT / "mappings/README.md"
PAGES = (README, CONTRIBUTING, ROOT / "CHANGELOG.md", FRAMEWORKS, MAPPINGS)
AS_OF = date(2026, 3, 31)

# -- reading the pages -------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Fence:
    """A fenced block: its language, the line of prose above it, and its text."""

    page: Path
    line: int
    language: str
    above: str
    text: str

    @property
    def path(self) -> str | None:
        """The file that the block is, where the line above ends with one."""
        found = re.search(r"in `([\w./-]+\.md)`:$", self.above)
        return found[1] if found else None

    @property
    def part_of(self) -> str | None:
        """The shipped file of which the block is a fragment."""
        found = re.fullmatch(r"From `([\w./-]+\.md)`:", self.above)
        return found[1] if found else None


@dataclass(frozen=True)
class Table:
    """A table: the heading it stands under, and its rows with the cells by column."""

    heading: str
    columns: tuple[str, ...]
    rows: tuple[dict[str, str], ...]


@cache
def tokens(page: Path) -> list[Token]:
    return MarkdownIt("commonmark").enable("table").parse(page.read_text("utf-8"))


@cache
def fences(page: Path) -> tuple[Fence, ...]:
    found = []
    above = ""
    for token in tokens(page):
        if token.type == "inline":
            above = token.content.splitlines()[-1] if token.content else ""
        elif token.type == "fence":
            line = token.map[0] + 1 if token.map else 0
            found.append(Fence(page, line, token.info.strip(), above, token.content))
    return tuple(found)


@cache
def tables(page: Path) -> tuple[Table, ...]:
    found: list[Table] = []
    heading, rows, cells = "", [], []
    previous = ""
    for token in tokens(page):
        match token.type:
            case "inline" if previous == "heading_open":
                heading = token.content
            case "table_open":
                rows = []
            case "tr_open":
                cells = []
            case "inline" if previous in ("th_open", "td_open"):
                cells.append(token.content)
            case "tr_close":
                rows.append(cells)
            case "table_close":
                columns = tuple(rows[0])
                found.append(Table(heading, columns, tuple(dict(zip(columns, row, strict=True)) for row in rows[1:])))
        previous = token.type
    return tuple(found)


def table(page: Path, first: str, heading: str | None = None) -> Table:
    """The one table whose first column is called so, under that heading if one is given."""
    found = [each for each in tables(page) if each.columns[0] == first and (heading is None or each.heading == heading)]
    assert len(found) == 1, f"{page.name}: {len(found)} tables begin with '{first}' under {heading}"
    return found[0]


def code(cell: str) -> list[str]:
    """What stands in backticks."""
    return re.findall(r"`([^`]+)`", cell)


def field_tables() -> Iterator[Table]:
    for page in (FRAMEWORKS, MAPPINGS):
        yield from (each for each in tables(page) if each.columns[0] == "field")


def documented(heading: str, page: Path = FRAMEWORKS, number: int = 0) -> dict[str, str]:
    """The fields of a table with what stands in its second column, by name."""
    found = [each for each in tables(page) if each.columns[0] == "field" and each.heading == heading][number]
    return {name: row[found.columns[1]] for row in found.rows for name in code(row["field"])}


# -- fields ------------------------------------------------------------------------------------------------------------


def accepted(folder: Path, kind: str) -> set[str]:
    """The fields of a kind of document, in the words of the hint that follows on a field that means nothing."""
    judgement = kind in ("crosswalk", "comparison")
    file = folder / ("mappings" if judgement else "frameworks") / "acme" / "developer.md"
    file.parent.mkdir(parents=True)
    others = "- instruments: us-ca/sb-53, us-zz/example-act\n" if kind == "comparison" else ""
    file.write_text(f"# Acme\n\n- kind: {kind}\n{others}- zzzzzzzzzzzz: 1\n", "utf-8")
    hints = [each.hint for each in load([folder], shipped=False).diagnostics if each.rule is UNKNOWN_FIELD]
    assert len(hints) == 1
    return set((hints[0] or "").rpartition("may have: ")[2].removeprefix("use ").split(", "))


@pytest.mark.parametrize("kind", [*map(str, InstrumentKind), "policy", "developer", "outline"])
def test_fields_of_documents(tmp_path: Path, kind: str) -> None:
    """What the page gives to a kind of document may stand there; whatever else may is named in another table."""
    group = "laws" if kind in list(InstrumentKind) else kind
    named = {name for name, on in documented("The document").items() if group in on.split(", ")}

    assert named <= accepted(tmp_path, kind)
    assert accepted(tmp_path / "again", kind) <= {name for each in field_tables() for name in names_of(each)}


@pytest.mark.parametrize("kind", ["crosswalk", "comparison"])
def test_fields_of_files_of_judgements(tmp_path: Path, kind: str) -> None:
    named = {
        name
        for name, on in documented("Crosswalks", MAPPINGS).items()
        if on == "the document" or kind in on.split(", ")
    }

    assert named == accepted(tmp_path, kind)


@pytest.mark.parametrize("kind", ProvisionKind)
def test_fields_of_provisions(kind: ProvisionKind) -> None:
    """The table of provisions gives each kind the very fields that the program does."""
    named = {name for name, on in documented("Provisions").items() if on == "all" or kind in on.split(", ")}

    assert named == FIELDS_OF_KIND[kind]


def test_kinds_of_provisions() -> None:
    kinds = table(FRAMEWORKS, "kind")
    needs = {code(row["kind"])[0]: frozenset(code(row["needs, of its own or from above"])) for row in kinds.rows}

    assert needs == {str(kind): NEEDED_FIELDS.get(kind, frozenset()) for kind in ProvisionKind}


def test_fields_that_are_handed_down() -> None:
    marked = {
        name for each in field_tables() for row in each.rows if "↓" in row["field"] for name in code(row["field"])
    }

    assert marked == HANDED_DOWN


def test_fields_of_commitments_and_judgements() -> None:
    assert documented("Commitments").keys() == COMMITMENT_FIELDS
    assert documented("Crosswalks", MAPPINGS, 1).keys() == MAPPING_FIELDS
    assert documented("Comparisons", MAPPINGS).keys() == COMPARISON_FIELDS


PROBES = {
    "change": ("policy", "## 1 A\n\n- change: x", "Commitments", 1),
    "piece of evidence": ("developer", "## [a]\n\n- evidence: x", "Developers", 0),
    "section of an outline": ("outline", "## 1 A", "Outlines", 0),
    "fact": ("terms", "## A\n\n- fact: x", "Terms and topics", 0),
    "moment": ("terms", "## A\n\n- moment: x", "Terms and topics", 0),
    "body": ("terms", "## A\n\n- body: x", "Terms and topics", 0),
    "topic": ("topics", "## A", "Terms and topics", 0),
}  # fmt: skip


@pytest.mark.parametrize("what", PROBES)
def test_fields_of_other_headings(tmp_path: Path, what: str) -> None:
    """Whatever the program takes under other headings stands in their table."""
    kind, sections, heading, number = PROBES[what]
    end = "" if "- " in sections.splitlines()[-1] else "\n"
    file = tmp_path / "frameworks/acme/developer.md"
    file.parent.mkdir(parents=True)
    file.write_text(f"# Acme\n\n- kind: {kind}\n\n{sections}\n{end}- zzzzzzzzzzzz: 1\n", "utf-8")
    found = [each.hint or "" for each in load([tmp_path], shipped=False).diagnostics if each.rule is UNKNOWN_FIELD]
    known = {name for hint in found for name in hint.partition(f"a {what} may have: ")[2].split(", ") if name}

    assert known
    assert known <= documented(heading, number=number).keys() | {"topic"}


def names_of(each: Table) -> set[str]:
    return {name for row in each.rows for name in code(row["field"])}


def test_no_field_is_made_up() -> None:
    """Every field in any table is one that the program reads."""
    known = {
        *(name for fields in FIELDS_OF_KIND.values() for name in fields),
        *COMMITMENT_FIELDS, *MAPPING_FIELDS, *COMPARISON_FIELDS, *map(str, ThingKind), *map(str, TermKind),
        "kind", "jurisdiction", "cite as", "source", "status", "supersedes", "developer", "version", "serves",
        "approved", "change", "because", "evidence", "basis", "about", "shows", "covers", "short of", "of", "value",
        "default", "means", "answers", "draws on", "redact", "justification", "policy", "instrument", "instruments",
    }  # fmt: skip

    assert {name for each in field_tables() for name in names_of(each)} == known


# -- words -------------------------------------------------------------------------------------------------------------


def test_the_table_of_labels() -> None:
    """Every row makes the identifier and the citation that it says."""
    rows = table(FRAMEWORKS, "headings, outermost first").rows

    assert len(rows) >= 40
    for row in rows:
        labels = Labels()
        for heading in code(row["headings, outermost first"]):
            labels = labels.extend(read_heading(heading).labels)
        assert [labels.pinpoint] == code(row["identifier"])
        assert cite(row["cite as"], labels) == row["citation"]


def test_the_sorts_of_label() -> None:
    """Each example of a sort is of that sort, and makes the part of the identifier that stands beside it."""
    rows = table(FRAMEWORKS, "sort").rows

    assert [row["sort"] for row in rows] == list(LabelSort)
    for row in rows:
        examples, parts = code(row["looks like"]), code(row["in the identifier"])
        found = [read_heading(example).labels[0] for example in examples]
        assert [(each.sort, each.part) for each in found] == [(row["sort"], part) for part in parts]


def test_lists_of_words() -> None:
    """Tracks, relations, extents, statuses, severities, flags and kinds of event are those of the program."""
    extents = documented("Crosswalks", MAPPINGS, 1)["extent"]
    relations = documented("Comparisons", MAPPINGS)["relation"]
    things = table(FRAMEWORKS, "field", "Developers").rows

    tracks = table(FRAMEWORKS, "track").rows

    assert [code(row["track"])[0] for row in tracks] == list(Track)
    assert all(row["what it is"].startswith(Track(code(row["track"])[0]).meaning) for row in tracks)
    assert code(extents) == list(Extent)
    assert code(relations) == list(Relation)
    assert all(kind in next(row["value"] for row in things if "`event`" in row["field"]) for kind in EventKind)
    assert [code(row["word"])[0] for row in table(FRAMEWORKS, "word").rows] == list(Status)
    assert [row["severity"] for row in table(MAPPINGS, "severity").rows] == list(Level)
    assert {row["flag"] for row in table(MAPPINGS, "flag").rows} == set(Flag)
    assert [code(row["weight"])[0] for row in table(MAPPINGS, "weight").rows] == list(reversed(Weight))


def test_verdicts() -> None:
    """Both tables have each verdict once."""
    for page in (README, MAPPINGS):
        rows = [row["verdict"] for row in table(page, "verdict").rows]
        assert sorted(rows) == sorted(Verdict)


def test_verbs() -> None:
    lists = [tuple(code(row["list"])) for row in table(MAPPINGS, "verbs").rows]

    assert lists == [tuple(NO_PROMISE), tuple(EFFORTS), tuple(PLANS)]


# -- examples ----------------------------------------------------------------------------------------------------------


def examples() -> list[Fence]:
    return [each for page in (FRAMEWORKS, MAPPINGS) for each in fences(page) if each.language == "markdown"]


def test_examples_are_marked() -> None:
    """Each example is a file or a fragment of a shipped one."""
    assert examples()
    assert [each for each in examples() if (each.path is None) == (each.part_of is None)] == []


@pytest.fixture(scope="module")
def read_examples(tmp_path_factory: pytest.TempPathFactory) -> Reading:
    folder = tmp_path_factory.mktemp("examples")
    for each in examples():
        if each.path:
            file = folder / each.path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(each.text, "utf-8")
    return load([folder])


def test_examples_are_sound(read_examples: Reading) -> None:
    """Laid over the shipped catalogs, the files of both pages have nothing wrong with them."""
    theirs = {each.shown for each in read_examples.files if not each.shipped}
    found = (*read_examples.diagnostics, *check_all(read_examples.corpus))

    assert [str(each.place) + each.message for each in found if each.place.file in theirs] == []


def test_fragments_stand_in_their_files() -> None:
    for each in examples():
        if each.part_of:
            assert each.text in (shipped_root() / each.part_of).read_text("utf-8"), f"{each.page.name}:{each.line}"


def test_the_example_policy_gets_every_sort_of_verdict(read_examples: Reading) -> None:
    """The judgements of the example come to what the tables say of them."""
    analysis = compliance.analyse(
        compliance.KnowledgeGraph(read_examples.corpus), "acme", AS_OF, instruments=["us-zz/example-act"]
    )
    verdicts = {each.obligation.identifier.partition("#")[2]: str(each.verdict) for each in analysis.findings}

    assert verdicts == {
        "2.a.write": "partly met",
        "2.a.publish": "stated",
        "2.a.1": "stated",
        "2.c": "met",
    }


# -- commands ----------------------------------------------------------------------------------------------------------


def commands() -> list[str]:
    return cli.list_commands(click.Context(cli))


def test_every_command_is_documented() -> None:
    """The README lists the commands in the order of the help, each with a line of its own."""
    rows = table(README, "command").rows

    assert [code(row["command"])[0].removeprefix("compliance ").split()[0] for row in rows] == commands()


@pytest.mark.parametrize("name", commands())
def test_every_help_has_an_example(name: str) -> None:
    result = CliRunner().invoke(cli, [name, "--help"], prog_name="compliance")

    assert result.exit_code == 0
    assert re.search(rf"^ *compliance {name}\b", result.output, re.MULTILINE)


def command_lines(text: str) -> Iterator[tuple[str, int]]:
    """The commands of a block with the exit codes that they should have."""
    for line in text.replace("\\\n", " ").splitlines():
        if line.startswith("compliance "):
            command, _, comment = line.partition(" # ")
            stated = re.search(r"exit code (\d)", comment)
            yield command, int(stated[1]) if stated else 0


def run(line: str, folder: Path) -> subprocess.CompletedProcess[str]:
    arguments = [sys.executable, "-m", "compliance", *shlex.split(line)[1:]]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.run(
        arguments, cwd=folder, env=environment, capture_output=True, text=True, encoding="utf-8", check=False
    )


def test_every_command_line_of_the_readme_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """From the first block to the last, in one folder: commands run, and files that the page shows are put there."""
    monkeypatch.chdir(tmp_path)
    before = {path: path.read_bytes() for path in content_of_the_project()}
    ran = 0
    for fence in fences(README):
        if fence.language == "markdown" and fence.path:
            (tmp_path / fence.path).write_text(fence.text, "utf-8")
        for line, code_ in command_lines(fence.text) if fence.language == "sh" else ():
            result = CliRunner().invoke(cli, shlex.split(line)[1:], prog_name="compliance")
            ran += 1
            assert result.exit_code == code_, f"{line}\n{result.output}"

    assert ran >= 20
    assert {path: path.read_bytes() for path in content_of_the_project()} == before


def content_of_the_project() -> list[Path]:
    return sorted(path for name in ("frameworks", "mappings") for path in (ROOT / name).rglob("*.md"))


def test_every_command_line_of_other_pages_is_known() -> None:
    """Wherever a page says 'compliance …' in backticks, the command is one."""
    for page in PAGES:
        for each in re.findall(r"`compliance ([a-z]+)[^`]*`", page.read_text("utf-8")):
            assert each in commands(), f"{page.name}: compliance {each}"


def test_make_targets() -> None:
    """Each 'make …' of the pages is a target of the Makefile."""
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    for page in PAGES:
        for each in re.findall(r"(?:^|`)make ([a-z]+)", page.read_text("utf-8"), re.MULTILINE):
            assert each in targets, f"{page.name}: make {each}"


def test_the_python_of_the_readme_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    blocks = [each for each in fences(README) if each.language == "python"]

    assert blocks
    for each in blocks:
        exec(compile(each.text, f"README.md:{each.line}", "exec"), {})


def test_rules_that_pages_name_exist() -> None:
    rules = all_rules()
    for page in PAGES:
        for each in re.findall(r"\b([CF]\d{3})\b", page.read_text("utf-8")):
            assert each in rules, f"{page.name}: {each}"


# -- what the README shows ---------------------------------------------------------------------------------------------


def block_above(words: str) -> Fence:
    found = [each for each in fences(README) if each.language == "text" and words in each.above]
    assert len(found) == 1
    return found[0]


def test_the_table_of_verdicts_is_what_the_program_prints(tmp_path: Path) -> None:
    shown = block_above("prints first").text
    printed = run("compliance gaps --as-of 2026-03-31", tmp_path).stdout

    assert printed.startswith(shown)


def test_the_files_of_the_readme_are_those_of_build() -> None:
    from compliance.cli.build_ import FORMATS, GRAPHS, NUMBER_OF_OUTPUTS

    names = [name for row in table(README, "file").rows for name in code(row["file"])]
    stems = {name.partition(".")[0] for name in names}

    assert stems == {"framework-public", "framework-internal", "gap-report", "content", "findings"}
    assert len(names) == NUMBER_OF_OUTPUTS
    assert len([name for name in names if name.startswith("gap-report")]) == len(FORMATS)
    assert len([name for name in names if name.startswith("content")]) == len(GRAPHS) + 1


def test_formats_and_exports_are_named() -> None:
    text = README.read_text("utf-8").lower()

    for package in ("compliance.formats", "compliance.exports"):
        assert [name for name in names_in(package) if name not in text] == []


CHANGED = "- commitment: Anthropic will keep or improve its ASL-3 protections"


def test_change_something_and_see(tmp_path: Path) -> None:
    """The verdicts before and after the edit, and what the public edition loses, are those that the README shows."""
    shipped = shipped_root() / "frameworks/anthropic/rsp-3.0.md"
    text = shipped.read_text("utf-8")
    start = text.index(CHANGED)
    edited = text[:start] + text[start:].replace("- track: unilateral", "- track: recommendation", 1)
    file = tmp_path / "frameworks/anthropic/rsp-3.0.md"
    file.parent.mkdir(parents=True)
    file.write_text(edited, "utf-8")
    shown = [line.split("  ") for line in block_above("change to these").text.splitlines()]
    rows = [[cell.strip() for cell in row if cell.strip()] for row in shown][1:]

    before, lines_before = verdicts_and_public_edition(load())
    after, lines_after = verdicts_and_public_edition(load([tmp_path]))

    changed = {key: (before[key], after[key]) for key in before if before[key] != after[key]}
    assert {identifier: (old, new) for identifier, old, new in rows} == changed
    assert any("keep or improve its ASL-3 protections" in line for line in lines_before)
    assert not any("keep or improve its ASL-3 protections" in line for line in lines_after)


def verdicts_and_public_edition(reading: Reading) -> tuple[dict[str, str], list[str]]:
    problems: list[Diagnostic] = [*reading.diagnostics, *compliance.check(reading.corpus)]
    assert problems == []
    graph = compliance.KnowledgeGraph(reading.corpus)
    analysis = compliance.analyse(graph, "anthropic", AS_OF)
    public = compliance.compose_framework(graph, analysis, compliance.Edition.PUBLIC)
    lines = compliance.write(public, "markdown").decode().splitlines()
    return {each.obligation.identifier: str(each.verdict) for each in analysis.findings}, lines


# -- pages -------------------------------------------------------------------------------------------------------------


def test_links_lead_somewhere() -> None:
    """Every link to a file of the project leads to one, and every link to a heading to one that is there."""
    for page in PAGES:
        for target in re.findall(r"\]\((?!https?:)([^)\s]+)\)", page.read_text("utf-8")):
            path, _, anchor = target.partition("#")
            file = (page.parent / path).resolve() if path else page
            assert file.exists(), f"{page.name}: {target}"
            if anchor:
                headings = re.findall(r"^#+ (.+)$", file.read_text("utf-8"), re.MULTILINE)
                slugs = [re.sub(r"[^\w\- ]", "", each.lower()).replace(" ", "-") for each in headings]
                assert anchor in slugs, f"{page.name}: {target}"


def test_the_architecture_is_that_of_the_code() -> None:
    """The layers are those that import-linter holds, and every file that the page names is there."""
    text = CONTRIBUTING.read_text("utf-8")
    configuration = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    contract = next(each for each in configuration["tool"]["importlinter"]["contracts"] if each["type"] == "layers")
    layers = [[name for name in layer.split(" | ") if not name.startswith("(")] for layer in contract["layers"]]
    shown = next(each.text for each in fences(CONTRIBUTING) if each.text.startswith("cli\n"))

    assert [line.split(" | ") for line in shown.splitlines()] == layers
    for name in re.findall(r"`((?:\w+/)+(?:\w+\.\w+)?)`", text):
        assert any((folder / name).exists() for folder in (ROOT, ROOT / "compliance")), name
    tree = next(each.text for each in fences(CONTRIBUTING) if each.text.startswith("compliance/\n"))
    for indent, name in re.findall(r"^( *)([\w./]+)  ", tree, re.MULTILINE):
        if name != "output/":  # what the program writes
            assert (ROOT / ("compliance" if indent else "") / name).exists(), name


def test_not_legal_advice_is_said_once() -> None:
    said = [page.name for page in PAGES for _ in re.findall("legal advice", page.read_text("utf-8"), re.IGNORECASE)]

    assert said == ["README.md"]
