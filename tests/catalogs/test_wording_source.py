"""The catalogs and judgements restate in our own words: no run of twelve words is shared with the official texts.

Names, defined terms, figures and citations may carry over; where they make a run that long, it is listed here with the
reason.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from compliance.content.workspace import shipped_root
from compliance.model.figures import without_citations
from tests.catalogs.sources import attached

LONGEST = 12
_ADDRESS = re.compile(r"<?https?://\S+")
_WORD = re.compile(r"[A-Za-z0-9§$%^.]+(?:['’][a-z]+)?")

ALLOWED: dict[str, str] = {
    "up to 5 % of average daily income or worldwide annual turnover": "an amount, which is kept as printed",
}
"""Runs that may be shared, in small letters without punctuation, each with the reason: a name, a term or a citation."""


def words(text: str) -> list[tuple[str, int]]:
    """The words of a text, each with its line; citations and web addresses have none."""
    found = []
    for number, line in enumerate(text.split("\n"), 1):
        for match in _WORD.finditer(without_citations(_ADDRESS.sub(" ", line))):
            if word := match.group().strip(".").lower():
                found.append((word, number))
    return found


@pytest.fixture(scope="module")
def official() -> dict[tuple[str, ...], str]:
    """Every run of twelve words in the official texts, with the file that it stands in."""
    folder = attached()
    assert folder is not None
    known: dict[tuple[str, ...], str] = {}
    for path in sorted(folder.rglob("*.md")):
        flat = [word for word, _ in words(path.read_text(encoding="utf-8", errors="replace"))]
        for start in range(len(flat) - LONGEST + 1):
            known.setdefault(tuple(flat[start : start + LONGEST]), path.relative_to(folder).as_posix())
    return known


def shared(text: str, official: dict[tuple[str, ...], str]) -> Iterator[tuple[int, str, str]]:
    """The runs that a text shares: the line, the words, and the official text."""
    tokens = words(text)
    flat = [word for word, _ in tokens]
    start = 0
    while start <= len(flat) - LONGEST:
        source = official.get(tuple(flat[start : start + LONGEST]))
        if source is None:
            start += 1
            continue
        end = start + LONGEST
        while end < len(flat) and tuple(flat[end - LONGEST + 1 : end + 1]) in official:
            end += 1
        yield tokens[start][1], " ".join(flat[start:end]), source
        start = end


def files() -> list[Path]:
    """The shipped content."""
    root = shipped_root()
    return sorted(each for folder in ("frameworks", "mappings") for each in (root / folder).rglob("*.md"))


@pytest.mark.parametrize("path", files(), ids=lambda path: path.relative_to(shipped_root()).as_posix())
def test_no_run_of_twelve_words_is_shared(path: Path, official: dict[tuple[str, ...], str]) -> None:
    """The file says it in other words."""
    found = [
        f"{path.name}:{line}: '{run}' ({source})"
        for line, run, source in shared(path.read_text(encoding="utf-8"), official)
        if run not in ALLOWED
    ]

    assert found == []


def test_a_shared_run_is_found(official: dict[tuple[str, ...], str]) -> None:
    """The search finds a sentence of the statute, however it is broken over lines."""
    text = "a frontier developer shall not make a materially false\nor misleading statement about catastrophic risk"

    assert [line for line, _, _ in shared(text, official)] == [1]
