"""Whatever stands in a file, reading and checking give diagnostics with places in that file, and never an exception."""

import time
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from compliance.checks import check_all
from compliance.content.reading import Reading, load
from compliance.diagnostics import as_annotations, as_json, as_sarif, as_text
from tests.content.world import LAW, SHIPPED, read_files

TEXTS = {each.identifier: each.path.read_text("utf-8") for each in SHIPPED}
FILES = {each.identifier: each.shown for each in SHIPPED}
LINES = sorted({line for text in TEXTS.values() for line in text.split("\n")})

NASTY = (
    "\x00", "\r", "\t", "\ufeff", "\u2028", "\u00a0", "\u3000", "\u200b", "\u202e", "é", "e\u0301", "𝔘", "- ", "-",
    "* ", "1. ", "# ", "###### ", "> ", "    ", "---", "===", "|", "| - |", "```", "<b>", "<!--", "<https://x.y>",
    "](", "[a]: b", "![", "**", "_", "`", "\\", "&amp;", ":", ": ", ",", "(", ")", "[x]", '"', "“", "§", "…",
    "- due: ", "- when: not ", "- every: ", "- source: <", "- in force: ", "10^400", "10^401", "9999-12-31",
    "0000-00-00", "99999999999999999999", "from ", "any of ", "and ", "or ", "- kind: crosswalk", "- id: ",
    "- satisfied by: ", "- covers: ", "- amount: ", "- keep for: ", "- reviewed: ", "#", "@2026-01-01",
    "us-ca/sb-53#",
)  # fmt: skip


def sound(reading: Reading) -> None:
    """Asserts that every finding has a place in its file, and that every rendering works."""
    found = (*reading.diagnostics, *check_all(reading.corpus))
    for each in found:
        assert each.place.line >= 1
        assert each.place.column >= 1
        if lines := reading.lines.get(each.place.file):
            assert each.place.line <= len(lines), str(each)
            assert each.place.column <= len(lines[each.place.line - 1]) + 1, f"{each} in {lines[each.place.line - 1]!r}"
        assert each.length >= 1
        assert each.message
    for render in (as_json, as_annotations, lambda each: as_text(each, reading.line_at)):
        render(found)
    as_sarif(found, version="0")


def read_one(text: str | bytes, name: str = "frameworks/us-ca/act.md") -> None:
    with TemporaryDirectory() as folder:
        sound(read_files(Path(folder), {name: text}))


pieces = st.one_of(st.sampled_from(LINES), st.sampled_from(NASTY), st.text(max_size=8))
documents = st.lists(st.one_of(pieces, st.lists(pieces, max_size=5).map("".join)), max_size=25).map("\n".join)
FEW = settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.too_slow])


@FEW
@given(documents)
def test_markdown_of_any_sort(text: str) -> None:
    """Random lines, under the heading of a law."""
    read_one((LAW + text).encode("utf-8", "surrogatepass"))


@FEW
@given(st.binary(max_size=200))
def test_bytes_of_any_sort(data: bytes) -> None:
    """Random bytes."""
    read_one(data)


KINDS = ("statute", "policy", "developer", "crosswalk", "comparison", "outline", "terms", "topics", "code of practice")


@FEW
@given(st.sampled_from(KINDS), documents)
def test_documents_of_any_kind(kind: str, text: str) -> None:
    """Random lines in a document of each kind, whose own fields may be missing."""
    folder = "mappings" if kind in ("crosswalk", "comparison") else "frameworks"
    fields = "- policy: a/p\n- instrument: x/l\n" if kind == "crosswalk" else ""
    fields += "- instruments: x/l, x/m\n" if kind == "comparison" else ""
    read_one(f"# D\n\n- kind: {kind}\n{fields}{text}".encode("utf-8", "surrogatepass"), f"{folder}/a/d.md")


