"""Anthropic's RSP 3.0 against its text: sections, footnotes, numbered lists and the cells of its tables are entered.

The rule. For each of these that the text has, the catalog has at least one entry at the corresponding identifier or
below it. A heading's number makes the identifier (``3.6.1``), a footnote's is ``footnote-N``, a row is named by its own
words and a column by its place. A list item is ``N`` below its section, or below a label in between where the numbering
repeats; so for each number a section must have as many places in the catalog as it has lists that reach it.

Left out: the table of contents and the Changelog, which is the history of earlier versions (the catalog says so).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

import pytest

from compliance.content.reading import load
from compliance.model.corpus import Corpus
from compliance.model.identifiers import Identifier, slug
from tests.catalogs.sources import text_of

RSP = "anthropic/rsp-3.0"
NOT_ENTRIES = {
    ("appendix-a", "1"): "the scenario of general upleveling is the 'when' of its row's commitments, in one condition",
    ("appendix-a", "2"): "the same",
}
"""Items of lists that promise nothing of their own and have no entry, each with the reason."""


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    """The shipped catalogs."""
    return load().corpus


@pytest.fixture(scope="module")
def body() -> list[str]:
    """The lines of the policy's text."""
    text = text_of("anthropic/rsp-3.0.md")
    return text[text.index("\n## Introduction") : text.index("\n## Changelog")].split("\n")


def entered(corpus: Corpus, pinpoint: str) -> bool:
    """Whether anything stands at an identifier or below it."""
    return bool(corpus.below(f"{RSP}#{pinpoint}"))


def headings(body: list[str]) -> Iterator[tuple[int, str]]:
    """The sections, appendices and the introduction, each with the number of its line."""
    for number, line in enumerate(body):
        if match := re.match(r"#{2,4} (?:(\d+(?:\.\d+)*)\.? |(Appendix [A-Z])|(Introduction))", line):
            yield number, match[1] or slug(match[2] or match[3])


def section_at(body: list[str], line: int) -> str:
    """The section in which a line stands."""
    return [name for number, name in headings(body) if number <= line][-1]


def test_every_section_is_entered(corpus: Corpus, body: list[str]) -> None:
    """Each numbered heading, the introduction and both appendices have entries."""
    names = [name for _, name in headings(body)]

    assert names == [
        "introduction", "1", "2", "3", "3.1", "3.2", "3.3", "3.4", "3.5", "3.6", "3.6.1", "3.6.2", "3.6.3", "4",
        "appendix-a", "appendix-b",
    ]  # fmt: skip
    assert [each for each in names if not entered(corpus, each)] == []


def footnote_is_entered(corpus: Corpus, number: str) -> bool:
    """Whether a footnote has an entry, wherever its passage stands."""
    part = re.compile(rf"[#.]footnote-{number}(?:[.@]|$)")
    every: list[Identifier] = list(corpus.below(RSP))
    return any(part.search(each) for each in every)


def test_every_footnote_is_entered(corpus: Corpus, body: list[str]) -> None:
    """Each footnote has an entry."""
    numbers = [match[1] for line in body if (match := re.match(r"\[\^(\d+)\]:", line))]

    assert sorted(numbers) == list("1234567")
    assert [each for each in numbers if not footnote_is_entered(corpus, each)] == []


def test_every_item_of_a_numbered_list_is_entered(corpus: Corpus, body: list[str]) -> None:
    """Each item has a place, and as many places as there are lists with its number."""
    wanted: Counter[tuple[str, str]] = Counter()
    for number, line in enumerate(body):
        if match := re.match(r"(?:(\d+)\.|\((\d+)\)) ", line):
            wanted[section_at(body, number), match[1] or match[2]] += 1
    lacking = {}
    for (section, item), lists in wanted.items():
        below = [each.partition("#")[2] for each in corpus.below(f"{RSP}#{section}")]
        pattern = re.compile(rf"({re.escape(section)}(?:\.[a-z][a-z0-9-]*)*)\.{item}(?:\.|$)")
        places = {match[1] for each in below if (match := pattern.match(each))}
        if len(places) < lists:
            lacking[section, item] = (lists, sorted(places))

    assert len(wanted) > 25
    assert set(lacking) == set(NOT_ENTRIES)


def test_every_cell_of_the_table_is_entered(corpus: Corpus, body: list[str]) -> None:
    """Each row of the table of § 1 has entries for each of its three columns."""
    rows = {match[1]: match[2] for line in body if (match := re.match(r"### Table row (\d+) — (.*)", line))}
    cells = [(match[1], match[2]) for line in body if (match := re.match(r"\*\*\[Row (\d+) / Column (\d+) ", line))]
    pinpoints = [f"1.{slug(rows[row])}.column-{column}" for row, column in cells]

    assert (len(rows), len(cells)) == (4, 12)
    assert [each for each in pinpoints if not entered(corpus, each)] == []


def test_every_row_of_appendix_a_is_entered(corpus: Corpus, body: list[str]) -> None:
    """Each scenario has an entry that carries its condition and its commitment."""
    rows = [
        match[1] for line in body if (match := re.match(r"\*\*\[Row \d+ / Scenario\]\*\* \*\*([^*]+?)\.?\*\*", line))
    ]

    assert len(rows) == 3
    assert [each for each in rows if not entered(corpus, f"appendix-a.{slug(each)}")] == []
