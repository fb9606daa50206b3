"""The shipped example, analysed once."""

from datetime import date
from pathlib import Path

import pytest

from compliance.analyses.gaps import GapAnalysis, analyse
from compliance.content.reading import load
from compliance.graph import KnowledgeGraph

AS_OF = date(2026, 3, 31)


@pytest.fixture(scope="session")
def shipped() -> tuple[KnowledgeGraph, GapAnalysis]:
    """The shipped catalogs and their findings for Anthropic."""
    graph = KnowledgeGraph(load().corpus)
    return graph, analyse(graph, "anthropic", AS_OF)


def of_folder(root: Path, developer: str, as_of: date = AS_OF) -> tuple[KnowledgeGraph, GapAnalysis]:
    """A content folder laid over the shipped catalogs, and the findings for its developer."""
    reading = load([root])
    assert not reading.diagnostics
    graph = KnowledgeGraph(reading.corpus)
    return graph, analyse(graph, developer, as_of)