@st.composite
def mutated(draw: st.DrawFn) -> tuple[str, str]:
    """A shipped file with some of its lines deleted, doubled, moved, garbled or joined."""
    identifier = draw(st.sampled_from(sorted(TEXTS)))
    lines = TEXTS[identifier].split("\n")
    start = draw(st.integers(0, max(0, len(lines) - 80)))
    kept = lines[:8] + lines[max(8, start) : start + 80]
    for _ in range(draw(st.integers(1, 6))):
        at = draw(st.integers(0, len(kept) - 1))
        match draw(st.sampled_from(("delete", "double", "garble", "insert", "join", "cut", "move"))):
            case "delete" if len(kept) > 1:
                del kept[at]
            case "double":
                kept.insert(at, kept[at])
            case "garble":
                cut = draw(st.integers(0, len(kept[at])))
                kept[at] = kept[at][:cut] + draw(st.sampled_from(NASTY)) + kept[at][cut:]
            case "insert":
                kept.insert(at, draw(pieces))
            case "join" if at + 1 < len(kept):
                kept[at : at + 2] = [kept[at] + kept[at + 1]]
            case "cut":
                kept[at] = kept[at][: draw(st.integers(0, len(kept[at])))]
            case "move":
                kept.append(kept.pop(at))
            case _:
                pass
    return identifier, "\n".join(kept)


@FEW
@given(mutated())
def test_mutated_shipped_files(case: tuple[str, str]) -> None:
    """A shipped file with faults, on its own."""
    identifier, text = case
    read_one(text.encode("utf-8", "surrogatepass"), FILES[identifier])


@pytest.mark.slow
@settings(deadline=None, max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@given(mutated())
def test_mutated_among_the_others(case: tuple[str, str]) -> None:
    """A shipped file with faults, over the other shipped ones, so that references dangle."""
    identifier, text = case
    with TemporaryDirectory() as folder:
        path = Path(folder) / FILES[identifier]
        path.parent.mkdir(parents=True)
        path.write_bytes(text.encode("utf-8", "surrogatepass"))
        sound(load([folder]))


DEEP = {
    "quotes": "> " * 1000 + "x",
    "items in one line": "- " * 1000 + "x",
    "items below one another": "".join("  " * depth + "- x\n" for depth in range(1000)),
    "quotes and items": "> - " * 500 + "x",
    "brackets": "[" * 50_000,
    "links": "[a](" * 20_000,
    "images": "![" * 20_000,
    "stars": "*a " * 50_000,
    "triple stars": "***a " * 30_000,
    "tags": "<a " * 50_000,
    "comments": "<!-- " * 20_000,
    "backticks": " ".join("`" * (each % 300 + 1) for each in range(5_000)),
    "table of many columns": "|" * 5_000 + "\n" + "|-" * 5_000 + "|\n",
    "definitions": "[a]: b\n" * 20_000,
    "parentheses in a condition": "- when: " + "(" * 5_000 + "a" + ")" * 5_000,
    "not": "- when: " + "not " * 5_000 + "a",
    "and": "- when: " + " and ".join(["broad training data"] * 5_000),
    "labels": "## " + "(a)" * 1_000,
    "fields": "- note: x\n" * 20_000,
    "unknown fields": "- nota: x\n" * 1_000,
    "one long line": "- note: " + "x" * 10_000_000,
    "one long identifier": "## § 1\n\n- rule: x\n- for: " + "a." * 200_000,
    "many identifiers": "## § 1\n\n- rule: x\n- for: " + ", ".join(f"1.{each}" for each in range(2_000)),
    "long number": "## § 1\n\n- penalty: x\n- amount: up to " + "9" * 100_000 + " USD",
    "levels": "\n".join(f"{'#' * (each % 6 + 1)} ({each})\n\n- rule: x" for each in range(2_000)),
    "one label": "\n\n".join(["## § 1\n\n- rule: x"] * 2_000),
    "long circle": "\n\n".join(
        f"## § {each}\n\n- definition: t{each}\n- of: risk\n- when: t{(each + 1) % 2000}" for each in range(2_000)
    ),
}


@pytest.mark.parametrize("name", DEEP)
def test_deep_and_long(name: str) -> None:
    """Deep nesting and long lines are read or refused, in seconds."""
    start = time.perf_counter()
    read_one(f"{LAW}\n{DEEP[name]}\n")
    read_one(f"{LAW}{DEEP[name]}\n")

    assert time.perf_counter() - start < 60
